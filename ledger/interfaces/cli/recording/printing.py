"""How recorded entries are printed: a row for each, and beneath what they changed and raised."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from typing import Any, Final

from ledger.application import Ledger, Result
from ledger.domain.entry import Entry, EntryCorrected, Recorded
from ledger.interfaces.cli.options import Printing, columns, table
from ledger.interfaces.cli.recording.ahead import knowing
from ledger.interfaces.cli.recording.changes import changes_of, flags_in_words, named
from ledger.queries.answers import flat
from ledger.queries.asking import Asking
from ledger.queries.log import rows_of

_END_OF_DAY: Final = "T23:59:59.999999Z"


def print_recorded(
    book: Ledger,
    results: Sequence[Result],
    printing: Printing,
    *,
    registered: Sequence[str] = (),
    notes: Sequence[str] = (),
    dry_run: bool = False,
    with_changes: bool = True,
) -> None:
    """Print what was written, unless somebody wants silence; or what would be."""
    if printing.is_silent and not dry_run:
        return
    pairs = [(result, _as_written(book, result)) for result in results]
    with book.asking() as found:
        asking = knowing(found, [result.entry for result in results]) if dry_run else found
        rows = rows_of(asking, [item for _, item in pairs])
        shown_rows = [
            _row(book, asking, result, item, flat(row), with_changes=with_changes)
            for (result, item), row in zip(pairs, rows, strict=True)
        ]
        meta = {**asking.meta.to_dict(), "dry_run": dry_run}
    beneath = list(notes)
    for row in shown_rows:
        row["registered"] = list(registered) if row is shown_rows[-1] else []
        beneath += [*row["changes"], *row["flags"]]
    if dry_run:
        beneath.append("dry run: nothing was written")
    shown = columns(
        entry="entry", about="about", kind="kind", says="says", deal="deal…", basis="basis",
        known="known at", id="id…",
    )  # fmt: skip
    printing.print(table(shown, shown_rows, meta, *beneath))


def _as_written(book: Ledger, result: Result) -> Recorded:
    """The entry with its place in the book; on a dry run as it was judged."""
    if result.position is not None or result.item is None:
        return book.entry(result.position or result.entry.entry_id or 0)
    return result.item


def _row(
    book: Ledger,
    asking: Asking,
    result: Result,
    item: Recorded,
    row: dict[str, Any],
    *,
    with_changes: bool,
) -> dict[str, Any]:
    fresh = with_changes and result.item is not None
    about_somebody = item.entry.subject.startswith(("player:", "club:"))
    changes: list[str] = []
    if fresh and about_somebody and item.known_at is not None:
        changes = changes_of(
            person_entries(book, asking, item.entry.subject, result.position), item
        )
    return {
        "entry": result.position if result.item is not None else item.position,
        "about": row["name"],
        "kind": row["kind"],
        "says": row["says"],
        "deal": row["deal"],
        "basis": row["basis"],
        "occurred": row["occurred"],
        "published": row["published"],
        "known": known_day(row["known"]),
        "source": row["source"],
        "cites": row["cites"],
        "subject": row["subject"],
        "id": row["entry_id"],
        "already_recorded": result.already_recorded,
        "changes": named(asking, changes),
        "flags": named(asking, flags_in_words(result.flags)),
    }


def print_amendments(
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
    """Print what amendments replaced, and where the old answer is, unless silence is wanted."""
    if printing.is_silent and not dry_run:
        return
    with book.asking() as asking:
        said = named(knowing(asking, new if dry_run else ()), changes)
        meta: dict[str, object] = {**asking.meta.to_dict(), "dry_run": dry_run}
    position = pairs[0][1].position
    meta |= {"amends": [root.position for root, _ in pairs], "changes": said}
    beneath = [*notes, *said]
    if position is not None:
        verb = "correct" if isinstance(pairs[0][1].entry.event, EntryCorrected) else "void"
        amended = ", ".join(f"#{root.position}" for root, _ in pairs)
        last = pairs[-1][1].position
        by = f"#{position} {verb}s" if last == position else f"#{position} to #{last} {verb}"
        beneath.append(f"{by} {amended}")
        beneath.append(f"the old answer stays reachable with --position {position - 1}")
        meta["entry"] = position
    if dry_run:
        beneath.append("dry run: nothing was written")
    headings = {"before": "before…", "after": "after…", "says": "says…", "id": "id…"}
    shown = columns(**{key: headings.get(key, key) for key in rows[0]}) if rows else ()
    printing.print(table(shown, rows, meta, *beneath))


def person_entries(
    book: Ledger, asking: Asking, subject: str, upto: int | None = None
) -> list[Recorded]:
    """The entries of everybody who is one with the subject, in the order of recording."""
    members = asking.identities.members(subject)
    streams = (book.entries(member, lte=upto) for member in members)
    return list(merge(*streams, key=lambda one: one.position))


def known_day(known: str | None) -> str | None:
    """A moment of knowledge, as a day where it fell on the end of one."""
    return known[:10] if known is not None and known.endswith(_END_OF_DAY) else known
