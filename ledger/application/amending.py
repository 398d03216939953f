"""Amending: we mend or strike what we wrote wrongly, and a source takes back what it said."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ledger.application.filling import amendment, completed
from ledger.application.prepared import Result
from ledger.application.writing import Writing
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided
from ledger.domain.events import ReportRetracted
from ledger.domain.resting import RestedUpon
from ledger.domain.sources import Evidence
from ledger.domain.values import UncertainDate


class Amending(Writing):
    """Three acts, never confused: a slip of ours mended, an entry struck, a report taken back."""

    def correct(
        self,
        entry_id: UUID | str | int,
        replacement: Content,
        *,
        reason: str,
        evidence: Sequence[Evidence] = (),
        published_at: UncertainDate | None = None,
        dry_run: bool = False,
    ) -> Result:
        """Mend an entry that we mistyped: the replacement counts from now on, at every moment.

        The old answer stays reachable by position. The replacement keeps what the world knew when,
        unless its ``published_at`` differs. What a *source* got wrong it takes back itself
        (:meth:`retract`); a deal that fell through is an event of its own.

        Args:
            entry_id: the entry to mend, by its id, the beginning of its id, or its position.
            replacement: what it should have said; what it leaves out is kept.
            reason: why, for whoever audits the book.
            evidence: what showed the slip; the entry's own evidence stands in ``replacement``.
            published_at: when that was published.
            dry_run: judge and write nothing.

        Raises:
            NotFound: no such entry.
            Refused: the corrected entry would contradict the record.
        """
        target = self.entry(entry_id)
        event = EntryCorrected(
            target=target.entry_id, replacement=completed(replacement, target), reason=reason
        )
        entry = amendment(target, event, tuple(evidence), published_at)
        return self.record(entry, dry_run=dry_run)[0]

    def void(
        self,
        entry_id: UUID | str | int,
        *,
        reason: str,
        evidence: Sequence[Evidence] = (),
        published_at: UncertainDate | None = None,
        cascade: bool = False,
        dry_run: bool = False,
    ) -> list[Result]:
        """Strike an entry that should never have been written; the book keeps both.

        Args:
            entry_id: the entry to strike; striking an amendment reinstates what it had replaced.
            reason: why, for whoever audits the book.
            evidence: what showed that it was wrong.
            published_at: when that was published.
            cascade: strike also the entries that rest on it, all or nothing.
            dry_run: judge and write nothing.

        Raises:
            NotFound: no such entry.
            RestedUpon: others rest on it (they are named) and ``cascade`` was not asked for.
        """
        targets = {target.entry_id: target for target in [self.entry(entry_id)]}
        while True:
            batch = [
                amendment(target, EntryVoided(target=target.entry_id, reason=reason),
                          tuple(evidence), published_at)
                for target in sorted(targets.values(), key=lambda one: -one.position)
            ]  # fmt: skip
            try:
                return self.record(batch, dry_run=dry_run)
            except RestedUpon as refused:
                more = [one for one in refused.resting if one not in targets]
                if not cascade or not more:
                    raise
                targets.update((one, self.entry(one)) for one in more)

    def retract(
        self,
        entry_id: UUID | str | int,
        *,
        source: str,
        reason: str | None = None,
        published_at: UncertainDate | None = None,
        cites: Sequence[str] = (),
        url: str | None = None,
        excerpt: str | None = None,
        dry_run: bool = False,
    ) -> Result:
        """A source takes its own report back: it stays on record, marked so, and counts no longer.

        That is news of the world, unlike a correction: before it was published, the report stood.

        Args:
            entry_id: the report, by its id, the beginning of its id, or its position.
            source: who takes it back: whoever made it, its outlet or its journalist.
            reason: why, in the source's words.
            published_at: when the source said so; by default it is known when it is recorded.
            cites: where ``source`` only tells that another took it back: whom it cites.
            url: where it stands.
            excerpt: a short quotation.
            dry_run: judge and write nothing.

        Raises:
            NotFound: no such entry, or no such source.
            NotItsSource: the report is another's.
        """
        target = self.entry(entry_id)
        with self.asking() as asking:
            voices = [asking.one(name, "source").id for name in (source, *cites)]
        evidence = Evidence(source=voices[0], cites=tuple(voices[1:]), url=url, excerpt=excerpt)
        entry = Entry(
            subject=target.entry.subject,
            event=ReportRetracted(target=target.entry_id, reason=reason),
            published_at=published_at,
            evidence=(evidence,),
            deal=target.entry.deal,
        )
        return self.record(entry, dry_run=dry_run)[0]
