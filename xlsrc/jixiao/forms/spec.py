"""What the forms ask, as frozen data: one definition of each cell, from which every face is made.

A section is a block under a title: `fields` (one entry per row), `grid` (fixed rows × columns) or `list`
(free rows × columns). Each cell of it has a `CellSpec`; a computed one names its operands by item.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from jixiao.values.rounding import plain

T = TypeVar("T")

ADDABLE = ("amount", "integer")
_SHAPES = {"year": "四位年份，如 2024", "date": "日期，如 2025-07-08", "percent": "百分数，如 98.5%"}
ENTRY_HEADER = "填写内容"
FIELD_HEADERS = ("项目", ENTRY_HEADER, "单位", "填写说明")
NONE = "没有"
ANSWERS = ("有", NONE)  # to the questions of 基本信息
FORMER, USUAL = "上年写的", "常用语{}"
PHRASES = 3
"""Columns beside a text for usual ones: two that come with the program, one of somebody's own."""
TAKEN = "空着的用{}"
"""The answer that takes a usual text for each blank one."""
YEAR_END = "年末"
SOME = "some"
ABOVE = "above"  # hints stand above their cells, so that these have the width of the sheet


@dataclass(frozen=True)
class Computation:
    """`sum` of the operands, `ratio` first ÷ second, `share` first ÷ second (the total); operands are labels."""

    operation: str
    operands: tuple[str, ...]


@dataclass(frozen=True)
class CellSpec:
    """One kind of cell. A `choice` must be one of `choices`, a `pick` may be.

    `unit` is '', '万元', '%', '人' …; `computed` cells are formulas, never typed.

    `phrases`: what is often written there, to pick and change; `usual`: the question whose answer takes one of them for a
    blank cell.

    `blank`: what a blank cell stands for, a text; 年末: 31 December of the year evaluated.

    `listed`: the defined name of the cells that hold what may be picked.

    `unless`: the question (an item whose answer is 有 or 没有) on whose 没有 it need not be filled.

    `source` and `who`: where its content stands and who knows it. `carried_from`: the items of last year's workbook
    that it begins with in a new year, the first that is filled; in a column the labels of columns of its own table.
    """

    label: str
    type: str
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    default: Decimal | None = None
    negative: bool = False
    prompt: str = ""
    source: str = ""
    who: str = ""
    lines: int = 1
    computed: Computation | None = None
    total: bool = False
    shown: bool = False
    names: dict[str, str] = field(default_factory=dict)
    carried_from: tuple[str, ...] = ()
    unless: str = ""
    phrases: tuple[str, ...] = ()
    usual: str = ""
    blank: str = ""
    listed: str = ""

    @property
    def hint(self) -> str:
        """What to fill in, where it stands and who knows it, as a clerk reads it beside the cell."""
        origin = [f"来源：{self.source}"] * bool(self.source) + [f"找{self.who}"] * bool(self.who)
        return f"{self.prompt}（{'；'.join(origin)}）" if origin else self.prompt

    @property
    def allowed(self) -> str:
        """What may be typed, as it follows 请填: 不小于 0 的整数; 完成、部分完成 of a choice; '' for any text."""
        if self.type in ("choice", "pick"):
            return "、".join(self.choices)
        if self.type not in ADDABLE:
            return _SHAPES.get(self.type, "")
        noun = "整数" if self.type == "integer" else "数字"
        if self.max is not None:
            return f"{plain(self.min or Decimal(0))} 到 {plain(self.max)} 之间的{noun}"
        return noun if self.negative else f"不小于 {plain(self.min or Decimal(0))} 的{noun}"

    @property
    def is_entry(self) -> bool:
        """Whether a person types into it."""
        return self.computed is None and not self.shown

    @property
    def is_number(self) -> bool:
        """Whether its value is a Decimal."""
        return self.type in ("amount", "integer", "percent", "year")


