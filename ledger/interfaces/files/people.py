"""Who is who in a file without ids: players told apart by name, age, position and clubs.

Two moves are one person's where the folded name is the same, the ages allow one year of birth, and
either the position is the same or the two share a club. A goalkeeper is never an outfield player.
Names alone are not enough: there were two Adrianos born in 1982.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.domain.events.base import Position
from ledger.interfaces.files.moves import Kind, Move
from ledger.interfaces.files.places import Register
from ledger.interfaces.files.report import Report
from ledger.projections.names import fold_name, slug

SCHEME: Final = "ewenme"
_TOLERANCE_YEARS: Final = 2
"""How far two ages may miss each other: ages are told for days that may lie seasons apart."""

_GROUPS: Final[dict[str, Position]] = {
    "Goalkeeper": "goalkeeper",
    "Centre-Back": "defender",
    "Left-Back": "defender",
    "Right-Back": "defender",
    "Sweeper": "defender",
    "Defender": "defender",
    "defence": "defender",
    "Defensive Midfield": "midfielder",
    "Central Midfield": "midfielder",
    "Attacking Midfield": "midfielder",
    "Left Midfield": "midfielder",
    "Right Midfield": "midfielder",
    "Midfielder": "midfielder",
    "midfield": "midfielder",
    "Left Winger": "forward",
    "Right Winger": "forward",
    "Second Striker": "forward",
    "Centre-Forward": "forward",
    "Striker": "forward",
    "attack": "forward",
}


@dataclass(slots=True)
class Person:
    """One player of a file with his moves, in the order of the file."""

    key: str
    position: str
    moves: list[Move] = field(default_factory=list)
    born_first: int | None = None
    born_last: int | None = None
    clubs: set[str] = field(default_factory=set)
    id: str = ""
    external_ids: tuple[str, ...] = ()
    on_record: bool = False

    @property
    def name(self) -> str:
        """The spelling the file uses most."""
        return self.spellings[0]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All spellings, the most frequent first."""
        counted = Counter(row.player for move in self.moves for row in move.rows)
        return tuple(sorted(counted, key=lambda name: (-counted[name], name)))

    @property
    def group(self) -> Position | None:
        """The position group of his latest row whose position is known."""
        words = [_GROUPS.get(move.rows[-1].position) for move in self.moves]
        return next((word for word in reversed(words) if word is not None), None)

    @property
    def implied_years(self) -> tuple[int, ...]:
        """Every season's year less the age told in it, in order."""
        rows = [row for move in self.moves for row in move.rows]
        return tuple(sorted({row.season - row.age for row in rows if row.age is not None}))

    @property
    def born(self) -> tuple[int, int] | None:
        """The first and the last year he can be born in; None where no age is told."""
        if self.born_first is None or self.born_last is None:
            return None
        return min(self.born_first, self.born_last), max(self.born_first, self.born_last)

    def take(self, move: Move, years: tuple[int, int] | None) -> None:
        """Add a move, narrowing the years of birth."""
        self.moves.append(move)
        self.clubs.update(_clubs(move))
        if years is not None:
            first, last = self.born_first, self.born_last
            self.born_first = years[0] if first is None else max(first, years[0])
            self.born_last = years[1] if last is None else min(last, years[1])


def people_of(moves: Iterable[Move], report: Report) -> list[Person]:
    """The persons behind moves, in the order of their first rows."""
    by_name: dict[str, list[Move]] = {}
    for move in moves:
        by_name.setdefault(fold_name(move.first.player), []).append(move)
    people: list[Person] = []
    for key, his in by_name.items():
        found: list[Person] = []
        for move in his:
            _take(move, key, found)
        _unite(found)
        people.extend(found)
        for person in found:
            _note_ages(person, report)
    report.players = len(people)
    return people


