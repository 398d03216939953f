"""Rule packs: each file fits its rule, times do not overlap, and what is adopted replaces."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from ledger.domain.regulations.rules import (
    Adoption,
    Given,
    NoSuchParameter,
    NoSuchRule,
    Rulebook,
    check_adoption,
    named,
    rules,
)
from ledger.domain.regulations.rules.parameters import MODELS, InternationalLoans

LOANS = "international-loans"


def adopted(
    *parameters: tuple[str, Given],
    rule: str = LOANS,
    since: date = date(2025, 1, 1),
    until: date | None = date(2025, 6, 30),
) -> Adoption:
    return Adoption(rule, parameters, since, until, "our text", position=812)


def loans(book: Rulebook, day: date) -> InternationalLoans | None:
    pack = book.on(LOANS, day, InternationalLoans)
    return pack.parameters if pack is not None else None


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    folder = files("ledger.domain.regulations.rules")
    found = {
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if ".toml" in entry.name
    }
    assert found == set(MODELS) == set(rules())


@pytest.mark.parametrize("rule", MODELS)
def test_a_file_writes_only_what_its_rule_has(rule: str) -> None:
    text = files("ledger.domain.regulations.rules").joinpath(f"{rule}.toml").read_text("utf-8")
    for period in tomllib.loads(text)["period"]:
        assert set(period["parameters"]) <= set(MODELS[rule].model_fields)


@pytest.mark.parametrize("rule", MODELS)
def test_the_times_of_a_rule_follow_each_other(rule: str) -> None:
    packs = Rulebook().packs(rule)
    assert packs
    for one, other in pairwise(packs):
        assert one.since <= one.until < other.since


@pytest.mark.parametrize(
    ("day", "out_max"),
    [
        (date(2022, 6, 30), None),
        (date(2022, 7, 1), 8),
        (date(2023, 6, 30), 8),
        (date(2023, 7, 1), 7),
        (date(2024, 6, 30), 7),
        (date(2024, 7, 1), 6),
        (date(2030, 1, 1), 6),
    ],
)
def test_the_limit_of_loans_is_that_of_the_season(day: date, out_max: int | None) -> None:
    found = loans(Rulebook(), day)
    assert (found.out_max if found is not None else None) == out_max


@pytest.mark.parametrize(
    ("day", "out_max", "pack"),
    [
        (date(2024, 12, 31), 6, "international-loans@2024-07-01"),
        (date(2025, 1, 1), 7, "international-loans as adopted by #812"),
        (date(2025, 6, 30), 7, "international-loans as adopted by #812"),
        (date(2025, 7, 1), 6, "international-loans@2024-07-01"),
    ],
)
def test_what_is_adopted_replaces_a_parameter_for_its_time(
    day: date, out_max: int, pack: str
) -> None:
    found = Rulebook((adopted(("out_max", 7)),)).on(LOANS, day, InternationalLoans)
    assert found is not None
    assert (found.parameters.out_max, found.parameters.in_max, found.id) == (out_max, 6, pack)
    assert found.reference == ("our text" if "adopted" in pack else rules()[LOANS].reference)


def test_of_two_adoptions_the_later_one_in_the_book_prevails() -> None:
    book = Rulebook((adopted(("out_max", 7)), adopted(("out_max", 9), since=date(2025, 3, 1))))
    assert [pack.parameters.out_max for pack in book.over_time(LOANS, InternationalLoans)] == [
        8, 7, 6, 7, 9, 6,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ([("exempts", "or")], "it has no parameter 'exempts'"),
        ([("exempt", "xor")], "exempt input should be 'and' or 'or'"),
        ([("out_max", "six")], "out_max input should be a valid integer"),
        ([("out_max", -1)], "out_max input should be greater than or equal to 0"),
        ([("young_until", 101)], "young_until input should be less than or equal to 100"),
    ],
)
def test_what_does_not_fit_a_rule_is_not_adopted(
    parameters: Sequence[tuple[str, Given]], why: str
) -> None:
    with pytest.raises(NoSuchParameter) as refused:
        check_adoption(adopted(*parameters))
    assert why in str(refused.value)
    assert "See `tledger rules international-loans`" in str(refused.value)


def test_a_season_begins_by_a_day_that_every_year_has() -> None:
    with pytest.raises(NoSuchParameter, match="begun_by"):
        check_adoption(adopted(("begun_by", "02-29"), rule="season-registrations"))
    check_adoption(adopted(("begun_by", "02-28"), rule="season-registrations"))


def test_a_part_of_a_rule_cannot_be_adopted_for_a_time_without_the_rule() -> None:
    before = adopted(("out_max", 7), since=date(2000, 1, 1), until=date(2000, 12, 31))
    with pytest.raises(NoSuchParameter):
        check_adoption(before)
    assert loans(Rulebook((before,)), date(2000, 6, 1)) is None


def test_an_unknown_rule_is_answered_with_those_there_are() -> None:
    with pytest.raises(NoSuchRule, match="international-loans"):
        named("offside")
    with pytest.raises(NoSuchRule, match="international-loans"):
        check_adoption(adopted(rule="offside"))


def test_a_flags_number_names_all_its_rules() -> None:
    assert [rule.id for rule in named("f6")] == [
        "squad-list-premier-league",
        "squad-list-serie-a",
        "squad-list-uefa-a",
        "squad-list-uefa-b",
        "contract-length",
        "pre-contract",
        "minors",
    ]
    assert [rule.id for rule in named("minors")] == ["minors"]
