"""The sums as a return: what was summed before, and still stands in the workbook, is what was handed out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.offices.merging.desk import Desk
from jixiao.offices.merging.model import LABEL, Contents, Return, Row, Table
from jixiao.offices.raws import Raw, is_same
from jixiao.offices.units.gathering import Units
from jixiao.offices.units.reading import Path
from jixiao.snapshot.model import UnitSum

OFFICE = "下属单位合计"
DIFFERS = "本部门填的和下属单位相加不一样。选“交回”会写成下属单位的合计。"


def as_return(units: Units, kept: Sequence[UnitSum], desk: Desk) -> Return:
    """The sums as a return. What was summed before, and stands unchanged in the workbook, is what was handed out."""
    old = {one.path: one.total for one in kept if one.total is not None}
    new = {path: total for path in units.sums if (total := units.total(path)) is not None}
    items = {
        path[0] for path in {*old, *new} if len(path) == 1 and path not in units.unusable and path[0] in desk.items
    }
    now = {item: new.get((item,)) for item in items}
    base = {item: _before(old.get((item,)), desk.items[item]) for item in items}
    tables, bases = {}, {}
    for name in dict.fromkeys(path[0] for path in {*old, *new} if len(path) > 1):
        if name in desk.lines:
            summing = _Summing(name, units, old, new, desk)
            bases[name], tables[name] = summing.base(), summing.now()
    files = "、".join(units.names)
    columns = {name: desk.columns[name] for name in tables}
    return Return(
        OFFICE, files, "", Contents(base, bases), Contents(now, tables), frozenset(items), columns, both=DIFFERS
    )


def _before(total: Decimal | None, main: Raw) -> Raw:
    """What was handed out: the last sum where it still stands, else nothing."""
    return main if total is not None and is_same(total, main) else None


class _Summing:
    """The rows of one list: those that units gave, summed by name."""

    def __init__(
        self, name: str, units: Units, old: Mapping[Path, Decimal], new: Mapping[Path, Decimal], desk: Desk
    ) -> None:
        self.name, self.units, self.old, self.new, self.desk = name, units, old, new, desk
        self.lines = {line.label: line for line in reversed(desk.lines[name])}
        self.columns = sorted(desk.columns[name] - {LABEL})

    def _labels(self, figures: Mapping[Path, Decimal]) -> list[str]:
        return sorted({path[1] for path in figures if len(path) > 1 and path[0] == self.name})

    def base(self) -> Table:
        """The rows of the workbook that came from units before; what people changed in them since is not in it."""
        rows = []
        for label in self._labels(self.old):
            line = self.lines.get(label)
            if line is not None:
                cells = {LABEL: line.cells.get(LABEL)}
                for column in self.columns:
                    main, before = line.cells.get(column), self.old.get((self.name, label, column))
                    raw = main if before is None else _before(before, main)
                    cells |= {column: raw} if raw is not None else {}
                rows.append(Row(cells, own=self.desk.columns[self.name], place=line.place))
        return Table(tuple(rows), self.desk.columns[self.name])

    def now(self) -> Table:
        """The rows as the units come to now."""
        return Table(tuple(map(self._row, self._labels(self.new))), self.desk.columns[self.name])

    def _row(self, label: str) -> Row:
        line = self.lines.get(label)
        cells: dict[str, Raw] = {LABEL: line.cells.get(LABEL) if line else label}
        for column in self.columns:
            path = (self.name, label, column)
            main = line.cells.get(column) if line else None
            raw = main if path in self.units.unusable else self.new.get(path, None if path in self.old else main)
            raw = self.units.words.get(path) if raw is None and line is None else raw
            cells |= {column: raw} if raw is not None else {}
        return Row(cells, own=self.desk.columns[self.name])
