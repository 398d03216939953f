"""How sure a rate or a ratio is: intervals for counts that are often small.

A rate (hits among reports, options used among options held) has a Beta distribution, starting
from Jeffreys' Beta(½, ½) before anything is counted. A ratio of counts to what was expected has a
Gamma distribution. Both quantiles are found by bisection on the distribution function, computed as
in Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 6.5.29, 6.5.31 and 26.5.8,
to better than twelve digits.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log
from typing import Final, NamedTuple

JEFFREYS: Final = 0.5
"""What a rate starts from on either side: half a hit and half a miss."""
_TINY: Final = 1e-300
_EPSILON: Final = 1e-16
_STEPS_MAX: Final = 10_000
_BISECTIONS: Final = 200


class Interval(NamedTuple):
    """Between these two the figure lies with the probability asked for."""

    low: float
    high: float


def beta_mean(hits: float, misses: float) -> float:
    """The rate to expect after so many hits and misses, starting from Beta(½, ½)."""
    return (hits + JEFFREYS) / (hits + misses + 2 * JEFFREYS)


def beta_interval(hits: float, misses: float, probability: float = 0.9) -> Interval:
    """Where the true rate lies after so many hits and misses, starting from Beta(½, ½).

    As much probability is left out on either side: Jeffreys' interval (Brown, Cai and DasGupta,
    *Statistical Science* 16, 2001).
    """
    outside = (1 - probability) / 2
    return Interval(
        beta_quantile(outside, hits + JEFFREYS, misses + JEFFREYS),
        beta_quantile(1 - outside, hits + JEFFREYS, misses + JEFFREYS),
    )


def gamma_interval(shape: float, rate: float, probability: float = 0.8) -> Interval:
    """The middle part of a Gamma distribution, as much probability left out on either side."""
    outside = (1 - probability) / 2
    return Interval(gamma_quantile(outside, shape, rate), gamma_quantile(1 - outside, shape, rate))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The value below which a Beta(a, b) falls with this probability."""
    return _bisected(lambda x: beta_below(x, a, b), probability, 0.0, 1.0)


def gamma_quantile(probability: float, shape: float, rate: float) -> float:
    """The value below which a Gamma of this shape and rate falls with this probability."""
    top = shape + 1.0
    while gamma_below(top, shape) < probability:
        top *= 2
    return _bisected(lambda x: gamma_below(x, shape), probability, 0.0, top) / rate


def beta_below(x: float, a: float, b: float) -> float:
    """The probability that a Beta(a, b) falls below ``x`` (the incomplete beta ratio)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly, the other end is near
        return 1 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a

    def part(step: int) -> float:
        m, odd = divmod(step, 2)
        if odd:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    return front / _continued(part)


def gamma_below(x: float, shape: float) -> float:
    """The probability that a Gamma of this shape and rate 1 falls below ``x``."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        for step in range(1, _STEPS_MAX):
            term *= x / (shape + step)
            total += term
            if term < total * _EPSILON:
                break
        return front * total
    # The fraction of 6.5.31 for the part above.
    fraction = above = x + 1 - shape
    below = 0.0
    for step in range(1, _STEPS_MAX):
        numerator, size = step * (shape - step), x + 1 - shape + 2 * step
        below = 1 / _not_nil(size + numerator * below)
        above = _not_nil(size + numerator / above)
        fraction *= above * below
        if abs(above * below - 1) < _EPSILON:
            break
    return 1 - front / fraction


def _continued(part: Callable[[int], float]) -> float:
    """1 + part(1)/(1 + part(2)/(1 + …)), by Lentz's method."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, _STEPS_MAX):
        numerator = part(step)
        below = 1 / _not_nil(1 + numerator * below)
        above = _not_nil(1 + numerator / above)
        value *= above * below
        if abs(above * below - 1) < _EPSILON:
            break
    return value


def _not_nil(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _bisected(
    below: Callable[[float], float], probability: float, low: float, high: float
) -> float:
    """Where an increasing function reaches a probability."""
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if below(middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
