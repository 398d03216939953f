"""What a replay comes to: deals by type, what was paid, busiest days, what stayed open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from ledger.domain.claims import Claim, standing
from ledger.domain.deal import Deal, Outcome
from ledger.domain.entry import Recorded, player_of
from ledger.domain.sources import FACTUAL
from ledger.domain.terms import MoveType
from ledger.domain.values import Money, MoneyKind, in_digits
from ledger.projections.dealings import done_by
from ledger.queries.payments import (
    add_ons_due,
    part_due,
    price_of_the_clause,
    purchase_term,
    spread,
)
from ledger.queries.replay.choosing import Chosen, Step
from ledger.queries.replay.stories import State

BUSIEST: Final = 5
_PURCHASES: Final = frozenset({"OptionExercised", "ObligationTriggered"})
Direction = Literal["spent", "received"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was spent or received in one currency, in whole units as text.

    ``low`` are the fixed parts and the add-ons that fell due, ``high`` these and every add-on; both
    are the same where nothing may come on top. ``open_ended`` counts the amounts that set no
    ceiling, ``inferred`` those of which only the clause tells a price, and nobody what was paid.
    """

    direction: Direction
    currency: str
    payments: int
    low: str
    high: str
    open_ended: int
    inferred: int = 0


@dataclass(frozen=True, slots=True)
class Untold:
    """The fees that no sum can hold: paid and undisclosed, or told by nobody; and the nils."""

    direction: Direction
    nil: int
    undisclosed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """A deal of the replay that had no official outcome at its end, and how far it had come."""

    deal: str
    player_id: str
    stage: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What a replay comes to.

    ``by_type`` counts the deals completed in it by move, ``bought`` the loans that an option or an
    obligation turned into a purchase in it. ``busiest`` are days with the number of deals completed
    on them.
    """

    frames: int
    completed: int
    by_type: dict[str, int] = field(default_factory=dict)
    bought: int = 0
    loans_with_option: int = 0
    loans_with_obligation: int = 0
    sums: tuple[Sum, ...] = ()
    untold: tuple[Untold, ...] = ()
    busiest: tuple[tuple[str, int], ...] = ()
    open: tuple[OpenDeal, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)


class _Payment(NamedTuple):
    """One amount that fell due, None where nobody told it, and what may come on top.

    ``due`` is the part of that which fell due itself, and is a payment of its own.
    """

    money: Money | None
    extra: Money | None = None
    due: Decimal = Decimal(0)
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A deal that the replay told of: how it stood at its end, and its entries in the replay."""

    deal: Deal
    claims: Sequence[Claim]
    items: Sequence[Recorded]

    @property
    def completed(self) -> Recorded | None:
        """The entry of the replay that completed it."""
        done = done_by(self.deal) if self.deal.state is Outcome.COMPLETED else None
        return self._told_again(done) if done is not None else None

    @property
    def bought(self) -> bool:
        """Whether the replay has the loan turned into a purchase, by its clauses or apart."""
        used = self.deal.option.official
        apart = used is not None and used.state == "bought" and self._told_again(used.entry)
        return bool(apart) or any(_fact_of(one, _PURCHASES) for one in self.items)

    def _told_again(self, item: Recorded) -> Recorded | None:
        """The entry of the replay that tells what an entry does."""
        same = (item.entry.kind, item.day)
        return next((one for one in self.items if (one.entry.kind, one.day) == same), None)

    @property
    def payments(self) -> Iterator[_Payment]:
        """Each fee and each add-on that fell due in the replay, with what may come on top."""
        due = [
            claim
            for claim in add_ons_due(self.claims)
            if any(claim.entry.position == item.position for item in self.items)
        ]
        fees = list(self._fees())
        extras = [fee.extra for fee in fees if fee.extra is not None]
        parts = iter(part_due(extras, (claim.money for claim in due)))
        for fee in fees:
            yield fee._replace(due=next(parts)) if fee.extra is not None else fee
        yield from (_Payment(claim.money) for claim in due)

    def _fees(self) -> Iterator[_Payment]:
        if self.completed is not None:
            yield self._fee("loan fee" if self.deal.move is MoveType.LOAN else "fee")
        if self.bought:
            term = purchase_term(self.claims)
            price = price_of_the_clause(self.claims, self.deal.option.official)
            if standing(self.claims, term) is None and price is not None:
                yield _Payment(price.money, inferred=True)
            else:
                yield self._fee(term)
        extended = any(_fact_of(one, {"LoanExtended"}) for one in self.items)
        if extended and standing(self.claims, "extension fee") is not None:
            yield self._fee("extension fee")

    def _fee(self, term: str) -> _Payment:
        told, extra = standing(self.claims, term), standing(self.claims, f"{term}: add-ons")
        return _Payment(told.money if told else None, extra.money if extra else None)

    def has(self, clause: str) -> bool:
        """Whether the deal carries a clause, as what stands has it."""
        claim = standing(self.claims, clause)
        return claim is not None and claim.value != "none"


