"""Steps of a deal: what the two clubs and the player do before it is done, or undone."""

from __future__ import annotations

from typing import Any

from pytest_bdd import step

from ledger.domain.events import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
    ClubTermsAgreed,
    CollapseReason,
    DealCollapsed,
    DealEvent,
    DealHijacked,
    DealsLinked,
    InterestRegistered,
    LinkType,
    MedicalFailed,
    MedicalPassed,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    RefusalReason,
    RegistrationRefused,
    TalksBrokenOff,
    TalksOpened,
    TransferAnnounced,
)
from ledger.domain.terms import Terms
from ledger.domain.values import Fee
from steps.market import LEAGUE, Market, Told
from steps.sentences import Sentence

CLUB_ACTS: dict[str, tuple[type[DealEvent], dict[str, Any]]] = {
    "registered an interest in": (InterestRegistered, {}),
    "opened talks for": (TalksOpened, {}),
    "opened talks with": (TalksOpened, {"between": "club_and_player"}),
    "broke off talks for": (TalksBrokenOff, {}),
}
PLAYER_ACTS: dict[str, type[DealEvent]] = {
    "passed his medical at": MedicalPassed,
    "failed his medical at": MedicalFailed,
    "agreed personal terms with": PersonalTermsAgreed,
    "turned down": PersonalTermsRefused,
}


@step(
    Sentence(
        rf"{{to_club}} (?P<act>{'|'.join(CLUB_ACTS)}) {{player}}(?: of {{from_club}})?"
        r"{on}{because}"
    )
)
def club_acts(
    market: Market,
    *,
    told: Told,
    to_club: str,
    act: str,
    player: str,
    from_club: str | None,
    because: str | None,
) -> None:
    kind, particulars = CLUB_ACTS[act]
    market.tell(
        market.player(player),
        kind,
        told,
        voice=to_club,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        **particulars,
        **({"reason": because} if because else {}),
    )


@step(
    Sentence(rf"{{player}} (?P<act>{'|'.join(PLAYER_ACTS)}) {{to_club}}{{on}}{{terms}}{{because}}")
)
def player_acts(
    market: Market,
    *,
    told: Told,
    player: str,
    act: str,
    to_club: str,
    terms: Terms,
    because: str | None,
) -> None:
    said: dict[str, Any] = {"reason": because} if because else {}
    if act == "agreed personal terms with":
        said["terms"] = terms
    market.tell(
        market.player(player),
        PLAYER_ACTS[act],
        told,
        voice=to_club,
        to_club=market.club(to_club),
        **said,
    )


@step(Sentence("{to_club} made their {nth} bid to {from_club} for {player}{on}, {fee}"))
def bid(
    market: Market, *, told: Told, to_club: str, nth: int, from_club: str, player: str, fee: Fee
) -> None:
    market.tell(
        market.player(player),
        BidSubmitted,
        told,
        voice=to_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        number=nth,
        terms=Terms(fee=fee),
    )


@step(
    Sentence(
        r"{from_club} (?P<answer>accepted|rejected) the {nth} bid of {to_club} for {player}"
        r"{on}{because}"
    )
)
def bid_answered(
    market: Market,
    *,
    told: Told,
    from_club: str,
    answer: str,
    nth: int,
    to_club: str,
    player: str,
    because: str | None,
) -> None:
    market.tell(
        market.player(player),
        BidAccepted if answer == "accepted" else BidRejected,
        told,
        voice=from_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        number=nth,
        reason=because,
    )


@step(
    Sentence(
        r"{from_club} and {to_club} agreed on {player}{on}{terms}(?:, subject to (?P<subject>.+))?"
    )
)
def clubs_agreed(
    market: Market,
    *,
    told: Told,
    from_club: str,
    to_club: str,
    player: str,
    terms: Terms,
    subject: str | None,
) -> None:
    market.tell(
        market.player(player),
        ClubTermsAgreed,
        told,
        voice=from_club,
        from_club=market.club(from_club),
        to_club=market.club(to_club),
        terms=terms,
        subject_to=subject,
    )


@step(Sentence("{by} presented {player} as a player of {to_club}{on}"))
def announced(market: Market, told: Told, by: str, player: str, to_club: str) -> None:
    market.tell(
        market.player(player),
        TransferAnnounced,
        told,
        voice=by,
        to_club=market.club(to_club),
        by=market.club(by),
    )


@step(Sentence(r"the league refused {player} for {to_club}{on}, because of (?P<why>[a-z ]+)"))
def registration_refused(market: Market, told: Told, player: str, to_club: str, why: str) -> None:
    market.tell(
        market.player(player),
        RegistrationRefused,
        told,
        voice=LEAGUE,
        to_club=market.club(to_club),
        reason=RefusalReason(why.replace(" ", "_")),
    )


@step(
    Sentence(
        r"the move of {player}(?: from {from_club})? to {to_club} fell through{on}"
        r"(?:, reason: (?P<why>[a-z ]+))?"
    )
)
def collapsed(
    market: Market,
    *,
    told: Told,
    player: str,
    from_club: str | None,
    to_club: str,
    why: str | None,
) -> None:
    market.tell(
        market.player(player),
        DealCollapsed,
        told,
        voice=to_club,
        from_club=market.club(from_club) if from_club else None,
        to_club=market.club(to_club),
        reason=CollapseReason(why.replace(" ", "_")) if why else None,
    )


@step(Sentence("{by_club} took {player} from under {to_club}{on}"))
def hijacked(market: Market, told: Told, by_club: str, player: str, to_club: str) -> None:
    market.tell(
        market.player(player),
        DealHijacked,
        told,
        voice=by_club,
        to_club=market.club(to_club),
        by_club=market.club(by_club),
    )


@step(
    Sentence(
        r"the move of {player} to {to_club} is tied to that of {other} to {other_club}{on} "
        r"as a (?P<link>swap|part exchange|domino|same package)"
    )
)
def linked(
    market: Market, *, told: Told, player: str, to_club: str, other: str, other_club: str, link: str
) -> None:
    who, whither = market.player(other).partition(":")[2], market.club(other_club)
    market.tell(
        market.player(player),
        DealsLinked,
        told,
        voice=to_club,
        to_club=market.club(to_club),
        link=LinkType(link.replace(" ", "_")),
        deals=(f"{who}/{whither}/1",),
    )
