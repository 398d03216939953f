"""What people are told of real cases at the command line, word by word."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main

Tell = Callable[..., str]


@pytest.fixture
def tledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """A ledger of its own: what a command prints, with the notes after it."""
    book = tmp_path / "cases.db"

    def run(words: str) -> str:
        own = ("--register",) if words.startswith("record") else ()
        assert main([*shlex.split(words), "--db", str(book), *own]) == 0
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.fixture
def swap(tledger: Tell) -> Tell:
    """Pjanić and Arthur, agreed on 29 June 2020 and done in August."""
    for line in (
        "TransferCompleted --player Pjanic --from Juventus --to Barcelona --fee '60m + up to 5m'",
        "TransferCompleted --player Arthur --from Barcelona --to Juventus --fee '72m + up to 10m'",
        "DealsLinked --player Arthur --to Juventus --link swap --with pjanic/barcelona/1",
    ):
        later = " --effective-on 2020-08-24" if line.startswith("Transfer") else ""
        day = "--on 2020-06-29 --published 2020-06-29 --source Juventus"
        tledger(f"record {line} {day}{later}")
    return tledger


def test_a_deal_that_takes_effect_later_is_agreed_until_then(swap: Tell) -> None:
    june = swap("deal arthur/juventus/1 --on 2020-06-30 --format table")
    assert "state       agreed, takes effect on 2020-08-24\n" in june
    august = swap("deal arthur/juventus/1 --on 2020-08-24 --format table")
    assert "state       completed on 2020-08-24\n" in august


def test_the_other_end_of_a_swap_names_it_too(swap: Tell) -> None:
    page = swap("deal pjanic/barcelona/1 --format md")
    assert "- Linked to it, #8: Arthur, ? → Juventus, swap with pjanic/barcelona/1" in page
    assert "Linked to it" not in swap("deal arthur/juventus/1 --format md")


def test_what_only_clubs_tell_is_told_in_no_report(swap: Tell) -> None:
    page = swap("deal arthur/juventus/1 --format md")
    assert "Told officially by Juventus, and in no report." in page


def test_a_squad_without_positions_says_so(swap: Tell) -> None:
    words = "squad Juventus --expected --on 2020-09-01 --known-at 2020-07-01 --format json"
    assert '"position not told: 1.00 expected' in swap(words).replace("\\u00b1", "±")


def test_a_clause_that_only_the_press_has_is_marked(tledger: Tell) -> None:
    day = "--on 2018-08-02 --published 2018-08-03"
    clubs = "--player Higuain --from Juventus --to 'AC Milan'"
    tledger(f"record LoanAgreed {clubs} --until 2019-06-30 --option 36m {day} --source Juventus")
    tledger(f"record TermsReported {clubs} --obligation 36m {day} --source Gazzetta")
    page = tledger("deal higuain --format md --on 2018-09-01")
    assert "- **option**: €36.0m\n" in page
    assert "- **obligation**: €36.0m (reported)\n" in page


def test_his_own_denial_stands_beside_the_open_deal(tledger: Tell) -> None:
    report = "--player Fekir --source RMC --published"
    tledger(f"record RumourReported {report} 2018-06-06 --from Lyon --to Liverpool")
    tledger(f"record DenialReported {report} 2018-06-07 --by agent --denies 'that he leaves'")
    page = tledger("deal fekir --format md --on 2018-06-08")
    assert "- Said of the player, #6: denied by agent, that he leaves (rmc, 2018-06-07)" in page
    told = tledger("deal fekir --format json --on 2018-06-08")
    assert '"denied by agent, that he leaves"' in told


def test_each_option_that_was_declined_is_named(tledger: Tell) -> None:
    clubs = "--player Higuain --from Juventus --to Chelsea --on 2019-01-23 --published 2019-01-23"
    tledger(
        f"record LoanAgreed {clubs} --until 2019-06-30 --option 36m "
        "--extension '18m until 2020-06-30' --source Juventus"
    )
    declined = clubs.replace("2019-01-23", "2019-06-30")
    tledger(f"record OptionDeclined {declined} --clause option-to-extend --source Sky")
    page = tledger("deal higuain --format md --on 2019-06-30")
    assert "| Juventus → Chelsea, option to extend |" in page
    assert "its clause" not in page


def test_two_reasons_are_not_the_same_claim(tledger: Tell) -> None:
    report = "--player Danso --from Lens --to Juventus --on 2025-02-01 --published 2025-02-02"
    tledger(f"record DealCollapsed {report} --reason medical --source Tuttosport")
    words = f"record DealCollapsed {report} --reason hijacked --source Gazzetta --format json"
    assert "the same claim is on record" not in tledger(words)
    claims = tledger("claims danso 'why it fell through' --format tsv")
    assert [line.split("\t")[1:3] for line in claims.splitlines()[1:3]] == [
        ["hijacked", "stands"],
        ["medical", "contradicted"],
    ]


def test_a_window_of_italy_has_the_deals_of_its_clubs(tledger: Tell) -> None:
    for player, clubs in (
        ("Osimhen", "--from Napoli --to Galatasaray"),
        ("Sancho", "--from 'Manchester United' --to Chelsea"),
        ("Koopmeiners", "--from Atalanta --to Juventus"),
        ("Rossi", "--from 'Nowhere United' --to 'Elsewhere City'"),
    ):
        day = "--on 2024-08-28 --published 2024-08-28 --source Sky --basis official"
        tledger(f"record TransferCompleted --player {player} {clubs} {day}")
    italy = tledger("window ITA-2024-summer --format tsv")
    assert [line for line in ("Osimhen", "Sancho", "Koopmeiners", "Rossi") if line in italy] == [
        "Osimhen",
        "Koopmeiners",
    ]
    anywhere = tledger("window 2024-summer --format tsv")
    assert "Sancho" in anywhere
    assert "Rossi" in anywhere


def test_whoever_was_without_a_club_came_from_none(tledger: Tell) -> None:
    day = "--on 2024-09-17 --published 2024-09-17 --source Marseille"
    tledger(
        f"record TransferCompleted --player Rabiot --from 'without club' --to Marseille "
        f"--fee free {day}"
    )
    assert "# Rabiot: without club → Olympique Marseille\n" in tledger("deal rabiot --format md")
    assert "Rabiot: without club → Olympique Marseille" in tledger("claims rabiot --format table")
    tledger("record RumourReported --player Rossi --to Lecce --source RMC --published 2024-09-17")
    assert "# Rossi: not told → Lecce\n" in tledger("deal rossi --format md")
