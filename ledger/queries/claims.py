"""Claims: who said what of a deal's terms, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import RowMapping

from ledger.domain.entry import Recorded
from ledger.domain.errors import NotFound
from ledger.domain.sources import Evidence
from ledger.projections import TERMS
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.corroboration import (
    Corroboration,
    of_claims,
    of_deal,
    outlets_of,
    said_otherwise,
    sources_in,
)
from ledger.queries.deal_rows import DealSummary
from ledger.queries.deals import entries_of, resolve
from ledger.queries.sentences import Named


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One source's word on one term.

    ``status`` is stands, agrees, superseded, contradicted or retracted, with ``by_entry`` the
    entry that did it, or ``unknown`` where nobody on record tells the term. ``value`` may be
    ``undisclosed`` (it was paid and not told) or ``nil``. ``source`` and ``cites`` are ids,
    ``said_by`` the same in names. ``origins`` counts the independent voices that first reported
    that value, however many repeat it, and ``origins_named`` names them; of those who tell it,
    ``copies`` only repeat another, and ``official_words`` are clubs, leagues and regulators.
    ``denied_by`` names who denies it, and ``otherwise_entry`` is the entry in which the same source
    later said otherwise.
    """

    term: str
    value: str
    status: str
    basis: str | None
    source: str | None
    said_by: str | None
    cites: str | None
    published: str | None
    entry: int | None
    by_entry: int | None
    amount: str | None
    amount_max: str | None
    currency: str | None
    origins: int | None
    origins_named: str | None
    copies: int | None
    official_words: int | None
    denied_by: str | None
    otherwise_entry: int | None


@dataclass(frozen=True, slots=True)
class Backing:
    """Who tells of a deal at all, in names, whatever its terms: counted as for a claim."""

    origins: int
    origins_named: str
    copies: int
    reports: int
    official_words: int
    official_named: str
    denied_by: str


@dataclass(frozen=True)
class ClaimAnswer(Listed[ClaimRow]):
    """The claims on a deal's terms: per term what stands first, then what it replaced.

    ``backing`` is the corroboration of the deal as a whole.
    """

    summary: DealSummary
    items: tuple[ClaimRow, ...]
    backing: Backing
    meta: Meta


CORE_TERMS: Final = {
    "loan": ("loan fee", "loan until", "option", "obligation"),
    "permanent": ("fee",),
    "free": (),
}
"""The terms every reader asks about; where nobody tells them they are shown as unknown."""


def claims(
    asking: Asking,
    asked: str,
    term: str | None = None,
    *,
    from_club: str | None = None,
    to_club: str | None = None,
) -> ClaimAnswer:
    """Every claim on a deal's terms, or on one: what stands first, then what it replaced."""
    return claims_of(asking, resolve(asking, asked, from_club=from_club, to_club=to_club), term)


def claims_of(asking: Asking, summary: DealSummary, term: str | None = None) -> ClaimAnswer:
    """Every claim on the terms of a deal that was found already, or on one of them."""
    table = TERMS.table
    his = table.c.player == summary.player_id
    with asking.over(lambda: [f"player:{summary.player_id}"]) as tables:
        rows = asking.rows(tables, TERMS, his, table.c.deal == summary.deal)
    items = entries_of(asking, summary)
    outlets = outlets_of(asking, items)
    named = asking.named(f"source:{source}" for source in {*sources_in(items), *outlets.values()})
    first_told = sorted(rows, key=lambda row: (row["entry"], row["term"]))
    terms = list(dict.fromkeys(row["term"] for row in first_told))
    terms += [core for core in CORE_TERMS.get(summary.move or "", ()) if core not in terms]
    if term is not None:
        wanted = _words(term)
        terms = [one for one in terms if wanted in _words(one)]
        if not terms:
            told = ", ".join(sorted({row["term"] for row in rows})) or "none"
            raise NotFound(
                f"Nobody on record tells {term!r} of {summary.deal}. The terms told: {told}."
            )
    behind = Behind(
        {item.position: item for item in items},
        of_claims(items, outlets),
        said_otherwise(items, outlets),
        named,
    )
    made = [row for one in terms for row in _of_term(one, rows, behind)]
    return ClaimAnswer(summary, tuple(made), backing(of_deal(items, outlets), named), asking.meta)


def backing(found: Corroboration, named: Named) -> Backing:
    """The corroboration of a deal, in names."""
    return Backing(
        origins=len(found.origins),
        origins_named=_in_names(found.origins, named),
        copies=found.copies,
        reports=found.reports,
        official_words=len(found.official),
        official_named=_in_names(found.official, named),
        denied_by=_in_names(found.denied_by, named),
    )


def _in_names(sources: Sequence[str], named: Named) -> str:
    return ", ".join(named(f"source:{source}") or source for source in sources)


def _words(term: str) -> str:
    """A term's words between spaces, so that ``fee`` is found in ``loan fee: add-ons``."""
    plain = "".join(letter if letter.isalnum() else " " for letter in term.casefold())
    return f" {' '.join(plain.split())} "


def said_by(item: Recorded, named: Named) -> str:
    """Who said it, by name: ``Gazzetta via PianetaMilan`` where one cites the other."""
    return " and ".join(dict.fromkeys(_said_by(piece, named) for piece in item.entry.evidence))


def _said_by(piece: Evidence, named: Named) -> str:
    who, *cited = (named(f"source:{source}") or source for source in (piece.source, *piece.cites))
    return f"{' and '.join(cited)} via {who}" if cited else who


class Behind(NamedTuple):
    """What stands behind a deal's claims: its entries by position, who tells each, and names.

    ``otherwise`` are the entries in which a source later said otherwise.
    """

    items: Mapping[int, Recorded]
    found: Mapping[tuple[str, int], Corroboration]
    otherwise: Mapping[tuple[str, int], int]
    named: Named


def _of_term(term: str, rows: Sequence[RowMapping], behind: Behind) -> list[ClaimRow]:
    said = [row for row in rows if row["term"] == term]
    if not said:
        return [ClaimRow(term, "unknown", "unknown", *(None,) * 16)]
    said.sort(key=lambda row: (row["status"] != "stands", -row["entry"]))
    return [_row(row, behind) for row in said]


def _row(row: RowMapping, behind: Behind) -> ClaimRow:
    tellers = behind.found[row["term"], row["entry"]]
    return ClaimRow(
        term=row["term"],
        value=row["value"],
        status=row["status"],
        basis=row["basis"],
        source=row["source"],
        said_by=said_by(behind.items[row["entry"]], behind.named),
        cites=row["cites"] or None,
        published=row["published"],
        entry=row["entry"],
        by_entry=row["by_entry"],
        amount=row["amount"],
        amount_max=row["amount_max"],
        currency=row["currency"],
        origins=len(tellers.origins),
        origins_named=_in_names(tellers.origins, behind.named) or None,
        copies=tellers.copies,
        official_words=len(tellers.official),
        denied_by=_in_names(tellers.denied_by, behind.named) or None,
        otherwise_entry=behind.otherwise.get((row["term"], row["entry"])),
    )
