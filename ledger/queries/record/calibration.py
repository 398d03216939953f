"""Calibration: of the moves that the model held for so likely, how many were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from ledger.domain.estimates import beta_interval
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.record.brier import brier, rounded
from ledger.queries.record.chances import chances_given
from ledger.queries.record.judging import Judged, judgements
from ledger.queries.record.model import MODEL
from ledger.queries.record.outcomes import Outcome, Says
from ledger.queries.record.scope import EVERYTHING, Scope

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The tips that were given a chance from ``low`` up to, not including, ``high``.

    ``forecast`` is the mean of their chances, ``observed`` the share that were hits, and
    ``observed_low`` to ``observed_high`` its 90 % interval (Beta(½, ½)).
    """

    low: float
    high: float
    tips: int
    hits: int
    forecast: float
    observed: float
    observed_low: float
    observed_high: float


@dataclass(frozen=True)
class CalibrationAnswer(Listed[Bin]):
    """The model's chances beside what came of them; as a sequence, the bins that hold a tip.

    Each chance is the one given when the tip was published, learnt only from what was settled
    before. ``brier`` is the mean squared error, ``brier_constant`` that of 0.25 for every tip.
    ``ranking`` is the share of all pairs of a hit and a miss in which the hit was given the higher
    chance: 0.5 is no better than drawing lots. They are left out where there is nothing to judge.
    """

    items: tuple[Bin, ...]
    tips: int
    hits: int
    brier: float | None
    brier_constant: float | None
    ranking: float | None
    policy: str
    model: str
    meta: Meta


def calibration(
    asking: Asking, source: str | None = None, scope: Scope = EVERYTHING
) -> CalibrationAnswer:
    """How well the chances of tips agreed with their outcomes; of one source where it is named."""
    wanted = asking.one(source, "source").id if source is not None else None
    known = judgements(asking, scope.policy)
    given = chances_given(known)
    pairs = [
        (given[one.tip.about], one.resolution.outcome is Outcome.HIT)
        for one in known.judged
        if scope.takes(one)
        and _is_told(one)
        and wanted in (None, one.tip.origin, known.outlets.get(one.tip.origin))
    ]
    score, constant = brier(pairs)
    return CalibrationAnswer(
        items=tuple(_bins(pairs)),
        tips=len(pairs),
        hits=sum(hit for _, hit in pairs),
        brier=score,
        brier_constant=constant,
        ranking=ranking(pairs),
        policy=scope.policy.value,
        model=MODEL,
        meta=asking.meta,
    )


def _is_told(one: Judged) -> bool:
    """Whether a tip of a move is resolved, and either outcome would have shown."""
    found = one.resolution
    resolved = found.outcome in (Outcome.HIT, Outcome.MISS) and found.watched
    return resolved and one.tip.says is Says.MOVE


def _bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    held: dict[int, list[tuple[float, bool]]] = {}
    for chance, hit in pairs:
        held.setdefault(min(int(chance * BINS), BINS - 1), []).append((chance, hit))
    return [_bin(number, held[number]) for number in sorted(held)]


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    hits = sum(hit for _, hit in pairs)
    interval = beta_interval(hits, len(pairs) - hits)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        tips=len(pairs),
        hits=hits,
        forecast=rounded(fmean(chance for chance, _ in pairs)),
        observed=rounded(hits / len(pairs)),
        observed_low=rounded(interval.low),
        observed_high=rounded(interval.high),
    )


def ranking(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """How often a hit was given the higher chance than a miss, a tie being half; None without both.

    The area under the ROC curve, from the ranks (Mann and Whitney).
    """
    hits = sum(hit for _, hit in pairs)
    misses = len(pairs) - hits
    if not hits or not misses:
        return None
    held: dict[float, list[bool]] = {}
    for chance, hit in pairs:
        held.setdefault(chance, []).append(hit)
    below, won = 0, 0.0
    for chance in sorted(held):
        lost = held[chance].count(False)
        won += held[chance].count(True) * (below + lost / 2)
        below += lost
    return rounded(won / (hits * misses))
