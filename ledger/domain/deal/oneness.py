"""Which deals are one: opened apart, because each was told by another source or of another id.

A deal is opened by the entry that is recorded first, and the next source may tell the same move of
a person under another id, or its end before its beginning. The ids stay for ever; what they name
is one deal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledger.domain.contradictions import Contradiction
from ledger.domain.dates import ONE_DAY
from ledger.domain.deal.joining import BESIDE_DEALS, engaging_club
from ledger.domain.entry import Recorded
from ledger.domain.events import TransferCompleted
from ledger.domain.loans import Loan, loans_with_acts
from ledger.domain.sources import FACTUAL
from ledger.domain.tellings import each_move_once, moves_told


def one_deal(entries: Iterable[Recorded]) -> Mapping[str, str]:
    """From each deal's id to the id it goes under, where that is another.

    Deals are one where they tell one move, or one a loan and the other what became of it. They go
    under the id whose first entry has the lowest position. The order of entries plays no part.
    """
    named = [
        item
        for item in entries
        if item.entry.deal is not None and item.entry.event.kind not in BESIDE_DEALS
    ]
    told: dict[str, list[Recorded]] = {}
    for item in named:
        told.setdefault(_deal(item), []).append(item)
    if len(told) < 2:  # noqa: PLR2004 - one cannot be another
        return {}
    goal = {name: engaging_club(name, items) for name, items in told.items()}
    if len(set(goal.values())) == len(told):
        return {}
    goals = Counter(goal.values())
    first = {name: min([item.first_position for item in items]) for name, items in told.items()}
    facts = [item for item in named if item.entry.basis in FACTUAL and goals[goal[_deal(item)]] > 1]
    under = {name: name for name in first}
    for one, other in _same(facts):
        names = sorted((_end(under, one), _end(under, other)), key=lambda name: (first[name], name))
        under[names[1]] = names[0]
    return {name: _end(under, name) for name in under if under[name] != name}


def _deal(item: Recorded) -> str:
    return str(item.entry.deal)


def _end(under: Mapping[str, str], name: str) -> str:
    while under[name] != name:
        name = under[name]
    return name


def _same(facts: Sequence[Recorded]) -> Iterator[tuple[str, str]]:
    """Pairs of deals that are one."""
    for move in moves_told(facts):
        for told in move[1:]:
            yield _deal(move[0].item), _deal(told.item)
    found: list[Contradiction] = []
    once = each_move_once(facts).facts
    loans, _ = loans_with_acts(once, found)
    for loan in loans:
        for act in loan.acts:
            yield _deal(loan.entry), _deal(act)
        for item in once:
            if _buys(item, loan):
                yield _deal(loan.entry), _deal(item)


def _buys(item: Recorded, loan: Loan) -> bool:
    """Whether the borrower bought him while he was on loan there."""
    event = item.event
    if not isinstance(event, TransferCompleted):
        return False
    last = loan.back_on - ONE_DAY if loan.back_on is not None else loan.until
    parties = (event.from_club, event.to_club) == (loan.lender, loan.borrower)
    return parties and loan.start <= item.day <= last
