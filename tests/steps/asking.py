"""What people ask: each answer is compared with the columns its table names, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pytest_bdd import step

from ledger import Ambiguous, LedgerError, NotFound, Refused, UncertainDate
from steps.market import NAMING, Market
from steps.sentences import Sentence
from steps.tables import rows_agree, value_agrees

Table = Sequence[Sequence[str]]


# -- refusals and flags ---------------------------------------------------------------------


@step(Sentence(r"the ledger refuses(?: by rule (?P<rule>H\d))?(?:, because {quoted})?"))
def refused(market: Market, rule: str | None, quoted: str | None) -> None:
    refusal, market.refusal = market.refusal, None
    assert refusal is not None, "nothing was refused"
    if rule is not None:
        assert isinstance(refusal, Refused), refusal
        assert refusal.rule == rule, f"{refusal.rule}: {refusal}"
    if quoted is not None:
        assert quoted in str(refusal), str(refusal)
    market.answered = refusal


@step(Sentence("the refusal points at {entry}"))
def points_at(market: Market, entry: str) -> None:
    assert isinstance(market.answered, Refused)
    found = market.find(entry)
    assert (market.answered.blocking, market.answered.position) == (
        found.entry_id,
        found.position,
    )


@step(Sentence(r"the ledger accepts it(?: and flags {quoted} under (?P<rule>F\d+))?"))
def accepted(market: Market, quoted: str | None, rule: str | None) -> None:
    market.settle()
    assert market.results
    flags = [(flag.code.value, flag.rule) for result in market.results for flag in result.flags]
    assert flags == ([(quoted, rule)] if quoted is not None else [])


@step("the import reports")
def import_report(market: Market, datatable: Table) -> None:
    outcomes = [
        {"kind": result.entry.kind, "outcome": _outcome(result.flags), "rule": _rules(result.flags)}
        for result in market.results
    ]
    outcomes += [
        {
            "kind": one.entry.kind,
            "outcome": "refused",
            "rule": getattr(one.error, "rule", ""),
        }
        for one in market.rejected
    ]
    rows_agree(outcomes, datatable)


def _outcome(flags: Iterable[object]) -> str:
    return "written with a discrepancy" if tuple(flags) else "written"


def _rules(flags: Iterable[Any]) -> str:
    return ", ".join(flag.rule for flag in flags)


# -- squads and players ---------------------------------------------------------------------


@step(Sentence("the squad of {club}{on}{known}{stood} is(?P<empty> empty)?"))
def squad(
    market: Market,
    *,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    stood: str | None,
    empty: str | None,
    datatable: Table = (),
) -> None:
    rows = market.ledger.squad(club, **market.at(on, known, stood))
    rows_agree(list(rows), datatable)
    assert bool(datatable) == (empty is None)


@step(Sentence("the life of {player}{known}{stood} shows"))
def life(
    market: Market,
    player: str,
    known: UncertainDate | None,
    stood: str | None,
    datatable: Table,
) -> None:
    """Only the kinds of rows the table names count: clubs and loans, or contracts, or notes."""
    rows = market.ledger.player(player, **market.at(None, known, stood))
    wanted = {row[list(datatable[0]).index("what")] for row in datatable[1:]}
    rows_agree([row for row in rows if row.what in wanted], datatable)


# -- deals ----------------------------------------------------------------------------------


@step(Sentence("the deal of {to_club} for {player}{on}{known}{stood} stands at"))
def deal(
    market: Market,
    *,
    to_club: str,
    player: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    stood: str | None,
    datatable: Table,
) -> None:
    """A row a fact: what it is called, what it is."""
    moment = market.at(on, known, stood)
    summary = market.ledger.deal(player, to_club=to_club, **moment).summary
    for name, expected in datatable:
        actual = getattr(summary, name.replace(" ", "_"))
        assert value_agrees(actual, expected), f"{name} is {actual!r}, not {expected!r}"


@step(Sentence("the steps of the deal of {to_club} for {player}{known} are"))
def steps(
    market: Market, to_club: str, player: str, known: UncertainDate | None, datatable: Table
) -> None:
    moment = market.at(None, known)
    rows_agree(market.ledger.deal(player, to_club=to_club, **moment).steps, datatable)


@step(Sentence("beside the deal of {to_club} for {player}{known} (?:is|are) said"))
def beside(
    market: Market, to_club: str, player: str, known: UncertainDate | None, datatable: Table
) -> None:
    """What is said of the player, to no club, while it was open."""
    moment = market.at(None, known)
    rows_agree(market.ledger.deal(player, to_club=to_club, **moment).beside, datatable)


@step(Sentence("the claims on the deal of {to_club} for {player}{known}{stood} are"))
def claims(
    market: Market,
    *,
    to_club: str,
    player: str,
    known: UncertainDate | None,
    stood: str | None,
    datatable: Table,
) -> None:
    """Only the terms the table names count."""
    moment = market.at(None, known, stood)
    wanted = {row[list(datatable[0]).index("term")] for row in datatable[1:]}
    items = market.ledger.claims(player, to_club=to_club, **moment).items
    rows_agree([row for row in items if row.term in wanted], datatable)


@step(Sentence("the flags of the deal of {to_club} for {player}{known} are(?P<none> none)?"))
def flags(
    market: Market,
    *,
    to_club: str,
    player: str,
    known: UncertainDate | None,
    none: str | None,
    datatable: Table = (),
) -> None:
    moment = market.at(None, known)
    rows_agree(market.ledger.deal(player, to_club=to_club, **moment).flags, datatable)
    assert bool(datatable) == (none is None)


@step(Sentence("the board of deals{on}{known} shows"))
def board(
    market: Market, on: UncertainDate | None, known: UncertainDate | None, datatable: Table
) -> None:
    rows_agree(list(market.ledger.deals(**market.at(on, known))), datatable)


@step(Sentence("asking for the deal of {player}{known} finds (?P<outcome>none|several)"))
def no_one_deal(market: Market, player: str, known: UncertainDate | None, outcome: str) -> None:
    moment = market.at(None, known)
    error: LedgerError | None = None
    try:
        market.ledger.deal(player, **moment)
    except (NotFound, Ambiguous) as raised:
        error = raised
    assert isinstance(error, NotFound if outcome == "none" else Ambiguous), error


# -- clubs, windows, sources, names ---------------------------------------------------------


@step(Sentence("the dealings between {club} and {other}{on}{known} are"))
def dealings(
    market: Market,
    *,
    club: str,
    other: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.dealings(club, other, **market.at(on, known)).items, datatable)


@step(Sentence("the partners of {club}{on}{known} are"))
def partners(
    market: Market,
    club: str,
    on: UncertainDate | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    rows_agree(market.ledger.dealings(club, **market.at(on, known)).partners, datatable)


@step(Sentence("the replay of {window}(?: for {club})?{known} shows"))
def replay(
    market: Market,
    window: str,
    club: str | None,
    known: UncertainDate | None,
    datatable: Table,
) -> None:
    market.settle()
    frames = market.ledger.replay(window, club=club, known_at=known.text if known else None)
    rows_agree(list(frames), datatable)


@step(Sentence("the {window} window(?: of {club})?{known} is open from {first} to {last}"))
def window_days(
    market: Market,
    *,
    window: str,
    club: str | None,
    known: UncertainDate | None,
    first: object,
    last: object,
) -> None:
    found = market.ledger.window(window, club=club, **market.at(None, known)).window
    assert (found.first_day, found.last_day) == (first, last)


@step(Sentence("the {window} window(?: of {club})? counts"))
def window_counts(market: Market, window: str, club: str | None, datatable: Table) -> None:
    answer = market.ledger.window(window, club=club, **market.at())
    counted = [{"move": move, "deals": count} for move, count in answer.by_type.items()]
    rows_agree(counted, datatable)


@step(Sentence("the {window} window(?: of {club})? comes to"))
def window_totals(market: Market, window: str, club: str | None, datatable: Table) -> None:
    rows_agree(market.ledger.window(window, club=club, **market.at()).totals, datatable)


@step(Sentence("the sources{known} are"))
def sources(market: Market, known: UncertainDate | None, datatable: Table) -> None:
    market.settle()
    rows = market.ledger.sources(known_at=known.text if known else None)
    wanted = {row[0] for row in datatable[1:]}
    rows_agree([row for row in rows if row.source in wanted], datatable)


@step(Sentence("the log of {name}{known} shows"))
def log(market: Market, name: str, known: UncertainDate | None, datatable: Table) -> None:
    """Newest first, without the entries that only gave an id."""
    rows = market.ledger.log(name, **market.at(None, known))
    rows_agree([row for row in rows if row.kind not in NAMING], datatable)


@step(Sentence(r"asking for the squad of {quoted} finds (?P<outcome>none|several)"))
def no_such_club(market: Market, quoted: str, outcome: str) -> None:
    market.settle()
    error: LedgerError | None = None
    try:
        market.ledger.squad(quoted)
    except LedgerError as raised:
        error = raised
    assert isinstance(error, NotFound if outcome == "none" else Ambiguous), error


@step("the book is sound")
def sound(market: Market) -> None:
    market.settle()
    assert market.ledger.verify() == []
