"""The complete way to read a sheet part or the shared strings: any well-formed XML, by expat."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.cells import Cells
from jixiao.engines.file.limits import MAX_ROWS
from jixiao.engines.file.package import DAMAGED
from jixiao.engines.file.text import unescape
from jixiao.engines.port import Area
from jixiao.values.address import column_number

MAIN = frozenset({
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
})  # fmt: skip
"""The namespace of cells, transitional and strict; elements of others mean nothing here."""

_ROW, _CELL = "/sheetData/row", "/sheetData/row/c"
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}", re.IGNORECASE | re.ASCII)

Attributes = dict[str, str]


@dataclass(slots=True)
class Outline:
    """What a sheet says beside its cells."""

    protected: bool = False
    merged: list[Area] = field(default_factory=list)


def walk(part: bytes, cells: Cells) -> Outline:
    """The outline of a worksheet; its content goes to `cells`. UnusableWorkbook if this isn't one, in well-formed XML,
    with its cells where they belong.

    Rows below MAX_ROWS, all that follow one, and rows that go back are not looked at.
    """
    return _Sheet(cells).walked(part)


def walk_strings(part: bytes) -> list[str | None]:
    """The shared strings by number; None where one is blank."""
    walker = _Strings()
    walker.run(part)
    return walker.found


class _Walker:
    """Calls `starts` and `ends` by the path of a tag below the root; "" is a tag of another namespace."""

    starts: Mapping[str, Callable[[Attributes], None]] = {}
    ends: Mapping[str, Callable[[], None]] = {}

    def __init__(self) -> None:
        self.paths: list[str] = []

    def run(self, part: bytes) -> None:
        xml.walk(part, self._start, self._end, self.text)

    def root(self, name: str) -> None:
        """The root's tag, whatever its namespace is."""

    def text(self, text: str) -> None:
        """Text below the innermost open tag."""

    def _start(self, name: str, attributes: Attributes) -> None:
        space, _, local = name.rpartition(" ")
        if not self.paths:
            self.paths.append("")
            self.root(local)
            return
        path = f"{self.paths[-1]}/{local if space in MAIN else ''}"
        self.paths.append(path)
        if path in self.starts:
            self.starts[path](attributes)

    def _end(self, name: str) -> None:
        path = self.paths.pop()
        if path in self.ends:
            self.ends[path]()


class _Rich:
    """The text of a <si> or <is>: its <t>, then those of its runs. What is inside <rPh> is for pronunciation."""

    def __init__(self) -> None:
        self.plain, self.runs = "", ""

    def add(self, path: str, text: str) -> None:
        """`path`: the tags between the <si> and the text."""
        if path == "/t":
            self.plain += text
        elif path == "/r/t":
            self.runs += text

    @property
    def whole(self) -> str:
        return self.plain + self.runs


class _Strings(_Walker):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []
        self._rich = _Rich()
        self.starts, self.ends = {"/si": self._start_item}, {"/si": self._end_item}

    def text(self, text: str) -> None:
        self._rich.add(self.paths[-1].removeprefix("/si"), text)

    def _start_item(self, attributes: Attributes) -> None:
        self._rich = _Rich()

    def _end_item(self) -> None:
        self.found.append(unescape(self._rich.whole) or None)


@dataclass(slots=True)
class _Cell:
    """A <c> while it is open: `v`, `f` and `rich` None where there is no such tag."""

    column: int
    attributes: Attributes
    v: str | None = None
    f: str | None = None
    formula: Attributes = field(default_factory=dict)
    rich: _Rich | None = None


class _Sheet(_Walker):
    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self._outline, self._cells = Outline(), cells
        self._row = self._last = self._column = 0
        self._looking = False  # at the open row
        self._cell: _Cell | None = None
        self._found = False  # sheetData
        self.starts = {
            "/sheetData": self._find,
            "/sheetProtection": self._protect,
            "/mergeCells/mergeCell": self._merge,
            _ROW: self._start_row,
            _CELL: self._start_cell,
            f"{_CELL}/v": self._start_value,
            f"{_CELL}/f": self._start_formula,
            f"{_CELL}/is": self._start_rich,
        }
        self.ends = {_ROW: cells.check_count, _CELL: self._end_cell}

    def walked(self, part: bytes) -> Outline:
        self.run(part)
        if not self._found:
            raise UnusableWorkbook(DAMAGED)
        return self._outline

    def root(self, name: str) -> None:
        if name != "worksheet":
            raise UnusableWorkbook(DAMAGED)

    def text(self, text: str) -> None:
        cell = self._cell
        if cell is None:
            return
        path = self.paths[-1].removeprefix(_CELL)
        if path == "/v" and cell.v is not None:
            cell.v += text
        elif path == "/f" and cell.f is not None:
            cell.f += text
        elif cell.rich:
            cell.rich.add(path.removeprefix("/is"), text)

    def _find(self, attributes: Attributes) -> None:
        self._found = True

    def _protect(self, attributes: Attributes) -> None:
        self._outline.protected |= xml.is_true(attributes.get("sheet"))

    def _merge(self, attributes: Attributes) -> None:
        self._outline.merged.append(parse_range(attributes.get("ref", "")))

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = int(number) if number is not None else self._row + 1
        self._column = 0
        self._looking = self._last < self._row <= MAX_ROWS
        self._last = max(self._last, self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        found = _REFERENCE.fullmatch(reference) if reference else None
        if (reference and not found) or not attributes.get("s", "0").isdecimal():
            raise UnusableWorkbook(DAMAGED)
        self._column = column_number(found[1].upper()) if found else self._column + 1
        self._cell = _Cell(self._column, attributes) if self._looking else None

    def _start_value(self, attributes: Attributes) -> None:
        if self._cell and self._cell.v is None:
            self._cell.v = ""

    def _start_formula(self, attributes: Attributes) -> None:
        if self._cell and self._cell.f is None:
            self._cell.f, self._cell.formula = "", attributes

    def _start_rich(self, attributes: Attributes) -> None:
        if self._cell:
            self._cell.rich = self._cell.rich or _Rich()

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        place, style, kind = (self._row, cell.column), cell.attributes.get("s"), cell.attributes.get("t")
        if cell.f is not None:
            self._cells.put_formula(place, cell.formula, cell.f)
        elif kind == "inlineStr":
            self._cells.put_value(place, style, "str", cell.rich.whole if cell.rich else "")
        else:
            self._cells.put_value(place, style, kind, cell.v or "")