@dataclass(frozen=True)
class Row:
    """A fixed row of a grid: `parts` makes it a total, `control` names the total it is to be compared with. `unless`: as
    of its cells (see CellSpec)."""

    label: str
    item: str
    parts: tuple[str, ...] = ()
    control: str = ""
    optional: bool = False
    unless: str = ""


@dataclass(frozen=True)
class Section:
    """A titled block of a sheet.

    `row_prompt` to `row_shown` define the first column of a list, the names of its rows; `row_from` is the defined name
    of the cells that these are picked from. `hints`: where those of fields
    stand, beside (as a rule) or ABOVE. `required_rows`: SOME of a grid: rows that nobody touched are not required where
    another one is filled. `carried_rows`: what a new
    year takes from last year's list, the `names` of its rows or the `whole` rows.
    """

    id: str
    title: str
    kind: str
    item: str = ""
    row_header: str = "项目"
    row_prompt: str = ""
    row_source: str = ""
    row_who: str = ""
    row_shown: bool = False
    row_from: str = ""
    carried_rows: str = ""
    unit: str = ""
    rows: tuple[Row, ...] = ()
    columns: tuple[CellSpec, ...] = ()
    fields: tuple[CellSpec, ...] = ()
    items: tuple[str, ...] = ()
    blank_rows: int = 0
    total: str = ""
    end: str = ""
    hints: str = ""
    unless: str = ""
    required_rows: str = ""

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The texts of the header row, left to right."""
        if self.kind == "fields":
            return FIELD_HEADERS[:2] if self.hints == ABOVE else FIELD_HEADERS
        return (self.row_header, *(column.label for column in self.columns))

    @property
    def row_spec(self) -> CellSpec:
        """The first column of a list: the name of each row."""
        told = CellSpec(self.row_header, "text", prompt=self.row_prompt, source=self.row_source, who=self.row_who)
        return replace(told, shown=self.row_shown, unless=self.unless, listed=self.row_from)

    @property
    def terminator(self) -> str:
        """A list's closing row: its total, or the text that says where to insert."""
        return self.total or self.end

    def column(self, label: str) -> CellSpec:
        """The column of that label. KeyError where there is none."""
        return next_or_key_error((c for c in self.columns if c.label == label), label)

    def cell_item(self, row: Row, column: CellSpec) -> str:
        """The data item of a grid cell: 行名＋列名, unless the column names it otherwise."""
        return column.names.get(row.item, f"{row.item}{column.label}")

    def cell_spec(self, row: Row, column: CellSpec) -> CellSpec | None:
        """The cell at a grid's row and column with operands as items; None where nothing stands there."""
        if row.control:
            return control_spec(column)
        carried = tuple(self.cell_item(row, self.column(label)) for label in column.carried_from)
        computed = self._cell_computation(row, column)
        required = column.required and not row.optional and computed is None
        unless = row.unless or column.unless
        return replace(column, computed=computed, required=required, carried_from=carried, unless=unless)

    def _cell_computation(self, row: Row, column: CellSpec) -> Computation | None:
        if column.computed and (column.computed.operation != "sum" or not row.parts):
            return self._in_row(row, column.computed)
        if row.parts and column.type in ADDABLE:
            parts = [next_or_key_error((r for r in self.rows if r.item == part), part) for part in row.parts]
            return Computation("sum", tuple(self.cell_item(part, column) for part in parts))
        return None

    def _in_row(self, row: Row, computation: Computation) -> Computation:
        operands = [self.cell_item(row, self.column(label)) for label in computation.operands]
        if computation.operation == "share":
            total = next(r for r in self.rows if r.parts)
            operands.append(self.cell_item(total, self.column(computation.operands[0])))
        return Computation(computation.operation, tuple(operands))

    def grid_cells(self) -> Iterator[tuple[Row, CellSpec, str]]:
        """(row, spec, item) of every cell that a grid has, row by row."""
        return iter(self._grid_cells)

    @cached_property
    def _grid_cells(self) -> tuple[tuple[Row, CellSpec, str], ...]:
        cells = ((row, self.cell_spec(row, column), column) for row in self.rows for column in self.columns)
        return tuple((row, spec, self.cell_item(row, column)) for row, spec, column in cells if spec is not None)

    def entry_cells(self) -> Iterator[tuple[CellSpec, str]]:
        """(spec, item) of every cell of a grid, every field."""
        yield from ((spec, item) for _, spec, item in self.grid_cells())
        yield from self.field_cells()

    def field_cells(self) -> Iterator[tuple[CellSpec, str]]:
        """(spec, item) of every field."""
        return zip(self.fields, self.items, strict=True)


