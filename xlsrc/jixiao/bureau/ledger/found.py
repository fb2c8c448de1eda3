"""Find the table on a sheet of a ledger that people worked in, and what on the sheet isn't the program's."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.links import shown_by
from jixiao.bureau.ledger.own_cells import CHECK, NOTE, TITLE, digits
from jixiao.bureau.ledger.plan import NOTE_ROW, TITLE_ROW
from jixiao.bureau.ledger.register import REGISTER, ROSTER
from jixiao.bureau.ledger.settings import COLUMNS as SETTINGS
from jixiao.bureau.ledger.suspicions import COLUMNS as SUSPICIONS
from jixiao.values.address import a1, column_letters
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import visible

TYPED = {
    sheet: frozenset(column.label for column in columns if column.typed)
    for sheet, columns in (
        (names.REGISTER, REGISTER),
        (names.SUSPICIONS, SUSPICIONS),
        (names.SETTINGS, SETTINGS),
        (names.ROSTER, ROSTER),
    )
}
NEEDED = {  # headings without which nothing of a sheet is read: a blank would take back what was said before
    names.REGISTER: frozenset({names.UNIT, names.WHERE, names.DIGEST, names.TAKEN, names.NOTE}),
    names.SUSPICIONS: frozenset({names.MARK, names.VERIFIED}),
    names.SETTINGS: frozenset({names.ITEM, names.VALUE}),
    names.ROSTER: frozenset({names.UNIT}),
}
LOST = "重新收集后不保留"
SHOWN = 20  # characters of a text that is told


@dataclass(frozen=True)
class Row:
    """A row below the headings: its number, its cells by heading."""

    number: int
    cells: Mapping[str, object]

    def raw(self, label: str) -> object:
        """What a cell holds; of a link, what it shows."""
        return self.cells.get(label)

    def text(self, label: str) -> str:
        """A cell as text."""
        return visible(self.cells.get(label))


@dataclass(frozen=True)
class Table:
    """`heading`: the row of the headings; `columns`: where each known heading stands; `own`: the program's headings."""

    sheet: RawSheet
    cells: Mapping[tuple[int, int], object]
    heading: int
    columns: Mapping[str, int]
    own: frozenset[str]

    @cached_property
    def rows(self) -> list[Row]:
        """Every row below the headings with something in a known column; without the one that says there are none."""
        known = {column: label for label, column in self.columns.items() if label != CHECK}
        found: dict[int, dict[str, object]] = {}
        for (row, column), value in sorted(self.cells.items()):
            if row > self.heading and column in known:
                found.setdefault(row, {})[known[column]] = value
        return [Row(number, cells) for number, cells in found.items() if not self._says_nothing(cells)]

    @property
    def can_be_read(self) -> bool:
        """Whether people type here, and every column is there that it takes."""
        needed = NEEDED.get(self.sheet.name)
        return needed is not None and needed <= self.columns.keys()

    def _says_nothing(self, cells: Mapping[str, object]) -> bool:
        texts = [visible(cell) for cell in cells.values()]
        return len(texts) == 1 and texts[0].startswith("没有") and texts[0].endswith("。")

    def place(self, row: Row, label: str) -> str:
        """《登记》K12."""
        column = self.columns.get(label)
        return f"《{self.sheet.name}》" + (a1(row.number, column) if column else f"第{row.number}行")

    def foreign(self) -> Iterator[str]:
        """A line for whatever isn't the program's and isn't read."""
        yield from self._missing_columns()
        yield from self._own_columns()
        yield from self._above()
        yield from self._typed_over()

    def _missing_columns(self) -> Iterator[str]:
        needed = NEEDED.get(self.sheet.name, frozenset())
        what = "里面的" if self.can_be_read else "这张表里填的都"
        for label in sorted((TYPED.get(self.sheet.name, frozenset()) | needed) - self.columns.keys()):
            yield f"《{self.sheet.name}》没有“{label}”这一列，{what}没有读。请不要改标题、不要删列。"
        if CHECK not in self.columns:
            yield f"《{self.sheet.name}》隐藏的“{CHECK}”列没有了，看不出哪些格子被人改过。"

    @property
    def _above_it(self) -> int:
        """The last row that isn't the table's; on 首页 what to collect stands above the headings."""
        return self.heading if self.sheet.name == names.HOME else NOTE_ROW

    def _own_columns(self) -> Iterator[str]:
        """Cells beside the table, a line a column."""
        known = set(self.columns.values())
        beside = Counter(column for row, column in self.cells if row > self._above_it and column not in known)
        for column, count in sorted(beside.items()):
            heading = visible(self.cells.get((self.heading, column)))
            titled = f"（标题“{heading}”）" if heading else ""
            yield f"《{self.sheet.name}》{column_letters(column)} 列{titled}不是台账的列，{count} 个格子有内容，{LOST}。"

    def _above(self) -> Iterator[str]:
        """The title and the note by their digits; whatever else stands above the summary."""
        check = self.columns.get(CHECK)
        top = {spot: visible(value) for spot, value in self.cells.items() if spot[0] <= NOTE_ROW and spot[1] != check}
        texts = {row: text for (row, _), text in sorted(top.items(), reverse=True)}
        wanted = visible(self.cells.get((TITLE_ROW, check))) if check else ""
        found = digits({TITLE: texts.get(TITLE_ROW, ""), NOTE: texts.get(NOTE_ROW, "")})
        if (wanted and found != wanted) or len(top) > NOTE_ROW:
            yield f"《{self.sheet.name}》第 1、2 行有人写过，{LOST}。"

    def _typed_over(self) -> Iterator[str]:
        """Rows whose own cells aren't what the program wrote there; such as a row that somebody added."""
        check = self.columns.get(CHECK)
        if check is None or not self.own:
            return
        columns = {label: column for label, column in self.columns.items() if label in self.own}
        for number in sorted({row for row, _ in self.cells if row > self._above_it and row != self.heading}):
            cells = {label: self.cells.get((number, column)) for label, column in columns.items()}
            wanted = visible(self.cells.get((number, check)))
            if digits(cells) != wanted:
                yield self._changed(number, [visible(cell) for cell in cells.values() if visible(cell)], wanted)

    def _changed(self, number: int, texts: list[str], wanted: str) -> str:
        first = f"（{texts[0][:SHOWN]}）" if texts else ""
        what = "有格子被人改过" if wanted else "是人加的"
        return f"《{self.sheet.name}》第 {number} 行{first}{what}，{LOST}；要留的话请写在黄色列里。"


