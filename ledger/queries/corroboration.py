"""Corroboration: from how many independent origins a claim comes, however many articles repeat it.

A report that cites another adds nothing to it: the citation is followed to whoever said it first.
A source cited may itself have told the same while citing a third, and is followed in turn. A
confirmation of its own counts as an origin even where it cites. The same text, or the same hash of
it, under another name is a copy. A journalist and the outlet are one voice. Official words are
counted apart, a report taken back counts no longer, and a denial lowers nothing but is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple

from ledger.domain.book import live
from ledger.domain.claims import Claim, claims
from ledger.domain.deal import retracted
from ledger.domain.entry import BEGINNING, BOOK_KINDS, Recorded
from ledger.domain.events import DenialReported, ReportRetracted, SourceRegistered
from ledger.domain.sources import Basis, Evidence, Role
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who stands behind a claim, by ids: a copy raises nothing.

    ``origins`` are the independent voices that first reported it, ``official`` the clubs, leagues
    and regulators that said so themselves. Of the ``reports``, ``copies`` only repeat another's
    word. ``denied_by`` are those who deny it.
    """

    origins: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    reports: int = 0
    copies: int = 0
    denied_by: tuple[str, ...] = ()


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


def of_claims(
    items: Sequence[Recorded], outlets: Mapping[str, str]
) -> dict[tuple[str, int], Corroboration]:
    """The corroboration of every claim of a deal, by its term and the position of its entry."""
    taken_back = withdrawn(items)
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims(items):
        alike.setdefault(_what_is_said(claim), []).append(claim)
    found: dict[tuple[str, int], Corroboration] = {}
    for said in alike.values():
        together = corroborate(tellings(claim.entry for claim in said), outlets, taken_back)
        found.update({(claim.term, claim.entry.position): together for claim in said})
    return found


def of_deal(items: Sequence[Recorded], outlets: Mapping[str, str]) -> Corroboration:
    """The corroboration of a deal as a whole: of there being one, whatever its terms."""
    denials = [item for item in items if isinstance(item.event, DenialReported)]
    saying = [
        item for item in items if not isinstance(item.event, DenialReported | ReportRetracted)
    ]
    found = corroborate(tellings(saying), outlets, withdrawn(items))
    denied = {_voice(one.piece.source, outlets) for one in tellings(denials)}
    return Corroboration(
        found.origins,
        found.official,
        found.reports,
        found.copies,
        tuple(sorted(denied.union(found.denied_by))),
    )


def tellings(items: Iterable[Recorded]) -> list[Telling]:
    """The pieces of evidence of these entries, in their order."""
    return [Telling(item, piece) for item in items for piece in item.entry.evidence]


def sources_in(items: Iterable[Recorded]) -> set[str]:
    """The sources that this evidence names, as those who say it and as those they cite."""
    return {who for _, piece in tellings(items) for who in (piece.source, *piece.cites)}


def withdrawn(items: Iterable[Recorded]) -> AbstractSet[object]:
    """The ids of the reports that their sources took back."""
    return retracted(items).keys()


def _what_is_said(claim: Claim) -> tuple[object, ...]:
    """The same for claims that say the same of the same term."""
    if claim.money is not None:
        return (claim.term, claim.money.low, claim.money.high, claim.money.currency)
    return (claim.term, claim.value)


def corroborate(
    said: Sequence[Telling], outlets: Mapping[str, str], taken_back: AbstractSet[object]
) -> Corroboration:
    """Count the origins of one claim along the citations among all who tell it.

    Args:
        said: everything that tells it, in any order.
        outlets: whose voice a source is, where not its own: a journalist's outlet.
        taken_back: the ids of the reports that no longer count.
    """
    graph = _Citations(said, outlets, taken_back)
    origins: set[str] = set()
    official: set[str] = set()
    reports = copies = 0
    for index, telling in enumerate(graph.told):
        if telling.entry.entry_id in taken_back:
            continue
        voices = graph.origins(index)
        origins.update(voice.source for voice in voices if not voice.official)
        official.update(voice.source for voice in voices if voice.official)
        if telling.entry.entry.basis is not Basis.OFFICIAL:
            reports += 1
            own = _voice(telling.piece.source, outlets)
            copies += own not in {voice.source for voice in voices}
    denied = {
        _voice(one.piece.source, outlets)
        for one in said
        if one.piece.role is Role.DENIAL and one.entry.entry_id not in taken_back
    }
    return Corroboration(
        tuple(sorted(origins - official)),
        tuple(sorted(official)),
        reports,
        copies,
        tuple(sorted(denied)),
    )


