"""A framework from whatever holds one: a file of ours, our workbook's sheet, a bureau's own score table."""

from pathlib import Path

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.port import WorkbookPort
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.findings import Place
from jixiao.forms import load_forms
from jixiao.frameworks import Framework, FrameworkError, load_framework
from jixiao.frameworks.importing import LABELS, Imported, framework_from_table
from jixiao.frameworks.load import DEFAULT, read_framework
from jixiao.snapshot import NotOurs, read_snapshot
from jixiao.snapshot.grid import Grid


def read_source(file: Path) -> Imported:
    """FrameworkError or UnusableWorkbook, each with one clear line, where there is no framework in it."""
    if file.suffix.lower() == ".toml":
        return _from_toml(file)
    port = open_port(file)
    try:
        grids = [_grid(port, name) for name in port.sheet_names()]
    finally:
        port.close()
    try:
        snapshot = read_snapshot(load_forms(), grids)
    except NotOurs:
        return _from_score_table(file, grids)
    return Imported(framework_of(snapshot), snapshot.places)


def framework_named(name: str | None) -> Framework:
    """A shipped framework by name, or the one in a file; None is the default one. Errors as `read_source`."""
    if name and Path(name).suffix.lower() in (".toml", ".xlsx", ".xlsm"):
        return read_source(Path(name)).framework
    return load_framework(name or DEFAULT)


def _from_toml(file: Path) -> Imported:
    if not file.is_file():
        raise UnusableWorkbook(f"【{file.name}】找不到这个文件。请检查路径和文件名。")
    framework = read_framework(file)
    keys = [indicator.key for indicator in framework.indicators]
    cells = [key.at(label) for key in keys for label in LABELS.values()]
    return Imported(framework, dict.fromkeys([*keys, *cells], Place(file.name)))


def _grid(port: WorkbookPort, name: str) -> Grid:
    block = port.used_block(name)
    return Grid(name, block.values, (), block.row, block.column)


def _from_score_table(file: Path, grids: list[Grid]) -> Imported:
    problem = FrameworkError(f"【{file.name}】里没有评分表。")
    for grid in grids:
        try:
            return framework_from_table(grid.sheet, grid.values, grid.top, grid.left, file.stem)
        except FrameworkError as error:
            problem = error
    raise problem
