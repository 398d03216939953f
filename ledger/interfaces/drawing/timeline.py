"""Two clubs' deals over the years: above the line what one let the other have, below the way back.

Each sort of dealing has a sign and a shape of its own, so that nothing rests on colour: a sale is
→ at a full circle, a loan ⇄ at a square, a free move → at a hollow circle, talk ? at a dashed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from ledger.interfaces.drawing.elements import PAPER, moment, opening, text

if TYPE_CHECKING:
    from ledger.queries.relationships.pair import RelationshipAnswer
    from ledger.queries.relationships.rows import DealBetween

WIDTH: Final = 1200
_MARGIN: Final = 60
_HEADING: Final = 64
_LEGEND: Final = 44
_LANE: Final = 22
_AXIS_GAP: Final = 26
_CHARACTER: Final = 6.3
"""The width of a letter at the size of the labels, a little more than most are."""
_SIZE: Final = 6
_DAYS_A_YEAR: Final = 365.25
_YEARS_BETWEEN_TICKS_MIN: Final = 45
_SIGNS: Final = {"sale": "→", "loan": "⇄", "free": "→", "agreed": "→", "talks": "?", "rumour": "?"}
_UNDONE: Final = ("agreed", "talks", "rumour")
_INK: Final = "#1f2933"
_TALK: Final = "#8a5a00"
_COLOURS: Final = {"sale": "#0b5394", "loan": "#38761d", "free": "#0b5394"}
_LEGEND_WORDS: Final = (
    ("sale", "sale"),
    ("loan", "loan"),
    ("free", "free move"),
    ("rumour", "talks or rumour; agreed →, not done yet"),
)


class Placed(NamedTuple):
    """One deal in the picture: where it stands, on which side and in which lane."""

    deal: DealBetween
    x: float
    above: bool
    lane: int
    label: str
    leftward: bool


def timeline(answer: RelationshipAnswer) -> str:
    """A relationship as an SVG picture, the same for the same answer."""
    above, below = answer.pair.club_a, answer.pair.club_b
    scale = _Scale(answer)
    placed = list(_placed(answer.deals, answer.pair.club_a_id, scale))
    lanes_above = max((one.lane + 1 for one in placed if one.above), default=1)
    lanes_below = max((one.lane + 1 for one in placed if not one.above), default=1)
    axis = _HEADING + _AXIS_GAP + lanes_above * _LANE
    height = axis + _AXIS_GAP + lanes_below * _LANE + _LEGEND
    title = f"{above} and {below}"
    parts = [
        *opening(WIDTH, height, title, described(answer), font=11, ink=_INK),
        text(_MARGIN, 26, title, size=16, weight="bold"),
        text(_MARGIN, 44, moment(answer.meta)),
        text(_MARGIN, _HEADING + 8, f"{above} → {below}", weight="bold"),
        text(_MARGIN, height - _LEGEND, f"{below} → {above}", weight="bold"),
        *_axis(scale, axis),
        *(_stem(one, axis) for one in placed),
        *(_drawn(one, axis) for one in placed),
        *_legend(height - 14),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def described(answer: RelationshipAnswer) -> str:
    """What the picture shows, in words."""
    pair = answer.pair
    days = [deal.day for deal in answer.deals if deal.dealing not in _UNDONE]
    years = f", from {days[-1]} to {days[0]}" if days else ""
    return (
        f"Deals done between {pair.club_a} and {pair.club_b}: {pair.deals}{years}. "
        f"{pair.club_a} let {pair.club_b} have {answer.a_to_b.deals} (above the line), "
        f"{pair.club_b} let {pair.club_a} have {answer.b_to_a.deals} (below it). "
        f"Not done, drawn dashed: {pair.talks + pair.rumours} talks and rumours, "
        f"{pair.agreed} agreed."
    )


class _Scale:
    """From days to places: the years of the deals, widened to whole ones."""

    def __init__(self, answer: RelationshipAnswer) -> None:
        days = [date.fromisoformat(deal.day) for deal in answer.deals] or [answer.meta.on]
        self.first = min(days).year
        self.last = max(*days, answer.meta.on).year + 1
        self._start = date(self.first, 1, 1)
        self._days = (date(self.last, 1, 1) - self._start).days

    def x(self, day: date) -> float:
        share = (day - self._start).days / self._days
        return _MARGIN + share * (WIDTH - 2 * _MARGIN)

    def years(self) -> range:
        """The years to write, so that their names do not run into each other."""
        room = (WIDTH - 2 * _MARGIN) / (self.last - self.first)
        step = next((n for n in (1, 2, 5, 10, 20) if n * room >= _YEARS_BETWEEN_TICKS_MIN), 50)
        return range(self.first, self.last + 1, step)


def _placed(deals: Sequence[DealBetween], above: str, scale: _Scale) -> Iterator[Placed]:
    """Give each deal the lane nearest to the line in which its label has room."""
    taken: dict[tuple[bool, int], list[tuple[float, float]]] = {}
    for deal in sorted(deals, key=lambda one: (one.day, one.entry)):
        x, label = scale.x(date.fromisoformat(deal.day)), _label(deal)
        room = _SIZE + 6 + len(label) * _CHARACTER
        leftward = x + room > WIDTH - _MARGIN / 2
        span = (x - room, x + _SIZE + 4) if leftward else (x - _SIZE - 4, x + room)
        side, lane = deal.from_club_id == above, 0
        while any(start < span[1] and span[0] < end for start, end in taken.get((side, lane), [])):
            lane += 1
        taken.setdefault((side, lane), []).append(span)
        yield Placed(deal, x, side, lane, label, leftward)


def _label(deal: DealBetween) -> str:
    fee = {"nil": "free", None: ""}.get(deal.fee, deal.fee) or ""
    if deal.dealing == "free":
        fee = "free"
    if deal.dealing == "agreed":
        fee = f"{fee} agreed".lstrip()
    later = f" → {deal.purchase_fee or 'bought'}" if deal.became == "sale" else ""
    return f"{_SIGNS[deal.dealing]} {deal.player} {fee}{later}".rstrip()


def _stem(one: Placed, axis: float) -> str:
    """The line from the axis to a deal; all stand behind all labels."""
    colour, dashed = _look(one.deal.dealing)
    return (
        f'<line x1="{one.x:.1f}" y1="{axis:.1f}" x2="{one.x:.1f}" y2="{_height(one, axis):.1f}" '
        f'stroke="{colour}" stroke-opacity="0.35"{dashed}/>'
    )


def _drawn(one: Placed, axis: float) -> str:
    deal, y = one.deal, _height(one, axis)
    label_x, anchor = (one.x - _SIZE - 4, "end") if one.leftward else (one.x + _SIZE + 4, "start")
    return (
        f"<g><title>{escape(_told(deal))}</title>{_shape(deal.dealing, one.x, y)}"
        f"{text(label_x, y + 4, one.label, anchor=anchor, halo=PAPER)}</g>"
    )


def _height(one: Placed, axis: float) -> float:
    return axis + (-1 if one.above else 1) * (_AXIS_GAP + one.lane * _LANE)


def _look(dealing: str) -> tuple[str, str]:
    """The colour of a dealing, and whether it is drawn dashed."""
    return (_TALK, ' stroke-dasharray="3 3"') if dealing in _UNDONE else (_COLOURS[dealing], "")


def _shape(dealing: str, x: float, y: float) -> str:
    colour, dashed = _look(dealing)
    match dealing:
        case "loan":
            corner = f'x="{x - _SIZE + 1:.1f}" y="{y - _SIZE + 1:.1f}"'
            size = 2 * (_SIZE - 1)
            return f'<rect {corner} width="{size}" height="{size}" fill="{colour}"/>'
        case "sale":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_SIZE}" fill="{colour}"/>'
        case _:
            return (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_SIZE}" fill="{PAPER}" '
                f'stroke="{colour}" stroke-width="2"{dashed}/>'
            )


def _told(deal: DealBetween) -> str:
    became = f", {deal.became}" if deal.became else ""
    fee = f", {deal.fee}" if deal.fee else ""
    return (
        f"{deal.day}: {deal.player}, {deal.from_club} → {deal.to_club}, {deal.dealing}{became}{fee}"
    )


def _axis(scale: _Scale, y: float) -> Iterator[str]:
    yield (
        f'<line x1="{_MARGIN}" y1="{y:.1f}" x2="{WIDTH - _MARGIN}" y2="{y:.1f}" '
        f'stroke="{_INK}" stroke-width="1.5"/>'
    )
    for year in scale.years():
        x = scale.x(date(year, 1, 1))
        yield f'<line x1="{x:.1f}" y1="{y - 4:.1f}" x2="{x:.1f}" y2="{y + 4:.1f}" stroke="{_INK}"/>'
        yield text(x + 3, y + 13, str(year), size=9)


def _legend(y: float) -> Iterator[str]:
    x = float(_MARGIN)
    for dealing, words in _LEGEND_WORDS:
        said = f"{_SIGNS[dealing]} {words}"
        yield _shape(dealing, x + _SIZE, y - 4)
        yield text(x + 2 * _SIZE + 6, y, said)
        x += 2 * _SIZE + 30 + len(said) * _CHARACTER
