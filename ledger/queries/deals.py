"""Deals: the board of all, one in full, and who said what of its terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, literal, or_

from ledger.domain.deal import Outcome, by_known
from ledger.domain.entry import Recorded
from ledger.domain.errors import Ambiguous, Malformed, NotFound
from ledger.domain.events import DealsLinked, kinds_of
from ledger.domain.regulations.windows import unassociated, window_asked
from ledger.domain.terms import MoveType
from ledger.domain.values import NoClub
from ledger.projections import DEALS, DISCREPANCIES
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.deal_rows import DealAnswer, DealSummary, Flag
from ledger.queries.deal_states import folded, state_named
from ledger.queries.log import rows_of
from ledger.queries.sentences import names_in
from ledger.queries.windows import associations, on_record

_D: Final = DEALS.table.c
_LENGTH: Final = re.compile(r"([0-9]{1,4})([dwm])")
_UNITS: Final = {"d": 1, "w": 7, "m": 30}


class NoSuchDeal(NotFound):
    """No deal on record fits what was asked."""

    def __init__(self, asked: str, player: str, known: Sequence[str]) -> None:
        listed = f" His deals on record: {', '.join(known)}." if known else ""
        super().__init__(
            f"No deal {asked} is on record for {player} at that moment.{listed} "
            f"List them with `tledger deals --player`, or ask for a later moment."
        )


class SeveralDeals(Ambiguous):
    """Several deals on record fit what was asked."""

    def __init__(self, asked: str, candidates: Sequence[DealSummary]) -> None:
        self.candidates = tuple(candidates)
        listed = "; ".join(
            f"{one.deal} ({one.from_club or 'not told'} → {one.to_club}, {one.window}, {one.stage})"
            for one in candidates
        )
        super().__init__(
            f"{len(candidates)} deals fit {asked!r}: {listed}. Name one by its id; "
            f"`tledger deal` and others narrow it with --to and --from."
        )


def board(
    asking: Asking,
    *,
    window: str | None = None,
    club: str | None = None,
    stage: str | None = None,
    stale: str | None = None,
    player: str | None = None,
) -> Answer[DealSummary]:
    """Deals, those with the latest news first.

    Args:
        asking: the moment and the tables.
        window: only deals aiming at this registration period (``2025-winter``); of an
            association's (``ITA-2025-winter``), and of no one club, those from or to its clubs.
        club: only deals of this club, on either side.
        stage: only deals whose headline, outcome or a track's state is this word.
        stale: only open deals without news for this long (``14d``) before ``on``.
        player: only this player's.

    Raises:
        NotAWindow, NotAnAssociation, NoSuchState: there is no such window or state.
    """
    where: list[ColumnElement[bool]] = []
    subjects: list[str] = []
    state = state_named(stage) if stage is not None else None
    period = window_asked(window, None, on_record(asking)) if window is not None else None
    if period is not None:
        where.append(_D.window.endswith(unassociated(period.id)))
    if club is not None:
        which = asking.club(club).id
        where.append(or_(_D.from_club == which, _D.to_club == which))
        subjects = asking.around(which)
    if player is not None:
        person = asking.player(player)
        where.append(_D.player == person.id)
        subjects = [person.subject]
    rows = _rows(asking, subjects, where)
    found = summaries(asking, rows)
    if period is not None and period.association is not None and club is None:
        found = _of_association(asking, found, period.association)
    if state is not None:
        found = [deal for deal in found if state in _states(deal)]
    if stale is not None:
        limit = (asking.on - _length(stale)).isoformat()
        found = [deal for deal in found if deal.outcome == "open" and deal.last_on <= limit]
    found.sort(key=lambda deal: (deal.last_on, deal.last_entry), reverse=True)
    return Answer(found, asking.meta)


def _of_association(
    asking: Asking, deals: Sequence[DealSummary], association: str
) -> list[DealSummary]:
    """The deals from or to a club of an association."""
    known = associations(asking)
    return [
        deal
        for deal in deals
        if association in {known.get(f"club:{one}") for one in (deal.from_club_id, deal.to_club_id)}
    ]


def _states(deal: DealSummary) -> set[str]:
    tracks = (
        deal.stage,
        deal.outcome,
        deal.clubs_official,
        deal.clubs_reported,
        deal.player_official,
        deal.player_reported,
        deal.medical,
        deal.registration,
        deal.option_state,
    )
    return {folded(state) for state in tracks if state is not None}


def _length(text: str) -> timedelta:
    parts = _LENGTH.fullmatch(text.strip())
    if parts is None:
        raise Malformed(f"Cannot read {text!r} as a length of time. Write 14d, 2w or 3m.")
    return timedelta(days=int(parts[1]) * _UNITS[parts[2]])


def _rows(
    asking: Asking, subjects: Sequence[str], where: Sequence[ColumnElement[bool]]
) -> Sequence[RowMapping]:
    """The deal rows of a moment; at an earlier position, of these subjects or of everybody."""

    def concerned() -> Sequence[str]:
        return subjects or asking.everyone("player")

    with asking.over(concerned) as tables:
        return asking.rows(tables, DEALS, *where)


def summaries(asking: Asking, rows: Sequence[RowMapping]) -> list[DealSummary]:
    """Rows of the deals as people are told of them."""
    people = asking.shown({f"player:{row['player']}" for row in rows})
    named = asking.named(clubs_of(rows, "from_club", "to_club", "by_club"))

    def club(which: str | None) -> str | None:
        return named(f"club:{which}") if which else None

    same = [field for field in DealSummary.__dataclass_fields__ if field in DEALS.table.c]
    apart = {"player", "from_club", "to_club", "by_club", "outcome", "stage", "option_state"}
    found = []
    for row in rows:
        lapsed = row["outcome"] == "open" and row["aimed_until"] < asking.on.isoformat()
        found.append(
            DealSummary(
                player_id=row["player"],
                player=people[f"player:{row['player']}"].name,
                from_club_id=row["from_club"],
                from_club=club(row["from_club"]),
                to_club_id=row["to_club"],
                to_club=club(row["to_club"]) or row["to_club"],
                by_club=club(row["by_club"]),
                outcome="lapsed" if lapsed else row["outcome"],
                stage=row["stage"],
                option_state=row["option_state"] or _lapsed(row, asking.on.isoformat()),
                **{field: row[field] for field in same if field not in apart},
            )
        )
    return found


def _lapsed(row: RowMapping, day: str) -> str | None:
    """That nobody used a loan's option in its days, by a day on which they are over."""
    lent = row["outcome"] == Outcome.COMPLETED and row["move"] == MoveType.LOAN
    last = row["option_until"] or row["loan_until"]
    over = last is not None and last < day
    return "lapsed (inferred)" if lent and over and row["option"] not in (None, "none") else None


