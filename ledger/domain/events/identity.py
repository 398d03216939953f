"""Identity: who is one and the same, who is not, and of whom it is not known yet."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from ledger.domain.events.base import Event
from ledger.domain.events.reference import Association, ExternalId
from ledger.domain.values import Text, UncertainDate, several

Who = Annotated[
    str, StringConstraints(pattern=r"^(?:player|club):[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=140)
]
"""A player or a club, as a subject: ``player:pierre-kalulu``."""


class ExternalIdLinked(Event):
    """Another register's id for a player or a club."""

    kind: Literal["ExternalIdLinked"] = "ExternalIdLinked"
    scheme: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    id: Text


class EntitiesMerged(Event):
    """Two ids turned out to be one player, or one club; both answer from now on.

    ``survivor`` is the id that stays in front; each id keeps its own entries.
    """

    kind: Literal["EntitiesMerged"] = "EntitiesMerged"
    survivor: Who
    merged: Who
    reason: Text | None = None

    @model_validator(mode="after")
    def _two_of_a_kind(self) -> Self:
        _check_pair(self.survivor, self.merged)
        return self


class MergeReverted(Event):
    """A merge was wrong: the two ids are two again, each with its own entries."""

    kind: Literal["MergeReverted"] = "MergeReverted"
    target: UUID
    reason: Text


class EntitiesToldApart(Event):
    """Two ids, or an id and what another register calls somebody, are two for ever."""

    kind: Literal["EntitiesToldApart"] = "EntitiesToldApart"
    one: Who
    other: Who | None = None
    external_id: ExternalId | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _two(self) -> Self:
        if (self.other is None) == (self.external_id is None):
            raise ValueError("tell it apart from another id, or from an external id")
        if self.other is not None:
            _check_pair(self.one, self.other)
        return self


class IdentityDoubted(Event):
    """An import could not tell whether somebody is one of those on record, and left him out.

    ``external_id`` is what the file calls him, ``candidates`` whom he may be.
    """

    kind: Literal["IdentityDoubted"] = "IdentityDoubted"
    external_id: ExternalId
    name: Text
    born: UncertainDate | None = None
    nationalities: tuple[Association, ...] = several()
    candidates: tuple[Who, ...] = Field(min_length=1)
    why: Text


def _check_pair(one: str, other: str) -> None:
    if one == other:
        raise ValueError(f"{one} is one id, not two")
    if one.partition(":")[0] != other.partition(":")[0]:
        raise ValueError(f"{one} and {other} are not of one sort")


Identity = Annotated[
    ExternalIdLinked | EntitiesMerged | MergeReverted | EntitiesToldApart | IdentityDoubted,
    Field(discriminator="kind"),
]
