"""What one entry changed: squads, the tracks of a deal, the standing of terms, flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.domain.claims import Claim, Status
from ledger.domain.deal import Deal
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.queries.flags.flag import Flag
from ledger.queries.replay.moves import Move, in_words, moves_between
from ledger.queries.replay.stories import State, Story, counted

_TRACKS: Final = ("clubs", "player", "medical", "registration", "option", "outcome")
_GONE: Final = "no longer told"


@dataclass(frozen=True)
class Effect:
    """What one entry changed; clubs stand by id in braces in ``squads`` and the flags.

    ``deal_change`` is how the deal's headline moved and ``tracks`` how each of its tracks did,
    official beside reported. ``terms`` are those told anew and those whose standing changed.
    """

    deals: tuple[str, ...] = ()
    deal_change: str = ""
    tracks: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    squads: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that name clubs by id."""
        return (*self.squads, *self.flags, *self.cleared)


def effect(items: Sequence[Recorded], item: Recorded) -> Effect:
    """What one of a person's live entries changed, against all that stand before it."""
    upto = items.index(item)
    story = Story(items, counted(lambda _: True))
    return effect_between(story.after(upto), story.after(upto + 1), item)


def effect_between(
    before: State,
    after: State,
    item: Recorded,
    ruled: tuple[Sequence[Flag], Sequence[Flag]] = ((), ()),
) -> Effect:
    """What an entry changed, from what a person's entries added up to before it and with it.

    ``ruled`` are the flags of the rule packs that it raised and cleared.
    """
    deals = _deals_of(before, after, item)
    moves = moves_between(before.career.spells, after.career.spells)
    raised = [flag for key, flag in after.flags.items() if key not in before.flags]
    cleared = [flag for key, flag in before.flags.items() if key not in after.flags]
    return Effect(
        deals=tuple(deals),
        deal_change="; ".join(_changes(deals, before, after)),
        tracks=tuple(text for name in deals for text in _tracks(name, before, after)),
        moves=tuple(moves),
        squads=tuple(in_words(moves)),
        terms=tuple(text for name in deals for text in _terms(name, before, after)),
        flags=(
            *(f"{flag.rule} {flag.code}: {flag.record}" for flag in raised),
            *(f"{flag.rule} {flag.code}: {flag.says}" for flag in ruled[0]),
        ),
        cleared=(
            *(f"{flag.rule} {flag.code} (#{flag.entry.position})" for flag in cleared),
            *(f"{flag.rule} {flag.code} ({_named(flag.entries)})" for flag in ruled[1]),
        ),
    )


def _named(positions: Sequence[int]) -> str:
    return ", ".join(f"#{position}" for position in positions)


def _deals_of(before: State, after: State, item: Recorded) -> list[str]:
    """The deals that an entry may have changed: its own, or those of what it amends."""
    if item.entry.kind not in BOOK_KINDS:
        name = after.deal_of(item)
        return [name] if name is not None else []
    was = {one.position: before.deal_of(one) for one in before.alive}
    now = {one.position: after.deal_of(one) for one in after.alive}
    changed = {**was, **now}
    names = (name for at, name in changed.items() if (at in was) != (at in now))
    return sorted({name for name in names if name is not None})


def _changes(deals: Sequence[str], before: State, after: State) -> Iterator[str]:
    for name in deals:
        old, new = before.deal(name), after.deal(name)
        was = old.headline if old is not None else "new"
        now = new.headline if new is not None else "gone"
        if was != now:
            yield f"{was} → {now}" if len(deals) == 1 else f"{name}: {was} → {now}"


def _tracks(name: str, before: State, after: State) -> Iterator[str]:
    """How each track of a deal moved, official beside reported."""
    old, new = before.deal(name), after.deal(name)
    was, now = _standing(old), _standing(new)
    for track in dict.fromkeys([*was, *now]):
        if was.get(track) != now.get(track):
            yield f"{track}: {was.get(track, 'none')} → {now.get(track, 'none')}"


def _standing(deal: Deal | None) -> dict[str, str]:
    """Where each track of a deal stands that has come anywhere."""
    if deal is None:
        return {}
    found: dict[str, str] = {}
    for name in _TRACKS:
        track = getattr(deal, name)
        for side in ("official", "reported"):
            step = getattr(track, side)
            if step is not None:
                found[f"{name} {side}"] = step.state
    if deal.announced is not None:
        found["announced"] = deal.announced.day.isoformat()
    if deal.denials:
        found["denials"] = str(deal.denials)
    if deal.links:
        found["links"] = str(len(deal.links))
    return found


_Place = tuple[str, int, int]
"""A claim by its term, the first position of its entry, and its place among that term's there."""


def _terms(name: str, before: State, after: State) -> Iterator[str]:
    """The terms that are told anew, and those whose standing changed."""
    was, now = _by_place(before.claims(name)), _by_place(after.claims(name))
    for place, claim in now.items():
        old = was.get(place)
        if old is None:
            yield f"{claim.term} {claim.value} ({claim.status})"
        elif not claim.same_as(old):
            yield f"{claim.term} {old.value} of #{place[1]} → {claim.value}"
        elif text := _became(old, claim):
            yield f"{claim.term} {claim.value} of #{claim.entry.position} {text}"
    for place, claim in was.items():
        if place not in now:
            yield f"{claim.term} {claim.value} of #{claim.entry.position} {_GONE}"


def _by_place(said: Sequence[Claim]) -> dict[_Place, Claim]:
    seen: Counter[tuple[str, int]] = Counter()
    found: dict[_Place, Claim] = {}
    for claim in said:
        key = (claim.term, claim.entry.first_position)
        found[(*key, seen[key])] = claim
        seen[key] += 1
    return found


def _became(old: Claim, new: Claim) -> str:
    """What became of a word that was told before; that others say the same changes nothing."""
    good = (Status.STANDS, Status.AGREES)
    if old.status == new.status or (old.status in good and new.status in good):
        return ""
    return "stands again" if new.status in good else str(new.status)
