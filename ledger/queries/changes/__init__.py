"""Changes: what differs between two moments, and the entry that made each difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

from ledger.domain.book import amending
from ledger.domain.entry import Recorded
from ledger.domain.errors import Malformed
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.log import LogRow, rows_of
from ledger.queries.names import Named
from ledger.queries.persons import entries_of

Clock = Literal["on", "known", "recorded"]
"""What two moments differ in: the football day, what the world knew, what this ledger had."""
Kind = Literal["new", "changed", "gone", "in", "out"]
What = Literal["outcome", "track", "term", "report", "flag", "squad"]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference between two moments, and the entry that made it.

    ``what`` is, of a deal: outcome, track, term, report (a denial, a report taken back, a value
    told beside the one that stands) or flag; of a squad: squad. ``name`` says which one: the track,
    the term, the flag's code; place, loan until, option, contract until or injury. ``before`` and
    ``after`` are empty where there was, or is, nothing; ``change`` is new, changed or gone, of a
    place in a squad in, changed or out. Where it came about by itself, ``because``
    says by which rule, and ``entry`` is what that rule works on.
    """

    player_id: str
    player: str
    what: What
    name: str
    change: Kind
    before: str | None
    after: str | None
    entry: int | None
    kind: str | None
    says: str | None
    source: str | None
    basis: str | None
    known: str | None
    because: str | None


@dataclass(frozen=True)
class ChangeAnswer(Listed[ChangeRow]):
    """The differences between two moments; ``earlier`` and ``meta`` are the moments.

    ``by`` is the clock they differ in, ``about`` what was compared, by id, ``named`` by name.
    """

    about: str
    named: str
    by: Clock
    items: tuple[ChangeRow, ...]
    earlier: Meta
    meta: Meta


class NotInOrder(Malformed):
    """The first of two moments is the later one."""

    def __init__(self, earlier: object, later: object) -> None:
        super().__init__(
            f"Cannot compare {earlier} with {later}: the first is the later one. "
            f"Write the earlier moment first, as in 2024-08-13..2024-08-22."
        )


class Cause(NamedTuple):
    """Why something differs: the entry that did it, and the rule where it came by itself."""

    entry: Recorded | None
    because: str | None = None


def check_order(earlier: Asking, later: Asking, by: Clock) -> None:
    """Refuse two moments in the wrong order.

    Raises:
        NotInOrder: the first of the two is the later one.
    """
    match by:
        case "on":
            first, last = earlier.on, later.on
        case "known":
            first, last = earlier.known_at, later.known_at
        case "recorded":
            places = (earlier.meta.position, later.meta.position)
            if places[0] > places[1]:
                raise NotInOrder(f"#{places[0]}", f"#{places[1]}")
            return
    if first > last:
        raise NotInOrder(first.isoformat(), last.isoformat())


def written(asking: Asking, subject: str) -> list[Recorded]:
    """Everything in a person's streams by then, as it was written, amendments among it."""
    person = asking.identities.person_of(subject)
    return entries_of(asking.store, [person], asking.identities, upto=asking.position)[person]


def amended_by(asking: Asking, subject: str) -> Mapping[UUID, Recorded]:
    """The amendments that stand on a person's entries, by the id of what they amend."""
    return amending(written(asking, subject))


def explained(asking: Asking, causes: Iterable[Cause]) -> Mapping[int, LogRow]:
    """The entries that made the differences as rows of the log, by position."""
    entries = {cause.entry.position: cause.entry for cause in causes if cause.entry is not None}
    rows = rows_of(asking, [entries[position] for position in sorted(entries)])
    return {row.position: row for row in rows}


class Difference(NamedTuple):
    """One thing that differs, before its cause is put in words."""

    what: What
    name: str
    before: str | None
    after: str | None
    cause: Cause


def rows_about(
    player: Named, differences: Iterable[Difference], rows: Mapping[int, LogRow]
) -> Iterator[ChangeRow]:
    """The differences about one player as rows of an answer."""
    for what, name, before, after, cause in differences:
        row = rows[cause.entry.position] if cause.entry is not None else None
        yield ChangeRow(
            player_id=player.id,
            player=player.name,
            what=what,
            name=name,
            change=_change(name, before, after),
            before=before,
            after=after,
            entry=row.position if row is not None else None,
            kind=row.kind if row is not None else None,
            says=row.says if row is not None else None,
            source=(row.source or None) if row is not None else None,
            basis=row.basis if row is not None else None,
            known=row.known if row is not None else None,
            because=cause.because,
        )


def _change(name: str, before: str | None, after: str | None) -> Kind:
    if before is not None and after is not None:
        return "changed"
    if name == "place":
        return "in" if before is None else "out"
    return "new" if before is None else "gone"
