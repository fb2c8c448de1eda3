"""Where the score tables of a sheet are: heading rows found by what they say, the rows that follow them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.contents import is_total_row
from jixiao.frameworks.importing.headings import Heading, column_heading, heading_of
from jixiao.frameworks.importing.model import Role
from jixiao.frameworks.importing.texts import points
from jixiao.values.sheets import Spot
from jixiao.values.typed import folded

MOST_ROWS = 3  # heading rows of one table
LEAST_SHARE = 0.6  # of a heading row's cells that must read as headings
_TITLE = re.compile(
    r"(?:表|体系|标准|办法)\s*(?:[（(《【].*)?$|^附[件表]|续表|^[（(]续|^表\s*[一二三四五六七八九十\d]|^[（(]?[一二三四五六七八九十]+[）)、.．]"
)
_INDICATOR, _RULE = {Role.LEVEL, Role.NAME}, {Role.WEIGHT, Role.CRITERION}


@dataclass(frozen=True)
class Column:
    """A column of a table: the headings over it from top to bottom, what they allow, their lowest cell."""

    number: int
    path: tuple[str, ...]
    heading: Heading
    spot: Spot

    @property
    def title(self) -> str:
        """The headings as one text."""
        return "／".join(self.path)


@dataclass(frozen=True)
class Block:
    """A heading block: its rows and columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def repeats(self) -> tuple[tuple[int, str], ...]:
        """What makes a second block the same table's: its columns and their headings."""
        return tuple((column.number, folded(column.title)) for column in self.columns)


@dataclass(frozen=True)
class Table:
    """A score table on a sheet: its heading block, the rows below it that aren't headings, the titles above it."""

    sheet: Sheet
    block: Block
    rows: tuple[int, ...]
    repeats: tuple[Block, ...] = ()
    titles: tuple[Spot, ...] = ()


def tables_of(sheet: Sheet) -> list[Table]:
    """The score tables of a sheet, from top to bottom; a block of the same headings further down continues its table."""
    blocks = list(_blocks(sheet))
    titles = [_titles(sheet, block, blocks[n - 1].last if n else 0) for n, block in enumerate(blocks)]
    tables: list[Table] = []
    for number, block in enumerate(blocks):
        end = blocks[number + 1].first if number + 1 < len(blocks) else sheet.last_row + 1
        taken = {row for row, _ in titles[number + 1]} if number + 1 < len(blocks) else set()
        rows = tuple(row for row in range(block.last + 1, end) if row in sheet.by_row and row not in taken)
        above = tables[-1] if tables else None
        if above and above.block.repeats == block.repeats and not any(is_total_row(sheet, row) for row in above.rows):
            both = (*above.titles, *titles[number])
            tables[-1] = Table(sheet, above.block, above.rows + rows, (*above.repeats, block), both)
        else:
            tables.append(Table(sheet, block, rows, (), titles[number]))
    return tables


def headless(sheet: Sheet, above: Table) -> Table | None:
    """A page of the table above that repeats no headings: as many columns, numbers where that has its 分值."""
    columns = {column for row in sheet.by_row.values() for column in row}
    if not columns or max(columns) - min(columns) != above.block.columns[-1].number - above.block.columns[0].number:
        return None
    shift = min(columns) - above.block.columns[0].number
    block = Block(0, 0, tuple(replace(c, number=c.number + shift, spot=(0, 0)) for c in above.block.columns))
    return Table(sheet, block, tuple(sorted(sheet.by_row)))


def _titles(sheet: Sheet, block: Block, done: int) -> tuple[Spot, ...]:
    """The rows of one text right above a heading block that read as the title of a table."""
    found = []
    for row in range(block.first - 1, done, -1):
        cells = sheet.row(row)
        if done and cells and (len(cells) > 1 or not _TITLE.search(cells[0][1])):
            break  # between two tables: what isn't a title belongs to the one above
        found += [(row, column) for column, text in cells if _TITLE.search(text)]
    return tuple(reversed(found))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    done = 0
    for row in sorted(sheet.by_row):
        if row > done and _is_heading_row(sheet, row):
            first, last = _whole(sheet, row, done)
            block = Block(first, last, tuple(_columns(sheet, first, last)))
            if _is_score_table(block):
                done = last
                yield block


def _is_score_table(block: Block) -> bool:
    roles = {role for column in block.columns for role in column.heading.roles}
    return len(block.columns) > 1 and bool(roles & _INDICATOR) and bool(roles & _RULE)


def _is_heading_row(sheet: Sheet, row: int) -> bool:
    cells = sheet.row(row)
    told = [bool(heading_of(text)) for _, text in cells]
    numbers = any(points(sheet.value((row, column))) for column, _ in cells)
    return sum(told) >= 2 and sum(told) >= LEAST_SHARE * len(told) and not numbers


def _is_second_row(sheet: Sheet, row: int) -> bool:
    """Below a heading row one heading is enough, where nothing else stands in the row."""
    cells = sheet.row(row)
    return bool(cells) and all(heading_of(text) for _, text in cells)


def _whole(sheet: Sheet, row: int, done: int) -> tuple[int, int]:
    """The first and last row of the block around a heading row: merged ranges reach over it, headings follow."""
    first = min((sheet.anchor(row, column)[0] for column in _width(sheet, row)), default=row)
    last = row
    for span in sheet.raw.merged or ():
        if first <= span.row <= row and (span.row, span.column) in sheet.texts:
            last = max(last, span.last_row)
    first = max(first, done + 1)
    last = min(last, first + MOST_ROWS - 1)
    while last - first + 1 < MOST_ROWS and (_is_heading_row(sheet, last + 1) or _is_second_row(sheet, last + 1)):
        if _same_texts(sheet, row, last + 1):
            break
        last += 1
    return first, last


def _same_texts(sheet: Sheet, row: int, other: int) -> bool:
    return sheet.row(row) == sheet.row(other)


def _width(sheet: Sheet, row: int) -> list[int]:
    columns = sheet.by_row.get(row, [])
    merged = [column for (at, column), anchor in sheet.anchors.items() if at == row and anchor in sheet.texts]
    return sorted({*columns, *merged})


def _columns(sheet: Sheet, first: int, last: int) -> Iterator[Column]:
    numbers = sorted({column for row in range(first, last + 1) for column in _width(sheet, row)})
    for number in numbers:
        path: list[str] = []
        spot = (first, number)
        for row in range(first, last + 1):
            text = _heading_text(sheet, row, number, last)
            if text:
                spot = (row, number) if sheet.own(row, number) else spot
                if not path or path[-1] != text:
                    path.append(text)
        if path:
            yield Column(number, tuple(path), column_heading(tuple(path)), spot)


def _heading_text(sheet: Sheet, row: int, column: int, last: int) -> str:
    """What stands over the column in this row; a group heading whose range isn't known reaches over blanks to its right."""
    shown = sheet.shown(row, column)
    if shown or sheet.knows_merges or row == last or not any(sheet.own(r, column) for r in range(row + 1, last + 1)):
        return shown
    left = [one for one in sheet.by_row.get(row, []) if one < column]
    if not left:
        return ""
    reaches = any(sheet.own(r, left[-1]) for r in range(row + 1, last + 1))
    return sheet.own(row, left[-1]) if reaches else ""
