"""What a report template may name: every placeholder with its value, each from a cell or from the Evaluation."""

from typing import Any

from jixiao.documents.report import budget, organisation, result, years
from jixiao.documents.report.words import NOTHING, cleaned, day_in_words, narrative, paragraphs
from jixiao.documents.signing_off import signed_by
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import LABEL, short
from jixiao.findings import Severity
from jixiao.snapshot import Snapshot

UNFINISHED = "草　稿（未定稿，不作报送用）"
WITH_ERRORS = "草　稿（工作簿还有 {} 个错误，改正后重新生成）"
NARRATIVE = (
    "年度总体工作", "整体支出绩效目标", "自评工作过程", "材料报送情况", "公开一致情况", "预算编制情况",
    "预算监督情况", "绩效目标实现情况", "主要做法和经验", "存在问题", "改进措施",
)  # fmt: skip


def report_context(snapshot: Snapshot, evaluation: Evaluation, code: str, *, draft: bool = False) -> dict[str, Any]:
    """Placeholder → text or table rows, without the chart. `code`: the whole fingerprint; `draft`: marked 草稿 anyway.

    Texts hold docxtpl's paragraph mark between paragraphs; nothing in them is escaped yet (the template does it).
    """
    texts = {item: narrative(snapshot, item) for item in NARRATIVE}
    found: dict[str, Any] = cleaned(
        {
            **texts,
            "自评结论": paragraphs(concluded) if (concluded := snapshot.text("自评结论")) else "",
            "其他自评情况": paragraphs(snapshot.text("其他自评情况") or NOTHING),
            **_cover(snapshot, evaluation, code),
            "草稿标记": draft_mark(evaluation, draft=draft),
            **_told(snapshot, evaluation),
            **_tables(snapshot, evaluation),
        }
    )
    return found


def _cover(snapshot: Snapshot, evaluation: Evaluation, code: str) -> dict[str, str]:
    return {
        "评价年度": "" if snapshot.year is None else str(snapshot.year),
        "单位名称": snapshot.unit,
        "填报日期": day_in_words(snapshot.day("填报日期")),
        LABEL: short(code),
        "签署": signed_by(snapshot),
    }


def draft_mark(evaluation: Evaluation, *, draft: bool) -> str:
    """What stands above every page of a draft, and while errors remain; '' in a report that may be filed."""
    errors = evaluation.count(Severity.ERROR)
    if errors:
        return WITH_ERRORS.format(errors)
    return UNFINISHED if draft else ""


def _told(snapshot: Snapshot, evaluation: Evaluation) -> dict[str, str]:
    return {
        "开头": organisation.opening(snapshot),
        "主要职责": organisation.duties(snapshot),
        "机构设置": organisation.offices(snapshot),
        "人员构成": organisation.staffing(snapshot, evaluation),
        "重点工作任务": organisation.tasks(snapshot),
        "整体支出情况": budget.spending(snapshot, evaluation),
        "评价小组情况": organisation.working_group(snapshot),
        "自评结果": result.result(snapshot, evaluation),
        "指标分析": result.analysis(evaluation),
        "收入执行情况": budget.execution(snapshot, evaluation, "收入"),
        "支出执行情况": budget.execution(snapshot, evaluation, "支出"),
        "其他执行情况": budget.other_execution(snapshot),
        "重点工作完成情况": organisation.tasks_done(snapshot),
        "重点项目绩效情况": budget.projects_told(snapshot),
        "扣分情况": result.deductions(evaluation),
        "历年比较": years.compared(evaluation),
        "比较的上年": years.last_year(evaluation),
    }


def _tables(snapshot: Snapshot, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "支出预算表": budget.budget_rows(snapshot),
        "支出合计": budget.budget_total(snapshot),
        "执行表": budget.execution_groups(evaluation),
        "评分表": result.score_groups(evaluation),
        "评分合计": result.score_total(evaluation),
        "项目表": budget.project_rows(snapshot, evaluation),
        "历年比较表": years.rows(evaluation),
        "佐证材料表": result.evidence_rows(evaluation),
        "项目合计": budget.project_total(snapshot),
    }
