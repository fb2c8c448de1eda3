"""A bureau's own score table (评分表) as a framework: columns by their headings, merged levels filled down.

Nothing is guessed: a text that is no formula over known items goes to 口径; what can't be read is told by the lint.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria import FormulaError, read_formula, unknown_names
from jixiao.findings import Place
from jixiao.forms import load_forms
from jixiao.frameworks.load import FrameworkError
from jixiao.frameworks.model import Framework, Indicator
from jixiao.frameworks.names import FormsLookup
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.typed import folded, read_number, visible

HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("编码", "指标编码", "序号", "编号"),
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "name": ("三级指标", "指标名称", "评价指标", "指标内容", "考核指标", "四级指标"),
    "criterion": ("评分标准", "评分细则", "评分办法", "计分标准", "评分规则", "评价标准", "计分办法", "评分说明"),
    "weight": ("分值", "权重", "标准分", "满分", "权重（%）", "分值（分）", "标准分值", "权重分值"),
    "basis": (
        "指标解释",
        "指标说明",
        "口径",
        "计算公式",
        "指标解释/计算公式",
        "指标解释及计算公式",
        "说明",
        "取数口径",
    ),
    "value": ("指标值",),
    "reference": ("依据", "政策依据", "指标依据"),
}
_TOTALS = re.compile(r"^(合计|总计|总分|小计|得分合计)")
_TIMES_100 = re.compile(r"[×*xX]\s*100\s*[%％]?\s*$")


@dataclass(frozen=True)
class Imported:
    """A framework with the place of each of its cells (its key, and that of each column)."""

    framework: Framework
    places: Mapping[Key, Place]


@dataclass(frozen=True)
class _Table:
    sheet: str
    header: int
    columns: Mapping[str, int]
    level_weights: Mapping[str, int]


def framework_from_table(sheet: str, values: Sequence[Sequence[object]], top: int, left: int, source: str) -> Imported:
    """The framework in a block of a sheet; rows and columns from 1. FrameworkError where no score table is there."""
    table = _find(sheet, values)
    if table is None:
        raise FrameworkError(
            f"【{sheet}】找不到评分表：需要有“三级指标（或指标名称）”“分值（或权重）”“评分标准”三个表头在同一行。"
        )
    rows = list(_rows(table, values, source))
    if not rows:
        raise FrameworkError(f"【{sheet}】评分表的表头下面没有带分值的指标。")
    places: dict[Key, Place] = {}
    indicators = []
    for number, indicator in rows:
        indicators.append(replace(indicator, key=Key.of(f"第{top + number}行")))
        _place(places, table, indicators[-1].key, top + number, left)
    return Imported(Framework(f"导入自 {source}", tuple(indicators), title=source, basis=source), places)


LABELS = {
    "code": "编码", "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "criterion": "评分标准",
    "weight": "分值", "basis": "口径", "value": "指标值", "reference": "依据",
}  # fmt: skip


def _place(places: dict[Key, Place], table: _Table, key: Key, row: int, left: int) -> None:
    places[key] = Place(table.sheet, row, left + table.columns["name"])
    for field, label in LABELS.items():
        column = table.columns.get(field, table.columns["name"])
        places[key.at(label)] = Place(table.sheet, row, left + column)


def _find(sheet: str, values: Sequence[Sequence[object]]) -> _Table | None:
    for number, row in enumerate(values):
        texts = [folded(cell) for cell in row]
        columns = {field: found for field, names in HEADINGS.items() if (found := _column(texts, names)) is not None}
        if {"name", "criterion", "weight"} <= columns.keys():
            weights = [n for n, text in enumerate(texts) if text in {folded(name) for name in HEADINGS["weight"]}]
            levels = _level_weights(columns, weights)
            columns["weight"] = _own_weight(columns["name"], weights)
            return _Table(sheet, number, columns, levels)
    return None


def _column(texts: Sequence[str], names: Sequence[str]) -> int | None:
    return next((texts.index(folded(name)) for name in names if folded(name) in texts), None)


def _own_weight(name_column: int, weights: Sequence[int]) -> int:
    """Where each level has a 分值 column, the indicator's is the first one right of its name."""
    return next((column for column in weights if column > name_column), weights[-1])


def _level_weights(columns: Mapping[str, int], weights: Sequence[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for level, following in (("level1", "level2"), ("level2", "name")):
        if level in columns and following in columns:
            between = [c for c in weights if columns[level] < c < columns[following]]
            found |= {level: between[0]} if between else {}
    return found


def _rows(table: _Table, values: Sequence[Sequence[object]], source: str) -> Iterator[tuple[int, Indicator]]:
    """(row in the block, indicator); a row with a criterion but no weight and no name continues the one above."""
    above = {"level1": "", "level2": ""}
    lookup = FormsLookup(load_forms())
    held: tuple[int, Indicator] | None = None
    for number in range(table.header + 1, len(values)):
        cells = {field: _text(values[number], column) for field, column in table.columns.items()}
        if _TOTALS.match(cells.get("level1", "") or cells.get("name", "") or cells.get("code", "")):
            continue
        _fill_down(above, cells, table, values[number])
        weight = read_number(cells["weight"].removesuffix("%"), "分").value
        if held and not isinstance(weight, Decimal) and not cells["name"] and cells["criterion"]:
            held = held[0], replace(held[1], criterion_text=f"{held[1].criterion_text}；{cells['criterion']}")
        elif isinstance(weight, Decimal) and cells["name"]:
            if held:
                yield held
            held = number, _indicator(cells, above, weight, number, source, lookup)
    if held:
        yield held


def _text(row: Sequence[object], column: int) -> str:
    return visible(row[column]) if column < len(row) else ""


def _fill_down(above: dict[str, str], cells: Mapping[str, str], table: _Table, row: Sequence[object]) -> None:
    for level in ("level1", "level2"):
        text = cells.get(level, "")
        if text:
            stated = read_number(_text(row, table.level_weights[level])).value if level in table.level_weights else None
            above[level] = f"{text}（{plain(stated)}分）" if isinstance(stated, Decimal) else text
            if level == "level1" and "level2" in table.columns and not cells.get("level2"):
                above["level2"] = ""


def _indicator(
    cells: Mapping[str, str], above: Mapping[str, str], weight: Decimal, number: int, source: str, lookup: FormsLookup
) -> Indicator:
    basis = cells.get("basis", "")
    return Indicator(
        code=cells.get("code") or f"P{number:02d}",
        level1=above["level1"] or "评价指标",
        level2=above["level2"],
        name=cells["name"],
        weight=weight,
        value=cells.get("value") or known_formula(basis, lookup),
        criterion_text=cells["criterion"],
        basis=basis,
        reference=cells.get("reference") or f"《{source}》",
    )


def known_formula(text: str, lookup: FormsLookup) -> str:
    """The formula in a 计算公式 (在职人员控制率=在职人员数/编制数×100%), '' unless every name in it is known."""
    right = _TIMES_100.sub("", re.split(r"[=＝]", text, maxsplit=1)[-1].strip().rstrip("。；;"))
    try:
        formula = read_formula(right)
        return str(formula) if formula.names() and not unknown_names(formula, lookup) else ""
    except FormulaError:
        return ""
