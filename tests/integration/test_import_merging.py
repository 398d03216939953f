"""A file whose ids show in its middle that two on record are one: those after it are judged so."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

import ledger
from ledger import Entry
from ledger.domain.events import EntitiesMerged
from ledger.interfaces.files import ahead
from ledger.interfaces.files.importing import Importer

from .leagues import CLUBS, FIRST, league, row

PLAYERS = 1_500
HEADER = (
    "season,league,club,window,movement,player_name,player_id,age,nationality,position,pos,"
    "market_value,dealing_club,dealing_country,fee,is_loan"
)
Book = list[tuple[int, int, UUID, Entry]]


def with_id(id_: int, name: str, year: int, club: str, other: str) -> str:
    """A row of a database that gives its players ids."""
    who = f"{name},{id_},{year - 1990},Italy,Centre-Back,CB"
    return f"{year},Serie A,{club},summer,in,{who},,{other},Italy,0.0,0"


def with_ids(players: int) -> Iterator[str]:
    """Players nobody knows yet, and in their middle one whom the ledger has in two parts."""
    chance = random.Random(3)  # noqa: S311 - rows, no secrets
    for number in range(players):
        name = f"{FIRST[number % 12]} Nuovo{chr(97 + number // 12 % 26)}{chr(97 + number // 312)}"
        at = chance.choice(CLUBS)
        for year in (2012, 2014, 2016, 2018):
            to = chance.choice([club for club in CLUBS if club != at])
            yield with_id(number + 1, name, year, to, at)
            at = to
        if number == players // 2:
            yield with_id(9_000, "Ugo Diviso", 2012, "Imola", "Faenza")
            yield with_id(9_000, "Ugo Diviso", 2016, "Lugo", "Genoa")


@pytest.fixture
def in_two_parts(tmp_path: Path) -> Path:
    """One without ids has him once as a centre-back and once, elsewhere, as a left-back."""
    first = row("Ugo Diviso", club="Imola", other="Faenza", age=22, year=2012, fee="0")
    second = row("Ugo Diviso", club="Lugo", other="Genoa", age=26, year=2016, fee="0")
    return league(tmp_path, first, second.replace("Centre-Back", "Left-Back"))


@pytest.fixture
def told_together(tmp_path: Path) -> Path:
    path = tmp_path / "ids.csv"
    path.write_text("\n".join((HEADER, *with_ids(PLAYERS))) + "\n", encoding="utf-8")
    return path


def brought_in(files: list[Path], db: Path) -> Book:
    with ledger.open(str(db)) as book:
        importer = Importer(book)
        for path in files:
            report = importer.bring_in(path)
            assert report.refusals == []
        assert book.verify() == []
        return [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")
def test_a_merge_in_the_middle_of_a_file_comes_to_the_same_book_however_many_judge(
    in_two_parts: Path, told_together: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, books = [in_two_parts, told_together], list[Book]()
    for processors in (1, 2):
        monkeypatch.setattr(ahead, "processors", lambda number=processors: number)
        books.append(brought_in(files, tmp_path / f"{processors}.db"))
    alone, together = books
    assert together == alone
    merged = [n for n, (*_, entry) in enumerate(alone) if isinstance(entry.event, EntitiesMerged)]
    assert len(merged) == 1
    assert merged[0] < len(alone) - PLAYERS  # many groups come after it
