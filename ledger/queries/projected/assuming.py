"""A question on a fork: what is on record, and entries that are only supposed behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from ledger.projections import NAMES
from ledger.queries import names
from ledger.queries.answers import Meta
from ledger.queries.asking import Asking
from ledger.store import Supposed, SupposedStore


@dataclass(frozen=True)
class Supposing(Asking):
    """A question on a fork; whoever is only supposed to exist answers to his name too."""

    base: Asking
    supposed: tuple[Supposed, ...]

    @property
    def meta(self) -> Meta:
        """The moment of what is on record, and how many entries are assumed beside it."""
        beneath = self.base.meta
        return replace(beneath, on=self.on, assumed=beneath.assumed + len(self.supposed))

    @cached_property
    def _newcomers(self) -> list[str]:
        return sorted({one.stored.subject for one in self.supposed})

    @contextmanager
    def registers(self, sort: names.SubjectType) -> Iterator[tuple[names.Register, ...]]:
        """Where to look a name up: on record, and among what is supposed."""
        with (
            self.base.registers(sort) as beneath,
            self.over(lambda: self._newcomers, NAMES) as tables,
        ):
            yield (*beneath, names.Register(tables))


def supposing(asking: Asking, supposed: Sequence[Supposed]) -> Supposing:
    """The same question with these entries behind what it counts."""
    store = SupposedStore(
        asking.store, upto=asking.upto, known_at=asking.known_at, supposed=supposed
    )
    return Supposing(
        store=store,
        connection=asking.connection,
        fresh=asking.fresh,
        on=asking.on,
        known_at=asking.known_at,
        position=asking.upto + len(supposed),
        now=asking.now,
        day_asked=asking.day_asked,
        base=asking,
        supposed=tuple(supposed),
    )
