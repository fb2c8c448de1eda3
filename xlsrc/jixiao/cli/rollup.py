"""Command rollup: several ledgers into one table."""

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, Stop, echo

WRONG_KIND = "{output}：汇总的文件名要以 .xlsx 结尾。"


@click.command()
@click.argument("ledgers", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="汇总表，如 全市汇总.xlsx。"
)
def rollup(ledgers: tuple[Path, ...], output: Path) -> None:
    """市级汇总：LEDGERS（各县的台账，旁边要有它的 .db）一县一行：应报、已报、缺报、平均分、等次、执行率。不重新评分。"""
    from jixiao.bureau.rollup import rollup_workbook
    from jixiao.files import write_whole

    if output.suffix.lower() != ".xlsx":
        raise Stop(WRONG_KIND.format(output=output))
    write_whole(output, rollup_workbook(ledgers))
    echo(f"汇总：{output}（{len(ledgers)} 本台账）")
    sys.exit(DONE)


COMMANDS = (rollup,)
