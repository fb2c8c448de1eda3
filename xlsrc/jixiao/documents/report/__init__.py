"""The Word report (附件4 部门整体支出绩效自评报告): a template that staff edit in Word, filled from Snapshot and Evaluation."""

from jixiao.documents.report.context import report_context
from jixiao.documents.report.render import (
    TemplateFault,
    make_report,
    own_template,
    report_name,
    template_path,
)

__all__ = [
    "TemplateFault",
    "make_report",
    "own_template",
    "report_context",
    "report_name",
    "template_path",
]