def found_in(sheet: RawSheet) -> Table | None:
    """The table of a sheet of a ledger; None where no row looks like its headings."""
    cells: dict[tuple[int, int], object] = {spot: value for spot, value in sheet.values.items() if visible(value)}
    links = {spot: shown_by(formula) for spot, formula in sheet.formulas.items()}
    cells |= {spot: sheet.formulas[spot] if shown is None else shown for spot, shown in links.items()}
    heading, check = _heading(sheet.name, cells)
    if not heading:
        return None
    listed = visible(cells.get((NOTE_ROW, check))) if check else ""
    own = frozenset(listed.split("\n")) - {""}
    wanted = own | TYPED.get(sheet.name, frozenset()) | NEEDED.get(sheet.name, frozenset()) | {CHECK}
    columns: dict[str, int] = {}
    for (row, column), value in sorted(cells.items()):
        if row == heading and visible(value) in wanted:
            columns.setdefault(visible(value), column)
    return Table(sheet, cells, heading, columns, own)


def _heading(name: str, cells: Mapping[tuple[int, int], object]) -> tuple[int, int]:
    """(row, column) of the hidden column's heading; without it the row with the most headings that are read, column 0."""
    for (row, column), value in sorted(cells.items()):
        if row > NOTE_ROW and visible(value) == CHECK and visible(cells.get((TITLE_ROW, column))):
            return row, column
    wanted = TYPED.get(name, frozenset()) | NEEDED.get(name, frozenset())
    found = Counter(row for (row, _), value in cells.items() if visible(value) in wanted)
    row, count = max(found.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    return (row, 0) if count >= min(2, len(wanted)) and count else (0, 0)
