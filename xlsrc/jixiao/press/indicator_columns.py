"""The shown columns of 绩效指标 and 指标体系, kept in step with the framework. Typed cells are never touched."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.forms.names import ANSWERS, FRAMEWORK, PARTS
from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.confirming import filled
from jixiao.frameworks.guide import understood_as
from jixiao.frameworks.rows import (
    ANSWER_COLUMNS,
    CONFIRMATION,
    PART_COLUMNS,
    RULE,
    UNDERSTOOD,
    answer_row,
)
from jixiao.frameworks.trial import told, try_criterion
from jixiao.press.blocks import Block, Cell
from jixiao.press.columns import column_blocks, has_columns
from jixiao.press.heights import column_widths, fitted
from jixiao.press.part_lines import part_lines
from jixiao.snapshot import Body, Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import visible


def answer_blocks(snapshot: Snapshot, framework: Framework) -> Iterator[Block]:
    """The shown columns of 绩效指标 and 逐项填报 in step with the framework; nothing where a table or a heading of it is
    not there. Typed cells are never touched.
    """
    for table, columns, rows in ((ANSWERS, ANSWER_COLUMNS, _answer_rows), (PARTS, PART_COLUMNS, part_lines)):
        body = snapshot.bodies.get(table)
        if body is not None and has_columns(body, columns):
            yield from column_blocks(body, columns, rows(snapshot, framework, body))


def _answer_rows(snapshot: Snapshot, framework: Framework, body: Body) -> list[list[Cell]]:
    """Texts renewed, missing indicators on free rows. A row keeps its code and so its typed cells."""
    at = {snapshot.places[record.key].row: record.label for record in snapshot.tables[ANSWERS]}
    known: dict[str, list[Cell]] = {i.code: list(answer_row(i).values()) for i in framework.indicators}
    missing = iter([cells for code, cells in known.items() if code and code not in at.values()])
    width = len(ANSWER_COLUMNS)
    return [_shown(at.get(row), known, missing, width) for row in range(body.first, body.last + 1)]


def understood_blocks(snapshot: Snapshot, framework: Framework, grids: Mapping[str, Grid]) -> Iterator[Block]:
    """识别结果, 计分规则 and 确认 beside each criterion of 指标体系: one block, unless something that is no text stands
    in a cell of the last two, which then is left alone. Without them, 识别结果; nothing where that column isn't there.
    """
    body = snapshot.bodies.get(FRAMEWORK)
    if body is None or UNDERSTOOD not in body.columns:
        return
    at = {snapshot.places[indicator.key].row: indicator for indicator in framework.indicators}
    grid = grids[body.sheet]
    rows, left = range(body.first, body.last + 1), body.columns[UNDERSTOOD]
    told: list[list[Cell]] = [[understood_as(at[row]) if row in at else None] for row in rows]
    if not _side_by_side(body, (UNDERSTOOD, RULE, CONFIRMATION)):
        yield Block(body.sheet, body.first, left, told)
        return
    for is_text, group in groupby(rows, lambda row: all(_is_text(grid, row, left + n) for n in (1, 2))):
        run = list(group)
        shown = told[run[0] - body.first : run[-1] + 1 - body.first]
        if is_text:
            shown = [
                [*cells, *_rule_cells(at.get(row), grid, row, left)] for row, cells in zip(run, shown, strict=True)
            ]
        yield Block(body.sheet, run[0], left, shown, _heights(snapshot, grid, run[0], left, shown))


def _heights(
    snapshot: Snapshot, grid: Grid, first: int, left: int, shown: Sequence[Sequence[Cell]]
) -> dict[int, float]:
    """Rows whose 识别结果 changes are fitted to all their texts; the others keep the height somebody gave them."""
    widths = column_widths(snapshot, FRAMEWORK)
    return {
        row: fitted({c: grid.value(row, c) for c in widths} | {left + n: cell for n, cell in enumerate(cells)}, widths)
        for row, cells in enumerate(shown, first)
        if visible(cells[0]) != visible(grid.value(row, left))
    }


def _is_text(grid: Grid, row: int, column: int) -> bool:
    return not grid.formula(row, column) and isinstance(grid.value(row, column), str | None)


def _rule_cells(indicator: Indicator | None, grid: Grid, row: int, left: int) -> list[Cell]:
    """计分规则 and 确认 after a press; as they are in a row that is no indicator."""
    if indicator is None:
        return [visible(grid.value(row, left + n)) or None for n in (1, 2)]
    after = filled(indicator.decided, indicator.confirmation)
    return [after.words or None, after.state or None]


def trial_block(snapshot: Snapshot) -> Block:
    """试算结果: how the pasted criterion is understood and what the value scores."""
    place = snapshot.place("试算结果")
    weight = snapshot.number("试算分值")
    return Block(place.sheet, place.row, place.column, [[_trial(snapshot, weight)]])


def _trial(snapshot: Snapshot, weight: Decimal | None) -> str:
    text = snapshot.text("试算标准")
    if not text or not weight:
        return "请先填试算标准和试算分值，再按【识别并试算】。"
    return "\n".join(told(try_criterion(text, weight, snapshot.text("试算指标值"))))


def _side_by_side(body: Body, labels: Sequence[str]) -> bool:
    left = body.columns.get(labels[0])
    return left is not None and all(body.columns.get(label) == left + n for n, label in enumerate(labels))


def _shown(code: str | None, known: Mapping[str, list[Cell]], missing: Iterator[list[Cell]], width: int) -> list[Cell]:
    if code is None:
        return [*next(missing, [None] * width)]
    return [*known.get(code, [code or None, *[None] * (width - 1)])]
