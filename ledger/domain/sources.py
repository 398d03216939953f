"""Who says so: sources, the evidence they gave, and how far either is trusted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from ledger.domain.values import SourceId, Text, UncertainDate, Value, several

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag: ``it``, ``pt-BR``."""
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]
"""Where it stood. Kept as text and never fetched."""
ContentHash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
"""The hash of the text as retrieved, so that a silent later edit shows."""


class Basis(StrEnum):
    """What an entry rests on.

    ``official``: a statement or act of a club, a league or a regulator. ``listed``: a database, a
    squad list, a line-up. ``reported``: a source claims it. ``assessed``: our own user's
    judgement. ``inferred``: worked out from other entries.
    """

    OFFICIAL = "official"
    LISTED = "listed"
    REPORTED = "reported"
    ASSESSED = "assessed"
    INFERRED = "inferred"

    __hash__ = str.__hash__  # looked up for every fact, and the enumeration's own is slow


FACTUAL = frozenset({Basis.OFFICIAL, Basis.LISTED})
"""Only these move a player; anything else is a claim."""


class SourceType(StrEnum):
    """What a source is; clubs, leagues and regulators speak officially about themselves."""

    OUTLET = "outlet"
    JOURNALIST = "journalist"
    CLUB = "club"
    LEAGUE = "league"
    REGULATOR = "regulator"
    AGENT = "agent"
    PLAYER = "player"
    DOCUMENT = "document"
    DATABASE = "database"


OFFICIAL_TYPES = frozenset({SourceType.CLUB, SourceType.LEAGUE, SourceType.REGULATOR})


class Role(StrEnum):
    """What a piece of evidence does for the claim it stands beside."""

    ORIGIN = "origin"
    CITATION = "citation"
    CONFIRMATION = "independent_confirmation"
    DENIAL = "denial"


class Reliability(StrEnum):
    """The source's record so far, by the letters of the Admiralty code (A best, F not judged)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


Credibility = Annotated[int, Field(ge=1, le=6)]
"""How believable this one item is, by the figures of the Admiralty code (1 best, 6 not judged)."""


class Evidence(Value):
    """One place where it was said: the source, whom it cites, and where to look it up.

    ``excerpt`` is a short quotation, not the article. ``file`` and ``line`` say where an imported
    row stood.
    """

    source: SourceId
    cites: tuple[SourceId, ...] = several()
    role: Role | None = None
    url: Url | None = None
    language: Language | None = None
    headline: Text | None = None
    excerpt: Annotated[str, StringConstraints(min_length=1, max_length=600)] | None = None
    content_hash: ContentHash | None = None
    retrieved_at: UncertainDate | None = None
    credibility: Credibility | None = None
    file: Text | None = None
    line: int | None = Field(default=None, ge=1)

    @property
    def origins(self) -> tuple[SourceId, ...]:
        """Who first said it, as far as this evidence tells: those it cites, else the source."""
        return self.cites or (self.source,)
