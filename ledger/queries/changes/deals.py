"""What changed in one deal between two moments: tracks, outcome, terms, reports, flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from ledger.domain.claims import Claim, Status, claims
from ledger.domain.deal import Deal, Tracks, by_known
from ledger.domain.deal import deal as fold_deal
from ledger.domain.entry import Recorded
from ledger.domain.events import DenialReported, ReportRetracted
from ledger.projections import DISCREPANCIES
from ledger.queries.asking import Asking
from ledger.queries.changes import (
    Cause,
    ChangeAnswer,
    Clock,
    Difference,
    What,
    amended_by,
    check_order,
    explained,
    rows_about,
)
from ledger.queries.deal_rows import DealSummary
from ledger.queries.deals import NoSuchDeal, resolve
from ledger.queries.names import Named
from ledger.queries.sentences import names_in


class Fact(NamedTuple):
    """One thing that a deal has at a moment: what it is in words, and the entries that say so."""

    what: What
    name: str
    value: str
    entries: tuple[Recorded, ...] = ()
    because: str | None = None


@dataclass(frozen=True)
class _State:
    """A deal at one of the two moments, its facts by what they are called."""

    facts: Mapping[tuple[What, str], Fact]
    positions: frozenset[int]


def changes(
    earlier: Asking,
    later: Asking,
    asked: str,
    *,
    by: Clock,
    from_club: str | None = None,
    to_club: str | None = None,
) -> ChangeAnswer:
    """What differs in a deal between two moments, with the entry that made each difference.

    Raises:
        NotInOrder: the first moment is the later one.
        NoSuchDeal: there is no such deal at either moment.
    """
    check_order(earlier, later, by)
    try:
        summary = resolve(later, asked, from_club=from_club, to_club=to_club)
    except NoSuchDeal as nowhere:
        try:  # it may have been there, and struck since
            summary = resolve(earlier, asked, from_club=from_club, to_club=to_club)
        except NoSuchDeal:
            raise nowhere from None
    before, after = _state(earlier, summary), _state(later, summary)
    amended = amended_by(later, f"player:{summary.player_id}")
    differing = list(_differences(before, after, amended))
    rows = explained(later, [one.cause for one in differing])
    player = Named(f"player:{summary.player_id}", summary.player)
    items = tuple(rows_about(player, differing, rows))
    parties = f"{summary.player}: {summary.from_club or 'not told'} → {summary.to_club}"
    return ChangeAnswer(summary.deal, parties, by, items, earlier.meta, later.meta)


def _differences(
    before: _State, after: _State, amended: Mapping[UUID, Recorded]
) -> Iterator[Difference]:
    """What differs, in the order of the later state, and after that what is gone."""
    for key in dict.fromkeys((*after.facts, *before.facts)):
        old, new = before.facts.get(key), after.facts.get(key)
        was, now = old.value if old else None, new.value if new else None
        if was != now:
            what, name = key
            yield Difference(what, name, was, now, _cause(old, new, before, amended))


def _cause(
    old: Fact | None, new: Fact | None, before: _State, amended: Mapping[UUID, Recorded]
) -> Cause:
    """The entry that made a difference: a new one, else the amendment of what stood before."""
    if new is not None:
        told_since = [item for item in new.entries if item.position not in before.positions]
        if told_since or new.because is not None:
            return Cause(next(iter(told_since), None), new.because)
    amendments = [
        amended[item.entry_id]
        for item in (old.entries if old is not None else ())
        if item.entry_id in amended
    ]
    stated = new.entries if new is not None else ()
    return Cause(next(iter((*amendments, *stated)), None))


# -- the facts of one moment ----------------------------------------------------------------------


def _state(asking: Asking, summary: DealSummary) -> _State:
    found = asking.entries(f"player:{summary.player_id}")
    items = by_known(item for item in found if item.entry.deal in summary.ids)
    if not items:
        return _State({}, frozenset())
    deal = fold_deal(summary.deal, items)
    facts = [
        *_outcome(deal, asking),
        *_tracks(deal),
        *_terms(claims(items)),
        *_reports(items),
        *_flags(asking, summary, items),
    ]
    by_name = {(fact.what, fact.name): fact for fact in facts}
    return _State(by_name, frozenset(item.position for item in items))


def _outcome(deal: Deal, asking: Asking) -> Iterator[Fact]:
    yield from _both("outcome", "outcome", deal.outcome)
    if deal.outcome.official is None and deal.aimed_until < asking.on:
        because = f"the period it aimed at, {deal.window}, ended on {deal.aimed_until.isoformat()}"
        yield Fact("outcome", "outcome: official", "lapsed", (), because)


def _tracks(deal: Deal) -> Iterator[Fact]:
    tracks = {
        "clubs": deal.clubs,
        "player": deal.player,
        "medical": deal.medical,
        "registration": deal.registration,
        "option": deal.option,
    }
    for name, track in tracks.items():
        yield from _both("track", name, track)
    if deal.announced is not None:
        day = deal.announced.day.isoformat()
        yield Fact("track", "announced", day, (deal.announced,))


def _both(what: What, name: str, tracks: Tracks) -> Iterator[Fact]:
    """A track's official and reported state, each for itself."""
    for side, step in (("official", tracks.official), ("reported", tracks.reported)):
        if step is not None:
            reason = getattr(step.entry.event, "reason", None)
            why = f" ({str(reason).replace('_', ' ')})" if reason and what == "outcome" else ""
            yield Fact(what, f"{name}: {side}", f"{step.state}{why}", (step.entry,))


def _terms(said: Sequence[Claim]) -> Iterator[Fact]:
    """What stands of each term; and what is told beside it, or was and is no longer."""
    for claim in said:
        basis = claim.entry.entry.basis or "reported"
        match claim.status:
            case Status.STANDS:
                yield Fact("term", claim.term, f"{claim.value} ({basis})", (claim.entry,))
            case Status.AGREES:
                continue  # it changes nothing of what stands
            case Status.CONTRADICTED | Status.SUPERSEDED | Status.RETRACTED:
                sources = " and ".join(sorted(claim.sources)) or "nobody named"
                name = f"{claim.term} {claim.value}, by {sources}"
                by = (claim.by,) if claim.by is not None else ()
                yield Fact("report", name, str(claim.status), (*by, claim.entry))


def _reports(items: Sequence[Recorded]) -> Iterator[Fact]:
    """Denials, and reports taken back."""
    for item in items:
        who = " and ".join(sorted({piece.source for piece in item.entry.evidence}))
        match item.event:
            case DenialReported(by=by):
                yield Fact("report", f"denial #{item.first_position}", by or who, (item,))
            case ReportRetracted():
                yield Fact("report", f"taken back #{item.first_position}", who, (item,))
            case _:
                continue  # every other kind is seen by what it does to a track or a term


def _flags(asking: Asking, summary: DealSummary, items: Sequence[Recorded]) -> Iterator[Fact]:
    entries = {item.position: item for item in items}
    table = DISCREPANCIES.table
    with asking.over(lambda: [f"player:{summary.player_id}"], DISCREPANCIES) as tables:
        rows = asking.rows(tables, DISCREPANCIES, table.c.player == summary.player_id)
    mine = [row for row in rows if row["entry"] in entries]
    said = names_in(asking, [row["record"] for row in mine])
    for row in sorted(mine, key=lambda row: (row["entry"], row["code"])):
        item = entries[row["entry"]]
        name = f"{row['rule']} {row['code']} #{item.first_position}"
        yield Fact("flag", name, said(row["record"]), (item,))
