"""Identity: which ids are one person or one club by now, and which were told apart for ever.

A merge joins two ids and leaves their entries where they stand, so that reverting it separates
only what it had joined. The survivor is the id in front; a survivor may be merged on into another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from uuid import UUID

from ledger.domain.book import live
from ledger.domain.entry import BOOK_KINDS, Entry, Recorded
from ledger.domain.events import EntitiesMerged, EntitiesToldApart, MergeReverted
from ledger.domain.references import with_others

LEDGER: Final = "ledger"
"""The stream of the ledger itself: whom it merged, told apart and doubted."""
SETTLING_KINDS: Final = BOOK_KINDS | {"EntitiesMerged", "MergeReverted", "EntitiesToldApart"}
"""The kinds that settle who is who."""


@dataclass(frozen=True)
class Identities:
    """Who is one and the same at a position: pure, and the same whenever it is asked.

    ``parents`` leads from each id that was merged away to the id it was merged into. ``merges``
    are the entries that stand, in the order of recording.
    """

    parents: Mapping[str, str]
    merges: Sequence[Recorded] = ()
    apart: Sequence[Recorded] = ()

    def person_of(self, subject: str) -> str:
        """The surviving id of whoever has this one; the id itself where it was never merged."""
        while (into := self.parents.get(subject)) is not None:
            subject = into
        return subject

    def members(self, subject: str) -> tuple[str, ...]:
        """Every id of the same person or club, the survivor first."""
        survivor = self.person_of(subject)
        return self._groups.get(survivor, (survivor,))

    def merged_by(self, subject: str) -> Recorded | None:
        """The entry that merged this id away."""
        into = self.parents.get(subject)
        if into is None:
            return None
        naming = [item for item in self.merges if subject in _pair(item)]
        return next((item for item in naming if into in _pair(item)), naming[0])

    def told_apart(self, one: str, other: str) -> Recorded | None:
        """The entry that says for ever that these two are not one."""
        first, second = self.person_of(one), self.person_of(other)
        for item in self.apart:
            event = item.event
            if isinstance(event, EntitiesToldApart) and event.other is not None:
                pair = (self.person_of(event.one), self.person_of(event.other))
                if pair in ((first, second), (second, first)):
                    return item
        return None

    def apart_from_external(self, subject: str, scheme: str, id: str) -> Recorded | None:  # noqa: A002 - the field's name
        """The entry that says for ever that another register's id is not this one's."""
        return self._apart_from.get((self.person_of(subject), scheme, id))

    @cached_property
    def _apart_from(self) -> dict[tuple[str, str, str], Recorded]:
        found: dict[tuple[str, str, str], Recorded] = {}
        for item in self.apart:
            event = item.event
            if isinstance(event, EntitiesToldApart) and event.external_id is not None:
                other = event.external_id
                found.setdefault((self.person_of(event.one), other.scheme, other.id), item)
        return found

    @cached_property
    def clubs(self) -> dict[str, str]:
        """The surviving id of each club's id that was merged away."""
        return self._surviving("club:")

    @cached_property
    def players(self) -> dict[str, str]:
        """The surviving id of each player's id that was merged away."""
        return self._surviving("player:")

    def _surviving(self, sort: str) -> dict[str, str]:
        return {
            subject.partition(":")[2]: self.person_of(subject).partition(":")[2]
            for subject in self.parents
            if subject.startswith(sort)
        }

    def unified(self, items: Sequence[Recorded]) -> Sequence[Recorded]:
        """The entries with whom they name under surviving ids; the same ones if none was merged."""
        return [self._unified(item) for item in items] if self.parents else items

    def _unified(self, item: Recorded) -> Recorded:
        event = with_others(item.event, self.clubs, self.players)
        if event is item.event:
            return item
        return replace(item, entry=item.entry.model_copy(update={"event": event}))

    def regrouped(self, other: Identities) -> set[str]:
        """Every id that belongs together with others here than it does there."""
        return {
            subject
            for subject in {*self.parents, *self._groups, *other.parents, *other._groups}
            if self.members(subject) != other.members(subject)
        }

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for subject in sorted(self.parents):
            groups.setdefault(self.person_of(subject), []).append(subject)
        return {survivor: (survivor, *merged) for survivor, merged in groups.items()}


NOBODY_MERGED: Final = Identities({})


def _pair(item: Recorded) -> set[str]:
    event = item.event
    return {event.survivor, event.merged} if isinstance(event, EntitiesMerged) else set()


def identities(recorded: Sequence[Recorded]) -> Identities:
    """Who is one by these entries of the ledger's own stream. Total: it never raises.

    A merge that amendments left without sense joins the two persons all the same, if they are
    two: what was once recorded counts.
    """
    if not recorded:
        return NOBODY_MERGED
    return settled(live(recorded))


def settled(
    alive: Sequence[Recorded], before: Callable[[Identities, Recorded], None] | None = None
) -> Identities:
    """The merges of live entries that stand, one after the other.

    ``before`` is shown each entry with who is who by then: judging costs more than joining.
    """
    reverted = reverted_merges(alive)
    parents: dict[str, str] = {}
    merges: list[Recorded] = []
    apart: list[Recorded] = []
    so_far = Identities(parents, merges, apart)
    for item in alive:
        event = item.event
        if before is not None:
            before(so_far, item)
        if isinstance(event, EntitiesToldApart):
            apart.append(item)
        elif isinstance(event, EntitiesMerged) and item.entry_id not in reverted:
            survivor, merged = so_far.person_of(event.survivor), so_far.person_of(event.merged)
            if survivor != merged:
                parents[merged] = survivor
                merges.append(item)
    return Identities(parents, tuple(merges), tuple(apart))


def reverted_merges(alive: Sequence[Recorded]) -> set[UUID]:
    """The merges that live entries revert, by id."""
    return {item.event.target for item in alive if isinstance(item.event, MergeReverted)}


def settles_identity(entry: Entry) -> bool:
    """Whether whom the entries after it are judged with may be others than before it."""
    settles = entry.kind in ("EntitiesMerged", "MergeReverted")
    return settles or (entry.subject == LEDGER and entry.kind in BOOK_KINDS)


def merge_between(found: Identities, one: str, other: str) -> Recorded | None:
    """The merge of these two ids, else the one by which either came to the other."""
    pairs = [(item, _pair(item)) for item in found.merges]
    for item, pair in pairs:
        if pair == {one, other}:
            return item
    if found.person_of(one) != found.person_of(other):
        return None
    for subject in (other, one):
        for item, _ in pairs:
            if isinstance(item.event, EntitiesMerged) and item.event.merged == subject:
                return item
    return None
