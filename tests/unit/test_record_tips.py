"""Tips out of reports: whose they are, and what counts once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.dates import end_of_day
from ledger.domain.events import Stage
from ledger.projections.base import instant
from ledger.projections.reports import REPORT_KINDS
from ledger.queries.record.outcomes import Says
from ledger.queries.record.tips import said_by, tips_of


def report(
    source: str,
    day: str,
    *,
    cites: str = "",
    kind: str = "RumourReported",
    stage: str | None = "interest",
    **other: Any,
) -> dict[str, Any]:
    """A row of the reports: Juventus and Kalulu."""
    moment = instant(end_of_day(date.fromisoformat(day)))
    return {
        "subject": "player:kalulu",
        "deal": "kalulu/juventus/1",
        "kind": kind,
        "stage": stage,
        "to_club": "juventus",
        "aims_at": None,
        "source": source,
        "role": None,
        "origins": cites or source,
        "published": day,
        "occurred": day,
        "entry": int(day.replace("-", "")),
        "known": moment,
        "retracted_at": None,
        "verdict": None,
        "verdict_by": None,
        "verdict_at": None,
        **other,
    }


def test_an_origin_counts_once_for_a_player_a_club_and_a_window_at_its_first_word() -> None:
    told = tips_of(
        [
            report("gazzetta", "2024-08-20", stage="talks"),
            report("gazzetta", "2024-08-13"),
            report("gazzetta", "2025-01-10"),
        ],
        {},
    )
    assert [(tip.window, tip.first.isoformat(), tip.stage) for tip in told] == [
        ("2024-summer", "2024-08-13", "interest"),
        ("2025-winter", "2025-01-10", "interest"),
    ]


def test_a_copy_is_its_origins_tip() -> None:
    told = tips_of([report("romano", "2025-06-04", cites="hawkins")], {})
    assert [tip.origin for tip in told] == ["hawkins"]


def test_a_citation_is_followed_to_whom_the_cited_source_cites() -> None:
    told = tips_of(
        [
            report("hawkins", "2025-06-04"),
            report("romano", "2025-06-05", cites="hawkins"),
            report("sun", "2025-06-06", cites="romano"),
        ],
        {},
    )
    assert [tip.origin for tip in told] == ["hawkins"]


def test_of_two_that_cite_each_other_it_is_the_firsts_tip() -> None:
    told = tips_of([report("a", "2025-06-05", cites="b"), report("b", "2025-06-04", cites="a")], {})
    assert [tip.origin for tip in told] == ["b"]


def test_a_piece_that_stands_beside_a_report_to_deny_it_says_the_contrary() -> None:
    told = tips_of([report("agent", "2025-01-18", role="denial")], {})
    assert [(tip.origin, tip.says) for tip in told] == [("agent", Says.NO_MOVE)]


def test_our_verdict_on_any_report_of_a_tip_is_its_verdict_and_the_latest_prevails() -> None:
    first: dict[str, Any] = {"verdict": "miss", "verdict_by": 90, "verdict_at": 5}
    second: dict[str, Any] = {"verdict": "hit", "verdict_by": 91, "verdict_at": 10}
    told = tips_of(
        [
            report("gazzetta", "2024-08-13", **first),
            report("gazzetta", "2024-08-20", **second),
            report("gazzetta", "2024-08-21"),
        ],
        {},
    )
    assert [(tip.verdict, tip.verdict_at) for tip in told] == [("hit", 10)]


def test_the_window_that_a_report_states_prevails_over_its_day() -> None:
    told = tips_of([report("gazzetta", "2024-08-13", aims_at="ITA-2025-winter")], {})
    assert [tip.window for tip in told] == ["2025-winter"]


def test_a_report_that_names_only_its_deal_is_about_that_deals_club_under_its_surviving_id() -> (
    None
):
    silent = report("sky", "2025-01-18", kind="DenialReported", stage=None, to_club=None)
    told = tips_of([silent], {"juventus": "juve"})
    assert [(tip.to_club, tip.says) for tip in told] == [("juve", Says.NO_MOVE)]


def test_what_a_source_says_of_players_without_a_name_is_no_tip() -> None:
    assert tips_of([report("sky", "2025-01-18", subject="club:juventus")], {}) == []


@pytest.mark.parametrize("stage", list(Stage))
def test_only_what_is_stalled_or_broken_off_says_neither(stage: Stage) -> None:
    says_neither = said_by("RumourReported", stage) is None
    assert says_neither == (stage in {Stage.STALLED, Stage.BROKEN_OFF})


def test_a_source_that_tells_a_move_as_done_says_that_it_will_be() -> None:
    assert said_by("LoanAgreed", None) == (Says.MOVE, "done")
    assert said_by("DealCollapsed", None) == (Says.NO_MOVE, "denied")


SAY_NEITHER = {
    "TermsReported",  # of terms, at whatever stage
    "ConditionReported",
    "BidRejected",  # for now
    "TalksBrokenOff",
    "PersonalTermsRefused",
    "MedicalFailed",  # and yet he may come
    "RegistrationRefused",
    "DealsLinked",
    "ReportRetracted",
    "NeedReported",  # of nobody
    "InjuryReported",  # of no move
}


def test_every_kind_of_report_says_that_he_comes_that_he_does_not_or_neither() -> None:
    neither = {kind for kind in REPORT_KINDS if said_by(kind, None) is None}
    assert neither == SAY_NEITHER | {"RumourReported"}  # its stage says it