def resolve(
    asking: Asking, asked: str, *, from_club: str | None = None, to_club: str | None = None
) -> DealSummary:
    """The one deal meant by an id, or by a player and the clubs.

    Raises:
        NoSuchDeal: none fits at that moment.
        SeveralDeals: several do; the latest is not guessed.
    """
    where: list[ColumnElement[bool]] = []
    if asked.count("/") == 2 and ":" not in asked:  # noqa: PLR2004 - the shape of a deal's id
        person = asking.player(asked.split("/", maxsplit=1)[0])
        listed = literal(" ").concat(_D.also).concat(" ")
        where.append(or_(_D.deal == asked, listed.contains(f" {asked} ", autoescape=True)))
    else:
        person = asking.player(asked)
    where.append(_D.player == person.id)  # another may have a deal of that id from a merge undone
    if from_club is not None:
        where.append(_D.from_club == asking.club(from_club).id)
    if to_club is not None:
        where.append(_D.to_club == asking.club(to_club).id)
    found = summaries(asking, _rows(asking, [person.subject], where))
    if len(found) > 1:
        raise SeveralDeals(asked, sorted(found, key=lambda one: one.opened_on))
    if not found:
        every = _rows(asking, [person.subject], [_D.player == person.id])
        raise NoSuchDeal(asked, person.name, sorted(row["deal"] for row in every))
    return found[0] if found[0].from_club is not None else _from_nowhere(asking, found[0])


def _from_nowhere(asking: Asking, summary: DealSummary) -> DealSummary:
    """A deal with no releasing club: not told, or on record as of a player without one."""
    origins = {getattr(item.event, "from_club", None) for item in entries_of(asking, summary)}
    free = NoClub.WITHOUT_CLUB in origins
    return replace(summary, from_club="without club") if free else summary


def deal(
    asking: Asking, asked: str, *, from_club: str | None = None, to_club: str | None = None
) -> DealAnswer:
    """One deal: its state, its steps in the order the world learned them, and its flags."""
    summary = resolve(asking, asked, from_club=from_club, to_club=to_club)
    items = entries_of(asking, summary)
    positions = {item.position for item in items}
    with asking.over(lambda: [f"player:{summary.player_id}"]) as tables:
        table = DISCREPANCIES.table
        found = asking.rows(tables, DISCREPANCIES, table.c.player == summary.player_id)
    said = names_in(asking, [row["record"] for row in found])
    flags = tuple(
        Flag(row["rule"], row["code"], row["entry"], row["against"], said(row["record"]))
        for row in sorted(found, key=lambda row: (row["entry"], row["code"]))
        if row["entry"] in positions
    )
    return DealAnswer(
        summary,
        tuple(rows_of(asking, items)),
        flags,
        tuple(rows_of(asking, _beside(asking, summary))),
        tuple(rows_of(asking, _linked_by(asking, summary))),
        asking.meta,
    )


def _linked_by(asking: Asking, summary: DealSummary) -> list[Recorded]:
    """The links from other players' deals to this one."""
    ids = set(summary.ids)
    his = asking.identities.members(f"player:{summary.player_id}")
    mentioned = (asking.store.mentioned_in(f"deal:{one}", upto=asking.position) for one in ids)
    those = {subject for found in mentioned for subject in found}
    return by_known(
        item
        for subject in sorted(those.difference(his))
        for item in asking.entries(subject)
        if isinstance(item.event, DealsLinked) and not ids.isdisjoint(item.event.deals)
    )


def _beside(asking: Asking, summary: DealSummary) -> list[Recorded]:
    """What was reported of the player, to or from no club, while the deal was open."""
    last = summary.outcome_on if summary.outcome in _OVER else summary.aimed_until
    return by_known(
        item
        for item in asking.entries(f"player:{summary.player_id}")
        if item.entry.deal is None
        and item.entry.kind in _REPORTS
        and summary.opened_on <= item.day.isoformat() <= (last or summary.aimed_until)
    )


_OVER: Final = frozenset({Outcome.COMPLETED, Outcome.COLLAPSED, Outcome.HIJACKED})
_REPORTS: Final = kinds_of("reports")


def entries_of(asking: Asking, summary: DealSummary) -> list[Recorded]:
    """A deal's live entries known by then, in the order the world learned them."""
    items = asking.entries(f"player:{summary.player_id}")
    return by_known(item for item in items if item.entry.deal in summary.ids)