def _fact_of(item: Recorded, kinds: Collection[str]) -> bool:
    return item.entry.kind in kinds and item.entry.basis in FACTUAL


def totals(chosen: Chosen, steps: Sequence[Step]) -> Totals:
    """What the steps of a replay come to, as known at its end."""
    told = list(_told(chosen, steps))
    done = [one for one in told if one.completed is not None]
    days = Counter(one.completed.day.isoformat() for one in done if one.completed is not None)
    loans = [one for one in done if one.deal.move is MoveType.LOAN]
    sums, untold = _money(told, chosen.clubs)
    return Totals(
        frames=len(steps),
        completed=len(done),
        by_type=dict(sorted(Counter(str(one.deal.move or "not told") for one in done).items())),
        bought=sum(one.bought for one in told),
        loans_with_option=sum(one.has("option") for one in loans),
        loans_with_obligation=sum(one.has("obligation") for one in loans),
        sums=sums,
        untold=untold,
        busiest=tuple(sorted(days.items(), key=lambda pair: (-pair[1], pair[0]))[:BUSIEST]),
        open=tuple(
            OpenDeal(one.deal.deal, player_of(one.deal.deal), one.deal.headline)
            for one in told
            if one.deal.state is Outcome.OPEN
        ),
    )


def _told(chosen: Chosen, steps: Sequence[Step]) -> Iterator[_Told]:
    """The deals that any step told of, in the order of their ids."""
    by_person: dict[str, list[Step]] = {}
    for step in steps:
        by_person.setdefault(step.person, []).append(step)
    for person, its in sorted(by_person.items()):
        story = chosen.stories[person]
        state: State = story.after(chosen.at_the_end(story))
        alive = {item.first_position for item in state.alive}
        for name in sorted({name for step in its for name in step.effect.deals}):
            deal = state.deal(name)
            if deal is not None:
                first = {s.item.first_position for s in its if name in s.effect.deals} & alive
                items = [item for item in state.told(name) if item.first_position in first]
                yield _Told(deal, state.claims(name), items)


def _money(
    told: Sequence[_Told], clubs: frozenset[str] | None
) -> tuple[tuple[Sum, ...], tuple[Untold, ...]]:
    """What was paid, as intervals by currency; apart, what cannot be summed."""
    amounts: dict[tuple[Direction, str], list[_Payment]] = {}
    untold: dict[Direction, Counter[MoneyKind]] = {}
    for one in told:
        for direction in _directions(one.deal, clubs):
            for payment in one.payments:
                money = payment.money
                if money is None or money.currency is None:
                    kind = money.kind if money is not None else MoneyKind.UNKNOWN
                    untold.setdefault(direction, Counter())[kind] += 1
                else:
                    amounts.setdefault((direction, money.currency), []).append(payment)
    return (
        tuple(_sum(direction, currency, paid) for (direction, currency), paid
              in sorted(amounts.items())),
        tuple(
            Untold(direction, kinds[MoneyKind.NIL], kinds[MoneyKind.UNDISCLOSED],
                   kinds[MoneyKind.UNKNOWN])
            for direction, kinds in sorted(untold.items())
        ),
    )  # fmt: skip


def _directions(deal: Deal, clubs: frozenset[str] | None) -> Iterator[Direction]:
    """Whether the clubs asked about paid for a deal, were paid for it, or both."""
    if clubs is None or deal.to_club in clubs:
        yield "spent"
    if clubs is not None and deal.from_club in clubs:
        yield "received"


def _sum(direction: Direction, currency: str, paid: Sequence[_Payment]) -> Sum:
    fixed = [one.money for one in paid if one.money is not None]
    extras = [(one.extra, one.due) for one in paid if one.extra and one.extra.currency == currency]
    sums = spread(fixed, extras)
    return Sum(
        direction=direction,
        currency=currency,
        payments=len(paid),
        low=in_digits(sums.low),
        high=in_digits(sums.high),
        open_ended=sums.open_ended,
        inferred=sum(one.inferred for one in paid),
    )
