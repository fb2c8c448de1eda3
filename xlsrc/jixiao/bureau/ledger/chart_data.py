"""图表: the small table that the native charts are drawn over. Its places are fixed, so that a later filling redraws them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked
from jixiao.bureau.ledger.totals import rows_of
from jixiao.bureau.ledger.view import View
from jixiao.frameworks.model import GRADES
from jixiao.values.rounding import half_up

HEAD = 46  # rows above the table, for four charts
COUNTY = 3  # characters of a county's name
NAMED = 8  # units whose points bear their names
FENCE = 1.5  # interquartile ranges beyond the quartiles: from there on a point is worth its name (Tukey 1977)
RATE, SCORE = "执行率", "得分率"
NAMED_UNIT, NAMED_RATE, NAMED_SCORE = "离群单位", "离群执行率", "离群得分率"
SCORE_BAND, SCORE_UNITS = "得分段", "得分段单位数"
GRADE, GRADE_UNITS = "等次", "等次单位数"
RATE_BAND, RATE_UNITS = "执行率段", "执行率段单位数"
SCORE_BOUNDS = tuple(range(50, 100, 5))
RATE_BOUNDS = (50, 60, 70, 80, 90, 95)
NOT_SCORED = "未评完"
COLUMNS = (
    Column(names.UNIT, 26),
    Column(RATE, 9, "percent"),
    Column(SCORE, 9, "percent"),
    Column(NAMED_UNIT, 26),
    Column(NAMED_RATE, 9, "percent"),
    Column(NAMED_SCORE, 9, "percent"),
    Column(SCORE_BAND, 12, "choice"),
    Column(SCORE_UNITS, 8, "count"),
    Column(GRADE, 8, "choice"),
    Column(GRADE_UNITS, 8, "count"),
    Column(RATE_BAND, 14, "choice"),
    Column(RATE_UNITS, 8, "count"),
)


def chart_sheet(view: View) -> LedgerSheet:
    """Four blocks side by side: points, points with a name, units by score, by grade, by execution rate."""
    points = points_of(view)
    grades = view.filings["grade"].where(view.filings["total"].notna(), NOT_SCORED)
    blocks: list[list[tuple[Cell, ...]]] = [
        [(unit, rate, score) for unit, rate, score in points.itertuples(index=False, name=None)],
        _named(points, _short(_units(view))),
        _bands([float(total) for total in view.filings["total"].dropna()], SCORE_BOUNDS),
        [(word, int((grades == word).sum())) for word in (*GRADES, NOT_SCORED)],
        _rate_bands([float(rate * 100) for rate in rates_of(view) if rate is not None]),
    ]
    return LedgerSheet(
        names.CHARTS,
        "图表",
        f"图由下面的小表画出。散点图一个点是一个单位：往右执行率高，往上得分率高；离群（四分位距 1.5 倍以外）最远的 {NAMED} 个标了名字。",
        COLUMNS,
        _side_by_side(blocks) if len(view.filings) else [],
        "没有采用的文件，没有可画的。",
        head=HEAD,
    )


def points_of(view: View) -> pd.DataFrame:
    """unit, execution rate and rate of points (fractions) of every unit that has both, in the order of the roster."""
    full = view.scores.groupby("digest")["weight"].agg(lambda weights: sum(weights, Decimal(0)))
    rows = []
    for unit, rate, digest in zip(_units(view), rates_of(view), _digests(view), strict=True):
        total, weight = view.filings["total"].get(digest), full.get(digest)
        if rate is not None and total is not None and weight:
            rows.append((unit, rate, half_up(total / weight, 4)))
    return pd.DataFrame(rows, columns=[names.UNIT, RATE, SCORE], dtype=object)


def rates_of(view: View) -> list[Decimal | None]:
    """The execution rate (fraction) of every unit, in the order of the roster; it needs no score."""
    shown = (rate.value if isinstance(rate, Linked) else rate for rate in rows_of(view)["执行率"])
    return [rate if isinstance(rate, Decimal) else None for rate in shown]


def _units(view: View) -> list[str]:
    return [line.obliged.unit for line in view.desk.units]


def _digests(view: View) -> list[str]:
    return [line.digest for line in view.desk.units]


def _named(points: pd.DataFrame, short: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    """The farthest in either direction; always as many rows, blank ones last."""
    distance = pd.concat([_beyond(points[column].astype(float)) for column in (RATE, SCORE)], axis=1).max(axis=1)
    far = distance[distance > FENCE].sort_values(ascending=False, kind="stable").index[:NAMED]
    named = points.loc[far].itertuples(index=False, name=None)
    rows: list[tuple[Cell, ...]] = [(short[unit], rate, score) for unit, rate, score in named]
    return rows + [(None, None, None)] * (NAMED - len(rows))


def _short(units: Sequence[str]) -> dict[str, str]:
    """Names without the county that most begin with (清江县): there is little room beside a point."""
    (county, count), *_ = Counter(unit[:COUNTY] for unit in units).most_common(1) or [("", 0)]
    told = county[-1:] in "县市区旗" and 2 * count > len(units)
    return {unit: unit[COUNTY:] if told and unit.startswith(county) and len(unit) > COUNTY else unit for unit in units}


def _beyond(values: pd.Series) -> pd.Series:
    """How far each lies outside the quartiles, in interquartile ranges; infinitely where most are equal."""
    low, high = values.quantile(0.25), values.quantile(0.75)
    outside = pd.concat([low - values, values - high], axis=1).max(axis=1).clip(lower=0)
    return outside / (high - low) if high > low else outside.where(outside == 0, float("inf"))


def _bands(numbers: Sequence[float], bounds: Sequence[int]) -> list[tuple[Cell, ...]]:
    """(band, how many): a band holds its lower bound; the last one everything above."""
    edges = [float("-inf"), *bounds, float("inf")]
    labels = [
        f"低于{bounds[0]}",
        *(f"{a}—{b}" for a, b in pairwise(bounds)),
        f"{bounds[-1]}以上",
    ]
    counts = pd.cut(pd.Series(numbers, dtype=float), edges, right=False, labels=labels).value_counts(sort=False)
    return [(str(label), int(count)) for label, count in counts.items()]


def _rate_bands(numbers: Sequence[float]) -> list[tuple[Cell, ...]]:
    """Execution rates, 100 % apart: it is the most frequent one, and above it stands a mistake or an excess."""
    below = _bands([number for number in numbers if number < 100], RATE_BOUNDS)
    last = (f"{RATE_BOUNDS[-1]}—100", below[-1][1])
    exact, above = sum(number == 100 for number in numbers), sum(number > 100 for number in numbers)
    return [*below[:-1], last, ("等于100", exact), ("高于100", above)]


def _side_by_side(blocks: Sequence[Sequence[tuple[Cell, ...]]]) -> list[tuple[Cell, ...]]:
    height = max(len(block) for block in blocks)
    widths = [3, 3, 2, 2, 2]
    filled = [[*block, *[(None,) * width] * (height - len(block))] for block, width in zip(blocks, widths, strict=True)]
    return [tuple(cell for part in parts for cell in part) for parts in zip(*filled, strict=True)]
