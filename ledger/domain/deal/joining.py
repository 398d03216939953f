"""Which deal an entry belongs to: named, the one open between the same parties, or a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from ledger.domain.deal.tracks import Deal, Outcome
from ledger.domain.entry import Entry, Recorded
from ledger.domain.errors import Refused
from ledger.domain.events import (
    GROUPS,
    ConditionReported,
    DealEvent,
    Event,
    OfASale,
    ReportRetracted,
    RumourResolved,
    TermsReported,
    TransferCompleted,
    kinds_of,
)
from ledger.domain.loans import LOAN_ACTS, assumed_end
from ledger.domain.sources import FACTUAL
from ledger.domain.tellings import A_MONTH, ENDS, Telling, moves_told, one_voice
from ledger.domain.terms import MoveType
from ledger.domain.values import NOWHERE

SETTLED_LATER: Final = kinds_of("clauses") - {"BuyBackExercised"}
"""Kinds that tell what came of a deal's terms long after it: they are claims, and no steps."""
BESIDE_DEALS: Final = kinds_of("assessments") | SETTLED_LATER
"""Kinds that stand with a deal and are no step of it."""
_REPORTS: Final = GROUPS["reports"]
_STEPS: Final = (DealEvent, TransferCompleted)
_VERDICTS: Final = (ReportRetracted, RumourResolved)


def deal_for(
    entry: Entry,
    item: Recorded,
    known: Mapping[str, Deal],
    player: str,
    *,
    used: Collection[str] = (),
    latest: bool = False,
) -> str | None:
    """The deal of an entry; None where it has none, as talk without an engaging club.

    ``known`` are the player's deals by id; ``used`` are all ids ever given, also those of voided
    entries, since none is given twice. Where several fit, a bulk takes the ``latest``.

    Raises:
        Refused: several deals fit, or the deal it names is another's.
    """
    event = entry.event
    if entry.deal is not None:
        _check_named(entry, player, known.get(entry.deal))
        return entry.deal
    if isinstance(event, _VERDICTS):
        return next((deal.deal for deal in known.values() if deal.holds(event.target)), None)
    if isinstance(event, OfASale):
        return _sale(item, event, known)
    if not isinstance(event, _STEPS) or event.to_club in NOWHERE:
        return None
    return _told_before(item, known) or _open_or_new(
        item, event, known, player, used=used, latest=latest
    )


def engaging_side(event: Event) -> str | None:
    """The engaging club of the deal that an event is about, as far as it names it.

    What comes of a sale later goes the other way: the club that got the player pays.
    """
    club: str | None = event.__dict__.get("from_club" if isinstance(event, OfASale) else "to_club")
    return club


def _sale(item: Recorded, event: OfASale, known: Mapping[str, Deal]) -> str | None:
    """The deal by which the one club got him from the other: one done, the latest begun."""
    if event.from_club is None or event.to_club is None:
        return None
    fitting = [
        deal
        for deal in known.values()
        if (deal.from_club, deal.to_club) == (event.to_club, event.from_club)
        and deal.opened_on <= item.day
    ]
    last = max(fitting, key=_done_and_latest, default=None)
    return last.deal if last is not None else None


def _done_and_latest(deal: Deal) -> tuple[bool, date, int]:
    return (deal.state is _DONE, deal.opened_on, ordinal(deal.deal))


def _open_or_new(
    item: Recorded,
    event: DealEvent | TransferCompleted,
    known: Mapping[str, Deal],
    player: str,
    *,
    used: Collection[str],
    latest: bool,
) -> str | None:
    """The one deal open between the parties, or the id of a new one."""
    to_club = event.to_club
    talk = to_club is None and isinstance(event, _REPORTS)
    fitting = [] if talk or not known else _fitting(item, event, known, bulk=latest)
    if known and not fitting and isinstance(event, TermsReported | ConditionReported):
        # Terms that come out later are those of the deal that was done.
        fitting = [deal for deal in _same(event, known) if deal.state is _DONE]
    elif len(fitting) > 1 and not latest:
        raise _unresolved(item.entry, fitting)
    if fitting:
        return max(fitting, key=lambda deal: (deal.opened_on, ordinal(deal.deal))).deal
    if to_club is None:
        return None
    between = f"/{to_club}/"
    taken = [ordinal(name) for name in {*known, *used} if between in name]
    return f"{player}/{to_club}/{max(taken, default=0) + 1}"


