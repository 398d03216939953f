"""Names on the command line: found on record, and registered where that was asked for."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select

from ledger.domain.entry import Entry
from ledger.domain.errors import Malformed
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.domain.regulations.clubs import CuratedClub, club_known_as
from ledger.domain.sources import SourceType
from ledger.domain.values import NoClub
from ledger.projections.names import NAMES, fold_name, slug
from ledger.queries import names
from ledger.queries.asking import Asking
from ledger.queries.names import SubjectType

_NOWHERE: Final = {
    "without club": NoClub.WITHOUT_CLUB,
    "no club": NoClub.WITHOUT_CLUB,
    "free agent": NoClub.WITHOUT_CLUB,
    "unknown": NoClub.UNKNOWN,
    "not told": NoClub.UNKNOWN,
}
_T: Final = NAMES.table.c


class AlreadyRegistered(Malformed):
    """Somebody of that name has an id already."""

    code = "already-registered"

    def __init__(self, sort: str, name: str, who: str) -> None:
        super().__init__(
            f"Cannot register the {sort} {name!r}: the ledger knows it as {who}. Use that one, or "
            f"give a namesake an id of its own with --as."
        )


class Names:
    """From what somebody typed to ids; what is new is registered where that was asked for."""

    def __init__(
        self, asking: Asking, *, registering: bool, source_type: SourceType | None = None
    ) -> None:
        self._asking = asking
        self._registering = registering
        self._source_type = source_type
        self._new: dict[tuple[str, str], str] = {}
        self.entries: list[Entry] = []
        self.registered: list[str] = []
        self.read_as: list[str] = []

    def player(self, name: str) -> str:
        """The id of a player."""
        found = self._on_record(name, "player") or self._new.get(("player", fold_name(name)))
        return found or self._register("player", name, PlayerRegisteredInLedger(name=name))

    def club(self, name: str) -> str:
        """The id of a club: by its name here, else by the names the curated register has for it."""
        return self._known_club(name) or self._new_club(name)

    def party(self, name: str) -> str | NoClub:
        """A club, or the statement that it is none or not told."""
        folded = fold_name(name)
        return _NOWHERE[folded] if folded in _NOWHERE else self.club(name)

    def club_if_told(self, name: str) -> str | None:
        """A club, or None where it is not told; a step of a deal has no word for being without."""
        match _NOWHERE.get(fold_name(name)):
            case NoClub.UNKNOWN:
                return None
            case NoClub.WITHOUT_CLUB:
                raise Malformed(
                    f"Cannot name {name!r} as a club of a deal. Leave it out, or record a "
                    "TransferCompleted or a PlayerReleased, which know players without a club."
                )
            case _:
                return self.club(name)

    def source(self, name: str) -> str:
        """The id of a source; a club's name is the club's own voice."""
        found = self._on_record(name, "source", strict=False)
        found = found or self._new.get(("source", fold_name(name)))
        if found is not None:
            return found
        club = self._known_club(name, strict=False)
        if club is not None and (voice := self._voice_of(club)):
            return voice
        if club is None and self._registering and self._source_type in (None, SourceType.CLUB):
            club = self._new_club(name) if club_known_as(name) is not None else None
        return self._register("source", name, self._voice(name, club))

    def free_id(self, sort: str, name: str, wanted: str | None = None) -> str:
        """An id nobody has: the one wanted, else the name's own, numbered where it is taken."""
        own = wanted or slug(name)
        if not own:
            raise Malformed(f"Cannot make an id of {name!r}. Write its letters, or give one: --as.")
        if wanted is not None:
            if self._is_taken(f"{sort}:{own}"):
                raise AlreadyRegistered(sort, name, own)
            return own
        free, number = own, 1
        while self._is_taken(f"{sort}:{free}"):
            number += 1
            free = f"{own}-{number}"
        return free

    def refuse_namesake(self, sort: SubjectType, name: str) -> None:
        """Raise where somebody of that sort goes by that name already."""
        found = self._asking.find(name, sort)
        if found:
            raise AlreadyRegistered(sort, name, found[0].id)

    def _is_taken(self, subject: str) -> bool:
        fresh = any(entry.subject == subject for entry in self.entries)
        return fresh or self._asking.store.numbers([subject]).get(subject, 0) > 0

    def _on_record(self, name: str, sort: SubjectType, *, strict: bool = True) -> str | None:
        """Who goes by that name; where nobody does, None if he can be registered or looked up."""
        try:
            found = self._asking.one(name, sort, _hint(sort))
        except names.NoSuchName:
            if strict and not self._registering and (sort, fold_name(name)) not in self._new:
                raise
            return None
        if fold_name(name) not in (fold_name(found.name), fold_name(found.id)):
            self.read_as.append(f"{name} is read as {found.name} ({found.id})")
        return found.id

    def _known_club(self, name: str, *, strict: bool = True) -> str | None:
        curated = club_known_as(name)
        if curated is None:
            found = self._on_record(name, "club", strict=strict)
            return found or self._new.get(("club", fold_name(name)))
        for known_as in (name, curated.id, curated.name, *curated.aliases):
            if fresh := self._new.get(("club", fold_name(known_as))):
                return fresh
            on_record = self._asking.find(known_as, "club")
            if len(on_record) == 1:
                return on_record[0].id
            if on_record:
                raise names.SeveralByThatName(name, "club", on_record)
        return self._on_record(name, "club", strict=strict)

    def _new_club(self, name: str) -> str:
        curated = club_known_as(name)
        if curated is None:
            return self._register("club", name, ClubRegisteredInLedger(name=name))
        known = {fold_name(one) for one in (curated.name, *curated.aliases)}
        aliases = curated.aliases if fold_name(name) in known else (*curated.aliases, name)
        return self._register("club", name, _registration(curated, aliases), wanted=curated.id)

    def _voice(self, name: str, club: str | None) -> SourceRegistered:
        if club is not None and self._source_type in (None, SourceType.CLUB):
            own = self._shown(club)
            aliases = () if fold_name(own) == fold_name(name) else (name,)
            return SourceRegistered(name=own, type=SourceType.CLUB, aliases=aliases, club=club)
        return SourceRegistered(name=name, type=self._source_type or SourceType.OUTLET)

    def _shown(self, club: str) -> str:
        """The name of a club, on record or about to be."""
        subject = f"club:{club}"
        for entry in self.entries:
            if entry.subject == subject and isinstance(entry.event, ClubRegisteredInLedger):
                return entry.event.name
        return names.shown(self._asking.connection, [subject])[subject].name

    def _voice_of(self, club: str) -> str | None:
        """The id of the source that is a club's own voice."""
        for entry in self.entries:
            if isinstance(entry.event, SourceRegistered) and entry.event.club == club:
                return entry.subject.partition(":")[2]
        subjects = self._asking.connection.execute(
            select(_T.subject)
            .where(_T.type == "source", _T.club == club, _T.detail == SourceType.CLUB.value)
            .distinct()
            .order_by(_T.subject)
        ).scalars()
        first = next(iter(subjects), None)
        return first.partition(":")[2] if first is not None else None

    def _register(self, sort: SubjectType, name: str, event: Any, wanted: str | None = None) -> str:
        if not self._registering:
            nearest = names.nearest([names.Register(self._asking.connection)], name, sort)
            raise names.NoSuchName(name, sort, nearest, _hint(sort))
        own = wanted if wanted and not self._is_taken(f"{sort}:{wanted}") else None
        new = own or self.free_id(sort, getattr(event, "name", name))
        self.entries.append(Entry(subject=f"{sort}:{new}", event=event))
        self.registered.append(f"{sort} {new} ({event.name}{_as_what(event)})")
        for known_as in (name, event.name, *event.aliases):
            self._new[sort, fold_name(known_as)] = new
        return new


def _registration(curated: CuratedClub, aliases: tuple[str, ...]) -> ClubRegisteredInLedger:
    return ClubRegisteredInLedger(
        name=curated.name, aliases=aliases, association=curated.association
    )


def _as_what(event: Event) -> str:
    if isinstance(event, SourceRegistered):
        return ", the club's own voice" if event.club else f", {event.type}"
    return ""


def _hint(sort: str) -> str:
    return f" Check the spelling, or register the {sort} along with the entry: add --register."
