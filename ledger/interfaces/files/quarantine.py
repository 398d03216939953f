"""The quarantine: rows that were not taken, as a file of the same format that can be mended."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from ledger.domain.errors import Malformed
from ledger.interfaces.files.formats.format import QUARANTINE_COLUMNS
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.tables import open_table, texts_of

_ENDINGS: Final = (".gz", ".csv", ".json", ".ndjson", ".quarantine")


def write_quarantine(path: Path, folder: Path, report: Report) -> Path:
    """Copy the rows that were set aside, each with where it stood and why.

    Raises:
        Malformed: the file cannot be written.
    """
    stem = path.name
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    target = folder / f"{stem}.quarantine.csv"
    why = report.set_aside
    scratch = Report(path.name)
    header = [name for name in open_table(path, scratch).header if name not in QUARANTINE_COLUMNS]
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([*header, *QUARANTINE_COLUMNS])
            for number, text in texts_of(path, scratch):
                if number in why:
                    cells = next(csv.reader([text]), [])[: len(header)]
                    cells += [""] * (len(header) - len(cells))
                    writer.writerow([*cells, path.name, str(number), why[number]])
    except OSError as error:
        raise Malformed(
            f"Cannot write the quarantine {target}: {error.strerror}. Name another folder "
            f"(--quarantine)."
        ) from error
    return target
