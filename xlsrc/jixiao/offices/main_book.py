"""The main workbook under one press of 分发, 收回合并 or 撤销合并: read once, changed in memory, written together."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.engines import UnusableWorkbook, read_block, unhide_sheet
from jixiao.forms.names import CONFLICTS, OFFICE_SHEETS, OFFICES, SOURCES, UNIT_SUMS, UNIT_TEXTS
from jixiao.offices.applying import changed_blocks, place_of
from jixiao.offices.contents import Typed, typed_of
from jixiao.offices.merging.desk import Desk
from jixiao.offices.record import FindPlace, Record, read_record
from jixiao.offices.record_blocks import conflict_block, office_blocks, source_block
from jixiao.offices.units.gathering import Units, kept_units
from jixiao.offices.units.sheets import sum_block, text_block
from jixiao.press.blocks import Block
from jixiao.press.reading import SHOWN, take_snapshot
from jixiao.press.run import Progress, Result, press_read, refuse_without_outputs, silent
from jixiao.press.writing import write, written
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid

if TYPE_CHECKING:
    import xlwings as xw

OLD_TEMPLATE = "工作簿里没有《{sheet}》，是旧版模板，或者被删掉了。请按 Ctrl＋Z 恢复，或请安装人员转到新模板（jixiao migrate），再做一次。"


@dataclass
class Main:
    """`desk` holds what people typed, `record` what 分工, 合并冲突 and 来源 hold; both are changed, then `save` writes."""

    book: "xw.Book"
    grids: Sequence[Grid]
    snapshot: Snapshot
    typed: Typed
    sheets: dict[str, Grid]
    record: Record
    desk: Desk
    more: list[Callable[[FindPlace], Block]] = field(default_factory=list)
    before: Record = field(init=False)

    def __post_init__(self) -> None:
        self.before = deepcopy(self.record)

    def save(self, progress: Progress = silent) -> Result | None:
        """Write what changed, then press: nothing on any sheet is older than what was typed. None where nothing was typed."""
        changed = changed_blocks(self.desk, self.typed)
        write(self.book, changed)
        place = self._places_after(changed)
        more = [make(place) for make in self.more]
        write(self.book, more)
        pressed = None
        sums = [block for block in more if block.sheet == UNIT_SUMS]
        if changed or sums:
            pressed = press_read(self.book, written(self.grids, [*changed, *sums]), progress)
        if self.record != self.before:
            self._write_record(place)
        for block in more:
            unhide_sheet(self.book, block.sheet)
        return pressed

    @property
    def sums(self) -> Grid:
        """下属单位汇总 as it was read."""
        return next(grid for grid in self.grids if grid.sheet == UNIT_SUMS)

    def write_units(self, units: Units) -> None:
        """Have the sheets of the subordinate units written by `save`."""
        forms, texts = self.snapshot.forms, self.sheets[UNIT_TEXTS]
        self.more = [
            lambda place: sum_block(units, self.sums.last_row, place, forms),
            lambda place: text_block(units, texts.last_row, forms),
        ]

    def units(self) -> Units:
        """The subordinate units on the sheets."""
        return kept_units(self.snapshot.units, self.sums, self.sheets[UNIT_TEXTS])

    def _places_after(self, changed: Sequence[Block]) -> FindPlace:
        """Where things stand once the changes are written: a line that was new has its row."""
        typed, desk = self.typed, self.desk
        if changed:
            after = written(self.grids, changed)
            typed = typed_of(take_snapshot(after), after)
            desk = Desk.of(typed.contents, typed.room)
        return lambda spot: place_of(spot, typed, desk)

    def _write_record(self, place: FindPlace) -> None:
        record, sheets = self.record, self.sheets
        blocks = [*office_blocks(record, sheets[OFFICES]), conflict_block(record, sheets[CONFLICTS], place)]
        write(self.book, [*blocks, source_block(record, sheets[SOURCES], place)])
        shown = {OFFICES: True, CONFLICTS: bool(record.conflicts), SOURCES: bool(record.said)}
        for sheet, wanted in shown.items():
            if wanted:
                unhide_sheet(self.book, sheet)


def open_main(book: "xw.Book", grids: Sequence[Grid]) -> Main:
    """UnusableWorkbook where it is some other workbook, or one of an older template."""
    snapshot = take_snapshot(grids)
    refuse_without_outputs(grids)
    names = {sheet.name for sheet in book.sheets}
    for name in (*OFFICE_SHEETS, UNIT_SUMS):
        if name not in names:
            raise UnusableWorkbook(OLD_TEMPLATE.format(sheet=name))
    sheets = {name: _grid(book, name) for name in OFFICE_SHEETS}
    typed = typed_of(snapshot, grids)
    return Main(book, grids, snapshot, typed, sheets, read_record(sheets), Desk.of(typed.contents, typed.room))


def _grid(book: "xw.Book", name: str) -> Grid:
    used = book.sheets[name].used_range
    return Grid(name, read_block(used), (), used.row, used.column, visible=book.sheets[name].visible in SHOWN)
