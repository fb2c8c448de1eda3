"""Write what is submitted: the finished workbook and the report in a folder; for an e-mail a .zip and a draft too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.documents.evidence import attachments, contents_beside, packed_in
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.keyed import signed
from jixiao.documents.mail import Attachment, Draft, eml, recipients_in, zipped
from jixiao.documents.report import make_report, own_template, report_name
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import LABEL
from jixiao.files import Document, write_together, write_whole
from jixiao.files.whole import PREFIX as UNFINISHED
from jixiao.resources import REPORT
from jixiao.snapshot import Snapshot
from jixiao.values.shown import one_line

RECIPIENT = "收件邮箱"

REFUSED = "还有 {count} 个错误，不能报送，没有写任何文件："

REMEDY = "请到《校验结果》改正后再导出；只想看样子的，按【生成报告】，每页会标“草稿”。"

NO_RECIPIENT = f"《基本信息》的“{RECIPIENT}”还没有填。请填上财政部门收材料的邮箱，再按一次按钮。"

BODY = """{bureau}：

    现报送{unit}{year}年度部门整体支出绩效自评材料，请查收。{result}

    附件：
{names}

    {label}：{short}（各附件封面或页脚上的应与此相同）

{unit}
{contact}
"""


class NotReady(UnusableWorkbook):
    """Errors remain: the message lists them all."""


def refuse_errors(submission: Submission) -> None:
    """NotReady while errors remain, unless it is a draft."""
    if submission.draft or not submission.errors:
        return
    lines = [f"  {finding.kind.code}　{finding.message}" for finding in submission.errors]
    raise NotReady("\n".join([REFUSED.format(count=len(lines)), *lines, REMEDY]))


def documents(submission: Submission, home: Path | None = None) -> tuple[Attachment, ...]:
    """The finished workbook and the Word report. `home`: the workbook's folder, which may hold a template and a
    key (报送密钥.txt) of its own.

    NotReady while errors remain; UnusableWorkbook where the key is another unit's.
    """
    refuse_errors(submission)
    submission = signed(submission, home)
    workbook, report = names(submission)
    own = own_template(home) if home else None
    code = submission.signature
    written = make_report(submission.snapshot, submission.evaluation, own, draft=submission.draft, signature=code)
    return Attachment(workbook, finished_workbook(submission)), Attachment(report, written)


def names(submission: Submission) -> tuple[str, str]:
    """Of the finished workbook and the Word report."""
    return f"{submission.name}.xlsx", f"{submission.named(REPORT)}.docx"


@dataclass(frozen=True)
class Written:
    """What was written: documents, and for an e-mail the .zip and the .eml; how many packed files lie in the .zip."""

    documents: tuple[Path, ...]
    extras: tuple[Path, ...] = ()
    draft: Draft | None = None
    evidence: int = 0


def letter(submission: Submission, recipients: Sequence[str], attached: Sequence[Attachment]) -> Draft:
    """The draft of the letter that goes with the documents."""
    snapshot, evaluation = submission.snapshot, submission.evaluation
    done = evaluation.complete and not submission.draft
    contact = "　".join(text for text in (snapshot.text("填报人"), snapshot.text("联系电话")) if text)
    body = BODY.format(
        bureau=snapshot.text("财政部门") or "财政部门",
        unit=evaluation.unit,
        year=evaluation.year or "",
        result=f"自评总分 {evaluation.total} 分，等次 {evaluation.grade}。"
        if done
        else "（草稿，未定稿）"
        if submission.draft
        else "",
        names="\n".join(f"    {n}. {one.name}" for n, one in enumerate(attached, 1)),
        label=LABEL,
        short=submission.short,
        contact=contact,
    )
    subject = (
        f"{evaluation.year or ''}年度{evaluation.unit}部门整体支出绩效自评材料{'（草稿）' if submission.draft else ''}"
    )
    return Draft(tuple(recipients), one_line(subject), body.rstrip() + "\n", tuple(attached))


def recipients_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The addresses that the workbook has. UnusableWorkbook where it has none, or something else."""
    text = snapshot.text(RECIPIENT) if RECIPIENT in snapshot.entries else ""
    if not text:
        raise UnusableWorkbook(NO_RECIPIENT)
    return recipients_in(text)


def write_submission(
    submission: Submission,
    folder: Path,
    recipients: Sequence[str] = (),
    home: Path | None = None,
    *,
    with_evidence: bool = False,
) -> Written:
    """Write everything into the folder, all or nothing; it is made where it is missing; `home` as for `documents`.

    `with_evidence`: the listed files in `home` go along, in the .zip, which then is written without recipients too.
    NotReady, and nothing written, while errors remain; UnusableWorkbook where the files are too large.
    """
    refuse_errors(submission)
    contents = contents_beside(home, submission.evaluation.evidence) if with_evidence and home else {}
    submission = replace(submission, evaluation=packed_in(submission.evaluation, contents))
    made = documents(submission, home)
    draft = letter(submission, recipients, made) if recipients else None
    extras = []
    if draft or contents:
        package = zipped((*made, *attachments(contents)))
        extras.append(Attachment(f"{submission.name}.zip", package))
    if draft:
        extras.append(Attachment(f"{submission.name}.eml", eml(draft)))
    try:
        write_together(folder, [Document(one.name, one.content) for one in (*made, *extras)])
    except PermissionError as error:
        named = [Path(str(name)) for name in (error.filename, error.filename2) if name]
        raise _cannot(next((path for path in named if not path.name.startswith(UNFINISHED)), folder)) from error
    paths = [tuple(folder / one.name for one in group) for group in (made, extras)]
    return Written(paths[0], paths[1], draft, len(contents))


def write_report(snapshot: Snapshot, evaluation: Evaluation, home: Path) -> Path:
    """The report beside its workbook in the folder `home`, a draft while errors remain."""
    target = home / report_name(snapshot)
    _write(target, make_report(snapshot, evaluation, own_template(home)))
    return target


def _write(target: Path, content: bytes) -> None:
    try:
        write_whole(target, content)
    except PermissionError as error:
        raise _cannot(target) from error


def _cannot(target: Path) -> UnusableWorkbook:
    return UnusableWorkbook(f"《{target.name}》写不进去，可能正打开着，或文件夹不让写。请关闭它再试。")
