"""Read back what people typed into a ledger, by the words of headings: rows may be sorted, columns moved.

Everything that is there is accounted for: read, or the program's own as its digits say, or told before it is lost.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from jixiao.bureau.desk import Obliged
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.found import NEEDED, Row, Table, found_in
from jixiao.bureau.ledger.own_cells import CHECK
from jixiao.bureau.ledger.register import TAKE
from jixiao.bureau.roster import roster_of
from jixiao.engines import open_port
from jixiao.filing.memory import Choice
from jixiao.values.rounding import plain
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import Typed as Cell
from jixiao.values.typed import read_choice, read_number, visible

AGAIN = "重新收集后不保留"


@dataclass(frozen=True)
class Typed:
    """What people typed. `choices` of files by digest; `notes` by mark (Memory.notes); `settings` by item; the roster.

    A choice or note that stands there blank is there too: what was said before is taken back.
    `unread`: a line for each thing that is there and would be lost, or that can't be used, with its place.
    """

    choices: tuple[Choice, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Decimal] = field(default_factory=dict)
    roster: tuple[Obliged, ...] = ()
    unread: tuple[str, ...] = ()


def typed_in(path: Path) -> Typed:
    """What stands in a closed ledger. UnusableWorkbook where it can't be read."""
    port = open_port(path)
    try:
        return typed_on(port.raw_sheet(name) for name in port.sheet_names())
    finally:
        port.close()


def typed_on(sheets: Iterable[RawSheet]) -> Typed:
    """The same from the sheets of an open ledger."""
    reader = _Reader()
    for sheet in sheets:
        reader.sheet(sheet)
    choices = tuple(Choice(digest, *said) for digest, said in reader.choices.items())
    return Typed(choices, reader.notes, reader.settings, tuple(reader.roster), tuple(reader.unread))


class _Reader:
    def __init__(self) -> None:
        self.choices: dict[str, tuple[str, str]] = {}
        self.notes: dict[str, str] = {}
        self.settings: dict[str, Decimal] = {}
        self.roster: list[Obliged] = []
        self.unread: list[str] = []

    def sheet(self, sheet: RawSheet) -> None:
        """Take over what is typed on a sheet; tell what isn't the ledger's."""
        if sheet.name not in names.SHEETS:
            self.unread += _own_sheet(sheet)
            return
        table = found_in(sheet)
        if table is None:
            self.unread.append(_without_table(sheet))
            return
        self.unread += table.foreign()
        readers = {
            names.REGISTER: self._file,
            names.SUSPICIONS: self._suspicion,
            names.SETTINGS: self._setting,
        }
        if sheet.name == names.ROSTER and table.can_be_read:
            self._units(table)
        for row in table.rows if sheet.name in readers and table.can_be_read else ():
            readers[sheet.name](table, row)

    def _file(self, table: Table, row: Row) -> None:
        taken = self._used(table, row, names.TAKEN, read_choice(row.raw(names.TAKEN), TAKE))
        choice, note = str(taken or ""), row.text(names.NOTE)
        digest = row.text(names.DIGEST)
        if digest:
            taken_before, note_before = self.choices.get(digest, ("", ""))
            choice = self._one(table, row, names.TAKEN, taken_before, choice)
            self.choices[digest] = choice, self._one(table, row, names.NOTE, note_before, note)
            return
        where, unit = row.text(names.WHERE), row.text(names.UNIT)
        if where or unit:
            self.notes[names.note_of_file(where) if where else names.note_of_unit(unit)] = note
        elif note:
            self.unread.append(f"{table.place(row, names.NOTE)} “{note}”旁边没有单位和文件，{AGAIN}。")
        if choice:
            self.unread.append(f"{table.place(row, names.TAKEN)} 选了“{choice}”，可是这一行没有能读的文件，没有用。")

    def _suspicion(self, table: Table, row: Row) -> None:
        said, mark = row.text(names.VERIFIED), row.text(names.MARK)
        if mark:
            self.notes[mark] = self._one(table, row, names.VERIFIED, self.notes.get(mark, ""), said)
        elif said:
            self.unread.append(
                f"{table.place(row, names.VERIFIED)} “{said}”这一行的标记没有了，不知道说的是哪条疑点；{AGAIN}。"
            )

    def _setting(self, table: Table, row: Row) -> None:
        item = row.text(names.ITEM)
        value = self._used(table, row, names.VALUE, read_number(row.raw(names.VALUE)))
        if item and isinstance(value, Decimal) and value > 0:
            self.settings[item] = Decimal(plain(value))  # a spreadsheet gives 8.0 for 8
        elif isinstance(value, Decimal) and value <= 0:
            self.unread.append(f"{table.place(row, names.VALUE)} 应填大于 0 的数，现在是“{value}”。没有用。")
        elif value is not None:
            self.unread.append(f"{table.place(row, names.VALUE)} 旁边没有项目名称，没有用。")

    def _units(self, table: Table) -> None:
        """The roster, read as any roster is; without the row that says there is none."""
        rows = {row.number for row in table.rows} | {table.heading}
        values = {spot: value for spot, value in table.sheet.values.items() if spot[0] in rows}
        roster = roster_of(replace(table.sheet, values=values), (CHECK,))
        if roster is not None:
            self.roster += roster.units
            self.unread += roster.told

    def _used(self, table: Table, row: Row, label: str, read: Cell) -> object:
        """The value; a fault is told."""
        if read.fault:
            self.unread.append(f"{table.place(row, label)} {read.fault}。没有用。")
        return read.value

    def _one(self, table: Table, row: Row, label: str, old: str, new: str) -> str:
        """Of two that are said of the same thing: the first one, and the other one is told."""
        if old and new and old != new:
            self.unread.append(f"{table.place(row, label)} “{new}”和同一内容另一行的“{old}”不同，用了“{old}”。")
        return old or new


def _without_table(sheet: RawSheet) -> str:
    if sheet.name in NEEDED:
        return f"《{sheet.name}》找不到标题行，这张表里填的都没有读。请不要改标题；{AGAIN}。"
    return f"《{sheet.name}》隐藏的“{CHECK}”列没有了，看不出哪些格子被人改过；{AGAIN}。"


def _own_sheet(sheet: RawSheet) -> Iterator[str]:
    count = len(sheet.values) + len(sheet.formulas)
    first = next((text for _, value in sorted(sheet.values.items()) if (text := visible(value))), "")
    said = f"，开头是“{first[:20]}”" if first else ""
    yield f"《{sheet.name}》不是台账的表（{count} 个格子有内容{said}），{AGAIN}。请另存到别的工作簿。"
