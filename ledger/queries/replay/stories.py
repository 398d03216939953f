"""One person's entries in the order of a clock, and what they added up to after each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from ledger.domain.book import live
from ledger.domain.career import CAREER_KINDS, Career, career
from ledger.domain.claims import Claim, claims
from ledger.domain.contradictions import Contradiction
from ledger.domain.deal import BESIDE_DEALS, Deal, by_known, one_deal
from ledger.domain.deal import deal as fold_deal
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.flags import flags_of
from ledger.domain.sources import FACTUAL


class Clock(StrEnum):
    """Whose learning is replayed: the world's, or this ledger's."""

    KNOWN = "known"
    RECORDED = "recorded"


class State:
    """What a person's entries added up to at one moment; each fold is run when it is asked for."""

    def __init__(self, alive: Sequence[Recorded], under: Mapping[str, str], folded: Career) -> None:
        self.alive = alive
        self.career = folded
        self._under = under

    def deal_of(self, item: Recorded) -> str | None:
        """The deal an entry belongs to, under the id that the deal goes by."""
        name = item.entry.deal
        return self._under.get(name, name) if name is not None else None

    def told(self, deal: str) -> list[Recorded]:
        """The entries of a deal, in the order the world learned them."""
        return by_known(item for item in self.alive if self.deal_of(item) == deal)

    def deal(self, name: str) -> Deal | None:
        """A deal as it stood, None before its first step: an assessment alone opens none."""
        entries = self.told(name)
        steps = (item for item in entries if item.entry.kind not in BESIDE_DEALS)
        return fold_deal(name, entries) if any(steps) else None

    def claims(self, deal: str) -> list[Claim]:
        """What was told of a deal's terms, and what had become of each word."""
        return claims(self.told(deal))

    @cached_property
    def flags(self) -> dict[object, Contradiction]:
        """Everything that did not fit, by what makes two of them the same one."""
        found = [*self.career.contradictions, *flags_of(self.alive, self.career)]
        return {flag.key: flag for flag in found}


Counting = Callable[[Sequence[Recorded]], Sequence[Recorded]]
"""From the entries told so far to those of them that count."""


class Story:
    """One person's entries as a clock brought them.

    A state is folded once and kept until the next but one is asked for; the career, which costs
    most, only where an entry may have moved him.
    """

    def __init__(self, told: Sequence[Recorded], counting: Counting) -> None:
        self.told = told
        self._counting = counting
        self._states: dict[int, State] = {}
        self._careers: dict[int, Career] = {}
        self._moves = [0]
        for item in told:
            self._moves.append(self._moves[-1] + _may_move(item))

    @classmethod
    def as_known(cls, person: Sequence[Recorded], counting: Counting) -> Story:
        """As the world learned it: amendments are applied, and no part of the story."""
        return cls(by_known(counting(person)), _all)

    @classmethod
    def as_recorded(cls, person: Sequence[Recorded], counting: Counting) -> Story:
        """As this ledger learned it, amendment by amendment."""
        return cls(person, counting)

    @cached_property
    def under(self) -> Mapping[str, str]:
        """The deals that are one with another, each with the id it goes under."""
        return one_deal(self._counting(self.told))

    def after(self, count: int) -> State:
        """What the first so many entries add up to."""
        if count not in self._states:
            alive = self._counting(self.told[:count])
            kept = {at: state for at, state in self._states.items() if at == count - 1}
            self._states = {**kept, count: State(alive, self.under, self._career(count, alive))}
        return self._states[count]

    def _career(self, count: int, alive: Sequence[Recorded]) -> Career:
        moves = self._moves[count]
        if moves not in self._careers:
            kept = {at: folded for at, folded in self._careers.items() if at == moves - 1}
            self._careers = {**kept, moves: career(alive)}
        return self._careers[moves]


def _all(told: Sequence[Recorded]) -> Sequence[Recorded]:
    return told


def _may_move(item: Recorded) -> bool:
    kind = item.entry.event.kind
    return kind in BOOK_KINDS or (kind in CAREER_KINDS and item.entry.basis in FACTUAL)


def counted(knows: Callable[[Recorded], bool]) -> Counting:
    """Those entries that count: live, and known by the moment asked for."""

    def counting(told: Sequence[Recorded]) -> Sequence[Recorded]:
        return [item for item in live(told) if knows(item)]

    return counting
