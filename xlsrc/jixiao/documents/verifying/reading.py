"""Read a finished workbook back: its 数据表 gives the entries, from which everything is computed again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.documents.finished.result_sheets import DRAFT
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import STATE
from jixiao.documents.verifying.parts import relations, root
from jixiao.documents.verifying.texts import all_text
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.file.opening import read_bytes, read_zip
from jixiao.engines.file.package import Package
from jixiao.engines.port import Value as Read
from jixiao.engines.port import WorkbookPort
from jixiao.evaluation import Evaluation, evaluate
from jixiao.evaluation.evidence import Sight
from jixiao.evaluation.fingerprint import LABEL
from jixiao.forms.filed_sheets import DATA
from jixiao.forms.names import FINDINGS
from jixiao.press.filed import entries_of, grids_of
from jixiao.snapshot.grid import Grid

_FOOTER = re.compile(r"<oddFooter>(.*?)</oddFooter>", re.DOTALL)
_SHORT = re.compile(rf"{LABEL} ?([0-9a-f]+)")
Cells = Mapping[tuple[int, int], Read]
"""(row, column) → value; blank cells are left out."""


@dataclass(frozen=True)
class Finished:
    """A finished workbook: cells by sheet, document properties, what the footers say, what its 数据表 comes to.

    `evaluation` has its findings; `submission` hasn't: what was found when it was exported is its sheet 校验结果.
    """

    path: Path
    cells: Mapping[str, Cells]
    properties: dict[str, str]
    footers: tuple[str, ...]
    submission: Submission
    evaluation: Evaluation


def read_finished(path: Path) -> Finished | None:
    """None where it is some other workbook; UnusableWorkbook where it can't be read."""
    port = open_port(path)
    try:
        return finished_in(path, port)
    finally:
        port.close()


def finished_in(path: Path, port: WorkbookPort) -> Finished | None:
    """`read_finished` on the port of a workbook that is open already."""
    if DATA not in port.sheet_names():
        return None
    return from_grids(path, grids_of(port), custom_properties(path), _footers(path))


def from_grids(path: Path, grids: dict[str, Grid], properties: dict[str, str], footers: tuple[str, ...]) -> Finished:
    """The workbook from its sheets, recomputed. UnusableWorkbook where 数据表 can't be read."""
    cells = {name: _cells(grid) for name, grid in grids.items()}
    snapshot = entries_of(path, grids)
    evaluation = evaluate(snapshot, seen=Sight.AS_FILED)
    draft, listed = properties.get(STATE) == DRAFT, FINDINGS in grids
    own = Submission(snapshot, replace(evaluation, findings=()), draft, listed)
    return Finished(path, cells, properties, footers, own, evaluation)


def _cells(grid: Grid) -> Cells:
    return {
        (grid.top + r, grid.left + c): value  # type: ignore[misc]  # a port gives nothing else
        for r, row in enumerate(grid.values)
        for c, value in enumerate(row)
        if value is not None
    }


def custom_properties(path: Path) -> dict[str, str]:
    """The custom document properties of an Office file; none where it has none. UnusableWorkbook where it is damaged."""
    try:
        return custom_properties_in(read_bytes(path))
    except UnusableWorkbook as error:
        raise UnusableWorkbook(f"【{path.name}】的文档属性读不出来：{error}") from error


def custom_properties_in(content: bytes) -> dict[str, str]:
    """The same of a file's bytes."""
    package = Package(read_zip(content))
    part = next((one.target for one in relations(package, "").values() if one.kind == "custom-properties"), "")
    if part not in package:
        return {}
    return {str(node.get("name")): all_text(node) for node in root(package, part)}


def _footers(path: Path) -> tuple[str, ...]:
    """The short fingerprints printed at the foot of the sheets."""
    found: list[str] = []
    package = Package(read_zip(read_bytes(path)))
    for name in sorted(package.names()):
        if name.startswith("xl/worksheets/sheet"):
            for footer in _FOOTER.findall(package.read(name).decode("utf-8", "replace")):
                found += _SHORT.findall(footer)
    return tuple(found)
