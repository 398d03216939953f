"""Every command as people and programs meet it: formats, exit codes, start-up."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main

QUESTIONS = (
    ("squad", "juventus", "--on", "2024-12-15"),
    ("squad", "juventus", "--on", "2025-02-10", "--known-at", "2025-01-18", "--include", "talks"),
    ("squad", "juventus", "--on", "2025-02-10", "--known-at", "2025-01-18", "--expected"),
    ("depth", "juventus", "--on", "2024-12-15"),
    ("player", "kalulu"),
    ("deals", "--window", "2025-winter", "--club", "juventus"),
    ("deal", "tomori", "--to", "juventus"),
    ("claims", "kalulu", "--known-at", "2024-08-22"),
    ("blame", "kalulu", "loan fee"),
    ("dealings", "juventus", "ac-milan"),
    ("dealings", "juventus"),
    ("relationship", "juventus", "ac-milan"),
    ("relationship", "juventus", "ac-milan", "--show", "fees"),
    ("relationships", "juventus"),
    ("window", "ITA-2025-winter", "--club", "juventus"),
    ("replay", "2025-winter", "--club", "juventus"),
    ("sources",),
    ("tips",),
    ("tips", "schira", "--policy", "within-a-year"),
    ("log", "tomori", "-n", "5"),
    ("show", "#160"),
    ("verify",),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert main(["demo", "--db", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(autouse=True)
def demo(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_LEDGER_DB", str(book))


def ask(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == code
    said = capsys.readouterr()
    return said.out, said.err


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json_is_items_with_flat_keys_and_the_moment(
    question: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = ask(capsys, *question, "--format", "json")
    answer = json.loads(out)
    assert set(answer) == {"items", "meta"}
    assert "position" in answer["meta"]
    if question[0] != "verify":
        assert {"on", "known_at", "data_reaches"} <= set(answer["meta"])
        assert answer["items"]
    for item in answer["items"]:
        assert not any(isinstance(value, dict | list) for value in item.values())


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_all_formats_tell_the_same_rows(
    question: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    items = json.loads(ask(capsys, *question, "-f", "json")[0])["items"]
    lines = ask(capsys, *question, "-f", "ndjson")[0].splitlines()
    rows = list(csv.DictReader(io.StringIO(ask(capsys, *question, "-f", "csv")[0])))
    tabs = ask(capsys, *question, "-f", "tsv")[0].splitlines()
    assert [json.loads(line) for line in lines] == items
    assert len(rows) == len(items) == len(tabs) - 1
    if items:
        assert list(rows[0]) == list(items[0])
    assert ask(capsys, *question, "-f", "table")[0]
    assert ask(capsys, *question, "-f", "md")[0].count("|") >= 4


def test_a_pipe_gets_tsv_with_nothing_cut(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = ask(capsys, "squad", "juventus", "--on", "2024-12-15")
    header, *rows = out.splitlines()
    assert header.startswith("player_id\tplayer\t")
    assert any(row.startswith("hans-nicolussi-caviglia\t") for row in rows)
    assert "\x1b" not in out
    assert "data reaches" in err


def test_kalulu_and_the_injured_on_15_december(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "squad", "juventus", "--on", "2024-12-15", "-f", "table")
    kalulu = next(line for line in out.splitlines() if "Kalulu" in line)
    assert "on loan from AC Milan until 2025-06-30, option €14.0m" in kalulu
    for name in ("Bremer", "Cabal"):
        assert "out injured" in next(line for line in out.splitlines() if name in line)
    out, _ = ask(capsys, "squad", "ac-milan", "--on", "2024-12-15", "-f", "json")
    rows = [row for row in json.loads(out)["items"] if row["player_id"] == "pierre-kalulu"]
    assert [(row["status"], row["available"]) for row in rows] == [("on loan out", False)]


def test_the_fee_before_and_after_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    def fee(known_at: str) -> list[tuple[str, str, str]]:
        words = ("claims", "kalulu", "loan fee", "--known-at", known_at, "-f", "json")
        items = json.loads(ask(capsys, *words)[0])["items"]
        return [(i["value"], i["basis"], i["status"]) for i in items if i["term"] == "loan fee"]

    assert fee("2024-08-14") == [("€3.5m", "reported", "stands")]
    assert fee("2024-08-22") == [
        ("€3.3m", "official", "stands"),
        ("€3.5m", "reported", "contradicted"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("squad", "juventos"), 3, "No club on record is called 'juventos'"),
        (("deal", "tomori"), 3, "3 deals fit 'tomori'"),
        (("squad", "juventus", "--on", "31/02/2025"), 2, "31/02/2025"),
        (("squad", "juventus", "--position", "99999"), 3, "Cannot answer at position #99999"),
        (("squad",), 2, "Missing argument"),
        (("sqaud", "juventus"), 2, "No such command"),
        (("window", "winter-2025"), 2, "winter-2025"),
        (("show", "ffffffff1"), 3, "No entry ffffffff1 is on record"),
        (("claims", "kalulu", "horse"), 3, "Nobody on record tells 'horse'"),
        (("deals", "--stale", "soon"), 2, "Write 14d, 2w or 3m"),
        (("import", "no-such-file.csv"), 2, "no-such-file.csv"),
        (("log", "--kind", "Nonsense"), 2, "No kind of event is called 'Nonsense'"),
        (("squad", "juventus", "--db", "nowhere.db"), 3, "there is no such file"),
        (("verify", "--expect", "x"), 2, "as a head"),
    ],
)
def test_an_error_is_one_sentence_and_an_exit_code(
    words: tuple[str, ...], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = ask(capsys, *words, code=code)
    assert out == ""
    assert sentence in " ".join(err.split())
    assert "Traceback" not in err


def test_an_error_in_json_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = ask(capsys, "squad", "juventos", "--format", "json", code=3)
    error = json.loads(err)["error"]
    assert (error["code"], error["nearest"]) == ("not-found", ["Juventus"])


def test_a_file_takes_its_format_from_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "squad.csv"
    out, err = ask(capsys, "squad", "juventus", "-o", str(target))
    assert out == ""
    assert str(target) in err
    rows = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert next(rows)["player_id"]


def test_an_export_comes_back_to_the_same_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, again = tmp_path / "book.ndjson", tmp_path / "again.db"
    _, err = ask(capsys, "export", "-o", str(target))
    root = err.rsplit("Merkle root ", 1)[1].strip()
    ask(capsys, "import", str(target), "--db", str(again))
    out, _ = ask(capsys, "verify", "--db", str(again), "-f", "json")
    assert json.loads(out)["meta"]["root"] == root
    out, _ = ask(capsys, "import", str(target), "--db", str(again), "-f", "json")
    report = json.loads(out)["meta"]["reports"][0]
    assert (report["recorded"], report["already_there"]) == (0, report["read"])


def test_verify_finds_what_was_rewritten_as_a_whole(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "verify", "-f", "json")
    meta = json.loads(out)["meta"]
    head = f"{meta['position']}:{meta['root']}"
    ask(capsys, "verify", "--expect", head)
    other = f"{meta['position']}:{'00' * 32}"
    ask(capsys, "verify", "--expect", other, code=6)


def test_rebuild_and_init_say_where_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert "rebuilt up to #" in ask(capsys, "rebuild")[0]
    assert "is ready, with" in ask(capsys, "init")[0]


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "--help")
    for command in ("demo", "init", "record", "correct", "void", "import", "export", "verify"):
        assert command in out
        assert ask(capsys, command, "--help")[0]


LATE = ("sqlalchemy", "eventsourcing", "pydantic", "typer", "rich", "rapidfuzz")


def test_the_version_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['tledger', '--version']\n"
        "from ledger.interfaces.cli.main import run; run()\n"
        f"print([name for name in {LATE!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines() == ["tledger 0.1.0", "[]"]


def test_a_question_does_not_load_the_event_sourcing_library() -> None:
    script = (
        "import sys; from ledger.interfaces.cli.main import main\n"
        "main(['squad', 'juventus', '-f', 'json', '-o', sys.argv[1], '-q'])\n"
        "print([name for name in ('eventsourcing', 'rich', 'rapidfuzz') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, "/dev/null"], capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines() == ["[]"]


def test_lines_without_ids_are_recorded_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same line gets the same id, and a refused one is named with its line."""
    source, db = tmp_path / "hand.ndjson", tmp_path / "hand.db"
    source.write_text(
        '{"subject":"club:lecce","event":{"kind":"ClubRegisteredInLedger","name":"Lecce"}}\n'
        '{"subject":"club:lecce","event":{"kind":"NeedReported","position":"defender"},'
        '"basis":"assessed"}\n'
        '{"subject":"player:nobody","event":{"kind":"PlayerReturned"},"basis":"assessed"}\n',
        encoding="utf-8",
    )
    words = ("import", str(source), "--db", str(db), "-f", "json")
    reports = [json.loads(ask(capsys, *words)[0])["meta"]["reports"][0] for _ in range(2)]
    assert [(one["recorded"], one["already_there"]) for one in reports] == [(2, 0), (0, 2)]
    assert [one["refused"][0]["line"] for one in reports] == [3, 3]
    assert "whom this ledger does not know" in reports[0]["refused"][0]["what"]


