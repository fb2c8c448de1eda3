"""Read a finished workbook back: its 数据表 gives the entries, from which everything is computed again."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.port import Value as Read
from jixiao.engines.port import WorkbookPort
from jixiao.evaluation import evaluate
from jixiao.forms import load_forms
from jixiao.forms.outputs import FINDINGS
from jixiao.snapshot import NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.submission.contents import NAMES, Submission
from jixiao.submission.data_sheet import DATA, UNUSABLE_MARK, form_title
from jixiao.submission.fingerprint import LABEL
from jixiao.submission.result_sheets import DRAFT
from jixiao.submission.workbook import STATE

ERROR_VALUE = "#VALUE!"  # reads as unusable in every kind of cell
_FOOTER = re.compile(r"<oddFooter>(.*?)</oddFooter>", re.DOTALL)
_SHORT = re.compile(rf"{LABEL} ?([0-9a-f]+)")


@dataclass(frozen=True)
class Finished:
    """A finished workbook: cells by sheet, document properties, what the footers say, what its 数据表 comes to."""

    path: Path
    cells: dict[str, dict[tuple[int, int], Read]]
    properties: dict[str, str]
    footers: tuple[str, ...]
    submission: Submission


def read_finished(path: Path) -> Finished | None:
    """None where it is some other workbook; UnusableWorkbook where it can't be read."""
    port = open_port(path)
    try:
        grids = grids_of(port) if DATA in port.sheet_names() else None
    finally:
        port.close()
    return from_grids(path, grids, custom_properties(path), _footers(path)) if grids else None


def grids_of(port: WorkbookPort) -> dict[str, Grid]:
    """Every sheet by name; a finished workbook has no formulas."""
    blocks = {name: port.used_block(name) for name in port.sheet_names()}
    return {name: Grid(name, block.values, (), block.row, block.column) for name, block in blocks.items()}


def from_grids(path: Path, grids: dict[str, Grid], properties: dict[str, str], footers: tuple[str, ...]) -> Finished:
    """The workbook from its sheets, recomputed. UnusableWorkbook where 数据表 can't be read."""
    cells = {name: _cells(grid) for name, grid in grids.items()}
    own = _recomputed(path, grids, draft=properties.get(STATE) == DRAFT)
    return Finished(path, cells, properties, footers, own)


def _cells(grid: Grid) -> dict[tuple[int, int], Read]:
    return {
        (grid.top + r, grid.left + c): value  # type: ignore[misc]  # a port gives nothing else
        for r, row in enumerate(grid.values)
        for c, value in enumerate(row)
        if value is not None
    }


def _recomputed(path: Path, grids: dict[str, Grid], *, draft: bool) -> Submission:
    snapshot = entries_of(path, grids)
    return Submission(snapshot, evaluate(snapshot), draft, FINDINGS in grids)


def entries_of(path: Path, grids: dict[str, Grid]) -> Snapshot:
    """The entries that 数据表 and the project sheets hold. UnusableWorkbook where they can't be read."""
    forms = _form_grids(grids[DATA])
    projects = [grid for name, grid in grids.items() if name not in NAMES]
    try:
        return read_snapshot(load_forms(), [*forms, *projects])
    except NotOurs as error:
        raise UnusableWorkbook(
            f"【{path.name}】的数据表读不出来：表名和标题被改动或删除。请重新导出报送件。"
        ) from error


def _form_grids(data: Grid) -> list[Grid]:
    """数据表 cut at the titles of its forms; each piece is read like the entry sheet it comes from."""
    starts, above = [], 0
    for number, form in enumerate(load_forms().forms, 1):
        row = next((n for n in range(above + 1, data.last_row + 1) if _begins(data, n, form_title(number, form))), 0)
        if row:
            starts.append((form.sheet, row))
            above = row
    ends = [row for _, row in starts[1:]] + [data.last_row + 1] * bool(starts)
    return [_piece(data, sheet, first, end) for (sheet, first), end in zip(starts, ends, strict=True)]


def _begins(data: Grid, row: int, title: str) -> bool:
    return title in data.values[row - data.top] if row >= data.top else False


def _piece(data: Grid, sheet: str, first: int, end: int) -> Grid:
    rows = [[_as_typed(value) for value in row] for row in data.values[first - data.top : end - data.top]]
    return Grid(sheet, rows, (), first, data.left)


def _as_typed(value: object) -> object:
    return ERROR_VALUE if isinstance(value, str) and value.startswith(UNUSABLE_MARK) else value


def custom_properties(path: Path) -> dict[str, str]:
    """The custom document properties of an Office file; none where it has none or they are damaged."""
    with zipfile.ZipFile(path) as package:
        if "docProps/custom.xml" not in package.namelist():
            return {}
        part = package.read("docProps/custom.xml")
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnusableWorkbook(f"【{path.name}】的文档属性已损坏，读不出来。") from error
    return {str(node.get("name")): "".join(str(text) for text in node.itertext()) for node in root}


def _footers(path: Path) -> tuple[str, ...]:
    """The short fingerprints printed at the foot of the sheets."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/worksheets/sheet"):
                for footer in _FOOTER.findall(package.read(name).decode("utf-8", "replace")):
                    found += _SHORT.findall(footer)
    return tuple(found)
