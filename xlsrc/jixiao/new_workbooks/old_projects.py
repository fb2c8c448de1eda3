"""Carry project sheets over: the old sheet's own levels, weights and criteria make the new sheet, its cells fill it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.engines.port import WorkbookPort, Writable
from jixiao.forms import load_forms
from jixiao.forms import project_sheet as official
from jixiao.frameworks.project_profile import Group, Level, Profile, load_profile
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.project_sheets import ProjectReader, is_project
from jixiao.values.typed import folded, read_amount, visible

Cell = tuple[int, int]


def project_grids(grids: Sequence[Grid]) -> list[Grid]:
    """The project sheets of a workbook, in its order."""
    return [grid for grid in grids if is_project(grid)]


def profiles_of(grids: Sequence[Grid]) -> dict[str, Profile]:
    """New sheet name → what it is made from: as many sheets as there were, two at least."""
    old = project_grids(grids)
    names = official.sheet_names(max(official.SHIPPED_SHEETS, len(old)))
    given = [profile_of(grid) for grid in old]
    return dict(zip(names, [*given, *[load_profile()] * (len(names) - len(given))], strict=True))


def profile_of(grid: Grid) -> Profile:
    """Levels and rows as they stand in the sheet, its criteria and weights; the default where they can't be found."""
    reader, default = _reader(grid), load_profile()
    if reader.body is None:
        return default
    groups: dict[str, dict[str, int]] = {}
    level1 = level2 = ""
    for row in range(reader.body.first, reader.body.last + 1):
        level1 = folded(grid.value(row, official.LEVEL1_COLUMN)) or level1
        level2 = visible(grid.value(row, official.LEVEL2_COLUMN)) or level2
        rows = groups.setdefault(level1, {})
        rows[level2] = rows.get(level2, 0) + 1
    levels = tuple(_level(label, rows) for label, rows in groups.items())
    weight = read_amount(grid.value(*reader.cells.get("预算执行分值", (0, 0)))).value
    execution = weight if isinstance(weight, Decimal) else default.execution_weight
    criteria = {**default.criteria, **reader.criteria()}
    return replace(default, execution_weight=execution, levels=levels, criteria=criteria)


def _level(label: str, rows: dict[str, int]) -> Level:
    name, weight = official.level_of_label(label)
    groups = tuple(Group(group, count) for group, count in rows.items())
    return Level(name, weight if weight is not None else Decimal(0), groups, "")


def carry_projects(grids: Sequence[Grid], fresh: Sequence[Grid], port: WorkbookPort) -> dict[str, set[Cell]]:
    """Write the cells of the old project sheets into the new ones. Gives old sheet → the cells that were carried."""
    names = official.sheet_names(len(project_grids(grids)))
    return {
        grid.sheet: carry_sheet(grid, next(one for one in fresh if one.sheet == name), port)
        for grid, name in zip(project_grids(grids), names, strict=True)
    }


def carry_sheet(grid: Grid, fresh: Grid, port: WorkbookPort) -> set[Cell]:
    """Write the cells of a project sheet into a new one. Gives the cells that were carried."""
    port.unlock(fresh.sheet)
    done = set()
    for old, at in _pairs(_reader(grid), _reader(fresh)):
        done.add(old)
        raw = grid.formula(*old) or grid.value(*old)
        if visible(raw):
            port.write_values(fresh.sheet, *at, [[_writable(raw)]])
    return done


def _reader(grid: Grid) -> ProjectReader:
    return ProjectReader(grid, Collected(load_forms()))


def _pairs(old: ProjectReader, new: ProjectReader) -> Iterator[tuple[Cell, Cell]]:
    """(old cell, new cell) of everything that people type: items, rows of indicators."""
    for item, cell in old.cells.items():
        if old.specs[item].is_entry and item in new.cells:
            yield cell, new.cells[item]
    if old.body is None or new.body is None:
        return
    scores = official.LIST_COLUMNS["得分"]
    for n in range(old.body.last - old.body.first + 1):
        for column in official.LIST_COLUMNS.values():
            if column != scores and new.body.first + n <= new.body.last:
                yield (old.body.first + n, column), (new.body.first + n, column)


def _writable(raw: object) -> Writable:
    return raw if isinstance(raw, (str, int, float, Decimal)) or hasattr(raw, "year") else str(raw)  # type: ignore[return-value]
