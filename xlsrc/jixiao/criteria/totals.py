"""From items to the total: indicators that don't apply, caps and vetoes, bonus points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.criteria.shapes import HUNDRED, ZERO, TotalCaps
from jixiao.values.rounding import half_up, percent, plain


@dataclass(frozen=True)
class Total:
    """points with 2 decimals; process says in one line what was done to it."""

    points: Decimal
    process: str = ""


def rescale(weights: Sequence[Decimal], earned: Sequence[Decimal | None], full: Decimal = HUNDRED) -> Total | None:
    """Drop what doesn't apply (earned None) and scale the rest to `full`; None where nothing applies.

    Weights 60 of 100 apply, 54 earned: 90.
    """
    applied = sum((w for w, points in zip(weights, earned, strict=True) if points is not None), ZERO)
    got = sum((points for points in earned if points is not None), ZERO)
    if applied <= 0:
        return None
    if applied == full:
        return Total(half_up(got))
    points = half_up(got * full / applied)
    return Total(points, f"{plain(got)} ÷ 参评分值{plain(applied)} × {plain(full)} = {plain(points)}分")


def share_among(weights: Sequence[Decimal], applies: Sequence[bool]) -> tuple[Decimal, ...]:
    """Weights after those that don't apply are shared among the siblings that do, in proportion to their weights.

    2 decimals each, the last sibling takes what rounding leaves; all 0 where none applies.
    """
    whole = sum(weights, ZERO)
    kept = sum((w for w, here in zip(weights, applies, strict=True) if here), ZERO)
    if kept <= 0:
        return tuple(ZERO for _ in weights)
    shares = [half_up(w * whole / kept) if here else ZERO for w, here in zip(weights, applies, strict=True)]
    last = max(index for index, here in enumerate(applies) if here)
    shares[last] += whole - sum(shares, ZERO)
    return tuple(shares)


def apply_caps(total: Decimal, rate: Decimal | None, caps: TotalCaps) -> Total:
    """The total under the tightest cap that the execution rate (percent; None: unknown, no cap) meets."""
    met = [cap for cap in caps.caps if rate is not None and cap.range.holds(rate)]
    tightest = min(met, key=lambda cap: cap.most, default=None)
    if tightest is None or rate is None or total <= tightest.most:
        return Total(half_up(total))
    why = f"执行率{percent(rate)}，总分不超过{plain(tightest.most)}分，由{plain(total)}分降为{plain(tightest.most)}分"
    return Total(half_up(tightest.most), why)


def add_bonus(total: Decimal, bonus: Sequence[Decimal], most: Decimal | None = None, enabled: bool = False) -> Total:
    """Add bonus (and penalty) points to a total; off unless `enabled`; never below 0, never above `most` if given."""
    extra = sum(bonus, ZERO)
    if not enabled or not extra:
        return Total(half_up(total))
    points = max(total + extra, ZERO)
    points = points if most is None else min(points, most)
    return Total(
        half_up(points), f"{plain(total)} {'加' if extra > 0 else '减'} {plain(abs(extra))} = {plain(points)}分"
    )
