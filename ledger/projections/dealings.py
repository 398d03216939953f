"""Dealings: what two clubs did with each other, one row a deal; a loan it bought is one deal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.career import Career
from ledger.domain.deal import Deal, Outcome
from ledger.domain.entry import Recorded
from ledger.domain.events import TransferCompleted
from ledger.domain.sources import FACTUAL
from ledger.domain.terms import MoveType
from ledger.domain.values import NoClub
from ledger.projections.base import History, Projection, over_time, table
from ledger.projections.deals import DEAL_KINDS

DONE: Final = ("loan", "sale", "free")
"""The dealings that are deals: official or listed, and done."""
BOUGHT: Final = frozenset({"exercised", "obligation triggered", "bought"})
"""What an option comes to where the loan became a purchase."""


class DealingRow(NamedTuple):
    """One deal, or one player link, between two clubs.

    ``dealing`` is loan, sale, free, talks (the clubs are said to have talked, bid or agreed, and
    no deal is done), rumour (nobody says so) or player link (he left one without a club taking
    him and joined the other: no deal between the two). ``outcome`` is the deal's headline.
    ``became`` says what a loan led to: sale, returned, or nothing yet.
    """

    deal: str | None
    player: str
    from_club: str
    to_club: str
    dealing: str
    became: str | None
    dealt_on: str
    window: str | None
    outcome: str
    entry: int


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """The dealings in one player's history, at every state of knowledge."""
    for states in history.deals.values():
        yield from over_time([(at.known_from, _deal_rows(history.id, at.deal)) for at in states])
    if not any(_joined_free(item) for item in history.live):
        return  # a link needs a club that he joined without leaving another for it
    yield from over_time(
        (known.known_from, list(_links(history.id, career))) for known, career in history.careers
    )


def _deal_rows(player: str, deal: Deal) -> list[DealingRow]:
    if deal.from_club is None:
        return []
    done = deal.state is Outcome.COMPLETED
    completed = done_by(deal)
    used = deal.option.official.state if deal.option.official is not None else None
    became = None
    if deal.move is MoveType.LOAN and done:
        if used in BOUGHT:
            became = "sale"
        elif deal.loan_over is not None:
            became = "returned"
    return [
        DealingRow(
            deal=deal.deal,
            player=player,
            from_club=deal.from_club,
            to_club=deal.to_club,
            dealing=_BY_MOVE.get(deal.move, "sale") if done and deal.move else undone(deal),
            became=became,
            dealt_on=(completed.day if completed is not None else deal.opened_on).isoformat(),
            window=deal.window,
            outcome=deal.state if done else deal.headline,
            entry=(completed or deal.entries[0]).position,
        )
    ]


def done_by(deal: Deal) -> Recorded | None:
    """The entry that did a deal; of a loan bought outside its clauses that is the loan still."""
    step = deal.outcome.official
    if step is None or deal.move is not MoveType.LOAN or step.entry.entry.kind == "LoanAgreed":
        return step.entry if step is not None else None
    loans = [item for item in deal.entries if item.entry.kind == "LoanAgreed"]
    factual = [item for item in loans if item.entry.basis in FACTUAL]
    return factual[-1] if factual else step.entry


_BY_MOVE: Final = {MoveType.LOAN: "loan", MoveType.FREE: "free"}
_TALKING: Final = {"talks", "stalled", "broken_off", "terms_agreed"}


def undone(deal: Deal) -> str:
    """What a deal not done is: talks where anyone says that the clubs talk, bid or agree."""
    steps = (deal.clubs.official, deal.clubs.reported)
    states = {step.state for step in steps if step is not None}
    bid = deal.bids or any(state.startswith("bid") for state in states)
    return "talks" if bid or states & _TALKING else "rumour"


def _joined_free(item: Recorded) -> bool:
    event = item.entry.event
    return isinstance(event, TransferCompleted) and event.from_club == NoClub.WITHOUT_CLUB


def _links(player: str, career: Career) -> Iterable[DealingRow]:
    """Players who left one club free and later joined another."""
    for earlier, later in zip(career.spells, career.spells[1:], strict=False):
        left, joined = earlier.parent_club, later.parent_club
        gap = earlier.valid_to is not None and later.valid_from is not None
        if left is None or joined is None or left == joined or not gap:
            continue
        if not _joined_free(later.entry):
            continue
        yield DealingRow(
            deal=None,
            player=player,
            from_club=left,
            to_club=joined,
            dealing="player link",
            became=None,
            dealt_on=(later.valid_from or date.min).isoformat(),
            window=None,
            outcome="completed",
            entry=later.entry.position,
        )


DEALINGS: Final = Projection(
    name="dealings",
    table=table("dealings", DealingRow, ("from_club", "to_club"), ("to_club",), ("player",)),
    kinds=DEAL_KINDS,
    fold=fold,
)
