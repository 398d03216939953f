"""Audits: who stands behind a claim, what changed between two days, and why he is where he is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import step

from ledger import UncertainDate
from ledger.domain.sources import SourceType
from steps.market import Market
from steps.sentences import Sentence
from steps.tables import rows_agree, value_agrees

Table = Sequence[Sequence[str]]


@step(Sentence("a journalist of {outlet} called {name}"))
def journalist(market: Market, outlet: str, name: str) -> None:
    market.source(name, type=SourceType.JOURNALIST, outlet=market.source(outlet))


@step(Sentence("behind the deal of {to_club} for {player}{known} stand"))
def behind(
    market: Market, to_club: str, player: str, known: UncertainDate | None, datatable: Table
) -> None:
    """A row a fact: origins, copies, official words, who denies it."""
    backing = market.ledger.claims(player, to_club=to_club, **market.at(None, known)).backing
    for name, expected in datatable:
        actual = getattr(backing, name.replace(" ", "_"))
        assert value_agrees(actual, expected), f"{name} is {actual!r}, not {expected!r}"


@step(
    Sentence(
        "the deal of {to_club} for {player} changed between {first} and {last}"
        "(?P<none> in nothing)?"
    )
)
def deal_changed(
    market: Market,
    *,
    to_club: str,
    player: str,
    first: date,
    last: date,
    none: str | None,
    datatable: Table = (),
) -> None:
    """Between what the world knew at the end of two days."""
    market.settle()
    found = market.ledger.diff_deal(player, first, last, to_club=to_club)
    rows_agree(list(found), datatable)
    assert bool(datatable) == (none is None)


@step(
    Sentence("the squad of {club} changed between {first} and {last}{known}(?P<none> in nothing)?")
)
def squad_changed(
    market: Market,
    *,
    club: str,
    first: date,
    last: date,
    known: UncertainDate | None,
    none: str | None,
    datatable: Table = (),
) -> None:
    """Between two football days."""
    moment = {"known_at": known.text} if known is not None else {}
    market.settle()
    found = market.ledger.diff_squad(club, first, last, **moment)  # type: ignore[arg-type]
    rows_agree(list(found), datatable)
    assert bool(datatable) == (none is None)


@step(
    Sentence("what the world learned of the squad of {club} on {day} between {first} and {last} is")
)
def learned(
    market: Market, *, club: str, day: date, first: date, last: date, datatable: Table
) -> None:
    market.settle()
    found = market.ledger.diff_squad(club, first, last, by="known", on=day)
    rows_agree(list(found), datatable)


@step(Sentence("{player} is where he is{on}{known}{stood} because"))
def because(
    market: Market,
    *,
    player: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    stood: str | None,
    datatable: Table,
) -> None:
    """The chain of entries, without the one that only gave him an id."""
    chain = market.ledger.why(player, **market.at(on, known, stood)).chain
    rows_agree([row for row in chain if row.what != "registered"], datatable)


@step(Sentence("against where {player} is{on}{known} stands(?P<nothing> nothing)?"))
def against(
    market: Market,
    *,
    player: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    nothing: str | None,
    datatable: Table = (),
) -> None:
    rows_agree(market.ledger.why(player, **market.at(on, known)).against, datatable)
    assert bool(datatable) == (nothing is None)


@step(
    Sentence(
        r"{voice} (?P<does>contradicts|does not contradict) itself on the (?P<term>[a-z ]+?) "
        r"of the deal of {to_club} for {player}{known}"
    )
)
def contradicts_itself(
    market: Market,
    *,
    voice: str,
    does: str,
    term: str,
    to_club: str,
    player: str,
    known: UncertainDate | None,
) -> None:
    """Of all it said of the term, some is said otherwise later."""
    which = market.source(voice)
    rows = market.ledger.claims(player, term, to_club=to_club, **market.at(None, known))
    own = [row for row in rows if row.source == which]
    assert own, f"{voice} said nothing of it"
    later = {row.otherwise_entry for row in own} - {None}
    assert bool(later) == (does == "contradicts")
    assert later <= {row.entry for row in own}
