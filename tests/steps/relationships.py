"""What people ask of two clubs: figures by name, rounded as the table writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytest_bdd import step

from ledger import UncertainDate
from ledger.queries.answers import flat
from steps.market import Market
from steps.sentences import Sentence
from steps.tables import rows_agree, value_agrees

Table = Sequence[Sequence[str]]


@step(Sentence("the relationship of {club} and {other}{on}{known}{stood} shows"))
def relationship(
    market: Market,
    *,
    club: str,
    other: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    stood: str | None,
    datatable: Table,
) -> None:
    figures = market.ledger.relationship(club, other, **market.at(on, known, stood)).figures()
    for name, expected in datatable[1:]:
        actual = _as_written(figures[name.replace(" ", "_")], expected)
        assert value_agrees(actual, expected), f"{name} is {actual!r}, not {expected!r}"


@step(Sentence("the relationships of {club}{on}{known} are"))
def relationships(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows = market.ledger.relationships(club, **market.at(on, known))
    rows_agree([_rounded(flat(row)) for row in rows], datatable)


@step(Sentence("the fees between {club} and {other}{on}{known} are"))
def fees(
    market: Market,
    *,
    club: str,
    other: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.relationship(club, other, **market.at(on, known)).fees, datatable)


@step(Sentence("the origins of rumours between {club} and {other}{on}{known} are"))
def origins(
    market: Market,
    *,
    club: str,
    other: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.relationship(club, other, **market.at(on, known)).origins, datatable)


def _as_written(value: object, expected: str) -> object:
    """A figure with as many decimals as are expected."""
    if not isinstance(value, float):
        return value
    return f"{value:.{len(expected.partition('.')[2])}f}"


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: f"{value:.2f}" if isinstance(value, float) else value for key, value in row.items()
    }
