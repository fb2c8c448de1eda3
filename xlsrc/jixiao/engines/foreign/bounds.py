"""How far the sheets of an .ods or .xlsb reach, before calamine lays them out in full, and their merged ranges.

calamine makes a dense array from the first to the last used cell: one stray cell in the last corner of a sheet would
take more memory than any machine has. It doesn't know merged ranges of these formats either.
"""

from collections.abc import Iterator, Mapping
from struct import error as StructError  # noqa: N812 - it is a class
from struct import unpack_from

from lxml import etree

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.file.package import DAMAGED, Package
from jixiao.values.sheets import Span

FAR = "工作表用到的范围太大（超过 2 万行或 200 列），无法处理。请删去远处的内容后再试。"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _MERGE = 0, 176  # record types BrtRowHdr and BrtMergeCell, [MS-XLSB] 2.3
_LAST_CELL = 11  # cell records are types 1 to 11
_BLANK = 1  # BrtCellBlank


def ods_bounds(content: bytes) -> Mapping[str, tuple[Span, ...]]:
    """Merged ranges by sheet name. UnusableWorkbook where content lies too far out."""
    root = xml.parse(content)
    return {table.get(f"{_TABLE}name", ""): tuple(_ods_spans(table)) for table in root.iter(f"{_TABLE}table")}


def _ods_spans(table: "etree._Element") -> Iterator[Span]:
    row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        repeated = _count(line, "number-rows-repeated")
        column = 1
        for cell in line:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            times = _count(cell, "number-columns-repeated")
            if len(cell):  # a cell with text, a comment or a picture in it
                _check(row + repeated - 1, column + times - 1)
            rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if rows * columns > 1:
                _check(row + rows - 1, column + columns - 1)
                yield Span(row, column, row + rows - 1, column + columns - 1)
            column += times
        row += repeated


def _count(element: "etree._Element", name: str) -> int:
    text = element.get(_TABLE + name, "1")
    if not text.isdecimal():
        raise UnusableWorkbook(DAMAGED)
    return max(1, int(text))


def _check(row: int, column: int) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise UnusableWorkbook(FAR)


def xlsb_bounds(package: Package) -> Mapping[str, tuple[Span, ...]]:
    """Merged ranges by sheet name. UnusableWorkbook where content lies too far out, or the file is damaged."""
    try:
        return _xlsb_sheets(package)
    except (KeyError, StructError, UnicodeDecodeError) as error:  # a part, a record, a name that isn't whole
        raise UnusableWorkbook(DAMAGED) from error


def _xlsb_sheets(package: Package) -> dict[str, tuple[Span, ...]]:
    targets = {}
    for rel in xml.children(xml.parse(package.read("xl/_rels/workbook.bin.rels")), "Relationship"):
        targets[rel.get("Id", "")] = "xl/" + rel.get("Target", "").removeprefix("/xl/")
    spans = {}
    for kind, record in _records(package.read("xl/workbook.bin")):
        if kind == _SHEET:
            name, part = _bundle(record, targets)
            if part in package:
                spans[name] = tuple(_xlsb_spans(package.read(part)))
    return spans


_SHEET = 156  # BrtBundleSh


def _bundle(record: bytes, targets: Mapping[str, str]) -> tuple[str, str]:
    """(sheet name, part): state and id (4 bytes each), then two strings, the relationship's id and the name."""
    size = unpack_from("<I", record, 8)[0]
    rel = record[12 : 12 + 2 * size].decode("utf-16-le")
    start = 12 + 2 * size
    length = unpack_from("<I", record, start)[0]
    return record[start + 4 : start + 4 + 2 * length].decode("utf-16-le"), targets.get(rel, "")


def _xlsb_spans(part: bytes) -> Iterator[Span]:
    row = 0
    for kind, record in _records(part):
        if kind == _ROW:
            row = unpack_from("<I", record)[0] + 1
        elif _BLANK < kind <= _LAST_CELL:
            _check(row, unpack_from("<I", record)[0] + 1)
        elif kind == _MERGE:
            first, last, left, right = unpack_from("<4I", record)
            _check(last + 1, right + 1)
            yield Span(first + 1, left + 1, last + 1, right + 1)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, data): type in one or two bytes, length in one to four, seven bits each ([MS-XLSB] 2.1.4)."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80 and at < len(part):
            kind = (kind & 0x7F) | (part[at] << 7)
            at += 1
        size = shift = 0
        for _ in range(4):
            if at >= len(part):
                raise UnusableWorkbook(DAMAGED)
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + size > len(part):
            raise UnusableWorkbook(DAMAGED)
        yield kind, part[at : at + size]
        at += size
