"""Identities: who somebody is in this ledger and in other registers, and of whom it is unsure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import ValidationError
from sqlalchemy import select

from ledger.domain.book import live
from ledger.domain.entry import Recorded
from ledger.domain.errors import Malformed, NotFound
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    EntitiesToldApart,
    ExternalId,
    ExternalIdLinked,
    IdentityDoubted,
    PlayerRegisteredInLedger,
)
from ledger.domain.identity import LEDGER
from ledger.projections import NAMES
from ledger.queries import names
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded

AT_ONCE: Final = 500
_T: Final = NAMES.table.c
_SORTS: Final[tuple[Literal["player", "club"], ...]] = ("player", "club")


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """One thing that tells who a player or a club is.

    ``what`` is id, merged id, name, alias, external id, born, nationality, association, succeeds
    or told apart from. ``own_id`` is the id in whose stream it stands; ``since`` and ``until`` are
    the days a name was in use, where they are known.
    """

    what: str
    value: str
    language: str | None
    since: str | None
    until: str | None
    own_id: str
    entry: int


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Somebody in a file of whom it is not known whether he is one of those on record.

    ``external_id`` is what the file calls him, ``candidates`` are the ids he may be, ``file`` and
    ``line`` where he stands. ``told_apart`` are the candidates that he was told apart from.
    """

    external_id: str
    name: str
    born: str | None
    nationalities: str
    candidates: str
    candidate_names: str
    told_apart: str
    why: str
    source: str
    file: str | None
    line: int | None
    times: int
    entry: int


class NoSuchDoubt(NotFound):
    """No open doubt goes by that external id."""

    def __init__(self, external_id: ExternalId) -> None:
        super().__init__(
            f"No doubt about {external_id} is open: nobody on record carries that id, and no "
            f"import left him out. List the open ones with `tledger ids doubts`."
        )


def external(asked: str) -> ExternalId | None:
    """An external id, where what was asked is one: ``transfermarkt:342385``."""
    scheme, colon, _ = asked.partition(":")
    subject = scheme.strip() in ("player", "club", "source", "window")
    return external_id_of(asked) if colon and not subject else None


def external_id_of(asked: str) -> ExternalId:
    """An external id as people write it, register first: ``transfermarkt:342385``.

    Raises:
        Malformed: it is none.
    """
    scheme, _, number = (part.strip() for part in asked.partition(":"))
    try:
        return ExternalId(scheme=scheme.lower(), id=number)
    except ValidationError as error:
        raise Malformed(
            f"Cannot read {asked!r} as the id of another register. Write the register and the id, "
            f"as in transfermarkt:342385."
        ) from error


def somebody(asking: Asking, asked: str, *, as_written: bool = False) -> str:
    """The player or club that goes by that id, name or external id, as a subject.

    ``as_written`` leaves an id that was merged away as it is.

    Raises:
        NoSuchName: nobody does; SeveralByThatName where several do.
    """
    for sort in _SORTS:
        found = (
            names.find(asking.connection, asked, sort) if as_written else asking.find(asked, sort)
        )
        if len(found) == 1:
            return found[0].subject
        if found:
            raise names.SeveralByThatName(asked, sort, found)
    return asking.player(asked).subject


def carriers(asking: Asking, external_ids: Iterable[ExternalId]) -> dict[ExternalId, list[str]]:
    """Who carries each of these external ids, by surviving id."""
    found: dict[ExternalId, set[str]] = {one: set() for one in external_ids}
    wanted = sorted({one.id for one in found})
    for start in range(0, len(wanted), AT_ONCE):
        rows = asking.connection.execute(
            select(_T.scheme, _T.folded, _T.subject).where(
                _T.folded.in_(wanted[start : start + AT_ONCE]), _T.scheme.is_not(None)
            )
        )
        for scheme, number, subject in rows:
            one = ExternalId(scheme=scheme, id=number)
            if one in found:
                found[one].add(asking.identities.person_of(subject))
    return {one: sorted(subjects) for one, subjects in found.items()}


def identity(asking: Asking, asked: str) -> Answer[IdentityRow]:
    """Every id, name and external id of a player or club, and whom it was told apart from.

    Of a day somebody names, only the names that were in use on it, as far as that is told.
    """
    subject = somebody(asking, asked)
    survivor, *merged = asking.identities.members(subject)
    items = asking.entries(survivor)
    first = {item.entry.subject: item.position for item in reversed(items)}
    rows = [_row("id", survivor.partition(":")[2], survivor, first.get(survivor, 0))]
    for other in merged:
        merge = asking.identities.merged_by(other)
        place = merge.position if merge is not None else first.get(other, 0)
        rows.append(_row("merged id", other.partition(":")[2], other, place))
    for item in items:
        rows.extend(_told(item))
    for item in asking.identities.apart:
        rows.extend(_apart(item, {survivor, *merged}))
    if asking.day_asked is not None:
        day = asking.day_asked.isoformat()
        rows = [row for row in rows if (row.since or day) <= day <= (row.until or day)]
    order = {what: place for place, what in enumerate(_ORDER)}
    rows.sort(key=lambda row: (order[row.what], row.entry))
    return Answer(list(dict.fromkeys(rows)), asking.meta)


