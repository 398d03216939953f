"""Values made of parts that are right already are those that validation makes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import ledger
from ledger.domain.entry import Entry, encode
from ledger.domain.events import LoanAgreed
from ledger.domain.making import made
from ledger.domain.sources import Basis, Evidence
from ledger.domain.values import UncertainDate
from ledger.interfaces.files import movements, origin, registering
from ledger.interfaces.files.importing import Importer
from ledger.interfaces.files.origin import Origin

HEADER = (
    "club_name,player_name,age,position,club_involved_name,fee,transfer_movement,"
    "transfer_period,fee_cleaned,league_name,year,season,country"
)
ROWS = (
    "Genoa,Ugo Prova,19,Centre-Back,Genoa Youth,-,in,Summer,NA,2010",
    "Genoa,Ugo Prova,20,Centre-Back,Lugo,Loan fee:€200Th.,out,Winter,0.2,2010",
    'Genoa,Ugo Prova,20,Centre-Back,Lugo,"End of loanJun 30, 2011",in,Summer,0,2011',
    "AC Milan,Ugo Prova,21,Centre-Back,Genoa,€2.00m,in,Summer,2,2012",
    "Genoa,Ugo Prova,21,Left-Back,AC Milan,€2.00m,out,Summer,2,2012",
    "AC Milan,Ugo Prova,23,Centre-Back,Without Club,free transfer,out,Summer,0,2014",
    "Lugo,Ugo Prova,24,Centre-Back,Without Club,free transfer,in,Winter,0,2014",
    "Lugo,Ugo Prova,30,Centre-Back,Retired,-,out,Summer,NA,2020",
    "Lugo,Ivo Prova,,Goalkeeper,Imola,loan transfer,in,Summer,NA,2020",
)
ID = UUID("8c5b2f5e-6c1c-4c1d-8f4e-0a4b6f0f7a11")


def test_what_is_left_out_has_its_default() -> None:
    assert made(Evidence, source="a-source", line=4) == Evidence(source="a-source", line=4)
    assert made(Evidence, source="a-source").cites == ()


def test_an_entry_is_the_same_and_is_written_the_same() -> None:
    parts: dict[str, Any] = {
        "subject": "player:ugo-prova",
        "entry_id": ID,
        "event": LoanAgreed(from_club="genoa", to_club="lugo", until=date(2011, 6, 30)),
        "occurred_on": UncertainDate.parse("2011-01-03/2011-01-31"),
        "basis": Basis.LISTED,
        "evidence": (Origin("a-source", "A source", "league.csv").at(7),),
        "assumed": ("published_at",),
    }
    one, other = made(Entry, **parts), Entry(**parts)
    assert one == other
    assert encode(one) == encode(other)
    assert one.model_fields_set == other.model_fields_set


def test_a_line_of_a_file_is_evidence_only_under_a_name_that_evidence_may_have() -> None:
    with pytest.raises(ValueError, match="file"):
        Origin("a-source", "A source", "").at(7)


def test_an_import_makes_what_validation_would_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sort of row that a table of transfers has, each value made both ways."""
    kinds: set[str] = set()

    def made_both_ways(kind: type[Any], **parts: Any) -> Any:
        value, validated = made(kind, **parts), kind(**parts)
        assert value == validated
        assert list(value.__dict__) == list(validated.__dict__)
        if isinstance(value, Entry):
            assert encode(value) == encode(validated)
            kinds.add(value.kind)
        return value

    for module in (movements, origin, registering):
        monkeypatch.setattr(module, "made", made_both_ways)
    rows = [_with_season(row) for row in ROWS]
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    with ledger.open(str(tmp_path / "book.db")) as book:
        assert Importer(book).bring_in(path).refusals == []
    assert kinds == {
        "PlayerRegisteredInLedger",
        "YouthPlayerPromoted",
        "LoanAgreed",
        "LoanEnded",
        "TransferCompleted",
        "PlayerReleased",
        "PlayerRetired",
    }


def _with_season(row: str) -> str:
    told, _, year = row.rpartition(",")
    return f"{told},Serie A,{year},{year}/{int(year) + 1},Italy"
