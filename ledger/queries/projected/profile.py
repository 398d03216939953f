"""The profile of a squad: how old its players are, where from, and how long under contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final

from ledger.domain.book import live
from ledger.domain.dates import UncertainDate, months_later
from ledger.domain.entry import BOOK_KINDS
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.domain.regulations.rules.parameters import PreContract
from ledger.queries.asking import Asking
from ledger.queries.flags.gathering import rulebook
from ledger.queries.persons import recorded
from ledger.queries.projected.answers import UNTOLD, DepthRow
from ledger.queries.squad_rows import SquadRow

BANDS: Final = ((0, 20), (21, 24), (25, 28), (29, 32), (33, 99))
"""The ages, both included, by which players are counted."""
MONTHS: Final = (6, 12, 18)
PRE_CONTRACT: Final = "pre-contract"
_REGISTERING: Final = BOOK_KINDS | {"PlayerRegisteredInLedger"}


def ages(asking: Asking, players: Sequence[SquadRow]) -> Iterator[DepthRow]:
    """The median age on the day, and how many players of each band."""
    people = asking.shown([f"player:{row.player_id}" for row in players])
    known = {
        row: _age(UncertainDate.parse(born), asking.on)
        for row in players
        if (born := people[f"player:{row.player_id}"].born) is not None
    }
    if known:
        words = f"years, by the {len(known)} whose date of birth is on record"
        yield DepthRow("age", "median", float(median(known.values())), says=words)
    for first, last in BANDS if known else ():
        here = [row for row, age in known.items() if first <= age <= last]
        yield _counted("age", _band(first, last), here)
    if untold := [row for row in players if row not in known]:
        yield _counted("age", UNTOLD, untold)


def _age(born: UncertainDate, day: date) -> int:
    """Years completed on a day; of an uncertain date of birth, by its middle."""
    middle = born.first_day + (born.last_day - born.first_day) / 2
    return day.year - middle.year - ((day.month, day.day) < (middle.month, middle.day))


def _band(first: int, last: int) -> str:
    if first == BANDS[0][0]:
        return f"{last} and under"
    return f"{first} and over" if last == BANDS[-1][1] else f"{first} to {last}"


def nationalities(asking: Asking, players: Sequence[SquadRow]) -> Iterator[DepthRow]:
    """How many players of each nationality, by the first that each is registered with."""
    known = _first_nationalities(asking, players)
    of = {row: known.get(row.player_id, UNTOLD) for row in players}
    counted = [
        _counted("nationality", one, [row for row in players if of[row] == one])
        for one in sorted(set(of.values()))
    ]
    yield from sorted(counted, key=lambda row: (row.what == UNTOLD, -row.count))


def _first_nationalities(asking: Asking, players: Sequence[SquadRow]) -> Mapping[str, str]:
    known = asking.identities
    streams = [one for row in players for one in known.members(f"player:{row.player_id}")]
    found: dict[str, str] = {}
    if not streams:
        return found
    told = asking.store.stream(streams, upto=asking.position, kinds=_REGISTERING)
    for item in live([recorded(stored) for stored in told]):
        event = item.event
        if isinstance(event, PlayerRegisteredInLedger) and event.nationalities:
            person = known.person_of(item.entry.subject).partition(":")[2]
            found.setdefault(person, event.nationalities[0])
    return found


def contracts(asking: Asking, players: Sequence[SquadRow]) -> Iterator[DepthRow]:
    """Whose contract ends soon, whose end is not told, and who may sign elsewhere already."""
    told = [row for row in players if row.contract_until is not None]
    for months in MONTHS:
        by = months_later(asking.on, months).isoformat()
        ending = [row for row in told if (row.contract_until or "") <= by]
        yield _ending("contract", f"ends within {months} months", ending)
    if untold := [row for row in players if row.contract_until is None]:
        yield _counted("contract", UNTOLD, untold)
    rule = rulebook(asking).on(PRE_CONTRACT, asking.on, PreContract)
    if rule is not None:
        by = months_later(asking.on, rule.parameters.months).isoformat()
        free_to = [row for row in told if (row.contract_until or "") <= by]
        found = _ending("pre-contract", "may sign for another club", free_to)
        yield found.saying(rule.reference)


def _ending(section: str, what: str, rows: Sequence[SquadRow]) -> DepthRow:
    ordered = sorted(rows, key=lambda row: (row.contract_until or "", row.player))
    days = "; ".join(f"{row.player} {row.contract_until}" for row in ordered)
    return _counted(section, what, ordered).saying(days)


def _counted(section: str, what: str, rows: Sequence[SquadRow]) -> DepthRow:
    return DepthRow(
        section,
        what,
        len(rows),
        player_ids=tuple(row.player_id for row in rows),
        players=tuple(row.player for row in rows),
    )
