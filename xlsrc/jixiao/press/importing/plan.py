"""What an import would write into 指标体系 and 绩效指标, what it would take away, and what stands against it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.forms import Section
from jixiao.forms.names import FRAMEWORK
from jixiao.frameworks import Framework, Indicator, load_framework, shipped
from jixiao.frameworks.rows import framework_row
from jixiao.press.blocks import Block, Cell
from jixiao.press.heights import column_widths, fitted
from jixiao.press.importing.answers import Answers, answers_after
from jixiao.snapshot import Body, Record, Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.address import a1
from jixiao.values.typed import folded, visible

CODE, NAME, WEIGHT, VALUE, CRITERION = "编码", "三级指标", "分值", "指标值", "评分标准"
TABLES_OWN = frozenset("编码 一级指标 二级指标 三级指标 分值 指标值 评分标准 口径 依据 目标值 指标性质".split())
NEEDED = (CODE, "一级指标", NAME, WEIGHT, CRITERION, "依据")
TITLE = "体系名称"
DAMAGED = "《{sheet}》的表头不完整，没有地方写。请按 Ctrl＋Z 恢复表头，再按【导入评分表】。"
TOO_FEW = "《{sheet}》只放得下 {room} 个指标，评分表有 {count} 个。请右键点《{sheet}》“表末”行的行号，插入 {more} 行，再按【导入评分表】。"
FORMULA = "《{sheet}》{cell} 填的是公式，不能覆盖。请删去它，再按【导入评分表】。"
Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Plan:
    """`rows` are those of 指标体系 by column label; `held` the records that stand there now. `problem`: why it can't be."""

    section: Section
    rows: Sequence[Row]
    held: Sequence[Record]
    title: str
    held_title: str
    blocks: Sequence[Block] = ()
    answers: Answers | None = None
    problem: str = ""
    same: bool = False
    shipped: bool = False
    kept: Sequence[str] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Stands for what would be replaced by what: a confirmation counts for this and nothing else."""
        rows = [[visible(value) for value in row.values()] for row in self.rows]
        held = [[record.label, *(entry.shown for entry in record.entries.values())] for record in self.held]
        return hashlib.sha256(repr((rows, held, self.kept)).encode()).hexdigest()[:16]


def plan(snapshot: Snapshot, grids: Sequence[Grid], framework: Framework) -> Plan:
    """Nothing is written here."""
    body, held = snapshot.bodies.get(FRAMEWORK), snapshot.tables[FRAMEWORK]
    section = next(s for _, s in snapshot.forms.sections() if s.item == FRAMEWORK)
    title = snapshot.text(TITLE)
    former = {record.label: record.text(NAME) for record in held}
    answers = answers_after(snapshot, framework.indicators, former)
    if body is None or answers is None or not set(NEEDED) <= set(body.columns):
        return Plan(section, (), held, framework.title, title, problem=DAMAGED.format(sheet=FRAMEWORK))
    rows = [_row(indicator, body, held) for indicator in framework.indicators]
    by_name = {grid.sheet: grid for grid in grids}
    blocks = [_framework_block(section, body, by_name[body.sheet], rows, snapshot)]
    blocks += [*answers.blocks(), *_title_block(snapshot, framework.title)]
    return Plan(
        section,
        rows,
        held,
        framework.title,
        title,
        blocks,
        answers,
        _too_few(body, rows, answers) or _formula_in_the_way(blocks, by_name),
        _same(rows, held),
        _is_shipped(held) and not answers.targets,
        list(answers.kept.values()),
    )


def _row(indicator: Indicator, body: Body, held: Sequence[Record]) -> Row:
    """By column label. Where name, 分值 and criterion are as before, what people typed beside the table's own columns
    stays, and so does what the table leaves blank."""
    given: dict[str, Cell] = {
        **framework_row(indicator),
        "目标值": indicator.target or None,
        "指标性质": indicator.kind or None,
    }
    before = next((record for record in held if _is_same(record, indicator)), None)
    row: dict[str, Cell] = {}
    for label in body.columns:
        entry = before.entries.get(label) if before else None
        typed = _as_cell(entry.raw) if entry and entry.spec.is_entry else None
        told = given.get(label) or None
        if label == VALUE and not indicator.value and typed:
            told = None  # a formula that is only proposed
        row[label] = (told or typed) if label in TABLES_OWN else (typed or told)
    return row


def _is_same(record: Record, indicator: Indicator) -> bool:
    texts = (record.text(NAME), record.text(CRITERION)), (indicator.name, indicator.criterion_text)
    return [*map(folded, texts[0])] == [*map(folded, texts[1])] and record.number(WEIGHT) == indicator.weight


def _as_cell(raw: object) -> Cell:
    if isinstance(raw, float):
        return Decimal(repr(raw))
    return raw if isinstance(raw, str | int | Decimal) or raw is None else visible(raw)


def _framework_block(section: Section, body: Body, grid: Grid, rows: Sequence[Row], snapshot: Snapshot) -> Block:
    """The whole list, free rows cleared; a column that is none of ours keeps what stands in it."""
    labels = {column: label for label, column in body.columns.items()}
    across = range(min(labels), max(labels) + 1)
    widths = column_widths(snapshot, section.item)
    cells: list[list[Cell]] = []
    heights = {}
    for n, row in enumerate(range(body.first, body.last + 1)):
        values = rows[n] if n < len(rows) else {}
        cells.append([values.get(labels[c]) if c in labels else _as_cell(grid.value(row, c)) for c in across])
        heights[row] = fitted({column: values.get(label) for column, label in labels.items()}, widths)
    return Block(body.sheet, body.first, across[0], cells, heights)


def _title_block(snapshot: Snapshot, title: str) -> Iterator[Block]:
    place = snapshot.place(TITLE)
    if place.row and title:
        yield Block(place.sheet, place.row, place.column, [[title]])


def _too_few(body: Body, rows: Sequence[Row], answers: Answers) -> str:
    room = body.last - body.first + 1
    if len(rows) > room:
        return TOO_FEW.format(sheet=body.sheet, room=room, count=len(rows), more=len(rows) - room)
    if answers.missing:
        room = len(rows) - answers.missing
        return TOO_FEW.format(sheet=answers.body.sheet, room=room, count=len(rows), more=answers.missing)
    return ""


def _formula_in_the_way(blocks: Sequence[Block], grids: Mapping[str, Grid]) -> str:
    for block in blocks:
        for r, row in enumerate(block.rows):
            for c in range(len(row)):
                if grids[block.sheet].formula(block.top + r, block.left + c):
                    return FORMULA.format(sheet=block.sheet, cell=a1(block.top + r, block.left + c))
    return ""


def _same(rows: Sequence[Row], held: Sequence[Record]) -> bool:
    """Whether the list says all of it already, in this order."""
    if len(rows) != len(held):
        return False
    return all(
        folded(visible(value)) == folded(record.label if label == CODE else record.entries[label].shown)
        for row, record in zip(rows, held, strict=True)
        for label, value in row.items()
        if label == CODE or (label in record.entries and record.entries[label].spec.is_entry)
    )


def _is_shipped(held: Sequence[Record]) -> bool:
    """Whether the list is one that came with the program, untouched: nobody typed it."""
    marks = [(folded(r.text(NAME)), r.number(WEIGHT), folded(r.text(CRITERION))) for r in held]
    return any(
        marks == [(folded(i.name), i.weight, folded(i.criterion_text)) for i in load_framework(name).indicators]
        for name in shipped()
    )
