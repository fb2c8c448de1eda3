"""Decimal arithmetic as finance offices print it: half-up, two places (财预〔2020〕10号: 得分保留两位小数)."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
_WITHOUT_DUST = Context(prec=24, rounding=ROUND_HALF_EVEN)  # 11 ÷ 600 × 3 is 0.055, not 0.05499…95 (28 digits)
_ROOMY = Context(prec=99)  # products of the largest numbers that may be typed have more than the default 28 digits


def half_up(number: Decimal, places: int = 2) -> Decimal:
    """Round half away from zero to `places` decimals."""
    return _WITHOUT_DUST.plus(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_ROOMY)


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """part ÷ whole in percent with 2 decimals (93.40 means 93.40 %); None where whole is 0: 不适用, never 100 %."""
    return half_up(part * 100 / whole) if whole else None


def plain(number: Decimal) -> str:
    """The shortest plain form: 5, 0.5, 100 (never 1E+2, never 5.00)."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def money(number: Decimal) -> str:
    """An amount in 万元 as printed: two decimals and thousands separators, without the unit."""
    return f"{half_up(number):,.2f}"


def percent(number: Decimal) -> str:
    """A percentage as printed: 93.40 -> '93.40%'."""
    return f"{half_up(number):.2f}%"
