"""Squads to come: expected, with open deals included, on a fork; and how deep a squad is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pytest_bdd import step

from ledger import Refused, UncertainDate
from ledger.domain.events import SquadBaselineRecorded
from steps.market import Market, Told
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]
EXPECTED = "the expected squad of {club}{on}{known}"


@step(Sentence(f"{EXPECTED} is"))
def expected_squad(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.expected_squad(club, **market.at(on, known)).items, datatable)


@step(Sentence(f"{EXPECTED} rests on"))
def inputs(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.expected_squad(club, **market.at(on, known)).inputs, datatable)


@step(Sentence(rf"in {EXPECTED}, {{player}} will be at"))
def outcomes(
    market: Market,
    *,
    club: str,
    player: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    every = market.ledger.expected_squad(club, **market.at(on, known)).outcomes
    rows_agree([one for one in every if one.player == player], datatable)


@step(Sentence(f"{EXPECTED} counts"))
def headcounts(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.expected_squad(club, **market.at(on, known)).headcounts, datatable)


@step(Sentence(r"the squad of {club}{on}{known}, with deals from (?P<stage>[a-z ]+) on, is"))
def included(
    market: Market,
    *,
    club: str,
    stage: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(list(market.ledger.squad(club, include=stage, **market.at(on, known))), datatable)


@step("supposing that")
def supposing(market: Market) -> None:
    """What follows is only supposed."""
    market.settle()
    market.batch = []


@step(Sentence("the squad of {club}{on}{known} would be"))
def supposed_squad(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    head = market.ledger.head()
    answer = market.ledger.assuming(market.batch or []).squad(club, **market.at(on, known))
    rows_agree(list(answer), datatable)
    assert answer.meta.assumed == len(market.batch or [])
    assert market.ledger.head() == head, "something was written"


@step(Sentence("asking on that is refused, because {quoted}"))
def supposed_refused(market: Market, quoted: str) -> None:
    fork = market.ledger.assuming(market.batch or [])
    with pytest.raises(Refused, match=re.escape(quoted)):
        fork.deals()


@step(Sentence("{club} had these players{on}"))
def opening_squad(market: Market, told: Told, club: str, datatable: Table) -> None:
    for position, names in datatable:
        for name in names.split(", "):
            who = market.player(name, position=position)
            market.tell(who, SquadBaselineRecorded, told, voice=club, club=market.club(club))


@step(Sentence("the depth of {club}{on}{known} shows"))
def depth(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    """Only the sections that the table names count."""
    answer = market.ledger.depth(club, **market.at(on, known))
    wanted = {row[list(datatable[0]).index("section")] for row in datatable[1:]}
    rows_agree([row for row in answer if row.section in wanted], datatable)
