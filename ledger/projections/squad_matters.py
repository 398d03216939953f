"""Availability and contracts: who is out injured, and until when he is under contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    InjuryReported,
    PlayerReturned,
    PreContractSigned,
    kinds_of,
)
from ledger.domain.sources import FACTUAL
from ledger.projections.base import NEVER, History, Projection, over_time, table

AVAILABILITY_KINDS: Final = frozenset({"InjuryReported", "PlayerReturned"})
CONTRACT_KINDS: Final = kinds_of("contracts") | {"PreContractSigned"}


class AbsenceRow(NamedTuple):
    """A player (or, in a club's stream, players left unnamed) out injured.

    ``who`` is the player's id, empty where unnamed; ``unnamed`` then says how many of what.
    ``expected_return`` is as announced, an EDTF text.
    """

    subject: str
    who: str
    unnamed: str | None
    injury: str | None
    valid_from: str
    valid_to: str
    expected_return: str | None
    basis: str
    entry: int


class ContractRow(NamedTuple):
    """A contract: with which club, from which day on, until which last day (empty if not told)."""

    player: str
    club: str
    valid_from: str
    valid_to: str
    until: str | None
    wage: str | None
    basis: str
    entry: int


def fold_absences(history: History) -> Iterable[tuple[object, ...]]:
    """Absences at every state of knowledge."""
    relevant = [item for item in history.live if item.entry.kind in AVAILABILITY_KINDS]
    return over_time(
        (known.known_from, _absences(history, known.entries)) for known in history.slices(relevant)
    )


def _absences(history: History, entries: Sequence[Recorded]) -> list[AbsenceRow]:
    rows: list[AbsenceRow] = []
    ordered = sorted(entries, key=lambda item: (item.day, item.first_position, item.position))
    returns = [item for item in ordered if isinstance(item.event, PlayerReturned)]
    player = history.id if history.subject.startswith("player:") else ""
    for index, item in enumerate(ordered):
        event = item.event
        if not isinstance(event, InjuryReported):
            continue
        later = [other.day for other in returns if other.day > item.day]
        updated = [
            other.day
            for other in ordered[index + 1 :]
            if isinstance(other.event, InjuryReported) and other.day > item.day
        ]
        end = min([*later, *(updated if player else [])], default=None)
        rows.append(
            AbsenceRow(
                subject=history.subject,
                who=player,
                unnamed=str(event.unnamed) if event.unnamed is not None else None,
                injury=event.injury,
                valid_from=item.day.isoformat(),
                valid_to=end.isoformat() if end is not None else NEVER,
                expected_return=event.expected_return.text if event.expected_return else None,
                basis=item.entry.basis or "reported",
                entry=item.position,
            )
        )
    return rows


def fold_contracts(history: History) -> Iterable[tuple[object, ...]]:
    """Contracts at every state of knowledge."""
    relevant = [
        item
        for item in history.live
        if item.entry.kind in CONTRACT_KINDS and item.entry.basis in FACTUAL
    ]
    return over_time(
        (known.known_from, _contracts(history.id, known.entries))
        for known in history.slices(relevant)
    )


def _contracts(player: str, entries: Sequence[Recorded]) -> list[ContractRow]:
    rows: list[ContractRow] = []
    ordered = sorted(entries, key=lambda item: (item.day, item.first_position, item.position))
    for item in ordered:
        event = item.event
        until: date | None
        match event:
            case ContractBaselineRecorded() | ContractRenewed():
                club, until = event.club, event.until
            case ContractSigned() | PreContractSigned() if event.to_club is not None:
                club, until = event.to_club, event.until
            case ContractTerminated():
                rows = [_cut(row, item.day.isoformat(), event.club) for row in rows]
                continue
            case _:
                continue
        start = item.day.isoformat()
        rows = [_cut(row, start, club) for row in rows]
        wage = getattr(event, "wage", None)
        rows.append(
            ContractRow(
                player=player,
                club=club,
                valid_from=start,
                valid_to=NEVER,
                until=until.isoformat() if until is not None else None,
                wage=str(wage) if wage is not None else None,
                basis=item.entry.basis or "reported",
                entry=item.position,
            )
        )
    return rows


def _cut(row: ContractRow, day: str, club: str) -> ContractRow:
    """A newer word on the same club's contract ends the older one."""
    if row.club == club and row.valid_from <= day < row.valid_to:
        return row._replace(valid_to=day)
    return row


AVAILABILITY: Final = Projection(
    name="availability",
    table=table("availability", AbsenceRow, ("who",), ("subject",)),
    kinds=AVAILABILITY_KINDS,
    fold=fold_absences,
    subjects=("player", "club"),
)
CONTRACTS: Final = Projection(
    name="contracts",
    table=table("contracts", ContractRow, ("player",), ("club",)),
    kinds=CONTRACT_KINDS,
    fold=fold_contracts,
)
