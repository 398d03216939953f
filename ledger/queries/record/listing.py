"""The tips of sources one by one: what each said, what came of it and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledger.domain.errors import Malformed
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.record.brier import rounded
from ledger.queries.record.chances import chances_given
from ledger.queries.record.judging import Judged, judgements
from ledger.queries.record.outcomes import Outcome
from ledger.queries.record.scope import EVERYTHING, Scope
from ledger.queries.record.scoring import tips_by_source


@dataclass(frozen=True, slots=True)
class TipRow:
    """What one origin first said of one player, one club and one registration period.

    ``says`` is move or, of a denial, no move. ``chance`` is what the model gave a move when the
    tip was published. ``outcome`` is hit, miss, open or void, and ``why`` says why; ``by_entry``
    is the entry that decided it. ``entry`` is the report; ``aims_until`` is the last day on which
    the tip could come true.
    """

    source_id: str
    source: str
    player_id: str
    player: str
    to_club_id: str
    to_club: str
    league: str | None
    window: str
    published: str
    aims_until: str
    says: str
    stage: str
    chance: float | None
    outcome: str
    why: str
    resolved_on: str | None
    lead_days: int | None
    deal: str | None
    entry: int
    by_entry: int | None
    policy: str


class NoSuchOutcome(Malformed):
    """A tip cannot have that outcome."""

    def __init__(self, asked: str) -> None:
        known = ", ".join(Outcome)
        super().__init__(
            f"Cannot list tips of the outcome {asked!r}: there is none such. Name one of {known}."
        )


def tips(
    asking: Asking,
    source: str | None = None,
    scope: Scope = EVERYTHING,
    *,
    outcome: str | None = None,
) -> Answer[TipRow]:
    """The tips on record, the latest first; those of one source, an outlet's with its own people's.

    What an outlet and its people told of the same move counts once there, by whoever told it first.

    Raises:
        NotFound: the source is not on record.
        NoSuchOutcome: ``outcome`` is none of hit, miss, open and void.
    """
    if outcome is not None and outcome not in set(Outcome):
        raise NoSuchOutcome(outcome)
    wanted = asking.one(source, "source").id if source is not None else None
    known = judgements(asking, scope.policy)
    chances = chances_given(known)
    taken = [one for one in known.judged if scope.takes(one)]
    if wanted is not None:
        taken = tips_by_source(taken, known.outlets).get(wanted, [])
    asked = [one for one in taken if outcome in (None, one.resolution.outcome.value)]
    asked.sort(key=lambda one: (one.tip.known, one.tip.entry, one.tip.origin), reverse=True)
    named = asking.named(
        subject
        for one in asked
        for subject in (
            f"source:{one.tip.origin}", f"player:{one.tip.player}", f"club:{one.tip.to_club}"
        )
    )  # fmt: skip
    rows = [_row(one, named, chances.get(one.tip.about), scope) for one in asked]
    return Answer(rows, asking.meta)


def _row(
    one: Judged, named: Callable[[str | None], str | None], chance: float | None, scope: Scope
) -> TipRow:
    tip, found = one.tip, one.resolution
    published = tip.first.isoformat()
    if tip.last != tip.first:
        published += f"/{tip.last.isoformat()}"
    return TipRow(
        source_id=tip.origin,
        source=named(f"source:{tip.origin}") or tip.origin,
        player_id=tip.player,
        player=named(f"player:{tip.player}") or tip.player,
        to_club_id=tip.to_club,
        to_club=named(f"club:{tip.to_club}") or tip.to_club,
        league=one.league,
        window=tip.window,
        published=published,
        aims_until=one.period.last_day.isoformat(),
        says=tip.says.value,
        stage=tip.stage,
        chance=rounded(chance) if chance is not None else None,
        outcome=found.outcome.value,
        why=found.why.value,
        resolved_on=found.on.isoformat() if found.on is not None else None,
        lead_days=found.lead_days,
        deal=tip.deal,
        entry=tip.entry,
        by_entry=found.entry,
        policy=scope.policy.value,
    )
