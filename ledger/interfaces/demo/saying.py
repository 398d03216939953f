"""How the demo's entries are put: who says it, on what basis, when it happened and was known."""

from __future__ import annotations

from typing import Final, TypedDict, Unpack
from uuid import UUID, uuid5

from ledger.domain.entry import Assumable, Entry
from ledger.domain.events import WorldEvent
from ledger.domain.sources import Basis, Evidence, Role
from ledger.domain.values import Money, UncertainDate

NAMESPACE: Final = UUID("0b9c2f0e-8a55-5d3c-9c57-3f1f6d2a7e10")
"""Fixed for ever: the demo's entries must be found again by every later version."""


class Clubs(TypedDict):
    """The two ends of a deal."""

    from_club: str
    to_club: str


def between(from_club: str, to_club: str) -> Clubs:
    """The two ends of a deal, to be spread into its events."""
    return Clubs(from_club=from_club, to_club=to_club)


def entry_id(key: str) -> UUID:
    """The id of the entry with this readable key."""
    return uuid5(NAMESPACE, key)


def says(source: str, *cites: str, role: Role | None = None) -> Evidence:
    """One source's word, and whom it cites."""
    return Evidence(source=source, cites=cites, role=role)


class Details(TypedDict, total=False):
    """What a fact may say beside: another day of publication, what is assumed, a note, a batch."""

    published: str
    assumed: tuple[Assumable, ...]
    note: str | None
    batch: UUID | None


def official(
    subject: str, event: WorldEvent, happened: str, by: str, **details: Unpack[Details]
) -> Entry:
    """A fact by the statement or the act of a club or a regulator."""
    return _fact(Basis.OFFICIAL, subject, event, happened, by, details)


def listed(
    subject: str, event: WorldEvent, happened: str, by: str, **details: Unpack[Details]
) -> Entry:
    """A fact that a list, a table or a public page holds."""
    return _fact(Basis.LISTED, subject, event, happened, by, details)


def reported(
    subject: str,
    event: WorldEvent,
    published: str,
    *by: str | Evidence,
    happened: str | None = None,
    assumed: tuple[Assumable, ...] = (),
    note: str | None = None,
) -> Entry:
    """What a source claims; several where they say the same."""
    evidence = tuple(says(one) if isinstance(one, str) else one for one in by)
    return _entry(
        subject,
        event,
        happened=happened,
        published=published,
        basis=Basis.REPORTED,
        evidence=evidence,
        assumed=assumed,
        note=note,
    )


def _fact(  # noqa: PLR0917 - as its two callers have them
    basis: Basis, subject: str, event: WorldEvent, happened: str, by: str, details: Details
) -> Entry:
    return _entry(
        subject,
        event,
        happened=happened,
        published=details.get("published") or happened,
        basis=basis,
        evidence=(says(by),),
        assumed=details.get("assumed", ()),
        note=details.get("note"),
        batch=details.get("batch"),
    )


def _entry(
    subject: str,
    event: WorldEvent,
    *,
    happened: str | None,
    published: str,
    basis: Basis,
    evidence: tuple[Evidence, ...],
    assumed: tuple[Assumable, ...],
    note: str | None,
    batch: UUID | None = None,
) -> Entry:
    sayers = "+".join(piece.source for piece in evidence)
    clause = getattr(event, "clause", "")
    club = getattr(event, "to_club", None) or getattr(event, "club", None) or ""
    key = f"{subject} {event.kind} {club} {clause} {happened or ''} {published} {sayers}"
    return Entry(
        subject=subject,
        entry_id=entry_id(key),
        event=event,
        occurred_on=UncertainDate.parse(happened) if happened is not None else None,
        published_at=UncertainDate.parse(published),
        basis=basis,
        evidence=evidence,
        assumed=assumed,
        note=note,
        batch=batch,
    )


def million(amount: str) -> Money:
    """Exactly so many million euros."""
    return Money.exact(_euros(amount))


def up_to_million(amount: str) -> Money:
    """At most so many million euros."""
    return Money.up_to(_euros(amount))


def about_million(amount: str) -> Money:
    """Roughly so many million euros."""
    return Money.about(_euros(amount))


def _euros(millions: str) -> int:
    whole, _, part = millions.partition(".")
    return int(whole + part.ljust(6, "0"))
