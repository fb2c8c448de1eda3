"""指标对比 and 得分明细: how units did on the indicators that they share. An indicator is one by its levels and name."""

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from jixiao.bureau.comparing.outliers import FAR
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet
from jixiao.bureau.ledger.view import View, fraction, mean, rounded, total
from jixiao.values.typed import visible

KEY = ["level1", "level2", "name"]
SHARED = 2  # units: an indicator of one unit alone compares with nothing
MOST = 60  # columns of 得分明细: what more units share comes first
NAMED = 3  # units named as alone
COMPARED = (
    Column("一级指标", 14),
    Column("二级指标", 14),
    Column("三级指标", 22),
    Column("分值", 8, "points"),
    Column("单位数", 7, "count"),
    Column("平均得分率", 9.5, "percent"),
    Column("中位数", 9.5, "percent"),
    Column("下四分位", 9.5, "percent"),
    Column("上四分位", 9.5, "percent"),
    Column("最低", 9.5, "percent"),
    Column("最高", 9.5, "percent"),
    Column("满分单位", 7, "count"),
    Column("零分单位", 7, "count"),
    Column("离群单位（得分率）", 48),
)
REST, WHOLE = "其他指标得分", "总分"
PART = "小计"
LONGEST = 40  # characters of a heading


class Indicators:
    """The indicators that units share, in the order in which files list them, and what each unit got."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Scores of every indicator with its key; a second indicator of the same key in a file counts as the unit's own."""
        made = self.view.scores.copy()
        made["place"] = made.groupby("digest").cumcount()
        places = zip(made["digest"], made["sheet"], made["cell"], strict=True)
        made["alone"] = [place in self.view.alone for place in places]
        made["twice"] = made.duplicated(["digest", *KEY])
        return made

    @cached_property
    def shared(self) -> pd.DataFrame:
        """By key: units that have it, and whether it is a column of 得分明细 (`shown`); levels stay together."""
        once = self.scores[~self.scores["twice"]]
        made = once.groupby(KEY, sort=False).agg(units=("digest", "size"), place=("place", "mean")).reset_index()
        made["level"] = made.groupby("level1")["place"].transform("min")
        made["widest"] = -made.groupby("level1")["units"].transform("max")  # frameworks apart, the most used one first
        order = ["widest", "level", "level1", "place"]
        made = made[made["units"] >= SHARED].sort_values(order, kind="stable", ignore_index=True)
        most = made.sort_values("units", ascending=False, kind="stable").index[:MOST]
        made["shown"] = made.index.isin(most)
        return made

    @property
    def others(self) -> int:
        """How many indicators are one unit's own."""
        return int((self.scores.groupby(KEY).size() < SHARED).sum()) if len(self.scores) else 0

    def of(self, key: Sequence[str]) -> pd.DataFrame:
        """The scores of one indicator, a row a unit."""
        return self._by_key.get(tuple(key), self.scores.iloc[:0])

    @cached_property
    def by_file(self) -> dict[str, pd.DataFrame]:
        """The scores of each file."""
        return dict(iter(self.scores.groupby("digest", sort=False)))

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], pd.DataFrame]:
        once = self.scores[~self.scores["twice"]]
        return {tuple(key): group for key, group in once.groupby(KEY, sort=False)}


def compared_sheet(view: View, indicators: Indicators) -> LedgerSheet:
    """Indicators as rows under their level, with what their rates of points (得分率) are over the units."""
    rows = [
        row for _, group in indicators.shared.groupby("level1", sort=False) for row in _level(view, indicators, group)
    ]
    own = f"另有 {indicators.others} 个指标只有一个单位用，不比较。" if indicators.others else ""
    return LedgerSheet(
        names.INDICATORS,
        "指标对比：各指标得分率",
        f"得分率＝得分÷分值，没有得分的不算。四分位按线性插值。{own}离群单位是《{names.SUSPICIONS}》里 {FAR.code} 列出的。",
        COMPARED,
        rows,
        "没有可比的指标：至少要有两个单位用同一个指标。",
        sorted_by="指标体系的顺序",
    )


