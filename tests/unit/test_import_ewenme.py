"""The ewenme importer on hand-written rows about invented players."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from ledger.domain.errors import Malformed
from ledger.domain.events import (
    ClubRegisteredInLedger,
    LoanAgreed,
    LoanEnded,
    PlayerReleased,
    PlayerRetired,
    SeasonCovered,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.terms import MoveType
from ledger.domain.values import NIL, UNKNOWN, Money, NoClub
from ledger.interfaces.files.importing import bring_in

from .rows import HEADER, brought_in, empty_book, imported, league, row


def test_both_clubs_rows_of_a_move_are_one_entry_with_both_lines_as_evidence(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [
            row("AC Milan", "in", "Genoa", "€19.00m", cleaned="19"),
            row("Genoa CFC", "out", "AC Milan", "€19.00m", cleaned="19"),
        ],
    )
    (entry,) = result.moved
    event = entry.event
    assert isinstance(event, TransferCompleted)
    assert (event.from_club, event.to_club, event.move) == ("genoa", "ac-milan", MoveType.PERMANENT)
    assert event.fee.fixed == Money.exact(19_000_000)
    assert event.window == "2018-summer"
    assert str(entry.occurred_on) == "2018-07-01/2018-08-31"
    assert str(entry.published_at) == "2018-08-31"
    assert entry.assumed == ("published_at",)
    assert [(e.source, e.file, e.line) for e in entry.evidence] == [
        ("transfermarkt-ewenme", "league.csv", 2),
        ("transfermarkt-ewenme", "league.csv", 3),
    ]
    assert (result.report.rows, result.report.merged, result.report.moves) == (2, 1, 1)


def test_two_fees_of_one_move_are_flagged_and_the_one_that_says_something_counts(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [row("AC Milan", "in", "Genoa", "?"), row("Genoa CFC", "out", "Milan", "€2.00m")],
    )
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert entry.event.fee.fixed == Money.exact(2_000_000)
    assert result.report.flagged == {"the two clubs' fees differ": 1}


def test_a_winter_is_named_by_the_calendar_year_it_falls_in(tmp_path: Path) -> None:
    result = imported(tmp_path, [row("Parma FC", "in", "Lugo", "?", when="2018 Winter")])
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert entry.event.window == "2019-winter"
    assert str(entry.occurred_on) == "2019-01-01/2019-01-31"


@pytest.mark.parametrize(
    ("side", "other", "expected"),
    [
        ("out", "Without Club", PlayerReleased(club="ac-milan", window="2018-summer")),
        (
            "out",
            "Career break",
            PlayerReleased(club="ac-milan", reason="career_break", window="2018-summer"),
        ),
        ("out", "Ban", PlayerReleased(club="ac-milan", reason="banned", window="2018-summer")),
        ("out", "Retired", PlayerRetired(club="ac-milan", window="2018-summer")),
        (
            "out",
            "Unknown",
            TransferCompleted(from_club="ac-milan", to_club=NoClub.UNKNOWN, window="2018-summer"),
        ),
        (
            "in",
            "Without Club",
            TransferCompleted(
                from_club=NoClub.WITHOUT_CLUB, to_club="ac-milan", window="2018-summer"
            ),
        ),
        (
            "in",
            "Unknown",
            TransferCompleted(from_club=NoClub.UNKNOWN, to_club="ac-milan", window="2018-summer"),
        ),
        ("in", "Own Youth", YouthPlayerPromoted(club="ac-milan", window="2018-summer")),
        ("in", "Milan U19", YouthPlayerPromoted(club="ac-milan", window="2018-summer")),
        ("in", "Milan", YouthPlayerPromoted(club="ac-milan", window="2018-summer")),
        (
            "in",
            "Genoa U19",
            TransferCompleted(from_club="genoa-u19", to_club="ac-milan", window="2018-summer"),
        ),
    ],
)
def test_what_is_no_club_and_whose_youth_team_it_is_decide_what_happened(
    tmp_path: Path, side: str, other: str, expected: object
) -> None:
    (entry,) = imported(tmp_path, [row("AC Milan", side, other, "-")]).moved
    assert entry.event == expected


def test_a_promotion_registers_the_first_team_only_once_and_the_youth_team_apart(
    tmp_path: Path,
) -> None:
    result = imported(tmp_path, [row("AC Milan", "in", "Milan U19", "-")])
    clubs = {e.subject: e.event for e in result.entries if e.kind == "ClubRegisteredInLedger"}
    assert list(clubs) == ["club:ac-milan", "club:ac-milan-u19"]
    first_team = clubs["club:ac-milan"]
    assert isinstance(first_team, ClubRegisteredInLedger)
    assert (first_team.name, first_team.association) == ("AC Milan", "ITA")


def test_a_loan_over_two_seasons_lasts_until_the_row_that_ends_it(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        [
            row("AC Milan", "out", "Atalanta BC", "Loan fee:€900Th.", when="2019 Winter"),
            row("Atalanta BC", "out", "AC Milan", "End of loanJun 30, 2021", when="2021 Summer"),
        ],
    )
    loan, end = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert loan.event.until == date(2021, 6, 30)
    assert loan.event.fee.fixed == Money.exact(900_000)
    assert loan.assumed == ("published_at", "until")
    assert end.event == LoanEnded(from_club="ac-milan", to_club="atalanta")
    assert str(end.occurred_on) == "2021-06-30"
    assert (result.report.loan_ends, result.report.loan_ends_matched) == (1, 1)


def test_an_early_end_was_not_yet_known_when_the_loan_was_agreed(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        [
            row("Empoli FC", "in", "Inter", "loan transfer", when="2014 Summer"),
            row("Empoli FC", "out", "Inter", "End of loanJan 10, 2015", when="2014 Winter"),
        ],
    )
    loan, _ = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert loan.event.until is None


def test_a_winter_of_three_moves_is_chained_so_that_each_starts_where_he_is(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [
            row("Parma Calcio 1913", "in", "Atalanta BC", "loan transfer", when="2019 Summer"),
            row("Juventus FC", "out", "Parma", "loan transfer", when="2019 Winter"),
            row("Juventus FC", "in", "Atalanta BC", "€35.00m", when="2019 Winter"),
            row("Parma FC", "out", "Atalanta", "End of loanJan 1, 2020", when="2019 Winter"),
        ],
    )
    entries = result.moved
    assert [entry.kind for entry in entries] == [
        "LoanAgreed",
        "LoanEnded",
        "TransferCompleted",
        "LoanAgreed",
    ]
    assert [e.evidence[0].line for e in entries] == [2, 5, 4, 3]
    assert [str(e.occurred_on) for e in entries[1:]] == [
        "2020-01-01",
        "2020-01-02/2020-01-31",
        "2020-01-02/2020-01-31",
    ]
    assert result.report.flags == []


def test_a_purchase_after_a_loan_that_ended_on_the_windows_last_day_takes_effect_the_day_after(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [
            row("AS Roma", "in", "Parma", "loan transfer", when="2011 Summer"),
            row("AS Roma", "in", "Parma", "€7.60m", when="2011 Winter"),
            row("AS Roma", "out", "Parma", "End of loanJan 31, 2012", when="2011 Winter"),
        ],
    )
    _, end, purchase = result.moved
    assert end.event == LoanEnded(from_club="parma", to_club="as-roma")
    assert isinstance(purchase.event, TransferCompleted)
    assert (purchase.event.from_club, purchase.event.to_club) == ("parma", "as-roma")
    assert purchase.event.effective_on == date(2012, 2, 1)
    assert str(purchase.published_at) == "2012-02-01"


def test_a_loan_back_to_the_owner_is_read_as_the_loans_end(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        [
            row("Juventus FC", "in", "AC Milan", "loan transfer", when="2018 Summer"),
            row("Juventus FC", "out", "AC Milan", "loan transfer", when="2019 Summer"),
        ],
    )
    _, end = result.moved
    assert end.event == LoanEnded(from_club="ac-milan", to_club="juventus")
    assert str(end.occurred_on) == "2019-06-30"
    assert result.report.flagged == {"loan back to the owner read as the loan's end": 1}


def test_an_end_listed_under_the_summer_before_still_comes_after_the_winters_loan(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [
            row("Hellas Verona", "out", "Juventus", "End of loanMay 1, 1997", when="1996 Summer"),
            row("Hellas Verona", "in", "Juventus", "loan transfer", when="1996 Winter"),
        ],
    )
    assert [entry.kind for entry in result.moved] == ["LoanAgreed", "LoanEnded"]
    assert result.report.loan_ends_matched == 1


def test_moves_that_no_order_can_chain_keep_the_files_order_and_are_flagged(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        [row("US Lecce", "in", "Lugo", "?"), row("Genoa CFC", "in", "Imola", "?")],
    )
    assert result.lines_moved == [2, 3]
    assert result.report.flagged == {
        "no order of a window's moves fits": 1,
        "H1 held-elsewhere": 1,
    }


def test_unknown_nil_and_paid_are_three_things(tmp_path: Path) -> None:
    fees = ("?", "free transfer", "€500Th.", "-", "draft", "NA")
    rows = [
        row("AC Milan", "in", "Lugo", fee, player=f"Ugo {'ABCDEF'[i]}")
        for i, fee in enumerate(fees)
    ]
    fixed = [
        e.event.fee.fixed
        for e in imported(tmp_path, rows).moved
        if isinstance(e.event, TransferCompleted)
    ]
    assert fixed == [UNKNOWN, NIL, Money.exact(500_000), UNKNOWN, UNKNOWN, UNKNOWN]


def test_a_cleaned_fee_that_differs_is_flagged_and_the_text_counts(tmp_path: Path) -> None:
    result = imported(tmp_path, [row("AC Milan", "in", "Lugo", "€5.00m", cleaned="50")])
    assert result.report.flagged == {"cleaned fee differs": 1}


BAD_ROWS = {
    "a cut row": "AC Milan,Ugo Prova,23,Centre-Back,Lugo",
    "a NUL": row("AC Milan", "in", "Lu\0go", "?"),
    "an impossible day": row("AC Milan", "out", "Lugo", "End of loanFeb 31, 2021"),
    "a negative fee": row("AC Milan", "in", "Lugo", "€-3m"),
    "no player": row("AC Milan", "in", "Lugo", "?", player=" "),
    "no club": row("AC Milan", "in", "", "?"),
    "a club without letters": row("AC Milan", "in", "--", "?"),
    "no direction": row("AC Milan", "sideways", "Lugo", "?"),
    "no such period": row("AC Milan", "in", "Lugo", "?", when="2018 Autumn"),
    "an age in words": row("AC Milan", "in", "Lugo", "?", age="old"),
    "an open quotation mark": row("AC Milan", "in", 'Lu"go', "?").replace("Ugo", '"Ugo'),
    "a season of two years": row("AC Milan", "in", "Lugo", "?").replace("/2019", "/2020"),
    "a loan to nobody": row("AC Milan", "out", "Without Club", "loan transfer"),
    "the same club twice": row("AC Milan", "out", "Milan", "€1.00m"),
    "an endless name": row("AC Milan", "in", "L" * 500, "?"),
}


@pytest.mark.parametrize("bad", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_row_that_makes_no_sense_is_refused_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, bad: str
) -> None:
    good = row("AC Milan", "in", "Lugo", "?")
    result = imported(tmp_path, [good, bad, row("Genoa CFC", "in", "AC Milan", "?")])
    (refusal,) = result.report.refusals
    assert (refusal.file, refusal.line) == ("league.csv", 3)
    assert refusal.what
    assert refusal.way_out
    assert result.lines_moved == [2, 4]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b"name,club\nUgo Prova,AC Milan\n", "its first line is of no format"),
        (HEADER.encode("utf-16"), "it is written in UTF-16"),
        (gzip.compress(b"nothing of the kind"), "its first line is of no format"),
        (b"\x1f\x8b\x08 not really gzip", "compression is damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole_and_says_why(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "league.csv"
    path.write_bytes(content)
    book = empty_book()
    with pytest.raises(Malformed, match=says):
        bring_in(book, path)
    assert book.head().position == 0


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (
            "club_name,player_name,age,position,fee,year,season",
            "ewenme/transfers CSV, but it lacks club_involved_name, transfer_movement, ",
        ),
        ("name,club", "The nearest is appearances CSV, but it lacks date."),
        ("Spieler,Verein", "It has no column of any, and is neither their JSON nor"),
    ],
)
def test_a_table_of_no_format_is_told_which_columns_it_lacks_of_the_nearest(
    tmp_path: Path, header: str, says: str
) -> None:
    path = tmp_path / "league.csv"
    path.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        bring_in(empty_book(), path)
    assert says in str(refused.value)
    assert "docs/reference/formats.md" in str(refused.value)
    assert len(str(refused.value)) < 400


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match=r"no\.csv: No such file"):
        bring_in(empty_book(), tmp_path / "no.csv")


def test_compression_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    text = "\r\n".join((HEADER, row("AC Milan", "in", "Lugo", "?"))) + "\r\n"
    path = tmp_path / "league.csv"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + text.encode()))
    assert [e.kind for e in brought_in(path).moved] == ["TransferCompleted"]


def test_bytes_that_are_no_utf_8_cost_their_own_line_only(tmp_path: Path) -> None:
    lines = [HEADER, row("AC Milan", "in", "Lügo", "?"), row("AC Milan", "out", "Imola", "?")]
    path = tmp_path / "league.csv"
    path.write_bytes("\n".join(lines).encode("latin-1"))
    result = brought_in(path)
    assert [r.line for r in result.report.refusals] == [2]
    assert result.lines_moved == [3]


def test_of_a_file_cut_short_nothing_is_taken(tmp_path: Path) -> None:
    """Half of a player's rows would tell another story than all of them."""
    rows = [row("AC Milan", "in", f"Lugo {n}", "?", player=f"Ugo {n}") for n in range(300)]
    path = tmp_path / "league.csv.gz"
    path.write_bytes(gzip.compress("\n".join((HEADER, *rows)).encode())[:-200])
    book = empty_book()
    with pytest.raises(Malformed, match="its compression ends in the middle"):
        bring_in(book, path)
    assert book.head().position == 0


