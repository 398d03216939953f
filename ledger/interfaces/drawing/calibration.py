"""The chances that tips were given beside what came of them, as a picture.

A dot lies on the dashed diagonal where as many moves were made as the chances said. Its bar is the
90 % interval of what was observed, and its area grows with the tips it stands for. Black on white,
so that it prints as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import sqrt
from typing import TYPE_CHECKING, Final

from ledger.interfaces.drawing.elements import moment, opening, text

if TYPE_CHECKING:
    from ledger.queries.record.calibration import Bin, CalibrationAnswer

WIDTH: Final = 640
HEIGHT: Final = 676
_LEFT: Final = 70
_TOP: Final = 106
_SIDE: Final = 500
_INK: Final = "#000000"
_PALE: Final = "#bbbbbb"
_TICKS: Final = 10
_RADIUS_MIN: Final = 3.0
_RADIUS_MAX: Final = 14.0


def calibration(answer: CalibrationAnswer, of: str) -> str:
    """A calibration as an SVG picture, the same for the same answer; ``of`` says whose tips."""
    title = f"Calibration: {of}"
    most = max((one.tips for one in answer), default=1)
    parts = [
        *opening(WIDTH, HEIGHT, title, described(answer), font=12, ink=_INK),
        text(_LEFT, 28, title, size=16, weight="bold"),
        text(_LEFT, 48, _figures(answer)),
        text(_LEFT, 66, f"policy {answer.policy} · model {answer.model}", size=11),
        text(_LEFT, 82, moment(answer.meta), size=11),
        *_frame(),
        *(line for one in answer for line in _drawn(one, most)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def described(answer: CalibrationAnswer) -> str:
    """What the picture shows, in words."""
    if not answer.tips:
        return "No tip is resolved, so that there is nothing to show."
    bins = "; ".join(
        f"of {one.tips} tips given {one.low:.0%} to {one.high:.0%}, {one.forecast:.1%} on average, "
        f"{one.observed:.1%} came true ({one.observed_low:.1%} to {one.observed_high:.1%})"
        for one in answer
    )
    return f"Chances that tips were given when published, and how many came true: {bins}."


def _figures(answer: CalibrationAnswer) -> str:
    if answer.brier is None:
        return "no tip is resolved"
    ranked = f" · ranking {answer.ranking:.3f}" if answer.ranking is not None else ""
    return (
        f"{answer.tips} tips, {answer.hits} hits · Brier score {answer.brier:.4f} "
        f"(0.25 for each: {answer.brier_constant:.4f}){ranked}"
    )


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE


def _frame() -> Iterator[str]:
    """The square, its ticks, the diagonal and what the axes are."""
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        yield _line((_x(share), _y(0)), (_x(share), _y(1)), _PALE)
        yield _line((_x(0), _y(share)), (_x(1), _y(share)), _PALE)
        if tick % 2 == 0:
            yield text(_x(share), _y(0) + 18, f"{share:.0%}", anchor="middle")
            yield text(_x(0) - 8, _y(share) + 4, f"{share:.0%}", anchor="end")
    yield _line((_x(0), _y(0)), (_x(1), _y(1)), _INK, ' stroke-dasharray="6 4"')
    yield text(_x(0.5), _y(0) + 40, "chance given when published", anchor="middle")
    middle = _y(0.5)
    yield (
        f'<text x="22.0" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 22 {middle:.1f})">came true</text>'
    )


def _drawn(one: Bin, most: int) -> Iterator[str]:
    """One bin: its interval, its dot and how many tips it stands for."""
    x, y = _x(one.forecast), _y(one.observed)
    low, high = _y(one.observed_low), _y(one.observed_high)
    radius = max(_RADIUS_MIN, _RADIUS_MAX * sqrt(one.tips / most))
    told = f"{one.tips} tips, {one.hits} hits: {one.forecast:.1%} given, {one.observed:.1%} true"
    yield f"<g><title>{escape(told)}</title>"
    yield _line((x, low), (x, high), _INK, ' stroke-width="2"')
    yield _line((x - 5, low), (x + 5, low), _INK, ' stroke-width="2"')
    yield _line((x - 5, high), (x + 5, high), _INK, ' stroke-width="2"')
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#ffffff" '
        f'stroke="{_INK}" stroke-width="2"/>'
    )
    yield text(x + radius + 5, y + 4, str(one.tips), size=11)
    yield "</g>"


_Point = tuple[float, float]


def _line(start: _Point, end: _Point, colour: str, more: str = "") -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'
    )
