"""One entry from the options given: whom it is about, what it says, when, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from pydantic import ValidationError

from ledger.domain.currencies import CURRENCIES
from ledger.domain.entry import Content, Entry, Recorded
from ledger.domain.errors import Malformed
from ledger.domain.events import Event
from ledger.domain.identity import LEDGER
from ledger.domain.regulations.countries import association_named
from ledger.domain.regulations.windows import window_asked
from ledger.domain.sources import Basis, Evidence
from ledger.domain.terms import NO_TERMS
from ledger.interfaces.cli.recording.given import BY_KEY, Given, Option
from ledger.interfaces.cli.recording.kinds import field_of, has_terms, registers, streams
from ledger.interfaces.cli.recording.naming import Names
from ledger.interfaces.cli.recording.terms import (
    CLAUSE_OPTIONS,
    TERM_OPTIONS,
    Clauses,
    implies_a_loan,
    read_terms,
)
from ledger.interfaces.cli.recording.words import (
    choice,
    leaves_currency_open,
    read_date,
    read_day,
    read_external,
    read_listed,
    read_parameter,
    read_percent,
    read_probability,
    read_set,
    read_unnamed,
    read_wage,
    read_words,
)
from ledger.interfaces.files.ndjson import in_words
from ledger.interfaces.reading.amounts import read_fee, read_money
from ledger.interfaces.reading.conditions import read_condition

_T = TypeVar("_T")
_AMOUNTS: Final = ("fee", "wage", "option", "obligation", "extension", "buy_back", "amount")
_EVIDENCE: Final = ("cites", "url", "quote", "headline")


@dataclass
class Drafting:
    """What drafting an entry needs: the options, the names, the time, and the entries on record.

    ``find_deal`` turns what somebody calls a deal into its id; ``notes`` is what was assumed.
    """

    given: Given
    names: Names
    now: datetime
    find_entry: Callable[[str], Recorded]
    find_deal: Callable[[str], str]
    notes: list[str] = field(default_factory=list)

    @property
    def currency(self) -> str:
        """The currency of amounts that name none."""
        code = (self.given.text("currency") or "EUR").upper()
        if code not in CURRENCIES:
            raise Malformed(f"Cannot read --currency: {code} is no ISO 4217 code. Write EUR, GBP …")
        return code

    def entry(self, kind: type[Event], entry_id: UUID | None) -> Entry:
        """The whole entry."""
        deal = self.given.text("deal")
        deal = self.find_deal(deal) if deal is not None else None
        subject = self._subject(kind, deal)
        event = self.event(kind, None)
        envelope = self.envelope(None)
        if deal is not None:
            envelope["deal"] = deal
        return _valid(
            kind.__name__,
            lambda: Entry(subject=subject, event=event, entry_id=entry_id, **envelope),
        )

    def content(self, target: Content | Entry, kind: type[Event]) -> Content:
        """What an entry on record should have said: the options given over what it says."""
        kept = {name: getattr(target, name) for name in Content.model_fields if name != "event"}
        kept.update(self.envelope(target))
        if (deal := self.given.text("deal")) is not None:
            kept["deal"] = self.find_deal(deal)
        event: Any = self.event(kind, target.event)
        return _valid(kind.__name__, lambda: Content(event=event, **kept))

    def event(self, kind: type[Event], earlier: Event | None) -> Any:
        """The event, from the options given over the fields it has already."""
        values: dict[str, Any] = {}
        if earlier is not None:
            values.update({name: getattr(earlier, name) for name in earlier.model_fields_set})
            values.pop("kind", None)
        elif registers(kind):
            values["name"] = self._own_name(registers(kind) or "")
        for key in self.given:
            name = field_of(kind, BY_KEY[key])
            if name is not None and not self._is_the_subject(kind, key):
                values[name] = self._value(BY_KEY[key], kind, name)
        values.update(self._terms(kind, earlier))
        values.update(read_set(text, kind) for text in self.given.many("set_field"))
        self._say_what_was_assumed(kind)
        return _valid(kind.__name__, lambda: kind(**values))

    def _terms(self, kind: type[Event], earlier: Event | None) -> dict[str, Any]:
        if has_terms(kind) and any(key in self.given for key in TERM_OPTIONS):
            was = getattr(earlier, "terms", NO_TERMS)
            return {"terms": read_terms(self.given, self.now, self.currency, was)}
        if "clauses" in kind.model_fields and any(key in self.given for key in CLAUSE_OPTIONS):
            was_with, was_without = (getattr(earlier, name, ()) for name in ("clauses", "without"))
            return Clauses.over(self.given, self.now, self.currency, was_with, was_without).fields()
        return {}

    def _say_what_was_assumed(self, kind: type[Event]) -> None:
        _ = self.currency  # a code that is none is refused, whether an amount needs it or not
        amounts = (text for key in _AMOUNTS for text in self.given.many(key))
        if "currency" not in self.given and leaves_currency_open(amounts):
            self.notes.append(
                "amounts that name no currency are in EUR (--currency says otherwise)"
            )
        if has_terms(kind) and implies_a_loan(self.given):
            self.notes.append(
                "read as a loan, since only a loan has an option or obligation to buy"
            )

    def _subject(self, kind: type[Event], deal: str | None) -> str:  # noqa: PLR0911 - one a sort
        given, sorts = self.given, streams(kind)
        if sort := registers(kind):
            return f"{sort}:{self._own_id(sort)}"
        if not sorts:
            return self.find_entry(given.text("target") or "").entry.subject
        if "player" in sorts and (name := given.text("player")) is not None:
            return f"player:{self.names.player(name)}"
        if "player" in sorts and deal is not None:
            return f"player:{deal.partition('/')[0]}"
        if "source" in sorts and (name := given.text("about_source")) is not None:
            return f"source:{self.names.source(name)}"
        if "window" in sorts:
            return f"window:{self._window()}"
        if LEDGER in sorts:
            return LEDGER
        return f"club:{self.names.club(given.text('club') or '')}"

    def _window(self) -> str:
        """The id of the registration period named: ``ITA-2026-summer``."""
        return window_asked(self.given.text("window") or "").id

    def _own_id(self, sort: str) -> str:
        name, wanted = self._own_name(sort), self.given.text("register_as")
        if wanted is None:
            self.names.refuse_namesake(sort, name)  # type: ignore[arg-type]
        return self.names.free_id(sort, name, wanted)

    def _own_name(self, sort: str) -> str:
        key = "about_source" if sort == "source" else sort
        return self.given.text(key) or self.given.text("register_as") or ""

    def _is_the_subject(self, kind: type[Event], key: str) -> bool:
        """Whether an option names whom the entry is about, rather than filling a field."""
        if key == "club":
            unnamed = "unnamed" in self.given and kind.__name__ == "InjuryReported"
            return unnamed or registers(kind) == "club"
        return False

    def _value(self, option: Option, kind: type[Event], name: str) -> Any:
        if option.key == "window":
            return self._window()
        texts = self.given.many(option.key)
        several = kind.model_fields[name].annotation
        if str(several).startswith("tuple["):
            return tuple(self._one(option, kind, name, text) for text in texts)
        if len(texts) > 1:
            raise Malformed(f"{kind.__name__} takes one {option.flag}. Record the others apart.")
        return self._one(option, kind, name, texts[0])

    def _one(self, option: Option, kind: type[Event], name: str, text: str) -> Any:
        """The text of one option as the kind's field has it."""
        reads = option.reads
        if option.key == "by" and kind.__name__ == "TransferAnnounced":
            reads = "club"
        party = (
            self.names.party if kind.__name__ == "TransferCompleted" else self.names.club_if_told
        )
        readers: dict[str, Callable[[str], Any]] = {
            "club": self.names.club,
            "party": party,
            "source": self.names.source,
            "date": lambda text: read_date(text, option.flag, self.now),
            "day": lambda text: read_day(text, option.flag, self.now),
            "fee": lambda text: read_fee(text, self.currency),
            "wage": lambda text: read_wage(text, self.currency),
            "money": lambda text: read_money(text, self.currency),
            "condition": read_condition,
            "entry": lambda text: self.find_entry(text).entry_id,
            "unnamed": read_unnamed,
            "external": read_external,
            "probability": lambda text: read_probability(text, option.flag),
            "deal": self.find_deal,
            "percent": lambda text: read_percent(text, option.flag),
            "parameter": lambda text: read_parameter(text, option.flag),
            "player": self.names.player,
            "listed": lambda text: read_listed(text, self.names.player),
        }
        if option.key in ("association", "nationality"):
            return association_named(text)
        reader = readers.get(reads)
        return reader(text) if reader is not None else read_words(text, option.flag, kind, name)

    def envelope(self, earlier: Content | Entry | None) -> dict[str, Any]:
        """What stands around the event, as far as it was given."""
        given = self.given
        found: dict[str, Any] = {}
        if text := given.text("occurred"):
            found["occurred_on"] = read_date(text, "--on", self.now)
        if text := given.text("published"):
            found["published_at"] = read_date(text, "--published", self.now)
        if text := given.text("basis"):
            found["basis"] = choice(text, "--basis", tuple(Basis))
        if text := given.text("note"):
            found["note"] = text
        if earlier is None and "source" not in given and "basis" not in found:
            found["basis"] = Basis.ASSESSED
        pieces = self._evidence(earlier.evidence if earlier is not None else ())
        if pieces:
            found["evidence"] = pieces
        return found

    def _evidence(self, earlier: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Each source's piece of evidence; quotation, address and citations belong to the first."""
        given = self.given
        if "source" not in given and not any(key in given for key in _EVIDENCE):
            return ()
        sources = [self.names.source(name) for name in given.many("source")]
        if not sources and not earlier:
            raise Malformed("--cites, --url and --quote are a source's. Say whose with --source.")
        first: dict[str, Any] = dict(earlier[0]) if earlier else {}
        if sources:
            first["source"] = sources[0]
        if "cites" in given:
            first["cites"] = tuple(self.names.source(name) for name in given.many("cites"))
        for key, name in (("url", "url"), ("quote", "excerpt"), ("headline", "headline")):
            if text := given.text(key):
                first[name] = text
        if (text := given.text("language")) and not registers_language(given):
            first["language"] = text
        rest = tuple(Evidence(source=name) for name in sources[1:]) if sources else earlier[1:]
        return _valid("the evidence", lambda: (Evidence(**first), *rest))


def registers_language(given: Given) -> bool:
    """Whether the language given is that of a source or an alias, not that of a report."""
    return "about_source" in given or "alias" in given


def _valid(what: str, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except ValidationError as error:
        raise Malformed(f"Cannot record {what}: {in_words(error)}") from error
