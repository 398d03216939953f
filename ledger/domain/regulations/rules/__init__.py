"""The rules behind the flags: dated packs of parameters, each with the text it comes from.

A file a rule (``international-loans.toml``): what it is called, which regulation and article it
stands in, and for each time the parameters that held. A pack adopted in this ledger
(``RulePackAdopted``) replaces parameters of a rule for a time of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, Generic, TypeVar

from pydantic import ValidationError

from ledger.domain.dates import ONE_DAY
from ledger.domain.errors import Malformed, NotFound
from ledger.domain.regulations.rules.parameters import MODELS
from ledger.domain.values import Day, Text, Value

Parameters = TypeVar("Parameters", bound=Value)
Set_co = TypeVar("Set_co", bound=Value, covariant=True)
Given = int | str | bool | tuple[str, ...]
FLAGS: Final = tuple(f"F{number}" for number in range(1, 11))


class Period(Value):
    """The parameters of a rule from one day to another, both included."""

    since: Day | None = None
    until: Day | None = None
    remark: Text | None = None
    parameters: Mapping[str, Given]


class Rule(Value):
    """One rule: which flag it raises, where it is written, and its parameters over time.

    ``source`` says from where the parameters are known, ``remarks`` where sources differ, what
    is from memory, and what the ledger leaves out.
    """

    id: Text
    flag: Text
    title: Text
    text: Text
    article: Text
    source: Text
    remarks: tuple[Text, ...] = ()
    period: tuple[Period, ...]

    @property
    def reference(self) -> str:
        """The regulation and the article, in words."""
        return f"{self.text}, {self.article}"


@dataclass(frozen=True, slots=True)
class Adoption:
    """Parameters that this ledger's user adopted for a rule, for a time.

    ``position`` is the entry that says so.
    """

    rule: str
    parameters: tuple[tuple[str, Given], ...]
    since: date
    until: date | None
    reference: str
    position: int


@dataclass(frozen=True, slots=True)
class Pack(Generic[Set_co]):
    """A rule as it stands for a time: its parameters, from when, until when, by which text."""

    rule: Rule
    parameters: Set_co
    since: date
    until: date
    reference: str
    id: str


class NoSuchRule(NotFound):
    """No rule goes by that name."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"No rule is called {asked!r}. The rules are {', '.join(rules())}; a flag's number "
            f"({FLAGS[0]} to {FLAGS[-1]}) names all of its rules."
        )


