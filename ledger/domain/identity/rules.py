"""May this be settled? Merges stay acyclic, and survivors stay in front (rule H9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ledger.domain.book import live
from ledger.domain.entry import Entry, Recorded
from ledger.domain.errors import Refused
from ledger.domain.events import EntitiesMerged, EntitiesToldApart, MergeReverted
from ledger.domain.identity import Identities, reverted_merges, settled


def check_identities(stream: Sequence[Recorded], new: Sequence[Recorded]) -> None:
    """Judge new entries of the ledger's own stream: merges stay acyclic, survivors stay (H9).

    Raises:
        Refused: a merge of two that are one already, of an id that was merged away, or of two that
            were told apart; telling apart two that are one; a reversal of no merge.
    """
    known = {(fault.item.first_position, fault.code) for fault in _faults(live(stream))}
    for fault in _faults(live([*stream, *new])):
        if (fault.item.first_position, fault.code) in known:
            continue
        asked = next((item for item in new if item.position == fault.item.position), new[-1])
        raise Refused(
            what=_asked(asked.entry),
            record=fault.record,
            way_out=fault.way_out,
            rule="H9",
            reason=fault.code,
            blocking=fault.against.entry_id if fault.against is not None else None,
            position=fault.against.position if fault.against is not None else None,
        )


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why an entry makes no sense after those before it."""

    item: Recorded
    code: str
    against: Recorded | None
    record: str
    way_out: str


def _faults(alive: Sequence[Recorded]) -> list[_Fault]:
    """The entries that make no sense after those before them."""
    found: list[_Fault] = []
    reverted = reverted_merges(alive)
    settled(alive, lambda so_far, item: found.extend(_against(so_far, alive, item, reverted)))
    return found


def _against(
    so_far: Identities, alive: Sequence[Recorded], item: Recorded, reverted: Collection[UUID]
) -> Iterator[_Fault]:
    match item.event:
        case EntitiesMerged() as event if item.entry_id not in reverted:
            yield from _against_merging(so_far, item, event)
        case EntitiesToldApart() as event:
            yield from _against_telling_apart(so_far, item, event)
        case MergeReverted() as event:
            yield from _against_reverting(alive, item, event)
        case _:
            pass  # doubts settle nothing, and reverted merges join nobody


def _against_merging(so_far: Identities, item: Recorded, event: EntitiesMerged) -> Iterator[_Fault]:
    survivor, merged = event.survivor, event.merged
    if so_far.person_of(survivor) == so_far.person_of(merged):
        yield _Fault(
            item,
            "already-one",
            so_far.merged_by(merged) or so_far.merged_by(survivor),
            "the two are one on record",
            "Nothing to do; `tledger ids show` lists the ids of a player or club.",
        )
        return
    for subject in (merged, survivor):
        if (into := so_far.person_of(subject)) != subject:
            yield _Fault(
                item,
                "merged-away",
                so_far.merged_by(subject),
                f"{subject} was merged into {into}",
                f"Name {into} instead.",
            )
            return
    if (apart := so_far.told_apart(survivor, merged)) is not None:
        yield _Fault(
            item,
            "told-apart",
            apart,
            "the two were told apart for ever",
            "Void that entry first (`tledger void`), if it was a mistake.",
        )


def _against_telling_apart(
    so_far: Identities, item: Recorded, event: EntitiesToldApart
) -> Iterator[_Fault]:
    if event.other is None or so_far.person_of(event.one) != so_far.person_of(event.other):
        return
    yield _Fault(
        item,
        "already-one",
        so_far.merged_by(event.other) or so_far.merged_by(event.one),
        "the two are one on record",
        "Revert the merge first: `tledger ids revert ONE OTHER --reason WHY`.",
    )


def _against_reverting(
    alive: Sequence[Recorded], item: Recorded, event: MergeReverted
) -> Iterator[_Fault]:
    """Only a merge can be reverted, and only once."""
    earlier = next(
        (
            other
            for other in alive
            if isinstance(other.event, MergeReverted)
            and other.event.target == event.target
            and other.position < item.position
        ),
        None,
    )
    target = next((other for other in alive if other.entry_id == event.target), None)
    if earlier is None and target is not None and isinstance(target.event, EntitiesMerged):
        return
    yield _Fault(
        item,
        "no-such-merge",
        earlier,
        "it was reverted already" if earlier is not None else "no such merge is on record",
        "Look the merges up with `tledger log ledger`.",
    )


def _asked(entry: Entry) -> str:
    match entry.event:
        case EntitiesMerged(survivor=survivor, merged=merged):
            return f"merge {merged} into {survivor}"
        case EntitiesToldApart(one=one, other=other):
            return f"tell {one} and {other} apart"
        case MergeReverted(target=target):
            return f"revert merge {str(target)[:8]}"
        case event:
            return f"record {event.kind} on the ledger itself"
