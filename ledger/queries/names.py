"""From what people type to whom they mean: exact names and aliases decide, nothing else.

Fuzzy matching only suggests, in the error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from ledger.domain.errors import Ambiguous, NotFound
from ledger.projections.names import NAMES, fold_name

SubjectType = Literal["player", "club", "source"]
Shown = Callable[[str | None], str | None]
"""From a subject to the name to show."""
PersonOf = Callable[[str], str]
"""From an id to the surviving id of whoever has it."""
_T: Final = NAMES.table.c
LISTED_MAX: Final = 12
"""So many who share a last name are listed to choose from."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on record: the subject, and the name to show."""

    subject: str
    name: str
    detail: str | None = None
    born: str | None = None

    @property
    def id(self) -> str:
        """The id without its type."""
        return self.subject.partition(":")[2]


class Register(NamedTuple):
    """A table of names to look somebody up in.

    With ``upto`` only names recorded up to that position count, and none ``but`` those of other
    subjects, whose names were amended since.
    """

    connection: Connection
    upto: int | None = None
    but: frozenset[str] = frozenset()


class _Entry(NamedTuple):
    """A name in a register."""

    subject: str
    folded: str
    name: str
    primary: bool


class NoSuchName(NotFound):
    """Nothing on record goes by the name asked for; the nearest known names are listed."""

    def __init__(
        self,
        asked: str,
        sort: str,
        nearest: Sequence[str],
        hint: str = "",
        upto: int | None = None,
    ) -> None:
        self.asked, self.sort, self.nearest = asked, sort, tuple(nearest)
        near = f" The nearest on record: {', '.join(nearest)}." if nearest else ""
        then = f" at #{upto}" if upto is not None else ""
        other = "look it up with `tledger log`" if upto is None else "ask for a later position"
        super().__init__(
            f"No {sort} on record is called {asked!r}{then}.{near}"
            f"{hint or f' Check the spelling, or {other}.'}"
        )


class SeveralByThatName(Ambiguous):
    """Several players, clubs or sources on record go by the name asked for."""

    def __init__(self, asked: str, sort: str, candidates: Sequence[Named]) -> None:
        self.asked, self.sort, self.candidates = asked, sort, tuple(candidates)
        listed = "; ".join(
            f"{one.id} ({', '.join(part for part in (one.name, one.born, one.detail) if part)})"
            for one in candidates
        )
        super().__init__(f"{asked!r} is several {sort}s on record: {listed}. Name one by its id.")


def find(
    connection: Connection, asked: str, sort: SubjectType, *, person_of: PersonOf = str
) -> list[Named]:
    """Everybody of this type who goes by that id, name or alias, by id; or by an external id."""
    subjects = called([Register(connection)], asked, sort)
    return list(shown(connection, map(person_of, subjects)).values())


def only(
    registers: Sequence[Register],
    asked: str,
    sort: SubjectType,
    hint: str = "",
    *,
    persons: Callable[[Iterable[str]], Sequence[Named]],
) -> Named:
    """The one who goes by that name, by whatever id of his he is found.

    Raises:
        NoSuchName: nobody does; the nearest names are listed.
        SeveralByThatName: several do.
    """
    for look_up in (called, ending_in):
        found = persons(look_up(registers, asked, sort))
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralByThatName(asked, sort, found)
    raise NoSuchName(asked, sort, nearest(registers, asked, sort), hint, registers[0].upto)


def called(registers: Iterable[Register], asked: str, sort: SubjectType) -> list[str]:
    """The subjects that go by that id, name or alias, by id; or by an external id.

    An external id is asked for with its register: ``transfermarkt:342385``.
    """
    as_subject = asked if asked.startswith(f"{sort}:") else f"{sort}:{asked}"
    meant = (_T.subject == as_subject) | ((_T.folded == fold_name(asked)) & _T.scheme.is_(None))
    scheme, _, number = asked.partition(":")
    if number and scheme != sort:
        meant |= (_T.folded == number.strip()) & (_T.scheme == scheme.strip().lower())
    found = {row.subject for row in _rows(registers, _T.type == sort, meant)}
    return [as_subject] if as_subject in found else sorted(found)


def ending_in(registers: Iterable[Register], asked: str, sort: SubjectType) -> list[str]:
    """Players whose name ends with the words asked for: ``tomori``, ``de gea``."""
    folded = fold_name(asked)
    if sort != "player" or not folded:
        return []
    meant = _T.scheme.is_(None) & _T.folded.like(f"% {folded}")
    found = {row.subject for row in _rows(registers, _T.type == sort, meant)}
    return sorted(found)[:LISTED_MAX]


def nearest(
    registers: Iterable[Register], asked: str, sort: SubjectType, limit: int = 5
) -> list[str]:
    """Who on record has a name that looks most like what was typed, the nearest first."""
    from rapidfuzz import fuzz, process

    rows = _rows(registers, _T.type == sort, _T.scheme.is_(None))
    known = {row.folded: row for row in rows}
    found = process.extract(
        fold_name(asked), known.keys(), scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=70
    )
    subjects = list(dict.fromkeys(known[match].subject for match, _, _ in found))[:limit]
    shown_as = {row.subject: row.name for row in rows if row.primary}
    return [shown_as.get(subject, subject.partition(":")[2]) for subject in subjects]


def _rows(registers: Iterable[Register], *where: ColumnElement[bool]) -> list[_Entry]:
    """The names that fit, of every register those that count there."""
    found: list[_Entry] = []
    for connection, upto, but in registers:
        those = where if upto is None else (*where, _T.entry <= upto)
        query = select(_T.subject, _T.folded, _T.name, _T.primary).where(*those)
        rows = (_Entry(*row) for row in connection.execute(query))
        found += [row for row in rows if row.subject not in but]
    return found


def shown(connection: Connection, subjects: Iterable[str]) -> dict[str, Named]:
    """The names to show for these subjects; the id itself where none is on record."""
    wanted = sorted(set(subjects))
    names = {subject: Named(subject, subject.partition(":")[2]) for subject in wanted}
    for start in range(0, len(wanted), 500):
        rows = connection.execute(
            select(_T.subject, _T.name, _T.detail, _T.born).where(
                _T.subject.in_(wanted[start : start + 500]), _T.primary
            )
        )
        for row in rows:
            names[row.subject] = Named(row.subject, row.name, row.detail, row.born)
    return names
