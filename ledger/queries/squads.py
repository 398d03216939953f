"""Squads: who belongs to a club on a day, who plays there, who is out, and how that is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, RowMapping, func, or_, select

from ledger.domain.dates import years_later
from ledger.domain.regulations.windows import season_start
from ledger.projections import AVAILABILITY, CONFIRMATIONS, CONTRACTS, COVERAGE, SPELLS
from ledger.projections.base import ALWAYS, NEVER, running
from ledger.queries import names
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.coverage import outside
from ledger.queries.squad_rows import How, SquadAnswer, SquadMeta, SquadRow, Status, in_order

YOUNGEST: Final = 15
"""A spell with no known beginning is not taken back beyond the year a player turned this age."""
CONTRACT_YEARS_MAX: Final = 5


def squad(asking: Asking, club: str) -> SquadAnswer:
    """The squad of a club: its own and its borrowed players first, those out on loan after."""
    which = asking.club(club).id
    day = asking.on.isoformat()
    with asking.over(
        lambda: asking.around(which), SPELLS, AVAILABILITY, CONTRACTS, CONFIRMATIONS, COVERAGE
    ) as tables:
        table = SPELLS.table
        spells = asking.rows(
            tables,
            SPELLS,
            or_(table.c.club == which, table.c.parent_club == which),
            running(table, day),
        )
        players = [row["player"] for row in spells]
        injuries = _absent(asking, tables, players, day)
        contracts = _contracts(asking, tables, players, day)
        confirmed = _confirmed(asking, tables, players, day)
        uncovered = outside(asking, tables, which)
    view = _View(
        asking,
        which,
        asking.shown([f"player:{player}" for player in players]),
        asking.named(clubs_of(spells, "club", "parent_club")),
        contracts,
        injuries,
        confirmed,
        season_start(asking.on).isoformat() if uncovered else ALWAYS,
        years_later(asking.on, -CONTRACT_YEARS_MAX).isoformat(),
    )
    rows = [
        view.row(spell)
        for spell in spells
        if not _was_too_young(spell, view.people[f"player:{spell['player']}"], asking.on.year)
    ]
    rows.sort(key=in_order)
    return SquadAnswer(rows, SquadMeta(**asdict(asking.meta), coverage=uncovered))


@dataclass(frozen=True)
class _View:
    """One club's squad as it is being put together.

    ``since_when`` is the day from which on a row must be confirmed; ``oldest`` the day from which
    on its beginning or something else must tell of it.
    """

    asking: Asking
    club: str
    people: Mapping[str, names.Named]
    named: Callable[[str | None], str | None]
    contracts: Mapping[tuple[str, str], RowMapping]
    injuries: Mapping[str, RowMapping]
    confirmed: Mapping[tuple[str, str], str]
    since_when: str
    oldest: str

    def row(self, spell: RowMapping) -> SquadRow:
        person = self.people[f"player:{spell['player']}"]
        contract = self.contracts.get((spell["player"], spell["parent_club"] or self.club))
        injury = self.injuries.get(spell["player"])
        status = self._status(spell)
        lender = spell["parent_club"] if status == "on loan in" else None
        borrower = spell["club"] if status == "on loan out" else None
        since = spell["valid_from"]
        expected = since != ALWAYS and since > self.asking.known_at.date().isoformat()
        last_confirmed = self._last_confirmed(spell)
        return SquadRow(
            player_id=person.id,
            player=person.name,
            position=person.detail,
            status=status,
            available=status != "on loan out" and injury is None,
            from_club_id=lender,
            from_club=self._name(lender),
            at_club_id=borrower,
            at_club=self._name(borrower),
            since=since if since != ALWAYS else None,
            until=spell["loan_until"],
            until_assumed=bool(spell["loan_until_assumed"]),
            option=spell["option"],
            option_used=settled_on(spell, self.asking.on),
            obligation=spell["obligation"],
            contract_until=contract["until"] if contract is not None else None,
            injury=(injury["injury"] or "injured") if injury is not None else None,
            expected_return=injury["expected_return"] if injury is not None else None,
            how=how_on(spell, self.asking.on),
            because=spell["because"] or (TO_COME.get(spell["entry_kind"]) if expected else None),
            last_confirmed=last_confirmed,
            unconfirmed=self._is_unconfirmed(since, last_confirmed, contract),
            expected=expected,
            entry=spell["entry"],
            deal=spell["deal"],
        )

    def _is_unconfirmed(
        self, since: str, last_confirmed: str | None, contract: RowMapping | None
    ) -> bool:
        """Whether nothing tells of him in a season without data, or for longer than contracts run.

        A contract lasts five years at most (FIFA, Regulations on the Status and Transfer of
        Players, article 18.2), so by then there must have been another, or he has left.
        """
        told = last_confirmed or ALWAYS
        if told < self.since_when:
            return True
        under_contract = contract is not None and (contract["until"] or ALWAYS) >= self.oldest
        return max(told, since) < self.oldest and not under_contract

    def _status(self, spell: RowMapping) -> Status:
        if spell["club"] != self.club:
            return "on loan out"
        borrowed = spell["parent_club"] not in (None, self.club)
        return "on loan in" if borrowed else "own"

    def _last_confirmed(self, spell: RowMapping) -> str | None:
        """The latest day by then that anything on record had him there."""
        seen = self.confirmed.get((spell["player"], spell["club"]), ALWAYS)
        began: str = spell["certain_from"]
        if spell["how"] == "inferred" or began > self._by_then:
            began = ALWAYS  # no record says that he was there by then
        last = max(seen, began)
        return last if last > ALWAYS and last >= spell["valid_from"] else None

    @property
    def _by_then(self) -> str:
        """The day asked about, or the day of what was known where that is earlier."""
        return min(self.asking.on, self.asking.known_at.date()).isoformat()

    def _name(self, club: str | None) -> str | None:
        return self.named(f"club:{club}") if club else None


def how_on(spell: RowMapping, day: date) -> How:
    """How it is known that a player is where a spell has him on a day of it."""
    how: How = spell["how"]
    certain = spell["certain_from"] <= day.isoformat() < spell["certain_to"]
    return how if certain or how != "recorded" else "assumed"


def settled_on(spell: RowMapping, day: date) -> str | None:
    """What had become of a loan's option or obligation by a day; past its last day it lapsed."""
    if (spell["option_used_on"] or NEVER) <= day.isoformat():
        said: str = spell["option_used"]
        return said
    has_option = spell["option"] not in (None, "none")
    return "lapsed" if has_option and (spell["option_until"] or NEVER) < day.isoformat() else None


