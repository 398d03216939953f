"""The log: entries as people read them, and one entry in full."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from ledger.domain.book import amendments, live
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.errors import Ambiguous, NotFound
from ledger.domain.events import MergeReverted
from ledger.domain.identity import LEDGER
from ledger.domain.references import mentions_of
from ledger.queries import names
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded
from ledger.queries.sentences import named_in, sentence
from ledger.store import Store

LIMIT: Final = 1_000_000
PAGE: Final = 1_000
_POSITION: Final = re.compile(r"#?[0-9]{1,12}")
_ID: Final = re.compile(r"[0-9a-f]{6,32}")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as it was written: its place, when it happened, who says so, and what.

    ``known`` is when the world knew, empty for entries about the book. ``source`` and ``cites``
    are ids. ``amended`` tells where it counts no longer as written: ``corrected by #21``,
    ``reverted by #22``.
    """

    position: int
    entry_id: str
    subject: str
    name: str
    kind: str
    occurred: str | None
    published: str | None
    known: str | None
    recorded: str
    basis: str | None
    source: str
    cites: str
    deal: str | None
    says: str
    amended: str | None


class NoSuchEntry(NotFound):
    """No entry on record has that id or position."""

    def __init__(self, which: object) -> None:
        super().__init__(
            f"No entry {which} is on record. List the entries with their ids with `tledger log`, "
            f"or name one by its position (#12)."
        )


class SeveralEntries(Ambiguous):
    """The beginning of an id fits several entries."""

    def __init__(self, which: str, found: Sequence[str]) -> None:
        super().__init__(
            f"{len(found)} entries begin with {which}: {', '.join(found)}. Give more of the id."
        )


def entry(store: Store, which: UUID | str | int) -> Recorded:
    """One entry by its id, the beginning of its id, or its position (``12`` or ``#12``)."""
    if isinstance(which, UUID):
        stored = store.by_id(which)
    else:
        text = str(which).removeprefix("#")
        if isinstance(which, int) or _POSITION.fullmatch(str(which)):
            stored = store.by_position(int(text)) if text.isdigit() and int(text) else None
        else:
            matches = store.by_id_prefix(text)
            if len(matches) > 1:
                raise SeveralEntries(text, [str(match.entry_id) for match in matches])
            stored = matches[0] if matches else None
    if stored is None:
        raise NoSuchEntry(which)
    return recorded(stored)


def looks_like_an_entry(text: str) -> bool:
    """Whether a text is an entry's id, the beginning of one, or a position, rather than a name."""
    plain = text.replace("-", "")
    return bool(_POSITION.fullmatch(text)) or (
        bool(_ID.fullmatch(plain)) and any(letter.isdigit() for letter in plain)
    )


def log(
    asking: Asking,
    subject: str | None,
    *,
    kinds: Iterable[str] | None = None,
    source: str | None = None,
    limit: int | None = None,
) -> Answer[LogRow]:
    """Entries newest first: of everything, of a player, club or source, or of a deal.

    Only what was known by ``known_at`` and is on record up to the position asked for; of a day
    somebody names, only what had happened by then.
    """
    wanted = frozenset(kinds) if kinds is not None else None
    who = asking.one(source, "source").id if source is not None else None
    found = (
        item
        for item in _newest_first(asking, subject)
        if (wanted is None or item.entry.kind in wanted)
        and asking.knows(item)
        and _happened(item, asking.day_asked)
        and (who is None or any(who in (e.source, *e.cites) for e in item.entry.evidence))
    )
    most = min(limit or LIMIT, LIMIT)
    return Answer(rows_of(asking, list(islice(found, most))), asking.meta)


def _happened(item: Recorded, by: date | None) -> bool:
    """Whether an entry is of that football day or an earlier one; the book itself has no days."""
    if by is None or item.known_at is None:
        return True
    when = item.entry.occurred_on or item.entry.published_at
    # What was signed ahead happened when it was signed, not when it takes effect.
    return (min(item.day, when.last_day) if when is not None else item.day) <= by


def log_entries(asking: Asking, subject: str, kinds: Collection[str]) -> Iterator[Recorded]:
    """Entries of these kinds about a player, club, source or deal, newest first."""
    every = list(_entries(asking, subject))
    yield from (item for item in reversed(every) if item.entry.kind in kinds)


def _newest_first(asking: Asking, subject: str | None) -> Iterator[Recorded]:
    """Entries from the last one back; of the whole book a page at a time, as far as needed."""
    if subject is not None:
        yield from reversed(list(_entries(asking, subject)))
        return
    last = asking.position or asking.store.head().position
    while last > 0:
        page = list(asking.store.entries(gt=max(0, last - PAGE), lte=last))
        yield from (recorded(stored) for stored in reversed(page))
        last -= PAGE


