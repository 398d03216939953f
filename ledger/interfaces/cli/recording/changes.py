"""What an entry or an amendment changes: who is where, how far a deal is, what no longer fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ledger.domain.book import live
from ledger.domain.career import Career, Spell, career
from ledger.domain.contradictions import Contradiction
from ledger.domain.dates import ONE_DAY
from ledger.domain.deal import deals
from ledger.domain.entry import Recorded
from ledger.domain.flags import flags_of
from ledger.queries.asking import Asking
from ledger.queries.replay import effect
from ledger.queries.sentences import names_in


def changes_of(person: Iterable[Recorded], item: Recorded) -> list[str]:
    """What a new entry changes for the person whose entries these are, by club ids in braces."""
    earlier = [other for other in person if other.entry_id != item.entry_id]
    done = effect([*live(earlier), item], item)
    deal = [f"deal {item.entry.deal}: {done.deal_change}"] if done.deal_change else []
    replaced = [term for term in done.terms if not term.endswith(("(stands)", "(agrees)"))]
    return [*done.squads, *deal, *replaced]


def changes_between(before: Sequence[Recorded], after: Sequence[Recorded]) -> list[str]:
    """What differs between two states of one person's entries, by club ids in braces."""
    was, now = live(before), live(after)
    old, new = career(was), career(now)
    return [
        *_spells(old.spells, new.spells),
        *_deals(was, now),
        *_flags(was, now, old, new),
    ]


def flags_in_words(flags: Iterable[Contradiction]) -> list[str]:
    """What an entry raises, each in a sentence, by club ids in braces."""
    return [f"flag {flag.rule} {flag.code}: {flag.record}" for flag in flags]


def named(asking: Asking, texts: Sequence[str]) -> list[str]:
    """The same texts with the clubs' names."""
    return list(map(names_in(asking, texts), texts))


def _spells(old: Sequence[Spell], new: Sequence[Spell]) -> Iterator[str]:
    was, now = [_spell(one) for one in old], [_spell(one) for one in new]
    yield from (f"\N{MINUS SIGN}{text}" for text in was if text not in now)
    yield from (f"+{text}" for text in now if text not in was)


def _spell(spell: Spell) -> str:
    where = f"{{{spell.club}}}" if spell.club else "a club not told"
    if spell.parent_club and spell.club != spell.parent_club:
        where += f" on loan from {{{spell.parent_club}}}"
    start = f" from {spell.valid_from}" if spell.valid_from else ""
    end = f" to {spell.valid_to - ONE_DAY}" if spell.valid_to else ""
    return f"{where}{start}{end}"


def _deals(was: Sequence[Recorded], now: Sequence[Recorded]) -> Iterator[str]:
    old = {name: one.headline for name, one in deals(was).items()}
    new = {name: one.headline for name, one in deals(now).items()}
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name, "none"), new.get(name, "gone")
        if before != after:
            yield f"deal {name}: {before} → {after}"


def _flags(
    was: Sequence[Recorded], now: Sequence[Recorded], old: Career, new: Career
) -> Iterator[str]:
    before = {flag.key: flag for flag in (*old.contradictions, *flags_of(was, old))}
    after = {flag.key: flag for flag in (*new.contradictions, *flags_of(now, new))}
    yield from flags_in_words(flag for key, flag in after.items() if key not in before)
    for key, flag in before.items():
        if key not in after:
            yield f"no longer flagged: {flag.rule} {flag.code} (#{flag.entry.position})"
