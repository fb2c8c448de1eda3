"""A sheet part cut in two: the cells, which openpyxl reads, and the rest, which stays small."""

import re
from dataclasses import dataclass, field

from lxml import etree

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.package import DAMAGED
from jixiao.engines.port import Area

_DATA = re.compile(rb"""<(?:[\w.-]+:)?sheetData(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_RANGE = re.compile(r"^([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?$")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What a sheet says outside its cells, and a copy reduced to the cells."""

    cells: bytes
    protected: bool
    merged: list[Area] = field(default_factory=list)


def read_sheet_part(part: bytes) -> SheetPart:
    """UnusableWorkbook if the part isn't a worksheet in well-formed XML (the cells are checked by reading)."""
    xml.check(part)
    start, end = _data_span(part)
    root = _skeleton(part, start, end)
    if xml.local(root) != "worksheet":
        raise UnusableWorkbook(DAMAGED)
    protections = xml.children(root, "sheetProtection")
    return SheetPart(
        _cells_only(part, root, start, end),
        any(xml.is_true(protection.get("sheet")) for protection in protections),
        [parse_range(merge.get("ref", "")) for g in xml.children(root, "mergeCells") for merge in g],
    )


def parse_range(ref: str) -> Area:
    """'B2' or 'B2:C5' as an Area; UnusableWorkbook for anything else found in a file."""
    match = _RANGE.match(ref.replace("$", "").upper())
    if not match:
        raise UnusableWorkbook(DAMAGED)
    column, row = _column(match[1]), int(match[2])
    last_column, last_row = _column(match[3] or match[1]), int(match[4] or match[2])
    if last_row < row or last_column < column:
        raise UnusableWorkbook(DAMAGED)
    return Area(row, column, last_row - row + 1, last_column - column + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _data_span(part: bytes) -> tuple[int, int]:
    """Where the sheetData element begins and ends; (0, 0) if it can't be told by its tags."""
    first = _DATA.search(part)
    if not first:
        return 0, 0
    if first[0].endswith(b"/>"):
        return first.span()
    ends = list(_DATA_END.finditer(part, first.end()))
    return (first.start(), ends[-1].end()) if ends else (0, 0)


def _skeleton(part: bytes, start: int, end: int) -> "etree._Element":
    """The sheet without its cells; parsing those once, in openpyxl, is enough."""
    return xml.parse(part[:start] + part[end:])


def _cells_only(part: bytes, root: "etree._Element", start: int, end: int) -> bytes:
    """<worksheet><sheetData>…: what else openpyxl would choke on (odd rules, validations) is left out."""
    if start == end:
        return part
    spaces = "".join(f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in root.nsmap.items() if uri)
    name = f"{root.prefix}:worksheet" if root.prefix else "worksheet"
    prefix = name.removesuffix("worksheet")
    hint = f'<{prefix}dimension ref="A1"/>'  # openpyxl looks for one and would parse all cells to find none
    return f"<{name}{spaces}>{hint}".encode() + part[start:end] + f"</{name}>".encode()
