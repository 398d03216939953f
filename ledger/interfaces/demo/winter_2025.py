"""Juventus's winter of 2025: five who came, one who left, and one who went elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import (
    ClubTermsAgreed,
    CollapseReason,
    ConditionReported,
    ContractSigned,
    ContractTerminated,
    DealCollapsed,
    DealHijacked,
    LoanAgreed,
    MedicalFailed,
    MedicalPassed,
    NoteRecorded,
    RefusalReason,
    RegistrationRefused,
    RumourReported,
    TermsReported,
    TransferCompleted,
)
from ledger.domain.terms import (
    AvoidsRelegation,
    ClauseName,
    Condition,
    InWords,
    MoveType,
    ObligationToBuy,
    Terms,
)
from ledger.domain.values import Fee
from ledger.interfaces.demo.people import player
from ledger.interfaces.demo.saying import (
    between,
    listed,
    million,
    official,
    reported,
    up_to_million,
)
from ledger.interfaces.demo.sources import PRESS, PUBLIC_PAGES

_STRAIGHT: Final = (ClauseName.OPTION_TO_BUY, ClauseName.OBLIGATION_TO_BUY)
_WINTER: Final = "2025-winter"


def winter_2025() -> Iterator[Entry]:
    """One player after the other."""
    yield from _alberto_costa()
    yield from _kolo_muani()
    yield from _veiga()
    yield from _danilo()
    yield from _danso_and_roma()
    yield from _danso_and_england()
    yield from _kelly()


def _alberto_costa() -> Iterator[Entry]:
    day, clubs = "2025-01-15", between("vitoria-guimaraes", "juventus")
    yield official(
        player("Alberto Costa"),
        TransferCompleted(
            **clubs,
            move=MoveType.PERMANENT,
            fee=Fee(
                fixed=million("12.5"),
                costs=million("1.3"),
                add_ons=up_to_million("2.5"),
                over_years=4,
            ),
        ),
        day,
        "juventus",
    )
    yield official(
        player("Alberto Costa"),
        ContractSigned(**clubs, until=date(2029, 6, 30)),
        day,
        "juventus",
    )


def _kolo_muani() -> Iterator[Entry]:
    subject, clubs = player("Kolo Muani"), between("paris-saint-germain", "juventus")
    around = "2025-01-16/2025-01-17"
    yield reported(
        subject,
        MedicalPassed(**clubs),
        around,
        PRESS,
        happened="2025-01-16",
        assumed=("published_at",),
        note="About 16 January.",
    )
    yield reported(subject, ContractSigned(**clubs), around, PRESS, assumed=("published_at",))
    yield reported(
        subject,
        RegistrationRefused(
            **clubs,
            reason=RefusalReason.QUOTA,
            explanation="Paris Saint-Germain already had six players out on loan",
        ),
        "2025-01-17",
        PRESS,
        note="The outlets' lists of the six differ.",
    )
    yield listed(
        player("Bernat"),
        ContractTerminated(club="paris-saint-germain"),
        "2025-01-22",
        PUBLIC_PAGES,
        note="It freed a place among the loans. He went on to Villarreal; no day is on record.",
    )
    yield official(
        subject,
        LoanAgreed(
            **clubs,
            fee=Fee(fixed=million("1"), costs=million("2.6"), add_ons=up_to_million("2")),
            without=_STRAIGHT,
        ),
        "2025-01-23",
        "juventus",
    )
    # An extension needs its new last day, and none is on record: so it stands as a note.
    yield listed(
        subject,
        NoteRecorded(text="His loan was extended for the Club World Cup; the day is not told."),
        "2025-06",
        PUBLIC_PAGES,
    )


def _veiga() -> Iterator[Entry]:
    subject, clubs = player("Veiga"), between("chelsea", "juventus")
    yield reported(
        subject,
        TermsReported(**clubs, terms=Terms(move=MoveType.LOAN, fee=Fee(fixed=million("4.5")))),
        "2025-01-01/2025-01-26",
        PRESS,
        assumed=("published_at",),
    )
    yield official(
        subject,
        LoanAgreed(
            **clubs,
            fee=Fee(fixed=million("3.8"), costs=million("0.2"), add_ons=up_to_million("1.5")),
            without=_STRAIGHT,
        ),
        "2025-01-27",
        "juventus",
    )
    yield listed(
        subject,
        NoteRecorded(text="His loan was not extended for the Club World Cup."),
        "2025-06",
        PUBLIC_PAGES,
    )


def _danilo() -> Iterator[Entry]:
    yield listed(
        player("Danilo"),
        ContractTerminated(club="juventus", by="agreement"),
        "2025-01-27",
        PUBLIC_PAGES,
        note="He went on to Flamengo; no day is on record.",
    )


def _danso_and_roma() -> Iterator[Entry]:
    subject, clubs, day = player("Danso"), between("lens", "as-roma"), "2024-08-29"
    yield official(
        subject, ClubTermsAgreed(**clubs), "2024-08-01/2024-08-29", "lens", published=day
    )
    yield official(
        subject, MedicalFailed(**clubs, reason="the medical was not validated"), day, "lens"
    )
    yield official(subject, DealCollapsed(**clubs, reason=CollapseReason.MEDICAL), day, "lens")


def _danso_and_england() -> Iterator[Entry]:
    subject, first_days = player("Danso"), "2025-02-01/2025-02-02"
    to_wolves = between("lens", "wolverhampton-wanderers")
    yield reported(
        subject,
        RumourReported(**to_wolves, window=_WINTER, why="Wolverhampton led the race"),
        first_days,
        PRESS,
        assumed=("published_at",),
    )
    yield reported(
        subject,
        DealHijacked(
            **to_wolves,
            window=_WINTER,
            by_club="tottenham-hotspur",
            by_deal="kevin-danso/tottenham-hotspur/1",
        ),
        first_days,
        PRESS,
        assumed=("published_at",),
    )
    yield official(
        subject,
        LoanAgreed(**between("lens", "tottenham-hotspur"), clauses=(ObligationToBuy(),)),
        "2025-02-02",
        "tottenham-hotspur",
    )
    to_juventus = between("lens", "juventus")
    note = "The reports contradict each other: outbid, or a medical in secret that was not passed."
    yield reported(
        subject,
        DealCollapsed(**to_juventus, window=_WINTER, explanation="outbid"),
        "2025-02",
        PRESS,
        note=note,
    )
    yield reported(
        subject,
        MedicalFailed(**to_juventus, window=_WINTER, reason="a medical held in secret"),
        "2025-02",
        PRESS,
        note=note,
    )


def _kelly() -> Iterator[Entry]:
    subject, clubs = player("Kelly"), between("newcastle-united", "juventus")
    price = Fee(
        fixed=million("14.5"), costs=million("2.7"), add_ons=up_to_million("6.5"), over_years=3
    )
    yield official(
        subject,
        LoanAgreed(
            **clubs,
            fee=Fee(fixed=million("3"), add_ons=up_to_million("0.8")),
            clauses=(ObligationToBuy(price=price, condition=InWords(text="sporting objectives")),),
        ),
        "2025-02-03",
        "juventus",
    )
    told: tuple[tuple[str, str, Condition], ...] = (
        ("2025-02", "il-bianconero", InWords(text="a place in any UEFA competition")),
        ("2025-05", "il-bianconero", InWords(text="a number of appearances")),
        ("2025-02-03/2025-06-30", "dazn", AvoidsRelegation()),
    )
    for published, source, condition in told:
        yield reported(
            subject,
            ConditionReported(**clubs, clause=ClauseName.OBLIGATION_TO_BUY, condition=condition),
            published,
            source,
            assumed=("published_at",) if source == "dazn" else (),
        )
