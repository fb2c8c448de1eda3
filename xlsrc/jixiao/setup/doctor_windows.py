"""What a Windows machine has: Excel, WPS, and which of them answers to the name Excel."""

import os
from collections.abc import Callable
from pathlib import PureWindowsPath

from jixiao.setup import SetupError
from jixiao.setup.doctor_excel import excel_points
from jixiao.setup.places import here
from jixiao.setup.points import Point, told

Classes = Callable[[str], str | None]
"""A key of HKEY_CLASSES_ROOT → its default value, None where there is none."""
EXCEL, WPS = "Excel.Application", "ket.Application"
WPS_PROGRAMS = ("et.exe", "wps.exe")
TAKEN = (
    "WPS 占用了 Excel 的名字，Excel 里的按钮会出错：打开“WPS 配置工具”→“高级”→“兼容设置”，"
    "取消“与 Microsoft Office 兼容”，或修复安装 Office。"
)


def windows_points() -> list[Point]:
    """All points of this user."""
    try:
        places = here()
    except SetupError as error:
        return [told(error)]
    return [application_point(_class_value), *excel_points(places, os.environ)]


def application_point(value: Classes) -> Point:
    """Excel, WPS or neither; and whether Excel's COM name leads to WPS (xlwings would then start WPS)."""
    excel, wps = server(EXCEL, value), server(WPS, value)
    if excel and PureWindowsPath(excel).name.casefold() in WPS_PROGRAMS:
        return Point("Excel、WPS", f"Excel.Application 指向 {excel}", False, TAKEN)
    found = [name for name, program in (("Excel", excel), ("WPS 表格", wps)) if program]
    remedy = "没有 Excel 也没有 WPS，填不了表。请先安装其中一个。"
    only_wps = "（没有 Excel：保存并关闭工作簿，用“发送到”菜单）" if found == ["WPS 表格"] else ""
    return Point("Excel、WPS", "、".join(found) + only_wps or "没有", bool(found), remedy)


def server(name: str, value: Classes) -> str | None:
    """The program behind a COM name: its path without quotes and options; None where it isn't registered."""
    identifier = value(rf"{name}\CLSID")
    command = value(rf"CLSID\{identifier}\LocalServer32") if identifier else None
    if not command:
        return None
    if command.startswith('"'):
        return command[1:].partition('"')[0]
    return command[: command.lower().find(".exe") + 4] if ".exe" in command.lower() else command


def _class_value(key: str) -> str | None:
    import winreg

    try:
        return str(winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, key))  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return None
