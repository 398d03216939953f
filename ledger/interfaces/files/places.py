"""Where a player comes from or goes to: clubs by their names, and the names that are no club."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from ledger.domain.regulations.clubs import CuratedClub, club_known_as, youth_team
from ledger.domain.values import ClubId, PlayerId
from ledger.projections.names import fold_name, slug


class Register(Protocol):
    """What the ledger already knows of clubs and players, as far as an import asks."""

    def club_named(self, name: str) -> ClubId | None:
        """The club of this name or alias; None if there is none, or more than one."""

    def player_with(self, scheme: str, id: str) -> PlayerId | None:  # noqa: A002 - the field's name
        """The player with this external id."""

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
    """A club met in a file: its id, its name, the association if known, all names seen."""

    id: str
    name: str
    association: str | None
    aliases: tuple[str, ...]
    on_record: bool


class Places:
    """The clubs of one import, by name.

    A name is what the ledger's own register says, else what the curated register says, else a
    club of its own. Two names are never taken for one club because they turn up together.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places: dict[str, Place | None] = {}
        self._by_slug: dict[str, str] = {}
        self.clubs: dict[str, KnownClub] = {}

    def named(self, name: str) -> Place | None:
        """The place of this name; None where no letter of it can be read."""
        if name not in self._places:
            self._places[name] = self._find(name)
        return self._places[name]

    def _find(self, name: str) -> Place | None:
        nowhere = NO_CLUBS.get(fold_name(name))
        if nowhere is not None:
            return Place(f"@{nowhere.value}", f"@{nowhere.value}", nowhere)
        known = self._register.club_named(name)
        youth = youth_team(name)
        if youth is None:
            club = self._club(name, known)
            return None if club is None else Place(club, club)
        first_team = self._first_team(youth.first_team)
        if first_team is None:
            return None
        team = known or f"{first_team}-{slug(youth.team)}"
        self._note(team, name, None, known=known is not None)
        return Place(team, first_team)

    def _first_team(self, name: str) -> str | None:
        """The id of a youth team's club, without putting that club itself on the list."""
        curated = club_known_as(name)
        found = self._register.club_named(name) or (curated and self._on_record(curated))
        return found or (curated.id if curated is not None else slug(name)) or None

    def _club(self, name: str, known: str | None) -> str | None:
        curated = club_known_as(name)
        if known is None and curated is not None:
            known = self._on_record(curated)
        club = known or (curated.id if curated is not None else self._free(slug(name)))
        if not club:
            return None
        self._note(club, name, curated, known=known is not None)
        return club

    def _on_record(self, curated: CuratedClub) -> str | None:
        """The id under which the ledger knows a club of the curated register, by any name."""
        names = (curated.name, *curated.aliases)
        return next((id_ for id_ in map(self._register.club_named, names) if id_), None)

    def _free(self, wanted: str) -> str:
        """An id for a club that no register knows; numbered where another club has it."""
        if not wanted or wanted in self._by_slug:
            return self._by_slug.get(wanted, "")
        free, number = wanted, 1
        while self._register.is_taken(f"club:{free}"):
            number += 1
            free = f"{wanted}-{number}"
        self._by_slug[wanted] = free
        return free

    def _note(self, club: str, name: str, curated: CuratedClub | None, *, known: bool) -> None:
        if club in self.clubs:
            met = self.clubs[club]
            if name != met.name and name not in met.aliases:
                met.aliases = (*met.aliases, name)
            return
        taken = known or self._register.is_taken(f"club:{club}")
        if curated is None:
            self.clubs[club] = KnownClub(club, name, None, (), taken)
            return
        aliases = curated.aliases
        if name not in (curated.name, *aliases):
            aliases = (*aliases, name)
        self.clubs[club] = KnownClub(club, curated.name, curated.association, aliases, taken)
