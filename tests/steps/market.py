"""The market a scenario plays in: one ledger, its clock, and what was last told to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

import ledger
from ledger import Entry, Evidence, LedgerError, Recorded, Rejected, Result, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.domain.sources import SourceType

NOUNS = {
    "loan": "LoanAgreed",
    "sale": "TransferCompleted",
    "report": "RumourReported",
    "option": "OptionExercised",
    "injury": "InjuryReported",
    "opening squad": "SquadBaselineRecorded",
    "correction": "EntryCorrected",
    "striking": "EntryVoided",
    "retraction": "ReportRetracted",
}
"""What people call an entry on record: the loan of Marco Ferri, the correction of Marco Ferri."""
LEAGUE = "the league"
"""It speaks officially about registrations."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells it, citing whom; when it was published, and when it happened."""

    source: str | None = None
    cites: str | None = None
    published: UncertainDate | None = None
    on: UncertainDate | None = None


def slug(name: str) -> str:
    """The id a name gives: ``Pierre Kalulu`` gives ``pierre-kalulu``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


class Market:
    """A ledger in memory, told sentences. Whoever is first named in it gets an id.

    A refusal is kept until a step asks about it; any other step that finds one fails with it.
    """

    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, 12, tzinfo=UTC)
        self.ledger = ledger.open(":memory:", clock=lambda: self.now)
        self.known: set[str] = set()
        self.batch: list[Entry] | None = None
        self.results: Sequence[Result] = ()
        self.rejected: Sequence[Rejected] = ()
        self.refusal: LedgerError | ValidationError | None = None
        self.size_before = 0
        self.answered: LedgerError | ValidationError | None = None
        self.list_in_talk: dict[str, Any] = {}
        self.listing_club = ""

    # -- who is who -------------------------------------------------------------------------

    def player(self, name: str, **particulars: Any) -> str:
        """A player's subject; he gets an id when first named."""
        return self._introduce(f"player:{slug(name)}", PlayerRegisteredInLedger, name, particulars)

    def club(self, name: str, **particulars: Any) -> str:
        """A club's id; it gets one, and its official voice, when first named."""
        which = slug(name)
        self._introduce(f"club:{which}", ClubRegisteredInLedger, name, particulars)
        self._introduce(
            f"source:{which}", SourceRegistered, name, {"type": SourceType.CLUB, "club": which}
        )
        return which

    def source(self, name: str, **particulars: Any) -> str:
        """A source's id; it gets one when first named, as an outlet unless it is a club."""
        which = slug(name)
        if name == LEAGUE:
            particulars = {"type": SourceType.LEAGUE}
        self._introduce(f"source:{which}", SourceRegistered, name, particulars)
        return which

    def _introduce(
        self, subject: str, kind: type[Event], name: str, particulars: dict[str, Any]
    ) -> str:
        if subject not in self.known:
            self.known.add(subject)
            self.ledger.record(Entry(subject=subject, event=kind(name=name, **particulars)))  # type: ignore[call-arg, arg-type]
        return subject

    # -- telling ----------------------------------------------------------------------------

    def tell(
        self, subject: str, kind: type[Event], told: Told, voice: str | None = None, **said: Any
    ) -> None:
        """Record one event, or add it to the batch being prepared.

        Where the sentence names no source, the ``voice`` speaks: a club, about itself.
        """
        self.settle()
        source = told.source or voice
        self.write(lambda: self._entry(subject, kind, told, source, said))

    def _entry(
        self, subject: str, kind: type[Event], told: Told, source: str | None, said: dict[str, Any]
    ) -> Entry:
        deal, note = said.pop("deal", None), said.pop("note", None)
        cites = (self.source(told.cites),) if told.cites else ()
        evidence = (Evidence(source=self.source(source), cites=cites),) if source else ()
        return Entry(
            subject=subject,
            event=kind(**{name: value for name, value in said.items() if value is not None}),  # type: ignore[arg-type]
            occurred_on=told.on,
            published_at=told.published or told.on,
            evidence=evidence,
            entry_id=uuid4(),
            deal=deal,
            note=note,
        )

    def write(self, make: Callable[[], Entry]) -> None:
        """Make an entry and record it, keeping what the ledger says against it."""
        if self.batch is None:
            self.attempt(lambda: self.ledger.record(make()))
        else:
            self.attempt(lambda: self._prepare(make()))

    def _prepare(self, entry: Entry) -> Sequence[Result]:
        assert self.batch is not None
        self.batch.append(entry)
        return ()

    def attempt(self, act: Callable[[], Sequence[Result]]) -> None:
        """Do something to the book, keeping the results or the refusal."""
        self.settle()
        try:
            self.size_before = self.size
            self.results = act()
        except (LedgerError, ValidationError) as error:
            self.refusal = error

    def settle(self) -> None:
        """Fail if the ledger refused something that no step asked about."""
        if self.refusal is not None:
            raise self.refusal

    # -- looking up -------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """How many entries are on record about anything but names."""
        return sum(1 for item in self.ledger.entries() if item.entry.kind not in NAMING)

    def find(self, words: str) -> Recorded:
        """The latest entry that people would call so: the loan of Marco Ferri."""
        noun, _, name = words.removeprefix("the ").partition(" of ")
        subject = f"player:{slug(name)}"
        found = list(self.ledger.entries(subject, kinds=[NOUNS[noun]]))
        assert found, f"no {noun} of {name} is on record"
        return found[-1]

    def at(
        self,
        on: UncertainDate | None = None,
        known: UncertainDate | None = None,
        stood: str | None = None,
    ) -> dict[str, Any]:
        """The moment a question is for, as the Ledger takes it."""
        self.settle()
        moment: dict[str, Any] = {"on": on.text if on else None}
        if known is not None:
            moment["known_at"] = known.text
        if stood is not None:
            moment["position"] = self.find(stood).position - 1
        return moment

    def kinds(self) -> Iterable[str]:
        """Every kind on record."""
        return {item.entry.kind for item in self.ledger.entries()}


NAMING = {"PlayerRegisteredInLedger", "ClubRegisteredInLedger", "SourceRegistered"}


def id_of(result: Result) -> UUID:
    """The id an entry was recorded under."""
    assert result.entry.entry_id is not None
    return result.entry.entry_id
