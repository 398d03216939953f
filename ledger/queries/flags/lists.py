"""F6 on squad lists: too long, too few trained at home, wrongly free of a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.domain.dates import ONE_DAY, years_later
from ledger.domain.entry import Recorded
from ledger.domain.events import Listed, SquadListAmended, SquadListSubmitted
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import MODELS, SquadList
from ledger.domain.regulations.windows import NotASeason, season_days
from ledger.domain.squad_lists import SquadList as ListOnRecord
from ledger.domain.squad_lists import squad_lists
from ledger.queries.flags.flag import Flag, FlagCode, Severity
from ledger.queries.flags.market import Market, Person

_RULES: Final = tuple(name for name, model in MODELS.items() if model is SquadList)
_KEEPER: Final = "goalkeeper"


@dataclass(frozen=True, slots=True)
class Places:
    """What a list uses of what it may: by players, as far as their dates of birth are on record.

    ``free`` need no place for their age, ``wrongly_free`` are entered so and too old for it;
    ``untrained`` fill the free places, and so do those trained by the association alone beyond
    the number that counts. ``keepers_unknown`` are those whose position is not on record.
    """

    free: tuple[str, ...]
    wrongly_free: tuple[str, ...]
    placed: tuple[str, ...]
    by_club: tuple[str, ...]
    by_association: tuple[str, ...]
    untrained: tuple[str, ...]
    keepers: tuple[str, ...]
    keepers_unknown: tuple[str, ...]

    def free_places(self, rule: SquadList) -> int:
        """How many of the free places are filled."""
        counted = rule.association_trained_counted_max
        beyond = max(0, len(self.by_association) - counted) if counted is not None else 0
        return len(self.untrained) + beyond


@dataclass(frozen=True, slots=True)
class Judged:
    """A list of a club as it stood from a day on, with the rule it is held to."""

    club: str
    listed: ListOnRecord
    pack: Pack[SquadList]
    since: date
    until: date | None
    places: Places

    @property
    def name(self) -> str:
        """The competition, the list and the season, in words."""
        letter = self.listed.letter
        which = f" list {letter}" if letter is not None else ""
        return f"{self.listed.competition}{which} {self.listed.season}"


def flags(market: Market) -> Iterator[Flag]:
    """Every squad list that breaks its competition's rules, while it does."""
    for club in market.lists:
        standing: dict[tuple[str, ...], Flag] = {}
        for judged in lists_of(market, club):
            found = {_key(judged, one): one for one in _broken(market, judged)}
            name = judged.name
            for key in [key for key in standing if key[0] == name and key not in found]:
                yield replace(standing.pop(key), cleared_on=judged.since)
            for key, one in found.items():
                standing[key] = replace(one, opened_on=standing.get(key, one).opened_on)
        yield from standing.values()


def _key(judged: Judged, flag: Flag) -> tuple[str, ...]:
    return (judged.name, flag.code, flag.player or "")


def lists_of(market: Market, club: str) -> Iterator[Judged]:
    """Every list of a club at every day on which it changed, by then in order."""
    entries = market.lists.get(club, ())
    for day in sorted({item.day for item in entries if item.day <= market.on}):
        changed = {_identity(item) for item in entries if item.day == day}
        for listed in squad_lists(entries, day):
            if _identity(listed.entries[0]) in changed:
                yield from _judged(market, club, listed, day)


def _judged(market: Market, club: str, listed: ListOnRecord, day: date) -> Iterator[Judged]:
    try:
        first, last = season_days(listed.season)
    except NotASeason:
        return
    pack = pack_for(market, listed, max(first, min(day, last)))
    if pack is not None:
        places = _places(market, listed, pack.parameters)
        yield Judged(club, listed, pack, day, last + ONE_DAY, places)


def _identity(item: Recorded) -> tuple[str, str, str | None]:
    event = item.event
    assert isinstance(event, SquadListSubmitted | SquadListAmended)  # noqa: S101 - only these
    return event.competition.casefold(), event.season, event.list


def pack_for(market: Market, listed: ListOnRecord, day: date) -> Pack[SquadList] | None:
    """The rule of a list's competition on a day; None where none is on file."""
    for rule in _RULES:
        pack = market.rulebook.on(rule, day, SquadList)
        if pack is None or pack.parameters.list not in (None, listed.letter or "A"):
            continue
        if listed.competition.casefold() in map(str.casefold, pack.parameters.competitions):
            return pack
    return None


def _places(market: Market, listed: ListOnRecord, rule: SquadList) -> Places:
    free: list[str] = []
    wrong: list[str] = []
    placed: list[Listed] = []
    for one in listed.players.values():
        young = _young(market.people.get(one.player), listed.season, rule)
        if one.under_age and young is False:
            wrong.append(one.player)
        if young or (young is None and one.under_age):
            free.append(one.player)
        else:
            placed.append(one)
    positions = {name: _position(market.people.get(name)) for name in listed.players}
    return Places(
        free=tuple(free),
        wrongly_free=tuple(wrong),
        placed=tuple(one.player for one in placed),
        by_club=tuple(one.player for one in placed if one.trained == "club"),
        by_association=tuple(one.player for one in placed if one.trained == "association"),
        untrained=tuple(one.player for one in placed if one.trained is None),
        keepers=tuple(name for name, position in positions.items() if position == _KEEPER),
        keepers_unknown=tuple(name for name, position in positions.items() if position is None),
    )


