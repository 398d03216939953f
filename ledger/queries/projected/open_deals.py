"""Open deals that a club's squad hangs on: those to it, and every other way its players may go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, and_

from ledger.domain.book import live
from ledger.domain.dates import ONE_DAY
from ledger.domain.deal import Outcome
from ledger.domain.deal import retracted as taken_back
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.events import DealsLinked
from ledger.domain.loans import assumed_end
from ledger.domain.regulations.windows import window_named
from ledger.domain.terms import MoveType
from ledger.projections import DEALS
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded
from ledger.queries.projected.overtaken import overtaken
from ledger.queries.projected.stages import rank_of
from ledger.queries.windows import on_record

_D: Final = DEALS.table.c
_AT_ONCE: Final = 400
_KINDS: Final = BOOK_KINDS | {"DealsLinked", "AssessmentRecorded", "ReportRetracted"}


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """One deal that may still be done.

    ``rank`` is how far it is, as a place in the order of stages. Done, it counts from
    ``counts_from`` on, the first day of the window it aims at or today; on ``back_on`` a loan is
    over. ``called_off`` says that it was reported dead, though no club has said so. ``links`` are
    the deals it hangs together with, open or not.
    """

    deal: str
    player: str
    from_club: str | None
    to_club: str
    move: str | None
    rank: int
    window: str
    counts_from: date
    back_on: date | None
    called_off: str | None
    last_on: str
    last_entry: int
    links: frozenset[str] = frozenset()

    def counts_on(self, day: date) -> bool:
        """Whether he would be at the engaging club on that day if the deal is done."""
        return self.counts_from <= day and (self.back_on is None or day < self.back_on)


@dataclass(frozen=True, slots=True)
class Concerned:
    """What a squad hangs on: the open deals by id, and what entries say beside their tracks.

    ``ended`` are deals that open ones are linked to and that are open no more, each with its
    outcome, ``overtaken`` those that nobody ended and that the record has overtaken, each with why.
    ``entries`` are the players' assessments and links that count. ``rows`` are the open
    deals as the read model has them, ``also`` leads from every id of a deal to the one it has.
    """

    deals: Mapping[str, OpenDeal]
    rows: Mapping[str, RowMapping]
    ended: Mapping[str, str]
    overtaken: Mapping[str, str]
    entries: Sequence[Recorded]
    also: Mapping[str, str]


def concerned(asking: Asking, club: str, players: Collection[str]) -> Concerned:
    """The open deals to a club, of these players, of their rivals' packages, and so on."""
    found: dict[str, RowMapping] = {}
    entries: list[Recorded] = []
    fetched: set[str] = set()
    linked: set[str] = set()
    waiting = set(players)
    wanted: list[ColumnElement[bool]] = [and_(_D.to_club == club, _D.outcome == Outcome.OPEN)]
    subjects = {*asking.around(club)} if asking.position is not None else set[str]()
    while waiting or wanted:
        subjects |= {f"player:{player}" for player in waiting}
        rows = _rows(asking, subjects, waiting, wanted)
        fetched |= waiting
        found.update({row["deal"]: row for row in rows})
        reached = {row["player"] for row in rows if _is_open(asking, row)}
        told = _told(asking, sorted((reached | linked) & waiting))
        entries += told
        linked = _linked(asking, told, [row for row in rows if row["player"] in waiting])
        waiting = (reached | linked) - fetched
        wanted, subjects = [], set()
    return _put_together(asking, found, entries)


def _rows(
    asking: Asking,
    subjects: Collection[str],
    players: Collection[str],
    wanted: Sequence[ColumnElement[bool]],
) -> list[RowMapping]:
    ordered = sorted(players)
    parts = [ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE)]
    with asking.over(lambda: sorted(subjects), DEALS) as tables:
        return [
            row
            for where in (*wanted, *(_D.player.in_(part) for part in parts))
            for row in asking.rows(tables, DEALS, where)
        ]