def test_a_second_reading_into_the_same_ledger_adds_nothing(tmp_path: Path) -> None:
    rows = [
        row("AC Milan", "in", "Genoa", "€1.00m"),
        row("AC Milan", "in", "Genoa U19", "-", player="Ivo Prova", position="Goalkeeper"),
        row(
            "Foo Club", "in", "AC Milan", "?",
            player="Ivo Prova", position="Goalkeeper", when="2019 Summer", age="24",
        ),
    ]  # fmt: skip
    first = imported(tmp_path, rows)
    again = imported(tmp_path, list(reversed(rows)), first.book)
    assert (again.entries, again.report.recorded, again.report.refusals) == ([], 0, [])
    assert again.report.already > 0


def test_a_longer_file_adds_only_what_is_new(tmp_path: Path) -> None:
    rows = [row("AC Milan", "in", "Genoa", "€1.00m")]
    first = imported(tmp_path, rows)
    new = row("Genoa CFC", "in", "Lugo", "?", player="Ivo Prova")
    second = imported(tmp_path, [new, *rows], first.book)
    assert [entry.subject for entry in second.entries] == [
        "club:lugo",
        "player:ivo-prova",
        "player:ivo-prova",
        "club:genoa",
    ]
    assert second.entries[-1].event == SeasonCovered(
        season="2018-19", what="transfers", windows=("2018-summer",)
    )


