"""Who is who in a file: by the file's own ids, else by name, age, position and clubs.

Without ids, two rows are one person's where the folded name is the same, the ages allow one year
of birth, and either the position is the same or the two share a club. A goalkeeper is never an
outfield player. Names alone are not enough: there were two Adrianos born in 1982.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ledger.domain.events.base import Position
from ledger.interfaces.files.moves import Kind, Move, is_goalkeeper, moves_of
from ledger.interfaces.files.places import PlaceOf
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.sense import with_sense
from ledger.interfaces.files.statements import Key, Matter, Row, RumourTold, Statement, Who
from ledger.projections.names import fold_name

_TOLERANCE_YEARS: Final = 2
"""How far two ages may miss each other: ages are told for days that may lie seasons apart."""

_GROUPS: Final[dict[str, Position]] = {
    **dict.fromkeys(("Goalkeeper", "GK", "GKP", "Keeper"), "goalkeeper"),
    **dict.fromkeys(
        (
            "Centre-Back", "CB", "Left-Back", "LB", "Right-Back", "RB", "Sweeper", "SW",
            "Defender", "defence", "Defence", "DEF",
        ),
        "defender",
    ),
    **dict.fromkeys(
        (
            "Defensive Midfield", "DM", "Central Midfield", "CM", "Attacking Midfield", "AM",
            "Left Midfield", "LM", "Right Midfield", "RM", "Midfielder", "midfield", "Midfield",
            "MID", "MF",
        ),
        "midfielder",
    ),
    **dict.fromkeys(
        (
            "Left Winger", "LW", "Right Winger", "RW", "Second Striker", "SS", "Centre-Forward",
            "CF", "Striker", "attack", "Attack", "FWD", "FW",
        ),
        "forward",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """One player of a file with everything it says of him, in the order of the file."""

    key: Key | None
    folded: str
    position: str
    told: list[Who] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    born_first: int | None = None
    born_last: int | None = None
    clubs: set[str] = field(default_factory=set)
    id: str = ""
    on_record: bool = False

    @property
    def name(self) -> str:
        """The spelling the file uses most; nothing where it has only his id."""
        return next(iter(self.spellings), "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """All spellings, the most frequent first, and then what he is called beside them."""
        first = self.told[0].name
        if first and all(who.name == first and not who.names for who in self.told):
            return (first,)  # most are told by one name alone
        counted = Counter(who.name for who in self.told if who.name)
        beside = {name for who in self.told for name in who.names} - counted.keys()
        names = sorted(counted, key=lambda name: (-counted[name], name))
        return (*names, *sorted(name for name in beside if fold_name(name)))

    @property
    def names(self) -> frozenset[str]:
        """All his names in the form in which names are compared."""
        return frozenset(
            folded for who in self.told for n in (who.name, *who.names) if (folded := fold_name(n))
        )

    @property
    def nations(self) -> frozenset[str]:
        """All nationalities that any row gives him."""
        return frozenset(nation for who in self.told for nation in who.nations)

    @property
    def group(self) -> Position | None:
        """The position group of his latest row whose position is known."""
        for who in reversed(self.told):
            if (group := _GROUPS.get(who.position)) is not None:
                return group
        return None

    @property
    def keeper(self) -> bool | None:
        """Whether he keeps goal; None where no position is told."""
        group = self.group
        return None if group is None else group == "goalkeeper"

    @property
    def born(self) -> tuple[int, int] | None:
        """The first and the last year he can be born in; None where no age is told."""
        if self.born_first is None or self.born_last is None:
            return None
        return min(self.born_first, self.born_last), max(self.born_first, self.born_last)

    @property
    def in_passing(self) -> bool:
        """Whether only sentences name him, which is no reason to put anybody on record."""
        return not self.moves and all(
            isinstance(matter, RumourTold) and matter.in_passing for matter in self.matters
        )

    @property
    def lines(self) -> list[int]:
        """Every line that tells of him."""
        moved = [line for move in self.moves for line in move.lines]
        return sorted({*moved, *(matter.line for matter in self.matters)})

    @property
    def first_line(self) -> int:
        """The first line that tells of him."""
        moved = min((move.first.line for move in self.moves), default=None)
        told = min((matter.line for matter in self.matters), default=moved)
        assert told is not None  # noqa: S101 - somebody of whom nothing is told is nobody
        return told if moved is None else min(moved, told)

    def take(self, move: Move, years: tuple[int, int] | None, clubs: Iterable[str]) -> None:
        """Add a move between clubs, narrowing the years of birth."""
        self.moves.append(move)
        self.told.extend([row.who for row in move.rows])
        self.clubs.update(clubs)
        self.narrow(years)

    def add(self, matter: Matter) -> None:
        """Add something else that is said of him."""
        self.matters.append(matter)
        self.told.append(matter.who)
        self.narrow(_years_told(matter))

    def narrow(self, years: tuple[int, int] | None) -> None:
        """Take a further word on his years of birth."""
        if years is not None:
            first, last = self.born_first, self.born_last
            self.born_first = years[0] if first is None else max(first, years[0])
            self.born_last = years[1] if last is None else min(last, years[1])


def persons_told(
    statements: Iterable[Statement], place_of: PlaceOf, report: Report
) -> list[Person]:
    """The persons behind all that is said under one name, or under one id."""
    rows: list[Row] = []
    matters: list[Matter] = []
    for statement in statements:
        if isinstance(statement, Row):
            rows.append(statement)
        else:
            matters.append(statement)
    moves = moves_of(rows, place_of, report)
    return people_of(moves, with_sense(matters, place_of, report), report)


def people_of(moves: Iterable[Move], matters: Iterable[Matter], report: Report) -> list[Person]:
    """The persons behind rows of one name, or of one id, in the order of their first rows."""
    people: list[Person] = []
    for move in moves:
        years, clubs = birth_years(move), _clubs(move)
        _person_for(move.first.who, years, clubs, people).take(move, years, clubs)
    for matter in matters:
        _person_for(matter.who, _years_told(matter), frozenset(), people).add(matter)
    _unite(people)
    for person in people:
        _note_ages(person, report)
    report.players += len(people)
    return people


def birth_years(move: Move) -> tuple[int, int] | None:
    """The years of birth that a row tells: his own, or what an age on some day allows."""
    who = move.first.who
    if who.born is not None:
        return who.born.first_day.year, who.born.last_day.year
    if who.age is None:
        return None
    if move.kind is Kind.LOAN_END and move.ends_on is not None and move.price.ends_on is not None:
        return move.ends_on.year - who.age - 1, move.ends_on.year - who.age
    year = move.period.first_day.year - who.age
    return year - 1, year


def _years_told(matter: Matter) -> tuple[int, int] | None:
    born = matter.who.born
    return None if born is None else (born.first_day.year, born.last_day.year)


def _person_for(
    who: Who, years: tuple[int, int] | None, clubs: Iterable[str], people: list[Person]
) -> Person:
    """The person of the same id, or of the same position and age, or a new one."""
    if who.key is not None:
        fitting = [person for person in people if person.key == who.key]
    else:
        fitting = [
            person
            for person in people
            if person.position == who.position and _miss(person, years) <= _TOLERANCE_YEARS
        ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return min(fitting, key=lambda p: (_miss(p, years), p.clubs.isdisjoint(clubs)))
    person = Person(who.key, fold_name(who.name), who.position)
    people.append(person)
    return person


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
            one.take(move, birth_years(move), _clubs(move))
        for matter in other.matters:
            one.add(matter)
        one.moves.sort(key=lambda move: move.first.line)


def _same(one: Person, other: Person) -> bool:
    if one.key is not None or other.key is not None:
        return False
    if is_goalkeeper(one.told[0]) is not is_goalkeeper(other.told[0]):
        return False
    return _miss(one, other.born) <= 1 and bool(one.clubs & other.clubs)


def _miss(person: Person, years: tuple[int, int] | None) -> int:
    """By how many years an age misses a person's years of birth; 0 where it fits."""
    born = person.born
    if years is None or born is None:
        return 0
    return max(0, years[0] - born[1], born[0] - years[1])


def _clubs(move: Move) -> list[str]:
    return [place.first_team for place in (move.start, move.goal) if place.nowhere is None]


def _note_ages(person: Person, report: Report) -> None:
    if person.born_first is None or person.born_last is None:
        return
    if person.born_first > person.born_last + (person.key is not None):
        report.flag(
            "ages do not agree",
            person.lines,
            f"{person.name}: born {person.born_last} or {person.born_first}",
        )


def namesakes(people: Sequence[Person]) -> Counter[str]:
    """How many persons of a file go by each name."""
    return Counter(person.folded for person in people)
