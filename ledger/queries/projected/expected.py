"""The expected squad: how likely each player is at a club on a day, and what that adds up to.

First what is certain moves: loans end, pre-contracts begin, contracts run out. Then each open deal
counts with its chance, and nobody goes to two places (:mod:`ledger.queries.projected.chances`).

    P(at the club on the day) = Σ P(state) over the states that leave him there
    expected headcount        = Σ P over the players of a position group
    variance                  = Σ over groups of rivals of the variance of their joint headcount
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum, sqrt

from ledger.queries.asking import Asking
from ledger.queries.projected.answers import (
    UNTOLD,
    ExpectedAnswer,
    ExpectedRow,
    Headcount,
    Input,
    Outcome,
)
from ledger.queries.projected.certain import leaving, open_clauses
from ledger.queries.projected.chances import STATES_MAX, Group, Package, groups, packages
from ledger.queries.projected.likelihood import FIGURES, Chance, chances, possible
from ledger.queries.projected.open_deals import Concerned, OpenDeal, concerned
from ledger.queries.projected.stages import STAGES
from ledger.queries.squad_rows import POSITIONS, SquadRow, by_position
from ledger.queries.squads import out_injured, squad
from ledger.queries.whereabouts import PlayerDay, Whereabouts, whereabouts


def expected(asking: Asking, club: str, states_max: int = STATES_MAX) -> ExpectedAnswer:
    """The expected squad of a club on a day; those certain to be there and those who may be."""
    which = asking.club(club).id
    certain = squad(asking, which)
    those = concerned(asking, which, [row.player_id for row in certain])
    alone = chances(asking, those)
    deals = possible(those, alone)
    market = _Market(asking, which, certain.items, those, groups(deals, states_max))
    rows = market.rows()
    return ExpectedAnswer(
        rows,
        certain.meta,
        inputs=market.inputs(alone, packages(deals)),
        outcomes=market.outcomes(),
        headcounts=market.headcounts(rows),
    )


class _Market:
    """One club's squad and the open deals around it, on the day asked about."""

    def __init__(
        self,
        asking: Asking,
        club: str,
        certain: Sequence[SquadRow],
        those: Concerned,
        joint: Sequence[Group],
    ) -> None:
        self.asking = asking
        self.club = club
        self.certain = {row.player_id: row for row in certain}
        self.deals = those.deals
        self.joint = joint
        self.group_of = {player: group for group in joint for player in group.players}
        self.gone = leaving(asking, club, self.certain)
        everybody = sorted({*self.certain, *self.gone, *self.group_of})
        self.base, self.now = _where(asking, everybody)
        self.people = asking.shown([f"player:{one}" for one in everybody])
        self.injured = out_injured(asking, everybody)
        clubs = {club, *(deal.to_club for deal in self.deals.values())}
        clubs |= {deal.from_club for deal in self.deals.values() if deal.from_club}
        named = asking.named(f"club:{club}" for club in clubs)
        self.clubs: dict[str | None, str | None] = {one: named(f"club:{one}") for one in clubs}

    def _stays_at(self, player: str) -> str | None:
        """Where he is on the day by what is certain alone."""
        row = self.certain.get(player)
        if row is not None and row.status != "on loan out":
            return self.club
        return self.base[player].club_id if player in self.base else None

    def _moves(self, deals: Sequence[str]) -> dict[str, str]:
        """Where the deals done in a state have taken their players by the day."""
        done = (self.deals[deal] for deal in deals)
        return {deal.player: deal.to_club for deal in done if deal.counts_on(self.asking.on)}

    def _here(self, deals: Sequence[str], players: frozenset[str]) -> frozenset[str]:
        moved = self._moves(deals)
        return frozenset(one for one in players if moved.get(one, self._stays_at(one)) == self.club)

    def rows(self) -> list[ExpectedRow]:
        """A row for everybody who is there today or may be on the day, in the order of squads."""
        chance: dict[str, float] = {}
        likeliest = {one for one, row in self.certain.items() if row.status != "on loan out"}
        likeliest -= self.group_of.keys()
        for group in self.joint:
            here = [(self._here(s.deals, group.players), s.chance) for s in group.states]
            likeliest |= here[0][0]
            for player in group.players:
                chance[player] = fsum(weight for there, weight in here if player in there)
        wanted = {deal.player for deal in self.deals.values() if deal.to_club == self.club}
        found = [
            self._row(player, chance.get(player, float(player in likeliest)), player in likeliest)
            for player in {*self.certain, *self.gone, *wanted}
        ]
        return sorted(found, key=_in_order)

    def _row(self, player: str, chance: float, likeliest: bool) -> ExpectedRow:  # noqa: FBT001
        person = self.people[f"player:{player}"]
        row, gone = self.certain.get(player), self.gone.get(player)
        return ExpectedRow(
            player_id=player,
            player=person.name,
            position=person.detail,
            chance=round(chance, FIGURES),
            certain=player not in self.group_of,
            likeliest=likeliest,
            status=row.status if row is not None else None,
            because=row.because if row is not None else gone.because if gone is not None else None,
            until=row.until if row is not None else gone.last_day if gone is not None else None,
            clauses=open_clauses(row if gone is None else gone.row),
            now_club_id=self.now[player].club_id,
            now_club=self.now[player].club,
            available=player not in self.injured,
            unconfirmed=row is not None and row.unconfirmed,
            deals=tuple(name for name, deal in self.deals.items() if deal.player == player),
        )

    def inputs(self, alone: Mapping[str, Chance], every: Sequence[Package]) -> list[Input]:
        """Every open deal that went in, by player, then the likeliest first."""
        package_of = {deal: package for package in every for deal in package.deals}
        found = [
            self._input(name, deal, alone[name], package_of[name])
            for name, deal in self.deals.items()
        ]
        return sorted(found, key=lambda one: (one.player_id, -one.chance_after, one.deal))

    def _input(self, name: str, deal: OpenDeal, alone: Chance, package: Package) -> Input:
        group = self.group_of[deal.player]
        return Input(
            deal=name,
            player_id=deal.player,
            player=self.people[f"player:{deal.player}"].name,
            from_club_id=deal.from_club,
            from_club=self.clubs.get(deal.from_club),
            to_club_id=deal.to_club,
            to_club=self.clubs[deal.to_club] or deal.to_club,
            move=deal.move,
            stage=STAGES[deal.rank],
            chance=round(alone.chance, FIGURES),
            chance_from=alone.says,
            entry=alone.entry,
            record=alone.record,
            package=package.deals if len(package.deals) > 1 else (),
            package_chance=round(package.chance, FIGURES),
            chance_after=round(group.done(name), FIGURES),
            counts=deal.counts_on(self.asking.on),
            counts_from=deal.counts_from.isoformat(),
            back_on=deal.back_on.isoformat() if deal.back_on is not None else None,
            alone=group.apart,
        )

    def outcomes(self) -> list[Outcome]:
        """Where each player with open deals may be, the likeliest place first."""
        found = []
        for player, group in sorted(self.group_of.items()):
            stays = self._stays_at(player)
            shares: dict[str | None, list[float]] = {stays: []}
            for state in group.states:
                shares.setdefault(self._moves(state.deals).get(player, stays), []).append(
                    state.chance
                )
            named = {**self.clubs, self.base[player].club_id: self.base[player].club}
            his = [
                Outcome(
                    player_id=player,
                    player=self.people[f"player:{player}"].name,
                    club_id=club,
                    club=named.get(club),
                    stays=club == stays,
                    chance=round(fsum(share), FIGURES),
                )
                for club, share in shares.items()
            ]
            found += sorted(his, key=lambda one: (-one.chance, not one.stays, one.club_id or ""))
        return found

    def headcounts(self, rows: Sequence[ExpectedRow]) -> list[Headcount]:
        """How many players of each position, and of all together last."""
        told = {row.position or UNTOLD for row in rows}
        ordered = [one for one in (*POSITIONS, UNTOLD) if one in told]
        counts = [
            self._headcount(position, [r for r in rows if (r.position or UNTOLD) == position])
            for position in ordered
        ]
        return [*counts, self._headcount("all", rows)]

    def _headcount(self, position: str, rows: Sequence[ExpectedRow]) -> Headcount:
        counted = {row.player_id for row in rows}
        certain = sum(row.certain and row.likeliest for row in rows)
        mean, variance = float(certain), 0.0
        for group in self.joint:
            sizes = [
                (len(self._here(state.deals, group.players) & counted), state.chance)
                for state in group.states
            ]
            average = fsum(size * chance for size, chance in sizes)
            mean += average
            variance += fsum(chance * (size - average) ** 2 for size, chance in sizes)
        return Headcount(
            position=position,
            certain=certain,
            expected=round(mean, FIGURES),
            deviation=round(sqrt(variance), FIGURES),
            available=round(fsum(row.chance for row in rows if row.available), FIGURES),
            likeliest=sum(row.likeliest for row in rows),
        )


def _in_order(row: ExpectedRow) -> tuple[bool, int, str, str]:
    return (row.status == "on loan out", *by_position(row.position, row.player, row.player_id))


_Places = dict[str, Whereabouts]


def _where(asking: Asking, players: Sequence[str]) -> tuple[_Places, _Places]:
    """Where each player is by what is certain: on the day asked about, and today."""
    days = (asking.on, asking.known_at.date())
    found = whereabouts(asking, [PlayerDay(one, day) for one in players for day in days])
    return (
        {place.player_id: place for place in found.items[::2]},
        {place.player_id: place for place in found.items[1::2]},
    )
