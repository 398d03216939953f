"""What our user declares: owners, rivals, rules set otherwise than shipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pytest_bdd import step

from ledger.domain.events import OwnershipDeclared, Parameter, RivalryDeclared, RulePackAdopted
from steps.market import Market, Told
from steps.sentences import Sentence
from steps.tables import rows_agree


@step(
    Sentence(r"we declare that {owner} owned (?P<share>\d+)% of {club} from {first} until {last}")
)
def owned(
    market: Market, *, told: Told, owner: str, share: str, club: str, first: date, last: date
) -> None:
    market.tell(
        f"club:{market.club(club)}",
        OwnershipDeclared,
        told,
        owner=owner,
        share=Decimal(share),
        since=first,
        until=last,
    )


@step(Sentence("we declare that {club} and {rival} are rivals"))
def rivals(market: Market, told: Told, club: str, rival: str) -> None:
    subject = f"club:{market.club(club)}"
    market.tell(subject, RivalryDeclared, told, with_club=market.club(rival))


@step("the log of the ledger itself shows")
def log_of_the_ledger(market: Market, datatable: Sequence[Sequence[str]]) -> None:
    market.settle()
    rows_agree(list(market.ledger.log("ledger")), datatable)


@step(Sentence(r"we adopt for (?P<rule>[a-z-]+) from {first} that (?P<name>\w+) is (?P<value>\d+)"))
def adopted(market: Market, *, told: Told, rule: str, first: date, name: str, value: str) -> None:
    market.tell(
        "ledger",
        RulePackAdopted,
        told,
        rule=rule,
        parameters=(Parameter(name=name, value=int(value)),),
        since=first,
        reference="our own text",
    )
