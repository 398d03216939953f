"""Whether the record of sources foretells anything, and how long asking for it takes.

    python tests/bench/sources.py 2023-09-01 TRANSFERS.csv.gz… RUMOURS.csv.gz…

Imports the files into a ledger in memory, judges every rumour from the transfers, and compares
three forecasts of the tips published from that day on: 0.25 for each, the model frozen on the eve
of that day, and the model as it learnt on. Prints the Brier score (0 is best), and the share of
pairs of a hit and a miss in which the hit was given the higher chance (0.5 is drawing lots).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

import ledger
from ledger.interfaces.files.importing import Importer
from ledger.queries.record.calibration import ranking
from ledger.queries.record.chances import samples_of
from ledger.queries.record.judging import judgements
from ledger.queries.record.model import PRIOR, Model, forecasts

Pairs = list[tuple[float, bool]]


def compared(book: ledger.Ledger, since: date) -> dict[str, Pairs]:
    """The chances that each way of forecasting gives the later tips, beside their outcomes.

    The frozen model has learnt every tip that was published before that day, so that nothing it
    knows is of the later ones.
    """
    with book.asking() as asking:
        every = list(samples_of(judgements(asking)))
    learnt_on = forecasts([sample for _, sample in every])
    frozen = Model()
    for one, sample in every:
        if sample.hit is not None and one.tip.last < since:
            frozen.learn(sample.features, hit=sample.hit)
    later = [
        (sample, chance)
        for (one, sample), chance in zip(every, learnt_on, strict=True)
        if sample.hit is not None and one.tip.first >= since
    ]
    return {
        "0.25 for each": [(PRIOR, bool(sample.hit)) for sample, _ in later],
        "frozen": [
            (frozen.chance(sample.features).probability, bool(sample.hit)) for sample, _ in later
        ],
        "learning on": [(chance, bool(sample.hit)) for sample, chance in later],
    }


def brier(pairs: Pairs) -> float:
    return fmean((chance - hit) ** 2 for chance, hit in pairs)


def timed(what: str, ask: Callable[[], object]) -> None:
    start = time.perf_counter()
    ask()
    print(f"{what:32} {time.perf_counter() - start:6.2f} s")


def main(since: date, files: Sequence[Path]) -> None:
    with ledger.open(":memory:") as book:
        importer = Importer(book)
        for path in files:
            importer.bring_in(path)
        book.catch_up()
        outcomes = Counter((row.outcome, row.why) for row in book.tips())
        for (outcome, why), count in outcomes.most_common():
            print(f"{count:6}  {outcome:5} {why}")
        for name, pairs in compared(book, since).items():
            ranked = ranking(pairs) or 0.5
            hits = sum(hit for _, hit in pairs)
            print(
                f"{name:14} {len(pairs)} tips, {hits} hits: Brier {brier(pairs):.4f}, "
                f"ranking {ranked:.3f}"
            )
        head = book.head().position
        print(f"{head:,} entries")
        timed("sources", book.sources)
        timed("tips", book.tips)
        timed("calibration", book.calibration)
        timed("sources at an earlier position", lambda: book.sources(position=head - 10))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(date.fromisoformat(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
