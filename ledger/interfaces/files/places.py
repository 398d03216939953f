"""Where a player comes from or goes to: clubs by their names, and the names that are no club."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from ledger.domain.regulations.clubs import CuratedClub, club_known_as, club_with, youth_team
from ledger.domain.values import ClubId
from ledger.interfaces.files.statements import ClubName, Key
from ledger.projections.names import fold_name, slug


class Register(Protocol):
    """What the ledger already knows of clubs, as far as an import asks."""

    def first_named(self, name: str) -> ClubId | None:
        """The id that the first club of this name was registered under; None without one."""

    def first_with(self, scheme: str, id: str) -> ClubId | None:  # noqa: A002 - the field's name
        """The id that the club with this id in another register was registered under."""

    def surviving(self, club: ClubId) -> ClubId:
        """The id under which a club goes on after merges."""

    def clubs_named(self, name: str) -> frozenset[str]:
        """The subjects of all clubs of this name or alias."""

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

    ``first_team`` is the club itself, or the club whose youth team it is. ``registered`` is the id
    under which the club was put on record, where it goes on under another since a merge. ``shared``
    tells that several clubs bear the name by which it was found.
    """

    club: str
    first_team: str
    nowhere: Nowhere | None = None
    registered: str | None = None
    shared: bool = False

    @property
    def lasting(self) -> str:
        """What it was called when it was put on record: no merge, and no reversal, changes that."""
        return self.registered or self.club


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

    An id decides. A name is what the ledger's own register says, of several clubs the one that bore
    it first, else what the curated register says, else a club of its own. Two names are never taken
    for one club because they turn up together, and two ids of one register are never one club.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places: dict[ClubName, Place | None] = {}
        self._by_slug: dict[tuple[str, Key | None], str] = {}
        self._by_key: dict[Key, str] = {}
        self._keyed: set[tuple[str, str]] = set()
        self._by_name: dict[str, str] = {}
        self._given: set[str] = set()
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
        survivor = self._register.surviving(club)
        self._given.add(club)
        for key in _keys(named, curated):
            self._by_key.setdefault(key, club)
            self._keyed.add((survivor, key.scheme))
        self._note_names(club, named, curated)
        self._note(survivor, named, curated, known=known is not None)
        return Place(
            survivor,
            self._register.surviving(first_team),
            registered=club if club != survivor else None,
            shared=named.key is None
            and curated is None
            and len(self._register.clubs_named(named.name)) > 1,
        )

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
        """The id it was registered under: by its id, its name, any name of the curated register."""
        keys = _keys(named, curated)
        for key in keys:
            known = self._register.first_with(*key) or self._by_key.get(key)
            if known is not None:
                return known
        own = curated.id if curated is not None else ""
        told = keys[:1] if named.key is not None else []
        if self._register.is_taken(f"club:{own}") and not self._has_another_id(own, told):
            return own
        for name in _names(named, curated):
            known = self._register.first_named(name) or self._by_name.get(fold_name(name))
            if known is not None and not self._has_another_id(known, keys):
                return known
        return None

    def _has_another_id(self, club: str, keys: Iterable[Key]) -> bool:
        """Whether a club that none of these ids led to has an id in one of their registers."""
        survivor = self._register.surviving(club)
        return any(
            (survivor, key.scheme) in self._keyed
            or self._register.has_key(f"club:{survivor}", key.scheme)
            for key in keys
        )

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
        while free in self._given or self._register.is_taken(f"club:{free}"):
            number += 1
            free = f"{wanted}-{number}"
        self._by_slug[wanted, key] = free
        return free

    def _note_names(self, club: str, named: ClubName, curated: CuratedClub | None) -> None:
        """What a club is called, for later rows: it is put on record with all of it."""
        for name in _names(named, curated):
            if name:  # some rows have an id alone
                self._by_name.setdefault(fold_name(name), club)

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


def _names(named: ClubName, curated: CuratedClub | None) -> tuple[str, ...]:
    """What a row calls a club, and what else the curated register does."""
    return (named.name, *((curated.name, *curated.aliases) if curated is not None else ()))


def _keys(named: ClubName, curated: CuratedClub | None) -> list[Key]:
    """A club's ids elsewhere: the row's own first, then those of the curated register."""
    own = [named.key] if named.key is not None else []
    return own + [Key(*key) for key in (curated.external_ids if curated is not None else ())]
