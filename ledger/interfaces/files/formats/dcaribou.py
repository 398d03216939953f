"""dcaribou/transfermarkt-datasets: moves with days and ids, and beside them who the players are.

``transfers.csv`` has a fee of 0 for what was free and for loans alike. What came back without a fee
on the last day of a month is read as a loan and its end; nothing in the set says so, and every such
pair is flagged. ``players.csv`` and ``clubs.csv`` are looked for in the same folder, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from ledger.domain.regulations.clubs import club_known_as
from ledger.domain.regulations.windows import season_of, window_counted_to
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.fees import Price, Sort, price_in_euros
from ledger.interfaces.files.formats.format import (
    Cells,
    Format,
    Progress,
    id_of,
    name_of,
    nations_of,
)
from ledger.interfaces.files.places import NO_CLUBS
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import (
    ClubName,
    Introduction,
    Key,
    Row,
    Statement,
    Who,
    club,
)
from ledger.interfaces.files.tables import Table, UnreadableError, open_table
from ledger.projections.names import fold_name

_SCHEME: Final = "transfermarkt"
_LOAN_DAYS_MAX: Final = 3 * 366
_season: Final = lru_cache(maxsize=8_192)(season_of)


class _Transfers(Format):
    """The transfers, with the births and nationalities that the players' table tells."""

    def statements(self, path: Path, report: Report, progress: Progress) -> Iterator[Statement]:
        """What the table says, and those beside it."""
        players, names = _players_beside(path, report), _clubs_beside(path)
        for statement in super().statements(path, report, progress):
            match statement:
                case Row():
                    yield _completed(statement, players, names)
                case _:
                    yield statement

    def statements_of(
        self, table: Table, report: Report, progress: Progress
    ) -> Iterator[Statement]:
        """What the table says, with loans told from transfers once all of it is read."""
        rows = [r for r in super().statements_of(table, report, progress) if isinstance(r, Row)]
        return with_loans(rows, report)


def _read(line: int, cells: Cells, report: Report) -> Row:  # noqa: ARG001 - every reader has it
    day = _day("transfer date", cells["transfer_date"])
    return Row(
        line=line,
        who=Who(
            name_of("player", cells["player_name"]),
            key=Key(_SCHEME, id_of("player", cells["player_id"])),
        ),
        window=window_counted_to(day),
        season=int(_season(day)[:4]),
        start=_club(cells["from_club_id"], cells["from_club_name"]),
        goal=_club(cells["to_club_id"], cells["to_club_name"]),
        side=None,
        price=price_in_euros(cells["transfer_fee"], Sort.TRANSFER),
        day=day,
    )


def _club(id_: str, name: str) -> ClubName:
    return club(name_of("club", name), _SCHEME, id_of("club", id_))


def _day(what: str, text: str) -> date:
    try:
        return day_told(text)
    except UnreadableDayError as error:
        raise UnreadableError(
            f"the {what} is unreadable: {error}", "Write the day as 2018-07-01."
        ) from error


# -- loans ------------------------------------------------------------------------------------


def with_loans(rows: Sequence[Row], report: Report) -> Iterator[Row]:
    """The rows in their order, with loans and their ends told from transfers.

    A move, and after it nothing but the move back without a fee on the last day of a month, at most
    three years later, are a loan and its end. A move without a fee on such a day with nothing to
    pair it with may be the end of a loan that began before the file does: then it is not told
    whether it was free.
    """
    careers: dict[str, list[Row]] = {}
    for row in rows:
        careers.setdefault(row.who.key.id if row.who.key else "", []).append(row)
    read = {row.line: row for career in careers.values() for row in _career(career, report)}
    return (read[row.line] for row in rows)


def _career(career: Iterable[Row], report: Report) -> Iterator[Row]:
    open_ones: list[Row] = []
    for row in sorted(career, key=lambda row: (row.day or date.min, -row.line)):
        before = open_ones[-1] if open_ones else None
        if not _may_be_end(row):
            open_ones.append(row)
        elif before is not None and _is_pair(before, row):
            open_ones.pop()
            lines = (before.line, row.line)
            told = f"{row.who.name}, {before.start.name} → {before.goal.name}, back on {row.day}"
            report.flag("there and back without a fee, read as a loan and its end", lines, told)
            yield before._replace(price=_sorted_as(before.price, Sort.LOAN))
            yield row._replace(price=_sorted_as(row.price, Sort.LOAN_END))
        else:
            told = f"{row.who.name}, {row.start.name} → {row.goal.name} on {row.day}"
            report.flag("free or a loan's end, no row tells which", (row.line,), told)
            open_ones.append(row._replace(price=Price(row.price.text, Sort.TRANSFER)))
    yield from open_ones


