"""Cells of all sheets by openpyxl, from a reduced package that holds nothing else."""

import math
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from jixiao.engines.bare import without_tables
from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.catalog import Catalog
from jixiao.engines.file.package import DAMAGED, Package
from jixiao.engines.file.sheetpart import SheetPart, parse_range, read_sheet_part
from jixiao.engines.file.styles import MAIN, number_formats_only
from jixiao.engines.file.text import unescape
from jixiao.engines.port import Area, CellError, Value

MAX_ROWS, MAX_COLUMNS = 20000, 200  # cells beyond are ignored, so that memory stays bounded

MAX_CELLS = 500_000  # with content, per sheet

TOO_MANY = "工作表中有内容的单元格超过 50 万个，无法处理。请删去与自评无关的大表后再试。"

# What openpyxl raises on damaged parts, found by the random-damage test; it wraps nothing itself.
_OPENPYXL_FAILURES = (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError)

_STRICT_MAIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(slots=True)
class Grid:
    """One sheet's content by (row, column): values, and formulas whose values are None."""

    protected: bool
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


def read_grids(package: Package, catalog: Catalog) -> dict[str, Grid]:
    """Every sheet's Grid. UnusableWorkbook if a part is damaged."""
    parts = {sheet.name: read_sheet_part(package.read(sheet.part)) for sheet in catalog.sheets}
    reduced = _reduced(package, catalog, list(parts.values()))
    try:
        return dict(zip(parts, _grids(reduced, list(parts.values())), strict=True))
    except _OPENPYXL_FAILURES as error:
        raise UnusableWorkbook(DAMAGED) from error


def _grids(reduced: bytes, parts: list[SheetPart]) -> Iterator[Grid]:
    with without_tables():
        import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it would lose on saving; it never saves
        workbook = openpyxl.load_workbook(BytesIO(reduced), read_only=True)
        for sheet, part in zip(workbook.worksheets, parts, strict=True):
            yield _grid(sheet, part)


def _grid(sheet: Any, part: SheetPart) -> Grid:
    grid = Grid(part.protected, merged=part.merged)
    spread: list[tuple[Area, str]] = []
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS, min_col=1, max_col=MAX_COLUMNS)
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.value is not None:
                _put(grid, (row, column), cell, spread)
        if len(grid.values) + len(grid.formulas) > MAX_CELLS:
            raise UnusableWorkbook(TOO_MANY)
    _check_size([area for area, _ in spread])
    _check_size(part.merged)
    for area, formula in spread:
        _put_formula_area(grid, area, formula)
    for area in part.merged:
        _clear_covered(grid, area)
    return grid


def _put(grid: Grid, place: tuple[int, int], cell: Any, spread: list[tuple[Area, str]]) -> None:
    if cell.data_type == "f":
        formula = cell.value
        if not isinstance(formula, str):  # array formula or data table: an area with one formula
            text = getattr(formula, "text", None) or "=TABLE()"
            spread.append((parse_range(formula.ref), text))
            formula = text
        grid.formulas[place] = formula
        return
    value = _value(cell.value, cell.data_type)
    if value is not None:
        grid.values[place] = value


def _value(value: Any, kind: str) -> Value:
    if kind == "e":
        return CellError(value)
    if isinstance(value, str):
        return unescape(value) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else CellError("#NUM!")
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value  # type: ignore[no-any-return]


def _put_formula_area(grid: Grid, area: Area, formula: str) -> None:
    for place in _places(area):
        grid.values.pop(place, None)
        grid.formulas[place] = formula


def _clear_covered(grid: Grid, area: Area) -> None:
    """Drop what other programs leave below a merged area; Excel never shows it."""
    for place in _places(area):
        if place != (area.row, area.column):
            grid.values.pop(place, None)
            grid.formulas.pop(place, None)


def _check_size(areas: list[Area]) -> None:
    """Sound areas don't overlap, so together they fit into the sheet; overlapping ones could take forever."""
    total = sum(
        max(0, min(area.last_row, MAX_ROWS) - area.row + 1)
        * max(0, min(area.last_column, MAX_COLUMNS) - area.column + 1)
        for area in areas
    )
    if total > MAX_ROWS * MAX_COLUMNS:
        raise UnusableWorkbook(DAMAGED)


def _places(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.row, min(area.last_row, MAX_ROWS) + 1):
        for column in range(area.column, min(area.last_column, MAX_COLUMNS) + 1):
            yield row, column


def _reduced(package: Package, catalog: Catalog, parts: list[SheetPart]) -> bytes:
    """A package of plain sheets named 1, 2, …: openpyxl fails on many harmless things elsewhere."""
    numbers = range(1, len(parts) + 1)
    strings = package.read(catalog.strings) if catalog.strings else None
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(strings is not None))
        archive.writestr("xl/workbook.xml", _workbook(numbers, catalog.date1904))
        archive.writestr("xl/_rels/workbook.xml.rels", _rels(numbers))
        if catalog.styles:
            archive.writestr("xl/styles.xml", number_formats_only(package.read(catalog.styles)))
        if strings is not None:
            # openpyxl strips x005F_ from shared strings only; in lower case it lets it pass for unescape()
            archive.writestr("xl/sharedStrings.xml", _transitional(strings.replace(b"x005F_", b"x005f_")))
        for number, part in zip(numbers, parts, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _transitional(part.cells))
    return out.getvalue()


def _transitional(part: bytes) -> bytes:
    """Strict OOXML differs in the cells by its namespace only; openpyxl knows the other one."""
    return xml.check(part).replace(_STRICT_MAIN, MAIN.encode())


def _content_types(strings: bool) -> str:
    overrides = [("workbook", "sheet.main")] + [("sharedStrings", "sharedStrings")] * strings
    inside = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SHEET_TYPE}.{kind}+xml"/>' for part, kind in overrides
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{inside}</Types>'


def _workbook(numbers: range, date1904: bool) -> str:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r={quoteattr(_DOCUMENT)}>'
        f'<workbookPr date1904="{int(date1904)}"/><sheets>{sheets}</sheets></workbook>'
    )


def _rels(numbers: range) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