@dataclass(frozen=True)
class Form:
    """One entry sheet. `frozen`: how many columns stay in sight when one scrolls to the right. `optional`: workbooks
    may be without it, and nothing of it is filed where nothing is listed in it."""

    sheet: str
    note: str
    widths: tuple[float, ...]
    sections: tuple[Section, ...]
    frozen: int = 1
    optional: bool = False


@dataclass(frozen=True)
class GridCell:
    """Where a data item stands in a grid: 一般公共预算年初预算数 is the row 一般公共预算, the column 年初预算数."""

    section: Section
    row: Row
    column: str


@dataclass(frozen=True)
class Forms:
    """All entry sheets, in the order of the workbook."""

    forms: tuple[Form, ...]
    version: str

    def section(self, section_id: str) -> Section:
        """The section of that id. KeyError where there is none."""
        return next_or_key_error((s for _, s in self.sections() if s.id == section_id), section_id)

    def sections(self) -> Iterator[tuple[Form, Section]]:
        """Every section with its form."""
        for form in self.forms:
            for section in form.sections:
                yield form, section

    def items(self) -> Iterator[tuple[str, CellSpec]]:
        """Every data item of fields and grids with its spec."""
        return iter(self._items)

    @cached_property
    def numbers(self) -> Mapping[str, CellSpec]:
        """The items that are numbers."""
        return MappingProxyType({item: spec for item, spec in self.items() if spec.is_number})

    @cached_property
    def operands(self) -> Mapping[str, tuple[str, ...]]:
        """Of every computed item of fields and grids the items that it is computed from."""
        return MappingProxyType({item: spec.computed.operands for item, spec in self.items() if spec.computed})

    @cached_property
    def lists(self) -> Mapping[str, Section]:
        """The lists by item."""
        return MappingProxyType({section.item: section for _, section in self.sections() if section.kind == "list"})

    def grid_cell(self, item: str) -> GridCell | None:
        """The row and column of an item; None of one that stands in no grid."""
        return self._grid_cells.get(item)

    def beside(self, item: str, label: str) -> str:
        """The item under another heading of the same row; '' where there is none."""
        cell = self.grid_cell(item)
        labels = {column.label: column for column in cell.section.columns} if cell else {}
        found = cell.section.cell_item(cell.row, labels[label]) if cell and label in labels else ""
        return found if found in self._grid_cells else ""

    @cached_property
    def _items(self) -> tuple[tuple[str, CellSpec], ...]:
        return tuple((item, spec) for _, section in self.sections() for spec, item in section.entry_cells())

    @cached_property
    def _grid_cells(self) -> dict[str, GridCell]:
        cells = ((section, *cell) for _, section in self.sections() for cell in section.grid_cells())
        return {item: GridCell(section, row, spec.label) for section, row, spec, item in cells}


def control_spec(column: CellSpec) -> CellSpec | None:
    """A control row holds typed totals: amounts and counts, no rates, shares or remarks; none is required or carried."""
    if column.type not in ADDABLE:
        return None
    prompt = f"{column.label}：照批复或决算报表的合计数填，与上一行自动合计核对；可不填。"
    return replace(column, computed=None, required=False, prompt=prompt, carried_from=(), unless="")


def next_or_key_error(found: Iterator[T], name: str) -> T:
    """The first of `found`. KeyError naming `name` where there is none."""
    for thing in found:
        return thing
    raise KeyError(name)
