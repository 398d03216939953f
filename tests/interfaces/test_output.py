"""What is printed, where, and in which format."""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import PurePath
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import LedgerError, Malformed, NotFound
from ledger.domain.values import Money, MoneyKind
from ledger.interfaces.cli.errors import report
from ledger.interfaces.cli.output import Column, Format, Table, format_for, write
from ledger.interfaces.cli.progress import progress

SQUAD = Table(
    columns=(Column("name", "Player"), Column("player", "Id"), Column("fee_amount", "Fee")),
    rows=[
        {
            "player": "pierre-kalulu",
            "name": "Pierre Kalulu",
            "until": date(2025, 6, 30),
            "fee_amount": Decimal("3.3E+6"),
            "fee_kind": MoneyKind.EXACT,
            "on_loan": True,
            "note": None,
        },
        {
            "player": "rasmus-hojlund",
            "name": "Rasmus Højlund",
            "until": None,
            "fee_amount": None,
            "fee_kind": MoneyKind.UNKNOWN,
            "on_loan": False,
            "note": "a|b\tc\nd",
        },
    ],
    meta={
        "on": date(2024, 12, 15),
        "known_at": datetime(2024, 12, 15, 23, 59, tzinfo=UTC),
        "position": 41,
        "data_reaches": date(2025, 7, 1),
    },
    notes=("2 rows are inferred",),
)
RESTS_ON = "on 2024-12-15 · known at 2024-12-15T23:59:00Z · position #41 · data reaches 2025-07-01"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def printed(
    answer: Table,
    format: Format | None = None,  # noqa: A002
    *,
    is_terminal: bool = False,
    quiet: bool = False,
    width: int | None = None,
) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    write(
        answer, format=format, out=out, is_terminal=is_terminal, err=err, quiet=quiet, width=width
    )
    return out.getvalue(), err.getvalue()


def test_what_is_piped_is_tsv_with_every_key() -> None:
    out, err = printed(SQUAD)
    assert out == (
        "player\tname\tuntil\tfee_amount\tfee_kind\ton_loan\tnote\n"
        "pierre-kalulu\tPierre Kalulu\t2025-06-30\t3300000\texact\ttrue\t\n"
        "rasmus-hojlund\tRasmus Højlund\t\t\tunknown\tfalse\ta|b c d\n"
    )
    assert err == f"# {RESTS_ON}\n# 2 rows are inferred\n"


def test_quiet_keeps_the_notes_beside_machine_formats_back() -> None:
    assert printed(SQUAD, Format.TSV, quiet=True)[1] == ""
    assert printed(SQUAD, Format.NDJSON, quiet=True)[1] == ""
    assert RESTS_ON in printed(SQUAD, Format.MD, quiet=True)[0]


def test_csv_quotes_what_needs_it_and_keeps_lines() -> None:
    out, err = printed(SQUAD, Format.CSV)
    assert list(csv.DictReader(StringIO(out, newline="")))[1] == {
        "player": "rasmus-hojlund",
        "name": "Rasmus Højlund",
        "until": "",
        "fee_amount": "",
        "fee_kind": "unknown",
        "on_loan": "false",
        "note": "a|b\tc\nd",
    }
    assert err.startswith("# on 2024-12-15")


def test_json_is_one_object_of_items_and_meta() -> None:
    out, err = printed(SQUAD, Format.JSON)
    answer = json.loads(out)
    assert list(answer) == ["items", "meta"]
    assert answer["items"][0] == {
        "player": "pierre-kalulu",
        "name": "Pierre Kalulu",
        "until": "2025-06-30",
        "fee_amount": "3300000",
        "fee_kind": "exact",
        "on_loan": True,
        "note": None,
    }
    assert answer["meta"] == {
        "on": "2024-12-15",
        "known_at": "2024-12-15T23:59:00Z",
        "position": 41,
        "data_reaches": "2025-07-01",
        "notes": ["2 rows are inferred"],
    }
    assert err == ""


def test_ndjson_is_bare_rows() -> None:
    out, _ = printed(SQUAD, Format.NDJSON)
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["player"] for row in rows] == ["pierre-kalulu", "rasmus-hojlund"]
    assert "Højlund" in out


def test_markdown_is_a_pipe_table_with_what_it_rests_on_beneath() -> None:
    answer = Table((Column("note", "Note"), Column("on_loan", "On loan")), SQUAD.rows, SQUAD.meta)
    assert printed(answer, Format.MD) == (
        f"| Note | On loan |\n| --- | --- |\n|  | yes |\n| a\\|b c d | no |\n\n{RESTS_ON}\n",
        "",
    )


