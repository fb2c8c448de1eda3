"""Drawings of what can't be photographed here: Windows, Excel, a browser. Every name and word on them is the program's
own. Each function gives one picture; DRAWN lists them by name."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import installing
import sending
from click.testing import CliRunner
from installing import HOME_OF
from paper import LINE, MUTED, PAPER, Paper, schematic, width_of, wrapped
from PIL import Image
from windows import Drawn, beneath, console, excel_head, explorer, framed, icon, menu, message, on, ticked, window

from books import evaluated
from jixiao import resources
from jixiao.actions import UNIT, action_named, in_ribbon
from jixiao.bureau.book.asked import USUAL_FOLDER
from jixiao.cli.machine import install
from jixiao.drawing import manual_page as manual
from jixiao.functions.catalog import FUNCTIONS
from jixiao.macros.messages import messages
from jixiao.press.told import said
from jixiao.resources import BLANK_NAME, LEDGER_NAME, SAMPLE_NAME
from jixiao.setup import places

EXCEL_TABS = ("文件", "开始", "插入", "页面布局", "公式", "数据", "审阅", "视图", places.NAME)
YELLOW = "#FFF4CE"


def documents() -> Image.Image:
    return framed(explorer(f"文档 › {places.NAME}", [f"{manual.TITLE}.html", BLANK_NAME]), BLANK_NAME)


def ledgers_folder() -> Image.Image:
    """The bureau's ledger and the folder beside it."""
    return framed(
        explorer("本地磁盘 (D:) › 2024年度自评", [USUAL_FOLDER, LEDGER_NAME]), LEDGER_NAME, USUAL_FOLDER, numbers=True
    )


def yellow_bar(photograph: Image.Image) -> Image.Image:
    """Above the workbook as it is where macros are off."""
    head = excel_head(BLANK_NAME, 900, EXCEL_TABS, "开始")
    bar = Paper(900, 46, YELLOW)
    bar.text(16, 11, "▲ 安全警告　宏已被禁用。", 15)
    place = (240, 8, 340, 38)
    bar.button(place, "启用内容")
    left, top, right, bottom = place
    down = head.image.height
    joined = beneath(head.image, bar.image, photograph)
    return framed(Drawn(joined, {"启用内容": (left, top + down, right, bottom + down)}), "启用内容")


def unblock() -> Image.Image:
    paper = window(520, 420, f"{BLANK_NAME} 属性", "#F5F5F5")
    paper.box((14, 50, 506, 360), PAPER, LINE)
    rows = (
        ("文件类型：", "Excel 启用宏的工作表 (.xlsm)"),
        ("位置：", rf"{HOME_OF}\Downloads"),
        ("属性：", "□ 只读　□ 隐藏"),
    )
    icon(paper, 34, 70, ".xlsm")
    paper.text(70, 68, BLANK_NAME)
    for n, (label, text) in enumerate(rows):
        paper.text(34, 116 + 40 * n, label, 14, MUTED)
        paper.text(130, 116 + 40 * n, text, 14)
    paper.pen.line((30, 240, 490, 240), LINE)
    paper.text(34, 256, "安全：", 14, MUTED)
    for n, line in enumerate(wrapped("此文件来自其他计算机，可能被阻止以帮助保护该计算机。", 210, 13)):
        paper.text(130, 256 + 22 * n, line, 13)
    found = {"解除锁定": ticked(paper, 370, 258, "解除锁定(K)"), "确定": (290, 374, 390, 406)}
    paper.button(found["确定"], "确定", strong=True)
    paper.button((402, 374, 502, 406), "取消")
    return framed(Drawn(paper.image, found), "解除锁定", "确定", numbers=True)