TO_COME: Final = {
    "PreContractSigned": "a pre-contract",
    "ObligationTriggered": "the obligation to buy",
    "OptionExercised": "the option to buy",
    "BuyBackExercised": "the buy-back",
    "LoanAgreed": "a loan agreed",
    "TransferCompleted": "a transfer agreed",
}
"""Why somebody will be at a club from a day still to come."""


def _was_too_young(spell: RowMapping, person: names.Named, year: int) -> bool:
    """Whether a spell without a beginning would reach back into the player's childhood."""
    if spell["valid_from"] != ALWAYS or person.born is None:
        return False
    return year < int(person.born[:4]) + YOUNGEST


def out_injured(asking: Asking, players: Sequence[str]) -> dict[str, RowMapping]:
    """Who of these players is out injured on the day asked about."""
    known = asking.identities
    subjects = (one for player in players for one in known.members(f"player:{player}"))
    with asking.over(lambda: subjects, AVAILABILITY) as tables:
        return _absent(asking, tables, players, asking.on.isoformat())


def _absent(
    asking: Asking, tables: Connection, players: Sequence[str], day: str
) -> dict[str, RowMapping]:
    table = AVAILABILITY.table
    rows = asking.rows(
        tables,
        AVAILABILITY,
        table.c.who.in_(players),
        running(table, day),
    )
    return {row["who"]: row for row in rows}


def _confirmed(
    asking: Asking, tables: Connection, players: Sequence[str], day: str
) -> dict[tuple[str, str], str]:
    """The latest day by then that confirms a player at a club."""
    at = CONFIRMATIONS.table.c
    rows = tables.execute(
        select(at.player, at.club, func.max(at.day).label("day"))
        .where(asking.then(CONFIRMATIONS.table), at.player.in_(players), at.day <= day)
        .group_by(at.player, at.club)
    )
    return {(row.player, row.club): row.day for row in rows}


def _contracts(
    asking: Asking, tables: Connection, players: Sequence[str], day: str
) -> dict[tuple[str, str], RowMapping]:
    table = CONTRACTS.table
    rows = asking.rows(
        tables,
        CONTRACTS,
        table.c.player.in_(players),
        running(table, day),
    )
    return {(row["player"], row["club"]): row for row in rows}
