"""评分表: indicators with subtotals per level-1 indicator, the total, the grade."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.evaluation import Evaluation, ScoreLine
from jixiao.fill.blocks import Block, Canvas, Cell
from jixiao.forms.outputs import SCORE_FACT_CELLS, SCORE_TABLE, SCORES

INCOMPLETE = "未评完"


def score_block(evaluation: Evaluation) -> Block:
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
    for n, row_values in enumerate(_fitting(list(_rows(evaluation)))):
        canvas.put(SCORE_TABLE.first + n, SCORE_TABLE.left, row_values)
    canvas.fit(SCORE_TABLE)
    return canvas.block()


def _fitting(rows: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
    if len(rows) <= SCORE_TABLE.rows:
        return rows
    return [*rows[: SCORE_TABLE.rows - 2], (None, None, None, "（指标过多，其余未列出）"), rows[-1]]


def _rows(evaluation: Evaluation) -> Iterator[Sequence[Cell]]:
    for level in evaluation.levels:
        lines = [line for line in evaluation.lines if line.indicator.level1 == level.name]
        yield from _level_rows(lines)
        yield _sum_row("小计", level.weight, level.points)
    if evaluation.lines:
        yield _sum_row("合计", evaluation.framework.full, evaluation.total)


def _level_rows(lines: list[ScoreLine]) -> Iterator[Sequence[Cell]]:
    above = ("", "")
    for line in lines:
        here = (line.indicator.level1, line.indicator.level2)
        yield _row(line, here[0] if here[0] != above[0] else "", here[1] if here != above else "")
        above = here


def _row(line: ScoreLine, level1: str, level2: str) -> Sequence[Cell]:
    indicator = line.indicator
    return (
        indicator.code, level1, level2, indicator.name, indicator.weight, indicator.criterion_text,
        line.target, line.value, line.points, line.deduction, line.reason, line.process,
    )  # fmt: skip


def _sum_row(name: str, weight: Decimal, points: Decimal) -> Sequence[Cell]:
    return (None, None, None, name, weight, None, None, None, points, weight - points, None, None)
