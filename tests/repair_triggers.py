"""What makes Excel offer a repair though the package is valid: order of a sheet's elements, limits of lengths and nesting.

ECMA-376 part 1, 18.3.1.99 (order); Excel's limits: formulas of 8,192 characters, 64 levels, text in formulas of 255, cells of
32,767, prompts of 255 and titles of 32, sheet names of 31; ids of shapes once in a drawing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter
sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst""".split()
FORMULAS = ("f", "formula", "formula1", "formula2")
LONGEST, DEEPEST, LITERAL, TEXT = 8192, 64, 255, 32767
PROMPTS = {"errorTitle": 32, "error": 255, "promptTitle": 32, "prompt": 255}


def sheet_triggers(sheet: etree._Element) -> Iterator[str]:
    """Of one worksheet part."""
    yield from _order(sheet)
    for place, element in formulas(sheet):
        yield from (f"{place}: {fault}" for fault in _formula(element))
    for rule in sheet.iter(f"{MAIN}dataValidation"):
        for name, most in PROMPTS.items():
            if len(rule.get(name) or "") > most:
                yield f"{name} of {len(rule.get(name))} characters at {rule.get('sqref')}"
    rows = [int(row.get("r")) for row in sheet.iter(f"{MAIN}row")]
    if rows != sorted(rows):
        yield "rows out of order"
    for cell in sheet.iter(f"{MAIN}c"):
        yield from (f"{cell.get('r')}: {fault}" for fault in _texts(cell))


def string_triggers(table: etree._Element) -> Iterator[str]:
    """Of xl/sharedStrings.xml: a text by its number."""
    for number, one in enumerate(table):
        yield from (f"text {number}: {fault}" for fault in _texts(one))


def _texts(element: etree._Element) -> Iterator[str]:
    length = sum(len(text.text or "") for text in element.iter(f"{MAIN}t"))
    if length > TEXT:
        yield f"text of {length} characters"


def formulas(sheet: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every formula of a sheet with its place: of cells, conditional formats and validations."""
    for element in sheet.iter(*(MAIN + name for name in FORMULAS)):
        holder = next(one for one in element.iterancestors() if one.get("r") or one.get("sqref"))
        yield holder.get("sqref") or holder.get("r"), element


def _order(sheet: etree._Element) -> Iterator[str]:
    names = [etree.QName(child).localname for child in sheet.iterchildren(etree.Element)]
    yield from (f"unknown element {name}" for name in names if name not in ORDER)
    known = [name for name in names if name in ORDER]
    for before, after in pairwise(known):
        if ORDER.index(before) > ORDER.index(after):
            yield f"{after} after {before}"


def _formula(element: etree._Element) -> Iterator[str]:
    text = element.text or ""
    if len(text) > LONGEST:
        yield f"formula of {len(text)} characters"
    bare, depth, deepest = re.sub(r'"[^"]*"', "", text), 0, 0
    for character in bare:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        yield f"formula {deepest} levels deep"
    if not element.tag.endswith("formula1"):  # a list to pick from has a limit of its own
        yield from (
            f"text of {len(t)} characters in a formula" for t in re.findall(r'"([^"]*)"', text) if len(t) > LITERAL
        )


def workbook_triggers(workbook: etree._Element) -> Iterator[str]:
    """Of xl/workbook.xml."""
    for element in workbook.iter(f"{MAIN}definedName"):
        yield from (f"{element.get('name')}: {fault}" for fault in _formula(element))
    for sheet in workbook.iter(f"{MAIN}sheet"):
        if len(sheet.get("name")) > 31 or re.search(r"[\[\]:*?/\\]", sheet.get("name")):
            yield f"sheet name {sheet.get('name')!r}"


def drawing_triggers(name: str, content: bytes) -> Iterator[str]:
    """Of a drawing or the VML of form buttons: an id once."""
    pattern = rb'<v:shape id="([^"]+)"' if name.endswith(".vml") else rb'<xdr:cNvPr id="(\d+)"'
    found = Counter(re.findall(pattern, content))
    yield from (f"shape id {one.decode()} {count} times" for one, count in found.items() if count > 1)