def ribbon() -> Drawn:
    """The tab as jixiao.actions has it."""
    head = excel_head(BLANK_NAME, 900, EXCEL_TABS, places.NAME)
    band = Paper(900, 112, "#F7F7F7")
    found, x = {}, 14
    for group, actions in groupby(in_ribbon(UNIT), lambda one: one.group):
        start = x
        for action in actions:
            width = max(58, width_of(action.label, 14) + 10)
            band.box((x + width // 2 - 18, 10, x + width // 2 + 18, 46), "#FFFFFF", "#1E7145", 4)
            band.text(x + width // 2, 28, action.label[0], 18, "#1E7145", bold=True, anchor="mm")
            band.text(x + width // 2, 56, action.label, 14, anchor="ma")
            found[action.label] = (x + 2, 68 + 6, x + width - 2, 68 + 80)
            x += width
        band.text((start + x) // 2, 86, group, 13, MUTED, anchor="ma")
        x += 6
        band.pen.line((x, 8, x, 104), LINE)
        x += 6
    return Drawn(beneath(head.image, band.image), found)


def ribbon_tab() -> Image.Image:
    return framed(ribbon(), *(action.label for action in in_ribbon(UNIT)), numbers=True)


def ribbon_new() -> Image.Image:
    return framed(ribbon(), action_named("new").label)


def asked_for_last_year() -> Image.Image:
    texts = messages()
    return framed(message(texts["title"], texts["new_last"].strip(), ["是(Y)", "否(N)", "取消"], "?"), "是(Y)")


def asked_for_year() -> Image.Image:
    """The year, then the name under which it is saved."""
    texts = messages()
    paper = window(430, 180, texts["title"])
    paper.text(20, 54, texts["new_year"])
    paper.box((20, 86, 410, 116), PAPER, "#0F6CBD")
    paper.text(28, 90, "2025")
    paper.button((196, 134, 296, 164), "确定", strong=True)
    paper.button((308, 134, 408, 164), "取消")
    one = Drawn(paper.image, {"确定": (196, 134, 296, 164)})
    two = save_as(texts["new_pick_target"], texts["new_file_name"].format("2025"))
    return framed(on(one, two, 446, 0, "另存"), "确定", "另存保存", numbers=True)


def save_as(title: str, name: str) -> Drawn:
    paper = window(440, 180, title)
    paper.text(20, 58, "文件名：", 14, MUTED)
    paper.box((90, 54, 420, 84), PAPER, "#0F6CBD")
    paper.text(98, 58, name, 14)
    paper.text(20, 98, "保存类型：", 14, MUTED)
    paper.text(98, 98, messages()["new_kinds_target"].partition(" (")[0], 14)
    paper.button((206, 134, 306, 164), "保存", strong=True)
    paper.button((318, 134, 418, 164), "取消")
    return Drawn(paper.image, {"保存": (206, 134, 306, 164)})


def insert_row(photograph: Image.Image, x: int, y: int) -> Image.Image:
    """The menu of a row's number at x, y."""
    items = ["剪切(T)", "复制(C)", "选择性粘贴(S)…", "-", "插入(I)", "删除(D)", "清除内容(N)"]
    return framed(on(Drawn(photograph, {}), menu(items, "插入(I)"), x, y), "插入(I)")


def copy_sheet() -> Image.Image:
    tabs = menu(["插入(I)…", "删除(D)", "重命名(R)", "移动或复制(M)…", "查看代码(V)", "隐藏(H)"], "移动或复制(M)…")
    paper = window(360, 320, "移动或复制工作表")
    paper.text(18, 50, "下列选定工作表之前：", 14)
    paper.box((18, 78, 342, 220), PAPER, LINE)
    for n, name in enumerate(("重点项目", "项目自评1", "项目自评2", "重点工作")):
        paper.text(28, 84 + 32 * n, name, 15)
    found = {"建立副本": ticked(paper, 24, 232, "建立副本(C)"), "确定": (130, 272, 230, 304)}
    paper.button(found["确定"], "确定", strong=True)
    paper.button((242, 272, 342, 304), "取消")
    both = on(tabs, Drawn(paper.image, found), tabs.image.width + 40, 0)
    return framed(both, "移动或复制(M)…", "建立副本", "确定", numbers=True)


def on_linux() -> Image.Image:
    """`jixiao install` itself, into a profile of its own."""
    with tempfile.TemporaryDirectory() as name:
        profile = Path(name) / "libreoffice" / "4"
        told = CliRunner().invoke(install, ["--profile", str(profile)]).output
    return console("终端", f"$ jixiao install\n{told.replace(name, '~/.config')}").image


def formulas() -> Image.Image:
    """The three functions and what they give, calculated by the functions themselves."""
    execution_rate, points, grade = (one.call for one in FUNCTIONS)
    criterion = "≥95%，计8分；90%（含）-95%，计6分；低于90%不得分。"
    rows = (
        ("公式", "结果"),
        ("=执行率(146.3, 150)", f"{execution_rate(146.3, 150):.2%}"),
        ("=执行率(0, 0)", str(execution_rate(0, 0))),
        (f'=得分("{criterion}", "93.4%", 8)', f"{points(criterion, '93.4%', 8):g}"),
        ("=等次(86)", str(grade(86))),
    )
    paper = Paper(860, 40 * len(rows))
    for n, row in enumerate(rows):
        for (left, right), text in zip(((0, 700), (700, 859)), row, strict=True):
            paper.box((left, 40 * n, right, 40 * n + 39), PAPER if n else "#DCE6F0")
            paper.text(left + 12, 40 * n + 8, text, bold=not n)
    return paper.image


def in_the_browser() -> Image.Image:
    """Excel on the web with the pane of xlwings Lite; its scripts and what one prints."""
    labels = [action_named(name).label for name in ("validate", "calculate", "try_out")]
    paper = window(860, 360, f"{BLANK_NAME} - 网页版 Excel")
    paper.box((16, 50, 520, 344), "#FAFAFA")
    paper.text(268, 190, "工作簿", 22, LINE, anchor="mm")
    paper.box((536, 50, 844, 344), "#1E1E2E", "#1E1E2E", 6)
    paper.text(552, 58, "xlwings Lite", 15, PAPER, bold=True)
    for n, label in enumerate(labels):
        paper.box((552, 92 + 32 * n, 780, 120 + 32 * n), "#3A3A55" if n == 0 else "#2A2A3C", "#45455E", 4)
        paper.text(564, 95 + 32 * n, label, 15, PAPER)
    paper.pen.polygon(((802, 94), (802, 118), (824, 106)), "#3DCB6C")
    paper.text(552, 206, "Output", 14, "#AAAACC")
    line = said(evaluated(resources.workbook("samples", SAMPLE_NAME)))
    lines = wrapped(action_named("validate").ended(line), 276, 14)
    for n, line in enumerate(lines):
        paper.text(552, 232 + 24 * n, line, 14, PAPER)
    places = {"选": (552, 92, 780, 184), "运行": (796, 90, 830, 122), "结果": (548, 230, 836, 236 + 24 * len(lines))}
    return framed(Drawn(paper.image, places), *places, numbers=True)


DRAWN: dict[str, Callable[[], Image.Image]] = {
    "安装-解压": installing.zip_menu,
    "安装-文件": installing.contents,
    "安装-仍要运行": installing.protected,
    "安装-完成": installing.installed,
    "安装-没有Python": installing.no_python,
    "安装-装Python": installing.python_setup,
    "安装-检查": installing.doctor,
    "安装-卸载": installing.uninstalling,
    "打开-文档": documents,
    "台账-文件夹": ledgers_folder,
    "打开-解除锁定": unblock,
    "打开-选项卡": ribbon_tab,
    "项目-复制": copy_sheet,
    "报送-文件夹": sending.files_to_send,
    "报送-邮件": sending.letter,
    "明年-新建": ribbon_new,
    "明年-选上年": asked_for_last_year,
    "明年-年度": asked_for_year,
    "Linux-安装": on_linux,
    "函数": formulas,
    "网页版": in_the_browser,
    "发送到-菜单": sending.send_to,
    "发送到-结果": sending.sent_to,
    "发送到-桌面": sending.desktop_icon,
}


ON_PHOTOGRAPHS = ("打开-启用内容", "填表-插入行")
"""Photographs with something drawn on them, made with the photographs."""


def drawings() -> Iterator[tuple[str, Image.Image]]:
    """All of them, each with the line that says so."""
    for name, draw in DRAWN.items():
        yield name, schematic(draw())
