"""The flags of the rules that can be judged within one person, before and after an event.

Counted against a club (loan slots, squad lists) they depend on others too: ``tledger flags`` has
those. That a fact rests on weak evidence is no news of an event, and is left to it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ledger.domain.career import CAREER_KINDS
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.events import kinds_of
from ledger.domain.references import clubs_named
from ledger.queries.asking import Asking
from ledger.queries.flags import contracts, periods, reports, seasons, statements
from ledger.queries.flags.flag import Flag
from ledger.queries.flags.gathering import clubs_of, rulebook
from ledger.queries.flags.market import Market, Person
from ledger.queries.replay.stories import State, Story
from ledger.queries.windows import on_record

Family = Callable[[Market], Iterator[Flag]]
Key = tuple[str, date, tuple[str, ...], str | None]
"""What makes two flags the same one: its code, the day it opened, its clubs, its deal."""
_OF_FACTS: Final[Sequence[Family]] = (
    periods.flags,
    seasons.flags,
    contracts.flags,
    statements.flags,
)
_OF_TALK: Final[Sequence[Family]] = (reports.flags,)
_TALK: Final = kinds_of("reports", "steps")


class Ruling:
    """What the rules say of one person's entries, with all that is the same for everybody."""

    def __init__(self, asking: Asking, stories: Mapping[str, Story]) -> None:
        named = {
            club
            for story in stories.values()
            for item in story.told
            for club in clubs_named(item.event)
        }
        self._people: dict[str, Person] = {}
        self._market = Market(
            on=asking.on,
            known_at=asking.known_at,
            people=self._people,
            rulebook=rulebook(asking),
            windows=on_record(asking),
            clubs=clubs_of(asking, named),
        )
        self._kept: tuple[State, Sequence[Family], dict[Key, Flag]] | None = None

    def changed(
        self, person: str, before: State, after: State, item: Recorded
    ) -> tuple[list[Flag], list[Flag]]:
        """The flags that an entry raised, and those it cleared."""
        families = _families(item)
        was = self._flags(person, before, families) if families else {}
        now = self._flags(person, after, families) if families else {}
        return (
            [flag for key, flag in now.items() if key not in was],
            [flag for key, flag in was.items() if key not in now],
        )

    def _flags(self, person: str, state: State, families: Sequence[Family]) -> Mapping[Key, Flag]:
        kept = self._kept
        if kept is not None and kept[0] is state and kept[1] is families:
            return kept[2]
        self._people.clear()
        name = person.partition(":")[2]
        self._people[name] = Person(name, sorted(state.alive, key=lambda one: one.first_position))
        found = {
            (str(flag.code), flag.opened_on, flag.clubs, flag.deal): flag
            for family in families
            for flag in family(self._market)
        }
        self._kept = (state, families, found)
        return found


_ALL: Final[Sequence[Family]] = (*_OF_FACTS, *_OF_TALK)


def _families(item: Recorded) -> Sequence[Family]:
    """The families of flags that an entry may raise or clear."""
    kind = item.entry.kind
    if kind in BOOK_KINDS:
        return _ALL
    if kind in CAREER_KINDS:
        return _ALL if kind in _TALK else _OF_FACTS
    return _OF_TALK if kind in _TALK else ()
