"""Command collect: what was returned to the bureau into one ledger."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop, echo
from jixiao.resources import LEDGER_NAME, WITH_BUTTONS

if TYPE_CHECKING:
    from jixiao.bureau.collecting import Progress
    from jixiao.bureau.desk import Desk

KINDS = (".xlsx", WITH_BUTTONS)
WRONG_KIND = "{output}：台账的文件名要以 .xlsx（不带按钮）或 .xlsm（带按钮）结尾。"
NO_FOLDER = "{folder}：没有这个文件夹。请先建好再收集。"
NOT_A_DAY = "“{text}”不是日期。请写成 2025-04-30 这样。"
STOPPED = "已停止。读好的都记下了，再收集一次就从断的地方接着做。"
NOTHING_YET = "{output}：还没有收集过。请写明报送材料所在的文件夹，或 .zip、.eml。"


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=f"台账，如 {LEDGER_NAME}。"
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False),
    help="名册（应报单位、联系人、电话、邮箱、截止日期、指标体系）；不给就用台账《名册》里的，都没有就是谁报了算谁。",
)
@click.option(
    "-f",
    "--framework",
    help="财政局用的指标体系：名称或文件；不给就用各工作簿里的。名册里写了的以名册为准。",
)
@click.option("--year", type=click.IntRange(2000, 2100), help="评价年度；不给就按多数文件的。")
@click.option("--due", help="截止日期，如 2025-04-30；名册里写了的以名册为准。")
@click.option(
    "--last-year",
    help="上年的台账（它旁边的 .db 要在）：比对有没有照抄上年的文字。",
)
@click.option("--today", help="超期天数算到哪一天，默认今天。")
@click.option("--jobs", type=click.IntRange(1, 256), help="同时用几个处理器核心，默认全部。")
@click.option("--scheduler", help="已有的 Dask 集群的地址，如 tcp://10.0.0.5:8786；文件要在各台机器都看得到的地方。")
@click.option("--csv", type=click.Path(path_type=Path, file_okay=False), help="各表另写成 CSV，放进这个文件夹。")
@click.option(
    "--parquet", type=click.Path(path_type=Path, file_okay=False), help="各表另写成 Parquet，放进这个文件夹。"
)
def collect(
    sources: tuple[Path, ...],
    output: Path,
    roster: Path | None,
    framework: str | None,
    year: int | None,
    due: str | None,
    last_year: str | None,
    today: str | None,
    jobs: int | None,
    scheduler: str | None,
    csv: Path | None,
    parquet: Path | None,
) -> None:
    """财政局收集：把 SOURCES（文件夹、.zip、.eml、工作簿）里各单位报来的自评工作簿重新校验、评分，汇成一本台账。

    年度、指标体系、截止日期、上年台账说过一次就记着。同一台账再收集一次，只读新来的文件；SOURCES 不写，就只按《登记》里的选用、
    《名册》《设置》重新汇总。台账旁边的 .db 记着收到过什么，丢了会重新读。读不了的文件一个一行，不影响别的。

    退出码：0 都报齐了、没有问题；1 台账做好了，有缺报、不能用的、错误或疑点；2 做不了。
    """
    from jixiao.bureau import writing
    from jixiao.bureau.collecting import collect as collecting
    from jixiao.bureau.running import runner_for
    from jixiao.bureau.terms import Terms

    _refuse(output, sources)
    terms = Terms(year, _beside(framework, output), _day(due), _beside(last_year, output))
    order = writing.Order(output, sources, roster, terms, _day(today) or date.today())
    typed = writing.typed_before(output)
    collection = writing.collection_for(order, typed)
    with _stoppable(), _watched() as progress, collecting(collection, runner_for(scheduler, jobs), progress) as desk:
        told = writing.write_ledger(order, desk, typed, datetime.now())
        writing.write_frames(desk, csv, parquet)
        _say(desk, told)
        echo(f"台账：{output}")
        found = writing.has_findings(desk)
    sys.exit(HAS_ERRORS if found else DONE)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl+C loses nothing, and says so."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise Stop(STOPPED) from error


def _refuse(output: Path, sources: tuple[Path, ...]) -> None:
    if output.suffix.lower() not in KINDS:
        raise Stop(WRONG_KIND.format(output=output))
    if not output.absolute().parent.is_dir():
        raise Stop(NO_FOLDER.format(folder=output.absolute().parent))
    if not sources and not output.exists():
        raise Stop(NOTHING_YET.format(output=output))


def _beside(path: str | None, output: Path) -> str | None:
    """As the ledger remembers it."""
    from jixiao.bureau.terms import beside

    return None if path is None else beside(path, output.absolute().parent)


def _day(text: str | None) -> date | None:
    from jixiao.values.typed import read_date

    value = read_date(text).value
    if text and not isinstance(value, date):
        raise Stop(NOT_A_DAY.format(text=text))
    return value if isinstance(value, date) else None


@contextmanager
def _watched() -> Iterator["Progress"]:
    """A bar on a terminal; nothing in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    screen = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Bar(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, description=what)

        yield progress


def _say(desk: "Desk", told: tuple[str, ...]) -> None:
    from jixiao.bureau.telling import missing, refused, summary

    for line in (*desk.told, *told, *refused(desk), *missing(desk), summary(desk)):
        echo(line)


COMMANDS = (collect,)
