"""d2ski's table and its raw JSON on hand-written rows about invented players."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from ledger.domain.errors import Malformed
from ledger.domain.events import LoanEnded, PlayerRegisteredInLedger, TransferCompleted
from ledger.domain.values import Money
from ledger.interfaces.files.importing import bring_in

from .rows import brought_in, empty_book

HEADER = (
    "league,season,window,team_id,team_name,team_country,dir,player_id,player_name,player_age,"
    "player_nat,player_pos,market_val,counter_team_id,counter_team_name,counter_team_country,"
    "transfer_fee,transfer_id"
)
MILAN_BUYS = (
    "IT1,2020,w,5,AC Milan,Italy,in,901,Ugo Prova,23,Italy|Cote d'Ivoire,CB,€1.00m,252,Genoa CFC,"
    "Italy,€1.19m,777"
)
GENOA_SELLS = (
    "IT1,2020,w,252,Genoa CFC,Italy,left,901,Ugo Prova,23,Italy|Cote d'Ivoire,CB,€1.00m,5,"
    "Milan AC,Italy,€1.19m,777"
)


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def window(tmp_path: Path, name: str = "IT1_2020_w.json", **layout: int) -> Path:
    player = {
        "player_name": "Ugo Prova",
        "player_id": "901",
        "player_age": "23",
        "player_nat": ["Italy", "Cote d'Ivoire"],
        "player_pos": "CB",
        "market_val": "€1.00m",
        "counter_team_country": "Italy",
        "transfer_fee": "€1.19m",
        "transfer_id": "777",
    }
    milan = {"team_name": "AC Milan", "team_id": "5", "team_country": "Italy"}
    genoa = {"team_name": "Genoa CFC", "team_id": "252", "team_country": "Italy"}
    bought = {**player, "counter_team_name": "Genoa CFC", "counter_team_id": "252"}
    sold = {**player, "counter_team_name": "Milan AC", "counter_team_id": "5"}
    teams = [
        {"team": milan, "in": [bought], "left": []},
        {"team": genoa, "in": [], "left": [sold]},
    ]
    path = tmp_path / name
    text = json.dumps(teams, indent=layout.get("indent")).encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return path


def test_both_clubs_rows_are_one_move_by_the_transfers_id_whatever_the_clubs_are_called(
    tmp_path: Path,
) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS, GENOA_SELLS))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.from_club, entry.event.to_club) == ("genoa", "ac-milan")
    assert entry.event.fee.fixed == Money.exact(1_190_000)
    assert entry.event.window == "2021-winter"
    assert [piece.line for piece in entry.evidence] == [2, 3]
    assert result.report.merged == 1


def test_a_player_has_his_id_and_his_nationalities_as_trigrams(tmp_path: Path) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS))
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert player.nationalities == ("CIV", "ITA")
    assert [(x.scheme, x.id) for x in player.external_ids] == [("transfermarkt", "901")]
    assert player.position == "defender"


def test_a_country_of_no_association_is_left_out_and_flagged(tmp_path: Path) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS.replace("Cote d'Ivoire", "Atlantis")))
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert player.nationalities == ("ITA",)
    assert result.report.flagged == {"country not known": 1}


def test_the_end_of_a_loan_has_the_day_its_text_tells(tmp_path: Path) -> None:
    fee = '"End of loanJun 30, 2021"'
    result = brought_in(table(tmp_path, GENOA_SELLS.replace("€1.19m", fee)))
    (entry,) = result.moved
    assert entry.event == LoanEnded(from_club="ac-milan", to_club="genoa")
    assert str(entry.occurred_on) == "2021-06-30"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("€1.19m,", "€-3m,", "line 2: the fee “€-3m” is none of"),
        (",901,", ",x901,", "line 2: the id of the player is “x901”"),
        (",in,", ",sideways,", "line 2: the direction is “sideways”"),
        (",2020,w,", ",2020,spring,", "line 2: the window is “spring”"),
        (",777", ",", "line 2: the id of the transfer is “”"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS.replace(old, new)))
    assert result.moved == []
    (refusal,) = result.report.refusals
    assert says in str(refusal)


def test_a_player_who_has_died_since_is_read_with_his_age(tmp_path: Path) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS.replace(",23,", ",†23,")))
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert str(player.born) == "1997/1998"


@pytest.mark.parametrize("name", ["IT1_2020_w.json", "IT1_2020_w.json.gz"])
@pytest.mark.parametrize("indent", [0, 2])
def test_a_windows_json_tells_what_the_table_tells(tmp_path: Path, name: str, indent: int) -> None:
    by_table = brought_in(table(tmp_path, MILAN_BUYS, GENOA_SELLS))
    by_json = brought_in(window(tmp_path, name, **({"indent": indent} if indent else {})))
    assert [e.entry_id for e in by_json.entries] == [e.entry_id for e in by_table.entries]
    assert [e.event for e in by_json.entries] == [e.event for e in by_table.entries]
    assert by_json.report.rows == 2
    (entry,) = by_json.moved
    assert [piece.line for piece in entry.evidence] == [1, 2]
    again = brought_in(window(tmp_path, name), by_table.book)
    assert again.entries == []


def test_a_window_whose_file_has_another_name_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="its name tells no league, season and window"):
        bring_in(empty_book(), window(tmp_path, "transfers.json"))


@pytest.mark.parametrize("rows", ["true", "3", '"Ugo Prova"', '{"player_id": "901"}', "[3]"])
def test_json_whose_lists_are_none_is_refused_whole(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "IT1_2020_w.json"
    team = '{"team_id": "5", "team_name": "AC Milan", "team_country": "Italy"}'
    path.write_text(f'[{{"team": {team}, "in": {rows}, "left": []}}]', encoding="utf-8")
    with empty_book() as book, pytest.raises(Malformed, match="each with the lists “in” and"):
        bring_in(book, path)


def test_json_that_is_cut_is_refused_whole(tmp_path: Path) -> None:
    path = window(tmp_path)
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    with pytest.raises(Malformed, match="it is no JSON"):
        bring_in(empty_book(), path)


def test_a_row_of_json_that_was_refused_is_set_aside_as_a_table_and_mended_there(
    tmp_path: Path,
) -> None:
    path = window(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"777"', '"?"', 1), encoding="utf-8")
    book = empty_book()
    report = bring_in(book, path, quarantine=tmp_path / "aside")
    assert report.quarantine is not None
    assert [refusal.line for refusal in report.refusals] == [1]
    text = report.quarantine.read_text(encoding="utf-8")
    report.quarantine.write_text(text.replace(",?,", ",777,"), encoding="utf-8")
    assert bring_in(book, report.quarantine).refusals == []


def test_a_club_of_one_id_and_two_names_is_one_club(tmp_path: Path) -> None:
    rows = (
        MILAN_BUYS.replace("252,Genoa CFC", "99001,Juventus Prova"),
        MILAN_BUYS.replace("252,Genoa CFC", "99001,Daco Prova")
        .replace(",777", ",778")
        .replace("Ugo Prova", "Ivo Prova")
        .replace(",901,", ",902,"),
    )
    path = table(tmp_path, *rows)
    result = brought_in(path)
    starts = {e.event.from_club for e in result.moved if isinstance(e.event, TransferCompleted)}
    assert starts == {"juventus-prova"}
    assert brought_in(path, result.book).entries == []


def test_the_ages_of_a_window_give_the_years_of_birth(tmp_path: Path) -> None:
    result = brought_in(table(tmp_path, MILAN_BUYS))
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert player.born is not None
    assert (player.born.first_day, player.born.last_day) == (date(1997, 1, 1), date(1998, 12, 31))
