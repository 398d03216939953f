"""How likely a reported move is, learnt from earlier reports."""

from __future__ import annotations

from math import exp, fsum

from hypothesis import given
from hypothesis import strategies as st

from ledger.queries.record.model import (
    DAMPING,
    LEVEL_STRENGTH,
    Features,
    Model,
    Sample,
    fitted,
    forecasts,
)


def features(
    *origins: str,
    club: str = "juventus",
    league: str | None = "ITA",
    window: str = "2024-summer",
    stage: str = "interest",
    days_left: int = 30,
) -> Features:
    return Features(origins or ("gazzetta",), club, league, window, stage, days_left)


def learnt(*told: tuple[Features, int, int]) -> Model:
    """A model that saw so many hits and misses of each."""
    model = Model()
    for known, hits, misses in told:
        for hit in (*(True,) * hits, *(False,) * misses):
            model.learn(known, hit=hit)
    return model


def test_where_nothing_is_known_a_rumour_has_one_chance_in_four() -> None:
    assert Model().chance(features()).probability == 0.25


def test_a_deal_that_nobody_reports_on_has_the_chance_of_its_club() -> None:
    model = learnt((features(), 30, 30), (features(club="lecce"), 0, 60))
    silent = Features((), "juventus", "ITA", "2025-winter", "interest", 0)
    assert [one.what for one in model.chance(silent).inputs] == ["all", "league", "club"]


def test_the_probability_is_the_sum_of_its_inputs() -> None:
    model = learnt((features("a"), 8, 12), (features("b", club="lecce", stage="bid"), 9, 3))
    chance = model.chance(features("b", "a", stage="bid"))
    odds = fsum(one.log_odds for one in chance.inputs)
    assert abs(chance.probability - 1 / (1 + exp(-odds))) < 1e-12
    assert chance.model == "record/1"


def test_one_period_however_many_its_tips_counts_for_no_more_than_the_prior() -> None:
    few = learnt((features(), 50, 0))
    many = learnt((features(), 5_000, 0))
    assert few.level == many.level == (0.25 * LEVEL_STRENGTH + 50) / (LEVEL_STRENGTH + 50)


def test_a_move_that_several_tell_of_counts_once_for_its_club_and_its_period() -> None:
    by_one = learnt((features("a"), 1, 0))
    by_four = learnt(
        (features("a"), 1, 0),
        (features("a", "b"), 1, 0),
        (features("a", "b", "c"), 1, 0),
        (features("a", "b", "c", "d"), 1, 0),
    )
    silent = Features((), "juventus", "ITA", "2025-winter", "interest", 0)
    assert by_one.chance(silent) == by_four.chance(silent)
    told = [one for one in by_four.chance(features("d")).inputs if one.which == "d"]
    assert [(one.resolved, one.hits) for one in told] == [(1, 1)]


def test_two_periods_tell_more_than_one() -> None:
    one = learnt((features(), 60, 0))
    two = learnt((features(), 60, 0), (features(window="2025-winter"), 60, 0))
    assert two.level > one.level


def test_what_all_tips_share_is_told_by_the_level_and_moves_nothing_else() -> None:
    model = learnt((features(), 13, 37), (features(club="lecce"), 11, 39))
    moved = {one.what: one.log_odds for one in model.chance(features()).inputs}
    for factor in ("origin", "stage", "near the close", "origins"):
        assert abs(moved[factor]) < 1e-12


def test_of_two_origins_the_one_that_was_right_more_often_gives_more() -> None:
    model = learnt((features("sky"), 20, 20), (features("sun"), 2, 38))
    sky, sun = (model.chance(features(name)).probability for name in ("sky", "sun"))
    assert round(sky, 3) == 0.356
    assert round(sun, 3) == 0.153


def test_a_club_without_a_record_stands_with_its_association() -> None:
    model = learnt(
        (features(club="lecce"), 30, 10), (features(club="arsenal", league="ENG"), 2, 38)
    )
    new_in_italy = model.chance(features(club="como")).probability
    new_in_england = model.chance(features(club="fulham", league="ENG")).probability
    assert new_in_italy > 0.4
    assert new_in_england < 0.2


def test_a_further_origin_counts_by_half() -> None:
    model = learnt((features("sky"), 20, 20), (features("sun"), 2, 38))
    chance = model.chance(features("sky", "sun"))
    by_origin = {one.which: one.log_odds for one in chance.inputs if one.what == "origin"}
    alone = {
        one.which: one.log_odds
        for one in model.chance(features("sky")).inputs
        if one.what == "origin"
    }
    assert abs(by_origin["sky"] - DAMPING * alone["sky"]) < 1e-12


def test_a_forecast_rests_only_on_what_was_settled_before_it() -> None:
    first = Sample(features(), known=10, settled=100, hit=True)
    before = Sample(features(), known=99, settled=None, hit=None)
    same_moment = Sample(features(), known=100, settled=None, hit=None)
    after = Sample(features(), known=101, settled=None, hit=None)
    given_before, given_then, given_after = forecasts([first, before, same_moment, after])[1:]
    assert given_before == given_then == 0.25
    assert given_after > 0.25


samples = st.lists(
    st.builds(
        Sample,
        st.builds(
            features,
            st.sampled_from(("a", "b", "c")),
            club=st.sampled_from(("juventus", "lecce")),
            stage=st.sampled_from(("interest", "bid")),
            window=st.sampled_from(("2024-summer", "2025-winter")),
        ),
        st.integers(0, 50),
        st.one_of(st.none(), st.integers(0, 100)),
        st.booleans(),
    ),
    max_size=25,
)


@given(samples, st.integers(0, 50))
def test_no_outcome_settled_later_changes_an_earlier_forecast(
    told: list[Sample], moment: int
) -> None:
    other = [
        one._replace(hit=not one.hit) if one.settled is not None and one.settled >= moment else one
        for one in told
    ]
    for before, after, one in zip(forecasts(told), forecasts(other), told, strict=True):
        if one.known <= moment:
            assert before == after


@given(samples, st.integers(0, 100))
def test_what_is_fitted_by_a_moment_ignores_what_is_settled_after_it(
    told: list[Sample], moment: int
) -> None:
    settled = [one for one in told if one.settled is not None and one.settled <= moment]
    asked = features("a", "b")
    assert fitted(told, moment).chance(asked) == fitted(settled, 2**62).chance(asked)


@given(samples)
def test_a_chance_is_never_certain(told: list[Sample]) -> None:
    assert all(0 < chance < 1 for chance in forecasts(told))
