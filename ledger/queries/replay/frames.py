"""The frames of a replay: one event each, in words, with what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.queries.amendments import in_words
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.log import LogRow, rows_of
from ledger.queries.replay.choosing import Chosen, Step
from ledger.queries.replay.scope import Scope, moment_of
from ledger.queries.replay.stories import Clock
from ledger.queries.replay.totals import Totals, totals
from ledger.queries.sentences import names_in


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a replay and its effect.

    ``player_id`` is empty where a report leaves the players of a club unnamed.
    ``at`` is when the clock brought it: when the world learned it, or when it was recorded.
    ``squads`` tells who joined or left which club for which days, ``deal_change`` how the deal's
    headline moved and ``tracks`` how each track of it did, ``terms`` what was told anew or lost
    its standing, ``flags`` what it raised and ``cleared`` what no longer stands out. Each is empty
    where nothing changed.
    """

    frame: int
    position: int
    at: str
    known: str | None
    occurred: str | None
    player_id: str | None
    player: str
    kind: str
    says: str
    basis: str | None
    source: str
    deal: str | None
    deal_change: str
    tracks: str
    squads: str
    terms: str
    flags: str
    cleared: str


@dataclass(frozen=True, slots=True)
class SquadMove:
    """What one frame changed of who is where: a player joins or leaves a club for some days.

    Both days are included; None is since nobody knows when, or without an end in sight. Applied
    one after the other to the squads as they were before the first frame, the moves of a replay
    give the squads after its last.
    """

    frame: int
    player_id: str
    change: str
    club_id: str
    parent_club_id: str | None
    from_day: str | None
    to_day: str | None


@dataclass(frozen=True)
class ReplayAnswer(Listed[Frame]):
    """A replay: its frames in the order of the clock, what they did to squads, what they come to.

    As a sequence it is its frames.
    """

    clock: Clock
    items: tuple[Frame, ...]
    moves: tuple[SquadMove, ...]
    totals: Totals
    meta: Meta

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The events, in the order in which the clock brought them."""
        return self.items


def replay(asking: Asking, scope: Scope) -> ReplayAnswer:
    """Walk through what a scope covers, event by event, in the order of its clock."""
    chosen = Chosen(asking, scope)
    steps = list(chosen.steps())
    rows = rows_of(asking, [step.item for step in steps])
    said = names_in(asking, [text for step in steps for text in step.effect.texts])
    of_the_book = [step.item for step in steps if step.item.entry.kind in _ABOUT_ENTRIES]
    done = in_words(asking, of_the_book)
    frames = [
        _frame(number, _saying(row, done), step, said, scope.clock)
        for number, (row, step) in enumerate(zip(rows, steps, strict=True), start=1)
    ]
    return ReplayAnswer(
        clock=scope.clock,
        items=tuple(frames),
        moves=tuple(_moves(steps)),
        totals=totals(chosen, steps),
        meta=asking.meta,
    )


_ABOUT_ENTRIES: Final = BOOK_KINDS | {"ReportRetracted"}


def _saying(row: LogRow, done: Mapping[int, str]) -> LogRow:
    """What amends or takes back an entry says what it did, rather than which entry it names."""
    return replace(row, says=done[row.position]) if row.position in done else row


def _frame(number: int, row: LogRow, step: Step, said: Callable[[str], str], clock: Clock) -> Frame:
    done, is_player = step.effect, step.person.startswith("player:")
    return Frame(
        frame=number,
        position=row.position,
        at=_instant(step.item, clock),
        known=row.known,
        occurred=row.occurred,
        player_id=step.person.removeprefix("player:") if is_player else None,
        player=row.name,
        kind=row.kind,
        says=row.says,
        basis=row.basis,
        source=row.source,
        deal=", ".join(done.deals) or row.deal,
        deal_change=done.deal_change,
        tracks="; ".join(done.tracks),
        squads="; ".join(said(text) for text in done.squads),
        terms="; ".join(done.terms),
        flags="; ".join(said(text) for text in done.flags),
        cleared="; ".join(said(text) for text in done.cleared),
    )


def _instant(item: Recorded, clock: Clock) -> str:
    return moment_of(item, clock).isoformat().replace("+00:00", "Z")


def _moves(steps: Sequence[Step]) -> list[SquadMove]:
    return [
        SquadMove(
            frame=number,
            player_id=step.person.partition(":")[2],
            change=move.change,
            club_id=move.club,
            parent_club_id=move.parent_club,
            from_day=move.from_day.isoformat() if move.from_day is not None else None,
            to_day=move.to_day.isoformat() if move.to_day is not None else None,
        )
        for number, step in enumerate(steps, start=1)
        for move in step.effect.moves
    ]
