"""Replay: a window's events in the order the world learned them, and what each one changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.domain.book import live
from ledger.domain.career import CAREER_KINDS, Career, Spell, career
from ledger.domain.claims import claims
from ledger.domain.contradictions import Contradiction
from ledger.domain.deal import by_known
from ledger.domain.deal import deal as fold_deal
from ledger.domain.entry import Recorded
from ledger.domain.events import kinds_of
from ledger.domain.flags import flags_of
from ledger.domain.regulations.windows import Window, window_named
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.log import LogRow, rows_of
from ledger.queries.persons import recorded
from ledger.queries.sentences import clubs_in, with_names
from ledger.queries.windows import associations, on_record, window_for

REPLAYED = kinds_of("reports", "steps", "movements", "contracts", "squad")


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a replay and its effect.

    ``known`` is when the world learned it. ``squads`` tells who joined or left which club from
    which day on, ``deal_change`` how the deal's state moved, ``terms`` what was told anew or
    superseded, ``flags`` what it raised; each is empty where nothing changed.
    """

    frame: int
    position: int
    known: str
    occurred: str | None
    player_id: str
    player: str
    kind: str
    says: str
    basis: str | None
    source: str
    deal: str | None
    deal_change: str
    squads: str
    terms: str
    flags: str


def replay(asking: Asking, name: str, club: str | None = None) -> Answer[Frame]:
    """Walk a window's events in the order (known to the world, position)."""
    which = asking.club(club).id if club is not None else None
    windows = _Windows(asking, name, which)
    people = _people(asking, which)
    chosen: list[tuple[Recorded, Effect]] = []
    for items in people.values():
        chosen.extend(
            (item, effect(items, item))
            for item in items
            if _in_window(item, windows.of(item)) and _concerns(item, which)
        )
    chosen.sort(key=lambda pair: (pair[0].known_at or pair[0].recorded_at, pair[0].position))
    rows = rows_of(asking, [item for item, _ in chosen])
    texts = [text for _, done in chosen for text in done.texts]
    said = with_names(asking, texts)
    person_of = asking.identities.person_of
    frames = [
        _frame(number, row, person_of(row.subject), done, said)
        for number, (row, (_, done)) in enumerate(zip(rows, chosen, strict=True), start=1)
    ]
    return Answer(frames, asking.meta)


class _Windows:
    """The dates of one window: of the club's association, else of each deal's engaging club's."""

    def __init__(self, asking: Asking, name: str, club: str | None) -> None:
        self._name = name
        self._defined = on_record(asking)
        self._associations = associations(asking) if club is None else {}
        self._one = window_for(asking, name, club) if club is not None else None
        self._known: dict[str | None, Window] = {}

    def of(self, item: Recorded) -> Window:
        """The window an entry would have to fall in."""
        if self._one is not None:
            return self._one
        engaging = item.event.__dict__.get("to_club") or item.event.__dict__.get("club")
        association = self._associations.get(f"club:{engaging}")
        if association not in self._known:
            self._known[association] = window_named(self._name, association, self._defined)
        return self._known[association]


def _people(asking: Asking, club: str | None) -> dict[str, list[Recorded]]:
    """The live entries known by then of everybody concerned, by person, as the world learned."""
    known = asking.identities
    stored = (
        asking.store.stream(asking.around(club), upto=asking.position)
        if club is not None
        else asking.store.entries(lte=asking.position)
    )
    people: dict[str, list[Recorded]] = {}
    for one in stored:
        if one.subject.startswith(("player:", "club:")):
            people.setdefault(known.person_of(one.subject), []).append(recorded(one))
    return {
        person: by_known(
            item
            for item in live(known.unified(items))
            if item.known_at is not None and item.known_at <= asking.known_at
        )
        for person, items in people.items()
    }


def _in_window(item: Recorded, window: Window) -> bool:
    """Whether an event belongs to a window: it says so, or it happened while it was open."""
    if item.entry.kind not in REPLAYED:
        return False
    stated = getattr(item.event, "window", None)
    if stated is not None:
        bare = window.id[-11:] if window.association else window.id
        return bool(stated in (window.id, bare) or stated.endswith(f"-{bare}"))
    return window.first_day <= item.day <= window.last_day


