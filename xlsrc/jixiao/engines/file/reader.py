"""Cells of all sheets: the quick way where a part is as nearly every program writes it, else the complete way."""

from dataclasses import dataclass, field

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.areas import check_size, places
from jixiao.engines.file.catalog import Catalog
from jixiao.engines.file.cells import Cells, Lookups, Place
from jixiao.engines.file.limits import MAX_CELLS, TOO_MANY
from jixiao.engines.file.package import DAMAGED, Package
from jixiao.engines.file.scanning import Unfamiliar, scan, scan_strings
from jixiao.engines.file.styles import date_styles
from jixiao.engines.file.walking import Outline, walk, walk_strings
from jixiao.engines.port import Area, Value

MAX_STRING_TAGS = 4 * MAX_CELLS  # <si><t>…</t></si>
MAX_MERGED = 100_000  # merged ranges of a sheet
_NO_MEANING = (
    ArithmeticError,
    LookupError,
    ValueError,
)  # of a cell that refers to nothing, or of a number that is none


@dataclass(slots=True)
class Grid:
    """One sheet's content by (row, column): values, and formulas whose values are None."""

    protected: bool
    values: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


def read_grids(package: Package, catalog: Catalog) -> dict[str, Grid]:
    """Every sheet's Grid. UnusableWorkbook if a part is damaged."""
    lookups = read_lookups(package, catalog)
    return {sheet.name: read_grid(package.read(sheet.part), lookups) for sheet in catalog.sheets}


def read_lookups(package: Package, catalog: Catalog) -> Lookups:
    """What the cells of all sheets refer to."""
    strings = read_strings(package.read(catalog.strings)) if catalog.strings else []
    dates = date_styles(package.read(catalog.styles) if catalog.styles else None)
    return Lookups(strings, dates, catalog.date1904)


def read_strings(part: bytes) -> list[str | None]:
    """The shared strings by number. UnusableWorkbook if the part is damaged."""
    try:
        return scan_strings(xml.check(xml.within(part, MAX_STRING_TAGS)))
    except Unfamiliar:
        return walk_strings(part)


def read_grid(part: bytes, lookups: Lookups) -> Grid:
    """One sheet. UnusableWorkbook if the part is damaged."""
    cells, outline = _read(part, lookups)
    grid = Grid(outline.protected, cells.values, cells.formulas, outline.merged)
    check_size([area for area, _ in cells.spread], MAX_CELLS, TOO_MANY)
    check_size(outline.merged)
    for area, formula in cells.spread:
        _put_formula_area(grid, area, formula)
    for area in outline.merged:
        _clear_covered(grid, area)
    return grid


def _read(part: bytes, lookups: Lookups) -> tuple[Cells, Outline]:
    """What the quick way makes nothing of, the complete way decides: it alone refuses."""
    xml.within(part, MAX_MERGED, b"mergeCell")
    try:
        cells = Cells(lookups)
        return cells, scan(xml.check(part), cells)
    except (Unfamiliar, UnusableWorkbook, *_NO_MEANING):
        return _read_completely(part, lookups)


def _read_completely(part: bytes, lookups: Lookups) -> tuple[Cells, Outline]:
    cells = Cells(lookups)
    try:
        return cells, walk(part, cells)
    except _NO_MEANING as error:
        raise UnusableWorkbook(DAMAGED) from error


def _put_formula_area(grid: Grid, area: Area, formula: str) -> None:
    for place in places(area):
        grid.values.pop(place, None)
        grid.formulas[place] = formula


def _clear_covered(grid: Grid, area: Area) -> None:
    """Drop what other programs leave below a merged area; Excel never shows it."""
    for place in places(area):
        if (place in grid.values or place in grid.formulas) and place != (area.row, area.column):
            grid.values.pop(place, None)
            grid.formulas.pop(place, None)
