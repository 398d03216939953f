"""The reference is complete: every kind, field, command, option, rule and column, and no others."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.domain.contradictions import RULES, Code
from ledger.domain.entry import EVENTS, Entry
from ledger.domain.events import GROUPS, DealEvent, Event
from ledger.interfaces.cli.main import build
from ledger.interfaces.cli.recording.given import NOT_CORRECTED, OPTIONS
from ledger.interfaces.cli.recording.kinds import registers, streams
from ledger.projections import PROJECTIONS
from ledger.queries.flags import FlagCode, flag_of
from ledger.queries.freshness import state_table
from ledger.store import schema

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PARTIES = ("from_club", "to_club", "window")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def sections(text: str, mark: str = "### ") -> dict[str, str]:
    """The parts of a page under each heading of that depth, by heading."""
    found: dict[str, str] = {}
    for part in re.split(rf"^{mark}", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        found[heading.strip()] = re.split(r"^#{1,3} ", body, maxsplit=1, flags=re.MULTILINE)[0]
    return found


def first_column(text: str) -> list[str]:
    """The code words in the first column of a page's tables."""
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return [word for row in rows for word in _CODE.findall(row.split(" | ")[0])]


class TestEvents:
    documented = sections(page("reference/events.md"))

    def test_every_kind_is_there_and_no_other(self) -> None:
        assert set(self.documented) == set(EVENTS)

    @pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
    def test_a_kind_says_what_it_means(self, event: type[Event]) -> None:
        first = (event.__doc__ or "").strip().split("\n\n")[0]
        words = " ".join(first.split()).replace("``", "`")
        assert words in " ".join(self.documented[event.__name__].split())

    @pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
    def test_a_kind_has_all_its_fields_and_no_other(self, event: type[Event]) -> None:
        text = self.documented[event.__name__]
        shared = _PARTIES if "(#the-fields-of-a-step-of-a-deal)" in text else ()
        assert bool(shared) == issubclass(event, DealEvent)
        assert {*first_column(text), *shared} == set(event.model_fields) - {"kind"}

    @pytest.mark.parametrize("group", GROUPS)
    def test_a_kind_names_its_streams(self, group: str) -> None:
        for event in GROUPS[group]:
            told = re.search(r"^Stream: ([^.]+)\.", self.documented[event.__name__], re.MULTILINE)
            assert told is not None
            expected = " or ".join(streams(event)) or "that of the entry it is about"
            assert told[1] == expected
            assert registers(event) in (None, told[1])

    def test_the_envelope_is_there(self) -> None:
        assert set(Entry.model_fields) <= set(first_column(page("reference/events.md")))


def _options(command: Any) -> set[str]:
    return {
        name
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in parameter.opts
        if name not in ("-h", "--help")
    }


def _commands() -> dict[str, Any]:
    """Every command by name; those of a group with the group's before it."""
    found: dict[str, Any] = {}
    for name, command in build().commands.items():
        own = getattr(command, "commands", {})
        found.update({f"{name} {sub}": one for sub, one in own.items()} or {name: command})
    return found


class TestCommands:
    documented = sections(page("reference/commands.md"))
    commands = _commands()
    whole = page("reference/commands.md")

    def test_every_command_is_there_and_no_other(self) -> None:
        assert {name.removeprefix("tledger ") for name in self.documented} == set(self.commands)

    @pytest.mark.parametrize("name", sorted(_commands()))
    def test_a_command_has_all_its_options_and_no_other(self, name: str) -> None:
        text = self.documented[f"tledger {name}"]
        also = "".join(line for line in text.splitlines() if line.startswith("Also: "))
        told = {word for word in [*first_column(text), *_CODE.findall(also)] if word[0] == "-"}
        short = {"--format": "-f", "--output": "-o", "--quiet": "-q"}
        told |= {letter for option, letter in short.items() if option in told}
        if name == "correct":
            told |= {option.flag for option in OPTIONS if option.key not in NOT_CORRECTED}
        assert told == _options(self.commands[name])

    @pytest.mark.parametrize("name", sorted(_commands()))
    def test_a_command_says_what_it_is_for(self, name: str) -> None:
        first = str(self.commands[name].help).strip().split("\n\n")[0]
        assert " ".join(first.split()) in " ".join(self.documented[f"tledger {name}"].split())

    @pytest.mark.parametrize("code", ["0", "1", "2", "3", "4", "5", "6", "130"])
    def test_every_exit_code_is_there(self, code: str) -> None:
        assert f"| {code} | " in self.whole

    def test_every_format_is_there(self) -> None:
        from ledger.interfaces.cli.output import Format

        assert {f"{one}" for one in Format} <= set(first_column(self.whole))


