"""What an entry points at must be on record: a report that is judged, a deal that is paid for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from ledger.domain.book import live
from ledger.domain.deal import BESIDE_DEALS
from ledger.domain.entry import Recorded
from ledger.domain.errors import Refused
from ledger.domain.events import (
    GROUPS,
    AssessmentRecorded,
    Event,
    OfASale,
    ReportRetracted,
    RumourResolved,
)

Naming = Callable[[str], str]
POINTING_KINDS: Final = frozenset(
    event.__name__
    for group in GROUPS.values()
    for event in group
    if issubclass(event, AssessmentRecorded | OfASale | RumourResolved)
)
"""The kinds of which :func:`check_pointing` looks something up."""


def check_pointing(person: Sequence[Recorded], item: Recorded, naming: Naming) -> None:
    """Raise where an entry is about no deal, or a verdict on no report, of this person.

    Raises:
        Refused: no such deal (H6) or no such report (H8) is on record.
    """
    match item.event:
        case AssessmentRecorded():
            _check_deal(person, item, f"assess {_deal(item)}", naming)
        case OfASale() as event:
            _check_deal(person, item, f"record {event.kind} on {_deal(item)}", naming)
        case RumourResolved() as event:
            target = next((other for other in person if other.entry_id == event.target), None)
            if target is None or not is_a_claim(target.event):
                raise no_such_entry("resolve", "report", event.target, item, naming)
        case _:
            pass  # others point at nothing, or are looked after where they are judged


def is_a_claim(event: Event) -> bool:
    """Whether an event is a source's claim, which can turn out right or wrong."""
    return isinstance(event, GROUPS["reports"]) and not isinstance(event, ReportRetracted)


def no_such_entry(act: str, sort: str, target: UUID, item: Recorded, naming: Naming) -> Refused:
    """The refusal of an entry whose target does not stand in its stream."""
    return Refused(
        what=f"{act} entry {target}",
        record=f"{naming(item.entry.subject)} has no such {sort} on record",
        way_out="Look the entry up with `tledger log`, and name one of its own stream.",
        rule="H8",
        reason="no-such-entry",
    )


def _check_deal(person: Sequence[Recorded], item: Recorded, what: str, naming: Naming) -> None:
    asked = item.entry.deal
    known = {other.entry.deal for other in live(person) if other.entry.kind not in BESIDE_DEALS}
    if asked is not None and asked in known:
        return
    raise Refused(
        what=f"{what} of {naming(item.entry.subject)}",
        record="no such deal is on record",
        way_out="Name a deal by its id; `tledger deals` lists them.",
        rule="H6",
        reason="no-such-deal",
    )


def _deal(item: Recorded) -> str:
    """The deal an entry is meant to be about, as a refusal says it."""
    event = item.event
    if item.entry.deal is not None:
        return f"the deal {item.entry.deal}"
    if isinstance(event, OfASale) and event.from_club and event.to_club:
        return f"a deal {event.to_club} → {event.from_club}"
    return "a deal that it does not name"
