"""Contracts, squad matters and reference: fitness, needs, notes, names, sources, windows."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytest_bdd import step

from ledger import UncertainDate
from ledger.domain.events import (
    AliasAdded,
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    InjuryReported,
    NeedReported,
    NoteRecorded,
    PlayerReturned,
    SourceGraded,
    Unnamed,
    WindowAmended,
    WindowDefined,
)
from ledger.domain.sources import Reliability, SourceType
from ledger.domain.terms import Terms
from steps.market import Market, Told, slug
from steps.sentences import Sentence


@step(Sentence("{player} was under contract with {club}{on}{until}"))
def under_contract(market: Market, told: Told, player: str, club: str, until: date) -> None:
    market.tell(
        market.player(player),
        ContractBaselineRecorded,
        told,
        voice=club,
        club=market.club(club),
        until=until,
    )


@step(Sentence("{player} signed his contract with {to_club}{on}{until}{terms}"))
def contract_signed(
    market: Market, *, told: Told, player: str, to_club: str, until: date | None, terms: Terms
) -> None:
    market.tell(
        market.player(player),
        ContractSigned,
        told,
        voice=to_club,
        to_club=market.club(to_club),
        until=until,
        wage=terms.wage,
    )


@step(Sentence("{club} renewed the contract of {player}{on}{until}"))
def contract_renewed(market: Market, told: Told, club: str, player: str, until: date) -> None:
    market.tell(
        market.player(player),
        ContractRenewed,
        told,
        voice=club,
        club=market.club(club),
        until=until,
    )


@step(Sentence("{club} and {player} ended his contract{on}{effective}"))
def contract_ended(
    market: Market, told: Told, club: str, player: str, effective: date | None
) -> None:
    market.tell(
        market.player(player),
        ContractTerminated,
        told,
        voice=club,
        club=market.club(club),
        effective_on=effective,
    )


@step(Sentence(r"{player} of {club} is out(?: with (?P<injury>an? [a-z ]+?))?{on}{expected}"))
def injured(
    market: Market,
    *,
    told: Told,
    player: str,
    club: str,
    injury: str | None,
    expected: UncertainDate | None,
) -> None:
    market.tell(
        market.player(player),
        InjuryReported,
        told,
        voice=club,
        club=market.club(club),
        injury=injury.split(" ", 1)[1] if injury else None,
        expected_return=expected,
    )


@step(Sentence("{count} {group} of {club} are out{on}"))
def unnamed_injured(market: Market, told: Told, count: int, group: str, club: str) -> None:
    market.tell(
        f"club:{market.club(club)}",
        InjuryReported,
        told,
        voice=club,
        unnamed=Unnamed(count=count, position=group),  # type: ignore[arg-type]
    )


@step(Sentence("{player} of {club} is fit again{on}"))
def fit_again(market: Market, told: Told, player: str, club: str) -> None:
    market.tell(market.player(player), PlayerReturned, told, voice=club)


@step(Sentence("{club} need {count} {group}{because}"))
def need(
    market: Market, *, told: Told, club: str, count: int, group: str, because: str | None
) -> None:
    market.tell(
        f"club:{market.club(club)}", NeedReported, told, position=group, count=count, why=because
    )


@step(Sentence("we note{on} on {player}: {ending}"))
def note(market: Market, told: Told, player: str, ending: str) -> None:
    market.tell(market.player(player), NoteRecorded, told, about="form", text=ending)


@step(Sentence(r"a (?P<position>goalkeeper|defender|midfielder|forward) called {player}"))
def player_known(market: Market, player: str, position: str) -> None:
    market.player(player, position=position)


@step(Sentence(r"a club called {club} of the association (?P<association>[A-Z]{3})"))
def club_known(market: Market, club: str, association: str) -> None:
    market.club(club, association=association)


@step(Sentence(r"an? (?P<sort>outlet|journalist|agent|database|document) called {name}"))
def source_known(market: Market, name: str, sort: str) -> None:
    market.source(name, type=SourceType(sort))


@step(Sentence(r"the (?P<sort>player|club|source) {name} is also called {ending}"))
def alias(market: Market, told: Told, sort: str, name: str, ending: str) -> None:
    market.tell(f"{sort}:{slug(name)}", AliasAdded, told, alias=ending)


@step(Sentence(r"we grade {name} (?P<letter>[A-F])(?: about {club})?{because}"))
def graded(
    market: Market, *, told: Told, name: str, letter: str, club: str | None, because: str | None
) -> None:
    market.tell(
        f"source:{market.source(name)}",
        SourceGraded,
        told,
        reliability=Reliability(letter),
        about_club=market.club(club) if club else None,
        why=because,
    )


@step(Sentence("the {window} window runs from {first} to {last}"))
def window_defined(market: Market, told: Told, window: str, first: date, last: date) -> None:
    market.tell(f"window:{window}", WindowDefined, told, first_day=first, last_day=last)


@step(Sentence(r"the {window} window (?P<end>opens|closes) on {day} instead"))
def window_amended(market: Market, told: Told, window: str, end: str, day: date) -> None:
    moved: dict[str, Any] = {"first_day" if end == "opens" else "last_day": day}
    market.tell(f"window:{window}", WindowAmended, told, **moved)
