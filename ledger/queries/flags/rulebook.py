"""The rules as they stand on a day: their parameters, where they are written, what is uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.domain.regulations.rules import Pack, Rule, named, rules
from ledger.domain.values import Value
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.flags.gathering import rulebook


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule on a day: its flag, its parameters, and the text it comes from.

    ``since`` and ``until`` are the days from and to which these parameters hold (None: no limit);
    ``parameters`` is None where the rule is not in force that day. ``remarks`` tell where sources
    differ, what is from memory, and what the ledger leaves out.
    """

    rule: str
    flag: str
    title: str
    pack: str | None
    since: date | None
    until: date | None
    parameters: str | None
    reference: str
    source: str
    remarks: str


def rules_on(asking: Asking, asked: str | None = None) -> Answer[RuleRow]:
    """Every rule, or those behind a name or a flag's number, as they stand on the day asked about.

    Raises:
        NoSuchRule: no rule goes by that name.
    """
    book = rulebook(asking)
    wanted = named(asked) if asked is not None else list(rules().values())
    return Answer([_row(one, book.pack(one.id, asking.on)) for one in wanted], asking.meta)


def _row(rule: Rule, pack: Pack[Value] | None) -> RuleRow:
    return RuleRow(
        rule=rule.id,
        flag=rule.flag,
        title=rule.title,
        pack=pack.id if pack is not None else None,
        since=pack.since if pack is not None and pack.since > date.min else None,
        until=pack.until if pack is not None and pack.until < date.max else None,
        parameters=_words(pack.parameters) if pack is not None else None,
        reference=pack.reference if pack is not None else rule.reference,
        source=rule.source,
        remarks=" ".join(rule.remarks),
    )


def _words(parameters: Value) -> str:
    """The parameters as a rule file writes them, without those that have no value."""
    given = parameters.model_dump(exclude_defaults=True)
    return ", ".join(f"{name} = {_word(value)}" for name, value in given.items())


def _word(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "/".join(map(str, value))
        case _:
            return str(value)
