"""A framework from whatever holds one: a file of ours, our workbook's sheet, a bureau's own score table."""

from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign import SUFFIXES, read_sheets
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.findings import Place, Severity, located
from jixiao.forms import load_forms
from jixiao.frameworks import load_framework
from jixiao.frameworks.importing import LABELS, Imported, import_sheets
from jixiao.frameworks.load import DEFAULT, read_framework
from jixiao.snapshot import NotOurs, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.sheets import RawSheet


def read_source(file: Path) -> Imported:
    """FrameworkError or UnusableWorkbook, each with one clear line, where there is no framework in it."""
    if file.suffix.lower() == ".toml":
        return _from_toml(file)
    sheets = read_sheets(file)
    try:
        snapshot = read_snapshot(load_forms(), [_grid(sheet) for sheet in sheets])
    except NotOurs:
        return import_sheets(sheets, file.stem)
    return Imported(framework_of(snapshot), snapshot.places)


def source_named(name: str | None) -> Imported:
    """A shipped framework by name, or the one in a file; None is the default one. Errors as `read_source`."""
    if name and Path(name).suffix.lower() in (".toml", *SUFFIXES):
        return read_source(Path(name))
    return Imported(load_framework(name or DEFAULT), {})


def told(source: Imported) -> list[str]:
    """What importing has to say, line by line; nothing for a framework of ours."""
    lines = [f"{f.kind.severity.label} {f.kind.code} {f.message}" for f in located(source.findings, source.places)]
    if source.not_imported:
        lines.append(f"有 {len(source.not_imported)} 格没有导入（序号、已填得分等），逐格的原因见 jixiao lint。")
    return lines


def has_errors(source: Imported) -> bool:
    """Whether the import may be wrong."""
    return any(finding.kind.severity is Severity.ERROR for finding in source.findings)


def _from_toml(file: Path) -> Imported:
    if not file.is_file():
        raise UnusableWorkbook(f"【{file.name}】找不到这个文件。请检查路径和文件名。")
    framework = read_framework(file)
    keys = [indicator.key for indicator in framework.indicators]
    cells = [key.at(label) for key in keys for label in LABELS]
    return Imported(framework, dict.fromkeys([*keys, *cells], Place(file.name)))


def _grid(sheet: RawSheet) -> Grid:
    """The sheet as a block from its first to its last cell, as our own workbook is read."""
    rows, columns = {row for row, _ in sheet.values} or {1}, {column for _, column in sheet.values} or {1}
    across = range(min(columns), max(columns) + 1)
    down = range(min(rows), max(rows) + 1)
    return Grid(sheet.name, [[sheet.values.get((row, c)) for c in across] for row in down], (), min(rows), min(columns))
