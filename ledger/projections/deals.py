"""Deals: one row for each deal and state of knowledge, official beside reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ledger.domain.claims import Claim, Status
from ledger.domain.deal import Deal, Tracks, ordinal
from ledger.domain.events import Event, kinds_of
from ledger.domain.values import Money
from ledger.projections.base import History, Projection, over_time, table

DEAL_KINDS: Final = kinds_of("reports", "steps", "movements", "contracts")


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
    option_state: str | None
    obligation: str | None
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
            (at.known_from, [_deal_row(history.id, also, at.deal, at.claims)]) for at in states
        )


def fold_terms(history: History) -> Iterable[tuple[object, ...]]:
    """One row a claim and state of knowledge."""
    for name, states in history.deals.items():
        yield from over_time(
            (
                at.known_from,
                [_term_row(name, history.id, claim) for claim in at.claims],
            )
            for at in states
        )


def _state(tracks: Tracks) -> str | None:
    best = tracks.best
    if best is None:
        return None
    return best.state if best is tracks.official else f"{best.state} (reported)"


def _standing(said: Iterable[Claim]) -> dict[str, Claim]:
    return {claim.term: claim for claim in said if claim.status is Status.STANDS}


def _deal_row(player: str, also: str | None, deal: Deal, said: Sequence[Claim]) -> DealRow:
    terms = _standing(said)
    fee_claim = terms.get("loan fee") or terms.get("fee")
    fee = fee_claim.money if fee_claim is not None else None
    amounts = _amounts(fee)
    ended = deal.outcome.best
    event = ended.entry.event if ended is not None else None
    words = {term: claim.value for term, claim in terms.items()}
    positions = [item.position for item in deal.entries]

    return DealRow(
        deal=deal.deal,
        also=also,
        player=player,
        from_club=deal.from_club,
        to_club=deal.to_club,
        ordinal=ordinal(deal.deal),
        move=deal.move,
        window=deal.window,
        opened_on=deal.opened_on.isoformat(),
        aimed_until=deal.aimed_until.isoformat(),
        last_on=max(item.day for item in deal.entries).isoformat(),
        stage=deal.headline,
        outcome=deal.state,
        outcome_on=ended.entry.day.isoformat() if ended is not None else None,
        outcome_reason=_said(event, "reason"),
        basis=(ended.entry if ended is not None else deal.last).entry.basis or "reported",
        by_club=_said(event, "by_club"),
        clubs_official=deal.clubs.official.state if deal.clubs.official else None,
        clubs_reported=deal.clubs.reported.state if deal.clubs.reported else None,
        player_official=deal.player.official.state if deal.player.official else None,
        player_reported=deal.player.reported.state if deal.player.reported else None,
        medical=_state(deal.medical),
        registration=_state(deal.registration),
        announced_on=deal.announced.day.isoformat() if deal.announced is not None else None,
        loan_until=deal.loan_until.isoformat() if deal.loan_until is not None else None,
        option=words.get("option"),
        option_state=_state(deal.option),
        obligation=words.get("obligation"),
        purchase_fee=words.get("purchase fee"),
        fee=fee_claim.value if fee_claim is not None else None,
        fee_basis=fee_claim.entry.entry.basis if fee_claim is not None else None,
        fee_kind=fee.kind if fee is not None else "unknown",
        fee_amount=amounts["amount"],
        fee_amount_max=amounts["amount_max"],
        fee_currency=amounts["currency"],
        add_ons=words.get("loan fee: add-ons", words.get("fee: add-ons")),
        costs=words.get("loan fee: costs", words.get("fee: costs")),
        entries=len(positions),
        first_entry=min(positions),
        last_entry=max(positions),
    )


def _said(event: Event | None, field: str) -> str | None:
    """What an event says in a field that only some kinds have."""
    value = event.__dict__.get(field) if event is not None else None
    return str(value) if value is not None else None


def _amounts(money: Money | None) -> dict[str, str | None]:
    amount = format(money.amount, "f") if money is not None and money.amount is not None else None
    upper = None
    if money is not None and money.amount_max is not None:
        upper = format(money.amount_max, "f")
    return {
        "kind": money.kind if money is not None else None,
        "amount": amount,
        "amount_max": upper,
        "currency": money.currency if money is not None else None,
    }


def _term_row(name: str, player: str, claim: Claim) -> TermRow:
    entry = claim.entry.entry
    return TermRow(
        deal=name,
        player=player,
        term=claim.term,
        value=claim.value,
        **_amounts(claim.money),
        basis=entry.basis or "reported",
        source=", ".join(piece.source for piece in entry.evidence),
        cites=", ".join(dict.fromkeys(c for piece in entry.evidence for c in piece.cites)),
        published=entry.published_at.text if entry.published_at is not None else None,
        entry=claim.entry.position,
        status=claim.status,
        by_entry=claim.by.position if claim.by is not None else None,
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
