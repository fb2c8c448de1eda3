"""Draw 评分表, 汇总 and 校验结果: headings, formats that come with their content, links, native charts."""

from collections.abc import Mapping
from typing import Any

from jixiao.drawing.charts import draw_charts
from jixiao.drawing.entry_sheets import LEVEL_TINTS, PROTECTION, ListRows, set_up_page, write_value
from jixiao.drawing.palette import HEADER_TINT, MUTED, RULE, SECTION_TINT, WARNING_TINT, Palette
from jixiao.forms import outputs
from jixiao.forms.names import FINDINGS, SCORES, SUMMARY
from jixiao.forms.outputs import (
    CHART_ROWS,
    CHARTS,
    CHARTS_TOP,
    EACH,
    EACH_CELL,
    EACH_LABEL,
    FINDING_TABLE,
    INCOME_RATES,
    SCORE_FACT_CELLS,
    SCORE_TABLE,
    SUMMARY_HEAD,
    SUMMARY_TABLES,
    Table,
)
from jixiao.values.address import a1
from jixiao.values.widths import row_height

KNOWN_BEFORE = (
    "编码",
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "评分标准",
)  # what 评分表 shows before the first press
EACH_PROMPT = {"input_title": EACH_LABEL, "input_message": "选“是”，再按【校验】：没有填的格子一格一条。"}
LIVE_NOTE = "公式得分随填报实时变化；与得分不同（底色变黄），说明填报后还没有重新按【计算评分】。"
WHO_FORMULA = '=IF(单位名称="","",单位名称&"　　评价年度："&评价年度)'


def draw_scores(sheet: Any, palette: Palette, indicators: ListRows) -> None:
    """评分表: the score table as it is filed; before the first press, what will be scored."""
    _begin(sheet, SCORE_TABLE, palette)
    for row, column in SCORE_FACT_CELLS:
        label = outputs.fact_label_cell((row, column))
        sheet.write_string(label[0] - 1, label[1] - 1, outputs.fixed_texts(SCORES)[label], palette.header())
        style = palette.computed("points", bold=True, font_size=14, align="center")
        sheet.write_blank(row - 1, column - 1, None, style)
    sheet.set_row(3, 28)
    sheet.write_string(2, 1, LIVE_NOTE, palette.note(text_wrap=False))
    sheet.set_column(_shown_right(SCORE_TABLE), SCORE_TABLE.right - 1, 7, None, {"hidden": True})
    _live_differs(sheet, palette)
    _total_rows(sheet, SCORE_TABLE, palette)
    _draw_table(sheet, SCORE_TABLE, palette)
    for n, indicator in enumerate(indicators[: SCORE_TABLE.rows]):
        _to_be_scored(sheet, SCORE_TABLE.first + n, indicator, palette)
    set_up_page(sheet, SCORES, landscape=True)
    sheet.repeat_rows(SCORE_TABLE.top - 1)
    sheet.freeze_panes(SCORE_TABLE.top, SCORE_TABLE.column("分值") - 1)
    sheet.protect("", PROTECTION)


def _to_be_scored(sheet: Any, row: int, indicator: Mapping[str, object], palette: Palette) -> None:
    columns = [column for column in SCORE_TABLE.columns if column.label in KNOWN_BEFORE]
    for column in columns:
        style = _body_format(column.kind, palette)
        write_value(sheet, row - 1, SCORE_TABLE.column(column.label) - 1, indicator[column.label], style)
    texts = [(str(indicator[column.label] or ""), column.width) for column in columns if column.kind == "text"]
    sheet.set_row(row - 1, row_height(texts))


def draw_summary(book: Any, sheet: Any, palette: Palette, level_count: int) -> None:
    """汇总: facts, execution rates and structure, scores by level 1, four charts."""
    sheet.set_default_row(20)
    _begin(sheet, INCOME_RATES, palette)
    for n, label in enumerate(outputs.SUMMARY_FACTS):
        row, column = SUMMARY_HEAD[0] - 1, SUMMARY_HEAD[1] - 1 + n
        sheet.write_string(row - 1, column, label, palette.header())
        kind = "percent" if label.endswith("率") else "points"
        sheet.write_blank(row, column, None, palette.computed(kind, align="center", bold=True, font_size=13))
    sheet.set_row(SUMMARY_HEAD[0] - 1, 30)
    for (name, row), text in outputs.SECTION_TITLES.items():
        if name == SUMMARY:
            _section_title(sheet, row, INCOME_RATES.right, text, palette)
    for table in SUMMARY_TABLES:
        _draw_table(sheet, table, palette)
    draw_charts(book, sheet, level_count)
    set_up_page(sheet, SUMMARY, (CHARTS_TOP + CHARTS * CHART_ROWS - 1, INCOME_RATES.right), landscape=False)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", PROTECTION)