def birth_years(move: Move) -> tuple[int, int] | None:
    """The two years of birth that an age told on some day of a window allows."""
    age = move.first.age
    if age is None:
        return None
    if move.kind is Kind.LOAN_END and move.ends_on is not None:
        return move.ends_on.year - age - 1, move.ends_on.year - age
    year = move.period.first_day.year - age
    return year - 1, year


def _take(move: Move, key: str, people: list[Person]) -> None:
    """Give a move to the person of the same position and age, or to a new one."""
    years, position = birth_years(move), move.first.position
    fitting = [p for p in people if p.position == position and _miss(p, years) <= _TOLERANCE_YEARS]
    if fitting:
        person = min(fitting, key=lambda p: (_miss(p, years), not p.clubs & _clubs(move)))
    else:
        person = Person(key, position)
        people.append(person)
    person.take(move, years)


def _unite(people: list[Person]) -> None:
    """Join persons told apart by position alone where ages agree and they share a club.

    A player's position changes from one edition of a database to the next.
    """
    index = 0
    while index < len(people):
        one = people[index]
        other = next((p for p in people[index + 1 :] if _same(one, p)), None)
        if other is None:
            index += 1
            continue
        people.remove(other)
        for move in other.moves:
            one.take(move, birth_years(move))
        one.moves.sort(key=lambda move: move.first.line)


def _same(one: Person, other: Person) -> bool:
    if "Goalkeeper" in (one.position, other.position) and one.position != other.position:
        return False
    return _miss(one, other.born) <= 1 and bool(one.clubs & other.clubs)


def _miss(person: Person, years: tuple[int, int] | None) -> int:
    """By how many years an age misses a person's years of birth; 0 where it fits."""
    born = person.born
    if years is None or born is None:
        return 0
    return max(0, years[0] - born[1], born[0] - years[1])


def _clubs(move: Move) -> set[str]:
    return {place.first_team for place in (move.start, move.goal) if place.nowhere is None}


def _note_ages(person: Person, report: Report) -> None:
    if person.born_first is None or person.born_last is None:
        return
    if person.born_first > person.born_last:
        report.flag(
            "ages do not agree",
            [line for move in person.moves for line in move.lines],
            f"{person.name}: born {person.born_last} or {person.born_first}",
        )


def give_ids(people: Sequence[Person], register: Register) -> None:
    """Find each person's id in the register, or give him one that nobody else has.

    The slug of the name where it is free and only one person here bears it; else with the year of
    birth, then with the position. The same file always gives the same ids.
    """
    told = Counter(text for person in people for text in _keys(person))
    slugs = Counter(slug(person.name) for person in people)
    given: set[str] = set()
    for person in people:
        plain = _keys(person)
        narrow = tuple(f"{text}/{slug(person.position) or 'unknown'}" for text in plain)
        person.external_ids = tuple(
            text if told[text] == 1 else exact for text, exact in zip(plain, narrow, strict=True)
        )
        asked = (*narrow, *(text for text in plain if told[text] == 1))
        found = next((id_ for id_ in (register.player_with(SCHEME, t) for t in asked) if id_), None)
        person.on_record = found is not None
        if found is None:
            found = _free_id(person, register, given, alone=slugs[slug(person.name)] == 1)
        person.id = found
        given.add(found)


def _keys(person: Person) -> tuple[str, ...]:
    return tuple(f"{person.key}/{year}" for year in person.implied_years) or (person.key,)


def _free_id(person: Person, register: Register, given: set[str], *, alone: bool) -> str:
    name = slug(person.name)
    year = str(person.born[0]) if person.born is not None else "unknown-year"
    wanted = [name] if alone else []
    wanted += [f"{name}-{year}", f"{name}-{year}-{slug(person.position) or 'player'}"]
    number = 1
    while True:
        for candidate in wanted:
            if candidate not in given and not register.is_taken(f"player:{candidate}"):
                return candidate
        number += 1
        wanted = [f"{name}-{year}-{number}"]
