"""What a merge or its reversal changes for those it concerns: what contradicts from then on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ledger.domain.admission import contradictions
from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.identity import Identities
from ledger.queries.persons import entries_of, persons
from ledger.store import Store


def concerned(store: Store, before: Identities, after: Identities) -> list[str]:
    """The players whose entries are read otherwise: those merged, and who dealt with both clubs.

    Whoever dealt with one of two merged clubs only has the same career under another club's id.
    """
    regrouped = after.regrouped(before)
    found = {subject for subject in regrouped if subject.startswith("player:")}
    seen: set[str] = set()
    for club in sorted(regrouped - found):
        named = {who for who in store.mentioned_in(club) if who.startswith("player:")}
        found |= named & seen
        seen |= named
    return sorted(found)


def raised(
    store: Store, players: Sequence[str], before: Identities, after: Identities
) -> tuple[list[Contradiction], dict[str, int]]:
    """The contradictions that come with it, and the streams read, with their last numbers."""
    read: dict[str, int] = {}
    known = set()
    for _, items in _people(store, players, before):
        known |= {found.key for found in contradictions(items)}
    new: list[Contradiction] = []
    for members, items in _people(store, players, after):
        read.update(dict.fromkeys(members, 0))
        read.update({item.entry.subject: item.number for item in items})
        new.extend(found for found in contradictions(items) if found.key not in known)
    return new, read


def _people(
    store: Store, players: Sequence[str], known: Identities
) -> list[tuple[tuple[str, ...], Sequence[Recorded]]]:
    every = chain.from_iterable(known.members(player) for player in players)
    found = entries_of(store, persons(every, known), known)
    return [(known.members(person), known.unified(items)) for person, items in found.items()]
