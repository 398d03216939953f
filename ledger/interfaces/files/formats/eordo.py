"""eordo/transfermarkt-data: players with ids, clubs by name, and ends of loans written as loans.

The set drops the word "End of loan". What is left of an end is a loan without a fee that only the
borrower tells, back to the owner: read literally, Juventus bought Pierre Kalulu in 2025 and lent
him to Milan. Here such rows are told from loans by what the other rows of the file say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ledger.interfaces.files.fees import Sort, price_in_euros
from ledger.interfaces.files.formats.format import (
    Cells,
    Format,
    Progress,
    age_of,
    id_of,
    name_of,
    nations_of,
    side_of,
    silent,
    window_in,
    year_of,
    yes_or_no,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Row, Statement, Who, club
from ledger.interfaces.files.tables import Line, Table


class _Eordo(Format):
    """The table's rows, with the ends of loans told from loans once all of them are read."""

    def statements_of(
        self, table: Table, report: Report, progress: Progress
    ) -> Iterator[Statement]:
        rows = [r for r in super().statements_of(table, report, progress) if isinstance(r, Row)]
        return with_ends_of_loans(rows, report)

    def set_aside(self, path: Path, lines: Container[int]) -> Iterator[Line]:
        """The rows again; what the whole file shows to be the end of a loan says so by itself."""
        told = self.statements(path, Report(path.name), silent)
        ends = {row.line for row in told if isinstance(row, Row) and _is_told_as_end(row)}
        column = 0
        for line in super().set_aside(path, lines):
            if line.number == 1:
                column = line.cells.index("is_loan")
            if line.number in ends:
                cells = (*line.cells[:column], _END, *line.cells[column + 1 :])
                yield line._replace(cells=cells)
            else:
                yield line


def _read(line: int, cells: Cells, report: Report) -> Row:
    own = club(name_of("club", cells["club"]))
    other = club(name_of("dealing club", cells["dealing_club"]), country=cells["dealing_country"])
    side = side_of(cells["movement"])
    season = year_of("season", cells["season"])
    return Row(
        line=line,
        who=Who(
            name_of("player", cells["player_name"]),
            key=Key("transfermarkt", id_of("player", cells["player_id"])),
            age=age_of(cells["age"]),
            nations=nations_of((cells["nationality"],), line, report),
            position=cells["position"],
        ),
        window=window_in(season, cells["window"]),
        season=season,
        start=other if side == "in" else own,
        goal=own if side == "in" else other,
        side=side,
        price=price_in_euros(cells["fee"], _sort(cells["is_loan"])),
    )


_END: Final = "end of loan"
"""What a quarantine writes for an end, which its rows alone may not show."""


def _sort(is_loan: str) -> Sort:
    if is_loan == _END:
        return Sort.LOAN_END
    return Sort.LOAN if yes_or_no("is_loan", is_loan) else Sort.TRANSFER


def _is_told_as_end(row: Row) -> bool:
    return row.price.sort is Sort.LOAN_END


# -- ends of loans ----------------------------------------------------------------------------


_Loan = tuple[str, str, str, str]
"""A loan as both clubs' rows have it: the player, the window, who lends, who borrows."""


@dataclass(slots=True)
class _Seen:
    """What a file says of a league: whose seasons it has, and which loans the borrowers tell."""

    seasons: set[tuple[str, int]] = field(default_factory=set)
    borrowed: set[_Loan] = field(default_factory=set)

    def add(self, row: Row) -> None:
        own = row.goal if row.side == "in" else row.start
        self.seasons.add((own.name, row.season))
        if row.side == "in" and row.price.sort is Sort.LOAN:
            self.borrowed.add(_loan_of(row))

    def lent_in_season(self, row: Row) -> bool:
        """Whether he came on loan from that club in the row's own season: ends stand under it."""
        player, _, start, goal = _loan_of(row)
        windows = {row.window, f"{row.season + 1}-winter"}
        return any((player, window, goal, start) in self.borrowed for window in windows)


