"""Draw 首页: buttons, state, progress, how to."""

from collections.abc import Mapping
from typing import Any

from jixiao.actions import UNIT
from jixiao.drawing.entry_sheets import set_up_page
from jixiao.drawing.form_buttons import draw_buttons
from jixiao.drawing.palette import BRAND, ERROR_TINT, MUTED, Palette
from jixiao.forms import outputs
from jixiao.forms.names import HOME
from jixiao.forms.outputs import EXPORT_ROW, NOTICE_HEIGHT, NOTICE_ROW, PROGRESS, STATE_LEFT, STATE_ROW
from jixiao.values.address import a1, column_letters

STEPS = (
    "1　按工作表顺序填黄色格；灰色格自动计算，不用填。带 * 的必填，没有的金额填 0。",
    "2　按【校验】。有问题的格子会变色，问题列在《校验结果》，点“定位”列里的“→”跳过去改。",
    "3　改到没有“错误”为止；“提醒”如属实，在《校验结果》的“处理说明”里写明原因。",
    "4　按【计算评分】，得分、扣分原因、计算过程写进《评分表》，汇总和图表写进《汇总》。",
    "5　没有错误后，按【生成报告】先看报告；再按【导出报送件】【发送邮件】，要报送的都在旁边的“报送件”里。",
)
WARNED = "#9C0006"
NOTICE = (  # the workbook's macros hide it on opening: who reads it has none
    "宏没有启用，下面的按钮按了没有反应；填表不受影响。要用按钮：\n"
    "① 上方有黄条的：点“启用内容”。\n"
    "② 没有黄条、或是红条的：关闭本文件，在文件上点右键→属性→勾选“解除锁定”→确定，再打开。\n"
    "③ 用 WPS 的：保存，关闭，把文件拖到桌面的“绩效自评”图标上（要先安装）。\n"
    "④ 文件名以 .xlsx 结尾、用 Excel 的：用上方的“绩效自评”选项卡（要先安装）。"
)


NEXT_STEP = {"text_wrap": True, "font_size": 11, "font_color": "#0563C1", "underline": 1}
NO_BUTTONS = "LibreOffice 保存过的，按钮会不见：用上方菜单【绩效自评】，里面的各项和按钮一样。"
NOTICE_LIBREOFFICE = "LibreOffice：按钮按了没有反应的，先关闭 LibreOffice，由安装人员运行一次 jixiao install，再打开。"


def draw_home(sheet: Any, palette: Palette, rows: Mapping[str, str], version: str, mark: str = "") -> None:
    """首页, with one progress row per name in `rows`, each with the sheet it jumps to; `mark` stands before the version."""
    _set_up(sheet, palette)
    sheet.set_row(9, 36)
    draw_buttons(sheet, (UNIT, HOME), 9, 1, 38, each_column=True)
    _state(sheet, palette)
    _progress(sheet, palette, rows)
    last = PROGRESS.last + 1
    sheet.write_string(last, 1, f"{mark}　模板版本 {version}".strip(), palette.note(text_wrap=False))
    set_up_page(sheet, HOME, (last + 1, PROGRESS.right), landscape=False)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _set_up(sheet: Any, palette: Palette) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 1.5)
    for n, column in enumerate(PROGRESS.columns):
        sheet.set_column(PROGRESS.left - 1 + n, PROGRESS.left - 1 + n, column.width)
    sheet.set_row(0, 46)
    banner = palette.title(font_size=22, font_color="#FFFFFF", bg_color=BRAND, align="center")
    sheet.merge_range(0, 1, 0, 6, outputs.TITLES[HOME], banner)
    who = palette.make(align="center", font_size=12, font_color=MUTED)
    sheet.merge_range(1, 1, 1, 6, "", who)
    formula = '=IF(单位名称="","请先到《基本信息》填单位名称和评价年度",单位名称&"　　评价年度："&评价年度)'
    sheet.write_formula(1, 1, formula, who, "")
    sheet.set_row(1, 26)
    state = f"${column_letters(STATE_LEFT)}${STATE_ROW}"
    draw_notice(sheet, palette, NOTICE, (NOTICE_ROW, 2, 7), NOTICE_HEIGHT, f'{state}<>""')
    for n, step in enumerate(STEPS):
        sheet.merge_range(3 + n, 1, 3 + n, 6, step, palette.make(font_size=11))
        sheet.set_row(3 + n, 22)


