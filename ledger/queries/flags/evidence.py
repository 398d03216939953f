"""F10: facts that rest on one piece of evidence that is not official, counted or one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.entry import Recorded
from ledger.domain.events import kinds_of
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import Evidence
from ledger.domain.sources import FACTUAL, Basis
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Person, clubs_of_entry

_FACTS: Final = kinds_of("movements", "contracts") - {"PlayerSighted"}
"""What decides who holds whom; a line-up is evidence itself."""
_RULE: Final = "weak-evidence"
_SHOWN: Final = 5


class Weak(NamedTuple):
    """A fact that too few separate sources tell and none of them officially: whose, of what day.

    There are as many as there are moves in a book that was imported, so that each is made a flag
    only where each is asked for. ``told`` are its tellings.
    """

    told: Sequence[Recorded]
    player: str
    clubs: tuple[str, ...]
    pack: Pack[Evidence]
    opened_on: date

    @property
    def deal(self) -> str | None:
        """The deal it belongs to."""
        return self.told[0].entry.deal

    @property
    def among(self) -> tuple[str, ...]:
        """Nobody beside the player himself."""
        return ()

    @property
    def cleared_on(self) -> None:
        """It stands until another source tells the same."""
        return


def weak(market: Market) -> Iterator[Weak]:
    """Every such fact of everybody, one by one."""
    for person in market.people.values():
        for told in _tellings(person):
            item = told[0]
            pack = market.rulebook.on(_RULE, item.day, Evidence)
            if (
                pack is not None
                and all(one.entry.basis is not Basis.OFFICIAL for one in told)
                and len(_sources(told)) < pack.parameters.pieces_min
            ):
                clubs = clubs_of_entry(item, "club", "parent_club")
                yield Weak(told, person.id, clubs, pack, item.day)


def each(facts: Iterable[Weak]) -> Iterator[Flag]:
    """Every such fact as a flag of its own."""
    for one in facts:
        item, sources = one.told[0], _sources(one.told)
        named = ", ".join(f"{{source:{source}}}" for source in sorted(sources)) or "no source"
        yield Flag(
            code=FlagCode.WEAK_EVIDENCE,
            severity="note",
            pack=one.pack,
            opened_on=one.opened_on,
            says=f"{item.entry.kind} rests on {named} alone",
            entries=tuple(telling.position for telling in one.told),
            player=one.player,
            clubs=one.clubs,
            deal=one.deal,
            count=len(sources),
            limit=one.pack.parameters.pieces_min,
            basis=item.entry.basis,
        )


def counted(facts: Sequence[Weak], *, player: str | None, club: str | None) -> Iterator[Flag]:
    """The same in one row: how many facts, of which kinds, from which sources."""
    if not facts:
        return
    earliest = min(facts, key=lambda one: (one.opened_on, one.told[0].position))
    [first] = each([earliest])
    kinds = Counter(one.told[0].entry.event.kind for one in facts)
    named = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(_SHOWN))
    yield replace(
        first,
        says=f"{_facts(len(facts))} on one piece of evidence that is not official: {named}",
        entries=tuple(one.told[0].position for one in facts[:_SHOWN]),
        player=player,
        clubs=(club,) if club is not None else (),
        deal=None,
        count=len(facts),
        limit=None,
        counted=tuple(f"{kind}: {count}" for kind, count in kinds.most_common()),
        basis=None,
    )


def _facts(count: int) -> str:
    return "1 fact rests" if count == 1 else f"{count} facts rest"


def _tellings(person: Person) -> Iterable[Sequence[Recorded]]:
    """Each fact with all its tellings: what several sources tell of one move is one fact."""
    same: dict[tuple[object, ...], list[Recorded]] = {}
    for item in person.alive:
        entry = item.entry
        if entry.event.kind in _FACTS and entry.basis in FACTUAL:
            same.setdefault(_what(item), []).append(item)
    return same.values()


def _what(item: Recorded) -> tuple[object, ...]:
    """What makes two entries tell one and the same fact: kind, deal or clubs, and season."""
    entry = item.entry
    if entry.deal:
        return (entry.event.kind, entry.deal, None)
    return (entry.event.kind, clubs_of_entry(item, "club", "parent_club"), item.day.year)


def _sources(told: Sequence[Recorded]) -> set[str]:
    return {piece.source for item in told for piece in item.entry.evidence}
