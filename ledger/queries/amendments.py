"""Who changed what in the book, and why: corrections, voided entries, merges and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from uuid import UUID

from ledger.domain.book import live
from ledger.domain.claims import told
from ledger.domain.entry import (
    BOOK_KINDS,
    Content,
    Entry,
    EntryCorrected,
    EntryVoided,
    Recorded,
)
from ledger.domain.errors import NotFound
from ledger.domain.events import ReportRetracted
from ledger.queries import log
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded
from ledger.queries.sentences import named_in, sentence

IDENTITY_KINDS: Final = frozenset(
    {"EntitiesMerged", "MergeReverted", "EntitiesToldApart", "ExternalIdLinked"}
)
_ACTS: Final = {
    "EntitiesMerged": "merged",
    "MergeReverted": "separated",
    "EntitiesToldApart": "told apart",
    "ExternalIdLinked": "linked",
}
_TOLD_AS_TERMS: Final = frozenset(
    {"terms", "fee", "clauses", "without", "until", "wage", "compensation"}
)
_VOIDED: Final = "voided"


@dataclass(frozen=True, slots=True)
class BookRow:
    """One change of the book: what it amends, what that said before and says after, and why.

    ``target`` is the position of the entry that the change is about in the end, also where it
    amends an amendment; ``of`` that of the entry it names. ``act`` is corrected, undone, voided,
    reinstated, merged, separated, told apart or linked. ``amended`` tells what became of the
    change itself: ``voided by #22``.
    """

    position: int
    recorded: str
    act: str
    subject: str
    name: str
    target: int | None
    of: int | None
    what: str
    before: str
    after: str
    reason: str | None
    source: str
    url: str | None
    published: str | None
    kind: str
    amended: str | None
    entry_id: str

    @property
    def in_words(self) -> str:
        """What it did: ``#12 corrected: fee €50.0m → fee €5.0m (a zero too many)``."""
        what = f"#{self.target} {self.act}" if self.target is not None else self.act
        changed = " → ".join(filter(None, (self.before, self.after)))
        why = ", ".join(filter(None, (self.reason, self.source)))
        return f"{what}: {changed}" + (f" ({why})" if why else "")


class NotYetOnRecord(NotFound):
    """An entry was asked for at a position before its own."""

    def __init__(self, position: int, upto: int) -> None:
        super().__init__(
            f"Cannot show #{position} as the book stood at #{upto}: it was recorded later. Ask at "
            f"#{position} or after it, or leave the position out."
        )


class Difference(NamedTuple):
    """One term or field of an entry: what it said, and what it says instead."""

    field: str
    before: str | None
    after: str | None


def differences(was: Recorded, content: Content) -> list[Difference]:
    """What other content would change of an entry, a line for each term and field, in words."""
    fields: dict[str, Any] = {name: getattr(content, name) for name in Content.model_fields}
    entry = Entry.model_construct(subject=was.entry.subject, entry_id=was.entry_id, **fields)
    return _differences(was, replace(was, entry=entry))


