"""Words into values: dates, days, choices, wages, shares, players without a name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from ledger.domain.dates import Precision, UncertainDate
from ledger.domain.errors import Malformed
from ledger.domain.events import Event, Listed, Parameter, Unnamed
from ledger.domain.events.reference import ExternalId
from ledger.domain.terms import SellOn, Wage
from ledger.domain.values import Fee
from ledger.interfaces.files.ndjson import in_words
from ledger.interfaces.reading.amounts import read_fee, read_money
from ledger.interfaces.reading.numbers import NUMBER
from ledger.queries.when import read_when

_RELATIVE: Final = re.compile(r"now|today|yesterday|tomorrow|[+-][0-9]{1,5}[dwm]", re.IGNORECASE)
_CLOCK: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\s+([0-9]{1,2}:[0-9]{2}.*)")
_CLAUSES: Final = {
    "option": "option_to_buy",
    "obligation": "obligation_to_buy",
    "extension": "option_to_extend",
}
_SHARE: Final = re.compile(
    rf"(?P<percent>{NUMBER})\s*(?:%|per cent|percent)(?:\s+of\s+(?:the\s+|any\s+)?(?P<of>\w+))?",
    re.IGNORECASE,
)
_NET: Final = re.compile(r"\b(net|gross)\b", re.IGNORECASE)
_YEARLY: Final = re.compile(
    r"\s*(?:a year|per year|a season|per season|/\s*year)\s*$", re.IGNORECASE
)
_UNNAMED: Final = re.compile(
    r"(?P<count>[0-9]{1,2}|an?|one|two|three|four|five|six)\s+(?P<rest>\S.*)", re.IGNORECASE
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_GROUPS: Final = ("goalkeeper", "defender", "midfielder", "forward")


def read_date(text: str, flag: str, now: datetime) -> UncertainDate:
    """A date as exactly as somebody told it; ``today`` and ``-3d`` count from today."""
    words = text.strip()
    if _RELATIVE.fullmatch(words):
        moment = read_when(words, now=now)
        return UncertainDate.of(moment.instant if words.lower() == "now" else moment.day)
    if clock := _CLOCK.fullmatch(words):
        words = f"{clock[1]}T{clock[2].replace(' ', '')}"
    try:
        return UncertainDate.parse(words)
    except (ValueError, OverflowError) as error:
        raise Malformed(f"Cannot read {flag}: {error}.") from error


def read_day(text: str, flag: str, now: datetime) -> date:
    """One day; a month or an interval is too vague where a day is asked for."""
    read = read_date(text, flag, now)
    if read.precision is not Precision.DAY:
        raise Malformed(f"Cannot read {flag}: {text} is not one day. Write it as 2025-06-30.")
    return read.first_day


def choices_in(annotation: Any) -> tuple[Any, ...]:
    """The values a field is limited to, where it is."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(annotation)
    return tuple(value for part in get_args(annotation) for value in choices_in(part))


def read_words(text: str, flag: str, event: type[Event], field: str) -> Any:
    """A text, a number or one of a few words, as the field of that kind has it."""
    annotation = event.model_fields[field].annotation
    if choices := choices_in(annotation):
        return choice(text, flag, choices)
    if annotation in (int, int | None):
        if not re.fullmatch(r"[0-9]{1,3}", text.strip()):
            raise Malformed(f"Cannot read {flag}: {text!r} is not a whole number. Write 1, 2, 3 …")
        return int(text)
    return text


def choice(text: str, flag: str, choices: tuple[Any, ...]) -> Any:
    """One of a few words, however it is written."""
    folded = _folded(text)
    folded = _CLAUSES.get(folded, folded)
    for value in choices:
        if _folded(str(value)) == folded:
            return value
    listed = ", ".join(str(value) for value in choices)
    raise Malformed(f"Cannot read {flag}: {text!r} is none of {listed}. Write one of them.")


def _folded(word: str) -> str:
    return re.sub(r"[\s-]+", "_", word.strip().lower())


def read_wage(text: str, currency: str) -> Wage:
    """What a player earns in a year: ``2.5m net``."""
    said = _NET.search(text)
    amount = _YEARLY.sub("", _NET.sub("", text).replace("  ", " ").strip())
    net = None if said is None else said[1].lower() == "net"
    return Wage(amount=read_money(amount.strip(), currency), net=net)


def read_sell_on(text: str) -> SellOn:
    """A share of a later sale: ``10%``, ``10% of profit``."""
    found = _SHARE.fullmatch(text.strip())
    of = (found["of"] or "").lower() if found else ""
    if found is None or of not in ("", "fee", "profit"):
        raise Malformed(
            f"Cannot read --sell-on: {text!r} is no share of a later sale. Write 10%, 10% of fee "
            "or 10% of profit."
        )
    percent = Decimal(found["percent"].replace(",", "."))
    if percent > 100:  # noqa: PLR2004 - all of it
        raise Malformed(f"Cannot read --sell-on: {percent}% is more than all of it. Write 10%.")
    share: Literal["fee", "profit"] | None = None
    if of:
        share = "fee" if of == "fee" else "profit"
    return SellOn(percent=percent, share_of=share)


