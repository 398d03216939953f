"""Assessments: what our user makes of a deal or of a report. They are nobody's news."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from ledger.domain.events.base import Event
from ledger.domain.values import Probability, Text


class AssessmentRecorded(Event):
    """Our user's own probability that a deal will be done; the latest one known stands.

    The entry names the deal. It moves no track and is no news of it.
    """

    kind: Literal["AssessmentRecorded"] = "AssessmentRecorded"
    probability: Probability
    why: Text | None = None


class RumourResolved(Event):
    """Our user's verdict on one report: it was right, it was wrong, or it cannot be judged.

    ``policy`` says by what the verdict was reached. It prevails over what the ledger works out.
    """

    kind: Literal["RumourResolved"] = "RumourResolved"
    target: UUID
    resolution: Literal["hit", "miss", "void"]
    policy: Text | None = None
    why: Text | None = None


Assessment = Annotated[AssessmentRecorded | RumourResolved, Field(discriminator="kind")]
