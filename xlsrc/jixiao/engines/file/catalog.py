"""What a package says about itself: which part is the workbook, which parts are its sheets, its names."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.package import DAMAGED, Package

_MAIN = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
    "application/vnd.ms-excel.template.macroenabled.main+xml",
    "application/vnd.ms-excel.addin.macroenabled.main+xml",
}
_BINARY = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
_TYPES = "[Content_Types].xml"

NOT_EXCEL = "该文件不是 Excel 工作簿。请选择扩展名为 .xlsx 或 .xlsm 的工作簿。"
XLSB = "该文件是二进制工作簿（.xlsb），无法读取。请在 Excel 中另存为“Excel 工作簿（.xlsx）”再试。"
NO_SHEETS = "工作簿中没有可以读取的工作表。请在 Excel 中打开检查后另存一份再试。"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet: its name on the tab, its part, whether the tab is shown."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """The workbook part and what it refers to. `names` as WorkbookPort.names gives them."""

    workbook: str
    sheets: tuple[SheetEntry, ...]
    names: dict[str, str]
    date1904: bool
    styles: str | None
    strings: str | None


def read_catalog(package: Package) -> Catalog:
    """Raises UnusableWorkbook if this isn't an Excel workbook or lacks a part it names."""
    part = _workbook_part(package)
    root = xml.parse(package.read(part))
    if xml.local(root) != "workbook":
        raise UnusableWorkbook(NOT_EXCEL)
    targets = _relationships(package, part)
    sheets = _sheets(root, targets)
    worksheets = tuple(entry for entry, kind in sheets if kind == "worksheet")
    if not worksheets:
        raise UnusableWorkbook(NO_SHEETS)
    kinds = dict(targets.values())
    catalog = Catalog(
        part,
        worksheets,
        _names(root, [entry.name for entry, _ in sheets]),
        any(xml.is_true(pr.get("date1904")) for pr in xml.children(root, "workbookPr")),
        kinds.get("styles"),
        kinds.get("sharedStrings"),
    )
    _require(package, catalog)
    return catalog


def _require(package: Package, catalog: Catalog) -> None:
    parts = [sheet.part for sheet in catalog.sheets] + [catalog.styles, catalog.strings]
    names = [sheet.name for sheet in catalog.sheets]
    if any(part and part not in package for part in parts) or len(set(names)) < len(names):
        raise UnusableWorkbook(DAMAGED)


def _workbook_part(package: Package) -> str:
    if _TYPES not in package or "_rels/.rels" not in package:
        raise UnusableWorkbook(NOT_EXCEL)
    targets = [target for kind, target in _relationships(package, "").values() if kind == "officeDocument"]
    types = _content_types(package)
    for target in targets:
        content_type = types(target)
        if content_type == _BINARY:
            raise UnusableWorkbook(XLSB)
        if content_type in _MAIN and target not in package:
            raise UnusableWorkbook(DAMAGED)
        if content_type in _MAIN:
            return target
    raise UnusableWorkbook(NOT_EXCEL)


class _content_types:  # noqa: N801 - used as a function
    """Part name -> content type in lower case, "" if none."""

    def __init__(self, package: Package) -> None:
        root = xml.parse(package.read(_TYPES))
        pairs = [(child.get("PartName", ""), child) for child in xml.children(root, "Override")]
        self._parts = {name.lstrip("/"): child.get("ContentType", "") for name, child in pairs}
        defaults = xml.children(root, "Default")
        self._extensions = {c.get("Extension", "").lower(): c.get("ContentType", "") for c in defaults}

    def __call__(self, part: str) -> str:
        extension = part.rpartition(".")[2].lower()
        return self._parts.get(part, self._extensions.get(extension, "")).lower()


def _relationships(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> (last word of its type, target part)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in package:
        raise UnusableWorkbook(DAMAGED)
    found = {}
    for rel in xml.children(xml.parse(package.read(rels)), "Relationship"):
        if rel.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, rel.get("Target", "")))
            found[rel.get("Id", "")] = rel.get("Type", "").rpartition("/")[2], target.lstrip("/")
    return found


def _sheets(root: "etree._Element", targets: dict[str, tuple[str, str]]) -> list[tuple[SheetEntry, str]]:
    sheets = []
    for element in (sheet for group in xml.children(root, "sheets") for sheet in xml.children(group, "sheet")):
        ids = [value for key, value in element.items() if str(key).endswith("}id")]
        if not ids or ids[0] not in targets:
            raise UnusableWorkbook(DAMAGED)
        kind, part = targets[ids[0]]
        visible = element.get("state", "visible") == "visible"
        sheets.append((SheetEntry(element.get("name", ""), part, visible), kind))
    return sheets


def _names(root: "etree._Element", sheets: list[str]) -> dict[str, str]:
    names = {}
    for element in (name for group in xml.children(root, "definedNames") for name in group):
        name, scope = element.get("name", ""), element.get("localSheetId")
        if xml.local(element) != "definedName" or name.startswith("_xlnm."):
            continue
        if scope is not None:
            if not scope.isdecimal() or int(scope) >= len(sheets):
                raise UnusableWorkbook(DAMAGED)
            name = f"{quoted(sheets[int(scope)])}!{name}"
        names[name] = "=" + (element.text or "")
    return names


def quoted(sheet: str) -> str:
    """A sheet name as formulas write it."""
    plain = sheet.isidentifier()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"
