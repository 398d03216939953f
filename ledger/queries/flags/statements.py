"""F9: the official words of the two clubs on one deal, where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.domain.claims import Claim
from ledger.domain.claims import told as terms_told
from ledger.domain.deal import by_known
from ledger.domain.entry import Recorded
from ledger.domain.events import RegistrationRefused
from ledger.domain.regulations.rules.parameters import NoParameters
from ledger.domain.sources import Basis
from ledger.domain.terms_told import WHY_IT_FELL
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Person

_BUYING: Final = "buying him"
_CONDITIONAL: Final = frozenset({"obligation condition", "option becomes duty if"})


@dataclass(frozen=True, slots=True)
class Word:
    """What one club officially says of one term."""

    club: str
    claim: Claim


def flags(market: Market) -> Iterator[Flag]:
    """Every term of which two clubs' statements differ."""
    for person in market.people.values() if market.official_voices else ():
        official: dict[str, list[Recorded]] = defaultdict(list)
        for item in by_known(_official(person)):
            official[item.entry.deal or ""].append(item)
        for name, items in official.items():
            said = _words(market.official_voices, items)
            for term, words in (*said.items(), (_BUYING, _right_or_duty(said))):
                yield from _differ(market, person, name, term, words)


def _official(person: Person) -> list[Recorded]:
    """What is official of his deals."""
    return [
        item
        for item in person.alive
        if item.entry.basis is Basis.OFFICIAL and item.entry.deal is not None
    ]


def _words(voices: Mapping[str, str], items: Sequence[Recorded]) -> dict[str, dict[str, Word]]:
    """Each club's latest word on each term of a deal."""
    words: dict[str, dict[str, Word]] = defaultdict(dict)
    for item in items:
        clubs = {voices[piece.source] for piece in item.entry.evidence if piece.source in voices}
        for claim in _claims(item):
            for club in clubs:
                words[claim.term][club] = Word(club, claim)
    return words


def _right_or_duty(said: Mapping[str, Mapping[str, Word]]) -> dict[str, Word]:
    """Whether each club tells of a right to buy him or of a duty, where it tells of only one.

    A duty on a condition is a right until the condition comes true, so that both may be meant.
    """
    if not _CONDITIONAL.isdisjoint(said):
        return {}
    option, obligation = said.get("option", {}), said.get("obligation", {})
    return {
        club: Word(club, word.claim._replace(term=_BUYING, value=value, money=None))
        for value, words, others in (
            ("a right", option, obligation),
            ("a duty", obligation, option),
        )
        for club, word in words.items()
        if club not in others and word.claim.value != "none"
    }


def _claims(item: Recorded) -> Iterator[Claim]:
    """The terms an entry tells, and why a deal fell through."""
    for term, value, money in terms_told(item):
        yield Claim(term, value, item, money)
    if isinstance(item.event, RegistrationRefused):
        yield Claim(WHY_IT_FELL, item.event.reason.replace("_", " "), item)


def _differ(
    market: Market, person: Person, deal: str, term: str, words: Mapping[str, Word]
) -> Iterator[Flag]:
    said = list(words.values())
    for place, one in enumerate(said):
        for other in said[place + 1 :]:
            if one.claim.same_as(other.claim) or one.claim.leaves_open(other.claim):
                continue
            later = other.claim.entry
            pack = market.rulebook.on("two-official-words", later.day, NoParameters)
            assert pack is not None  # noqa: S101 - our own rules hold at all times
            yield Flag(
                code=FlagCode.STATEMENTS_DIFFER,
                severity="flag",
                pack=pack,
                opened_on=max(later.day, one.claim.entry.day),
                says=f"{term}: {{{one.club}}} says {one.claim.value}, "
                f"{{{other.club}}} says {other.claim.value}",
                entries=(one.claim.entry.position, later.position),
                player=person.id,
                clubs=(one.club, other.club),
                deal=deal,
                counted=(
                    f"{{{one.club}}} on {one.claim.entry.day}: {one.claim.value}",
                    f"{{{other.club}}} on {later.day}: {other.claim.value}",
                ),
                basis=Basis.OFFICIAL,
            )
