"""Dealings between clubs: what two clubs did with each other, one count a deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import RowMapping

from ledger.projections import DEALINGS, DEALS
from ledger.projections.dealings import DONE
from ledger.projections.dealings import DealingRow as Dealt
from ledger.projections.names import fold_name
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.relationships import between

_T: Final = DEALINGS.table.c
_His = tuple[str, str | None]
"""A player and his deal; after a merge undone two players may have a deal of one id."""


@dataclass(frozen=True, slots=True)
class DealingRow:
    """One deal between two clubs: a loan (and what became of it), a sale, a free move.

    ``talks`` and ``rumour`` are deals that were not done; ``player link`` is no deal: he left one
    club free and joined the other later.
    """

    day: str
    dealing: str
    became: str | None
    player_id: str
    player: str
    from_club_id: str
    from_club: str
    to_club_id: str
    to_club: str
    fee: str | None
    fee_basis: str | None
    fee_kind: str | None
    fee_amount: str | None
    fee_currency: str | None
    option: str | None
    option_state: str | None
    purchase_fee: str | None
    window: str | None
    outcome: str
    deal: str | None
    entry: int


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One other club a club has dealt with: completed deals each way, and the last of them."""

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
    last_on: str


@dataclass(frozen=True)
class DealingAnswer(Listed[DealingRow]):
    """The dealings of a club, with one other or with all, latest first.

    ``partners`` are the other clubs, those with most deals first.
    """

    items: tuple[DealingRow, ...]
    partners: tuple[PartnerRow, ...]
    meta: Meta


def dealings(asking: Asking, club: str, other: str | None = None) -> DealingAnswer:
    """What a club did with another, or with all others, and with whom it dealt most."""
    one = asking.club(club).id
    pair = (one, asking.club(other).id) if other is not None else (one,)
    with asking.over(lambda: asking.around(one)) as tables:
        until = _T.dealt_on <= asking.on.isoformat()
        rows = asking.rows(tables, DEALINGS, between.among(*pair), until)
        terms = {
            (row["player"], row["deal"]): row
            for start in range(0, len(rows), 500)
            for row in asking.rows(
                tables,
                DEALS,
                DEALS.table.c.deal.in_([r["deal"] for r in rows[start : start + 500] if r["deal"]]),
            )
        }
    later = _done_later(asking, rows)
    items = _rows(asking, rows, terms, later)
    return DealingAnswer(items, _partners(asking, one, rows), asking.meta)


def _done_later(asking: Asking, rows: Sequence[RowMapping]) -> dict[_His, dict[str, None]]:
    """What is not to be said yet of these deals, since it was done after the day asked about."""
    if asking.on >= asking.known_at.date():
        return {}  # nothing that is known lies after it
    kept = [Dealt(*(row[field] for field in Dealt._fields)) for row in rows]
    found: dict[_His, dict[str, None]] = {}
    for one in between.gathered(asking, kept):
        option, on = one.deal.option.official, asking.on
        unsaid: list[str] = []
        if option is not None and between.on_the_day(option, on) is None:
            unsaid += ["option_state", "purchase_fee", "became"]
        if one.deal.loan_over is not None and between.ended(one, on) is None:
            unsaid.append("became")
        found[one.row.player, one.row.deal] = dict.fromkeys(unsaid)
    return found


def _rows(
    asking: Asking,
    rows: Sequence[RowMapping],
    terms: dict[_His, RowMapping],
    later: dict[_His, dict[str, None]],
) -> tuple[DealingRow, ...]:
    people = asking.shown({f"player:{row['player']}" for row in rows})
    named = asking.named(clubs_of(rows, "from_club", "to_club"))
    taken = (
        "fee",
        "fee_basis",
        "fee_kind",
        "fee_amount",
        "fee_currency",
        "option",
        "option_state",
        "purchase_fee",
    )
    made = []
    for row in rows:
        deal = terms.get((row["player"], row["deal"]))
        unsaid = later.get((row["player"], row["deal"]), {})
        told = {"became": row["became"]}
        told |= {key: deal[key] if deal is not None else None for key in taken}
        made.append(
            DealingRow(
                day=row["dealt_on"],
                dealing=row["dealing"],
                player_id=row["player"],
                player=people[f"player:{row['player']}"].name,
                from_club_id=row["from_club"],
                from_club=named(f"club:{row['from_club']}") or row["from_club"],
                to_club_id=row["to_club"],
                to_club=named(f"club:{row['to_club']}") or row["to_club"],
                window=row["window"],
                outcome=row["outcome"],
                deal=row["deal"],
                entry=row["entry"],
                **(told | unsaid),
            )
        )
    made.sort(key=lambda row: (row.day, row.entry), reverse=True)
    return tuple(made)


def _partners(asking: Asking, club: str, rows: Sequence[RowMapping]) -> tuple[PartnerRow, ...]:
    grouped: dict[str, list[RowMapping]] = {}
    for row in rows:
        other = row["to_club"] if row["from_club"] == club else row["from_club"]
        grouped.setdefault(other, []).append(row)
    named = asking.named([f"club:{other}" for other in grouped])
    made = []
    for other, theirs in grouped.items():
        done = [row for row in theirs if row["dealing"] in DONE]
        made.append(
            PartnerRow(
                club_id=other,
                club=named(f"club:{other}") or other,
                deals=len(done),
                arrivals=sum(row["to_club"] == club for row in done),
                departures=sum(row["from_club"] == club for row in done),
                loans=sum(row["dealing"] == "loan" for row in done),
                sales=sum(row["dealing"] == "sale" for row in done),
                free=sum(row["dealing"] == "free" for row in done),
                talks=sum(row["dealing"] == "talks" for row in theirs),
                rumours=sum(row["dealing"] == "rumour" for row in theirs),
                player_links=sum(row["dealing"] == "player link" for row in theirs),
                last_on=max(row["dealt_on"] for row in theirs),
            )
        )
    made.sort(key=lambda row: (-row.deals, -row.talks, fold_name(row.club)))
    return tuple(made)
