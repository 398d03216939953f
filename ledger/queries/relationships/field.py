"""Which clubs and seasons a relationship is compared over, and the network of their deals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from ledger.domain.errors import Malformed
from ledger.domain.regulations.windows import season_days, season_named, season_of
from ledger.projections import COVERAGE, DEALINGS, NAMES
from ledger.projections.dealings import DONE
from ledger.queries.asking import Asking
from ledger.queries.relationships.network import Direction, Network
from ledger.queries.windows import league_named

NO_SEASON_COVERED: Final = (
    "this ledger covers no season of any club, so that its deals are a selection: "
    "import a league, or record SeasonCovered"
)
_TO: Final = ".."
_C: Final = COVERAGE.table.c
_D: Final = DEALINGS.table.c
_N: Final = NAMES.table.c


class NotSeasons(Malformed):
    """The words name no span of seasons."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot read {asked!r} as seasons: the first comes after the last, or there are more "
            "than two. Write 2010-11..2022-23, or 2017-18 for one."
        )


class Seasons(NamedTuple):
    """The seasons compared, the first and the last."""

    first: str
    last: str

    @property
    def since(self) -> date:
        """The first day."""
        return season_days(self.first)[0]

    @property
    def until(self) -> date:
        """The last day."""
        return season_days(self.last)[1]

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True)
class Field:
    """What a pair is compared with: a network of clubs over seasons, and how both were chosen.

    ``covered`` says whether the clubs are those whose transfers are covered.
    """

    network: Network
    seasons: Seasons | None
    league: str | None
    chosen: str
    covered: bool

    def why_no_lift(self, *clubs: str) -> str | None:
        """Why these clubs cannot be compared in it; None where they can."""
        if not self.network.deals:
            return "no deal between two of the clubs compared is on record in these seasons"
        outside = [club for club in clubs if club not in self.network.clubs]
        return f"{' and '.join(outside)}: not among the clubs compared" if outside else None

    def why_no_verdict(self, *clubs: str) -> str | None:
        """Why nothing can be said of how much these clubs deal; None where it can.

        Of deals that somebody picked no network can be drawn: those who are picked for dealing
        with each other would be allies.
        """
        return self.why_no_lift(*clubs) or (None if self.covered else NO_SEASON_COVERED)


@contextmanager
def league_tables(asking: Asking) -> Iterator[Connection]:
    """The tables to compare with: all dealings, all coverage, the names of all clubs."""
    with asking.over(
        lambda: asking.everyone("player", "club"), DEALINGS, COVERAGE, NAMES
    ) as tables:
        yield tables


def field_of(
    asking: Asking, tables: Connection, *, seasons: str | None, league: str | None
) -> Field:
    """The clubs and seasons to compare over: those asked for, else all there is data on.

    Clubs are those whose transfers are covered in these seasons. A ledger that covers none
    compares all clubs with a deal in them. With a league, only clubs of that association.
    """
    association = league_named(league) if league is not None else None
    wanted = _read(seasons) if seasons is not None else None
    told = _covered(asking, tables)
    span = wanted or _span(asking, tables, told)
    if span is None:
        nothing = Network.of(frozenset(), {})
        return Field(nothing, None, association, "no deal is on record", covered=False)
    counted = _deals_between(asking, tables, span)
    if told:
        clubs = {club for club, season in told if span.first <= season <= span.last}
    else:
        clubs = {club for pair in counted for club in pair}
    if association is not None:
        clubs &= _of_association(asking, tables, association)
    whose = f" of {association}" if association else ""
    chosen = (
        f"the {len(clubs)} clubs{whose} whose transfers are covered in {span}"
        if told
        else f"the {len(clubs)} clubs{whose} with a deal on record in {span}"
    )
    network = Network.of(frozenset(clubs), counted)
    return Field(network, span, association, chosen, covered=bool(told))


def _covered(asking: Asking, tables: Connection) -> list[tuple[str, str]]:
    """The clubs' seasons of which transfers are covered, none later than the day asked for."""
    wanted = (_C.what == "transfers", _C.season <= season_of(asking.on))
    rows = tables.execute(select(_C.club, _C.season).where(*wanted).distinct())
    return [(row.club, row.season) for row in rows]


def _span(asking: Asking, tables: Connection, told: Sequence[tuple[str, str]]) -> Seasons | None:
    """From the first season there is data on to the last, none later than the day asked for."""
    if told:
        seasons = [season for _, season in told]
        return Seasons(min(seasons), max(seasons))
    done = (asking.then(DEALINGS.table), _D.dealing.in_(DONE), _D.dealt_on <= asking.on.isoformat())
    first = tables.execute(select(func.min(_D.dealt_on)).where(*done)).scalar()
    if first is None:
        return None
    return Seasons(season_of(date.fromisoformat(first)), season_of(asking.on))


def _deals_between(asking: Asking, tables: Connection, span: Seasons) -> dict[Direction, int]:
    """How many deals were done in these seasons, by the day asked for, each way between clubs."""
    until = min(span.until, asking.on)
    counted = (
        select(_D.from_club, _D.to_club, func.count())
        .where(
            asking.then(DEALINGS.table),
            _D.dealing.in_(DONE),
            _D.dealt_on.between(span.since.isoformat(), until.isoformat()),
        )
        .group_by(_D.from_club, _D.to_club)
    )
    return {(giver, taker): count for giver, taker, count in tables.execute(counted)}


def _of_association(asking: Asking, tables: Connection, association: str) -> set[str]:
    its = select(_N.subject).where(_N.type == "club", _N.detail == association)
    known = asking.identities
    return {known.person_of(row.subject).partition(":")[2] for row in tables.execute(its)}


def _read(asked: str) -> Seasons:
    seasons = [season_named(part) for part in asked.split(_TO)]
    if len(seasons) > 2 or seasons[0] > seasons[-1]:  # noqa: PLR2004 - the first and the last
        raise NotSeasons(asked)
    return Seasons(seasons[0], seasons[-1])
