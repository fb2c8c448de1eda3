"""What single rows of a table say: their points, their criterion cells, what is kept beside them."""

from collections.abc import Sequence

from jixiao.frameworks.importing.columns import Layout
from jixiao.frameworks.importing.contents import is_total_row
from jixiao.frameworks.importing.layout import Column, Table
from jixiao.frameworks.importing.texts import Points, points, stated_points
from jixiao.values.sheets import Spot

_NOTHING = {"-", "--", "—", "——", "/", "\\", "无", "－"}


class RowCells:
    """The rows of one table by the columns of its layout."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self.table, self.layout, self.sheet = table, layout, table.sheet

    def at(self, spot: Spot) -> Points | None:
        return points(self.sheet.value(spot), self.sheet.is_percent(spot))

    def weight_spot(self, row: int) -> Spot | None:
        column = self.layout.weight
        return (row, column.number) if column else None

    def weight_text(self, row: int) -> str:
        column = self.layout.weight
        text = self.sheet.own(row, column.number) if column else ""
        return "" if text.strip() in _NOTHING else text

    def points(self, row: int) -> Points | None:
        """The row's own points: in the 分值 column, or where there is none, in the name."""
        if self.layout.weight:
            return self.at((row, self.layout.weight.number))
        stated = stated_points(self.sheet.own(row, self.layout.name.number))
        return None if stated is None else Points(stated)

    def criterion_spots(self, row: int) -> list[Spot]:
        return [spot for _, spot in self.shown(row, self.layout.criteria)]

    def detail_spots(self, row: int) -> list[tuple[int, Spot]]:
        columns = [column for column, _ in self.layout.details]
        return self.shown(row, [*columns, *self.layout.single.values()])

    def shown(self, row: int, columns: Sequence[Column]) -> list[tuple[int, Spot]]:
        return [
            (one.number, self.sheet.anchor(row, one.number)) for one in columns if self.sheet.shown(row, one.number)
        ]

    @property
    def adds_up(self) -> bool:
        column = self.layout.weight
        if not column:
            return False
        rows = [row for row in self.table.rows if not is_total_row(self.sheet, row)]
        found = [p.value for row in rows if (p := self.at((row, column.number)))]
        return sum(found) in (100, 1)

    def wide(self, row: int) -> int:
        """How many columns the row's merged range reaches over, as far as that is known; 2 where it isn't."""
        if not self.sheet.knows_merges:
            return 2
        return sum(
            anchor == self.sheet.anchor(row, self.sheet.by_row[row][0])
            for (r, _), anchor in self.sheet.anchors.items()
            if r == row
        )

    def serial_number(self) -> int:
        return self.layout.serial.number if self.layout.serial else 0
