"""Bands out of conditions: who owns a bound that two share; gaps and overlaps."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from jixiao.criteria.reading.statements import Condition, ContradictionError, Edge
from jixiao.criteria.shapes.bands import Band
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range
from jixiao.values.rounding import plain

T = TypeVar("T")


@dataclass(frozen=True)
class _Claim:
    """How firmly a band claims a bound: 3 said to be in, 1 以上/以下 or unsaid, 0 unsaid beside a （含）, -1 out."""

    band: int
    low_side: bool
    strength: int


def ranges_of(conditions: list[tuple[Condition, Decimal]], unit: str, better: bool = True) -> tuple[Band, ...]:
    """Bands in the order of the text, every bound owned by one band only; ContradictionError for an overlap.

    A bound that no text assigns for sure goes to the better band, as the example tables do, or with `better` False to
    the other one. The conditions must be `apart`.
    """
    claims: dict[Decimal, list[_Claim]] = {}
    for index, (condition, _) in enumerate(conditions):
        for edge, other, low_side in ((condition.low, condition.high, True), (condition.high, condition.low, False)):
            if edge:
                claims.setdefault(edge.value, []).append(_Claim(index, low_side, _strength(edge, other)))
    owned = {
        (claim.band, claim.low_side)
        for value, rivals in claims.items()
        for claim in _owners(value, rivals, conditions, unit, better)
    }
    return tuple(
        Band(_range(condition, (index, True) in owned, (index, False) in owned), points)
        for index, (condition, points) in enumerate(conditions)
    )


def _strength(edge: Edge, other: Edge | None) -> int:
    """A word decides (3 in, -1 out); 以上/以下 (in by 民法典 1259条) and a bare range say less than a neighbour's word."""
    if edge.included is None:
        return 0 if other and other.included else 1
    return -1 if not edge.included else 3 if edge.firm else 1


def _owners(
    value: Decimal, rivals: list[_Claim], conditions: list[tuple[Condition, Decimal]], unit: str, better: bool
) -> list[_Claim]:
    """The claims that win a bound: one band (both sides of it for =0), or none where all say they are out."""
    best = max(claim.strength for claim in rivals)
    if best == 0 and [claim.strength for claim in rivals].count(0) == 1:
        best = 0
        return [claim for claim in rivals if claim.strength == 0]
    winners = [claim for claim in rivals if claim.strength == best]
    bands = {claim.band for claim in winners}
    if best < 0 or (best == 0 and len({claim.band for claim in rivals}) > 1):
        return []
    if best == 3 and len(bands) > 1:
        raise ContradictionError(f"分档重叠：{plain(value)}{unit}同时落在两档。")
    owner = (max if better else min)(bands, key=lambda band: conditions[band][1])
    return [claim for claim in winners if claim.band == owner]


def _range(condition: Condition, low_in: bool, high_in: bool) -> Range:
    low, high = condition.low, condition.high
    return Range(low.value if low else None, high.value if high else None, low_in or not low, high_in or not high)


def apart(conditions: list[tuple[Condition, T]]) -> list[tuple[Condition, T]]:
    """Conditions that mean what earlier or narrower ones leave, so that none holds where another does."""
    return _split_exact(_clip_nested(conditions))


def _split_exact(conditions: list[tuple[Condition, T]]) -> list[tuple[Condition, T]]:
    """=100得5，≥95得4: the later one holds on both sides of the exact case."""
    result = list(conditions)
    for exact, _ in conditions:
        edge = exact.low
        if edge is None or exact.high != edge:
            continue
        for wide, points in list(result):
            if wide.low and wide.low.value < edge.value and (wide.high is None or wide.high.value > edge.value):
                at, cut = result.index((wide, points)), replace(edge, included=False)
                result[at : at + 1] = [(replace(wide, high=cut), points), (replace(wide, low=cut), points)]
    return result


def _clip_nested(conditions: list[tuple[Condition, T]]) -> list[tuple[Condition, T]]:
    """≥90得5，≥80得4，≥60得3: each later one means what the earlier ones leave."""
    result = list(conditions)
    for index in range(1, len(result)):
        (before, _), (here, points) = conditions[index - 1], conditions[index]
        if before.low and here.low and not before.high and not here.high and here.low.value < before.low.value:
            result[index] = (replace(here, high=_beyond(before.low)), points)
        if before.high and here.high and not before.low and not here.low and here.high.value > before.high.value:
            result[index] = (replace(here, low=_beyond(before.high)), points)
    return _clip_wider(result)


def _clip_wider(conditions: list[tuple[Condition, T]]) -> list[tuple[Condition, T]]:
    """<95%，按比例；<60%，不得分: a narrower case that comes later takes its part of a wider one."""
    result = list(conditions)
    for index, (wide, points) in enumerate(result):
        for narrow, _ in result[index + 1 :]:
            if wide.high and narrow.high and not narrow.low and not wide.low and narrow.high.value < wide.high.value:
                wide = replace(wide, low=_beyond(narrow.high))
            if wide.low and narrow.low and not narrow.high and not wide.high and narrow.low.value > wide.low.value:
                wide = replace(wide, high=_beyond(narrow.low))
        result[index] = (wide, points)
    return result


