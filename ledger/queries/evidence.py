"""The evidence for a deal: everything said of it, where it stood, and what anyone can check.

What is here at (on, known_at, position) never changes, the seal over the book up to that position
included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.domain.book import amending
from ledger.domain.deal import retracted
from ledger.domain.entry import Recorded
from ledger.queries.amendments import BookRow, changes_of
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.changes import written
from ledger.queries.claims import ClaimAnswer, claims_of
from ledger.queries.deal_rows import DealAnswer, DealSummary
from ledger.queries.deals import deal, entries_of
from ledger.queries.log import rows_of
from ledger.queries.sentences import Named
from ledger.store import Head


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One place where something was said of a deal: who said it, whom he cites, where it stood.

    ``source`` and ``cites`` are names, ``source_id`` and ``cites_id`` ids. ``role`` is origin,
    citation, independent_confirmation or denial, where it is told. ``retracted_by`` is the entry
    with which the source took it back.
    """

    entry: int
    kind: str
    says: str
    basis: str | None
    source_id: str
    source: str
    cites_id: str | None
    cites: str | None
    role: str | None
    published: str | None
    known: str | None
    headline: str | None
    excerpt: str | None
    language: str | None
    url: str | None
    content_hash: str | None
    retrieved: str | None
    credibility: int | None
    retracted_by: int | None


@dataclass(frozen=True)
class EvidenceAnswer(Listed[EvidenceRow]):
    """All there is on a deal; as a sequence it is the evidence, in the order the world learned it.

    ``deal`` has its state, steps and flags, ``claims`` its terms and who backs them,
    ``amendments`` what was mended in the book, ``seal`` the head of the book at that
    position.
    """

    deal: DealAnswer
    claims: ClaimAnswer
    items: tuple[EvidenceRow, ...]
    amendments: tuple[BookRow, ...]
    seal: Head
    meta: Meta

    @property
    def summary(self) -> DealSummary:
        """The deal's state."""
        return self.deal.summary


def evidence(
    asking: Asking, asked: str, *, from_club: str | None = None, to_club: str | None = None
) -> EvidenceAnswer:
    """Everything that was said of a deal, who said it and where, and what became of it."""
    found = deal(asking, asked, from_club=from_club, to_club=to_club)
    told = claims_of(asking, found.summary)
    items = entries_of(asking, found.summary)
    return EvidenceAnswer(
        deal=found,
        claims=told,
        items=tuple(_pieces(asking, items)),
        amendments=tuple(_amendments(asking, found.summary)),
        seal=asking.store.sealed(asking.meta.position),
        meta=asking.meta,
    )


def _pieces(asking: Asking, items: Sequence[Recorded]) -> Iterator[EvidenceRow]:
    named = asking.named(
        f"source:{source}"
        for item in items
        for piece in item.entry.evidence
        for source in (piece.source, *piece.cites)
    )
    taken_back = retracted(items)
    for item, row in zip(items, rows_of(asking, items), strict=True):
        retraction = taken_back.get(item.entry_id)
        for piece in item.entry.evidence:
            yield EvidenceRow(
                entry=item.position,
                kind=item.entry.kind,
                says=row.says,
                basis=row.basis,
                source_id=piece.source,
                source=_name(piece.source, named),
                cites_id=", ".join(piece.cites) or None,
                cites=", ".join(_name(cited, named) for cited in piece.cites) or None,
                role=piece.role,
                published=row.published,
                known=row.known,
                headline=piece.headline,
                excerpt=piece.excerpt,
                language=piece.language,
                url=piece.url,
                content_hash=piece.content_hash,
                retrieved=piece.retrieved_at.text if piece.retrieved_at is not None else None,
                credibility=piece.credibility,
                retracted_by=retraction.position if retraction is not None else None,
            )


def _name(source: str, named: Named) -> str:
    return named(f"source:{source}") or source


def _amendments(asking: Asking, summary: DealSummary) -> list[BookRow]:
    """The amendments that stand on entries of this deal, in the order they were recorded."""
    entries = written(asking, f"player:{summary.player_id}")
    by_id = {item.entry_id: item for item in entries}
    standing = [
        amendment
        for target, amendment in amending(entries).items()
        if by_id[target].entry.deal in summary.ids and asking.knows(by_id[target])
    ]
    return changes_of(asking, sorted(standing, key=lambda item: item.position))
