"""Every tip on record with what became of it, as known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, func, select

from ledger.domain.entry import engaging_club_of
from ledger.domain.regulations.windows import Window, unassociated, window_after, window_named
from ledger.projections import COVERAGE, REPORTS, SPELLS
from ledger.queries.asking import Asking
from ledger.queries.corroboration import outlets_among
from ledger.queries.folding import collecting_nothing
from ledger.queries.record.outcomes import Moment, Resolution, Stay, Tip
from ledger.queries.record.policy import Period, Policy, late_in_window, period_of
from ledger.queries.record.resolving import Covers, resolve
from ledger.queries.record.tips import Reported, tips_of
from ledger.queries.windows import associations, on_record

_S = SPELLS.table.c
_R = REPORTS.table.c
_EXACT = frozenset({"day", "instant"})


class Judged(NamedTuple):
    """A tip, the association of the club it names, until when it can come true, what came of it."""

    tip: Tip
    league: str | None
    period: Period
    resolution: Resolution


@dataclass(frozen=True)
class Judgements:
    """All tips on record, each judged, in the order the world learned them.

    ``reports`` are the rows they come from; ``outlets`` tells whose voice a journalist is.
    """

    judged: Sequence[Judged]
    reports: Sequence[Reported]
    outlets: dict[str, str]


def judgements(asking: Asking, policy: Policy = Policy.SAME_WINDOW) -> Judgements:
    """Judge every tip on record by a policy, as known at the moment asked for."""
    with collecting_nothing():
        return _judgements(asking, policy)


def _judgements(asking: Asking, policy: Policy) -> Judgements:
    with asking.over(lambda: asking.everyone(*REPORTS.subjects), REPORTS) as tables:
        reports = asking.rows(tables, REPORTS)
    named = {row["source"] for row in reports}
    named.update(origin for row in reports for origin in row["origins"].split(", "))
    outlets = outlets_among(asking, named)
    told = tips_of(reports, _survivors(asking, reports))
    stays = _stays(asking, sorted({tip.player for tip in told}))
    leagues = associations(asking)
    window = _windows(asking)
    covers = _coverage(asking)
    at = Moment(asking.on, asking.known_at)
    judged: dict[tuple[object, ...], Judged] = {}
    for told_of in told:
        league = leagues.get(f"club:{told_of.to_club}")
        aims_at = window(told_of.window, league)
        if aims_at.last_day < told_of.first:  # it came after the close: it is about the next
            aims_at = window(window_after(told_of.window), league)
        tip = told_of._replace(window=unassociated(aims_at.id))
        period = period_of(tip, aims_at, policy)
        resolution = resolve(tip, stays.get(tip.player, ()), period, covers, at)
        judged.setdefault(tip.about, Judged(tip, league, period, resolution))
    return Judgements(list(judged.values()), reports, outlets)


def _survivors(asking: Asking, reports: Iterable[Reported]) -> dict[str, str]:
    """The surviving ids of the clubs that deals' ids name, where these were merged away."""
    known = asking.identities
    if not known.parents:
        return {}
    clubs = {engaging_club_of(row["deal"]) for row in reports if row["deal"] is not None}
    return {club: known.person_of(f"club:{club}").partition(":")[2] for club in clubs}


def _windows(asking: Asking) -> Callable[[str, str | None], Window]:
    """A lookup of registration periods, those on record first."""
    defined = on_record(asking)
    found: dict[tuple[str, str | None], Window] = {}

    def window(name: str, association: str | None) -> Window:
        key = (name, association)
        if key not in found:
            found[key] = window_named(name, association, defined, known_at=asking.known_at)
        return found[key]

    return window


def _coverage(asking: Asking) -> Covers | None:
    """Whether a club's transfers of a period are on record; None where no coverage is told."""
    with asking.over(lambda: asking.everyone("club"), COVERAGE) as tables:
        rows = tables.execute(
            select(COVERAGE.table.c.club, COVERAGE.table.c.windows).where(
                COVERAGE.table.c.what == "transfers"
            )
        ).all()
    covered = {(row.club, window) for row in rows for window in (row.windows or "").split()}
    if not covered:
        return None
    return lambda club, window: (club, window) in covered


def _stays(asking: Asking, players: Sequence[str]) -> dict[str, list[Stay]]:
    """The stays of these players, each in the order of his days."""
    with asking.over(lambda: [f"player:{player}" for player in players], SPELLS) as tables:
        rows = _spells(asking, tables)
    found: dict[str, list[Stay]] = {}
    for player, own in groupby(rows, key=lambda row: str(row["player"])):
        found[player] = [_stay(row) for row in own]
    return found


def _spells(asking: Asking, tables: Connection) -> Sequence[RowMapping]:
    """The spells of everybody who is reported on; at an earlier position only theirs are there."""
    wanted = select(
        _S.player, _S.parent_club, _S.club, _S.valid_from, _S.certain_from, _S.valid_to,
        _S.how, _S.entry_kind, _S.precision, _S.entry, _S.entry_known,
    ).where(asking.then(SPELLS.table))  # fmt: skip
    if asking.position is None:
        reported = select(func.substr(_R.subject, len("player:") + 1))
        wanted = wanted.where(_S.player.in_(reported))
    return tables.execute(wanted.order_by(_S.player, _S.valid_from, _S.valid_to)).mappings().all()


def _stay(row: RowMapping) -> Stay:
    exact, recorded = row["precision"] in _EXACT, row["how"] != "inferred"
    surely = _day(row["certain_from"])
    return Stay(
        parent=row["parent_club"],
        club=row["club"],
        first=_day(row["valid_from"]),
        surely=late_in_window(surely) if recorded and not exact else surely,
        until=_day(row["valid_to"]),
        recorded=recorded,
        kind=row["entry_kind"],
        exact=exact,
        entry=row["entry"],
        known=row["entry_known"],
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