def draw_findings(sheet: Any, palette: Palette) -> None:
    """校验结果: one row per line, a link to its cell, a place for the answer; what a small screen shows comes first."""
    row, column = EACH_CELL
    _begin(sheet, FINDING_TABLE, palette, column - 1)
    note = (
        "按【校验】后自动列出。点“定位”列里的“→”跳到有问题的格子；改好后再按一次。提醒类如属实，在“处理说明”里写明原因。"
        "没有填的，一张表合成一条；要一格一格列出的，在右边选“是”，再按【校验】。"
    )
    sheet.merge_range(row - 1, 1, row - 1, column - 2, note, palette.note(valign="vcenter"))
    sheet.set_row(row - 1, 32)
    sheet.write_string(row - 2, column - 1, EACH_LABEL, palette.header())
    sheet.write_blank(row - 1, column - 1, None, palette.entry("choice"))
    sheet.data_validation(
        row - 1, column - 1, row - 1, column - 1, {**EACH_PROMPT, "validate": "list", "source": list(EACH)}
    )
    _level_tints(sheet, palette)
    _draw_table(sheet, FINDING_TABLE, palette)
    sheet.set_column(_shown_right(FINDING_TABLE), FINDING_TABLE.right - 1, 10, None, {"hidden": True})
    header = FINDING_TABLE.top - 1
    sheet.autofilter(header, FINDING_TABLE.left - 1, FINDING_TABLE.last - 1, FINDING_TABLE.right - 1)
    set_up_page(sheet, FINDINGS, landscape=True)
    sheet.repeat_rows(header)
    sheet.freeze_panes(FINDING_TABLE.top, 0)
    sheet.protect("", PROTECTION)


def _begin(sheet: Any, table: Table, palette: Palette, right: int = 0) -> None:
    """Title, unit and year above a table, as far as its last shown column or `right`."""
    right = right or _shown_right(table)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 1.5)
    for n, column in enumerate(table.columns):
        sheet.set_column(table.left - 1 + n, table.left - 1 + n, column.width)
    sheet.set_row(0, 32)
    title = palette.title(align="center")
    sheet.merge_range(0, table.left - 1, 0, right - 1, outputs.TITLES[table.sheet], title)
    who = palette.make(align="center", font_color=MUTED)
    sheet.merge_range(1, table.left - 1, 1, right - 1, "", who)
    sheet.write_formula(1, table.left - 1, WHO_FORMULA, who, "")


def _shown_right(table: Table) -> int:
    return table.right - sum(column.kind in ("hidden", "work") for column in table.columns)


def _draw_table(sheet: Any, table: Table, palette: Palette) -> None:
    sheet.set_row(table.top - 1, 30)
    for n, column in enumerate(table.columns):
        sheet.write_string(table.top - 1, table.left - 1 + n, column.label, palette.header())
        for row in range(table.first, table.last + 1) if column.kind != "work" else ():
            sheet.write_blank(row - 1, table.left - 1 + n, None, _body_format(column.kind, palette))
    here = f"{a1(table.first, table.left)}:{a1(table.last, _shown_right(table))}"
    filled = f"=COUNTA(${a1(table.first, table.left)}:${a1(table.first, _shown_right(table))})>0"
    box = palette.plain(border=1, border_color=RULE)
    sheet.conditional_format(here, {"type": "formula", "criteria": filled, "format": box})


def _body_format(kind: str, palette: Palette) -> Any:
    if kind == "entry":
        return palette.output("text", locked=False, font_size=10)
    wrap = kind == "text"
    size = 10 if wrap or kind == "link" else 11
    if kind == "link":
        return palette.output("text", font_size=size, font_color="#0563C1", underline=1, align="center")
    return palette.output(kind, font_size=size)


def _live_differs(sheet: Any, palette: Palette) -> None:
    """公式得分 stands out where it is no longer 得分: an entry changed after the last press."""
    live, points = SCORE_TABLE.column("公式得分"), SCORE_TABLE.column("得分")
    here, there = f"${a1(SCORE_TABLE.first, live)}", f"${a1(SCORE_TABLE.first, points)}"
    criteria = f'=AND(NOT(ISBLANK({here})),{here}&""<>{there}&"")'
    box = palette.plain(bg_color=WARNING_TINT, bold=True, border=1, border_color=RULE)
    place = f"{a1(SCORE_TABLE.first, live)}:{a1(SCORE_TABLE.last, live)}"
    sheet.conditional_format(place, {"type": "formula", "criteria": criteria, "format": box})


def _total_rows(sheet: Any, table: Table, palette: Palette) -> None:
    """小计 and 合计 rows stand out."""
    here = f"{a1(table.first, table.left)}:{a1(table.last, table.right)}"
    name = a1(table.first, table.column("三级指标"))
    total = {
        "type": "formula",
        "criteria": f'=${name}="合计"',
        "format": palette.plain(bold=True, bg_color=HEADER_TINT, border=1, border_color=RULE),
    }
    part = {
        "type": "formula",
        "criteria": f'=${name}="小计"',
        "format": palette.plain(bold=True, bg_color=SECTION_TINT, border=1, border_color=RULE),
    }
    sheet.conditional_format(here, total)
    sheet.conditional_format(here, part)


def _section_title(sheet: Any, row: int, right: int, text: str, palette: Palette) -> None:
    sheet.set_row(row - 1, 26)
    for column in range(2, right + 1):
        sheet.write_blank(row - 1, column - 1, None, palette.section())
    sheet.write_string(row - 1, 1, text, palette.section())


def _level_tints(sheet: Any, palette: Palette) -> None:
    column = FINDING_TABLE.column("级别")
    here = f"{a1(FINDING_TABLE.first, column)}:{a1(FINDING_TABLE.last, column)}"
    for level, tint in LEVEL_TINTS:
        options = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{level}"',
            "format": palette.plain(bg_color=tint, border=1, border_color=RULE),
        }
        sheet.conditional_format(here, options)
