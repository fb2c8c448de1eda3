"""下属单位: whole workbooks of subordinate units (本级 is one of them), summed into the department's own.

What a unit gave is kept on 下属单位汇总, figure by figure; a unit that files again replaces its own column. The sums then go
into the workbook as any return does: into blank cells, and over what was summed before; anything else is a conflict.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.files import safe_name, scratch
from jixiao.findings import Place
from jixiao.forms import Forms, Section
from jixiao.forms import office_sheets as at
from jixiao.forms.names import EXPENDITURE, INCOME, PROJECTS, SPENDING, STAFF, TASKS, TEXTS, UNIT_SUMS
from jixiao.forms.spec import ADDABLE
from jixiao.offices.handing.marker import SHEET as MARKER
from jixiao.offices.merging.desk import Desk
from jixiao.offices.merging.model import LABEL, Contents, Return, Row, Spot, Table
from jixiao.offices.raws import Raw, as_json, is_same
from jixiao.offices.record import FindPlace
from jixiao.press.blocks import Block, Cell, Live
from jixiao.press.reading import port_grids, take_snapshot
from jixiao.snapshot import Entry, Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import UnitSum
from jixiao.values.address import a1
from jixiao.values.widths import row_height

UNITS_FOLDER = "下属单位"
OFFICE = "下属单位合计"
SUMMED = (STAFF, INCOME, EXPENDITURE, SPENDING)
DIFFERS = "本部门填的和下属单位相加不一样。选“交回”会写成下属单位的合计。"
IS_PART = "【{file}】是科室的分册，不是下属单位的整本工作簿，没有汇总。请放进“交回”文件夹。"
OTHER_YEAR = "【{file}】是 {year} 年度的，本工作簿是 {own} 年度，没有汇总。"
NO_UNIT = "【{file}】没有填单位名称，不知道是哪家的，没有汇总。请请它填好再报。"
OWN = "【{file}】的单位名称和本部门一样（{unit}），分不清是本级还是本部门的副本，没有汇总。本级的请把单位名称写成“{unit}本级”。"
TWICE = "【{file}】和【{other}】都是“{unit}”的，没有汇总。请只留一份。"
TOO_MANY = "【{file}】放不下：《下属单位汇总》最多 {most} 家。"
FAULTY = "【{file}】{unit}：《{sheet}》{cell} {label}填的“{shown}”不是能用的数，这一项没有汇总。请它改好再报。"
CANT = "【{file}】没有汇总：{why}"
Path = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """One unit's workbook: `figures` by item or (list, row, column); `texts` likewise; `faulty` items it has no number for."""

    name: str
    file: str
    figures: Mapping[Path, Decimal]
    texts: Mapping[Path, str]
    rows: Mapping[tuple[str, str], Mapping[str, Raw]]
    faulty: tuple[str, ...] = ()
    unusable: frozenset[Path] = frozenset()


