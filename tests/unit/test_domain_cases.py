"""Real cases of the market, as they became known."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.domain.deal import Outcome
from ledger.domain.events import (
    BidSubmitted,
    ClubTermsAgreed,
    CollapseReason,
    ConditionMet,
    ConditionReported,
    ContractSigned,
    ContractTerminated,
    DealCollapsed,
    DealHijacked,
    DealsLinked,
    LinkType,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanTerminatedEarly,
    MedicalPassed,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    PlayerRegistered,
    PreContractSigned,
    RefusalReason,
    RegistrationRefused,
    RumourReported,
    SquadBaselineRecorded,
    Stage,
    TransferAnnounced,
    TransferCompleted,
)
from ledger.domain.terms import (
    Appearances,
    AvoidsRelegation,
    ClauseName,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Qualifies,
    Terms,
)
from ledger.domain.values import Fee, Money, NoClub

from .facts import LISTED, Book, codes, deal, discrepancies, fact, given, report, said, when, where


def euros(amount: int) -> Fee:
    return Fee(fixed=Money.exact(amount))


def clubs(from_club: str, to_club: str) -> dict[str, Any]:
    return {"from_club": from_club, "to_club": to_club}


# -- A. Kalulu, Milan to Juventus --------------------------------------------------------------
MILAN_JUVE = clubs("ac-milan", "juventus")
OPTION_14 = OptionToBuy(price=Fee(fixed=Money.exact(14_000_000), over_years=3))


def kalulu() -> Book:
    terms = Terms(
        move=MoveType.LOAN,
        fee=euros(3_500_000),
        clauses=(OptionToBuy(price=euros(14_000_000)),),
    )
    loan = LoanAgreed(
        **MILAN_JUVE,
        until=date(2025, 6, 30),
        fee=Fee(fixed=Money.exact(3_300_000), add_ons=Money.up_to(3_000_000), over_years=2),
        clauses=(OPTION_14,),
    )
    agreed = RumourReported(**MILAN_JUVE, stage=Stage.TERMS_AGREED, terms=terms)
    return given(
        report(RumourReported(**MILAN_JUVE), "2024-08-12", "tuttomercatoweb"),
        report(agreed, "2024-08-13", "pianeta-milan", cites=("gazzetta",)),
        report(PersonalTermsRefused(**MILAN_JUVE), "2024-08-13", "goal"),
        report(PersonalTermsAgreed(**MILAN_JUVE), "2024-08-15", "corriere-dello-sport"),
        fact(MedicalPassed(**MILAN_JUVE), "2024-08-21", "2024-08-21", source="juventus"),
        fact(loan, "2024-08-21", "2024-08-21", source="juventus"),
        fact(PlayerRegistered(**MILAN_JUVE), "2024-08-21", "2024-08-21", source="lega-serie-a"),
        fact(TransferAnnounced(**MILAN_JUVE), "2024-08-21", "2024-08-21", source="juventus"),
    )


def test_kalulus_loan_fee_was_reported_at_3_5_and_stated_at_3_3() -> None:
    found = said(kalulu(), "marco-ferri/juventus/1", "loan fee")
    assert found == [("€3.5m", "contradicted"), ("€3.3m", "stands")]
    assert said(kalulu()[:4], "marco-ferri/juventus/1", "loan fee") == [("€3.5m", "stands")]


def test_kalulu_refused_and_then_agreed_while_the_clubs_were_agreed() -> None:
    found = deal(kalulu(), "marco-ferri/juventus/1")
    assert found.player.reported is not None
    assert found.player.reported.state == "agreed"
    assert (found.state, found.headline) == (Outcome.COMPLETED, "completed")


def test_kalulus_option_lapses_if_nothing_comes_and_he_returns() -> None:
    assert where(kalulu(), "2025-06-30") == "juventus on loan from ac-milan"
    assert where(kalulu(), "2025-07-01") == "ac-milan, inferred"


def test_kalulu_was_bought_at_14_3_against_an_option_of_14() -> None:
    book = kalulu()
    fee = Fee(fixed=Money.exact(14_300_000), costs=Money.exact(300_000), over_years=3)
    flags = when(book, fact(OptionExercised(**MILAN_JUVE, fee=fee), "2025-06-05", "2025-06-05"))
    assert [flag.record for flag in flags] == ["exercised at €14.3m against an option of €14.0m"]
    signed = ContractSigned(**MILAN_JUVE, until=date(2029, 6, 30))
    assert when(book, fact(signed, "2025-06-05", "2025-06-05")) == []
    converted = LoanEnded(**MILAN_JUVE, cause="converted")
    assert when(book, fact(converted, "2025-06-30", "2025-06-30")) == []
    assert {item.entry.deal for item in book} == {"marco-ferri/juventus/1"}
    assert where(book, "2025-07-01") == "juventus"
    assert where(book, "2025-07-01", known_at="2025-06-04") == "ac-milan, inferred"


# -- C. Juventus in the winter of 2025 ---------------------------------------------------------


def test_danilos_contract_is_terminated_and_flamengo_take_him() -> None:
    book = given(
        fact(SquadBaselineRecorded(club="juventus"), "2024-09-02", basis=LISTED),
        fact(ContractTerminated(club="juventus"), "2025-01-27", "2025-01-27"),
        fact(TransferCompleted(from_club=NoClub.WITHOUT_CLUB, to_club="flamengo"), "2025-01-29"),
    )
    assert where(book, "2025-01-26") == "juventus"
    assert where(book, "2025-01-27") == "nowhere on record"
    assert where(book, "2025-01-29") == "flamengo"
    assert discrepancies(book) == []


def test_kolo_muanis_registration_is_refused_and_six_days_later_he_is_lent() -> None:
    pair = clubs("paris-saint-germain", "juventus")
    refused = RegistrationRefused(**pair, reason=RefusalReason.QUOTA)
    loan = LoanAgreed(
        **pair, until=date(2025, 6, 30), without=(ClauseName.OPTION_TO_BUY,), fee=euros(1_000_000)
    )
    book = given(
        fact(SquadBaselineRecorded(club="paris-saint-germain"), "2024-09-02", basis=LISTED),
        report(MedicalPassed(**pair), "2025-01-16"),
        fact(refused, "2025-01-17", "2025-01-17"),
        fact(loan, "2025-01-23", "2025-01-23"),
        fact(PlayerRegistered(**pair), "2025-01-23", "2025-01-23"),
        fact(LoanExtended(**pair, until=date(2025, 7, 31)), "2025-06-09", "2025-06-09"),
    )
    assert where(book, "2025-01-22") == "paris-saint-germain"
    assert where(book, "2025-07-31") == "juventus on loan from paris-saint-germain"
    assert where(book, "2025-08-01") == "paris-saint-germain, inferred"
    assert where(book, "2025-07-31", known_at="2025-06-01") == "paris-saint-germain, inferred"
    assert {item.entry.deal for item in book[1:]} == {"marco-ferri/juventus/1"}


def test_kellys_condition_is_told_in_three_ways() -> None:
    pair = clubs("newcastle", "juventus")
    duty = ClauseName.OBLIGATION_TO_BUY
    told = (
        ("2025-02-04", "il-bianconero", Qualifies(competition="Conference League")),
        ("2025-05-10", "il-bianconero", Appearances(at_least=10)),
        ("2025-05-12", "dazn", AvoidsRelegation()),
    )
    book = given(fact(LoanAgreed(**pair, clauses=(ObligationToBuy(),)), "2025-02-03", "2025-02-03"))
    for published, source, condition in told:
        reported = ConditionReported(**pair, clause=duty, condition=condition)
        assert when(book, report(reported, published, source)) == []
    assert said(book, "marco-ferri/juventus/1", "obligation condition") == [
        ("qualifying for the Conference League", "contradicted"),
        ("10 appearances", "contradicted"),
        ("staying up", "stands"),
    ]


# -- D. Higuaín, 2018 and 2019 -----------------------------------------------------------------


def test_higuains_loan_ends_early_and_his_parent_club_lends_him_again_the_same_day() -> None:
    milan, chelsea = clubs("juventus", "ac-milan"), clubs("juventus", "chelsea")
    first = LoanAgreed(
        **milan,
        until=date(2019, 6, 30),
        fee=euros(18_000_000),
        clauses=(OptionToBuy(price=euros(36_000_000)),),
    )
    second = LoanAgreed(
        **chelsea,
        until=date(2019, 6, 30),
        clauses=(
            OptionToExtend(until=date(2020, 6, 30), price=euros(18_000_000)),
            OptionToBuy(price=euros(36_000_000)),
        ),
    )
    linked = DealsLinked(**milan, link=LinkType.SWAP, deals=("bonucci/juventus/1",))
    over = LoanTerminatedEarly(**milan)
    lapsed = OptionLapsed(**milan, cause="loan_ended")
    for order in ((over, second), (second, over)):
        book = given(fact(linked, "2018-08-02"), fact(first, "2018-08-02"))
        if order[0] is second:  # the announcement of Chelsea may come in first
            when(book, fact(over, "2019-01-23"))
            when(book, fact(second, "2019-01-23"))
        else:
            for event in order:
                when(book, fact(event, "2019-01-23"))
        when(book, fact(lapsed, "2019-01-23"))
        assert where(book, "2019-01-22") == "ac-milan on loan from juventus"
        assert where(book, "2019-01-23") == "chelsea on loan from juventus"
        for clause in (ClauseName.OPTION_TO_BUY, ClauseName.OPTION_TO_EXTEND):
            declined = OptionDeclined(**chelsea, clause=clause)
            when(book, fact(declined, "2019-06-30", "2019-07-01"))
        when(book, fact(LoanEnded(**chelsea), "2019-06-30", "2019-07-01"))
        assert where(book, "2019-07-01") == "juventus"
        assert discrepancies(book) == []


# -- E. Mbappé, Monaco to Paris ----------------------------------------------------------------


def mbappe() -> Book:
    pair = clubs("monaco", "paris-saint-germain")
    duty = ObligationToBuy(price=euros(180_000_000), condition=AvoidsRelegation(season="2017-18"))
    loan = LoanAgreed(**pair, until=date(2018, 6, 30), clauses=(duty,))
    return given(
        fact(loan, "2017-08-31", "2017-08-31"),
        fact(ConditionMet(**pair), "2018-02-17/2018-02-18", "2018-02-18"),
    )


def test_as_known_in_march_mbappe_is_to_be_of_paris_in_july_by_the_duty_that_was_met() -> None:
    book = mbappe()
    assert where(book, "2018-03-01") == "paris-saint-germain on loan from monaco"
    assert where(book, "2018-07-01", known_at="2018-02-01") == "monaco, inferred"
    assert where(book, "2018-07-01", known_at="2018-03-01") == "paris-saint-germain, inferred"


def test_the_obligation_on_record_takes_effect_on_its_day() -> None:
    book = mbappe()
    pair = clubs("monaco", "paris-saint-germain")
    triggered = ObligationTriggered(**pair, fee=euros(180_000_000), effective_on=date(2018, 7, 1))
    assert when(book, fact(triggered, "2018-02-18", "2018-02-18")) == []
    assert where(book, "2018-06-30") == "paris-saint-germain on loan from monaco"
    assert where(book, "2018-07-01") == "paris-saint-germain"


# -- F. De Gea, 31 August 2015 -----------------------------------------------------------------


def test_everything_was_agreed_and_signed_and_de_gea_stayed_at_united() -> None:
    pair = clubs("manchester-united", "real-madrid")
    name = "marco-ferri/real-madrid/1"
    late = RegistrationRefused(**pair, reason=RefusalReason.LATE_PAPERWORK)
    fell = DealCollapsed(**pair, reason=CollapseReason.LATE_PAPERWORK)
    linked = DealsLinked(**pair, link=LinkType.SWAP, deals=("keylor-navas/manchester-united/1",))
    book = given(
        fact(SquadBaselineRecorded(club="manchester-united"), "2015-07-01", basis=LISTED),
        fact(ClubTermsAgreed(**pair), "2015-08-31T21:43+02:00", "2015-09-01"),
        fact(linked, "2015-08-31", "2015-09-01"),
        fact(ContractSigned(**pair), "2015-08-31T23:32+02:00", "2015-09-01"),
        fact(late, "2015-09-01T00:26+02:00", "2015-09-01"),
        fact(fell, "2015-09-01", "2015-09-01"),
    )
    found = deal(book, name)
    tracks = (found.clubs, found.player, found.registration, found.outcome)
    assert [track.official.state if track.official else None for track in tracks] == [
        "terms_agreed",
        "signed",
        "refused (late_paperwork)",
        "collapsed",
    ]
    assert len(found.links) == 1
    assert where(book, "2015-09-02") == "manchester-united"


# -- I. Lewandowski, January 2014 --------------------------------------------------------------


def test_a_pre_contract_moves_lewandowski_on_its_day_and_not_before() -> None:
    pair = clubs("borussia-dortmund", "bayern-munich")
    signed = PreContractSigned(**pair, effective_on=date(2014, 7, 1), until=date(2019, 6, 30))
    book = given(
        fact(SquadBaselineRecorded(club="borussia-dortmund"), "2013-09-02", "2013-09-02"),
        fact(signed, "2014-01-03", "2014-01-04"),
    )
    assert where(book, "2014-03-01") == "borussia-dortmund"
    assert where(book, "2014-06-30") == "borussia-dortmund"
    assert where(book, "2014-07-01") == "bayern-munich"
    assert where(book, "2019-07-01") == "nowhere on record"
    assert where(book, "2014-07-01", known_at="2014-01-03") == "borussia-dortmund"


# -- J. Malcom, July 2018 ----------------------------------------------------------------------


def test_an_announced_agreement_is_no_completion_and_barcelona_take_malcom() -> None:
    roma, barcelona = clubs("bordeaux", "roma"), clubs("bordeaux", "barcelona")
    agreed = ClubTermsAgreed(**roma, subject_to="the medical and his own terms")
    bought = TransferCompleted(**barcelona, fee=euros(41_000_000))
    taken = DealHijacked(**roma, by_club="barcelona", by_deal="marco-ferri/barcelona/1")
    book = given(
        fact(agreed, "2018-07-23", "2018-07-23"),
        report(BidSubmitted(**barcelona), "2018-07-24"),
        fact(bought, "2018-07-24", "2018-07-24"),
        fact(taken, "2018-07-24", "2018-07-24"),
    )
    assert where(book, "2018-07-23", known_at="2018-07-23") == "nowhere on record"
    assert where(book, "2018-07-24") == "barcelona"
    assert deal(book, "marco-ferri/roma/1").headline == "hijacked"
    assert deal(book, "marco-ferri/barcelona/1").headline == "completed"
    assert codes([]) == discrepancies(book)
