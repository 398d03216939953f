"""Given these facts, when this entry comes, then this follows: one player, no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from ledger.domain.admission import Policy, admit, contradictions, deal_for, provisional
from ledger.domain.book import live
from ledger.domain.career import Career, career
from ledger.domain.claims import Claim, claims
from ledger.domain.contradictions import Contradiction
from ledger.domain.deal import Deal, deals
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.shape import check_shape
from ledger.domain.sources import Basis, Evidence

Book = list[Recorded]
OFFICIAL, LISTED, REPORTED = Basis.OFFICIAL, Basis.LISTED, Basis.REPORTED
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When the first entry is recorded; each later one an hour after."""


def fact(
    event: Any,
    on: str | date | None = None,
    published: str | None = None,
    *,
    basis: Basis = OFFICIAL,
    source: str = "gazzetta",
    cites: Sequence[str] = (),
    deal: str | None = None,
) -> Entry:
    """An entry about Marco Ferri."""
    return Entry(
        subject="player:marco-ferri",
        event=event,
        occurred_on=on,  # type: ignore[arg-type]
        published_at=published,  # type: ignore[arg-type]
        basis=basis,
        evidence=(Evidence(source=source, cites=tuple(cites)),),
        deal=deal,
    )


def report(event: Any, published: str, source: str = "gazzetta", **more: Any) -> Entry:
    """What a source claims."""
    return fact(event, None, published, basis=REPORTED, source=source, **more)


def named(subject: str) -> str:
    """Names as people write them."""
    return subject.partition(":")[2].replace("-", " ").title()


def place(book: Book, entry: Entry) -> Recorded:
    """The entry as it would stand at the end of the book."""
    check_shape(entry)
    filled = entry.model_copy(update={"entry_id": entry.entry_id or UUID(int=len(book) + 1)})
    at = FIRST + timedelta(hours=len(book))
    item = provisional(filled, after=book, recorded_at=at)
    deal = deal_for(item.entry, item, deals(live(book)), "marco-ferri")
    placed = item.entry.model_copy(update={"deal": deal})
    return provisional(placed, after=book, recorded_at=at)


def given(*entries: Entry) -> Book:
    """A book with these entries, each of them admitted."""
    book: Book = []
    for entry in entries:
        when(book, entry)
    return book


def when(book: Book, entry: Entry, policy: Policy = Policy.REFUSE) -> list[Contradiction]:
    """Record one more entry, or raise its refusal; the flags it raised."""
    item = place(book, entry)
    flags = admit(book, [item], policy=policy, naming=named)
    book.append(item)
    return flags


def correct(book: Book, target: int, replacement: Entry) -> list[Contradiction]:
    """Correct the entry at a position, counted from 1."""
    fields = {name: getattr(replacement, name) for name in Content.model_fields}
    event = EntryCorrected(
        target=book[target - 1].entry_id,
        replacement=Content.model_construct(**fields),
        reason="mistyped",
    )
    return when(book, fact(event))


def void(book: Book, target: int) -> list[Contradiction]:
    """Void the entry at a position, counted from 1."""
    return when(book, fact(EntryVoided(target=book[target - 1].entry_id, reason="mistyped")))


def timeline(book: Book, known_at: str | None = None) -> Career:
    """The career of the live entries that were known by then."""
    alive = live(book)
    if known_at is not None:
        moment = datetime.fromisoformat(known_at).replace(hour=23, minute=59, second=59, tzinfo=UTC)
        alive = [item for item in alive if item.known_at is not None and item.known_at <= moment]
    return career(alive)


def where(book: Book, day: str, known_at: str | None = None) -> str:
    """Where he is on a day, in words: club, parent club where another, inferred where so."""
    spell = timeline(book, known_at).on(date.fromisoformat(day))
    if spell is None:
        return "nowhere on record"
    loan = f" on loan from {spell.parent_club}" if spell.club != spell.parent_club else ""
    return f"{spell.club}{loan}{', inferred' if spell.how == 'inferred' else ''}"


def codes(found: Sequence[Contradiction]) -> list[str]:
    return [str(one.code) for one in found]


def discrepancies(book: Book) -> list[str]:
    """The codes of everything in the book that does not fit."""
    return codes(contradictions(book))


def deal(book: Book, name: str) -> Deal:
    return deals(live(book))[name]


def said(book: Book, name: str, term: str) -> list[tuple[str, str]]:
    """What was said of a term of a deal, each with what became of it."""
    found: list[Claim] = claims(deal(book, name).entries)
    return [(claim.value, str(claim.status)) for claim in found if claim.term == term]
