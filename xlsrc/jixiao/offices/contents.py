"""A workbook's typed cells by meaning, with where each stands: the main workbook's and a part's are read alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.findings import Place
from jixiao.forms import Section
from jixiao.forms import project_sheet as official
from jixiao.offices.merging.model import LABEL, Contents, Row, Table
from jixiao.offices.raws import FormulaText, Raw, encoded
from jixiao.snapshot import Snapshot
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.project_sheets import ProjectReader, is_project
from jixiao.values.key import Key
from jixiao.values.typed import folded, visible

NAME = "项目名称"
BUREAU = "财政局"


@dataclass(frozen=True)
class Where:
    """Where a table stands: its sheet, the sheet column of each column, LABEL among them, and the free rows by group."""

    sheet: str
    columns: Mapping[str, int]
    free: Mapping[tuple[str, ...], Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """`contents`, and where its items and tables stand."""

    contents: Contents
    items: Mapping[str, Place]
    tables: Mapping[str, Where]

    @property
    def room(self) -> dict[tuple[str, tuple[str, ...]], int]:
        """How many more rows each table, or group of a project sheet, can hold."""
        return {(name, group): len(rows) for name, at in self.tables.items() for group, rows in at.free.items()}

    def taken(self) -> Iterator[tuple[str, int, int]]:
        """(sheet, row, column) of every cell that was read."""
        for place in self.items.values():
            yield place.sheet, place.row, place.column
        for name, table in self.contents.tables.items():
            at = self.tables[name]
            yield from ((at.sheet, row.place, column) for row in table.rows for column in at.columns.values())


def typed_columns(section: Section) -> list[str]:
    """The columns of a list that people type into, without the names of its rows."""
    return [column.label for column in section.columns if column.is_entry]


def is_coded(section: Section) -> bool:
    """Whether a list's rows are the bureau's: none comes or goes."""
    return section.row_who == BUREAU


def typed_of(snapshot: Snapshot, grids: Sequence[Grid]) -> Typed:
    """Everything that is typed into a workbook's forms and project sheets."""
    by_name = {grid.sheet: grid for grid in grids}
    items, places = dict(_items(snapshot, by_name)), {}
    for item in items:
        places[item] = snapshot.place(item)
    tables: dict[str, Table] = {}
    where: dict[str, Where] = {}
    for name, section in snapshot.forms.lists.items():
        if name in snapshot.bodies:
            tables[name], where[name] = _list(snapshot, section, by_name)
    for grid in grids:
        if is_project(grid):
            reader = ProjectReader(grid, Collected(snapshot.forms))
            for item, cell in reader.cells.items():
                if reader.specs[item].is_entry:
                    name = f"{grid.sheet}.{item}"
                    items[name], places[name] = _raw(grid, *cell), Place(grid.sheet, *cell)
            if reader.body:
                tables[grid.sheet], where[grid.sheet] = _indicators(grid, reader)
    return Typed(Contents(items, tables), places, where)


def _raw(grid: Grid, row: int, column: int) -> Raw:
    formula = grid.formula(row, column)
    return FormulaText(formula) if formula else grid.value(row, column)


def _items(snapshot: Snapshot, grids: Mapping[str, Grid]) -> Iterator[tuple[str, Raw]]:
    """The items that were found; one whose row is gone has the place of its section, which is no entry."""
    for form, section in snapshot.forms.sections():
        sheet = snapshot.place(f"《{form.sheet}》").sheet
        heading = snapshot.places.get(Key.of(f"《{sheet}》{section.title}"))
        for spec, item in section.entry_cells():
            place = snapshot.place(item)
            if spec.is_entry and place.row and place.column and place != heading:
                yield item, _raw(grids[place.sheet], place.row, place.column)


def _list(snapshot: Snapshot, section: Section, grids: Mapping[str, Grid]) -> tuple[Table, Where]:
    body = snapshot.bodies[section.item]
    grid = grids[body.sheet]
    known = {label: body.columns[label] for label in typed_columns(section) if label in body.columns}
    columns = {LABEL: body.columns[section.headers[0]], **known}
    records = [snapshot.places[record.key].row for record in snapshot.tables[section.item]]
    rows = tuple(_row(grid, row, columns) for row in records)
    free = [row for row in range(body.first, body.last + 1) if row not in set(records)]
    last = max(records, default=0)
    ordered = [row for row in free if row > last] + [row for row in free if row < last]
    room: dict[tuple[str, ...], list[int]] = {} if is_coded(section) else {(): ordered}
    named = not section.row_from  # a picked name tells what the row is about, not which row it is
    return Table(rows, frozenset(columns), is_coded(section), named=named), Where(body.sheet, columns, room)


def _row(grid: Grid, row: int, columns: Mapping[str, int], group: tuple[str, ...] = ()) -> Row:
    raws = {label: _raw(grid, row, column) for label, column in columns.items()}
    return Row({label: raw for label, raw in raws.items() if encoded(raw) is not None}, group, place=row)


def _indicators(grid: Grid, reader: ProjectReader) -> tuple[Table, Where]:
    """The indicators of a project sheet; a free row belongs to the levels it stands beside."""
    assert reader.body is not None
    heading = reader.list.headers[0]
    columns = {
        LABEL if label == heading else label: at for label, at in official.LIST_COLUMNS.items() if label != "得分"
    }
    rows: list[Row] = []
    free: dict[tuple[str, ...], list[int]] = {}
    level1 = level2 = ""
    for at in range(reader.body.first, reader.body.last + 1):
        name = folded(grid.value(at, official.LEVEL1_COLUMN))
        level1, level2 = (name, "") if name else (level1, level2)
        level2 = visible(grid.value(at, official.LEVEL2_COLUMN)) or level2
        row = _row(grid, at, columns, (level1, level2))
        if row.cells:
            rows.append(row)
        else:
            free.setdefault(row.group, []).append(at)
    return Table(tuple(rows), frozenset(columns)), Where(grid.sheet, columns, free)
