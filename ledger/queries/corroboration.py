"""Corroboration: from how many independent origins a claim comes, however many articles repeat it.

A report that cites another adds nothing to it: the citation is followed to whoever said it first.
A source cited may itself have told the same while citing a third, and is followed in turn. A
confirmation of its own counts as an origin even where it cites. The same text, or the same hash of
it, under another name is a copy. A journalist and the outlet are one voice. Official words are
counted apart, a report taken back counts no longer, and a denial lowers nothing but is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import attrgetter

from ledger.domain.book import live
from ledger.domain.claims import Claim, claims
from ledger.domain.deal import retracted
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.events import DenialReported, ReportRetracted, SourceRegistered
from ledger.domain.sources import Basis, Role
from ledger.queries.asking import Asking
from ledger.queries.citations import OWN_WORDS, Citations, Telling, voice_of
from ledger.queries.persons import recorded
from ledger.store import Store


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


def said_otherwise(
    items: Sequence[Recorded], outlets: Mapping[str, str]
) -> dict[tuple[str, int], int]:
    """Where a source later said otherwise of the same term: its entry, by the earlier claim.

    What it only hands on from another is not its own word.
    """
    found: dict[tuple[str, int], int] = {}
    for _, of_term in groupby(claims(items), key=attrgetter("term")):
        said = list(of_term)
        for claim, later in combinations(said, 2):
            same_voice = own_voices(claim.entry, outlets) & own_voices(later.entry, outlets)
            if same_voice and not _fits(claim, later):
                found.setdefault((claim.term, claim.entry.position), later.entry.position)
    return found


def own_voices(item: Recorded, outlets: Mapping[str, str]) -> set[str]:
    """Who says so himself in an entry, and does not hand on another's word."""
    return {
        voice_of(piece.source, outlets)
        for piece in item.entry.evidence
        if not piece.cites or piece.role in OWN_WORDS
    }


def _fits(claim: Claim, later: Claim) -> bool:
    return claim.same_as(later) or claim.leaves_open(later)


def of_deal(items: Sequence[Recorded], outlets: Mapping[str, str]) -> Corroboration:
    """The corroboration of a deal as a whole: of there being one, whatever its terms."""
    denials = [item for item in items if isinstance(item.event, DenialReported)]
    saying = [
        item for item in items if not isinstance(item.event, DenialReported | ReportRetracted)
    ]
    found = corroborate(tellings(saying), outlets, withdrawn(items))
    denied = {voice_of(one.piece.source, outlets) for one in tellings(denials)}
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
    graph = Citations(said, outlets, taken_back)
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
            own = voice_of(telling.piece.source, outlets)
            copies += own not in {voice.source for voice in voices}
    denied = {
        voice_of(one.piece.source, outlets)
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


# -- whose voice a source is ----------------------------------------------------------------------


def outlets_of(asking: Asking, items: Iterable[Recorded]) -> dict[str, str]:
    """The outlet of every source named in this evidence that belongs to one.

    An outlet that belongs to another speaks as that one.
    """
    return outlets_among(asking, sources_in(items))


def outlets_among(asking: Asking, sources: Iterable[str]) -> dict[str, str]:
    """The outlet of every one of these sources that belongs to one."""
    seen = set(sources)
    belongs: dict[str, str] = {}
    waiting = sorted(seen)
    while waiting:
        found = outlets_told(asking.store, waiting, upto=asking.position)
        belongs.update(found)
        waiting = sorted(set(found.values()) - seen)
        seen.update(waiting)
    return {source: _end(source, belongs) for source in belongs}


def outlets_told(
    store: Store, sources: Iterable[str], *, upto: int | None = None
) -> dict[str, str]:
    """The outlet that each of these sources says it belongs to, where it does."""
    kinds = BOOK_KINDS | {"SourceRegistered"}
    streams: dict[str, list[Recorded]] = {}
    subjects = [f"source:{source}" for source in sorted(sources)]
    for stored in store.stream(subjects, upto=upto, kinds=kinds):
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
