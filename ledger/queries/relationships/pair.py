"""The relationship of two clubs: everything on record between them, at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import inf
from typing import Any

from ledger.domain.errors import Malformed
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.corroboration import outlets_of
from ledger.queries.relationships import between, pace, rumours
from ledger.queries.relationships.between import Between
from ledger.queries.relationships.counted import Gathered, one_way, together
from ledger.queries.relationships.declared import declared
from ledger.queries.relationships.fees import FeeRow, fees
from ledger.queries.relationships.field import Field, field_of, league_tables
from ledger.queries.relationships.figures import Compared, Declared, Pair, Way
from ledger.queries.relationships.rows import DealBetween, deal_rows
from ledger.queries.relationships.rumours import OriginRow
from ledger.queries.relationships.served import OpenLoan, ServedRow, at_both


class SameClub(Malformed):
    """A club was to be related to itself."""

    def __init__(self, club: str) -> None:
        super().__init__(
            f"Cannot relate {club} to itself: both names lead to the same club. Name two clubs."
        )


class NotAHalfLife(Malformed):
    """A deal's weight cannot halve in no time."""

    def __init__(self, years: float) -> None:
        super().__init__(
            f"Cannot let a deal's weight halve in {years:g} years: it has to take some time. "
            "Name a number of years above 0, such as 3."
        )


@dataclass(frozen=True)
class RelationshipAnswer(Listed[DealBetween]):
    """The relationship of two clubs. As a sequence it is their deals, latest first.

    ``a_to_b`` is what A let B have, ``b_to_a`` the other way, ``pair`` both together. ``compared``
    is the pair beside all others, ``declared`` what users say of the two.
    """

    pair: Pair
    a_to_b: Way
    b_to_a: Way
    compared: Compared
    declared: Declared
    items: tuple[DealBetween, ...]
    fees: tuple[FeeRow, ...]
    origins: tuple[OriginRow, ...]
    served_both: tuple[ServedRow, ...]
    open_loans: tuple[OpenLoan, ...]
    meta: Meta

    @property
    def deals(self) -> tuple[DealBetween, ...]:
        """Deals done, talks and rumours, latest first."""
        return self.items

    def figures(self) -> dict[str, Any]:
        """Every figure in one flat row; what goes one way ends in ``_a_to_b`` or ``_b_to_a``."""
        ways = (("a_to_b", self.a_to_b), ("b_to_a", self.b_to_a))
        one_way = {
            f"{key}_{name}": value for name, way in ways for key, value in asdict(way).items()
        }
        return {**asdict(self.pair), **one_way, **asdict(self.compared), **asdict(self.declared)}


def relationship(
    asking: Asking,
    a: str,
    b: str,
    *,
    seasons: str | None = None,
    league: str | None = None,
    half_life_years: float = pace.HALF_LIFE_YEARS,
) -> RelationshipAnswer:
    """Everything on record between two clubs, and whether it is much."""
    meant = [asking.club(club).subject for club in (a, b)]
    named = asking.shown(meant)  # as they were called at the position
    one, two = (named[subject] for subject in meant)
    if one.id == two.id:
        raise SameClub(one.name)
    if not 0 < half_life_years < inf:
        raise NotAHalfLife(half_life_years)
    with league_tables(asking) as tables:
        field = field_of(asking, tables, seasons=seasons, league=league)
        dealings = between.dealt(asking, tables, one.id, two.id)
    served, loans = at_both(asking, one.id, two.id)
    found = Gathered(
        asking.on,
        one,
        two,
        between.gathered(asking, dealings),
        [row for row in dealings if row.dealing == "player link"],
        served,
        loans,
        half_life_years,
        field.network.tie(one.id, two.id) if field.why_no_lift(one.id, two.id) is None else None,
    )
    names = {one.id: one.name, two.id: two.name}
    return RelationshipAnswer(
        pair=together(found),
        a_to_b=one_way(found, one.id),
        b_to_a=one_way(found, two.id),
        compared=_compared(field, found),
        declared=declared(asking, one.id, two.id),
        items=deal_rows(asking, found.deals, names),
        fees=tuple(fees(found.deals, asking.on, names)),
        origins=_origins(asking, found.deals),
        served_both=tuple(served),
        open_loans=tuple(loans),
        meta=asking.meta,
    )


def _compared(field: Field, found: Gathered) -> Compared:
    a, b, tie = found.a, found.b, found.tie
    network = field.network
    returned = network.reciprocity
    unjudged = field.why_no_verdict(a.id, b.id)
    return Compared(
        within=field.chosen,
        seasons=str(field.seasons) if field.seasons else None,
        league=field.league,
        clubs=len(network.clubs),
        network_deals=network.deals,
        pairs=len(network.pairs),
        allies=network.allies if field.covered else None,
        network_reciprocity=returned.observed if returned else None,
        reciprocity_by_chance=returned.by_chance if returned else None,
        reciprocity_rho=returned.rho if returned else None,
        compared=tie.a_to_b + tie.b_to_a if tie else None,
        expected=tie.expected_a_to_b + tie.expected_b_to_a if tie else None,
        lift=tie.lift if tie else None,
        lift_low=tie.low if tie else None,
        lift_high=tie.high if tie else None,
        rank=network.rank(a.id, b.id) if tie else None,
        verdict=tie.verdict if tie and unjudged is None else None,
        not_judged=unjudged,
    )


def _origins(asking: Asking, deals: Sequence[Between]) -> tuple[OriginRow, ...]:
    reports = [item for one in deals for item in between.rumours_before(one, asking.on)]
    told = rumours.by_origin(deals, asking.on, outlets_of(asking, reports))
    named = asking.named([f"source:{origin}" for origin in told])
    rows = [
        rumours.origin_row(origin, named(f"source:{origin}") or origin, those)
        for origin, those in told.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.deals, row.origin_id)))
