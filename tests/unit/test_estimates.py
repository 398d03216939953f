"""Intervals agree with tabulated quantiles (computed with SciPy)."""

import pytest

from ledger.domain.estimates import (
    beta_below,
    beta_interval,
    beta_mean,
    beta_quantile,
    gamma_below,
    gamma_interval,
    gamma_quantile,
)


@pytest.mark.parametrize(
    ("probability", "a", "b", "value"),
    [
        (0.05, 7.5, 3.5, 0.44187323351536595),
        (0.95, 445.5, 706.5, 0.41042223888423374),
        (0.1, 0.5, 10.5, 0.0007697553046847683),
    ],
)
def test_a_beta_quantile_is_the_tabulated_one(
    probability: float, a: float, b: float, value: float
) -> None:
    assert beta_quantile(probability, a, b) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("probability", "shape", "rate", "value"),
    [
        (0.1, 12, 9.6, 0.8155564610683764),
        (0.9, 12, 9.6, 1.7289710566993843),
        (0.1, 2, 2, 0.265905804194806),
        (0.9, 200, 150, 1.4554966168485912),
    ],
)
def test_a_gamma_quantile_is_the_tabulated_one(
    probability: float, shape: float, rate: float, value: float
) -> None:
    assert gamma_quantile(probability, shape, rate) == pytest.approx(value, rel=1e-11)


def test_ten_deals_where_seven_and_a_half_were_expected_are_no_ally() -> None:
    low, high = gamma_interval(2 + 10, 2 + 7.6)

    assert low == pytest.approx(0.8156, abs=1e-4)
    assert high == pytest.approx(1.7290, abs=1e-4)


def test_nothing_counted_is_nothing_known() -> None:
    assert beta_mean(0, 0) == 0.5
    low, high = beta_interval(0, 0)
    assert low == pytest.approx(0.006156, abs=1e-6)
    assert low + high == pytest.approx(1.0)


def test_the_pooled_record_of_the_guardian_is_known_to_five_points() -> None:
    low, high = beta_interval(445, 706)

    assert beta_mean(445, 706) == pytest.approx(0.3867, abs=1e-4)
    assert high - low == pytest.approx(0.047, abs=0.001)


def test_the_ends_of_a_distribution_are_exact() -> None:
    assert (beta_below(0.0, 2, 3), beta_below(1.0, 2, 3)) == (0.0, 1.0)
    assert gamma_below(0.0, 2) == 0.0
