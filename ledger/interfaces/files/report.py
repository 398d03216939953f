"""What reading a file came to: the entries, what was taken with a doubt, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or a whole file, that was not taken: where it stands, why, and what to do.

    ``line`` is None where the file as a whole is meant.
    """

    file: str
    line: int | None
    what: str
    way_out: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.what} {self.way_out}"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that was taken although it is in doubt: the reason, the lines, what they say."""

    reason: str
    lines: tuple[int, ...]
    text: str


@dataclass(slots=True)
class Report:
    """The figures of one import and everything a person may want to look at again.

    ``merged`` counts the rows that were the other side of a row already read; ``loan_ends`` and
    ``loan_ends_matched`` count the ends of loans and those whose loan stands in the file too.
    """

    file: str
    rows: int = 0
    merged: int = 0
    moves: int = 0
    players: int = 0
    clubs: int = 0
    entries: int = 0
    loan_ends: int = 0
    loan_ends_matched: int = 0
    flags: list[Flag] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def flag(self, reason: str, lines: Sequence[int], text: str) -> None:
        """Note a doubt about some lines."""
        self.flags.append(Flag(reason, tuple(lines), text))

    def refuse(self, line: int | None, what: str, way_out: str) -> None:
        """Note a row, or without a line the file, that is not taken."""
        self.refusals.append(Refusal(self.file, line, what, way_out))

    @property
    def flagged(self) -> dict[str, int]:
        """How many flags each reason has, the most frequent first."""
        return dict(Counter(flag.reason for flag in self.flags).most_common())

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "file": self.file,
            "rows": self.rows,
            "merged": self.merged,
            "moves": self.moves,
            "players": self.players,
            "clubs": self.clubs,
            "entries": self.entries,
            "loan_ends": self.loan_ends,
            "loan_ends_matched": self.loan_ends_matched,
            "flagged": self.flagged,
            "flags": [
                {"reason": flag.reason, "lines": list(flag.lines), "text": flag.text}
                for flag in self.flags
            ],
            "refused": [
                {"file": r.file, "line": r.line, "what": r.what, "what_to_do": r.way_out}
                for r in self.refusals
            ],
        }


@dataclass(frozen=True, slots=True)
class Import:
    """A file read: entries ready for recording, in order, and the report on the reading."""

    entries: tuple[Entry, ...]
    report: Report
