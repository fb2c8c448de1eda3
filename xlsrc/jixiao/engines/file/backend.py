"""The WorkbookPort over a closed .xlsx or .xlsm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jixiao.engines.errors import FormulaInTheWay, LockedCells
from jixiao.engines.file.catalog import Catalog, SheetEntry, read_catalog
from jixiao.engines.file.edit import Edit, Loaded, Place, edited, with_full_calc, with_shown_sheets
from jixiao.engines.file.filters import filtered_again
from jixiao.engines.file.index import SheetIndex, index_sheet
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.file.opening import naming, read_file
from jixiao.engines.file.package import Package
from jixiao.engines.file.reader import Grid, read_grids
from jixiao.engines.file.styles import locked_styles, percent_styles
from jixiao.engines.file.text import as_read, normal
from jixiao.engines.port import Area, Block, Formula, Value, WorkbookPort, Writable
from jixiao.files import write_whole
from jixiao.values.address import a1
from jixiao.values.sheets import RawSheet, Span

T = TypeVar("T")


@dataclass(slots=True)
class _Sheet:
    """A sheet as it now stands (`grid`), as it was opened (`loaded`), and what was written in between."""

    part: str
    visible: bool
    grid: Grid
    loaded: Loaded
    edits: dict[Place, Edit] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    unlocked: bool = False
    index: SheetIndex | None = None


def open_workbook(path: Path) -> WorkbookPort:
    """Open a closed workbook. Raises UnusableWorkbook, and nothing else, if it can't be used."""
    with naming(path):
        return open_package(path, Package(read_file(path)))


def open_package(path: Path, package: Package) -> "FileWorkbook":
    """A workbook whose package is open already. Raises UnusableWorkbook."""
    catalog = read_catalog(package)
    return FileWorkbook(path, package, catalog, read_grids(package, catalog))


