"""Relationships between clubs: what two clubs did with each other, and whether it is much.

``network`` holds the expected deals and the lift, ``pace`` what fades and what runs on; both are
pure. ``field`` settles which clubs and seasons are compared, ``between`` gathers what two clubs
did, ``fees``, ``rumours`` and ``served`` count it, ``pair`` and ``partners`` answer.
"""

from __future__ import annotations