def _told(asking: Asking, players: Sequence[str]) -> list[Recorded]:
    """What entries say of these players' deals beside their tracks: links and assessments."""
    known = asking.identities
    streams = [member for player in players for member in known.members(f"player:{player}")]
    if not streams:
        return []
    found = asking.store.stream(streams, upto=asking.position, kinds=_KINDS)
    told = live(known.unified([recorded(stored) for stored in found]))
    known_then = [item for item in told if asking.knows(item)]
    dead = taken_back(known_then)
    return [item for item in known_then if item.entry_id not in dead]


def _linked(asking: Asking, told: Iterable[Recorded], rows: Iterable[RowMapping]) -> set[str]:
    """The players whose deals these are linked to, or that are linked to these."""
    deals = {deal for item in told for deal in _links(item)}
    found = {asking.identities.person_of(f"player:{deal.split('/')[0]}") for deal in deals}
    for row in rows:
        if _is_open(asking, row):
            for deal in _ids(row):
                found.update(asking.store.mentioned_in(f"deal:{deal}", upto=asking.position))
    return {who.partition(":")[2] for who in map(asking.identities.person_of, found)}


def _links(item: Recorded) -> tuple[str, ...]:
    return item.event.deals if isinstance(item.event, DealsLinked) else ()


def _ids(row: RowMapping) -> tuple[str, ...]:
    return (row["deal"], *(row["also"] or "").split())


def _is_open(asking: Asking, row: RowMapping) -> bool:
    """Whether nothing official has ended it and the window it aims at has not passed."""
    today = asking.known_at.date().isoformat()
    return bool(row["outcome"] == Outcome.OPEN and row["aimed_until"] >= today)


def _put_together(
    asking: Asking, rows: Mapping[str, RowMapping], entries: Sequence[Recorded]
) -> Concerned:
    also = {other: deal for deal, row in rows.items() for other in _ids(row)}
    links: dict[str, set[str]] = {}
    for item in entries:
        one = also.get(item.entry.deal or "", item.entry.deal or "")
        for other in (also.get(deal, deal) for deal in _links(item)):
            links.setdefault(one, set()).add(other)
            links.setdefault(other, set()).add(one)
    still_open = {deal: row for deal, row in rows.items() if _is_open(asking, row)}
    ended = {
        deal: "lapsed" if row["outcome"] == Outcome.OPEN else row["outcome"]
        for deal, row in rows.items()
        if deal not in still_open and deal in links
    }
    calendar = _Calendar(asking, still_open.values())
    deals = {
        deal: _open_deal(calendar, row, frozenset(links.get(deal, ())))
        for deal, row in sorted(still_open.items())
    }
    return Concerned(deals, still_open, ended, overtaken(asking, deals), entries, also)


class _Calendar:
    """When the clubs concerned may sign players, and what day it is."""

    def __init__(self, asking: Asking, rows: Iterable[RowMapping]) -> None:
        clubs = {f"club:{row['to_club']}" for row in rows}
        self.today = asking.known_at.date()
        self._associations = asking.shown(clubs) if clubs else {}
        self._defined = on_record(asking) if clubs else []

    def first_day(self, row: RowMapping) -> date:
        """The first day on which a deal can take effect, at the earliest today.

        A player without a club may be signed between windows too.
        """
        if row["from_club"] is None and row["move"] == MoveType.FREE:
            return self.today
        association = self._associations[f"club:{row['to_club']}"].detail
        opens = window_named(row["window"], association, self._defined).first_day
        return max(opens, self.today)


def _open_deal(calendar: _Calendar, row: RowMapping, links: frozenset[str]) -> OpenDeal:
    first = calendar.first_day(row)
    back_on = None
    if row["move"] == MoveType.LOAN and row["obligation"] in (None, "none"):
        until = row["loan_until"]
        back_on = (date.fromisoformat(until) if until else assumed_end(first)) + ONE_DAY
    stage: str = row["stage"]
    dead = stage.startswith((Outcome.COLLAPSED, Outcome.HIJACKED))
    return OpenDeal(
        deal=row["deal"],
        player=row["player"],
        from_club=row["from_club"],
        to_club=row["to_club"],
        move=row["move"],
        rank=rank_of(row),
        window=row["window"],
        counts_from=first,
        back_on=back_on,
        called_off=stage if dead else None,
        last_on=row["last_on"],
        last_entry=row["last_entry"],
        links=links,
    )
