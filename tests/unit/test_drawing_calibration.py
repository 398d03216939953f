"""The picture of a calibration."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from ledger.interfaces.drawing.calibration import calibration, described
from ledger.queries.answers import Meta
from ledger.queries.record.calibration import Bin, CalibrationAnswer, ranking

GOLDEN = Path(__file__).parent / "calibration.svg"
META = Meta(
    on=date(2025, 7, 1),
    known_at=datetime(2025, 7, 1, 12, tzinfo=UTC),
    recorded_at=datetime(2025, 7, 1, 11, tzinfo=UTC),
    position=812,
    data_reaches=None,
)
BINS = (
    Bin(0.1, 0.2, 120, 16, 0.1551, 0.1333, 0.0884, 0.1905),
    Bin(0.2, 0.3, 240, 66, 0.2494, 0.275, 0.2299, 0.3241),
    Bin(0.6, 0.7, 4, 3, 0.6402, 0.75, 0.3518, 0.9483),
)


def answer(*bins: Bin) -> CalibrationAnswer:
    return CalibrationAnswer(
        items=bins,
        tips=sum(one.tips for one in bins),
        hits=sum(one.hits for one in bins),
        brier=0.1702 if bins else None,
        brier_constant=0.1788 if bins else None,
        ranking=0.613 if bins else None,
        policy="same-window/1",
        model="record/1",
        meta=META,
    )


def test_it_is_drawn_as_it_always_was() -> None:
    drawn = calibration(answer(*BINS), "Gazzetta <& co>")
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(drawn, encoding="utf-8")
    assert drawn == GOLDEN.read_text(encoding="utf-8")


def test_it_says_in_words_what_it_shows() -> None:
    assert "of 120 tips given 10% to 20%, 15.5% on average, 13.3% came true" in described(
        answer(*BINS)
    )
    root = ET.fromstring(calibration(answer(*BINS), "all sources"))  # noqa: S314 - our own text
    named = {part.get("id"): part.text for part in root if part.get("id")}
    assert named["title"] == "Calibration: all sources"
    assert root.get("aria-labelledby") == "title desc"
    assert (named["desc"] or "").startswith("Chances that tips were given")


def test_it_is_black_and_white_and_grey() -> None:
    drawn = calibration(answer(*BINS), "all sources")
    assert set(re.findall("#[0-9a-f]{6}", drawn)) == {"#000000", "#ffffff", "#bbbbbb"}


def test_without_a_resolved_tip_there_is_an_empty_frame_that_says_so() -> None:
    drawn = calibration(answer(), "Gazzetta")
    assert "no tip is resolved" in drawn
    assert "<circle" not in drawn


def test_ranking_is_the_share_of_pairs_in_order_with_ties_as_half() -> None:
    assert ranking([(0.9, True), (0.1, False)]) == 1.0
    assert ranking([(0.1, True), (0.9, False)]) == 0.0
    assert ranking([(0.3, True), (0.3, False), (0.5, True), (0.2, False)]) == 0.875
    assert ranking([(0.3, True)]) is None
