"""The same book on SQLite and on PostgreSQL: the same root, the same answers, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import ledger
from ledger import Content
from ledger.domain.events import LoanAgreed
from ledger.interfaces import demo
from ledger.interfaces.files import ndjson
from ledger.interfaces.files.importing import bring_in
from ledger.queries.answers import flat

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[ledger.Ledger, ledger.Ledger]]:
    with (
        ledger.open(":memory:", clock=clock) as sqlite,
        ledger.open(postgres_url, clock=clock) as postgres,
    ):
        for book in (sqlite, postgres):
            written, rejected = book.record_many(demo.entries(), policy="refuse")
            assert rejected == []
            assert all(not result.already_recorded for result in written)
        yield sqlite, postgres


def answers(book: ledger.Ledger) -> str:
    """Every question of the demo, as one canonical text."""
    said: dict[str, Any] = {}
    for club in ("juventus", "ac-milan", "chelsea"):
        for on in ("2024-12-15", "2025-02-04", "2025-07-01"):
            for known in ("2024-09-30", "2025-06-01", "2025-12-31"):
                answer = book.squad(club, on=on, known_at=known)
                said[f"squad {club} {on} {known}"] = answer.to_dicts()
    said["deals"] = book.deals(on="2025-12-31").to_dicts()
    for deal in [row["deal"] for row in said["deals"]]:
        said[f"deal {deal}"] = [flat(step) for step in book.deal(deal).steps]
        said[f"claims {deal}"] = [flat(claim) for claim in book.claims(deal).items]
    said["player"] = book.player("kalulu").to_dicts()
    said["flags"] = book.flags(detail=True).to_dicts()
    said["quotas"] = [
        book.quotas(club, on="2025-01-20").to_dicts() for club in ("juventus", "ac-milan")
    ]
    said["rules"] = book.rules().to_dicts()
    said["dealings"] = [flat(row) for row in book.dealings("juventus", "ac-milan").items]
    said["partners"] = [flat(row) for row in book.dealings("juventus").partners]
    said["replay"] = book.replay("2025-winter").to_dicts()
    said["sources"] = book.sources().to_dicts()
    said["changes of a deal"] = book.diff_deal("kalulu", "2024-08-13", "2024-08-22").to_dicts()
    said["changes of a squad"] = book.diff_squad("juventus", "2025-01-01", "2025-07-01").to_dicts()
    said["why"] = book.why("kalulu", on="2025-06-10").to_dicts()
    evidence = book.evidence("kalulu")
    said["evidence"] = [*evidence.to_dicts(), flat(evidence.claims.backing)]
    said["seal"] = str(evidence.seal)
    said["tips"] = book.tips().to_dicts()
    said["calibration"] = book.calibration().to_dicts()
    said["at a position"] = book.squad("juventus", position=180).to_dicts()
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def test_both_databases_hold_the_same_book(pair: tuple[ledger.Ledger, ledger.Ledger]) -> None:
    sqlite, postgres = pair
    assert sqlite.head() == postgres.head()
    assert (sqlite.verify(), postgres.verify()) == ([], [])


def test_both_databases_give_the_same_answers(pair: tuple[ledger.Ledger, ledger.Ledger]) -> None:
    sqlite, postgres = pair
    assert answers(sqlite) == answers(postgres)


def test_a_book_with_amendments_goes_out_and_comes_back(
    pair: tuple[ledger.Ledger, ledger.Ledger], tmp_path: Path
) -> None:
    """Corrected, voided and reinstated entries included, in one import."""
    sqlite, _ = pair
    loan = next(item for item in sqlite.entries("player:lloyd-kelly", kinds=["LoanAgreed"]))
    assert isinstance(loan.event, LoanAgreed)
    content = Content(event=loan.event, note="checked against the statement")
    correction = sqlite.correct(loan.entry_id, content, reason="a note was missing")
    void = sqlite.void(correction.entry.entry_id or uuid4(), reason="the note was wrong")
    assert void[0].position == sqlite.head().position
    path = tmp_path / "book.ndjson"
    with path.open("w", encoding="utf-8") as out:
        ndjson.write(sqlite.entries(), out)
    with ledger.open(":memory:", clock=clock) as again:
        outcome = bring_in(again, path)
        assert (outcome.refusals, outcome.recorded) == ([], sqlite.head().position)
        assert again.head() == sqlite.head()
        assert answers(again) == answers(sqlite)


def test_rebuilding_changes_no_answer(pair: tuple[ledger.Ledger, ledger.Ledger]) -> None:
    for book in pair:
        before = answers(book)
        book.rebuild()
        assert answers(book) == before


EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def test_the_same_files_make_the_same_book_on_both(postgres_url: str) -> None:
    files = ("invented.csv", "invented-with-ids.csv", "appearances.csv", "rumours.csv")
    with (
        ledger.open(":memory:", clock=clock) as sqlite,
        ledger.open(postgres_url, clock=clock) as postgres,
    ):
        for book in (sqlite, postgres):
            for name in files:
                assert bring_in(book, EXAMPLES / name).recorded > 0
                assert bring_in(book, EXAMPLES / name).recorded == 0
        assert sqlite.head().root == postgres.head().root
        for club in ("juventus", "parma", "genoa"):
            one, other = (book.squad(club, on="2020-02-15") for book in (sqlite, postgres))
            assert one.to_dicts() == other.to_dicts()
        assert sqlite.coverage().to_dicts() == postgres.coverage().to_dicts()
