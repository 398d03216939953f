"""Names: what players, clubs and sources are called, so that people need not type ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from anyascii import anyascii

from ledger.domain.entry import Recorded
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    ExternalIdLinked,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.projections.base import History, Projection, table

NAME_KINDS: Final = frozenset(
    {
        "PlayerRegisteredInLedger",
        "ClubRegisteredInLedger",
        "SourceRegistered",
        "AliasAdded",
        "ExternalIdLinked",
    }
)


class NameRow(NamedTuple):
    """One name of one subject. ``folded`` is what is looked up; the first name is the shown one.

    ``detail`` is the association of a club, the type of a source, the position of a player;
    ``scheme`` names the register of an external id.
    """

    subject: str
    type: str
    name: str
    folded: str
    primary: bool
    detail: str | None
    born: str | None
    club: str | None
    scheme: str | None
    entry: int


_PLAIN: Final = {
    number: letter.lower() if letter.isalnum() else None if letter == "'" else " "
    for number, letter in enumerate(map(chr, range(128)))
}


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """The form in which names are compared: plain lower-case letters and figures, single spaces."""
    ascii_name = name if name.isascii() else anyascii(name)
    return " ".join(ascii_name.translate(_PLAIN).split())


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """The id a name gives: ``Pierre Kalulu`` gives ``pierre-kalulu``."""
    return fold_name(name).replace(" ", "-")[:80].strip("-")


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """Every name of one subject: its own, its id, its aliases, its external ids.

    Ids that were merged keep their names apart: whom a name leads to is asked at a position.
    """
    streams: dict[str, list[Recorded]] = {}
    for item in history.live:
        streams.setdefault(item.entry.subject, []).append(item)
    for subject, items in streams.items():
        yield from _names(subject, items)


def _names(subject: str, items: Iterable[Recorded]) -> Iterator[NameRow]:
    subject_type = subject.partition(":")[0]
    seen: set[tuple[str, str | None]] = set()
    shown = False
    for item in items:
        event = item.event
        names: list[tuple[str, str | None]] = []
        detail: str | None = None
        born = club = None
        match event:
            case PlayerRegisteredInLedger():
                names = [(event.name, None), *((alias, None) for alias in event.aliases)]
                detail, born = event.position, event.born.text if event.born else None
            case ClubRegisteredInLedger():
                names = [(event.name, None), *((alias, None) for alias in event.aliases)]
                detail = event.association
            case SourceRegistered():
                names = [(event.name, None), *((alias, None) for alias in event.aliases)]
                detail, club = event.type, event.club
            case AliasAdded():
                names = [(event.alias, None)]
            case ExternalIdLinked():
                names = [(event.id, event.scheme)]
            case _:
                continue
        names.extend((x.id, x.scheme) for x in getattr(event, "external_ids", ()))
        for name, scheme in names:
            folded = name if scheme is not None else fold_name(name)
            if (folded, scheme) in seen or not folded:
                continue
            primary = scheme is None and not shown
            shown = shown or primary
            seen.add((folded, scheme))
            yield NameRow(
                subject,
                subject_type,
                name,
                folded,
                primary,
                detail,
                born,
                club,
                scheme,
                item.position,
            )


NAMES: Final = Projection(
    name="names",
    table=table("names", NameRow, ("folded", "type"), ("subject",), over_knowledge=False),
    kinds=NAME_KINDS,
    fold=fold,
    subjects=("player", "club", "source"),
)
