"""Movements: opening squads, transfers, registrations, comings and goings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pytest_bdd import step

from ledger import Entry
from ledger.domain.events import (
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.terms import SellOn, Terms
from ledger.domain.values import NoClub
from steps.market import LEAGUE, Market, Told
from steps.sentences import Sentence


@step(
    Sentence(
        r"{player} was in the squad of {club}{on}"
        r"(?:, on loan from {parent_club}{until}{terms})?"
    )
)
def in_the_squad(
    market: Market,
    *,
    told: Told,
    player: str,
    club: str,
    parent_club: str | None,
    until: date | None,
    terms: Terms,
) -> None:
    market.tell(
        market.player(player),
        SquadBaselineRecorded,
        told,
        voice=club,
        club=market.club(club),
        parent_club=market.club(parent_club) if parent_club else None,
        until=until,
        clauses=terms.clauses,
        without=terms.without,
    )


@step(Sentence("{from_club} sold {player} to {to_club}{on}{terms}{effective}"))
def sold(
    market: Market,
    *,
    told: Told,
    from_club: str,
    player: str,
    to_club: str,
    terms: Terms,
    effective: date | None,
) -> None:
    market.tell(
        market.player(player),
        TransferCompleted,
        told,
        voice=to_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        move=terms.move,
        fee=terms.fee,
        clauses=terms.clauses,
        without=terms.without,
        effective_on=effective,
    )


@step(
    Sentence(
        r"{from_club} sold {player} to {to_club}{on} and kept (?P<percent>\d+)% of the next sale"
    )
)
def sold_with_a_share(
    market: Market, *, told: Told, from_club: str, player: str, to_club: str, percent: str
) -> None:
    subject, ends = market.player(player), [market.club(from_club), market.club(to_club)]

    def make() -> Entry:
        share = SellOn(percent=Decimal(percent))
        event = TransferCompleted(from_club=ends[0], to_club=ends[1], clauses=(share,))
        return Entry(subject=subject, event=event, occurred_on=told.on, published_at=told.on)

    market.write(make)


@step(Sentence("{from_club} sold {player} to a club without an id{on}"))
def sold_to_nobody_known(market: Market, told: Told, from_club: str, player: str) -> None:
    market.tell(
        market.player(player),
        TransferCompleted,
        told,
        voice=from_club,
        from_club=market.club(from_club),
        to_club="a-club-without-an-id",
    )


@step(Sentence("{to_club} signed {player}, who was without a club{on}"))
def signed_free(market: Market, told: Told, to_club: str, player: str) -> None:
    market.tell(
        market.player(player),
        TransferCompleted,
        told,
        voice=to_club,
        from_club=NoClub.WITHOUT_CLUB,
        to_club=market.club(to_club),
    )


@step(Sentence("{player} of {from_club} signed for {to_club}{on}, to join on {first}{until}"))
def pre_contract(
    market: Market,
    *,
    told: Told,
    player: str,
    from_club: str,
    to_club: str,
    first: date,
    until: date | None,
) -> None:
    market.tell(
        market.player(player),
        PreContractSigned,
        told,
        voice=to_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        effective_on=first,
        until=until,
    )


@step(Sentence("the league registered {player} for {to_club}{on}"))
def registered(market: Market, told: Told, player: str, to_club: str) -> None:
    market.tell(
        market.player(player),
        PlayerRegistered,
        told,
        voice=LEAGUE,
        to_club=market.club(to_club),
    )


@step(Sentence("{club} promoted {player} from their youth{on}"))
def promoted(market: Market, told: Told, club: str, player: str) -> None:
    market.tell(
        market.player(player), YouthPlayerPromoted, told, voice=club, club=market.club(club)
    )


@step(Sentence("{club} released {player}{on}{effective}"))
def released(market: Market, told: Told, club: str, player: str, effective: date | None) -> None:
    market.tell(
        market.player(player),
        PlayerReleased,
        told,
        voice=club,
        club=market.club(club),
        effective_on=effective,
    )


@step(Sentence("{player} of {club} retired{on}"))
def retired(market: Market, told: Told, player: str, club: str) -> None:
    market.tell(market.player(player), PlayerRetired, told, voice=club, club=market.club(club))
