"""Why a player is where he is: the entries that put him there, and what stands against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.domain.book import amending
from ledger.domain.career import CAREER_KINDS, Career, career
from ledger.domain.contradictions import Code
from ledger.domain.deal import retracted
from ledger.domain.entry import EntryCorrected, EntryVoided, Recorded
from ledger.domain.events import (
    BuyBackExercised,
    LoanAgreed,
    PlayerRegisteredInLedger,
    RumourReported,
    Stage,
    TransferCompleted,
)
from ledger.domain.flags import flags_of
from ledger.domain.sources import FACTUAL
from ledger.projections import CONFIRMATIONS
from ledger.projections.base import ALWAYS
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.chain import Link, What, moves
from ledger.queries.changes import Cause, explained, written
from ledger.queries.names import Named
from ledger.queries.sentences import names_in
from ledger.queries.whereabouts import PlayerDay, Whereabouts, whereabouts


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One link of the chain, or one thing against it, in the order of football days.

    ``what`` is registered (he got an id), merged (two ids became one), move (it put him
    somewhere), act (it changed a loan), end (it took him away), confirmed (the latest word that he
    is there), and against the chain: against (a contradiction or a flag), reported (a source says
    otherwise) or amended. ``effect`` is where that leaves him. Where nobody recorded it, ``how``
    is inferred or sighted, and ``rule`` says from what: then ``entry`` is what the rule works on.
    """

    what: What
    day: str | None
    entry: int | None
    kind: str | None
    says: str | None
    source: str | None
    basis: str | None
    known: str | None
    how: str | None
    rule: str | None
    effect: str


@dataclass(frozen=True)
class WhyAnswer(Listed[WhyRow]):
    """The chain of entries that puts a player where he is on a day, then what is against it.

    ``state`` is where it leaves him.
    """

    player: Named
    state: Whereabouts
    items: tuple[WhyRow, ...]
    meta: Meta

    @property
    def chain(self) -> tuple[WhyRow, ...]:
        """What puts him there."""
        return tuple(row for row in self.items if row.what not in AGAINST)

    @property
    def against(self) -> tuple[WhyRow, ...]:
        """What stands against it."""
        return tuple(row for row in self.items if row.what in AGAINST)


AGAINST: Final = frozenset({"against", "reported", "amended"})
_OF_TERMS: Final = frozenset({Code.PRICE_DIFFERS, Code.BID_GAP})
"""Flags that say nothing of where he is."""


def why(asking: Asking, asked: str) -> WhyAnswer:
    """The entries that put a player where he is on a day, and what contradicts it."""
    player = asking.player(asked)
    items = asking.entries(player.subject)
    folded = career(items)
    chain = [
        *_registered(asking, player, items),
        *moves(folded, asking.on, items),
        *_confirmed(asking, player, folded, items),
    ]
    in_chain = {link.entry.position for link in chain if link.entry is not None}
    links = [
        *chain,
        *_contradicted(items, folded, in_chain, asking.on),
        *_reported(items, folded, asking.on),
        *_amended(asking, player),
    ]
    [state] = whereabouts(asking, [PlayerDay(player.id, asking.on)])
    return WhyAnswer(player, state, tuple(_in_words(asking, links)), asking.meta)


def _in_words(asking: Asking, links: Sequence[Link]) -> Iterator[WhyRow]:
    said = names_in(asking, [link.effect for link in links])
    mended = explained(asking, [Cause(one.entry) for one in links if one.what == "amended"])
    others = explained(asking, [Cause(one.entry) for one in links if one.what != "amended"])
    for link in links:
        rows = mended if link.what == "amended" else others  # both stand at one position
        row = rows[link.entry.position] if link.entry is not None else None
        yield WhyRow(
            what=link.what,
            day=link.day.isoformat() if link.day is not None else None,
            entry=row.position if row is not None else None,
            kind=row.kind if row is not None else None,
            says=row.says if row is not None else None,
            source=(row.source or None) if row is not None else None,
            basis=row.basis if row is not None else None,
            known=row.known if row is not None else None,
            how=link.how,
            rule=link.rule,
            effect=said(link.effect),
        )


