"""Four cases of other clubs, recorded after the rest: what the ledger learned late.

De Gea's deadline of 31 August 2015 by the minute, Lewandowski's pre-contract, Malcom's hijack and
Mbappé's obligation. The world knew of them long before this book did, so they part the two clocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ClubTermsAgreed,
    CollapseReason,
    ConditionMet,
    ContractBaselineRecorded,
    DealCollapsed,
    DealHijacked,
    DealsLinked,
    DenialReported,
    LinkType,
    LoanAgreed,
    NoteRecorded,
    ObligationTriggered,
    PersonalTermsAgreed,
    PlayerRegisteredInLedger,
    PreContractSigned,
    RefusalReason,
    RegistrationRefused,
    RumourReported,
    SourceRegistered,
    SquadBaselineRecorded,
    Stage,
    TalksOpened,
    TermsReported,
    TransferAnnounced,
    TransferCompleted,
    WorldEvent,
)
from ledger.domain.events.base import Position
from ledger.domain.regulations.clubs import curated_clubs
from ledger.domain.sources import Basis, SourceType
from ledger.domain.terms import AvoidsRelegation, MoveType, ObligationToBuy, Terms
from ledger.domain.values import Fee
from ledger.interfaces.demo.saying import (
    about_million,
    between,
    entry_id,
    listed,
    million,
    official,
    reported,
    up_to_million,
)
from ledger.interfaces.demo.sources import PRESS, PUBLIC_PAGES

_CLUBS: Final = (
    "barcelona",
    "bayern-munich",
    "girondins-bordeaux",
    "borussia-dortmund",
    "manchester-united",
    "as-monaco",
    "real-madrid",
)
_VOICES: Final = (
    "barcelona",
    "bayern-munich",
    "girondins-bordeaux",
    "manchester-united",
    "paris-saint-germain",
    "real-madrid",
)
_PLAYERS: Final[dict[str, Position]] = {
    "David De Gea": "goalkeeper",
    "Keylor Navas": "goalkeeper",
    "Robert Lewandowski": "forward",
    "Malcom": "forward",
    "Kylian Mbappé": "forward",
}
DE_GEA, NAVAS = "player:david-de-gea", "player:keylor-navas"
LEWANDOWSKI, MALCOM, MBAPPE = (
    "player:robert-lewandowski",
    "player:malcom",
    "player:kylian-mbappe",
)


def names() -> Iterator[Entry]:
    """The clubs, players and voices that only these cases need."""
    register = {club.id: club for club in curated_clubs()}
    for club_id in _CLUBS:
        club = register[club_id]
        yield _named(
            f"club:{club.id}",
            ClubRegisteredInLedger(
                name=club.name, aliases=club.aliases, association=club.association
            ),
        )
    for club_id in _VOICES:
        voice = SourceRegistered(name=register[club_id].name, type=SourceType.CLUB, club=club_id)
        yield _named(f"source:{club_id}", voice)
    subjects = (DE_GEA, NAVAS, LEWANDOWSKI, MALCOM, MBAPPE)
    for subject, (name, position) in zip(subjects, _PLAYERS.items(), strict=True):
        yield _named(subject, PlayerRegisteredInLedger(name=name, position=position))


def _named(
    subject: str, event: ClubRegisteredInLedger | PlayerRegisteredInLedger | SourceRegistered
) -> Entry:
    return Entry(
        subject=subject,
        entry_id=entry_id(f"{subject} registered"),
        event=event,
        basis=Basis.ASSESSED,
    )


def elsewhere() -> Iterator[Entry]:
    """One case after the other."""
    yield from _lewandowski()
    yield from _de_gea()
    yield from _mbappe()
    yield from _malcom()


def _lewandowski() -> Iterator[Entry]:
    clubs = between("borussia-dortmund", "bayern-munich")
    yield listed(
        LEWANDOWSKI,
        SquadBaselineRecorded(club="borussia-dortmund"),
        "2013-09-02",
        PUBLIC_PAGES,
        note="The day after the summer window closed stands in for the day.",
    )
    yield listed(
        LEWANDOWSKI,
        ContractBaselineRecorded(club="borussia-dortmund", until=date(2014, 6, 30)),
        "2013-09-02",
        PUBLIC_PAGES,
    )
    rumour = RumourReported(**clubs, stage=Stage.PERSONAL_TERMS_AGREED, window="2014-summer")
    yield reported(
        LEWANDOWSKI, rumour, "2013-10", PRESS, note="A signed contract was written about."
    )
    yield reported(
        LEWANDOWSKI,
        DenialReported(
            **clubs,
            window="2014-summer",
            denies="that a contract is signed: talks are legal six months before the old one ends",
        ),
        "2013-10",
        PRESS,
    )
    yield official(
        LEWANDOWSKI,
        PreContractSigned(**clubs, effective_on=date(2014, 7, 1), until=date(2019, 6, 30)),
        "2014-01-04",
        "bayern-munich",
        note="For five years; announced on 4 January.",
    )


_STATEMENT: Final = "2015-09-01"
"""The day on which Real Madrid told the evening in ten points."""


def _de_gea() -> Iterator[Entry]:
    to_madrid = between("manchester-united", "real-madrid")
    to_manchester = between("real-madrid", "manchester-united")
    late = CollapseReason.LATE_PAPERWORK
    yield _point(DE_GEA, TalksOpened(**to_madrid), "13:39", "Real Madrid send the contracts.")
    yield _point(NAVAS, TalksOpened(**to_manchester), "13:39", "For both players at once.")
    yield _remark("21:43", "Manchester United send the contracts back with comments.")
    signed = "Signed copies are exchanged."
    yield _point(DE_GEA, ClubTermsAgreed(**to_madrid), "23:32", signed)
    yield _point(NAVAS, ClubTermsAgreed(**to_manchester), "23:32", signed)
    package = (_HIS_DEAL, "keylor-navas/manchester-united/1")
    for subject, clubs, other in (
        (DE_GEA, to_madrid, package[1]),
        (NAVAS, to_manchester, package[0]),
    ):
        linked = DealsLinked(**clubs, link=LinkType.SAME_PACKAGE, deals=(other,))
        yield _point(subject, linked, "23:32", None)
    yield _point(NAVAS, PersonalTermsAgreed(**to_manchester), "23:53", None)
    yield _remark("00:00", "Manchester United enter the move in the transfer matching system.")
    yield _remark("00:02", "Real Madrid receive the full documents.")
    yield _remark("00:26", "The matching system invites Real Madrid to enter the move.")
    refused = RegistrationRefused(
        **to_madrid,
        reason=RefusalReason.LATE_PAPERWORK,
        explanation="the papers came after the Spanish window had closed",
    )
    yield _point(DE_GEA, refused, None, "The league was handed the papers late.")
    yield _point(DE_GEA, DealCollapsed(**to_madrid, reason=late), None, None)
    yield _point(NAVAS, DealCollapsed(**to_manchester, reason=late), None, None)
    differs = official(
        DE_GEA,
        NoteRecorded(text="Manchester United's own account of the evening differs."),
        _STATEMENT,
        "manchester-united",
    )
    yield differs.model_copy(update={"deal": _HIS_DEAL})


_HIS_DEAL: Final = "david-de-gea/real-madrid/1"
"""The id that the ledger gives De Gea's deal."""


