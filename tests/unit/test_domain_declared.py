"""What our user declares and adopts: what makes sense by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ledger.domain.entry import TIMELESS_KINDS, Entry
from ledger.domain.errors import Malformed, NotFound
from ledger.domain.events import OwnershipDeclared, Parameter, RivalryDeclared, RulePackAdopted
from ledger.domain.references import mentions_of
from ledger.domain.regulations.rules import NoSuchParameter, NoSuchRule
from ledger.domain.shape import Senseless, check_shape

BEFORE, AFTER, NOW = date(2011, 7, 14), date(2021, 12, 31), date(2025, 7, 1)


def adopted(rule: str = "international-loans", **set_to: Any) -> Entry:
    parameters = tuple(Parameter(name=name, value=value) for name, value in set_to.items())
    event = RulePackAdopted(rule=rule, parameters=parameters, since=NOW, reference="our text")
    return Entry(subject="ledger", event=event)


def test_they_are_about_the_book_and_hold_at_every_moment_of_knowledge() -> None:
    assert {"OwnershipDeclared", "RivalryDeclared", "RulePackAdopted"} <= TIMELESS_KINDS


def test_a_rivalry_mentions_the_other_club() -> None:
    entry = Entry(subject="club:juventus", event=RivalryDeclared(with_club="inter"))
    assert mentions_of(entry) == ("club:inter",)


def test_nobody_is_a_rival_of_himself() -> None:
    entry = Entry(subject="club:inter", event=RivalryDeclared(with_club="inter"))
    with pytest.raises(Senseless, match="nobody is a rival of himself"):
        check_shape(entry)


def test_what_is_long_over_may_be_declared_today() -> None:
    event = OwnershipDeclared(owner="Lotito", since=BEFORE, until=AFTER)
    today = "2026-07-01"
    entry = Entry(subject="club:salernitana", event=event, occurred_on=today)  # type: ignore[arg-type]
    check_shape(entry)


@pytest.mark.parametrize(
    "make",
    [
        lambda: OwnershipDeclared(owner="Lotito", since=AFTER, until=BEFORE),
        lambda: RivalryDeclared(with_club="inter", since=AFTER, until=BEFORE),
        lambda: RulePackAdopted(
            rule="minors",
            parameters=(Parameter(name="a", value=1),),
            since=AFTER,
            until=BEFORE,
            reference="x",
        ),
    ],
)
def test_nothing_ends_before_it_begins(make: Any) -> None:
    with pytest.raises(ValidationError, match="it ends on 2011-07-14, before it begins"):
        make()


@pytest.mark.parametrize("share", ["-1", "100.5"])
def test_a_share_is_of_a_hundred(share: str) -> None:
    with pytest.raises(ValidationError):
        OwnershipDeclared(owner="Lotito", share=Decimal(share))


def test_what_a_rule_has_can_be_set() -> None:
    check_shape(adopted(out_max=7, exempt="or", sub_loans=True))


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (adopted("offside-traps", out_max=7), NoSuchRule),
        (adopted(goals_max=7), NoSuchParameter),
        (adopted(out_max="many"), NoSuchParameter),
        (adopted(exempt="perhaps"), NoSuchParameter),
    ],
)
def test_what_it_does_not_have_or_take_is_refused(entry: Entry, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_shape(entry)
    assert issubclass(error, Malformed | NotFound)


def test_each_parameter_is_set_once() -> None:
    twice = (Parameter(name="out_max", value=6), Parameter(name="out_max", value=7))
    with pytest.raises(ValidationError, match="each parameter is set once"):
        RulePackAdopted(rule="minors", parameters=twice, since=AFTER, reference="x")


@pytest.mark.parametrize("value", [True, 1, "1", "or", ("ITA", "ESP")])
def test_a_value_is_read_back_as_it_was_set(value: Any) -> None:
    parameter = Parameter(name="a", value=value)
    again = Parameter.model_validate_json(parameter.model_dump_json())
    assert (again.value, type(again.value)) == (value, type(value))
