"""The command line: for automation, tests and the bureau. Clerks never need it.

Exit status 0: done, nothing that blocks; 1: done, and the workbook has errors; 2: can't be done (one line on stderr,
nothing written).
"""

import json
import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from jixiao import __version__
from jixiao.cli_frameworks import COMMANDS
from jixiao.cli_install import COMMANDS as INSTALL_COMMANDS
from jixiao.cli_lite import COMMANDS as LITE_COMMANDS
from jixiao.cli_report import COMMANDS as REPORT_COMMANDS
from jixiao.cli_selftest import COMMANDS as SELFTEST_COMMANDS
from jixiao.cli_submission import COMMANDS as SUBMISSION_COMMANDS

if TYPE_CHECKING:
    from jixiao.evaluation import Evaluation
    from jixiao.frameworks import Framework

P = ParamSpec("P")
R = TypeVar("R")
ENGINES = ("file", "libreoffice")
DONE, HAS_ERRORS, UNUSABLE = 0, 1, 2
DEMO_RECIPIENT = "caizhengju@example.com"


class Stop(click.ClickException):
    """One clear line, exit status 2."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        """The line on stderr, without click's 'Error:'."""
        click.echo(self.message, err=True)


def one_line(command: Callable[P, R]) -> Callable[P, R]:
    """What a command can't do becomes one line instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook
        from jixiao.frameworks import FrameworkError

        try:
            return command(*args, **kwargs)
        except (UnusableWorkbook, LockedCells, FormulaInTheWay, FrameworkError) as error:
            raise Stop(str(error)) from error
        except OSError as error:
            raise Stop(
                f"不能读写 {error.filename or ''}：{error.strerror or error}。请检查路径、权限和磁盘空间。"
            ) from error

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jixiao")
def main() -> None:
    """部门整体支出绩效自评：从填报工作簿到评分表、汇总。

    退出码：0 完成；1 完成，但工作簿有错误（已全部列出）；2 文件不能用（只有一行说明，没有写任何文件）。
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file on Chinese Windows is GBK, which lacks rare characters
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("jixiao-demo"))
@one_line
def demo(folder: Path) -> None:
    """用真实样例走一遍全过程：读工作簿、校验、评分，写填好的工作簿、报告、报送表、邮件草稿和压缩包到 FOLDER（默认 jixiao-demo）。"""
    from jixiao import resources
    from jixiao.build.making import SAMPLE_NAME
    from jixiao.submission.contents import Submission
    from jixiao.submission.outbox import write_submission
    from jixiao.submission.verify import read_working, verify

    folder.mkdir(parents=True, exist_ok=True)
    out = folder / SAMPLE_NAME
    evaluation = _evaluate(resources.workbook("samples", SAMPLE_NAME), out, "file")
    _print(evaluation)
    working = read_working(out)
    draft = Submission(working.snapshot, working.evaluation, draft=True, with_findings=True)
    written = write_submission(draft, folder, (DEMO_RECIPIENT,))
    click.echo(f"\n填好的工作簿：{out}")
    for path in (*written.documents, *written.extras):
        click.echo(f"报送件（草稿）：{path}")
    differing = [verdict for verdict in verify([out, *written.documents]) if verdict.differences]
    click.echo("核对：各文件的数字不一致" if differing else "核对：工作簿、报送表、报告的数字一致")
    sys.exit(HAS_ERRORS if evaluation.blocked or differing else DONE)


@main.command()
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
    help="指标体系的名称（见 jixiao frameworks），或财政部门评分表的 .xlsx；默认“部门整体支出-默认”。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="文件名，默认 {年度}_{单位}_绩效自评.xlsm。"
)
@click.option("-p", "--projects", type=click.IntRange(0, 50), help="项目支出绩效自评表的张数，默认 2。")
@click.option("--profile", help="项目自评的权重方案：项目支出-10号（默认）或 项目支出-101号。")
@one_line
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
    from jixiao.rollover import file_name, refuse_target
    from jixiao.sources import framework_named

    unit = unit.strip() if unit is not None else None
    if unit == "":
        raise Stop("单位名称不能为空。")
    if last:
        if projects is not None or profile:
            raise Stop("按上年新建时，项目自评表的张数和权重也从上年带来，-p、--profile 不能与 --from 同用。")
        _from_last(last, output, year, unit, framework_named(framework) if framework else None)
        return
    if unit is None or year is None:
        raise Stop("请写明单位名称和评价年度；按上年新建的，用 --from 上年的文件。")
    target = output or Path(file_name(unit, year))
    refuse_target(target)
    _new(target, unit, year, framework_named(framework), projects, profile)
    click.echo(f"已新建：{target}")


