"""What is said of who was where, beside where he is: verdicts, shares and cases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ledger.queries.answers import Meta
from ledger.queries.checks import verdict_of
from ledger.queries.verdicts import (
    CheckAnswer,
    Checked,
    Expected,
    Role,
    Verdict,
    share,
)
from ledger.queries.whereabouts import Whereabouts

DAY = date(2024, 9, 1)


def at(club: str | None, parent: str | None = None) -> Whereabouts:
    return Whereabouts(
        player_id="marco-ferri",
        day=DAY,
        club_id=club,
        club=club,
        parent_club_id=parent,
        parent_club=parent,
        since="2024-07-01",
        until=None,
        how="recorded",
        because=None,
        entry=4,
    )


LENT = at("lecce", "empoli")
OWN = at("lecce", "lecce")
GONE = at(None)


@pytest.mark.parametrize(
    ("expected", "club", "found", "verdict"),
    [
        ("playing", "lecce", LENT, "right"),
        ("playing", "lecce", OWN, "right"),
        ("playing", "empoli", LENT, "elsewhere"),
        ("playing", "lecce", GONE, "nowhere"),
        ("own", "lecce", OWN, "right"),
        ("own", "lecce", LENT, "otherwise"),
        ("own", "empoli", LENT, "otherwise"),
        ("own", "torino", LENT, "elsewhere"),
        ("on loan in", "lecce", LENT, "right"),
        ("on loan in", "lecce", OWN, "otherwise"),
        ("on loan out", "empoli", LENT, "right"),
        ("on loan out", "lecce", OWN, "otherwise"),
        ("belonging", "lecce", LENT, "right"),
        ("belonging", "empoli", LENT, "right"),
        ("belonging", "torino", LENT, "elsewhere"),
        ("belonging", "empoli", GONE, "nowhere"),
        ("absent", "empoli", LENT, "right"),
        ("absent", "lecce", LENT, "otherwise"),
        ("absent", "lecce", GONE, "right"),
    ],
)
def test_a_player_is_where_he_is_said_to_be_or_not(
    expected: Expected, club: str, found: Whereabouts, verdict: Verdict
) -> None:
    assert verdict_of(expected, club, found) == verdict


def checked(
    verdict: Verdict, *, player: str = "Ferri", day: int = 1, role: Role | None = "started"
) -> Checked:
    return Checked(
        file="a.csv",
        line=day,
        competition="Serie A",
        match=None,
        day=date(2024, 9, day),
        club_id="lecce",
        club="Lecce",
        player_id=player.lower(),
        player=player,
        role=role,
        expected="playing",
        verdict=verdict,
        cause=None if verdict == "right" else "at another club",
        found_club_id=None,
        found_club=None,
        found_parent_club_id=None,
        found_parent_club=None,
        since=None,
        how=None,
        because=None,
        entry=4,
        why=None,
        note=None,
    )


def answer(*rows: Checked) -> CheckAnswer:
    meta = Meta(DAY, datetime(2024, 9, 1, tzinfo=UTC), None, 9, None)
    return CheckAnswer(rows, meta)


def test_shares_are_counted_and_told_of_a_hundred() -> None:
    rows = [checked("right"), checked("right"), checked("elsewhere")]
    total = share((), rows)
    assert (total.checked, total.right, total.elsewhere, total.nowhere) == (3, 2, 1, 0)
    assert total.right_percent == Decimal("66.67")
    assert total.elsewhere_percent == Decimal("33.33")
    assert total.nowhere_percent == Decimal("0.00")


def test_nothing_checked_is_nothing_right() -> None:
    assert share((), []).right_percent == Decimal(0)


def test_shares_are_told_by_any_column() -> None:
    rows = answer(checked("right"), checked("nowhere", role="on the bench"))
    told = [(one.group, one.checked, one.right) for one in rows.shares("competition", "role")]
    assert told == [(("Serie A", "on the bench"), 1, 0), (("Serie A", "started"), 1, 1)]


def test_the_worst_cases_are_those_at_another_club_and_then_the_most_matches() -> None:
    rows = answer(
        *(checked("nowhere", player="Neri", day=day) for day in (1, 2, 3)),
        checked("right", player="Bianchi"),
        checked("elsewhere", player="Ferri", day=5),
        *(checked("elsewhere", player="Rossi", day=day) for day in (4, 2)),
    )
    told = [
        (case.example.player, case.times, case.first_day.day, case.last_day.day)
        for case in rows.cases()
    ]
    assert told == [("Rossi", 2, 2, 4), ("Ferri", 1, 5, 5), ("Neri", 3, 1, 3)]


def test_who_was_on_the_bench_did_not_play() -> None:
    assert [checked("right", role=role).played for role in ("came on", "on the bench", None)] == [
        True,
        False,
        True,
    ]
