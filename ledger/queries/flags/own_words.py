"""F7: a source that says otherwise than it said itself, whatever stands above both its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ledger.domain.deal import by_known, retracted
from ledger.domain.entry import Recorded
from ledger.domain.regulations.rules.parameters import NoParameters
from ledger.domain.sources import Basis
from ledger.domain.terms_told import told
from ledger.queries.corroboration import own_voices, said_otherwise
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Person, clubs_of_entry

_REPORTS = frozenset({"RumourReported", "TermsReported", "ConditionReported"})
"""What a deal is said to be; a bid is raised, and a statement amended, without contradiction."""


def flags(market: Market) -> Iterator[Flag]:
    """Every term of a deal on which a source left its own earlier word, which it never took back.

    A word handed on from somebody else is not its own.
    """
    for person in market.having(_REPORTS):
        told = [item for item in person.alive if item.entry.kind in _REPORTS]
        taken_back = retracted(person.alive)
        reports: dict[str, list[Recorded]] = defaultdict(list)
        for item in by_known(told):
            stands = item.entry.basis is Basis.REPORTED and item.entry_id not in taken_back
            if item.entry.deal is not None and stands:
                reports[item.entry.deal].append(item)
        for deal, items in reports.items():
            if len(items) > 1:
                yield from _of_deal(market, person, deal, items)


def _of_deal(
    market: Market, person: Person, deal: str, items: Sequence[Recorded]
) -> Iterator[Flag]:
    by_position = {item.position: item for item in items}
    earlier_words: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (term, earlier), later in said_otherwise(items, market.outlets).items():
        earlier_words[term, later].append(earlier)
    for (term, later), words in earlier_words.items():
        said = [by_position[position] for position in (*words, later)]
        yield _flag(market, person, deal, term, said)


def _flag(market: Market, person: Person, deal: str, term: str, said: Sequence[Recorded]) -> Flag:
    first, last = said[0], said[-1]
    pack = market.rulebook.on("reports-and-record", last.day, NoParameters)
    assert pack is not None  # noqa: S101 - our own rules hold at all times
    who = _who(market.outlets, first, last)
    return Flag(
        code=FlagCode.CONTRADICTS_ITSELF,
        severity="note",
        pack=pack,
        opened_on=last.day,
        says=f"{{source:{who}}} on {term}: {_value(last, term)}, earlier {_value(first, term)}",
        entries=tuple(item.position for item in said),
        player=person.id,
        clubs=clubs_of_entry(last),
        deal=deal,
        counted=tuple(f"{item.day}: {_value(item, term)}" for item in said),
        basis=last.entry.basis,
    )


def _who(outlets: Mapping[str, str], first: Recorded, last: Recorded) -> str:
    """The voice that both words are."""
    both = own_voices(first, outlets) & own_voices(last, outlets)
    return min(both)


def _value(item: Recorded, term: str) -> str:
    return next(value for one, value, _ in told(item) if one == term)
