"""The command line: for automation, tests and the bureau. Clerks never need it.

Exit status 0: done, nothing that blocks; 1: done, and the workbook has errors; 2: can't be done (one line on stderr,
nothing written).
"""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from jixiao import __version__
from jixiao.cli_frameworks import COMMANDS
from jixiao.cli_install import COMMANDS as INSTALL_COMMANDS
from jixiao.cli_report import COMMANDS as REPORT_COMMANDS
from jixiao.cli_submission import COMMANDS as SUBMISSION_COMMANDS

if TYPE_CHECKING:
    from jixiao.evaluation import Evaluation

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
@click.argument("unit")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option(
    "-f",
    "--framework",
    help="指标体系的名称（见 jixiao frameworks），或财政部门评分表的 .xlsx；默认“部门整体支出-默认”。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="文件名，默认 {年度}_{单位}_绩效自评.xlsm。"
)
@click.option(
    "-p", "--projects", type=click.IntRange(0, 50), default=2, show_default=True, help="项目支出绩效自评表的张数。"
)
@click.option("--profile", help="项目自评的权重方案：项目支出-10号（默认）或 项目支出-101号。")
@one_line
def new(unit: str, year: int, framework: str | None, output: Path | None, projects: int, profile: str | None) -> None:
    """为 UNIT 单位 YEAR 年度新建一个填报工作簿。"""
    from decimal import Decimal

    from jixiao.build.making import new_workbook, project_for
    from jixiao.files import safe_name, write_whole
    from jixiao.frameworks.projects import DEFAULT_PROFILE
    from jixiao.sources import framework_named

    if not unit.strip():
        raise Stop("单位名称不能为空。")
    entries = {"单位名称": unit.strip(), "评价年度": Decimal(year)}
    vba, profile = project_for(projects), profile or DEFAULT_PROFILE
    content = new_workbook(framework_named(framework), entries, vba, projects, profile)
    target = output or Path(safe_name(f"{year}_{unit.strip()}_绩效自评") + ".xlsm")
    if target.suffix.lower() != ".xlsm":
        raise Stop(f"{target}：新建的工作簿带按钮，文件名要以 .xlsm 结尾。")
    write_whole(target, content)
    click.echo(f"已新建：{target}")


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
    """由文本源（templates/、workbook/vba）生成空白工作簿、样例和 Word 报告模板。"""
    from jixiao import resources
    from jixiao.build.making import BLANK_NAME, SAMPLE_NAME, new_workbook, project_from_source, sample_workbook
    from jixiao.files import write_whole
    from jixiao.frameworks import load_framework
    from jixiao.report.template import NAME as TEMPLATE_NAME
    from jixiao.report.template import template_bytes

    folder = output or resources.workbook()
    vba, framework = project_from_source(), load_framework()
    sample = resources.workbook("samples", SAMPLE_NAME).with_suffix(".toml")
    made = {
        folder / BLANK_NAME: new_workbook(framework, {}, vba),
        folder / "samples" / SAMPLE_NAME: sample_workbook(framework, sample, vba),
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


for _command in (*COMMANDS, *REPORT_COMMANDS, *SUBMISSION_COMMANDS, *INSTALL_COMMANDS):
    main.add_command(_command)
