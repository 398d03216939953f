"""What a squad list truthfully says of a player: on which day he was at which club.

A list of a whole season is no snapshot. It says that somebody belonged to the club at some time
of the season, and on which day he joined it last:

- joined within the season: he was there on that day, as told;
- joined before it, or no joining told (the club's own youth): there when the season began, which
  is assumed; where another club's list has him from a later day before the season, he was there
  when it began, and here at some time of it;
- joined after it: here at some time of the season, before he came back, and nobody says when.

At some time of the season is all that is said, as an interval. Where another club has him by a
day within that season, not even the order is told, and nothing is said of his whereabouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain.entry import Assumable, Entry
from ledger.domain.events import ContractBaselineRecorded, SquadBaselineRecorded
from ledger.domain.regulations.windows import season_end, season_start
from ledger.domain.sources import Basis
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.matters.telling import Around, Telling
from ledger.interfaces.files.origin import entry_id
from ledger.interfaces.files.statements import Listing


class Placed(NamedTuple):
    """The day a listing stands for, and whether that is assumed."""

    when: UncertainDate
    assumed: tuple[Assumable, ...] = ()


def listed(
    listing: Listing, listings: Sequence[Listing], telling: Telling, around: Around
) -> Iterator[Entry]:
    """A listing as an opening squad, and an opening contract where it tells one.

    ``listings`` are all of that player. The squads were no secret: when the list was published is
    not told, so the last of the days it speaks of is assumed.
    """
    club = around.club(listing.club)
    where = placed(listing, listings)
    evidence = around.evidence(telling)
    if where is None:
        text = f"{listing.who.name}, {listing.club.name}: another club has him within that season"
        around.report.flag("listed without a day", telling.lines, text)
        return
    published = UncertainDate.of(where.when.last_day)
    yield Entry(
        subject=telling.subject,
        entry_id=telling.id,
        event=SquadBaselineRecorded(club=club),
        occurred_on=where.when,
        published_at=published,
        basis=Basis.LISTED,
        evidence=evidence,
        assumed=(*where.assumed, "published_at"),
    )
    until = listing.contract_until
    if until is not None and until >= where.when.last_day:
        yield Entry(
            subject=telling.subject,
            entry_id=entry_id(telling.id, "contract", until),
            event=ContractBaselineRecorded(club=club, until=until),
            occurred_on=where.when,
            published_at=published,
            basis=Basis.LISTED,
            evidence=evidence,
            assumed=(*where.assumed, "published_at"),
        )


def placed(listing: Listing, listings: Sequence[Listing]) -> Placed | None:
    """The day a listing stands for; None where it has him nowhere on any day."""
    if listing.day is not None:
        return Placed(UncertainDate.of(listing.day))
    first, last = days_of(listing.season)
    joined = listing.joined
    if joined is not None and _within(listing):
        return Placed(UncertainDate.of(joined))
    others = [
        other
        for other in listings
        if other.season == listing.season and other.club != listing.club and other.day is None
    ]
    after = joined is not None and joined > last
    if after or any(_joined_later(other, listing) for other in others):
        if any(_within(other) for other in others):
            return None
        return Placed(UncertainDate.of(first, last))
    return Placed(UncertainDate.of(first), ("occurred_on",))


def days_of(season: int) -> tuple[date, date]:
    """The first and the last day of the season that began in this year."""
    last = season_end(date(season + 1, 1, 1))
    return season_start(last), last


def _opens(season: int) -> date:
    """When a summer's joinings begin; the season itself may begin later, as in 2020."""
    return date(season, 7, 1)


def _within(listing: Listing) -> bool:
    """Whether he joined in the season itself, or in the summer before its first match."""
    joined = listing.joined
    return joined is not None and _opens(listing.season) <= joined <= days_of(listing.season)[1]


def _joined_later(other: Listing, listing: Listing) -> bool:
    """Whether the other club has him from a later day, still before the season."""
    if other.joined is None or other.joined >= _opens(other.season):
        return False
    return (other.joined, other.line) > (listing.joined or date.min, listing.line)
