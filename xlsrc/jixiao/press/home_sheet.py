"""首页: counts of findings, total and grade, progress per sheet."""

from jixiao.evaluation import Evaluation
from jixiao.evaluation.listing import Line
from jixiao.evaluation.model import Progress
from jixiao.findings import Place, Severity
from jixiao.forms.names import HOME, SCORES
from jixiao.forms.outputs import EXPORT_ROW, PROGRESS, STATE_LEFT, STATE_ROW
from jixiao.press.blocks import Block, Canvas, Cell, Link
from jixiao.press.exported import Exported
from jixiao.press.score_sheet import INCOMPLETE

_STEPS = {
    Severity.ERROR: "改正《{sheet}》{cell}；全部错误见《校验结果》",
    Severity.WARNING: "核对《{sheet}》{cell}；属实的，在《校验结果》写处理说明",
}


def home_block(evaluation: Evaluation, exported: Exported | None = None) -> Block:
    """State, progress, and the line about the last export."""
    canvas = Canvas(HOME)
    counts: list[Cell] = [evaluation.lines_of(severity) for severity in Severity]
    total = evaluation.total if evaluation.complete else INCOMPLETE
    filed = exported is not None and exported.current
    canvas.put(STATE_ROW, STATE_LEFT, [*counts, total, evaluation.grade, _next_step(evaluation, filed=filed)])
    canvas.put(EXPORT_ROW, STATE_LEFT, [exported.told if exported else None])
    for n, progress in enumerate(evaluation.progress[: PROGRESS.rows]):
        canvas.put(PROGRESS.first + n, PROGRESS.left, _row(progress))
    return canvas.block()


def _next_step(evaluation: Evaluation, *, filed: bool) -> Link:
    """What to do next, as a link to where: fill in, mend, answer, then read the scores, hand in, send."""
    opened = [line for line in evaluation.listing if not line.finding.is_answered]
    blank = next((line for line in opened if line.finding.lacks), None)
    if blank:
        return _to(blank, f"→ 《{{sheet}}》还差 {len(blank.blanks)} 项，从 {{cell}} 填起")
    for severity, words in _STEPS.items():
        found = next((line for line in opened if line.finding.kind.severity is severity), None)
        if found:
            return _to(found, f"→ {words}")
    if filed:
        return Link(Place(SCORES), words="→ 报送件已导出，内容没有变；用邮件报送的，按【发送邮件】")
    return Link(Place(SCORES), words="→ 核对《评分表》和《汇总》，再按【导出报送件】")


def _to(line: Line, words: str) -> Link:
    place = line.finding.place
    return Link(place, words=words.format(sheet=place.sheet, cell=place.cell or "头"))


def _row(progress: Progress) -> list[Cell]:
    filled = "" if progress.required == 0 else f"必填项完成 {progress.filled * 100 // progress.required}%"
    state = "有错误，请改正" if progress.errors else "有提醒，请核对或说明" if progress.warnings else ""
    text = "，".join(part for part in (progress.told, filled, state) if part) or "没有问题"
    counts: list[Cell] = [progress.required, progress.filled] if progress.required else ["—", "—"]
    return [progress.sheet, *counts, progress.errors, progress.warnings, text]