def test_a_terminal_gets_a_table_of_the_columns_for_people() -> None:
    out, err = printed(SQUAD, is_terminal=True, width=80)
    assert "Pierre Kalulu" in out
    assert "3300000" in out
    assert "on_loan" not in out
    assert out.endswith(f"\n{RESTS_ON}\n2 rows are inferred\n")
    assert err == ""


def test_a_table_that_is_piped_has_no_colour_and_is_never_wrapped() -> None:
    long = "word " * 60 + "end"
    answer = Table(
        (Column("player", "Id"), Column("note", "Note")), [{"player": "a", "note": long}]
    )
    out, _ = printed(answer, Format.TABLE)
    assert "\x1b" not in out
    assert long in out
    assert out.splitlines()[0] == "Id   Note"


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in printed(SQUAD, is_terminal=True, width=80)[0]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in printed(SQUAD, is_terminal=True, width=80)[0]


def test_an_id_is_never_cut_however_narrow_the_terminal() -> None:
    out, _ = printed(SQUAD, Format.TABLE, is_terminal=True, width=12)
    assert "pierre-kalulu" in out
    assert "rasmus-hojlund" in out


def test_wide_columns_give_way_on_a_narrow_terminal_and_it_says_so() -> None:
    answer = Table(
        (Column("player", "Id"), Column("note", "Headline", wide=True)),
        [{"player": "pierre-kalulu", "note": "Juventus sign Kalulu from Milan on loan"}],
    )
    narrow, _ = printed(answer, is_terminal=True, width=30)
    assert "Juventus" not in narrow
    assert narrow.endswith("left out for want of room: Headline (--format csv has everything)\n")
    assert "Juventus sign" in printed(answer, is_terminal=True, width=60)[0]
    assert "Juventus sign" in printed(answer, Format.TABLE)[0]


def test_an_answer_without_rows_still_has_its_keys() -> None:
    nothing = Table((Column("name", "Player"),), [], keys=("player", "name"))
    assert printed(nothing) == ("player\tname\n", "")
    assert json.loads(printed(nothing, Format.JSON)[0]) == {"items": [], "meta": {}}
    assert printed(nothing, Format.NDJSON) == ("", "")
    assert "Player" in printed(nothing, Format.TABLE)[0]


def test_rows_that_lack_a_key_have_nothing_there() -> None:
    uneven = Table((Column("a", "A"),), [{"a": 1}, {"b": 2}])
    assert printed(uneven)[0] == "a\tb\n1\t\n\t2\n"
    assert json.loads(printed(uneven, Format.NDJSON)[0].splitlines()[1]) == {"a": None, "b": 2}


def test_values_of_the_ledger_are_printed_as_they_read() -> None:
    row: Mapping[str, object] = {
        "fee": Money.exact(14_300_000),
        "ids": ("a", "b"),
        "entry": UUID(int=1),
        "share": float("nan"),
        "more": {"x": Decimal("0.10")},
    }
    answer = Table((Column("fee", "Fee"),), [row])
    assert json.loads(printed(answer, Format.NDJSON)[0]) == {
        "fee": "€14.3m",
        "ids": ["a", "b"],
        "entry": "00000000-0000-0000-0000-000000000001",
        "share": None,
        "more": {"x": "0.10"},
    }
    assert printed(answer)[0].splitlines()[1].split("\t")[:2] == ["€14.3m", "a; b"]
    assert printed(answer)[0].splitlines()[1].endswith('{"x": "0.10"}')


def test_a_headline_cannot_paint_the_terminal() -> None:
    answer = Table((Column("note", "Note"),), [{"note": "[red]a[/red]\x1b[31mb\u202ec"}])
    for chosen in (Format.TABLE, Format.TSV, Format.MD):
        out, _ = printed(answer, chosen)
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "[red]a[/red]" in printed(answer, Format.TABLE)[0]


@pytest.mark.parametrize(
    ("asked", "output", "is_terminal", "chosen"),
    [
        (None, None, True, Format.TABLE),
        (None, None, False, Format.TSV),
        (None, "deals.csv", True, Format.CSV),
        (None, "deals.JSON", False, Format.JSON),
        (None, "deals.jsonl", False, Format.NDJSON),
        (None, "deals.txt", False, Format.TABLE),
        (Format.JSON, "deals.csv", False, Format.JSON),
        (Format.MD, "deals.out", False, Format.MD),
    ],
)
def test_the_format_is_the_one_asked_for_else_the_files_else_the_places(
    asked: Format | None, output: str | None, is_terminal: bool, chosen: Format
) -> None:
    path = PurePath(output) if output else None
    assert format_for(asked, path, is_terminal=is_terminal) is chosen


