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

    def club(self, named: ClubName) -> str:
        """The club that is meant; rows that name none are refused before."""
        place = self.places.at(named)
        assert place is not None  # noqa: S101 - such a row says nothing of anybody
        assert place.nowhere is None  # noqa: S101 - as above
        return place.club
