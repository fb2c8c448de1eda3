"""The command selftest: what every engine owes the buttons, as a table; by hand on Excel for Windows and macOS."""

import platform
import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from jixiao import __version__
from jixiao.cli.common import DONE, HAS_ERRORS, UNUSABLE, echo

if TYPE_CHECKING:
    from jixiao.selftest import Verdict

ENGINES = ("file", "libreoffice", "excel")
EPILOG = (
    "在 Windows 或 macOS 上测 Excel：先保存并关闭自己的工作簿，再运行 jixiao selftest --engine excel。"
    "会另开一个看不见的 Excel，测完自动退出；macOS 第一次会问是否允许控制 Excel，请点“好”。"
)


@click.command(epilog=EPILOG)
@click.option(
    "--engine",
    "engines",
    type=click.Choice(ENGINES),
    multiple=True,
    help="只测这个（可以写几次）；不写，本机有的都测。",
)
def selftest(engines: tuple[str, ...]) -> None:
    """自测：同一套测试在各个引擎上跑一遍，列出通过、差异、不通过。

    退出码：0 全部通过（差异是登记过的）；1 有不通过；2 指定的引擎在本机不能运行。
    """
    columns: dict[str, list[Verdict]] = {}
    missing: dict[str, str] = {}
    for engine in engines or ENGINES:
        _try(engine, columns, missing)
    if engines and missing:
        for engine, why in missing.items():
            echo(f"{engine}：未运行（{why}）", err=True)
        sys.exit(UNUSABLE)
    _show(columns, missing)
    sys.exit(HAS_ERRORS if any(map(_failed, columns.values())) else DONE)


def _try(engine: str, columns: "dict[str, list[Verdict]]", missing: dict[str, str]) -> None:
    """The engine's verdicts into `columns`, or why it isn't here into `missing`."""
    from rich.console import Console

    from jixiao.selftest import NotHere, run, session

    try:
        with Console(stderr=True).status(f"{engine} …") as status, session(engine) as ready:
            columns[engine] = run(ready, tell=lambda trial: status.update(f"{engine}：{trial.title}"))
    except NotHere as error:
        missing[engine] = str(error)


def _failed(verdicts: "list[Verdict]") -> int:
    from jixiao.selftest import Outcome

    return sum(verdict.outcome is Outcome.FAILED for verdict in verdicts)


def _show(columns: "Mapping[str, list[Verdict]]", missing: Mapping[str, str]) -> None:
    from jixiao.cli.screen import table
    from jixiao.selftest import SUITE, Outcome, Verdict

    cells = {engine: list(map(str, verdicts)) for engine, verdicts in columns.items()}
    cells |= {engine: [str(Verdict(Outcome.NOT_RUN))] * len(SUITE) for engine in missing}
    shown = [engine for engine in ENGINES if engine in cells]
    rows = [[trial.title, *(cells[engine][n] for engine in shown)] for n, trial in enumerate(SUITE)]
    table(_title(), ["测试", *shown], rows)
    for engine in shown:
        echo(f"{engine}：{_summary(columns[engine]) if engine in columns else f'未运行（{missing[engine]}）'}")


def _title() -> str:
    return (
        f"jixiao {__version__} 自测：{platform.system()} {platform.release()}，"
        f"Python {platform.python_version()}，xlwings {version('xlwings')}"
    )


def _summary(verdicts: "list[Verdict]") -> str:
    from jixiao.selftest import Outcome

    counts = [(outcome, sum(verdict.outcome is outcome for verdict in verdicts)) for outcome in Outcome]
    return "，".join(f"{outcome.value} {count}" for outcome, count in counts if count)


COMMANDS = (selftest,)
