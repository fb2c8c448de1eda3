"""导入结果 as one block: facts, the account row by row, and below it every list that was replaced, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jixiao.findings import Place
from jixiao.forms.import_sheets import CONFIRM, FACTS_ROW, MARK, MORE_COLUMNS, REPLACED, ROWS, SECTION, WHEN
from jixiao.forms.names import IMPORTED, PASTED
from jixiao.press.blocks import Block, Cell, Link
from jixiao.press.importing.account import SourceRow, account_rows
from jixiao.press.importing.answers import TARGET
from jixiao.press.importing.pasted import Source
from jixiao.press.importing.plan import CODE, CRITERION, NAME, TITLE, WEIGHT, Plan
from jixiao.snapshot.grid import Grid
from jixiao.values.rounding import plain
from jixiao.values.typed import visible
from jixiao.values.widths import row_height
from jixiao.values.words import YES

WIDTH = MARK[1] - ROWS.left + 1
ALIGNED = (CODE, "一级指标", NAME, WEIGHT, CRITERION, "口径")  # under the columns of the account from 编码 on
AGREES, DIFFERS, NOT_PRINTED = "{total}，一致", "{total}，不一致", "没有印"
NO_MORE = "另有 {count} 行没有列出。"
TOTAL_CODE = "I01"


@dataclass(frozen=True)
class State:
    """What the facts say: the result in a word, the explanation, the mark that a confirmation would count for."""

    result: str
    told: str
    mark: str = ""


def is_confirmed(grid: Grid, mark: str) -> bool:
    """Whether somebody chose 是 for what was shown last."""
    return visible(grid.value(*CONFIRM)) == YES and visible(grid.value(*MARK)) == mark


def state_block(source: Source, state: State) -> Block:
    """The row of facts alone; the confirmation is used up."""
    facts = _facts(source, state)
    return Block(IMPORTED, FACTS_ROW, ROWS.left, [facts], {FACTS_ROW: _height(facts)})


def result_block(source: Source, plan: Plan, state: State, grid: Grid, replaced_at: datetime | None) -> Block:
    """The whole sheet below its title. `replaced_at`: the list that stands now goes below, None where it stays."""
    account = account_rows(source)
    rows = [_facts(source, state), _padded([]), _padded([SECTION]), _padded([c.label for c in ROWS.columns])]
    heights = {FACTS_ROW: _height(rows[0])}
    for one in account[: ROWS.rows]:
        for cells in _rows_of(one):
            heights[FACTS_ROW + len(rows)] = _height(cells)
            rows.append(cells)
    if len(account) > ROWS.rows:
        rows.append(_padded([None] * 6 + [NO_MORE.format(count=len(account) - ROWS.rows)]))
    former = _former(grid)
    taken = _taken(plan, replaced_at) if replaced_at else []
    if former or taken:
        rows += [_padded([]), _padded([REPLACED]), *taken, *former]
    rows += [_padded([]) for _ in range(grid.last_row + 1 - FACTS_ROW - len(rows))]
    return Block(IMPORTED, FACTS_ROW, ROWS.left, rows, heights)


def _padded(cells: Sequence[Cell]) -> list[Cell]:
    return [*cells, *[None] * (WIDTH - len(cells))]


def _height(cells: Sequence[Cell]) -> float:
    widths = [column.width if column.kind == "text" else 1000.0 for column in ROWS.columns]
    return row_height([(cell, width) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)])


def _facts(source: Source, state: State) -> list[Cell]:
    framework, printed = source.framework, source.imported.total
    total = sum((indicator.weight for indicator in framework.indicators), Decimal(0))
    differs = any(finding.kind.code == TOTAL_CODE for finding in source.findings)
    shown = NOT_PRINTED if printed is None else (DIFFERS if differs else AGREES).format(total=plain(printed))
    cells = _padded([None, state.result, len(framework.indicators), total, shown, source.errors, state.told])
    cells[-1] = state.mark or None
    return cells


def _rows_of(one: SourceRow) -> list[list[Cell]]:
    """One row; a further one for each further indicator that begins in it."""
    link = Link(Place(PASTED, one.row, one.column))
    if not one.indicators:
        return [_padded([link, one.became, None, None, None, None, one.check or None, one.content])]
    rows = []
    for n, indicator in enumerate(one.indicators):
        above = "／".join(filter(None, (indicator.level1, indicator.level2)))
        shown: list[Cell] = [indicator.code, above, indicator.name, indicator.weight]
        rest: list[Cell] = [one.check or None, one.content] if n == 0 else [None, None]
        rows.append(_padded([link, one.became, *shown, *rest]))
    return rows


def _taken(plan: Plan, when: datetime) -> list[list[Cell]]:
    """The list that is replaced, with everything that was typed into it."""
    if not plan.held:
        return []
    more = [c.label for c in plan.section.columns if c.is_entry and c.label not in ALIGNED]
    labels = [*ALIGNED, *more[: MORE_COLUMNS - 1]]
    targets = plan.answers.targets if plan.answers else {}
    rows = [_padded([WHEN, None, *labels, *([TARGET] if targets else [])])]
    stamp = f"{when:%Y-%m-%d %H:%M}"
    if plan.held_title:
        rows.append(_padded([stamp, TITLE, None, None, plan.held_title]))
    for record in plan.held:
        shown = [record.label or None, *(record.entries[label].shown or None for label in labels[1:])]
        shown.append(targets.get(record.label))
        rows.append(_padded([stamp, "换下", *shown]))
    return rows


def _former(grid: Grid) -> list[list[Cell]]:
    """The lists that earlier imports replaced, as they stand on the sheet."""
    starts = [row for row in range(ROWS.first, grid.last_row + 1) if visible(grid.value(row, ROWS.left)) == REPLACED]
    if not starts:
        return []
    columns = range(ROWS.left, ROWS.left + WIDTH)
    return [
        [visible(grid.value(row, column)) or None for column in columns]
        for row in range(starts[0] + 1, grid.last_row + 1)
        if any(visible(grid.value(row, column)) for column in columns)
    ]
