"""A line-up's word: on that day he was in that club's match squad."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.domain.entry import Entry
from ledger.domain.events import PlayerSighted
from ledger.domain.sources import Basis
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.matters.telling import Around, Telling
from ledger.interfaces.files.statements import Sighting


def sighted(sighting: Sighting, telling: Telling, around: Around) -> Iterator[Entry]:
    """A sighting; everybody could see it on its day, which no row says, so that is assumed."""
    club = around.club(sighting.club)
    day = UncertainDate.of(sighting.day)
    yield Entry(
        subject=telling.subject,
        entry_id=telling.id,
        event=PlayerSighted(club=club, role=sighting.role, match=sighting.match),
        occurred_on=day,
        published_at=day,
        basis=Basis.LISTED,
        evidence=around.evidence(telling),
        assumed=("published_at",),
    )
