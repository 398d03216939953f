"""Who on record carries which id of another register, of the players or of the clubs."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from sqlalchemy import select

from ledger.domain.identity import Identities
from ledger.domain.regulations.clubs import CuratedClub, club_with, curated_clubs
from ledger.interfaces.files.statements import Key
from ledger.projections.names import NAMES, fold_name
from ledger.queries.asking import Asking

Sort = Literal["player", "club"]


class Carried:
    """The external ids on record of one sort, by surviving id; added to as rows are linked.

    ``source_on_record`` says whether the register itself is known as a source.
    """

    def __init__(self, asking: Asking, sort: Sort, source: str) -> None:
        columns = NAMES.table.c
        self.identities: Identities = asking.identities
        self.sort = sort
        self.ids: dict[Key, set[str]] = defaultdict(set)
        self._of: dict[tuple[str, str], str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self.source_on_record = False
        rows = asking.connection.execute(
            select(columns.subject, columns.type, columns.folded, columns.scheme).where(
                columns.scheme.is_not(None)
                | (columns.type == "club")
                | (columns.subject == f"source:{source}")
            )
        )
        for subject, type_, folded, scheme in rows:
            if type_ == "source":
                self.source_on_record = True
            elif type_ == sort and scheme is not None:
                self.add(self.identities.person_of(subject), Key(scheme, folded))
            elif type_ == sort == "club":
                self._names[subject].add(folded)
        self._expect()

    def _expect(self) -> None:
        """Of clubs that the curated register knows, only the ids it gives are taken."""
        if self.sort != "club":
            return
        by_id = [(who, club_with(*key)) for key, carrying in self.ids.items() for who in carrying]
        by_name = [(self._curated(club), club) for club in curated_clubs()]
        for subject, club in (*by_id, *by_name):
            if subject is not None and club is not None:
                for scheme, id_ in club.external_ids:
                    self._of.setdefault((subject, scheme), id_)

    def add(self, subject: str, key: Key) -> None:
        """Note that this one carries that id."""
        self.ids[key].add(subject)
        self._of.setdefault((subject, key.scheme), key.id)

    def other_id(self, subject: str, key: Key) -> str | None:
        """Another id that this one has in the same register, on record or as its curated one."""
        has = self._of.get((subject, key.scheme))
        return None if has in (None, key.id) or subject in self.ids.get(key, ()) else has

    def who(self, keys: list[Key]) -> dict[str, Key]:
        """Whom a row's ids lead to, each with the first id that does."""
        found: dict[str, Key] = {}
        for key in keys:
            for subject in self.ids.get(key, ()):
                found.setdefault(subject, key)
            if self.sort == "club" and (club := self._curated(club_with(*key))) is not None:
                found.setdefault(club, key)
        return found

    def _curated(self, club: CuratedClub | None) -> str | None:
        """The club on record under the curated register's id, if it goes by its name as well."""
        if club is None:
            return None
        subject = f"club:{club.id}"
        names = self._names.get(subject, set())
        if any(fold_name(name) in names for name in (club.name, *club.aliases)):
            return self.identities.person_of(subject)
        return None
