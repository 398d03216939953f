"""Loans: agreed, extended, ended; what becomes of their options and obligations."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytest_bdd import step

from ledger.domain.events import (
    ConditionFailed,
    ConditionMet,
    DealEvent,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
)
from ledger.domain.terms import ClauseName, Terms
from steps.market import Market, Told
from steps.sentences import Sentence

BORROWER_ACTS: dict[str, tuple[type[DealEvent], dict[str, Any]]] = {
    "exercised the option on": (OptionExercised, {}),
    "declined the option on": (OptionDeclined, {}),
    "declined to extend the loan of": (OptionDeclined, {"clause": ClauseName.OPTION_TO_EXTEND}),
    "let the option lapse on": (OptionLapsed, {}),
    "met the condition on": (ConditionMet, {}),
    "met the condition of the option on": (
        ConditionMet,
        {"clause": ClauseName.OPTION_TO_BUY},
    ),
    "failed the condition on": (ConditionFailed, {}),
    "had to buy": (ObligationTriggered, {}),
}
WITH_A_PRICE = (OptionExercised, ObligationTriggered)


@step(Sentence("{from_club} lent {player} to {to_club}{on}{until}{terms}{effective}"))
def lent(
    market: Market,
    *,
    told: Told,
    from_club: str,
    player: str,
    to_club: str,
    until: date | None,
    terms: Terms,
    effective: date | None,
) -> None:
    market.tell(
        market.player(player),
        LoanAgreed,
        told,
        voice=to_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        until=until,
        fee=terms.fee,
        clauses=terms.clauses,
        without=terms.without,
        effective_on=effective,
    )


@step(Sentence("{from_club} and {to_club} extended the loan of {player}{on}{until}"))
def extended(
    market: Market, *, told: Told, from_club: str, to_club: str, player: str, until: date
) -> None:
    market.tell(
        market.player(player),
        LoanExtended,
        told,
        voice=to_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        until=until,
    )


@step(Sentence("{from_club} called {player} back from {to_club}{on}"))
def recalled(market: Market, told: Told, from_club: str, player: str, to_club: str) -> None:
    _end(market, told, LoanRecalled, from_club, to_club, player=player)


@step(Sentence("{from_club} and {to_club} ended the loan of {player} early{on}"))
def terminated_early(market: Market, told: Told, from_club: str, player: str, to_club: str) -> None:
    _end(market, told, LoanTerminatedEarly, from_club, to_club, player=player)


@step(
    Sentence(r"the loan of {player} from {from_club} to {to_club} (?P<how>ended|was converted){on}")
)
def ended(
    market: Market, *, told: Told, from_club: str, player: str, to_club: str, how: str
) -> None:
    cause = "expired" if how == "ended" else "converted"
    _end(market, told, LoanEnded, from_club, to_club, player=player, cause=cause)


def _end(
    market: Market, told: Told, kind: type[DealEvent], from_club: str, to_club: str, **said: Any
) -> None:
    market.tell(
        market.player(said.pop("player")),
        kind,
        told,
        voice=from_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        **said,
    )


@step(
    Sentence(
        rf"{{to_club}} (?P<act>{'|'.join(BORROWER_ACTS)}) {{player}}(?: of {{from_club}})?"
        r"{on}{terms}{effective}"
    )
)
def borrower_acts(
    market: Market,
    *,
    told: Told,
    to_club: str,
    act: str,
    player: str,
    from_club: str | None,
    terms: Terms,
    effective: date | None,
) -> None:
    kind, particulars = BORROWER_ACTS[act]
    if kind in WITH_A_PRICE:
        particulars = {"fee": terms.fee, "effective_on": effective}
    market.tell(
        market.player(player),
        kind,
        told,
        voice=to_club,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        **particulars,
    )
