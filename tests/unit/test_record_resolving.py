"""What became of a tip, by policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from ledger.domain.dates import end_of_day
from ledger.domain.regulations.windows import window_named
from ledger.projections.base import instant
from ledger.queries.record.outcomes import Moment, Outcome, Resolution, Says, Stay, Tip, Why
from ledger.queries.record.policy import (
    NoSuchPolicy,
    Period,
    Policy,
    late_in_window,
    period_of,
    policy_named,
)
from ledger.queries.record.resolving import Covers, resolve

FOR_EVER = date(9999, 12, 31)
SUMMER = Period("2024-summer", date(2024, 8, 30), exact=True)
WINTER = Period("2025-winter", date(2025, 2, 3), exact=True)
LATER = Moment(date(2026, 7, 1), end_of_day(date(2026, 7, 1)))


def known(day: str) -> int:
    return instant(end_of_day(date.fromisoformat(day)))


def tip(day: str = "2024-08-13", *, club: str = "juventus", says: Says = Says.MOVE) -> Tip:
    """Gazzetta says on a day that a club is after Kalulu, or that it is not."""
    published = date.fromisoformat(day)
    return Tip(
        "kalulu", club, "2024-summer", "gazzetta", says, "interest",
        published, published, known(day), 7, None,
    )  # fmt: skip


def stay(
    club: str | None,
    first: str,
    until: str | None = None,
    *,
    parent: str | None = None,
    kind: str = "TransferCompleted",
    told: str | None = None,
    recorded: bool = True,
    surely: str | None = None,
) -> Stay:
    """A stretch at a club, told on its first day unless said otherwise."""
    begun = date.fromisoformat(first)
    return Stay(
        parent=parent or club,
        club=club,
        first=begun,
        surely=date.fromisoformat(surely) if surely else begun,
        until=date.fromisoformat(until) if until else FOR_EVER,
        recorded=recorded,
        kind=kind,
        exact=surely is None,
        entry=int(first[2:4]),
        known=known(told or first),
    )


def at(day: str) -> Moment:
    return Moment(date.fromisoformat(day), end_of_day(date.fromisoformat(day)))


def came_of(
    told: Tip,
    stays: Sequence[Stay],
    *,
    period: Period = SUMMER,
    covers: Covers | None = None,
    when: Moment = LATER,
) -> Resolution:
    return resolve(told, stays, period, covers, when)


MILAN = stay("ac-milan", "2022-07-01", "2024-08-21", kind="SquadBaselineRecorded")
LENT = stay("juventus", "2024-08-21", "2025-07-01", parent="ac-milan", kind="LoanAgreed")


class TestHits:
    def test_a_loan_is_as_good_as_a_sale(self) -> None:
        found = came_of(tip(), [MILAN, LENT])
        assert (found.outcome, found.why) == (Outcome.HIT, Why.JOINED)
        assert (found.on, found.entry, found.lead_days) == (date(2024, 8, 21), 24, 8)

    def test_the_last_day_of_the_period_is_inside_it_and_the_next_is_not(self) -> None:
        last = stay("juventus", "2024-08-30")
        after = stay("juventus", "2024-08-31")
        assert came_of(tip(), [MILAN, last]).outcome is Outcome.HIT
        assert came_of(tip(), [MILAN, after]).outcome is Outcome.MISS

    def test_where_nobody_published_the_close_late_papers_count(self) -> None:
        usual = Period("2024-summer", date(2024, 8, 31), exact=False)
        assert (
            came_of(tip(), [MILAN, stay("juventus", "2024-09-12")], period=usual).outcome == "hit"
        )
        assert (
            came_of(tip(), [MILAN, stay("juventus", "2024-10-12")], period=usual).outcome == "miss"
        )

    def test_a_move_before_the_period_opens_counts_where_it_comes_after_the_report(self) -> None:
        found = came_of(tip("2024-05-20"), [MILAN, stay("juventus", "2024-06-12")])
        assert found.outcome is Outcome.HIT

    def test_a_move_told_only_by_its_window_counts_as_made_after_a_report_in_it(self) -> None:
        summer = stay("juventus", "2024-07-01", surely="2024-10-01", told="2024-08-31")
        found = came_of(tip(), [MILAN._replace(until=date(2024, 7, 1)), summer])
        assert (found.outcome, found.lead_days) == (Outcome.HIT, None)

    def test_such_a_move_was_surely_made_a_month_after_the_close(self) -> None:
        assert late_in_window(date(2023, 8, 31)) == date(2023, 10, 1)
        assert late_in_window(date(2023, 8, 20)) == date(2023, 8, 20)

    def test_what_is_signed_in_the_period_for_later_is_a_hit_once_it_takes_effect(self) -> None:
        signed = stay("bayern", "2025-07-01", kind="PreContractSigned", told="2025-01-20")
        told = tip("2025-01-04", club="bayern")._replace(window="2025-winter")
        stays = [MILAN._replace(until=date(2025, 7, 1)), signed]
        waiting = came_of(told, stays, period=WINTER, when=at("2025-03-01"))
        assert (waiting.outcome, waiting.why) == (Outcome.OPEN, Why.AGREED)
        assert came_of(told, stays, period=WINTER, when=at("2025-07-01")).outcome is Outcome.HIT

    def test_of_a_player_on_loan_there_a_report_tells_that_he_stays_for_good(self) -> None:
        bought = stay("juventus", "2025-07-01", kind="OptionExercised", told="2025-06-05")
        summer = Period("2025-summer", date(2025, 9, 1), exact=True)
        found = came_of(tip("2025-04-04"), [MILAN, LENT, bought], period=summer)
        assert (found.outcome, found.lead_days) == (Outcome.HIT, 62)

    def test_joining_the_club_after_another_in_the_same_period_is_still_a_hit(self) -> None:
        chelsea = stay("chelsea", "2024-08-15", "2024-08-21")
        at_chelseas = stay("juventus", "2024-08-21", parent="chelsea", kind="LoanAgreed")
        assert came_of(tip(), [MILAN, chelsea, at_chelseas]).outcome is Outcome.HIT

    def test_bought_and_lent_out_at_once_he_still_joined(self) -> None:
        away = stay("lecce", "2024-08-21", parent="juventus", kind="LoanAgreed")
        assert came_of(tip(), [MILAN, away]).outcome is Outcome.HIT

    def test_within_a_year_takes_what_the_period_no_longer_does(self) -> None:
        winter = [MILAN, stay("juventus", "2025-01-15")]
        window = window_named("2024-summer", "ITA")
        assert came_of(tip(), winter).outcome is Outcome.MISS
        year = period_of(tip(), window, Policy.WITHIN_A_YEAR)
        assert year.last_day == date(2025, 8, 13)
        assert came_of(tip(), winter, period=year).outcome is Outcome.HIT


class TestMisses:
    def test_it_is_open_until_the_close_and_then_a_miss(self) -> None:
        stays = [MILAN._replace(until=FOR_EVER)]
        assert came_of(tip(), stays, when=at("2024-08-30")).why is Why.NOT_YET
        assert came_of(tip(), stays, when=at("2024-08-31")).why is Why.NOT_BY_CLOSE

    def test_known_only_up_to_the_close_it_is_open_however_late_the_day_asked_about(self) -> None:
        early = Moment(date(2025, 1, 1), end_of_day(date(2024, 8, 20)))
        stays = [MILAN._replace(until=FOR_EVER)]
        assert came_of(tip(), stays, when=early).outcome is Outcome.OPEN

    def test_who_went_elsewhere_is_a_miss_from_that_day(self) -> None:
        found = came_of(tip(club="lecce"), [MILAN, LENT], when=at("2024-08-22"))
        assert (found.outcome, found.why) == (Outcome.MISS, Why.WENT_ELSEWHERE)

    def test_the_end_of_a_loan_takes_him_nowhere(self) -> None:
        back = stay("ac-milan", "2024-08-01", kind="LoanEnded")
        lent = stay("lecce", "2024-01-15", "2024-08-01", parent="ac-milan", kind="LoanAgreed")
        told = tip("2024-07-20")
        assert came_of(told, [lent, back], when=at("2024-08-05")).why is Why.NOT_YET

    def test_a_youth_player_promoted_by_the_club_did_not_join_it(self) -> None:
        promoted = stay("juventus", "2024-08-20", kind="YouthPlayerPromoted")
        assert came_of(tip(), [promoted]).outcome is not Outcome.HIT


class TestVoid:
    def test_he_was_there_already(self) -> None:
        told = came_of(tip("2024-09-30"), [MILAN, stay("juventus", "2024-08-21")])
        assert (told.outcome, told.why) == (Outcome.VOID, Why.ALREADY_THERE)

    def test_his_own_club_cannot_be_after_him_while_he_is_out_on_loan(self) -> None:
        told = came_of(tip("2024-09-30", club="ac-milan"), [MILAN, LENT])
        assert told.why is Why.ALREADY_THERE

    def test_only_a_later_move_shows_that_he_had_come_at_some_time(self) -> None:
        worked_out = stay("juventus", "0001-01-01", "2025-01-31", recorded=False)
        later = stay("lecce", "2025-01-31")
        told = came_of(tip(), [worked_out, later])
        assert (told.outcome, told.why) == (Outcome.VOID, Why.UNKNOWN_SINCE)

    def test_he_had_come_and_gone_before(self) -> None:
        there = stay("juventus", "2024-07-02", "2024-08-01")
        gone = stay("lecce", "2024-08-01")
        told = came_of(tip("2024-08-13"), [MILAN._replace(until=date(2024, 7, 2)), there, gone])
        assert (told.outcome, told.why) == (Outcome.VOID, Why.TOLD_AFTERWARDS)

    def test_nothing_is_known_of_him(self) -> None:
        assert came_of(tip(), []).why is Why.CAREER_UNKNOWN

    def test_in_a_ledger_that_tells_of_coverage_one_of_the_clubs_must_be_covered(self) -> None:
        stays = [MILAN._replace(until=FOR_EVER)]
        assert came_of(tip(), stays, covers=lambda *_: False).why is Why.NOT_COVERED
        for club in ("ac-milan", "juventus"):
            covered = {(club, "2024-summer")}
            found = came_of(tip(), stays, covers=lambda *told, c=covered: told in c)
            assert found.outcome is Outcome.MISS

    def test_the_coverage_of_where_he_went_instead_is_no_coverage_of_the_tip(self) -> None:
        stays = [MILAN, LENT]
        found = came_of(tip(club="lecce"), stays, covers=lambda club, _: club == "juventus")
        assert (found.outcome, found.watched) == (Outcome.MISS, False)

    def test_it_was_taken_back_before_it_was_resolved(self) -> None:
        early = tip()._replace(retracted=known("2024-08-20"))
        late = tip()._replace(retracted=known("2024-08-22"))
        assert came_of(early, [MILAN, LENT]).why is Why.RETRACTED
        assert came_of(late, [MILAN, LENT]).outcome is Outcome.HIT


class TestDenials:
    @pytest.mark.parametrize(("stays", "outcome"), [([MILAN], "hit"), ([MILAN, LENT], "miss")])
    def test_a_denial_is_right_where_there_is_no_move(
        self, stays: list[Stay], outcome: str
    ) -> None:
        found = came_of(tip(says=Says.NO_MOVE), stays)
        assert (found.outcome, found.lead_days) == (outcome, None)


def test_our_users_verdict_prevails_over_everything() -> None:
    told = tip()._replace(verdict="miss", verdict_by=99, verdict_at=known("2024-09-01"))
    found = came_of(told, [MILAN, LENT])
    assert (found.outcome, found.why, found.entry) == (Outcome.MISS, Why.VERDICT, 99)


def test_a_policy_is_named_with_or_without_its_version() -> None:
    assert policy_named("same-window") is Policy.SAME_WINDOW
    assert policy_named("within-a-year/1") is Policy.WITHIN_A_YEAR
    with pytest.raises(NoSuchPolicy, match="Name one of same-window/1, within-a-year/1"):
        policy_named("same-window/2")


def test_a_period_amended_counts_with_its_amended_close() -> None:
    told = tip("2025-01-20")._replace(window="2025-winter")
    first = window_named("2025-winter", "ITA", known_at=end_of_day(date(2024, 6, 30)))
    assert period_of(told, first, Policy.SAME_WINDOW).last_day == date(2025, 2, 2)
    now = window_named("2025-winter", "ITA")
    assert period_of(told, now, Policy.SAME_WINDOW).last_day == date(2025, 2, 3)
    kelly = [MILAN._replace(until=date(2025, 2, 3)), stay("juventus", "2025-02-03")]
    period = period_of(told, now, Policy.SAME_WINDOW)
    assert came_of(told, kelly, period=period).outcome is Outcome.HIT


def test_the_moment_asked_for_is_the_earlier_of_the_day_and_of_what_was_known() -> None:
    noon = datetime(2024, 8, 20, 12, tzinfo=end_of_day(date(2024, 8, 20)).tzinfo)
    assert Moment(date(2024, 8, 25), noon).day == date(2024, 8, 20)
    assert Moment(date(2024, 8, 19), noon + timedelta(days=9)).day == date(2024, 8, 19)
