"""Values made of parts that are right already, without validating them once more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

Made = TypeVar("Made", bound=BaseModel)


def made(kind: type[Made], **parts: Any) -> Made:
    """The value that validation would make of parts which need none, in a fraction of the time.

    For bulk work, where each part is a validated value or a constant of our own; whatever comes
    from elsewhere is handed to the class itself. What is left out has its default.
    """
    return assembled(kind, {**_defaults(kind), **parts}, set(parts))


def assembled(kind: type[Made], parts: Mapping[str, Any], told: set[str]) -> Made:
    """A value of these parts, all of them there; ``told`` are those that were not left out."""
    value = kind.__new__(kind)
    object.__setattr__(value, "__dict__", parts)
    object.__setattr__(value, "__pydantic_fields_set__", told)
    object.__setattr__(value, "__pydantic_extra__", None)
    object.__setattr__(value, "__pydantic_private__", None)
    return value


@cache
def _defaults(kind: type[BaseModel]) -> Mapping[str, Any]:
    """What stands in each field that nothing is told of, in the order of the fields."""
    return {name: field.get_default() for name, field in kind.model_fields.items()}
