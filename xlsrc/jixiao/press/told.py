"""What a press says of itself in one line."""

from collections.abc import Sequence

from jixiao.evaluation import Evaluation
from jixiao.findings import Severity
from jixiao.frameworks import Indicator


def said(evaluation: Evaluation) -> str:
    """The line of the status bar after a press."""
    counts = "，".join(f"{severity.label} {evaluation.lines_of(severity)} 条" for severity in Severity)
    total = f"自评总分 {evaluation.total}，等次 {evaluation.grade}" if evaluation.complete else "还没有评完"
    return f"{counts}；{total}"


def tried(automatic: Sequence[Indicator]) -> str:
    """The line of the status bar after 识别并试算."""
    return f"自动评分 {len(automatic)} 个指标"
