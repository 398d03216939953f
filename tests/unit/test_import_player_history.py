"""Players' transfer histories in JSON, about invented players."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from ledger.domain.errors import Malformed
from ledger.domain.events import ClubRegisteredInLedger, LoanAgreed, LoanEnded, TransferCompleted
from ledger.domain.terms import MoveType
from ledger.domain.values import Money
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.fees import Sort, UnreadableFeeError, price_of
from ledger.interfaces.files.importing import bring_in

from .rows import Imported, brought_in, empty_book

MOVES: Final[list[dict[str, Any]]] = [
    {"date": "Jul 1, 2030", "from": "AC Milan", "to": "Pisa", "fee": "-", "upcoming": True},
    {"date": "Jun 30, 2019", "from": "Genoa", "to": "AC Milan", "fee": "End of loan"},
    {"date": "01.08.2018", "from": "AC Milan", "to": "Genoa", "fee": "Loan fee: €600k"},
    {"date": "2017-07-01", "from": "Pisa", "to": "AC Milan", "fee": "€1.19m"},
]
UGO: Final[dict[str, Any]] = {"id": "901", "name": "Ugo Prova", "transfers": MOVES}


def imported(tmp_path: Path, text: str, name: str = "history.json") -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return brought_in(path)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(UGO),
        json.dumps(UGO, indent=2),
        json.dumps([UGO]),
        json.dumps([UGO], indent=2),
        json.dumps(UGO) + "\n" + json.dumps({"id": 7, "name": "Ivo Prova", "transfers": []}) + "\n",
    ],
    ids=["one player", "over several lines", "a list", "a list over several lines", "a line each"],
)
def test_a_history_is_read_in_the_order_of_its_days(tmp_path: Path, text: str) -> None:
    result = imported(tmp_path, text)
    bought, lent, back, coming = result.moved
    assert isinstance(bought.event, TransferCompleted)
    assert (str(bought.occurred_on), bought.event.fee.fixed) == (
        "2017-07-01",
        Money.exact(1_190_000),
    )
    assert isinstance(lent.event, LoanAgreed)
    assert (str(lent.occurred_on), lent.event.fee.fixed) == ("2018-08-01", Money.exact(600_000))
    assert back.event == LoanEnded(from_club="ac-milan", to_club="genoa")
    assert (str(back.occurred_on), back.assumed) == ("2019-06-30", ("published_at",))
    assert (str(coming.occurred_on), coming.published_at) == ("2030-07-01", None)
    assert result.report.flagged == {}
    assert result.lines_moved == [4, 3, 2, 1]


def test_a_history_whose_fees_are_bare_numbers_says_beside_them_what_was_a_loan(
    tmp_path: Path,
) -> None:
    lent = {"clubFrom": "Genoa", "clubTo": "AC Milan", "date": "2018-08-01", "fee": 600000}
    back = {"clubFrom": "AC Milan", "clubTo": "Genoa", "date": "2019-06-30", "fee": None}
    left = {"clubFrom": "Genoa", "clubTo": "Imola", "date": "2019-07-01", "fee": None}
    moves = [
        {**lent, "transferType": "loan"},
        {**back, "transferType": "endOfLoan"},
        {**left, "transferType": "freeTransfer"},
    ]
    first, second, third = imported(tmp_path, json.dumps({**UGO, "transfers": moves})).moved
    assert isinstance(first.event, LoanAgreed)
    assert first.event.fee.fixed == Money.exact(600_000)
    assert second.event == LoanEnded(from_club="genoa", to_club="ac-milan")
    assert isinstance(third.event, TransferCompleted)
    assert third.event.move is MoveType.FREE


@pytest.mark.parametrize("letter", ["\0", "\ud800", "\x1b"])
def test_a_letter_that_is_none_costs_its_row_and_is_marked_where_it_is_set_aside(
    tmp_path: Path, letter: str
) -> None:
    moves = [MOVES[2], {**MOVES[3], "to": f"AC {letter}Milan"}]
    path = tmp_path / "history.json"
    path.write_text(json.dumps({**UGO, "transfers": moves}), encoding="utf-8")
    with empty_book() as book:
        report = bring_in(book, path, quarantine=tmp_path)
    (refusal,) = report.refusals
    assert (refusal.line, refusal.what) == (2, "the column “to” holds control characters.")
    assert report.quarantine is not None
    assert "AC ⟨to mend⟩Milan" in report.quarantine.read_text(encoding="utf-8")


def test_a_history_read_twice_or_told_twice_in_a_file_adds_nothing(tmp_path: Path) -> None:
    once = imported(tmp_path, json.dumps(UGO))
    assert brought_in(tmp_path / "history.json", once.book).entries == []
    twice = imported(tmp_path, json.dumps([UGO, UGO]))
    assert [e.entry_id for e in twice.moved] == [e.entry_id for e in once.moved]


@pytest.mark.parametrize(
    "club",
    [
        {"clubId": "99001", "clubName": "Prova United"},
        {"clubID": "99001", "clubName": "Prova United"},
        {"id": 99001, "name": "Prova United"},
        {"clubName": "Prova United", "href": "/prova/transfers/verein/99001/saison_id/2017"},
    ],
)
@pytest.mark.parametrize("names", [("from", "to"), ("clubFrom", "clubTo")])
def test_clubs_may_be_objects_with_an_id(
    tmp_path: Path, club: dict[str, Any], names: tuple[str, str]
) -> None:
    move = {names[0]: club, names[1]: "AC Milan", "date": "2017-07-01", "fee": 1500000}
    result = imported(tmp_path, json.dumps({**UGO, "transfers": [move]}))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.from_club, entry.event.to_club) == ("prova-united", "ac-milan")
    assert entry.event.fee.fixed == Money.exact(1_500_000)
    registered = [e.event for e in result.entries if isinstance(e.event, ClubRegisteredInLedger)]
    ids = {(x.scheme, x.id) for event in registered for x in event.external_ids}
    assert ("transfermarkt", "99001") in ids


def test_without_a_name_his_id_alone_says_who_is_meant(tmp_path: Path) -> None:
    nameless = {"id": "901", "transfers": MOVES[2:3]}
    result = imported(tmp_path, json.dumps({**UGO, "transfers": MOVES[3:]}))
    (tmp_path / "nameless.json").write_text(json.dumps(nameless), encoding="utf-8")
    more = brought_in(tmp_path / "nameless.json", result.book)
    assert [entry.subject for entry in more.moved] == ["player:ugo-prova"]


def test_without_a_name_and_not_on_record_he_is_refused_with_what_to_do(tmp_path: Path) -> None:
    result = imported(tmp_path, json.dumps({"id": "901", "transfers": MOVES[3:]}))
    assert result.moved == []
    (refusal,) = result.report.refusals
    assert str(refusal) == (
        "history.json, line 1: the player has no name here, and transfermarkt 901 is not on "
        "record. Write his name, or import who he is first."
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"fee": "€-3m"}, "the fee “€-3m” is none of"),
        ({"date": "2017-02-31"}, "“2017-02-31” names no day of the calendar"),
        ({"date": "05/06/2017"}, "“05/06/2017” may be two days"),
        ({"date": None}, "“” is no day"),
        ({"to": ""}, "the club he joined has no name"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_its_number(
    tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    moves = [MOVES[2], {**MOVES[3], **change}]
    result = imported(tmp_path, json.dumps({**UGO, "transfers": moves}))
    (refusal,) = result.report.refusals
    assert refusal.line == 2
    assert says in refusal.what


@pytest.mark.parametrize(
    "text",
    ['{"id": "1", "transfers": [1]}', '{"id": "1", "transfers": [' + "[" * 100_000, '[{"id":1}'],
    ids=["no transfers", "nested without end", "cut"],
)
def test_json_of_another_shape_is_refused_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "history.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match=r"Cannot (read|import)"):
        bring_in(empty_book(), path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-07-01", "2018-07-01"),
        ("Jul 1, 2018", "2018-07-01"),
        ("01.07.2018", "2018-07-01"),
        ("30/06/2024", "2024-06-30"),
        ("06/30/2024", "2024-06-30"),
        ("07/07/2024", "2024-07-07"),
        ("1978-06-09 00:00:00", "1978-06-09"),
    ],
)
def test_days_as_databases_write_them(text: str, day: str) -> None:
    assert day_told(text).isoformat() == day


@pytest.mark.parametrize(
    "text", ["05/06/2024", "Jux 1, 2018", "31.02.2018", "1018-07-01", "2018", "", "١.٠٧.٢٠١٨"]
)
def test_a_text_that_names_no_day_or_two_is_none(text: str) -> None:
    with pytest.raises(UnreadableDayError):
        day_told(text)


@pytest.mark.parametrize(
    ("text", "sort", "amount", "day"),
    [
        ("€500Th.", Sort.TRANSFER, "500000", None),
        ("€600k", Sort.TRANSFER, "600000", None),
        ("14300000.0", Sort.TRANSFER, "14300000", None),
        ("Loan fee:€600Th.", Sort.LOAN, "600000", None),
        ("loan transfer", Sort.LOAN, None, None),
        ("Free Transfer", Sort.TRANSFER, "0", None),
        ("draft", Sort.TRANSFER, None, None),
        ("End of loanAug 31, 2020", Sort.LOAN_END, None, "2020-08-31"),
        ("End of loan 30/06/2024", Sort.LOAN_END, None, "2024-06-30"),
        ("End of loan", Sort.LOAN_END, None, None),
    ],
)
def test_fees_as_databases_write_them(
    text: str, sort: Sort, amount: str | None, day: str | None
) -> None:
    price = price_of(text)
    low = price.fee.fixed.low
    assert price.sort is sort
    assert (None if low is None else str(low)) == amount
    assert (None if price.ends_on is None else price.ends_on.isoformat()) == day


@pytest.mark.parametrize("text", ["€-3m", "-3", "€3m or so", "1e9", "End of loanFeb 31, 2020"])
def test_a_text_that_is_no_fee_is_none(text: str) -> None:
    with pytest.raises(UnreadableFeeError):
        price_of(text)
