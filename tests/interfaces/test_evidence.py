"""The commands of an auditor: diff, why, evidence, and the page that can be pasted."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

import ledger
from ledger import Entry, Evidence
from ledger.domain.events import (
    ClubRegisteredInLedger,
    DenialReported,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
    TermsReported,
)
from ledger.domain.terms import MoveType, Terms
from ledger.domain.values import Fee, Money
from ledger.interfaces.cli.bundle import address, prose
from ledger.interfaces.cli.evidence import NotTwoMoments, two_moments
from ledger.interfaces.cli.main import main

HOSTILE = (
    "# Done | `rm -rf` <script>alert(1)</script> [here](javascript:x) *it* is_\n\n"
    "> - ok &lt; ~~no~~"
)
DEAL = "marco-ferri/lecce/1"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert main(["demo", "--db", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which everything a source can write is an attempt at mark-up."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    player, source = "player:marco-ferri", "source:the-sun"
    terms = Terms(move=MoveType.PERMANENT, fee=Fee(fixed=Money.exact(3_000_000)))
    evidence = Evidence(
        source="the-sun",
        headline=HOSTILE,
        excerpt=HOSTILE,
        url="https://example.org/<b>|`x`?a=\u202e\"'>",
    )
    with ledger.open(str(path)) as book:
        book.record(
            [
                Entry(subject=player, event=PlayerRegisteredInLedger(name="Marco | <b>Ferri</b>")),
                Entry(subject="club:empoli", event=ClubRegisteredInLedger(name="Empoli `FC`")),
                Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")),
                Entry(subject=source, event=SourceRegistered(name="The | *Sun*")),
            ]
        )
        book.record(
            [
                Entry(
                    subject=player,
                    event=event,
                    published_at="2024-07-01",  # type: ignore[arg-type]
                    evidence=(evidence,),
                )
                for event in (
                    RumourReported(from_club="empoli", to_club="lecce", why=HOSTILE),
                    TermsReported(from_club="empoli", to_club="lecce", terms=terms),
                    DenialReported(to_club="lecce", denies=HOSTILE, by="<i>nobody</i>"),
                )
            ]
        )
    return path


def ask(capsys: pytest.CaptureFixture[str], db: Path, *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main([*words, "--db", str(db)]) == code
    said = capsys.readouterr()
    return said.out if code in (0, 6) else said.err


# -- diff -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("2024-08-13..2024-08-22", ("2024-08-13", "2024-08-22")),
        ("#10..#40", ("#10", "#40")),
        ("2024-summer .. 2025-winter", ("2024-summer", "2025-winter")),
        ("2024-12-15..", ("2024-12-15", None)),
        ("-7d..now", ("-7d", "now")),
    ],
)
def test_two_moments_stand_between_two_dots(text: str, moments: tuple[str, str | None]) -> None:
    assert two_moments(text) == moments


@pytest.mark.parametrize("text", ["", "2024-08-13", "..2024", "a..b..c", "a...b", ".."])
def test_anything_else_is_told_how_to_write_two_moments(text: str) -> None:
    with pytest.raises(NotTwoMoments, match="Write the earlier one, two dots and the later"):
        two_moments(text)


def test_diff_of_a_player_is_of_his_deal(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("diff", "kalulu", "2024-08-20..2024-08-21", "--format", "json")
    answer = json.loads(ask(capsys, demo, *words))
    [fee] = [row for row in answer["items"] if row["name"] == "loan fee"]
    assert (fee["before"], fee["after"]) == ("€3.5m (reported)", "€3.3m (official)")
    assert (fee["kind"], fee["source"]) == ("LoanAgreed", "juventus")
    assert answer["meta"]["by"] == "known"
    assert answer["meta"]["earlier_known_at"] == "2024-08-20T23:59:59.999999Z"
    assert answer["meta"]["known_at"] == "2024-08-21T23:59:59.999999Z"


def test_diff_of_a_club_is_of_its_squad(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("diff", "juve", "2025-01-01..2025-02-04", "--format", "json")
    answer = json.loads(ask(capsys, demo, *words))
    assert [(row["player"], row["change"]) for row in answer["items"]] == [
        ("Alberto Costa", "in"),
        ("Lloyd Kelly", "in"),
        ("Randal Kolo Muani", "in"),
        ("Renato Veiga", "in"),
        ("Danilo", "out"),
    ]
    assert (answer["meta"]["by"], answer["meta"]["earlier_on"]) == ("on", "2025-01-01")


def test_windows_are_moments_too(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("diff", "juventus", "2024-summer..2025-winter", "--format", "json")
    answer = json.loads(ask(capsys, demo, *words))
    meta = answer["meta"]
    assert (meta["earlier_on"], meta["on"]) == ("2024-08-31", "2025-02-03")


@pytest.mark.parametrize(("span", "code"), [("2024-08-13..2024-08-14", 0), ("2024-08-20..", 6)])
def test_asked_for_it_the_exit_code_says_whether_anything_differs(
    span: str, code: int, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(capsys, demo, "diff", "kalulu", span, "--exit-code", code=code)
    ask(capsys, demo, "diff", "kalulu", span)


def test_places_in_the_book_need_no_sign_on_the_books_clock(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = ask(capsys, demo, "diff", "kalulu", "#160..#164", "--format", "csv")
    plain = ask(capsys, demo, "diff", "kalulu", "160..164", "--clock", "recorded", "-f", "csv")
    assert signed == plain
    assert "LoanAgreed" in signed


def test_a_deal_has_no_football_days_to_compare(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ask(capsys, demo, "diff", "kalulu", "2024-08-13..", "--by", "on", code=2)
    assert "Compare it by known (the default) or recorded" in said


# -- why ------------------------------------------------------------------------------------------


def test_why_ends_with_where_he_is(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, demo, "why", "kalulu", "--on", "2024-12-15", "--format", "table")
    assert "Pierre Kalulu on 2024-12-15: at Juventus, on loan from AC Milan until 2025-06-30" in out
    assert "a later move starts from there" in out


@pytest.mark.parametrize("named", ["json", "ndjson", "csv", "tsv", "md", "table"])
def test_the_three_commands_answer_in_every_format(
    named: str, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ("diff", "kalulu", "2024-08-20..2024-08-21"),
        ("why", "kalulu"),
        ("evidence", "kalulu"),
    ):
        assert "LoanAgreed" in ask(capsys, demo, *words, "--format", named)


# -- the page -------------------------------------------------------------------------------------


def test_deal_as_markdown_is_the_page_of_evidence(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("kalulu", "--on", "2024-08-22", "--known-at", "2024-08-22", "--format", "md")
    page = ask(capsys, demo, "deal", *words)
    assert page == ask(capsys, demo, "evidence", *words)
    assert page.startswith("# Pierre Kalulu: AC Milan → Juventus\n")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings == [
        "Who said what of the terms",
        "How it went, as the world learned it",
        "In their words",
        "What contradicts it",
        "What we mended in the book",
        "How to check this page",
    ]
    assert (
        "- loan fee: La Gazzetta dello Sport via PianetaMilan had €3.5m (#160), "
        "contradicted by #164\n" in page
    )
    assert "from 4 origins (Corriere dello Sport, La Gazzetta dello Sport, Goal, TMW)" in page


def test_a_supposition_has_no_evidence_and_no_page(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    supposed = tmp_path / "what-if.ndjson"
    event = {"kind": "LoanAgreed", "from_club": "ac-milan", "to_club": "juventus"}
    line = {
        "subject": "player:fikayo-tomori",
        "event": event,
        "occurred_on": "2025-01-10",
        "basis": "official",
    }
    supposed.write_text(json.dumps(line), encoding="utf-8")
    words = ("tomori", "--to", "juventus", "--assume", str(supposed), "--format", "md")
    page = ask(capsys, demo, "deal", *words)
    assert "How to check this page" not in page
    assert "| LoanAgreed |" in page


def test_the_page_names_no_path_of_this_machine(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ask(capsys, demo, "deal", "kalulu", "--format", "md")
    assert str(demo) not in page
    assert str(demo.parent) not in page


def test_the_page_says_how_to_check_it_and_the_commands_give_the_same_page(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ask(capsys, demo, "deal", "kalulu", "--known-at", "2025-01-01", "--format", "md")
    block = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert block is not None
    verify, again = (shlex.split(line)[1:-2] for line in block[1].splitlines())
    assert ask(capsys, demo, *again) == page
    assert "as they were recorded" in ask(capsys, demo, *verify, "--format", "table")


def test_the_page_is_the_same_after_more_was_recorded(
    hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ask(capsys, hostile, "deal", DEAL, "--format", "md")
    block = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert block is not None
    verify, again = (shlex.split(line)[1:-2] for line in block[1].splitlines())
    with ledger.open(str(hostile)) as book:
        late = Entry(
            subject="player:marco-ferri",
            event=RumourReported(from_club="empoli", to_club="lecce"),
            published_at="2024-06-01",  # type: ignore[arg-type]
            evidence=(Evidence(source="the-sun"),),
        )
        book.record(late)
    assert ask(capsys, hostile, *again) == page
    ask(capsys, hostile, *verify)


def test_a_copy_made_from_an_export_gives_the_same_page(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("deal", "kalulu", "--known-at", "2025-01-01", "--recorded-at", "#300", "-f", "md")
    page = ask(capsys, demo, *words)
    assert "tledger verify --expect 300:" in page
    exported, copy = tmp_path / "book.ndjson", tmp_path / "copy.db"
    ask(capsys, demo, "export", "--output", str(exported))
    ask(capsys, copy, "import", str(exported), "--quiet")
    assert ask(capsys, copy, *words) == page


def test_the_page_goes_to_a_file_whose_name_asks_for_it(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kalulu.md"
    ask(capsys, demo, "evidence", "kalulu", "--output", str(target))
    assert target.read_text(encoding="utf-8").startswith("# Pierre Kalulu")


def test_what_sources_write_never_becomes_mark_up(
    hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ask(capsys, hostile, "deal", DEAL, "--format", "md")
    bare = re.sub(r"\\.", "", page)  # what is left once every escaped sign is gone
    assert not re.search(r"<(?!https?://)", bare)
    assert not re.search(r"&(?:[a-z]+|#\d+);", bare)
    assert not re.search(r"!?\[[^\]]*\]\(", bare)
    assert "~~" not in bare
    assert "\u202e" not in page
    lines = page.splitlines()
    assert len([line for line in lines if line.startswith("#")]) == 7
    fences = [line for line in lines if line.startswith("```")]
    assert fences == ["```sh", "```"]
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(cells) == 1


def test_an_address_is_a_link_to_itself_and_nothing_else() -> None:
    assert address("https://example.org/a?b=c#d") == "<https://example.org/a?b=c#d>"
    assert address('https://e.org/<b>|`\u202e"') == "<https://e.org/%3Cb%3E%7C%60%E2%80%AE%22>"


def test_prose_shows_every_sign_as_it_is() -> None:
    assert prose("a | b `c` <d> [e] *f* _g_ \\h &lt; ~i~\nj") == (
        r"a \| b \`c\` \<d\> \[e\] \*f\* \_g\_ \\h \&lt; \~i\~ j"
    )


def test_the_quotations_say_where_they_stood(
    hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ask(capsys, hostile, "deal", DEAL, "--format", "md")
    assert "<https://example.org/%3Cb%3E%7C%60x%60?a=%E2%80%AE%22'%3E>" in page
    assert r"> — The \| \*Sun\*, 2024-07-01, <https" in page
    assert "Denial by way of the-sun" in page
