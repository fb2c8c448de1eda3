"""Merged ranges and percent formats from Excel's XML of a range, `Range.Value(xlRangeValueXMLSpreadsheet)`.

One call, where asking Excel for merged ranges takes at least one for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jixiao.engines.file import xml
from jixiao.values.sheets import Span, Spot

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


@dataclass(frozen=True)
class Looks:
    """What a table of any layout needs beside its values."""

    merged: tuple[Span, ...]
    percents: frozenset[Spot]


def looks_of(text: str, top: int, left: int) -> Looks:
    """Of the range whose first cell is (`top`, `left`). UnusableWorkbook where the text is no such XML."""
    root = xml.parse(text.encode())
    percent = frozenset(_percent_styles(root))
    merged: list[Span] = []
    percents: set[Spot] = set()
    for row, column, cell in _cells(root, top, left):
        across, down = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
        if across or down:
            merged.append(Span(row, column, row + down, column + across))
        if cell.get(f"{_SS}StyleID", "Default") in percent and _is_number(cell):
            percents.add((row, column))
    return Looks(tuple(merged), frozenset(percents))


def _percent_styles(root: "etree._Element") -> Iterator[str]:
    for style in root.iter(f"{_SS}Style"):
        formats = [one.get(f"{_SS}Format", "") for one in style.iter(f"{_SS}NumberFormat")]
        if any("%" in one or one == "Percent" for one in formats):
            yield style.get(f"{_SS}ID", "")


def _cells(root: "etree._Element", top: int, left: int) -> Iterator[tuple[int, int, "etree._Element"]]:
    """(row, column, cell) of the first table; what is left out moves the next by its Index."""
    table = next(root.iter(f"{_SS}Table"), None)
    row = 0
    for line in table.iter(f"{_SS}Row") if table is not None else ():
        row = int(line.get(f"{_SS}Index", row + 1))
        column = 0
        for cell in line.iter(f"{_SS}Cell"):
            column = int(cell.get(f"{_SS}Index", column + 1))
            yield top + row - 1, left + column - 1, cell
            column += int(cell.get(f"{_SS}MergeAcross", 0))
        row += int(line.get(f"{_SS}Span", 0))


def _is_number(cell: "etree._Element") -> bool:
    return any(data.get(f"{_SS}Type") == "Number" for data in cell.iter(f"{_SS}Data"))
