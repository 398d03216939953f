"""F2 and F3: too many clubs in one season, and two transfers within sixteen weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ledger.domain.career.timeline import Spell
from ledger.domain.career.uncertain import interval
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import PlayerSighted
from ledger.domain.references import clubs_named
from ledger.domain.regulations.published import keeps_the_usual_days
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import BridgeTransfers, SeasonRegistrations
from ledger.domain.regulations.windows import season_end, season_of, season_start
from ledger.queries.flags.flag import Flag, FlagCode, Severity
from ledger.queries.flags.market import Market, Move, Person

_RULE: Final = "season-registrations"
_start_of: Final = lru_cache(maxsize=16_384)(season_start)
_end_of: Final = lru_cache(maxsize=16_384)(season_end)
_SIGHTED: Final = frozenset({"PlayerSighted"})
_PRESUMED: Final = "presumed to be a bridge unless shown otherwise"
_BACK: Final = "back where he was, so that it may be a loan's end told as a transfer"


def flags(market: Market) -> Iterator[Flag]:
    """Every season of anybody with too many clubs, and every presumed bridge transfer."""
    packs = market.rulebook.over_time(_RULE, SeasonRegistrations)
    since = packs[0].since
    allowed = min(pack.parameters.clubs_registered_max for pack in packs)
    for person in market.people.values():
        if len({move.to_club for move in person.moves}) > 1:
            if _clubs_told(person) > allowed and person.goes_on(since):
                yield from _registrations(market, person, since)
            yield from _bridges(market, person)
    for person in market.having(_SIGHTED):
        yield from _played(market, person)


def _clubs_told(person: Person) -> int:
    """How many clubs his facts name: he cannot have been registered with more."""
    return len({club for item in person.facts for club in clubs_named(item.entry.event)})


class Stay(NamedTuple):
    """Days at a club in one season; ``certain`` where he was there once the season had begun."""

    club: str
    first: date
    certain: bool
    entry: Recorded


def _registrations(market: Market, person: Person, since: date) -> Iterator[Flag]:
    """The seasons in which he was registered with more clubs than allowed, or may have been."""
    seasons: dict[date, dict[str, Stay]] = {}
    for stay in _stays(market, person, since):
        clubs = seasons.setdefault(_start_of(stay.first), {})
        known = clubs.get(stay.club)
        if known is None or (stay.certain and not known.certain):
            clubs[stay.club] = stay
    for start, clubs in seasons.items():
        pack = market.rulebook.on(_RULE, start, SeasonRegistrations)
        if pack is None or len(clubs) <= pack.parameters.clubs_registered_max:
            continue
        limit = pack.parameters.clubs_registered_max
        stays = sorted(clubs.values(), key=lambda stay: (stay.first, stay.entry.position))
        sure = [stay for stay in stays if stay.certain]
        if len(sure) < limit:
            continue  # one and the same club under several names would come up again and again
        severity: Severity = "flag" if len(sure) > limit else "possible"
        if severity == "flag" and not _one_calendar(market, stays):
            severity = "possible"  # seasons that overlap are excepted
        opening = (sure if len(sure) > limit else stays)[limit]
        yield replace(
            _flag(person, pack, opening, stays, len(sure)), severity=severity, limit=limit
        )


def _stays(market: Market, person: Person, since: date) -> Iterator[Stay]:
    """Where he was registered, season by season, as far as there was a rule."""
    for spell in person.career.spells:
        if spell.club is None or spell.valid_from is None:
            continue
        if spell.valid_to is not None and spell.valid_to <= since:
            continue
        club = market.main(spell.club)
        first, last = _certain(spell)
        for start, end in _seasons_of(spell, market.on):
            pack = market.rulebook.on(_RULE, start, SeasonRegistrations)
            if pack is None:
                continue
            begun = _begun(start.year, pack.parameters.begun_by)
            certain = max(first, begun) < min(last, end + ONE_DAY) and spell.how == "recorded"
            yield Stay(club, max(start, spell.valid_from), certain, spell.entry)
    for move in person.moves:  # those that he left again at once may have registered him
        if move.first >= since:
            yield Stay(market.main(move.to_club), move.first, certain=False, entry=move.item)


@cache
def _begun(year: int, by: str) -> date:
    """The day by which a season has begun, in the year of its first day."""
    return date.fromisoformat(f"{year:04}-{by}")


def _certain(spell: Spell) -> tuple[date, date]:
    """The days of a spell on which he was there whatever the exact days of the moves are."""
    began, ended = interval(spell.entry), spell.ended_by and interval(spell.ended_by)
    first = spell.valid_from or date.min
    last = spell.valid_to or date.max
    return (
        max(first, began[1]) if began and spell.how == "recorded" else first,
        min(last, ended[0]) if ended and spell.ended_how == "recorded" else last,
    )


def _seasons_of(spell: Spell, on: date) -> Iterator[tuple[date, date]]:
    """The seasons in which a spell began and ended; those between hold no other club."""
    assert spell.valid_from is not None  # noqa: S101 - others are passed over
    yield _start_of(spell.valid_from), _end_of(spell.valid_from)
    last = min(spell.valid_to or date.max, on + ONE_DAY) - ONE_DAY
    if last > _end_of(spell.valid_from):
        yield _start_of(last), _end_of(last)


def _one_calendar(market: Market, stays: Sequence[Stay]) -> bool:
    """Whether all these clubs are known to play from autumn to spring."""
    associations = [market.association(stay.club) for stay in stays]
    return all(one is not None and keeps_the_usual_days(one) for one in associations)


def _played(market: Market, person: Person) -> Iterator[Flag]:
    """The seasons in which he played for more clubs than allowed, by line-ups on record."""
    seasons: dict[date, dict[str, Stay]] = {}
    for item in sorted(person.facts, key=lambda item: (item.day, item.position)):
        event = item.event
        if isinstance(event, PlayerSighted) and event.role != "on the bench":
            clubs = seasons.setdefault(_start_of(item.day), {})
            club, told = market.main(event.club), event.role is not None
            if club not in clubs or (told and not clubs[club].certain):
                clubs[club] = Stay(club, item.day, told, item)
    for start, clubs in seasons.items():
        pack = market.rulebook.on(_RULE, start, SeasonRegistrations)
        if pack is None or len(clubs) <= pack.parameters.clubs_played_max:
            continue
        limit = pack.parameters.clubs_played_max
        stays = sorted(clubs.values(), key=lambda stay: (stay.first, stay.entry.position))
        sure = [stay for stay in stays if stay.certain]
        hard = len(sure) > limit and _one_calendar(market, stays)
        severity: Severity = "flag" if hard else "possible"
        opening = (sure if hard else stays)[limit]
        yield replace(
            _flag(person, pack, opening, stays, len(sure), played=True),
            severity=severity,
            limit=limit,
        )


def _flag(
    person: Person,
    pack: Pack[SeasonRegistrations],
    opening: Stay,
    stays: Sequence[Stay],
    sure: int,
    *,
    played: bool = False,
) -> Flag:
    season = season_of(opening.first)
    what = "played for" if played else "was registered with"
    named = ", ".join(f"{{{stay.club}}}" for stay in stays)
    open_ = f", {len(stays) - sure} of them not for sure" if sure < len(stays) else ""
    return Flag(
        code=FlagCode.PLAYED_FOR_TOO_MANY if played else FlagCode.TOO_MANY_CLUBS,
        severity="flag",
        pack=pack,
        opened_on=opening.first,
        cleared_on=_end_of(opening.first) + ONE_DAY,
        says=f"{what} {len(stays)} clubs in {season}{open_}: {named}",
        entries=tuple(dict.fromkeys(stay.entry.position for stay in stays)),
        player=person.id,
        clubs=tuple(stay.club for stay in reversed(stays)),
        count=sure,
        possible=len(stays),
        counted=tuple(
            f"{{{stay.club}}} from {stay.first}{'' if stay.certain else ' (not for sure)'}"
            for stay in stays
        ),
        basis=opening.entry.entry.basis,
    )


def _bridges(market: Market, person: Person) -> Iterator[Flag]:
    """Two transfers for good in a row, the second from where the first took him."""
    transfers = _in_a_row([move for move in person.moves if move.sort == "transfer"])
    for first, second in pairwise(transfers):
        pack = market.rulebook.on("bridge-transfers", second.first, BridgeTransfers)
        if pack is None or not _follows(market, first, second):
            continue
        within = timedelta(weeks=pack.parameters.weeks)
        least = max(second.first - first.last, timedelta())
        most = second.last - first.first
        if least > within:
            continue
        third = second.to_club != first.from_club  # back where he was, it may be a loan's end
        span = f"{most.days}" if least == most else f"{least.days} to {most.days}"
        clubs = [c for c in (first.to_club, first.from_club, second.to_club) if c is not None]
        yield Flag(
            code=FlagCode.BRIDGE_PRESUMED,
            severity="flag" if most <= within and third else "possible",
            pack=pack,
            opened_on=second.first,
            says=f"{{{first.from_club}}} to {{{first.to_club}}} and on to {{{second.to_club}}}, "
            f"{span} days apart: {_PRESUMED if third else _BACK}",
            entries=(first.item.position, second.item.position),
            player=person.id,
            clubs=tuple(clubs),
            deal=second.item.entry.deal,
            count=least.days,
            possible=most.days,
            limit=within.days,
            counted=tuple(
                f"{{{one.from_club}}} to {{{one.to_club}}}, {_day(one)}" for one in (first, second)
            ),
            basis=second.item.entry.basis,
        )


def _in_a_row(transfers: list[Move]) -> list[Move]:
    """Transfers of one and the same interval so that each starts where the one before ended."""
    for index in range(len(transfers) - 1):
        one, other = transfers[index], transfers[index + 1]
        overlap = other.first <= one.last and one.first <= other.last
        if overlap and one.from_club == other.to_club is not None:
            transfers[index], transfers[index + 1] = other, one
    return transfers


def _follows(market: Market, first: Move, second: Move) -> bool:
    """Whether the first took him from a club to the one the second took him from."""
    if first.from_club is None or second.from_club != first.to_club:
        return False
    clubs = {market.main(one) for one in (first.from_club, first.to_club, second.to_club)}
    return len(clubs) == len({first.from_club, first.to_club, second.to_club})


def _day(move: Move) -> str:
    return str(move.first) if move.exact else f"{move.first} to {move.last}"