def _entries(asking: Asking, subject: str) -> Iterator[Recorded]:
    """The entries about a player, club, source or deal, in the order of position."""
    if subject.count("/") == 2 and ":" not in subject:  # noqa: PLR2004 - the shape of a deal's id
        members = asking.identities.members(f"player:{subject.split('/', maxsplit=1)[0]}")
        yield from _of_deal(asking, subject, members)
        return
    members = asking.identities.members(somebody(asking, subject))
    streams = {*members}
    for member in members:
        naming = asking.store.mentioned_in(member, upto=asking.position)
        streams.update(who for who in naming if _may_be_about(member, who))
    told: set[UUID] = set()
    for stored in asking.store.stream(sorted(streams), upto=asking.position):
        item = recorded(stored)
        if stored.subject in members or _names_one_of(members, item, told):
            told.add(item.entry_id)
            yield item


def _of_deal(asking: Asking, deal: str, members: Sequence[str]) -> Iterator[Recorded]:
    """The entries of a deal, and those that amend them or take them back."""
    told: set[UUID] = set()
    for stored in asking.store.stream(members, upto=asking.position):
        item = recorded(stored)
        if stored.deal == deal or item.event.__dict__.get("target") in told:
            told.add(item.entry_id)
            yield item


def _may_be_about(member: str, stream: str) -> bool:
    """Whether entries of another stream are about somebody: a club's deals, a club's squad list."""
    return stream == LEDGER or member.startswith("club:") or stream.startswith("club:")


def _names_one_of(members: Collection[str], item: Recorded, told: Collection[UUID]) -> bool:
    """Whether an entry elsewhere is about them: it names one, or an entry of theirs that does."""
    if item.event.__dict__.get("target") in told:
        return True
    named = mentions_of(item.entry) if item.entry.subject == LEDGER else named_in(item.event)
    return not set(named).isdisjoint(members)


def somebody(asking: Asking, asked: str) -> str:
    """The subject that goes by that name: a player, else a club, else a source."""
    if asked == LEDGER or asked.partition(":")[0] in ("player", "club", "source", "window"):
        return asked
    sorts: tuple[names.SubjectType, ...] = ("player", "club", "source")
    for sort in sorts:
        found = asking.find(asked, sort)
        if len(found) == 1:
            return found[0].subject
        if found:
            raise names.SeveralByThatName(asked, sort, found)
    return asking.player(asked).subject


def rows_of(asking: Asking, entries: Sequence[Recorded]) -> list[LogRow]:
    """Entries as rows of a log, in the order given."""
    subjects = {item.entry.subject for item in entries}
    subjects.update(who for item in entries for who in named_in(item.event))
    named = asking.named(subjects)
    became = amended(asking, {item.entry.subject for item in entries})
    return [
        LogRow(
            position=item.position,
            entry_id=str(item.entry_id),
            subject=item.entry.subject,
            name=named(item.entry.subject) or item.entry.subject,
            kind=item.entry.kind,
            occurred=_text(item.entry.occurred_on),
            published=_text(item.entry.published_at),
            known=item.known_at.isoformat().replace("+00:00", "Z") if item.known_at else None,
            recorded=item.recorded_at.isoformat().replace("+00:00", "Z"),
            basis=item.entry.basis,
            source=", ".join(dict.fromkeys(piece.source for piece in item.entry.evidence)),
            cites=", ".join(cited for piece in item.entry.evidence for cited in piece.cites),
            deal=item.entry.deal,
            says=sentence(item, named),
            amended=became.get(item.entry_id),
        )
        for item in entries
    ]


def amended(asking: Asking, subjects: AbstractSet[str]) -> dict[UUID, str]:
    """What became of the entries of these subjects that count no longer as written, by id.

    An amendment stands in the stream of what it amends. Few streams are read by themselves; for
    many, one walk through the book is shorter.
    """
    kinds = BOOK_KINDS | {"MergeReverted"}
    if len(subjects) <= _FEW_STREAMS:
        stored = asking.store.stream(sorted(subjects), upto=asking.position, kinds=kinds)
    else:
        stored = list(asking.store.entries(lte=asking.position, kinds=kinds))
    book = [recorded(one) for one in stored]
    reverted = {
        item.event.target: f"reverted by #{item.position}"
        for item in live(book)
        if isinstance(item.event, MergeReverted)
    }
    return reverted | amendments(book)


_FEW_STREAMS: Final = 20


def _text(value: object) -> str | None:
    return str(value) if value is not None else None
