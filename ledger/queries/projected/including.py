"""The squad as it would be if every deal from some stage on were done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ledger.domain.dates import ONE_DAY
from ledger.domain.terms import MoveType
from ledger.queries import names
from ledger.queries.asking import Asking
from ledger.queries.names import Shown
from ledger.queries.projected.chances import Package, packages
from ledger.queries.projected.likelihood import Chance, possible, told
from ledger.queries.projected.open_deals import Concerned, OpenDeal, concerned
from ledger.queries.projected.stages import STAGES, stage_named
from ledger.queries.squad_rows import SquadAnswer, SquadRow, in_order
from ledger.queries.squads import out_injured, squad


def including(asking: Asking, club: str, stage: str) -> SquadAnswer:
    """The squad of a club with the open deals from a stage up: who would come, who would leave.

    Of a player's rival deals the furthest counts, then the one with the latest news. Deals that
    hang together count together, from the stage that the least of them has reached. What was
    reported dead, or assessed as impossible, counts not at all.

    Raises:
        NoSuchStage: there is no such stage; the sentence lists them.
    """
    least = stage_named(stage)
    which = asking.club(club).id
    certain = squad(asking, which)
    those = concerned(asking, which, [row.player_id for row in certain])
    done = {deal.player: deal for deal in _chosen(those, least) if deal.counts_on(asking.on)}
    named = asking.named(f"club:{club}" for deal in done.values() for club in _clubs(deal))
    here = {row.player_id for row in certain if row.status != "on loan out"}
    coming = [deal for deal in done.values() if deal.to_club == which and deal.player not in here]
    arriving = {deal.player for deal in coming}
    rows = [
        _leaving(row, done.get(row.player_id), which, named)
        for row in certain
        if row.player_id not in arriving
    ]
    rows += _coming(asking, coming, named)
    return SquadAnswer(sorted(rows, key=in_order), certain.meta)


def _clubs(deal: OpenDeal) -> tuple[str, ...]:
    return (deal.to_club, deal.from_club) if deal.from_club else (deal.to_club,)


def _chosen(those: Concerned, least: int) -> list[OpenDeal]:
    """The deals taken as done: the furthest packages first, and nobody goes to two places."""
    taken_as_done = Chance(1.0, "taken as done")
    known = {name: chance or taken_as_done for name, chance in told(those).items()}
    alive = [
        package
        for package in packages(possible(those, known))
        if all(known[deal].chance > 0 for deal in package.deals) and _rank(those, package) >= least
    ]
    alive.sort(key=lambda package: package.deals)
    alive.sort(key=lambda package: _latest(those, package), reverse=True)
    taken: set[str] = set()
    chosen: list[OpenDeal] = []
    for package in alive:
        if package.players.isdisjoint(taken):
            taken |= package.players
            chosen += [those.deals[deal] for deal in package.deals]
    return chosen


def _rank(those: Concerned, package: Package) -> int:
    return min(those.deals[deal].rank for deal in package.deals)


def _latest(those: Concerned, package: Package) -> tuple[int, str, int]:
    deals = [those.deals[deal] for deal in package.deals]
    latest = max((deal.last_on, deal.last_entry) for deal in deals)
    return (_rank(those, package), *latest)


def _leaving(row: SquadRow, deal: OpenDeal | None, club: str, named: Shown) -> SquadRow:
    """The row of somebody in the squad, marked where he would leave."""
    if deal is None or deal.to_club == club:
        return row
    return replace(
        row,
        if_done="leaves",
        open_deal=deal.deal,
        open_stage=STAGES[deal.rank],
        open_club_id=deal.to_club,
        open_club=named(f"club:{deal.to_club}"),
    )


def _coming(asking: Asking, deals: Sequence[OpenDeal], named: Shown) -> list[SquadRow]:
    people = asking.shown([f"player:{deal.player}" for deal in deals])
    injured = out_injured(asking, [deal.player for deal in deals])
    return [
        _row(deal, people[f"player:{deal.player}"], deal.player not in injured, named)
        for deal in deals
    ]


def _row(deal: OpenDeal, person: names.Named, available: bool, named: Shown) -> SquadRow:  # noqa: FBT001
    from_club = named(f"club:{deal.from_club}") if deal.from_club else None
    on_loan = deal.move == MoveType.LOAN
    return SquadRow(
        player_id=person.id,
        player=person.name,
        position=person.detail,
        status="on loan in" if on_loan else "own",
        available=available,
        from_club_id=deal.from_club if on_loan else None,
        from_club=from_club if on_loan else None,
        at_club_id=None,
        at_club=None,
        since=deal.counts_from.isoformat(),
        until=(deal.back_on - ONE_DAY).isoformat() if deal.back_on is not None else None,
        until_assumed=deal.back_on is not None,
        **_UNTOLD,
        how="open deal",
        unconfirmed=False,
        expected=True,
        entry=deal.last_entry,
        deal=deal.deal,
        if_done="comes",
        open_deal=deal.deal,
        open_stage=STAGES[deal.rank],
        open_club_id=deal.from_club,
        open_club=from_club,
    )


_UNTOLD: Final = dict.fromkeys(
    (
        "option",
        "option_used",
        "obligation",
        "contract_until",
        "injury",
        "expected_return",
        "because",
        "last_confirmed",
    )
)
