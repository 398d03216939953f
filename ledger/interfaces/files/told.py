"""What a file says, by player: all of one together, and the players who are written together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ledger.domain.regulations.windows import season_of
from ledger.interfaces.files.statements import ClubName, Listing, Row, Sighting, Statement
from ledger.projections.names import fold_name

STATEMENTS_AT_ONCE: Final = 1_800
"""What so many say fits into one step of a bulk, with everybody they are the first to name."""


@dataclass
class Told:
    """All that a file says, by player, and of which club-seasons it says something."""

    players: dict[str, list[Statement]] = field(default_factory=dict)
    covered: defaultdict[tuple[ClubName, int, str], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def add(self, statement: Statement, covers: str | None) -> None:
        """Take in one statement."""
        who = statement.who
        name = who.key.id if who.key is not None else fold_name(who.name)
        self.players.setdefault(name, []).append(statement)
        if covers is not None:
            self._cover(statement, covers)

    def _cover(self, statement: Statement, covers: str) -> None:
        match statement:
            case Row():
                if (club := statement.club) is not None:
                    self.covered[club, statement.season, covers].add(statement.window)
            case Listing():
                self.covered.setdefault((statement.club, statement.season, covers), set())
            case Sighting():
                season = int(season_of(statement.day)[:4])
                self.covered.setdefault((statement.club, season, covers), set())
            case _:
                pass  # A rumour covers nothing.


def next_players(players: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """Take the next players out, as many as are written at once and one at least."""
    taken: dict[str, list[Statement]] = {}
    count = 0
    for name in list(islice(players, STATEMENTS_AT_ONCE)):
        count += len(players[name])
        if taken and count > STATEMENTS_AT_ONCE:
            break
        taken[name] = players.pop(name)
    return taken
