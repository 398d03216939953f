"""Rows of an ewenme league about invented players, and what importing them came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import ledger
from ledger.domain.entry import Entry
from ledger.domain.events import GROUPS
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report

HEADER = (
    "club_name,player_name,age,position,club_involved_name,fee,transfer_movement,"
    "transfer_period,fee_cleaned,league_name,year,season,country"
)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Imported:
    """The book after an import, the entries that it added, in their order, and its report."""

    book: ledger.Ledger
    entries: list[Entry]
    report: Report

    @property
    def moved(self) -> list[Entry]:
        """The entries that say a player moved."""
        return [entry for entry in self.entries if isinstance(entry.event, GROUPS["movements"])]

    @property
    def lines_moved(self) -> list[int | None]:
        """The first line that each of them rests on."""
        return [entry.evidence[0].line for entry in self.moved]


def row(
    club: str,
    side: str,
    other: str,
    fee: str,
    *,
    when: str = "2018 Summer",
    player: str = "Ugo Prova",
    age: str = "23",
    position: str = "Centre-Back",
    cleaned: str = "NA",
) -> str:
    """One line of a league."""
    year, period = when.split()
    season = f"{year}/{int(year) + 1}"
    told = f'"{fee}"' if "," in fee else fee
    cells = (club, player, age, position, other, told, side, period, cleaned, "Serie A", year)
    return ",".join((*cells, season, "Italy"))


def league(tmp_path: Path, rows: Sequence[str]) -> Path:
    """A file of these rows."""
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def empty_book() -> ledger.Ledger:
    """A ledger in memory, whose clock stands still."""
    return ledger.open(":memory:", clock=lambda: NOON)


def brought_in(path: Path, book: ledger.Ledger | None = None) -> Imported:
    """Import a file into a book, by default an empty one."""
    book = book or empty_book()
    before = book.head().position
    report = bring_in(book, path)
    return Imported(book, [item.entry for item in book.entries(gt=before)], report)


def imported(tmp_path: Path, rows: Sequence[str], book: ledger.Ledger | None = None) -> Imported:
    """Import a league of these rows into a book, by default an empty one."""
    return brought_in(league(tmp_path, rows), book)
