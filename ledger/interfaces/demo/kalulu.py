"""Pierre Kalulu, AC Milan to Juventus: from the first rumour to the exercised option."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import (
    ContractSigned,
    LoanAgreed,
    LoanEnded,
    MedicalPassed,
    OptionExercised,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    RumourReported,
    Stage,
    TermsReported,
    TransferAnnounced,
)
from ledger.domain.sources import Role
from ledger.domain.terms import ClauseName, MoveType, OptionToBuy, SellOn, Terms, Wage
from ledger.domain.values import Fee
from ledger.interfaces.demo.people import player
from ledger.interfaces.demo.saying import (
    between,
    million,
    official,
    reported,
    says,
    up_to_million,
)
from ledger.interfaces.demo.sources import PRESS

KALULU: Final = player("Kalulu")
_CLUBS: Final = between("ac-milan", "juventus")
_GAZZETTA: Final = says("pianetamilan", "gazzetta", role=Role.CITATION)
_LOAN_ENDS: Final = date(2025, 6, 30)
_BEFORE_THE_LOAN: Final = "2024-08-13/2024-08-21"


def kalulu() -> Iterator[Entry]:
    """The whole story, in the order the world learned it."""
    yield from _talk_of_the_summer()
    yield from _the_loan()
    yield from _the_option()


def _talk_of_the_summer() -> Iterator[Entry]:
    loan_with_option = Terms(move=MoveType.LOAN, clauses=(OptionToBuy(),))
    yield reported(KALULU, RumourReported(**_CLUBS, terms=loan_with_option), "2024-08-12", "tmw")
    yield reported(
        KALULU, RumourReported(**_CLUBS, stage=Stage.TERMS_AGREED), "2024-08-13", _GAZZETTA
    )
    yield reported(
        KALULU,
        TermsReported(
            **_CLUBS,
            terms=Terms(
                move=MoveType.LOAN,
                fee=Fee(fixed=million("3.5")),
                clauses=(OptionToBuy(price=Fee(fixed=million("14"))),),
                without=(ClauseName.OBLIGATION_TO_BUY,),
                wage=Wage(amount=million("2.5"), net=True),
            ),
        ),
        "2024-08-13",
        _GAZZETTA,
        note="Bonuses of about €3m and a share of a later sale were said to be still open.",
    )
    yield reported(
        KALULU,
        PersonalTermsRefused(**_CLUBS),
        _BEFORE_THE_LOAN,
        "goal",
        "cor-sport",
        happened="2024-08-13",
    )
    yield reported(
        KALULU,
        PersonalTermsAgreed(**_CLUBS),
        _BEFORE_THE_LOAN,
        "goal",
        "cor-sport",
        happened=_BEFORE_THE_LOAN,
        note="After a call from Motta.",
    )


def _the_loan() -> Iterator[Entry]:
    day = "2024-08-21"
    yield official(KALULU, MedicalPassed(**_CLUBS), day, "juventus")
    yield official(
        KALULU,
        LoanAgreed(
            **_CLUBS,
            until=_LOAN_ENDS,
            fee=Fee(fixed=million("3.3"), add_ons=up_to_million("3"), over_years=2),
            # Until when the option can be used is not on record.
            clauses=(OptionToBuy(price=Fee(fixed=million("14"), over_years=3)),),
        ),
        day,
        "juventus",
    )
    yield official(KALULU, TransferAnnounced(**_CLUBS, by="juventus"), day, "juventus")
    yield reported(
        KALULU,
        TermsReported(**_CLUBS, terms=Terms(clauses=(SellOn(percent=Decimal(10)),))),
        "2024-08",
        PRESS,
        assumed=("published_at",),
        note="About 10 per cent, and only in the press: the statement has no such clause.",
    )


def _the_option() -> Iterator[Entry]:
    yield reported(
        KALULU,
        RumourReported(**_CLUBS, why="Juventus will exercise the option; a contract to 2029"),
        "2025-04-04",
        "schira",
    )
    yield reported(
        KALULU,
        TermsReported(**_CLUBS, terms=Terms(wage=Wage(amount=million("2.4")))),
        "2025-04-04",
        "schira",
    )
    yield reported(
        KALULU,
        RumourReported(**_CLUBS, why="Juventus are about to exercise the option"),
        "2025-06-04",
        says("romano", "hawkins", role=Role.CITATION),
    )
    day = "2025-06-05"
    yield official(
        KALULU,
        OptionExercised(
            **_CLUBS,
            fee=Fee(
                fixed=million("14.3"),
                costs=million("0.3"),
                add_ons=up_to_million("3"),
                over_years=3,
            ),
        ),
        day,
        "juventus",
    )
    yield official(KALULU, ContractSigned(**_CLUBS, until=date(2029, 6, 30)), day, "juventus")
    yield official(
        KALULU,
        LoanEnded(**_CLUBS, cause="converted"),
        _LOAN_ENDS.isoformat(),
        "juventus",
        assumed=("published_at",),
        note="The day is that of the loan's statement, the purchase that of 5 June 2025.",
    )
