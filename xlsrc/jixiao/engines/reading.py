"""Reading whole blocks, error cells included, on every engine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jixiao.engines.writing import is_appscript
from jixiao.values.typed import ERROR_VALUES

if TYPE_CHECKING:
    import xlwings as xw

Rows = Sequence[Sequence[Any]]


def read_block(area: "xw.Range") -> Rows:
    """The values of an area, row by row; an error cell gives its text, such as "#DIV/0!".

    On a Mac not through xlwings' own err_to_str: up to 0.37.8 it fails there for more than one row (_xlmac.py,
    ensure_2d), and a block that holds errors may come shorter than it is (xlwings issue 1924).
    """
    if is_appscript(area.api):
        return _read_on_mac(area)
    rows: Rows = area.options(ndim=2, err_to_str=True).value
    return rows


def _read_on_mac(area: "xw.Range") -> Rows:
    values, texts = _values(area), _block(area.api.string_value.get())
    if any([len(row) for row in rows] != [area.shape[1]] * area.shape[0] for rows in (values, texts)):
        return _cell_by_cell(area)
    return [
        [text if value is None and text in ERROR_VALUES else value for value, text in zip(*pair, strict=True)]
        for pair in zip(values, texts, strict=True)
    ]


def _cell_by_cell(area: "xw.Range") -> Rows:
    """Slow; where cells were dropped, nothing else tells which."""
    height, width = area.shape
    cells = [[area(row, column) for column in range(1, width + 1)] for row in range(1, height + 1)]
    return [[cell.options(err_to_str=True).value for cell in row] for row in cells]


def _values(area: "xw.Range") -> Rows:
    try:
        rows: Rows = area.options(ndim=2).value
    except IndexError:  # nothing but errors
        return []
    return rows


def _block(read: Any) -> Rows:
    """AppleScript gives a lone cell bare, and may give a lone row flat."""
    rows = read if isinstance(read, list) else [read]
    return rows if isinstance(rows[0], list) else [rows]
