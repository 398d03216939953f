"""Reference: who the players, clubs and sources are, when windows open, which rules hold here."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from ledger.domain.events.base import Event, Position
from ledger.domain.sources import Language, Reliability, SourceType
from ledger.domain.values import (
    ClubId,
    Day,
    Percent,
    Season,
    SourceId,
    Text,
    UncertainDate,
    Value,
    WindowId,
    several,
)

Association = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""A FIFA trigram: ``ITA``, ``ENG``."""


class ExternalId(Value):
    """What another register calls it: ``transfermarkt 342385``, ``wikidata Q23898853``."""

    scheme: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    id: Text

    def __str__(self) -> str:
        return f"{self.scheme}:{self.id}"


class PlayerRegisteredInLedger(Event):
    """A player got an id in this ledger. Nothing is said of any club."""

    kind: Literal["PlayerRegisteredInLedger"] = "PlayerRegisteredInLedger"
    name: Text
    aliases: tuple[Text, ...] = several()
    born: UncertainDate | None = None
    nationalities: tuple[Association, ...] = several()
    position: Position | None = None
    external_ids: tuple[ExternalId, ...] = several()


class ClubRegisteredInLedger(Event):
    """A club's team got an id in this ledger. B teams and women's teams are teams of their own.

    ``succeeds`` is the club that it carries on after a bankruptcy or a merger.
    """

    kind: Literal["ClubRegisteredInLedger"] = "ClubRegisteredInLedger"
    name: Text
    aliases: tuple[Text, ...] = several()
    association: Association | None = None
    external_ids: tuple[ExternalId, ...] = several()
    team: Literal["first", "reserve", "women", "youth"] | None = None
    succeeds: ClubId | None = None


class SourceRegistered(Event):
    """A source got an id in this ledger. ``club`` is whose official voice it is, if any."""

    kind: Literal["SourceRegistered"] = "SourceRegistered"
    name: Text
    type: SourceType = SourceType.OUTLET
    aliases: tuple[Text, ...] = several()
    club: ClubId | None = None
    outlet: SourceId | None = None
    language: Language | None = None


class SourceGraded(Event):
    """Our judgement of a source's reliability, in general or about one club."""

    kind: Literal["SourceGraded"] = "SourceGraded"
    reliability: Reliability
    about_club: ClubId | None = None
    why: Text | None = None


class AliasAdded(Event):
    """Another name by which a player, a club or a source is known, or was for a time."""

    kind: Literal["AliasAdded"] = "AliasAdded"
    alias: Text
    language: Language | None = None
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.since, self.until)
        return self


class SeasonCovered(Event):
    """This ledger has data on a club's season: its transfers, its squad list or its line-ups.

    ``windows`` are the registration periods covered, where the data is on transfers.
    """

    kind: Literal["SeasonCovered"] = "SeasonCovered"
    season: Season
    what: Literal["transfers", "squad list", "line-ups"]
    windows: tuple[WindowId, ...] = several()


class WindowDefined(Event):
    """A registration period of an association, as published; in the window's own stream."""

    kind: Literal["WindowDefined"] = "WindowDefined"
    association: Association | None = None
    first_day: Day
    last_day: Day


class WindowAmended(Event):
    """An association moved the opening or the closing of a registration period."""

    kind: Literal["WindowAmended"] = "WindowAmended"
    first_day: Day | None = None
    last_day: Day | None = None
    reason: Text | None = None


class OwnershipDeclared(Event):
    """Our user's word that somebody owns a club, or a share of it, for a time or ever since.

    The same ``owner`` of two clubs is what makes them sisters.
    """

    kind: Literal["OwnershipDeclared"] = "OwnershipDeclared"
    owner: Text
    share: Percent | None = None
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.since, self.until)
        return self


class RivalryDeclared(Event):
    """Our user's word that two clubs are rivals; it holds for both, whichever names the other."""

    kind: Literal["RivalryDeclared"] = "RivalryDeclared"
    with_club: ClubId
    name: Text | None = None
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.since, self.until)
        return self


class Parameter(Value):
    """What a rule is set to: a number, a word, several words, or yes and no."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
    value: bool | int | Text | tuple[Text, ...]

    def __str__(self) -> str:
        value = " and ".join(self.value) if isinstance(self.value, tuple) else self.value
        return f"{self.name} {value}"


class RulePackAdopted(Event):
    """Our user set parameters of a rule otherwise than shipped, for a time, by a text he names."""

    kind: Literal["RulePackAdopted"] = "RulePackAdopted"
    rule: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
    parameters: tuple[Parameter, ...] = Field(min_length=1, max_length=50)
    since: Day
    until: Day | None = None
    reference: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.since, self.until)
        names = [parameter.name for parameter in self.parameters]
        if len(set(names)) < len(names):
            raise ValueError("each parameter is set once")
        return self


def _check_order(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise ValueError(f"it ends on {until}, before it begins on {since}")


Reference = Annotated[
    PlayerRegisteredInLedger
    | ClubRegisteredInLedger
    | SourceRegistered
    | SourceGraded
    | AliasAdded
    | SeasonCovered
    | WindowDefined
    | WindowAmended
    | OwnershipDeclared
    | RivalryDeclared
    | RulePackAdopted,
    Field(discriminator="kind"),
]