def _point(subject: str, event: WorldEvent, at: str | None, note: str | None) -> Entry:
    """One point of Real Madrid's statement; the minutes are those of Madrid."""
    happened = _STATEMENT if at is None else _minute(at)
    return official(subject, event, happened, "real-madrid", published=_STATEMENT, note=note)


def _remark(at: str, told: str) -> Entry:
    """A point that is no step of the deal, and belongs to it."""
    said = _point(DE_GEA, NoteRecorded(text=told), at, None)
    return said.model_copy(update={"deal": _HIS_DEAL})


def _minute(at: str) -> str:
    """A minute of the evening of 31 August, or of the night after it."""
    day = "2015-09-01" if at.startswith("00") else "2015-08-31"
    return f"{day}T{at}+02:00"


def _mbappe() -> Iterator[Entry]:
    clubs = between("as-monaco", "paris-saint-germain")
    duty = ObligationToBuy(condition=AvoidsRelegation(season="2017-18"))
    yield official(
        MBAPPE,
        LoanAgreed(**clubs, until=date(2018, 6, 30), clauses=(duty,)),
        "2017-08-31",
        "paris-saint-germain",
    )
    for fee, price in (
        (Fee(), Fee(fixed=million("145"), add_ons=up_to_million("35"))),
        (Fee(fixed=million("35")), Fee(fixed=million("145"))),
    ):
        terms = Terms(move=MoveType.LOAN, fee=fee, clauses=(ObligationToBuy(price=price),))
        yield _split(TermsReported(**clubs, terms=terms), str(price))
    yield listed(
        MBAPPE,
        ConditionMet(**clubs),
        "2018-02-17/2018-02-18",
        PUBLIC_PAGES,
        note="Staying up was certain after the 5-2 against Strasbourg.",
    )
    yield listed(
        MBAPPE,
        ObligationTriggered(**clubs, effective_on=date(2018, 7, 1)),
        "2018-02-18",
        PUBLIC_PAGES,
    )


def _split(event: TermsReported, price: str) -> Entry:
    """The 180 million in all were split in two ways, with 35 as a bonus or as the loan's fee."""
    said = reported(MBAPPE, event, "2018", PRESS, assumed=("published_at",))
    return said.model_copy(update={"entry_id": entry_id(f"{MBAPPE} TermsReported {price}")})


def _malcom() -> Iterator[Entry]:
    to_rome, to_barcelona = (
        between("girondins-bordeaux", "as-roma"),
        between("girondins-bordeaux", "barcelona"),
    )
    yield official(
        MALCOM,
        ClubTermsAgreed(**to_rome, subject_to="the medical and his own terms"),
        "2018-07-23",
        "girondins-bordeaux",
    )
    yield official(
        MALCOM,
        TransferAnnounced(**to_rome, by="girondins-bordeaux"),
        "2018-07-23",
        "girondins-bordeaux",
    )
    yield official(
        MALCOM,
        TransferCompleted(
            **to_barcelona, move=MoveType.PERMANENT, fee=Fee(fixed=about_million("41"))
        ),
        "2018-07-24",
        "barcelona",
    )
    yield listed(
        MALCOM,
        DealHijacked(**to_rome, by_club="barcelona", by_deal="malcom/barcelona/1"),
        "2018-07-24",
        PUBLIC_PAGES,
        note="Roma's sporting director said that nothing was signed.",
    )
