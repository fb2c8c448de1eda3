"""校验结果: one row per finding; what a clerk wrote beside it stays with it, or is kept below where it is gone."""

from collections import Counter

from jixiao.evaluation import Evaluation
from jixiao.evaluation.answering import place_key
from jixiao.findings import Finding, Severity
from jixiao.forms.names import FINDINGS
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.press.blocks import Block, Canvas, Cell, Link
from jixiao.snapshot import Answered

GONE, ANSWERED = "已消除", "已说明"
OUTDATED = "这一格的内容改过了，原来的处理说明不再算数：请改正，或重写处理说明。"
_LABELS = tuple(column.label for column in FINDING_TABLE.columns)
_ANSWER = _LABELS.index("处理说明")


def findings_block(evaluation: Evaluation) -> Block:
    """The whole table: findings by severity and sheet, then answers whose finding is gone."""
    canvas = Canvas(FINDINGS)
    rows = [_row(finding, evaluation.titles) for finding in evaluation.findings]
    rows += [_gone(answer) for answer in evaluation.gone]
    canvas.put(FINDING_TABLE.top - 2, FINDING_TABLE.left, [_counts(evaluation)])
    for n, row in enumerate(_fitting(rows)):
        canvas.put(FINDING_TABLE.first + n, FINDING_TABLE.left, row)
    canvas.fit(FINDING_TABLE)
    return canvas.block()


def _counts(evaluation: Evaluation) -> str:
    """错误 1 条 · 提醒 2 条 …（支出预算 2 条，…）: open findings, then per sheet."""
    counts = [f"{severity.label} {evaluation.count(severity)} 条" for severity in Severity]
    if evaluation.answered:
        counts.append(f"已说明 {evaluation.answered} 条")
    sheets = Counter(finding.place.sheet for finding in evaluation.findings if not finding.is_answered)
    per_sheet = "，".join(f"{sheet} {count}" for sheet, count in sheets.items())
    return " · ".join(counts) + (f"　（{per_sheet}）" if per_sheet else "")


def _fitting(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Never dropped in silence: the last row says how many more there are; answered rows come first."""
    if len(rows) <= FINDING_TABLE.rows:
        return rows
    rows = sorted(rows, key=lambda row: not row[_ANSWER])
    more = len(rows) - FINDING_TABLE.rows + 1
    return [
        *rows[: FINDING_TABLE.rows - 1],
        [None, "提示", None, None, f"另有 {more} 条没有列出，改正上面的之后再按【校验】。"],
    ]


def _row(finding: Finding, titles: dict[str, str]) -> list[Cell]:
    place, kind = finding.place, finding.kind
    return [
        Link(place),
        ANSWERED if finding.is_answered else kind.severity.label,
        place.sheet,
        place.cell,
        finding.wrong,
        OUTDATED if finding.outdated else kind.remedy,
        kind.basis,
        finding.answer or None,
        kind.code,
        place_key(finding, titles),
        finding.mark,
    ]


def _gone(answer: Answered) -> list[Cell]:
    """A finding that is no more, with what was written beside it: nothing typed is lost."""
    kept = {**answer.texts, "定位": None, "级别": GONE, "怎么办": None}
    return [kept[label] or None for label in _LABELS]
