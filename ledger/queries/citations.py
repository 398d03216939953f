"""Citations: who rests on whom among all who tell one claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from ledger.domain.entry import BEGINNING, Recorded
from ledger.domain.sources import Basis, Evidence, Role


class Telling(NamedTuple):
    """One piece of evidence for a claim, with the entry it belongs to."""

    entry: Recorded
    piece: Evidence


class Voice(NamedTuple):
    """Who speaks, and whether officially; a journalist speaks as the outlet."""

    source: str
    official: bool = False


OWN_WORDS: Final = frozenset({Role.ORIGIN, Role.CONFIRMATION})
"""Roles that make a piece of evidence an origin whoever it cites."""


def voice_of(source: str, outlets: Mapping[str, str]) -> str:
    """Whose voice a source is: its outlet's where it has one, else its own."""
    return outlets.get(source, source)


def _order(telling: Telling) -> tuple[object, int]:
    return (telling.entry.known_at or BEGINNING, telling.entry.position)


class Citations:
    """Who rests on whom among the tellings of one claim: a graph that may well go in circles."""

    def __init__(
        self, said: Sequence[Telling], outlets: Mapping[str, str], taken_back: AbstractSet[object]
    ) -> None:
        ordered = sorted(said, key=_order)
        self._outlets = outlets
        self.told = [one for one in ordered if one.piece.role is not Role.DENIAL]
        self._taken_back = taken_back
        self._by_voice: dict[str, list[int]] = {}
        first_text: dict[str, int] = {}
        self._leaves: list[set[Voice]] = []
        self._edges: list[set[int]] = []
        self._all_reached: dict[int, set[int]] = {}
        self._circles: dict[int, set[Voice]] = {}
        for index, one in enumerate(self.told):
            self._by_voice.setdefault(self._voice_of(one), []).append(index)
        for index, one in enumerate(self.told):
            leaves, edges = self._rests_on(index, first_text)
            self._leaves.append(leaves)
            self._edges.append(edges)
            for text in _texts(one.piece):
                first_text.setdefault(text, index)

    def _voice_of(self, one: Telling) -> str:
        return voice_of(one.piece.source, self._outlets)

    def _rests_on(self, index: int, first_text: Mapping[str, int]) -> tuple[set[Voice], set[int]]:
        """What a telling rests on: voices that nothing stands behind, and other tellings."""
        one = self.told[index]
        own = self._voice_of(one)
        if one.entry.entry_id in self._taken_back:
            return set(), set()
        if one.entry.entry.basis is Basis.OFFICIAL:
            return {
                Voice(voice_of(who, self._outlets), official=True) for who in one.piece.origins
            }, set()
        if one.piece.role in OWN_WORDS:
            return {Voice(own)}, set()
        earlier = (first_text[text] for text in _texts(one.piece) if text in first_text)
        copied = next((at for at in earlier if self._voice_of(self.told[at]) != own), None)
        if copied is not None:
            return set(), {copied}
        cited = {voice_of(who, self._outlets) for who in one.piece.cites} - {own}
        if not cited:  # who cites without saying whom adds nothing
            return set() if one.piece.role is Role.CITATION else {Voice(own)}, set()
        followed = {who: self._report_cited(who, one) for who in cited}
        leaves = {Voice(who) for who, at in followed.items() if at is None}
        return leaves, {at for at in followed.values() if at is not None}

    def _report_cited(self, who: str, citing: Telling) -> int | None:
        """The report a citation means: the latest known by then, else the first after it."""
        candidates = self._by_voice.get(who, [])
        before = [at for at in candidates if _order(self.told[at]) < _order(citing)]
        return before[-1] if before else next(iter(candidates), None)

    def origins(self, start: int) -> set[Voice]:
        """Who first said what a telling says.

        Those who only cite each other rest on what else they said; where that is nothing, they are
        one origin, that of the earliest.
        """
        reached = self._reached(start) | {start}
        found = self._leaves_of(reached)
        if found:
            return found
        return found.union(*(self._of_circle(at) for at in reached))

    def _of_circle(self, at: int) -> set[Voice]:
        """The origin of a circle of citations; none of what only leads to one, or is taken back."""
        if at not in self._circles:
            circle = self._reached(at)
            closed = at in circle and all(at in self._reached(other) for other in circle)
            around = self._all_they_said(circle) if closed else set()
            told = self._leaves_of(around)
            if closed and not told:
                told = {Voice(self._voice_of(self.told[min(around)]))}
            self._circles.update(dict.fromkeys(circle if closed else {at}, told))
        return self._circles[at]

    def _leaves_of(self, tellings: AbstractSet[int]) -> set[Voice]:
        return set[Voice]().union(*(self._leaves[at] for at in tellings))

    def _all_they_said(self, tellings: AbstractSet[int]) -> set[int]:
        """These tellings, all else that their voices told, and all that that rests on."""
        found: set[int] = set()
        waiting = set(tellings)
        while waiting:
            found |= waiting
            voices = {self._voice_of(self.told[at]) for at in waiting}
            waiting = {at for voice in voices for at in self._by_voice[voice]}
            waiting -= found
            waiting = waiting.union(*map(self._reached, waiting)) - found
        return found

    def _reached(self, start: int) -> set[int]:
        """Every telling that one rests on, at any remove."""
        if start in self._all_reached:
            return self._all_reached[start]
        found: set[int] = set()
        waiting = [*self._edges[start]]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(self._edges[at] - found)
        self._all_reached[start] = found
        return found


def _texts(piece: Evidence) -> Iterator[str]:
    """What makes two pieces the same text."""
    if piece.content_hash is not None:
        yield piece.content_hash
    if piece.excerpt is not None:
        yield " ".join(piece.excerpt.casefold().split())