class FileWorkbook:
    """Reads are from memory; writes are collected and spliced into the sheets' XML by save()."""

    def __init__(self, path: Path, package: Package, catalog: Catalog, grids: dict[str, Grid]) -> None:
        self._path = path
        self._package = package
        self._catalog = catalog
        self._locked: list[bool] | None = None
        self.status: str | None = None
        self._sheets = {
            entry.name: _Sheet(
                entry.part,
                entry.visible,
                grids[entry.name],
                Loaded(dict(grids[entry.name].values), dict(grids[entry.name].formulas), catalog.date1904),
            )
            for entry in catalog.sheets
        }

    @property
    def path(self) -> Path:
        return self._path

    def sheet_names(self) -> list[str]:
        return list(self._sheets)

    def names(self) -> dict[str, str]:
        return dict(self._catalog.names)

    def visible(self, sheet: str) -> bool:
        return self._sheets[sheet].visible

    def unhide(self, sheet: str) -> None:
        self._sheets[sheet].visible = True

    def protected(self, sheet: str) -> bool:
        return self._sheets[sheet].grid.protected

    def used_block(self, sheet: str) -> Block:
        grid = self._sheets[sheet].grid
        used = grid.values.keys() | grid.formulas.keys()
        shown = self._sheets[sheet].visible
        if not used:
            return Block(1, 1, [[None]], shown)
        rows, columns = zip(*used, strict=True)
        row, column = min(rows), min(columns)
        area = Area(row, column, max(rows) - row + 1, max(columns) - column + 1)
        return Block(row, column, self.read_values(sheet, area), shown)

    def read_values(self, sheet: str, area: Area) -> list[list[Value]]:
        values = self._sheets[sheet].grid.values
        return _block(values, area)

    def read_formulas(self, sheet: str, area: Area) -> list[list[str | None]]:
        formulas = self._sheets[sheet].grid.formulas
        return _block(formulas, area)

    def raw_sheet(self, sheet: str) -> RawSheet:
        target = self._sheets[sheet]
        grid = target.grid
        styles = self._catalog.styles
        percent = percent_styles(self._package.read(styles)) if styles else frozenset()
        index = self._index(target) if percent else None
        shown = {
            place for place, value in grid.values.items()
            if index and isinstance(value, float) and (index.style(*place) or "0") in percent
        }  # fmt: skip
        spans = tuple(Span(area.row, area.column, area.last_row, area.last_column) for area in grid.merged)
        return RawSheet(sheet, dict(grid.values), spans, frozenset(shown), dict(grid.formulas), target.visible)

    def write_values(
        self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]], *, own: bool = False
    ) -> None:
        target = self._sheets[sheet]
        edits = {p: Edit(normal(value), isinstance(value, Formula)) for p, value in _placed(row, column, rows)}
        with naming(self._path):
            self._check_locked(sheet, edits)
        for place in edits:
            if place in target.grid.formulas and not own:
                raise FormulaInTheWay(f"【{sheet}】{a1(*place)} 是公式，程序的结果写不进去。请清空这一格再试。")
        if own:
            with naming(self._path):
                self._check_shared(sheet, edits)
        self._apply(target, edits)

    def write_formulas(self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]]) -> None:
        target = self._sheets[sheet]
        edits = {}
        for place, value in _placed(row, column, rows):
            clean = normal(value)
            edits[place] = Edit(clean, isinstance(clean, str) and clean.startswith("=") and len(clean) > 1)
        with naming(self._path):
            self._check_locked(sheet, edits)
        with naming(self._path):
            self._check_shared(sheet, edits)
        self._apply(target, edits)

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        self._sheets[sheet].heights.update(heights)

    def unlock(self, sheet: str) -> None:
        self._sheets[sheet].unlocked = True

    def relock(self, sheet: str) -> None:
        self._sheets[sheet].unlocked = False

    def show_status(self, text: str | None) -> None:
        self.status = text

    def show_sheet(self, sheet: str) -> None:
        pass  # a closed file has none in front

    def notify(self, title: str, text: str, *, good: bool = False) -> None:
        pass  # nor a window; writing.notify leaves its text in the status line

    def save(self, path: Path | None = None) -> None:
        target = path or self._path
        self.save_copy(target)
        self._path = target

    def save_copy(self, path: Path) -> None:
        with naming(self._path):
            content = self._content()
        write_whole(path, content)

    def close(self) -> None:
        self._sheets.clear()

    def _content(self) -> bytes:
        """The file as it is to be saved; the source's very bytes if nothing changed."""
        parts: dict[str, bytes] = {}
        for sheet in self._sheets.values():
            if sheet.edits:
                written = edited(self._index(sheet), sheet.edits, sheet.loaded, sheet.heights)
                parts[sheet.part] = filtered_again(written, sheet.grid.values, sheet.grid.formulas)
        parts = self._really_changed(parts)
        workbook = self._catalog.workbook
        before = self._package.read(workbook)
        after = with_shown_sheets(before, {entry.name for entry in self._catalog.sheets if self._unhidden(entry)})
        if parts or after != before:
            parts |= self._really_changed({workbook: with_full_calc(after)})
        return self._package.with_parts(parts)

    def _unhidden(self, entry: SheetEntry) -> bool:
        return self._sheets[entry.name].visible and not entry.visible

    def _really_changed(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        """Without those equal to the source's: packing them anew would change the file's bytes."""
        return {name: part for name, part in parts.items() if part != self._package.read(name)}

    def _apply(self, sheet: _Sheet, edits: dict[Place, Edit]) -> None:
        sheet.edits.update(edits)
        for place, edit in edits.items():
            sheet.grid.values.pop(place, None)
            sheet.grid.formulas.pop(place, None)
            if edit.formula:
                sheet.grid.formulas[place] = str(edit.value)
            elif edit.value is not None:
                sheet.grid.values[place] = as_read(edit.value)

    def _index(self, sheet: _Sheet) -> SheetIndex:
        if sheet.index is None:
            sheet.index = index_sheet(self._package.read(sheet.part))
        return sheet.index

    def _check_locked(self, name: str, edits: dict[Place, Edit]) -> None:
        sheet = self._sheets[name]
        if sheet.unlocked or not sheet.grid.protected:
            return
        if self._locked is None:
            styles = self._catalog.styles
            self._locked = locked_styles(self._package.read(styles) if styles else None)
        index = self._index(sheet)
        for place in edits:
            style = int(index.style(*place) or 0)
            if style >= len(self._locked) or self._locked[style]:
                raise LockedCells(
                    f"【{name}】{a1(*place)} 是受保护工作表中的锁定单元格，不能写入。请先撤销工作表保护再写。"
                )

    def _check_shared(self, name: str, edits: dict[Place, Edit]) -> None:
        """Refuse to break an array formula or the master of a shared formula."""
        sheet = self._sheets[name]
        for place in edits.keys() & sheet.loaded.formulas.keys():
            index = self._index(sheet)
            cell = index.cell(*place)
            if index.formula_area(*place) or (cell and index.shares(cell) > 1):
                raise FormulaInTheWay(
                    f"【{name}】{a1(*place)} 属于数组公式或共享公式，改写会破坏其他单元格。请清空这些格再试。"
                )


def _block(content: Mapping[Place, T], area: Area) -> list[list[T | None]]:
    columns = range(area.column, area.last_column + 1)
    return [[content.get((row, column)) for column in columns] for row in range(area.row, area.last_row + 1)]


def _placed(row: int, column: int, rows: Sequence[Sequence[Writable]]) -> Iterator[tuple[Place, Writable]]:
    width = max((len(values) for values in rows), default=0)
    if row + len(rows) - 1 > MAX_ROWS or column + width - 1 > MAX_COLUMNS:
        raise ValueError(f"写入范围超出前 {MAX_ROWS} 行、{MAX_COLUMNS} 列。")
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            yield (row + down, column + right), value
