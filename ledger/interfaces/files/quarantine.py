"""The quarantine: rows that were not taken, as a file of the same format that can be mended.

Its three last columns tell where each row stood and why it was set aside. Imported again, its rows
keep the place where they first stood; one that is marked ``⟨to mend⟩`` is not taken before it is.
"""

from __future__ import annotations

import csv
import filecmp
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

from ledger.domain.entry import Entry
from ledger.domain.errors import Malformed
from ledger.domain.sources import Evidence
from ledger.interfaces.files.formats.format import QUARANTINE_COLUMNS, Format
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.tables import Line, open_table

FILE_NAME_MAX: Final = 255
_ENDINGS: Final = re.compile(r"(\.quarantine(-\d+)?)?(\.(csv|tsv|txt|json|ndjson))?(\.gz)?$")


def write_quarantine(
    path: Path, folder: Path, report: Report, format_: Format, stood: Origins
) -> Path:
    """Copy the rows that were set aside, each with where it stood and why; where that was written.

    A quarantine that is there may have been mended by now, so it is never written over: another
    gets a number. Where one there says the same already, nothing is written.

    Raises:
        Malformed: the file cannot be written.
    """
    stem = _ENDINGS.sub("", path.name)
    draft = folder / f".{stem}.quarantine.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="") as out:
            why = report.set_aside
            _copy(format_.set_aside(path, why), out, why, stood)
        target = _place_for(draft, folder, f"{stem}.quarantine")
        draft.replace(target)
    except OSError as error:
        raise Malformed(
            f"Cannot write a quarantine in {folder}: {error.strerror}. What could be read is "
            f"recorded. Name another folder (--quarantine) and import again."
        ) from error
    return target


def _place_for(draft: Path, folder: Path, name: str) -> Path:
    """The first name that is free, or that a file of the same content has."""
    number = 1
    while True:
        target = folder / (f"{name}.csv" if number == 1 else f"{name}-{number}.csv")
        if not target.exists() or filecmp.cmp(draft, target, shallow=False):
            return target
        number += 1


def _copy(rows: Iterator[Line], out: TextIO, why: Mapping[int, str], stood: Origins) -> None:
    writer = csv.writer(out, lineterminator="\n")
    header = next(rows).cells
    kept = [index for index, name in enumerate(header) if name not in QUARANTINE_COLUMNS]
    writer.writerow([*(header[index] for index in kept), *QUARANTINE_COLUMNS])
    for line in rows:
        file, number = stood.of(line.number)
        cells = [line.cells[index] for index in kept]
        writer.writerow([*cells, file, str(number), why[line.number]])


# -- imported again ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Origins:
    """Where the rows of a file stood first: in the file itself, unless it is a quarantine."""

    file: str
    lines: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    def of(self, line: int) -> tuple[str, int]:
        """The file and line where the row on this line stood first."""
        return self.lines.get(line, (self.file, line))

    def cited(self, entry: Entry) -> Entry:
        """An entry that rests on rows of a quarantine, with where each stood before as well."""
        cited: list[Evidence] = []
        for piece in entry.evidence:
            file, line = (None, None) if piece.line is None else self.of(piece.line)
            if line is not None and (file, line) != (self.file, piece.line):
                cited.append(piece.model_copy(update={"file": file, "line": line}))
            cited.append(piece)
        return entry.model_copy(update={"evidence": tuple(cited)})


def is_quarantine(header: str) -> bool:
    """Whether a file with this first line is a quarantine to be imported again."""
    return all(column in header for column in QUARANTINE_COLUMNS)


def origins_of(path: Path) -> Origins:
    """Where the rows of a quarantine stood first, as far as it still says so."""
    table = open_table(path, Report(path.name))
    file, number = (table.header.index(column) for column in QUARANTINE_COLUMNS[:2])
    return Origins(
        path.name,
        {
            line.number: (line.cells[file].strip(), int(line.cells[number]))
            for line in table.lines
            if 0 < len(line.cells[file].strip()) <= FILE_NAME_MAX
            and re.fullmatch(r"[1-9][0-9]{0,8}", line.cells[number].strip())
        },
    )