def _told_before(item: Recorded, known: Mapping[str, Deal]) -> str | None:
    """The deal in which another source already told the same move, whatever became of it."""
    if not known or item.entry.basis not in FACTUAL:
        return None
    facts = [
        other for deal in known.values() for other in deal.entries if other.entry.basis in FACTUAL
    ]
    if one_voice([*facts, item]):
        return None
    move = next((move for move in moves_told([*facts, item]) if _has(move, item)), [])
    others = [told.item for told in move if told.item is not item]
    first = min(others, key=lambda other: other.first_position, default=None)
    return first.entry.deal if first is not None else None


def _has(move: Sequence[Telling], item: Recorded) -> bool:
    return any(told.item is item for told in move)


def _fitting(
    item: Recorded, event: DealEvent | TransferCompleted, known: Mapping[str, Deal], *, bulk: bool
) -> list[Deal]:
    """The deals between the same parties that are live on the day; what loans did joins loans.

    In bulk, the end of a loan joins no loan that was over long before or began later: its own may
    still come, from another source.
    """
    same = _same(event, known)
    live = [deal for deal in same if deal.is_live(item.day) and not _done_before(item, deal)]
    if not isinstance(event, LOAN_ACTS):
        return live
    loans = [deal for deal in same if deal.move is MoveType.LOAN and deal.state is _DONE]
    begun = [deal for deal in loans if deal.opened_on <= item.day]
    running = [deal for deal in begun if deal in live]
    if bulk and isinstance(event, ENDS):
        begun = [deal for deal in begun if item.day <= _over_on(deal) + A_MONTH]
        open_ones = [deal for deal in live if deal.state is not _DONE]
        if running or not begun:
            return running or open_ones
    elif running or not begun:
        return running or loans or live
    return [max(begun, key=lambda deal: (deal.opened_on, ordinal(deal.deal)))]


def _over_on(deal: Deal) -> date:
    return deal.loan_until or assumed_end(deal.opened_on)


def _done_before(item: Recorded, deal: Deal) -> bool:
    """Whether the deal was done by a move of the same kind: this one is another move, then."""
    if item.entry.basis not in FACTUAL or item.entry.kind not in _DOING:
        return False
    done = (other for other in deal.entries if other.entry.kind == item.entry.kind)
    return any(other.entry.basis in FACTUAL for other in done)


_DOING: Final = frozenset({"LoanAgreed", "TransferCompleted", "BuyBackExercised"})


def _same(event: DealEvent | TransferCompleted, known: Mapping[str, Deal]) -> list[Deal]:
    """The deals between the same parties; a party left out fits any."""
    from_club = event.from_club if event.from_club not in NOWHERE else None
    return [
        deal
        for deal in known.values()
        if event.to_club in (None, deal.to_club)
        and (from_club is None or deal.from_club in (None, from_club))
    ]


_DONE: Final = Outcome.COMPLETED


def ordinal(name: str) -> int:
    """The ordinal at the end of a deal's id."""
    return int(name.rsplit("/", 1)[1])


def engaging_club(name: str, items: Iterable[Recorded]) -> str:
    """The engaging club of a deal: the one its id names, unless that id was merged away.

    Its entries then tell the surviving id, and none tells the other any more.
    """
    own, other = name.rsplit("/", 2)[1], None
    for item in items:
        club = item.entry.event.__dict__.get("to_club")
        if club == own:
            return own
        if club is not None and club not in NOWHERE:
            other = str(club)
    return other or own


def _check_named(entry: Entry, player: str, on_record: Deal | None) -> None:
    """A named deal must be this player's, under any of his ids, with this engaging club."""
    whose, club, _ = str(entry.deal).split("/")
    if on_record is not None:
        whose, club = player, on_record.to_club
    to_club = engaging_side(entry.event)
    if whose == player and to_club in (None, club):
        return
    wrong = f"is one of {whose}" if whose != player else f"takes him to {club}, not to {to_club}"
    raise Refused(
        what=f"record {entry.kind} on {entry.subject} in the deal {entry.deal}",
        record=f"that deal {wrong}",
        way_out="Name a deal of this player with this engaging club, or leave the deal out.",
        rule="H6",
        reason="another-deal",
    )


def _unresolved(entry: Entry, candidates: Sequence[Deal]) -> Refused:
    """Several deals fit an entry that names none."""
    listed = ", ".join(candidate.deal for candidate in candidates)
    return Refused(
        what=f"record {entry.kind} on {entry.subject} without naming its deal",
        record=f"{len(candidates)} deals with these parties are open on its day: {listed}",
        way_out="Name one of them (deal=…, --deal …).",
        rule="H6",
        reason="several-deals",
    )
