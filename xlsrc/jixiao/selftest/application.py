"""Trials: what buttons need beyond cells - protection, the application's settings, messages, saving."""

from contextlib import suppress

import xlwings as xw

from jixiao.engines import LockedCells, UnusableWorkbook, notify, show_sheet, writable, write_block
from jixiao.engines.quiet import quiet
from jixiao.selftest.book import DATA, GUARDED
from jixiao.selftest.desk import Desk
from jixiao.selftest.expect import equal, refused
from jixiao.selftest.model import trial

TYPED, PROGRAMS = "可填", "已改"


@trial("受保护的表：锁定的单元格拒绝写入，未锁定的能写")
def locked_cells(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    sheet["A2"].value = TYPED
    with refused(LockedCells, "【锁 定】A1"):
        sheet["A1"].value = "不可"
    equal(sheet["A1:A2"].value, ["说明", TYPED])


@trial("程序写受保护的表（writable）")
def writable_sheet(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with writable(sheet):
        write_block(sheet, 1, 1, [[PROGRAMS]])
    sheet["A2"].value = TYPED
    equal(sheet["A1:A2"].value, [PROGRAMS, TYPED])


@trial("程序写完，锁定的单元格又拒绝写入")
def locked_again(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with writable(sheet):
        write_block(sheet, 1, 1, [[PROGRAMS]])
    with refused(LockedCells, "【锁 定】A1"):
        sheet["A1"].value = "不可"
    equal(sheet["A1"].value, PROGRAMS)


@trial("程序写过的表，保存后仍受保护")
def protected_in_the_file(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with writable(sheet):
        write_block(sheet, 1, 1, [[PROGRAMS]])
    again = desk.saved_and_reopened().sheets[GUARDED]
    with refused(Exception):
        again["A1"].value = "不可"
    equal(again["A1"].value, PROGRAMS)


@trial("屏幕刷新、事件、计算方式、状态栏用完恢复")
def settings_are_restored(desk: Desk) -> None:
    app = desk.book.app
    before = _settings(app)
    with app.properties(screen_updating=False, enable_events=False, calculation="manual", status_bar="正在校验"):
        equal(app.status_bar, "正在校验")
        equal(app.calculation, "manual")
    equal(_settings(app), before)
    equal(app.status_bar, False)


def _settings(app: xw.App) -> tuple[object, ...]:
    return app.screen_updating, app.enable_events, app.calculation, app.display_alerts


@trial("按钮中途出错，屏幕刷新和事件也恢复")
def quiet_restores(desk: Desk) -> None:
    app = desk.book.app
    before = _settings(app)
    with suppress(ZeroDivisionError), quiet(app):
        equal((app.screen_updating, app.enable_events), (False, False))
        raise ZeroDivisionError
    equal(_settings(app), before)


@trial("把一张表切到最前")
def sheet_in_front(desk: Desk) -> None:
    show_sheet(desk.book, GUARDED)
    equal(desk.book.sheets.active.name, GUARDED)


@trial("提示信息不让程序停住，状态栏留下文字")
def message(desk: Desk) -> None:
    notify(desk.book, "校验没有完成", "请改正")
    equal(desk.book.app.status_bar, "校验没有完成：请改正")
    equal(desk.book.sheets[DATA]["B3"].value, "甲")


@trial("另存为别的名称，原文件不动")
def save_elsewhere(desk: Desk) -> None:
    content = desk.path.read_bytes()
    desk.book.sheets[0]["B3"].value = "改"
    desk.book.save(desk.folder / "另存.xlsx")
    equal(desk.book.name, "另存.xlsx")
    desk.close()
    equal(desk.path.read_bytes() == content, True)
    equal(desk.open(desk.folder / "另存.xlsx").sheets[0]["B3"].value, "改")


@trial("按钮找得到自己的工作簿（Book.caller）")
def caller(desk: Desk) -> None:
    desk.book.set_mock_caller()
    try:
        equal(xw.Book.caller().sheets[DATA]["B3"].value, "甲")
    finally:
        del xw.Book._mock_caller  # type: ignore[attr-defined]  # set by set_mock_caller


@trial("损坏的文件：一行中文说明")
def unusable_file(desk: Desk) -> None:
    path = desk.folder / "坏.xlsx"
    path.write_bytes(b"PK\3\4")
    with refused(UnusableWorkbook, r"^【坏.xlsx】.*。$"):
        desk.open(path)


@trial("引擎没有的功能会报错，不会悄悄略过")
def unsupported(desk: Desk) -> None:
    with refused(NotImplementedError):
        desk.book.sheets[0]["A1"].color = (1, 2, 3)


TRIALS = (
    locked_cells,
    writable_sheet,
    locked_again,
    protected_in_the_file,
    settings_are_restored,
    quiet_restores,
    sheet_in_front,
    message,
    save_elsewhere,
    caller,
    unusable_file,
    unsupported,
)
