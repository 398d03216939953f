"""Words that an option cannot take: one error that says what it takes, never a traceback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.domain.errors import Malformed
from ledger.domain.events import Stage
from ledger.interfaces.cli.main import build, main
from ledger.queries.deal_states import STATES, NoSuchState, folded, state_named

KALULU_DEAL = "pierre-kalulu/juventus/1"
NEEDED: dict[str, tuple[str, ...]] = {
    "player": ("kalulu",),
    "deal": (KALULU_DEAL,),
    "window": ("2025-winter",),
    "dealings": ("juventus", "ac-milan"),
    "relationship": ("juventus", "ac-milan"),
    "relationships": ("juventus",),
    "show": ("#1",),
    "claims": (KALULU_DEAL,),
    "blame": (KALULU_DEAL,),
    "quotas": ("juventus",),
    "squad": ("juventus",),
    "depth": ("juventus",),
    "why": ("kalulu",),
    "evidence": (KALULU_DEAL,),
    "diff": (KALULU_DEAL, "2024-08-13..2024-08-22"),
    "replay": ("2025-winter",),
    "assess": ("fikayo-tomori/juventus/1", "60%"),
    "void": ("#341",),
    "retract": ("#160", "--source", "gazzetta"),
    "correct": ("#341", "--reason", "slip"),
    "record": ("RumourReported", "--player", "tomori", "--to", "juventus", "--source", "sky"),
    "check lineups": ("docs/examples/appearances.csv",),
    "check squad": ("docs/examples/assertions.csv",),
    "import": ("docs/examples/invented.csv",),
    "ids show": ("kalulu",),
    "ids same": ("kalulu", "tomori"),
    "ids different": ("kalulu", "tomori"),
    "ids revert": ("kalulu", "tomori"),
    "ids link": ("kalulu", "wikidata:Q1"),
    "ids import": ("docs/examples/reep-teams.csv",),
}
ANYWHERE = {"--db", "--output", "--svg", "--calibration", "--quarantine", "--file"}
"""Options that take any text for a file."""
OF_A_FEW_WORDS = (
    (("deals", "--stage"), ("rumoured", "talks_expected", "completed", "exercised")),
    (("squad", "juventus", "--include"), ("interest", "talks", "announced")),
    (("depth", "juventus", "--section"), ("position", "need", "quota")),
    (("relationship", "juventus", "ac-milan", "--show"), ("figures", "deals", "loans")),
    (("sources", "--policy"), ("same-window", "within-a-year")),
    (("tips", "--policy"), ("same-window", "within-a-year")),
    (("tips", "--outcome"), ("hit", "miss", "open", "void")),
    (("replay", "2025-winter", "--clock"), ("known", "recorded")),
    (("diff", "kalulu", "2024..", "--by"), ("on", "known", "recorded")),
    (("check", "lineups", "x.csv", "--by"), ("role", "club")),
    (("import", "x.csv", "--policy"), ("flag", "refuse")),
    (("deals", "--format"), ("table", "json", "ndjson", "csv", "tsv", "md")),
    ((*("record", *NEEDED["record"]), "--stage"), ("interest", "talks", "done")),
    ((*("record", *NEEDED["record"]), "--basis"), ("official", "listed", "reported")),
    ((*("record", *NEEDED["record"]), "--move"), ("loan", "permanent", "free")),
    ((*("record", *NEEDED["record"]), "--source-type"), ("outlet", "journalist")),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "demo.db"
    assert main(["demo", "--db", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(autouse=True)
def there(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_LEDGER_DB", str(book))
    monkeypatch.chdir(Path(__file__).parents[2])


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(list(words))
    return code, " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(("words", "accepted"), OF_A_FEW_WORDS, ids=lambda one: " ".join(one)[-40:])
def test_an_option_of_a_few_words_names_them(
    words: tuple[str, ...], accepted: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = told(capsys, *words, "nope")
    assert code == 2
    assert [word for word in accepted if word not in err] == []
    assert "Value error" not in err


def _options() -> Iterator[tuple[str, str]]:
    """Every command with each of its options that takes a value."""
    commands: dict[str, Any] = {}
    for name, command in build().commands.items():
        subs = getattr(command, "commands", None)
        commands |= {name: command} if subs is None else {f"{name} {k}": v for k, v in subs.items()}
    for name, command in commands.items():
        for parameter in command.params:
            takes_a_value = parameter.opts[0].startswith("--") and not parameter.is_flag
            if takes_a_value and parameter.opts[0] not in ANYWHERE:
                yield name, parameter.opts[0]


@pytest.mark.parametrize(("command", "option"), list(_options()))
def test_no_option_of_any_command_breaks_on_a_wrong_word(
    command: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dry = ("--dry-run",) if command in DRY else ()
    words = (*command.split(), *NEEDED.get(command, ()), *dry, f"{option}=²")
    code, err = told(capsys, *words)
    assert code in (0, 2, 3, 5, 6), err
    assert "Value error" not in err


DRY = {
    name
    for name, command in (
        *build().commands.items(),
        *((f"ids {k}", v) for k, v in build().commands["ids"].commands.items()),
    )
    if any("--dry-run" in one.opts for one in command.params)
}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("deals", "--window", "nope"), 2, "Cannot find the window nope"),
        (("deals", "--window", "XXX-2025-winter"), 2, "'XXX' as the association of the window"),
        (("window", "XXX-2025-winter"), 2, "'XXX' as the association of the window"),
        (("replay", "XXX-2025-winter"), 2, "'XXX' as the association of the window"),
        (("squad", "juventus", "--on", "XXX-2025-winter"), 2, "'XXX' as the association"),
        (("tips", "--since", "XXX-2025-winter"), 2, "'XXX' as the association"),
        (("window", "ITL-2025-winter"), 2, "The nearest: IRL (Ireland), ISL (Iceland), ITA"),
        (("coverage", "--league", "Itly"), 2, "The nearest: ITA (Italy)"),
        (("relationships", "juventus", "--league", "XXX"), 2, "as the league of an association"),
        (("sources", "--league", "XXX"), 2, "as the league of an association"),
        (("replay", "--league", "XXX"), 2, "as the league of an association"),
        (
            ("record", "ClubRegisteredInLedger", "--club", "New", "--association", "XXX"),
            2,
            "Cannot read 'XXX' as an association",
        ),
        (
            ("record", "WindowDefined", "--window", "ITX-2027-winter", "--first-day", "2027-01-02"),
            2,
            "it needs --last-day",
        ),
        (
            ("record", *NEEDED["record"], "--window", "ITX-2027-winter"),
            2,
            "Cannot read 'ITX' as the association of the window ITX-2027-winter",
        ),
        (("deals", "--stale", "99999999999d"), 2, "Write 14d, 2w or 3m"),
        (("check", "lineups", "x.csv", "--right-at-least", "nan"), 2, "write a percentage"),
        (("export", "--position", "0"), 2, "--position"),
        (("log", "--limit", "many"), 2, "it is no whole number"),
        (("relationship", "a", "b", "--half-life", "long"), 2, "it is no number"),
        (("void", "#341", "--reason", " "), 2, "reason: nothing is written there"),
        (("log", "--kind", "LoanAgred"), 2, "The nearest: LoanAgreed"),
        (("squad", "juv\udcff"), 2, "its bytes are no text in UTF-8"),
    ],
)
def test_what_an_option_cannot_take_is_said(
    words: tuple[str, ...], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, *words)[0] == code
    assert says in told(capsys, *words)[1].replace("│ ", "").replace(" │", "")


def test_a_python_method_names_the_words_it_takes(book: Path) -> None:
    deal: Any = KALULU_DEAL
    wrong: Any = "nope"
    with ledger.open(str(book)) as opened:
        for ask, says in (
            (lambda: opened.deals(stage=wrong), "Write one of rumoured, interest"),
            (lambda: opened.tips(outcome=wrong), "hit, miss, open, void"),
            (lambda: opened.replay(player="kalulu", clock=wrong), "known"),
            (lambda: opened.coverage(league=wrong), "Write ITA, ENG"),
            (lambda: opened.squad("juventus", include=wrong), "interest, enquiry"),
            (lambda: opened.diff_deal(deal, "2024", "2025", clock=wrong), "known, recorded"),
            (lambda: opened.diff_squad("juventus", "2024", by=wrong), "on, known, recorded"),
            (lambda: opened.record_many([], policy=wrong), "Write flag to have them written"),
        ):
            with pytest.raises(Malformed) as caught:
                ask()
            assert says in str(caught.value)
            assert "Value error" not in str(caught.value)


def test_an_unheard_of_amount_of_entries_is_as_many_as_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["log", "-n", "9" * 30, "-f", "ndjson"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 341
    assert main(["export", "--position", "9" * 30, "--quiet"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 341


def test_an_error_of_usage_is_an_object_where_json_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tips", "--outcome", "nope", "--format", "json"]) == 2
    error = json.loads(capsys.readouterr().err)["error"]
    assert error["code"] == "usage"
    assert "'nope' is not one of 'hit', 'miss', 'open', 'void'" in error["message"]


def test_the_window_of_an_association_keeps_the_deals_of_its_clubs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def deals(*window: str) -> set[str]:
        capsys.readouterr()
        assert main(["deals", "--window", *window, "-f", "json"]) == 0
        return {row["deal"] for row in json.loads(capsys.readouterr().out)["items"]}

    every, english = deals("2025-winter"), deals("eng-2025-winter")
    assert "renato-veiga/juventus/1" in english
    assert "alberto-costa/juventus/1" in every - english
    assert deals("ENG-2025-winter", "--club", "juventus") == deals(
        "2025-winter", "--club", "juventus"
    )


@pytest.mark.parametrize("asked", ["terms agreed", "Terms-Agreed", " terms_agreed "])
def test_a_state_is_known_however_its_words_are_joined(asked: str) -> None:
    assert state_named(asked) == "terms_agreed"


def test_a_state_that_only_reports_tell_is_asked_for_as_it_is_shown() -> None:
    assert state_named("completed (reported)") == "completed_(reported)"
    assert state_named("refused (quota)") == "refused_(quota)"
    with pytest.raises(NoSuchState):
        state_named("(reported)")


def test_every_state_of_the_demos_deals_can_be_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["deals", "-f", "json"]) == 0
    columns = (
        "stage", "outcome", "clubs_official", "clubs_reported", "player_official",
        "player_reported", "medical", "registration", "option_state",
    )  # fmt: skip
    shown = {
        row[column]
        for row in json.loads(capsys.readouterr().out)["items"]
        for column in columns
        if row[column] is not None
    }
    assert len(shown) > 12
    for state in shown:
        assert state_named(state) == folded(state)
        assert main(["deals", "--stage", state, "-f", "ndjson"]) == 0
        assert capsys.readouterr().out


def test_every_state_that_a_step_reaches_can_be_asked_for() -> None:
    steps = Path("ledger/domain/deal/steps.py").read_text(encoding="utf-8")
    reached = set(re.findall(r"reach\(\s*\"([a-z_ ]+)\"", steps))
    assert {"talks_expected", "obligation triggered", "registered"} <= reached
    told = {*map(folded, reached), *(str(one) for one in Stage)}
    assert told - set(STATES) == {"personal_terms_agreed", "done"}  # shown as agreed, completed
