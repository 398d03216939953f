"""README and docs run as tests: every console and Python example, in order, with its output.

The examples of one page run in one folder, the folder of a fresh clone as far as they can tell:
``docs`` stands in it. It is noon on 15 January 2026, the terminal is 100 columns wide and shows
no colours. Two things differ each time and are compared as such: an entry's random id, and a
Merkle root. ``...`` in an expected output stands for any text.

``WRITE_DOCS=1 pytest tests/interfaces/test_docs_examples.py`` writes the outputs of console
examples into the pages; read what changed before it is committed.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.interfaces.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_ROOT_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Terminal(io.StringIO):
    """A terminal that people look at."""

    def isatty(self) -> bool:
        return True


class Beside(io.StringIO):
    """The error stream: it shows on the same screen, and nobody waits for progress bars."""

    def __init__(self, screen: io.StringIO) -> None:
        super().__init__()
        self._screen = screen

    def write(self, text: str) -> int:
        return self._screen.write(text)


@dataclass(frozen=True)
class Block:
    """One fenced example of a page and where its text stands."""

    language: str
    text: str
    start: int
    end: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(found[1], found[2], found.start(2), found.end(2)) for found in _BLOCK.finditer(text)
    ]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console example, with the output beneath it."""
    command: list[str] = []
    output: list[str] = []
    for line in block.text.splitlines():
        goes_on = bool(command) and command[-1].endswith("\\") and not output
        if line.startswith("$ ") and not goes_on:
            if command:
                yield "\n".join(command), "\n".join(output)
            command, output = [line], []
        elif goes_on:
            command.append(line)
        else:
            output.append(line)
    if command:
        yield "\n".join(command), "\n".join(output)


def run(command: str, last: int) -> tuple[str, int]:
    """What a command prints on a terminal, and its exit code."""
    words = shlex.split(command.removeprefix("$ ").replace("\\\n", " "), comments=True)
    if words == ["echo", "$?"]:
        return f"{last}\n", 0
    assert words[0] == "tledger", f"{command}: only tledger runs in console examples"
    screen = Terminal()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(Beside(screen)):
        code = main(words[1:])
    return screen.getvalue(), code


def alike(text: str) -> str:
    """A text without what differs each time."""
    text = _ROOT_HASH.sub("<root>", _ID.sub("<id>", text))
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def matches(expected: str, got: str) -> bool:
    parts = (re.escape(part) for part in alike(expected).split("..."))
    return re.fullmatch(".*?".join(parts), alike(got), re.DOTALL) is not None


@pytest.fixture(autouse=True)
def _a_fresh_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = ledger.open

    def open_at_noon(url: str = "transfers.db", **options: Any) -> ledger.Ledger:
        options.setdefault("clock", lambda: NOON)
        return opening(url, **options)

    monkeypatch.setattr(ledger, "open", open_at_noon)
    monkeypatch.chdir(tmp_path)
    for name in ("docs", "README.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("TRANSFER_LEDGER_DB", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_do_what_it_says(page: Path) -> None:
    names: dict[str, Any] = {}
    written: list[tuple[Block, str]] = []
    wrong: list[str] = []
    code = 0
    for block in blocks(page):
        if block.language == "pycon":
            wrong += _run_python(block, page, names)
        if block.language != "console":
            continue
        parts = []
        for command, expected in commands(block):
            got, code = run(command, code)
            parts.append(f"{command}\n{_kept(expected, got)}")
            if not os.environ.get("WRITE_DOCS") and not matches(expected, got):
                wrong.append(f"{page.name}: {command}\n{got}\n-- the page has:\n{expected}")
        written.append((block, "".join(parts)))
    for opened in names.values():
        if isinstance(opened, ledger.Ledger):
            opened.close()
    if os.environ.get("WRITE_DOCS"):
        _write(page, written)
    assert not wrong, "\n\n".join(wrong)


def _kept(expected: str, got: str) -> str:
    """The page's own output where it holds, so that random ids stay as they are."""
    text = expected if matches(expected, got) else "\n".join(x.rstrip() for x in got.splitlines())
    return f"{text.rstrip()}\n" if text.strip() else "\n" * (text.count("\n") > 0)


def _run_python(block: Block, page: Path, names: dict[str, Any]) -> list[str]:
    """The examples run; what did not come out as the page has it is returned."""
    test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), 0)
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=_FLAGS, verbose=False)
    runner.run(test, out=said.write, clear_globs=False)
    names.update(test.globs)
    return [said.getvalue()] if runner.failures else []


def _write(page: Path, written: list[tuple[Block, str]]) -> None:
    text = page.read_text(encoding="utf-8")
    for block, replacement in reversed(written):
        text = text[: block.start] + replacement + text[block.end :]
    page.write_text(text, encoding="utf-8")
