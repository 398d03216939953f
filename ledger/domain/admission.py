"""May this be written? A new entry judged against the whole person at the head of the book.

Reports are never refused for contradicting anything. A fact is refused when it would add a hard
contradiction to the person's timeline, before it or after it; the refusal names the blocking
entry and the way out. The same fold that answers questions decides, so what is admitted and what
is answered can never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from ledger.domain.book import live
from ledger.domain.career import career
from ledger.domain.contradictions import MOVEMENT_RULES, Code, Contradiction
from ledger.domain.deal import deal_for
from ledger.domain.entry import BOOK_KINDS, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.errors import Malformed, Refused
from ledger.domain.events import GROUPS, DealEvent, ReportRetracted, TransferCompleted
from ledger.domain.flags import flags_of
from ledger.domain.pointing import POINTING_KINDS, check_pointing, no_such_entry
from ledger.domain.resting import RestedUpon, all_resting
from ledger.domain.values import NoClub, UncertainDate

__all__ = ["Naming", "Policy", "admit", "contradictions", "deal_for", "provisional", "refusal"]

REPORTS: Final = GROUPS["reports"]
_POINTING: Final = POINTING_KINDS | BOOK_KINDS | {"ReportRetracted"}
"""The kinds that are about another entry, or about a deal that must be on record."""
Naming = Callable[[str], str]
"""Turns an id into the name people know it by."""


class Policy(StrEnum):
    """What happens to a movement that contradicts the timeline.

    ``refuse`` for what a hand records; ``flag`` for bulk imports, which write it with a
    discrepancy, since losing data is worse. Clause rules are refused under both.
    """

    REFUSE = "refuse"
    FLAG = "flag"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise NoSuchPolicy(value)


class NoSuchPolicy(Malformed):
    """There is no such policy for movements that contradict the record."""

    def __init__(self, asked: object) -> None:
        super().__init__(
            f"Cannot treat movements that contradict the record by {asked!r}: there are two "
            "policies. Write flag to have them written with a discrepancy, or refuse."
        )


def provisional(entry: Entry, *, after: Sequence[Recorded], recorded_at: datetime) -> Recorded:
    """The entry as it would stand if it were written now, at the end of the stream."""
    published = entry.published_at
    _check_published(entry, published, recorded_at)
    event = entry.event
    if isinstance(event, EntryCorrected):
        _check_published(entry, event.replacement.published_at, recorded_at)
    known_at = None
    if not entry.about_the_book:
        known_at = min(published.last_instant, recorded_at) if published else recorded_at
    position = after[-1].position + 1 if after else 1
    subject = entry.subject
    number = next((item.number for item in reversed(after) if item.entry.subject == subject), 0)
    return Recorded(entry, position, number + 1, recorded_at, known_at, position)


def _check_published(entry: Entry, said: UncertainDate | None, recorded_at: datetime) -> None:
    if said is not None and said.first_instant > recorded_at:
        raise Malformed(
            f"Cannot record {entry.kind} on {entry.subject}: it says it was published "
            f"{said}, which is still to come. Give the day it was published; a day on which "
            f"something will take effect belongs in effective_on or until."
        )


def admit(
    person: Sequence[Recorded], new: Sequence[Recorded], *, policy: Policy, naming: Naming = str
) -> list[Contradiction]:
    """Judge new entries, already numbered after the person's own, and return the flags they raise.

    Raises:
        Refused: a hard rule forbids one of them; nothing of the batch may be written.
    """
    for index, item in enumerate(new):
        if item.entry.kind in _POINTING:
            so_far = [*person, *new[:index]]
            _check_amendment(so_far, item, naming)
            check_pointing(so_far, item, naming)
    before = contradictions(person) if person else []
    known = {found.key for found in before}
    added = [found for found in contradictions([*person, *new]) if found.key not in known]
    hard = [found for found in added if found.hard and _forbids(found, policy)]
    if hard:
        void = next((item for item in reversed(new) if isinstance(item.event, EntryVoided)), None)
        if void is None:
            raise refusal(hard[0], new, naming)

        def is_added(found: Contradiction) -> bool:
            return found.hard and found.key not in known and _forbids(found, policy)

        resting = all_resting(live([*person, *new]), hard, is_added)
        raise RestedUpon(_target_of(void, [*person, *new]), resting, naming)
    return added


def _forbids(found: Contradiction, policy: Policy) -> bool:
    if policy is Policy.REFUSE:
        return True
    returns = found.entry.entry.kind in _RETURNS and found.code in _SOURCES_DIFFER
    return found.rule not in MOVEMENT_RULES and not returns


_RETURNS = frozenset({"LoanEnded", "LoanRecalled", "LoanTerminatedEarly"})
"""Ends of loans move a player, so a bulk writes them even where ..."""
_SOURCES_DIFFER = frozenset({Code.NO_LOAN_ON_RECORD, Code.LOAN_CLOSED})
"""... their loan is not on record, or another source has it end on another day."""


def contradictions(recorded: Sequence[Recorded]) -> list[Contradiction]:
    """Everything in a person's entries that does not fit, hard and flagged."""
    alive = live(recorded)
    folded = career(alive)
    return [*folded.contradictions, *flags_of(alive, folded)]


