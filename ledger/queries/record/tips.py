"""Tips out of reports: one for each origin, player, club and registration period, told first.

A report that cites another source adds nothing of its own: the tip is its origin's, found along
the citations, and the report is a copy of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from ledger.domain.dates import UncertainDate
from ledger.domain.entry import engaging_club_of
from ledger.domain.events import Stage
from ledger.domain.regulations.windows import unassociated, window_aimed_at
from ledger.domain.sources import Role
from ledger.projections.reports import DONE_AS_REPORTED
from ledger.queries.record.outcomes import Says, Tip

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


class _Report(NamedTuple):
    """One piece of evidence, read. Only one tip of an origin counts ``about`` the same."""

    about: tuple[str, str, str, Says]
    source: str
    origins: tuple[str, ...]
    stage: str
    when: UncertainDate
    row: Reported

    @property
    def order(self) -> tuple[int, int, str]:
        """Its place in the order the world learned them."""
        return (self.row["known"], self.row["entry"], self.source)


def said_by(kind: str, stage: str | None) -> tuple[Says, str] | None:
    """What a report of that kind and stage says of the move; None where it says neither."""
    if kind in _DENYING:
        return Says.NO_MOVE, NO_STEP
    if kind == "RumourReported":
        step = _STAGE.get(Stage(stage)) if stage is not None else None
        return (Says.MOVE, step) if step is not None else None
    return (Says.MOVE, _STEP[kind]) if kind in _STEP else None


def tips_of(rows: Iterable[Reported], survivor: Mapping[str, str]) -> list[Tip]:
    """The tips of these report rows, in the order the world learned them.

    ``survivor`` has, by the id of a club that was merged away, the one that stays.
    """
    reports = [read for row in rows if (read := _read(row, survivor)) is not None]
    reports.sort(key=lambda one: one.order)
    own_words: dict[tuple[object, ...], _Report] = {}
    for report in reports:
        own_words.setdefault((report.about, report.source), report)
    tips: dict[tuple[object, ...], Tip] = {}
    for report in reports:
        for origin in sorted(_origins(report, own_words)):
            key = (report.about, origin)
            tips[key] = _judged_by(tips[key], report) if key in tips else _tip(report, origin)
    return list(tips.values())


def _read(row: Reported, survivor: Mapping[str, str]) -> _Report | None:
    """What a report says, or None where it names no player and club, or says neither."""
    said = _said_beside(row["role"], said_by(row["kind"], row["stage"]))
    deal, club = row["deal"], row["to_club"]
    if club is None and deal is not None:
        club = engaging_club_of(deal)
        club = survivor.get(club, club)
    if said is None or club is None or not row["subject"].startswith("player:"):
        return None
    when = UncertainDate.parse(row["published"] or row["occurred"])
    stated = row["aims_at"]
    window = unassociated(stated) if stated is not None else window_aimed_at(when.last_day)
    return _Report(
        about=(row["subject"].partition(":")[2], club, window, said[0]),
        source=row["source"],
        origins=tuple(row["origins"].split(", ")),
        stage=said[1],
        when=when,
        row=row,
    )


def _said_beside(role: str | None, said: tuple[Says, str] | None) -> tuple[Says, str] | None:
    """What a piece of evidence says: the same as its report, unless it stands there to deny it."""
    if role != Role.DENIAL or said is None:
        return said
    return (Says.NO_MOVE, NO_STEP) if said[0] is Says.MOVE else None


def _origins(report: _Report, own_words: Mapping[tuple[object, ...], _Report]) -> set[str]:
    """Who first said it: along the citations, to those who cite nobody.

    A circle of citations is the tip of whoever began it.
    """
    found: set[str] = set()
    seen = {report.source}
    waiting = [] if report.origins == (report.source,) else list(report.origins)
    if not waiting:
        return {report.source}
    while waiting:
        source = waiting.pop()
        said = own_words.get((report.about, source))
        if source in seen:
            circle = [
                own_words[report.about, one] for one in seen if (report.about, one) in own_words
            ]
            found.add(min(circle, key=lambda one: one.order).source)
        elif said is None or said.origins == (source,):
            found.add(source)
        else:
            waiting.extend(said.origins)
        seen.add(source)
    return found


def _tip(report: _Report, origin: str) -> Tip:
    player, to_club, window, says = report.about
    row, own = report.row, origin == report.source
    return Tip(
        player=player,
        to_club=to_club,
        window=window,
        origin=origin,
        says=says,
        stage=report.stage,
        first=report.when.first_day,
        last=report.when.last_day,
        known=row["known"],
        entry=row["entry"],
        deal=row["deal"],
        retracted=row["retracted_at"] if own else None,
        verdict=row["verdict"],
        verdict_by=row["verdict_by"],
        verdict_at=row["verdict_at"],
    )


def _judged_by(tip: Tip, report: _Report) -> Tip:
    """A tip with our user's verdict on a later report of it, where that is the latest."""
    row = report.row
    if row["verdict"] is None or (tip.verdict_at or 0) >= row["verdict_at"]:
        return tip
    return tip._replace(
        verdict=row["verdict"], verdict_by=row["verdict_by"], verdict_at=row["verdict_at"]
    )
