"""Replay: events in the order in which the world, or this ledger, learned them, and their effect.

Each frame is one event and what it changed: who is in which squad, how far the deal is on each of
its tracks, which terms lost their standing, what is flagged. On the world's clock amendments are
applied and show nowhere; on the ledger's they are frames as well.
"""

from __future__ import annotations

from ledger.queries.replay.effects import Effect, effect
from ledger.queries.replay.frames import Frame, ReplayAnswer, SquadMove, replay
from ledger.queries.replay.scope import Scope, clock_named
from ledger.queries.replay.stories import Clock
from ledger.queries.replay.totals import OpenDeal, Sum, Totals, Untold

__all__ = [
    "Clock",
    "Effect",
    "Frame",
    "OpenDeal",
    "ReplayAnswer",
    "Scope",
    "SquadMove",
    "Sum",
    "Totals",
    "Untold",
    "clock_named",
    "effect",
    "replay",
]
