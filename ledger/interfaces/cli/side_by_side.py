"""The relationship of two clubs for people: a table of both ways, and sentences beneath."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ledger.interfaces.cli.options import columns
from ledger.interfaces.cli.output import Column

if TYPE_CHECKING:
    from ledger.queries.relationships.figures import Way
    from ledger.queries.relationships.pair import RelationshipAnswer

_SIDES: Final = {
    "deals": "deals done", "loans": "loans", "sales": "sales", "free": "free moves",
    "bought": "loans turned into purchases", "returned": "loans returned",
    "recalled": "loans recalled", "terminated_early": "loans terminated early",
    "open_loans": "loans that run", "options": "options to buy",
    "options_exercised": "… exercised", "options_declined": "… declined",
    "options_lapsed": "… lapsed", "options_open": "… open",
    "obligations": "obligations to buy", "obligations_met": "… met",
    "undisclosed": "fees undisclosed", "unknown": "fees unknown",
    "weight": "decayed weight", "compared": "deals compared", "expected": "deals expected",
    "last_on": "last deal",
}  # fmt: skip


def side_by_side(
    answer: RelationshipAnswer,
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """The two ways in columns, a figure a row; figures that are nil on both sides are left out."""
    a, b = answer.pair.club_a, answer.pair.club_b
    shown = columns(figure="", a_to_b=f"{a} → {b}", b_to_a=f"{b} → {a}")
    rows = [
        {"figure": words, "a_to_b": _cell(answer.a_to_b, key), "b_to_a": _cell(answer.b_to_a, key)}
        for key, words in _SIDES.items()
        if _cell(answer.a_to_b, key) is not None or _cell(answer.b_to_a, key) is not None
    ]
    after = sum(row["figure"] in _BEFORE_FEES for row in rows)
    rows[after:after] = _fee_rows(answer)
    return shown, rows


_BEFORE_FEES: Final = frozenset(_SIDES[key] for key in ("deals", "loans", "sales", "free"))


def _cell(way: Way, key: str) -> Any:
    value = getattr(way, key)
    return f"{value:.2f}" if isinstance(value, float) else value or None


def _fee_rows(answer: RelationshipAnswer) -> Iterator[dict[str, Any]]:
    """What the taker paid, in the column of the players he paid for."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for fee in answer.fees:
        row = found.setdefault(
            (fee.currency, fee.basis), {"figure": f"paid for them, {fee.currency}, {fee.basis}"}
        )
        side = "a_to_b" if fee.to_club_id == answer.pair.club_a_id else "b_to_a"
        most = f" to {_grouped(fee.most)}" if fee.most != fee.least else ""
        row[side] = f"{_grouped(fee.least)}{most}{' or more' if fee.open_ended else ''}"
    yield from (found[key] for key in sorted(found))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _grouped(amount: str) -> str:
    whole, _, part = amount.partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def sentences(answer: RelationshipAnswer) -> Iterator[str]:
    """What both ways together come to, a line each."""
    pair, found = answer.pair, answer.compared
    yield (
        f"{_counted(pair.deals, 'deal')} done; agreed {pair.agreed}, talks {pair.talks}, rumours "
        f"{pair.rumours}, player links {pair.player_links} (none of them a deal); players who "
        f"served both: {pair.served_both}"
    )
    if pair.last_contact_on is not None:
        yield (
            f"last deal {pair.last_deal_on or 'none'}; last contact {pair.last_contact_on} "
            f"({pair.last_contact}, {pair.last_contact_basis}, #{pair.last_contact_entry})"
        )
    now, longest = (
        f"{pair.streak} now{_span(pair.streak_first, pair.streak_last)}",
        f"{pair.longest_streak} at most{_span(pair.longest_first, pair.longest_last)}",
    )
    yield f"windows in a row with a deal: {now}, {longest}"
    yield _rates(answer)
    if pair.trend is not None:
        yield (
            f"decayed weight {pair.weight:.2f} (half-life {pair.half_life_years:g} years), trend "
            f"{pair.trend:.2f}, reciprocity {pair.reciprocity or 0:.2f}"
        )
    yield from _lift(answer)
    if found.network_reciprocity is not None and found.allies is not None:
        yield (
            f"reciprocity of all: {found.network_reciprocity:.3f}, by chance "
            f"{found.reciprocity_by_chance:.3f}, rho {found.reciprocity_rho:.3f}"
        )
    declared = answer.declared
    said = (
        ("rivalry", declared.rivalry),
        (f"owner of {pair.club_a}", declared.owners_a),
        (f"owner of {pair.club_b}", declared.owners_b),
        ("owner of both", declared.owner_of_both),
    )
    beside = "; ".join(f"{what}: {words}" for what, words in said if words)
    yield f"declared, in no figure: {beside}" if beside else ""


def _rates(answer: RelationshipAnswer) -> str:
    pair = answer.pair
    options = (
        f"{pair.exercise_rate:.2f} ({pair.exercise_low:.2f} to {pair.exercise_high:.2f})"
        if pair.exercise_rate is not None
        else pair.exercise_judged
    )
    rumours = (
        f"{pair.conversion:.2f} ({pair.conversion_low:.2f} to {pair.conversion_high:.2f})"
        if pair.conversion is not None
        else pair.conversion_judged
    )
    return (
        f"options exercised: {options}; deals rumoured {pair.rumoured}, done {pair.rumoured_done}, "
        f"came to nothing {pair.rumoured_came_to_nothing}: {rumours}"
    )


def _lift(answer: RelationshipAnswer) -> Iterator[str]:
    found = answer.compared
    yield (
        f"compared with {found.within}: {_counted(found.network_deals, 'deal')} between "
        f"{_counted(found.pairs, 'pair')}"
    )
    if found.lift is not None:
        verdict = f": {found.verdict}" if found.verdict else ""
        yield (
            f"{_counted(found.compared or 0, 'deal')} where {found.expected:.2f} were to be "
            f"expected: lift {found.lift:.2f} ({found.lift_low:.2f} to {found.lift_high:.2f}), "
            f"rank {found.rank or 'none'}{verdict}"
        )
    if found.not_judged is not None:
        yield f"not judged: {found.not_judged}"
    elif found.allies is not None:
        yield f"{found.allies} of the {found.pairs} pairs are allies by this measure"


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return ""
    return f" ({first})" if first == last else f" ({first} to {last})"
