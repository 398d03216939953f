"""Correcting and voiding entries on record, and saying what that changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ledger.application import Ledger, Result
from ledger.application.filling import amendment
from ledger.domain.admission import deal_for
from ledger.domain.book import live
from ledger.domain.claims import told
from ledger.domain.deal import deals
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.errors import Malformed, Refused
from ledger.domain.sources import SourceType
from ledger.interfaces.cli.options import Printing, columns, table
from ledger.interfaces.cli.recording.ahead import knowing
from ledger.interfaces.cli.recording.changes import changes_between, named
from ledger.interfaces.cli.recording.drafting import Drafting
from ledger.interfaces.cli.recording.given import NOT_CORRECTED, Given
from ledger.interfaces.cli.recording.kinds import check_options
from ledger.interfaces.cli.recording.naming import Names
from ledger.interfaces.cli.recording.printing import person_entries
from ledger.interfaces.cli.recording.words import choice
from ledger.queries.log import rows_of

_TOLD_AS_TERMS = frozenset({"terms", "fee", "clauses", "without", "until", "wage", "compensation"})


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
    rows = _differences(now_says, content)
    if not rows:
        raise NothingToCorrect(root.position)
    event = EntryCorrected(target=root.entry_id, replacement=content, reason=reason)
    result = book.record([*names.entries, amendment(root, event)], dry_run=dry_run)[-1]
    for somebody in names.registered:
        printing.note(f"{'would register' if dry_run else 'registered'} {somebody}")
    item = result.item
    changes = changes_between(person, [*person, item]) if item is not None else []
    _print(
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


def _differences(was: Recorded, content: Content) -> list[dict[str, object]]:
    """What changes, a row for each term and field, in words."""
    fields: dict[str, Any] = {name: getattr(content, name) for name in Content.model_fields}
    entry = Entry.model_construct(subject=was.entry.subject, entry_id=was.entry_id, **fields)
    now = replace(was, entry=entry)
    before, after = dict(_said(was)), dict(_said(now))
    return [
        {"field": name, "before": before.get(name), "after": after.get(name)}
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def _said(item: Recorded) -> Iterator[tuple[str, str]]:
    """Everything an entry says, a name and words for each."""
    terms = [(term, value) for term, value, _ in told(item)]
    yield from terms
    for name in type(item.event).model_fields:
        value = getattr(item.event, name)
        told_already = name in _TOLD_AS_TERMS and (terms or not value)
        if name != "kind" and value not in (None, ()) and not told_already:
            yield name, _words(value)
    entry = item.entry
    for name in ("occurred_on", "published_at", "basis", "note", "deal"):
        if (value := getattr(entry, name)) is not None:
            yield name, str(value)
    for number, piece in enumerate(entry.evidence, start=1):
        suffix = f" {number}" if number > 1 else ""
        for name, value in piece.model_dump(mode="json", exclude_defaults=True).items():
            yield f"{name}{suffix}", _words(value)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def void_entry(
    book: Ledger, which: str, reason: str, printing: Printing, *, cascade: bool, dry_run: bool
) -> None:
    """Strike an entry, and those that rest on it where that was asked for."""
    target = book.entry(which)
    with book.asking() as asking:
        person = person_entries(book, asking, target.entry.subject)
    by_id = {item.entry_id: item for item in person}
    results = book.void(target.entry_id, reason=reason, cascade=cascade, dry_run=dry_run)
    pairs = []
    for result in results:
        event = result.entry.event
        assert isinstance(event, EntryVoided)  # noqa: S101 - what voiding writes
        pairs.append((by_id[event.target], result))
    items = [result.item for result in results if result.item is not None]
    changes = changes_between(person, [*person, *items])
    with book.asking() as asking:
        logged = rows_of(asking, [struck for struck, _ in pairs])
    rows: list[dict[str, object]] = [
        {
            "struck": struck.position,
            "about": row.name,
            "kind": row.kind,
            "says": row.says,
            "by": result.position,
            "id": row.entry_id,
        }
        for (struck, result), row in zip(pairs, logged, strict=True)
    ]
    _print(book, printing, rows, pairs, changes=changes, dry_run=dry_run)


def _print(
    book: Ledger,
    printing: Printing,
    rows: list[dict[str, object]],
    pairs: Sequence[tuple[Recorded, Result]],
    *,
    changes: Sequence[str],
    notes: Sequence[str] = (),
    new: Sequence[Entry] = (),
    dry_run: bool,
) -> None:
    """Print what an amendment replaced, and where the old answer is."""
    with book.asking() as asking:
        said = named(knowing(asking, new if dry_run else ()), changes)
        meta: dict[str, object] = {**asking.meta.to_dict(), "dry_run": dry_run}
    position = pairs[0][1].position
    meta |= {"amends": [root.position for root, _ in pairs], "changes": said}
    beneath = [*notes, *said]
    if position is not None:
        verb = "corrects" if isinstance(pairs[0][1].entry.event, EntryCorrected) else "voids"
        amended = ", ".join(f"#{root.position}" for root, _ in pairs)
        beneath.append(f"#{position} {verb} {amended}")
        beneath.append(f"the old answer stays reachable with --position {position - 1}")
        meta["entry"] = position
    if dry_run:
        beneath.append("dry run: nothing was written")
    headings = {"before": "before…", "after": "after…", "says": "says…", "id": "id…"}
    shown = columns(**{key: headings.get(key, key) for key in rows[0]}) if rows else ()
    printing.print(table(shown, rows, meta, *beneath))
