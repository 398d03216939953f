"""Terms and clauses from options: ``--fee '€3.3m' --option 14m --until 2025-06-30``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from pydantic import ValidationError

from ledger.domain.dated_prices import DatedPrice
from ledger.domain.errors import Malformed
from ledger.domain.terms import (
    BuyBack,
    Clause,
    ClauseName,
    FirstRefusal,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Recall,
    Terms,
)
from ledger.domain.values import UNKNOWN_FEE, Fee
from ledger.interfaces.cli.recording.given import Given
from ledger.interfaces.cli.recording.words import choice, read_day, read_sell_on, read_wage
from ledger.interfaces.files.ndjson import in_words
from ledger.interfaces.reading.amounts import read_fee
from ledger.interfaces.reading.conditions import read_condition

LOANLIKE: Final = (
    "option", "option_until", "duty_if", "obligation", "condition", "straight", "extension",
)  # fmt: skip
"""Options that only a loan has."""
CLAUSE_OPTIONS: Final = (*LOANLIKE, "recall", "sell_on", "buy_back", "first_refusal")
TERM_OPTIONS: Final = ("fee", *CLAUSE_OPTIONS, "move", "until", "wage", "contract_until")
_THEN: Final = re.compile(r",?\s+then\s+")
_DATED: Final = re.compile(
    r"(?P<price>.+?)(?:\s+from\s+(?P<first>\S+))?(?:\s+until\s+(?P<last>\S+))?"
)
_OTHERS: Final = {
    "recall": ClauseName.RECALL,
    "sell_on": ClauseName.SELL_ON,
    "buy_back": ClauseName.BUY_BACK,
    "extension": ClauseName.OPTION_TO_EXTEND,
    "first_refusal": ClauseName.FIRST_REFUSAL,
}
"""Options that tell a clause by themselves."""
_NONE: Final = ("none", "no", "without")
_YES: Final = ("yes", "agreed", "unknown", "?")


@dataclass
class Clauses:
    """The clauses of one deal while options are read into them: those it has, those it has not."""

    given: Given
    now: datetime
    currency: str
    has: dict[ClauseName, Clause] = field(default_factory=dict)
    without: dict[ClauseName, None] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        given: Given,
        now: datetime,
        currency: str,
        clauses: Iterable[Clause] = (),
        without: Iterable[ClauseName] = (),
    ) -> Clauses:
        """Read the options over the clauses an entry has already."""
        found = cls(given, now, currency, {ClauseName(c.kind): c for c in clauses})
        found.without = dict.fromkeys(without)
        found._read()
        return found

    def fields(self) -> dict[str, Any]:
        """As an event's fields."""
        return {"clauses": tuple(self.has.values()), "without": tuple(self.without)}

    def _read(self) -> None:
        if "straight" in self.given:
            if self.given.text("option") or self.given.text("obligation"):
                raise Malformed(
                    "--straight is a loan without option and obligation. Leave it or them out."
                )
            self._drop(ClauseName.OPTION_TO_BUY)
            self._drop(ClauseName.OBLIGATION_TO_BUY)
        self._option()
        self._obligation()
        for name, clause in _OTHERS.items():
            text = self.given.text(name)
            if text is not None and not self._dropped(clause, text):
                flag = f"--{name.replace('_', '-')}"
                self._add(clause, self._other(clause, text, flag))

    def _other(self, clause: ClauseName, text: str, flag: str) -> Clause:
        """A clause that is told in one option, with its days after its price."""
        match clause:
            case ClauseName.SELL_ON:
                return read_sell_on(text)
            case ClauseName.FIRST_REFUSAL:
                choice(text, flag, ("agreed", "none"))
                return FirstRefusal()
        said, first, last = self._dated(text, flag)
        match clause:
            case ClauseName.RECALL:
                choice(said, flag, ("agreed", "none"))
                return Recall(from_day=first, until=last)
            case ClauseName.BUY_BACK:
                return BuyBack(price=self._price(said), until=last)
            case _:
                return OptionToExtend(price=self._price(said), until=last)

    def _dated(self, text: str, flag: str) -> tuple[str, date | None, date | None]:
        """``30m until 2017-07-15``: what is said, and its first and last day where told."""
        found = _DATED.fullmatch(text.strip())
        if found is None:
            return text, None, None
        return found["price"], self._day(found["first"], flag), self._day(found["last"], flag)

    def _option(self) -> None:
        text = self.given.text("option")
        name = ClauseName.OPTION_TO_BUY
        beside = {"option_until": "--option-until", "duty_if": "--duty-if"}
        asked = [flag for key, flag in beside.items() if key in self.given]
        earlier = self.has.get(name)
        if asked and (text is None or text.lower() in _NONE) and earlier is None:
            raise Malformed(
                f"{asked[0]} says something of an option to buy, and there is none here. Give its "
                "price, or --option yes where the price is not told."
            )
        if text is not None and self._dropped(name, text):
            return
        if text is None and not asked:
            return
        option = earlier if isinstance(earlier, OptionToBuy) else OptionToBuy()
        update = self._option_price(text) if text is not None else {}
        if until := self.given.text("option_until"):
            update["until"] = read_day(until, "--option-until", self.now)
        if duty := self.given.text("duty_if"):
            update["becomes_duty_if"] = read_condition(duty)
        self._add(name, self._checked(option, update))

    def _option_price(self, text: str) -> dict[str, Any]:
        """One price, or several that hold one after the other; each takes the place of both."""
        prices = [_DATED.fullmatch(part.strip()) for part in _THEN.split(text)]
        if not any(part is not None and part["last"] for part in prices):
            return {"price": self._price(text), "prices": ()}
        dated = tuple(
            DatedPrice(
                price=self._price(part["price"]),
                from_day=self._day(part["first"], "--option"),
                until=self._day(part["last"], "--option"),
            )
            for part in prices
            if part is not None
        )
        return {"price": UNKNOWN_FEE, "prices": dated, "until": None}

    def _day(self, text: str | None, flag: str) -> date | None:
        return read_day(text, flag, self.now) if text else None

    def _checked(self, option: OptionToBuy, update: dict[str, Any]) -> OptionToBuy:
        values = {name: getattr(option, name) for name in OptionToBuy.model_fields}
        try:
            return OptionToBuy(**{**values, **update})
        except ValidationError as error:
            raise Malformed(f"Cannot read --option: {in_words(error)}") from error

    def _obligation(self) -> None:
        text, condition = self.given.text("obligation"), self.given.text("condition")
        name = ClauseName.OBLIGATION_TO_BUY
        earlier = self.has.get(name)
        if condition and (text is None or text.lower() in _NONE) and earlier is None:
            raise Malformed(
                "--if says what an obligation to buy hangs on, and there is none here. Give its "
                "price (--obligation 14.5m), or --obligation yes where the price is not told."
            )
        if text is not None and self._dropped(name, text):
            return
        if text is None and condition is None:
            return
        duty = earlier if isinstance(earlier, ObligationToBuy) else ObligationToBuy()
        update: dict[str, Any] = {"price": self._price(text)} if text is not None else {}
        if condition is not None:
            update["condition"] = read_condition(condition)
        self._add(name, duty.model_copy(update=update))

    def _price(self, text: str) -> Fee:
        return UNKNOWN_FEE if text.strip().lower() in _YES else read_fee(text, self.currency)

    def _add(self, name: ClauseName, clause: Clause) -> None:
        self.has[name] = clause
        self.without.pop(name, None)

    def _drop(self, name: ClauseName) -> None:
        self.has.pop(name, None)
        self.without[name] = None

    def _dropped(self, name: ClauseName, text: str) -> bool:
        if text.strip().lower() in _NONE:
            self._drop(name)
            return True
        return False


def read_terms(given: Given, now: datetime, currency: str, earlier: Terms) -> Terms:
    """The terms that options tell, over those an entry has already."""
    clauses = Clauses.over(given, now, currency, earlier.clauses, earlier.without)
    update: dict[str, Any] = clauses.fields()
    if move := given.text("move"):
        update["move"] = choice(move, "--move", tuple(MoveType))
    elif implies_a_loan(given):
        update["move"] = MoveType.LOAN
    if fee := given.text("fee"):
        update["fee"] = read_fee(fee, currency)
    for key, flag in (("until", "--until"), ("contract_until", "--contract-until")):
        if text := given.text(key):
            update[key] = _day(text, flag, now)
    if wage := given.text("wage"):
        update["wage"] = read_wage(wage, currency)
    return Terms(**{**{name: getattr(earlier, name) for name in Terms.model_fields}, **update})


def implies_a_loan(given: Given) -> bool:
    """Whether the options name a clause that only a loan has, and no sort of move."""
    return "move" not in given and any(
        key in given for key in ("option", "obligation", "straight", "extension")
    )


def _day(text: str, flag: str, now: datetime) -> date:
    return read_day(text, flag, now)
