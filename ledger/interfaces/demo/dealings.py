"""What Juventus and AC Milan did with each other from 2005 to 2018.

Kalulu and Tomori have stories of their own. The deals before 2005 are left out: who went which
way is not on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from ledger.domain.entry import Entry
from ledger.domain.events import (
    DealsLinked,
    LinkType,
    LoanAgreed,
    LoanEnded,
    LoanTerminatedEarly,
    OptionDeclined,
    OptionLapsed,
    PlayerReleased,
    TermsReported,
    TransferCompleted,
)
from ledger.domain.terms import (
    ClauseName,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Terms,
)
from ledger.domain.values import NIL, Fee, NoClub
from ledger.interfaces.demo.people import player
from ledger.interfaces.demo.saying import (
    between,
    entry_id,
    listed,
    million,
    official,
    reported,
    up_to_million,
)
from ledger.interfaces.demo.sources import PRESS, PUBLIC_ROWS

_TO_JUVENTUS: Final = between("ac-milan", "juventus")
_TO_MILAN: Final = between("juventus", "ac-milan")
_INSTALMENTS: Final = "In two instalments."


def dealings() -> Iterator[Entry]:
    """One player after the other, the three of 2018 as one swap."""
    yield from _from_2005_to_2015()
    yield from _pirlo()
    yield from _summer_2017()
    yield from _swap_of_2018()
    yield from _higuain_in_2019()


def _from_2005_to_2015() -> Iterator[Entry]:
    loan_to_juventus = LoanAgreed(**_TO_JUVENTUS, window="2005-summer")
    yield _row("Abbiati", loan_to_juventus, "2005-07-01/2005-08-31")
    sold = TransferCompleted(
        **_TO_JUVENTUS,
        move=MoveType.PERMANENT,
        fee=Fee(fixed=million("4.5")),
        window="2010-summer",
    )
    yield _row("Storari", sold, "2010-07-01/2010-08-31")
    free = TransferCompleted(**_TO_MILAN, move=MoveType.FREE, fee=Fee(fixed=NIL))
    yield _row("Legrottaglie", free, "2011-01")
    sold = TransferCompleted(
        **_TO_MILAN,
        move=MoveType.PERMANENT,
        fee=Fee(fixed=million("11")),
        window="2013-summer",
    )
    yield _row("Matri", sold, "2013-07-01/2013-08-31")
    lent = LoanAgreed(**_TO_JUVENTUS, window="2015-winter")
    yield _row("Matri", lent, "2015-01-01/2015-01-31")
    yield listed(
        player("Matri"),
        LoanEnded(**_TO_JUVENTUS),
        "2015-06-30",
        PUBLIC_ROWS,
        assumed=("occurred_on", "published_at"),
        note="He returned; the season's last day stands in for the day.",
    )


def _row(called: str, event: TransferCompleted | LoanAgreed, window: str) -> Entry:
    """A row of the dataset has a window and no day: its days, known by the last of them."""
    return listed(
        player(called),
        event,
        window,
        PUBLIC_ROWS,
        published=window.rpartition("/")[2],
        assumed=("published_at",),
    )


def _pirlo() -> Iterator[Entry]:
    """His contract ended and he joined free: a link between the two clubs, no deal of theirs."""
    yield listed(
        player("Pirlo"),
        PlayerReleased(club="ac-milan", reason="contract_ended"),
        "2011-06-30",
        PUBLIC_ROWS,
        assumed=("occurred_on", "published_at"),
        note="His contract ended in 2011; the season's last day stands in for the day.",
    )
    joined = TransferCompleted(
        from_club=NoClub.WITHOUT_CLUB,
        to_club="juventus",
        move=MoveType.FREE,
        fee=Fee(fixed=NIL),
        window="2011-summer",
    )
    yield _row("Pirlo", joined, "2011-07-01/2011-08-31")


def _summer_2017() -> Iterator[Entry]:
    sold = TransferCompleted(**_TO_MILAN, move=MoveType.PERMANENT, fee=Fee(fixed=million("42")))
    yield _row("Bonucci", sold, "2017-07")
    yield official(
        player("De Sciglio"),
        TransferCompleted(
            **_TO_JUVENTUS,
            move=MoveType.PERMANENT,
            fee=Fee(fixed=million("12"), add_ons=up_to_million("0.5")),
        ),
        "2017-07-20",
        "juventus",
    )


@dataclass(frozen=True)
class _Part:
    """One player's part in the swap; ``deal`` is the id that the ledger gives his deal."""

    called: str
    deal: str
    event: TransferCompleted | LoanAgreed
    note: str | None = None


_SWAP: Final = (
    _Part(
        "Bonucci",
        "leonardo-bonucci/juventus/1",
        TransferCompleted(**_TO_JUVENTUS, move=MoveType.PERMANENT, fee=Fee(fixed=million("35"))),
        _INSTALMENTS,
    ),
    _Part(
        "Caldara",
        "mattia-caldara/ac-milan/1",
        TransferCompleted(**_TO_MILAN, move=MoveType.PERMANENT, fee=Fee(fixed=million("35"))),
        _INSTALMENTS,
    ),
    _Part(
        "Higuaín",
        "gonzalo-higuain/ac-milan/1",
        LoanAgreed(
            **_TO_MILAN,
            fee=Fee(fixed=million("18")),
            clauses=(OptionToBuy(price=Fee(fixed=million("36"))),),
        ),
    ),
)


def _swap_of_2018() -> Iterator[Entry]:
    day, batch = "2018-08-02", entry_id("swap of 2 August 2018")
    for part in _SWAP:
        yield official(
            player(part.called), part.event, day, "juventus", note=part.note, batch=batch
        )
    for part in _SWAP:
        yield _linked(part, day, batch)
    yield reported(
        player("Higuaín"),
        TermsReported(**_TO_MILAN, terms=Terms(move=MoveType.LOAN, clauses=(ObligationToBuy(),))),
        "2018-08",
        PRESS,
        assumed=("published_at",),
        note="The press wrote of an obligation where the statement has an option.",
    )


def _linked(part: _Part, day: str, batch: UUID) -> Entry:
    others = tuple(other.deal for other in _SWAP if other is not part)
    clubs = _TO_JUVENTUS if part.event.to_club == "juventus" else _TO_MILAN
    event = DealsLinked(**clubs, link=LinkType.SWAP, deals=others)
    return official(player(part.called), event, day, "juventus", batch=batch)


def _higuain_in_2019() -> Iterator[Entry]:
    higuain, day = player("Higuaín"), "2019-01-23"
    yield official(higuain, OptionLapsed(**_TO_MILAN, cause="loan_ended"), day, "juventus")
    yield official(higuain, LoanTerminatedEarly(**_TO_MILAN), day, "juventus")
    to_chelsea = between("juventus", "chelsea")
    yield official(
        higuain,
        LoanAgreed(
            **to_chelsea,
            until=date(2019, 6, 30),
            clauses=(
                OptionToExtend(price=Fee(fixed=million("18"))),
                OptionToBuy(price=Fee(fixed=million("36"), over_years=2)),
            ),
        ),
        day,
        "juventus",
        note="The extension would have been to 2020; its last day is not on record.",
    )
    for clause in (ClauseName.OPTION_TO_EXTEND, ClauseName.OPTION_TO_BUY):
        yield reported(
            higuain,
            OptionDeclined(**to_chelsea, clause=clause),
            "2019-07-01",
            PRESS,
            happened="2019-01-23/2019-06-30",
        )