def test_a_file_name_that_says_no_format_is_refused() -> None:
    with pytest.raises(Malformed, match=r"^Cannot tell the format of deals\.xlsx: .*--format csv"):
        format_for(None, PurePath("deals.xlsx"), is_terminal=False)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)
cells = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.fixed_dictionaries({"a": cells, "b": cells}), max_size=4), st.integers(5, 90))
def test_no_word_is_ever_cut_in_a_table(rows: list[dict[str, str]], width: int) -> None:
    answer = Table((Column("a", "A"), Column("b", "B")), rows)
    out, _ = printed(answer, Format.TABLE, is_terminal=True, width=width)
    for row in rows:
        for word in f"{row['a']} {row['b']}".split():
            assert word in out


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), max_size=4))
def test_csv_json_and_ndjson_lose_nothing(rows: list[dict[str, str]]) -> None:
    answer = Table((Column("a", "A"),), rows, keys=("a", "b"))
    out, _ = printed(answer, Format.CSV)
    assert list(csv.DictReader(StringIO(out, newline=""))) == rows
    assert json.loads(printed(answer, Format.JSON)[0])["items"] == rows
    lines = printed(answer, Format.NDJSON)[0].split("\n")[:-1]
    assert [json.loads(line) for line in lines] == rows


def test_a_csv_row_with_nothing_in_its_only_cell_is_still_a_row() -> None:
    assert printed(Table((Column("a", "A"),), [{"a": None}, {"a": 1}]), Format.CSV)[0] == (
        'a\n""\n1\n'
    )


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), max_size=4))
def test_tsv_has_one_line_a_row_and_the_same_cells_in_each(rows: list[dict[str, str]]) -> None:
    out, _ = printed(Table((Column("a", "A"),), rows, keys=("a", "b")))
    lines = out.split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


class SeveralByThatName(LedgerError):  # noqa: N818
    code = "ambiguous"
    exit_code = 3

    def __init__(self, candidates: tuple[str, ...]) -> None:
        super().__init__("Cannot tell which Milan: several go by that name. Name one.")
        self.candidates = candidates


def test_an_error_is_a_sentence_for_people_and_an_object_for_programs() -> None:
    err = StringIO()
    assert report(NotFound("Cannot find x\x1b[31m. Look."), format=None, err=err) == 3
    assert err.getvalue() == "error: Cannot find x [31m. Look.\n"
    for machine in (Format.JSON, Format.NDJSON):
        err = StringIO()
        error = SeveralByThatName(("ac-milan", "inter-milan"))
        assert report(error, format=machine, err=err) == 3
        assert json.loads(err.getvalue()) == {
            "error": {
                "candidates": ["ac-milan", "inter-milan"],
                "code": "ambiguous",
                "message": "Cannot tell which Milan: several go by that name. Name one.",
            }
        }


def test_a_progress_bar_appears_after_a_second_and_is_gone_when_done() -> None:
    err, times = Terminal(), iter([0.0, 0.5, 1.5, 1.5, 2.0, 2.0])
    with progress("Rebuilding", err=err, clock=lambda: next(times)) as show:
        show(1, 100)
        assert err.getvalue() == ""
        show(50, 100)
        assert "Rebuilding" in err.getvalue()
        assert "50/100" in err.getvalue()
        show(100, 100)
        assert "100/100" in err.getvalue()


def test_short_work_pipes_and_quiet_show_no_progress() -> None:
    times = iter([0.0, 9.0, 9.0])
    for err, quiet in ((StringIO(), False), (Terminal(), True)):
        with progress("Rebuilding", err=err, quiet=quiet, clock=lambda: next(times)) as show:
            show(1, 2)
        assert err.getvalue() == ""
    err = Terminal()
    with progress("Rebuilding", err=err) as show:
        show(2, 2)
    assert err.getvalue() == ""


def test_work_that_fails_takes_its_progress_bar_along() -> None:
    err, times = Terminal(), iter([0.0, 2.0, 2.0])

    def fail() -> None:
        with progress("Importing", err=err, clock=lambda: next(times)) as show:
            show(1, 2)
            raise Malformed("Cannot go on")

    with pytest.raises(Malformed, match="Cannot go on"):
        fail()
    assert err.getvalue().endswith(("\x1b[?25h", "\x1b[2K"))


def test_nothing_heavy_is_loaded_until_a_table_is_drawn() -> None:
    script = (
        "import sys, io\n"
        "from ledger.interfaces.cli import errors, output, progress\n"
        "output.write(output.Table((), [{'a': 1}]), format=None, out=io.StringIO(),"
        " is_terminal=False)\n"
        "print([m for m in ('rich', 'pydantic', 'typer', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