def _may_be_end(row: Row) -> bool:
    """Whether it is a move between clubs without a fee, on the last day of a month."""
    if row.day is None or (row.day + timedelta(days=1)).day != 1 or row.price.fee.fixed.low:
        return False
    return not {fold_name(row.start.name), fold_name(row.goal.name)} & NO_CLUBS.keys()


def _is_pair(loan: Row, end: Row) -> bool:
    if loan.day is None or end.day is None or not loan.day < end.day:
        return False
    same = (loan.start.key, loan.goal.key) == (end.goal.key, end.start.key)
    return same and (end.day - loan.day).days <= _LOAN_DAYS_MAX


def _sorted_as(price: Price, sort: Sort) -> Price:
    return price_in_euros(price.text, sort)


# -- the tables beside ------------------------------------------------------------------------


def _completed(row: Row, players: Mapping[str, Who], names: Mapping[str, str]) -> Row:
    known = players.get(row.who.key.id) if row.who.key is not None else None
    who = row.who
    if known is not None:
        more = tuple({known.name} - {who.name})
        who = known._replace(name=who.name, names=more)
    return row._replace(who=who, start=_named(row.start, names), goal=_named(row.goal, names))


def _named(told: ClubName, names: Mapping[str, str]) -> ClubName:
    """The club's full name where the curated register knows it by that alone."""
    full = names.get(told.key.id) if told.key is not None else None
    if full is None or club_known_as(told.name) is not None or club_known_as(full) is None:
        return told
    return told._replace(name=full)


def _players_beside(path: Path, report: Report) -> dict[str, Who]:
    """The players of the table in the same folder, by their ids; none where there is no table."""
    found: dict[str, Who] = {}
    beside = _beside(path, "players", DCARIBOU_PLAYERS.columns)
    if beside is None:
        return found
    scratch = Report(beside.name)
    for statement in DCARIBOU_PLAYERS.statements(beside, scratch, lambda _done, _total: None):
        if statement.who.key is not None:
            found[statement.who.key.id] = statement.who
    for refusal in scratch.refusals:
        report.flag(f"a row of {beside.name} beside it cannot be read", (), str(refusal))
    return found


def _clubs_beside(path: Path) -> dict[str, str]:
    beside = _beside(path, "clubs", ("club_id", "name"))
    if beside is None:
        return {}
    table = open_table(beside, Report(beside.name))
    id_, name = table.header.index("club_id"), table.header.index("name")
    return {line.cells[id_].strip(): line.cells[name].strip() for line in table.lines}


def _beside(path: Path, name: str, columns: Sequence[str]) -> Path | None:
    """The table of this name in a file's folder, plain or gzipped, if it has these columns."""
    for candidate in (path.with_name(f"{name}.csv"), path.with_name(f"{name}.csv.gz")):
        if candidate != path and candidate.is_file():
            header = open_table(candidate, Report(candidate.name)).header
            return candidate if set(columns) <= set(header) else None
    return None


def _introduce(line: int, cells: Cells, report: Report) -> Introduction:
    born = cells["date_of_birth"]
    day = _day("date of birth", born) if born else None
    return Introduction(
        line,
        Who(
            name_of("player", cells["name"]),
            key=Key(_SCHEME, id_of("player", cells["player_id"])),
            born=UncertainDate.of(day, day) if day is not None else None,
            nations=nations_of((cells["country_of_citizenship"],), line, report),
            position=cells["sub_position"] or cells["position"],
        ),
    )


DCARIBOU_PLAYERS: Final = Format(
    name="dcaribou-players",
    says="dcaribou/transfermarkt-datasets players.csv",
    source="transfermarkt-dcaribou",
    source_name="Transfermarkt, via dcaribou/transfermarkt-datasets",
    columns=(
        "player_id", "name", "country_of_citizenship", "date_of_birth", "sub_position", "position",
    ),
    read=_introduce,
    covers=None,
)  # fmt: skip

DCARIBOU: Final = _Transfers(
    name="dcaribou",
    says="dcaribou/transfermarkt-datasets transfers.csv",
    source="transfermarkt-dcaribou",
    source_name="Transfermarkt, via dcaribou/transfermarkt-datasets",
    columns=(
        "player_id", "transfer_date", "transfer_season", "from_club_id", "to_club_id",
        "from_club_name", "to_club_name", "transfer_fee", "player_name",
    ),
    read=_read,
    covers=None,
)  # fmt: skip
