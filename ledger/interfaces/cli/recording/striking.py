"""Striking an entry, and those that rest on it where that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.application import Ledger, Result
from ledger.domain.entry import EntryVoided, Recorded
from ledger.interfaces.cli.options import Printing
from ledger.interfaces.cli.recording.changes import changes_between
from ledger.interfaces.cli.recording.printing import person_entries, print_amendments
from ledger.interfaces.cli.recording.proof import Proof
from ledger.queries.log import rows_of

Struck = tuple[Recorded, Result]


def void_entry(
    book: Ledger,
    which: str,
    reason: str,
    proof: Proof,
    printing: Printing,
    *,
    cascade: bool,
    dry_run: bool,
) -> None:
    """Void an entry and print what goes with it, and what that changes."""
    before = book.head().position
    results = book.void(
        which, reason=reason, evidence=proof.evidence(book),
        published_at=proof.published_at(), cascade=cascade, dry_run=dry_run,
    )  # fmt: skip
    pairs = list(_struck(book, results))
    with book.asking() as asking:
        logged = rows_of(asking, [struck for struck, _ in pairs])
    rows: list[dict[str, object]] = [
        {
            "voided": struck.position,
            "about": row.name,
            "kind": row.kind,
            "says": row.says,
            "by": result.position,
            "id": row.entry_id,
        }
        for (struck, result), row in zip(pairs, logged, strict=True)
    ]
    changes = list(_changes(book, pairs, before))
    print_amendments(book, printing, rows, pairs, changes=changes, dry_run=dry_run)


def _struck(book: Ledger, results: Sequence[Result]) -> Iterator[Struck]:
    """Each entry that was voided, with the entry that voids it."""
    for result in results:
        event = result.entry.event
        assert isinstance(event, EntryVoided)  # noqa: S101 - what voiding writes
        yield book.entry(event.target), result


def _changes(book: Ledger, pairs: Sequence[Struck], before: int) -> Iterator[str]:
    """What changes for everybody whose entries were voided, person by person."""
    with book.asking() as asking:
        by_person: dict[str, list[Recorded]] = {}
        for struck, result in pairs:
            person = asking.identities.person_of(struck.entry.subject)
            its = by_person.setdefault(person, [])
            its.extend([result.item] if result.item is not None else [])
        for person, items in by_person.items():
            stood = person_entries(book, asking, person, before)
            yield from changes_between(stood, [*stood, *items])
