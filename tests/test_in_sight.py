"""Everything in sight on a small screen: 1366 × 768 at 125 %, which shows about 130 digits of the workbook's font (measured)."""

import openpyxl
import pytest

from jixiao.forms.names import BUREAU_SHEETS, FINDINGS, HOME
from jixiao.forms.project_sheet import SHIPPED_SHEETS, sheet_names

WIDE = 130.0
TO_THE_RIGHT = {"绩效指标": ("佐证材料", "评分标准"), "文字材料": ("上年写的", "常用语1", "常用语2", "常用语3")}
"""What may lie beyond the edge: looked up, not filled in step by step; names stay in sight beside it."""


@pytest.fixture(scope="module")
def book():
    from jixiao import resources
    from jixiao.resources import BLANK_NAME

    return openpyxl.load_workbook(resources.workbook(BLANK_NAME))


def right_edge(sheet, column):
    widths = {n: one.width for one in sheet.column_dimensions.values() for n in range(one.min, one.max + 1)}
    return sum(widths[n] for n in range(1, column + 1))


def entries(sheet):
    """(column, heading) of every cell that a person types into."""
    headings = {}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.font.b:
                headings[cell.column] = cell.value
            if not cell.protection.locked and cell.fill.fgColor.rgb not in ("00000000", None):
                yield cell.column, headings.get(cell.column, "")


def test_every_entry_is_within_the_screen(book):
    ours = [
        name for name in book.sheetnames if name not in (*BUREAU_SHEETS, *sheet_names(SHIPPED_SHEETS), "粘贴评分表")
    ]
    seen = 0
    for name in ours:
        sheet = book[name]
        for column, heading in set(entries(sheet)):
            if heading not in TO_THE_RIGHT.get(name, ()):
                assert right_edge(sheet, column) <= WIDE, (name, heading)
                seen += 1
    assert seen > 40


@pytest.mark.parametrize(
    ("sheet", "last"),
    [(FINDINGS, "处理说明"), (HOME, "进度"), ("绩效指标", "目标值"), ("评分表", "扣分"), ("汇总", "备注")],
)
def test_what_is_read_is_within_the_screen(book, sheet, last):
    columns = [cell.column for row in book[sheet].iter_rows() for cell in row if cell.value == last]
    assert columns
    assert right_edge(book[sheet], columns[0]) <= WIDE


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        ("绩效指标", "三级指标"),
        ("评分表", "三级指标"),
        ("重点项目", "项目名称"),
        ("重点工作", "工作任务"),
        ("文字材料", "项目"),
    ],
)
def test_names_stay_when_one_scrolls(book, sheet, name):
    (row, column) = next(
        (cell.row, cell.column) for rows in book[sheet].iter_rows() for cell in rows if cell.value == name
    )
    frozen = openpyxl.utils.cell.coordinate_from_string(book[sheet].freeze_panes)
    assert openpyxl.utils.column_index_from_string(frozen[0]) > column
    if sheet != "文字材料":
        assert frozen[1] > row


def test_texts_are_two_lines_high_and_grow(book):
    """Eight of them on a screen where there were two and a half; heights are not fixed, so that Excel fits them."""
    sheet = book["文字材料"]
    heights = [sheet.row_dimensions[row].height for row in range(11, 27)]
    assert sum(heights) <= 440
