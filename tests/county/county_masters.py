"""Master workbooks: drawn and pressed by the real program once per process, then copied with other cells spliced in.

A press costs as much as twenty copies, so what stands in the output sheets is the press of the master's own example;
`county_files.pressed` makes a copy whose outputs are its own.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from county_model import FRAMEWORKS, Typed
from county_typed import example

from books import filled, snapshot_of
from jixiao.engines import open_book, open_port
from jixiao.engines.file.index import SheetIndex, index_sheet
from jixiao.engines.file.package import Package
from jixiao.engines.file.text import content, normal
from jixiao.engines.file.xml import with_attribute
from jixiao.forms import load_forms
from jixiao.forms import project_sheet as official
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped
from jixiao.press.reading import read_grids
from jixiao.snapshot import Snapshot
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.project_sheets import ProjectReader, is_project

Place = tuple[int, int]
Values = Mapping[str, Mapping[Place, object]]
"""sheet → (row, column) → what is typed there."""
ANSWERS, PARTS = "绩效指标", "逐项填报"
LISTS = ("功能分类", "重点项目", "重点工作")
PROJECT_ROWS = range(17, 35)  # indicators of a project sheet as handed out
NOT_TYPED = ("指标体系", "校验设置")  # the bureau's sheets keep what the master has
TYPED_COLUMNS = {ANSWERS: ("目标值", "完成值", "手工得分", "扣分原因", "佐证材料"), PARTS: ("备注", "完成值")}


@dataclass(frozen=True)
class Layout:
    """Where everything that a unit types stands: by item, by list and column, by indicator, by project sheet."""

    items: Mapping[str, tuple[str, Place]]
    lists: Mapping[str, tuple[str, int, int, Mapping[str, int]]]
    rows: Mapping[str, int]
    projects: tuple[tuple[str, Mapping[str, Place]], ...]

    def cells(self, typed: Typed) -> dict[str, dict[Place, object]]:
        """What was typed, by sheet and cell. KeyError for what has no place."""
        out: dict[str, dict[Place, object]] = {}
        for item, value in typed.items.items():
            sheet, place = self.items[item]
            out.setdefault(sheet, {})[place] = value
        for name in LISTS:
            sheet, first, _, columns = self.lists[name]
            for n, row in enumerate(typed.lists[name]):
                out.setdefault(sheet, {}).update({(first + n, columns[label]): value for label, value in row.items()})
        for name, rows in ((ANSWERS, typed.answers), (PARTS, typed.parts)):
            sheet, _, _, columns = self.lists[name]
            for code, row in rows.items():
                at = self.rows[code]
                out.setdefault(sheet, {}).update({(at, columns[label]): value for label, value in row.items()})
        for (sheet, places), project in zip(self.projects, typed.projects, strict=False):
            cells = out.setdefault(sheet, {})
            cells.update({places[item]: value for item, value in project.items.items()})
            for at, row in project.rows.items():
                cells.update({(at, official.LIST_COLUMNS[label]): value for label, value in row.items()})
        return out

    def slots(self) -> dict[str, set[Place]]:
        """Every cell that a unit may type into, by sheet."""
        found: dict[str, set[Place]] = {}
        for sheet, place in self.items.values():
            found.setdefault(sheet, set()).add(place)
        for name, (sheet, first, last, columns) in self.lists.items():
            typed = TYPED_COLUMNS.get(name, columns)
            found.setdefault(sheet, set()).update((r, columns[c]) for r in range(first, last + 1) for c in typed)
        for sheet, places in self.projects:
            columns = [at for label, at in official.LIST_COLUMNS.items() if label != "得分"]
            found[sheet] = {*places.values(), *((r, c) for r in PROJECT_ROWS for c in columns)}
        return found


def layout_of(path: Path) -> Layout:
    """The layout of a blank workbook."""
    snapshot = snapshot_of(path)
    entry = {item for item, spec in load_forms().items() if spec.is_entry}
    items = {}
    for item in entry & snapshot.entries.keys():
        place = snapshot.place(item)
        if place.sheet not in NOT_TYPED:
            items[item] = place.sheet, (place.row, place.column)
    return Layout(items, _lists(snapshot), _rows(snapshot), tuple(_projects(path)))


def _lists(snapshot: Snapshot) -> dict[str, tuple[str, int, int, Mapping[str, int]]]:
    specs = {
        s.item: {s.headers[0], *(c.label for c in s.columns if c.is_entry)}
        for _, s in load_forms().sections()
        if s.kind == "list"
    }
    found = {}
    for name in (*LISTS, ANSWERS, PARTS):
        body = snapshot.bodies[name]
        columns = {label: at for label, at in body.columns.items() if label in specs[name]}
        found[name] = body.sheet, body.first, body.last, columns
    return found


def _rows(snapshot: Snapshot) -> dict[str, int]:
    return {r.label: snapshot.places[r.key].row for name in (ANSWERS, PARTS) for r in snapshot.tables[name]}


def _projects(path: Path) -> Iterator[tuple[str, Mapping[str, Place]]]:
    book = open_book(path)
    try:
        for grid in filter(is_project, read_grids(book)):
            reader = ProjectReader(grid, Collected(load_forms()))
            asked = [item for item, spec in reader.specs.items() if spec.is_entry and item != "预算执行分值"]
            yield grid.sheet, {item: reader.cells[item] for item in asked}
    finally:
        book.close()


class SheetCopy:
    """A sheet part cut at the cells that a unit types into."""

    def __init__(self, part: bytes, slots: set[Place]) -> None:
        index = index_sheet(part)
        cells = sorted((cell.span.start, place) for place in slots if (cell := index.cell(*place)))
        self.pieces: list[bytes] = []
        self.at: dict[Place, tuple[int, bytes]] = {}
        end = 0
        for start, place in cells:
            cell = index.cell(*place)
            assert cell is not None
            tag = _bare(index, place)
            self.pieces += [part[end:start], tag + b"/>"]
            self.at[place] = len(self.pieces) - 1, tag
            end = cell.span.end
        self.pieces.append(part[end:])

    def written(self, values: Mapping[Place, object]) -> bytes:
        """The part with these values and nothing else typed. KeyError for a cell that is no slot."""
        pieces = self.pieces.copy()
        for place, value in values.items():
            number, tag = self.at[place]
            kind, inside = content(normal(value), False)  # type: ignore[arg-type]
            typed = b' t="' + kind.encode() + b'"' if kind else b""
            pieces[number] = tag + typed + b">" + inside.encode() + b"</c>" if inside else tag + b"/>"
        return b"".join(pieces)


def _bare(index: SheetIndex, place: Place) -> bytes:
    """The start tag of a cell without its type and end: <c r="C5" s="12"."""
    cell = index.cell(*place)
    assert cell is not None
    tag = with_attribute(index.part[cell.span.start : cell.span.opened], "t", None)
    return tag.removesuffix(b">").removesuffix(b"/").rstrip()


class Master:
    """A workbook to copy from."""

    def __init__(self, workbook: bytes, layout: Layout) -> None:
        self.workbook, self.layout, self.package = workbook, layout, Package(workbook)
        self.parts = {sheet: f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(sheet_names(workbook), 1)}
        self.sheets = {
            sheet: SheetCopy(self.package.read(self.parts[sheet]), slots) for sheet, slots in layout.slots().items()
        }

    def copy(self, typed: Typed) -> bytes:
        """The workbook as the unit filled it."""
        cells = self.layout.cells(typed)
        return self.package.with_parts(
            {self.parts[sheet]: copied.written(cells.get(sheet, {})) for sheet, copied in self.sheets.items()}
        )


def sheet_names(workbook: bytes) -> list[str]:
    """The sheets in order: our own files number their parts so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsm"
        path.write_bytes(workbook)
        port = open_port(path)
        try:
            return list(port.sheet_names())
        finally:
            port.close()


@cache
def blank_master(framework: str, macros: bool) -> Master:
    """As handed out for a framework, nothing filled."""
    vba = project_as_shipped() if macros else None
    workbook = new_workbook(load_framework(FRAMEWORKS[framework]), {}, vba)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "空白.xlsm"
        path.write_bytes(workbook)
        return Master(workbook, layout_of(path))


@cache
def master(framework: str, macros: bool = True) -> Master:
    """The workbook of an example unit of this framework, after a press."""
    blank = blank_master(framework, macros)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"母本.{'xlsm' if macros else 'xlsx'}"
        path.write_bytes(blank.copy(example(framework)))
        filled(path, path)
        return Master(path.read_bytes(), blank.layout)
