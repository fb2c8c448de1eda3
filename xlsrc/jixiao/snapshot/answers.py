"""处理说明 as typed in 校验结果: the rows of the last press with what a clerk wrote beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.forms.outputs import EACH, EACH_LABEL, FINDING_TABLE, WRONG_AND_REMEDY
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import folded, visible

_LABELS = tuple(column.label for column in FINDING_TABLE.columns)
_NEEDED = ("处理说明", "编号", "键")
_HEADER_SEARCH = 40
_WRONG = "问题"  # its own column in workbooks of older programs


@dataclass(frozen=True)
class Answered:
    """A row that a clerk answered: its texts by column label, '' where the column is not there."""

    texts: Mapping[str, str]

    @property
    def text(self) -> str:
        """What was written."""
        return self.texts["处理说明"]

    @property
    def wrong(self) -> str:
        """What was wrong, without what to do."""
        return self.texts[WRONG_AND_REMEDY].rpartition("\n")[0] or self.texts[WRONG_AND_REMEDY]

    @property
    def identity(self) -> tuple[str, str]:
        """Code and cell join an answer to its finding."""
        return self.texts["编号"], self.texts["键"]

    @property
    def mark(self) -> str:
        """What the cell held and what had been answered when the row was written (see evaluation.answering)."""
        return self.texts["核对"]


def read_answers(grid: Grid | None) -> tuple[Answered, ...]:
    """The rows with something in 处理说明; headings are looked for, so that inserted rows do no harm."""
    if grid is None:
        return ()
    for header in range(grid.top, min(grid.top + _HEADER_SEARCH, grid.last_row) + 1):
        columns = grid.row_texts(header)
        if all(label in columns for label in _NEEDED):
            return tuple(_rows(grid, header, columns))
    return ()


def lists_each(grid: Grid | None) -> bool:
    """Whether somebody chose 是 below 没有填的逐格列出."""
    places = grid.texts.get(folded(EACH_LABEL), ()) if grid else ()
    return any(_text(grid, row + 1, column) == EACH[0] for row, column in places if grid)


def _rows(grid: Grid, header: int, columns: Mapping[str, int]) -> list[Answered]:
    found = []
    for row in range(header + 1, grid.last_row + 1):
        if _text(grid, row, columns["处理说明"]):
            texts = {label: _text(grid, row, columns.get(folded(label), 0)) for label in _LABELS}
            wrong = texts[WRONG_AND_REMEDY] or _text(grid, row, columns.get(_WRONG, 0))
            found.append(Answered({**texts, WRONG_AND_REMEDY: wrong}))
    return found


def _text(grid: Grid, row: int, column: int) -> str:
    return visible(grid.value(row, column)) if column else ""