def _from_last(
    last: Path, output: Path | None, year: int | None, unit: str | None, framework: "Framework | None"
) -> None:
    from jixiao.rollover import roll_over, target_for

    for line in roll_over(last, output or target_for(last, unit), year, unit, framework).lines:
        click.echo(line)


def _new(target: Path, unit: str, year: int, framework: "Framework", projects: int | None, profile: str | None) -> None:
    from jixiao.build.making import unit_workbook
    from jixiao.files import write_whole
    from jixiao.forms.project_sheet import SHIPPED_SHEETS
    from jixiao.frameworks.projects import DEFAULT_PROFILE

    count = SHIPPED_SHEETS if projects is None else projects
    write_whole(target, unit_workbook(framework, unit, year, count, profile or DEFAULT_PROFILE))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="填好的工作簿写到这里；不给就只看结果。"
)
@click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出。")
@click.option("--engine", type=click.Choice(ENGINES), default="file", show_default=True, help="用什么打开工作簿。")
@one_line
def evaluate(file: Path, output: Path | None, as_json: bool, engine: str) -> None:
    """校验、评分 FILE，列出全部问题、执行率和得分。FILE 本身不会改动，除非 -o 就是它。"""
    if output and output.suffix.lower() != file.suffix.lower():
        raise Stop(f"{output}：结果的扩展名要和 {file.name} 一样（{file.suffix}）。")
    evaluation = _evaluate(file, output, engine)
    if as_json:
        from jixiao.evaluation.as_json import as_data

        click.echo(json.dumps(as_data(evaluation), ensure_ascii=False, indent=2))
    else:
        _print(evaluation)
        if output:
            click.echo(f"\n填好的工作簿：{output}")
    sys.exit(HAS_ERRORS if evaluation.blocked else DONE)


@main.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="文件夹，默认就地更新 workbook/。"
)
@one_line
def build(output: Path | None) -> None:
    """由文本源（templates/、workbook/vba）生成空白工作簿、加载项、样例、Word 报告模板和手册里的字段表。"""
    from jixiao import resources
    from jixiao.build import making, manual
    from jixiao.build.addin import functions_addin, ribbon_addin
    from jixiao.files import write_whole
    from jixiao.frameworks import load_framework
    from jixiao.lite import kit
    from jixiao.report.template import NAME as TEMPLATE_NAME
    from jixiao.report.template import template_bytes

    folder = output or resources.workbook()
    vba, framework = making.project_from_source(), load_framework()
    sample = resources.workbook("samples", making.SAMPLE_NAME).with_suffix(".toml")
    made = {
        folder / making.BLANK_NAME: making.new_workbook(framework, {}, vba),
        folder / making.ADDIN_NAME: ribbon_addin(),
        folder / making.FUNCTIONS_NAME: functions_addin(),
        folder / "samples" / making.SAMPLE_NAME: making.sample_workbook(framework, sample, vba),
        folder / "lite" / kit.MAIN: kit.main_source().encode(),
        folder / "lite" / kit.REQUIREMENTS: kit.requirements().encode(),
        folder / manual.NAME: manual.with_field_table(manual.manual_text()).encode(),
        (output or resources.templates("report")) / TEMPLATE_NAME: template_bytes(),
    }
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        click.echo(str(path))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="新工作簿的文件名。"
)
@one_line
def migrate(old: Path, output: Path) -> None:
    """把 OLD（旧版模板或损坏的工作簿）里填的内容转到新模板，列出没有位置的内容。OLD 不会改动。"""
    from jixiao.migrate import migrate as carry
    from jixiao.migrate import refuse_same_file

    if output.suffix.lower() != ".xlsm":
        raise Stop(f"{output}：新建的工作簿带按钮，文件名要以 .xlsm 结尾。")
    refuse_same_file(old, output)
    done = carry(old, output)
    click.echo(f"已转到：{output}（转入 {done.carried} 格）")
    for line in done.left:
        click.echo(f"没有转入：{line}")
    sys.exit(HAS_ERRORS if done.left else DONE)


def _evaluate(file: Path, output: Path | None, engine: str) -> "Evaluation":
    from jixiao.engines import open_book
    from jixiao.press import look, press

    book = open_book(file, engine)
    try:
        if output is None:
            return look(book)
        evaluation = press(book)
        book.save(output)
        return evaluation
    finally:
        book.close()


def _print(evaluation: "Evaluation") -> None:
    from jixiao.screen import show

    show(evaluation)


for _command in (
    *COMMANDS,
    *REPORT_COMMANDS,
    *SUBMISSION_COMMANDS,
    *INSTALL_COMMANDS,
    *SELFTEST_COMMANDS,
    *LITE_COMMANDS,
):
    main.add_command(_command)
