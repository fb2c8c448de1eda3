"""The native charts of 图表, over its small table."""

import math
from decimal import Decimal
from typing import Any

from jixiao.bureau.ledger import chart_data as data
from jixiao.bureau.ledger.plan import LedgerSheet
from jixiao.drawing.palette import BRAND
from jixiao.frameworks.model import GRADES

WIDTH, HEIGHT, GAP = 600, 430, 8  # pixels: two by two fill a page
TOP = 3
ROOM = 2000  # points that the scatter has room for at most beyond those there are
_FONT = {"name": "宋体", "size": 10}
_HEAD = {"name": "黑体", "size": 13, "bold": True}
_GRID = {"visible": True, "line": {"color": "#D5D9DE"}}
_RED = "#C00000"
_SIDES = ("left", "right", "above", "below")


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
    rows = max(len(plan.rows), 1) + min(plan.spare, ROOM)
    chart.add_series({
        "name": "单位",
        "categories": _range(plan, data.RATE, rows),
        "values": _range(plan, data.SCORE, rows),
        "marker": {"type": "circle", "size": 5, "fill": {"color": BRAND}, "border": {"color": "#FFFFFF"}},
    })  # fmt: skip
    for n in range(data.NAMED):
        chart.add_series(_named(plan, n))
    _title(chart, "执行率与得分率（一点一个单位）")
    for label, axis in ((data.RATE, chart.set_x_axis), (data.SCORE, chart.set_y_axis)):
        axis({**_axis(label), "num_format": "0%", "crossing": "min", **_bounds(plan, label)})
    chart.set_legend({"none": True})
    return chart


def _named(plan: LedgerSheet, n: int) -> dict[str, object]:
    """A point with its name: a series of its own, whose name is a cell. A label that is a cell LibreOffice doesn't show."""
    row = plan.first + n - 1
    places = {label: plan.column(label) - 1 for label in (data.NAMED_UNIT, data.NAMED_RATE, data.NAMED_SCORE)}
    return {
        "name": [plan.name, row, places[data.NAMED_UNIT]],
        "categories": [plan.name, row, places[data.NAMED_RATE], row, places[data.NAMED_RATE]],
        "values": [plan.name, row, places[data.NAMED_SCORE], row, places[data.NAMED_SCORE]],
        "marker": {"type": "diamond", "size": 9, "fill": {"color": _RED}, "border": {"color": "#FFFFFF"}},
        "data_labels": {"series_name": True, "position": _SIDES[n % len(_SIDES)], "font": {**_FONT, "size": 9}},
    }


def _bounds(plan: LedgerSheet, label: str) -> dict[str, object]:
    """An axis from a tenth below the lowest point to 100 %, or beyond where a point is: most units lie close together."""
    column = plan.labels.index(label)
    known = [float(row[column]) for row in plan.rows if isinstance(row[column], Decimal)]  # type: ignore[arg-type]
    if not known:
        return {}
    low, high = math.floor(min(known) * 10 - 0.5) / 10, math.ceil(max(known) * 20) / 20
    return {"min": max(0.0, low), "max": max(1.0, high)}


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
