"""Questions about squads: on a day, on days to come, and with what is only supposed."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.asking import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, table
from ledger.interfaces.cli.output import Format


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (squad, depth):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at", "assume")
def squad(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club's name or id.")],
    include: Annotated[
        str | None,
        typer.Option(
            "--include",
            metavar="STAGE",
            help="With the open deals from this stage up, marked '?': interest, enquiry, talks "
            "expected, talks, bid, terms agreed, personal terms agreed, medical, announced.",
        ),
    ] = None,
    expected: Annotated[
        bool,
        typer.Option(
            "--expected",
            help="How likely each player is there, by the chance of every open deal.",
        ),
    ] = False,
) -> None:
    """Who belongs to a club on a day: available, injured, on loan in and out.

    On a future day what is certain applies: loans end, pre-contracts begin, contracts end.
    """
    if expected and include is not None:
        raise Malformed(
            "Cannot answer with both --expected and --include: the one weighs every open deal, "
            "the other takes some as done. Ask for one of them."
        )
    if expected:
        _print_expected(question, club)
        return
    _print_squad(question, club, include)


def _print_squad(question: Question, club: str, include: str | None) -> None:
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.squad(club, include=include, **question.moment)
    rows = [{**flat(row), "state": squad_state(row)} for row in answer]
    certain = [row for row in answer if row.if_done != "comes"]
    here = sum(row.status != "on loan out" for row in certain)
    fit = sum(row.available for row in certain)
    out = len(certain) - here
    shown = columns(
        player="player", position="position", state="state", since="since",
        contract_until="contract…", how="how", last_confirmed="confirmed…", entry="entry",
    )  # fmt: skip
    uncovered = answer.meta.coverage
    doubtful = sum(row.unconfirmed for row in answer)
    question.printing.print(
        table(
            shown,
            rows,
            answer.meta.to_dict(),
            f"{here} in the squad, {fit} available, {out} out on loan",
            _open_deals(answer) if include is not None else "",
            _unconfirmed(uncovered, doubtful),
        )
    )


def _open_deals(answer: Any) -> str:
    come = sum(row.if_done == "comes" for row in answer)
    leave = sum(row.if_done == "leaves" for row in answer)
    return f"with the open deals asked for, {come} more would come and {leave} would leave"


def _print_expected(question: Question, club: str) -> None:
    """The expected squad, its headcounts and every input; programs get them all as JSON."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.expected_squad(club, **question.moment)
    rows = [{**flat(row), "likely": _percent(row.chance), "state": _now(row)} for row in answer]
    shown = columns(
        player="player", position="position", likely="chance", likeliest="likeliest squad",
        state="state", deals="open deals…",
    )  # fmt: skip
    meta: dict[str, object] = answer.meta.to_dict()
    if question.printing.chosen is Format.JSON:
        meta |= {
            "headcounts": [flat(one) for one in answer.headcounts],
            "inputs": [flat(one) for one in answer.inputs],
            "outcomes": [flat(one) for one in answer.outcomes],
        }
    doubtful = sum(row.unconfirmed for row in answer)
    notes = [*map(_headcount, answer.headcounts), *map(_input, answer.inputs)]
    question.printing.print(
        table(shown, rows, meta, *notes, _unconfirmed(answer.meta.coverage, doubtful))
    )


_SURE: Final = 0.995


def _percent(chance: float) -> str:
    """A chance in whole percent, without calling likely what is certain."""
    if 0 < chance < 1 - _SURE:
        return "< 1 %"
    return "> 99 %" if _SURE <= chance < 1 else f"{100 * chance:.0f} %"


def _now(row: Any) -> str:
    """Where somebody of an expected squad is by what is certain alone."""
    if row.status is None and row.until is not None:
        clauses = f" (still open: {row.clauses})" if row.clauses else ""
        return f"leaves after {row.until}, by {row.because}{clauses}"
    if row.status is None:
        return f"now at {row.now_club}" if row.now_club else "now at no club on record"
    words = row.status if row.status != "own" else "here"
    words += f" until {row.until}" if row.until else ""
    words += f", by {row.because}" if row.because else ""
    return words if row.available else f"{words}, out injured"


