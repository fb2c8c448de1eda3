"""Command lite: what a user of xlwings Lite needs, in one folder."""

from pathlib import Path

import click

from jixiao.cli.common import Stop, echo

FOLDER = Path("网页版")
THERE_ALREADY = "{path} 已经有了，没有覆盖。请换一个文件夹（-o），或者先把它移走。"


@click.command()
@click.argument("workbook", type=click.Path(path_type=Path), required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=FOLDER, help="文件夹，默认 网页版。"
)
def lite(workbook: Path | None, output: Path) -> None:
    """网页版 Excel 和没有 Python 的电脑：给 xlwings Lite 用的一套文件，工作簿是 WORKBOOK（默认空白的）去掉工作表保护的副本。"""
    from jixiao import resources
    from jixiao.engines import open_port
    from jixiao.lite.kit import write_kit
    from jixiao.resources import BLANK_NAME

    source = workbook or resources.workbook(BLANK_NAME)
    open_port(source).close()  # what can't be used is told before anything is written
    if (output / source.name).exists():
        raise Stop(THERE_ALREADY.format(path=output / source.name))
    for path in write_kit(output, source):
        echo(str(path))


COMMANDS = (lite,)
