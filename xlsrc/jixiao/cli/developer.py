"""The commands demo and build."""

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, HAS_ERRORS, echo
from jixiao.cli.workbooks import evaluated

DEMO_RECIPIENT = "caizhengju@example.com"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("jixiao-demo"))
def demo(folder: Path) -> None:
    """用真实样例走一遍全过程：读工作簿、校验、评分，写填好的工作簿、报告、报送表、邮件草稿和压缩包到 FOLDER（默认 jixiao-demo）。"""
    from jixiao import resources
    from jixiao.cli.screen import show
    from jixiao.documents.finished.submission import Submission
    from jixiao.documents.outbox import write_submission
    from jixiao.documents.verifying.verify import verify
    from jixiao.resources import SAMPLE_NAME

    folder.mkdir(parents=True, exist_ok=True)
    out = folder / SAMPLE_NAME
    result = evaluated(resources.workbook("samples", SAMPLE_NAME), out)
    show(result.evaluation)
    draft = Submission(result.snapshot, result.evaluation, draft=True, with_findings=True)
    written = write_submission(draft, folder, (DEMO_RECIPIENT,))
    echo(f"\n填好的工作簿：{out}")
    for path in (*written.documents, *written.extras):
        echo(f"报送件（草稿）：{path}")
    differing = [verdict for verdict in verify([out, *written.documents], {out: result}) if not verdict.agrees]
    echo("核对：各文件的数字不一致" if differing else "核对：工作簿、报送表、报告的数字一致")
    sys.exit(HAS_ERRORS if result.evaluation.blocked or differing else DONE)


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="文件夹，默认就地更新 workbook/。"
)
def build(output: Path | None) -> None:
    """由文本源（templates/、workbook/vba）生成空白工作簿、空白台账、加载项、样例、Word 报告模板和手册里的字段表、校验规则表。"""
    from jixiao import resources
    from jixiao.bureau.book import workbook as ledger
    from jixiao.documents.report.template import NAME as TEMPLATE_NAME
    from jixiao.documents.report.template import template_bytes
    from jixiao.drawing import manual
    from jixiao.files import write_whole
    from jixiao.frameworks import SAMPLE, load_framework
    from jixiao.lite import kit
    from jixiao.macros.addin import functions_addin, ribbon_addin
    from jixiao.new_workbooks import blank

    folder = output or resources.workbook()
    vba = blank.project_from_source()
    sample = resources.workbook("samples", resources.SAMPLE_NAME).with_suffix(".toml")
    made = {
        folder / resources.BLANK_NAME: blank.new_workbook(load_framework(), {}, vba),
        folder / resources.LEDGER_NAME: ledger.blank_ledger(ledger.project_from_source()),
        folder / resources.ADDIN_NAME: ribbon_addin(),
        folder / resources.FUNCTIONS_NAME: functions_addin(),
        folder / "samples" / resources.SAMPLE_NAME: blank.sample_workbook(load_framework(SAMPLE), sample, vba),
        folder / "lite" / kit.MAIN: kit.main_source().encode(),
        folder / "lite" / kit.REQUIREMENTS: kit.requirements().encode(),
        folder / manual.NAME: manual.with_tables(manual.manual_text()).encode(),
        (output or resources.templates("report")) / TEMPLATE_NAME: template_bytes(),
    }
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        echo(str(path))


COMMANDS = (demo, build)
