"""All units known: those on 下属单位汇总 and 下属单位文字, those that came now."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.engines import UnusableWorkbook
from jixiao.forms import office_sheets as at
from jixiao.offices.merging.model import LABEL
from jixiao.offices.raws import Raw
from jixiao.offices.units.reading import Path, Unit, read_unit
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import UnitSum

TWICE = "【{file}】和【{other}】都是“{unit}”的，没有汇总。请只留一份。"
TOO_MANY = "【{file}】放不下：《下属单位汇总》最多 {most} 家。"


@dataclass
class Units:
    """All units known: those on the sheet, those that came now; `came`: in which merge. `words`: what else stands in rows that only one unit has;
    `bad`: figures for which some units have something
    else than a number; `refused`: one line each."""

    sums: dict[Path, dict[str, Decimal | None]] = field(default_factory=dict)
    texts: dict[tuple[Path, str], str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    came: dict[str, int] = field(default_factory=dict)
    bad: dict[Path, set[str]] = field(default_factory=dict)
    words: dict[Path, Raw] = field(default_factory=dict)

    @property
    def unusable(self) -> set[Path]:
        """Figures that can't be summed."""
        return {path for path, names in self.bad.items() if names}

    def total(self, path: Path) -> Decimal | None:
        """What the units come to; None where nobody gave anything, or somebody something that is no number."""
        given = [value for value in self.sums.get(path, {}).values() if value is not None]
        return sum(given, Decimal(0)) if given and not self.bad.get(path) else None


def kept_units(kept: Sequence[UnitSum], sums: Grid, texts: Grid) -> Units:
    """The units on the sheets."""
    units = Units(names=list(kept[0].values) if kept else [])
    units.sums = {one.path: dict(one.values) for one in kept}
    units.bad = {one.path: set(one.unusable) for one in kept if one.unusable}
    units.texts = dict(_kept_texts(texts))
    units.came = {str(name): int(merge) for name, merge in _came(sums).items()}
    return units


def _came(sums: Grid) -> Mapping[str, int]:
    try:
        found = json.loads(str(sums.value(at.UNIT_TOP, at.KEY_COLUMN) or "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def without_merge(units: Units, merge: int) -> list[str]:
    """Take out the units that came in a merge; their names."""
    gone = [name for name in units.names if units.came.get(name) == merge]
    units.names = [name for name in units.names if name not in gone]
    units.came = {name: n for name, n in units.came.items() if name not in gone}
    units.sums = {path: {n: v for n, v in values.items() if n not in gone} for path, values in units.sums.items()}
    units.bad = {path: names - set(gone) for path, names in units.bad.items()}
    units.texts = {key: text for key, text in units.texts.items() if key[1] not in gone}
    return gone


def gathered(files: Sequence[tuple[str, bytes | str]], own: Snapshot, units: Units, merge: int) -> Units:
    """The units known and those that came, whose columns are new."""
    came: dict[str, Unit] = {}
    for told, content in sorted(files, key=lambda one: one[0]):
        try:
            if isinstance(content, str):
                raise UnusableWorkbook(content)
            unit = read_unit(told, content, own)
            if unit.name in came:
                raise UnusableWorkbook(TWICE.format(file=told, other=came[unit.name].file, unit=unit.name))
            came[unit.name] = unit
        except UnusableWorkbook as error:
            units.refused.append(str(error))
    for name in sorted(came):
        _put(units, came[name], merge)
    return units


def _given(values: Mapping[str, Decimal | None]) -> list[str]:
    return [name for name, value in values.items() if value is not None]


def _kept_texts(grid: Grid) -> Iterator[tuple[tuple[Path, str], str]]:
    table = at.TEXT_TABLE
    for row in range(table.first, grid.last_row + 1):
        key = grid.value(row, table.right)
        if key:
            yield (
                (tuple(json.loads(str(key))), str(grid.value(row, table.column("单位")))),
                str(grid.value(row, table.column("写的")) or ""),
            )


def _put(units: Units, unit: Unit, merge: int) -> None:
    if unit.name not in units.names:
        if len(units.names) >= at.UNIT_COLUMNS:
            units.refused.append(TOO_MANY.format(file=unit.file, most=at.UNIT_COLUMNS))
            return
        units.names.append(unit.name)
    before = {path: values.get(unit.name) for path, values in units.sums.items() if values.get(unit.name) is not None}
    if before != unit.figures:
        units.came[unit.name] = merge  # the same file again is no merge of its own
    units.refused += unit.faulty
    for names in units.bad.values():
        names.discard(unit.name)
    for path in unit.unusable:
        units.bad.setdefault(path, set()).add(unit.name)
        units.sums.setdefault(path, {})
    for values in units.sums.values():
        values[unit.name] = None
    for path, value in unit.figures.items():
        units.sums.setdefault(path, {})[unit.name] = value
    shared = {path[:2] for path, values in units.sums.items() if len(path) > 1 and len(_given(values)) > 1}
    for (table, label), cells in unit.rows.items():
        if (table, label) not in shared:
            units.words |= {(table, label, column): raw for column, raw in cells.items() if column != LABEL}
    units.texts = {key: text for key, text in units.texts.items() if key[1] != unit.name}
    units.texts |= {(path, unit.name): text for path, text in unit.texts.items()}
