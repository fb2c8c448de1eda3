"""The rows of a score table: which begin an indicator, which continue one, which are levels, totals, notes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao.findings import Finding, Kind
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.columns import Layout
from jixiao.frameworks.importing.contents import is_total_row
from jixiao.frameworks.importing.entries import Entry, Group, TableRead, Total
from jixiao.frameworks.importing.layout import Table
from jixiao.frameworks.importing.parents import parent_rows
from jixiao.frameworks.importing.row_cells import RowCells
from jixiao.frameworks.importing.texts import Points, is_subtotal, is_total, named, stated_points, words
from jixiao.values.rounding import plain
from jixiao.values.sheets import Spot

NOTE = re.compile(r"^[（(【]?\s*(?:附?注|备\s*注|说\s*明|填[表报]说明|评分说明|有关说明)\s*\d*\s*[:：.、】]|^\*|^※")
SIGNED = re.compile(
    r"(?:填[表报]人|联系(?:人|电话)|负责人|审核人|经办人|填[表报]日期|单位(?:公章|盖章)|评价(?:人员|小组)签[字名])\s*[（(:：]"
)


def read_rows(table: Table, layout: Layout) -> TableRead:
    """Every row below the headings, read in order."""
    return _Reader(table, layout).read()


class _Reader:
    def __init__(self, table: Table, layout: Layout) -> None:
        self.table, self.layout, self.sheet = table, layout, table.sheet
        self.cells = RowCells(table, layout)
        self.parents = parent_rows(table.sheet, layout, table.rows)
        self.out = TableRead(table, layout)
        self.open: list[Group | None] = [None] * (len(layout.levels) - 1)
        self.section: Group | None = None
        self.last = max((row for row in table.rows if self._can_be_one(row)), default=0)

    def read(self) -> TableRead:
        for place, row in enumerate(self.table.rows):
            self._row(row, self.table.rows[place + 1 :])
        return self.out

    def _can_be_one(self, row: int) -> bool:
        """Whether points stand in the row; a text that reads as none counts only where more stands beside it."""
        if is_total_row(self.sheet, row):
            return False
        text = self.cells.weight_text(row) if len(self.sheet.by_row[row]) > 1 else ""
        levels = [self.cells.at((row, one.number)) for one in self.layout.weights if one]
        return self.cells.points(row) is not None or text != "" or any(levels)

    def _row(self, row: int, following: Sequence[int]) -> None:
        cells = self.sheet.row(row)
        if is_total_row(self.sheet, row):
            self._total(row, cells)
        elif len(cells) == 1 and NOTE.match(cells[0][1]):
            self.out.notes.append((row, cells[0][0]))
        elif row > self.last and not self._continues(row):
            self._below(row, cells)
        elif len(cells) == 1 and self._lone(row, *cells[0], following):
            return
        elif row in self.parents:
            self._starts(row)
            self._parent(row)
        else:
            self._starts(row)
            self._indicator(row, following)

    def _below(self, row: int, cells: Sequence[tuple[int, str]]) -> None:
        """Below the last 分值: notes, a signature; an indicator that lacks its 分值 is none of these."""
        if self.sheet.own(row, self.layout.name.number) and self.cells.criterion_spots(row) and len(cells) > 1:
            self._refuse(row, messages.NO_WEIGHT, "")
        elif len(cells) == 1 or re.match(r"[（(]?(?:附?注|说明|备注)", cells[0][1]):
            self.out.notes += [(row, column) for column, text in cells if not SIGNED.search(text)]

    # levels

    def _starts(self, row: int) -> None:
        """Open the groups whose names stand in this row, close those below them."""
        for level in range(len(self.open)):
            column = self.layout.levels[level].number
            text, spot = self.sheet.shown(row, column), self.sheet.anchor(row, column)
            group = self.open[level]
            if text and spot[1] == column and self._is_new(group, text, spot):
                self._open(Group(level, named(text), spot), text, row)
            elif not text and group and self._ends_here(level, row):
                self.open[level] = None

    def _is_new(self, group: Group | None, text: str, spot: Spot) -> bool:
        return group is None or (group.spot != spot and group.text != named(text))

    def _ends_here(self, level: int, row: int) -> bool:
        """A blank that no merged range covers, in a column that uses them, is no repetition of the name above."""
        column = self.layout.levels[level].number
        uses = any(
            at == column and anchor[0] < r for (r, at), anchor in self.sheet.anchors.items() if r in self.table.rows
        )
        return uses and not self.sheet.covered(row, column)

    def _open(self, group: Group, text: str, row: int) -> None:
        group.printed = stated_points(words(text), bare=True)
        group.printed_at = group.spot if group.printed is not None else None
        weight = self.layout.weights[group.level]
        if weight:
            spot = self.sheet.anchor(row, weight.number)
            found = self.cells.at(spot)
            if found and (spot[0] >= group.spot[0]):
                group.printed, group.printed_at = found.value, spot
        self.open[group.level] = group
        self.open[group.level + 1 :] = [None] * (len(self.open) - group.level - 1)
        self.out.groups.append(group)

    def _parent(self, row: int) -> None:
        """A row that only gives a level its points; where no column is left for it, it stands above all levels."""
        found, spot, name = self.cells.points(row), self.cells.weight_spot(row), self._name_only(row)
        if self.parents[row]:
            self._find(messages.PARENT_ROW, (row, self.layout.name.number), name=name, why=self.parents[row])
        opened = [group for group in self.open if group and group.spot[0] == row]
        if opened and spot:
            opened[-1].printed, opened[-1].printed_at = found.value if found else None, spot
            return
        column = self.layout.name.number
        self._section(Group(-1, named(self.sheet.shown(row, column)), self.sheet.anchor(row, column)), found, spot)

    def _section(self, group: Group, found: Points | None, spot: Spot | None) -> None:
        group.printed = found.value if found else stated_points(self.sheet.texts.get(group.spot, ""), bare=True)
        group.printed_at = spot if found else group.spot
        self.section = group
        self.open = [None] * len(self.open)
        self.out.groups.append(group)
        self.out.sections.append(group.spot)

    def _lone(self, row: int, column: int, text: str, following: Sequence[int]) -> bool:
        """A row of one text: a heading over the rows below, or a level of its own; False where it continues a cell."""
        levels = [one.number for one in self.layout.levels]
        if self.sheet.covered(row, self.layout.name.number) and self.cells.wide(row) < 2:
            return False
        if column not in (*levels, self.cells.serial_number()) or self.cells.points(row):
            return False
        repeated = bool(following) and bool(self.sheet.own(following[0], column))
        if (column == levels[-1] and self.cells.wide(row) < 2) or (column in levels[:-1] and not repeated):
            self._starts(row)
            return column != levels[-1]
        self._section(Group(-1, named(text), (row, column)), None, None)
        return True

    # indicators

    def _indicator(self, row: int, following: Sequence[int]) -> None:
        found, text = self.cells.points(row), self.cells.weight_text(row)
        own_name = self.sheet.own(row, self.layout.name.number)
        if found is not None:
            self._begin(row, found, self.cells.weight_spot(row) or (row, self.layout.name.number))
        elif text:
            self._refuse(row, messages.FORMULA_CELL if text.startswith("=") else messages.UNREADABLE_WEIGHT, text)
        elif self._continues(row):
            self._continue(row, own_name)
        elif level := self._level_points(row, following):
            self._begin(row, *level)
        elif own_name and (self.cells.criterion_spots(row) or row <= self.last):
            self._refuse(row, messages.NO_WEIGHT, "")

    def _continues(self, row: int) -> bool:
        """Whether the row belongs to the entry above: under its 分值, or without any 分值 and name of its own."""
        if not self.out.entries or row - 1 not in (*self.out.why_rows, *self.out.entries[-1].rows, *self._blank(row)):
            return False
        if row - 1 in self.out.why_rows:
            return False
        entry, column = self.out.entries[-1], self.layout.weight
        if column and self.sheet.covered(row, column.number):
            return self.sheet.anchor(row, column.number) == entry.weight_spot
        if any(self.sheet.own(row, one.number) for one in self.layout.levels):
            return self._merged_weight(row)
        return bool(self.cells.criterion_spots(row) or self.cells.detail_spots(row)) and (
            row <= self.last or (bool(self.cells.criterion_spots(row)) and len(self.sheet.row(row)) < 3)
        )

    def _blank(self, row: int) -> Sequence[int]:
        """The row above, where it is blank: a cell cut by a page break goes on below it."""
        return (row - 1,) if row - 1 not in self.sheet.by_row else ()

    def _merged_weight(self, row: int) -> bool:
        """Nothing tells merged ranges: a name without 分值 shares the one above if the others add up without it."""
        levels = [one.number for one in self.layout.levels[:-1]]
        return not self.sheet.knows_merges and not any(self.sheet.own(row, at) for at in levels) and self.cells.adds_up

    def _begin(self, row: int, found: Points, weight_spot: Spot) -> None:
        text = plain(found.value)
        if found.value <= 0:
            self._refuse(row, messages.NEGATIVE_WEIGHT, text)
            return
        name, spot = self._name(row)
        groups = [self.section, *self.open]
        entry = Entry(row, groups, name, spot, found.value, weight_spot, found.percent, [row])
        self._collect(entry, row)
        self.out.entries.append(entry)
        for group in filter(None, groups):
            group.entries.append(entry)

    def _name(self, row: int) -> tuple[str, Spot]:
        """The name shown; where it is blank the deepest level that begins here, else the name above."""
        column = self.layout.name.number
        if self.sheet.shown(row, column):
            return named(self.sheet.shown(row, column)), self.sheet.anchor(row, column)
        begun = [group for group in self.open if group and group.spot[0] == row]
        if begun:
            return begun[-1].text, begun[-1].spot
        above = self.out.entries[-1] if self.out.entries else None
        here = [group for group in self.open if group]
        if above and above.groups[1:] == self.open:
            name, spot = above.name, above.name_spot
        else:
            name, spot = (here[-1].text, here[-1].spot) if here else ("（无名称）", (row, column))
        if self.sheet.knows_merges or not above:
            self._find(messages.NAME_FROM_ABOVE, (row, column), name=name)
        return name, spot

    def _continue(self, row: int, own_name: str) -> None:
        entry = self.out.entries[-1]
        entry.rows.append(row)
        if own_name and named(own_name) != entry.name:
            entry.more_names.append(((row, self.layout.name.number), named(own_name)))
        self._collect(entry, row)

    def _collect(self, entry: Entry, row: int) -> None:
        entry.criteria += [spot for spot in self.cells.criterion_spots(row) if spot not in entry.criteria]
        for column, spot in self.cells.detail_spots(row):
            spots = entry.details.setdefault(column, [])
            spots += [spot] if spot not in spots else []

    def _level_points(self, row: int, following: Sequence[int]) -> tuple[Points, Spot] | None:
        """Points of a level that begins in this row and has no other: they are the indicator's."""
        for level in reversed(range(len(self.open))):
            group, column = self.open[level], self.layout.weights[level]
            if group and column and group.spot[0] == row and group.printed_at == (row, column.number):
                more = following and not self.sheet.own(following[0], self.layout.levels[level].number)
                more = more and any(self.sheet.own(following[0], one.number) for one in self.layout.levels[level + 1 :])
                covered = following and self.sheet.anchor(following[0], column.number) == (row, column.number)
                found = self.cells.at((row, column.number))
                return (found, (row, column.number)) if found and not more and not covered else None
        return None

    def _refuse(self, row: int, kind: Kind, text: str) -> None:
        name = self._name_only(row)
        given = {"name": name, "text": text, "what": f"{name}的分值", "formula": text}
        self.out.why_rows[row] = kind.title
        column = self.layout.weight or self.layout.name
        self._find(kind, (row, column.number), **{key: given[key] for key in kind.example})

    def _name_only(self, row: int) -> str:
        shown = named(self.sheet.shown(row, self.layout.name.number))
        return f"“{shown}”" if shown else "这一行"

    def _total(self, row: int, cells: Sequence[tuple[int, str]]) -> None:
        label = next(words(text) for _, text in cells if is_total(words(text)))
        columns = {one.number for one in self.layout.weights if one}
        printed = [((row, c), found) for c, _ in cells if c in columns and (found := self.cells.at((row, c)))]
        stated = [((row, c), Points(p)) for c, text in cells if (p := stated_points(text)) is not None]
        stated = [one for one in stated if one[0][1] not in columns]
        given = [(spot, one.value) for spot, one in printed or stated]
        self.out.totals.append(Total(row, label, is_subtotal(label), given, len(self.out.entries)))

    def _find(self, kind: Kind, spot: Spot, **given: object) -> None:
        found: Finding = replace(kind.at("", **given), place=self.sheet.place(spot))
        self.out.findings.append(found)