_ORDER: Final = (
    "id",
    "merged id",
    "name",
    "alias",
    "born",
    "nationality",
    "association",
    "succeeds",
    "external id",
    "told apart from",
)


def _row(what: str, value: str, subject: str, entry: int) -> IdentityRow:
    return IdentityRow(what, value, None, None, None, subject.partition(":")[2], entry)


def _told(item: Recorded) -> Iterator[IdentityRow]:
    event, subject, place = item.event, item.entry.subject, item.position
    match event:
        case PlayerRegisteredInLedger() | ClubRegisteredInLedger():
            yield _row("name", event.name, subject, place)
            yield from (_row("alias", alias, subject, place) for alias in event.aliases)
            yield from (_row("external id", str(x), subject, place) for x in event.external_ids)
        case AliasAdded():
            yield IdentityRow(
                "alias",
                event.alias,
                event.language,
                event.since.isoformat() if event.since is not None else None,
                event.until.isoformat() if event.until is not None else None,
                subject.partition(":")[2],
                place,
            )
        case ExternalIdLinked():
            yield _row("external id", f"{event.scheme}:{event.id}", subject, place)
        case _:
            return  # what he did, not who he is
    if isinstance(event, PlayerRegisteredInLedger):
        if event.born is not None:
            yield _row("born", str(event.born), subject, place)
        yield from (_row("nationality", one, subject, place) for one in event.nationalities)
    elif isinstance(event, ClubRegisteredInLedger):
        if event.association is not None:
            yield _row("association", event.association, subject, place)
        if event.succeeds is not None:
            yield _row("succeeds", event.succeeds, subject, place)


def _apart(item: Recorded, members: Collection[str]) -> Iterator[IdentityRow]:
    event = item.event
    assert isinstance(event, EntitiesToldApart)  # noqa: S101 - what told_apart holds
    if event.one in members:
        other = event.other.partition(":")[2] if event.other else str(event.external_id)
        yield _row("told apart from", other, event.one, item.position)
    elif event.other in members:
        yield _row("told apart from", event.one.partition(":")[2], event.other or "", item.position)


def doubts_about(asking: Asking) -> dict[ExternalId, list[Recorded]]:
    """The doubts on record whose external id nobody carries, each with every time it came up."""
    stream = asking.store.stream([LEDGER], upto=asking.position)
    raised: dict[ExternalId, list[Recorded]] = {}
    for item in live([recorded(stored) for stored in stream]):
        if isinstance(item.event, IdentityDoubted):
            raised.setdefault(item.event.external_id, []).append(item)
    carried = carriers(asking, raised)
    return {one: items for one, items in raised.items() if not carried[one]}


def doubt(asking: Asking, external_id: ExternalId) -> IdentityDoubted:
    """What an import said of somebody it left out, the last time it did.

    Raises:
        NoSuchDoubt: none did, or he is settled by now.
    """
    found = doubts_about(asking).get(external_id)
    if not found or not isinstance(found[-1].event, IdentityDoubted):
        raise NoSuchDoubt(external_id)
    return found[-1].event


def doubts(asking: Asking) -> Answer[DoubtRow]:
    """The open doubts, in the order of recording: one row for each external id."""
    found = doubts_about(asking)
    people = {
        candidate
        for items in found.values()
        if isinstance(items[-1].event, IdentityDoubted)
        for candidate in items[-1].event.candidates
    }
    named = asking.named(map(asking.identities.person_of, people))
    rows = [_doubt_row(asking, items, named) for items in found.values()]
    return Answer(rows, asking.meta)


def _doubt_row(asking: Asking, items: list[Recorded], named: names.Shown) -> DoubtRow:
    item = items[-1]
    event = item.event
    assert isinstance(event, IdentityDoubted)  # noqa: S101 - what doubts_about holds
    known, external_id = asking.identities, event.external_id
    apart = [
        candidate
        for candidate in event.candidates
        if known.apart_from_external(candidate, external_id.scheme, external_id.id)
    ]
    left = [one for one in event.candidates if one not in apart]
    persons = list(dict.fromkeys(map(known.person_of, left)))
    place = next((piece for piece in item.entry.evidence if piece.file), None)
    return DoubtRow(
        external_id=str(external_id),
        name=event.name,
        born=str(event.born) if event.born is not None else None,
        nationalities=", ".join(event.nationalities),
        candidates=", ".join(one.partition(":")[2] for one in persons),
        candidate_names=", ".join(named(one) or one for one in persons),
        told_apart=", ".join(one.partition(":")[2] for one in apart),
        why=event.why,
        source=", ".join(dict.fromkeys(piece.source for piece in item.entry.evidence)),
        file=place.file if place is not None else None,
        line=place.line if place is not None else None,
        times=len(items),
        entry=item.position,
    )
