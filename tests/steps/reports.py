"""Reports: a source claims something."""

from __future__ import annotations

from pytest_bdd import step

from ledger import UncertainDate
from ledger.domain.events import (
    ConditionReported,
    DenialReported,
    ReportRetracted,
    RumourReported,
    Stage,
    TalksExpected,
    TermsReported,
    Unnamed,
)
from ledger.domain.terms import ClauseName, MoveType, Terms
from ledger.interfaces.reading.conditions import read_condition
from steps.market import Market, Told
from steps.sentences import Sentence

STAGES = {
    "want": Stage.INTEREST,
    "are in talks for": Stage.TALKS,
    "have signed": Stage.DONE,
}
CLAUSES = {"option": ClauseName.OPTION_TO_BUY, "obligation": ClauseName.OBLIGATION_TO_BUY}


@step(
    Sentence(
        rf"{{to_club}} (?P<stage>{'|'.join(STAGES)}) {{player}}(?: of {{from_club}})?"
        r"(?P<move> on loan)?(?: for the {window} window)?{terms}"
    )
)
def rumour(
    market: Market,
    *,
    told: Told,
    to_club: str,
    stage: str,
    player: str,
    from_club: str | None,
    move: str | None,
    window: str | None,
    terms: Terms,
) -> None:
    if move is not None:
        terms = terms.model_copy(update={"move": MoveType.LOAN})
    market.tell(
        market.player(player),
        RumourReported,
        told,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        stage=STAGES[stage],
        window=window,
        terms=terms,
    )


@step(Sentence("{to_club} want {count} {group}(?: of {from_club})?"))
def unnamed_rumour(
    market: Market, *, told: Told, to_club: str, count: int, group: str, from_club: str | None
) -> None:
    market.tell(
        f"club:{market.club(to_club)}",
        RumourReported,
        told,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        unnamed=Unnamed(count=count, position=group),  # type: ignore[arg-type]
    )


@step(Sentence("the deal of {to_club} for {player} is{terms}"))
def terms_reported(market: Market, told: Told, to_club: str, player: str, terms: Terms) -> None:
    market.tell(
        market.player(player), TermsReported, told, to_club=market.club(to_club), terms=terms
    )


@step(Sentence("the (?P<clause>option|obligation) of {to_club} on {player} hangs on {ending}"))
def condition_reported(
    market: Market, *, told: Told, clause: str, to_club: str, player: str, ending: str
) -> None:
    market.tell(
        market.player(player),
        ConditionReported,
        told,
        to_club=market.club(to_club),
        clause=CLAUSES[clause],
        condition=read_condition(ending),
    )


@step(Sentence("{by} denies that {to_club} want {player}(?: of {from_club})?"))
def denial(
    market: Market, *, told: Told, by: str, to_club: str, player: str, from_club: str | None
) -> None:
    market.tell(
        market.player(player),
        DenialReported,
        told,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        by=by,
    )


@step(Sentence("{player} denies having {ending}"))
def own_denial(market: Market, told: Told, player: str, ending: str) -> None:
    """He names no club that wants him."""
    market.tell(market.player(player), DenialReported, told, by="player", denies=f"having {ending}")


@step(Sentence("it was wrong with {entry}{because}"))
def retraction(market: Market, told: Told, entry: str, because: str | None) -> None:
    target = market.find(entry)
    market.tell(
        target.entry.subject,
        ReportRetracted,
        told,
        target=target.entry_id,
        reason=because,
        deal=target.entry.deal,
    )


@step(Sentence("{to_club} and {from_club} will talk about {player}{expected}{condition}"))
def talks_expected(
    market: Market,
    *,
    told: Told,
    to_club: str,
    from_club: str,
    player: str,
    expected: UncertainDate | None,
    condition: str | None,
) -> None:
    market.tell(
        market.player(player),
        TalksExpected,
        told,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        expected=expected,
        condition=read_condition(condition) if condition else None,
    )
