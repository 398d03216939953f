"""Spells: for every player, who held him and where he played, on every day, as known when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ledger.domain.career import CAREER_KINDS, Spell
from ledger.domain.career.uncertain import interval
from ledger.domain.claims import PRICE_UNKNOWN
from ledger.domain.entry import Recorded
from ledger.domain.loans import Loan, act_day, loan_of
from ledger.domain.terms import ClauseName, ObligationToBuy, OptionToBuy
from ledger.projections.base import (
    ALWAYS,
    NEVER,
    History,
    Projection,
    instant,
    over_time,
    table,
)


class SpellRow(NamedTuple):
    """One stretch of days (``valid_from`` up to, not including, ``valid_to``).

    ``parent_club`` holds his contract; ``club`` is where he plays. ``how`` is recorded, inferred
    or sighted, ``entry`` the position of what started it. Before ``certain_from`` and from
    ``certain_to`` on he is there only by the convention for uncertain days. ``because`` says what
    an inferred spell is inferred from. On loan,
    ``loan_until`` is the last day, ``option`` and ``obligation`` the clauses in words (``none``
    where recorded as without). ``entry_known`` is the moment the world knew of the entry.
    """

    player: str
    parent_club: str | None
    club: str | None
    valid_from: str
    valid_to: str
    certain_from: str
    certain_to: str
    how: str
    because: str | None
    precision: str
    entry: int
    entry_kind: str
    ended_how: str | None
    ended_by: int | None
    ended_kind: str | None
    loan_until: str | None
    loan_until_assumed: bool | None
    loan_entry: int | None
    deal: str | None
    option: str | None
    option_until: str | None
    option_used: str | None
    option_used_on: str | None
    obligation: str | None
    entry_known: int


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """The spells of one player at every state of knowledge."""
    player = history.id
    made: dict[tuple[object, ...], SpellRow] = {}
    states: list[tuple[int, list[SpellRow]]] = []
    for known, career in history.careers:
        rows: list[SpellRow] = []
        for spell in career.spells:
            key = _made_of(spell)  # most spells stand through many states of knowledge
            if key not in made:
                made[key] = _row(player, spell)
            rows.append(made[key])
        states.append((known.known_from, rows))
    return over_time(states)


def _made_of(spell: Spell) -> tuple[object, ...]:
    """All that a spell's row is made of; entries and clauses by their identity while they live."""
    parent, club, first, last, how, entry, ended_how, ended_by, loan = spell
    start = (parent, club, first, last, how, id(entry), ended_how, id(ended_by))
    if loan is None:
        return start
    settled = loan.settled
    acts = (id(loan.entry), *((settled[0], id(settled[1])) if settled is not None else ()))
    return (*start, *acts, loan.until, loan.until_assumed)


def _row(player: str, spell: Spell) -> SpellRow:
    entry, ended, loan = spell.entry, spell.ended_by, spell.loan
    when = entry.entry.occurred_on or entry.entry.published_at
    first = spell.valid_from.isoformat() if spell.valid_from is not None else ALWAYS
    last = spell.valid_to.isoformat() if spell.valid_to is not None else NEVER
    return SpellRow._make(  # by place: this runs once a spell and state of knowledge
        (
            player,
            spell.parent_club,
            spell.club,
            first,
            last,
            _at_latest(entry, first) if spell.how == "recorded" else first,
            _at_earliest(ended, last) if ended and spell.ended_how == "recorded" else last,
            spell.how,
            _because(spell) if spell.how == "inferred" else None,
            when.precision.value if when is not None else "recorded",
            entry.position,
            entry.entry.kind,
            spell.ended_how,
            ended.position if ended is not None else None,
            ended.entry.kind if ended is not None else None,
            *(_loan_columns(loan) if loan is not None else (None, None, None, entry.entry.deal)),
            *(_clause_columns(loan) if loan is not None else _NO_CLAUSES),
            instant(entry.known_at),
        )
    )


def _at_latest(entry: Recorded, first: str) -> str:
    """The first day by which a recorded move had surely happened.

    A day that an importer assumed lies before the world knew of it.
    """
    said, told = entry.entry, interval(entry)
    if "occurred_on" in said.assumed and said.published_at is not None:
        return max(first, said.published_at.last_day.isoformat())
    if told is None:
        return first
    return max(first, told[1].isoformat())


def _at_earliest(entry: Recorded, last: str) -> str:
    """The first day on which a recorded move may have happened."""
    told = interval(entry)
    return min(last, told[0].isoformat()) if told is not None else last


def _because(spell: Spell) -> str:
    """What an inferred spell is inferred from."""
    loan = loan_of(spell.entry) if spell.valid_from is not None else None
    if loan is None or spell.club not in (loan.lender, loan.borrower):
        return "a later move"
    if spell.club == loan.lender:
        return "the loan's end"
    duty = loan.obligation is not None or loan.may_become_duty
    return "the obligation to buy" if duty else "a later move"


_NO_CLAUSES: Final = (None, None, None, None, None)


def _loan_columns(loan: Loan) -> tuple[str, bool, int, str | None]:
    """Until when, whether that is assumed, the loan's entry and its deal."""
    entry = loan.entry
    return loan.until.isoformat(), loan.until_assumed, entry.position, entry.entry.deal


def _clause_columns(loan: Loan) -> tuple[str | None, ...]:
    """The option, its last day, what became of it and when, and the obligation."""
    option, used = loan.option, loan.settled
    return (
        _clause(option, without=loan.without(_OPTION)),
        option.last_day.isoformat() if option is not None and option.last_day else None,
        used[0] if used is not None else None,
        act_day(used[1]).isoformat() if used is not None else None,
        _clause(loan.obligation, without=loan.without(_DUTY)),
    )


_OPTION: Final = ClauseName.OPTION_TO_BUY
_DUTY: Final = ClauseName.OBLIGATION_TO_BUY


def _clause(clause: OptionToBuy | ObligationToBuy | None, *, without: bool) -> str | None:
    if clause is None:
        return "none" if without else None
    if isinstance(clause, OptionToBuy) and clause.prices:
        return clause.prices_in_words
    price = str(clause.price.fixed)
    return PRICE_UNKNOWN if price == "unknown" else price


SPELLS: Final = Projection(
    name="spells",
    table=table(
        "spells", SpellRow, ("player",), ("club", "valid_from"), ("parent_club", "valid_from")
    ),
    kinds=CAREER_KINDS,
    fold=fold,
)
