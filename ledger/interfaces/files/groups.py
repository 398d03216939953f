"""Groups: players of a file who are written together, and what is said of them as entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ledger.application.filling import REGISTERING
from ledger.application.prepared import id_of
from ledger.domain.entry import Entry
from ledger.domain.identity import LEDGER
from ledger.interfaces.files.chains import in_order
from ledger.interfaces.files.lasting import let_loans_last
from ledger.interfaces.files.movements import move_entries
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.quarantine import Origins
from ledger.interfaces.files.registering import (
    alias_entry,
    link_entry,
    merge_entry,
    player_entry,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Statement


class Untold(NamedTuple):
    """A player of whom the file tells moves that nobody has put into entries yet.

    ``registers`` tells that he is new; ``ids`` are those of his moves. ``links``, ``aliases`` and
    ``merges`` are what the file adds to who he is.
    """

    person: Person
    registers: bool
    ids: Sequence[UUID]
    links: tuple[Key, ...] = ()
    aliases: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """Players who are settled and written together, all of them or none.

    ``said`` is what the file says of them, by name, and ``persons`` who they are, in its order.
    ``parts`` are entries, or players of whom they are still to be told, in the order of the book.
    ``report`` is what their settling had to say. ``apart`` tells that what is said of them bears on
    those who come after, so that it must be on record before they are settled. ``fresh`` are those
    of its ``subjects`` of whom nothing is on record yet; ``doubted`` are its entries in the
    ledger's own stream.
    """

    report: Report
    said: Mapping[str, Sequence[Statement]]
    persons: Sequence[Person]
    apart: bool
    parts: list[list[Entry] | Untold] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    doubted: set[UUID] = field(default_factory=set)

    def add(self, entries: list[Entry]) -> None:
        """Entries that are told already."""
        if entries:
            self.parts.append(entries)
            self.subjects.update(entry.subject for entry in entries)
            self.fresh.update(entry.subject for entry in entries if entry.kind in REGISTERING)
            self.doubted.update(id_of(entry) for entry in entries if entry.subject == LEDGER)

    def add_untold(self, untold: Untold) -> None:
        """A player whose moves are told when the group is judged."""
        self.parts.append(untold)
        self.subjects.add(f"player:{untold.person.id}")
        if untold.registers:
            self.fresh.add(f"player:{untold.person.id}")


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts what a file says of players into entries; it depends on nothing but what it is given.

    ``listed`` are the clubs and windows whose own rows the file has.
    """

    origin: Origin
    today: date
    listed: frozenset[tuple[str, str]]
    first_stood: Origins

    def entries(self, parts: Iterable[list[Entry] | Untold], report: Report) -> list[Entry]:
        """All that is to be written of a group, in order."""
        told: list[Entry] = []
        for part in parts:
            told.extend(self.moves(part, report) if isinstance(part, Untold) else part)
        if self.first_stood.lines:
            told = [self.first_stood.cited(entry) for entry in told]
        return told

    def moves(self, untold: Untold, report: Report) -> Iterator[Entry]:
        """Who a player is, as far as that is new, and his moves in the order they happened."""
        person, origin = untold.person, self.origin
        if untold.registers:
            yield player_entry(person, origin)
        for key in untold.links:
            yield link_entry(f"player:{person.id}", key, person.first_line, origin)
        for name in untold.aliases:
            yield alias_entry(f"player:{person.id}", name, person.first_line, origin)
        for other in untold.merges:
            yield merge_entry(f"player:{person.id}", other, person, origin)
        by_line = {
            move.first.line: id_ for move, id_ in zip(person.moves, untold.ids, strict=False)
        }
        let_loans_last(person.moves, lambda club, window: (club, window) in self.listed)
        moves = in_order(person, report)
        yield from move_entries(person, moves, by_line, origin, self.today)
