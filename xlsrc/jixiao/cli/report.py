"""Commands about the Word report: report, lint-report."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop, echo
from jixiao.resources import REPORT

if TYPE_CHECKING:
    from jixiao.documents.handwritten import Reading

DOCX = ".docx"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"文件名，默认 {{年度}}_{{单位}}_{REPORT}.docx。",
)
@click.option(
    "-t",
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="在 Word 里改过的模板 .docx，默认用自带的。",
)
def report(file: Path, output: Path | None, template: Path | None) -> None:
    """由工作簿 FILE 生成 Word 自评报告。工作簿还有错误的，报告每页标“草稿”，退出码为 1。"""
    from jixiao.documents.report import make_report, report_name
    from jixiao.files import write_whole
    from jixiao.press.run import look_into

    if output and output.suffix.lower() != DOCX:
        raise Stop(f"{output}：报告的文件名要以 {DOCX} 结尾。")
    result = look_into(file)
    content = make_report(result.snapshot, result.evaluation, template)
    target = output or Path(report_name(result.snapshot))
    write_whole(target, content)
    blocked = result.evaluation.blocked
    echo(f"已生成{'（草稿，工作簿还有错误）' if blocked else ''}：{target}")
    sys.exit(HAS_ERRORS if blocked else DONE)


@click.command("lint-report")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
@click.option(
    "--to-workbook",
    "workbook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="把认到的数字和文字填进新工作簿（.xlsm）。",
)
def lint_report(file: Path, as_json: bool, workbook: Path | None) -> None:
    """检查手写的自评报告（.docx、.txt、.pdf）：认出其中的数字，用工作簿的校验规则核对，逐条引出原句。"""
    from jixiao.documents.handwritten import lint_report as read_and_check
    from jixiao.documents.handwritten.output import as_data, as_lines
    from jixiao.files import write_whole
    from jixiao.resources import NEEDS_BUTTONS, WITH_BUTTONS

    if workbook and workbook.suffix.lower() != WITH_BUTTONS:
        raise Stop(f"{workbook}：{NEEDS_BUTTONS}")
    reading = read_and_check(file)
    if workbook:
        write_whole(workbook, as_workbook(reading))
    if as_json:
        echo(json.dumps(as_data(reading), ensure_ascii=False, indent=2))
    else:
        echo("\n".join(as_lines(reading)))
        if workbook:
            echo(f"\n认到的内容已填进：{workbook}（推算的数在“说明”里写明，请逐格核对）")
    sys.exit(HAS_ERRORS if reading.blocked else DONE)


def as_workbook(reading: "Reading") -> bytes:
    """A new workbook with everything that was understood."""
    from jixiao.documents.handwritten.output import as_entries
    from jixiao.frameworks import load_framework
    from jixiao.new_workbooks.blank import new_workbook, project_as_shipped

    return new_workbook(load_framework(), as_entries(reading), project_as_shipped())


COMMANDS = (report, lint_report)
