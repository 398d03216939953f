"""Reports: every claim a source made about a player or a club, in one list to search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ledger.domain.deal import retracted
from ledger.domain.entry import Recorded
from ledger.domain.events import ReportRetracted, kinds_of
from ledger.domain.sources import FACTUAL
from ledger.projections.base import UNTIL_NOW, History, Projection, instant, table

REPORT_KINDS: Final = kinds_of("reports", "steps") | {"NeedReported", "InjuryReported"}


class ReportRow(NamedTuple):
    """One report by one source. ``origins`` are those it cites, else itself.

    ``retracted_by`` is the entry with which the source took it back; the row before that moment
    stands without it.
    """

    subject: str
    deal: str | None
    kind: str
    stage: str | None
    from_club: str | None
    to_club: str | None
    source: str
    origins: str
    published: str | None
    occurred: str
    url: str | None
    language: str | None
    entry: int
    retracted_by: int | None


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """One row for each piece of evidence of each report; two where it was taken back."""
    withdrawn = retracted(history.live)
    for item in history.live:
        if item.entry.kind not in REPORT_KINDS or isinstance(item.event, ReportRetracted):
            continue
        if item.entry.basis in FACTUAL:
            continue
        known_from = instant(item.known_at)
        retraction = withdrawn.get(item.entry_id)
        taken_back = (
            max(instant(retraction.known_at), known_from) if retraction is not None else UNTIL_NOW
        )
        for row in _rows(history.subject, item):
            yield (*row, known_from, taken_back)
            if retraction is not None:
                yield (
                    *row._replace(retracted_by=retraction.position),
                    taken_back,
                    UNTIL_NOW,
                )


def _rows(subject: str, item: Recorded) -> Iterable[ReportRow]:
    event, entry = item.event, item.entry
    for piece in entry.evidence:
        yield ReportRow(
            subject=subject,
            deal=entry.deal,
            kind=entry.kind,
            stage=getattr(event, "stage", None),
            from_club=getattr(event, "from_club", None),
            to_club=getattr(event, "to_club", None),
            source=piece.source,
            origins=", ".join(piece.origins),
            published=entry.published_at.text if entry.published_at is not None else None,
            occurred=item.day.isoformat(),
            url=piece.url,
            language=piece.language,
            entry=item.position,
            retracted_by=None,
        )


REPORTS: Final = Projection(
    name="reports",
    table=table("reports", ReportRow, ("subject",), ("source",), ("deal",)),
    kinds=REPORT_KINDS,
    fold=fold,
    subjects=("player", "club"),
)