def test_who_is_named_comes_first_and_then_a_players_windows_in_turn(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        [
            row("AC Milan", "in", "Lugo", "?", when="2019 Summer", age="24"),
            row("US Lecce", "in", "AC Milan", "?", player="Ivo Prova"),
            row("AC Milan", "in", "US Lecce", "?"),
        ],
    )
    told = [f"{entry.subject.partition(':')[0]} {entry.kind}" for entry in result.entries]
    assert told[0] == "source SourceRegistered"
    assert told[-2:] == ["club SeasonCovered"] * 2
    registered = {"source:transfermarkt-ewenme"}
    for entry in result.entries:
        if "Registered" in entry.kind:
            registered.add(entry.subject)
        assert entry.subject in registered
    ugo = [e for e in result.moved if e.subject == "player:ugo-prova"]
    assert [str(e.published_at) for e in ugo] == ["2018-08-31", "2019-08-31"]


def test_progress_is_told_in_bytes_and_the_report_is_plain_json(tmp_path: Path) -> None:
    path = league(tmp_path, [row("AC Milan", "in", "Lugo", "€-3m")])
    seen: list[tuple[int, int]] = []
    report = bring_in(
        empty_book(), path, progress=lambda done, total: seen.append((done, total))
    ).to_dict()
    size = path.stat().st_size
    assert seen[-1] == (size, size)
    assert report["refused"][0]["line"] == 2
    assert report["read"] == 1


