"""Groups of players as bytes: as they go to a process that has read the same file, and come back.

What is said of players stands in the statements that both have, so only their places are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from uuid import UUID

from ledger.application.bulk import Packed
from ledger.application.prepared import id_of
from ledger.domain.entry import Entry, decode, encode
from ledger.interfaces.files.groups import Group, Untold
from ledger.interfaces.files.moves import Kind, Move
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Nowhere, Place
from ledger.interfaces.files.report import Flag, Refusal, Report
from ledger.interfaces.files.statements import Key, Row, Statement


def packed_group(group: Group, said: Mapping[str, Sequence[Statement]]) -> Packed:
    """What is to be written of a group; ``said`` is what the file says of its players."""
    place = {id(statement): at for at, statement in enumerate(chain(*said.values()))}
    place |= {id(s.who): at for at, s in enumerate(chain(*said.values()))}
    parts = [
        _packed_untold(part, place)
        if isinstance(part, Untold)
        else [_packed_entry(entry) for entry in part]
        for part in group.parts
    ]
    return tuple(said), parts


def unpacked_parts(
    packed: Packed, players: Mapping[str, Sequence[Statement]]
) -> Iterator[list[Entry] | Untold]:
    """The parts of a group again, from what the file says of all players."""
    names, parts = packed
    statements = [statement for name in names for statement in players[name]]
    for part in parts:
        if isinstance(part, tuple):
            yield _unpacked_untold(part, statements)
        else:
            yield [_unpacked_entry(entry) for entry in part]


# -- players ------------------------------------------------------------------------------------


def _packed_untold(untold: Untold, place: Mapping[int, int]) -> Packed:
    person = untold.person
    return (
        untold.registers,
        [id_.bytes for id_ in untold.ids],
        [tuple(key) for key in untold.links],
        untold.aliases,
        person.id,
        tuple(person.key) if person.key is not None else None,
        person.folded,
        person.position,
        person.born_first,
        person.born_last,
        [place[id(who)] for who in person.told],
        [_packed_move(move, place) for move in person.moves],
    )


def _unpacked_untold(packed: Packed, statements: Sequence[Statement]) -> Untold:
    registers, ids, links, aliases, id_, key, folded, position, *years, told, moves = packed
    person = Person(
        Key(*key) if key is not None else None,
        folded,
        position,
        told=[statements[at].who for at in told],
        moves=[_unpacked_move(move, statements) for move in moves],
        born_first=years[0],
        born_last=years[1],
        id=id_,
        on_record=not registers,
    )
    ids = [UUID(bytes=one) for one in ids]
    return Untold(person, registers, ids, tuple(Key(*link) for link in links), aliases)


def _packed_move(move: Move, place: Mapping[int, int]) -> Packed:
    return (
        [place[id(row)] for row in move.rows],
        _packed_place(move.start),
        _packed_place(move.goal),
        move.kind.value,
        next(at for at, row in enumerate(move.rows) if row.price is move.price),
        move.ends_on.toordinal() if move.ends_on is not None else None,
    )


def _unpacked_move(packed: Packed, statements: Sequence[Statement]) -> Move:
    places, start, goal, kind, priced, ends_on = packed
    rows = tuple(row for at in places if isinstance(row := statements[at], Row))
    return Move(
        rows,
        _place(*start),
        _place(*goal),
        Kind(kind),
        rows[priced].price,
        date.fromordinal(ends_on) if ends_on is not None else None,
    )


def _packed_place(place: Place) -> Packed:
    return place.club, place.first_team, place.nowhere and place.nowhere.value


@lru_cache(maxsize=16_384)
def _place(club: str, first_team: str, nowhere: str | None) -> Place:
    return Place(club, first_team, Nowhere(nowhere) if nowhere is not None else None)


# -- entries and reports ------------------------------------------------------------------------


def _packed_entry(entry: Entry) -> Packed:
    return encode(entry), entry.subject, id_of(entry).bytes, entry.kind, entry.deal


def _unpacked_entry(packed: Packed) -> Entry:
    body, subject, entry_id, kind, deal = packed
    return decode(body, subject=subject, entry_id=UUID(bytes=entry_id), kind=kind, deal=deal)


def packed_report(report: Report) -> Packed:
    """What putting moves in order may add to a report."""
    flags = [(flag.reason, flag.lines, flag.text) for flag in report.flags]
    refusals = [(one.line, one.what, one.way_out) for one in report.refusals]
    return flags, refusals, report.loan_ends, report.loan_ends_matched


def unpacked_report(packed: Packed, file: str) -> Report:
    """What :func:`packed_report` gave."""
    flags, refusals, loan_ends, loan_ends_matched = packed
    report = Report(file, loan_ends=loan_ends, loan_ends_matched=loan_ends_matched)
    for reason, lines, text in flags:
        report.flagged[reason] += 1
        report.flags.append(Flag(reason, lines, text))
    report.refusals = [Refusal(file, *one) for one in refusals]
    return report
