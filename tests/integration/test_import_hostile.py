"""Files in every bad state: a clear error or a row refused with its line, never half an import."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

import ledger
from ledger.domain.errors import Malformed
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report

from .leagues import HEADER, league, row

GOOD = row()
LAST = row("Ivo Prova", club="Genoa", other="Imola")


def tledger(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ledger", *words],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "default"},
    )  # fmt: skip


def brought_in(path: Path) -> tuple[Report, int]:
    """What importing a file comes to, and how many players it registers."""
    with ledger.open(":memory:") as book:
        report = bring_in(book, path)
        players = list(book.entries(kinds=["PlayerRegisteredInLedger"]))
    return report, len(players)


WHOLE_FILES = {
    "nothing": (b"", "it is empty"),
    "another header": (b"name,club\nUgo,Milan\n", "its first line is of no format"),
    "zeros": (b"\0" * 10_000, "it begins with bytes that are no text"),
    "UTF-16 with its mark": (f"{HEADER}\n{GOOD}\n".encode("utf-16"), "it is written in UTF-16"),
    "UTF-16 without": (f"{HEADER}\n{GOOD}\n".encode("utf-16-le"), "it is written in UTF-16"),
    "another encoding": (f"{HEADER}é\n{GOOD}\n".encode("latin-1"), "first line is not UTF-8"),
    "100,000 columns": (
        (HEADER + ",x" * 100_000 + "\n" + GOOD + ",1" * 100_000).encode(),
        "its first line has 100,013 columns",
    ),
    "semicolons": (f"{HEADER}\n{GOOD}\n".replace(",", ";").encode(), "separated by semicolons"),
    "tabs": (f"{HEADER}\n{GOOD}\n".replace(",", "\t").encode(), "separated by tabs"),
    "100,000 other columns": (b",".join(b"c%d" % n for n in range(100_000)), "of no format"),
    "a column twice": (
        f"{HEADER},fee\n{GOOD},€1.00m\n".encode(),
        "the column “fee” stands twice in line 1",
    ),
    "a quotation mark never closed in line 1": (
        f'{HEADER},"more\n{GOOD},x\n'.encode(),
        "its first line is of no format|in line 1, the line is no CSV",
    ),
    "no line breaks": (HEADER.encode() + b"\n" + b"x" * 40_000_000, "a line without end"),
    "damaged compression": (
        b"\x1f\x8b\x08\x00" + b"\x55" * 400,
        "its compression is damaged",
    ),
    "compression cut short": (
        gzip.compress(f"{HEADER}\n{GOOD}\n{LAST}\n".encode())[:-12],
        "its compression ends in the middle",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no text|not UTF-8"),
    "braces without end": (b"{" * 1_000_000, "its first line is of no format"),
}


@pytest.mark.parametrize(("content", "says"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_a_file_that_is_no_table_is_refused_whole(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "league.csv"
    path.write_bytes(content)
    with ledger.open(":memory:") as book:
        with pytest.raises(Malformed, match=says) as caught:
            bring_in(book, path)
        assert book.head().position == 0
    assert "league.csv" in str(caught.value)
    assert len(str(caught.value)) < 1_500


BAD_ROWS = {
    "a cut row": "AC Milan,Ugo Prova,23,Centre-Back",
    "too many fields": f"{GOOD},Italy",
    "a cell of 120 kB": row("U" * 120_000),
    "a quoted cell of 200 kB": row(f'"{"U" * 200_000}"'),
    "a line of 2 MB": row("U" * 2_000_000),
    "a NUL": row("Ugo\0Prova"),
    "100,000 columns": GOOD + ",1" * 100_000,
    "the 31st of February": row(fee='"End of loanFeb 31, 2021"', side="out"),
    "a fee below nothing": row(fee="€-3m"),
    "a quotation mark never closed": row('"Ugo Prova'),
    "a quotation mark in the middle": row('Ugo "Prova'),
    "an age without end": row().replace(",23,", f",{'9' * 5_000},"),
    "figures of another script": row().replace(",23,", ",\u0662\u0663,"),
    "a season of another century": row(year=3018),
}


@pytest.mark.parametrize("bad", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_costs_itself_only(tmp_path: Path, bad: str) -> None:
    report, players = brought_in(league(tmp_path, GOOD, bad, LAST))
    assert [(refusal.file, refusal.line) for refusal in report.refusals] == [("league.csv", 3)]
    assert report.refusals[0].what
    assert report.refusals[0].way_out
    assert len(str(report.refusals[0])) < 400
    assert (report.rows, players) == (3, 2)


def test_letters_of_another_encoding_cost_their_row_only(tmp_path: Path) -> None:
    path = tmp_path / "league.csv"
    path.write_bytes("\n".join((HEADER, GOOD, row("Elia Prová"), LAST)).encode("latin-1"))
    report, players = brought_in(path)
    assert [refusal.line for refusal in report.refusals] == [3]
    assert players == 2


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\r{GOOD}\r{LAST}",
        f"{HEADER}\r\n{GOOD}\r\n{LAST}",
        f"\ufeff{HEADER}\n{GOOD}\n{LAST}",
        f"{HEADER}\n\n{GOOD}\n  \n{LAST}\n\n",
        "\n".join(f"{line}," for line in (HEADER, GOOD, LAST)),
        "\n".join(",".join(f" {cell}  " for cell in x.split(",")) for x in (HEADER, GOOD, LAST)),
        "\n".join(",".join((*x.split(",")[::-1], "more")) for x in (HEADER, GOOD, LAST)),
    ],
    ids=["CR", "CRLF", "byte order mark", "empty lines", "an empty column", "spaces", "order"],
)
def test_what_can_be_read_is_read_whatever_it_looks_like(tmp_path: Path, content: str) -> None:
    path = tmp_path / "league.csv"
    path.write_bytes(content.encode())
    report, players = brought_in(path)
    assert (report.rows, report.refusals, players) == (2, [], 2)


def test_a_quoted_cell_may_run_over_lines_and_the_next_line_keeps_its_number(
    tmp_path: Path,
) -> None:
    bad = row("Elia Prova", fee="€-3m")
    report, players = brought_in(league(tmp_path, row('"Ugo\nProva"'), bad))
    assert [refusal.line for refusal in report.refusals] == [4]
    assert (report.rows, players) == (2, 1)


@pytest.mark.parametrize("kind", ["a folder", "no file", "no rights"])
def test_what_cannot_be_opened_is_named_with_exit_code_2(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "league.csv"
    match kind:
        case "a folder":
            path.mkdir()
        case "no rights":
            path.symlink_to("/proc/1/mem")  # nobody may, not even root
        case _:
            pass
    done = tledger("import", "league.csv", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: Cannot read league.csv: ")
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.quarantine*"))


def test_exit_codes_tell_a_bad_row_from_a_bad_file(tmp_path: Path) -> None:
    league(tmp_path, GOOD, row(fee="€-3m"))
    league(tmp_path, row(fee="€-3m"), name="bad.csv")
    assert tledger("import", "league.csv", folder=tmp_path).returncode == 0
    done = tledger("import", "bad.csv", "--format", "json", folder=tmp_path)
    assert done.returncode == 2
    assert '"line": 2' in done.stdout


def test_a_bad_file_among_good_ones_costs_itself_only(tmp_path: Path) -> None:
    league(tmp_path, GOOD, name="one.csv")
    (tmp_path / "two.csv").write_text("nothing of the kind\n", encoding="utf-8")
    league(tmp_path, LAST, name="three.csv")
    done = tledger("import", "one.csv", "two.csv", "three.csv", folder=tmp_path)
    assert done.returncode == 2
    assert "two.csv" in done.stdout
    told = tledger("player", "Ivo Prova", folder=tmp_path)
    assert told.returncode == 0, told.stderr


BOMBS = {"zeros": b"\0", "lines": b"a,b\n", "rows": f"{GOOD}\n".encode()}


def bomb(path: Path, unit: bytes) -> None:
    """A gzip file of a header and 10 GB of one thing, some 10 MB on the disk."""
    piece = unit * ((1 << 20) // len(unit))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(f"{HEADER}\n".encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = again.compress(piece * 8) + again.flush(zlib.Z_FULL_FLUSH)
    with path.open("wb") as out:
        out.write(start)
        for _ in range(10 * 1024 // 8):
            out.write(body)  # a block that refers to nothing before it can stand there again
        out.write(b"\x03\x00" + b"\0" * 8)


IMPORT_AND_TELL_PEAK = """
import sys
from ledger.interfaces.cli.main import main
code = main(["import", *sys.argv[1:]])
with open("/proc/self/status") as status:  # of this program alone, not of what started it
    print(status.read().partition("VmHWM:")[2].split()[0])
sys.exit(code)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("unit", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_given_up_in_little_time_and_memory(tmp_path: Path, unit: bytes) -> None:
    bomb(tmp_path / "bomb.csv.gz", unit)
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_AND_TELL_PEAK, "bomb.csv.gz"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    took = time.monotonic() - before
    assert done.returncode == 2, done.stderr
    assert "Cannot read bomb.csv.gz: " in done.stderr
    assert took < 20
    peak_kb = int(done.stdout)
    assert peak_kb < 200_000
