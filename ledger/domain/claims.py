"""Claims: what each source said of each term of a deal, and what became of it.

Official stands above listed, and both above reported; within each, the latest word stands. Where
several official sources, or several databases, tell the same kind of entry differently, the value
that most of them tell stands, then the latest, then a fixed order of sources: never the order of
recording. A word is never lost: it is marked superseded, contradicted or retracted, with the entry
that did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from ledger.domain.deal import by_known, retracted
from ledger.domain.entry import BEGINNING, Recorded
from ledger.domain.sources import FACTUAL, Basis
from ledger.domain.terms_told import PRICE_UNKNOWN, told
from ledger.domain.values import Money, MoneyKind

__all__ = ["PRICE_UNKNOWN", "Claim", "Status", "claims", "told"]


class Status(StrEnum):
    """What became of a claim."""

    STANDS = "stands"
    AGREES = "agrees"
    SUPERSEDED = "superseded"
    CONTRADICTED = "contradicted"
    RETRACTED = "retracted"


class Claim(NamedTuple):
    """One source's word on one term.

    ``value`` is in words; ``money`` carries the amount where the term is one. ``by`` is the entry
    that superseded, contradicted or retracted it, or that it agrees with.
    """

    term: str
    value: str
    entry: Recorded
    money: Money | None = None
    status: Status = Status.STANDS
    by: Recorded | None = None

    @property
    def official(self) -> bool:
        """Whether an official or listed entry says so."""
        return self.entry.entry.basis in FACTUAL

    @property
    def weight(self) -> int:
        """Official words stand above listed ones, and these above reports."""
        return _WEIGHTS.get(self.entry.entry.basis, 0)

    @property
    def origins(self) -> frozenset[str]:
        """Who first said it, as far as the evidence tells."""
        return frozenset(o for piece in self.entry.entry.evidence for o in piece.origins)

    @property
    def sources(self) -> frozenset[str]:
        """Where it stood."""
        return frozenset(piece.source for piece in self.entry.entry.evidence)

    @property
    def voice(self) -> tuple[str, frozenset[str]]:
        """Who speaks: the sources, in one stream; its later word replaces its earlier."""
        return (self.entry.entry.subject, self.sources)

    def same_as(self, other: Claim) -> bool:
        """Whether two claims say the same."""
        if self.money is not None and other.money is not None:
            return (self.money.low, self.money.high) == (other.money.low, other.money.high) and (
                self.money.currency == other.money.currency
            )
        return self.value == other.value

    @property
    def vague(self) -> bool:
        """Whether it only says that there is such a clause, and not at what price."""
        return self.value == PRICE_UNKNOWN

    def leaves_open(self, other: Claim) -> bool:
        """Whether one was paid and not told, so that the other's amount may still be right."""
        if self.vague or other.vague:
            return "none" not in (self.value, other.value)
        kinds = {money.kind for money in (self.money, other.money) if money is not None}
        return MoneyKind.UNDISCLOSED in kinds and MoneyKind.NIL not in kinds


_WEIGHTS: Final[dict[Basis | None, int]] = {Basis.OFFICIAL: 2, Basis.LISTED: 1}


def claims(entries: Iterable[Recorded]) -> list[Claim]:
    """Every claim on the terms of one deal, by term and then in the order the world learned it."""
    ordered = by_known(entries)
    withdrawn = retracted(ordered)
    by_term: dict[str, list[Claim]] = {}
    for item in ordered:
        for term, value, money in told(item):
            by_term.setdefault(term, []).append(Claim(term, value, item, money))
    if not by_term:
        return []
    return [claim for said in by_term.values() for claim in _settle(said, withdrawn)]


def standing(said: Iterable[Claim], term: str) -> Claim | None:
    """The claim on a term that stands; None where nobody tells it."""
    its = (claim for claim in said if claim.term == term)
    return next((claim for claim in its if claim.status is Status.STANDS), None)


def _settle(said: Sequence[Claim], withdrawn: dict[object, Recorded]) -> Iterator[Claim]:
    """Give each claim on one term its status."""
    if len(said) == 1 and not withdrawn:
        yield said[0]
        return
    open_claims = [claim for claim in said if claim.entry.entry_id not in withdrawn]
    telling = [claim for claim in open_claims if not claim.vague] or open_claims
    most = max((claim.weight for claim in telling), default=0)
    weightiest = [claim for claim in telling if claim.weight == most]
    upheld = _standing(weightiest) if weightiest else None
    before = True
    for claim in said:
        retraction = withdrawn.get(claim.entry.entry_id)
        if retraction is not None:
            yield claim._replace(status=Status.RETRACTED, by=retraction)
        elif upheld is not None and claim is not upheld:
            yield claim._replace(status=_against(claim, upheld, before), by=upheld.entry)
        else:
            before = False
            yield claim


def _standing(said: Sequence[Claim]) -> Claim:
    """The claim that stands among those of equal weight, in the order the world learned them."""
    latest = said[-1]
    if not latest.official or len(said) == 1:
        return latest
    words = [claim for claim in said if claim.entry.entry.kind == latest.entry.entry.kind]
    last_words = list({claim.voice: claim for claim in words}.values())

    def order(claim: Claim) -> tuple[int, datetime, list[str]]:
        votes = sum(claim.same_as(other) for other in last_words)
        return (votes, claim.entry.known_at or BEGINNING, sorted(claim.sources))

    return max(last_words, key=order)


def _against(claim: Claim, standing: Claim, before: bool) -> Status:  # noqa: FBT001
    """What a claim is beside the one that stands, told ``before`` it or later."""
    if claim.same_as(standing):
        return Status.AGREES
    another = claim.entry.entry.kind == standing.entry.entry.kind and claim.voice != standing.voice
    same_voice = claim.weight == standing.weight and (
        (claim.official and not another) or bool(claim.origins & standing.origins)
    )
    if before and same_voice:
        return Status.SUPERSEDED
    return Status.AGREES if claim.leaves_open(standing) else Status.CONTRADICTED
