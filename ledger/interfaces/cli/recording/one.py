"""Recording one event: drafted, judged, compared with what is on record, and written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import typer

from ledger.application import Ledger, Result
from ledger.domain.book import live
from ledger.domain.entry import Entry, Recorded
from ledger.domain.errors import Ambiguous, Malformed, NotFound, Refused
from ledger.domain.events import Event, kinds_of
from ledger.domain.sources import SourceType
from ledger.interfaces.cli.options import Printing, opened
from ledger.interfaces.cli.recording.drafting import Drafting
from ledger.interfaces.cli.recording.files import is_new
from ledger.interfaces.cli.recording.given import BY_KEY, Given
from ledger.interfaces.cli.recording.kinds import check_options, is_of_a_deal, kind_named, missing
from ledger.interfaces.cli.recording.naming import Names
from ledger.interfaces.cli.recording.printing import print_recorded
from ledger.interfaces.cli.recording.same_claim import copy_of, same_claims, sources
from ledger.interfaces.cli.recording.words import choice


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to record, and how."""

    kind: str | None
    given: Given
    entry_id: str | None
    register: bool
    again: bool
    dry_run: bool
    asks: bool


class SomethingMissing(Malformed):
    """An event lacks what it cannot do without."""

    code = "missing"

    def __init__(self, kind: str, keys: list[str]) -> None:
        self.missing = tuple(BY_KEY[key].flag for key in keys)
        hint = " (or --basis assessed, for your own judgement)" if "source" in keys else ""
        super().__init__(
            f"Cannot record {kind}: it needs {', '.join(self.missing)}{hint}. See `tledger record "
            f"{kind} --fields`."
        )


class NoDealFound(NotFound):
    """A step of a deal that fits no deal."""

    def __init__(self, kind: str, who: str) -> None:
        super().__init__(
            f"Cannot record {kind} on {who}: no open deal of his is on record that it could "
            "belong to. Say which clubs with --to and --from, or name the deal with --deal."
        )


