"""d2ski/football-transfers-data as it was scraped: one window of a league, one JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ledger.interfaces.files.formats.d2ski import D2SKI, SOURCE, SOURCE_NAME, read_row
from ledger.interfaces.files.formats.documents import DocumentFormat, Json, cell
from ledger.interfaces.files.formats.format import Cells
from ledger.interfaces.files.texts import Unreadable

_NAME: Final = re.compile(r"([A-Z0-9]{1,6})_([0-9]{4})_([sw])(?:\.[A-Za-z0-9.]*)?")


def _rows(path: Path, document: Json) -> Iterator[Cells]:
    """Both lists of every team, with the league, the season and the window of the file's name."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        raise Unreadable(
            path,
            "its name tells no league, season and window, and nothing else does.",
            "Name it as the set does: IT1_2020_s.json, or …_w.json for a winter.",
        )
    if not isinstance(document, list):
        raise _other_shape(path)
    window = {"league": named[1], "season": named[2], "window": named[3]}
    for entry in document:
        if not isinstance(entry, dict) or not isinstance(entry.get("team"), dict):
            raise _other_shape(path)
        team = {name: cell(value) for name, value in entry["team"].items()}
        for direction in ("in", "left"):
            rows = entry.get(direction) or []
            if not isinstance(rows, list):
                raise _other_shape(path)
            for row in rows:
                if not isinstance(row, dict):
                    raise _other_shape(path)
                told = {name: cell(value) for name, value in row.items()}
                yield {**told, **team, **window, "dir": direction}


def _other_shape(path: Path) -> Unreadable:
    return Unreadable(
        path,
        "it is no list of teams, each with the lists “in” and “left”.",
        "Check which file it is.",
    )


D2SKI_JSON: Final = DocumentFormat(
    name=D2SKI.name,
    says="d2ski/football-transfers-data JSON of one window",
    source=SOURCE,
    source_name=SOURCE_NAME,
    columns=D2SKI.columns,
    read=read_row,
    beginning=re.compile(r'\s*\[\s*\{\s*"(?:team"\s*:\s*\{|in"\s*:\s*\[|left"\s*:\s*\[)'),
    lay_out=_rows,
)
