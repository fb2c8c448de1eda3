"""Draw 分工, 合并冲突, 来源 and 下属单位汇总, hidden: empty tables whose columns carry the formats, so that any number of rows fits."""

from typing import Any

from jixiao.actions import UNIT
from jixiao.drawing.entry_sheets import PROTECTION, set_up_page
from jixiao.drawing.form_buttons import draw_buttons
from jixiao.drawing.palette import COMPUTED_TINT, HEADER_TINT, MUTED, RULE, WARNING_TINT, Palette
from jixiao.forms import office_sheets as at
from jixiao.forms.names import CONFLICTS, OFFICES, SOURCES, UNIT_SUMS, UNIT_TEXTS
from jixiao.forms.outputs import Table
from jixiao.values.address import a1, column_letters
from jixiao.values.words import YES

TAB = "#27AE60"
NOTE_POINTS, HEADER_POINTS = 34, 26


def draw_offices(sheet: Any, palette: Palette) -> None:
    """分工: the offices, and below them who fills what."""
    _begin(sheet, OFFICES, at.OFFICE_TABLE, palette)
    draw_buttons(sheet, (UNIT, OFFICES), 2, 1, 28)
    sheet.set_row(2, 36)
    for table, title in at.OFFICE_TITLES.items():
        _section(sheet, table, title, palette)
        _headings(sheet, table, palette)
    for row in range(at.OFFICE_TABLE.first, at.OFFICE_TABLE.last + 1):
        for n, column in enumerate(at.OFFICE_TABLE.columns):
            look = palette.entry if column.kind == "entry" else palette.computed
            kind = "date" if column.label == "交回期限" else "text"
            sheet.write_blank(row - 1, at.OFFICE_TABLE.left - 1 + n, None, look(kind, font_size=10))
    deadline = at.OFFICE_TABLE.column("交回期限")
    _pick(sheet, at.DIVISION, "交给", f"=${column_letters(2)}${at.OFFICE_TABLE.first}:${column_letters(2)}${at.OFFICE_TABLE.last}",
          "选由哪个科室填；空着：留在本工作簿里填。")  # fmt: skip
    told = {"input_title": "交回期限", "input_message": "日期，如 2025-03-15。写进分册封面和邮件。"}
    sheet.data_validation(
        at.OFFICE_TABLE.first - 1, deadline - 1, at.OFFICE_TABLE.last - 1, deadline - 1, {"validate": "any", **told}
    )
    _boxes(sheet, at.DIVISION, palette)
    sheet.freeze_panes(at.OFFICE_TABLE.top, 2)
    _end(sheet, OFFICES)


def draw_conflicts(sheet: Any, palette: Palette) -> None:
    """合并冲突: what a merge didn't decide."""
    _begin(sheet, CONFLICTS, at.CONFLICT_TABLE, palette)
    draw_buttons(sheet, (UNIT, CONFLICTS), 2, 1, 28)
    sheet.set_row(2, 36)
    _headings(sheet, at.CONFLICT_TABLE, palette)
    _pick(
        sheet,
        at.CONFLICT_TABLE,
        "取哪一个",
        list(at.CHOICES),
        "主表：不改。交回：把“交回的”写进工作簿。选好按【收回合并】。",
    )
    first, table = at.CONFLICT_TABLE.first, at.CONFLICT_TABLE
    choice = table.column("取哪一个")
    done = f'=${column_letters(table.column("处理"))}{first}="{at.DONE}"'
    waiting = f'=AND(${column_letters(table.left + 1)}{first}<>"",${column_letters(choice)}{first}="")'
    grey = palette.plain(font_color=MUTED, bg_color=COMPUTED_TINT, border=1, border_color=RULE)
    tint = palette.plain(bg_color=WARNING_TINT, border=1, border_color=RULE)
    for left, right in ((table.left, choice - 1), (choice, choice), (choice + 1, table.right)):
        here = f"{a1(first, left)}:{a1(table.last, right)}"
        sheet.conditional_format(here, {"type": "formula", "criteria": done, "format": grey, "stop_if_true": True})
        if left == choice:
            options = {"type": "formula", "criteria": waiting, "format": tint, "stop_if_true": True}
            sheet.conditional_format(here, options)
        _boxes(sheet, table, palette, (left, right))
    sheet.freeze_panes(table.top, 2)
    _end(sheet, CONFLICTS)


def draw_sources(sheet: Any, palette: Palette) -> None:
    """来源: who said what."""
    _begin(sheet, SOURCES, at.SOURCE_TABLE, palette)
    _headings(sheet, at.SOURCE_TABLE, palette)
    _pick(sheet, at.SOURCE_TABLE, "抽查", [YES], "抽查过的选“是”。")
    _boxes(sheet, at.SOURCE_TABLE, palette)
    sheet.freeze_panes(at.SOURCE_TABLE.top, 3)
    _end(sheet, SOURCES)


