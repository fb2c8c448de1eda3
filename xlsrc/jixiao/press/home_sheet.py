"""首页: counts of findings, total and grade, progress per sheet."""

from jixiao.evaluation import Evaluation
from jixiao.evaluation.model import Progress
from jixiao.findings import Severity
from jixiao.forms.names import HOME
from jixiao.forms.outputs import PROGRESS, STATE_LEFT, STATE_ROW
from jixiao.press.blocks import Block, Canvas, Cell
from jixiao.press.score_sheet import INCOMPLETE


def home_block(evaluation: Evaluation) -> Block:
    """State and progress."""
    canvas = Canvas(HOME)
    counts: list[Cell] = [evaluation.count(severity) for severity in Severity]
    total = evaluation.total if evaluation.complete else INCOMPLETE
    canvas.put(STATE_ROW, STATE_LEFT, [*counts, total, evaluation.grade, _next_step(evaluation)])
    for n, progress in enumerate(evaluation.progress[: PROGRESS.rows]):
        canvas.put(PROGRESS.first + n, PROGRESS.left, _row(progress))
    return canvas.block()


def _next_step(evaluation: Evaluation) -> str:
    if evaluation.blocked:
        return "到《校验结果》逐条改正错误"
    if evaluation.count(Severity.WARNING):
        return "核对提醒，属实的写处理说明"
    return "核对评分表和汇总，保存报送"


def _row(progress: Progress) -> list[Cell]:
    filled = "" if progress.required == 0 else f"必填项完成 {progress.filled * 100 // progress.required}%"
    state = "有错误，请改正" if progress.errors else "有提醒，请核对或说明" if progress.warnings else ""
    text = "，".join(part for part in (progress.told, filled, state) if part) or "没有问题"
    counts: list[Cell] = [progress.required, progress.filled] if progress.required else ["—", "—"]
    return [progress.sheet, *counts, progress.errors, progress.warnings, text]
