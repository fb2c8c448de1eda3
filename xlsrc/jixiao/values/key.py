"""The key of a data item: what entries, findings and places call a cell, without knowing where it stands.

Written `单位名称` (an item of a form, or a part of the workbook), `重点项目[2]` (the second filled row of a list),
`重点项目[2].全年执行数` (a cell of it), `项目自评1.项目名称` (an item of a project sheet, or of whatever has no rows).
"""

import re
from dataclasses import dataclass

_IN_ROW = re.compile(r"(.+)\[([1-9]\d*)\](?:\.([^\[\]]+))?", re.DOTALL)
_WITHIN = re.compile(r"(.+)\.([^.\[\]]+)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """`table` and `row` (from 1; 0: no row) name a row of a list, `column` a cell of it; `column` alone an item."""

    table: str = ""
    row: int = 0
    column: str = ""

    @classmethod
    def of(cls, name: "Key | str") -> "Key":
        """A name as it is: nothing is read out of a text. A key stays what it is."""
        return name if isinstance(name, Key) else cls(column=name)

    @classmethod
    def parse(cls, text: str) -> "Key":
        """A key from how it is written. A table's name may hold dots and brackets, the name of a column neither."""
        if match := _IN_ROW.fullmatch(text):
            return cls(match[1], int(match[2]), match[3] or "")
        if match := _WITHIN.fullmatch(text):
            return cls(match[1], 0, match[2])
        return cls.of(text)

    def __str__(self) -> str:
        row = f"{self.table}[{self.row}]" if self.row else self.table
        return f"{row}.{self.column}" if row and self.column else row or self.column

    @property
    def label(self) -> str:
        """As a clerk reads it: 重点项目第2行全年执行数."""
        return f"{self.table}第{self.row}行{self.column}" if self.row else str(self)

    @property
    def item(self) -> str:
        """The item's name where it stands alone; '' within a table or a project sheet."""
        return "" if self.table else self.column

    @property
    def whole(self) -> "Key":
        """The row, or the sheet, that a cell belongs to; an item that stands alone is its own."""
        return Key(self.table, self.row) if self.table else self

    def at(self, column: str) -> "Key":
        """A cell of this row; of an item that stands alone, a part of it."""
        return Key(self.table or self.column, self.row, column)


NO_KEY = Key()  # of what stands in no workbook
