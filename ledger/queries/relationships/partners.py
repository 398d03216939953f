"""All the clubs a club deals with, those it deals with most beyond what is expected first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.projections.dealings import DONE, DealingRow
from ledger.projections.names import fold_name
from ledger.queries import names
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.relationships import pace
from ledger.queries.relationships.between import dealt
from ledger.queries.relationships.field import Field, field_of, league_tables


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One other club: what was done with it, and whether that is more than was to be expected.

    ``arrivals`` came from it, ``departures`` went to it. ``compared``, ``expected`` and the lift
    are of the clubs and seasons compared, and empty where the other club is not among them.
    """

    club_id: str
    club: str
    deals: int
    arrivals: int
    departures: int
    loans: int
    sales: int
    free: int
    talks: int
    rumours: int
    player_links: int
    last_deal_on: str | None
    weight: float
    trend: float | None
    reciprocity: float | None
    compared: int | None
    expected: float | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    verdict: str | None


@dataclass(frozen=True)
class PartnersAnswer(Listed[PartnerRow]):
    """The partners of a club, the highest lift first, those that cannot be compared last.

    ``within`` says which clubs and seasons are compared, ``not_judged`` why there are no verdicts.
    """

    club_id: str
    club: str
    items: tuple[PartnerRow, ...]
    within: str
    seasons: str | None
    league: str | None
    network_deals: int
    not_judged: str | None
    meta: Meta


def relationships(
    asking: Asking,
    club: str,
    *,
    seasons: str | None = None,
    league: str | None = None,
) -> PartnersAnswer:
    """With whom a club dealt, and with whom more than was to be expected."""
    meant = asking.club(club).subject
    one = asking.shown([meant])[meant]  # as it was called at the position
    with league_tables(asking) as tables:
        field = field_of(asking, tables, seasons=seasons, league=league)
        mine = dealt(asking, tables, one.id)
    day = asking.on.isoformat()
    grouped: dict[str, list[DealingRow]] = {}
    for row in mine:
        if row.dealt_on <= day:
            other = row.to_club if row.from_club == one.id else row.from_club
            grouped.setdefault(other, []).append(row)
    named = asking.shown([f"club:{other}" for other in grouped])
    rows = [
        _partner(field, one.id, named[f"club:{other}"], theirs, asking.on)
        for other, theirs in grouped.items()
    ]
    rows.sort(key=lambda row: (-(row.lift or 0), -row.deals, fold_name(row.club), row.club_id))
    return PartnersAnswer(
        club_id=one.id,
        club=one.name,
        items=tuple(rows),
        within=field.chosen,
        seasons=str(field.seasons) if field.seasons else None,
        league=field.league,
        network_deals=field.network.deals,
        not_judged=field.why_no_verdict(one.id),
        meta=asking.meta,
    )


def _partner(
    field: Field, club: str, other: names.Named, rows: Sequence[DealingRow], on: date
) -> PartnerRow:
    done = [row for row in rows if row.dealing in DONE]
    days = [date.fromisoformat(row.dealt_on) for row in done]
    came = [date.fromisoformat(row.dealt_on) for row in done if row.to_club == club]
    went = [date.fromisoformat(row.dealt_on) for row in done if row.from_club == club]
    tie = field.network.tie(club, other.id) if field.why_no_lift(club, other.id) is None else None
    sorts = [row.dealing for row in rows]
    return PartnerRow(
        club_id=other.id,
        club=other.name,
        deals=len(done),
        arrivals=len(came),
        departures=len(went),
        loans=sorts.count("loan"),
        sales=sorts.count("sale"),
        free=sorts.count("free"),
        talks=sorts.count("talks"),
        rumours=sorts.count("rumour"),
        player_links=sorts.count("player link"),
        last_deal_on=max((row.dealt_on for row in done), default=None),
        weight=pace.weight(days, on),
        trend=pace.trend(days, on),
        reciprocity=pace.balance(pace.weight(came, on), pace.weight(went, on)),
        compared=tie.a_to_b + tie.b_to_a if tie else None,
        expected=tie.expected_a_to_b + tie.expected_b_to_a if tie else None,
        lift=tie.lift if tie else None,
        lift_low=tie.low if tie else None,
        lift_high=tie.high if tie else None,
        verdict=tie.verdict if tie and field.covered else None,
    )