def _concerns(item: Recorded, club: str | None) -> bool:
    if club is None:
        return True
    return item.entry.subject == f"club:{club}" or f"club:{club}" in set(clubs_in(item.event))


@dataclass(frozen=True)
class Effect:
    """What one entry changed; clubs stand by id in braces in ``squads`` and ``flags``."""

    deal_change: str
    squads: tuple[str, ...]
    terms: tuple[str, ...]
    flags: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that name clubs by id."""
        return (*self.squads, *self.flags)


def effect(items: Sequence[Recorded], item: Recorded) -> Effect:
    """What one entry changed: the folds with it, against the folds of all learned before it."""
    upto = items.index(item)
    before, after = items[:upto], items[: upto + 1]
    moved = item.entry.kind in CAREER_KINDS
    deal = item.entry.deal
    earlier, later = career(before), career(after)
    known = {flag.key for flag in _flags(before, earlier)}
    return Effect(
        deal_change=_deal_change(deal, before, after) if deal is not None else "",
        squads=tuple(_squads(earlier.spells, later.spells)) if moved else (),
        terms=tuple(_terms(deal, after, item)) if deal is not None else (),
        flags=tuple(
            f"{flag.rule} {flag.code}: {flag.record}"
            for flag in _flags(after, later)
            if flag.key not in known
        ),
    )


def _flags(items: Sequence[Recorded], folded: Career) -> list[Contradiction]:
    return [*folded.contradictions, *flags_of(items, folded)]


def _deal_change(name: str, before: Sequence[Recorded], after: Sequence[Recorded]) -> str:
    was = [item for item in before if item.entry.deal == name]
    now = [item for item in after if item.entry.deal == name]
    old = fold_deal(name, was).headline if was else "new"
    new = fold_deal(name, now).headline
    return f"{old} → {new}" if old != new else ""


def _squads(earlier: Sequence[Spell], later: Sequence[Spell]) -> Iterator[str]:
    """Who is where from which day on, where that differs; ends that follow by themselves apart."""
    begun = {_start(spell) for spell in earlier}
    known = {(*_start(spell), spell.valid_to) for spell in earlier}
    for spell in later:
        if _start(spell) in begun or spell.valid_from is None or spell.how == "inferred":
            continue
        start = spell.valid_from.isoformat()
        if spell.club != spell.parent_club:
            until = f" until {spell.loan.until.isoformat()}" if spell.loan is not None else ""
            yield (
                f"+{{{spell.club}}} on loan from {{{spell.parent_club}}} from {start}{until}; "
                f"−{{{spell.parent_club}}}"
            )
        else:
            left = next((one for one in later if one.valid_to == spell.valid_from), None)
            gone = f"; −{{{left.club}}}" if left is not None and left.club != spell.club else ""
            yield f"+{{{spell.club}}} from {start}{gone}"
    for spell in later:
        if spell.valid_to is not None and spell.ended_how == "recorded":
            ended = (*_start(spell), spell.valid_to)
            follows = any(other.valid_from == spell.valid_to for other in later)
            if ended not in known and not follows:
                yield f"−{{{spell.club}}} from {spell.valid_to.isoformat()}"


def _start(spell: Spell) -> tuple[str | None, str | None, date | None]:
    return (spell.parent_club, spell.club, spell.valid_from)


def _terms(deal: str, after: Sequence[Recorded], item: Recorded) -> Iterator[str]:
    """The terms this entry tells, and those it changed the standing of."""
    for claim in claims(one for one in after if one.entry.deal == deal):
        if claim.entry is item:
            yield f"{claim.term} {claim.value} ({claim.status})"
        elif claim.by is item and claim.status in ("superseded", "contradicted", "retracted"):
            yield f"{claim.term} {claim.value} of #{claim.entry.position} {claim.status}"


def _frame(number: int, row: LogRow, person: str, done: Effect, said: dict[str, str]) -> Frame:
    return Frame(
        frame=number,
        position=row.position,
        known=row.known or row.recorded,
        occurred=row.occurred,
        player_id=person.partition(":")[2],
        player=row.name,
        kind=row.kind,
        says=row.says,
        basis=row.basis,
        source=row.source,
        deal=row.deal,
        deal_change=done.deal_change,
        squads="; ".join(said[text] for text in done.squads),
        terms="; ".join(done.terms),
        flags="; ".join(said[text] for text in done.flags),
    )
