"""Numbers as amounts are written: ``14,3 Mln``, ``1.250.000``, ``600Th.``, and their units.

A comma and a point each stand for thousands in one country and for decimals in another. Where
both readings are possible, the number is refused.
"""

import re
from decimal import Decimal
from typing import Final

_BILLIONS: Final = ("bn", "billion", "billions", "mrd", "mld", "miliardi")
_MILLIONS: Final = ("m", "mn", "mln", "mio", "million", "millions", "milioni", "milione")
_THOUSANDS: Final = ("k", "th", "tsd", "thousand", "mila")
_VALUES: Final = {
    **dict.fromkeys(_BILLIONS, 1_000_000_000),
    **dict.fromkeys(_MILLIONS, 1_000_000),
    **dict.fromkeys(_THOUSANDS, 1_000),
    "": 1,
}
UNIT: Final = rf"(?i:(?:{'|'.join(sorted(filter(None, _VALUES), key=len, reverse=True))})\.?)"
NUMBER: Final = r"[0-9]+(?:[.,' ][0-9]+)*"

_SIMPLE: Final = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{1,6}))?")
_ONE_SEPARATOR: Final = re.compile(r"([0-9]+)([.,' ])([0-9]{3})")
_GROUPED: Final = re.compile(
    r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,]([0-9]{1,6}))?"
)
_WORTH_STATING: Final = 1_000
_TOO_MUCH: Final = 1_000_000_000_000
_HUNDREDS: Final = 3


class AmbiguousNumberError(ValueError):
    """A number that could be read in two ways, or in none."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why}. {remedy}.")
        self.why, self.remedy = why, remedy


def units(number: str, unit: str) -> Decimal:
    """The number in whole units of its currency.

    Raises:
        AmbiguousNumberError: it could be read in two ways, or is too large to be an amount.
    """
    size = _VALUES[unit.lower().rstrip(".")]
    told = _told(number, size)
    amount = told * size
    if amount >= _TOO_MUCH:
        raise AmbiguousNumberError("no fee is as large as that", "Check its unit")
    if size == 1 and 0 < amount < _WORTH_STATING:
        millions = format(told * 1_000_000, "f").partition(".")[0]
        raise AmbiguousNumberError(
            "without a unit it may mean millions or single units",
            f"Write {told}m or {millions}",
        )
    return Decimal(int(amount)) if amount == int(amount) else amount.normalize()


def _told(number: str, size: int) -> Decimal:
    if single := _ONE_SEPARATOR.fullmatch(number):
        return _three_digits(number, single[1], single[2], single[3], size)
    if simple := _SIMPLE.fullmatch(number):
        return Decimal(f"{simple[1]}.{simple[2] or 0}")
    grouped = _GROUPED.fullmatch(number)
    if grouped is None:
        raise AmbiguousNumberError(
            "its digits are grouped as no number's are", "Write 1250000, 1,250,000 or 1.25m"
        )
    if size > 1:
        raise AmbiguousNumberError(
            "a number written out takes no unit", "Write 1250000, 1,250,000 or 1.25m"
        )
    whole = number[: grouped.start(2) - 1] if grouped[2] else number
    return Decimal(f"{re.sub('[^0-9]', '', whole)}.{grouped[2] or 0}")


def _three_digits(number: str, whole: str, separator: str, rest: str, size: int) -> Decimal:
    """Three digits after one separator are thousands or decimals; only some leave no doubt."""
    zero = not whole.strip("0")
    millions = size >= _VALUES["m"]
    decimal = size > 1 and separator in ".," and (zero or (separator == "." and millions))
    spaced = separator in "' " and len(whole) <= _HUNDREDS
    if decimal:
        return Decimal(f"{whole}.{rest}")
    if size == 1 and not zero and (spaced or (separator in ".," and len(whole) == _HUNDREDS)):
        return Decimal(whole + rest)
    raise AmbiguousNumberError(
        f"{number} may stand for {whole}{rest} or for {whole}.{rest}",
        f"Write it without the separator or as decimals with a point and a unit, as in "
        f"{whole or 0}.{rest.rstrip('0') or 0}m",
    )
