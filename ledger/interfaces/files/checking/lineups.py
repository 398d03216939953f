"""Match line-ups beside the squads of a ledger: given, compared, and not recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from ledger.application import Ledger
from ledger.interfaces.files.checking.files import NothingToCheck
from ledger.interfaces.files.checking.settling import said_by, settling
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.formats.format import Progress, silent
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Sighting
from ledger.interfaces.files.tables import first_line
from ledger.queries.asking import At
from ledger.queries.checks import check
from ledger.queries.folding import collecting_nothing
from ledger.queries.verdicts import CheckAnswer


def check_lineups(
    book: Ledger,
    path: Path | str,
    *,
    report: Report | None = None,
    progress: Progress | None = None,
    **at: Unpack[At],
) -> CheckAnswer:
    """For every player of every match squad in a file: does the ledger have him at that club?

    The file is of any format of line-ups or appearances that can be imported. Who is meant is
    told as an import tells it, never guessed; whoever is in doubt or not on record counts as
    nowhere. Nothing is written. Rows that cannot be read are noted in ``report``.

    Raises:
        Malformed: the file cannot be read, or holds no line-ups.
    """
    path = Path(path)
    report = report if report is not None else Report(path.name)
    format_ = format_of(first_line(path))
    if format_ is None or format_.covers != "line-ups":
        raise NothingToCheck(path, "line-ups", "one that `tledger import` reads as line-ups")
    with book.asking(**at) as asking, collecting_nothing():
        statements = format_.statements(path, report, progress or silent)
        sightings = [one for one in statements if isinstance(one, Sighting)]
        meant = settling(book, asking, format_, path.name).meant(sightings)
        said = [
            said_by(one, one.presence.day, path.name)
            for one in meant
            if isinstance(one.presence, Sighting)
        ]
        return check(asking, sorted(said, key=lambda word: word.line or 0))