class SeveralDealsFit(Ambiguous):
    """Several open deals fit a step that names none."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused))


@dataclass(frozen=True)
class Plan:
    """The entries to write, registrations first, and what to say of them."""

    entries: list[Entry]
    registered: list[str]
    notes: list[str]


def record_one(wanted: Wanted, db: str, printing: Printing) -> None:
    """Record one event, or say why not."""
    wanted, kind = _completed(wanted)
    check_options(kind, wanted.given)
    lacking = missing(kind, wanted.given)
    if lacking:
        raise SomethingMissing(kind.__name__, lacking)
    if is_new(db):
        with opened(":memory:") as book:
            if not _may_write(book, _plan(book, kind, wanted), wanted, printing):
                return
    with opened(db, must_exist=False) as book:
        plan = _plan(book, kind, wanted)
        if _may_write(book, plan, wanted, printing):
            _write(book, plan, printing)


def _completed(wanted: Wanted) -> tuple[Wanted, type[Event]]:
    """With the kind and what it cannot do without asked for, where somebody is there to ask."""
    if wanted.asks:
        from ledger.interfaces.cli.recording.prompts import complete

        kind, given = complete(wanted.kind, wanted.given)
        return replace(wanted, given=given), kind
    if wanted.kind is None:
        raise Malformed(
            "Cannot record nothing: name the kind of event, as in `tledger record RumourReported "
            "--player …`. `tledger record --kinds` lists them all."
        )
    return wanted, kind_named(wanted.kind)


def _plan(book: Ledger, kind: type[Event], wanted: Wanted) -> Plan:
    """Draft the entry, finding or registering the names in it."""
    given = wanted.given
    source_type = given.text("source_type")
    with book.asking() as asking:
        names = Names(
            asking,
            registering=wanted.register or asking.meta.position == 0,
            source_type=choice(source_type, "--source-type", tuple(SourceType))
            if source_type
            else None,
        )

        def find_deal(text: str) -> str:
            from ledger.queries.deals import resolve

            from_club, to_club = given.text("from_club"), given.text("to_club")
            if text.count("/") == 2:  # noqa: PLR2004 - the shape of a deal's id
                return resolve(asking, text).deal
            return resolve(asking, text, from_club=from_club, to_club=to_club).deal

        drafting = Drafting(given, names, datetime.now(UTC), book.entry, find_deal)
        entry = drafting.entry(kind, _uuid(wanted.entry_id))
    notes = [*drafting.notes, *names.read_as]
    return Plan([*names.entries, entry], names.registered, notes)


def _uuid(text: str | None) -> UUID | None:
    if text is None:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Malformed(
            f"Cannot read --id: {text!r} is no UUID. Write 32 hexadecimal figures, or leave it out."
        ) from error


def _may_write(book: Ledger, plan: Plan, wanted: Wanted, printing: Printing) -> bool:
    """Judge the plan; on a dry run, a repeat or a second thought, say so and write nothing."""
    try:
        results = book.record(plan.entries, dry_run=True)
    except Refused as refused:
        raise SeveralDealsFit(refused) if refused.reason == "several-deals" else refused from None
    result = results[-1]
    if result.already_recorded:
        position = book.entry(result.entry.entry_id or 0).position
        plan.notes.append(f"already recorded as #{position}; nothing written")
        print_recorded(book, results, printing, notes=plan.notes)
        return False
    _check_deal(result)
    if result.item is not None and (earlier := _earlier_deal(book, result)) is not None:
        plan.notes.append(
            f"opens the deal {result.entry.deal}; {earlier} is over by then or has other clubs "
            f"(--deal {earlier} records it there)"
        )
    if not _is_news(book, result, plan, wanted, printing):
        return False
    if wanted.dry_run:
        for somebody in plan.registered:
            printing.note(f"would register {somebody}")
        print_recorded(
            book, results, printing, registered=plan.registered, notes=plan.notes, dry_run=True
        )
    return not wanted.dry_run


def _check_deal(result: Result) -> None:
    """A step or movement of a deal must find its deal; a report may stand without one."""
    entry = result.entry
    open_ended = getattr(entry.event, "to_club", "") is None
    needs_one = is_of_a_deal(type(entry.event)) and entry.kind not in kinds_of("reports")
    if needs_one and entry.deal is None and open_ended:
        raise NoDealFound(entry.kind, entry.subject.partition(":")[2])


def _earlier_deal(book: Ledger, result: Result) -> str | None:
    """The deal of the same player and club before one that this entry opens."""
    deal = result.entry.deal
    if deal is None or deal.endswith("/1"):
        return None
    known = {item.entry.deal for item in live(list(book.entries(result.entry.subject)))}
    stem, _, ordinal = deal.rpartition("/")
    earlier = f"{stem}/{int(ordinal) - 1}"
    return earlier if deal not in known and earlier in known else None


def _is_news(book: Ledger, result: Result, plan: Plan, wanted: Wanted, printing: Printing) -> bool:
    """Whether to go on where the same claim is on record; a copy is not written twice."""
    if result.item is None:
        return True
    same = same_claims(result.item, live(list(book.entries(result.entry.subject))))
    copy = copy_of(result.item, same)
    if copy is not None and not wanted.again:
        printing.note(
            f"already on record as #{copy.position}; nothing written (use --again to record it "
            "all the same)"
        )
        return False
    others = [one for one in same if sources(one) != sources(result.item)]
    if not others:
        return True
    said = f"the same claim is on record from {_who_said(book, others)}"
    if wanted.asks and not wanted.dry_run:
        printing.note(said)
        if not typer.confirm("Record this as a further report of it?", default=True, err=True):
            printing.note("nothing written")
            return False
    plan.notes.append(
        f"{said}: recorded as a {_nth(len(others))} report in deal {result.entry.deal}"
    )
    return True


def _nth(others: int) -> str:
    return {1: "second", 2: "third"}.get(others, "further")


def _who_said(book: Ledger, items: list[Recorded]) -> str:
    subjects = [f"source:{name}" for item in items for name in sorted(sources(item))]
    with book.asking() as asking:
        named = asking.named(subjects)
    said = []
    for item in items:
        who = ", ".join(named(f"source:{name}") or name for name in sorted(sources(item)))
        published = f", published {item.entry.published_at}" if item.entry.published_at else ""
        said.append(f"{who or 'a source not told'}{published} (#{item.position})")
    return "; ".join(said)


def _write(book: Ledger, plan: Plan, printing: Printing) -> None:
    results = book.record(plan.entries)
    for somebody in plan.registered:
        printing.note(f"registered {somebody}")
    print_recorded(book, results, printing, registered=plan.registered, notes=plan.notes)
