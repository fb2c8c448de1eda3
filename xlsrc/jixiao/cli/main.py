"""The command line: for automation, tests and the bureau. Clerks never need it.

Exit status 0: done, nothing that blocks; 1: done, and the workbook has errors; 2: can't be done (one line on stderr,
nothing written).
"""

import sys
from io import TextIOWrapper

import click

from jixiao import __version__
from jixiao.cli import (
    bureau,
    checks,
    developer,
    frameworks,
    lite,
    machine,
    offices,
    report,
    rollup,
    selftest,
    submission,
    workbooks,
)
from jixiao.cli.common import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jixiao")
def main() -> None:
    """部门整体支出绩效自评：从填报工作簿到评分表、汇总。

    退出码：0 完成；1 完成，但工作簿有错误（已全部列出）；2 文件不能用（只有一行说明，没有写任何文件）。
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file on Chinese Windows is GBK, which lacks rare characters
            stream.reconfigure(errors="backslashreplace")


for _module in (
    developer,
    workbooks,
    offices,
    bureau,
    rollup,
    frameworks,
    checks,
    report,
    submission,
    machine,
    selftest,
    lite,
):
    for _command in _module.COMMANDS:
        main.add_command(_command)
