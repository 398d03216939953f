"""The figures of a relationship: one way, both ways together, and what was declared beside them."""

from __future__ import annotations

from dataclasses import dataclass

POLICY = "relationships 1"
"""The version of the formulas; a change of any of them raises it."""


@dataclass(frozen=True, slots=True)
class Way:
    """What one club let the other have: deals done, what became of loans, options and fees.

    Of the loans, ``bought`` were turned into purchases and ``open_loans`` run on the day.
    ``undisclosed`` and ``unknown`` count payments by the taker that no interval can hold.
    ``weight`` is what the deals still weigh; ``compared`` those in the seasons and between the
    clubs compared, ``expected`` what chance would give. ``last_on`` is the day of the last deal.
    """

    deals: int
    loans: int
    sales: int
    free: int
    bought: int
    returned: int
    recalled: int
    terminated_early: int
    open_loans: int
    options: int
    options_open: int
    options_exercised: int
    options_declined: int
    options_lapsed: int
    obligations: int
    obligations_met: int
    undisclosed: int
    unknown: int
    weight: float
    compared: int | None
    expected: float | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """What two clubs have in common, both ways together.

    Only deals that are official or listed count as deals. ``agreed`` are signed and take effect
    later, ``talks`` and ``rumours`` are deals that
    were not done, ``player_links`` players who left one club free and joined the other. Rates are
    empty, and judged ``insufficient``, under five cases.
    """

    club_a_id: str
    club_a: str
    club_b_id: str
    club_b: str
    deals: int
    agreed: int
    talks: int
    rumours: int
    player_links: int
    served_both: int
    last_deal_on: str | None
    last_deal: str | None
    last_contact_on: str | None
    last_contact: str | None
    last_contact_basis: str | None
    last_contact_entry: int | None
    streak: int
    streak_first: str | None
    streak_last: str | None
    longest_streak: int
    longest_first: str | None
    longest_last: str | None
    exercise_rate: float | None
    exercise_low: float | None
    exercise_high: float | None
    exercise_judged: str
    rumoured: int
    rumoured_done: int
    rumoured_came_to_nothing: int
    rumoured_open: int
    conversion: float | None
    conversion_low: float | None
    conversion_high: float | None
    conversion_judged: str
    weight: float
    half_life_years: float
    trend: float | None
    reciprocity: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The pair beside all others: its deals, those expected, and how many times as many they are.

    ``within`` says which clubs and seasons are compared; ``low`` and ``high`` are the 10th and the
    90th percentile of the lift; ``rank`` its place among the ``pairs`` with a deal, and ``allies``
    how many of these have a 10th percentile above 1. ``not_judged`` says why there is no verdict.
    """

    within: str
    seasons: str | None
    league: str | None
    clubs: int
    network_deals: int
    pairs: int
    allies: int | None
    network_reciprocity: float | None
    reciprocity_by_chance: float | None
    reciprocity_rho: float | None
    compared: int | None
    expected: float | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    rank: int | None
    verdict: str | None
    not_judged: str | None
    policy: str = POLICY


@dataclass(frozen=True, slots=True)
class Declared:
    """What users declared of the two clubs; no figure rests on it."""

    rivalry: str | None
    owners_a: str | None
    owners_b: str | None
    owner_of_both: str | None
