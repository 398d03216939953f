"""Choosing the entries of a replay, each with its effect, in the order of the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID

from ledger.domain.career import CAREER_KINDS
from ledger.domain.entry import BOOK_KINDS, EntryCorrected, EntryVoided, Recorded
from ledger.domain.events import ReportRetracted, kinds_of
from ledger.domain.references import clubs_named
from ledger.queries import deals
from ledger.queries.asking import Asking
from ledger.queries.persons import entries_of, naming_clubs, recorded
from ledger.queries.replay.effects import Effect, effect_between
from ledger.queries.replay.ruling import Ruling
from ledger.queries.replay.scope import (
    Bound,
    ReplayWithoutEnd,
    Scope,
    Windows,
    clubs_of_league,
    first_moment,
    last_moment,
    moment_of,
)
from ledger.queries.replay.stories import Clock, Story, counted
from ledger.queries.when import EndsBeforeItBegins
from ledger.queries.windows import on_record

REPLAYED: Final = kinds_of("reports", "steps", "movements", "clauses", "contracts", "squad")
_EVERYBODY_FROM: Final = 60
"""From so many clubs on, reading the whole book is faster than asking for who dealt with each."""


class Step(NamedTuple):
    """One entry of a replay, whose it is, and what it changed."""

    item: Recorded
    person: str
    effect: Effect


class Chosen:
    """What a scope covers of the book, resolved once; the steps are worked out one by one."""

    def __init__(self, asking: Asking, scope: Scope) -> None:
        if not any((scope.window, scope.since, scope.until, scope.league, scope.club,
                    scope.player, scope.deal)):  # fmt: skip
            raise ReplayWithoutEnd
        self._asking = asking
        self._about: dict[int, tuple[Mapping[UUID, Recorded], Collection[str]]] = {}
        self.clock = scope.clock
        self._deals: frozenset[str] | None = None
        self._persons: list[str] | None = None
        self._narrow_to_people(scope)
        self.clubs, association = self._clubs(scope)
        one = scope.club is not None or scope.league is not None
        self._windows = (
            Windows(asking, scope.window, association, one=one) if scope.window else None
        )
        defined = on_record(asking)
        self._since = first_moment(asking, scope.since, defined) if scope.since else None
        self._until = last_moment(asking, scope.until, defined) if scope.until else None
        if self._since is not None and self._until is not None and self._until.before(self._since):
            raise EndsBeforeItBegins(scope.since, scope.until)

    def _narrow_to_people(self, scope: Scope) -> None:
        if scope.deal is not None:
            found = deals.resolve(self._asking, scope.deal)
            self._deals = frozenset(found.ids)
            self._persons = [f"player:{found.player_id}"]
        if scope.player is not None:
            self._persons = [self._asking.player(scope.player).subject]

    def _clubs(self, scope: Scope) -> tuple[frozenset[str] | None, str | None]:
        """The clubs concerned, None for all, and the association they are of."""
        league, clubs = None, None
        if scope.league is not None:
            league, clubs = clubs_of_league(self._asking, scope.league)
        if scope.club is not None:
            which = self._asking.club(scope.club)
            return frozenset({which.id}), which.detail
        return clubs, league

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """Everybody who may be concerned, each with his entries in the order of the clock."""
        known = self._asking.identities
        counting = counted(self._asking.knows)
        as_told = Story.as_known if self.clock is Clock.KNOWN else Story.as_recorded
        return {
            person: as_told(known.unified(items), counting)
            for person, items in self._people().items()
        }

    @cached_property
    def _ruling(self) -> Ruling:
        return Ruling(self._asking, self.stories)

    def _people(self) -> dict[str, list[Recorded]]:
        asking, known = self._asking, self._asking.identities
        if self._persons is not None:
            return entries_of(asking.store, self._persons, known, upto=asking.upto)
        if self.clubs is not None and len(self.clubs) < _EVERYBODY_FROM:
            clubs = [one for club in self.clubs for one in known.members(f"club:{club}")]
            around = naming_clubs(asking.store, clubs, upto=asking.upto)
            persons = sorted({known.person_of(subject) for subject in around})
            found = entries_of(asking.store, persons, known, upto=asking.upto)
        else:
            found = {}
            for stored in asking.store.entries(lte=asking.upto):
                person = known.person_of(stored.subject)
                found.setdefault(person, []).append(recorded(stored))
        return {person: found[person] for person in found if person.startswith(_TOLD_OF)}

    def steps(self) -> Iterator[Step]:
        """The entries of the replay in the order of the clock, each with what it changed."""
        every = [
            (moment_of(item, self.clock), item.position, person, at)
            for person, story in self.stories.items()
            for at, item in self._within(story)
        ]
        for _, _, person, at in sorted(every):
            story = self.stories[person]
            step = self._step(person, story, at)
            if step is not None:
                yield step

    def _within(self, story: Story) -> Iterator[tuple[int, Recorded]]:
        """The entries that belong to the window and the stretch asked for, with their places."""
        by_id = {item.entry_id: item for item in story.told}
        for at, item in enumerate(story.told):
            if self._since is not None and self._since.is_after(item, self.clock):
                continue
            if self._until is not None and self._until.is_before(item, self.clock):
                continue
            if self._asking.knows(item) and self._is_told_of(item, by_id):
                yield at, item

    def _is_told_of(self, item: Recorded, by_id: Mapping[UUID, Recorded]) -> bool:
        """Whether an entry, or what it amends or takes back, belongs to what is replayed."""
        versions = list(_versions(item, by_id))
        if not any(one.entry.kind in REPLAYED for one in versions):
            return False
        if self._deals is not None and not any(one.entry.deal in self._deals for one in versions):
            return False
        return self._windows is None or any(self._windows.holds(one) for one in versions)

    def _step(self, person: str, story: Story, at: int) -> Step | None:
        """The entry at a place of a story, unless it concerns none of the clubs asked about."""
        item = story.told[at]
        concerned = self.clubs is None or self._concerns(story, item)
        if not concerned and item.entry.kind not in CAREER_KINDS | BOOK_KINDS:
            return None
        before, after = story.after(at), story.after(at + 1)
        is_player = person.startswith("player:")
        ruled = self._ruling.changed(person, before, after, item) if is_player else ((), ())
        done = effect_between(before, after, item, ruled)
        if not concerned and self.clubs is not None:
            concerned = any(move.club in self.clubs for move in done.moves)
        return Step(item, person, done) if concerned else None

    def _concerns(self, story: Story, item: Recorded) -> bool:
        """Whether an entry names one of the clubs, or belongs to a deal that does."""
        if id(story) not in self._about:
            self._about[id(story)] = self._naming(story)
        by_id, their_deals = self._about[id(story)]
        return any(
            _names(one, self._wanted) or one.entry.deal in their_deals
            for one in _versions(item, by_id)
        )

    def _naming(self, story: Story) -> tuple[Mapping[UUID, Recorded], Collection[str]]:
        """A story's entries by id, and those of its deals that an entry ties to the clubs."""
        by_id = {one.entry_id: one for one in story.told}
        tied = (one.entry.deal for one in story.told if _names(one, self._wanted))
        return by_id, {deal for deal in tied if deal is not None}

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(f"club:{club}" for club in self.clubs or ())

    def at_the_end(self, story: Story) -> int:
        """How many entries of a story the clock had brought by the end of the replay."""
        if self._until is None:
            return len(story.told)
        until: Bound = self._until
        last = -1
        for at, item in enumerate(story.told):
            if not until.is_before(item, self.clock):
                last = at  # what is about the book stands first, whenever it was recorded
        return last + 1


_TOLD_OF: Final = ("player:", "club:")


def _versions(item: Recorded, by_id: Mapping[UUID, Recorded]) -> Iterable[Recorded]:
    """An entry, what it replaces it by, and whatever it amends or takes back, to the first."""
    yield item
    event = item.event
    if not isinstance(event, EntryCorrected | EntryVoided | ReportRetracted):
        return
    target = by_id.get(event.target)
    if target is None:
        return
    yield from _versions(target, by_id)
    if isinstance(event, EntryCorrected):
        root = target
        while isinstance(root.event, EntryCorrected | EntryVoided):
            root = by_id[root.event.target]
        yield root.amended_by(item, event.replacement)


def _names(item: Recorded, wanted: frozenset[str]) -> bool:
    return item.entry.subject in wanted or not wanted.isdisjoint(clubs_named(item.event))
