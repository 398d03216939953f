"""Which player on record a person of a file is: known by id, by his own rows, by judgement, or new.

Nothing is guessed: who may be one of those on record and cannot be told from him is a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final
from uuid import UUID

from ledger.application import Ledger
from ledger.domain.identity import Identities
from ledger.domain.likeness import (
    BIRTH_TOLERANCE_YEARS,
    Described,
    Doubtful,
    New,
    Same,
    Verdict,
    birth_gap,
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
_SEEN: Final = ("PlayerSighted", "SquadBaselineRecorded")
_WHO_HE_IS: Final = ("PlayerRegisteredInLedger", "EntryCorrected", "EntryVoided")


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


def _is_level(subjects: AbstractSet[str]) -> None:
    """All that is known of these is on record."""


@dataclass
class Resolver:
    """Tells for persons of one file who they are in one ledger.

    ``scheme`` is the file's own register, for persons to whom it gives no id; ``source`` is who
    tells the file. ``level`` is told of whom entries are about to be read, to put on record first
    what is still to be written of them.
    """

    book: Ledger
    register: LedgerRegister
    places: Places
    scheme: str
    identities: Identities
    open_doubts: Mapping[Key, Doubtful] = field(default_factory=dict)
    apart: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    source: str = ""
    level: Callable[[AbstractSet[str]], None] = _is_level
    _seen: Mapping[str, tuple[int, int] | None] | None = None

    def settle(
        self,
        persons: Sequence[Person],
        said: Sequence[Sequence[UUID]],
        known: Mapping[UUID, str],
    ) -> list[Settled]:
        """Settle persons of one or several names; ``said`` are the entry ids of each one's rows.

        ``known`` tells of those on record whose stream they stand in.
        """
        settled = [Settled(p, self._handle(p, ids)) for p, ids in zip(persons, said, strict=True)]
        for one, ids in zip(settled, said, strict=True):
            one.doubt = self._open_doubt(one, all_told=all(id_ in known for id_ in ids))
            subjects = [known[id_] for id_ in ids if id_ in known] if known else []
            one.person.id = self._known(one, subjects)
            one.person.on_record = bool(one.person.id)
        possible = [
            self._possible(one) if not one.person.on_record or one.person.key else frozenset()
            for one in settled
        ]
        on_record = self._on_record({who for those in possible for who in those})
        taken: dict[str, set[str]] = defaultdict(set)
        for one in settled:
            if one.person.on_record:
                taken[one.person.folded].add(f"player:{one.person.id}")
        for one, those in zip(settled, possible, strict=True):
            if not one.person.on_record:
                self._judge(one, those, on_record, taken[one.person.folded])
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

    def _open_doubt(self, one: Settled, *, all_told: bool) -> Doubtful | None:
        """The doubt about him that stands until somebody settles it, whatever else is recorded.

        Another file may tell some of his rows meanwhile, and of whom; that settles nothing. Where
        all of them are on record, as after his quarantine was brought back, nothing is open.
        """
        return None if all_told else self.open_doubts.get(one.handle)

    def _known(self, one: Settled, subjects: Sequence[str]) -> str:
        """The player with the person's id, or of whom his rows are already told; or nobody."""
        found = self.register.player_with(*one.handle)
        if found is not None:
            return found
        if not subjects or one.doubt is not None:
            return ""
        persons = [self.identities.person_of(who) for who in subjects]
        counted = {who: persons.count(who) for who in persons}
        return min(counted, key=lambda who: (-counted[who], who)).partition(":")[2]

    # -- judged -----------------------------------------------------------------------------

    def _possible(self, one: Settled) -> AbstractSet[str]:
        """Whom to compare him with: all of his name, or of a part of it where that tells enough."""
        person = one.person
        found = {who for name in person.names for who in self.register.players_named(name)}
        if not person.on_record and not person.in_passing and self._with_parts(person):
            for word in {word for name in person.names for word in name.split()}:
                found |= self._with_word(word, person)
        return {who for who in found if not self._is_another(who, one.handle)}

    def _with_parts(self, person: Person) -> bool:
        """Whether anybody on record is to be looked for by a part of his name."""
        return bool(person.matters or self._births_of_seen())

    def _with_word(self, word: str, person: Person) -> AbstractSet[str]:
        """Those on record with a word of his name, unless it is a word of too many.

        Databases of transfers call a man alike, line-ups and squad lists often otherwise: one of
        the two must be of that sort.
        """
        if person.matters:
            alike = self.register.players_with_word(word)
        else:
            seen = self._births_of_seen()
            alike = self.register.players_with_word(word, among=seen.keys())
            alike = {
                who for who in alike if birth_gap(seen[who], person.born) <= BIRTH_TOLERANCE_YEARS
            }
        return alike if len(alike) <= _PARTS_COMPARED_MAX else frozenset()

    def _births_of_seen(self) -> Mapping[str, tuple[int, int] | None]:
        """The births of all players whom line-ups or squad lists tell of, looked up once."""
        if self._seen is None:
            known, store = self.identities, self.book.store
            told = store.subjects_changed(gt=0, lte=store.head().position, kinds=_SEEN)
            seen = sorted({known.person_of(who) for who in told})
            found = entries_of(store, seen, known, kinds=_WHO_HE_IS) if seen else {}
            self._seen = {
                who: described_on_record(known.unified(items)).born for who, items in found.items()
            }
        return self._seen

    def _on_record(self, subjects: AbstractSet[str]) -> dict[str, Described]:
        """Players on record as they can be compared."""
        self.level(subjects)
        known = self.identities
        found = entries_of(self.book.store, sorted(subjects), known)
        return {
            who: described_on_record(known.unified(items)) for who, items in found.items() if items
        }

    def _judge(
        self,
        one: Settled,
        possible_ones: AbstractSet[str],
        on_record: dict[str, Described],
        taken: set[str],
    ) -> None:
        """Say who he is; ``on_record`` then has what he tells of the one he is."""
        person = one.person
        if one.doubt is not None:
            return
        possible = {
            who: on_record[who] for who in possible_ones if who in on_record and who not in taken
        }
        verdict: Verdict = New()
        if possible:  # describing him takes time, and most have no namesake on record
            told = described(person, self.places, self.source)
            verdict = judge(told, possible)
            if isinstance(verdict, Doubtful) and person.key is not None:
                same = telling_the_same(told, possible)
                if same:  # his id says that all of them are he
                    verdict = Same(same[0], "all of them tell moves of one id")
            if isinstance(verdict, Same):
                himself = on_record[verdict.id]
                on_record[verdict.id] = replace(himself, tellers=himself.tellers | told.tellers)
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
            and self.identities.told_apart(himself, who) is None
        }
        if others:
            told = described(person, self.places, self.source)
            one.merges = tuple(telling_the_same(told, others))

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
