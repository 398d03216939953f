"""Who may take a report back: whoever made it, and nobody else in his name (rule H8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ledger.domain.book import live
from ledger.domain.entry import Entry, Recorded
from ledger.domain.errors import Refused
from ledger.domain.events import ReportRetracted
from ledger.queries.corroboration import outlets_told
from ledger.store import Store

Naming = Callable[[str], str]


class NotItsSource(Refused):
    """A source would take back a report that is not its own."""

    def __init__(
        self, report: Recorded, asked: Sequence[str], made_by: Sequence[str], naming: Naming
    ) -> None:
        cited = [who for piece in report.entry.evidence for who in piece.cites]
        made = _joined(made_by, " and ", naming)
        own = _joined(dict.fromkeys((*made_by, *cited)), " or ", naming)
        other = _joined(asked, " and ", naming)
        super().__init__(
            what=f"take back {report.entry.kind} of {naming(report.entry.subject)} "
            f"(#{report.position}) in the name of {other}",
            record=f"it was made by {made}"
            + (f", citing {_joined(dict.fromkeys(cited), ' and ', naming)}" if cited else ""),
            way_out=f"Let {own} take it back, or somebody who cites {own} for it (--cites); "
            f"record a DenialReported for what {other} holds against it, or void the entry if we "
            f"should never have written it.",
            rule="H8",
            reason="not-its-source",
            blocking=report.entry_id,
        )


def _joined(sources: Iterable[str], between: str, naming: Naming) -> str:
    return between.join(naming(f"source:{one}") for one in sources)


def check_retraction(
    store: Store, entry: Entry, stream: Sequence[Recorded], naming: Naming
) -> None:
    """Raise where a report would be taken back by somebody who did not make it.

    Those who made it are the sources of its evidence and those that these cite; an outlet may
    speak for its journalist, and a journalist for his outlet. Without evidence on either side
    there is nothing to compare.

    Raises:
        NotItsSource: the report is another's.
    """
    event = entry.event
    if not isinstance(event, ReportRetracted):
        return
    report = next((item for item in live(stream) if item.entry_id == event.target), None)
    if report is None:
        return  # that there is none is refused where it is judged
    made_by, asked = _voices(report.entry), _voices(entry)
    if not made_by or not asked or not made_by.isdisjoint(asked):
        return
    outlets = outlets_told(store, {*made_by, *asked})
    if any(outlets.get(one) in made_by for one in asked):
        return
    if any(outlets.get(one) in asked for one in made_by):
        return
    own = list(dict.fromkeys(piece.source for piece in report.entry.evidence))
    raise NotItsSource(report, [piece.source for piece in entry.evidence], own, naming)


def _voices(entry: Entry) -> set[str]:
    """Everybody in whose name an entry speaks."""
    return {voice for piece in entry.evidence for voice in (piece.source, *piece.cites)}