def _position(person: Person | None) -> str | None:
    return person.position if person is not None else None


def _young(person: Person | None, season: str, rule: SquadList) -> bool | None:
    """Whether he is born late enough to need no place; None where that is not on record."""
    if rule.free_years is None:
        return False
    if person is None or person.born is None:
        return None
    oldest = date(int(season[:4]) - rule.free_years, 1, 1)
    if person.born.first_day >= oldest:
        return True
    return False if person.born.last_day < oldest else None


def _broken(market: Market, judged: Judged) -> Iterator[Flag]:
    rule, places = judged.pack.parameters, judged.places
    if rule.only_free:
        yield from _list_of_the_young(market, judged)
        return
    yield from _too_many(judged, FlagCode.LIST_TOO_LONG, len(places.placed), rule.places_max)
    filled = places.free_places(rule)
    limit = rule.free_places_max
    if limit is not None and filled > limit:
        plain = len(places.untrained) > limit
        code = FlagCode.TOO_MANY_FREE_PLACES if plain else FlagCode.TOO_FEW_TRAINED
        says = (
            f"{filled} players fill the {limit} places that need no training at home on its "
            f"{judged.name}: {len(places.by_club)} were trained by the club, "
            f"{len(places.by_association)} by the association alone"
        )
        yield _flag(judged, code, says, count=filled, limit=limit, counted=places.untrained)
    sure = len(places.keepers)
    if rule.goalkeepers_min is not None and sure < rule.goalkeepers_min:
        may = sure + len(places.keepers_unknown)
        says = f"{sure} goalkeepers on its {judged.name}, {rule.goalkeepers_min} at least"
        yield _flag(
            judged,
            FlagCode.TOO_FEW_GOALKEEPERS,
            says,
            severity="flag" if may < rule.goalkeepers_min else "possible",
            count=sure,
            possible=may,
            limit=rule.goalkeepers_min,
            counted=places.keepers,
        )
    for player in places.wrongly_free:
        yield _too_old(judged, player)
    yield from _too_many(
        judged, FlagCode.TOO_MANY_ADDITIONS, len(_additions(judged)), rule.additions_max
    )


def _additions(judged: Judged) -> list[str]:
    """Who was put on the list after it was submitted."""
    return [
        one.player
        for item in judged.listed.amended
        if isinstance(event := item.event, SquadListAmended)
        for one in event.added
    ]


def _too_many(judged: Judged, code: FlagCode, count: int, limit: int | None) -> Iterator[Flag]:
    if limit is None or count <= limit:
        return
    additions = code is FlagCode.TOO_MANY_ADDITIONS
    what = "additions to" if additions else "players that need a place on"
    counted = tuple(_additions(judged)) if additions else judged.places.placed
    says = f"{count} {what} its {judged.name}, {limit} allowed"
    yield _flag(judged, code, says, count=count, limit=limit, counted=counted)


def _list_of_the_young(market: Market, judged: Judged) -> Iterator[Flag]:
    """A list only for the young who have been at the club for long enough."""
    rule = judged.pack.parameters
    for player in judged.places.placed:
        if _young(market.people.get(player), judged.listed.season, rule) is False:
            yield _too_old(judged, player)
    for player in judged.listed.players:
        person = market.people.get(player)
        arrived = _arrived(market, person, judged) if person is not None else None
        if rule.unbroken_years is None or arrived is None:
            continue
        if years_later(arrived, rule.unbroken_years) > judged.since:
            says = (
                f"on its {judged.name}, at {{{judged.club}}} since {arrived} only; "
                f"{rule.unbroken_years} unbroken years are asked for"
            )
            yield replace(
                _flag(judged, FlagCode.TOO_SHORT_AT_THE_CLUB, says, severity="possible"),
                player=player,
            )


def _arrived(market: Market, person: Person, judged: Judged) -> date | None:
    """Since when he has been at the club or its sides without a break, where that is on record."""
    club, arrived = market.main(judged.club), None
    for spell in person.career.spells:
        if spell.valid_from is not None and spell.valid_from > judged.since:
            break
        here = spell.club is not None and market.main(spell.club) == club
        if here and spell.valid_from is None:
            return None
        arrived = (arrived or spell.valid_from) if here else None
    return arrived


def _too_old(judged: Judged, player: str) -> Flag:
    years = judged.pack.parameters.free_years or 0
    first = date(int(judged.listed.season[:4]) - years, 1, 1)
    says = f"entered as under age on its {judged.name}, born before {first}"
    return replace(_flag(judged, FlagCode.TOO_OLD_FOR_A_FREE_PLACE, says), player=player)


def _flag(
    judged: Judged,
    code: FlagCode,
    says: str,
    *,
    severity: Severity = "flag",
    count: int | None = None,
    possible: int | None = None,
    limit: int | None = None,
    counted: Sequence[str] = (),
) -> Flag:
    entries = judged.listed.entries
    return Flag(
        code=code,
        severity=severity if judged.listed.submitted is not None else "possible",
        pack=judged.pack,
        opened_on=judged.since,
        cleared_on=judged.until,
        says=f"{{{judged.club}}}: {says}",
        entries=tuple(item.position for item in entries),
        clubs=(judged.club,),
        among=tuple(counted),
        count=count,
        possible=possible,
        limit=limit,
        counted=tuple(f"{{player:{one}}}" for one in counted),
        basis=entries[-1].entry.basis if entries else None,
    )