def read_probability(text: str, flag: str) -> Decimal:
    """How likely something is, from 0 to 1: ``0.6``, ``60%``."""
    words = text.strip().replace(",", ".")
    number = words.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?|\.[0-9]{1,6}", number):
        raise Malformed(f"Cannot read {flag}: {text!r} is no probability. Write 0.6 or 60%.")
    value = Decimal(number) / 100 if words.endswith("%") else Decimal(number)
    if value > 1:
        raise Malformed(f"Cannot read {flag}: {text} is more than certain. Write 0.6 or 60%.")
    return value


def read_percent(text: str, flag: str) -> Decimal:
    """A share of a hundred: ``70%``, ``12.5``."""
    number = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", number) or Decimal(number) > 100:  # noqa: PLR2004 - all of it
        raise Malformed(f"Cannot read {flag}: {text!r} is no share. Write 70%.")
    return Decimal(number)


def read_parameter(text: str, flag: str) -> Parameter:
    """What a rule is set to: ``size_max=25``, ``exempt=or``, ``sub_loans=no``, ``a=ITA,ESP``."""
    name, equals, words = (part.strip() for part in text.partition("="))
    value: bool | int | str | tuple[str, ...] = words
    if words.lower() in _YES_OR_NO:
        value = _YES_OR_NO[words.lower()]
    elif re.fullmatch(r"[0-9]{1,9}", words):
        value = int(words)
    elif "," in words:
        value = tuple(part.strip() for part in words.split(","))
    try:
        if equals:
            return Parameter(name=_folded(name), value=value)
    except ValidationError:
        pass
    raise Malformed(f"Cannot read {flag}: {text!r} sets nothing. Write NAME=VALUE: size_max=25.")


_YES_OR_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
_OF_A_LISTED: Final = {
    "club_trained": ("trained", "club"),
    "association_trained": ("trained", "association"),
    "under_age": ("under_age", True),
}


def read_listed(text: str, find_player: Callable[[str], str]) -> Listed:
    """A name on a squad list: ``Nicolò Savona``, ``Nicolò Savona: club-trained, under age``."""
    name, _, rest = text.partition(":")
    said: dict[str, Any] = {}
    for words in filter(None, (part.strip() for part in rest.split(","))):
        if _folded(words) not in _OF_A_LISTED:
            raise Malformed(
                f"Cannot read --listed: {words!r} is none of club-trained, association-trained, "
                "under age. Write it as 'Nicolò Savona: club-trained, under age'."
            )
        field, value = _OF_A_LISTED[_folded(words)]
        said[field] = value
    return Listed(player=find_player(name.strip()), **said)


def read_unnamed(text: str) -> Unnamed:
    """Players without a name: ``2 defenders``, ``a striker``."""
    found = _UNNAMED.fullmatch(text.strip())
    if found is None:
        raise Malformed(
            f"Cannot read --unnamed: {text!r} does not say how many of what. Write '2 defenders'."
        )
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    rest = found["rest"].strip().lower()
    for group in _GROUPS:
        if rest in (group, f"{group}s"):
            return Unnamed.model_validate({"count": count, "position": group})
    plain = None if rest in ("player", "players") else found["rest"].strip()
    return Unnamed.model_validate({"count": count, "description": plain})


def read_external(text: str) -> ExternalId:
    """An id in another register: ``transfermarkt:342385``."""
    scheme, _, value = text.partition(":")
    try:
        return ExternalId(scheme=scheme.strip().lower(), id=value.strip())
    except ValidationError as error:
        hint = "Write it as transfermarkt:342385."
        raise Malformed(f"Cannot read --external: {text!r} is no id elsewhere. {hint}") from error


def read_set(text: str, event: type[Event]) -> tuple[str, Any]:
    """A field and its value as JSON: ``count=2``, ``clauses=[…]``."""
    field, equals, raw = text.partition("=")
    field = field.strip()
    known = [name for name in event.model_fields if name != "kind"]
    if not equals or field not in known:
        raise Malformed(
            f"Cannot read --set {text}: {event.__name__} has the fields "
            f"{', '.join(known) or 'none'}. Write FIELD=JSON, as in --set number=2."
        )
    annotation: Any = event.model_fields[field].annotation
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    try:
        return field, adapter.validate_json(raw)
    except ValidationError as error:
        if adapter_takes_text(adapter, raw):
            return field, adapter.validate_json(json.dumps(raw))
        raise Malformed(f"Cannot read --set {field}: {in_words(error)}") from error


def adapter_takes_text(adapter: TypeAdapter[Any], raw: str) -> bool:
    """Whether bare words were meant as a text: ``why=injuries`` for ``why="injuries"``."""
    try:
        adapter.validate_json(json.dumps(raw))
    except ValidationError:
        return False
    return True


def leaves_currency_open(texts: Iterator[str]) -> bool:
    """Whether an amount names no currency, so that the one assumed matters."""
    return any(_amount(text, "EUR") != _amount(text, "USD") for text in texts)


def _amount(text: str, currency: str) -> Fee | None:
    try:
        return read_fee(_YEARLY.sub("", _NET.sub("", text)).strip(), currency)
    except Malformed:
        return None
