"""Sources: who is on record as a source, and what each one reported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ledger.projections import NAMES, REPORTS
from ledger.queries import names
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.deals import everybody


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: what it is, how many reports it made, how many of them it was the origin of.

    ``retracted`` counts the reports it took back; ``first`` and ``last`` are days.
    """

    source_id: str
    source: str
    type: str | None
    reports: int
    as_origin: int
    cited_by_others: int
    retracted: int
    deals: int
    first: str | None
    last: str | None


def sources(asking: Asking, source: str | None = None) -> Answer[SourceRow]:
    """The sources on record, those with most reports first; one of them where it is named."""
    table = NAMES.table
    listing = select(table.c.subject, table.c.name, table.c.detail).where(
        table.c.type == "source", table.c.primary
    )
    if source is not None:
        wanted = names.one(asking.connection, source, "source").subject
        listing = listing.where(table.c.subject == wanted)
    listed = asking.connection.execute(listing).all()
    with asking.over(lambda: everybody(asking)) as tables:
        reports = asking.rows(tables, REPORTS)
    rows = []
    for one in listed:
        which = one.subject.partition(":")[2]
        own = [row for row in reports if row["source"] == which]
        cited = [
            row for row in reports if row["source"] != which and which in row["origins"].split(", ")
        ]
        days = sorted(row["occurred"] for row in own)
        rows.append(
            SourceRow(
                source_id=which,
                source=one.name,
                type=one.detail,
                reports=len(own),
                as_origin=sum(row["origins"] == which for row in own),
                cited_by_others=len(cited),
                retracted=sum(row["retracted_by"] is not None for row in own),
                deals=len({row["deal"] for row in own if row["deal"]}),
                first=days[0] if days else None,
                last=days[-1] if days else None,
            )
        )
    rows.sort(key=lambda row: (-row.reports, -row.cited_by_others, row.source_id))
    return Answer(rows, asking.meta)
