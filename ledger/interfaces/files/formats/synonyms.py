"""Tables that people make themselves: the columns go by any of several names, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger.interfaces.files.formats.format import Format, Progress
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Statement
from ledger.interfaces.files.tables import Table


@dataclass(frozen=True)
class FreeTable(Format):
    """A table whose columns are known by several names.

    ``synonyms`` are the further names of each column. Capitals, spaces and hyphens do not count:
    ``Player Name`` is ``player_name``. Columns that a table does not have are empty.
    """

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a table has all the columns it must have, by any of their names."""
        return set(self.columns) <= set(self.named(header))

    def named(self, header: Sequence[str]) -> list[str]:
        """The columns by their own names; the first of several that mean one column counts."""
        known = {
            name: column
            for column in (*self.columns, *self.optional)
            for name in (column, *self.synonyms.get(column, ()))
        }
        found: list[str] = []
        for cell in header:
            plain = cell.strip().removeprefix("\ufeff").lower().replace(" ", "_").replace("-", "_")
            column = known.get(plain, cell)
            found.append(cell if column in found else column)
        return found

    def statements_of(
        self, table: Table, report: Report, progress: Progress
    ) -> Iterator[Statement]:
        """What a table says, row by row."""
        named = replace(table, header=tuple(self.named(table.header)))
        return super().statements_of(named, report, progress)
