"""What old deals still weigh, and windows in a row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.queries.relationships import pace

ON = date(2024, 12, 15)


def years_before(years: float) -> date:
    return ON - timedelta(days=round(years * 365.25))


def test_a_deal_of_today_weighs_one_and_half_as_much_a_half_life_ago() -> None:
    assert pace.weight([ON], ON) == 1
    assert pace.weight([years_before(12)], ON, 12) == 0.5
    assert pace.weight([ON, years_before(12)], ON, 6) == 1.25


def test_the_deals_of_juventus_and_milan_from_2017_on_weigh_what_was_worked_out_by_hand() -> None:
    """Bonucci, Caldara and Higuaín one way; De Sciglio, Bonucci and Kalulu the other."""
    to_milan = [date(2017, 7, 20), date(2018, 8, 2), date(2018, 8, 2)]
    to_juventus = [date(2017, 7, 20), date(2018, 8, 2), date(2024, 8, 21)]
    one, two = pace.weight(to_milan, ON), pace.weight(to_juventus, ON)
    assert (round(one, 2), round(two, 2)) == (0.64, 1.34)
    assert round(pace.balance(one, two) or 0, 2) == 0.65


def test_a_deal_to_come_weighs_nothing() -> None:
    assert pace.weight([ON + timedelta(days=1)], ON) == 0


def test_the_trend_is_near_one_where_all_is_recent_and_near_nil_where_all_is_old() -> None:
    assert pace.trend([ON], ON) == 1
    assert pace.trend([years_before(20)], ON) == pytest.approx(2**-16, rel=1e-3)
    assert pace.trend([], ON) is None


def test_two_clubs_are_in_balance_where_as_much_goes_one_way_as_the_other() -> None:
    assert (pace.balance(3, 3), pace.balance(3, 0), pace.balance(0, 0)) == (1, 0, None)
    assert pace.balance(1, 3) == 0.5


WINTER_24, SUMMER_24 = date(2024, 1, 20), date(2024, 8, 21)
SUMMER_22 = date(2022, 8, 1)


def test_a_streak_is_windows_in_a_row_with_a_deal_in_each() -> None:
    days = [SUMMER_22, WINTER_24, WINTER_24, SUMMER_24]
    assert pace.longest_streak(days) == (2, "2024-winter", "2024-summer")
    assert pace.current_streak(days, date(2024, 9, 15)) == (2, "2024-winter", "2024-summer")


def test_of_two_streaks_as_long_the_latest_is_told() -> None:
    assert pace.longest_streak([SUMMER_22, SUMMER_24]) == (1, "2024-summer", "2024-summer")


@pytest.mark.parametrize(
    ("on", "windows"),
    [
        (date(2024, 12, 15), 2),  # the winter window lies ahead
        (date(2025, 2, 3), 2),  # its last day: there may still be a deal
        (date(2025, 2, 4), 0),  # it closed without one
    ],
)
def test_a_streak_goes_on_until_a_window_closes_without_a_deal(on: date, windows: int) -> None:
    assert pace.current_streak([WINTER_24, SUMMER_24], on).windows == windows


def test_deals_to_come_make_no_streak() -> None:
    assert pace.current_streak([SUMMER_24], WINTER_24) == pace.NO_STREAK
    assert pace.longest_streak([]) == pace.NO_STREAK
