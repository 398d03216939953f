"""What became of a tip: whether the move it told of was made, by a stated and versioned policy.

A *tip* is what one origin first said of one player, one club and one registration period. It says
that a move is on its way, or, as a denial, that none is. A pure function of the tip, of the
player's stays and of what the ledger covers tells what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ledger.domain.dates import end_of_day
from ledger.domain.regulations.windows import window_counted_to
from ledger.projections.base import instant
from ledger.queries.record.outcomes import Moment, Outcome, Resolution, Says, Stay, Tip, Why
from ledger.queries.record.policy import Period

Covers = Callable[[str, str], bool]
"""Whether the ledger has the transfers of a club in a registration period."""


def resolve(
    tip: Tip, stays: Sequence[Stay], period: Period, covers: Covers | None, at: Moment
) -> Resolution:
    """What became of a tip, from the player's stays in the order of their days.

    ``covers`` is None in a ledger that tells of no coverage: it was kept by hand, and a career on
    record then counts as known.
    """
    if tip.verdict is not None:
        return Resolution(
            Outcome(tip.verdict), Why.VERDICT, entry=tip.verdict_by, known=tip.verdict_at
        )
    found = _of_the_move(tip, stays, period, covers, at)
    resolved_at = found.known if found.known is not None else instant(at.known_at)
    if tip.taken_back_by(resolved_at) and found.outcome is not Outcome.VOID:
        return Resolution(Outcome.VOID, Why.RETRACTED, watched=found.watched)
    if tip.says is Says.MOVE:
        return found
    return found._replace(outcome=_DENIED[found.outcome], lead_days=None)


_DENIED: Final = {
    Outcome.HIT: Outcome.MISS,
    Outcome.MISS: Outcome.HIT,
    Outcome.OPEN: Outcome.OPEN,
    Outcome.VOID: Outcome.VOID,
}


def _of_the_move(
    tip: Tip, stays: Sequence[Stay], period: Period, covers: Covers | None, at: Moment
) -> Resolution:
    """What became of the move that a tip, or a denial, is about."""
    there = [stay for stay in stays if stay.surely <= tip.first < stay.until]
    watched = _is_watched(tip, stays, period, covers)
    if any(stay.parent == tip.to_club for stay in there):
        return Resolution(Outcome.VOID, _since_when(tip, stays), watched=watched)
    moves = [(before, stay) for before, stay in _moves(stays) if stay.surely >= tip.first]
    found = _moved(tip, moves, period, at)
    if found is not None:
        return found._replace(watched=watched)
    if _came_before(tip, stays):
        return Resolution(Outcome.VOID, Why.TOLD_AFTERWARDS, watched=watched)
    return _not_moved(period, watched=watched, on_record=bool(stays), covers=covers, at=at)


def _moved(
    tip: Tip, moves: Sequence[tuple[Stay | None, Stay]], period: Period, at: Moment
) -> Resolution | None:
    """That he joined the club, or else another one."""
    for before, stay in moves:
        if _joins(tip.to_club, before, stay) and _in_time(tip, stay, period):
            return _joined(tip, stay, at)
    for before, stay in moves:
        leaves = before is None or stay.club != before.club
        if leaves and stay.first <= at.on and period.takes(stay):
            known = max(stay.known, tip.known)
            return Resolution(Outcome.MISS, Why.WENT_ELSEWHERE, stay.first, stay.entry, known)
    return None


def _not_moved(
    period: Period, *, watched: bool, on_record: bool, covers: Covers | None, at: Moment
) -> Resolution:
    """What it means that no move is on record."""
    if on_record and at.day <= period.last_day:
        return Resolution(Outcome.OPEN, Why.NOT_YET, watched=watched)
    if not watched:
        unknown = covers is None or not on_record
        why = Why.CAREER_UNKNOWN if unknown else Why.NOT_COVERED
        return Resolution(Outcome.VOID, why, watched=False)
    closed = instant(end_of_day(period.last_day))
    return Resolution(Outcome.MISS, Why.NOT_BY_CLOSE, period.last_day, known=closed)


def _joined(tip: Tip, stay: Stay, at: Moment) -> Resolution:
    """A hit; open as long as the move has not taken effect."""
    if stay.first > at.on:
        return Resolution(Outcome.OPEN, Why.AGREED, stay.first, stay.entry)
    known = max(stay.known, tip.known)
    lead = (stay.known - tip.known) // _DAY if stay.exact and tip.first == tip.last else None
    return Resolution(Outcome.HIT, Why.JOINED, stay.first, stay.entry, known, lead)


_DAY: Final = 86_400_000_000


def _in_time(tip: Tip, stay: Stay, period: Period) -> bool:
    """Whether he joined within the period, or it was on record by its close that he would."""
    closed = instant(end_of_day(period.last_day))
    return period.takes(stay) or tip.known <= stay.known <= closed


JOINING: Final = frozenset(
    {
        "TransferCompleted",
        "LoanAgreed",
        "PreContractSigned",
        "OptionExercised",
        "ObligationTriggered",
        "BuyBackExercised",
        "PlayerRegistered",
        "PlayerSighted",
        "SquadBaselineRecorded",
    }
)
"""Kinds that bring a player to a club; the end of a loan brings him back, and is no move."""


def _moves(stays: Sequence[Stay]) -> Iterator[tuple[Stay | None, Stay]]:
    """Each move on record, with the stay before it.

    A stay that only a squad list or a line-up tells of, with nothing before it, is none: nobody
    knows since when he was there.
    """
    before: Stay | None = None
    for stay in stays:
        seen = stay.kind in ("SquadBaselineRecorded", "PlayerSighted")
        if stay.recorded and stay.kind in JOINING and not (seen and before is None):
            gone = before is None or stay.clubs != before.clubs
            if gone:
                yield before, stay
        before = stay


def _joins(club: str, before: Stay | None, stay: Stay) -> bool:
    """Whether a move brings him to a club: from elsewhere, or for good after a loan there."""
    if club not in stay.clubs:
        return False
    if before is None or club not in before.clubs:
        return True
    return stay.parent == club != before.parent


def _since_when(tip: Tip, stays: Sequence[Stay]) -> Why:
    """Whether he was there already, or only a later move shows that he had come at some time."""
    before: Stay | None = None
    for stay in stays:
        holds = stay.surely <= tip.first < stay.until and stay.parent == tip.to_club
        if holds and not stay.recorded and (before is None or tip.to_club not in before.clubs):
            return Why.UNKNOWN_SINCE
        before = stay
    return Why.ALREADY_THERE


def _came_before(tip: Tip, stays: Sequence[Stay]) -> bool:
    """Whether he had joined the club in the very period, and left again, before the tip."""
    return any(
        tip.to_club in stay.clubs
        and stay.recorded
        and stay.until <= tip.first
        and window_counted_to(stay.first) == tip.window
        for stay in stays
    )


def _is_watched(tip: Tip, stays: Sequence[Stay], period: Period, covers: Covers | None) -> bool:
    """Whether a move would stand in this ledger, so that its absence means that there was none.

    Where coverage is told, that of the club or of one he was of when the tip was published: either
    outcome would show there. Whither he went afterwards does not count, since a club that is
    covered shows who came to it, and another's misses would show without its hits.
    """
    before = [stay for stay in stays if stay.first <= tip.first < stay.until]
    if covers is None:
        return bool(before) or any(one.first <= period.last_day < one.until for one in stays)
    clubs = {tip.to_club, *(club for stay in before for club in stay.clubs)}
    return any(covers(club, tip.window) for club in clubs if club is not None)
