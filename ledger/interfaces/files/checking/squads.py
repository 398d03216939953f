"""Squad lists beside the squads of a ledger: given, compared, and not recorded."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Unpack

from ledger.application import Ledger
from ledger.interfaces.files.checking import assertions
from ledger.interfaces.files.checking.files import NothingToCheck
from ledger.interfaces.files.checking.settling import Meant, Settling, said_by, settling
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.formats.format import Progress, silent
from ledger.interfaces.files.matters.listings import placed
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Listing
from ledger.interfaces.files.tables import first_line, open_table
from ledger.queries.asking import At
from ledger.queries.checks import check
from ledger.queries.folding import collecting_nothing
from ledger.queries.verdicts import CheckAnswer, Said


def check_squad(
    book: Ledger,
    path: Path | str,
    *,
    report: Report | None = None,
    progress: Progress | None = None,
    **at: Unpack[At],
) -> CheckAnswer:
    """For every assertion of a file: does the ledger have the player at that club on that day?

    The file is a CSV kept by hand (``date, club, player`` and, where wanted, ``status`` and
    ``note``), or a season's squad list, each player of which is said to belong to the club on the
    day that the list tells. Nothing is written. What cannot be read, or tells no day, is noted in
    ``report``.

    Raises:
        Malformed: the file cannot be read, or holds no squads.
    """
    path = Path(path)
    report = report if report is not None else Report(path.name)
    first = first_line(path)
    format_ = format_of(first)
    with book.asking(**at) as asking, collecting_nothing():
        if format_ is not None and format_.covers == "squad list":
            statements = format_.statements(path, report, progress or silent)
            listings = [one for one in statements if isinstance(one, Listing)]
            said = _listed(listings, settling(book, asking, format_, path.name), report)
        elif assertions.recognises(next(csv.reader([first]), [])):
            said = list(assertions.assertions(asking, open_table(path, report), report))
        else:
            raise NothingToCheck(path, "squads", "a CSV with the columns date, club and player")
        return check(asking, said)


def _listed(listings: Sequence[Listing], settled: Settling, report: Report) -> list[Said]:
    """What a season's squad list says, in the order of its lines."""
    said = list(_on_their_days(list(settled.meant(listings)), report))
    return sorted(said, key=lambda word: word.line or 0)


def _on_their_days(meant: Sequence[Meant], report: Report) -> Iterator[Said]:
    """Each listing on the day it stands for; one that tells no single day is passed over."""
    together: dict[object, list[Listing]] = defaultdict(list)
    for one in meant:
        if isinstance(one.presence, Listing):
            together[_who(one)].append(one.presence)
    for one in meant:
        if not isinstance(one.presence, Listing):
            continue
        where = placed(one.presence, together[_who(one)])
        if where is None or where.when.first_day != where.when.last_day:
            text = f"{one.presence.who.name}, {one.presence.club.name}: some time of the season"
            report.flag("listed without a day", (one.presence.line,), text)
        else:
            yield said_by(one, where.when.first_day, report.file, expected="belonging")


def _who(one: Meant) -> object:
    who = one.presence.who
    return one.player.id or who.key or who.name
