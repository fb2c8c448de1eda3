"""The main workbook's content while returns are merged into it: items and lines that change, with where they stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.offices.merging.model import LABEL, WHOLE, Contents, Row, Spot
from jixiao.offices.raws import Raw, encoded, shown


@dataclass
class Line:
    """A row that may change. `place`: its row in the sheet, 0 for one that isn't there yet."""

    cells: dict[str, Raw]
    group: tuple[str, ...] = ()
    place: int = 0

    @property
    def label(self) -> str:
        return shown(self.cells.get(LABEL))

    def put(self, column: str, raw: Raw) -> None:
        """A blank cell is one that isn't there."""
        if encoded(raw) is None:
            self.cells.pop(column, None)
        else:
            self.cells[column] = raw

    def as_row(self) -> Row:
        return Row(dict(self.cells), self.group, place=self.place)


@dataclass
class Desk:
    """`room`: how many more rows a table, or a group of a project sheet, can hold."""

    items: dict[str, Raw]
    lines: dict[str, list[Line]]
    coded: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    room: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, contents: Contents, room: Mapping[tuple[str, tuple[str, ...]], int]) -> "Desk":
        """A desk on which the main workbook lies as it is."""
        lines = {
            name: [Line(dict(row.cells), row.group, row.place) for row in table.rows]
            for name, table in contents.tables.items()
        }
        coded = frozenset(name for name, table in contents.tables.items() if table.coded)
        named = frozenset(name for name, table in contents.tables.items() if table.named)
        columns = {name: table.columns for name, table in contents.tables.items()}
        return cls(dict(contents.items), lines, coded, named, dict(room), columns)

    def rows(self, table: str) -> list[Row]:
        """The lines of a table as rows."""
        return [line.as_row() for line in self.lines.get(table, ())]

    def spot(self, table: str, line: Line, column: str) -> Spot:
        """How a cell of a line is told."""
        same = [one for one in self.lines[table] if one.label == line.label]
        nth = next(n for n, one in enumerate(same) if one is line)
        return Spot(table, line.label, nth, column, line.group)

    def line_at(self, spot: Spot) -> Line | None:
        """The line that a spot speaks of; None where there is none of that name any more."""
        same = [line for line in self.lines.get(spot.name, ()) if line.label == spot.label]
        return same[spot.nth] if spot.nth < len(same) else None

    def knows(self, spot: Spot) -> bool:
        """Whether the cell is there."""
        if spot.is_item:
            return spot.name in self.items
        line = self.line_at(spot)
        return line is not None and (spot.column == WHOLE or spot.column in self.columns.get(spot.name, ()))

    def value(self, spot: Spot) -> Raw:
        """What it holds; None where it is blank or gone."""
        if spot.is_item:
            return self.items.get(spot.name)
        line = self.line_at(spot)
        if line is None:
            return None
        return dict(line.cells) if spot.column == WHOLE else line.cells.get(spot.column)

    def put(self, spot: Spot, raw: Raw) -> None:
        """Write a cell. KeyError where it isn't there."""
        if spot.is_item:
            if spot.name not in self.items:
                raise KeyError(spot.name)
            self.items[spot.name] = None if encoded(raw) is None else raw
            return
        line = self.line_at(spot)
        if line is None:
            raise KeyError(spot.label)
        line.put(spot.column, raw)

    def add(self, table: str, cells: Mapping[str, Raw], group: tuple[str, ...]) -> Line | None:
        """A new line; None where there is no room."""
        if self.room.get((table, group), 0) < 1:
            return None
        self.room[table, group] -= 1
        line = Line({column: raw for column, raw in cells.items() if encoded(raw) is not None}, group)
        self.lines.setdefault(table, []).append(line)
        return line

    def remove(self, table: str, line: Line) -> None:
        """Take a line away; its row is free again."""
        self.lines[table] = [one for one in self.lines[table] if one is not line]
        self.room[table, line.group] = self.room.get((table, line.group), 0) + 1
