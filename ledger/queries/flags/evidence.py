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
    pack: Pack[Evidence]
    opened_on: date

    @property
    def clubs(self) -> tuple[str, ...]:
        """The clubs it names."""
        return clubs_of_entry(self.told[0], "club", "parent_club")

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
    packs = market.rulebook.over_time(_RULE, Evidence)
    for person in market.people.values():
        for told in _tellings(person):
            day, sources = told[0].day, len(_sources(told))
            for pack in packs:
                if pack.since <= day <= pack.until and sources < pack.parameters.pieces_min:
                    yield Weak(told, person.id, pack, day)


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
    opened = min(one.opened_on for one in facts)
    earliest = (one for one in facts if one.opened_on == opened)
    [first] = each([min(earliest, key=lambda one: one.told[0].position)])
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


def _tellings(person: Person) -> Iterator[Sequence[Recorded]]:
    """Each fact with all its tellings: what several sources tell of one move is one fact.

    Those that anybody tells officially are left out.
    """
    same: dict[tuple[object, ...], list[Recorded]] = {}
    for item in person.alive:
        entry = item.entry
        if entry.event.kind in _FACTS and entry.basis in FACTUAL:
            same.setdefault(_what(item), []).append(item)
    for told in same.values():
        for one in told:
            if one.entry.basis is Basis.OFFICIAL:
                break
        else:
            yield told


def _what(item: Recorded) -> tuple[object, ...]:
    """What makes two entries tell one and the same fact: kind, deal or clubs, and season."""
    entry = item.entry
    if entry.deal:
        return (entry.event.kind, entry.deal, None)
    return (entry.event.kind, clubs_of_entry(item, "club", "parent_club"), item.day.year)


def _sources(told: Sequence[Recorded]) -> set[str]:
    return {piece.source for item in told for piece in item.entry.evidence}