def draw_notice(
    sheet: Any, palette: Palette, notice: str, place: tuple[int, int, int], height: float, pressed: str = ""
) -> None:
    """That macros are off, at `place`: row, first and last column, from 1. `pressed`: true once a button has worked.

    INFO tells LibreOffice, where no macro could hide the row, from Excel and WPS (pcdos, mac).
    """
    row, left, right = place
    warning = palette.make(font_size=10, font_color=WARNED, bg_color=ERROR_TINT, text_wrap=True, bold=True, indent=1)
    sheet.merge_range(row - 1, left - 1, row - 1, right - 1, "", warning)
    lines = "&CHAR(10)&".join(f'"{line}"' for line in notice.splitlines())
    in_office = 'OR(INFO("system")={"LINUX","WNT","MACOSX"})'
    calm_text = f'IF({pressed},"{NO_BUTTONS}","{NOTICE_LIBREOFFICE}")' if pressed else f'"{NOTICE_LIBREOFFICE}"'
    sheet.write_formula(row - 1, left - 1, f"=IF({in_office},{calm_text},{lines})", warning, notice)
    sheet.set_row(row - 1, height)
    calm = palette.plain(font_color=MUTED, bg_color="#FFFFFF", bold=False)
    at = f"${column_letters(left)}${row}"
    told = f'=OR({at}="{NOTICE_LIBREOFFICE}",{at}="{NO_BUTTONS}")'
    sheet.conditional_format(a1(row, left), {"type": "formula", "criteria": told, "format": calm})


def _state(sheet: Any, palette: Palette) -> None:
    for n, label in enumerate(outputs.STATE_FACTS):
        column = STATE_LEFT - 1 + n
        sheet.write_string(STATE_ROW - 2, column, label, palette.header())
        kind = "points" if label == "自评总分" else "count"
        look = {"bold": True, "font_size": 16} if label != "下一步" else NEXT_STEP
        sheet.write_blank(
            STATE_ROW - 1, column, None, palette.boxed(num_format=_state_format(kind), align="center", **look)
        )
    last = STATE_LEFT + len(outputs.STATE_FACTS) - 1
    sheet.merge_range(
        EXPORT_ROW - 1, STATE_LEFT - 1, EXPORT_ROW - 1, last - 1, "", palette.make(font_size=10, font_color=MUTED)
    )
    stale = palette.plain(font_color=WARNED, bold=True)
    changed = f'=ISNUMBER(FIND("不一致",${a1(EXPORT_ROW, STATE_LEFT)}))'
    sheet.conditional_format(a1(EXPORT_ROW, STATE_LEFT), {"type": "formula", "criteria": changed, "format": stale})
    sheet.set_row(STATE_ROW - 2, 24)
    sheet.set_row(STATE_ROW - 1, 40)
    wrong = palette.plain(font_color="#C00000")
    cell = a1(STATE_ROW, STATE_LEFT)
    sheet.conditional_format(cell, {"type": "formula", "criteria": f"=N({cell})>0", "format": wrong})


def _state_format(kind: str) -> str:
    return "0.00" if kind == "points" else "0"


def _progress(sheet: Any, palette: Palette, rows: Mapping[str, str]) -> None:
    title = outputs.SECTION_TITLES[HOME, PROGRESS.top - 1]
    for column in range(PROGRESS.left, PROGRESS.right + 1):
        sheet.write_blank(PROGRESS.top - 2, column - 1, None, palette.section())
    sheet.write_string(PROGRESS.top - 2, PROGRESS.left - 1, title, palette.section())
    sheet.set_row(PROGRESS.top - 2, 26)
    sheet.set_row(PROGRESS.top - 1, 24)
    for n, heading in enumerate(PROGRESS.columns):
        sheet.write_string(PROGRESS.top - 1, PROGRESS.left - 1 + n, heading.label, palette.header())
    for n, (name, target) in enumerate(rows.items()):
        _progress_row(sheet, palette, PROGRESS.first + n, name, target)
    right = a1(PROGRESS.last, PROGRESS.column("错误"))
    red = palette.plain(font_color="#C00000", bold=True)
    errors = f"{a1(PROGRESS.first, PROGRESS.column('错误'))}:{right}"
    sheet.conditional_format(errors, {"type": "cell", "criteria": ">", "value": 0, "format": red})


def _progress_row(sheet: Any, palette: Palette, row: int, name: str, target: str) -> None:
    link = palette.label(font_color="#0563C1", underline=1)
    sheet.write_url(row - 1, PROGRESS.left - 1, f"internal:'{target}'!A1", link, name)
    sheet.set_row(row - 1, 21)
    for column in range(PROGRESS.left + 1, PROGRESS.right):
        sheet.write_blank(row - 1, column - 1, None, palette.boxed(num_format="0", align="center"))
    sheet.write_blank(row - 1, PROGRESS.right - 1, None, palette.boxed(font_color=MUTED, font_size=10, indent=1))
