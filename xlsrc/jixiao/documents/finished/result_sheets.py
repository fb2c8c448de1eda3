"""评分表, 汇总, 校验结果 of a finished workbook: what a press fills, without formulas, links and helping columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.documents.finished.plan import Line, Sheet, Slot, Value, fitted
from jixiao.documents.signing_off import signed_by
from jixiao.evaluation import Evaluation
from jixiao.findings import Finding
from jixiao.forms import outputs
from jixiao.forms.names import FINDINGS, SCORES, SUMMARY
from jixiao.forms.outputs import (
    INCOME_RATES,
    SCORE_FACT_CELLS,
    SCORE_FACTS,
    SCORE_TABLE,
    SUMMARY_FACTS,
    SUMMARY_HEAD,
    SUMMARY_TABLES,
    YEAR_RATES,
    OutputColumn,
    Table,
)
from jixiao.press.blocks import Block, Cell
from jixiao.press.score_sheet import score_block
from jixiao.press.summary_sheet import summary_block
from jixiao.snapshot import Snapshot

MARGIN = 1.5
LEFT = 2
NOT_PRINTED = ("公式得分",)
FINDING_COLUMNS = (
    OutputColumn("级别", 7),
    OutputColumn("工作表", 11),
    OutputColumn("单元格", 8),
    OutputColumn("问题", 62),
    OutputColumn("怎么办", 36),
    OutputColumn("依据", 30),
    OutputColumn("处理说明", 30, "entry"),
    OutputColumn("编号", 8),
)
FINAL, DRAFT = "报送稿", "草稿"


@dataclass(frozen=True)
class Heading:
    """What stands above every sheet."""

    unit: str
    year: int | None

    def lines(self, title: str, span: int) -> tuple[Line, Line]:
        """Title, then unit and year."""
        who = f"{self.unit or '（未填单位名称）'}　　评价年度：{self.year or '（未填）'}"
        return (
            Line((Slot(LEFT, span, title, "title"),), (34.0,)),
            Line((Slot(LEFT, span, who, "who"),), (22.0,)),
        )


def signatures(snapshot: Snapshot, span: int) -> tuple[Line, Line]:
    """Below a sheet that is filed: who filled it in, who checked it, who answers for it, and the day; blank: to be signed."""
    return Line(), Line((Slot(LEFT, span, signed_by(snapshot), "who"),), (30.0,))


def score_sheet(snapshot: Snapshot, evaluation: Evaluation, heading: Heading) -> Sheet:
    """评分表 with 小计 and 合计."""
    block = score_block(snapshot, evaluation)
    columns = [(n, c) for n, c in enumerate(SCORE_TABLE.columns) if c.kind != "work" and c.label not in NOT_PRINTED]
    widths = (MARGIN, *(column.width for _, column in columns))
    facts = [_value(_at(block, row, column)) for row, column in SCORE_FACT_CELLS]
    labelled = [value for pair in zip(SCORE_FACTS, facts, strict=True) for value in pair]
    looks = [("header", "fact_points")] * len(facts)
    spans = (2, 1, 1, 1, 1, 1, 1, 2)
    lines = [
        *heading.lines(outputs.TITLES[SCORES], len(columns)),
        Line(tuple(_side_by_side(labelled, [look for pair in looks for look in pair], spans)), (30.0,)),
        Line(),
        _header([column for _, column in columns], widths),
    ]
    for cells in _table_rows(block, SCORE_TABLE):
        kind = {"小计": "part_", "合计": "total_"}.get(str(cells[3]), "")
        values = [_value(cells[n]) for n, _ in columns]
        slots = _side_by_side(values, [kind + _look(column) for _, column in columns])
        lines.append(fitted(slots, widths))
    lines += signatures(snapshot, len(columns))
    return Sheet(SCORES, widths, tuple(lines), landscape=True, repeat=5, right=len(widths))


def summary_sheet(evaluation: Evaluation, heading: Heading, *, draft: bool) -> Sheet:
    """汇总: every table stands where it stands in the working workbook, so that its charts fit."""
    block = summary_block(evaluation)
    widths = (MARGIN, *(column.width for column in INCOME_RATES.columns))
    span = len(INCOME_RATES.columns)
    lines = [*heading.lines(outputs.TITLES[SUMMARY], span), Line()]
    for row in range(len(lines) + 1, YEAR_RATES.last + 1):
        values = [_value(_at(block, row, column)) for column in range(LEFT, LEFT + span)]
        if row == SUMMARY_HEAD[0]:
            values[-1] = DRAFT if draft else FINAL
        lines.append(_summary_line(row, values, widths))
    return Sheet(SUMMARY, widths, tuple(lines), right=len(widths), pages=1)


def _summary_line(row: int, values: list[Value], widths: Sequence[float]) -> Line:
    if (SUMMARY, row) in outputs.SECTION_TITLES:
        return Line((Slot(LEFT, len(values), values[0], "section"),), (26.0,))
    if row == SUMMARY_HEAD[0] - 1 or row in [table.top for table in SUMMARY_TABLES]:
        return Line(tuple(_side_by_side(values, ["header" if value else "blank" for value in values])), (28.0,))
    if row == SUMMARY_HEAD[0]:
        looks = ["fact_percent" if label.endswith("率") else "fact_points" for label in SUMMARY_FACTS]
        return Line(tuple(_side_by_side(values, looks)), (30.0,))
    table = next((t for t in SUMMARY_TABLES if t.first <= row <= t.last), None)
    if table is None or not any(values):
        return Line((), (8.0,))
    kind = "total_" if "合计" in str(values[0]) else ""
    looks = [kind + _look(column) for column in table.columns]
    return fitted(_side_by_side(values[: len(looks)], looks), widths, 20.0)


def findings_sheet(evaluation: Evaluation, heading: Heading) -> Sheet:
    """校验结果: cells are those of the working workbook."""
    widths = (MARGIN, *(column.width for column in FINDING_COLUMNS))
    lines = [*heading.lines(outputs.TITLES[FINDINGS], len(FINDING_COLUMNS)), _header(FINDING_COLUMNS, widths)]
    rows = [_finding(finding) for finding in evaluation.findings] or [("", "", "", "没有发现问题", "", "", "", "")]
    lines += [fitted(_side_by_side(row, ["text"] * len(row)), widths) for row in rows]
    return Sheet(FINDINGS, widths, tuple(lines), landscape=True, repeat=3, right=len(widths))


def _finding(finding: Finding) -> tuple[str, ...]:
    kind, place = finding.kind, finding.place
    level = "已说明" if finding.is_answered else kind.severity.label
    return level, place.sheet, place.cell, finding.wrong, kind.remedy, kind.basis, finding.answer, kind.code


def _header(columns: Sequence[OutputColumn], widths: Sequence[float]) -> Line:
    return fitted(_side_by_side([column.label for column in columns], ["header"] * len(columns)), widths, 30.0)


def _side_by_side(values: Sequence[Value], looks: Sequence[str], spans: Sequence[int] = ()) -> list[Slot]:
    slots, column = [], LEFT
    for n, (value, look) in enumerate(zip(values, looks, strict=True)):
        span = spans[n] if spans else 1
        slots.append(Slot(column, span, value, look))
        column += span
    return [slot for slot in slots if slot.look != "blank"]


def _table_rows(block: Block, table: Table) -> Iterator[Sequence[Cell]]:
    for row in range(table.first, table.last + 1):
        cells = block.rows[row - block.top][table.left - block.left :]
        if any(cell not in (None, "") for cell in cells):
            yield cells


def _at(block: Block, row: int, column: int) -> Cell:
    return block.rows[row - block.top][column - block.left] if row >= block.top else None


def _value(cell: Cell) -> Value:
    """Only values leave the office."""
    if isinstance(cell, int):
        return Decimal(cell)
    return cell if isinstance(cell, Decimal | str) else None


def _look(column: OutputColumn) -> str:
    return column.kind
