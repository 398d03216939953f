"""What rests on an entry beside the timeline: what points at it, links to its deal, names its id.

The timeline is judged with the person; these rest on it from elsewhere too, from other players'
streams and from the ledger's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from ledger.application.filling import REGISTERING
from ledger.domain.book import live
from ledger.domain.deal import BESIDE_DEALS
from ledger.domain.entry import BOOK_KINDS, EntryVoided, Recorded
from ledger.domain.events import DealHijacked, DealsLinked
from ledger.domain.references import mentions_of
from ledger.domain.resting import RestedUpon
from ledger.queries.persons import recorded
from ledger.store import Store

_LINKING: Final = frozenset({"DealsLinked", "DealHijacked"})


Link = tuple[str, tuple[str, ...]]
"""A stream, and the deals that one of its entries links to."""


def all_links(store: Store) -> list[Link]:
    """Every entry ever recorded that links its deal to others."""
    told = map(recorded, store.entries(kinds=_LINKING))
    return [(item.entry.subject, _deals_named(item)) for item in told]


def check_resting(
    store: Store,
    stream: Sequence[Recorded],
    fresh: Sequence[Recorded],
    *,
    struck: Collection[UUID],
    naming: Callable[[str], str],
    links: Callable[[], Sequence[Link]],
) -> None:
    """Raise where amendments would take away what other entries rest on.

    ``struck`` are the entries that the whole batch strikes, of whatever stream; ``links`` gives
    the deals that others link to, read once for a batch.

    Raises:
        RestedUpon: a verdict or a retraction points at what is struck, a deal that was assessed,
            paid for or linked to would be gone, or the id of somebody whom entries name would be
            registered no more.
    """
    amending = [item for item in fresh if item.entry.kind in BOOK_KINDS]
    if not amending:
        return
    before, after = live(stream), live([*stream, *fresh])
    kept = {item.first_position for item in after}
    gone = {item.entry_id: item for item in before if item.first_position not in kept}
    resting = [
        *_pointing_at(gone, after),
        *_beside_a_lost_deal(before, after),
        *_linked_to(store, before, after, struck, links()),
        *_named_by_id(store, gone, after, struck),
    ]
    found = {item.first_position: item for item in resting if item.entry_id not in struck}
    if found:
        target = _target(stream, amending[-1])
        raise RestedUpon(target, [found[at] for at in sorted(found)], naming, _act(amending[-1]))


def _act(item: Recorded) -> str:
    return "void" if isinstance(item.event, EntryVoided) else "correct"


def _target(stream: Sequence[Recorded], amendment: Recorded) -> Recorded:
    target = getattr(amendment.event, "target", None)
    return next((item for item in stream if item.entry_id == target), amendment)


def _pointing_at(gone: Mapping[UUID, Recorded], after: Sequence[Recorded]) -> Iterator[Recorded]:
    """Retractions of, verdicts on and reversals of what would count no longer."""
    for item in after:
        if item.event.__dict__.get("target") in gone:
            yield item


def _beside_a_lost_deal(
    before: Sequence[Recorded], after: Sequence[Recorded]
) -> Iterator[Recorded]:
    """Assessments of, and payments for, deals of which no step would be left."""
    lost = _deals_with_steps(before) - _deals_with_steps(after)
    for item in after:
        if item.entry.kind in BESIDE_DEALS and item.entry.deal in lost:
            yield item


def _deals_with_steps(alive: Sequence[Recorded]) -> set[str | None]:
    return {item.entry.deal for item in alive if item.entry.kind not in BESIDE_DEALS}


def _linked_to(
    store: Store,
    before: Sequence[Recorded],
    after: Sequence[Recorded],
    struck: Collection[UUID],
    links: Sequence[Link],
) -> Iterator[Recorded]:
    """Links from elsewhere to deals of which nothing would be left."""
    lost = _deals_with_steps(before) - _deals_with_steps(after)
    if not lost:
        return
    linking = {subject for subject, deals in links if not lost.isdisjoint(deals)}
    for item in _counting(store, linking, struck):
        if not lost.isdisjoint(_deals_named(item)) and item.entry.deal not in lost:
            yield item


def _deals_named(item: Recorded) -> tuple[str, ...]:
    match item.event:
        case DealsLinked() as event:
            return event.deals
        case DealHijacked() as event:
            return (event.by_deal,) if event.by_deal is not None else ()
        case _:
            return ()


def _named_by_id(
    store: Store, gone: Mapping[UUID, Recorded], after: Sequence[Recorded], struck: Collection[UUID]
) -> Iterator[Recorded]:
    """Whatever is recorded of somebody, or names him, whose only registration would be gone."""
    for registration in gone.values():
        subject = registration.entry.subject
        own = [item for item in after if item.entry.subject == subject]
        if registration.entry.kind not in REGISTERING:
            continue
        if any(item.entry.kind in REGISTERING for item in own):
            continue
        yield from own
        elsewhere = set(store.mentioned_in(subject)) - {subject}
        for item in _counting(store, elsewhere, struck):
            if subject in mentions_of(item.entry):
                yield item


def _counting(
    store: Store, streams: Collection[str], struck: Collection[UUID]
) -> Iterator[Recorded]:
    """The entries of these streams that count and are not struck along."""
    if not streams:
        return
    by_stream: dict[str, list[Recorded]] = {}
    for stored in store.stream(sorted(streams)):
        by_stream.setdefault(stored.subject, []).append(recorded(stored))
    for items in by_stream.values():
        kept = (item for item in live(items) if item.entry.kind not in BOOK_KINDS)
        yield from (item for item in kept if item.entry_id not in struck)
