"""A ledger in memory for flags: who moved where on which day, and what is flagged then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import ledger
from ledger import Entry, Evidence, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    LoanAgreed,
    PlayerRegisteredInLedger,
    SourceRegistered,
    TransferCompleted,
)
from ledger.domain.sources import Basis, SourceType

CLUBS = {
    "juventus": "ITA",
    "ac-milan": "ITA",
    "empoli": "ITA",
    "paris-saint-germain": "FRA",
    "chelsea": "ENG",
    "everton": "ENG",
    "ajax": "NED",
    "porto": "POR",
    "real-madrid": "ESP",
    "galatasaray": "TUR",
    "bayer-leverkusen": "GER",
    "malmo-ff": "SWE",
    "nowhere-united": None,
}


class Told:
    """A ledger, and short ways to tell it what happened."""

    def __init__(self, book: ledger.Ledger) -> None:
        self.book = book
        self.known: set[str] = set()
        for club, association in CLUBS.items():
            name = club.replace("-", " ").title()
            event = ClubRegisteredInLedger(name=name, association=association)
            book.record(Entry(subject=f"club:{club}", event=event))
        for source in ("figc", "database", "gazzetta", "marca", "tuttosport"):
            book.record(Entry(subject=f"source:{source}", event=SourceRegistered(name=source)))
        for club in ("juventus", "ac-milan", "real-madrid"):
            voice = SourceRegistered(name=f"{club} itself", type=SourceType.CLUB, club=club)
            book.record(Entry(subject=f"source:{club}-itself", event=voice))

    def player(self, who: str, **particulars: Any) -> str:
        if who not in self.known:
            self.known.add(who)
            event = PlayerRegisteredInLedger(name=who.replace("-", " ").title(), **particulars)
            self.book.record(Entry(subject=f"player:{who}", event=event))
        return f"player:{who}"

    def tell(
        self,
        who: str,
        event: Any,
        on: str,
        *,
        published: str | None = None,
        basis: Basis = Basis.LISTED,
        source: str = "database",
        **more: Any,
    ) -> int:
        """Record what happened to a player; the position it stands at."""
        entry = Entry(
            subject=who if ":" in who or who == "ledger" else self.player(who),
            event=event,
            occurred_on=UncertainDate.parse(on),
            published_at=UncertainDate.parse(published or on),
            basis=basis,
            evidence=(Evidence(source=source, **more.pop("evidence", {})),),
            **more,
        )
        [result] = self.book.record(entry)
        assert result.position is not None
        return result.position

    def sold(self, who: str, from_club: str, to_club: str, on: str, **more: Any) -> int:
        return self.tell(who, TransferCompleted(from_club=from_club, to_club=to_club), on, **more)

    def lent(self, who: str, from_club: str, to_club: str, on: str, until: str, **more: Any) -> int:
        last = date.fromisoformat(until)
        return self.tell(
            who, LoanAgreed(from_club=from_club, to_club=to_club, until=last), on, **more
        )

    def flags(self, rule: str, **asked: Any) -> Sequence[Any]:
        asked.setdefault("on", "2026-06-30")
        return list(self.book.flags(rule=rule, **asked))

    def codes(self, rule: str, **asked: Any) -> list[tuple[str, str]]:
        """Each flag's code, and how hard it is."""
        return [(row.code, row.severity) for row in self.flags(rule, **asked)]


@contextmanager
def told() -> Iterator[Told]:
    """An empty market on 1 July 2026."""
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    with ledger.open(":memory:", clock=lambda: now) as book:
        yield Told(book)
