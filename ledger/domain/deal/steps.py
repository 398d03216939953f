"""What each entry of a deal adds to its tracks."""

from __future__ import annotations

from typing import Final

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.deal.tracks import Deal, Outcome
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
    BuyBackExercised,
    ClubTermsAgreed,
    ConditionFailed,
    ConditionMet,
    ContractSigned,
    DealCollapsed,
    DealEvent,
    DealHijacked,
    DealsLinked,
    DenialReported,
    InterestRegistered,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    MedicalFailed,
    MedicalPassed,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    PlayerRegistered,
    PreContractSigned,
    RegistrationRefused,
    RumourReported,
    Stage,
    TalksBrokenOff,
    TalksExpected,
    TalksOpened,
    TransferAnnounced,
    TransferCompleted,
)
from ledger.domain.events.base import Event
from ledger.domain.loans import LOAN_ACTS, assumed_end
from ledger.domain.sources import FACTUAL
from ledger.domain.terms import ClauseName, MoveType

_PLAYER_STAGES: Final = {Stage.CONTACT, Stage.PERSONAL_TERMS_AGREED}


def step(deal: Deal, item: Recorded, event: Event) -> None:  # noqa: C901, PLR0912
    """Note what one entry says on its own track."""
    match event:  # the frequent kinds first
        case LoanAgreed() | TransferCompleted() | PreContractSigned() | BuyBackExercised():
            _complete(deal, item, event)
        case LoanEnded():
            _loan_act(deal, item, event)
        case RumourReported():
            _rumour(deal, item, event)
        case InterestRegistered():
            deal.clubs.reach("interest", item)
        case TalksExpected():
            deal.clubs.reach("talks_expected", item)
        case TalksOpened():
            track = deal.clubs if event.between == "clubs" else deal.player
            track.reach("talks", item)
        case TalksBrokenOff():
            deal.clubs.reach("broken_off", item)
        case BidSubmitted() | BidRejected() | BidAccepted():
            _bid(deal, item, event)
        case ClubTermsAgreed():
            deal.clubs.reach("terms_agreed", item)
            deal.move = event.terms.move or deal.move
        case PersonalTermsAgreed():
            deal.player.reach("agreed", item)
        case PersonalTermsRefused():
            deal.player.reach("refused", item)
        case ContractSigned():
            deal.player.reach("signed", item)
        case MedicalPassed():
            deal.medical.reach("passed", item)
        case MedicalFailed():
            deal.medical.reach("failed", item)
        case PlayerRegistered():
            deal.registration.reach("registered", item)
        case RegistrationRefused():
            deal.registration.reach(f"refused ({event.reason})", item)
        case TransferAnnounced():
            deal.announced = deal.announced or item
        case DealsLinked():
            deal.links.append(item)
        case DenialReported():
            deal.denials += 1
        case DealCollapsed():
            deal.outcome.reach(Outcome.COLLAPSED, item)
        case DealHijacked():
            deal.outcome.reach(Outcome.HIJACKED, item)
        case DealEvent():
            _loan_act(deal, item, event)
        case _:
            pass  # Retractions and corrections of the book are no steps of the deal.


def _rumour(deal: Deal, item: Recorded, event: RumourReported) -> None:
    deal.move = deal.move or event.terms.move
    if event.stage is Stage.DONE:
        deal.outcome.reach(Outcome.COMPLETED, item)
    elif event.stage in _PLAYER_STAGES:
        agreed = event.stage is Stage.PERSONAL_TERMS_AGREED
        deal.player.reach("agreed" if agreed else "contact", item)
    elif deal.state is not Outcome.COMPLETED:
        deal.clubs.reach(event.stage, item)


def _bid(deal: Deal, item: Recorded, event: BidSubmitted | BidRejected | BidAccepted) -> None:
    """Count the offers; a gap in their numbers is flagged, never refused."""
    words = {"BidSubmitted": "bid", "BidRejected": "bid_rejected", "BidAccepted": "bid_accepted"}
    deal.clubs.reach(words[event.kind], item)
    missing = event.number - 1 if isinstance(event, BidSubmitted) else event.number
    if missing and missing not in deal.bids:
        deal.flags.append(
            Contradiction(
                Code.BID_GAP,
                item,
                None,
                f"bid number {event.number} is on record without number {missing}"
                if isinstance(event, BidSubmitted)
                else f"bid number {event.number} was answered, and its making is not on record",
                "Record the missing bid with its source, if one is known.",
            )
        )
    deal.bids.add(event.number)


def _complete(
    deal: Deal,
    item: Recorded,
    event: LoanAgreed | TransferCompleted | PreContractSigned | BuyBackExercised,
) -> None:
    deal.outcome.reach(Outcome.COMPLETED, item)
    match event:
        case LoanAgreed():
            deal.move = MoveType.LOAN
            if item.entry.basis in FACTUAL and deal.loan_over is None:
                until = event.until or assumed_end(item.day)
                deal.loan_until = max(until, deal.loan_until or until)  # an extension came first
        case TransferCompleted():
            if deal.loan_until is not None:
                deal.option.reach("bought", item)
                return  # The borrower bought him outside the loan's clauses: one deal still.
            free = event.fee.fixed.kind == "nil"
            deal.move = event.move or (MoveType.FREE if free else MoveType.PERMANENT)
        case PreContractSigned():
            deal.move = MoveType.FREE
            deal.player.reach("signed", item)
        case BuyBackExercised():
            deal.move = MoveType.PERMANENT


def _loan_act(deal: Deal, item: Recorded, event: DealEvent) -> None:
    """What happens to a loan after it began, on the official track."""
    factual = item.entry.basis in FACTUAL
    if factual and deal.outcome.official is None and isinstance(event, LOAN_ACTS):
        deal.move = MoveType.LOAN  # What is done with a loan shows that there is one.
        deal.outcome.reach(Outcome.COMPLETED, item)
    match event:
        case OptionExercised():
            deal.option.reach("exercised", item)
        case OptionDeclined(clause=ClauseName.OPTION_TO_BUY):
            deal.option.reach("declined", item)
        case OptionLapsed(clause=ClauseName.OPTION_TO_BUY):
            deal.option.reach("lapsed", item)
        case ObligationTriggered():
            deal.option.reach("obligation triggered", item)
        case ConditionMet():
            deal.option.reach("condition met", item)
        case ConditionFailed():
            deal.option.reach("condition failed", item)
        case LoanExtended() if factual:
            deal.loan_until = event.until
        case LoanEnded() | LoanRecalled() | LoanTerminatedEarly() if factual:
            deal.loan_over = item
            deal.loan_until = item.day
        case _:
            pass  # Reported terms and conditions stand in the claims, not in the tracks.
