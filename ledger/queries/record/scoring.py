"""The record of each source: how much it reported, how often it was right, how early, how sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal, NamedTuple

from sqlalchemy import select

from ledger.domain.estimates import beta_interval, beta_mean
from ledger.projections import NAMES
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.record.brier import brier, rounded
from ledger.queries.record.chances import chances_given
from ledger.queries.record.judging import Judged, judgements
from ledger.queries.record.outcomes import Outcome, Says
from ledger.queries.record.policy import Policy
from ledger.queries.record.scope import EVERYTHING, Scope
from ledger.queries.record.tips import Reported
from ledger.queries.windows import associations

ENOUGH: Final = 10
"""So many tips must be resolved before a rate is worth telling."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: what it is, how much it reported, and what came of it.

    ``reports`` are its articles: of ``as_origin`` it was the origin, ``copies`` repeat another's,
    and ``cited_by_others`` are other sources' that name it as theirs. ``retracted`` counts those
    it took back; ``first`` and ``last`` are days.

    ``tips`` are what it was the first origin of, one for each player, club and registration
    period; an outlet's include its journalists'. Of these, ``hits`` and ``misses`` are resolved by
    the ``policy``, the others ``open`` or ``void``. ``rate`` is the mean of Beta(½, ½) after
    them, ``rate_low`` and ``rate_high`` its 90 % interval. ``brier`` is the mean squared error of
    the chance that the model gave its tips when they were published, ``brier_constant`` that of
    0.25 for each. ``lead_days`` is the median time from a hit to the record of the move, over the
    ``leads`` of which both days are told. With fewer than ten resolved, ``judgement`` is
    insufficient and these are left out.
    """

    source_id: str
    source: str
    type: str | None
    outlet_id: str | None
    reports: int
    as_origin: int
    copies: int
    cited_by_others: int
    retracted: int
    deals: int
    first: str | None
    last: str | None
    tips: int
    resolved: int
    hits: int
    misses: int
    open: int
    void: int
    judgement: Literal["sufficient", "insufficient"]
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    brier: float | None
    brier_constant: float | None
    lead_days: float | None
    leads: int
    policy: str


def sources(
    asking: Asking, source: str | None = None, scope: Scope = EVERYTHING
) -> Answer[SourceRow]:
    """The sources on record, those with most reports first; one of them where it is named.

    With a scope, only those that reported inside it.
    """
    wanted = asking.one(source, "source").id if source is not None else None
    known = judgements(asking, scope.policy)
    leagues = associations(asking)
    reports = [row for row in known.reports if scope.reports(row, leagues)]
    given = chances_given(known)
    judged = [one for one in known.judged if scope.takes(one)]
    tips = tips_by_source(judged, known.outlets)
    rows = []
    for which, name, what in _listed(asking):
        own = [row for row in reports if row["source"] == which]
        told = tips.get(which, ())
        asked = wanted == which or (wanted is None and bool(own or told or not scope.is_narrow))
        if asked:
            cited = _citing(reports, which)
            who = _Source(which, name, what, known.outlets.get(which))
            rows.append(_row(who, own, cited, _record(told, given), scope.policy))
    rows.sort(key=lambda row: (-row.reports, -row.cited_by_others, row.source_id))
    return Answer(rows, asking.meta)


def _listed(asking: Asking) -> Iterable[tuple[str, str, str | None]]:
    """The sources on record by then, each with its id, its name and what it is."""
    table = NAMES.table
    with asking.over(lambda: asking.everyone("source"), NAMES) as tables:
        rows = tables.execute(
            select(table.c.subject, table.c.name, table.c.detail).where(
                table.c.type == "source", table.c.primary
            )
        ).all()
    return [(row.subject.partition(":")[2], row.name, row.detail) for row in rows]


def _citing(reports: Iterable[Reported], source: str) -> int:
    """How many reports of others name this source as theirs."""
    return sum(source in row["origins"].split(", ") for row in reports if row["source"] != source)


def tips_by_source(judged: Iterable[Judged], outlets: Mapping[str, str]) -> dict[str, list[Judged]]:
    """The tips of each source; an outlet's with its journalists', of the same only the first."""
    found: dict[str, dict[tuple[object, ...], Judged]] = {}
    for one in judged:
        for source in dict.fromkeys((one.tip.origin, outlets.get(one.tip.origin, one.tip.origin))):
            found.setdefault(source, {}).setdefault(one.tip.about[1:], one)
    return {source: list(tips.values()) for source, tips in found.items()}


class _Source(NamedTuple):
    """Who a source is."""

    source_id: str
    source: str
    type: str | None
    outlet_id: str | None


class _Record(NamedTuple):
    """What came of a source's tips, in the fields of its row."""

    tips: int
    resolved: int
    hits: int
    misses: int
    open: int
    void: int
    judgement: Literal["sufficient", "insufficient"]
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    brier: float | None
    brier_constant: float | None
    lead_days: float | None
    leads: int


def _row(
    who: _Source, own: Sequence[Reported], cited: int, record: _Record, policy: Policy
) -> SourceRow:
    days = sorted(row["occurred"] for row in own)
    return SourceRow(
        **who._asdict(),
        reports=len(own),
        as_origin=sum(row["origins"] == who.source_id for row in own),
        copies=sum(row["origins"] != who.source_id for row in own),
        cited_by_others=cited,
        retracted=sum(row["retracted_by"] is not None for row in own),
        deals=len({row["deal"] for row in own if row["deal"]}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        **record._asdict(),
        policy=policy.value,
    )


def _record(tips: Sequence[Judged], given: Mapping[tuple[object, ...], float]) -> _Record:
    """What came of these tips; rates only where enough are resolved."""
    count = Counter(one.resolution.outcome for one in tips)
    hits, misses = count[Outcome.HIT], count[Outcome.MISS]
    leads = _leads(tips)
    enough = hits + misses >= ENOUGH
    interval = beta_interval(hits, misses) if enough else None
    score, constant = _brier(tips, given) if enough else (None, None)
    return _Record(
        tips=len(tips),
        resolved=hits + misses,
        hits=hits,
        misses=misses,
        open=count[Outcome.OPEN],
        void=count[Outcome.VOID],
        judgement="sufficient" if enough else "insufficient",
        rate=rounded(beta_mean(hits, misses)) if enough else None,
        rate_low=rounded(interval.low) if interval is not None else None,
        rate_high=rounded(interval.high) if interval is not None else None,
        brier=score,
        brier_constant=constant,
        lead_days=median(leads) if leads and enough else None,
        leads=len(leads),
    )


def _leads(tips: Iterable[Judged]) -> list[int]:
    """How many days before the record each hit was published, where both have a day."""
    return [
        one.resolution.lead_days
        for one in tips
        if one.resolution.outcome is Outcome.HIT and one.resolution.lead_days is not None
    ]


def _brier(
    tips: Iterable[Judged], given: Mapping[tuple[object, ...], float]
) -> tuple[float | None, float | None]:
    """The mean squared error of the model's chances for these tips, and of 0.25 for each."""
    resolved = [
        (given[one.tip.about], one.resolution.outcome is Outcome.HIT)
        for one in tips
        if one.tip.says is Says.MOVE and one.resolution.outcome in (Outcome.HIT, Outcome.MISS)
    ]
    return brier(resolved)
