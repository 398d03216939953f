"""Where a player comes from or goes to: clubs by their names, and the names that are no club."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from ledger.domain.regulations.clubs import CuratedClub, club_known_as, youth_team
from ledger.domain.values import ClubId
from ledger.interfaces.files.statements import ClubName, Key
from ledger.projections.names import fold_name, slug


class Register(Protocol):
    """What the ledger already knows of clubs, as far as an import asks."""

    def club_named(self, name: str) -> ClubId | None:
        """The club of this name or alias; None if there is none, or more than one."""

    def club_with(self, scheme: str, id: str) -> ClubId | None:  # noqa: A002 - the field's name
        """The club with this id in another register."""

    def has_key(self, subject: str, scheme: str) -> bool:
        """Whether a subject has an id in that register already."""

    def is_taken(self, subject: str) -> bool:
        """Whether something is on record about this subject, as in ``club:ac-milan``."""


class Nowhere(StrEnum):
    """What stands where a club should, and is none."""

    WITHOUT_CLUB = "without club"
    UNKNOWN = "unknown"
    RETIRED = "retired"
    CAREER_BREAK = "career break"
    BANNED = "banned"
    OWN_YOUTH = "own youth"


NO_CLUBS: Final = {
    "without club": Nowhere.WITHOUT_CLUB,
    "vereinslos": Nowhere.WITHOUT_CLUB,
    "unknown": Nowhere.UNKNOWN,
    "unknown club": Nowhere.UNKNOWN,
    "retired": Nowhere.RETIRED,
    "career break": Nowhere.CAREER_BREAK,
    "ban": Nowhere.BANNED,
    "banned": Nowhere.BANNED,
    "doping ban": Nowhere.BANNED,
    "suspended": Nowhere.BANNED,
    "own youth": Nowhere.OWN_YOUTH,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a move: a club's id, or what stands instead.

    ``first_team`` is the club itself, or the club whose youth team it is.
    """

    club: str
    first_team: str
    nowhere: Nowhere | None = None


@dataclass(slots=True)
class KnownClub:
    """A club met in a file: its id, its name, the association if known, all names seen.

    ``key`` is its id in the file's own register, to be linked where it was not on record.
    """

    id: str
    name: str
    association: str | None
    aliases: tuple[str, ...]
    on_record: bool
    key: Key | None = None


class Places:
    """The clubs of one import, by their ids elsewhere and by name.

    An id decides; a name is what the ledger's own register says, else what the curated register
    says, else a club of its own. Two names are never taken for one club because they turn up
    together.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places: dict[ClubName, Place | None] = {}
        self._by_slug: dict[tuple[str, Key | None], str] = {}
        self.clubs: dict[str, KnownClub] = {}
        self._new: list[KnownClub] = []

    def take_new(self) -> list[KnownClub]:
        """The clubs met since this was last asked, in the order they were met."""
        new, self._new = self._new, []
        return new

    def at(self, named: ClubName) -> Place | None:
        """The place of this name; None where no letter of it can be read."""
        if named not in self._places:
            self._places[named] = self._find(named)
        return self._places[named]

    def _find(self, named: ClubName) -> Place | None:
        name, key = named.name, named.key
        nowhere = NO_CLUBS.get(fold_name(name))
        if nowhere is not None:
            return Place(f"@{nowhere.value}", f"@{nowhere.value}", nowhere)
        known = self._known(named)
        youth = youth_team(name)
        if youth is None:
            club = self._club(named, known)
            return None if club is None else Place(club, club)
        first_team = self._first_team(youth.first_team)
        if first_team is None:
            return None
        team = known or f"{first_team}-{slug(youth.team)}"
        self._note(team, name, None, key, known=known is not None)
        return Place(team, first_team)

    def _known(self, named: ClubName) -> str | None:
        """The club on record with this id, or by this name where that one's id is not another."""
        key = named.key
        if key is not None:
            known = self._register.club_with(*key)
            if known is not None:
                return known
        known = self._register.club_named(named.name)
        if known is None or key is None:
            return known
        return None if self._register.has_key(f"club:{known}", key.scheme) else known

    def _first_team(self, name: str) -> str | None:
        """The id of a youth team's club, without putting that club itself on the list."""
        curated = club_known_as(name)
        found = self._register.club_named(name) or (curated and self._on_record(curated))
        return found or (curated.id if curated is not None else slug(name)) or None

    def _club(self, named: ClubName, known: str | None) -> str | None:
        name, key = named.name, named.key
        curated = club_known_as(name)
        if known is None and curated is not None:
            known = self._on_record(curated)
        club = known or (curated.id if curated is not None else self._free(slug(name), key))
        if not club:
            return None
        self._note(club, name, curated, key, known=known is not None)
        return club

    def _on_record(self, curated: CuratedClub) -> str | None:
        """The id under which the ledger knows a club of the curated register, by any name."""
        names = (curated.name, *curated.aliases)
        return next((id_ for id_ in map(self._register.club_named, names) if id_), None)

    def _free(self, wanted: str, key: Key | None) -> str:
        """An id for a club that no register knows; numbered where another club has it."""
        if not wanted or (wanted, key) in self._by_slug:
            return self._by_slug.get((wanted, key), "")
        free, number = wanted, 1
        given = set(self._by_slug.values())
        while free in given or self._register.is_taken(f"club:{free}"):
            number += 1
            free = f"{wanted}-{number}"
        self._by_slug[wanted, key] = free
        return free

    def _note(
        self, club: str, name: str, curated: CuratedClub | None, key: Key | None, *, known: bool
    ) -> None:
        if club in self.clubs:
            met = self.clubs[club]
            if name != met.name and name not in met.aliases:
                met.aliases = (*met.aliases, name)
            return
        taken = known or self._register.is_taken(f"club:{club}")
        if curated is None:
            met = KnownClub(club, name, None, (), taken, key)
        else:
            extra = () if name in (curated.name, *curated.aliases) else (name,)
            aliases = (*curated.aliases, *extra)
            met = KnownClub(club, curated.name, curated.association, aliases, taken, key)
        self.clubs[club] = met
        self._new.append(met)
