"""How the market's sentences are read: names, days, amounts and terms.

A template is a regular expression with slots: ``{until}`` is an optional last day, ``{terms}``
optional terms, any other word in braces a name. Every sentence may begin with who reports it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from pytest_bdd.parsers import StepParser

from ledger import UncertainDate
from ledger.interfaces.reading.amounts import read_fee
from steps.market import Told
from steps.terms import read_terms

DAY: Final = r"\d{1,2} [A-Z][a-z]+ \d{4}"
MONTH: Final = r"[A-Z][a-z]+ \d{4}"
WHEN: Final = rf"(?:at \d\d:\d\d(?:[+-]\d\d:\d\d)? )?on {DAY}|in {MONTH}|between {DAY} and {DAY}"
_WORD: Final = r"[^\W\d_a-z][\w'.&-]*"
NAME: Final = rf"{_WORD}(?: (?:(?:de|di|da|del|van|von) )?{_WORD})*"
REPORTED: Final = (
    rf"(?:(?P<source>{NAME}) (?:reports?|announces?)(?: (?P<published>{WHEN}))?"
    rf"(?:, citing (?P<cites>{NAME}),)? that )?"
)
SLOTS: Final = {
    "on": rf"(?:,? (?P<on>{WHEN}))?",
    "until": rf"(?:,? until (?P<until>{DAY}))?",
    "effective": rf"(?:,? with effect from (?P<effective>{DAY}))?",
    "terms": r"(?:,? (?:with|for|at|of) (?P<terms>.+?))?",
    "because": r"(?:,? because (?P<because>.+))?",
    "condition": r"(?:,? if (?P<condition>.+))?",
    "expected": rf"(?:,? (?:back|expected) (?P<expected>{WHEN}))?",
    "known": rf"(?:,? as known (?P<known>{WHEN}))?",
    "stood": r"(?:,? as the book stood before (?P<stood>the [\w ]+? of .+))?",
    "fee": r"(?P<fee>.+)",
    "day": rf"(?P<day>{DAY})",
    "first": rf"(?P<first>{DAY})",
    "last": rf"(?P<last>{DAY})",
    "nth": r"(?P<nth>first|second|third|fourth)",
    "count": r"(?P<count>an?|one|two|three|four)",
    "group": r"(?P<group>goalkeeper|defender|midfielder|forward)s?",
    "entry": rf"(?P<entry>the [a-z ]+ of {NAME})",
    "window": r"(?P<window>(?:[A-Z]{3}-)?\d{4}-(?:summer|winter))",
    "quoted": r'"(?P<quoted>[^"]*)"',
    "ending": r"(?P<ending>.+)",
}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


class Sentence(StepParser):
    """A sentence of the market; its slots arrive read, and ``told`` says who tells it and when."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        filled = re.sub(r"\{([a-z_]+)\}", lambda slot: _slot(slot[1]), template)
        self._pattern = re.compile(REPORTED + filled)

    def is_matching(self, name: str) -> bool:
        return self._pattern.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any]:
        found = self._pattern.fullmatch(name)
        assert found is not None
        said = {slot: _read(slot, text) for slot, text in found.groupdict().items()}
        told = Told(said.pop("source"), said.pop("cites"), said.pop("published"), said.get("on"))
        return {**said, "told": told}


def _slot(name: str) -> str:
    return SLOTS.get(name, rf"(?P<{name}>{NAME})")


def _read(slot: str, text: str | None) -> Any:  # noqa: PLR0911 - one line a slot
    if slot == "terms":
        return read_terms(text)
    if text is None:
        return None
    match slot:
        case "on" | "known" | "published" | "expected":
            return read_when(text)
        case "until" | "effective" | "day" | "first" | "last":
            return read_day(text)
        case "fee":
            return read_fee(text)
        case "nth":
            return ORDINALS[text]
        case "count":
            return COUNTS[text]
        case _:
            return text


def read_day(text: str) -> date:
    """A day as people write it: 20 August 2024."""
    return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone


def read_when(text: str) -> UncertainDate:
    """A day, a month, a minute (UTC unless told), or the days between two, with the word before."""
    if text.startswith("in "):
        month = datetime.strptime(text[3:], "%B %Y")  # noqa: DTZ007
        return UncertainDate.parse(month.strftime("%Y-%m"))
    days = [read_day(found) for found in re.findall(DAY, text)]
    if text.startswith("at "):
        minute = text[3:].partition(" ")[0]
        zone = "" if len(minute) > len("23:32") else "Z"
        return UncertainDate.parse(f"{days[0].isoformat()}T{minute}{zone}")
    return UncertainDate.of(days[0], days[-1])
