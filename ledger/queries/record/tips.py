"""Tips out of reports: one for each origin, player, club and registration period, told first.

A report that cites another source adds nothing of its own: the tip is its origin's, found along
the citations, and the report is a copy of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from ledger.domain.dates import UncertainDate
from ledger.domain.events import Stage
from ledger.domain.regulations.windows import window_aimed_at
from ledger.projections.reports import DONE_AS_REPORTED
from ledger.queries.record.resolving import Says, Tip

Reported = Mapping[Any, Any]
"""A row of the reports."""
INTEREST, TALKS, BID, AGREED, DONE = "interest", "talks", "bid", "agreed", "done"
"""How far a deal is said to be, in few enough steps to learn from."""
_STEP: Final[dict[str, str]] = {
    "InterestRegistered": INTEREST,
    "TalksExpected": INTEREST,
    "TalksOpened": TALKS,
    "BidSubmitted": BID,
    "BidAccepted": AGREED,
    "ClubTermsAgreed": AGREED,
    "PersonalTermsAgreed": AGREED,
    "MedicalPassed": AGREED,
    "TransferAnnounced": DONE,
    **dict.fromkeys(DONE_AS_REPORTED, DONE),
}
"""Kinds that, on a source's word, say that a move is on its way."""
_STAGE: Final = {
    Stage.INTEREST: INTEREST,
    Stage.ENQUIRY: INTEREST,
    Stage.CONTACT: INTEREST,
    Stage.TALKS_EXPECTED: INTEREST,
    Stage.TALKS: TALKS,
    Stage.BID: BID,
    Stage.TERMS_AGREED: AGREED,
    Stage.PERSONAL_TERMS_AGREED: AGREED,
    Stage.DONE: DONE,
}
"""Stages that say so; stalled and broken off say neither that he comes nor that he never will."""
_DENYING: Final = frozenset({"DenialReported", "DealCollapsed", "DealHijacked"})
NO_STEP: Final = "denied"


class Copy(NamedTuple):
    """A report that repeats another's: who repeated whom."""

    source: str
    origin: str
    player: str
    to_club: str | None
    entry: int


class Told(NamedTuple):
    """What the reports come to."""

    tips: list[Tip]
    copies: list[Copy]


class _Report(NamedTuple):
    """One piece of evidence, read."""

    player: str
    to_club: str
    window: str
    source: str
    origins: tuple[str, ...]
    says: Says
    stage: str
    when: UncertainDate
    known: int
    row: Reported

    @property
    def about(self) -> tuple[str, str, str, Says]:
        """What it is about; only one tip of an origin counts about the same."""
        return (self.player, self.to_club, self.window, self.says)


def said_by(kind: str, stage: str | None) -> tuple[Says, str] | None:
    """What a report of that kind and stage says of the move; None where it says neither."""
    if kind in _DENYING:
        return Says.NO_MOVE, NO_STEP
    if kind == "RumourReported":
        step = _STAGE.get(Stage(stage)) if stage is not None else None
        return (Says.MOVE, step) if step is not None else None
    return (Says.MOVE, _STEP[kind]) if kind in _STEP else None


def tips_of(rows: Iterable[Reported], survivor: Mapping[str, str]) -> Told:
    """The tips of these report rows, in the order the world learned them.

    ``survivor`` has, by the id of a club that was merged away, the one that stays.
    """
    reports = [read for row in rows if (read := _read(row, survivor)) is not None]
    reports.sort(key=lambda one: (one.known, one.row["entry"], one.source))
    own_words: dict[tuple[object, ...], _Report] = {}
    for report in reports:
        own_words.setdefault((report.about, report.source), report)
    tips: dict[tuple[object, ...], Tip] = {}
    copies = []
    for report in reports:
        for origin in sorted(_origins(report, own_words)):
            if origin != report.source:
                copies.append(
                    Copy(report.source, origin, report.player, report.to_club, report.row["entry"])
                )
            key = (report.about, origin)
            if key not in tips:
                tips[key] = _tip(report, origin)
    return Told(list(tips.values()), copies)


def _read(row: Reported, survivor: Mapping[str, str]) -> _Report | None:
    """What a report says, or None where it names no player and club, or says neither."""
    said = said_by(row["kind"], row["stage"])
    deal, club = row["deal"], row["to_club"]
    if club is None and deal is not None:
        club = deal.split("/")[1]
        club = survivor.get(club, club)
    if said is None or club is None or not row["subject"].startswith("player:"):
        return None
    when = UncertainDate.parse(row["published"] or row["occurred"])
    stated = row["aims_at"]
    return _Report(
        player=row["subject"].partition(":")[2],
        to_club=club,
        window=bare(stated) if stated is not None else window_aimed_at(when.last_day),
        source=row["source"],
        origins=tuple(row["origins"].split(", ")),
        says=said[0],
        stage=said[1],
        when=when,
        known=row["known"],
        row=row,
    )


def bare(window: str) -> str:
    """A registration period's name without its association."""
    return window[-len("2025-winter") :]


def _origins(report: _Report, own_words: Mapping[tuple[object, ...], _Report]) -> set[str]:
    """Who first said it: along the citations, to those who cite nobody.

    A circle of citations ends with whoever closes it.
    """
    found: set[str] = set()
    seen: set[str] = {report.source}
    waiting = list(report.origins)
    while waiting:
        source = waiting.pop()
        said = own_words.get((report.about, source))
        further = said is not None and said.origins != (source,) and said.known <= report.known
        if source == report.source or source in seen or not further or said is None:
            found.add(source)
        else:
            waiting.extend(said.origins)
        seen.add(source)
    return found


def _tip(report: _Report, origin: str) -> Tip:
    row, own = report.row, origin == report.source
    return Tip(
        player=report.player,
        to_club=report.to_club,
        window=report.window,
        origin=origin,
        says=report.says,
        stage=report.stage,
        first=report.when.first_day,
        last=report.when.last_day,
        known=report.known,
        entry=row["entry"],
        deal=row["deal"],
        retracted=row["retracted_at"] if own else None,
        verdict=row["verdict"],
        verdict_by=row["verdict_by"],
        verdict_at=row["verdict_at"],
    )
