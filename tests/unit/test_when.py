"""What people type for a moment, and what the ledger understands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import Malformed
from ledger.domain.regulations.windows import window_named
from ledger.queries.when import Moment, read_when

NOW = datetime(2025, 1, 31, 23, 30, tzinfo=UTC)
ROME = ZoneInfo("Europe/Rome")
ZONES: list[tzinfo] = [
    UTC,
    ROME,
    ZoneInfo("America/Sao_Paulo"),
    ZoneInfo("Asia/Beirut"),
    ZoneInfo("Pacific/Auckland"),
    timezone(timedelta(hours=-11)),
]
days = st.dates(date(1850, 1, 1), date(2200, 12, 31))
zones = st.sampled_from(ZONES)


def read(text: str | date, zone: tzinfo = UTC) -> Moment:
    return read_when(text, now=NOW, zone=zone)


def test_a_bare_day_means_its_end() -> None:
    moment = read("2024-08-21")
    assert moment.day == date(2024, 8, 21)
    assert moment.instant == datetime(2024, 8, 21, 23, 59, 59, 999999, UTC)
    assert moment.position is None
    assert moment.text == "2024-08-21"


def test_a_bare_day_ends_where_the_reader_lives() -> None:
    assert read("2024-08-21", ROME).instant == datetime(2024, 8, 21, 21, 59, 59, 999999, UTC)
    assert read("2024-08-21", ROME).day == date(2024, 8, 21)


def test_a_day_given_as_a_date_means_its_end_too() -> None:
    assert read(date(2024, 8, 21)) == read("2024-08-21")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2025-01", date(2025, 1, 31)),
        ("2009-10", date(2009, 10, 31)),
        ("today", date(2025, 1, 31)),
        ("Yesterday", date(2025, 1, 30)),
        ("tomorrow", date(2025, 2, 1)),
        ("-7d", date(2025, 1, 24)),
        ("-2w", date(2025, 1, 17)),
        ("-3m", date(2024, 10, 31)),
        ("+1m", date(2025, 2, 28)),
        ("+10d", date(2025, 2, 10)),
        (" 2024-08-21 ", date(2024, 8, 21)),
    ],
)
def test_months_words_and_counted_days_mean_the_end_of_a_day(text: str, day: date) -> None:
    assert read(text).day == day
    assert read(text).instant == datetime(day.year, day.month, day.day, 23, 59, 59, 999999, UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-winter", date(2025, 2, 3)),
        ("2024-Summer", date(2024, 8, 31)),
        ("ITA-2024-summer", date(2024, 8, 30)),
        ("ita-2024-summer", date(2024, 8, 30)),
        ("2024-25", date(2025, 6, 30)),
        ("2019-20", date(2020, 8, 31)),
        ("1999-00", date(2000, 6, 30)),
        ("2009-2010", date(2010, 6, 30)),
    ],
)
def test_windows_and_seasons_mean_the_end_of_their_last_day(text: str, day: date) -> None:
    assert read(text) == Moment(day, read(day).instant, None, text)


def test_a_window_on_record_prevails() -> None:
    moved = replace(window_named("ITA-2025-winter"), last_day=date(2025, 2, 2))
    moment = read_when("ITA-2025-winter", now=NOW, defined=[moved])
    assert moment.day == date(2025, 2, 2)


def test_today_is_the_day_of_the_readers_zone() -> None:
    assert read("today", ROME).day == date(2025, 2, 1)
    assert read("now", ROME).day == date(2025, 2, 1)


def test_now_is_the_instant_of_asking() -> None:
    assert read("now").instant == NOW


def test_a_minute_means_its_end_and_a_second_means_itself() -> None:
    minute = read("2015-08-31T23:32+02:00")
    assert minute.instant == datetime(2015, 8, 31, 21, 32, 59, 999999, UTC)
    assert minute.day == date(2015, 8, 31)
    assert read("2015-08-31T21:32:05Z").instant == datetime(2015, 8, 31, 21, 32, 5, 0, UTC)
    assert read("2015-08-31t21:32:05z").instant == datetime(2015, 8, 31, 21, 32, 5, 0, UTC)


def test_an_instant_falls_on_the_day_of_the_readers_zone() -> None:
    assert read("2015-08-31T22:30Z", ROME).day == date(2015, 9, 1)
    assert read(datetime(2015, 8, 31, 22, 30, tzinfo=UTC), ROME).day == date(2015, 9, 1)


def test_an_aware_datetime_is_that_instant() -> None:
    moment = read(datetime(2015, 8, 31, 23, 32, tzinfo=ROME))
    assert moment.instant == datetime(2015, 8, 31, 21, 32, tzinfo=UTC)
    assert moment.instant.tzinfo is UTC


def test_a_position_is_asked_for_by_its_number() -> None:
    assert read("#812") == Moment(date(2025, 1, 31), NOW, 812, "#812")
    assert read("#0").position == 0


def test_a_slashed_date_is_refused_with_a_hint() -> None:
    with pytest.raises(Malformed) as refusal:
        read("01/02/2025")
    assert str(refusal.value) == (
        "Cannot read 01/02/2025 as a moment: a slash leaves open which number is the day, or "
        "which end of an interval is meant. Write one day, the year first: 2025-01-31."
    )
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025",
        "20250131",
        "2025-02-30",
        "2025-13",
        "2024-26",
        "2024-2026",
        "0000-01",
        "0000-0001",
        "9999-00",
        "1700-winter",
        "ITALY-2025-winter",
        "2025-1-31",
        "31.01.2025",
        "2025/01/31",
        "2024-12-19/2025-01-01",
        "2025-01-31T20:30",
        "2025-01-31T25:30Z",
        "0001-01-01T00:00+14:00",
        "1849-12-31",
        "2201-01-01",
        "7d",
        "-99999m",
        "+99999w",
        "-7y",
        "#",
        "#-1",
        "812",
        "٢٠٢٥-01-31",
    ],
)
def test_what_names_no_moment_is_refused_and_says_what_to_write(text: str) -> None:
    with pytest.raises(Malformed, match=r"^Cannot (read|find) .*: .*\. .*(Write|Name) .*\.$"):
        read(text)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2025, 1, 31)  # noqa: DTZ001
    with pytest.raises(Malformed, match="it has no zone"):
        read(naive)
    with pytest.raises(Malformed, match="it has no zone"):
        read_when("today", now=naive)
    with pytest.raises(Malformed, match="it lies outside 1850 to 2200"):
        read(datetime.max.replace(tzinfo=UTC))


@given(days, zones)
def test_the_end_of_a_day_is_its_last_microsecond_in_any_zone(day: date, zone: tzinfo) -> None:
    moment = read(day.isoformat(), zone)
    assert moment.day == day
    assert moment.instant.astimezone(zone).date() == day
    after = moment.instant + timedelta(microseconds=1)
    assert after.astimezone(zone).date() == day + timedelta(days=1)


@given(days, days, zones)
def test_an_earlier_day_never_ends_later(one: date, other: date, zone: tzinfo) -> None:
    assert (one < other) == (read(one, zone).instant < read(other, zone).instant)


@given(st.integers(-8000, 8000), st.sampled_from("dw"))
def test_counting_there_and_back_comes_home(count: int, unit: str) -> None:
    there = read(f"{count:+}{unit}").day
    noon = datetime(there.year, there.month, there.day, 12, tzinfo=UTC)
    assert read_when(f"{-count:+}{unit}", now=noon).day == date(2025, 1, 31)


@given(
    st.datetimes(
        datetime(1850, 1, 2),  # noqa: DTZ001
        datetime(2200, 12, 30),  # noqa: DTZ001
        timezones=zones,
    )
)
def test_an_instant_reads_the_same_from_its_text(moment: datetime) -> None:
    exact = moment.astimezone(UTC).replace(microsecond=1)
    assert read(exact.isoformat()).instant == exact == read(exact).instant


@given(
    st.one_of(st.text(max_size=30), st.text("0123456789-+/#:TZdwmsuernitITA ", max_size=25)), zones
)
def test_any_text_is_a_moment_or_refused_in_a_sentence(text: str, zone: tzinfo) -> None:
    try:
        moment = read(text, zone)
    except Malformed as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017
    else:
        assert read(moment.text, zone) == moment
        assert moment.instant.tzinfo is UTC