@dataclass
class Units:
    """All units known: those on the sheet, those that came now; `came`: in which merge. `words`: what else stands in rows that only one unit has;
    `unusable`: figures that some unit has no number for; `refused`: one line each."""

    sums: dict[Path, dict[str, Decimal | None]] = field(default_factory=dict)
    texts: dict[tuple[Path, str], str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    came: dict[str, int] = field(default_factory=dict)
    unusable: set[Path] = field(default_factory=set)
    words: dict[Path, Raw] = field(default_factory=dict)


def read_unit(told: str, content: bytes, own: Snapshot) -> Unit:
    """UnusableWorkbook, with one line, where it is no whole workbook of another unit of this year."""
    with scratch() as folder:
        suffix = ".xlsm" if told.lower().endswith(".xlsm") else ".xlsx"
        path = folder / (safe_name(told.rpartition(".")[0] or told)[:60] + suffix)
        path.write_bytes(content)
        try:
            port = open_port(path)
            grids = port_grids(port)
            port.close()
            if any(grid.sheet == MARKER for grid in grids):
                raise UnusableWorkbook(IS_PART.format(file=told))
            snapshot = take_snapshot(grids)
        except UnusableWorkbook as error:
            why = str(error)
            raise UnusableWorkbook(why if told in why else CANT.format(file=told, why=why)) from error
    if not snapshot.unit:
        raise UnusableWorkbook(NO_UNIT.format(file=told))
    if snapshot.year != own.year:
        raise UnusableWorkbook(
            OTHER_YEAR.format(file=told, year=snapshot.year or "（没有填）", own=own.year or "（没有填）")
        )
    if snapshot.unit == own.unit:
        raise UnusableWorkbook(OWN.format(file=told, unit=own.unit))
    return _Reading(told, snapshot).unit()


class _Reading:
    def __init__(self, told: str, snapshot: Snapshot) -> None:
        self.told, self.snapshot = told, snapshot
        self.figures: dict[Path, Decimal] = {}
        self.texts: dict[Path, str] = {}
        self.rows: dict[tuple[str, str], Mapping[str, Raw]] = {}
        self.faulty: list[str] = []
        self.unusable: set[Path] = set()

    def unit(self) -> Unit:
        for form, section in self.snapshot.forms.sections():
            if form.sheet in SUMMED and section.kind == "list":
                self._list(section)
            elif form.sheet in SUMMED:
                for spec, item in section.entry_cells():
                    if spec.is_entry and spec.type in ADDABLE:
                        self._figure((item,), self.snapshot.entries[item])
            elif form.sheet == TEXTS:
                self.texts |= {(item,): text for item in section.items if (text := self._text(item))}
        self._list(self.snapshot.forms.lists[PROJECTS], whole=True)
        for record in self.snapshot.tables[TASKS]:
            told = [record.label, *(f"{label}：{entry.text}" for label, entry in record.entries.items() if entry.text)]
            self.texts[TASKS, record.label] = "\n".join(told)
        return Unit(
            self.snapshot.unit,
            self.told,
            self.figures,
            self.texts,
            self.rows,
            tuple(self.faulty),
            frozenset(self.unusable),
        )

    def _text(self, item: str) -> str:
        entry = self.snapshot.entries[item]
        return entry.text if entry.spec.type == "long_text" else ""

    def _list(self, section: Section, *, whole: bool = False) -> None:
        """Figures by row and column; `whole`: the rows are the department's too, with everything typed in them."""
        for record in self.snapshot.tables[section.item]:
            for label, entry in record.entries.items():
                if entry.spec.is_entry and entry.spec.type in ADDABLE and not (whole and entry.spec.unit == "分"):
                    self._figure((section.item, record.label, label), entry)
            if whole:
                typed = {label: entry.value for label, entry in record.entries.items() if entry.spec.is_entry}
                self.rows[section.item, record.label] = {LABEL: record.label, **typed}

    def _figure(self, path: Path, entry: Entry) -> None:
        if entry.faulty:
            place = self.snapshot.places[entry.key]
            words = {"sheet": place.sheet, "cell": place.cell, "label": entry.key.label, "shown": entry.shown[:40]}
            self.faulty.append(FAULTY.format(file=self.told, unit=self.snapshot.unit, **words))
            self.unusable.add(path)
        elif entry.number is not None:
            self.figures[path] = entry.number


def kept_units(kept: Sequence[UnitSum], sums: Grid, texts: Grid) -> Units:
    """The units on the sheets."""
    units = Units(names=list(kept[0].values) if kept else [])
    units.sums = {one.path: dict(one.values) for one in kept}
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
    units.unusable |= unit.unusable
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


def as_return(units: Units, kept: Sequence[UnitSum], desk: Desk, forms: Forms) -> Return:
    """The sums as a return. What was summed before, and stands unchanged in the workbook, is what was handed out."""
    old = {one.path: one.total for one in kept if any(value is not None for value in one.values.values())}
    new = {path: total for path, values in units.sums.items() if (total := _total(values)) is not None}
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


def _total(values: Mapping[str, Decimal | None]) -> Decimal | None:
    given = [value for value in values.values() if value is not None]
    return sum(given, Decimal(0)) if given else None


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


def sum_block(units: Units, height: int, place: FindPlace, forms: Forms) -> Block:
    """下属单位汇总: one line a figure, a column a unit; 本部门填的 is a formula, so that it shows what stands there."""
    pad = at.UNIT_COLUMNS - len(units.names)
    rows: list[list[Cell]] = [[*at.UNIT_FIXED, *units.names, *[None] * pad, as_json(units.came)]]
    for path, values in _in_order(units.sums, forms):
        row = at.UNIT_TOP + len(rows)
        total = _total(values)
        if total is None:
            continue
        spot = Spot(path[0]) if len(path) == 1 else Spot(path[0], path[1], 0, path[2])
        where = place(spot)
        told = path[0] if len(path) == 1 else f"{path[1]}　{path[2]}"
        given: list[Cell] = [values.get(name) for name in units.names]
        rows.append([where.sheet or path[0], told, total, *_live(where, row), *given, *[None] * pad, as_json(path)])
    blank: list[Cell] = [None] * len(rows[0])
    rows += [blank] * (height - at.UNIT_TOP + 1 - len(rows))
    return Block(UNIT_SUMS, at.UNIT_TOP, at.UNIT_LEFT, rows, {at.UNIT_TOP: 30})


def _live(where: Place, row: int) -> list[Cell]:
    if not where.row:
        return [None, None]
    main, total = f"'{where.sheet}'!{where.cell}", a1(row, at.UNIT_LEFT + 2)
    return [Live(f'IF({main}="","",{main})'), Live(f'IF({main}="","",ROUND({main}-{total},6))')]


def _in_order(
    sums: Mapping[Path, Mapping[str, Decimal | None]], forms: Forms
) -> Iterator[tuple[Path, Mapping[str, Decimal | None]]]:
    items = {item: n for n, (item, _) in enumerate(forms.items())}
    lists = {name: len(items) + n for n, name in enumerate(forms.lists)}

    def rank(path: Path) -> tuple[object, ...]:
        if len(path) == 1:
            return (items.get(path[0], 0), "", 0)
        columns = [column.label for column in forms.lists[path[0]].columns] if path[0] in forms.lists else []
        return (lists.get(path[0], 0), path[1], columns.index(path[2]) if path[2] in columns else 0)

    yield from sorted(sums.items(), key=lambda one: rank(one[0]))


def text_block(units: Units, height: int, forms: Forms) -> Block:
    """下属单位文字, by item."""
    sheets = {item: form.sheet for form, section in forms.sections() for item in section.items}
    table = at.TEXT_TABLE
    rows: list[list[Cell]] = []
    heights = {}
    for (path, unit), text in sorted(units.texts.items()):
        heights[table.first + len(rows)] = row_height([(text, table.columns[3].width)])
        rows.append([sheets.get(path[0], path[0]), path[-1], unit, text, as_json(path)])
    blank: list[Cell] = [None] * len(table.columns)
    rows += [blank] * (height - table.first + 1 - len(rows))
    return Block(table.sheet, table.first, table.left, rows or [blank], heights)
