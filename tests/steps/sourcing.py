"""The record of sources: their tips, and what came of them."""

from __future__ import annotations

from pytest_bdd import step

from ledger import UncertainDate
from steps.market import Market
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = list[list[str]]


@step(Sentence("the tips of {name}{on}{known} are"))
def tips(
    market: Market,
    name: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    """The latest first."""
    moment = market.at(on, known)
    rows_agree(market.ledger.tips(name, **moment).items, datatable)
