"""Prices that hold for a time, as clubs agree on them where waiting makes a player dearer."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from ledger.domain.values import Day, Fee, Value


class DatedPrice(Value):
    """A price that holds for a time: €18m until January, say."""

    price: Fee
    from_day: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_day is not None and self.until is not None and self.until < self.from_day:
            raise ValueError(f"the price ends on {self.until}, before it begins")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether this is the price on a day."""
        begun = self.from_day is None or self.from_day <= day
        return begun and (self.until is None or day <= self.until)

    def __str__(self) -> str:
        first = f" from {self.from_day.isoformat()}" if self.from_day is not None else ""
        last = f" until {self.until.isoformat()}" if self.until is not None else ""
        return f"{self.price.fixed}{first}{last}"