def with_ends_of_loans(rows: Sequence[Row], report: Report) -> Iterator[Row]:
    """The rows in their order, with each loan that is the end of one marked as such.

    A loan without a fee that only the releasing club tells is an end where the other club's rows of
    that season are there and have no such loan, or where he was on loan from that other club. It is
    a loan where the other club has it too, or where the releasing club had him for good, had its
    rows a season earlier without borrowing him, or lets him go again later. What no row decides
    stays a loan, and is flagged.
    """
    seen = _Seen()
    careers: dict[str, list[Row]] = {}
    for row in rows:
        seen.add(row)
        careers.setdefault(row.who.key.id if row.who.key else "", []).append(row)
    ends: set[int] = set()
    for career in careers.values():
        ends |= _ends(career, seen, report)
    for row in rows:
        yield _as_end(row) if row.line in ends else row


def _as_end(row: Row) -> Row:
    return row._replace(price=replace(row.price, sort=Sort.LOAN_END))


def _ends(career: Iterable[Row], seen: _Seen, report: Report) -> set[int]:
    """The lines of one player's rows that are ends of loans."""
    in_order = sorted(career, key=_time)
    lent_by: dict[str, str | None] = {}
    ends: set[int] = set()
    for row in in_order:
        start, goal = row.start.name, row.goal.name
        if row.price.sort is Sort.TRANSFER:
            lent_by[goal] = None
        elif _may_be_end(row) and _is_end(row, lent_by, in_order, seen, report):
            ends.add(row.line)
            lent_by.pop(start, None)
        else:
            lent_by[goal] = start
    return ends


def _time(row: Row) -> tuple[int, bool, bool, int]:
    """Windows in their order; in each the ends before what the clubs take in."""
    return row.season, row.window.endswith("winter"), not _may_be_end(row), row.line


def _may_be_end(row: Row) -> bool:
    return _is_told_as_end(row) or _may_be_loan_or_end(row)


def _may_be_loan_or_end(row: Row) -> bool:
    return row.side == "out" and row.price.sort is Sort.LOAN and row.price.fee.fixed.low is None


def _is_end(
    row: Row,
    lent_by: dict[str, str | None],
    career: Sequence[Row],
    seen: _Seen,
    report: Report,
) -> bool:
    """Whether a loan that may be an end is one, by the surest evidence there is."""
    start, goal = row.start.name, row.goal.name
    if _is_told_as_end(row):
        return True
    if _loan_of(row) in seen.borrowed:
        return False
    if (goal, row.season) in seen.seasons or seen.lent_in_season(row):
        return True
    if start in lent_by and lent_by[start] in (None, goal):
        return lent_by[start] == goal
    known_before = start not in lent_by and (start, row.season - 1) in seen.seasons
    if not known_before and not _stays_with(row, career):
        told = f"{row.who.name}, {start} → {goal} in {row.window}, is taken as a loan"
        report.flag("loan or end of a loan, no row tells which", (row.line,), told)
    return False


def _stays_with(row: Row, career: Sequence[Row]) -> bool:
    """Whether other rows show that he is still the releasing club's after a loan.

    It took him in for good from a third club in that window, or he next leaves from there.
    """
    start = row.start.name
    taken_in = [r for r in career if r.window == row.window and r.goal.name == start]
    if taken_in:
        return all(
            r.price.sort is Sort.TRANSFER and r.start.name != row.goal.name for r in taken_in
        )
    later = [r for r in career if _time(r)[:2] > _time(row)[:2]]
    return bool(later) and later[0].start.name == start


def _loan_of(row: Row) -> _Loan:
    player = row.who.key.id if row.who.key is not None else row.who.name
    return player, row.window, row.start.name, row.goal.name


EORDO: Final = _Eordo(
    name="eordo",
    says="eordo/transfermarkt-data CSV",
    source="transfermarkt-eordo",
    source_name="Transfermarkt, via eordo/transfermarkt-data",
    columns=(
        "season", "league", "club", "window", "movement", "player_name", "player_id", "age",
        "nationality", "position", "dealing_club", "dealing_country", "fee", "is_loan",
    ),
    read=_read,
)  # fmt: skip
