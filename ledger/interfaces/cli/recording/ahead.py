"""Names that are about to be registered, for a dry run to speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from ledger.domain.entry import Entry
from ledger.domain.events import (
    ClubRegisteredInLedger,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.queries.asking import Asking


@dataclass(frozen=True)
class Ahead(Asking):
    """A question that knows the names which a dry run would register, by subject."""

    new: Mapping[str, str]

    def named(self, subjects: Iterable[str | None]) -> Callable[[str | None], str | None]:
        """A lookup of names to show, those to be registered among them."""
        on_record = Asking.named(self, subjects)
        return lambda subject: self.new.get(subject or "") or on_record(subject)


def knowing(asking: Asking, entries: Iterable[Entry]) -> Asking:
    """The same question with the names that these entries register."""
    new = {
        entry.subject: entry.event.name
        for entry in entries
        if isinstance(
            entry.event, PlayerRegisteredInLedger | ClubRegisteredInLedger | SourceRegistered
        )
    }
    known = {field.name: getattr(asking, field.name) for field in fields(Asking)}
    return Ahead(**known, new=new) if new else asking
