"""Fikayo Tomori: how he came to AC Milan, and the winter in which Juventus were said to want him.

No source says that talks took place, so that none are on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import (
    BidSubmitted,
    CollapseReason,
    DealCollapsed,
    DenialReported,
    InjuryReported,
    LoanAgreed,
    NeedReported,
    NoteRecorded,
    OptionExercised,
    PersonalTermsRefused,
    RumourReported,
    TalksExpected,
    TermsReported,
    Unnamed,
)
from ledger.domain.sources import Role
from ledger.domain.terms import InWords, MoveType, ObligationToBuy, OptionToBuy, Terms
from ledger.domain.values import Fee, Money, MoneyKind, UncertainDate
from ledger.interfaces.demo.people import player
from ledger.interfaces.demo.saying import (
    about_million,
    between,
    listed,
    million,
    official,
    reported,
    says,
)
from ledger.interfaces.demo.sources import PRESS, PUBLIC_PAGES

TOMORI: Final = player("Tomori")
JUVENTUS: Final = "club:juventus"
_TO_JUVENTUS: Final = between("ac-milan", "juventus")
_TO_SPURS: Final = between("ac-milan", "tottenham-hotspur")
_ARTICLE: Final = "2024-12-19/2025-01-01"
"""The article has no date: Tomori is 27 in it, and the new year's window is still to come."""
_WHOSE_ARTICLE: Final = "The article does not name its outlet; it is taken to be JuveFC's."
_LATE_JANUARY: Final = "2025-01-21/2025-01-31"


def tomori() -> Iterator[Entry]:
    """His own past, then the rumour from its causes to its end."""
    yield from _from_chelsea()
    yield from _injuries()
    yield from _the_article()
    yield from _december_and_january()
    yield from _spurs()


def _from_chelsea() -> Iterator[Entry]:
    clubs = between("chelsea", "ac-milan")
    yield listed(TOMORI, LoanAgreed(**clubs, clauses=(OptionToBuy(),)), "2021-01-22", PUBLIC_PAGES)
    yield listed(TOMORI, OptionExercised(**clubs), "2021-06-17", PUBLIC_PAGES)
    price = Money(
        kind=MoneyKind.RANGE,
        amount=million("28").amount,
        amount_max=million("30").amount,
        currency="EUR",
    )
    yield reported(
        TOMORI,
        TermsReported(**clubs, terms=Terms(clauses=(OptionToBuy(price=Fee(fixed=price)),))),
        "2021-06-17",
        PRESS,
        assumed=("published_at",),
    )


def _injuries() -> Iterator[Entry]:
    cruciate = "anterior cruciate ligament"
    yield official(
        player("Bremer"),
        InjuryReported(injury=cruciate, club="juventus"),
        "2024-10-02",
        "juventus",
        published="2024-10-03",
    )
    yield listed(
        player("Cabal"),
        InjuryReported(injury=cruciate, club="juventus"),
        "2024-11-14",
        PUBLIC_PAGES,
        assumed=("published_at",),
    )


def _the_article() -> Iterator[Entry]:
    yield reported(
        JUVENTUS,
        InjuryReported(injury="long-term injuries", unnamed=Unnamed(count=2, position="defender")),
        _ARTICLE,
        "juvefc",
        note=f"{_WHOSE_ARTICLE} Nor does it name the two.",
    )
    yield reported(
        JUVENTUS,
        NeedReported(position="defender", why="two defenders are out for long"),
        _ARTICLE,
        "juvefc",
        note=f"{_WHOSE_ARTICLE} How many they need is not told.",
    )
    yield reported(
        player("Kalulu"),
        NoteRecorded(
            about="form",
            text="One of Juventus's best since the summer, and better than they had expected.",
        ),
        _ARTICLE,
        "juvefc",
        note=_WHOSE_ARTICLE,
    )
    yield reported(
        TOMORI,
        RumourReported(
            **_TO_JUVENTUS,
            window="2025-winter",
            why="Kalulu's success, and competition in defence",
        ),
        _ARTICLE,
        says("juvefc", "il-bianconero", role=Role.CITATION),
        note=_WHOSE_ARTICLE,
    )
    yield reported(
        TOMORI,
        TalksExpected(
            **_TO_JUVENTUS,
            window="2025-winter",
            condition=InWords(text="if Juventus decide to pursue him"),
        ),
        _ARTICLE,
        "juvefc",
        note=f"{_WHOSE_ARTICLE} Expected within weeks of it.",
    )


def _december_and_january() -> Iterator[Entry]:
    yield reported(
        TOMORI,
        RumourReported(**_TO_JUVENTUS, why="Juventus are cooling and would rather have A. Silva"),
        "2024-12",
        "ceccarini",
    )
    yield reported(
        TOMORI, RumourReported(**_TO_JUVENTUS, why="Juventus want him"), "2024-12-27", "schira"
    )
    yield reported(
        TOMORI,
        DenialReported(
            **_TO_JUVENTUS,
            denies="the rumour",
            by="Ibrahimović of AC Milan, on television",
        ),
        "2025-01-18",
        says(PRESS, "ac-milan", role=Role.DENIAL),
    )
    yield reported(
        TOMORI,
        TalksExpected(**_TO_JUVENTUS, expected=UncertainDate.parse("2025-01-19")),
        "2025-01-18",
        "calciomercato",
    )
    obligation = ObligationToBuy(price=Fee(fixed=about_million("25"), add_ons=about_million("5")))
    yield reported(
        TOMORI,
        TermsReported(**_TO_JUVENTUS, terms=Terms(move=MoveType.LOAN, clauses=(obligation,))),
        "2025-01-18",
        "calciomercato",
    )
    yield reported(
        TOMORI,
        PersonalTermsRefused(**_TO_JUVENTUS, reason="he told Motta that he stays"),
        "2025-01-20",
        "gazzetta",
        "il-bianconero",
    )
    yield reported(
        TOMORI,
        DealCollapsed(**_TO_JUVENTUS, reason=CollapseReason.PLAYER_REFUSED),
        "2025-01-20",
        "gazzetta",
        "il-bianconero",
    )
    yield reported(
        TOMORI,
        DenialReported(**_TO_JUVENTUS, denies="that he leaves AC Milan"),
        "2025-01",
        "repubblica",
        note="He was said to stay under the new coach; the day in January is not on record.",
    )


def _spurs() -> Iterator[Entry]:
    yield reported(
        TOMORI,
        BidSubmitted(**_TO_SPURS, terms=Terms(fee=Fee(fixed=million("30")))),
        _LATE_JANUARY,
        "sky",
    )
    yield reported(TOMORI, PersonalTermsRefused(**_TO_SPURS), _LATE_JANUARY, "sky")
    yield reported(
        TOMORI,
        DealCollapsed(**_TO_SPURS, reason=CollapseReason.PLAYER_REFUSED),
        _LATE_JANUARY,
        "sky",
    )
