"""Squad matters that move nobody: who is fit, what a club needs, whom it lists, what is noted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ledger.domain.events.base import Event, Position, Unnamed
from ledger.domain.values import (
    ClubId,
    PlayerId,
    Season,
    Text,
    UncertainDate,
    Value,
    several,
)

MOST_LISTED = 100
"""No competition lists so many; more is a mistake."""


class InjuryReported(Event):
    """A player is out injured; only what was made public is recorded.

    In a club's stream it is about players left unnamed.
    """

    kind: Literal["InjuryReported"] = "InjuryReported"
    injury: Text | None = None
    expected_return: UncertainDate | None = None
    club: ClubId | None = None
    unnamed: Unnamed | None = None


class PlayerReturned(Event):
    """The player is fit and available again."""

    kind: Literal["PlayerReturned"] = "PlayerReturned"


class NeedReported(Event):
    """A club is said to need players of a position, and why."""

    kind: Literal["NeedReported"] = "NeedReported"
    position: Position
    count: int = Field(default=1, ge=1, le=20)
    why: Text | None = None


class NoteRecorded(Event):
    """Something worth keeping that is no event of the market: form, a profile, a quote."""

    kind: Literal["NoteRecorded"] = "NoteRecorded"
    about: Literal["form", "profile", "other"] = "other"
    text: Text


class Listed(Value):
    """One name on a squad list: where he was trained, and whether he counts as under age.

    ``trained`` is ``club`` (by this club), ``association`` (by another club of it), or not told.
    """

    player: PlayerId
    trained: Literal["club", "association"] | None = None
    under_age: bool = Field(default=False, exclude_if=lambda young: not young)


class SquadListSubmitted(Event):
    """A club named the players it registers for a competition; a list moves nobody.

    ``list`` tells which, where a competition has several: UEFA's A and B. A later submission
    of the same list replaces it.
    """

    kind: Literal["SquadListSubmitted"] = "SquadListSubmitted"
    competition: Text
    season: Season
    list: Literal["A", "B"] | None = None
    players: tuple[Listed, ...] = Field(min_length=1, max_length=MOST_LISTED)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _check_once(listed.player for listed in self.players)
        return self


class SquadListAmended(Event):
    """A club put players on a squad list, took others off, or both."""

    kind: Literal["SquadListAmended"] = "SquadListAmended"
    competition: Text
    season: Season
    list: Literal["A", "B"] | None = None
    added: tuple[Listed, ...] = several(MOST_LISTED)
    removed: tuple[PlayerId, ...] = several(MOST_LISTED)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if not self.added and not self.removed:
            raise ValueError("a list is amended by somebody: say who is added or removed")
        _check_once([*(listed.player for listed in self.added), *self.removed])
        return self


def _check_once(players: Iterable[str]) -> None:
    seen: set[str] = set()
    for player in players:
        if player in seen:
            raise ValueError(f"{player} stands on the list twice")
        seen.add(player)


SquadMatter = Annotated[
    InjuryReported
    | PlayerReturned
    | NeedReported
    | NoteRecorded
    | SquadListSubmitted
    | SquadListAmended,
    Field(discriminator="kind"),
]
