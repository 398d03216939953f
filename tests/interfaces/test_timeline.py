"""The timeline of two clubs: the same picture for the same answer, and nothing by colour alone.

The picture to compare with is written anew where WRITE_DOCS is set; look at it before keeping it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import ledger
from ledger import Basis, Entry, Evidence, Fee, Money, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    LoanAgreed,
    OptionExercised,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
    Stage,
    TransferCompleted,
)
from ledger.domain.terms import MoveType
from ledger.interfaces.drawing.timeline import WIDTH, timeline

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
PICTURE = Path(__file__).parent / "timeline.svg"
SVG = "{http://www.w3.org/2000/svg}"
TO_JUVENTUS: Any = {"from_club": "ac-milan", "to_club": "juventus"}
TO_MILAN: Any = {"from_club": "juventus", "to_club": "ac-milan"}


def told(player: str, event: Event, day: str, *, rumour: bool = False) -> Entry:
    when = UncertainDate.parse(day)
    return Entry(
        subject=f"player:{player}",
        event=event,  # type: ignore[arg-type]
        occurred_on=None if rumour else when,
        published_at=when,
        basis=Basis.REPORTED if rumour else Basis.LISTED,
        evidence=(Evidence(source="rows"),),
    )


def entries() -> Iterator[Entry]:
    yield Entry(subject="source:rows", event=SourceRegistered(name="Rows"))
    for club, name in (("juventus", "Juventus"), ("ac-milan", "AC Milan & Sons <1899>")):
        yield Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=name))
    players = {
        "matri": "Alessandro Matri",
        "legrottaglie": "Nicola Legrottaglie",
        "kalulu": "Pierre Kalulu",
        "tomori": "Fikayo Tomori",
        "matteo": "Matteo Fare",
    }
    for player, name in players.items():
        yield Entry(subject=f"player:{player}", event=PlayerRegisteredInLedger(name=name))
    sold = TransferCompleted(
        **TO_MILAN, move=MoveType.PERMANENT, fee=Fee(fixed=Money.exact(11_000_000))
    )
    yield told("matri", sold, "2013-07-01")
    yield told("matteo", sold.model_copy(update={"fee": Fee()}), "2013-07-02")
    yield told("legrottaglie", TransferCompleted(**TO_MILAN, move=MoveType.FREE), "2011-01-31")
    loan = LoanAgreed(**TO_JUVENTUS, until=date(2025, 6, 30), fee=Fee(fixed=Money.exact(3_300_000)))
    yield told("kalulu", loan, "2024-08-21")
    bought = OptionExercised(**TO_JUVENTUS, fee=Fee(fixed=Money.exact(14_300_000)))
    yield told("kalulu", bought, "2025-06-05")
    rumour = RumourReported(**TO_JUVENTUS, stage=Stage.INTEREST)
    yield told("tomori", rumour, "2024-12-27", rumour=True)


@pytest.fixture(scope="module")
def picture() -> str:
    with ledger.open(":memory:", clock=lambda: NOW) as book:
        book.record(list(entries()))
        return timeline(book.relationship("juventus", "ac-milan"))


def groups(picture: str) -> dict[str, ET.Element]:
    """The drawn deals, by what is told of each."""
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    return {str(group.findtext(f"{SVG}title")): group for group in root.iter(f"{SVG}g")}


def test_the_picture_is_the_one_that_was_looked_at(picture: str) -> None:
    if os.environ.get("WRITE_DOCS"):
        PICTURE.write_text(picture, encoding="utf-8")
    assert picture == PICTURE.read_text(encoding="utf-8")


def test_it_says_in_words_what_it_shows(picture: str) -> None:
    root = ET.fromstring(picture)  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "Juventus and AC Milan & Sons <1899>"
    assert root.findtext(f"{SVG}desc") == (
        "Deals done between Juventus and AC Milan & Sons <1899>: 4, from 2011-01-31 to 2024-08-21. "
        "Juventus let AC Milan & Sons <1899> have 3 (above the line), "
        "AC Milan & Sons <1899> let Juventus have 1 (below it). "
        "Not done, drawn dashed: 1 talks and rumours, 0 agreed."
    )


def test_every_deal_is_told_with_its_sign_and_its_fee(picture: str) -> None:
    labels = [group.findtext(f"{SVG}text") for group in groups(picture).values()]
    assert labels == [
        "→ Nicola Legrottaglie free",
        "→ Alessandro Matri €11.0m",
        "→ Matteo Fare",
        "⇄ Pierre Kalulu €3.3m → €14.3m",
        "? Fikayo Tomori",
    ]


def test_the_sorts_of_dealings_differ_in_shape_and_not_by_colour_alone(picture: str) -> None:
    look = {}
    for words, group in groups(picture).items():
        shape = next(part for part in group if part.tag in (f"{SVG}rect", f"{SVG}circle"))
        hollow = shape.get("fill") == "#ffffff"
        look[words.split(", ")[2]] = (
            shape.tag.removeprefix(SVG),
            hollow,
            shape.get("stroke-dasharray") is not None,
        )
    assert look == {
        "free": ("circle", True, False),
        "sale": ("circle", False, False),
        "loan": ("rect", False, False),
        "rumour": ("circle", True, True),
    }


def test_no_two_labels_stand_on_each_other_and_none_leaves_the_picture(picture: str) -> None:
    boxes = []
    for group in groups(picture).values():
        text = next(group.iter(f"{SVG}text"))
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        width = 6.3 * len(text.text or "")
        left = x - width if text.get("text-anchor") == "end" else x
        boxes.append((left, left + width, y))
        assert left >= 0
        assert left + width <= WIDTH
    for (left, right, y), (other_left, other_right, other_y) in combinations(boxes, 2):
        assert abs(y - other_y) >= 20 or right <= other_left or other_right <= left


def test_no_name_can_break_out_of_the_picture(picture: str) -> None:
    assert "<1899>" not in picture
    assert re.search(r"AC Milan &amp; Sons &lt;1899&gt;", picture)
