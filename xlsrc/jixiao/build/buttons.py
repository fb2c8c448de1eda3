"""The form buttons of the workbook: where they are, what they say, which macro they call."""

from typing import Any

BUTTONS = {
    "首页": (
        ("校验", "JxValidate"),
        ("计算评分", "JxCalculate"),
        ("生成报告", "JxReport"),
        ("导出报送件", "JxSubmit"),
        ("发送邮件", "JxMail"),
    ),
    "指标体系": (("识别并试算", "JxTryOut"),),
}
WIDTH, GAP = 112, 12


def draw_buttons(sheet: Any, name: str, row: int, column: int, height: int) -> None:
    """Buttons side by side from a cell on (row and column from 0)."""
    for n, (caption, macro) in enumerate(BUTTONS[name]):
        place = {"x_offset": 4 + n * (WIDTH + GAP), "y_offset": 4, "width": WIDTH, "height": height}
        sheet.insert_button(row, column, {"macro": macro, "caption": caption, **place})