# -- the chain ------------------------------------------------------------------------------------


def _registered(asking: Asking, player: Named, items: Sequence[Recorded]) -> Iterator[Link]:
    for item in items:
        if isinstance(item.event, PlayerRegisteredInLedger):
            yield Link("registered", None, item, "he has an id in this ledger", "recorded")
    members = set(asking.identities.members(player.subject))
    for item in asking.identities.merges:
        if {getattr(item.event, "survivor", None), getattr(item.event, "merged", None)} <= members:
            yield Link("merged", None, item, "two ids are one player", "recorded")


def _confirmed(
    asking: Asking, player: Named, folded: Career, items: Sequence[Recorded]
) -> Iterator[Link]:
    """The latest word by that day that he is where the chain puts him."""
    spell = folded.on(asking.on)
    if spell is None or spell.club is None:
        return
    since = spell.valid_from.isoformat() if spell.valid_from is not None else ALWAYS
    table = CONFIRMATIONS.table
    with asking.over(lambda: [player.subject], CONFIRMATIONS) as tables:
        rows = asking.rows(
            tables,
            CONFIRMATIONS,
            table.c.player == player.id,
            table.c.club == spell.club,
            table.c.day >= since,
            table.c.day <= asking.on.isoformat(),
            table.c.entry != spell.entry.position,
        )
    if not rows:
        return
    last = max(rows, key=lambda row: (row["day"], row["entry"]))
    entry = next((item for item in items if item.position == last["entry"]), None)
    words = "entry confirms" if len(rows) == 1 else "entries confirm"
    effect = f"{len(rows)} {words} him at {{{spell.club}}}, this the latest ({last['what']})"
    yield Link("confirmed", date.fromisoformat(last["day"]), entry, effect, "recorded")


# -- what stands against it -----------------------------------------------------------------------


def _contradicted(
    items: Sequence[Recorded], folded: Career, in_chain: set[int], on: date
) -> Iterator[Link]:
    """The contradictions and flags that touch the chain, or what was on record by that day."""
    for found in (*folded.contradictions, *flags_of(items, folded)):
        if found.code in _OF_TERMS:
            continue
        against = found.against.position if found.against is not None else None
        if found.entry.day <= on or against in in_chain:
            where = f" (#{against})" if against is not None else ""
            effect = f"{found.rule} {found.code}: {found.record}{where}"
            yield Link("against", found.entry.day, found.entry, effect)


def _reported(items: Sequence[Recorded], folded: Career, on: date) -> Iterator[Link]:
    """Reports that he has gone elsewhere since he came to where the chain puts him."""
    spell = folded.on(on)
    since = spell.valid_from if spell is not None else None
    here = (spell.club, spell.parent_club) if spell is not None else ()
    taken_back = retracted(items)
    for item in items:
        event = item.event
        if item.entry.basis in FACTUAL or item.entry_id in taken_back:
            continue
        done = isinstance(event, LoanAgreed | TransferCompleted | BuyBackExercised) or (
            isinstance(event, RumourReported) and event.stage is Stage.DONE
        )
        club = getattr(event, "to_club", None)
        if done and club not in (None, *here) and (since or date.min) <= item.day <= on:
            effect = f"a report has him at {{{club}}}; only official and listed words move a player"
            yield Link("reported", item.day, item, effect)


def _amended(asking: Asking, player: Named) -> Iterator[Link]:
    """What was mended or struck among the entries that say where he is, and why."""
    entries = written(asking, player.subject)
    by_id = {item.entry_id: item for item in entries}
    for target, amendment in amending(entries).items():
        before = by_id[target]
        if before.entry.kind not in CAREER_KINDS or not asking.knows(before):
            continue
        match amendment.event:
            case EntryCorrected(reason=reason):
                effect = f"#{before.position} says otherwise now: {reason}"
            case EntryVoided(reason=reason):
                effect = f"#{before.position} counts no longer: {reason}"
            case _:
                continue  # nothing else amends
        yield Link("amended", before.day, amendment, effect)
