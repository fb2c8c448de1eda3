"""Read the project sheets (项目支出绩效自评表): any sheet under that title, a clerk's copies too. Blank ones don't count."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jixiao.findings import Place
from jixiao.forms import CellSpec
from jixiao.forms import project_sheet as official
from jixiao.snapshot import kinds
from jixiao.snapshot.cells import overwritten, read_entry
from jixiao.snapshot.collected import Collected, computed_text
from jixiao.snapshot.compute import compute_all
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import Body, Computed, Entry, Project, ProjectLevel, ProjectRow, Record
from jixiao.values.key import Key
from jixiao.values.typed import folded, visible

TITLE_ROWS = 3
Cell = tuple[int, int]
NOWHERE = (0, 0)


def read_projects(grids: Sequence[Grid], out: Collected) -> tuple[Project, ...]:
    """Every project sheet in the order of the workbook. What is wrong with a filled one goes to `out`."""
    return tuple(ProjectReader(grid, out).read() for grid in grids if is_project(grid))


def is_project(grid: Grid) -> bool:
    """Whether the sheet carries the official title and the list of indicators."""
    titled = any(row <= TITLE_ROWS for row, _ in grid.texts.get(folded(official.TITLE), ()))
    return titled and folded(official.LIST_HEADERS[-1]) in grid.texts


class ProjectReader:
    """Reads one sheet; `out` gets places and findings only if somebody filled it."""

    def __init__(self, grid: Grid, out: Collected) -> None:
        self.grid, self.out = grid, out
        self.form = official.load_project_form()
        self.specs = official.project_items()
        self.list = next(section for section in self.form.sections if section.kind == "list")

    def read(self) -> Project:
        """The project. Blank where nothing but weights and levels stands in it."""
        sheet = self.grid.sheet
        if not self._is_filled():
            return Project(sheet, body=self.body)
        self.out.place(self._key(), Place(sheet))
        self.out.place(self._key(official.FULL), Place(sheet))
        if not self.grid.visible:
            self.out.note(kinds.SHEET_HIDDEN.at(self._key(), sheet=sheet))
        self._note_missing()
        entries = {item: self._entry(item, spec) for item, spec in self.specs.items() if spec.computed is None}
        computed = compute_all(self.specs, lambda item: entries[item].number)
        for item in computed:
            self._check_formula(item, computed[item])
        if self.body:
            self.out.place(self._key(official.FULL), Place(sheet, self.body.last + 1, official.LIST_COLUMNS["分值"]))
        levels, rows = self._indicators()
        return Project(sheet, False, entries, computed, rows, levels, self.criteria(), self.body)

    def _key(self, item: str = "") -> Key:
        return Key(self.grid.sheet, 0, item) if item else Key.of(f"《{self.grid.sheet}》")

    def _first(self, label: str) -> Cell:
        """Where a label stands first; (0, 0) where it doesn't."""
        return next(iter(self.grid.texts.get(folded(label), ())), NOWHERE)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """item → its cell; missing where its label is not found."""
        found = {label: (self._first(label)[0], at) for label, at in official.FIELD_COLUMNS.items()}
        for label, at in official.GOAL_COLUMNS.items():
            row = self._first(label)[0]
            found[label] = (row and row + 1, at)
        funding = next(section for section in self.form.sections if section.kind == "grid")
        for row_spec, spec, item in funding.grid_cells():
            found[item] = (self._first(row_spec.label)[0], official.FUNDING_COLUMNS[spec.label])
        execution = self._first(official.EXECUTION_ROW)[0]
        found |= {item: (execution, at) for item, at in official.EXECUTION_COLUMNS.items()}
        return {item: cell for item, cell in found.items() if cell[0]}

    @cached_property
    def body(self) -> Body | None:
        """The rows of indicators, and the column of each heading; None without headings or closing row."""
        headings = self.grid.texts.get(folded(official.LIST_HEADERS[-1]), ())
        header = next((row for row, _ in headings if folded("得分") in self.grid.row_texts(row)), 0)
        totals = [row for row, column in self.grid.texts.get(folded(official.TOTAL), ()) if row > header]
        if not header or not totals:
            return None
        return Body(self.grid.sheet, header + 1, min(totals) - 1, official.LIST_COLUMNS)

    def _rows(self) -> Iterator[int]:
        if self.body:
            yield from range(self.body.first, self.body.last + 1)

    def _is_filled(self) -> bool:
        typed = [cell for item, cell in self.cells.items() if self.specs[item].is_entry and item != "预算执行分值"]
        return any(self._holds(cell) for cell in typed) or any(self._is_record(row) for row in self._rows())

    def _holds(self, cell: Cell) -> bool:
        return bool(visible(self.grid.value(*cell)) or self.grid.formula(*cell))

    def _is_record(self, row: int) -> bool:
        typed = [at for label, at in official.LIST_COLUMNS.items() if label != "得分"]
        return any(self._holds((row, at)) for at in typed)

    def _note_missing(self) -> None:
        missing = [item for item in self.specs if item not in self.cells]
        if not self.body:
            closed = folded(official.TOTAL) in self.grid.texts
            missing.append(official.LIST_HEADERS[-1] if closed else official.TOTAL)
        for label in dict.fromkeys(missing):
            self.out.note(kinds.ROW_MISSING.at(self._key(), title=official.TITLE, label=label))

    def _entry(self, item: str, spec: CellSpec) -> Entry:
        place = Place(self.grid.sheet, *self.cells.get(item, NOWHERE))
        self.out.place(self._key(item), place)
        return read_entry(self.out, self.grid, self._key(item), spec, place)

    def _check_formula(self, item: str, value: Computed) -> None:
        place = Place(self.grid.sheet, *self.cells.get(item, NOWHERE))
        self.out.place(self._key(item), place)
        shown = overwritten(self.grid, place.row, place.column) if place.row else ""
        if shown:
            words = {"label": item, "shown": shown, "value": computed_text(value)}
            self.out.note(kinds.FORMULA_LOST.at(self._key(item), **words))

    def _indicators(self) -> tuple[tuple[ProjectLevel, ...], tuple[ProjectRow, ...]]:
        """Levels are merged cells: their names fill down."""
        levels: dict[str, ProjectLevel] = {}
        rows: list[ProjectRow] = []
        level1 = level2 = ""
        for row in self._rows():
            name = folded(self.grid.value(row, official.LEVEL1_COLUMN))
            level1, level2 = (name, "") if name else (level1, level2)
            level2 = visible(self.grid.value(row, official.LEVEL2_COLUMN)) or level2
            if level1 not in levels:
                levels[level1] = self._level(level1, row)
            if self._is_record(row):
                rows.append(ProjectRow(self._record(len(rows) + 1, row), levels[level1].name, level2))
        return tuple(levels.values()), tuple(rows)

    def _level(self, label: str, row: int) -> ProjectLevel:
        name, weight = official.level_of_label(label)
        key = self._key(f"一级指标{row}")
        self.out.place(key, Place(self.grid.sheet, row, official.LEVEL1_COLUMN))
        return ProjectLevel(key, name or "（无名称）", weight)

    def _record(self, number: int, row: int) -> Record:
        sheet, columns = self.grid.sheet, official.LIST_COLUMNS
        key = Key(sheet, number)
        label = visible(self.grid.value(row, columns[self.list.headers[0]]))
        self.out.place(key, Place(sheet, row, columns[self.list.headers[0]]))
        entries = {}
        for spec in self.list.columns:
            cell = key.at(spec.label)
            place = Place(sheet, row, columns[spec.label])
            self.out.place(cell, place)
            if spec.is_entry:
                entries[spec.label] = read_entry(self.out, self.grid, cell, spec, place)
        if not label:
            self.out.note(kinds.ROW_UNNAMED.at(key, label=self.list.headers[0]))
        return Record(key, label, entries)

    def criteria(self) -> Mapping[str, str]:
        """The criteria of this sheet, as a bureau may have edited them."""
        header, _ = self._first(official.CRITERIA_HEADERS[0])
        left, right = official.CRITERIA_COLUMNS
        found = {}
        for row in range(header + 1, header + 1 + len(official.NATURES)) if header else ():
            found[visible(self.grid.value(row, left))] = visible(self.grid.value(row, right))
        return {nature: text for nature, text in found.items() if nature in official.EDITABLE_NATURES and text}
