"""Half-up means half-up: a quotient without end leaves dust in the 28th digit, which must not decide a cent."""

from decimal import Decimal

import pytest

from jixiao.values.rounding import half_up


@pytest.mark.parametrize(
    ("value", "target", "weight", "points"),
    [("11", "600", "3", "0.06"), ("5", "600", "3", "0.03"), ("17", "600", "3", "0.09"), ("1", "30", "7.35", "0.25")],
)
def test_an_exact_half_cent_rounds_up(value, target, weight, points):
    assert half_up(Decimal(value) / Decimal(target) * Decimal(weight)) == Decimal(points)


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("2.675", "2.68"), ("-2.675", "-2.68"), ("0.0049999", "0.00"), ("123456789012345.678", "123456789012345.68")],
)
def test_half_up(number, rounded):
    assert str(half_up(Decimal(number))) == rounded