def refusal(found: Contradiction, new: Sequence[Recorded], naming: Naming = str) -> Refused:
    """The refusal in three parts: what was asked, what the record says, what to do."""
    asked = next((item for item in new if item.position == found.entry.position), None)
    blocking = found.against if asked is not None else found.entry
    record = _named(found.record, naming)
    if asked is None:
        record = (
            f"{found.entry.entry.kind} of {found.entry.day.isoformat()} on record would then "
            f"contradict it: {record}"
        )
    return Refused(
        what=_asked((found.entry if asked is not None else new[0]).entry, naming),
        record=record,
        way_out=found.way_out,
        rule=found.rule,
        reason=found.code,
        blocking=blocking.entry_id if blocking is not None else None,
        position=blocking.position if blocking is not None else None,
    )


def _target_of(void: Recorded, person: Sequence[Recorded]) -> Recorded:
    """The entry that is to be struck."""
    target = getattr(void.event, "target", None)
    return next(item for item in person if item.entry_id == target)


def _named(text: str, naming: Naming) -> str:
    """Replace the ids in braces by names."""
    parts = text.split("{")
    return parts[0] + "".join(
        naming(f"club:{club}") + rest
        for club, _, rest in (part.partition("}") for part in parts[1:])
    )


VERBS = {
    "LoanAgreed": "record a loan of",
    "TransferCompleted": "record a transfer of",
    "OptionExercised": "exercise an option on",
    "ObligationTriggered": "trigger an obligation on",
    "LoanEnded": "end a loan of",
    "LoanRecalled": "recall",
    "LoanTerminatedEarly": "end a loan of",
    "LoanExtended": "extend a loan of",
    "PlayerRegistered": "register",
    "PlayerReleased": "release",
    "ContractTerminated": "end the contract of",
    "SquadBaselineRecorded": "put into an opening squad",
    "PreContractSigned": "record a pre-contract of",
    "BuyBackExercised": "buy back",
}


def _asked(entry: Entry, naming: Naming) -> str:
    event = entry.event
    verb = VERBS.get(event.kind, f"record {event.kind} on")
    clubs = ""
    if isinstance(event, DealEvent | TransferCompleted):
        ends = [event.from_club, event.to_club]
        named = [
            "nowhere" if club in tuple(NoClub) else naming(f"club:{club}")
            for club in ends
            if club is not None
        ]
        clubs = f" ({' → '.join(named)})" if named else ""
    return f"{verb} {naming(entry.subject)}{clubs}"


def _check_amendment(person: Sequence[Recorded], item: Recorded, naming: Naming) -> None:
    """What an entry points at must stand in the same stream and still count."""
    event = item.event
    match event:
        case EntryCorrected():
            act = "correct"
        case EntryVoided():
            act = "void"
        case ReportRetracted():
            act = "retract"
        case _:
            return
    target = next((other for other in person if other.entry_id == event.target), None)
    if target is not None and act != "retract" and target.entry.subject != item.entry.subject:
        target = None  # an amendment stands where its target stands, also if the two ids are one
    if target is None or (act == "retract" and not isinstance(target.event, REPORTS)):
        sort = "report" if act == "retract" else "entry"
        raise no_such_entry(act, sort, event.target, item, naming)
    if act != "retract" and live([*person, item]) == live(person):
        raise Refused(
            what=f"{act} {target.entry.kind} (#{target.position})",
            record="it changes nothing: the entry was voided or already says so",
            way_out="Amend the amendment that stands.",
            rule="H8",
            reason="already-amended",
            blocking=target.entry_id,
            position=target.position,
        )
