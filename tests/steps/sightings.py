"""Sightings and coverage: who played where, what only a window tells, and what is covered."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pytest_bdd import step

from ledger import Entry, Evidence, UncertainDate
from ledger.domain.events import PlayerSighted, SeasonCovered, TransferCompleted
from ledger.domain.regulations.windows import window_named
from ledger.domain.sources import Basis
from steps.market import Market, Told
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]


@step(Sentence(r"{player} (?P<did>started|came on|was on the bench) for {club}{on}"))
def sighted(market: Market, *, told: Told, player: str, did: str, club: str) -> None:
    market.tell(
        market.player(player),
        PlayerSighted,
        told,
        voice=club,
        club=market.club(club),
        role=did.removeprefix("was "),
    )


@step(Sentence("{from_club} sold {player} to {to_club} in the {window} window"))
def sold_in_a_window(
    market: Market, from_club: str, player: str, to_club: str, window: str
) -> None:
    days = window_named(window)
    subject, ends = market.player(player), (market.club(from_club), market.club(to_club))
    within = UncertainDate.of(days.first_day, days.last_day)

    def make() -> Entry:
        event = TransferCompleted(from_club=ends[0], to_club=ends[1], window=window)
        return Entry(
            subject=subject,
            event=event,
            occurred_on=within,
            published_at=within,
            basis=Basis.LISTED,
        )

    market.write(make)


@step(
    Sentence(
        r"{by} covers the (?P<what>transfers|squad list|line-ups) of {club} in "
        r"(?P<season>\d{4}-\d\d)(?:, in (?P<windows>.+))?"
    )
)
def covered(
    market: Market, *, by: str, what: str, club: str, season: str, windows: str | None
) -> None:
    subject, source = f"club:{market.club(club)}", market.source(by)
    told = {"season": season, "what": what, "windows": windows.split(" and ") if windows else []}

    def make() -> Entry:
        return Entry(
            subject=subject,
            event=SeasonCovered.model_validate_json(json.dumps(told)),
            basis=Basis.LISTED,
            evidence=(Evidence(source=source),),
        )

    market.write(make)


@step(
    Sentence(
        r"the coverage(?: of the association (?P<association>[A-Z]{3}))?"
        r"(?: in (?P<season>\d{4}-\d\d))? is"
    )
)
def coverage(market: Market, association: str | None, season: str | None, datatable: Table) -> None:
    market.settle()
    rows_agree(list(market.ledger.coverage(season=season, league=association)), datatable)


@step(Sentence(r"the squad of {club}{on} (?:says {quoted}|is as far as it goes)"))
def squad_says(market: Market, club: str, on: UncertainDate | None, quoted: str | None) -> None:
    assert market.ledger.squad(club, **market.at(on)).meta.coverage == quoted
