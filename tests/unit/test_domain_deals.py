"""Deals: which one an entry belongs to, how far its tracks are, and what is claimed of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.domain.book import live
from ledger.domain.claims import told
from ledger.domain.contradictions import Code
from ledger.domain.deal import Outcome, deals
from ledger.domain.errors import Malformed, Refused
from ledger.domain.events import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
    ClubTermsAgreed,
    ConditionReported,
    ContractSigned,
    DealCollapsed,
    DealHijacked,
    DealsLinked,
    DenialReported,
    InterestRegistered,
    LinkType,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanTerminatedEarly,
    MedicalFailed,
    MedicalPassed,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    PlayerRegistered,
    PreContractSigned,
    RegistrationRefused,
    ReportRetracted,
    RumourReported,
    Stage,
    TalksBrokenOff,
    TalksExpected,
    TalksOpened,
    TermsReported,
    TransferAnnounced,
    TransferCompleted,
)
from ledger.domain.terms import (
    BuyBack,
    ClauseName,
    FirstRefusal,
    InWords,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Recall,
    Release,
    SellOn,
    Terms,
    Wage,
)
from ledger.domain.values import NIL, UNDISCLOSED, Fee, Money, NoClub

from .facts import LISTED, REPORTED, codes, correct, deal, fact, given, report, said, void, when

PAIR: dict[str, Any] = {"from_club": "empoli", "to_club": "lecce"}
DEAL = "marco-ferri/lecce/1"


def euros(amount: int) -> Fee:
    return Fee(fixed=Money.exact(amount))


def rumour(stage: Stage = Stage.INTEREST, fee: Fee | None = None, **more: Any) -> RumourReported:
    terms = Terms(move=MoveType.PERMANENT, fee=fee) if fee is not None else Terms()
    return RumourReported(**{**PAIR, **more}, stage=stage, terms=terms)


# -- which deal -------------------------------------------------------------------------------


def test_an_entry_that_names_no_deal_joins_the_one_open_between_the_same_clubs() -> None:
    book = given(report(rumour(), "2024-07-10"), fact(MedicalPassed(**PAIR), "2024-08-20"))
    assert [item.entry.deal for item in book] == [DEAL, DEAL]


def test_after_the_window_it_aimed_at_a_deal_is_over_and_the_next_one_begins() -> None:
    book = given(report(rumour(), "2024-07-10"), report(rumour(), "2024-11-10"))
    assert [item.entry.deal for item in book] == [DEAL, "marco-ferri/lecce/2"]


def test_talk_of_two_years_before_does_not_join_the_deal_of_today() -> None:
    book = given(report(rumour(), "2024-07-10"), report(rumour(), "2022-07-10"))
    assert [item.entry.deal for item in book] == [DEAL, "marco-ferri/lecce/2"]


def test_talk_of_the_same_window_recorded_late_joins_its_deal() -> None:
    book = given(report(rumour(), "2024-08-10"), report(rumour(), "2024-07-02"))
    assert [item.entry.deal for item in book] == [DEAL, DEAL]


def test_a_report_without_an_engaging_club_has_no_deal() -> None:
    book = given(report(rumour(), "2024-07-10"), report(rumour(to_club=None), "2024-07-11"))
    assert book[1].entry.deal is None


def test_a_step_without_an_engaging_club_joins_the_only_open_deal() -> None:
    book = given(report(rumour(), "2024-07-10"), fact(MedicalPassed(), "2024-07-11"))
    assert book[1].entry.deal == DEAL
    assert given(fact(MedicalPassed(), "2024-07-11"))[0].entry.deal is None


def test_where_several_deals_are_open_a_step_names_its_own() -> None:
    book = given(report(rumour(), "2024-07-10"), report(rumour(to_club="roma"), "2024-07-10"))
    with pytest.raises(Refused) as caught:
        when(book, fact(MedicalPassed(), "2024-07-11"))
    assert str(caught.value) == (
        "Cannot record MedicalPassed on player:marco-ferri without naming its deal: 2 deals with "
        "these parties are open on its day: marco-ferri/lecce/1, marco-ferri/roma/1. Name one of "
        "them (deal=…, --deal …)."
    )
    when(book, fact(MedicalPassed(), "2024-07-11", deal=DEAL))
    assert book[2].entry.deal == DEAL


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dario-gallo/lecce/1", "that deal is one of dario-gallo"),
        ("marco-ferri/roma/1", "that deal takes him to roma, not to lecce"),
    ],
)
def test_a_deal_of_other_parties_is_refused(name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as caught:
        when([], report(rumour(), "2024-07-10", deal=name))
    assert caught.value.rule == "H6"


def test_a_registration_after_the_transfer_joins_its_deal() -> None:
    book = given(
        fact(TransferCompleted(**PAIR), "2024-07-10"),
        fact(PlayerRegistered(**PAIR), "2024-07-12"),
        fact(ContractSigned(**PAIR), "2024-07-13"),
    )
    assert {item.entry.deal for item in book} == {DEAL}


def test_a_move_to_no_club_is_no_deal() -> None:
    gone = TransferCompleted(from_club="empoli", to_club=NoClub.WITHOUT_CLUB)
    assert given(fact(gone, "2024-07-10"))[0].entry.deal is None


def test_what_is_done_with_a_loan_after_its_end_joins_the_loans_deal() -> None:
    book = given(
        fact(LoanAgreed(**PAIR, until=date(2025, 6, 30)), "2024-08-20", "2024-08-20"),
        report(rumour(), "2025-07-08"),
        fact(LoanExtended(**PAIR, until=date(2026, 6, 30)), None, "2025-07-10"),
    )
    assert [item.entry.deal for item in book] == [DEAL, "marco-ferri/lecce/2", DEAL]


def test_a_deal_is_never_linked_to_itself() -> None:
    linked = DealsLinked(**PAIR, link=LinkType.SWAP, deals=(DEAL,))
    with pytest.raises(Malformed, match="a deal cannot be linked to itself"):
        when([], fact(linked, "2024-07-10", deal=DEAL))


# -- tracks -----------------------------------------------------------------------------------


def test_official_and_reported_are_two_tracks() -> None:
    book = given(
        report(rumour(Stage.TALKS), "2024-07-10"),
        fact(ClubTermsAgreed(**PAIR), "2024-07-20", "2024-07-20"),
        report(TalksBrokenOff(**PAIR), "2024-07-25"),
    )
    found = deal(book, DEAL).clubs
    assert (found.official and found.official.state) == "terms_agreed"
    assert (found.reported and found.reported.state) == "broken_off"
    assert deal(book, DEAL).headline == "terms_agreed"


@pytest.mark.parametrize(
    ("event", "track", "state"),
    [
        (InterestRegistered(**PAIR), "clubs", "interest"),
        (TalksExpected(**PAIR), "clubs", "talks_expected"),
        (TalksOpened(**PAIR), "clubs", "talks"),
        (TalksOpened(**PAIR, between="club_and_player"), "player", "talks"),
        (TalksBrokenOff(**PAIR), "clubs", "broken_off"),
        (BidSubmitted(**PAIR), "clubs", "bid"),
        (BidRejected(**PAIR), "clubs", "bid_rejected"),
        (BidAccepted(**PAIR), "clubs", "bid_accepted"),
        (ClubTermsAgreed(**PAIR), "clubs", "terms_agreed"),
        (PersonalTermsAgreed(**PAIR), "player", "agreed"),
        (PersonalTermsRefused(**PAIR), "player", "refused"),
        (ContractSigned(**PAIR), "player", "signed"),
        (MedicalPassed(**PAIR), "medical", "passed"),
        (MedicalFailed(**PAIR), "medical", "failed"),
        (PlayerRegistered(**PAIR), "registration", "registered"),
        (RegistrationRefused(**PAIR), "registration", "refused (other)"),
        (DealCollapsed(**PAIR), "outcome", "collapsed"),
        (DealHijacked(**PAIR, by_club="roma"), "outcome", "hijacked"),
        (PreContractSigned(**PAIR, effective_on=date(2025, 7, 1)), "player", "signed"),
        (OptionDeclined(**PAIR), "option", "declined"),
        (OptionLapsed(**PAIR), "option", "lapsed"),
        (rumour(Stage.CONTACT), "player", "contact"),
        (rumour(Stage.PERSONAL_TERMS_AGREED), "player", "agreed"),
        (rumour(Stage.DONE), "outcome", "completed"),
        (rumour(Stage.BID), "clubs", "bid"),
    ],
)
def test_every_step_is_noted_on_its_own_track(event: Any, track: str, state: str) -> None:
    found = deal(given(report(event, "2024-07-10")), DEAL)
    step = getattr(found, track).reported
    assert step is not None
    assert step.state == state
    assert getattr(found, track).official is None
    assert found.state is Outcome.OPEN


def test_what_is_announced_linked_and_denied_is_counted_beside_the_tracks() -> None:
    book = given(
        fact(TransferAnnounced(**PAIR), "2024-07-10"),
        fact(TransferAnnounced(**PAIR), "2024-07-11"),
        fact(
            DealsLinked(**PAIR, link=LinkType.SWAP, deals=("dario-gallo/empoli/1",)), "2024-07-12"
        ),
        report(DenialReported(**PAIR), "2024-07-13"),
    )
    found = deal(book, DEAL)
    assert (found.announced, len(found.links), found.denials) == (book[0], 1, 1)
    assert found.headline == "rumoured"


def test_a_reported_outcome_closes_no_deal() -> None:
    book = given(report(DealCollapsed(**PAIR), "2024-07-10"))
    assert deal(book, DEAL).state is Outcome.OPEN
    assert deal(book, DEAL).headline == "collapsed (reported)"


def test_a_reported_loan_is_a_claim_and_no_fact() -> None:
    book = given(fact(LoanAgreed(**PAIR), None, "2024-07-10", basis=REPORTED))
    found = deal(book, DEAL)
    assert (found.move, found.loan_until, found.state) == (MoveType.LOAN, None, Outcome.OPEN)


@pytest.mark.parametrize(
    ("event", "move"),
    [
        (TransferCompleted(**PAIR, fee=Fee(fixed=NIL)), MoveType.FREE),
        (TransferCompleted(**PAIR, fee=euros(5)), MoveType.PERMANENT),
        (TransferCompleted(**PAIR, move=MoveType.FREE), MoveType.FREE),
        (PreContractSigned(**PAIR, effective_on=date(2025, 7, 1)), MoveType.FREE),
        (LoanAgreed(**PAIR), MoveType.LOAN),
    ],
)
def test_a_done_deal_says_what_sort_of_move_it_was(event: Any, move: MoveType) -> None:
    found = deal(given(fact(event, "2024-07-10")), DEAL)
    assert (found.move, found.state) == (move, Outcome.COMPLETED)


def test_a_loan_over_early_is_over_whenever_it_became_known() -> None:
    loan = fact(LoanAgreed(**PAIR, until=date(2025, 6, 30)), "2024-08-20", "2025-02-01")
    over = fact(LoanTerminatedEarly(**PAIR), "2025-01-10", "2025-01-10")
    for book in (given(loan, over), given(over, loan)):
        assert deal(book, DEAL).loan_until == date(2025, 1, 10)


def test_a_gap_in_the_numbers_of_bids_is_flagged() -> None:
    book = given(report(BidSubmitted(**PAIR), "2024-07-10"))
    flags = when(book, report(BidSubmitted(**PAIR, number=3), "2024-07-12"))
    assert [(flag.rule, flag.record) for flag in flags] == [
        ("F7", "bid number 3 is on record without number 2")
    ]
    assert codes(when(book, report(BidAccepted(**PAIR, number=4), "2024-07-13"))) == ["bid-gap"]
    assert when(book, report(BidRejected(**PAIR, number=3), "2024-07-13")) == []


def test_a_rumour_against_the_record_is_flagged_and_kept() -> None:
    book = given(fact(TransferCompleted(from_club="empoli", to_club="roma"), "2024-07-10"))
    flags = when(book, report(rumour(), "2024-07-20"))
    assert [(flag.code, flag.rule, flag.record) for flag in flags] == [
        (
            Code.AGAINST_THE_RECORD,
            "F7",
            "the record has him at {roma} on 2024-07-20, not at {empoli}",
        )
    ]


def test_a_rumour_of_a_move_to_where_he_is_is_stale() -> None:
    book = given(fact(TransferCompleted(**PAIR), "2024-07-10"))
    assert codes(when(book, report(rumour(), "2024-07-20"))) == ["stale-report"]
    assert when(book, report(rumour(from_club="lecce", to_club="roma"), "2024-07-20")) == []


# -- claims -----------------------------------------------------------------------------------


def test_the_official_word_stands_and_an_earlier_report_is_contradicted() -> None:
    book = given(
        report(rumour(fee=euros(5)), "2024-07-10"),
        fact(TransferCompleted(**PAIR, fee=euros(6)), "2024-07-20", "2024-07-20"),
    )
    assert said(book, DEAL, "fee") == [("€5", "contradicted"), ("€6", "stands")]


def test_a_later_report_cannot_unseat_the_official_word() -> None:
    book = given(
        fact(TransferCompleted(**PAIR, fee=euros(6)), "2024-07-20", "2024-07-20"),
        report(TermsReported(**PAIR, terms=Terms(fee=euros(7))), "2024-07-25"),
        report(TermsReported(**PAIR, terms=Terms(fee=euros(6))), "2024-07-26"),
    )
    assert said(book, DEAL, "fee") == [
        ("€6", "stands"),
        ("€7", "contradicted"),
        ("€6", "agrees"),
    ]


def test_a_database_does_not_unseat_a_clubs_own_statement() -> None:
    book = given(
        fact(TransferCompleted(**PAIR, fee=euros(6)), "2024-07-20", "2024-07-20"),
        fact(TermsReported(**PAIR, terms=Terms(fee=euros(7))), None, "2024-08-25", basis=LISTED),
    )
    assert said(book, DEAL, "fee") == [("€6", "stands"), ("€7", "contradicted")]


def test_a_source_that_says_another_thing_later_supersedes_itself() -> None:
    book = given(
        report(rumour(fee=euros(5)), "2024-07-10"),
        report(rumour(fee=euros(7)), "2024-07-12", "tuttosport", cites=("gazzetta",)),
    )
    assert said(book, DEAL, "fee") == [("€5", "superseded"), ("€7", "stands")]


def test_two_sources_contradict_each_other_and_the_latest_word_stands() -> None:
    book = given(
        report(rumour(fee=euros(5)), "2024-07-10"),
        report(rumour(fee=euros(7)), "2024-07-12", "tuttosport"),
    )
    assert said(book, DEAL, "fee") == [("€5", "contradicted"), ("€7", "stands")]


def test_an_official_word_supersedes_an_earlier_official_one() -> None:
    book = given(
        fact(ClubTermsAgreed(**PAIR, terms=Terms(fee=euros(5))), None, "2024-07-10"),
        fact(TransferCompleted(**PAIR, fee=euros(6)), "2024-07-20", "2024-07-20"),
    )
    assert said(book, DEAL, "fee") == [("€5", "superseded"), ("€6", "stands")]


def test_a_retracted_report_is_marked_and_the_word_before_it_stands_again() -> None:
    book = given(
        report(rumour(Stage.TALKS, euros(5)), "2024-07-10"),
        report(rumour(Stage.TERMS_AGREED, euros(7)), "2024-07-12", "tuttosport"),
    )
    when(book, report(ReportRetracted(target=book[1].entry_id), "2024-07-13", "tuttosport"))
    assert book[2].entry.deal == DEAL
    assert said(book, DEAL, "fee") == [("€5", "stands"), ("€7", "retracted")]
    assert deal(book, DEAL).headline == "talks"


def test_a_report_stays_retracted_when_a_typo_in_it_is_mended() -> None:
    book = given(report(rumour(fee=euros(5)), "2024-07-10"))
    when(book, report(ReportRetracted(target=book[0].entry_id), "2024-07-13"))
    correct(book, 1, report(rumour(fee=euros(50)), "2024-07-10"))
    assert said(book, DEAL, "fee") == [("€50", "retracted")]


def test_only_a_report_on_record_is_retracted() -> None:
    book = given(fact(TransferCompleted(**PAIR), "2024-07-10"))
    with pytest.raises(Refused, match="Marco Ferri has no such report on record"):
        when(book, report(ReportRetracted(target=book[0].entry_id), "2024-07-13"))


def test_unknown_is_no_claim_undisclosed_is_one_and_nil_is_another() -> None:
    book = given(
        report(rumour(fee=euros(5)), "2024-07-10"),
        report(rumour(fee=Fee()), "2024-07-11", "tuttosport"),
        fact(TransferCompleted(**PAIR, fee=Fee(fixed=UNDISCLOSED)), "2024-07-20", "2024-07-20"),
        report(TermsReported(**PAIR, terms=Terms(fee=Fee(fixed=NIL))), "2024-07-21"),
    )
    assert said(book, DEAL, "fee") == [
        ("€5", "agrees"),
        ("undisclosed", "stands"),
        ("nil", "contradicted"),
    ]


def test_every_term_of_a_deal_is_a_claim_of_its_own() -> None:
    clauses = (
        OptionToBuy(
            price=euros(5), until=date(2025, 5, 31), becomes_duty_if=InWords(text="promotion")
        ),
        ObligationToBuy(condition=InWords(text="staying up")),
        OptionToExtend(until=date(2026, 6, 30)),
        Recall(),
        BuyBack(price=euros(9), until=date(2027, 6, 30)),
        SellOn(percent=Decimal(10), share_of="profit"),
        Release(price=Money.exact(20), until=date(2027, 6, 30)),
        FirstRefusal(),
    )
    loan = LoanAgreed(
        **PAIR,
        until=date(2025, 6, 30),
        fee=Fee(fixed=Money.exact(1), add_ons=Money.up_to(2), costs=Money.about(3), over_years=2),
        clauses=clauses,
        without=(ClauseName.RELEASE,),
    )
    found = deal(given(fact(loan, "2024-08-20")), DEAL)
    assert [(term, value) for term, value, _ in told(found.last)] == [
        ("loan fee", "€1"),
        ("loan fee: add-ons", "up to €2"),
        ("loan fee: costs", "~€3"),
        ("loan fee: paid over", "2 years"),
        ("loan until", "2025-06-30"),
        ("option", "€5"),
        ("option until", "2025-05-31"),
        ("option becomes duty if", "promotion"),
        ("obligation", "agreed, price unknown"),
        ("obligation condition", "staying up"),
        ("option to extend", "agreed, price unknown"),
        ("option to extend until", "2026-06-30"),
        ("recall", "agreed"),
        ("buy back", "€9"),
        ("buy back until", "2027-06-30"),
        ("sell on", "10% of the profit"),
        ("release", "€20"),
        ("release until", "2027-06-30"),
        ("first refusal", "agreed"),
        ("release", "none"),
    ]


@pytest.mark.parametrize(
    ("event", "term", "value"),
    [
        (OptionExercised(**PAIR, fee=euros(5)), "purchase fee", "€5"),
        (LoanExtended(**PAIR, until=date(2026, 6, 30)), "loan until", "2026-06-30"),
        (LoanTerminatedEarly(**PAIR, compensation=euros(1)), "compensation", "€1"),
        (
            ConditionReported(
                **PAIR, clause=ClauseName.BUY_BACK, condition=InWords(text="a title")
            ),
            "buy back condition",
            "a title",
        ),
        (
            ContractSigned(**PAIR, wage=Wage(amount=Money.exact(2), net=True)),
            "wage",
            "€2 net a year",
        ),
        (
            PreContractSigned(**PAIR, effective_on=date(2025, 7, 1), until=date(2029, 6, 30)),
            "contract until",
            "2029-06-30",
        ),
        (TalksExpected(**PAIR, condition=InWords(text="a sale")), "talks condition", "a sale"),
        (TransferCompleted(to_club="lecce"), "from", "not told"),
        (PersonalTermsAgreed(**PAIR, terms=Terms(contract_until=date(2029, 6, 30))),
         "contract until", "2029-06-30"),
        (rumour(fee=None) .model_copy(update={"terms": Terms(wage=Wage(amount=Money.about(3)))}),
         "wage", "~€3 a year"),
    ],
)  # fmt: skip
def test_what_an_entry_tells_of_the_terms(event: Any, term: str, value: str) -> None:
    assert said(given(report(event, "2024-07-10")), DEAL, term) == [(value, "stands")]


def test_steps_that_tell_no_terms_make_no_claims() -> None:
    book = given(
        report(MedicalPassed(**PAIR), "2024-07-10"), report(LoanEnded(**PAIR), "2024-07-11")
    )
    assert said(book, DEAL, "fee") == []


def test_a_voided_entry_is_no_step_of_its_deal() -> None:
    book = given(report(rumour(Stage.TALKS), "2024-07-10"), report(rumour(), "2024-07-11"))
    void(book, 1)
    assert [item.position for item in deals(live(book))[DEAL].entries] == [2]
