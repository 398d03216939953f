"""What somebody asserts of squads, beside the ledger's own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from pytest_bdd import step

import ledger
from ledger.queries.verdicts import CheckAnswer
from steps.market import Market
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]


@step("somebody asserts", target_fixture="asserted")
def asserted(market: Market, tmp_path: Path, datatable: Table) -> CheckAnswer:
    market.settle()
    where = tmp_path / "assertions.csv"
    with where.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(datatable)
    return ledger.check_squad(market.ledger, where)


@step("every assertion holds")
def all_hold(asserted: CheckAnswer) -> None:
    assert asserted
    assert [row.why for row in asserted if row.verdict != "right"] == []


@step("these assertions fail")
def these_fail(asserted: CheckAnswer, datatable: Table) -> None:
    rows_agree([row for row in asserted if row.verdict != "right"], datatable)
