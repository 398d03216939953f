"""Which player on record a person of a file is: known by id, by his own rows, by judgement, or new.

Nothing is guessed: who may be one of those on record and cannot be told from him is a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from uuid import UUID

from ledger.application import Ledger
from ledger.domain.events import ExternalId
from ledger.domain.identity import Identities
from ledger.domain.likeness import (
    Described,
    Doubtful,
    New,
    Same,
    Verdict,
    judge,
    telling_the_same,
)
from ledger.interfaces.files.describing import described, described_on_record
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.statements import Key
from ledger.projections.names import fold_name, slug
from ledger.queries.persons import entries_of

_PARTS_COMPARED_MAX: Final = 400
"""A word that more players bear tells nobody apart, so it is not looked for."""


@dataclass(slots=True)
class Settled:
    """One person of a file with what became of him: an id, or a doubt with its candidates.

    ``links`` are ids elsewhere, ``aliases`` spellings, and ``merges`` players on record that turn
    out to be him: the file's id joins what sources without ids had told of one man in two parts.
    """

    person: Person
    handle: Key
    doubt: Doubtful | None = None
    links: tuple[Key, ...] = ()
    aliases: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()

    @property
    def says_who(self) -> bool:
        """Whether there is something to record of who he is."""
        return not self.person.on_record or bool(self.links or self.aliases or self.merges)


@dataclass
class Resolver:
    """Tells for persons of one file who they are in one ledger.

    ``scheme`` is the file's own register, for persons to whom it gives no id.
    """

    book: Ledger
    register: LedgerRegister
    places: Places
    scheme: str
    identities: Identities
    open_doubts: Mapping[Key, Doubtful] = field(default_factory=dict)
    apart: Mapping[Key, frozenset[str]] = field(default_factory=dict)

    def settle(self, persons: Sequence[Person], said: Sequence[Sequence[UUID]]) -> list[Settled]:
        """Settle persons of one or several names; ``said`` are the entry ids of each one's rows."""
        known = self.book.store.subjects_of([id_ for ids in said for id_ in ids])
        settled = [Settled(p, self._handle(p, ids)) for p, ids in zip(persons, said, strict=True)]
        for one, ids in zip(settled, said, strict=True):
            one.person.id = self._known(one, [known[id_] for id_ in ids if id_ in known])
            one.person.on_record = bool(one.person.id)
        compared = [one for one in settled if not one.person.on_record or one.person.key]
        on_record = self._on_record({who for one in compared for who in self._possible(one)})
        taken: dict[str, set[str]] = defaultdict(set)
        for one in settled:
            if one.person.on_record:
                taken[one.person.folded].add(f"player:{one.person.id}")
        for one in settled:
            if not one.person.on_record:
                self._judge(one, on_record, taken[one.person.folded])
            if one.doubt is None and one.person.on_record:
                self._complete(one, on_record)
        return settled

    # -- known for sure ---------------------------------------------------------------------

    def _handle(self, person: Person, said: Sequence[UUID]) -> Key:
        """What the file calls him: its own id, or his name, birth and first row."""
        if person.key is not None:
            return person.key
        born = person.born[0] if person.born is not None else "unknown"
        first = sha256("".join(map(str, said[:1])).encode()).hexdigest()[:6]
        return Key(self.scheme, f"{person.folded}/{born}/{first}")

    def _known(self, one: Settled, subjects: Sequence[str]) -> str:
        """The player with the person's id, or of whom his rows are already told; or nobody."""
        found = self.register.player_with(*one.handle)
        if found is not None:
            return found
        if not subjects:
            return ""
        persons = [self.identities.person_of(who) for who in subjects]
        counted = {who: persons.count(who) for who in persons}
        return min(counted, key=lambda who: (-counted[who], who)).partition(":")[2]

    # -- judged -----------------------------------------------------------------------------

    def _possible(self, one: Settled) -> set[str]:
        """Whom to compare him with: all of his name, or of a part of it where that tells enough."""
        names = one.person.names
        found = {who for name in names for who in self.register.players_named(name)}
        if one.person.matters and not one.person.in_passing:
            for word in {word for name in names for word in name.split()}:
                alike = self.register.players_with_word(word)
                if len(alike) <= _PARTS_COMPARED_MAX:
                    found |= alike
        return found

    def _on_record(self, subjects: Iterable[str]) -> dict[str, Described]:
        """Players on record as they can be compared."""
        known = self.identities
        found = entries_of(self.book.store, sorted(subjects), known)
        return {
            who: described_on_record(known.unified(items)) for who, items in found.items() if items
        }

    def _judge(self, one: Settled, on_record: Mapping[str, Described], taken: set[str]) -> None:
        person = one.person
        one.doubt = self.open_doubts.get(one.handle)
        if one.doubt is not None:
            return  # a doubt stands until somebody settles it
        possible = {
            who: on_record[who]
            for who in self._possible(one)
            if who in on_record and who not in taken and not self._is_another(who, one.handle)
        }
        verdict: Verdict = New()
        if possible:  # describing him takes time, and most have no namesake on record
            told = described(person, self.places)
            verdict = judge(told, possible)
            if isinstance(verdict, Doubtful) and person.key is not None:
                same = telling_the_same(told, possible)
                if same:  # his id says that all of them are he
                    verdict = Same(same[0], "all of them tell moves of one id")
        match verdict:
            case Same():
                person.id, person.on_record = verdict.id.partition(":")[2], True
                if person.key is not None:
                    one.links = (person.key,)
                    taken.add(verdict.id)
            case New():
                person.id = self._free_id(person)
                self.register.add(f"player:{person.id}", (), ())
                taken.add(f"player:{person.id}")
            case Doubtful():
                one.doubt = verdict

    def _complete(self, one: Settled, on_record: Mapping[str, Described]) -> None:
        """What the file adds to who he is: spellings, and others on record who are he by his id."""
        person, himself = one.person, f"player:{one.person.id}"
        one.aliases = tuple(
            name
            for name in person.spellings
            if himself not in self.register.players_named(fold_name(name))
        )
        if person.key is None:
            return
        others = {
            who: on_record[who]
            for who in self._possible(one)
            if who in on_record
            and who != himself
            and not self._is_another(who, one.handle)
            and self.identities.told_apart(himself, who) is None
        }
        if others:
            one.merges = tuple(telling_the_same(described(person, self.places), others))

    def _is_another(self, who: str, handle: Key) -> bool:
        """Whether a player on record bears another id of the same register, or was told apart."""
        if who in self.apart.get(handle, ()):
            return True
        return handle.scheme != self.scheme and self.register.has_key(who, handle.scheme)

    # -- new --------------------------------------------------------------------------------

    def _free_id(self, person: Person) -> str:
        """An id nobody has: the name's slug, else with the year of birth, then with a number."""
        name = slug(person.name) or "player"
        year = str(person.born[0]) if person.born is not None else "unknown-year"
        wanted, number = [name, f"{name}-{year}"], 1
        while True:
            for candidate in wanted:
                if not self.register.is_taken(f"player:{candidate}"):
                    return candidate
            number += 1
            wanted = [f"{name}-{year}-{number}"]


def doubted(one: Settled) -> ExternalId:
    """The handle as an entry carries it."""
    return ExternalId(scheme=one.handle.scheme, id=one.handle.id)
