"""评分表: indicators with subtotals per level-1 indicator, the total, the grade; beside each score its live formula."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.evaluation import Evaluation, ScoreLine
from jixiao.forms.names import SCORES
from jixiao.forms.outputs import SCORE_FACT_CELLS, SCORE_TABLE
from jixiao.press.blocks import Block, Canvas, Cell, Live
from jixiao.press.live_scores import LiveScores
from jixiao.snapshot import Snapshot
from jixiao.values.address import column_letters

INCOMPLETE = "未评完"
Scored = tuple[int, ScoreLine, Live | None]
"""A line with its row of 评分表 and its formula."""


def score_block(snapshot: Snapshot, evaluation: Evaluation) -> Block:
    """The whole table; rows beyond its capacity are told in its last row, never dropped in silence."""
    canvas = Canvas(SCORES)
    full, total = evaluation.framework.full, evaluation.total
    facts = (
        total if evaluation.complete else INCOMPLETE,
        evaluation.grade,
        full,
        full - total if evaluation.complete else None,
    )
    for (row, column), value in zip(SCORE_FACT_CELLS, facts, strict=True):
        canvas.put(row, column, [value])
    for n, row_values in enumerate(_fitting(list(_rows(evaluation, LiveScores(snapshot))))):
        canvas.put(SCORE_TABLE.first + n, SCORE_TABLE.left, row_values)
    canvas.fit(SCORE_TABLE)
    return canvas.block()


def _fitting(rows: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
    if len(rows) <= SCORE_TABLE.rows:
        return rows
    total = [None if isinstance(cell, Live) else cell for cell in rows[-1]]  # it would leave out the rows cut off
    return [*rows[: SCORE_TABLE.rows - 2], (None, None, None, "（指标过多，其余未列出）"), total]


def _rows(evaluation: Evaluation, live: LiveScores) -> Iterator[Sequence[Cell]]:
    row = SCORE_TABLE.first
    everything: list[Scored] = []
    for level in evaluation.levels:
        scored: list[Scored] = []
        above = ("", "")
        for line in evaluation.lines:
            if line.indicator.level1 != level.name:
                continue
            formula, steps = live.formulas(line, _at("编码", row), _work_cells(row))
            here = (line.indicator.level1, line.indicator.level2)
            yield _row(line, [here[0] if here[0] != above[0] else "", here[1] if here != above else ""], formula, steps)
            scored.append((row, line, formula))
            above, row = here, row + 1
        yield _sum_row("小计", level.weight, level.points, _live_sum(scored))
        everything, row = everything + scored, row + 1
    if evaluation.lines:
        yield _sum_row("合计", evaluation.framework.full, evaluation.total, _live_total(evaluation, everything))


def _row(line: ScoreLine, levels: list[str], formula: Live | None, steps: list[Live]) -> Sequence[Cell]:
    indicator = line.indicator
    return (
        indicator.code, *levels, indicator.name, indicator.weight, indicator.criterion_text,
        line.target, line.value, line.points, formula, line.deduction, line.reason, line.process, *steps,
    )  # fmt: skip


def _sum_row(name: str, weight: Decimal, points: Decimal, live: Live | None) -> Sequence[Cell]:
    return (None, None, None, name, weight, None, None, None, points, live, weight - points, None, None)


def _live_total(evaluation: Evaluation, scored: list[Scored]) -> Live | None:
    """The sum of what counts; none where the total is more than a sum (折算, 加减分, 封顶)."""
    if evaluation.total_process:
        return None
    return _live_sum([each for each in scored if not each[1].rule.outside])


def _live_sum(scored: list[Scored]) -> Live:
    """SUM over 公式得分; a line without formula counts with its 得分."""
    parts = []
    for label, wanted in (("公式得分", True), ("得分", False)):
        rows = [row for row, _, formula in scored if (formula is not None) == wanted]
        parts += [f"{_at(label, run[0])}:{_at(label, run[-1])}" for run in _runs(rows)]
    return Live(f"ROUND(SUM({','.join(parts) or '0'}),2)")


def _runs(rows: list[int]) -> Iterator[list[int]]:
    """Neighbouring rows together."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        yield [row for _, row in run]


def _at(label: str, row: int) -> str:
    return f"${column_letters(SCORE_TABLE.column(label))}${row}"


def _work_cells(row: int) -> list[str]:
    columns = range(SCORE_TABLE.left, SCORE_TABLE.right + 1)
    return [
        f"${column_letters(column)}${row}"
        for column, spec in zip(columns, SCORE_TABLE.columns, strict=True)
        if spec.kind == "work"
    ]
