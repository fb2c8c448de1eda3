"""One unit's workbook as figures and texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.files import safe_name, scratch
from jixiao.forms import Section
from jixiao.forms.names import EXPENDITURE, INCOME, PART_MARK, PROJECTS, SPENDING, STAFF, TASKS, TEXTS
from jixiao.forms.spec import ADDABLE
from jixiao.offices.merging.model import LABEL
from jixiao.offices.raws import Raw
from jixiao.press.reading import port_grids, take_snapshot
from jixiao.snapshot import Entry, Snapshot

SUMMED = (STAFF, INCOME, EXPENDITURE, SPENDING)
IS_PART = "【{file}】是科室的分册，不是下属单位的整本工作簿，没有汇总。请放进“交回”文件夹。"
OTHER_YEAR = "【{file}】是 {year} 年度的，本工作簿是 {own} 年度，没有汇总。"
NO_UNIT = "【{file}】没有填单位名称，不知道是哪家的，没有汇总。请请它填好再报。"
OWN = "【{file}】的单位名称和本部门一样（{unit}），分不清是本级还是本部门的副本，没有汇总。本级的请把单位名称写成“{unit}本级”。"
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
            if any(grid.sheet == PART_MARK for grid in grids):
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
