"""Replays on either clock and what they come to; who changed what in the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pytest_bdd import step

from ledger import UncertainDate
from ledger.queries.replay import ReplayAnswer
from steps.market import Market, slug
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = list[list[str]]


@step(Sentence("the replay of {player} in the order of recording shows"))
def in_our_order(market: Market, player: str, datatable: Table) -> None:
    answer = market.ledger.replay(player=slug(player), clock="recorded", **market.at())
    rows_agree(list(answer), datatable)


@step(Sentence("the replay of the deal of {to_club} for {player}{known} shows"))
def of_a_deal(
    market: Market, to_club: str, player: str, known: UncertainDate | None, datatable: Table
) -> None:
    deal = f"{slug(player)}/{slug(to_club)}/1"
    rows_agree(list(market.ledger.replay(deal=deal, **market.at(None, known))), datatable)


@step(Sentence("the replay of what was learned between {first} and {last} shows"))
def between(market: Market, first: Any, last: Any, datatable: Table) -> None:
    rows_agree(list(market.ledger.replay(since=first, until=last, **market.at())), datatable)


@step(Sentence(r"the replay of {window} for the clubs of (?P<league>[A-Z][a-z]+) shows"))
def of_a_league(market: Market, window: str, league: str, datatable: Table) -> None:
    rows_agree(list(market.ledger.replay(window, league=league, **market.at())), datatable)


@step(Sentence("the replay of {window}(?: for {club})?{known} comes to"))
def comes_to(
    market: Market,
    window: str,
    club: str | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    answer = market.ledger.replay(window, club=club, **market.at(None, known))
    rows_agree([{"what": what, "figure": figure} for what, figure in _figures(answer)], datatable)


def _figures(answer: ReplayAnswer) -> Iterator[tuple[str, str]]:
    """What a replay comes to, a line each; lines that say nothing are left out."""
    totals = answer.totals
    for move, deals in totals.by_type.items():
        yield f"{move} deals", str(deals)
    if totals.bought:
        yield "loans made permanent", str(totals.bought)
    if totals.loans_with_option:
        yield "loans with an option", str(totals.loans_with_option)
    for one in totals.sums:
        yield f"{one.direction} in {one.currency}", f"{one.low} to {one.high}"
    for fees in totals.untold:
        untold = f"{fees.nil} nil, {fees.undisclosed} undisclosed, {fees.unknown} unknown"
        yield f"{fees.direction} besides", untold
    for day, deals in totals.busiest:
        yield day, f"{deals} done"
    for deal in totals.open:
        yield deal.deal, deal.stage


@step(Sentence("the changes of the book are"))
def changes_of_the_book(market: Market, datatable: Table) -> None:
    rows_agree(list(market.ledger.amendments(**market.at())), datatable)


@step(Sentence("what became of {entry} is"))
def chain(market: Market, entry: str, datatable: Table) -> None:
    rows_agree(list(market.ledger.chain(market.find(entry).entry_id, **market.at())), datatable)
