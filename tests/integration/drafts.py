"""Drafts with little said in them: the store never looks inside a body."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from ledger.store import Draft

NOON = datetime(2024, 8, 20, 12, 0, 0, 123456, tzinfo=UTC)
KALULU = "player:pierre-kalulu"
MALDINI = "player:daniel-maldini"
MILAN = "club:ac-milan"
JUVENTUS = "club:juventus"

_BOOK = UUID("6f1c2f0e-3f0c-4c26-9df5-0c4a6a0f5f10")


def draft(
    name: str,
    subject: str = KALULU,
    *,
    kind: str = "LoanAgreed",
    body: bytes | None = None,
    known_by: datetime | None = None,
    about_the_book: bool = False,
    mentions: tuple[str, ...] = (),
    recorded_at: datetime | None = None,
    deal: str | None = None,
) -> Draft:
    """A draft whose id follows from its name, so that a retry has the same id."""
    return Draft(
        entry_id=uuid5(_BOOK, name),
        subject=subject,
        kind=kind,
        body=body or f'{{"name":"{name}"}}'.encode(),
        known_by=known_by,
        about_the_book=about_the_book,
        mentions=mentions,
        recorded_at=recorded_at,
        deal=deal,
    )