def draw_unit_texts(sheet: Any, palette: Palette) -> None:
    """下属单位文字: what the units wrote."""
    _begin(sheet, UNIT_TEXTS, at.TEXT_TABLE, palette)
    _headings(sheet, at.TEXT_TABLE, palette)
    _boxes(sheet, at.TEXT_TABLE, palette)
    sheet.freeze_panes(at.TEXT_TABLE.top, 0)
    _end(sheet, UNIT_TEXTS)


def draw_unit_sums(sheet: Any, palette: Palette) -> None:
    """下属单位汇总: each figure with what every unit gave; headings come with the units."""
    _head(sheet, UNIT_SUMS, at.UNIT_LEFT + len(at.UNIT_FIXED) + 3, palette)
    widths = (*at.UNIT_WIDTHS, *(at.UNIT_WIDTH for _ in range(at.UNIT_COLUMNS)))
    for n, width in enumerate(widths):
        kind = "text" if n < 2 else "amount"
        look = palette.output(kind, font_size=10, text_wrap=True, valign="top")
        sheet.set_column(at.UNIT_LEFT - 1 + n, at.UNIT_LEFT - 1 + n, width, look)
    sheet.set_column(at.KEY_COLUMN - 1, at.KEY_COLUMN - 1, 10, None, {"hidden": True})
    left, head = column_letters(at.UNIT_LEFT), at.UNIT_TOP
    rows = f"{a1(head, at.UNIT_LEFT)}:{a1(2000, at.KEY_COLUMN - 1)}"
    shown = f'{column_letters(at.UNIT_LEFT)}${head}<>""'
    looks = {
        f'=AND(${left}{head}="{at.UNIT_FIXED[0]}",{shown})': {"bg_color": HEADER_TINT, "bold": True},
        f'=AND(${left}{head}<>"",{shown})': {},
    }
    for criteria, look in looks.items():
        options = {
            "type": "formula",
            "criteria": criteria,
            "format": palette.plain(border=1, border_color=RULE, **look),
        }
        sheet.conditional_format(rows, {**options, "stop_if_true": True})
    sheet.freeze_panes(at.UNIT_TOP, at.UNIT_LEFT + 2)
    _end(sheet, UNIT_SUMS)


def _begin(sheet: Any, name: str, table: Table, palette: Palette) -> None:
    _head(sheet, name, table.right - 1, palette)
    for n, column in enumerate(table.columns):
        options = {"hidden": True} if column.kind == "hidden" else {}
        sheet.set_column(table.left - 1 + n, table.left - 1 + n, column.width, _format(column.kind, palette), options)


def _head(sheet: Any, name: str, right: int, palette: Palette) -> None:
    sheet.hide()
    sheet.set_tab_color(TAB)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 1.5)
    sheet.set_row(0, 32)
    sheet.write_string(0, 1, name, palette.title())
    sheet.merge_range(1, 1, 1, right - 1, at.NOTES[name], palette.note(valign="vcenter"))
    sheet.set_row(1, NOTE_POINTS)


def _format(kind: str, palette: Palette) -> Any:
    if kind == "link":
        return palette.output("text", font_size=10, font_color="#0563C1", underline=1, align="center")
    if kind == "entry":
        return palette.output("text", font_size=10, locked=False)
    return palette.output("text", font_size=10)


def _section(sheet: Any, table: Table, title: str, palette: Palette) -> None:
    for column in range(table.left, table.right):
        sheet.write_blank(table.top - 2, column - 1, None, palette.section())
    sheet.write_string(table.top - 2, table.left - 1, title, palette.section())
    sheet.set_row(table.top - 2, 24)


def _headings(sheet: Any, table: Table, palette: Palette) -> None:
    """The row of headings, printed on every page (of two tables, those of the lower one)."""
    sheet.repeat_rows(table.top - 1)
    for n, column in enumerate(table.columns):
        sheet.write_string(table.top - 1, table.left - 1 + n, column.label, palette.header())
    sheet.set_row(table.top - 1, HEADER_POINTS)


def _pick(sheet: Any, table: Table, label: str, source: object, told: str) -> None:
    options = {"validate": "list", "source": source, "input_title": label, "input_message": told}
    wrong = {"error_title": label, "error_message": "请从下拉列表里选，或者空着。"}
    column = table.column(label)
    sheet.data_validation(table.first - 1, column - 1, table.last - 1, column - 1, {**options, **wrong})


def _boxes(sheet: Any, table: Table, palette: Palette, across: tuple[int, int] | None = None) -> None:
    """Borders come with the content."""
    left, right = across or (table.left, table.right)
    here = f"{a1(table.first, left)}:{a1(table.last, right)}"
    filled = f"=COUNTA(${a1(table.first, table.left)}:${a1(table.first, table.right)})>0"
    box = palette.plain(border=1, border_color=RULE)
    sheet.conditional_format(here, {"type": "formula", "criteria": filled, "format": box})


def _end(sheet: Any, name: str) -> None:
    set_up_page(sheet, name, landscape=True)
    sheet.protect("", PROTECTION)
