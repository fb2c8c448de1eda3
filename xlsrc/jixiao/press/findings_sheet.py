"""校验结果: a row per line of the listing; what a clerk wrote beside it stays with it, or is kept below where it is gone."""

from collections import Counter

from jixiao.evaluation import Evaluation
from jixiao.evaluation.answering import place_key
from jixiao.evaluation.listing import Line
from jixiao.findings import Finding, Severity
from jixiao.forms.names import FINDINGS
from jixiao.forms.outputs import FINDING_TABLE, UNFILLED, WRONG_AND_REMEDY
from jixiao.press.blocks import Block, Canvas, Cell, Link
from jixiao.snapshot import Answered

GONE, ANSWERED = "已消除", "已说明"
OUTDATED = "这一格的内容改过了，原来的处理说明不再算数：请改正，或重写处理说明。"
_LABELS = tuple(column.label for column in FINDING_TABLE.columns)
_ANSWER = _LABELS.index("处理说明")
Row = list[Cell]


def findings_block(evaluation: Evaluation) -> Block:
    """The whole table: the listing, answers whose finding is gone, then the cells that a line stands for, to be tinted."""
    canvas = Canvas(FINDINGS)
    rows = [_row(line, evaluation.titles) for line in evaluation.listing]
    rows += [_gone(answer) for answer in evaluation.gone]
    canvas.put(FINDING_TABLE.top - 2, FINDING_TABLE.left, [_counts(evaluation)])
    told = _fitting(rows)
    tinted = [_tinted(one, evaluation.titles) for line in evaluation.listing for one in line.others]
    for n, row in enumerate([*told, *tinted[: FINDING_TABLE.rows - len(told)]]):
        canvas.put(FINDING_TABLE.first + n, FINDING_TABLE.left, row)
    canvas.fit(FINDING_TABLE)
    return canvas.block()


def _counts(evaluation: Evaluation) -> str:
    """错误 1 条 · 提醒 2 条 …（支出预算 2 条，…）: open lines, then per sheet."""
    counts = [f"{severity.label} {evaluation.lines_of(severity)} 条" for severity in Severity]
    if evaluation.answered:
        counts.append(f"已说明 {evaluation.answered} 条")
    sheets = Counter(line.finding.place.sheet for line in evaluation.listing if not line.finding.is_answered)
    per_sheet = "，".join(f"{sheet} {count}" for sheet, count in sheets.items())
    return " · ".join(counts) + (f"　（{per_sheet}）" if per_sheet else "")


def _fitting(rows: list[Row]) -> list[Row]:
    """Never dropped in silence: the last row says how many more there are; answered rows come first."""
    if len(rows) <= FINDING_TABLE.rows:
        return rows
    rows = sorted(rows, key=lambda row: not row[_ANSWER])
    more = len(rows) - FINDING_TABLE.rows + 1
    told = f"另有 {more} 条没有列出，改正上面的之后再按【校验】。"
    return [*rows[: FINDING_TABLE.rows - 1], _of({"级别": Severity.HINT.label, WRONG_AND_REMEDY: told})]


def _row(line: Line, titles: dict[str, str]) -> Row:
    finding = line.finding
    level = ANSWERED if finding.is_answered else finding.kind.severity.label
    return _of(
        {
            "定位": Link(finding.place, named=True),
            "级别": level,
            WRONG_AND_REMEDY: f"{line.wrong}\n{OUTDATED if finding.outdated else line.remedy}",
            "依据": line.basis,
            "处理说明": finding.answer or None,
            "编号": finding.kind.code,
            "键": place_key(finding, titles),
            "核对": finding.mark,
            "着色": _tint(finding) if level != ANSWERED else level,
        }
    )


def _tinted(blank: Finding, titles: dict[str, str]) -> Row:
    """Nothing to be seen: the highlight of a cell that another line stands for."""
    return _of({"键": place_key(blank, titles), "着色": _tint(blank)})


def _tint(finding: Finding) -> str:
    """What the highlight goes by: a cell that was only blank is calm again as soon as something is typed."""
    return UNFILLED if finding.lacks and finding.kind.cause else finding.kind.severity.label


def _gone(answer: Answered) -> Row:
    """A finding that is no more, with what was written beside it: nothing typed is lost."""
    kept: dict[str, Cell] = {label: text or None for label, text in answer.texts.items()}
    return _of({**kept, "定位": None, "级别": GONE, WRONG_AND_REMEDY: answer.wrong or None, "着色": None})


def _of(cells: dict[str, Cell]) -> Row:
    return [cells.get(label) for label in _LABELS]
