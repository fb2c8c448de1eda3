"""Commands about what leaves the office: submit, verify."""

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, HAS_ERRORS, echo
from jixiao.resources import OUTBOX


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help=f"文件夹，默认 FILE 旁边的“{OUTBOX}”。"
)
@click.option("--draft", is_flag=True, help="还有错误也导出，每一页和文件名都标“草稿”。")
@click.option("--with-findings", is_flag=True, help="附上《校验结果》。")
@click.option(
    "--mail", "recipients", help="收件人邮箱（多个用分号隔开）：另写一份邮件草稿 .eml 和一个 .zip，不会发送。"
)
@click.option("--with-evidence", is_flag=True, help="把《佐证材料》清单里找到的文件也装进 .zip。")
def submit(
    file: Path, output: Path | None, draft: bool, with_findings: bool, recipients: str | None, with_evidence: bool
) -> None:
    """由填报工作簿 FILE 导出报送件：锁定的 .xlsx、Word 报告。还有错误的不导出（退出码 1，全部列出）。"""
    from jixiao.documents.evidence import asked_for
    from jixiao.documents.finished.submission import Submission
    from jixiao.documents.mail import recipients_in
    from jixiao.documents.outbox import NotReady, write_submission
    from jixiao.evaluation.fingerprint import LABEL
    from jixiao.press.run import look_into

    to = recipients_in(recipients) if recipients is not None else ()
    read = look_into(file)
    submission = Submission(read.snapshot, read.evaluation, draft, with_findings)
    try:
        packing = with_evidence or asked_for(read.snapshot)
        written = write_submission(submission, output or file.parent / OUTBOX, to, file.parent, with_evidence=packing)
    except NotReady as error:
        echo(str(error), err=True)
        sys.exit(HAS_ERRORS)
    for path in (*written.documents, *written.extras):
        echo(str(path))
    echo(f"{LABEL}：{submission.short}")
    sys.exit(HAS_ERRORS if submission.errors else DONE)


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--keys", type=click.Path(path_type=Path), help="财政局的主密钥文件：还要核对签名码是不是本单位的。")
def verify(files: tuple[Path, ...], keys: Path | None) -> None:
    """核对 FILES（填报工作簿 .xlsm、报送件 .xlsx、报告 .docx、PDF，或装着它们的 .zip、.eml）是否一致：重新计算、重新生成，
    逐处比较数字、文字和样子，列出每一处不同。

    有填报工作簿就以它为准，否则以第一个报送件为准。退出码：0 一致；1 有不同；2 文件不能用。
    """
    from jixiao.documents.keyed import SIGNED, read_master
    from jixiao.documents.verifying.opened import opened
    from jixiao.documents.verifying.verify import signatures
    from jixiao.documents.verifying.verify import verify as check
    from jixiao.files import scratch

    master = read_master(keys) if keys else None
    with scratch() as folder:
        paths = opened(files, folder)
        verdicts = check(paths)
        codes = signatures(paths, verdicts, master) if master else {}
    for verdict in verdicts:
        role = "（以它为准）" if verdict.reference else ""
        counted = "，".join(f"{sort.value} {len(found)} 处" for sort, found in verdict.sorted)
        echo(f"{verdict.path.name}{role}：{counted or '一致'}")
        for line in (verdict.note, codes.get(verdict.path, "")):
            if line:
                echo(f"  {line}")
        for sort, found in verdict.sorted:
            echo(f"  {sort.value}：")
            for difference in found:
                echo(f"    {difference.told}")
    signed = all(told == SIGNED for told in codes.values())
    sys.exit(DONE if signed and all(verdict.agrees for verdict in verdicts) else HAS_ERRORS)


@click.group()
def keys() -> None:
    """签名用的密钥（财政局用，可选）：有了密钥，能查出报送件是不是本单位导出的。"""


@keys.command()
@click.argument("file", type=click.Path(path_type=Path))
def new(file: Path) -> None:
    """生成财政局的主密钥 FILE。请妥善保管，丢了不能重做，也不要发给单位。"""
    from jixiao.documents.keyed import new_keys

    new_keys(file)
    echo(f"已生成：{file}")


@keys.command("hand-out")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("units", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="放到这个文件夹里。"
)
def hand_out(file: Path, units: tuple[str, ...], output: Path) -> None:
    """用主密钥 FILE 为各单位 UNITS 生成“报送密钥.txt”，一个单位一个文件夹；单位把它放在填报工作簿旁边。"""
    from jixiao.documents.keyed import hand_out as write_keys
    from jixiao.documents.keyed import read_master

    for path in write_keys(read_master(file), units, output):
        echo(str(path))


COMMANDS = (submit, verify, keys)
