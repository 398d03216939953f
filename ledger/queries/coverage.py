"""Coverage: of which seasons of which clubs there is data, and what a squad outside them is."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from ledger.domain.regulations.windows import season_named, season_of
from ledger.projections import COVERAGE
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.windows import associations, league_named

_COLUMNS: Final = COVERAGE.table.c
NO_DATA_OF_ITS_OWN: Final = "no data of this club's own, only what other clubs' tells of it"


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """Data on one season of one club: what it is on and where it comes from.

    ``what`` is transfers, squad list or line-ups; ``windows`` are the registration periods that
    the transfers are of, apart by spaces. ``entry`` is the position of the entry that says so.
    """

    club_id: str
    club: str
    season: str
    what: str
    source: str | None
    windows: str | None
    entry: int


def coverage(
    asking: Asking,
    clubs: Sequence[str] = (),
    *,
    season: str | None = None,
    league: str | None = None,
) -> Answer[CoverageEntry]:
    """What is covered, by club, then season, then what it is on.

    Of a day somebody names only the seasons that had begun by then.
    """
    association = league_named(league) if league is not None else None
    wanted = sorted({asking.club(club).id for club in clubs})
    where: list[ColumnElement[bool]] = [_COLUMNS.club.in_(wanted)] if wanted else []
    if season is not None:
        where.append(_COLUMNS.season == season_named(season))
    if asking.day_asked is not None:
        where.append(_COLUMNS.season <= season_of(asking.day_asked))
    with asking.over(lambda: _subjects(asking, wanted)) as tables:
        rows = _rows(tables, *where)
    if association is not None:
        known = associations(asking)
        rows = [row for row in rows if known.get(row["subject"]) == association]
    named = asking.named(clubs_of(rows, "club"))
    found = [
        CoverageEntry(
            club_id=row["club"],
            club=named(f"club:{row['club']}") or row["club"],
            season=row["season"],
            what=row["what"],
            source=row["source"],
            windows=row["windows"],
            entry=row["entry"],
        )
        for row in rows
    ]
    found.sort(key=lambda one: (one.club, one.club_id, one.season, one.what, one.entry))
    return Answer(found, asking.meta)


Covered = AbstractSet[tuple[str, str]]
"""The clubs' seasons of which there is data, as (club, season)."""


def covered(asking: Asking) -> Covered | None:
    """Every club's season that is covered; None in a ledger that tells of no coverage."""
    rows = asking.connection.execute(
        select(_COLUMNS.club, _COLUMNS.season).where(_COLUMNS.entry <= asking.upto)
    ).all()
    return {(row.club, row.season) for row in rows} or None


def outside(asking: Asking, tables: Connection, club: str) -> str | None:
    """What is to be said of a squad on a day in a season this ledger has no data on.

    Nothing where the season is covered, and nothing in a ledger without coverage: its squads were
    recorded by hand, as far as they go.
    """
    seasons = sorted({row["season"] for row in _rows(tables, _COLUMNS.club == club)})
    asked = season_of(asking.on)
    if asked in seasons:
        return None
    if not seasons:
        some = select(COVERAGE.table.c.entry).where(_COLUMNS.entry <= asking.upto).limit(1)
        return NO_DATA_OF_ITS_OWN if asking.connection.execute(some).first() else None
    before = [season for season in seasons if season < asked]
    if before:
        return f"no data for {asked}; the last season covered before it is {before[-1]}"
    return f"no data for {asked}; the first season covered is {seasons[0]}"


def _rows(tables: Connection, *where: ColumnElement[bool]) -> Sequence[RowMapping]:
    return tables.execute(select(COVERAGE.table).where(*where)).mappings().all()


def _subjects(asking: Asking, clubs: Sequence[str]) -> list[str]:
    """The streams to fold for an earlier position: of these clubs, or of all."""
    return [f"club:{club}" for club in clubs] if clubs else asking.everyone("club")