def _differences(was: Recorded, now: Recorded) -> list[Difference]:
    before, after = dict(_said(was)), dict(_said(now))
    return [
        Difference(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def _said(item: Recorded) -> Iterator[tuple[str, str]]:
    """Everything an entry says, a name and words for each."""
    terms = [(term, value) for term, value, _ in told(item)]
    yield from terms
    for name in type(item.event).model_fields:
        value = getattr(item.event, name)
        told_already = name in _TOLD_AS_TERMS and (terms or not value)
        if name != "kind" and value not in (None, ()) and not told_already:
            yield name, _words(value)
    entry = item.entry
    for name in ("occurred_on", "published_at", "basis", "note", "deal"):
        if (value := getattr(entry, name)) is not None:
            yield name, str(value)
    for number, piece in enumerate(entry.evidence, start=1):
        suffix = f" {number}" if number > 1 else ""
        for name, value in piece.model_dump(mode="json", exclude_defaults=True).items():
            yield f"{name}{suffix}", _words(value)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def book_log(
    asking: Asking,
    subject: str | None = None,
    *,
    source: str | None = None,
    limit: int | None = None,
) -> Answer[BookRow]:
    """Every change of the book, the newest first: of everybody, or of what one name is about."""
    who = asking.one(source, "source").id if source is not None else None
    found = [
        item
        for item in _changes(asking, subject)
        if who is None or any(who in (e.source, *e.cites) for e in item.entry.evidence)
    ]
    return Answer(changes_of(asking, found[: limit or log.LIMIT]), asking.meta)


def chain(asking: Asking, which: Recorded) -> Answer[BookRow]:
    """What became of one entry, the oldest first, whichever of its amendments is named.

    That its source took it back stands among the amendments.

    Raises:
        NotYetOnRecord: it was recorded after the position asked for.
    """
    if which.position > asking.upto:
        raise NotYetOnRecord(which.position, asking.upto)
    stream = _stream(asking, which.entry.subject)
    by_id = {item.entry_id: item for item in stream}
    root = _root(which, by_id)
    about = [
        item
        for item in stream
        if item.entry_id != root.entry_id and asking.knows(item) and _is_about(item, root, by_id)
    ]
    return Answer(changes_of(asking, about), asking.meta)


def in_words(asking: Asking, changes: Sequence[Recorded]) -> dict[int, str]:
    """What each of these changes of the book did, in half a line, by its position."""
    return {row.position: row.in_words for row in changes_of(asking, changes)}


def _changes(asking: Asking, subject: str | None) -> list[Recorded]:
    """The entries that change the book, the newest first."""
    kinds = BOOK_KINDS | IDENTITY_KINDS
    if subject is not None:
        return list(log.log_entries(asking, subject, kinds))
    stored = list(asking.store.entries(lte=asking.upto, kinds=kinds))
    return [recorded(one) for one in reversed(stored)]


def _stream(asking: Asking, subject: str) -> list[Recorded]:
    return [recorded(one) for one in asking.store.stream([subject], upto=asking.upto)]


def _root(item: Recorded, by_id: Mapping[UUID, Recorded]) -> Recorded:
    """The entry that an amendment is about in the end; an ordinary entry is itself."""
    while isinstance(item.event, EntryCorrected | EntryVoided):
        target = by_id.get(item.event.target)
        if target is None:
            return item
        item = target
    return item


def _is_about(item: Recorded, root: Recorded, by_id: Mapping[UUID, Recorded]) -> bool:
    """Whether an entry amends another, takes it back, or amends what took it back."""
    its = _root(item, by_id)
    taken_back = isinstance(its.event, ReportRetracted) and its.event.target == root.entry_id
    return its.entry_id == root.entry_id or taken_back


def changes_of(asking: Asking, changes: Sequence[Recorded]) -> list[BookRow]:
    """These changes of the book as rows, in the order given."""
    streams = {subject: _stream(asking, subject) for subject in {c.entry.subject for c in changes}}
    amended = log.amended(asking, set(streams))
    every = (item.event for stream in streams.values() for item in stream)
    clubs = {who for event in every for who in _named_in(event)}
    named = asking.named({*streams, *clubs})
    return [_row(item, streams[item.entry.subject], named, amended) for item in changes]


def _named_in(event: Any) -> Iterable[str]:
    yield from named_in(event)
    if isinstance(event, EntryCorrected):
        yield from named_in(event.replacement.event)


def _row(
    item: Recorded,
    stream: Sequence[Recorded],
    named: Callable[[str | None], str | None],
    amended: Mapping[UUID, str],
) -> BookRow:
    by_id = {one.entry_id: one for one in stream}
    root = _root(item, by_id)
    of = by_id.get(item.event.__dict__.get("target", item.entry_id), item)
    named_entry = of.position if of.entry_id != item.entry_id else None
    act, before, after = _what_changed(item, root, stream, named)
    evidence = item.entry.evidence
    return BookRow(
        position=item.position,
        recorded=item.recorded_at.isoformat().replace("+00:00", "Z"),
        act=act,
        subject=item.entry.subject,
        name=named(item.entry.subject) or item.entry.subject,
        target=root.position if root.entry_id != item.entry_id else named_entry,
        of=named_entry,
        what=root.entry.kind,
        before=before,
        after=after,
        reason=item.event.__dict__.get("reason"),
        source=", ".join(dict.fromkeys(piece.source for piece in evidence)),
        url=next((piece.url for piece in evidence if piece.url is not None), None),
        published=str(item.entry.published_at) if item.entry.published_at is not None else None,
        kind=item.entry.kind,
        amended=amended.get(item.entry_id),
        entry_id=str(item.entry_id),
    )


def _what_changed(
    item: Recorded,
    root: Recorded,
    stream: Sequence[Recorded],
    named: Callable[[str | None], str | None],
) -> tuple[str, str, str]:
    """The act, and in words what stood before it and what stands after."""
    if isinstance(item.event, ReportRetracted):
        report = next((one for one in stream if one.entry_id == item.event.target), item)
        return "taken back", sentence(report, named), ""
    if item.entry.kind not in BOOK_KINDS:
        return _ACTS[item.entry.kind], "", sentence(item, named)
    upto = stream.index(item)
    was, now = _standing(stream[:upto], root), _standing(stream[: upto + 1], root)
    if was is None or now is None:
        before = sentence(was, named) if was is not None else _VOIDED
        after = sentence(now, named) if now is not None else _VOIDED
        return ("voided" if now is None else "reinstated"), before, after
    changed = _differences(was, now)
    before = "; ".join(f"{one.field} {one.before or 'not told'}" for one in changed)
    after = "; ".join(f"{one.field} {one.after or 'not told'}" for one in changed)
    return ("corrected" if isinstance(item.event, EntryCorrected) else "undone"), before, after


def _standing(stream: Sequence[Recorded], root: Recorded) -> Recorded | None:
    """How an entry stood at the end of what was recorded so far, None where it was voided."""
    return next((one for one in live(stream) if one.first_position == root.position), None)
