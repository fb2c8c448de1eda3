"""The native charts of 图表, over its small table."""

from typing import Any

from jixiao.bureau.ledger import chart_data as data
from jixiao.bureau.ledger.plan import LedgerSheet
from jixiao.drawing.palette import BRAND
from jixiao.frameworks.model import GRADES
from jixiao.values.address import a1

WIDTH, HEIGHT, GAP = 590, 390, 8  # pixels: two by two fill a page
TOP = 3
ROOM = 500  # points that the scatter has room for beyond those there are
_FONT = {"name": "宋体", "size": 10}
_HEAD = {"name": "黑体", "size": 13, "bold": True}
_GRID = {"visible": True, "line": {"color": "#D5D9DE"}}
_RED = "#C00000"


def draw_charts(book: Any, sheet: Any, plan: LedgerSheet) -> None:
    """Scatter and distributions, two by two above the table."""
    charts = (
        _scatter(book, plan),
        _columns(book, plan, "总分分布（重算）", data.SCORE_BAND, data.SCORE_UNITS, len(data.SCORE_BOUNDS) + 1),
        _columns(book, plan, "执行率分布（%）", data.RATE_BAND, data.RATE_UNITS, len(data.RATE_BOUNDS) + 3),
        _columns(book, plan, "等次分布（重算）", data.GRADE, data.GRADE_UNITS, len(GRADES) + 1),
    )
    for n, chart in enumerate(charts):
        down, right = divmod(n, 2)
        place = {"x_offset": 4 + right * (WIDTH + GAP), "y_offset": 4 + down * (HEIGHT + GAP), "object_position": 2}
        chart.set_size({"width": WIDTH, "height": HEIGHT})
        sheet.insert_chart(TOP - 1, 0, chart, place)


def _range(plan: LedgerSheet, label: str, rows: int) -> list[object]:
    column = plan.column(label) - 1
    return [plan.name, plan.first - 1, column, plan.first + rows - 2, column]


def _scatter(book: Any, plan: LedgerSheet) -> Any:
    """One point a unit; the farthest ones again, larger and with their names."""
    chart = book.add_chart({"type": "scatter"})
    rows = max(len(plan.rows), 1) + ROOM
    chart.add_series({
        "name": "单位",
        "categories": _range(plan, data.RATE, rows),
        "values": _range(plan, data.SCORE, rows),
        "marker": {"type": "circle", "size": 5, "fill": {"color": BRAND}, "border": {"color": "#FFFFFF"}},
    })  # fmt: skip
    chart.add_series({
        "name": "离群单位",
        "categories": _range(plan, data.NAMED_RATE, data.NAMED),
        "values": _range(plan, data.NAMED_SCORE, data.NAMED),
        "marker": {"type": "diamond", "size": 9, "fill": {"color": _RED}, "border": {"color": "#FFFFFF"}},
        "data_labels": {"value": True, "position": "right", "font": {**_FONT, "size": 9}, "custom": _labels(plan)},
    })  # fmt: skip
    _title(chart, "执行率与得分率（一点一个单位）")
    chart.set_x_axis({**_axis("执行率"), "num_format": "0%", "crossing": "min"})
    chart.set_y_axis({**_axis("得分率"), "num_format": "0%", "crossing": "min"})
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _labels(plan: LedgerSheet) -> list[dict[str, object]]:
    letters = a1(1, plan.column(data.NAMED_UNIT))[:-1]
    return [{"value": f"='{plan.name}'!${letters}${plan.first + n}"} for n in range(data.NAMED)]


def _columns(book: Any, plan: LedgerSheet, title: str, names: str, counts: str, rows: int) -> Any:
    chart = book.add_chart({"type": "column"})
    chart.add_series({
        "name": title,
        "categories": _range(plan, names, rows),
        "values": _range(plan, counts, rows),
        "data_labels": {"value": True, "font": _FONT, "num_format": "0;;"},
        "fill": {"color": BRAND},
        "gap": 40,
    })  # fmt: skip
    _title(chart, title)
    chart.set_x_axis({"num_font": {**_FONT, "size": 9}})
    chart.set_y_axis({**_axis("单位数"), "num_format": "0", "min": 0})
    chart.set_legend({"none": True})
    return chart


def _axis(name: str) -> dict[str, object]:
    return {"name": name, "name_font": {**_FONT, "bold": False}, "num_font": _FONT, "major_gridlines": _GRID}


def _title(chart: Any, text: str) -> None:
    chart.set_title({"name": text, "name_font": _HEAD, "overlay": False})
