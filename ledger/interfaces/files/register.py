"""What a ledger already knows of clubs and players, for the importers to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy import select

from ledger.projections.names import NAMES, fold_name, slug
from ledger.queries.asking import Asking


class LedgerRegister:
    """The names, external ids and ids in use: read once, and added to as an import goes on.

    Whoever was merged is known under the surviving id only.
    """

    def __init__(self, asking: Asking) -> None:
        table = NAMES.table
        self._identities = identities = asking.identities
        self._subjects: set[str] = set()
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._players: dict[tuple[str, str], str] = {}
        self._first_clubs: dict[tuple[str, str | None], str] = {}
        self._keyed: set[tuple[str, str]] = set()
        self._words: dict[str, set[str]] | None = None
        rows = asking.connection.execute(
            select(table.c.subject, table.c.type, table.c.folded, table.c.scheme).order_by(
                table.c.entry
            )
        )
        for stream, sort, folded, scheme in rows:
            self._subjects.add(stream)
            subject = identities.person_of(stream)
            if sort == "club":
                self._first_clubs.setdefault((folded, scheme), stream)
            if scheme is None:
                self._named[sort, folded].add(subject)
                continue
            self._keyed.add((subject, scheme))
            if sort == "player":
                self._players[scheme, folded] = subject

    def add(self, subject: str, names: Iterable[str], keys: Iterable[tuple[str, str]]) -> None:
        """Somebody whom the import itself registers."""
        sort = subject.partition(":")[0]
        self._subjects.add(subject)
        for name in names:
            folded = fold_name(name)
            self._named[sort, folded].add(subject)
            if sort == "club":
                self._first_clubs.setdefault((folded, None), subject)
            if self._words is not None and sort == "player":
                self._note_words(subject, folded)
        for scheme, id_ in keys:
            self._keyed.add((subject, scheme))
            if sort == "player":
                self._players[scheme, id_] = subject
            elif sort == "club":
                self._first_clubs.setdefault((id_, scheme), subject)

    def first_named(self, name: str) -> str | None:
        """The id that the club of this name was registered under; of several the first to bear it.

        So a name leads to the same id for ever, whoever bears it later, and whoever is merged.
        """
        found = self._first_clubs.get((fold_name(name), None))
        return found.partition(":")[2] if found is not None else None

    def first_with(self, scheme: str, id: str) -> str | None:  # noqa: A002 - the field's name
        """The id that the club with this id in another register was registered under."""
        found = self._first_clubs.get((id, scheme))
        return found.partition(":")[2] if found is not None else None

    def surviving(self, club: str) -> str:
        """The id under which a club goes on after merges; its own where there was none."""
        return self._identities.person_of(f"club:{club}").partition(":")[2]

    def club_named(self, name: str) -> str | None:
        """The club of this name or alias; of several the one with its id, else none of them."""
        found = self._named.get(("club", fold_name(name)), set())
        own = f"club:{slug(name)}"
        if len(found) > 1 and own in found:
            return own.partition(":")[2]
        return next(iter(found)).partition(":")[2] if len(found) == 1 else None

    def source_named(self, name: str) -> str | None:
        """The source of this name or alias; None if there is none, or more than one."""
        found = self._named.get(("source", fold_name(name)), set())
        return next(iter(found)).partition(":")[2] if len(found) == 1 else None

    def clubs_named(self, name: str) -> frozenset[str]:
        """The subjects of all clubs of this name or alias."""
        return frozenset(self._named.get(("club", fold_name(name)), ()))

    def player_with(self, scheme: str, id: str) -> str | None:  # noqa: A002 - the field's name
        """The player with this id in another register."""
        found = self._players.get((scheme, id))
        return found.partition(":")[2] if found is not None else None

    def players_named(self, folded: str) -> frozenset[str]:
        """The subjects of all players who go by this name, in the form names are compared in."""
        return frozenset(self._named.get(("player", folded), ()))

    def players_with_word(
        self, word: str, among: AbstractSet[str] | None = None
    ) -> AbstractSet[str]:
        """The subjects of all players, or of these, one of whose names holds this word."""
        if among is not None and not among:
            return among
        if self._words is None:
            self._words = defaultdict(set)
            for (sort, folded), subjects in self._named.items():
                if sort == "player":
                    for subject in subjects:
                        self._note_words(subject, folded)
        found = self._words.get(word, set())
        return frozenset(found) if among is None else among & found

    def _note_words(self, subject: str, folded: str) -> None:
        assert self._words is not None  # noqa: S101 - both callers made it
        for word in folded.split():
            self._words[word].add(subject)

    def has_key(self, subject: str, scheme: str) -> bool:
        """Whether a subject has an id in that register already."""
        return (subject, scheme) in self._keyed

    def is_taken(self, subject: str) -> bool:
        """Whether something is on record about this subject."""
        return subject in self._subjects
