"""From what people type to whom they mean: exact names and aliases decide, nothing else.

Fuzzy matching only suggests, in the error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, select

from ledger.domain.errors import Ambiguous, NotFound
from ledger.projections.names import NAMES, fold_name

SubjectType = Literal["player", "club", "source"]
Shown = Callable[[str | None], str | None]
"""From a subject to the name to show."""
PersonOf = Callable[[str], str]
"""From an id to the surviving id of whoever has it."""
_T: Final = NAMES.table.c


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


class NoSuchName(NotFound):
    """Nothing on record goes by the name asked for; the nearest known names are listed."""

    def __init__(self, asked: str, sort: str, nearest: Sequence[str], hint: str = "") -> None:
        self.asked, self.sort, self.nearest = asked, sort, tuple(nearest)
        near = f" The nearest on record: {', '.join(nearest)}." if nearest else ""
        super().__init__(
            f"No {sort} on record is called {asked!r}.{near}"
            f"{hint or ' Check the spelling, or look it up with `tledger log`.'}"
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
    """Everybody of this type who goes by that id, name or alias, by id; or by an external id.

    An external id is asked for with its register: ``transfermarkt:342385``.
    """
    as_subject = asked if asked.startswith(f"{sort}:") else f"{sort}:{asked}"
    meant = (_T.subject == as_subject) | ((_T.folded == fold_name(asked)) & _T.scheme.is_(None))
    scheme, _, number = asked.partition(":")
    if number and scheme != sort:
        meant |= (_T.folded == number.strip()) & (_T.scheme == scheme.strip().lower())
    rows = connection.execute(
        select(_T.subject).where(_T.type == sort, meant).distinct().order_by(_T.subject)
    ).scalars()
    subjects = list(rows)
    if as_subject in subjects:
        subjects = [as_subject]
    return list(shown(connection, map(person_of, subjects)).values())


def one(
    connection: Connection,
    asked: str,
    sort: SubjectType,
    hint: str = "",
    *,
    person_of: PersonOf = str,
) -> Named:
    """The one who goes by that name, by whatever id of his he is found.

    Raises:
        NoSuchName: nobody does; the nearest names are listed.
        SeveralByThatName: several do.
    """
    found = find(connection, asked, sort, person_of=person_of)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralByThatName(asked, sort, found)
    by_part = by_last_name(connection, asked, sort, person_of)
    if len(by_part) == 1:
        return by_part[0]
    if by_part:
        raise SeveralByThatName(asked, sort, by_part)
    raise NoSuchName(asked, sort, nearest(connection, asked, sort), hint)


def by_last_name(
    connection: Connection, asked: str, sort: SubjectType, person_of: PersonOf = str
) -> list[Named]:
    """Players whose name ends with the words asked for: ``tomori``, ``de gea``."""
    folded = fold_name(asked)
    if sort != "player" or not folded:
        return []
    rows = connection.execute(
        select(_T.subject)
        .where(_T.type == sort, _T.scheme.is_(None), _T.folded.like(f"% {folded}"))
        .distinct()
        .order_by(_T.subject)
        .limit(12)
    ).scalars()
    return list(shown(connection, map(person_of, rows)).values())


def nearest(connection: Connection, asked: str, sort: SubjectType, limit: int = 5) -> list[str]:
    """Who on record has a name that looks most like what was typed, the nearest first."""
    from rapidfuzz import fuzz, process

    rows = connection.execute(
        select(_T.folded, _T.subject).where(_T.type == sort, _T.scheme.is_(None))
    )
    known = {row.folded: row.subject for row in rows}
    found = process.extract(
        fold_name(asked), known.keys(), scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=70
    )
    subjects = list(dict.fromkeys(known[match] for match, _, _ in found))[:limit]
    names = shown(connection, subjects)
    return [names[subject].name for subject in subjects]


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
