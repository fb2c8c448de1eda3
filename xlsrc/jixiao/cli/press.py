"""Command press: one action on closed workbooks. What 发送到 and the desktop icon run on Windows."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from jixiao.actions import SENT_TO, Action, action_named
from jixiao.cli.common import DONE, HAS_ERRORS, UNUSABLE, echo, refusals

ASK = "ask"
REPLACING, ONLY_IMPORT = "import_table", "--replace 只用于导入评分表（import）。"
NO_ACTION = "没有“{name}”这个操作。可以用的：{known}。"
NEEDS_EXCEL = "“{label}”要在打开的工作簿里用。对关闭的文件可以用的：{known}。"
NO_FILE_ASK = (
    "没有拖工作簿上来，下面新建一份空白的。要按上年的新建，或要校验、评分、报送：关掉本窗口，把工作簿拖到图标上。"
)
BEGINS = action_named("new")
NO_FILE = "没有选工作簿。请先保存并关闭工作簿，再把它拖到“绩效自评”图标上（或者右键点它，用“发送到”）。"
CANNOT = "【{name}】没有完成：不能读写 {where}（{why}）。请检查文件夹是否允许写入、磁盘是否已满。工作簿没有改动。"
BROKEN = "【{name}】{label}没有完成，工作簿没有改动。请把 {log} 发给安装人员。"
BACKED_UP = "\n原来的文件备份在旁边：{name}"
NOTHING_NEW = "\n工作簿内容没有变化，没有重写。"


@click.command()
@click.argument("action")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="导入评分表：换下《指标体系》现有的指标，不再问（原来的留在《导入结果》）。"
)
@click.option("--window", is_flag=True, help="结果用消息框显示（Windows）。")
def press(action: str, files: tuple[Path, ...], replace: bool, window: bool) -> None:
    """对已保存并关闭的工作簿 FILES 做一个操作，没有宏也能用（如 WPS）。

    ACTION：validate 校验、calculate 计算评分、report 生成报告、submit 导出报送件、mail 发送邮件、import 导入评分表；
    new 按上年的工作簿或报送表，在旁边新建今年的；ask 先问做哪一个（不带文件：新建一份空白的）。

    结果写回原文件，原来的内容备份在旁边；正打开的文件不会动。退出码：0 完成；1 工作簿还有错误，或评分表还没有导入；2 做不了。
    """
    if not files and action == ASK:
        sys.exit(_begin_blank(window))
    if not files:
        _stop(NO_FILE, window)
    chosen = _asked() if action == ASK else _action(action, window)
    if replace and chosen.name != REPLACING:
        _stop(ONLY_IMPORT, window)
    sys.exit(max(_carried_out(chosen, path.absolute(), window, replace) for path in files))


def _action(name: str, window: bool) -> Action:
    known = "、".join(one.label for one in SENT_TO)
    try:
        action = action_named(name)
    except KeyError:
        _stop(NO_ACTION.format(name=name, known=known), window)
    if action not in SENT_TO:
        _stop(NEEDS_EXCEL.format(label=action.label, known=known), window)
    return action


def _asked() -> Action:
    """The menu of the desktop icon."""
    for number, action in enumerate(SENT_TO, 1):
        echo(f"  {number}  {action.label}　{action.what}")
    number = click.prompt("\n要做哪一个？请输入数字，按回车", type=click.IntRange(1, len(SENT_TO)))
    return SENT_TO[number - 1]


def _begin_blank(window: bool) -> int:
    """The desktop icon without a file: a new workbook, unit and year asked for, into 文档."""
    from jixiao.buttons.beginning import Wanted, begin
    from jixiao.new_workbooks.from_last_year import file_name

    echo(NO_FILE_ASK)
    unit = click.prompt("单位名称", type=str).strip()
    year = click.prompt("评价年度（四位数字，如 2025）", type=click.IntRange(2000, 2100))
    target = _documents() / file_name(unit, year)
    return _guarded(BEGINS, target, window, lambda: _told_begun(begin(Wanted(target, unit, year)), target, window))


def _documents() -> Path:
    """绩效自评 in 文档, where a set-up has made it; else the folder one is in."""
    from jixiao.setup import SetupError, places

    try:
        folder = places.here().documents
    except SetupError:  # neither Windows nor macOS
        return Path.cwd()
    return folder if folder.is_dir() else Path.cwd()


def _carried_out(action: Action, path: Path, window: bool, replace: bool) -> int:
    """The exit status of one file."""
    if action.begins:
        return _guarded(action, path, window, lambda: _begin_next(path, window))
    return _guarded(action, path, window, lambda: _press(action, path, window, replace))


def _begin_next(last: Path, window: bool) -> int:
    """This year's workbook beside last year's, with a full account of what was carried and what wasn't."""
    from jixiao.buttons.beginning import begin_next_year

    done = begin_next_year(last)
    return _told_begun(done.told, done.target, window)


def _told_begun(told: str, target: Path, window: bool) -> int:
    from jixiao.buttons.message_box import tell

    tell(told, good=True, window=window, look_at=target)
    return DONE


def _press(action: Action, path: Path, window: bool, replace: bool) -> int:
    from jixiao.buttons.closed_files import press_file
    from jixiao.buttons.message_box import tell

    pressed = press_file(action, path, datetime.now(), replace=replace)
    done = pressed.done
    backup = BACKED_UP.format(name=pressed.backup.name) if pressed.backup else NOTHING_NEW
    told = f"【{path.name}】{action.ended(done.told, done=not done.refused)}{backup}"
    tell(told, good=not done.refused, window=window, look_at=pressed.look_at)
    return HAS_ERRORS if done.blocked else DONE


def _guarded(action: Action, path: Path, window: bool, work: Callable[[], int]) -> int:
    """The exit status of the work; whatever happens is told in Chinese."""
    from jixiao import log
    from jixiao.buttons.message_box import tell

    try:
        return work()
    except refusals() as error:
        tell(_named(path, str(error)), good=False, window=window)
    except OSError as error:
        told = CANNOT.format(name=path.name, where=error.filename or path, why=error.strerror or error)
        tell(told, good=False, window=window)
    except Exception:  # as behind the buttons: people never see a traceback
        log.log_failure(action.label)
        tell(BROKEN.format(name=path.name, label=action.label, log=log.LOG_FILE), good=False, window=window)
    return UNUSABLE


def _named(path: Path, message: str) -> str:
    return message if path.name in message else f"【{path.name}】{message}"


def _stop(message: str, window: bool) -> NoReturn:
    from jixiao.buttons.message_box import tell

    tell(message, good=False, window=window)
    sys.exit(UNUSABLE)
