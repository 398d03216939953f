"""A source's word: that a club is after a player, or that he is to leave his own. It moves nobody.

Who reports it is a source of its own where the row names one: an outlet, registered when it is
first named, and so are those it cites.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.domain.entry import Entry
from ledger.domain.events import RumourReported, SourceRegistered, Stage
from ledger.domain.sources import Basis, Evidence, SourceType
from ledger.domain.terms import NO_TERMS, Terms
from ledger.interfaces.files.matters.telling import Around, Telling
from ledger.interfaces.files.origin import entry_id
from ledger.interfaces.files.sense import refuse_staying
from ledger.interfaces.files.statements import ClubName, RumourTold
from ledger.projections.names import slug


def reported(rumour: RumourTold, telling: Telling, around: Around) -> Iterator[Entry]:
    """A rumour, after the sources it is the first to name."""
    from_club = _club(rumour.from_club, around)
    to_club = _club(rumour.to_club, around)
    if from_club is not None and from_club == to_club:
        for line in telling.lines:
            refuse_staying(rumour, line, around.report)
        return
    names = [name for name in (rumour.source, *rumour.cites) if name is not None]
    yield from _sources(names, telling, around)
    event = RumourReported(
        from_club=from_club,
        to_club=to_club,
        stage=rumour.stage or Stage.INTEREST,
        terms=Terms(fee=rumour.fee) if rumour.fee is not None else NO_TERMS,
    )
    yield Entry(
        subject=telling.subject,
        entry_id=telling.id,
        event=event,
        published_at=rumour.published,
        basis=Basis.REPORTED,
        evidence=_evidence(rumour, telling, around),
        note=rumour.note,
    )


def _club(named: ClubName | None, around: Around) -> str | None:
    """A club of a rumour; None where it names none, or what is no club (Without Club)."""
    if named is None:
        return None
    place = around.places.at(named)
    if place is not None and place.nowhere is not None:
        return None
    return around.club(named)


def _evidence(rumour: RumourTold, telling: Telling, around: Around) -> tuple[Evidence, ...]:
    origin = around.origin
    source = _source(rumour.source, around) if rumour.source is not None else origin.source
    cites = tuple(_source(name, around) for name in rumour.cites)
    return tuple(
        Evidence(
            source=source,
            cites=tuple(name for name in cites if name != source),
            url=rumour.url,
            language=rumour.language,
            excerpt=rumour.text,
            file=origin.file,
            line=line,
        )
        for line in telling.lines
    )


def _source(name: str, around: Around) -> str:
    """The id of a source: of the one on record under this name, else made of the name."""
    return around.register.source_named(name) or slug(name)


def _sources(names: list[str], telling: Telling, around: Around) -> Iterator[Entry]:
    """The sources that nobody has named before, as outlets."""
    for name in names:
        subject = f"source:{_source(name, around)}"
        if around.register.is_taken(subject):
            continue
        around.register.add(subject, (name,), ())
        yield Entry(
            subject=subject,
            entry_id=entry_id("source", subject),
            event=SourceRegistered(name=name, type=SourceType.OUTLET),
            basis=Basis.LISTED,
            evidence=around.evidence(telling)[:1],
        )
