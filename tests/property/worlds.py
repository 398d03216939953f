"""A small world for generated histories: four clubs, one player, days that like to collide."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ledger.domain.admission import provisional
from ledger.domain.dated_prices import DatedPrice
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.events import (
    AssessmentRecorded,
    BuyBackExercised,
    BuyBackWaived,
    ConditionFailed,
    ConditionMet,
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    DealCollapsed,
    DealEvent,
    Event,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    MedicalPassed,
    ObligationTriggered,
    OfASale,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    PaymentMade,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PlayerSighted,
    PreContractSigned,
    ReportRetracted,
    RumourReported,
    SquadBaselineRecorded,
    Stage,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.sources import Basis, Evidence
from ledger.domain.terms import (
    BuyBack,
    ClauseName,
    InWords,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    Terms,
)
from ledger.domain.values import NIL, UNDISCLOSED, Fee, Money, NoClub, UncertainDate

EXAMPLES = int(os.environ.get("TRANSFER_LEDGER_EXAMPLES", "60"))
"""How many histories are tried; set it to thousands for a long run."""
CLUBS = ("ajax", "benfica", "celtic", "dortmund")
PLAYER = "player:pau"
SOURCE = "gazette"
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
DAYS = (
    date(2023, 7, 1),
    date(2023, 9, 1),
    date(2024, 1, 15),
    date(2024, 1, 31),
    date(2024, 6, 30),
    date(2024, 7, 1),
    date(2024, 7, 2),
    date(2024, 8, 20),
    date(2025, 1, 31),
    date(2025, 6, 30),
    date(2025, 7, 1),
)
days = st.sampled_from(DAYS)
maybe_day = st.none() | days
clubs = st.sampled_from(CLUBS)
pairs = st.permutations(CLUBS).map(lambda order: {"from_club": order[0], "to_club": order[1]})
fees = st.sampled_from(
    (
        Fee(),
        Fee(fixed=Money.exact(3)),
        Fee(fixed=Money.exact(5)),
        Fee(fixed=Money.about(4)),
        Fee(fixed=UNDISCLOSED),
        Fee(fixed=NIL),
    )
)
_names = st.sampled_from(
    (
        ClauseName.OPTION_TO_BUY,
        ClauseName.OBLIGATION_TO_BUY,
        ClauseName.RECALL,
        ClauseName.BUY_BACK,
    )
)
_DEARER = (
    DatedPrice(price=Fee(fixed=Money.exact(3)), until=date(2024, 1, 31)),
    DatedPrice(price=Fee(fixed=Money.exact(5)), until=date(2025, 1, 31)),
)
_clauses = st.one_of(
    st.just(OptionToBuy(prices=_DEARER)),
    st.builds(BuyBack, price=fees, until=maybe_day),
    st.builds(OptionToBuy, price=fees, until=maybe_day),
    st.builds(OptionToBuy, price=fees, becomes_duty_if=st.just(InWords(text="promotion"))),
    st.builds(ObligationToBuy, price=fees),
    st.builds(ObligationToBuy, price=fees, condition=st.just(InWords(text="promotion"))),
)
_terms = st.fixed_dictionaries(
    {},
    optional={
        "until": days,
        "clauses": st.tuples(_clauses),
        "without": st.tuples(_names),
    },
)
_effective = st.fixed_dictionaries({}, optional={"effective_on": days})
_sold_with = st.fixed_dictionaries(
    {},
    optional={
        "clauses": st.tuples(st.builds(BuyBack, price=fees, until=maybe_day)),
        "without": st.just((ClauseName.BUY_BACK,)),
    },
)


def _made(event: Any, *parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Event]:
    return st.tuples(*parts).map(lambda found: event(**{k: v for d in found for k, v in d.items()}))


def _field(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return values.map(lambda value: {name: value})


_transfers = st.one_of(
    _made(TransferCompleted, pairs, _effective, _sold_with),
    _made(TransferCompleted, _field("to_club", clubs), _effective),
    _made(BuyBackExercised, pairs, _effective, _field("fee", fees)),
    _made(BuyBackWaived, pairs),
    _made(TransferCompleted, _field("to_club", clubs), st.just({"from_club": NoClub.WITHOUT_CLUB})),
    _made(TransferCompleted, _field("from_club", clubs), st.just({"to_club": NoClub.UNKNOWN})),
    _made(TransferCompleted, _field("from_club", clubs), st.just({"to_club": NoClub.WITHOUT_CLUB})),
)
_loans = _made(LoanAgreed, pairs, _terms, _effective)
_loan_acts = st.one_of(
    _made(LoanExtended, pairs, _field("until", days)),
    _made(LoanRecalled, pairs, _effective),
    _made(LoanTerminatedEarly, pairs),
    _made(LoanEnded, pairs),
    _made(LoanEnded, pairs, st.just({"cause": "converted"})),
    _made(OptionExercised, pairs, _effective, _field("fee", fees)),
    _made(OptionDeclined, pairs),
    _made(OptionLapsed, pairs),
    _made(ConditionMet, pairs),
    _made(ConditionFailed, pairs),
    _made(ObligationTriggered, pairs, _effective),
)
_squads = st.one_of(
    _made(SquadBaselineRecorded, _field("club", clubs)),
    pairs.flatmap(
        lambda pair: _made(
            SquadBaselineRecorded,
            st.just({"club": pair["to_club"], "parent_club": pair["from_club"]}),
            _terms,
        )
    ),
    _made(PlayerRegistered, pairs),
    _made(YouthPlayerPromoted, _field("club", clubs)),
    _made(PlayerReleased, _field("club", clubs)),
    _made(PlayerRetired),
    _made(PlayerSighted, _field("club", clubs)),
    _made(PlayerSighted, _field("club", clubs)),
)
_contracts = st.one_of(
    _made(ContractBaselineRecorded, _field("club", clubs), _field("until", days)),
    _made(ContractRenewed, _field("club", clubs), _field("until", days)),
    _made(ContractSigned, pairs, _field("until", maybe_day)),
    _made(ContractTerminated, _field("club", clubs), _effective),
    _made(PreContractSigned, pairs, _field("effective_on", days), _field("until", maybe_day)),
)
movements = st.one_of(_transfers, _loans, _loans, _loan_acts, _loan_acts, _squads, _contracts)
_reports = st.one_of(
    _made(
        RumourReported,
        pairs,
        _field("stage", st.sampled_from(Stage)),
        _field("terms", st.builds(Terms, move=st.sampled_from(MoveType), fee=fees)),
    ),
    _made(RumourReported, _field("from_club", clubs)),
    _made(MedicalPassed, pairs),
    _made(DealCollapsed, pairs),
    _made(PaymentMade, pairs, st.just({"amount": Money.exact(1)})),
    _made(AssessmentRecorded, _field("probability", st.decimals(0, 1, places=2))),
)
events = movements | movements | _reports

_when = st.one_of(
    days.map(UncertainDate.of),
    days.map(UncertainDate.of),
    st.tuples(days, days).map(lambda two: UncertainDate.of(min(two), max(two))),
    days.map(lambda day: UncertainDate.parse(day.isoformat()[:7])),
)
_bases = st.sampled_from((*(Basis.OFFICIAL,) * 4, Basis.LISTED, Basis.REPORTED))


@st.composite
def drafts(draw: st.DrawFn, of: st.SearchStrategy[Event] = events) -> Entry:
    """One entry about the player, of any kind and any day, perhaps published much later."""
    event = draw(of)
    occurred_on = draw(_when)
    published = draw(st.none() | days)
    return Entry.model_construct(
        **{
            **_EMPTY,
            "event": event,
            "occurred_on": occurred_on,
            "published_at": UncertainDate.of(published) if published is not None else None,
            "basis": draw(_bases),
            "evidence": (Evidence(source=SOURCE),),
            "subject": PLAYER,
        }
    )


_EMPTY: dict[str, Any] = {
    "occurred_on": None,
    "published_at": None,
    "basis": None,
    "evidence": (),
    "assumed": (),
    "batch": None,
    "note": None,
    "deal": None,
    "entry_id": None,
}


def numbered(index: int) -> UUID:
    """An id that only depends on the place in the list."""
    return UUID(int=index + 1)


_amending = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 30), st.booleans(), st.none() | drafts()),
    max_size=4,
)


@st.composite
def histories(draw: st.DrawFn, max_size: int = 10) -> list[Entry]:
    """Entries in the order they are handed in, with amendments and retractions among them."""
    plain = draw(st.lists(drafts(), min_size=1, max_size=max_size))
    entries = [e.model_copy(update={"entry_id": numbered(i)}) for i, e in enumerate(plain)]
    for target, place, voids, replacement in draw(_amending):
        pointed = entries[target % len(entries)].entry_id
        assert pointed is not None
        event: Any
        if replacement is None and not voids:
            event = ReportRetracted(target=pointed)
        elif voids or replacement is None:
            event = EntryVoided(target=pointed, reason="mistyped")
        else:
            event = EntryCorrected(
                target=pointed, replacement=_content(replacement), reason="mistyped"
            )
        amendment = Entry.model_construct(
            **{
                **_EMPTY,
                "event": event,
                "subject": PLAYER,
                "basis": Basis.REPORTED,
                "entry_id": numbered(len(entries) + 100),
            }
        )
        entries.insert(target % len(entries) + 1 + place % len(entries), amendment)
    return entries


def _content(entry: Entry) -> Content:
    return Content.model_construct(**{name: getattr(entry, name) for name in Content.model_fields})


def written(entries: Sequence[Entry], *, with_deals: bool = True) -> list[Recorded]:
    """The entries as they would stand in the book, whatever they say, one hour after another."""
    book: list[Recorded] = []
    for index, entry in enumerate(entries):
        deal = entry.deal
        event = entry.event
        if (
            with_deals
            and isinstance(event, DealEvent | TransferCompleted)
            and event.to_club in CLUBS
        ):
            deal = deal or f"pau/{event.to_club}/{1 + index % 2}"
        if with_deals and isinstance(event, OfASale | AssessmentRecorded):
            deal = deal or f"pau/{event.__dict__.get('from_club', CLUBS[0])}/{1 + index % 2}"
        filled = entry.model_copy(
            update={"deal": deal, "entry_id": entry.entry_id or numbered(index)}
        )
        book.append(provisional(filled, after=book, recorded_at=NOW + timedelta(hours=index)))
    return book
