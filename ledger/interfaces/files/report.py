"""What importing a file came to: what was taken, taken with a doubt, set aside, and refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

LINES_SHOWN: Final = 200
EXAMPLES_A_REASON: Final = 1_000
"""So many flags of one reason are kept with their lines; all are counted."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or a whole file, that was not taken: where it stands, why, and what to do.

    ``line`` is None where the file as a whole is meant. ``judged`` tells that it could be read, and
    a rule of the ledger forbids it.
    """

    file: str
    line: int | None
    what: str
    way_out: str
    judged: bool = False

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.what} {self.way_out}"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that was taken although it is in doubt: the reason, the lines, what they say."""

    reason: str
    lines: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A player whose rows were set aside: who he is called, whom he may be, and why it is open."""

    handle: str
    name: str
    candidates: tuple[str, ...]
    why: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class Report:
    """The figures of one import and everything a person may want to look at again.

    ``rows`` were read; ``merged`` of them were the other side of a row already read. ``recorded``
    entries are new, ``already`` were there. ``loan_ends`` and ``loan_ends_matched`` count the ends
    of loans and those whose loan stands in the file too. ``quarantine`` is where the rows that were
    refused or set aside were written.
    """

    file: str
    format: str = ""
    rows: int = 0
    merged: int = 0
    moves: int = 0
    players: int = 0
    recorded: int = 0
    already: int = 0
    loan_ends: int = 0
    loan_ends_matched: int = 0
    dry_run: bool = False
    quarantine: Path | None = None
    flagged: Counter[str] = field(default_factory=Counter)
    flags: list[Flag] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def flag(self, reason: str, lines: Sequence[int], text: str) -> None:
        """Note a doubt about some lines."""
        self.flagged[reason] += 1
        if self.flagged[reason] <= EXAMPLES_A_REASON:
            self.flags.append(Flag(reason, tuple(lines), text))

    def refuse(self, line: int | None, what: str, way_out: str) -> None:
        """Note a row, or without a line the file, that is not taken."""
        self.refusals.append(Refusal(self.file, line, what, way_out))

    def take(self, part: Report) -> None:
        """Add what a part of the same import came to."""
        self.merged += part.merged
        self.moves += part.moves
        self.players += part.players
        self.already += part.already
        self.loan_ends += part.loan_ends
        self.loan_ends_matched += part.loan_ends_matched
        for flag in part.flags:
            self.flag(flag.reason, flag.lines, flag.text)
        self.flagged.update(part.flagged - Counter(flag.reason for flag in part.flags))
        self.refusals += part.refusals
        self.doubts += part.doubts

    @property
    def refused_whole(self) -> bool:
        """Whether nothing of the file could be read."""
        unread = [refusal for refusal in self.refusals if not refusal.judged]
        whole = any(refusal.line is None for refusal in unread)
        return bool(unread) and (whole or self.rows == len(unread))

    @property
    def quarantined(self) -> int:
        """How many rows were set aside because nobody can tell whose they are."""
        return sum(len(doubt.lines) for doubt in self.doubts)

    @property
    def set_aside(self) -> dict[int, str]:
        """The lines that were not taken, refused or in doubt, each with why."""
        why = {
            line: f"{doubt.name} ({doubt.handle}): {doubt.why}; may be "
            f"{', '.join(who.partition(':')[2] for who in doubt.candidates)}"
            for doubt in self.doubts
            for line in doubt.lines
        }
        return why | {r.line: f"{r.what} {r.way_out}" for r in self.refusals if r.line is not None}

    def lines(self) -> Iterator[tuple[str, int, int | None, str]]:
        """The report in lines: what, how many, which line of the file, what it says."""
        yield "read", self.rows, None, "rows or lines"
        if self.merged:
            yield "merged", self.merged, None, "rows that were the other club's side of a move"
        verb = "would be recorded" if self.dry_run else "recorded"
        yield verb, self.recorded, None, "entries"
        known = "entries; players and clubs that are known are not registered again"
        yield "already there", self.already, None, known
        for reason, count in self.flagged.most_common():
            yield "flagged", count, None, reason
        if self.doubts:
            count = len(self.doubts)
            told = "rows of a player who may be another on record"
            if count > 1:
                told = f"rows of {count} players who may be others on record"
            yield "quarantined", self.quarantined, None, f"{told}; see `tledger ids doubts`"
        for doubt in self.doubts[:LINES_SHOWN]:
            may_be = ", ".join(who.partition(":")[2] for who in doubt.candidates)
            says = f"{doubt.name} ({doubt.handle}): {doubt.why}; may be {may_be}"
            yield "quarantined", len(doubt.lines), doubt.lines[0], says
        yield "refused", len(self.refusals), None, "rows or entries, listed below"
        for refusal in self.refusals[:LINES_SHOWN]:
            yield "refused", 1, refusal.line, f"{refusal.what} {refusal.way_out}"
        hidden = max(0, len(self.refusals) - LINES_SHOWN), max(0, len(self.doubts) - LINES_SHOWN)
        if any(hidden):
            yield "more", sum(hidden), None, "all of them in --format json"
        if self.quarantine is not None:
            says = f"written to {self.quarantine}: mend or settle them, and import that file"
            yield "quarantine", len(self.set_aside), None, says

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON, with every refusal and every doubt."""
        return {
            "file": self.file,
            "format": self.format,
            "read": self.rows,
            "merged": self.merged,
            "moves": self.moves,
            "players": self.players,
            "recorded": self.recorded,
            "already_there": self.already,
            "dry_run": self.dry_run,
            "loan_ends": self.loan_ends,
            "loan_ends_matched": self.loan_ends_matched,
            "flagged": dict(self.flagged.most_common()),
            "flags": [
                {"reason": flag.reason, "lines": list(flag.lines), "text": flag.text}
                for flag in self.flags
            ],
            "quarantined": [
                {
                    "external_id": doubt.handle,
                    "name": doubt.name,
                    "candidates": list(doubt.candidates),
                    "why": doubt.why,
                    "lines": list(doubt.lines),
                }
                for doubt in self.doubts
            ],
            "quarantine_file": str(self.quarantine) if self.quarantine is not None else None,
            "refused": [
                {"file": r.file, "line": r.line, "what": r.what, "what_to_do": r.way_out}
                for r in self.refusals
            ],
        }
