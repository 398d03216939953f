"""What showed that an entry was wrong, as somebody gives it beside the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.domain.errors import Malformed

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.domain.dates import UncertainDate
    from ledger.domain.sources import Evidence


class ProofWithoutSource(Malformed):
    """An address or a day was given, and nobody who says so."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot keep an address or a day as evidence: nobody is named who said so. Name the "
            "source as well."
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Who showed that an entry was wrong, where, and when."""

    source: str | None = None
    url: str | None = None
    published: str | None = None

    def evidence(self, book: Ledger) -> tuple[Evidence, ...]:
        """The evidence an amendment carries; none where none was given.

        Raises:
            ProofWithoutSource: there is an address or a day, and no source.
        """
        from ledger.domain.sources import Evidence

        if self.source is None:
            if self.url is not None or self.published is not None:
                raise ProofWithoutSource
            return ()
        with book.asking() as asking:
            return (Evidence(source=asking.one(self.source, "source").id, url=self.url),)

    def published_at(self, flag: str = "--published") -> UncertainDate | None:
        """When it was published."""
        return day_of(self.published, flag)


def day_of(text: str | None, flag: str) -> UncertainDate | None:
    """A day as people write it, None where none was given."""
    from ledger.interfaces.cli.recording.words import read_date

    return read_date(text, flag, datetime.now(UTC)) if text is not None else None
