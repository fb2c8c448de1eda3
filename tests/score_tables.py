"""Score tables written as rows: "^" is merged with the cell above, "<" with the one on its left, None is blank."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from jixiao.values.sheets import RawSheet, Span

Rows = Sequence[Sequence[object]]
UP, LEFT = "^", "<"


def raw(
    rows: Rows, name: str = "评分表", *, merged: bool = True, percents: frozenset[tuple[int, int]] | None = None
) -> RawSheet:
    """The rows as a sheet; without `merged` as if pasted: merged cells are blank, nobody knows why."""
    values = {
        (r, c): value
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value not in (None, UP, LEFT)
    }
    return RawSheet(name, values, spans(rows) if merged else None, percents)


def spans(rows: Rows) -> tuple[Span, ...]:
    """The merged ranges."""
    found = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in (UP, LEFT):
                continue
            width = 1
            while c + width < len(row) and row[c + width] == LEFT:
                width += 1
            height = 1
            while r + height < len(rows) and c < len(rows[r + height]) and rows[r + height][c] == UP:
                height += 1
            if width * height > 1:
                found.append(Span(r + 1, c + 1, r + height, c + width))
    return tuple(found)


def write(path: Path, sheets: dict[str, Rows]) -> Path:
    """The rows as an .xlsx with really merged cells."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value not in (None, UP, LEFT):
                    sheet.write(r, c, value)
        for span in spans(rows):
            first = rows[span.row - 1][span.column - 1]
            sheet.merge_range(span.row - 1, span.column - 1, span.last_row - 1, span.last_column - 1, first)
    book.close()
    return path
