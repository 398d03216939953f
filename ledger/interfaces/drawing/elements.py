"""What every picture is made of: how it begins, the moment it is of, and its letters."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from ledger.queries.answers import Meta

PAPER: Final = "#ffffff"


def opening(
    width: int, height: int, title: str, described: str, *, font: int, ink: str
) -> Iterator[str]:
    """The beginning of a picture, with its title and its description for those who hear it."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title desc" '
        f'font-family="system-ui, sans-serif" font-size="{font}" fill="{ink}">'
    )
    yield f'<title id="title">{escape(title)}</title>'
    yield f'<desc id="desc">{escape(described)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'


def moment(meta: Meta) -> str:
    """The moment that a picture is of, as people ask for it again."""
    told = meta.to_dict()
    return f"on {told['on']} · known at {told['known_at']} · position #{told['position']}"


def text(
    x: float,
    y: float,
    said: str,
    *,
    size: int | None = None,
    weight: str | None = None,
    anchor: str | None = None,
    halo: str | None = None,
) -> str:
    """Words at a point; ``halo`` is the colour of a rim that keeps them legible on lines."""
    given = (("font-size", size), ("font-weight", weight), ("text-anchor", anchor))
    more = "".join(f' {name}="{value}"' for name, value in given if value is not None)
    rim = f' stroke="{halo}" stroke-width="3" paint-order="stroke"' if halo is not None else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}{rim}>{escape(said)}</text>'
