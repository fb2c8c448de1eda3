"""Where in a sheet part's bytes each row and cell stands, by expat's byte positions."""

from dataclasses import dataclass, field
from xml.parsers import expat

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.package import DAMAGED
from jixiao.engines.port import Area


@dataclass(slots=True)
class Cell:
    """A <c>: its bytes, style, type, raw <v>, and kind of its formula (None, "normal", "shared", "array"…)."""

    span: xml.Span
    style: str | None
    kind: str | None
    v: str | None = None
    formula: str | None = None
    shared: str | None = None
    ref: str | None = None
    empty: bool = True


@dataclass(slots=True)
class Row:
    """A <row>; `style` only where it applies to new cells (customFormat)."""

    number: int
    span: xml.Span
    style: str | None
    spans: str | None
    custom_height: bool = False
    cells: dict[int, Cell] = field(default_factory=dict)  # by column, ascending


@dataclass(slots=True)
class SheetIndex:
    """A whole sheet part. `columns`: (first, last, style). `prefix` as written, "" or "x:"."""

    part: bytes
    prefix: str = ""
    data: xml.Span | None = None
    dimension: tuple[xml.Span, str] | None = None
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)  # by number, ascending
    arrays: list[Area] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        found = self.rows.get(row)
        return found.cells.get(column) if found else None

    def style(self, row: int, column: int) -> str | None:
        """Style index of a cell, existing or new: its own, else its row's, else its column's."""
        cell, found = self.cell(row, column), self.rows.get(row)
        if cell:
            return cell.style
        if found and found.style:
            return found.style
        return next((style for first, last, style in self.columns if first <= column <= last), None)

    def formula_area(self, row: int, column: int) -> Area | None:
        """The array formula or data table whose area covers the cell."""
        for area in self.arrays:
            if area.row <= row <= area.last_row and area.column <= column <= area.last_column:
                return area
        return None

    def shares(self, cell: Cell) -> int:
        """How many cells use the shared formula of this cell, itself included; 0 if it defines none."""
        if cell.formula != "shared" or cell.ref is None:
            return 0
        return sum(c.shared == cell.shared for row in self.rows.values() for c in row.cells.values())


def index_sheet(part: bytes) -> SheetIndex:
    """UnusableWorkbook for broken XML, rows or cells out of order, or a sheet without sheetData."""
    walker = _Walker(part)
    walker.walk()
    if walker.index.data is None:
        raise UnusableWorkbook(DAMAGED)
    return walker.index


class _Walker:
    """expat handlers that fill a SheetIndex."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.index = SheetIndex(part)
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._path: list[str] = []
        self._open: list[tuple[int, dict[str, str]]] = []
        self._row: Row | None = None
        self._cell: Cell | None = None
        self._text: list[str] | None = None

    def walk(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        xml.run(self._parser, self.part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name.rpartition(":")[2])
        self._open.append((self._parser.CurrentByteIndex, attributes))
        match self._path[1:]:
            case ["sheetData", "row"]:
                self._row = self._new_row(attributes)
            case ["sheetData", "row", "c"]:
                self._cell = self._new_cell(attributes)
            case ["sheetData", "row", "c", inner] if self._cell:
                self._inside(self._cell, inner, attributes)
            case ["cols", "col"]:
                self._column(attributes)
            case ["sheetData"]:
                self.index.prefix = name[: len(name) - len("sheetData")]

    def _inside(self, cell: Cell, inner: str, attributes: dict[str, str]) -> None:
        cell.empty = False
        if inner == "v":
            self._text = []
        elif inner == "f":
            cell.formula = attributes.get("t", "normal")
            cell.shared, cell.ref = attributes.get("si"), attributes.get("ref")
            if cell.formula in ("array", "dataTable") and cell.ref:
                self.index.arrays.append(parse_range(cell.ref))

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        match self._path[1:]:
            case ["sheetData"]:
                self.index.data = self._span("sheetData")
            case ["dimension"]:
                self.index.dimension = self._span("dimension"), self._open[-1][1].get("ref", "")
            case ["sheetData", "row"] if self._row:
                self._row.span = self._span("row")
            case ["sheetData", "row", "c"] if self._cell:
                self._cell.span = self._span("c")
            case ["sheetData", "row", "c", "v"] if self._cell and self._text is not None:
                self._cell.v, self._text = "".join(self._text), None
        self._path.pop()
        self._open.pop()

    def _span(self, name: str) -> xml.Span:
        return xml.span(name, self.part, self._open[-1][0], self._parser.CurrentByteIndex)

    def _new_row(self, attributes: dict[str, str]) -> Row:
        last = next(reversed(self.index.rows), 0)
        number = _whole(attributes.get("r")) or last + 1
        if number <= last:
            raise UnusableWorkbook(DAMAGED)
        style = attributes.get("s") if xml.is_true(attributes.get("customFormat")) else None
        _whole(style)
        custom = xml.is_true(attributes.get("customHeight"))
        row = Row(number, _NOWHERE, style, attributes.get("spans"), custom)
        self.index.rows[number] = row
        return row

    def _new_cell(self, attributes: dict[str, str]) -> Cell:
        assert self._row is not None
        last = next(reversed(self._row.cells), 0)
        reference = attributes.get("r")
        column = parse_range(reference).column if reference else last + 1
        if column <= last:
            raise UnusableWorkbook(DAMAGED)
        _whole(attributes.get("s"))
        cell = Cell(_NOWHERE, attributes.get("s"), attributes.get("t"))
        self._row.cells[column] = cell
        return cell

    def _column(self, attributes: dict[str, str]) -> None:
        first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
        if first and last and "style" in attributes:
            _whole(attributes["style"])
            self.index.columns.append((first, last, attributes["style"]))


_NOWHERE = xml.Span("", 0, 0, 0, 0)


def _whole(text: str | None) -> int | None:
    """A row number or style index; UnusableWorkbook for nonsense."""
    if text is None:
        return None
    if not text.isdecimal():
        raise UnusableWorkbook(DAMAGED)
    return int(text)
