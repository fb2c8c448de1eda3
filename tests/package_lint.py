"""What Microsoft's validator misses in a workbook: our own lint of the package.

Duplicate rows and cells, shared strings out of range, bad or doubled defined names, list validations over 255
characters, overlapping merges, formulas with unbalanced brackets or quotes, a wrong main content type, a VBA project that is
none, buttons and ribbon callbacks that are no Public Sub, a ribbon with doubled ids or keytips, unrelated or related wrongly;
and what Excel wants to repair (repair_triggers).
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from oletools.olevba import VBA_Parser

from repair_triggers import drawing_triggers, formulas, sheet_triggers, string_triggers, workbook_triggers

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CONTENT_TYPES = {
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}
_NAME = re.compile(r"^(_xlnm\.)?[^\W\d][\w.]*$")
_CELL_LIKE = re.compile(r"^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$")


def lint(path: Path) -> list[str]:
    """Every fault found, each as one line with its part."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    faults = list(_content_type(path, parts))
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    faults += [*_names(workbook), *workbook_triggers(workbook)]
    strings = parts.get("xl/sharedStrings.xml")
    table = etree.fromstring(strings) if strings else ()
    faults += [f"xl/sharedStrings.xml: {fault}" for fault in string_triggers(table)]
    for name in sorted(parts):
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            sheet = etree.fromstring(parts[name])
            faults += [f"{name}: {fault}" for fault in (*_sheet(sheet, len(table)), *sheet_triggers(sheet))]
        if name.startswith("xl/drawings/"):
            faults += [f"{name}: {fault}" for fault in drawing_triggers(name, parts[name])]
    return [*faults, *_ribbon_faults(parts), *_macros(path, parts)]


def _content_type(path: Path, parts: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    main = [t.get("ContentType") for t in types if t.get("PartName") == "/xl/workbook.xml"]
    if main != [CONTENT_TYPES[path.suffix]]:
        yield f"main content type {main}"


def _names(workbook: etree._Element) -> Iterator[str]:
    names = [(n.get("name"), n.get("localSheetId")) for n in workbook.iter(f"{MAIN}definedName")]
    for name, _ in names:
        if not _NAME.match(name) or _CELL_LIKE.match(name) or len(name) > 255:
            yield f"defined name {name!r}"
    for (name, _), count in Counter((name.lower(), sheet) for name, sheet in names).items():
        if count > 1:
            yield f"defined name {name!r} {count} times"
    for element in workbook.iter(f"{MAIN}definedName"):
        if "#REF!" in (element.text or ""):
            yield f"defined name {element.get('name')!r} is #REF!"


def _sheet(sheet: etree._Element, strings: int) -> Iterator[str]:
    rows = [row.get("r") for row in sheet.iter(f"{MAIN}row")]
    cells = [cell.get("r") for cell in sheet.iter(f"{MAIN}c")]
    yield from (f"row {row} twice" for row, count in Counter(rows).items() if count > 1)
    yield from (f"cell {cell} twice" for cell, count in Counter(cells).items() if count > 1)
    for cell in sheet.iter(f"{MAIN}c"):
        index = cell.findtext(f"{MAIN}v")
        if (cell.get("t") == "s" and not (index or "").isdecimal()) or (
            cell.get("t") == "s" and int(index or 0) >= strings
        ):
            yield f"cell {cell.get('r')} has no shared string {index}"
    for place, element in formulas(sheet):
        if not _balanced(element.text or ""):
            yield f"{place}: formula {element.text!r}"
    yield from _validations(sheet)
    yield from _merges(sheet)


def _balanced(formula: str) -> bool:
    bare = re.sub(r'"[^"]*"', "", formula)
    bare = re.sub(r"'[^']*'", "", bare)
    return '"' not in bare and bare.count("(") == bare.count(")")


def _validations(sheet: etree._Element) -> Iterator[str]:
    for rule in sheet.iter(f"{MAIN}dataValidation"):
        source = rule.findtext(f"{MAIN}formula1") or ""
        if rule.get("type") == "list" and source.startswith('"') and len(source) - 2 > 255:
            yield f"list validation of {len(source) - 2} characters at {rule.get('sqref')}"


def _merges(sheet: etree._Element) -> Iterator[str]:
    areas = [_area(merge.get("ref")) for merge in sheet.iter(f"{MAIN}mergeCell")]
    for n, one in enumerate(areas):
        for other in areas[n + 1 :]:
            if one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]:
                yield f"merges overlap: {one} {other}"


def _area(ref: str) -> tuple[int, int, int, int]:
    from jixiao.values.address import row_column

    first, _, last = ref.partition(":")
    return (*row_column(first), *row_column(last or first))


def _macros(path: Path, parts: dict[str, bytes]) -> Iterator[str]:
    called = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", "".join(_drawings(parts)))
    called += re.findall(r'\b(?:on|get)[A-Z]\w*="(\w+)"', "".join(_ribbons(parts)))
    if "xl/vbaProject.bin" not in parts:
        yield from (f"macro {macro} without a VBA project" for macro in called)
        return
    if not parts["xl/vbaProject.bin"].startswith(bytes.fromhex("D0CF11E0A1B11AE1")):
        yield "vbaProject.bin is no VBA project"
        return
    code = "\n".join(source for _, _, _, source in VBA_Parser(str(path)).extract_macros())
    subs = set(re.findall(r"^Public Sub (\w+)\(", code, re.MULTILINE))
    yield from (f"macro {macro} is no Public Sub" for macro in called if macro not in subs)


def _drawings(parts: dict[str, bytes]) -> Iterator[str]:
    return (content.decode() for name, content in parts.items() if name.endswith(".vml"))


def _ribbons(parts: dict[str, bytes]) -> Iterator[str]:
    return (content.decode() for name, content in parts.items() if name.startswith("customUI/"))


RIBBON_RELATIONS = {  # namespace of the ribbon → type of its relationship; mixed, Excel refuses the file
    "http://schemas.microsoft.com/office/2006/01/customui": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    "http://schemas.microsoft.com/office/2009/07/customui": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}


def _ribbon_faults(parts: dict[str, bytes]) -> Iterator[str]:
    related = {t.get("Target"): t.get("Type") for t in etree.fromstring(parts["_rels/.rels"])}
    for name in sorted(parts):
        if name.startswith("customUI/"):
            root = etree.fromstring(parts[name])
            if related.get(name) != RIBBON_RELATIONS.get(etree.QName(root).namespace):
                yield f"{name}: related by {related.get(name)}"
            yield from (f"{name}: {fault}" for fault in _doubled(root))
    yield from (f"ribbon {t} is not there" for t in related if t.startswith("customUI/") and t not in parts)


def _doubled(root: etree._Element) -> Iterator[str]:
    for attribute in ("id", "keytip"):
        found = Counter(element.get(attribute) for element in root.iter(etree.Element) if element.get(attribute))
        yield from (f"{attribute} {value} {count} times" for value, count in found.items() if count > 1)
