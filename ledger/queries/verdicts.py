"""What checks come to: words, each with its verdict; their shares; and the worst cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from ledger.queries.answers import Answer
from ledger.queries.squad_rows import How

Expected = Literal["playing", "own", "on loan in", "on loan out", "belonging", "absent"]
"""How somebody is said to be at a club: playing there (own or on loan in), its own and playing
there, borrowed, lent, belonging to it wherever he plays, or not there at all."""
Verdict = Literal["right", "otherwise", "elsewhere", "uncertain", "nowhere"]
"""Right; at this club but not as said; at another club; at another club as far as is known, which
is not for sure; at no club that is known."""
Role = Literal["started", "came on", "on the bench"]
Cause = Literal[
    "club not on record",
    "player not on record",
    "player in doubt",
    "no club on record",
    "left before",
    "comes later",
    "at another club",
    "day not told",
    "season not covered",
    "not as said",
]
"""Why a word is not right. ``day not told``: at another club only by the convention for moves whose
day nobody tells, as of a window: the move may have happened on any of those days. ``season not
covered``: at another club of whose season the ledger has no data, so that it cannot know whether he
came back or went on. Both are uncertain."""
BENCH: Final = "on the bench"
HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's word that on a day a player is at a club.

    ``club`` and ``player`` are as that somebody calls them, the ids those of the ledger; None where
    nobody there is meant for sure, and ``cause`` and ``why`` tell why. ``line`` is where it stands.
    """

    day: date
    club: str
    club_id: str | None
    player: str
    player_id: str | None
    expected: Expected = "playing"
    cause: Cause | None = None
    why: str | None = None
    file: str | None = None
    line: int | None = None
    competition: str | None = None
    match: str | None = None
    role: Role | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """One word beside what the ledger has.

    ``club`` is under the ledger's own name where it is on record, ``player`` as he was called.
    ``found_club`` is where the ledger has him play that day and ``found_parent_club`` who holds his
    contract; ``since``, ``how``, ``because`` and ``entry`` tell how that is known. ``cause`` is why
    it is not right, in one of a few words, and ``why`` a sentence.
    """

    file: str | None
    line: int | None
    competition: str | None
    match: str | None
    day: date
    club_id: str | None
    club: str
    player_id: str | None
    player: str
    role: Role | None
    expected: Expected
    verdict: Verdict
    cause: Cause | None
    found_club_id: str | None
    found_club: str | None
    found_parent_club_id: str | None
    found_parent_club: str | None
    since: str | None
    how: How | None
    because: str | None
    entry: int | None
    why: str | None
    note: str | None

    @property
    def played(self) -> bool:
        """Whether he played; one who was on the bench did not."""
        return self.role != BENCH


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group of words are right, and how many are not."""

    group: tuple[str, ...]
    checked: int
    right: int
    otherwise: int
    elsewhere: int
    uncertain: int
    nowhere: int

    @property
    def right_percent(self) -> Decimal:
        """How many of a hundred are right."""
        return self._percent(self.right)

    @property
    def elsewhere_percent(self) -> Decimal:
        """How many of a hundred are at another club."""
        return self._percent(self.elsewhere)

    @property
    def uncertain_percent(self) -> Decimal:
        """How many of a hundred are at another club as far as is known, and not for sure."""
        return self._percent(self.uncertain)

    @property
    def nowhere_percent(self) -> Decimal:
        """How many of a hundred are at no club that is known."""
        return self._percent(self.nowhere)

    def _percent(self, count: int) -> Decimal:
        return (Decimal(100 * count) / Decimal(max(self.checked, 1))).quantize(HUNDREDTH)


@dataclass(frozen=True, slots=True)
class Case:
    """One player at one club, for whom words are not right for one and the same reason.

    ``times`` is how many words, from ``first_day`` to ``last_day``; ``example`` is the first.
    """

    times: int
    played: int
    first_day: date
    last_day: date
    example: Checked


class CheckAnswer(Answer[Checked]):
    """Every word with its verdict, in the order it was said; and what they come to."""

    def shares(self, *by: str) -> list[Share]:
        """What the words come to, for each group of these columns, such as ``role``."""
        groups: dict[tuple[str, ...], list[Checked]] = defaultdict(list)
        for row in self.items:
            groups[tuple(str(getattr(row, column) or "") for column in by)].append(row)
        return [share(group, rows) for group, rows in sorted(groups.items())]

    def cases(self) -> list[Case]:
        """What is not right, by player, club and reason: those at another club first, then most."""
        groups: dict[tuple[object, ...], list[Checked]] = defaultdict(list)
        for row in self.items:
            if row.verdict != "right":
                who = row.player_id or row.player
                key = (row.verdict, row.cause, who, row.club_id or row.club, row.entry)
                groups[key].append(row)
        cases = [_case(rows) for rows in groups.values()]
        return sorted(cases, key=_worst_first)


def share(group: tuple[str, ...], rows: Sequence[Checked]) -> Share:
    """What these words come to."""
    count: dict[Verdict, int] = defaultdict(int)
    for row in rows:
        count[row.verdict] += 1
    return Share(
        group,
        checked=len(rows),
        right=count["right"],
        otherwise=count["otherwise"],
        elsewhere=count["elsewhere"],
        uncertain=count["uncertain"],
        nowhere=count["nowhere"],
    )


def _case(rows: Sequence[Checked]) -> Case:
    days = [row.day for row in rows]
    return Case(len(rows), sum(row.played for row in rows), min(days), max(days), rows[0])


_GRAVITY: Final = {"elsewhere": 0, "otherwise": 1, "uncertain": 2, "nowhere": 3, "right": 4}


def _worst_first(case: Case) -> tuple[int, int, int, str, str]:
    row = case.example
    return (_GRAVITY[row.verdict], -case.played, -case.times, row.player, row.club)
