"""A deal's rows: its state as known at a moment, its flags, and the answer that has them all."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.queries.answers import Listed, Meta
from ledger.queries.log import LogRow


@dataclass(frozen=True, slots=True)
class DealSummary:
    """One deal as known at the moment asked for.

    ``stage`` is the headline; each track stands apart, official beside reported. ``outcome`` is
    open, completed, collapsed or hijacked on the official track, or ``lapsed`` where the
    registration period it aimed at has passed without one. ``fee`` is in words; ``fee_kind``
    tells exact, about, nil, undisclosed or unknown, with the amount in whole units of its
    currency. ``option_state`` is what became of a loan's option or obligation, ``lapsed
    (inferred)`` where its days passed without a word. ``basis`` is what the outcome rests on, or
    the latest news where there is none. ``also`` are other ids that the same deal was opened
    under.
    """

    deal: str
    also: str | None
    player_id: str
    player: str
    from_club_id: str | None
    from_club: str | None
    to_club_id: str
    to_club: str
    move: str | None
    window: str
    stage: str
    outcome: str
    outcome_on: str | None
    outcome_reason: str | None
    basis: str
    by_club: str | None
    clubs_official: str | None
    clubs_reported: str | None
    player_official: str | None
    player_reported: str | None
    medical: str | None
    registration: str | None
    announced_on: str | None
    opened_on: str
    aimed_until: str
    last_on: str
    loan_until: str | None
    fee: str | None
    fee_basis: str | None
    fee_kind: str
    fee_amount: str | None
    fee_amount_max: str | None
    fee_currency: str | None
    add_ons: str | None
    costs: str | None
    option: str | None
    option_until: str | None
    option_basis: str | None
    option_state: str | None
    obligation: str | None
    obligation_basis: str | None
    purchase_fee: str | None
    entries: int
    last_entry: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that the deal was opened under, the one it goes by first."""
        return (self.deal, *(self.also or "").split())


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing about a deal or a player that is worth a look, or that contradicts."""

    rule: str
    code: str
    entry: int
    against: int | None
    says: str


@dataclass(frozen=True)
class DealAnswer(Listed[LogRow]):
    """One deal in full: its state, its steps in the order the world learned them, its flags.

    As a sequence it is its steps. ``beside`` are reports of the player that name no engaging club,
    such as his own denial, from the days on which the deal was open: they are no steps of it.
    ``linked_by`` are entries of other players whose deals are said to hang together with it.
    """

    summary: DealSummary
    items: tuple[LogRow, ...]
    flags: tuple[Flag, ...]
    beside: tuple[LogRow, ...]
    linked_by: tuple[LogRow, ...]
    meta: Meta

    @property
    def steps(self) -> tuple[LogRow, ...]:
        """The deal's entries, in the order the world learned them."""
        return self.items
