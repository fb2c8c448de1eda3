"""The native charts of 汇总: execution rates, structure of spending, scores by level 1, the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.drawing.palette import BRAND
from jixiao.forms.names import SUMMARY
from jixiao.forms.outputs import CHART_ROWS, CHARTS_TOP, EXPENDITURE_RATES, LEVEL_SCORES, YEAR_RATES, Table

WIDTH, HEIGHT = 735, 270
_FONT = {"name": "宋体", "size": 10}
_GRID = {"visible": True, "line": {"color": "#E5E7EB"}}


@dataclass(frozen=True)
class Plot:
    """One chart: bars lie ("bar") or stand ("column"), over a column of percentages of a table's rows."""

    kind: str
    title: str
    table: Table
    rows: tuple[int, int]
    label: str
    colour: str


def draw_charts(book: Any, sheet: Any, level_count: int, *, years: bool = True) -> None:
    """All of them below each other on 汇总; `years`: the one over the years too."""
    for n, chart in enumerate(summary_charts(book, level_count, years=years)):
        row = CHARTS_TOP - 1 + n * CHART_ROWS
        sheet.insert_chart(row, 1, chart, {"object_position": 2, "x_offset": 4, "y_offset": 6})


def summary_charts(book: Any, level_count: int, *, years: bool) -> Iterator[Any]:
    """Three or four charts, top to bottom."""
    uses = (EXPENDITURE_RATES.first, EXPENDITURE_RATES.last - 1)
    levels = (LEVEL_SCORES.first, LEVEL_SCORES.first + level_count - 1)
    yield _chart(book, Plot("bar", "各项支出执行率", EXPENDITURE_RATES, uses, "执行率", BRAND))
    yield _chart(book, Plot("bar", "支出结构（各项占支出合计的比例）", EXPENDITURE_RATES, uses, "占比", "#5B9BD5"))
    yield _chart(book, Plot("column", "各一级指标得分率", LEVEL_SCORES, levels, "得分率", BRAND))
    if years:
        yield _years(book)


def _chart(book: Any, plot: Plot) -> Any:
    chart = book.add_chart({"type": plot.kind})
    (first, last), names, values = plot.rows, plot.table.left - 1, plot.table.column(plot.label) - 1
    chart.add_series(
        {
            "name": plot.title,
            "categories": [SUMMARY, first - 1, names, last - 1, names],
            "values": [SUMMARY, first - 1, values, last - 1, values],
            "data_labels": {"value": True, "num_format": "0.00%", "font": _FONT},
            "fill": {"color": plot.colour},
            "gap": 60,
        }
    )
    chart.set_title({"name": plot.title, "name_font": {"name": "黑体", "size": 13, "bold": True}, "overlay": False})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.set_legend({"none": True})
    _axes(chart, lying=plot.kind == "bar")
    return chart


def _years(book: Any) -> Any:
    """A line for each rate over the years; years that aren't there leave a gap."""
    chart = book.add_chart({"type": "line"})
    first, last, names = YEAR_RATES.first - 1, YEAR_RATES.last - 1, YEAR_RATES.left - 1
    for label, colour, side in (("执行率", BRAND, "above"), ("得分率", "#ED7D31", "below")):
        values = YEAR_RATES.column(label) - 1
        chart.add_series(
            {
                "name": label,
                "categories": [SUMMARY, first, names, last, names],
                "values": [SUMMARY, first, values, last, values],
                "line": {"color": colour, "width": 2.25},
                "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
                "data_labels": {"value": True, "num_format": "0.00%", "font": _FONT, "position": side},
            }
        )
    chart.set_title(
        {"name": "历年执行率和得分率", "name_font": {"name": "黑体", "size": 13, "bold": True}, "overlay": False}
    )
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.show_blanks_as("gap")
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({"num_font": _FONT, "num_format": "0%", "major_gridlines": _GRID})
    return chart


def _axes(chart: Any, *, lying: bool) -> None:
    """Categories from top to bottom; a reversed bar chart has its scale on top unless its labels are set high."""
    scale = {"num_font": _FONT, "num_format": "0%", "min": 0, "major_gridlines": _GRID}
    if lying:
        chart.set_x_axis({**scale, "label_position": "high"})
        chart.set_y_axis({"num_font": _FONT, "reverse": True})
    else:
        chart.set_x_axis({"num_font": _FONT})
        chart.set_y_axis(scale)
