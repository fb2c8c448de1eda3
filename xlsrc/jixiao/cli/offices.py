"""Commands inside a department: split, merge. The same as the buttons 分发, 收回合并 and 撤销合并, on closed files."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop, echo

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

    from jixiao.offices.taking_back import TakenBack

BACKED_UP = "原来的文件备份在旁边：{name}"
SAME = "工作簿没有变化，没有重写。"
WRITTEN = "合并好的工作簿：{target}"
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="分册放进这个文件夹，默认 FILE 旁边的“分册”。",
)
def split(file: Path, output: Path | None) -> None:
    """分发：按 FILE 的《分工》给每个科室写一本分册（.xlsx）和一封邮件草稿；《分工》没有填的，按填报说明填好再分发。

    FILE 里记下分发了第几次（原来的文件备份在旁边）；交回的分册只认最近一次分发的。
    """
    from jixiao.buttons.closed_files import rewrite
    from jixiao.offices.handing_out import FOLDER, HandedOut, hand_out
    from jixiao.offices.main_book import open_main
    from jixiao.press.reading import read_grids

    folder = output or file.absolute().parent / FOLDER

    def work(book: "xw.Book") -> HandedOut:
        main = open_main(book, read_grids(book))
        done = hand_out(main, folder, datetime.now(), at_once=True)
        main.save()
        return done

    done, backup = rewrite(file.absolute(), datetime.now(), work)
    echo(done.told)
    if backup:
        echo(BACKED_UP.format(name=backup.name))
    sys.exit(DONE)


@click.command()
@click.argument("main", type=FILE)
@click.argument("returned", nargs=-1, type=FILE)
@click.option("--units", "units", multiple=True, type=FILE, help="下属单位的整本工作簿，加总进 MAIN；可以写多次。")
@click.option("-o", "--output", type=FILE, help="合并好的写到这里，MAIN 不动；不给就写回 MAIN，原来的备份在旁边。")
@click.option("--undo", is_flag=True, help="撤销最近一次合并。")
def merge(main: Path, returned: tuple[Path, ...], units: tuple[Path, ...], output: Path | None, undo: bool) -> None:
    """收回合并：把交回的分册 RETURNED 逐格并进 MAIN。两边都改了的不覆盖，列在《合并冲突》，选好“取哪一个”再合并一次。

    不给 RETURNED：只处理《合并冲突》里选好的。退出码：0 完成；1 有要选的冲突，或有的文件不能用；2 做不了。
    """
    if undo and (returned or units):
        raise Stop("--undo 只撤销，不能同时合并。请分两次做。")
    if output and output.suffix.lower() != main.suffix.lower():
        raise Stop(f"{output}：结果的扩展名要和 {main.name} 一样（{main.suffix}）。")
    if undo:
        _carried_out(main, output, _undone)
    from jixiao.offices.taking_back import NOTHING_CHOSEN

    missing = [path.name for path in (*returned, *units) if not path.is_file()]
    if missing:
        raise Stop(f"找不到：{'、'.join(missing)}。请检查文件名。")

    def work(book: "xw.Book") -> "tuple[str, bool]":
        from jixiao.offices.main_book import open_main
        from jixiao.offices.taking_back import take_back
        from jixiao.press.reading import read_grids

        opened = open_main(book, read_grids(book))
        done: TakenBack = take_back(opened, returned, units=units)
        opened.save()
        return done.told or NOTHING_CHOSEN, not done.open and not done.refused

    _carried_out(main, output, work)


def _undone(book: "xw.Book") -> tuple[str, bool]:
    from jixiao.offices.main_book import open_main
    from jixiao.offices.undoing import undo_last
    from jixiao.press.reading import read_grids

    opened = open_main(book, read_grids(book))
    done = undo_last(opened)
    opened.save()
    return done.told, not done.kept


def _carried_out(main: Path, output: Path | None, work: "Callable[[xw.Book], tuple[str, bool]]") -> None:
    """Do it, say it, leave with the status."""
    from jixiao.buttons.closed_files import rewrite, worked
    from jixiao.files import write_whole

    if output is None or (output.exists() and main.exists() and output.samefile(main)):
        (told, good), backup = rewrite(main.absolute(), datetime.now(), work)
        told += f"\n{BACKED_UP.format(name=backup.name)}" if backup else f"\n{SAME}"
    else:
        (told, good), content = worked(main.absolute(), work)
        write_whole(output, content)
        told += f"\n{WRITTEN.format(target=output)}"
    echo(told)
    sys.exit(DONE if good else HAS_ERRORS)


COMMANDS = (split, merge)
