"""Deals: one row for each deal and state of knowledge, official beside reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ledger.domain.claims import Claim, Status
from ledger.domain.deal import Deal, Tracks, ordinal
from ledger.domain.events import Event, kinds_of
from ledger.domain.values import Money
from ledger.projections.base import History, Projection, over_time, table

DEAL_KINDS: Final = kinds_of("reports", "steps", "movements", "clauses", "contracts")


class DealRow(NamedTuple):
    """One deal: its parties, how far each track is, and what it costs as far as is told.

    ``stage`` is the headline. Amounts are whole units of ``fee_currency`` as text; ``fee_kind``
    tells exact, about, nil, undisclosed or unknown. ``also`` are the other ids that the same deal
    was opened under, between spaces.
    """

    deal: str
    also: str | None
    player: str
    from_club: str | None
    to_club: str
    ordinal: int
    move: str | None
    window: str
    opened_on: str
    aimed_until: str
    last_on: str
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
    loan_until: str | None
    option: str | None
    option_until: str | None
    option_basis: str | None
    option_state: str | None
    obligation: str | None
    obligation_basis: str | None
    purchase_fee: str | None
    fee: str | None
    fee_basis: str | None
    fee_kind: str
    fee_amount: str | None
    fee_amount_max: str | None
    fee_currency: str | None
    add_ons: str | None
    costs: str | None
    entries: int
    first_entry: int
    last_entry: int


class TermRow(NamedTuple):
    """One source's word on one term of a deal, and what became of it by then.

    ``by_entry`` is the entry that superseded, contradicted or retracted it, or that it agrees
    with. ``source`` and ``cites`` are ids, several joined by a comma.
    """

    deal: str
    player: str
    term: str
    value: str
    kind: str | None
    amount: str | None
    amount_max: str | None
    currency: str | None
    basis: str
    source: str
    cites: str
    published: str | None
    entry: int
    status: str
    by_entry: int | None


def fold_deals(history: History) -> Iterable[tuple[object, ...]]:
    """One row a deal and state of knowledge."""
    for name, states in history.deals.items():
        also = history.also(name)
        yield from over_time(
            [(at.known_from, [_deal_row(history.id, also, at.deal, at.claims)]) for at in states]
        )


def fold_terms(history: History) -> Iterable[tuple[object, ...]]:
    """One row a claim and state of knowledge."""
    for name, states in history.deals.items():
        if any(at.claims for at in states):
            yield from over_time(
                [
                    (at.known_from, [_term_row(name, history.id, claim) for claim in at.claims])
                    for at in states
                ]
            )


def _state(tracks: Tracks) -> str | None:
    best = tracks.best
    if best is None:
        return None
    return best.state if best is tracks.official else f"{best.state} (reported)"


def _standing(said: Iterable[Claim]) -> dict[str, Claim]:
    """The words that stand, by term."""
    return {claim.term: claim for claim in said if claim.status is Status.STANDS}


def _deal_row(player: str, also: str | None, deal: Deal, said: Sequence[Claim]) -> DealRow:
    standing = _standing(said)
    words = {term: claim.value for term, claim in standing.items()}
    bases = {term: claim.entry.entry.basis for term, claim in standing.items()}
    ended = deal.outcome.best
    event = ended.entry.entry.event if ended is not None else None
    clubs, with_player = deal.clubs, deal.player
    positions = [item.position for item in deal.entries]

    return DealRow(  # by place: this runs once a deal and state of knowledge
        deal.deal,
        also,
        player,
        deal.from_club,
        deal.to_club,
        ordinal(deal.deal),
        deal.move,
        deal.window,
        deal.opened_on.isoformat(),
        deal.aimed_until.isoformat(),
        max([item.day for item in deal.entries]).isoformat(),
        deal.headline,
        deal.state,
        ended.entry.day.isoformat() if ended is not None else None,
        _said(event, "reason"),
        (ended.entry if ended is not None else deal.last).entry.basis or "reported",
        _said(event, "by_club"),
        clubs.official.state if clubs.official else None,
        clubs.reported.state if clubs.reported else None,
        with_player.official.state if with_player.official else None,
        with_player.reported.state if with_player.reported else None,
        _state(deal.medical),
        _state(deal.registration),
        deal.announced.day.isoformat() if deal.announced is not None else None,
        deal.loan_until.isoformat() if deal.loan_until is not None else None,
        words.get("option"),
        words.get("option until"),
        bases.get("option"),
        _state(deal.option),
        words.get("obligation"),
        bases.get("obligation"),
        words.get("purchase fee"),
        *_fee_columns(standing),
        words.get("loan fee: add-ons", words.get("fee: add-ons")),
        words.get("loan fee: costs", words.get("fee: costs")),
        len(positions),
        min(positions),
        max(positions),
    )


_FeeColumns = tuple[str | None, str | None, str, str | None, str | None, str | None]


def _fee_columns(terms: Mapping[str, Claim]) -> _FeeColumns:
    """The fee that stands: in words, on what basis, and its kind, amounts and currency."""
    claim = terms.get("loan fee") or terms.get("fee")
    if claim is None:
        return (None, None, "unknown", None, None, None)
    kind, amount, upper, currency = _amounts(claim.money)
    basis = claim.entry.entry.basis
    return (claim.value, basis, kind or "unknown", amount, upper, currency)


def _said(event: Event | None, field: str) -> str | None:
    """What an event says in a field that only some kinds have."""
    value = event.__dict__.get(field) if event is not None else None
    return str(value) if value is not None else None


_Amounts = tuple[str | None, str | None, str | None, str | None]
_NO_AMOUNTS: Final = (None, None, None, None)


def _amounts(money: Money | None) -> _Amounts:
    """The kind of an amount, the amount, the most it may come to, and the currency."""
    if money is None:
        return _NO_AMOUNTS
    amount = format(money.amount, "f") if money.amount is not None else None
    upper = format(money.amount_max, "f") if money.amount_max is not None else None
    return (money.kind, amount, upper, money.currency)


def _term_row(name: str, player: str, claim: Claim) -> TermRow:
    entry = claim.entry.entry
    return TermRow(
        name,
        player,
        claim.term,
        claim.value,
        *_amounts(claim.money),
        entry.basis or "reported",
        ", ".join([piece.source for piece in entry.evidence]),
        ", ".join(dict.fromkeys([c for piece in entry.evidence for c in piece.cites])),
        entry.published_at.text if entry.published_at is not None else None,
        claim.entry.position,
        claim.status,
        claim.by.position if claim.by is not None else None,
    )


DEALS: Final = Projection(
    name="deals",
    table=table(
        "deals",
        DealRow,
        ("deal",),
        ("player",),
        ("from_club", "to_club"),
        ("to_club",),
        ("window",),
    ),
    kinds=DEAL_KINDS,
    fold=fold_deals,
)
TERMS: Final = Projection(
    name="terms",
    table=table("terms", TermRow, ("deal", "term"), ("player",)),
    kinds=DEAL_KINDS,
    fold=fold_terms,
)
