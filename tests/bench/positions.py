"""How fast a club's squad is told as the book stood, where half of its entries were amended since.

    python tests/bench/positions.py [PLAYERS]

Makes a ledger in which 2,000 players, eighty a season since 2000, have ten entries each that lead
them to one club, and then mends four and strikes one of every player's ten. Prints seconds by the
clock and of the processor, the best of five, of the whole command ``tledger squad --recorded-at``:
at the place before the amendments, halfway through them, and at the last.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import ledger
from ledger import Basis, Content, Entry, Evidence, UncertainDate
from ledger.domain.entry import EntryCorrected, EntryVoided
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ClubTermsAgreed,
    ContractBaselineRecorded,
    Event,
    InjuryReported,
    LoanAgreed,
    PlayerRegisteredInLedger,
    PlayerReturned,
    RumourReported,
    SourceRegistered,
    SquadBaselineRecorded,
)
from ledger.domain.terms import OptionToBuy

CLUB, LENDER, OTHER = "torino", "empoli", "lecce"
RUNS = 5
SEASONS = 25
MENDED, STRUCK = (2, 3, 6, 9), 8
"""Which of a player's ten entries are amended."""


def told(subject: str, event: Event, on: str, number: int, basis: Basis = Basis.OFFICIAL) -> Entry:
    return Entry(
        subject=subject,
        event=event,  # type: ignore[arg-type]
        occurred_on=UncertainDate.parse(on),
        published_at=UncertainDate.parse(on),
        evidence=(Evidence(source="gazette"),),
        basis=basis,
        entry_id=UUID(int=number),
    )


def named() -> Iterator[Entry]:
    """The clubs and the source."""
    for number, club in enumerate((CLUB, LENDER, OTHER), start=1):
        event = ClubRegisteredInLedger(name=club.title())
        yield Entry(subject=f"club:{club}", event=event, entry_id=UUID(int=number))
    source = SourceRegistered(name="The Gazette")
    yield Entry(subject="source:gazette", event=source, entry_id=UUID(int=4))


def ten(player: int) -> list[Entry]:
    """A player comes on loan with an option, is injured, returns, and is wanted elsewhere."""
    subject, first, year = f"player:player-{player}", 100 * (player + 1), 2000 + player % SEASONS
    registered = PlayerRegisteredInLedger(name=f"Player {player}")
    loan = LoanAgreed(
        from_club=LENDER, to_club=CLUB, until=date(year + 1, 6, 30), clauses=(OptionToBuy(),)
    )
    events: tuple[tuple[Event, str, Basis], ...] = (
        (SquadBaselineRecorded(club=LENDER), f"{year}-06-01", Basis.LISTED),
        (RumourReported(from_club=LENDER, to_club=CLUB), f"{year}-07-20", Basis.REPORTED),
        (RumourReported(from_club=LENDER, to_club=CLUB), f"{year}-07-25", Basis.REPORTED),
        (
            ContractBaselineRecorded(club=LENDER, until=date(year + 3, 6, 30)),
            f"{year}-07-26",
            Basis.LISTED,
        ),
        (ClubTermsAgreed(from_club=LENDER, to_club=CLUB), f"{year}-08-10", Basis.REPORTED),
        (loan, f"{year}-08-20", Basis.OFFICIAL),
        (InjuryReported(injury="a thigh", club=CLUB), f"{year}-10-01", Basis.OFFICIAL),
        (PlayerReturned(), f"{year}-11-01", Basis.OFFICIAL),
        (RumourReported(from_club=CLUB, to_club=OTHER), f"{year}-12-20", Basis.REPORTED),
    )
    return [
        Entry(subject=subject, event=registered, entry_id=UUID(int=first)),
        *(
            told(subject, event, on, first + number, basis)
            for number, (event, on, basis) in enumerate(events, start=1)
        ),
    ]


def amended(player: int) -> Iterator[Entry]:
    """Five of a player's ten are not as they were: four say where they stand, one is struck."""
    for number, entry in enumerate(ten(player)):
        assert entry.entry_id is not None
        slip: EntryCorrected | EntryVoided
        if number in MENDED:
            mended = Content(
                event=entry.event,  # type: ignore[arg-type]
                occurred_on=entry.occurred_on,
                published_at=entry.published_at,
                evidence=entry.evidence,
                basis=entry.basis,
                note="page 3",
            )
            slip = EntryCorrected(target=entry.entry_id, replacement=mended, reason="its page")
        elif number == STRUCK:
            slip = EntryVoided(target=entry.entry_id, reason="another player")
        else:
            continue
        after = entry.entry_id.int + 50
        yield Entry(subject=entry.subject, event=slip, entry_id=UUID(int=after))


def filled(path: Path, players: int) -> tuple[int, int]:
    """A ledger with all that; its last place before the amendments, and its last."""
    with ledger.open(str(path)) as book:
        book.record_many([*named(), *(entry for player in range(players) for entry in ten(player))])
        before = book.head().position
        _, refused = book.record_many(
            [entry for player in range(players) for entry in amended(player)]
        )
        assert not refused, refused[0]
        book.catch_up()
        return before, book.head().position


def command(path: Path, *words: str) -> tuple[float, float]:
    """The best of the runs of a whole command, by the clock and of the processor."""
    took = []
    asked = [sys.executable, "-m", "ledger", "squad", CLUB, "--db", str(path), "-f", "json", *words]
    for _ in range(RUNS):
        start, used = time.perf_counter(), sum(os.times()[2:4])
        subprocess.run(asked, check=True, capture_output=True)
        took.append((time.perf_counter() - start, sum(os.times()[2:4]) - used))
    seconds, processor = map(min, zip(*took, strict=True))
    return seconds, processor


def main(players: int) -> None:
    """Fill a ledger and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "positions.db"
        before, last = filled(path, players)
        day = ("--on", "2024-12-15", "--known-at", "2024-12-31")
        print(f"{players:,} players, {last:,} entries, {last - before:,} of them amendments")
        for what, place in (
            ("before the amendments", f"#{before}"),
            ("halfway through them", f"#{(before + last) // 2}"),
            ("at the last", f"#{last}"),
        ):
            seconds, processor = command(path, *day, "--recorded-at", place)
            print(f"{what:24}{seconds:6.2f} s  {processor:6.2f} s of the processor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
