"""Squad lists: whom a club registers for a competition, and who comes on and off later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pytest_bdd import step

from ledger.domain.events import Listed, SquadListAmended, SquadListSubmitted
from ledger.domain.squad_lists import squad_lists
from steps.market import Market, Told
from steps.sentences import NAME, Sentence
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]


@step(
    Sentence(
        r"{club} listed these players for the (?P<competition>[\w ]+) of (?P<season>\d{4}-\d\d)"
        r"(?:, list (?P<which>[AB]))?{on}"
    )
)
def submitted(
    market: Market,
    *,
    told: Told,
    club: str,
    competition: str,
    season: str,
    which: str | None,
    datatable: Table,
) -> None:
    market.list_in_talk = {"competition": competition, "season": season, "list": which}
    market.listing_club = market.club(club)
    players = _listed(market, datatable)
    market.tell(
        f"club:{market.listing_club}",
        SquadListSubmitted,
        told,
        voice=club,
        players=players,
        **market.list_in_talk,
    )


@step(
    Sentence(
        rf"{{club}} took (?P<gone>{NAME}(?:(?:,| and) {NAME})*) off that list{{on}} and put on"
    )
)
def amended(market: Market, told: Told, club: str, gone: str, datatable: Table) -> None:
    out = tuple(market.player(name).partition(":")[2] for name in re.split(r", | and ", gone))
    market.tell(
        f"club:{market.club(club)}",
        SquadListAmended,
        told,
        voice=club,
        added=_listed(market, datatable),
        removed=out,
        **market.list_in_talk,
    )


@step(Sentence("that list on {day} is"))
def stands(market: Market, day: date, datatable: Table) -> None:
    market.settle()
    found = squad_lists(market.ledger.entries(f"club:{market.listing_club}"), day)
    wanted = market.list_in_talk
    [that] = [
        one
        for one in found
        if (one.competition, one.letter) == (wanted["competition"], wanted["list"])
    ]
    rows_agree(list(that.players.values()), datatable)


def _listed(market: Market, rows: Table) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            player=market.player(name).partition(":")[2],
            trained=trained or None,  # type: ignore[arg-type]
            under_age=young == "yes",
        )
        for name, trained, young in rows[1:]
    )
