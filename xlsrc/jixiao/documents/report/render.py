"""The report from Snapshot and Evaluation: which template, and what goes into it."""

from pathlib import Path

from jixiao import resources
from jixiao.documents.report import chart
from jixiao.documents.report.apart import fill_apart
from jixiao.documents.report.context import report_context
from jixiao.documents.report.filling import Filling, TemplateFault, fill
from jixiao.documents.report.template import NAME
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import LABEL, SIGNATURE, fingerprint
from jixiao.files import safe_name
from jixiao.snapshot import Snapshot
from jixiao.values.words import NO, YES

__all__ = ["DRAFT", "TemplateFault", "make_report", "own_template", "report_name", "template_path"]
DRAFT = "草稿"


def template_path() -> Path:
    """The template that is shipped."""
    return resources.templates("report", NAME)


def own_template(folder: Path) -> Path | None:
    """The 报告模板.docx that lies in a folder, to be used instead of the shipped one."""
    path = folder / resources.OWN_TEMPLATE
    return path if path.is_file() else None


def report_name(snapshot: Snapshot) -> str:
    """{年度}_{单位}_部门整体支出绩效自评报告.docx."""
    year = "" if snapshot.year is None else f"{snapshot.year}_"
    return safe_name(f"{year}{snapshot.unit}_{resources.REPORT}") + ".docx"


def make_report(
    snapshot: Snapshot,
    evaluation: Evaluation,
    template: Path | None = None,
    *,
    draft: bool = False,
    signature: str = "",
) -> bytes:
    """The report as .docx; the same inputs give the same bytes. A 草稿 where it is to be one, and while errors remain.

    `template`: somebody's own, which is filled in a process apart: what is written in it may hang or want all memory.
    TemplateFault where the template holds an unknown placeholder or is no Word file; FileNotFoundError where it is gone.
    """
    code = fingerprint(snapshot, evaluation)
    filling = Filling(
        report_context(snapshot, evaluation, code, draft=draft),
        chart.rates_of(evaluation),
        f"{snapshot.year or ''}年度{snapshot.unit}{resources.REPORT}",
        snapshot.unit,
        {
            LABEL: code,
            DRAFT: YES if draft or evaluation.blocked else NO,
            **({SIGNATURE: signature} if signature else {}),
        },
    )
    if template is None:
        return fill(template_path().read_bytes(), NAME, filling)
    return fill_apart(template.read_bytes(), template.name, filling)
