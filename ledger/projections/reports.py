"""Reports: every claim a source made about a player or a club, in one list to search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from ledger.domain.deal import by_known, retracted
from ledger.domain.entry import Recorded
from ledger.domain.events import ReportRetracted, RumourResolved, kinds_of
from ledger.domain.sources import FACTUAL, Role
from ledger.projections.base import History, Projection, instant, over_time, table

DONE_AS_REPORTED: Final = frozenset(
    {
        "TransferCompleted",
        "LoanAgreed",
        "PreContractSigned",
        "OptionExercised",
        "ObligationTriggered",
        "BuyBackExercised",
        "ContractSigned",
    }
)
"""Moves and signatures that, on a source's word alone, are a claim and move nobody."""
OWN_WORDS: Final = frozenset({Role.ORIGIN, Role.CONFIRMATION})
"""Roles in which a source speaks for itself, whoever it cites."""
REPORT_KINDS: Final = (
    kinds_of("reports", "steps") | DONE_AS_REPORTED | {"NeedReported", "InjuryReported"}
)


class ReportRow(NamedTuple):
    """One report by one source, and what became of it by then.

    ``origins`` are those it cites, else itself; ``role`` is what it does beside the claim, and an
    origin or an independent confirmation speaks for itself. ``aims_at`` is the registration
    period it states, if any, ``known`` the moment the world could know of it. ``retracted_by`` is
    the entry with which the source took it back, and ``retracted_at`` when; ``verdict`` is our
    user's (hit, miss or void), ``verdict_by`` the entry that gives it, ``verdict_at`` when. Before
    each of these moments the row stands without it.
    """

    subject: str
    deal: str | None
    kind: str
    stage: str | None
    from_club: str | None
    to_club: str | None
    aims_at: str | None
    source: str
    role: str | None
    origins: str
    published: str | None
    occurred: str
    url: str | None
    language: str | None
    entry: int
    known: int
    retracted_by: int | None
    retracted_at: int | None
    verdict: str | None
    verdict_by: int | None
    verdict_at: int | None


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """One row for each piece of evidence of each report, and for what became of it since."""
    said = [item for item in history.live if _is_report(item)]
    if not said:
        return
    withdrawn = retracted(history.live)
    verdicts: dict[UUID, list[Recorded]] = {}
    for item in by_known(history.live):
        if isinstance(item.event, RumourResolved):
            verdicts.setdefault(item.event.target, []).append(item)
    for item in said:
        rows = list(_rows(history.subject, item))
        since = _since(item, withdrawn.get(item.entry_id), verdicts.get(item.entry_id, ()))
        yield from over_time(
            (known_from, [row._replace(**what) for row in rows]) for known_from, what in since
        )


def _is_report(item: Recorded) -> bool:
    return (
        item.entry.kind in REPORT_KINDS
        and item.entry.basis not in FACTUAL
        and not isinstance(item.event, ReportRetracted)
    )


def _since(
    item: Recorded, retraction: Recorded | None, verdicts: Sequence[Recorded]
) -> Iterable[tuple[int, dict[str, Any]]]:
    """What became of a report, from each moment on at which that was known to have changed."""
    first = instant(item.known_at)
    changes: list[tuple[int, dict[str, Any]]] = [(first, {})]
    if retraction is not None:
        moment = max(instant(retraction.known_at), first)
        changes.append((moment, {"retracted_by": retraction.position, "retracted_at": moment}))
    for one in verdicts:
        assert isinstance(one.event, RumourResolved)  # noqa: S101 - the caller chose them so
        moment = max(instant(one.known_at), first)
        given = {"verdict": one.event.resolution, "verdict_by": one.position}
        changes.append((moment, {**given, "verdict_at": moment}))
    changes.sort(key=lambda change: change[0])
    states: dict[int, dict[str, Any]] = {}
    so_far: dict[str, Any] = {}
    for moment, change in changes:
        so_far = {**so_far, **change}
        states[moment] = so_far
    return states.items()


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
            aims_at=getattr(event, "window", None),
            source=piece.source,
            role=piece.role,
            origins=piece.source if piece.role in OWN_WORDS else ", ".join(piece.origins),
            published=entry.published_at.text if entry.published_at is not None else None,
            occurred=item.day.isoformat(),
            url=piece.url,
            language=piece.language,
            entry=item.position,
            known=instant(item.known_at),
            retracted_by=None,
            retracted_at=None,
            verdict=None,
            verdict_by=None,
            verdict_at=None,
        )


REPORTS: Final = Projection(
    name="reports",
    table=table("reports", ReportRow, ("subject",), ("source",), ("deal",)),
    kinds=REPORT_KINDS | {"RumourResolved"},
    fold=fold,
    subjects=("player", "club"),
)
