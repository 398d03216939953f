"""What each rule can be set to: typed, so that a rule pack with a wrong name or figure is refused.

A limit that is None does not exist for that time.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from ledger.domain.values import Text, Value

Count = Annotated[int, Field(ge=0, le=10_000)]
Years = Annotated[int, Field(ge=0, le=100)]
Months = Annotated[int, Field(ge=0, le=1_200)]
Trigrams = tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], ...]


def _in_any_year(day: str) -> str:
    date.fromisoformat(f"2001-{day}")
    return day


DayOfTheYear = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_in_any_year)]
"""Month and day, one that every year has: ``08-31``."""


class NoParameters(Value):
    """A rule of which nothing can be set."""


class Periods(Value):
    """When a move may be registered.

    A move told at most ``ahead_days`` before a period opens is registered when it does, unless a
    registration on another day is on record; one at most ``leeway_days`` after a closing that is
    assumed was in time.
    """

    ahead_days: Count
    leeway_days: Count


class SeasonRegistrations(Value):
    """How many clubs a player may be registered with, and play for, in one season.

    The season's first official match has been played by the day ``begun_by`` (month and day); a
    stay that ended before may not count.
    """

    clubs_registered_max: Count
    clubs_played_max: Count
    begun_by: DayOfTheYear


class BridgeTransfers(Value):
    """Within how many weeks a second transfer is presumed to be a bridge transfer."""

    weeks: Count


class InternationalLoans(Value):
    """How many international loans a club may have at a time, and how long each may last.

    ``exempt`` says what frees a loan from the count: being young *and* trained by the releasing
    club, or one of the two. Young is a loan before the end of the season of ``young_until``.
    """

    out_max: Count
    in_max: Count
    out_to_one_club_max: Count
    in_from_one_club_max: Count
    young_until: Years
    exempt: Literal["and", "or"]
    months_max: Months
    one_period_min: bool
    sub_loans: bool
    trained_months: Months
    trained_from_age: Years
    trained_until_age: Years


class SquadList(Value):
    """What a competition lets a club enter on one list of players.

    A player born on or after 1 January of (the year the season begins − ``free_years``) needs no
    place. At most ``free_places_max`` go to players who were trained neither by the club nor by
    its association, the rest is for those who were; of the association-trained no more than
    ``association_trained_counted_max`` count as such.
    """

    competitions: tuple[Text, ...]
    list: Literal["A", "B"] | None = None
    places_max: Count | None = None
    free_places_max: Count | None = None
    association_trained_counted_max: Count | None = None
    goalkeepers_min: Count | None = None
    free_years: Years | None = None
    additions_max: Count | None = None
    only_free: bool = False
    unbroken_years: Years | None = None


class ContractLength(Value):
    """For how many years a contract may run, for minors fewer."""

    years_max: Years
    minor_years_max: Years
    adult_age: Years


class PreContract(Value):
    """From how many months before his contract ends a player may sign for another club."""

    months: Months


class Minors(Value):
    """From which age a player may move between associations, and what is excepted.

    Between two associations of ``area`` a player may move from ``area_age`` on.
    """

    age: Years
    area_age: Years
    area: Trigrams


class Evidence(Value):
    """How many separate pieces of evidence make a fact that is not official solid."""

    pieces_min: Count


MODELS: Final[dict[str, type[Value]]] = {
    "registration-periods": Periods,
    "season-registrations": SeasonRegistrations,
    "bridge-transfers": BridgeTransfers,
    "clause-prices": NoParameters,
    "international-loans": InternationalLoans,
    "squad-list-premier-league": SquadList,
    "squad-list-serie-a": SquadList,
    "squad-list-uefa-a": SquadList,
    "squad-list-uefa-b": SquadList,
    "contract-length": ContractLength,
    "pre-contract": PreContract,
    "minors": Minors,
    "reports-and-record": NoParameters,
    "copied-reports": NoParameters,
    "two-official-words": NoParameters,
    "weak-evidence": Evidence,
}
"""What each rule is set by. A rule without a line here, or a line without a file, is a mistake."""
