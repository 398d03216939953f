"""A deal: parallel tracks between the clubs and with the player, gates, publicity, an outcome.

A deal is not one chain: clubs may agree while the player still refuses, everything may be signed
and the registration fail. What is official and what is reported are two tracks, never blended.
Steps fold in the order (known to the world, position).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.entry import BEGINNING, Recorded
from ledger.domain.events import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
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
    ReportRetracted,
    RumourReported,
    Stage,
    TalksBrokenOff,
    TalksExpected,
    TalksOpened,
    TransferAnnounced,
    TransferCompleted,
)
from ledger.domain.events.base import Event
from ledger.domain.loans import assumed_end
from ledger.domain.regulations.windows import window_aimed_at, window_named
from ledger.domain.sources import FACTUAL
from ledger.domain.terms import MoveType
from ledger.domain.values import NoClub

Track = Literal["official", "reported"]


class Outcome(StrEnum):
    """How a deal ended; OPEN while it has not."""

    OPEN = "open"
    COMPLETED = "completed"
    COLLAPSED = "collapsed"
    HIJACKED = "hijacked"


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a track reached, and the entry that says so."""

    state: str
    entry: Recorded


@dataclass(slots=True)
class Tracks:
    """One track of a deal: what is official beside what is reported, each the latest."""

    official: Step | None = None
    reported: Step | None = None

    def reach(self, state: str, item: Recorded) -> None:
        """Note a state on the track its basis puts it on."""
        step = Step(state, item)
        if item.entry.basis in FACTUAL:
            self.official = step
        else:
            self.reported = step

    @property
    def best(self) -> Step | None:
        """The official word, else the reported one."""
        return self.official or self.reported


@dataclass(slots=True)
class Deal:
    """One deal as known so far.

    ``deal`` is its id (player, engaging club, ordinal). ``aimed_until`` is the last day of the
    registration period it aims at. A loan that its own clauses turn into a purchase stays one
    deal.
    """

    deal: str
    from_club: str | None
    to_club: str
    opened_on: date
    window: str
    aimed_until: date
    entries: list[Recorded] = field(default_factory=list)
    move: MoveType | None = None
    clubs: Tracks = field(default_factory=Tracks)
    player: Tracks = field(default_factory=Tracks)
    medical: Tracks = field(default_factory=Tracks)
    registration: Tracks = field(default_factory=Tracks)
    announced: Recorded | None = None
    outcome: Tracks = field(default_factory=Tracks)
    loan_until: date | None = None
    loan_over: Recorded | None = None
    option: Tracks = field(default_factory=Tracks)
    denials: int = 0
    links: list[Recorded] = field(default_factory=list)
    bids: set[int] = field(default_factory=set)
    flags: list[Contradiction] = field(default_factory=list)

    @property
    def state(self) -> Outcome:
        """The outcome on the official track; reports alone close no deal."""
        return Outcome(self.outcome.official.state) if self.outcome.official else Outcome.OPEN

    @property
    def last(self) -> Recorded:
        """The latest entry about it."""
        return self.entries[-1]

    def is_live(self, day: date) -> bool:
        """Whether a new step of that day can belong to it: open and aimed at, or a loan in force."""
        match self.state:
            case Outcome.OPEN:
                return day <= self.aimed_until
            case Outcome.COMPLETED if self.move is MoveType.LOAN:
                ended = self.loan_over is not None
                return not ended and day <= (self.loan_until or assumed_end(self.opened_on))
            case _:
                return day <= self.last.day

    @property
    def headline(self) -> str:
        """The furthest state in one word, for a board of deals."""
        if self.outcome.official is not None:
            return self.outcome.official.state
        if self.outcome.reported is not None:
            return f"{self.outcome.reported.state} (reported)"
        best = self.clubs.best or self.player.best
        return best.state if best is not None else "rumoured"


def by_known(entries: Iterable[Recorded]) -> list[Recorded]:
    """In the order the world learned them."""
    return sorted(entries, key=lambda item: (item.known_at or BEGINNING, item.position))


def deals(entries: Iterable[Recorded]) -> dict[str, Deal]:
    """Fold a person's live entries into his deals, by id, in the order they were first known."""
    grouped: dict[str, list[Recorded]] = {}
    for item in by_known(entries):
        if item.entry.deal is not None:
            grouped.setdefault(item.entry.deal, []).append(item)
    return {name: deal(name, items) for name, items in grouped.items()}


def deal(name: str, items: Sequence[Recorded]) -> Deal:
    """Fold one deal from its own entries, in the order the world learned them."""
    first = items[0]
    window = next((w for w in (getattr(i.event, "window", None) for i in items) if w), None)
    window = window or window_aimed_at(first.day)
    _, to_club, _ = name.rsplit("/", 2)
    folded = Deal(
        deal=name,
        from_club=_from_club(items),
        to_club=to_club,
        opened_on=min(item.day for item in items),
        window=window,
        aimed_until=max(window_named(window).last_day, first.day),
    )
    for item in items:
        folded.entries.append(item)
        _step(folded, item, item.event)
    return folded


def _from_club(items: Sequence[Recorded]) -> str | None:
    """The releasing club: as the facts have it, else as the latest report has it."""
    named = [(item.entry.basis in FACTUAL, index) for index, item in enumerate(items)
             if getattr(item.event, "from_club", None) not in (None, NoClub.UNKNOWN)]  # fmt: skip
    if not named:
        return None
    club: str | None = getattr(items[max(named)[1]].event, "from_club", None)
    return club


_PLAYER_STAGES: Final = {Stage.CONTACT, Stage.PERSONAL_TERMS_AGREED}


def _step(deal: Deal, item: Recorded, event: Event) -> None:  # noqa: C901, PLR0912
    """Note what one entry says on its own track."""
    match event:
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
        case LoanAgreed() | TransferCompleted() | PreContractSigned():
            _complete(deal, item, event)
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
                f"bid number {event.number} is on record without number {missing}",
                "Record the missing bid with its source, if one is known.",
            )
        )
    deal.bids.add(event.number)


def _complete(
    deal: Deal, item: Recorded, event: LoanAgreed | TransferCompleted | PreContractSigned
) -> None:
    deal.outcome.reach(Outcome.COMPLETED, item)
    match event:
        case LoanAgreed():
            deal.move = MoveType.LOAN
            if item.entry.basis in FACTUAL:
                deal.loan_until = event.until or assumed_end(item.day)
        case TransferCompleted():
            free = event.fee.fixed.kind == "nil"
            deal.move = event.move or (MoveType.FREE if free else MoveType.PERMANENT)
        case PreContractSigned():
            deal.move = MoveType.FREE
            deal.player.reach("signed", item)


def _loan_act(deal: Deal, item: Recorded, event: DealEvent) -> None:
    """What happens to a loan after it began, on the official track."""
    factual = item.entry.basis in FACTUAL
    match event:
        case OptionExercised():
            deal.option.reach("exercised", item)
        case OptionDeclined():
            deal.option.reach("declined", item)
        case OptionLapsed():
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




def ordinal(name: str) -> int:
    """The ordinal at the end of a deal's id."""
    return int(name.rsplit("/", 1)[1])


def retracted(entries: Iterable[Recorded]) -> dict[object, Recorded]:
    """The reports that their own sources took back: target entry id to the retraction."""
    return {
        item.event.target: item for item in entries if isinstance(item.event, ReportRetracted)
    }
