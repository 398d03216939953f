"""Registration periods: as published, as amended, and as assumed where nobody published any."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import Malformed
from ledger.domain.regulations.countries import NotAnAssociation
from ledger.domain.regulations.published import extra_days, keeps_the_usual_days, published
from ledger.domain.regulations.windows import (
    Window,
    season_end,
    season_of,
    window_aimed_at,
    window_asked,
    window_named,
    window_of_day,
)

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
associations = st.sampled_from([None, "ITA", "ENG", "USA", "BRA"])


def test_italys_winter_of_2025_closes_on_the_amended_day() -> None:
    window = window_named("ITA-2025-winter")
    assert (window.first_day, window.last_day) == (date(2025, 1, 2), date(2025, 2, 3))
    assert window.closes_at == datetime(2025, 2, 3, 23, 0, tzinfo=UTC)
    assert window.source == "FIGC, published periods; press for closing time"
    assert window_named("TUR-2025-winter").source == "as published by the association"
    assert window.note == (
        "first published (29 May 2024) as closing on 2 February, amended to 3 February"
    )
    assert not window.assumed


@pytest.mark.parametrize(
    ("known_at", "closes"),
    [
        (datetime(2024, 5, 29, 12, tzinfo=UTC), date(2025, 2, 2)),
        (datetime(2025, 2, 1, 23, 59, tzinfo=UTC), date(2025, 2, 2)),
        (datetime(2025, 2, 2, tzinfo=UTC), date(2025, 2, 3)),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2025, 2, 3)),
    ],
)
def test_an_amendment_counts_from_the_day_it_was_known(known_at: datetime, closes: date) -> None:
    window = window_named("ITA-2025-winter", known_at=known_at)
    assert window.last_day == closes
    opened = window_of_day(date(2025, 2, 3), "ITA", known_at=known_at)
    assert (opened is not None) == (closes == date(2025, 2, 3))


def test_a_close_known_only_by_the_month_is_assumed() -> None:
    window = window_named("TUR-2024-summer")
    assert (window.last_day, window.assumed) == (date(2024, 9, 13), True)


def test_only_associations_that_sign_in_summer_and_january_have_usual_days() -> None:
    assert keeps_the_usual_days("ITA")
    assert not keeps_the_usual_days("SWE")


def test_a_window_is_found_by_name_and_association_apart_or_together() -> None:
    assert window_named("2025-winter", "ITA") == window_named("ITA-2025-winter")
    assert window_named("ita-2025-Winter") == window_named("ITA-2025-winter")
    assert window_named("ITA-2025-winter", "ENG").association == "ITA"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("ENG-2024-summer", date(2024, 6, 14), date(2024, 8, 30)),
        ("GER-2024-summer", date(2024, 7, 1), date(2024, 8, 30)),
        ("USA-2024-summer", date(2024, 7, 18), date(2024, 8, 14)),
        ("TUR-2025-winter", date(2025, 1, 13), date(2025, 2, 11)),
        ("USA-2025-winter", date(2025, 1, 31), date(2025, 4, 23)),
    ],
)
def test_published_windows_keep_their_own_days(name: str, first: date, last: date) -> None:
    window = window_named(name)
    assert (window.first_day, window.last_day, window.assumed) == (first, last, False)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2023-summer", date(2023, 7, 1), date(2023, 8, 31)),
        ("2024-winter", date(2024, 1, 1), date(2024, 1, 31)),
        ("2020-summer", date(2020, 9, 1), date(2020, 10, 5)),
        ("2025-winter", date(2025, 1, 1), date(2025, 2, 3)),
        ("2025-summer", date(2025, 7, 1), date(2025, 9, 1)),
        ("TUR-2023-summer", date(2023, 7, 1), date(2023, 8, 31)),
        ("BRA-2023-winter", date(2023, 1, 1), date(2023, 1, 31)),
    ],
)
def test_an_unknown_window_has_its_usual_days_and_says_so(
    name: str, first: date, last: date
) -> None:
    window = window_named(name)
    assert (window.id, window.first_day, window.last_day) == (name, first, last)
    assert (window.assumed, window.source) == (True, "the usual days")


def test_a_window_with_one_unpublished_day_says_that_it_is_assumed() -> None:
    saudi = window_named("KSA-2025-winter")
    assert (saudi.last_day, saudi.assumed) == (date(2025, 1, 30), True)
    assert saudi.note == "the opening day is assumed"


def test_a_closing_time_only_the_press_gave_is_left_out() -> None:
    france = window_named("FRA-2024-summer")
    assert france.closes_at is None
    assert france.note == "the press put the closing at about 22:00 British time"


@pytest.mark.parametrize(
    "name", ["", "winter", "winter-2025", "2025", "25-winter", "ITALY-2025-winter", "0001-winter"]
)
def test_what_names_no_window_is_refused(name: str) -> None:
    with pytest.raises(Malformed, match=r"Write 2025-winter or, for one association,"):
        window_named(name)


def test_a_window_somebody_names_is_of_an_association_that_exists() -> None:
    assert window_asked("ita-2025-winter").id == "ITA-2025-winter"
    assert window_asked("2025-winter").id == "2025-winter"
    with pytest.raises(NotAnAssociation) as caught:
        window_asked("XXX-2025-winter")
    assert str(caught.value) == (
        "Cannot read 'XXX' as the association of the window XXX-2025-winter: no association goes "
        "by it. Write ITA, ENG or another FIFA trigram."
    )


def test_a_window_on_record_keeps_whatever_association_it_was_written_with() -> None:
    written = window_named("XXX-2025-winter")
    assert window_asked("XXX-2025-winter", None, [written]) == written


def test_a_window_on_record_prevails_over_the_published_one() -> None:
    first_told = replace(window_named("ITA-2025-winter"), last_day=date(2025, 2, 2))
    assert window_named("2025-winter", "ITA", [first_told]).last_day == date(2025, 2, 2)
    assert window_of_day(date(2025, 2, 3), "ITA", [first_told]) is None
    amended = replace(first_told, last_day=date(2025, 2, 3))
    assert window_of_day(date(2025, 2, 3), "ITA", [first_told, amended]) == amended


def test_a_window_on_record_prevails_over_the_usual_days() -> None:
    brazil = Window(
        "BRA-2023-winter",
        "BRA",
        date(2023, 1, 5),
        date(2023, 4, 4),
        None,
        assumed=False,
        source="CBF",
    )
    assert window_of_day(date(2023, 3, 1), "BRA", [brazil]) == brazil
    assert window_of_day(date(2023, 1, 2), "BRA", [brazil]) is None
    assert window_of_day(date(2023, 1, 2), "ARG", [brazil]) is not None


@pytest.mark.parametrize(
    ("day", "association", "window"),
    [
        (date(2024, 8, 30), "ITA", "ITA-2024-summer"),
        (date(2024, 8, 31), "ITA", None),
        (date(2024, 8, 31), None, "2024-summer"),
        (date(2025, 1, 1), "ITA", None),
        (date(2025, 1, 1), "eng", "ENG-2025-winter"),
        (date(2025, 2, 3), None, "2025-winter"),
        (date(2025, 2, 4), None, None),
        (date(2025, 6, 1), "ITA", "ITA-2025-summer"),
        (date(2025, 6, 10), "ITA", "ITA-2025-summer"),
        (date(2025, 6, 11), "ITA", None),
        (date(2025, 6, 5), "ENG", None),
        (date(2025, 9, 1), "ITA", "ITA-2025-summer"),
        (date(2020, 8, 15), None, None),
        (date(2020, 10, 5), "ITA", "ITA-2020-summer"),
    ],
)
def test_the_window_of_a_day_is_the_one_open_then(
    day: date, association: str | None, window: str | None
) -> None:
    found = window_of_day(day, association)
    assert (found.id if found else None) == window


@pytest.mark.parametrize(
    ("day", "window"),
    [
        (date(2024, 1, 1), "2024-winter"),
        (date(2024, 2, 5), "2024-winter"),
        (date(2024, 2, 6), "2024-summer"),
        (date(2024, 9, 5), "2024-summer"),
        (date(2024, 9, 6), "2025-winter"),
        (date(2024, 12, 19), "2025-winter"),
        (date(2025, 2, 8), "2025-winter"),
        (date(2025, 2, 9), "2025-summer"),
        (date(2020, 10, 10), "2020-summer"),
        (date(2020, 10, 11), "2021-winter"),
    ],
)
def test_a_rumour_aims_at_the_open_window_or_the_next(day: date, window: str) -> None:
    assert window_aimed_at(day) == window


@pytest.mark.parametrize(
    ("day", "season", "end"),
    [
        (date(2024, 7, 1), "2024-25", date(2025, 6, 30)),
        (date(2025, 6, 30), "2024-25", date(2025, 6, 30)),
        (date(2025, 7, 1), "2025-26", date(2026, 6, 30)),
        (date(2020, 7, 1), "2019-20", date(2020, 8, 31)),
        (date(2020, 8, 31), "2019-20", date(2020, 8, 31)),
        (date(2020, 9, 1), "2020-21", date(2021, 6, 30)),
        (date(1999, 12, 31), "1999-00", date(2000, 6, 30)),
    ],
)
def test_a_season_ends_with_june_except_the_postponed_one(
    day: date, season: str, end: date
) -> None:
    assert (season_of(day), season_end(day)) == (season, end)


def test_shipped_windows_close_on_their_last_day_and_are_named_once() -> None:
    text = files("ledger.domain.regulations").joinpath("windows.toml").read_text(encoding="utf-8")
    named = [one["id"] for one in tomllib.loads(text)["window"]]
    assert sorted(named) == sorted(published())
    for window in (*published().values(), *extra_days()):
        assert window.first_day <= window.last_day
        assert window.id == f"{window.association}-{window.id[4:]}"
        assert window.closes_at is None or window.closes_at.date() == window.last_day


@given(days, associations)
def test_the_window_of_a_day_holds_the_day(day: date, association: str | None) -> None:
    window = window_of_day(day, association)
    assert window is None or (day in window and window.association == association)


@given(days)
def test_the_window_aimed_at_is_never_long_past(day: date) -> None:
    aimed = window_named(window_aimed_at(day))
    assert aimed.last_day >= day - timedelta(days=5)
    opened = window_of_day(day)
    assert opened is None or opened.id == aimed.id


@given(days)
def test_a_season_never_ends_before_the_day_it_runs_on(day: date) -> None:
    assert day <= season_end(day) <= day + timedelta(days=365 + 62)
    assert season_of(season_end(day)) == season_of(day)
