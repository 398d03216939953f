"""What entries about matters share: whom they are about, where they stand, which club is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from ledger.domain.sources import Evidence
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import ClubName


class Telling(NamedTuple):
    """Something said of a player under one entry id, with every line that says it."""

    subject: str
    id: UUID
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The import around a row: who speaks, what the ledger knows, and the report."""

    origin: Origin
    places: Places
    register: LedgerRegister
    report: Report

    def evidence(self, telling: Telling) -> tuple[Evidence, ...]:
        """Every line that says it."""
        origin = self.origin
        return tuple(
            Evidence(source=origin.source, file=origin.file, line=line) for line in telling.lines
        )

    def club(self, named: ClubName, telling: Telling) -> str | None:
        """The club that is meant; where it is none, the lines are refused."""
        place = self.places.at(named)
        if place is not None and place.nowhere is None:
            return place.club
        for line in telling.lines:
            self.report.refuse(line, *_not_a_club(named))
        return None


def _not_a_club(named: ClubName) -> tuple[str, str]:
    if named.name or named.key is None:
        return f"“{named.name[:40]}” is no club.", "Write the name of one."
    return (
        f"no club is known by the {named.key.scheme} id {named.key.id}, and the row has no name.",
        "Import the set's clubs or transfers first, which name it.",
    )
