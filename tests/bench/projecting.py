"""How fast squads to come are asked for on a real league, with forty open deals around one club.

    python tests/bench/projecting.py FILE.csv.gz

Imports the league, reports ten players on their way to a club and thirty of its players on their
way elsewhere, some of them wanted twice, some in swaps, some assessed. Then it prints milliseconds
by the clock and of the processor, the best of five: of a squad, the squad with open deals included,
the expected squad and the depth; the same as the book stood before the last report; and the same
with one entry assumed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import ledger
from ledger import Basis, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    AssessmentRecorded,
    DealsLinked,
    LinkType,
    RumourReported,
    SourceRegistered,
    TransferCompleted,
)
from ledger.interfaces.files.importing import bring_in
from ledger.queries.asking import At

CLUB, RIVAL, OTHER = "juventus", "ac-milan", "genoa"
AT: At = {"on": "2021-09-15", "known_at": "2021-07-20"}
RUNS = 5


def told(subject: str, event: Any, deal: str | None = None) -> Entry:
    return Entry(
        subject=subject,
        event=event,
        published_at=UncertainDate.parse("2021-07-15"),
        evidence=(Evidence(source="gazette"),),
        basis=Basis.ASSESSED if isinstance(event, AssessmentRecorded) else Basis.REPORTED,
        deal=deal,
    )


def rumours(book: ledger.Ledger) -> Iterator[Entry]:
    """Forty open deals around the club; every fifth with a rival, every fourth in a swap."""
    squads = (book.squad(club, on="2021-07-20") for club in (CLUB, RIVAL))
    ours, theirs = ([row.player_id for row in rows if row.status == "own"] for rows in squads)
    ours, theirs = ours[:30], theirs[:10]
    for count, player in enumerate(theirs):
        yield told(f"player:{player}", RumourReported(from_club=RIVAL, to_club=CLUB))
        if count % 4 == 0:
            swap = DealsLinked(
                to_club=CLUB, link=LinkType.SWAP, deals=(f"{ours[count]}/{RIVAL}/1",)
            )
            yield told(f"player:{ours[count]}", RumourReported(from_club=CLUB, to_club=RIVAL))
            yield told(f"player:{player}", swap, deal=f"{player}/{CLUB}/1")
    for count, player in enumerate(ours):
        yield told(f"player:{player}", RumourReported(from_club=CLUB, to_club=OTHER))
        likely = AssessmentRecorded(probability=Decimal(count % 10) / 10)
        yield told(f"player:{player}", likely, deal=f"{player}/{OTHER}/1")


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of the processor: where the machine has other work, only that counts."""
    took = []
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - start, time.process_time() - used))
    seconds, processor = map(min, zip(*took, strict=True))
    return 1_000 * seconds, 1_000 * processor


def questions(book: Any, **at: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "squad", lambda: book.squad(CLUB, **at)
    yield "squad --include interest", lambda: book.squad(CLUB, include="interest", **at)
    yield "squad --expected", lambda: book.expected_squad(CLUB, **at)
    yield "depth", lambda: book.depth(CLUB, **at)


def main(league: str) -> None:
    with tempfile.TemporaryDirectory() as folder, ledger.open(f"{folder}/league.db") as book:
        bring_in(book, Path(league))
        book.record(Entry(subject="source:gazette", event=SourceRegistered(name="Gazette")))
        book.record(list(rumours(book)))
        answer = book.expected_squad(CLUB, **AT)
        around = len(book.store.mentioned_in(f"club:{CLUB}"))
        print(f"{book.head().position:,} entries; {around:,} subjects name the club")
        print(
            f"{len(answer)} players, {len(answer.inputs)} open deals, {len(answer.outcomes)} ends"
        )
        bought = TransferCompleted(from_club=RIVAL, to_club=CLUB)
        fork = book.assuming(
            Entry(subject=f"player:{answer.inputs[0].player_id}", event=bought, basis=Basis.LISTED)
            if answer.inputs[0].to_club_id == CLUB
            else told("player:" + answer.inputs[0].player_id, RumourReported(to_club=RIVAL))
        )
        moments: tuple[tuple[str, Any, At], ...] = (
            ("now", book, AT),
            ("at an earlier position", book, {**AT, "position": book.head().position - 1}),
            ("on a fork", fork, AT),
        )
        for moment, asked, at in moments:
            for what, work in questions(asked, **at):
                clock, processor = milliseconds(work)
                print(f"{what + ', ' + moment:48}{clock:8.1f} ms {processor:8.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1])
