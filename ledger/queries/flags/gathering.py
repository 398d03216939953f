"""Gathering what flags are worked out from: the entries that count at the moment asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ledger.domain.book import live
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ClubRegisteredInLedger,
    LoanAgreed,
    RulePackAdopted,
    SourceRegistered,
    SquadListAmended,
    SquadListSubmitted,
)
from ledger.domain.identity import LEDGER
from ledger.domain.references import clubs_named
from ledger.domain.regulations.clubs import CuratedClub, club_known_as, side_team, youth_team
from ledger.domain.regulations.rules import Adoption, Rulebook
from ledger.domain.sources import Basis
from ledger.queries.asking import Asking
from ledger.queries.corroboration import outlets_among
from ledger.queries.flags.loan_counts import RULE as LOANS
from ledger.queries.flags.market import Club, Market, Person
from ledger.queries.flags.refusals import REFUSING, refusals
from ledger.queries.folding import collecting_nothing
from ledger.queries.freshness import Progress
from ledger.queries.persons import entries_of, persons
from ledger.queries.windows import on_record

AT_ONCE: Final = 2_000


def market_of(
    asking: Asking,
    *,
    players: Sequence[str] | None = None,
    club: str | None = None,
    counting: bool = False,
    progress: Progress | None = None,
) -> Market:
    """Everybody's entries, or those of some players, or of all who ever dealt with a club.

    ``counting`` adds everybody around the clubs whose loans must be counted whole. ``progress``
    is told of reading as the first half of the work.
    """
    with collecting_nothing():
        lists = _lists(asking, players, club)
        subjects = _subjects(asking, players, club, lists)
        found = _people(asking, subjects, progress)
        if counting and (players is not None or club is not None):
            clubs = _counted(asking, found.values(), players) - {club}
            more = {one for which in clubs for one in asking.around(which)}
            found |= _people(asking, {one for one in more if one.startswith("player:")})
        named = {
            name
            for one in found.values()
            for item in one.alive
            for name in clubs_named(item.entry.event)
        }
        clubs_known = clubs_of(asking, {*named, *(f"club:{one}" for one in lists)})
    return Market(
        on=asking.on,
        known_at=asking.known_at,
        people=found,
        rulebook=rulebook(asking),
        windows=on_record(asking),
        clubs=clubs_known,
        official_voices=_voices(asking),
        outlets=outlets_among(asking, _reporting(found)),
        lists=lists,
    )


def _people(
    asking: Asking, subjects: Iterable[str], progress: Progress | None = None
) -> dict[str, Person]:
    found = (
        Person(subject.partition(":")[2], alive)
        for subject, alive in alive_of(asking, subjects, progress)
    )
    return {one.id: one for one in found}


def _counted(asking: Asking, people: Collection[Person], players: Sequence[str] | None) -> set[str]:
    """The clubs whose loans have to be counted whole: of refusals, and of a player's own loans.

    Loans at home, and those of times without a limit, are counted by nobody.
    """
    told = (refusals(one) for one in people if not REFUSING.isdisjoint(one.kinds))
    events = [item.event for each in told for items in each for item in items]
    found = {club for event in events for club in clubs_named(event)}
    if players is not None:
        since = rulebook(asking).packs(LOANS)[0].since
        loans = [
            set(clubs_named(item.event))
            for one in people
            for item in one.alive
            if isinstance(item.event, LoanAgreed) and _reaches(item.event.until, since)
        ]
        known = clubs_of(asking, {club for ends in loans for club in ends})
        for ends in loans:
            associations = [known[club.partition(":")[2]].association for club in ends]
            if None in associations or len(set(associations)) > 1:
                found |= ends
    return {club.partition(":")[2] for club in found}


def _reaches(until: date | None, since: date) -> bool:
    """Whether a loan may have run at a time; one without a last day may."""
    return until is None or until >= since


def _subjects(
    asking: Asking,
    players: Sequence[str] | None,
    club: str | None,
    lists: Mapping[str, Sequence[Recorded]],
) -> list[str]:
    """The players asked about, and everybody on the squad lists looked at."""
    if players is not None:
        found = list(players)
    elif club is not None:
        found = [one for one in asking.around(club) if one.startswith("player:")]
    else:
        return asking.everyone("player")
    listed = {
        f"player:{one.player}"
        for entries in lists.values()
        for item in entries
        if isinstance(item.event, SquadListSubmitted | SquadListAmended)
        for one in (getattr(item.event, "players", ()) or getattr(item.event, "added", ()))
    }
    return [*found, *listed]


def alive_of(
    asking: Asking, subjects: Iterable[str], progress: Progress | None = None
) -> Iterator[tuple[str, Sequence[Recorded]]]:
    """The entries of each person that count and were known by then, a batch at a time."""
    those = persons(subjects, asking.identities)
    for start in range(0, len(those), AT_ONCE):
        batch = those[start : start + AT_ONCE]
        if progress is not None:
            progress(start, 2 * len(those))
        found = entries_of(asking.store, batch, asking.identities, upto=asking.upto)
        for person in batch:
            alive = live(asking.identities.unified(found[person]))
            yield person, [item for item in alive if asking.knows(item)]


def rulebook(asking: Asking) -> Rulebook:
    """The rules, with what this ledger adopted by then."""
    return Rulebook(tuple(_adoptions(asking)))


def _adoptions(asking: Asking) -> Iterator[Adoption]:
    for item in asking.entries(LEDGER):
        if isinstance(event := item.event, RulePackAdopted):
            yield Adoption(
                rule=event.rule,
                parameters=tuple((one.name, one.value) for one in event.parameters),
                since=event.since,
                until=event.until,
                reference=event.reference,
                position=item.position,
            )


def clubs_of(asking: Asking, subjects: Iterable[str]) -> Mapping[str, Club]:
    """These clubs with their associations: as registered here, else as the register has them."""
    those = persons(subjects, asking.identities)
    found = entries_of(asking.store, those, asking.identities, upto=asking.upto, kinds=_REGISTERING)
    return {club.id: club for subject in those for club in [_club(subject, live(found[subject]))]}


_REGISTERING: Final = frozenset({"ClubRegisteredInLedger", "EntryCorrected", "EntryVoided"})


def _club(subject: str, alive: Sequence[Recorded]) -> Club:
    name = subject.partition(":")[2]
    told = [one.event for one in alive if isinstance(one.event, ClubRegisteredInLedger)]
    known = club_known_as(name.replace("-", " "))
    for event in told:
        known = known or club_known_as(event.name)
    association = next((event.association for event in told if event.association), None)
    if association is None and known is not None:
        association = known.association
    team = next((event.team for event in told if event.team), known.team if known else None)
    return Club(name, association, _main(name, [event.name for event in told], known), team)


def _main(name: str, names: Sequence[str], known: CuratedClub | None) -> str:
    """The id of the first team, where this is plainly a side of it and the register knows it."""
    for one in (*names, *((known.name,) if known is not None else ())):
        side = side_team(one) or youth_team(one)
        first = club_known_as(side.first_team) if side is not None else None
        if first is not None:
            return first.id
    return name


def _voices(asking: Asking) -> Mapping[str, str]:
    """Of which club each official source is the voice."""
    return {
        subject.partition(":")[2]: event.club
        for subject, alive in alive_of(asking, asking.everyone("source"))
        for item in alive
        if isinstance(event := item.event, SourceRegistered) and event.club is not None
    }


def _reporting(people: Mapping[str, Person]) -> set[str]:
    """Every source that only reports what it tells of somebody."""
    return {
        piece.source
        for person in people.values()
        for item in person.alive
        if (entry := item.entry).basis is Basis.REPORTED
        for piece in entry.evidence
    }


_LISTING: Final = frozenset(
    {"SquadListSubmitted", "SquadListAmended", "EntryCorrected", "EntryVoided"}
)


def _lists(
    asking: Asking, players: Sequence[str] | None, club: str | None
) -> Mapping[str, Sequence[Recorded]]:
    """The entries on squad lists, by club: of one club, of those that list a player, or of all."""
    if club is not None:
        clubs = [f"club:{club}"]
    elif players is not None:
        named = {one for player in players for one in asking.store.mentioned_in(player)}
        clubs = [one for one in named if one.startswith("club:")]
    else:
        clubs = asking.everyone("club")
    those = persons(clubs, asking.identities)
    found = entries_of(asking.store, those, asking.identities, upto=asking.upto, kinds=_LISTING)
    return {
        subject.partition(":")[2]: [item for item in live(items) if asking.knows(item)]
        for subject, items in found.items()
        if items
    }