def test_a_dry_run_of_an_import_says_what_would_be_refused_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "copy.db"
    exported = tmp_path / "book.ndjson"
    ask(capsys, "export", "-o", str(exported))
    ask(capsys, "import", str(exported), "--db", str(db))
    before = ask(capsys, "verify", "--db", str(db), "-f", "json")[0]
    hand = tmp_path / "again.ndjson"
    exercise = '{"subject":"player:pierre-kalulu","occurred_on":"2025-06-06","basis":"official",'
    exercise += '"event":{"kind":"OptionExercised","from_club":"ac-milan","to_club":"juventus"}}'
    hand.write_text(exercise + "\n", encoding="utf-8")
    words = ("import", str(hand), "--dry-run", "--db", str(db), "-f", "json")
    report = json.loads(ask(capsys, *words)[0])["meta"]["reports"][0]
    assert report["recorded"] == 0
    assert "already made the loan" in report["refused"][0]["what"]
    assert ask(capsys, "verify", "--db", str(db), "-f", "json")[0] == before


def test_an_ambiguous_deal_lists_its_candidates_as_objects(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, err = ask(capsys, "deal", "tomori", "--format", "json", code=3)
    candidates = json.loads(err)["error"]["candidates"]
    assert [(one["deal"], one["to_club"]) for one in candidates] == [
        ("fikayo-tomori/ac-milan/1", "AC Milan"),
        ("fikayo-tomori/juventus/1", "Juventus"),
        ("fikayo-tomori/tottenham-hotspur/1", "Tottenham Hotspur"),
    ]