class NoSuchParameter(Malformed):
    """What was adopted does not fit the rule it is adopted for."""

    def __init__(self, rule: str, why: str) -> None:
        known = ", ".join(MODELS[rule].model_fields) or "none"
        super().__init__(
            f"Cannot adopt this for {rule}: {why}. Its parameters are: {known}. "
            f"See `tledger rules {rule}`."
        )


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule shipped, by id, in the order of the flags they raise."""
    folder = files("ledger.domain.regulations.rules")
    found = [
        Rule.model_validate(
            {"id": name, **tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))},
            strict=False,
        )
        for name in MODELS
    ]
    return {one.id: one for one in sorted(found, key=lambda one: FLAGS.index(one.flag))}


def named(asked: str) -> list[Rule]:
    """The rule of that id, or all rules behind a flag (``F6``).

    Raises:
        NoSuchRule: there is none.
    """
    found = [one for one in rules().values() if asked.lower() in (one.id, one.flag.lower())]
    if not found:
        raise NoSuchRule(asked)
    return found


def check_adoption(adoption: Adoption) -> None:
    """Refuse parameters that the rule does not have, or values that it cannot take.

    Raises:
        NoSuchRule: there is no such rule.
        NoSuchParameter: a name or a value does not fit.
    """
    if adoption.rule not in rules():
        raise NoSuchRule(adoption.rule)
    known = MODELS[adoption.rule].model_fields
    for name, _ in adoption.parameters:
        if name not in known:
            raise NoSuchParameter(adoption.rule, f"it has no parameter {name!r}")
    basis = next(
        (one for one in rules()[adoption.rule].period if _holds(one, adoption.since)), None
    )
    given = {**(basis.parameters if basis is not None else {}), **dict(adoption.parameters)}
    try:
        MODELS[adoption.rule].model_validate(given, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        where = first["loc"][0] if first["loc"] else "it"
        raise NoSuchParameter(adoption.rule, f"{where} {first['msg'].lower()}") from error


@dataclass(frozen=True)
class Rulebook:
    """The rules as they stand in one ledger: those shipped, and what it adopted, in order."""

    adopted: Sequence[Adoption] = ()

    def pack(self, rule: str, day: date) -> Pack[Value] | None:
        """A rule as it stands on a day; None where it did not exist yet, or no longer."""
        return next((one for one in self.packs(rule) if one.since <= day <= one.until), None)

    def on(self, rule: str, day: date, model: type[Parameters]) -> Pack[Parameters] | None:
        """The same with the parameters as their own type."""
        for one in self.over_time(rule, model):
            if one.since <= day <= one.until:
                return one
        return None

    def over_time(self, rule: str, model: type[Parameters]) -> Sequence[Pack[Parameters]]:
        """A rule through all times, one pack after the other."""
        assert MODELS[rule] is model  # noqa: S101 - a mistake of ours, not of a user's
        return self.packs(rule)  # type: ignore[return-value]

    def packs(self, rule: str) -> Sequence[Pack[Value]]:
        """A rule through all times, whatever its parameters are."""
        if rule not in self._by_rule:
            self._by_rule[rule] = _packs(rule, [one for one in self.adopted if one.rule == rule])
        return self._by_rule[rule]

    @cached_property
    def _by_rule(self) -> dict[str, list[Pack[Value]]]:
        return {}


def _packs(rule: str, adopted: Sequence[Adoption]) -> list[Pack[Value]]:
    """A rule's time cut at every day on which its parameters may change."""
    shipped = rules()[rule]
    spans = [(one.since, one.until) for one in shipped.period]
    spans += [(one.since, one.until) for one in adopted]
    starts = {since or date.min for since, _ in spans}
    starts |= {until + ONE_DAY for _, until in spans if until is not None}
    days = sorted(starts)
    ends = [*(day - ONE_DAY for day in days[1:]), date.max]
    return list(_stretches(shipped, adopted, zip(days, ends, strict=True)))


def _stretches(
    rule: Rule, adopted: Sequence[Adoption], spans: Iterable[tuple[date, date]]
) -> Iterator[Pack[Value]]:
    for first, last in spans:
        basis = next((one for one in rule.period if _holds(one, first)), None)
        shipped = _shipped(rule, basis, first, last) if basis is not None else None
        here = [one for one in adopted if _holds(one, first)]
        pack = _adopted(rule, basis, here, first, last) if here else shipped
        if (pack := pack or shipped) is not None:
            yield pack


def _shipped(rule: Rule, basis: Period, first: date, last: date) -> Pack[Value]:
    name = rule.id if basis.since is None else f"{rule.id}@{basis.since}"
    parameters = MODELS[rule.id].model_validate(basis.parameters, strict=False)
    return Pack(rule, parameters, first, last, rule.reference, name)


def _adopted(
    rule: Rule, basis: Period | None, here: Sequence[Adoption], first: date, last: date
) -> Pack[Value] | None:
    """The rule with what was adopted; None where that does not add up to a whole rule."""
    given: dict[str, Given] = dict(basis.parameters) if basis is not None else {}
    for one in here:
        given.update(one.parameters)
    try:
        parameters = MODELS[rule.id].model_validate(given, strict=False)
    except ValidationError:
        return None  # refused when it is recorded; what is on record all the same changes nothing
    name = f"{rule.id} as adopted by #{here[-1].position}"
    return Pack(rule, parameters, first, last, here[-1].reference, name)


def _holds(one: Period | Adoption, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