def _beyond(edge: Edge) -> Edge:
    return replace(edge, included=None if edge.included is None else not edge.included, firm=True)


def fill_gaps(bands: tuple[Band, ...], points: Decimal) -> tuple[Band, ...]:
    """Give all that no band claims to 否则 (`points`)."""
    ordered = _ordered(bands)
    result = list(ordered[:1])
    first, last = ordered[0].range, ordered[-1].range
    for before, after in pairwise(ordered):
        hole = _hole(before.range, after.range)
        result += [Band(hole, points)] if hole else []
        result.append(after)
    if first.low is not None:
        result.insert(0, Band(Range(None, first.low, True, not first.low_in), points))
    if last.high is not None:
        result.append(Band(Range(last.high, None, not last.high_in, True), points))
    return tuple(result)


def close_whole_gaps(bands: tuple[Band, ...], unit: str) -> tuple[Band, ...]:
    """80%-89%，70%-79%: bands of whole numbers, between which lie the fractions; they go to the lower band."""
    ordered = _ordered(bands)
    closed = {}
    for before, after in pairwise(ordered):
        high, low = before.range.high, after.range.low
        if high is not None and low is not None and low - high == 1 and before.range.high_in and after.range.low_in:
            closed[before] = replace(before, range=replace(before.range, high=low, high_in=False))
    return tuple(closed.get(band, band) for band in bands)


def with_ends(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """达到5%得1分，达到10%得2分: what lies on the worse side of all bands earns nothing."""
    ordered = _ordered(bands)
    first, last = ordered[0], ordered[-1]
    if len(bands) < 2 or any(band.points == ZERO for band in bands):
        return bands
    low, high = first.range.low, last.range.high
    if low is not None and low > ZERO and first.points < last.points:
        return (*bands, Band(Range(None, low, True, not first.range.low_in), ZERO))
    if high is not None and high != HUNDRED and last.points < first.points:
        return (*bands, Band(Range(high, None, not last.range.high_in, True), ZERO))
    return bands


def _ordered(bands: tuple[Band, ...]) -> list[Band]:
    return sorted(bands, key=lambda band: _sort_key(band.range))


def _sort_key(part: Range) -> tuple[bool, Decimal, bool, bool, Decimal]:
    low = part.low if part.low is not None else ZERO
    return part.low is not None, low, not part.low_in, part.high is None, part.high or ZERO


def _hole(before: Range, after: Range) -> Range | None:
    if before.high is None or after.low is None or before.high > after.low:
        return None
    if before.high == after.low and (before.high_in or after.low_in):
        return None
    return Range(before.high, after.low, not before.high_in, not after.low_in)


def check_cover(bands: tuple[Band, ...], unit: str) -> None:
    """ContradictionError for a gap or an overlap between bands, or values below and above all of them left open.

    0 below and 100 % above may close the scale: rates hardly lie beyond, and a value that does is refused.
    """
    ordered = _ordered(bands)
    for band in bands:
        _check_sane(band.range, unit)
    for before, after in pairwise(ordered):
        _check_neighbours(before.range, after.range, unit)
    low, high = ordered[0].range.low, ordered[-1].range.high
    if low is not None and (low > 0 or not ordered[0].range.low_in):
        raise ContradictionError(f"分档有空档：未写明{plain(low)}{unit}以下怎样计分。")
    closed = unit == "%" and high == HUNDRED and ordered[-1].range.high_in
    if high is not None and not closed:
        raise ContradictionError(f"分档有空档：未写明{plain(high)}{unit}以上怎样计分。")


def _check_sane(part: Range, unit: str) -> None:
    if part.low is None or part.high is None or part.low < part.high:
        return
    if part.low > part.high or not (part.low_in and part.high_in):
        raise ContradictionError(f"分档界限{plain(part.low)}{unit}与{plain(part.high)}{unit}之间没有数。")


def _check_neighbours(before: Range, after: Range, unit: str) -> None:
    high, low = before.high, after.low
    if high is None or low is None or high > low or (high == low and before.high_in and after.low_in):
        at = low if low is not None else high if high is not None else ZERO
        raise ContradictionError(f"分档重叠：{plain(at)}{unit}附近同时落在两档。")
    if _hole(before, after):
        where = f"{plain(high)}{unit}" if high == low else f"{plain(high)}{unit}至{plain(low)}{unit}"
        raise ContradictionError(f"分档有空档：{where}不在任何一档。")


def plain_range(condition: Condition) -> Range:
    """A condition as a range where its bounds are taken as written (unsaid is excluded)."""
    low, high = condition.low, condition.high
    return Range(
        low.value if low else None,
        high.value if high else None,
        bool(low.included) if low else True,
        bool(high.included) if high else True,
    )
