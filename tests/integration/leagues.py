"""Leagues about invented players, as files to be imported."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "club_name,player_name,age,position,club_involved_name,fee,transfer_movement,"
    "transfer_period,fee_cleaned,league_name,year,season,country"
)


def row(
    player: str = "Ugo Prova",
    *,
    club: str = "AC Milan",
    side: str = "in",
    other: str = "Lugo",
    fee: str = "?",
    age: int = 23,
    year: int = 2018,
) -> str:
    """One line of a league."""
    return (
        f"{club},{player},{age},Centre-Back,{other},{fee},{side},Summer,NA,Serie A,{year},"
        f"{year}/{year + 1},Italy"
    )


def league(folder: Path, *rows: str, name: str = "league.csv") -> Path:
    """A file of these rows."""
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


CLUBS = ("AC Milan", "Genoa", "US Lecce", "Torino FC", "Udinese Calcio", "Lugo", "Imola", "Faenza")
FIRST = ("Ugo", "Ivo", "Elia", "Pio", "Noè", "Rino", "Tito", "Zeno", "Aldo", "Brio", "Ciro", "Dino")


def careers(players: int, *, seed: int) -> Iterator[str]:
    """The rows of many players who move, are lent and come back, told by both clubs or by one."""
    chance = random.Random(seed)  # noqa: S311 - rows, no secrets
    for number in range(players):
        name = f"{FIRST[number % 12]} Prova{chr(97 + number // 12 % 26)}{chr(97 + number // 312)}"
        at = chance.choice(CLUBS)
        for year in sorted(chance.sample(range(2005, 2020), chance.randint(1, 5))):
            to = chance.choice([club for club in CLUBS if club != at])
            age, fee = year - 1985 + number % 3, chance.choice(["?", "€500Th.", "free transfer"])
            yield row(name, club=to, other=at, fee=fee, age=age, year=year)
            if chance.random() < 0.5:
                yield row(name, club=at, side="out", other=to, fee=fee, age=age, year=year)
            at = to
