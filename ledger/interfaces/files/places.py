"""Where a player comes from or goes to: clubs by their names, and the names that are no club."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from ledger.domain.regulations.clubs import CuratedClub, club_known_as, club_with, youth_team
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


PlaceOf = Callable[[ClubName], Place | None]
"""The place of a name; None where no letter of it can be read."""


@dataclass(slots=True)
class KnownClub:
    """A club met in a file: its id, its name as first met, and what the curated register has.

    ``key`` is its id in the file's own register, ``spellings`` the names the file gives it.
    """

    id: str
    name: str
    on_record: bool
    key: Key | None = None
    country: str = ""
    curated: CuratedClub | None = None
    spellings: list[str] = field(default_factory=list)

    @property
    def keys(self) -> tuple[Key, ...]:
        """All its ids elsewhere, each register once."""
        curated = self.curated.external_ids if self.curated is not None else ()
        known = {scheme: Key(scheme, id_) for scheme, id_ in curated}
        if self.key is not None:
            known.setdefault(self.key.scheme, self.key)
        return tuple(known.values())


class Places:
    """The clubs of one import, by their ids elsewhere and by name.

    An id decides. A name is what the ledger's own register says, else what the curated register
    says, else a club of its own. Two names are never taken for one club because they turn up
    together, and two ids of one register are never one club.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places: dict[ClubName, Place | None] = {}
        self._by_slug: dict[tuple[str, Key | None], str] = {}
        self._by_key: dict[Key, str] = {}
        self._keyed: set[tuple[str, str]] = set()
        self.clubs: dict[str, KnownClub] = {}
        self._new: dict[str, KnownClub] = {}

    def take_new(self) -> list[KnownClub]:
        """The clubs met since this was last asked, in the order they were met."""
        new, self._new = self._new, {}
        return list(new.values())

    def at(self, named: ClubName) -> Place | None:
        """The place of this name; None where no letter of it can be read."""
        try:
            return self._places[named]
        except KeyError:
            found = self._places[named] = self._find(named)
            return found

    def _find(self, named: ClubName) -> Place | None:
        nowhere = NO_CLUBS.get(fold_name(named.name))
        if nowhere is not None:
            return Place(f"@{nowhere.value}", f"@{nowhere.value}", nowhere)
        curated = self._curated(named)
        known = self._on_record(named, curated)
        youth = youth_team(named.name) if curated is None else None
        if youth is None:
            club = known or (curated.id if curated is not None else self._free(named))
            first_team: str | None = club
        else:
            first_team = self._first_team(youth.first_team)
            club = known or f"{first_team}-{slug(youth.team)}"
        if not club or not first_team:
            return None
        if named.key is not None:
            self._by_key.setdefault(named.key, club)
            self._keyed.add((club, named.key.scheme))
        self._note(club, named, curated, known=known is not None)
        return Place(club, first_team)

    # -- who it is --------------------------------------------------------------------------

    def _curated(self, named: ClubName) -> CuratedClub | None:
        """The club of the curated register with this id, else of this name and no other id."""
        if named.key is not None:
            found = club_with(*named.key)
            if found is not None:
                return found
        found = club_known_as(named.name)
        if found is None or named.key is None:
            return found
        schemes = {scheme for scheme, _ in found.external_ids}
        return None if named.key.scheme in schemes else found

    def _on_record(self, named: ClubName, curated: CuratedClub | None) -> str | None:
        """The club under which the ledger knows it: by id, by name, by any name of the register."""
        keys = (named.key,) if named.key is not None else ()
        for key in (*keys, *(curated.external_ids if curated is not None else ())):
            known = self._register.club_with(*key) or self._by_key.get(Key(*key))
            if known is not None:
                return known
        own = curated.id if curated is not None else ""
        if self._register.is_taken(f"club:{own}") and not self._has_another_id(own, named.key):
            return own
        names = (named.name, *((curated.name, *curated.aliases) if curated is not None else ()))
        for name in names:
            known = self._register.club_named(name)
            if known is not None and not self._has_another_id(known, named.key):
                return known
        return None

    def _has_another_id(self, club: str, key: Key | None) -> bool:
        if key is None:
            return False
        met = (club, key.scheme) in self._keyed
        return met or self._register.has_key(f"club:{club}", key.scheme)

    def _first_team(self, name: str) -> str | None:
        """The id of a youth team's club, without putting that club itself on the list."""
        first = ClubName(name)
        curated = self._curated(first)
        known = self._on_record(first, curated)
        return known or (curated.id if curated is not None else slug(name)) or None

    def _free(self, named: ClubName) -> str:
        """An id for a club that no register knows; numbered where another club has it."""
        wanted, key = slug(named.name), named.key
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
        self, club: str, named: ClubName, curated: CuratedClub | None, *, known: bool
    ) -> None:
        met = self.clubs.get(club)
        if met is None:
            taken = known or self._register.is_taken(f"club:{club}")
            name = curated.name if curated is not None else named.name
            met = KnownClub(club, name, taken, named.key, named.country, curated)
            self.clubs[club] = self._new[club] = met
        if named.name and named.name not in met.spellings:  # some rows have an id alone
            met.spellings.append(named.name)
            if club not in self._new:
                met.on_record = True  # it was handed on before, without this name
                self._new[club] = met