def test_a_club_whose_name_another_bears_in_other_letters_is_known_again(tmp_path: Path) -> None:
    rows = [
        row("Пресня Москва", "in", "Lugo", "?"),
        row("Presnya", "out", "Imola", "?", player="Ivo Prova"),
    ]
    first = imported(tmp_path, rows)
    clubs = [e.subject for e in first.entries if e.kind == "ClubRegisteredInLedger"]
    assert sorted(clubs) == ["club:imola", "club:lugo", "club:presnya-moscow"]
    assert imported(tmp_path, rows, first.book).entries == []


def test_the_sets_older_versions_have_pounds_and_no_country(tmp_path: Path) -> None:
    rows = [
        row("Lugo FC", "in", "Imola", "£675Th.", cleaned="0.675", when="2004 Summer"),
        row("Lugo FC", "out", "Faenza", "Loan fee:£1.35m", cleaned="1.35", when="2005 Summer"),
    ]
    path = tmp_path / "championship.csv"
    lines = [line.rpartition(",")[0] for line in (HEADER, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bought, lent = brought_in(path).moved
    assert isinstance(bought.event, TransferCompleted)
    assert bought.event.fee.fixed == Money.exact(675_000, "GBP")
    assert isinstance(lent.event, LoanAgreed)
    assert lent.event.fee.fixed == Money.exact(1_350_000, "GBP")


def test_what_a_library_of_numbers_and_a_writer_of_short_seasons_make_of_a_row_is_read(
    tmp_path: Path,
) -> None:
    line = row("Lugo FC", "In", "Imola", "$1.20m", age="23.0").replace("2018/2019", "2018/19")
    (entry,) = imported(tmp_path, [line]).moved
    assert isinstance(entry.event, TransferCompleted)
    assert entry.event.fee.fixed == Money.exact(1_200_000, "USD")
    assert entry.event.window == "2018-summer"


@pytest.mark.parametrize("season", ["2018/18", "2018/2020", "2018/9", "2018/018", "1999/99"])
def test_a_season_that_does_not_end_a_year_later_is_refused(tmp_path: Path, season: str) -> None:
    line = row("Lugo FC", "in", "Imola", "?").replace("2018/2019", season)
    (refusal,) = imported(tmp_path, [line]).report.refusals
    assert refusal.what == f"the season is “{season}”."
