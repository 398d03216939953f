"""What one entry tells of a move: of what family, between whom, in which registration period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded, encode, engaging_club_of
from ledger.domain.events import (
    BuyBackExercised,
    ContractTerminated,
    DealEvent,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionExercised,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.regulations.windows import unassociated, window_after, window_counted_to
from ledger.domain.sources import Basis
from ledger.domain.values import NoClub

ENDS: Final = (LoanEnded, LoanRecalled, LoanTerminatedEarly)
PURCHASES: Final = (OptionExercised, ObligationTriggered)


Standing = tuple[bool, bool, bool, int, int, list[str], str, date]


class Telling(NamedTuple):
    """One entry's word on one move.

    ``family`` is what happened, whatever kind the entry is; a club is None where it is not told.
    ``periods`` are the windows it may be counted to; two tellings of one move share one. The lower
    its ``standing``, the sooner it represents its move.
    """

    item: Recorded
    family: str
    from_club: str | None
    to_club: str | None
    periods: frozenset[str]
    sources: frozenset[str]
    standing: Standing

    def same_voice(self, other: Telling) -> bool:
        """Whether one source says both, in one stream: so it tells of two moves."""
        same_stream = self.item.entry.subject == other.item.entry.subject
        return same_stream and (
            bool(self.sources & other.sources) or self.sources == other.sources == frozenset()
        )

    def fits(self, other: Telling) -> bool:
        """Whether both may tell the same move: a party that is not told fits any."""
        if self.family != other.family or self.periods.isdisjoint(other.periods):
            return False
        start = _agree(self.from_club, other.from_club)
        goal = _agree(self.to_club, other.to_club)
        if start is False or goal is False:
            return False
        return bool(start or goal) or self.family == "retirement"

    def days_from(self, other: Telling) -> int:
        """How many days lie between the two at least."""
        (first, last), (others_first, others_last) = _span(self.item), _span(other.item)
        return max((first - others_last).days, (others_first - last).days, 0)

    @property
    def vague(self) -> bool:
        """Whether a party is not told."""
        return self.from_club is None or self.to_club is None


def _agree(one: str | None, other: str | None) -> bool | None:
    """Whether two tell the same club; None where either tells none."""
    return None if one is None or other is None else one == other


def telling(item: Recorded) -> Telling | None:
    """What an entry tells of a move; None where it moves nobody."""
    # Asked at every state of knowledge, and worked out once: kept beside the entry, as its day
    # is, and without the entry itself, which would then never be given back.
    kept = item.__dict__
    if _KEPT not in kept:
        told = _telling(item)
        kept[_KEPT] = told and told[1:]
    words = kept[_KEPT]
    return Telling(item, *words) if words is not None else None


_KEPT: Final = "told of a move"


def _telling(item: Recorded) -> Telling | None:  # noqa: C901, PLR0911, PLR0912 - one answer a kind
    event = item.entry.event
    match event:
        case TransferCompleted():
            return _told(item, "move", _club(event.from_club), _club(event.to_club))
        case PreContractSigned():
            return _told(item, "move", event.from_club, _engaging(item, event))
        case OptionExercised() | ObligationTriggered() | BuyBackExercised():
            return _told(item, "move", event.from_club, _engaging(item, event))
        case PlayerReleased() | ContractTerminated():
            return _told(item, "move", event.club, NoClub.WITHOUT_CLUB)
        case LoanAgreed():
            return _told(item, "loan", event.from_club, _engaging(item, event))
        case LoanEnded() if event.cause == "converted":
            return None  # The purchase says it.
        case LoanEnded() | LoanRecalled() | LoanTerminatedEarly():
            return _told(item, "end of loan", event.from_club, _engaging(item, event))
        case LoanExtended():
            until = f"until {event.until}"
            return _told(item, until, event.from_club, _engaging(item, event))
        case PlayerRegistered():
            return _told(item, "registration", event.from_club, _engaging(item, event))
        case PlayerRetired():
            return _told(item, "retirement", event.club, None)
        case YouthPlayerPromoted():
            return _told(item, "promotion", None, event.club)
        case SquadBaselineRecorded():
            return _told(item, f"squad on {item.day}", event.parent_club, event.club)
        case _:
            return None  # Contracts, conditions and sightings say nothing twice.


def _told(item: Recorded, family: str, from_club: str | None, to_club: str | None) -> Telling:
    sources = frozenset(piece.source for piece in item.entry.evidence)
    standing = _standing(item, family, sources)
    return Telling(item, family, from_club, to_club, _periods(item), sources, standing)


def _club(party: str) -> str | None:
    """A party, or None where it is told as unknown; to be without a club is known."""
    return None if party == NoClub.UNKNOWN else party


def _engaging(item: Recorded, event: DealEvent) -> str | None:
    """The engaging club, which an entry that names its deal may leave out."""
    if event.to_club is None and item.entry.deal is not None:
        return engaging_club_of(item.entry.deal)
    return event.to_club


def _periods(item: Recorded) -> frozenset[str]:
    told: str | None = item.event.__dict__.get("window")
    if told is not None:
        return frozenset((unassociated(told),))
    day = item.day
    if isinstance(item.event, ENDS):
        day += ONE_DAY  # A loan's last day stands before the window he is back for.
    counted = window_counted_to(day)
    if isinstance(item.event, PURCHASES) and item.event.effective_on is None:
        # An option is used ahead of the loan's end, when the player changes hands.
        return frozenset((counted, window_after(counted)))
    return frozenset((counted,))


def _span(item: Recorded) -> tuple[date, date]:
    when = item.entry.occurred_on
    return (when.first_day, when.last_day) if when is not None else (item.day, item.day)


def _standing(item: Recorded, family: str, sources: Iterable[str]) -> Standing:
    """The place of a telling among those of its move.

    Official stands above listed, a day on record above an assumed one, an exact day above a
    window; then a fixed order, never the position.
    """
    entry = item.entry
    when = entry.occurred_on
    by_clause = isinstance(item.event, (*PURCHASES, BuyBackExercised))
    length = (when.last_day - when.first_day).days if when is not None else _NO_DAY
    ended = item.day.toordinal() if family == "end of loan" else 0
    return (
        not by_clause,  # Whatever else is told, it was the deal's own clause.
        entry.basis is not Basis.OFFICIAL,
        "occurred_on" in entry.assumed,
        length,
        ended,
        sorted(sources),
        entry.kind,
        item.day,
    )


def content(told: Telling) -> tuple[str, bytes]:
    """All that an entry says, to tell apart what stands equal."""
    return (told.item.entry.subject, encode(told.item.entry))


_NO_DAY: Final = 1_000_000