def _level(view: View, indicators: Indicators, group: pd.DataFrame) -> list[tuple[Cell, ...]]:
    """The rows of a level's indicators, and its own row: per unit the sum of points ÷ the sum of weights."""
    scored = [indicators.of(key) for key in group[KEY].itertuples(index=False, name=None)]
    rows = [_compared(key, one) for key, one in zip(group[KEY].itertuples(index=False, name=None), scored, strict=True)]
    whole = pd.concat(scored)
    whole = whole[whole["points"].notna()]
    sums = whole.groupby("unit", sort=False).agg(points=("points", "sum"), weight=("weight", "sum"))
    pairs = zip(sums["points"], sums["weight"], strict=True)
    sums["rate"] = [points * 100 / weight if weight else None for points, weight in pairs]
    return [*rows, _compared((group["level1"].iloc[0], "", PART), sums.assign(alone=False).reset_index())]


def _compared(key: Sequence[str], scored: pd.DataFrame) -> tuple[Cell, ...]:
    rates = pd.Series(scored["rate"].to_numpy(), index=scored["unit"], dtype=float).dropna()
    facts = [rates.mean(), rates.median(), rates.quantile(0.25), rates.quantile(0.75), rates.min(), rates.max()]
    shown = [fraction(rounded(fact)) for fact in facts]
    full, none = int((rates >= 100).sum()), int((rates == 0).sum())
    return *key, weights(scored), len(rates), *shown, full, none, _far(scored)


def weights(scored: pd.DataFrame) -> Cell:
    """分值: one, or from–to where frameworks differ."""
    known = sorted(weight for weight in scored["weight"] if weight is not None)
    if not known:
        return None
    return known[0] if known[0] == known[-1] else f"{known[0]}—{known[-1]}"


def _far(scored: pd.DataFrame) -> str:
    """Who is far from the rest on this indicator, as the check across units found it (K19): one definition of far."""
    far = [
        (unit, rate) for unit, rate, alone in zip(scored["unit"], scored["rate"], scored["alone"], strict=True) if alone
    ]
    told = [f"{unit}（{rounded(rate)}%）" for unit, rate in far[:NAMED]]
    return "、".join(told) + (f" 等 {len(far)} 个" if len(far) > NAMED else "")


def details_sheet(view: View, indicators: Indicators) -> LedgerSheet:
    """Units as rows, shared indicators as columns, every score linked; the columns add up to the total."""
    shown = indicators.shared[indicators.shared["shown"]]
    keys = list(shown[KEY].itertuples(index=False, name=None))
    labels = _headings(keys)
    columns = (
        Column(names.UNIT, 26),
        *(Column(label, 6.5, "points") for label in labels),
        Column(REST, 8, "points"),
        Column(WHOLE, 8, "points"),
    )
    cells = {key: _linked(view, indicators.of(key)) for key in keys}
    totals = view.filings["total"]
    rows = [
        (
            line.obliged.unit,
            *(cells[key].get(digest) for key in keys),
            _rest(indicators, digest, frozenset(keys)),
            totals.get(digest),
        )
        for digest, line in view.counted.items()
    ]
    full = [weights(indicators.of(key)) for key in keys]
    means = [mean(indicators.of(key)["points"]) for key in keys]
    return LedgerSheet(
        names.DETAILS,
        "各单位各指标得分（重算）",
        f"点得分打开文件里的完成值。{REST}：只有这个单位用的、或放不下的指标的得分合计。各列相加等于总分；未评完的总分空着。",
        columns,
        rows,
        "没有采用的文件。",
        summary=(("分值", *full, None, None), ("平均", *means, None, mean(totals))),
        sorted_by="名册顺序",
    )


def _linked(view: View, scored: pd.DataFrame) -> dict[str, Cell]:
    columns = (scored[name] for name in ("digest", "points", "sheet", "cell"))
    return {
        digest: view.link(digest, points, sheet, cell) for digest, points, sheet, cell in zip(*columns, strict=True)
    }


def _rest(indicators: Indicators, digest: str, shown: frozenset[tuple[str, ...]]) -> Cell:
    own = indicators.by_file.get(digest)
    if own is None:
        return None
    keys = own[KEY].itertuples(index=False, name=None)
    other = [twice or tuple(key) not in shown for key, twice in zip(keys, own["twice"], strict=True)]
    return total(own[other]["points"])


def _headings(keys: Sequence[Sequence[str]]) -> list[str]:
    """Names of indicators as headings, each once: a second one gets its level, then a number."""
    taken = {names.UNIT, REST, WHOLE}
    made: list[str] = []
    for _, level2, name in keys:
        name = " ".join(visible(name).split())[:LONGEST]
        wanted = [name, f"{name}（{level2}）", *(f"{name}（{n}）" for n in range(2, len(keys) + 3))]
        made.append(next(label for label in wanted if label and label not in taken))
        taken.add(made[-1])
    return made