def _headcount(one: Any) -> str:
    from ledger.queries.projected.answers import UNTOLD

    alone = {"all": "all", UNTOLD: "position not told"}
    what = alone.get(one.position, f"{one.position}s")
    return (
        f"{what}: {one.expected:.2f} expected (± {one.deviation:.2f}), {one.available:.2f} of them "
        f"fit; {one.certain} without any open deal, {one.likeliest} in the likeliest squad"
    )


def _input(one: Any) -> str:
    """One open deal, its chance and where that is from, and what its rivals leave of it."""
    source = f"{one.chance_from} #{one.entry}" if one.entry is not None else one.chance_from
    words = (
        f"{one.player}, {one.from_club or 'not told'} → {one.to_club} ({one.deal}, {one.stage}): "
        f"{_percent(one.chance)} ({source})"
    )
    if one.package:
        words += f", with {' and '.join(one.package)} {_percent(one.package_chance)}"
    if one.chance_after != one.package_chance:
        words += f", {_percent(one.chance_after)} beside its rivals"
    if one.alone:
        words += ", taken by himself: too many deals hang together"
    if not one.counts:
        until = f" until {one.back_on}" if one.back_on is not None else ""
        words += f"; counts only from {one.counts_from}{until}"
    return words


def _unconfirmed(uncovered: str | None, players: int) -> str:
    """How far a squad can be trusted, where not all the way."""
    if uncovered:
        return f"{uncovered}: {players} not confirmed since the season began"
    return f"{players} not confirmed for longer than any contract runs" if players else ""


@asks("on", "known_at", "recorded_at", "assume")
def depth(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club's name or id.")],
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="SECTION",
            help="Only position, need, injured, age, nationality, contract, pre-contract or quota.",
        ),
    ] = None,
) -> None:
    """How deep a club's squad is: positions and needs, the injured, ages, contracts, quotas.

    Positions are held against the club's usual depth on that day of the year; below it is a need.
    """
    from ledger.queries.answers import flat
    from ledger.queries.projected.answers import SECTIONS, UNTOLD

    if section is not None and section not in SECTIONS:
        raise Malformed(
            f"Cannot show {section!r}: it is no section of a squad's depth. "
            f"Write one of {', '.join(SECTIONS)}."
        )
    with question.opened() as book:
        answer = book.depth(club, **question.moment)
    rows = [
        {**flat(row), "who": "" if row.what == UNTOLD else ", ".join(row.players)}
        for row in answer
        if section in (None, row.section)
    ]
    shown = columns(
        section="section", what="what", count="count", against="usual or limit", margin="margin",
        says="says", who="players…",
    )  # fmt: skip
    question.printing.print(table(shown, rows, answer.meta.to_dict(), answer.meta.coverage or ""))


def squad_state(row: Any) -> str:
    """Where a player stands, in words: ``on loan from AC Milan until 2025-06-30, …``."""
    words = _place(row)
    if row.injury:
        back = f", back {row.expected_return}" if row.expected_return else ""
        words = f"out injured ({row.injury}{back})" + (f"; {words}" if words else "")
    if row.because == "the loan's end" and not words:
        words = "back by the loan's end"
    elif row.expected and row.because:
        words = ", ".join(filter(None, (words, f"by {row.because}")))
    if row.if_done == "comes":
        whence = f" from {row.open_club}" if row.open_club and row.status == "own" else ""
        return f"? would come{whence} ({row.open_stage})" + (f"; {words}" if words else "")
    if row.expected:
        words = f"expected{': ' + words if words else ''}"
    words = words or "available"
    if row.if_done == "leaves":
        words = f"? would leave for {row.open_club} ({row.open_stage}); {words}"
    return f"? {words}, if still here" if row.unconfirmed else words


def _place(row: Any) -> str:
    """His loan and its clauses; nothing where he is simply the club's own."""
    words = ""
    if row.status == "on loan out":
        words = f"out on loan at {row.at_club or 'not told'} until {row.until}"
    elif row.status == "on loan in":
        words = f"on loan from {row.from_club} until {row.until}"
    if row.until_assumed:
        words += " (assumed)"
    if row.option:
        words += ", no option" if row.option == "none" else f", option {row.option}"
    if row.obligation and row.obligation != "none":
        words += f", obligation {row.obligation}"
    if row.option_used:
        words += f", {row.option_used}"
    return words
