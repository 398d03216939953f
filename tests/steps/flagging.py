"""What is flagged by the rules F1 to F10, and what scenarios need to break them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import step

from ledger import UncertainDate
from ledger.domain.events import LoanAgreed, RefusalReason, RegistrationRefused
from steps.market import Market, Told
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]


@step(Sentence(r"a player called {player}, born{on}"))
def player_born(market: Market, player: str, on: UncertainDate) -> None:
    market.player(player, born=on)


@step(Sentence(r"{from_club} lent these players, all born in (?P<year>\d{4}),{on}{until}"))
def lent_out(
    market: Market, *, told: Told, from_club: str, year: str, until: date, datatable: Table
) -> None:
    born = UncertainDate.parse(year)
    for player, to_club in datatable[1:]:
        market.tell(
            market.player(player, born=born),
            LoanAgreed,
            told,
            voice=to_club,
            from_club=market.club(from_club),
            to_club=market.club(to_club),
            until=until,
        )


@step(
    Sentence(
        r"the league refused {player} of {from_club} for {to_club}, for want of a slot: (?P<why>.+)"
    )
)
def refused_for_quota(
    market: Market, *, told: Told, player: str, from_club: str, to_club: str, why: str
) -> None:
    market.tell(
        market.player(player),
        RegistrationRefused,
        Told(told.source, told.cites, told.published, told.published),
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        reason=RefusalReason.QUOTA,
        explanation=why,
    )


@step(Sentence(r"the flags under (?P<rule>F\d+){on}{known} are(?P<none> none)?"))
def flags_are(
    market: Market,
    *,
    rule: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    none: str | None,
    datatable: Table = (),
) -> None:
    """Those that had opened by the day, those that cleared since among them."""
    rows = list(market.ledger.flags(rule=rule, **market.at(on, known)))
    rows_agree(rows, datatable)
    assert bool(datatable) == (none is None)


@step(Sentence(r"the first flag under (?P<rule>F\d+){on} says {quoted}"))
def flag_says(market: Market, rule: str, on: UncertainDate | None, quoted: str) -> None:
    first = market.ledger.flags(rule=rule, **market.at(on))[0]
    assert quoted in f"{first.says}; {first.counted}", first
