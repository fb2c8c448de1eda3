"""校验结果: one row per finding; what a clerk wrote beside it stays with it, or is kept below where it is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.evaluation import Evaluation
from jixiao.fill.blocks import Block, Canvas, Cell, Link
from jixiao.findings import Finding, Place, Severity
from jixiao.forms.outputs import FINDING_TABLE, FINDINGS
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import visible

GONE = "已消除"
_LABELS = tuple(column.label for column in FINDING_TABLE.columns)


@dataclass(frozen=True)
class Answered:
    """A row that a clerk answered: its texts by column label."""

    texts: Mapping[str, str]

    @property
    def identity(self) -> tuple[str, str]:
        """Code and key join an answer to its finding."""
        return self.texts["编号"], self.texts["键"]


def typed_answers(grid: Grid | None) -> tuple[Answered, ...]:
    """The rows of the sheet with something in 处理说明."""
    if grid is None:
        return ()
    rows = range(FINDING_TABLE.first, min(FINDING_TABLE.last, grid.last_row) + 1)
    read = [
        Answered({label: visible(grid.value(row, FINDING_TABLE.column(label))) for label in _LABELS}) for row in rows
    ]
    return tuple(row for row in read if row.texts["处理说明"])


def findings_block(evaluation: Evaluation, answers: Sequence[Answered], titles: Mapping[str, str]) -> Block:
    """The whole table. `titles`: sheet name → the form's own name, for the highlights."""
    canvas = Canvas(FINDINGS)
    left = {answer.identity: answer for answer in answers}
    rows = [_row(finding, left, titles) for finding in evaluation.findings]
    rows += [_gone(answer) for answer in left.values()]
    counts = " · ".join(f"{severity.label} {evaluation.count(severity)} 条" for severity in Severity)
    canvas.put(FINDING_TABLE.top - 2, FINDING_TABLE.left, [counts])
    for n, row in enumerate(_fitting(rows)):
        canvas.put(FINDING_TABLE.first + n, FINDING_TABLE.left, row)
    canvas.fit(FINDING_TABLE)
    return canvas.block()


def _fitting(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Never dropped in silence: the last row says how many more there are; answered rows come first."""
    if len(rows) <= FINDING_TABLE.rows:
        return rows
    rows = sorted(rows, key=lambda row: not row[_LABELS.index("处理说明")])
    more = len(rows) - FINDING_TABLE.rows + 1
    return [
        *rows[: FINDING_TABLE.rows - 1],
        [None, "提示", None, None, f"另有 {more} 条没有列出，改正上面的之后再按【校验】。"],
    ]


def _row(finding: Finding, left: dict[tuple[str, str], Answered], titles: Mapping[str, str]) -> list[Cell]:
    place = finding.place
    key = place_key(place, titles)
    answer = left.pop((finding.kind.code, key), None)
    typed = answer.texts["处理说明"] if answer else None
    kind = finding.kind
    return [
        Link(place),
        kind.severity.label,
        place.sheet,
        place.cell,
        finding.wrong,
        kind.remedy,
        kind.basis,
        typed,
        kind.code,
        key,
    ]


def _gone(answer: Answered) -> list[Cell]:
    """A finding that is no more, with what was written beside it: nothing typed is lost."""
    kept = {**answer.texts, "定位": None, "级别": GONE, "怎么办": None}
    return [kept[label] for label in _LABELS]


def place_key(place: Place, titles: Mapping[str, str]) -> str:
    """How the highlights name a cell: the form's own name and the address."""
    return f"{titles.get(place.sheet, place.sheet)}!{place.cell}"
