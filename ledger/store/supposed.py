"""What would stand on record: a ledger read up to a position, and entries nobody wrote behind it.

For asking what would follow. Nothing is ever appended to it; the ledger beneath stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final, NamedTuple, NoReturn
from uuid import UUID

from sqlalchemy import Connection

from ledger.store.errors import ReadOnly
from ledger.store.store import Store
from ledger.store.values import Head, Stored

_NEVER: Final = "what is only supposed is never written"


class Supposed(NamedTuple):
    """An entry as it would stand on record, with the other subjects it names."""

    stored: Stored
    mentions: tuple[str, ...]


class SupposedStore(Store):
    """A ledger as known at a moment, up to a position, with supposed entries behind it.

    Its positions go on from there. It is read like any other and refuses to be written to.
    """

    def __init__(
        self, base: Store, *, upto: int, known_at: datetime, supposed: Sequence[Supposed] = ()
    ) -> None:
        super().__init__(base.database)
        self._base = base
        self._upto = upto
        self._known_at = known_at
        self._supposed = tuple(supposed)

    def _stored(self) -> list[Stored]:
        return [one.stored for one in self._supposed]

    def _within(self, lte: int | None) -> int:
        return self._upto if lte is None else min(lte, self._upto)

    def _known(self, found: Stored | None) -> bool:
        """Whether an entry of the ledger beneath counts here."""
        if found is None or found.position > self._upto:
            return False
        return found.known_at is None or found.known_at <= self._known_at

    def stream(
        self,
        subjects: Sequence[str],
        *,
        upto: int | None = None,
        kinds: Collection[str] | None = None,
    ) -> list[Stored]:
        """Return the entries of those streams together, the supposed ones last."""
        wanted = frozenset(subjects)
        found = self._base.stream(subjects, upto=self._within(upto), kinds=kinds)
        return [one for one in found if self._known(one)] + [
            one for one in self._behind(upto, kinds) if one.subject in wanted
        ]

    def _behind(self, lte: int | None, kinds: Collection[str] | None) -> Iterator[Stored]:
        for one in self._stored():
            if (lte is None or one.position <= lte) and (kinds is None or one.kind in kinds):
                yield one

    def entries(
        self,
        *,
        gt: int = 0,
        lte: int | None = None,
        kinds: Collection[str] | None = None,
        page: int = 1000,
    ) -> Iterator[Stored]:
        """Yield entries in the order recorded, the supposed ones last."""
        found = self._base.entries(gt=gt, lte=self._within(lte), kinds=kinds, page=page)
        yield from (one for one in found if self._known(one))
        yield from (one for one in self._behind(lte, kinds) if one.position > gt)

    def by_id(self, entry_id: UUID) -> Stored | None:
        """Return the entry with that id, if it is on record or supposed."""
        own = next((one for one in self._stored() if one.entry_id == entry_id), None)
        found = own or self._base.by_id(entry_id)
        return found if own is not None or self._known(found) else None

    def subjects_of(self, entry_ids: Sequence[UUID]) -> dict[UUID, str]:
        """Return in whose stream each of those entries stands."""
        own = {one.entry_id: one.subject for one in self._stored()}
        found = self._base.subjects_of(entry_ids)
        return found | {one: own[one] for one in entry_ids if one in own}

    def by_position(self, position: int) -> Stored | None:
        """Return the entry at that position."""
        if position <= self._upto:
            return self._base.by_position(position)
        return next((one for one in self._stored() if one.position == position), None)

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded by a moment; what is supposed was never recorded."""
        return self._within(self._base.position_at(moment))

    def by_id_prefix(self, prefix: str) -> list[Stored]:
        """Return entries whose id starts as people paste it, on record or supposed."""
        digits = prefix.strip().lower().replace("-", "")
        own = [one for one in self._stored() if digits and one.entry_id.hex.startswith(digits)]
        return [one for one in self._base.by_id_prefix(prefix) if self._known(one)] + own

    def numbers(self, subjects: Sequence[str]) -> dict[str, int]:
        """Return the number of each stream's last entry, 0 for an empty one."""
        last = dict.fromkeys(subjects, 0)
        for one in self.stream(subjects):
            last[one.subject] = max(last[one.subject], one.number)
        return last

    def subjects_changed(
        self, *, gt: int, lte: int, kinds: Collection[str] | None = None
    ) -> dict[str, tuple[datetime | None, bool]]:
        """Return whose streams grew between two positions."""
        found = self._base.subjects_changed(gt=gt, lte=self._within(lte), kinds=kinds)
        for one in self._behind(lte, kinds):
            if one.position > gt:
                earliest, about_the_book = found.get(one.subject, (one.known_at, False))
                moments = [at for at in (earliest, one.known_at) if at is not None]
                found[one.subject] = (
                    min(moments, default=None),
                    about_the_book or one.known_at is None,
                )
        return dict(sorted(found.items()))

    def grown(self, subjects: Sequence[str], *, gt: int, lte: int) -> set[str]:
        """Return those whose kept rows are not those of here: who grew since, or is supposed to."""
        own = {one.subject for one in self._stored() if one.position <= gt}
        return self._base.grown(subjects, gt=self._within(gt), lte=lte) | own.intersection(subjects)

    def latest_known(self, *, lte: int, gt: int = 0) -> datetime | None:
        """Return the latest moment at which anything on record was known."""
        return self._base.latest_known(lte=self._within(lte), gt=gt)

    def subjects(self, *, prefix: str = "", after: str = "", limit: int = 1000) -> list[str]:
        """Return the next subjects, on record or supposed, in byte order."""
        found = self._base.subjects(prefix=prefix, after=after, limit=limit)
        end = found[-1] if len(found) == limit else None
        own = {
            one.subject
            for one in self._stored()
            if one.subject.startswith(prefix)
            and one.subject > after
            and (end is None or one.subject < end)
        }
        return sorted({*found, *own})[:limit]

    def mentioned_in(self, mention: str, *, upto: int | None = None) -> list[str]:
        """Return the subjects whose streams name another, up to a position, in byte order."""
        found = self._base.mentioned_in(mention, upto=self._within(upto))
        own = {
            one.stored.subject
            for one in self._supposed
            if mention in one.mentions and (upto is None or one.stored.position <= upto)
        }
        return sorted({*found, *own})

    def head(self) -> Head:
        """Return the last position of the ledger beneath, and the seal over it."""
        return self._base.head()

    def append(self, *_: object, **__: object) -> NoReturn:
        """Refuse: what is supposed is never written."""
        raise ReadOnly(self.url, _NEVER)

    def write(self) -> AbstractContextManager[Connection]:
        """Refuse: nothing of it is kept."""
        raise ReadOnly(self.url, _NEVER)

    @property
    def read_only(self) -> bool:
        """Always: the ledger beneath is not to be changed by what is supposed."""
        return True

    def close(self) -> None:
        """Leave the ledger beneath open; whoever opened it closes it."""
