"""Any value a model allows, made from the model itself, so that a new field is tried at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ledger.domain.dates import FIRST_DAY, LAST_DAY
from ledger.domain.terms import AllOf, AnyOf, Appearances, AvoidsRelegation
from ledger.domain.values import Money, MoneyKind, UncertainDate

calendar_days = st.dates(FIRST_DAY, LAST_DAY)
_amounts = st.decimals(0, 10**9, places=2, allow_nan=False) | st.integers(0, 10**12).map(Decimal)
_instants = st.builds(
    "{}T{:02}:{:02}{}".format,
    calendar_days,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(("Z", "+02:00", "-03:30", ":07Z", ":07.000123+01:00")),
)
uncertain_dates = st.one_of(
    calendar_days.map(UncertainDate.of),
    calendar_days.map(lambda day: UncertainDate.parse(day.isoformat()[:7])),
    calendar_days.map(lambda day: UncertainDate.parse(day.isoformat()[:4])),
    st.tuples(calendar_days, calendar_days).map(lambda two: UncertainDate.of(min(two), max(two))),
    _instants.map(UncertainDate.parse),
)
_plain_kinds = [
    kind for kind in MoneyKind if kind not in ("nil", "undisclosed", "unknown", "range")
]
moneys = st.one_of(
    st.sampled_from(("nil", "undisclosed", "unknown")).map(lambda k: Money(kind=MoneyKind(k))),
    st.builds(
        Money,
        kind=st.sampled_from(_plain_kinds),
        amount=_amounts,
        currency=st.sampled_from(("EUR", "GBP", "JPY")),
    ),
    st.tuples(_amounts, _amounts).map(
        lambda two: Money(
            kind=MoneyKind.RANGE, amount=min(two), amount_max=max(two), currency="CHF"
        )
    ),
)
_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)


def made(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Values of a model, any optional field left out or filled in."""
    return st.deferred(lambda: _made(model))


@cache
def _made(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    if model is Money:
        return moneys
    fields = {name: _field(field) for name, field in model.model_fields.items() if name != "kind"}
    required = {n: s for n, s in fields.items() if model.model_fields[n].is_required()}
    optional = {n: s for n, s in fields.items() if n not in required}

    def build(values: dict[str, Any]) -> Any:
        try:
            return model(**values)
        except ValidationError:
            return None  # its own rules forbid the combination: two equal clubs, say

    return (
        st.fixed_dictionaries(required, optional=optional)
        .map(build)
        .filter(lambda value: value is not None)
    )


def _field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return _of(field.annotation, tuple(field.metadata))


def _of(hint: Any, limits: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *more = get_args(hint)
        return _of(inner, (*limits, *_flat(more)))
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin in (Union, UnionType):
        return st.one_of(*(_of(part, limits) for part in get_args(hint)))
    if origin is tuple:
        least = next((limit.min_length for limit in limits if isinstance(limit, MinLen)), 0)
        part = get_args(hint)[0]
        return st.lists(_of(part), min_size=least, max_size=least + 1).map(tuple)
    return _simple(hint, limits)


def _simple(hint: Any, limits: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if hint is str:
        return _text(limits)
    if hint is int:
        return st.integers(_bound(limits, Ge, "ge", 0), _bound(limits, Le, "le", 10**6))
    if hint is Decimal:
        most = _bound(limits, Le, "le", 100)
        return st.decimals(0, most, places=1, allow_nan=False)
    leaves: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        AllOf: _pair(AllOf),
        AnyOf: _pair(AnyOf),
        bool: st.booleans(),
        date: calendar_days,
        UUID: st.uuids(),
        UncertainDate: uncertain_dates,
    }
    if hint in leaves:
        return leaves[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return made(hint)
    raise AssertionError(f"no strategy for {hint}")


def _bound(limits: tuple[Any, ...], sort: type, name: str, otherwise: int) -> int:
    return next((getattr(limit, name) for limit in limits if isinstance(limit, sort)), otherwise)


def _pair(hint: Any) -> st.SearchStrategy[Any]:
    leaf = st.builds(Appearances, at_least=st.integers(1, 500)) | st.builds(AvoidsRelegation)
    return st.tuples(leaf, leaf).map(lambda two: hint(of=two))


def _flat(metadata: list[Any]) -> tuple[Any, ...]:
    found: list[Any] = []
    for piece in metadata:
        found.extend(piece.metadata if isinstance(piece, FieldInfo) else (piece,))
    return tuple(found)


def _text(limits: tuple[Any, ...]) -> st.SearchStrategy[str]:
    for limit in limits:
        pattern = getattr(limit, "pattern", None)
        if pattern:
            return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) < 100)
    longest = next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), 12)
    return _words.map(str.strip).filter(lambda text: 0 < len(text) <= longest)
