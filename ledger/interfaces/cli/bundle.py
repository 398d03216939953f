"""The evidence for a deal as a page of Markdown that can be pasted into an article or a mail.

Whatever a source wrote is text, never mark-up: nothing in a name, a quotation or an address can
make a heading, a table cell, a link or HTML of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ledger.interfaces.cli.asking import facts, said_beside, short
from ledger.interfaces.cli.auditing import backing, became, origins
from ledger.interfaces.cli.cells import shown
from ledger.queries.answers import flat

if TYPE_CHECKING:
    from ledger.queries.evidence import EvidenceAnswer, EvidenceRow

_MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~$])")
_NO_PART_OF_AN_ADDRESS: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]")
_AGAINST: Final = ("contradicted", "superseded", "retracted")


def bundle(answer: EvidenceAnswer) -> str:
    """The whole page: state, claims, steps, quotations, contradictions, and how to check it."""
    parts = (
        _state(answer),
        _claims(answer),
        _steps(answer),
        _quotations(answer.items),
        _contradictions(answer),
        _amended(answer),
        _check(answer),
    )
    return "\n".join("".join(f"{line}\n" for line in part) for part in map(list, parts) if part)


def prose(value: object) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _MARKS.sub(r"\\\1", shown(value))


def address(url: str) -> str:
    """An address as a link to itself; what no address may contain is written in percent."""

    def in_percent(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))

    return f"<{_NO_PART_OF_AN_ADDRESS.sub(in_percent, url)}>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(map(prose, row))} |"


def _state(answer: EvidenceAnswer) -> Iterator[str]:
    summary = answer.summary
    releasing = summary.from_club or "not told"
    yield f"# {prose(f'{summary.player}: {releasing} → {summary.to_club}')}"
    yield ""
    yield f"Deal `{summary.deal}`, {summary.window}. As known at {_moment(answer)}."
    yield ""
    for name, value in facts(summary, answer.meta.to_dict()["on"]):
        words = " ".join(value.replace("_", " ").split())
        yield f"- **{name}**: {prose(words)}"


def _moment(answer: EvidenceAnswer) -> str:
    """The moment of knowledge, as a day where it is the end of one."""
    known = str(answer.meta.to_dict()["known_at"])
    return known[:10] if known.endswith("T23:59:59.999999Z") else known


def _claims(answer: EvidenceAnswer) -> Iterator[str]:
    yield "## Who said what of the terms"
    yield ""
    headings = ("term", "value", "said by", "basis", "published", "standing", "origins", "entry")
    yield from _table(
        headings,
        (
            (
                row.term,
                row.value,
                row.said_by or "–",
                row.basis or "–",
                row.published or "–",
                became(row),
                origins(row) + (f": {row.origins_named}" if row.origins_named else ""),
                f"#{row.entry}" if row.entry is not None else "–",
            )
            for row in answer.claims.items
        ),
    )
    yield ""
    yield prose(_sentence(backing(answer.claims.backing)))


def _steps(answer: EvidenceAnswer) -> Iterator[str]:
    yield "## How it went, as the world learned it"
    yield ""
    steps = [short(flat(step)) for step in answer.deal.steps]
    told: dict[int, list[str]] = {}
    for row in answer.items:
        citing = f", citing {row.cites}" if row.cites else ""
        told.setdefault(row.entry, []).append(f"{row.source}{citing}")
    yield from _table(
        ("known", "what", "says", "basis", "source", "entry"),
        (
            (
                step["known"],
                step["kind"],
                step["says"],
                step["basis"] or "–",
                "; ".join(told.get(step["position"], ["–"])),
                f"#{step['position']}",
            )
            for step in steps
        ),
    )
    if answer.deal.linked_by:
        yield ""
    for one in answer.deal.linked_by:
        yield f"- {prose(f'Linked to it, #{one.position}: {one.name}, {one.says}')}"


def _quotations(rows: Sequence[EvidenceRow]) -> Iterator[str]:
    yield "## In their words"
    yield ""
    quoted = [row for row in rows if row.excerpt or row.headline or row.url]
    if not quoted:
        yield "No quotation and no address is on record."
    for number, row in enumerate(quoted):
        if number:
            yield ""
        yield from _quotation(row)


def _quotation(row: EvidenceRow) -> Iterator[str]:
    if row.headline:
        yield f"> **{prose(row.headline)}**"
        yield ">"
    if row.excerpt:
        yield f"> “{prose(row.excerpt)}”"
        yield ">"
    citing = f", citing {prose(row.cites)}" if row.cites else ""
    published = f", {row.published}" if row.published else ""
    language = f" ({row.language})" if row.language else ""
    where = f", {address(row.url)}" if row.url else ""
    place = f"entry #{row.entry}"
    place += f", taken back by #{row.retracted_by}" if row.retracted_by is not None else ""
    yield f"> — {prose(row.source)}{citing}{published}{language}{where} ({place})"
    if row.content_hash:
        yield f"> `{row.content_hash}`"


def _contradictions(answer: EvidenceAnswer) -> Iterator[str]:
    yield "## What contradicts it"
    yield ""
    found = False
    for row in answer.claims.items:
        if row.status in _AGAINST:
            found = True
            said = f"{row.term}: {row.said_by} had {row.value} (#{row.entry}), {became(row)}"
            yield f"- {prose(said)}"
    for flag in answer.deal.flags:
        found = True
        yield f"- {prose(f'{flag.rule} {flag.code}, #{flag.entry}: {flag.says}')}"
    for step in answer.deal.steps:
        if step.kind == "DenialReported":
            found = True
            yield f"- {prose(f'Denial by way of {step.source}, #{step.position}: {step.says}')}"
    for one in map(flat, answer.deal.beside):
        found, place = True, one["position"]
        yield f"- {prose(f'Said of the player, #{place}: {said_beside(one)}')}"
    if not found:
        yield "Nothing on record does."


def _amended(answer: EvidenceAnswer) -> Iterator[str]:
    yield "## What we mended in the book"
    yield ""
    if not answer.amendments:
        yield "Nothing: every entry stands as it was first written."
    for one in answer.amendments:
        said = f"#{one.target} {one.what}, {one.act} by #{one.position}: {one.reason}."
        now = f"; now: {one.after}" if one.act != "voided" else ""
        yield f"- {prose(f'{said} It said: {one.before}{now}')}"


def _check(answer: EvidenceAnswer) -> Iterator[str]:
    meta, seal = answer.meta.to_dict(), answer.seal
    yield "## How to check this page"
    yield ""
    yield (
        f"It is the answer for the football day {meta['on']}, as known at {meta['known_at']}, "
        f"with the book at position #{meta['position']}, and never changes. Whoever has the book, "
        "or a copy of it, gets the same page (LEDGER stands for that file):"
    )
    yield ""
    yield "```sh"
    if seal.root is not None:
        yield f"tledger verify --expect {seal.position}:{seal.root.hex()} --db LEDGER"
    yield (
        f"tledger deal {answer.summary.deal} --on {meta['on']} --known-at {meta['known_at']} "
        f"--recorded-at '#{meta['position']}' --format md --db LEDGER"
    )
    yield "```"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
