"""F6 on contracts and minors: too long, signed too early, or across a border before eighteen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.dates import ONE_DAY, months_later, years_later
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    PreContractSigned,
)
from ledger.domain.regulations.rules.parameters import ContractLength, Minors, PreContract
from ledger.domain.regulations.windows import season_end
from ledger.domain.sources import FACTUAL
from ledger.queries.flags.calendar import younger_than
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Move, Person, clubs_of_entry

_HALF_A_SEASON_MONTHS: Final = 6
_SIGNING: Final = frozenset({"ContractSigned", "ContractRenewed", "PreContractSigned"})


class Contract(NamedTuple):
    """A contract on record: with whom, signed when, in force from when at the latest, until when.

    ``from_day`` is the first day it can be in force from.
    """

    item: Recorded
    club: str
    signed_on: date
    from_day: date
    from_day_latest: date
    until: date


def flags(market: Market) -> Iterator[Flag]:
    """Every contract that is too long or came too early, and every minor who crossed a border."""
    for person in market.having(_SIGNING):
        contracts = list(_contracts(person))
        for contract in contracts:
            yield from _too_long(market, person, contract)
        yield from _too_early(market, person, contracts)
    for person in market.people.values():
        if person.born is not None and person.moves and _may_be_minor(person):
            for move in person.moves:
                yield from _minor(market, person, move)


def _contracts(person: Person) -> Iterator[Contract]:
    for item in person.alive:
        if item.entry.basis not in FACTUAL:
            continue
        match item.event:
            case ContractSigned(to_club=str(club), until=date() as until):
                yield Contract(item, club, item.day, item.day, _next_season(item.day), until)
            case ContractRenewed(club=club, until=until):
                yield Contract(item, club, item.day, item.day, _next_season(item.day), until)
            case PreContractSigned(to_club=str(club), until=date() as until) as event:
                begins = event.effective_on
                yield Contract(item, club, _signed(item), begins, begins, until)
            case _:
                continue


def _next_season(day: date) -> date:
    return season_end(day) + ONE_DAY


def _signed(item: Recorded) -> date:
    """The day of the signature, which may be long before it takes effect."""
    when = item.entry.occurred_on or item.entry.published_at
    return when.last_day if when is not None else item.recorded_at.date()


def _too_long(market: Market, person: Person, contract: Contract) -> Iterator[Flag]:
    """Longer than allowed even if it takes effect only with the next season; or perhaps."""
    pack = market.rulebook.on("contract-length", contract.signed_on, ContractLength)
    if pack is None:
        return
    rule = pack.parameters
    minor = younger_than(person.born, rule.adult_age, contract.signed_on)
    limit = rule.minor_years_max if minor else rule.years_max
    if contract.until <= years_later(contract.from_day, limit):
        return
    latest = contract.from_day_latest
    sure = contract.until >= years_later(latest, limit)
    if not sure and months_later(contract.signed_on, _HALF_A_SEASON_MONTHS) >= latest:
        return  # signed in a season's second half, it begins with the next as a rule
    who = "a player under eighteen" if minor else "a player"
    later = "" if sure else f"; it may take effect on {latest} only"
    yield Flag(
        code=FlagCode.CONTRACT_TOO_LONG,
        severity="flag" if sure else "possible",
        pack=pack,
        opened_on=contract.signed_on,
        cleared_on=contract.until + ONE_DAY,
        says=f"signed with {{{contract.club}}} on {contract.signed_on} until {contract.until}: "
        f"{limit} years are allowed for {who}{later}",
        entries=(contract.item.position,),
        player=person.id,
        clubs=(contract.club,),
        deal=contract.item.entry.deal,
        limit=limit,
        counted=(f"{contract.signed_on} to {contract.until}",),
        basis=contract.item.entry.basis,
    )


def _too_early(market: Market, person: Person, contracts: list[Contract]) -> Iterator[Flag]:
    """A pre-contract signed before the last six months of the contract that then ran."""
    for item in person.alive:
        event = item.event
        if not isinstance(event, PreContractSigned) or item.entry.basis not in FACTUAL:
            continue
        signed = _signed(item)
        pack = market.rulebook.on("pre-contract", signed, PreContract)
        if pack is None:
            continue
        running = _running(person, contracts, event.from_club, signed)
        until = running[1] if running is not None else event.effective_on - ONE_DAY
        allowed = months_later(until + ONE_DAY, -pack.parameters.months)
        if signed >= allowed:
            continue
        told = "runs" if running is not None else "presumably runs"
        yield Flag(
            code=FlagCode.SIGNED_TOO_EARLY,
            severity="flag" if running is not None else "possible",
            pack=pack,
            opened_on=signed,
            cleared_on=allowed,
            says=f"signed for {{{event.to_club}}} on {signed}; his contract with "
            f"{{{event.from_club}}} {told} until {until}, so that he was free to from {allowed}",
            entries=(item.position, *((running[0].position,) if running is not None else ())),
            player=person.id,
            clubs=clubs_of_entry(item),
            deal=item.entry.deal,
            counted=(f"contract until {until}", f"signed on {signed}"),
            basis=item.entry.basis,
        )


def _running(
    person: Person, contracts: list[Contract], club: str | None, day: date
) -> tuple[Recorded, date] | None:
    """The contract with a club that was the latest on record by a day, and its last day."""
    told = [(one.item, one.until) for one in contracts if one.club == club and one.signed_on <= day]
    told += [
        (item, item.event.until)
        for item in person.alive
        if isinstance(item.event, ContractBaselineRecorded)
        and item.event.club == club
        and item.day <= day
        and item.entry.basis in FACTUAL
    ]
    return max(told, key=lambda one: (one[0].day, one[0].position), default=None)


def _may_be_minor(person: Person) -> bool:
    """Whether his first move came before his eighteenth birthday, or may have."""
    return younger_than(person.born, 18, person.moves[0].first) is not False


def _minor(market: Market, person: Person, move: Move) -> Iterator[Flag]:
    """A move between two associations by somebody too young for it."""
    pack = market.rulebook.on("minors", move.first, Minors)
    if pack is None or not market.across_borders(move.from_club, move.to_club):
        return
    rule = pack.parameters
    sure = younger_than(person.born, rule.age, move.last)
    if sure is False and younger_than(person.born, rule.age, move.first) is False:
        return
    associations = [market.association(club) for club in (move.from_club, move.to_club)]
    inside = all(one in rule.area for one in associations)
    within = younger_than(person.born, rule.area_age, move.first)
    if person.born is None or (inside and within is False):
        return
    perhaps = "" if sure else "perhaps "
    yield Flag(
        code=FlagCode.MINOR_ACROSS_BORDERS,
        severity="flag" if sure and not inside else "possible",
        pack=pack,
        opened_on=move.first,
        cleared_on=years_later(person.born.last_day, rule.age),
        says=f"born {person.born}, joined {{{move.to_club}}} from {{{move.from_club}}} across "
        f"a border {perhaps}before his {rule.age}th birthday",
        entries=(move.item.position,),
        player=person.id,
        clubs=(move.to_club, *((move.from_club,) if move.from_club is not None else ())),
        deal=move.item.entry.deal,
        limit=rule.age,
        counted=(f"{associations[0]} to {associations[1]}", f"born {person.born}"),
        basis=move.item.entry.basis,
    )
