"""Groups of players as bytes: as they go to a process that has read the same file, and come back.

What is said of players stands in the statements that both have, so that process brings the moves
together once more; told are only the clubs that names lead to and who the players are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from ledger.application.handed import Packed
from ledger.application.prepared import id_of
from ledger.domain.entry import Entry, decode, encode
from ledger.interfaces.files.groups import Group, Untold
from ledger.interfaces.files.people import Person, persons_told
from ledger.interfaces.files.places import Nowhere, Place, PlaceOf
from ledger.interfaces.files.report import Flag, Refusal, Report
from ledger.interfaces.files.statements import ClubName, Key, Row, Statement


def packed_group(group: Group, place_of: PlaceOf) -> Packed:
    """What is to be written of a group."""
    which = {id(person): at for at, person in enumerate(group.persons)}
    parts = [
        _packed_untold(part, which[id(part.person)])
        if isinstance(part, Untold)
        else [_packed_entry(entry) for entry in part]
        for part in group.parts
    ]
    rows = [row for statements in group.said.values() for row in statements if isinstance(row, Row)]
    names = {name for row in rows for name in (row.start, row.goal)}
    places = [(_packed_name(name), _packed_place(place_of(name))) for name in names]
    return tuple(group.said), places, parts


def unpacked_parts(
    packed: Packed, players: Mapping[str, Sequence[Statement]]
) -> Iterator[list[Entry] | Untold]:
    """The parts of a group again, from what the file says of all players."""
    names, places, parts = packed
    found = {name: place and _place(*place) for name, place in places}
    told_before = Report("")
    persons = [
        person
        for name in names
        for person in persons_told(players[name], found.__getitem__, told_before)
    ]
    for part in parts:
        if isinstance(part, tuple):
            yield _unpacked_untold(part, persons)
        else:
            yield [_unpacked_entry(entry) for entry in part]


# -- players ------------------------------------------------------------------------------------


def _packed_untold(untold: Untold, which: int) -> Packed:
    return (
        which,
        untold.person.id,
        untold.registers,
        [id_.bytes for id_ in untold.ids],
        [tuple(key) for key in untold.links],
        untold.aliases,
    )


def _unpacked_untold(packed: Packed, persons: Sequence[Person]) -> Untold:
    which, id_, registers, ids, links, aliases = packed
    person = persons[which]
    person.id, person.on_record = id_, not registers
    ids = [UUID(bytes=one) for one in ids]
    return Untold(person, registers, ids, tuple(Key(*link) for link in links), aliases)


def _packed_name(name: ClubName) -> Packed:
    """A name as plain values, which compare as it does."""
    return name.name, name.key and tuple(name.key), name.country


def _packed_place(place: Place | None) -> Packed | None:
    if place is None:
        return None
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
