"""Claims: who said what of a deal's terms, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import RowMapping

from ledger.domain.errors import NotFound
from ledger.projections import TERMS
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.deals import DealSummary, resolve


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One source's word on one term.

    ``status`` is stands, agrees, superseded, contradicted or retracted, with ``by_entry`` the
    entry that did it, or ``unknown`` where nobody on record tells the term. ``value`` may be
    ``undisclosed`` (it was paid and not told) or ``nil``. ``source`` and ``cites`` are ids,
    ``said_by`` the same in names.
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


@dataclass(frozen=True)
class ClaimAnswer(Listed[ClaimRow]):
    """The claims on a deal's terms: per term what stands first, then what it replaced."""

    summary: DealSummary
    items: tuple[ClaimRow, ...]
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
    summary = resolve(asking, asked, from_club=from_club, to_club=to_club)
    table = TERMS.table
    with asking.over(lambda: [f"player:{summary.player_id}"]) as tables:
        rows = asking.rows(tables, TERMS, table.c.deal == summary.deal)
    named = asking.named({voice for row in rows for voice in _voices(row)})
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
    items = [made for one in terms for made in _of_term(one, rows, named)]
    return ClaimAnswer(summary, tuple(items), asking.meta)


def _words(term: str) -> str:
    """A term's words between spaces, so that ``fee`` is found in ``loan fee: add-ons``."""
    plain = "".join(letter if letter.isalnum() else " " for letter in term.casefold())
    return f" {' '.join(plain.split())} "


def _voices(row: RowMapping) -> list[str]:
    """The sources a claim names, as subjects."""
    listed = [*row["source"].split(", "), *row["cites"].split(", ")]
    return [f"source:{source}" for source in listed if source]


def said_by(row: RowMapping, named: Callable[[str | None], str | None]) -> str:
    """Who said it, by name: ``Gazzetta via PianetaMilan`` where one cites the other."""
    who = " and ".join(named(f"source:{s}") or s for s in row["source"].split(", ") if s)
    cited = " and ".join(named(f"source:{s}") or s for s in row["cites"].split(", ") if s)
    return f"{cited} via {who}" if cited else who


def _of_term(
    term: str, rows: Sequence[RowMapping], named: Callable[[str | None], str | None]
) -> list[ClaimRow]:
    said = [row for row in rows if row["term"] == term]
    if not said:
        return [ClaimRow(term, "unknown", "unknown", *(None,) * 10)]
    said.sort(key=lambda row: (row["status"] != "stands", -row["entry"]))
    return [
        ClaimRow(
            term=term,
            value=row["value"],
            status=row["status"],
            basis=row["basis"],
            source=row["source"],
            said_by=said_by(row, named),
            cites=row["cites"] or None,
            published=row["published"],
            entry=row["entry"],
            by_entry=row["by_entry"],
            amount=row["amount"],
            amount_max=row["amount_max"],
            currency=row["currency"],
        )
        for row in said
    ]
