"""Identity: who is one and the same, who is not, and whom an import could not tell."""

from __future__ import annotations

from collections.abc import Sequence

from pytest_bdd import step

from ledger import Entry, Evidence, UncertainDate
from ledger.domain.events import ExternalId, IdentityDoubted
from ledger.domain.sources import Basis, SourceType
from steps.market import Market, slug
from steps.sentences import Sentence
from steps.tables import rows_agree

Table = Sequence[Sequence[str]]
REGISTER = r"(?P<number>[a-z]+:\w+)"
"""What another register calls somebody: transfermarkt:4711."""


@step(Sentence("{player} and {other} turn out to be one"))
def merged(market: Market, player: str, other: str) -> None:
    """Players or clubs, by name; the first stays in front."""
    market.attempt(lambda: [market.ledger.merge(player, other)])


@step(Sentence("{player} and {other} turn out to be two after all"))
def parted(market: Market, player: str, other: str) -> None:
    market.attempt(lambda: [market.ledger.revert_merge(player, other, reason="namesakes")])


@step(Sentence("{player} and {other} are told apart"))
def told_apart(market: Market, player: str, other: str) -> None:
    market.attempt(lambda: market.ledger.tell_apart(player, other))


@step(Sentence(f"{REGISTER} is {{player}}"))
def linked(market: Market, number: str, player: str) -> None:
    market.attempt(lambda: [market.ledger.link(player, number)])


@step(Sentence(f"{REGISTER} is not {{player}}"))
def somebody_else(market: Market, number: str, player: str) -> None:
    market.attempt(lambda: market.ledger.tell_apart(player, number))


@step(Sentence(f"an import cannot tell whether {REGISTER} is {{player}} or {{other}}"))
def doubted(market: Market, *, number: str, player: str, other: str) -> None:
    scheme, _, own = number.partition(":")
    event = IdentityDoubted(
        external_id=ExternalId(scheme=scheme, id=own),
        name=player,
        born=UncertainDate.parse("2001"),
        candidates=(f"player:{slug(player)}", f"player:{slug(other)}"),
        why="two of nearly that name",
    )
    source = market.source("Transfer Lists", type=SourceType.DATABASE)
    evidence = (Evidence(source=source, file="players.csv", line=17),)
    entry = Entry(subject="ledger", event=event, evidence=evidence, basis=Basis.LISTED)
    market.attempt(lambda: market.ledger.record(entry))


@step(Sentence(r"the doubts are(?P<none> none)?"))
def doubts(market: Market, none: str | None, datatable: Table = ()) -> None:
    market.settle()
    rows_agree(list(market.ledger.doubts()), datatable)
    assert bool(datatable) == (none is None)


@step(Sentence(rf"the identity of (?:{{player}}|{REGISTER}) is"))
def identity(market: Market, player: str | None, number: str | None, datatable: Table) -> None:
    market.settle()
    rows_agree(list(market.ledger.identity(player or number or "")), datatable)
