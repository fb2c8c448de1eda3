"""The cells of a worksheet as they are seen: text, format, and whether row, column or a merge hides them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.verifying.book.looks import Look, Looks
from jixiao.documents.verifying.texts import Run, runs_of
from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.port import Area
from jixiao.values.address import row_column

FLAT, NARROW = 4.0, 0.7  # points, characters: less than that nobody sees
WIDE_ENOUGH = 0.9  # of the characters of a number; narrower it is shown as ####
DEFAULT_WIDTH = 8.43


@dataclass
class Seen:
    """A cell with content: `text` as stored (a number by its digits), `runs` of a text, `formula` without =."""

    row: int
    column: int
    text: str
    is_number: bool
    look: Look
    runs: tuple[Run, ...] = ()
    formula: str | None = None
    odd: list[str] = field(default_factory=list)


class Grid:
    """Rows, columns, merged ranges and cells of a worksheet."""

    def __init__(self, sheet: etree._Element, strings: Sequence[tuple[Run, ...]], looks: Looks) -> None:
        self._strings, self._looks, self.palette = strings, looks, looks.palette
        self.merged = [parse_range(one.get("ref", "")) for one in sheet.iter("{*}mergeCell")]
        self._widths = list(_widths(sheet))
        format_ = next(iter(xml.children(sheet, "sheetFormatPr")), None)
        self._zero = format_ is not None and xml.is_true(format_.get("zeroHeight"))
        self._usual = _float(format_.get("defaultColWidth")) if format_ is not None else None
        self.cells = {(one.row, one.column): one for one in self._read(sheet)}
        self._covered()

    def within(self, area: Area) -> list[Seen]:
        """The cells with content inside an area."""
        return [
            cell
            for (row, column), cell in self.cells.items()
            if area.row <= row <= area.last_row and area.column <= column <= area.last_column
        ]

    def _read(self, sheet: etree._Element) -> Iterator[Seen]:
        number = 0
        for row in (one for data in xml.children(sheet, "sheetData") for one in xml.children(data, "row")):
            number = int(row.get("r") or number + 1)
            flat = self._is_flat(row)
            column = 0
            for cell in xml.children(row, "c"):
                _, column = row_column(cell.get("r", "")) if cell.get("r") else (0, column + 1)
                seen = self._cell(cell, number, column)
                if seen:
                    seen.odd += [*seen.look.odd, *(["行被隐藏或压扁"] if flat else []), *self._column_odd(seen)]
                    yield seen

    def _is_flat(self, row: etree._Element) -> bool:
        height = _float(row.get("ht"))
        hidden = xml.is_true(row.get("hidden")) or (height is not None and height < FLAT)
        return hidden or (self._zero and row.get("ht") is None)

    def _column_odd(self, seen: Seen) -> list[str]:
        width = self._width(seen.column)
        if width < NARROW:
            return ["列被隐藏或压扁"]
        spread = any(one.row == seen.row and one.column == seen.column for one in self.merged)
        if seen.is_number and not spread and width < WIDE_ENOUGH * min(len(seen.text), 10):
            return ["列太窄，显示为 ####"]
        return []

    def _width(self, column: int) -> float:
        for first, last, width in self._widths:
            if first <= column <= last:
                return width
        return DEFAULT_WIDTH if self._usual is None else self._usual

    def _cell(self, cell: etree._Element, row: int, column: int) -> Seen | None:
        kind, look = cell.get("t", "n"), self._looks[int(cell.get("s") or 0)]
        formula = next((one.text or "" for one in xml.children(cell, "f")), None)
        value = next((one.text or "" for one in xml.children(cell, "v")), "")
        runs: tuple[Run, ...] = ()
        if kind == "s" and value.isdecimal() and int(value) < len(self._strings):
            runs = self._strings[int(value)]
        elif kind == "inlineStr":
            runs = tuple(run for one in xml.children(cell, "is") for run in runs_of(one))
        text = "".join(run.text for run in runs if not run.aside) if kind in ("s", "inlineStr") else value
        if not text and formula is None:
            return None
        return Seen(row, column, text, kind in ("n", "d") and bool(text), look, runs, formula)

    def _covered(self) -> None:
        """A cell that a merge over its neighbours hides."""
        for area in self.merged:
            if area.rows * area.columns <= len(self.cells) * 4:
                spots = [
                    (r, c) for r in range(area.row, area.last_row + 1) for c in range(area.column, area.last_column + 1)
                ]
                hidden = [self.cells[spot] for spot in spots if spot in self.cells]
            else:
                hidden = self.within(area)
            for cell in hidden:
                if (cell.row, cell.column) != (area.row, area.column):
                    cell.odd.append("被合并的单元格盖住")


def _widths(sheet: etree._Element) -> Iterator[tuple[int, int, float]]:
    for one in (column for group in xml.children(sheet, "cols") for column in xml.children(group, "col")):
        width = _float(one.get("width"))
        hidden = xml.is_true(one.get("hidden"))
        yield (
            int(one.get("min", 1)),
            int(one.get("max", 1)),
            0.0 if hidden else DEFAULT_WIDTH if width is None else width,
        )


def _float(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
