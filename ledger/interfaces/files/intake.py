"""From statements to entries on record: who is who, in what order, written player by player.

All a file says of one player is brought together, settled and written in one transaction, so an
import that is cut off has every player whole or not at all, and running it again goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from ledger.application import Ledger, Rejected, Result
from ledger.domain.entry import Entry
from ledger.domain.errors import LedgerError
from ledger.domain.likeness import Doubtful
from ledger.interfaces.files.ahead import Ahead, Outcome
from ledger.interfaces.files.formats.format import Progress
from ledger.interfaces.files.groups import Group, Teller, Untold
from ledger.interfaces.files.matters import Around, ids_of_matters, matter_entries
from ledger.interfaces.files.movements import ids_of
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.people import Person, persons_told
from ledger.interfaces.files.places import KnownClub, Places
from ledger.interfaces.files.quarantine import Origins
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.registering import (
    CoveredSeason,
    alias_entry,
    club_entry,
    coverage_entry,
    dated_alias_entries,
    doubt_entry,
    link_entry,
    source_entry,
)
from ledger.interfaces.files.report import Doubt, Refusal, Report
from ledger.interfaces.files.resolving import Resolver, Settled
from ledger.interfaces.files.statements import Key, Statement
from ledger.interfaces.files.told import Told, next_players
from ledger.projections.names import NAME_KINDS


@dataclass
class Intake:
    """One file on its way into one ledger.

    ``register_holds`` tells whether the register still names whom the ledger does: not after a
    merge, nor where somebody it counts on was refused.
    """

    book: Ledger
    register: LedgerRegister
    resolver: Resolver
    places: Places
    origin: Origin
    report: Report
    policy: str
    today: date
    first_stood: Origins
    doubts: dict[Key, Doubtful] = field(default_factory=dict)
    register_holds: bool = True

    def take(self, told: Told, progress: Progress) -> None:
        """Settle and write everything, player by player, in the order of the file."""
        listed = frozenset(self._windows_listed(told))
        teller = Teller(self.origin, self.today, listed, self.first_stood)
        total, done = len(told.players), 0

        def written(group: Group, outcomes: Sequence[Outcome]) -> None:
            nonlocal done
            self._count_in(group, outcomes)
            done += len(group.said)
            if total:
                progress(done, total)

        bulk = self.book.bulk(policy=self.policy)
        identities = self.resolver.identities
        with Ahead(
            bulk, teller, identities, self.places.at, players=told.players, written=written
        ) as ahead:
            self.resolver.level = ahead.level
            opening = self._opening(told)
            while told.players:
                # Always the same players together, all or none of them: so a run that was cut off
                # and runs again meets the same record at each place, and comes to the same book.
                together = next_players(told.players)
                ahead.hand_in(self._settled(together, teller, opening))
                opening = []
            coverage = Group(Report(self.report.file), said={}, persons=(), apart=True)
            entries = list(self._coverage(told))
            coverage.add(self._new_clubs(coverage.report))
            coverage.add(entries)
            ahead.hand_in(coverage)

    def _opening(self, told: Told) -> list[Entry]:
        """Who says all this, where the ledger does not know him yet."""
        if not told.players or self.register.is_taken(f"source:{self.origin.source}"):
            return []
        self.register.add(f"source:{self.origin.source}", (), ())
        return [source_entry(self.origin)]

    def _settled(
        self, together: Mapping[str, list[Statement]], teller: Teller, opening: list[Entry]
    ) -> Group:
        """What is said of some players, settled; it waits to be written."""
        report = Report(self.report.file)
        persons: list[Person] = []
        said: list[list[UUID]] = []
        for statements in together.values():
            namesakes = persons_told(statements, self.places.at, report)
            persons += namesakes
            for person, moved in zip(namesakes, ids_of(namesakes, self.origin), strict=True):
                said.append([*moved, *ids_of_matters(person, self.origin)])
        # Nobody tells the same of another name: what waits to be written is none of these.
        known = self.book.store.subjects_of([id_ for ids in said for id_ in ids])
        settled = self.resolver.settle(persons, said, known)
        apart = any(one.merges or one.person.matters for one in settled)
        self.register_holds &= not any(one.merges for one in settled)
        group = Group(report, together, persons, apart)
        group.add(opening)
        for one, ids in zip(settled, said, strict=True):
            if ids and all(id_ in known for id_ in ids) and not one.says_who:
                report.already += len(set(ids))  # all of it is on record
            else:
                self._tell(one, ids, teller, group)
        return group

    def _tell(self, settled: Settled, ids: list[UUID], teller: Teller, group: Group) -> None:
        """What is to be written of one person: who he is, and everything the file says of him."""
        if settled.doubt is not None:
            entries = [self._doubted(settled, settled.doubt, group.report)]
            group.add(self._new_clubs(group.report))
            group.add(entries)
            return
        if self._nobody(settled.person, group.report):
            group.add(self._new_clubs(group.report))
            return
        person = settled.person
        more = settled.links, settled.aliases, settled.merges
        untold = Untold(person, not person.on_record, ids, *more)
        self._register(settled, group.report)
        if not settled.person.matters:
            group.add(self._new_clubs(group.report))
            group.add_untold(untold)
            return
        # What else is said of him may name clubs and outlets that nobody has named before.
        entries = list(teller.moves(untold, group.report))
        around = Around(self.origin, self.places, self.register, group.report)
        entries += matter_entries(settled.person, ids[len(settled.person.moves) :], around)
        group.add(self._new_clubs(group.report))
        group.add(entries)

    def _doubted(self, settled: Settled, doubt: Doubtful, report: Report) -> Entry:
        person = settled.person
        self.doubts[settled.handle] = doubt
        lines = tuple(person.lines)
        handle = ":".join(settled.handle)
        report.doubts.append(Doubt(handle, person.name, doubt.candidates, doubt.why, lines))
        return doubt_entry(settled, doubt, self.origin)

    def _nobody(self, person: Person, report: Report) -> bool:
        """Whether somebody who is not on record cannot be put there; his lines are refused."""
        if person.on_record or not (person.in_passing or not person.name):
            return False
        if person.in_passing:
            what = f"nobody on record is for sure the {person.name} of this sentence."
            way_out = "Record it by hand, or import who he is first."
        else:
            who = " ".join(person.key) if person.key is not None else "nobody"
            what = f"the player has no name here, and {who} is not on record."
            way_out = "Write his name, or import who he is first."
        for line in person.lines:
            report.refuse(line, what, way_out)
        return True

    def _register(self, settled: Settled, report: Report) -> None:
        """Note who he is, for those who come after him."""
        person, himself = settled.person, f"player:{settled.person.id}"
        if not person.on_record:
            self.register.add(himself, person.spellings, (person.key,) if person.key else ())
        self.register.add(himself, settled.aliases, settled.links)
        for other in settled.merges:
            text = f"{himself} and {other}, told in two parts by a source without ids"
            report.flag("players on record who are one by their id", person.lines, text)

    def _windows_listed(self, told: Told) -> Iterator[tuple[str, str]]:
        """The clubs and windows whose own rows the file has."""
        for (club, _, what), windows in told.covered.items():
            place = self.places.at(club)
            if what == "transfers" and place is not None:
                yield from ((place.club, window) for window in windows)

    def _coverage(self, told: Told) -> Iterator[Entry]:
        seasons: dict[CoveredSeason, set[str]] = {}
        for (club, season, what), windows in told.covered.items():
            place = self.places.at(club)
            if place is not None and place.nowhere is None:
                covered = CoveredSeason(place.club, place.lasting, season, what)
                seasons.setdefault(covered, set()).update(windows)
        for covered, windows in seasons.items():
            order = sorted(windows, key=lambda window: window.split("-")[::-1])
            yield coverage_entry(covered, order, self.origin)

    # -- clubs --------------------------------------------------------------------------------

    def _new_clubs(self, report: Report) -> list[Entry]:
        """The clubs that were named for the first time since this was last asked."""
        new = self.places.take_new()
        return [entry for club in new for entry in self._registering(club, report)]

    def _registering(self, club: KnownClub, report: Report) -> Iterator[Entry]:
        """A club that is new, or the ids by which one on record goes in this file's register."""
        subject = f"club:{club.id}"
        if club.on_record:
            if club.key is not None:
                yield from self._proven_by_id(club, club.key, report)
            return
        aliases = club.curated.aliases if club.curated is not None else ()
        self.register.add(subject, [club.name, *aliases, *club.spellings], club.keys)
        yield club_entry(club, self.origin)
        yield from dated_alias_entries(club, self.origin)

    def _proven_by_id(self, club: KnownClub, key: Key, report: Report) -> Iterator[Entry]:
        """The id of a club on record, and the names by which a file with ids calls it.

        Where such a name is another club's on record, the two may be one: a person decides.
        """
        subject = f"club:{club.id}"
        if not self.register.has_key(subject, key.scheme):
            self.register.add(subject, (), [key])
            yield link_entry(subject, key, None, self.origin)
        for name in club.spellings:
            known = self.register.club_named(name)
            if known is None and not self.register.clubs_named(name):
                self.register.add(subject, [name], ())
                yield alias_entry(subject, name, None, self.origin)
            elif known not in (None, club.id):
                text = f"{name} is {club.id} by its id and {known} by its name: `tledger ids same`"
                report.flag("a club's id and name lead to two clubs", (), text)

    # -- written ------------------------------------------------------------------------------

    def _count_in(self, group: Group, outcomes: Sequence[Outcome]) -> None:
        """Add to the report what became of a group."""
        report = self.report
        report.take(group.report)
        for judged, already in outcomes:
            report.already += already
            report.recorded += len(judged.drafts) - already
            report.flagged.update(f"{rule} {code}" for rule, code in judged.flags)
            for turned in judged.turned:
                self.register_holds &= turned.kind not in NAME_KINDS
                refusal = Refusal(report.file, turned.line, turned.why, "", judged=True)
                report.refusals.append(refusal)


def count_in(
    report: Report,
    written: Sequence[Result],
    rejected: Sequence[Rejected],
    where: Mapping[UUID | None, int] = MappingProxyType({}),
) -> None:
    """Add to a report what became of entries; ``where`` are the lines of those that cite none."""
    already = sum(result.already_recorded for result in written)
    report.already += already
    report.recorded += len(written) - already
    for result in written:
        report.flagged.update(f"{flag.rule} {flag.code}" for flag in result.flags)
    for refused in rejected:
        line = where.get(refused.entry.entry_id)
        report.refusals.append(refusal_of(report.file, refused.entry, refused.error, line))


def refusal_of(file: str, entry: Entry, error: LedgerError, line: int | None = None) -> Refusal:
    """An entry that the ledger refused, with the line it came from."""
    lines = [piece.line for piece in entry.evidence if piece.line is not None]
    at = line or (lines[0] if lines else None)
    return Refusal(file, at, str(error), "", judged=True)
