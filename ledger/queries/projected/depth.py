"""The depth of a squad: how many fit players of each position, what lacks, and its profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.domain.entry import Recorded
from ledger.domain.events import NeedReported
from ledger.projections import AVAILABILITY
from ledger.projections.base import running
from ledger.queries.asking import Asking
from ledger.queries.flags.quotas import quotas
from ledger.queries.names import Shown
from ledger.queries.projected.answers import UNTOLD, DepthAnswer, DepthRow
from ledger.queries.projected.needs import (
    Usual,
    at_the_club,
    fit,
    fit_at,
    needs_reported,
    usual_depth,
    usual_squads,
)
from ledger.queries.projected.profile import ages, contracts, nationalities
from ledger.queries.squad_rows import POSITIONS, SquadRow
from ledger.queries.squads import squad


def depth(asking: Asking, club: str) -> DepthAnswer:
    """How deep a club's squad is on a day: positions and needs first, then who is out, the rest."""
    which = asking.club(club).id
    answer = squad(asking, which)
    here = at_the_club(answer)
    before = usual_squads(asking, which)
    usual = {position: usual_depth(before, position) for position in POSITIONS}
    rows = [
        *_positions(answer.items, usual),
        *_needs(asking, which, here, usual),
        *_injured(asking, which, here),
        *ages(asking, [row for row in here if not row.unconfirmed]),
        *nationalities(asking, [row for row in here if not row.unconfirmed]),
        *contracts(asking, [row for row in answer if row.status != "on loan in"]),
        *_quotas(asking, which),
    ]
    return DepthAnswer(rows, answer.meta)


def _positions(rows: Sequence[SquadRow], usual: dict[str, Usual | None]) -> Iterator[DepthRow]:
    told = {row.position or UNTOLD for row in rows}
    for position in (*POSITIONS, UNTOLD) if UNTOLD in told else POSITIONS:
        group = [row for row in rows if (row.position or UNTOLD) == position]
        here = at_the_club(group)
        able = fit(here)
        doubtful = sum(row.unconfirmed for row in here)
        out = sum(not row.available for row in here)
        often = usual.get(position)
        words = f"{len(here)} at the club, {out} of them out injured"
        words += f" and {doubtful} not confirmed for long" if doubtful else ""
        words += f", {len(group) - len(here)} out on loan"
        yield DepthRow(
            "position",
            position,
            len(able),
            against=often.count if often is not None else None,
            margin=len(able) - often.count if often is not None else None,
            player_ids=tuple(row.player_id for row in able),
            players=tuple(row.player for row in able),
            says=f"{words}; usually {often}" if often is not None else words,
        )


def _needs(
    asking: Asking, club: str, here: Sequence[SquadRow], usual: dict[str, Usual | None]
) -> Iterator[DepthRow]:
    """The positions with fewer fit players than usual, or that a source says are needed."""
    reported = needs_reported(asking, club)
    sources = asking.named(
        f"source:{piece.source}" for _, item in reported for piece in item.entry.evidence
    )
    for position, often in usual.items():
        said = [(event, item) for event, item in reported if event.position == position]
        able = fit_at(here, position)
        short = often is not None and able < often.count
        if not said and not short:
            continue
        out = [row for row in here if row.position == position and not row.available]
        words = [f"{able} fit, usually {often}" if often is not None else f"{able} fit"]
        words += [f"{row.player} is out ({row.injury})" for row in out]
        words += [_said(event, item, sources) for event, item in said]
        yield DepthRow(
            "need",
            position,
            able,
            against=often.count if often is not None else None,
            margin=able - often.count if often is not None else None,
            player_ids=tuple(row.player_id for row in out),
            players=tuple(row.player for row in out),
            says="; ".join(words),
            entries=tuple(item.position for _, item in said),
        )


def _said(event: NeedReported, item: Recorded, named: Shown) -> str:
    voices = ", ".join(named(f"source:{piece.source}") or "" for piece in item.entry.evidence)
    count = f" ({event.count})" if event.count > 1 else ""
    why = f": {event.why}" if event.why else ""
    return f"{voices or 'a report'} says that they need {event.position}s{count}{why}"


def _injured(asking: Asking, club: str, here: Sequence[SquadRow]) -> Iterator[DepthRow]:
    """Who is out, with the expected return as announced; then those whom reports leave unnamed."""
    for row in here:
        if not row.available:
            yield DepthRow(
                "injured",
                row.player,
                1,
                player_ids=(row.player_id,),
                players=(row.player,),
                says=_out(row.position, row.injury, row.expected_return),
            )
    table, day = AVAILABILITY.table, asking.on.isoformat()
    members = asking.identities.members(f"club:{club}")
    with asking.over(lambda: members, AVAILABILITY) as tables:
        unnamed = asking.rows(
            tables,
            AVAILABILITY,
            table.c.subject.in_(members),
            running(table, day),
        )
    for found in sorted(unnamed, key=lambda found: (found["valid_from"], found["entry"])):
        if found["unnamed"] is not None:
            yield DepthRow(
                "injured",
                f"{found['unnamed']}, unnamed",
                int(found["unnamed"].partition(" ")[0]),
                says=_out(found["basis"], found["injury"], found["expected_return"]),
                entries=(found["entry"],),
            )


def _out(first: str | None, injury: str | None, back: str | None) -> str:
    words = [part for part in (first, injury) if part]
    return ", ".join([*words, f"back {back}" if back else "return not told"])


def _quotas(asking: Asking, club: str) -> Iterator[DepthRow]:
    for quota in quotas(asking, club):
        possible = f", {quota.possible} at most" if quota.possible > quota.used else ""
        yield DepthRow(
            "quota",
            quota.what,
            quota.used,
            against=quota.limit,
            margin=quota.headroom,
            players=quota.counted,
            says=f"{quota.used} of {quota.limit}{possible} ({quota.reference})",
            entries=quota.entries,
        )
