"""Coverage: of which seasons of which clubs this ledger has data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ledger.domain.events import SeasonCovered
from ledger.projections.base import History, Projection, table

COVERAGE_KINDS: Final = frozenset({"SeasonCovered"})


class CoverageRow(NamedTuple):
    """Data on one season of one club, from one source.

    ``what`` is transfers, squad list or line-ups; ``windows`` are the registration periods that
    transfers were told for, apart by spaces.
    """

    subject: str
    club: str
    season: str
    what: str
    source: str | None
    windows: str | None
    entry: int


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """The coverage of one club; what several entries say alike stands once, by the first."""
    seen: set[tuple[object, ...]] = set()
    for item in history.live:
        event = item.event
        if not isinstance(event, SeasonCovered):
            continue
        evidence = item.entry.evidence
        source = evidence[0].source if evidence else None
        windows = " ".join(event.windows) or None
        said = (event.season, event.what, source, windows)
        if said not in seen:
            seen.add(said)
            yield CoverageRow(history.subject, history.id, *said, item.position)


COVERAGE: Final = Projection(
    name="coverage",
    table=table("coverage", CoverageRow, ("club",), ("subject",), over_knowledge=False),
    kinds=COVERAGE_KINDS,
    fold=fold,
    subjects=("club",),
)
