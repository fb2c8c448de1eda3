"""Faults as tables: a good workbook, changed in one place as a clerk would, and the findings that are due."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from books import found
from good import NAME, good_bytes
from jixiao.engines import open_book
from jixiao.evaluation import Evaluation, evaluate
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.address import a1, row_column
from jixiao.values.key import Key

Row = tuple[str, str, str, str, str]
TOGETHER = {  # what a change of one figure in 支出预算 brings with it: the totals that it is compared with
    "（执行数连带）": "C21@支出预算!F12 C22@支出预算!D26 C24@支出预算!D33 C27@三公及资产!C32 C29@支出预算!C37",
    "（三列连带）": "（执行数连带） C21@支出预算!C12 C21@支出预算!E12 C22@支出预算!C26 C24@支出预算!C33",
}


def table(text: str) -> list[Row]:
    """The rows below the headings; | 故障 | 表 | 格 | 填入 | 期望 |."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[1:]]  # type: ignore[misc]


def evaluated_with(folder: Path, sheet: str, cells: str, values: str) -> Evaluation:
    """The good workbook with `values` typed into `cells` (several: separated by " ; ")."""
    path = folder / NAME
    path.write_bytes(good_bytes())
    book = open_book(path)
    try:
        port = book.impl.port
        for cell, value in zip(cells.split(" ; "), values.split(" ; "), strict=True):
            row, column = row_column(address(sheet, cell.strip())[1])
            port.unlock(sheet)
            port.write_formulas(sheet, row, column, [[typed(value)]])
        return evaluate(take_snapshot(read_grids(book)))
    finally:
        book.close()


def evaluated_grids(sheet: str, cells: str, values: str) -> Evaluation:
    """As `evaluated_with`, typed into the picture of the sheets instead of the file: entry cells only, no formulas.

    A cell of another sheet is written 表!格; values are separated like the cells.
    """
    grids = {grid.sheet: grid for grid in good_grids()}
    for cell, value in zip(cells.split(" ; "), values.split(" ; "), strict=True):
        place, _, at = cell.strip().rpartition("!")
        name, a1_at = address(place or sheet, at)
        grids[name] = _with_value(grids[name], *row_column(a1_at), typed(value))
    return evaluate(take_snapshot(list(grids.values())))


def _with_value(grid: Grid, row: int, column: int, value: object) -> Grid:
    assert not grid.formula(row, column), f"{grid.sheet}!{a1(row, column)} holds a formula: nobody types there"
    rows = [list(cells) for cells in grid.values]
    rows[row - grid.top][column - grid.left] = value
    formulas = [list(cells) for cells in grid.formulas]
    if formulas:
        formulas[row - grid.top][column - grid.left] = value
    return replace(grid, values=rows, formulas=formulas)


def told(evaluation: Evaluation, code: str) -> set[tuple[str, str, str]]:
    """(code, sheet, cell) of the findings of one code."""
    return {one for one in found(evaluation) if one[0] == code}


def expected(sheet: str, cells: str, told: str) -> set[tuple[str, str, str]]:
    """`B14`: at the first changed cell; `B14@D10`: in the same sheet; `F68@基本信息!C37` elsewhere; `@` alone: a sheet."""
    for short, codes in reversed(TOGETHER.items()):
        told = told.replace(short, codes)
    due = set()
    for one in told.split():
        code, at, where = one.partition("@")
        place, _, cell = where.rpartition("!")
        if not at:
            due.add((code, *address(sheet, cells.split(" ; ")[0].strip())))
        else:
            due.add((code, *address(place or sheet, cell)))
    return due


def address(sheet: str, cell: str) -> tuple[str, str]:
    """(sheet, A1) of an address or of a key such as 指标体系[1].分值, wherever its form stands."""
    if cell == "模板版本":
        return sheet, version_cell()
    place = good_snapshot().places.get(Key.parse(cell))
    return (place.sheet, place.cell) if place else (sheet, cell)


@cache
def good_grids() -> tuple[Grid, ...]:
    """The good workbook as grids."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(good_bytes())
        book = open_book(path)
        try:
            return tuple(read_grids(book))
        finally:
            book.close()


@cache
def good_snapshot() -> Snapshot:
    """The good workbook, read."""
    return take_snapshot(good_grids())


def version_cell() -> str:
    """Where 首页 says which version the template has."""
    home = next(grid for grid in good_grids() if grid.sheet == "首页")
    return next(a1(*places[0]) for text, places in home.texts.items() if text.startswith("模板版本"))


def typed(value: str) -> object:
    """What stands in the table as it is typed: 空 blank, numbers as numbers, '12 as text."""
    value = value.strip()
    if value == "空":
        return None
    if value.startswith("'"):
        return value[1:]
    try:
        return float(value)
    except ValueError:
        return value.replace("↵", "\n")


def ids(rows: Iterable[Row]) -> list[str]:
    """A fault names its test."""
    return [row[0] for row in rows]


__all__ = [
    "address",
    "evaluated_grids",
    "evaluated_with",
    "expected",
    "found",
    "good_grids",
    "good_snapshot",
    "ids",
    "table",
    "told",
]
