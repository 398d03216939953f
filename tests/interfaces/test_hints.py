"""Whatever a message, a help text or a hint tells people to type can be typed."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.interfaces.cli.main import build
from ledger.interfaces.cli.recording.kinds import INSTEAD

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ledger").rglob("*.py"))
OF_ALL = {"--help", "-h"}
_QUOTED = re.compile(r"`tledger ([^`]+)`")
_SHOWN = re.compile(
    r"(?:For example: |\[bold\]|^ *|\"|, )tledger (.+?)(?:\[/bold\])?$", re.MULTILINE
)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def _commands() -> dict[str, Any]:
    """Every command and group by its words."""
    found: dict[str, Any] = {}
    for name, command in build().commands.items():
        found[name] = command
        for sub, one in getattr(command, "commands", {}).items():
            found[f"{name} {sub}"] = one
    return found


COMMANDS = _commands()


def options(command: Any) -> set[str]:
    return {flag for parameter in command.params for flag in parameter.opts} | OF_ALL


EVERY_OPTION = {flag for command in COMMANDS.values() for flag in options(command)}
EVERY_OPTION |= options(build()) | {"--version"}


def _texts(source: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module; what an f-string fills in stands as X."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "X"
                    for part in node.values
                ),
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            yield node.lineno, node.value


def _hints() -> Iterator[tuple[str, str]]:
    for source in SOURCES:
        for line, text in _texts(source):
            where = f"{source.relative_to(ROOT)}:{line}"
            for hint in {*_QUOTED.findall(text), *_SHOWN.findall(text)}:
                yield where, " ".join(hint.split())
    for kind, (_, command) in INSTEAD.items():
        yield f"instead of {kind}", command


HINTS = sorted(set(_hints()))


def wrong_in(hint: str) -> str | None:
    """What of a command cannot be typed, if anything."""
    words = shlex.split(hint.replace("…", ""))
    if words[0] in ("--version", "COMMAND", "X"):
        return None
    command = COMMANDS.get(" ".join(words[:2])) or COMMANDS.get(words[0])
    if command is None:
        return f"no command {words[0]}"
    if hasattr(command, "commands") and len(words) > 1 and not words[1].startswith("-"):
        return f"no command {words[0]} {words[1]}"
    given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    missing = given - options(command)
    return f"no option {', '.join(sorted(missing))}" if missing else None


@pytest.mark.parametrize(("where", "hint"), HINTS, ids=lambda one: one[:60])
def test_a_command_that_is_named_can_be_typed(where: str, hint: str) -> None:
    assert wrong_in(hint) is None, f"{where}: tledger {hint}"


def test_hints_are_found_in_every_sort_of_text() -> None:
    hints = {hint for _, hint in HINTS}
    assert "record X --fields" in hints  # an f-string
    assert "rules RULE" in hints  # a note
    assert "why kalulu --on 2024-12-15" in hints  # a help text
    assert "squad juventus --on 2024-12-15 --db X" in hints  # what the demo suggests
    assert "ids revert ONE OTHER --reason WHY" in hints  # a kind that another command writes


@pytest.mark.parametrize(
    ("hint", "wrong"),
    [
        ("void '#12' --because slip", "no option --because"),
        ("ids alike ONE OTHER", "no command ids alike"),
        ("blame-all kalulu", "no command blame-all"),
        ("void '#12' --why slip", None),
    ],
)
def test_a_command_that_cannot_be_typed_would_be_found(hint: str, wrong: str | None) -> None:
    assert wrong_in(hint) == wrong


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(ROOT)))
def test_an_option_that_is_named_exists_somewhere(source: Path) -> None:
    named = {(flag, line) for line, text in _texts(source) for flag in _OPTION.findall(text)}
    assert {(flag, line) for flag, line in named if flag not in EVERY_OPTION} == set()
