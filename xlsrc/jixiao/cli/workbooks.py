"""Commands on workbooks: new, evaluate, migrate."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, HAS_ERRORS, Stop, echo

if TYPE_CHECKING:
    from jixiao.frameworks import Framework
    from jixiao.press.run import Result


ENGINES = ("file", "libreoffice")


@click.command()
@click.argument("unit", required=False)
@click.argument("year", type=click.IntRange(2000, 2100), required=False)
@click.option(
    "--from",
    "last",
    type=click.Path(path_type=Path, dir_okay=False),
    help="上年的工作簿或报送表：单位、编制、职责等和上年的数带过来，等待确认；UNIT、YEAR 可不写。",
)
@click.option(
    "-f",
    "--framework",
    help="指标体系的名称（见 jixiao frameworks），或财政部门的评分表（.xlsx、.xls、.et、.xlsb、.ods、.docx）；默认“部门整体支出-默认”。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="文件名，默认 {年度}_{单位}_绩效自评.xlsm。"
)
@click.option("-p", "--projects", type=click.IntRange(0, 50), help="项目支出绩效自评表的张数，默认 2。")
@click.option("--profile", help="项目自评的权重方案：项目支出-10号（默认）或 项目支出-101号。")
def new(
    unit: str | None,
    year: int | None,
    last: Path | None,
    framework: str | None,
    output: Path | None,
    projects: int | None,
    profile: str | None,
) -> None:
    """为 UNIT 单位 YEAR 年度新建一个填报工作簿；有上年的，用 --from 把上年的资料带过来。"""
    from jixiao.new_workbooks.framework_file import has_errors, source_named, told
    from jixiao.new_workbooks.from_last_year import file_name, refuse_target

    unit = unit.strip() if unit is not None else None
    if unit == "":
        raise Stop("单位名称不能为空。")
    if unit and unit.isdecimal():
        raise Stop(
            f"“{unit}”不是单位名称。请先写单位，再写年度：jixiao new 单位 {unit}；按上年新建的，两样都可以不写。"
        )
    if last:
        if projects is not None or profile:
            raise Stop("按上年新建时，项目自评表的张数和权重也从上年带来，-p、--profile 不能与 --from 同用。")
        given = source_named(framework) if framework else None
        _from_last(last, output, year, unit, given.framework if given else None)
        for line in told(given) if given else ():
            echo(line)
        sys.exit(HAS_ERRORS if given and has_errors(given) else DONE)
    if unit is None or year is None:
        raise Stop("请写明单位名称和评价年度；按上年新建的，用 --from 上年的文件。")
    target = output or Path(file_name(unit, year))
    refuse_target(target)
    source = source_named(framework)
    _new(target, unit, year, source.framework, projects, profile)
    echo("\n".join([*told(source), f"已新建：{target}"]))
    sys.exit(HAS_ERRORS if has_errors(source) else DONE)


def _from_last(
    last: Path, output: Path | None, year: int | None, unit: str | None, framework: "Framework | None"
) -> None:
    from jixiao.new_workbooks.from_last_year import roll_over, target_for

    for line in roll_over(last, output or target_for(last, unit), year, unit, framework).lines:
        echo(line)


def _new(target: Path, unit: str, year: int, framework: "Framework", projects: int | None, profile: str | None) -> None:
    from jixiao.files import write_whole
    from jixiao.frameworks.project_profile import DEFAULT_PROFILE
    from jixiao.new_workbooks.blank import unit_workbook

    write_whole(target, unit_workbook(framework, unit, year, projects, profile or DEFAULT_PROFILE))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="填好的工作簿写到这里；不给就只看结果。"
)
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
@click.option(
    "--csv",
    type=click.Path(path_type=Path, file_okay=False),
    help="各表（得分、执行率、数据…）另写成 CSV，放进这个文件夹。",
)
@click.option("--engine", type=click.Choice(ENGINES), default="file", show_default=True, help="用什么打开工作簿。")
def evaluate(file: Path, output: Path | None, as_json: bool, csv: Path | None, engine: str) -> None:
    """校验、评分 FILE，列出全部问题、执行率和得分。FILE 本身不会改动，除非 -o 就是它。"""
    if output and output.suffix.lower() != file.suffix.lower():
        raise Stop(f"{output}：结果的扩展名要和 {file.name} 一样（{file.suffix}）。")
    result = evaluated(file, output, engine)
    evaluation = result.evaluation
    written = _written(result, csv) if csv else []
    if as_json:
        from jixiao.evaluation.as_json import as_data

        echo(json.dumps(as_data(evaluation), ensure_ascii=False, indent=2))
    else:
        from jixiao.cli.screen import show

        show(evaluation)
        if output:
            echo(f"\n填好的工作簿：{output}")
        if written:
            echo(f"\nCSV：{csv}（{'、'.join(path.name for path in written)}）")
    sys.exit(HAS_ERRORS if evaluation.blocked else DONE)


def _written(result: "Result", folder: Path) -> list[Path]:
    from jixiao import frames
    from jixiao.filing import result_rows

    return frames.write_csv(frames.pieces_of(result_rows(result.snapshot, result.evaluation)), folder)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="新工作簿的文件名。"
)
def migrate(old: Path, output: Path) -> None:
    """把 OLD（旧版模板或损坏的工作簿）里填的内容转到新模板，列出没有位置的内容。OLD 不会改动。"""
    from jixiao.new_workbooks.from_old import migrate as carry
    from jixiao.new_workbooks.from_old import refuse_same_file
    from jixiao.resources import NEEDS_BUTTONS, WITH_BUTTONS

    if output.suffix.lower() != WITH_BUTTONS:
        raise Stop(f"{output}：{NEEDS_BUTTONS}")
    refuse_same_file(old, output)
    done = carry(old, output)
    echo(f"已转到：{output}（转入 {done.carried} 格）")
    for line in done.left:
        echo(f"没有转入：{line}")
    sys.exit(HAS_ERRORS if done.left else DONE)


def evaluated(file: Path, output: Path | None, engine: str = "file") -> "Result":
    """A workbook's result; with `output`, its sheets filled and the whole written there."""
    from jixiao.engines import open_book
    from jixiao.press.run import look_into, press

    if output is None:
        return look_into(file, engine)
    book = open_book(file, engine)
    try:
        result = press(book)
        book.save(output)
        return result
    finally:
        book.close()


COMMANDS = (new, evaluate, migrate)
