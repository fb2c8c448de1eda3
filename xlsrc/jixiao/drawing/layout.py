"""Where every cell of the entry sheets stands when the workbook is built (rows and columns from 1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jixiao.forms import CellSpec, Computation, Form, Forms, Row, Section
from jixiao.forms.spec import ABOVE
from jixiao.values.address import a1, column_letters

TITLE_ROW, NOTE_ROW, FIRST_ROW = 1, 2, 4
LEFT = 2  # column A is a margin


@dataclass(frozen=True)
class PlacedCell:
    """A cell of a form: `operands` are the addresses its formula takes, empty for entries."""

    row: int
    column: int
    spec: CellSpec
    item: str = ""
    operands: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacedSection:
    """A section with its rows: title at `top`, headings one below, then `labels` (row, text)."""

    section: Section
    top: int
    labels: tuple[tuple[int, Row | CellSpec | None], ...]
    cells: tuple[PlacedCell, ...]

    @property
    def header_row(self) -> int:
        """The row of the headings."""
        return self.top + 1

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.top + 2

    @property
    def last_row(self) -> int:
        """The last row, a list's closing row included."""
        return self.top + 1 + len(self.labels)

    @property
    def right(self) -> int:
        """The last column."""
        return LEFT + len(self.section.headers) - 1


@dataclass(frozen=True)
class PlacedForm:
    """A form with its sections placed from top to bottom."""

    form: Form
    sections: tuple[PlacedSection, ...]

    @property
    def right(self) -> int:
        """The last column that is used."""
        return LEFT + len(self.form.widths) - 1


def place_forms(forms: Forms, rows: dict[str, int]) -> tuple[PlacedForm, ...]:
    """Place all forms. `rows` gives, for a list section's id, how many rows it already holds."""
    placed = tuple(_place_form(form, rows) for form in forms.forms)
    found = {
        cell.item: (form.form.sheet, a1(cell.row, cell.column))
        for form in placed
        for section in form.sections
        for cell in section.cells
        if cell.item
    }
    return tuple(_with_operands(form, found) for form in placed)


def _with_operands(placed: PlacedForm, found: dict[str, tuple[str, str]]) -> PlacedForm:
    """The form with the operands of its computed items as addresses."""

    def address(item: str) -> str:
        sheet, cell = found[item]
        return cell if sheet == placed.form.sheet else f"'{sheet}'!{cell}"

    def resolved(cell: PlacedCell) -> PlacedCell:
        if not cell.item or cell.spec.computed is None:
            return cell
        return replace(cell, operands=tuple(address(item) for item in cell.spec.computed.operands))

    sections = (replace(section, cells=tuple(map(resolved, section.cells))) for section in placed.sections)
    return replace(placed, sections=tuple(sections))


def _place_form(form: Form, rows: dict[str, int]) -> PlacedForm:
    placed, top = [], FIRST_ROW
    for section in form.sections:
        one = _place_section(section, top, rows.get(section.id, 0))
        placed.append(one)
        top = one.last_row + 2
    return PlacedForm(form, tuple(placed))


def _place_section(section: Section, top: int, held: int) -> PlacedSection:
    first = top + 2
    if section.kind == "fields":
        cells = tuple(_field_cells(section, first))
        labels: list[tuple[int, Row | CellSpec | None]] = [(cell.row, cell.spec) for cell in cells]
        hints = [(cell.row - 1, None) for cell in cells] if section.hints == ABOVE else []
        return PlacedSection(section, top, tuple(sorted([*labels, *hints], key=lambda one: one[0])), cells)
    if section.kind == "grid":
        rows = [(first + n, row) for n, row in enumerate(section.rows)]
        return PlacedSection(section, top, tuple(rows), tuple(_grid_cells(section, first)))
    count = held + section.blank_rows
    blank = [(first + n, None) for n in range(count)]
    closing = (first + count, Row(section.terminator, section.terminator))
    return PlacedSection(section, top, (*blank, closing), tuple(_list_cells(section, first, count)))


def _field_cells(section: Section, first: int) -> Iterator[PlacedCell]:
    apart = 2 if section.hints == ABOVE else 1
    for n, (spec, item) in enumerate(section.field_cells(), 1):
        yield PlacedCell(first - 1 + apart * n, LEFT + 1, spec, item)


def _grid_cells(section: Section, first: int) -> Iterator[PlacedCell]:
    rows = {row.item: first + n for n, row in enumerate(section.rows)}
    columns = {column.label: LEFT + 1 + n for n, column in enumerate(section.columns)}
    for row, spec, item in section.grid_cells():
        yield PlacedCell(rows[row.item], columns[spec.label], spec, item)


def _list_cells(section: Section, first: int, count: int) -> Iterator[PlacedCell]:
    columns = {column.label: LEFT + 1 + n for n, column in enumerate(section.columns)}
    last = first + count
    for row in range(first, last):
        yield PlacedCell(row, LEFT, section.row_spec)
        for column in section.columns:
            operands = column.computed.operands if column.computed else ()
            yield PlacedCell(row, columns[column.label], column, "", _in_row(operands, columns, row))
    for column in section.columns:
        if section.total and column.total:
            yield _list_total(column, columns, first, last)


def _list_total(column: CellSpec, columns: dict[str, int], first: int, last: int) -> PlacedCell:
    at = columns[column.label]
    if column.computed:
        return PlacedCell(last, at, column, "", _in_row(column.computed.operands, columns, last))
    whole = CellSpec(column.label, column.type, column.unit, computed=Computation("sum", (column.label,)))
    return PlacedCell(last, at, whole, "", (_rows_above(first - 1, at),))


def _rows_above(header_row: int, column: int) -> str:
    """From the heading to the row above the formula: rows inserted anywhere in the list are inside.

    Both ends are functions: a range of a cell and a function (B5:INDEX(…)) is known to some spreadsheets only.
    """
    letters = column_letters(column)
    return f"INDEX({letters}:{letters},ROW({letters}{header_row})):INDEX({letters}:{letters},ROW()-1)"


def _in_row(labels: tuple[str, ...], columns: dict[str, int], row: int) -> tuple[str, ...]:
    return tuple(a1(row, columns[label]) for label in labels)
