"""What a ledger already knows of clubs and players, for the importers to ask."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from ledger.projections.names import NAMES, fold_name
from ledger.queries.asking import Asking


class LedgerRegister:
    """The names, external ids and ids in use, read once before an import."""

    def __init__(self, asking: Asking) -> None:
        table = NAMES.table
        self._subjects: set[str] = set()
        self._clubs: dict[str, set[str]] = defaultdict(set)
        self._players: dict[tuple[str, str], str] = {}
        rows = asking.connection.execute(
            select(table.c.subject, table.c.type, table.c.folded, table.c.scheme)
        )
        for subject, sort, folded, scheme in rows:
            self._subjects.add(subject)
            name = subject.partition(":")[2]
            if sort == "club" and scheme is None:
                self._clubs[folded].add(name)
            elif sort == "player" and scheme is not None:
                self._players[scheme, folded] = name

    def club_named(self, name: str) -> str | None:
        """The club of this name or alias; None if there is none, or more than one."""
        found = self._clubs.get(fold_name(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def player_with(self, scheme: str, id: str) -> str | None:  # noqa: A002 - the field's name
        """The player with this external id."""
        return self._players.get((scheme, id))

    def is_taken(self, subject: str) -> bool:
        """Whether something is on record about this subject."""
        return subject in self._subjects