def _voice(source: str, outlets: Mapping[str, str]) -> str:
    return outlets.get(source, source)


def _order(telling: Telling) -> tuple[object, int]:
    return (telling.entry.known_at or BEGINNING, telling.entry.position)


class _Citations:
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
        for index, one in enumerate(self.told):
            self._by_voice.setdefault(self._voice_of(one), []).append(index)
        for index, one in enumerate(self.told):
            leaves, edges = self._rests_on(index, first_text)
            self._leaves.append(leaves)
            self._edges.append(edges)
            for text in _texts(one.piece):
                first_text.setdefault(text, index)

    def _voice_of(self, one: Telling) -> str:
        return _voice(one.piece.source, self._outlets)

    def _rests_on(self, index: int, first_text: Mapping[str, int]) -> tuple[set[Voice], set[int]]:
        """What a telling rests on: voices that nothing stands behind, and other tellings."""
        one = self.told[index]
        own = self._voice_of(one)
        if one.entry.entry_id in self._taken_back:
            return set(), set()
        if one.entry.entry.basis is Basis.OFFICIAL:
            return {
                Voice(_voice(who, self._outlets), official=True) for who in one.piece.origins
            }, set()
        if one.piece.role in OWN_WORDS:
            return {Voice(own)}, set()
        earlier = (first_text[text] for text in _texts(one.piece) if text in first_text)
        copied = next((at for at in earlier if self._voice_of(self.told[at]) != own), None)
        if copied is not None:
            return set(), {copied}
        cited = {_voice(who, self._outlets) for who in one.piece.cites} - {own}
        if not cited:
            return {Voice(own)}, set()
        followed = {who: self._report_cited(who, one) for who in cited}
        leaves = {Voice(who) for who, at in followed.items() if at is None}
        return leaves, {at for at in followed.values() if at is not None}

    def _report_cited(self, who: str, citing: Telling) -> int | None:
        """The report a citation means: the latest known by then, else the first after it."""
        candidates = self._by_voice.get(who, [])
        before = [at for at in candidates if _order(self.told[at]) < _order(citing)]
        return before[-1] if before else next(iter(candidates), None)

    def origins(self, start: int) -> set[Voice]:
        """Who first said what a telling says; a circle of citations is one origin, the earliest."""
        reached = self._reached(start) | {start}
        leaves = set[Voice]().union(*(self._leaves[at] for at in reached))
        if leaves:
            return leaves
        circle = [at for at in sorted(reached) if at in self._reached(at)]
        return {Voice(self._voice_of(self.told[circle[0]]))} if circle else set()

    def _reached(self, start: int) -> set[int]:
        """Every telling that one rests on, at any remove."""
        found: set[int] = set()
        waiting = [*self._edges[start]]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(self._edges[at] - found)
        return found


def _texts(piece: Evidence) -> Iterator[str]:
    """What makes two pieces the same text."""
    if piece.content_hash is not None:
        yield piece.content_hash
    if piece.excerpt is not None:
        yield " ".join(piece.excerpt.casefold().split())


# -- whose voice a source is ----------------------------------------------------------------------


def outlets_of(asking: Asking, items: Iterable[Recorded]) -> dict[str, str]:
    """The outlet of every source named in this evidence that belongs to one.

    An outlet that belongs to another speaks as that one.
    """
    named = sources_in(items)
    belongs: dict[str, str] = {}
    waiting, seen = sorted(named), set(named)
    while waiting:
        found = _outlets(asking, waiting)
        belongs.update(found)
        waiting = sorted(set(found.values()) - seen)
        seen.update(waiting)
    return {source: _end(source, belongs) for source in belongs}


def _outlets(asking: Asking, sources: Sequence[str]) -> dict[str, str]:
    """The outlets these sources say they belong to."""
    kinds = BOOK_KINDS | {"SourceRegistered"}
    streams: dict[str, list[Recorded]] = {}
    subjects = [f"source:{source}" for source in sources]
    for stored in asking.store.stream(subjects, upto=asking.position, kinds=kinds):
        streams.setdefault(stored.subject, []).append(recorded(stored))
    return {
        subject.partition(":")[2]: item.event.outlet
        for subject, items in streams.items()
        for item in live(items)
        if isinstance(item.event, SourceRegistered) and item.event.outlet is not None
    }


def _end(source: str, belongs: Mapping[str, str]) -> str:
    """The last outlet of a chain of them; of a circle, the first by name."""
    chain = [source]
    while (outlet := belongs.get(chain[-1])) is not None:
        if outlet in chain:
            return min(chain[chain.index(outlet) :])
        chain.append(outlet)
    return chain[-1]
