"""Days told only within an interval, narrowed by where a player was sighted.

A move told by its window takes effect on a day of convention. A sighting at the releasing club
inside the interval shows that it came later, one at the engaging club that it had happened by
then. Where sightings contradict each other, or the moves of one interval form no single chain,
the convention stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.dates import ONE_DAY, Precision, UncertainDate
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    LoanRecalled,
    LoanTerminatedEarly,
    PlayerReleased,
    PlayerRetired,
    PlayerSighted,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.values import NOWHERE

_EXACT: Final = (Precision.DAY, Precision.INSTANT)


class Sighting(NamedTuple):
    """In which club's squad he was seen, and on which day."""

    day: date
    club: str


class _Leg(NamedTuple):
    """One move: from which club to which (None: no club that is known), on which days at most."""

    origin: str | None
    goal: str | None
    first: date
    last: date
    item: Recorded


def sightings(facts: Iterable[Recorded]) -> list[Sighting]:
    """Every sighting, in the order of days; a squad list that tells the day is one as well."""
    return sorted(
        [
            Sighting(item.day, event.club)
            for item in facts
            if isinstance(event := item.entry.event, PlayerSighted)
            or (isinstance(event, SquadBaselineRecorded) and _on_a_day(item))
        ]
    )


def _on_a_day(item: Recorded) -> bool:
    """Whether a source told the very day, and nobody assumed it."""
    when = item.entry.occurred_on
    told = when is not None and when.precision in _EXACT
    return told and "occurred_on" not in item.entry.assumed


def interval(item: Recorded) -> tuple[date, date] | None:
    """The first and the last day a fact may have taken effect on, where several may."""
    when = item.entry.occurred_on
    if when is None or when.precision in _EXACT or item.entry.event.__dict__.get("effective_on"):
        return None
    return (when.first_day, when.last_day) if when.first_day < when.last_day else None


def narrowed(facts: Sequence[Recorded], seen: Sequence[Sighting]) -> list[Recorded]:
    """The facts, each told within the days that the sightings leave it."""
    legs = [leg for item in facts if (leg := _leg(item)) is not None]
    told: dict[int, Recorded] = {}
    for group in _overlapping(legs):
        first, last = min(leg.first for leg in group), max(leg.last for leg in group)
        within = [one for one in seen if first <= one.day <= last]
        if within and first < last:
            told.update((new.position, new) for new in _narrow(group, within))
    return [told.get(item.position, item) for item in facts] if told else list(facts)


def _leg(item: Recorded) -> _Leg | None:
    match item.event:
        case TransferCompleted() | LoanAgreed() | BuyBackExercised() as event:
            ends = (event.from_club, event.to_club)
        case LoanEnded() | LoanRecalled() | LoanTerminatedEarly() as event:
            ends = (event.to_club, event.from_club)
        case PlayerReleased() | ContractTerminated() | PlayerRetired() as event:
            ends = (event.club, None)
        case YouthPlayerPromoted() as event:
            ends = (None, event.club)
        case _:
            return None
    days = interval(item) or (item.day, item.day)
    after = ONE_DAY if isinstance(item.event, LoanEnded) else ONE_DAY * 0  # told by its last day
    return _Leg(_club(ends[0]), _club(ends[1]), days[0] + after, days[1] + after, item)


def _club(party: str | None) -> str | None:
    return None if party in NOWHERE else party


def _overlapping(legs: Iterable[_Leg]) -> Iterator[list[_Leg]]:
    """Legs in groups: those whose days overlap belong together."""
    group: list[_Leg] = []
    last = date.min
    for leg in sorted(legs, key=lambda leg: (leg.first, leg.last)):
        if group and leg.first > last:
            yield group
            group = []
        group.append(leg)
        last = max(last, leg.last) if len(group) > 1 else leg.last
    if group:
        yield group


def _narrow(group: Sequence[_Leg], seen: Sequence[Sighting]) -> Iterator[Recorded]:
    """Each leg within the days that the legs around it and the sightings leave."""
    chain = _chained(group)
    first, last = [leg.first for leg in chain], [leg.last for leg in chain]
    for index, leg in enumerate(chain):
        gone = {one.origin for one in chain[: index + 1]} - {None}
        still = (_gone_after(one.day, leg.last) for one in seen if one.club in gone)
        first[index] = max([leg.first, *still, *first[:index]])
    for index in range(len(chain) - 1, -1, -1):
        come = {one.goal for one in chain[index:]} - {None}
        there = (one.day for one in seen if one.club in come)
        last[index] = min([chain[index].last, *there, *last[index + 1 :]])
    if any(start > end for start, end in zip(first, last, strict=True)):
        return
    for leg, start, end in zip(chain, first, last, strict=True):
        if (start, end) != (leg.first, leg.last):
            yield _within(leg, start, end)


def _gone_after(seen: date, last: date) -> date:
    """The day after he was seen; on the last day itself he may have played and gone."""
    return seen if seen == last else seen + ONE_DAY


def _chained(group: Sequence[_Leg]) -> list[_Leg]:
    """The legs so that each starts where the one before ended; none where that is not one way."""
    leaving = {leg.origin: leg for leg in group}
    goals = {leg.goal for leg in group}
    starts = [leg for leg in group if leg.origin not in goals]
    if len(leaving) < len(group) or len(goals) < len(group) or len(starts) != 1:
        return []
    chain = starts
    while (following := leaving.get(chain[-1].goal)) is not None:
        chain.append(following)
    return chain if len(chain) == len(group) else []


def _within(leg: _Leg, start: date, end: date) -> Recorded:
    back = ONE_DAY if isinstance(leg.item.event, LoanEnded) else ONE_DAY * 0
    days = UncertainDate.of(start - back, end - back)
    return replace(leg.item, entry=leg.item.entry.model_copy(update={"occurred_on": days}))
