"""Confirmations: on which days anything on record had a player at a club, moves apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ledger.domain.career import CAREER_KINDS
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    PlayerRegistered,
    PlayerSighted,
    SquadBaselineRecorded,
)
from ledger.domain.sources import FACTUAL
from ledger.projections.base import UNTIL_NOW, History, Projection, instant, table


class ConfirmationRow(NamedTuple):
    """A day on which the record had him at a club.

    ``what`` is sighting, squad list, contract or registration. What began a spell is in
    ``spells``.
    """

    player: str
    club: str
    day: str
    what: str
    entry: int


_CONFIRMING: Final = frozenset(
    {
        "PlayerSighted",
        "SquadBaselineRecorded",
        "ContractBaselineRecorded",
        "ContractRenewed",
        "ContractSigned",
        "PlayerRegistered",
    }
)
"""A move begins a spell, which says so itself."""


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """What confirms where one player is, each from the moment it was known."""
    for item in history.live:
        if item.entry.event.kind not in _CONFIRMING or item.entry.basis not in FACTUAL:
            continue
        said = _confirmed(item)
        if said is not None:
            club, what = said
            row = ConfirmationRow(history.id, club, item.day.isoformat(), what, item.position)
            yield (*row, instant(item.known_at), UNTIL_NOW)


def _confirmed(item: Recorded) -> tuple[str, str] | None:
    """The club and what says so."""
    match item.event:
        case PlayerSighted() as event:
            return event.club, "sighting"
        case SquadBaselineRecorded() as event:
            return event.club, "squad list"
        case ContractRenewed() | ContractBaselineRecorded() as event:
            return event.club, "contract"
        case ContractSigned(to_club=str(club)):
            return club, "contract"
        case PlayerRegistered(to_club=str(club)):
            return club, "registration"
        case _:
            return None  # Of the clubs, these kinds may leave the engaging one out.


CONFIRMATIONS: Final = Projection(
    name="confirmations",
    table=table("confirmations", ConfirmationRow, ("player", "club", "day")),
    kinds=CAREER_KINDS,
    fold=fold,
)
