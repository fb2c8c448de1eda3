"""Sentences and tables on the score: total and grade, every indicator, lost points with their reasons."""

from decimal import Decimal
from typing import Any

from jixiao.criteria.shapes import Tiers
from jixiao.documents.report.words import NEW_PARAGRAPH, NO_FIGURE, paragraphs
from jixiao.evaluation import Evaluation
from jixiao.evaluation.scoring.model import ScoreLine
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import plain
from jixiao.values.words import NOT_APPLICABLE

LEAST_TOGETHER = 2  # indicators with the same grade that are told in one sentence


def result(snapshot: Snapshot, evaluation: Evaluation) -> str:
    """Total and grade, by level-1 indicator; no total while an indicator has no points."""
    subject = f"{snapshot.year or ''}年度{snapshot.unit}部门整体支出绩效"
    if not evaluation.complete:
        missing = sum(line.points is None and not line.dropped for line in evaluation.lines)
        return f"{subject}还没有评完（{missing}个指标没有得分），总分和等次待定。"
    levels = "，".join(f"{one.name}{plain(one.points)}分（满分{plain(one.weight)}分）" for one in evaluation.levels)
    process = f"{evaluation.total_process.rstrip('。')}。" if evaluation.total_process else ""
    return f"{subject}自评得分{evaluation.total}分，等次为“{evaluation.grade}”。其中：{levels}。{process}"


def analysis(evaluation: Evaluation) -> str:
    """How many indicators are full and how many lost points; those that share a grade word are named together."""
    scored = [line for line in evaluation.lines if line.points is not None]
    lost = [line for line in scored if line.deduction]
    counts = f"评分表共{len(evaluation.lines)}个指标，{len(scored) - len(lost)}个得满分，{len(lost)}个扣分。"
    return counts + "".join(_graded(scored))


def _graded(lines: list[ScoreLine]) -> list[str]:
    by_value: dict[str, list[str]] = {}
    for line in lines:
        if isinstance(line.rule, Tiers) and line.value:
            by_value.setdefault(line.value, []).append(line.indicator.name)
    return [f"{'、'.join(names)}均{value}。" for value, names in by_value.items() if len(names) >= LEAST_TOGETHER]


def score_groups(evaluation: Evaluation) -> list[dict[str, Any]]:
    """表2: per level-1 indicator its sums and its rows."""
    return [
        {
            "名称": level.name,
            "分值": plain(level.weight),
            "得分": plain(level.points),
            "扣分": plain(level.weight - level.points),
            "指标": [_score_row(line) for line in evaluation.lines if line.indicator.level1 == level.name],
        }
        for level in evaluation.levels
    ]


def _score_row(line: ScoreLine) -> dict[str, str]:
    unscored = NOT_APPLICABLE if line.dropped else NO_FIGURE
    return {
        "编码": line.indicator.code,
        "名称": line.indicator.name,
        "分值": plain(line.weight),
        "完成值": line.value,
        "得分": unscored if line.points is None else plain(line.points),
        "扣分": unscored if line.deduction is None else plain(line.deduction),
    }


def score_total(evaluation: Evaluation) -> dict[str, str]:
    """The closing row of 表2; the total as 评分表 shows it."""
    full = evaluation.framework.full
    total = str(evaluation.total) if evaluation.complete else NO_FIGURE
    lost = plain(full - evaluation.total) if evaluation.complete else NO_FIGURE
    return {"分值": plain(full), "得分": total, "扣分": lost}


def deductions(evaluation: Evaluation) -> str:
    """Every indicator that lost points, with the reason: the draft of what to say under 存在问题."""
    lost = [line for line in evaluation.lines if line.deduction and line.deduction > 0]
    if not lost:
        return "各指标没有扣分。" if evaluation.complete else "评分尚未完成，扣分情况待定。"
    points = sum((line.deduction for line in lost if line.deduction), Decimal(0))
    head = f"从评分结果看，共有{len(lost)}个指标扣{plain(points)}分，扣分原因如下："
    return NEW_PARAGRAPH.join([head, *map(_deduction, lost)])


def _deduction(line: ScoreLine) -> str:
    assert line.points is not None
    assert line.deduction is not None
    figures = f"分值{plain(line.weight)}分，得{plain(line.points)}分，扣{plain(line.deduction)}分"
    reason = paragraphs(line.reason).replace(NEW_PARAGRAPH, "") if line.reason else "没有写扣分原因。"
    return f"{line.indicator.name}（{figures}）：{reason}"


def evidence_rows(evaluation: Evaluation) -> list[dict[str, str]]:
    """The annex 佐证材料清单; pages stand behind the material's name."""
    return [
        {
            "编码": one.code,
            "指标": one.name,
            "材料": f"{one.title}（{one.remark}）" if one.remark else one.title,
            "文件": one.listed,
            "检查结果": one.state,
        }
        for one in evaluation.evidence
    ]
