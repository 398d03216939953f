"""F10: facts that rest on one piece of evidence that is not official, counted or one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ledger.domain.entry import Recorded
from ledger.domain.events import kinds_of
from ledger.domain.regulations.rules.parameters import Evidence
from ledger.domain.sources import FACTUAL, Basis
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Person, clubs_of_entry

_FACTS: Final = kinds_of("movements", "contracts") - {"PlayerSighted"}
"""What decides who holds whom; a line-up is evidence itself."""
_RULE: Final = "weak-evidence"
_SHOWN: Final = 5


def each(market: Market) -> Iterator[Flag]:
    """Every such fact of everybody, one by one."""
    for person in market.people.values():
        for told in _weak(market, person):
            item = told[0]
            pack = market.rulebook.on(_RULE, item.day, Evidence)
            if pack is None:
                continue
            sources = _sources(told)
            named = ", ".join(f"{{source:{one}}}" for one in sorted(sources)) or "no source"
            yield Flag(
                code=FlagCode.WEAK_EVIDENCE,
                severity="note",
                pack=pack,
                opened_on=item.day,
                says=f"{item.entry.kind} rests on {named} alone",
                entries=tuple(one.position for one in told),
                player=person.id,
                clubs=clubs_of_entry(item, "club", "parent_club"),
                deal=item.entry.deal,
                count=len(sources),
                limit=pack.parameters.pieces_min,
                basis=item.entry.basis,
            )


def counted(flags: Sequence[Flag], *, player: str | None, club: str | None) -> Iterator[Flag]:
    """The same in one row: how many facts, of which kinds, from which sources."""
    if not flags:
        return
    first = min(flags, key=lambda one: (one.opened_on, one.entries))
    kinds = Counter(one.says.partition(" ")[0] for one in flags)
    named = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(_SHOWN))
    yield replace(
        first,
        says=f"{_facts(len(flags))} on one piece of evidence that is not official: {named}",
        entries=tuple(one.entries[0] for one in flags[:_SHOWN]),
        player=player,
        clubs=(club,) if club is not None else (),
        deal=None,
        count=len(flags),
        limit=None,
        counted=tuple(f"{kind}: {count}" for kind, count in kinds.most_common()),
        basis=None,
    )


def _facts(count: int) -> str:
    return "1 fact rests" if count == 1 else f"{count} facts rest"


def _weak(market: Market, person: Person) -> Iterator[Sequence[Recorded]]:
    """The facts that too few separate sources tell and none of them officially."""
    for told in _tellings(person):
        if any(one.entry.basis is Basis.OFFICIAL for one in told):
            continue
        pack = market.rulebook.on(_RULE, told[0].day, Evidence)
        if pack is not None and len(_sources(told)) < pack.parameters.pieces_min:
            yield told


def _tellings(person: Person) -> Iterator[Sequence[Recorded]]:
    """Each fact with all its tellings: what several sources tell of one move is one fact."""
    same: dict[tuple[object, ...], list[Recorded]] = {}
    for item in person.alive:
        if item.entry.event.kind in _FACTS and item.entry.basis in FACTUAL:
            same.setdefault(_what(item), []).append(item)
    yield from same.values()


def _what(item: Recorded) -> tuple[object, ...]:
    """What makes two entries tell one and the same fact: kind, deal or clubs, and season."""
    entry = item.entry
    return (
        entry.event.kind,
        entry.deal or clubs_of_entry(item, "club", "parent_club"),
        None if entry.deal else item.day.year,
    )


def _sources(told: Sequence[Recorded]) -> set[str]:
    return {piece.source for item in told for piece in item.entry.evidence}