class TestRules:
    documented = sections(page("reference/rules.md"))
    whole = page("reference/rules.md")

    def test_every_code_stands_under_its_rule_and_no_other_does(self) -> None:
        told = {
            code: heading.partition(":")[0]
            for heading, text in self.documented.items()
            for code in first_column(text)
        }
        flags = re.findall(r"^\| `([a-z-]+)` \| (F\d+) \|", self.whole, re.MULTILINE)
        told.update(flags)
        known = {str(code): RULES[code] for code in Code}
        known.update({str(code): flag_of(code) for code in FlagCode})
        refusals = {code: rule for code, rule in told.items() if code not in known}
        assert {code: rule for code, rule in told.items() if code in known} == known
        assert set(refusals.values()) <= {"H6", "H7", "H8", "H9"}  # those that no fold finds

    @pytest.mark.parametrize("rule", [f"H{number}" for number in range(1, 10)])
    def test_every_rule_has_a_heading(self, rule: str) -> None:
        assert any(heading.startswith(f"{rule}:") for heading in self.documented)

    def test_a_refusal_that_no_fold_finds_is_one_the_ledger_makes(self) -> None:
        made = {
            code
            for source in (ROOT / "ledger").rglob("*.py")
            for line in re.findall(r"reason=(.+)", source.read_text(encoding="utf-8"))
            for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', line)
        }
        told = {
            code
            for heading, text in self.documented.items()
            if heading.startswith(("H6", "H7", "H8", "H9"))
            for code in first_column(text)
        }
        assert told <= made


class TestTables:
    documented = sections(page("reference/tables.md"))

    def test_every_table_is_there_and_no_other(self) -> None:
        kept = {*schema.metadata.tables, *(one.table.name for one in PROJECTIONS), state_table.name}
        assert set(self.documented) == kept

    @pytest.mark.parametrize(
        "table",
        [*schema.metadata.sorted_tables, *(one.table for one in PROJECTIONS), state_table],
        ids=str,
    )
    def test_a_table_has_all_its_columns_and_no_other(self, table: Any) -> None:
        text = self.documented[table.name]
        listed = "".join(line for line in text.splitlines() if line.startswith("Columns: "))
        told = _CODE.findall(listed) if listed else first_column(text)
        assert told == [column.name for column in table.columns]


def test_the_python_guide_names_every_method_of_the_ledger() -> None:
    guide = page("guides/python.md")
    public = {name for name in dir(Ledger) if not name.startswith("_")}
    assert {name for name in public if not re.search(rf"\b{name}\b", guide)} == set()


def _links() -> Iterator[tuple[Path, str]]:
    for one in PAGES:
        for target in _LINK.findall(one.read_text(encoding="utf-8")):
            if "://" not in target:
                yield one, target


@pytest.mark.parametrize(("one", "target"), list(_links()), ids=str)
def test_a_link_leads_somewhere(one: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    there = (one.parent / name).resolve() if name else one
    assert there.exists()
    if anchor:
        headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
        assert anchor in anchors


def _typed() -> Iterator[str]:
    """Commands that a page shows without running them."""
    for one in PAGES:
        text = one.read_text(encoding="utf-8")
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                yield from re.findall(r"(?:^|bin/|&& )(tledger [^#&]+)", line)
        yield from re.findall(r"`(tledger [a-z]+[^`\n]*)`", text)


@pytest.mark.parametrize("line", sorted(set(_typed())))
def test_a_command_that_is_shown_exists_with_its_options(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words[0] in ("--version", "COMMAND"):
        return
    known = _commands()
    if any(name.startswith(f"{words[0]} ") for name in known) and len(words) == 1:
        return  # a whole group
    command = known.get(words[0]) or known[" ".join(words[:2])]
    options = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
    assert options <= _options(command) | {"--help"}


def test_the_index_lists_every_page() -> None:
    listed = {target.partition("#")[0] for target in _LINK.findall(page("README.md"))}
    pages = {f"{path.relative_to(DOCS)}" for path in DOCS.rglob("*.md")}
    assert pages - listed == {
        "README.md", *(path for path in pages if re.match(r"decisions/\d", path)),
    }  # fmt: skip


def test_the_tree_that_contributors_are_shown_is_that_of_the_project() -> None:
    tree = page("contributing.md").split("```text")[1].split("```")[0]
    shown = set(re.findall(r"[\w-]+(?:\.py\b|/)", tree))
    there = {path.name for path in (ROOT / "ledger").rglob("*.py")}
    folders = {f"{path.name}/" for path in [*(ROOT / "ledger").rglob("*"), *ROOT.iterdir()]}
    assert shown - there - folders == {"cases/"}  # a folder of features/, not of the code
    assert (ROOT / "features" / "cases").is_dir()


def test_the_decisions_are_listed() -> None:
    listed = set(_LINK.findall(page("decisions/README.md")))
    assert listed == {path.name for path in (DOCS / "decisions").glob("0*.md")}


def test_every_decision_says_why_and_what_would_change_it() -> None:
    for path in (DOCS / "decisions").glob("0*.md"):
        text = path.read_text(encoding="utf-8")
        for part in ("Context.", "Choice.", "Consequence.", "What would change our mind."):
            assert f"**{part}**" in text, path.name
