"""How likely open deals are, by the record of those who report them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain.dates import end_of_day
from ledger.projections.base import instant
from ledger.queries.asking import Asking
from ledger.queries.deal_rows import DealSummary
from ledger.queries.record.judging import Judged, Judgements, judgements
from ledger.queries.record.model import Chance, Features, Sample, fitted, forecasts
from ledger.queries.record.outcomes import Outcome, Says, Tip
from ledger.queries.record.tips import INTEREST
from ledger.queries.windows import associations


class Said(NamedTuple):
    """A tip on a deal, as the model sees it."""

    tip: Tip
    features: Features


def chances_of(asking: Asking, deals: Sequence[DealSummary]) -> dict[str, Chance]:
    """How likely each of these deals is to be done in the period it aims at, by its id.

    Learnt from the tips of all sources whose periods had closed by the moment asked for. A deal
    that nobody reports on has the chance of its club's tips, 0.25 where nothing is known. A user's
    assessment, or that a deal is done already, is for the caller to put above it.
    """
    if not deals:
        return {}
    known = judgements(asking)
    every = list(samples_of(known))
    model = fitted([sample for _, sample in every], moment_of(asking))
    said = _said_of_deals(every, asking.known)
    leagues = associations(asking)
    found = {}
    for deal in deals:
        heard = [one for name in deal.ids for one in said.get(name, ())]
        league = leagues.get(f"club:{deal.to_club_id}")
        found[deal.deal] = model.chance(_latest(heard, deal, league))
    return found


def moment_of(asking: Asking) -> int:
    """Up to when tips count as settled for a question."""
    return min(asking.known, instant(end_of_day(asking.on)))


def chances_given(known: Judgements) -> dict[tuple[object, ...], float]:
    """The chance the model gave each tip of a move when it was published, by what it is about."""
    every = list(samples_of(known))
    given = forecasts([sample for _, sample in every])
    return {one.tip.about: chance for (one, _), chance in zip(every, given, strict=True)}


def samples_of(known: Judgements) -> Iterator[tuple[Judged, Sample]]:
    """Each tip of a move as the model sees it, in the order the world learned them.

    A journalist and his outlet are one voice: whichever comes second is no further origin.
    """
    heard: dict[tuple[str, str, str], dict[str, Tip]] = {}
    for one in known.judged:
        tip = one.tip
        if tip.says is not Says.MOVE:
            continue
        voices = heard.setdefault((tip.player, tip.to_club, tip.window), {})
        voice = known.outlets.get(tip.origin, tip.origin)
        earlier = [
            said.origin
            for other, said in voices.items()
            if other != voice and not said.taken_back_by(tip.known)
        ]
        voices.setdefault(voice, tip)
        features = Features(
            origins=(*earlier, tip.origin),
            to_club=tip.to_club,
            league=one.league,
            window=tip.window,
            stage=tip.stage,
            days_left=_days_left(one, tip.last),
        )
        yield one, Sample(features, tip.known, *_taught(one))


def _days_left(one: Judged, day: date) -> int:
    return (one.period.last_day - day).days


def _taught(one: Judged) -> tuple[int | None, bool | None]:
    """Since when a tip teaches something, and what."""
    found = one.resolution
    if found.outcome not in (Outcome.HIT, Outcome.MISS) or not found.watched:
        return None, None
    closed = instant(end_of_day(one.period.last_day))
    return max(closed, found.known or closed), found.outcome is Outcome.HIT


def _said_of_deals(every: Iterable[tuple[Judged, Sample]], known: int) -> dict[str, list[Said]]:
    """What is said of each deal, by the ids that reports of it were recorded under."""
    found: dict[str, list[Said]] = {}
    for one, sample in every:
        if one.tip.deal is not None and not one.tip.taken_back_by(known):
            found.setdefault(one.tip.deal, []).append(Said(one.tip, sample.features))
    return found


def _latest(said: Sequence[Said], deal: DealSummary, league: str | None) -> Features:
    """What is known of a deal by the latest tip that its source stands by.

    The others are further origins, as far as they still stand.
    """
    if not said:
        return Features((), deal.to_club_id, league, deal.window, INTEREST, 0)
    latest = max(said, key=lambda one: (one.tip.known, one.tip.entry))
    standing = {one.tip.origin for one in said}
    origins = tuple(one for one in latest.features.origins if one in standing)
    return latest.features._replace(origins=origins)
