"""Correcting entries on record, and saying what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ledger.application import Ledger
from ledger.application.filling import amendment
from ledger.domain.admission import deal_for
from ledger.domain.book import live
from ledger.domain.deal import deals
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.errors import Malformed, Refused
from ledger.domain.sources import SourceType
from ledger.interfaces.cli.options import Printing
from ledger.interfaces.cli.recording.changes import changes_between
from ledger.interfaces.cli.recording.drafting import Drafting
from ledger.interfaces.cli.recording.given import NOT_CORRECTED, Given
from ledger.interfaces.cli.recording.kinds import check_options
from ledger.interfaces.cli.recording.naming import Names
from ledger.interfaces.cli.recording.printing import person_entries, print_amendments
from ledger.interfaces.cli.recording.proof import Proof
from ledger.interfaces.cli.recording.words import choice
from ledger.queries.amendments import differences


class NothingToCorrect(Malformed):
    """A correction that changes nothing."""

    code = "nothing-to-correct"

    def __init__(self, position: int) -> None:
        super().__init__(
            f"Nothing to correct in #{position}: the options given say what is on record. Give "
            "what it should have said, as in --fee 3.3m."
        )


def correct_entry(
    book: Ledger,
    which: str,
    given: Given,
    reason: str,
    proof: Proof,
    printing: Printing,
    *,
    register: bool,
    dry_run: bool,
) -> None:
    """Replace what an entry says by what it should have said."""
    person, root = _stream_and_root(book, which)
    now_says = _standing(person, root, which)
    kind = type(now_says.event)
    check_options(kind, given, besides=NOT_CORRECTED)
    names, content, notes = _replacement(book, given, now_says, register=register)
    content = _in_its_deal(content, now_says, person, given)
    rows = [one._asdict() for one in differences(now_says, content)]
    if not rows:
        raise NothingToCorrect(root.position)
    event = EntryCorrected(target=root.entry_id, replacement=content, reason=reason)
    published_at = proof.published_at("--reason-published")
    entry = amendment(root, event, proof.evidence(book), published_at)
    result = book.record([*names.entries, entry], dry_run=dry_run)[-1]
    for somebody in names.registered:
        printing.note(f"{'would register' if dry_run else 'registered'} {somebody}")
    item = result.item
    changes = changes_between(person, [*person, item]) if item is not None else []
    print_amendments(
        book, printing, rows, [(root, result)],
        changes=changes, notes=notes, new=names.entries, dry_run=dry_run,
    )  # fmt: skip


def _stream_and_root(book: Ledger, which: str) -> tuple[list[Recorded], Recorded]:
    """The entries of one person, and the entry that was named or that its amendment is about."""
    target = book.entry(which)
    with book.asking() as asking:
        person = person_entries(book, asking, target.entry.subject)
    by_id = {item.entry_id: item for item in person}
    while isinstance(target.event, EntryCorrected | EntryVoided):
        target = by_id[target.event.target]
    return person, target


def _standing(person: Sequence[Recorded], root: Recorded, which: str) -> Recorded:
    """What an entry says now, corrected where it was."""
    for item in live(person):
        if item.first_position == root.position:
            return item
    raise Refused(
        what=f"correct entry {which}",
        record="it was voided and counts no longer",
        way_out="Void the entry that voided it, which reinstates it, and correct it then.",
        rule="H8",
        reason="voided",
        blocking=root.entry_id,
        position=root.position,
    )


def _replacement(
    book: Ledger, given: Given, now_says: Recorded, *, register: bool
) -> tuple[Names, Content, list[str]]:
    source_type = given.text("source_type")
    kinds = tuple(SourceType)
    with book.asking() as asking:
        names = Names(
            asking,
            registering=register,
            source_type=choice(source_type, "--source-type", kinds) if source_type else None,
        )

        def find_deal(text: str) -> str:
            from ledger.queries.deals import resolve

            return resolve(asking, text).deal

        drafting = Drafting(given, names, datetime.now(UTC), book.entry, find_deal)
        content = drafting.content(now_says.entry, type(now_says.event))
    return names, content, [*drafting.notes, *names.read_as]


def _in_its_deal(
    content: Content, now_says: Recorded, person: Sequence[Recorded], given: Given
) -> Content:
    """The deal the corrected entry belongs to: another one where its engaging club is another."""
    engaging = getattr(content.event, "to_club", None)
    if "deal" in given or engaging == getattr(now_says.event, "to_club", None):
        return content
    others = deals([item for item in live(person) if item.entry_id != now_says.entry_id])
    fields: dict[str, Any] = {name: getattr(content, name) for name in Content.model_fields}
    entry = Entry(subject=now_says.entry.subject, **{**fields, "deal": None})
    player = entry.subject.partition(":")[2]
    deal = deal_for(entry, replace(now_says, entry=entry), others, player)
    return content.model_copy(update={"deal": deal})
