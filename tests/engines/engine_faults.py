"""Engines that do something wrong, made of the file engine; and one that does what Excel is said to do."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from jixiao.engines import LockedCells, ranges, xlwings_engine
from jixiao.engines.file.backend import FileWorkbook
from jixiao.engines.port import Area, Block
from jixiao.selftest import SUITE
from jixiao.selftest.book import FIRST_DAY, GUARDED

HONEST = dict(vars(FileWorkbook))
HONEST_RAW, HONEST_SHEET = ranges.Range.raw_value, ranges.Sheets.__call__


@dataclass(frozen=True)
class Fault:
    """`plant` breaks the file engine; `rows`: the titles that must fail."""

    plant: Callable[[pytest.MonkeyPatch], None]
    rows: frozenset[str]


def fault(*rows: str, **methods: Callable[..., object]) -> Fault:
    def plant(patch: pytest.MonkeyPatch) -> None:
        for name, method in methods.items():
            patch.setattr(FileWorkbook, name, method)

    return Fault(plant, frozenset(rows))


def writing(change: Callable[[object], object]) -> Callable[..., None]:
    """write_values that changes each value on its way."""

    def write(port, sheet, row, column, rows, **how):
        HONEST["write_values"](port, sheet, row, column, [list(map(change, values)) for values in rows], **how)

    return write


def reading(change: Callable[[object], object]) -> Callable[..., object]:
    """read_values that changes each value on its way."""
    return lambda port, sheet, area: [list(map(change, row)) for row in HONEST["read_values"](port, sheet, area)]


def on_texts(change: Callable[[str], object]) -> Callable[[object], object]:
    return lambda value: change(value) if type(value) is str else value


def formulas_of_texts(port, sheet, row, column, rows, **how):
    HONEST["write_values"](port, sheet, row, column, rows, **how)
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if type(value) is str and value.startswith("="):
                HONEST["write_formulas"](port, sheet, row + down, column + right, [[value]])


def over_formulas(port, sheet, row, column, rows, **how):
    HONEST["write_values"](port, sheet, row, column, rows, own=True)


class Sticky:
    """A setting that can be switched off, never on again."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.place = f"_{name}"

    def __get__(self, app: object, owner: type) -> bool:
        return app.__dict__.get("_sticky", True)

    def __set__(self, app: object, value: bool) -> None:
        if not value:
            app.__dict__["_sticky"] = False


def no_way_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(xlwings_engine.App, "screen_updating", Sticky())


STILL_LOCKED = "程序写完，锁定的单元格又拒绝写入"
REFUSES = "受保护的表：锁定的单元格拒绝写入，未锁定的能写"
KEPT = "程序写过的表，保存后仍受保护"
FAULTS = {
    "loses leading zeros": fault(
        "文字仍是文字：00123",
        "直接写进 .value 的文字原样保留（00123）",
        write_values=writing(on_texts(lambda text: text.lstrip("0"))),
    ),
    "makes formulas of texts": fault("文字仍是文字：=1+1", write_values=formulas_of_texts),
    "writes over formulas": fault("填报人的公式不被数值覆盖", "刚写的公式也不被数值覆盖", write_values=over_formulas),
    "drops line breaks": fault(
        "文字仍是文字：第一行↵第二行", write_values=writing(on_texts(lambda text: text.replace("\n", " ")))
    ),
    "cuts long texts": fault("文字仍是文字：长…（3000 字）", write_values=writing(on_texts(lambda text: text[:255]))),
    "reads whole numbers": fault(
        "整数读成小数，与 Excel 一样",
        read_values=reading(lambda v: int(v) if type(v) is float and v.is_integer() else v),
    ),
    "rounds to money": fault(
        "一次写 200 行 12 列", write_values=writing(lambda v: round(v, 1) if type(v) is float else v)
    ),
    "writes locked cells": fault(REFUSES, STILL_LOCKED, KEPT, _check_locked=lambda *_: None),
    "never unlocks": fault("程序写受保护的表（writable）", STILL_LOCKED, KEPT, unlock=lambda *_: None),
    "stays unlocked": fault(STILL_LOCKED, relock=lambda *_: None),
    "saves under the old name": fault("另存为别的名称，原文件不动", save=lambda port, path=None: HONEST["save"](port)),
    "doesn't save": fault(
        "写一块，保存后重新打开还在",
        "金额（Decimal）、日期、是否写进去，保存后不变",
        "日期写进没有日期格式的单元格，保存后仍是日期",
        KEPT,
        "另存为别的名称，原文件不动",
        *(trial.title for trial in SUITE if trial.title.startswith("文字仍是文字")),
        save=lambda port, path=None: None,
    ),
    "shows hidden sheets": fault("认得出隐藏的工作表", visible=lambda *_: True),
    "forgets names": fault("定义的名称", "名称随插入的行扩大", names=lambda port: {}),
    "can't switch back on": Fault(
        no_way_back, frozenset({"屏幕刷新、事件、计算方式、状态栏用完恢复", "按钮中途出错，屏幕刷新和事件也恢复"})
    ),
}


def like_excel(patch: pytest.MonkeyPatch, system: str) -> None:
    """What the documented differences say of Excel on that system."""

    def write(port, sheet, row, column, rows, **how):
        try:
            HONEST["write_values"](port, sheet, row, column, rows, own=True)
        except LockedCells as error:
            raise RuntimeError("1004") from error

    def used(port, sheet):
        honest = HONEST["used_block"](port, sheet)
        return Block(1, 1, port.read_values(sheet, Area(1, 1, 5, 3))) if sheet == GUARDED else honest

    def sheet(sheets, name):
        try:
            return HONEST_SHEET(sheets, name)
        except KeyError as error:
            raise RuntimeError("1004") from error

    def raw(area, value):
        HONEST_RAW.fset(area, float(value) if isinstance(value, str) and value.isdecimal() else value)

    earlier = reading(lambda value: value - dt.timedelta(days=1) if value == FIRST_DAY else value)
    fault(write_values=write, used_block=used, read_values=earlier).plant(patch)
    patch.setattr(ranges.Sheets, "__call__", sheet)
    patch.setattr(ranges.Range, "raw_value", property(HONEST_RAW.fget, raw))
    patch.setattr(ranges.Range, "color", None)
    if system == "win32":
        patch.setattr(FileWorkbook, "relock", lambda *_: None)
