"""One return into the main workbook, cell by cell.

What the office changed and the main workbook didn't is taken. What both changed alike stays. Everything else is a
conflict: both changed, not the office's to fill, a formula, a row that went while the other side worked on it, a row that may be
a renamed one. Nothing of a conflict is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.offices.merging.desk import Desk, Line
from jixiao.offices.merging.matching import matched
from jixiao.offices.merging.model import LABEL, WHOLE, Conflict, Return, Row, Spot, Taken, identity
from jixiao.offices.raws import FormulaText, Raw, is_same, is_usable, reads_alike, shown

BOTH = "分发以后，主表和分册都改了这一格。"
NOT_OURS = "这一格不归{office}填，分册里却改了。"
NOT_A_VALUE = "分册里填的是公式或错误值，不能并进来。请核对后手工填数。"
NO_PLACE = "主表里已经没有这一格，或者找不到。要用的请手工填。"
GONE_HERE = "主表里找不到原来的这一行（删了、改了名，或者同名的有几行，分不清），分册里改过它。选“交回”会加一行。"
GONE_THERE = "分册里删掉了这一行，主表在分发以后改过它。选“交回”会删掉。"
NOT_OURS_GONE = "分册里删掉了这一行，可是行里有别的科室填的内容。选“交回”会删掉。"
RENAMED = "分册里没有这一行了，又多了别的行，分不清是删掉还是改了名。选“交回”会删掉这一行。"
RENAMED_HERE = "分发以后，主表里“{before}”好像改名为“{after}”，分不清是不是同一行。选“交回”会写进这一行。"
RENAMED_THERE = "分册里“{before}”好像改了名，主表在分发以后也改过这一行。"
NO_ROOM = "《{table}》没有空行了。请先在主表插入行，再按【收回合并】。"
NOT_A_ROW = "这张表的行是指标体系定的，分册里多出来的行不能并进来。请手工处理。"
NOT_OURS_NEW = "新增的行里，这几列不归{office}填。选“交回”会整行写进来。"
LOST = "分册里找不到这一格（标题、行名被改，或整行整表被删），没有并进来。请看一下分册，要用的手工填。"
STRAY = "写在填报格以外，没有位置。要用的请手工填到相应的格子。"


@dataclass
class Outcome:
    """What was taken, in order, and what was not."""

    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass
class Memory:
    """What earlier merges left: `settled`, what offices said and what was taken or decided (`identity`), so that later
    changes in the main workbook are not asked about again; `names` that rows were given, by (table, old name)."""

    settled: set[object] = field(default_factory=set)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, taken: Iterable[Taken]) -> None:
        """Remember the rows that were renamed."""
        for one in taken:
            if not one.spot.is_item and one.spot.column == LABEL and one.spot.label is not None:
                self.names[one.spot.name, shown(one.before)] = one.spot.label

    def names_in(self, table: str) -> dict[str, str]:
        """Old name → today's, of one table."""
        return {old: self._today(table, new) for (name, old), new in self.names.items() if name == table}

    def _today(self, table: str, name: str) -> str:
        seen = {name}
        while (table, name) in self.names and self.names[table, name] not in seen:
            name = self.names[table, name]
            seen.add(name)
        return name


def merge_return(desk: Desk, returned: Return, memory: Memory | None = None) -> Outcome:
    """Merge one return into the desk; what it renames is noted in the memory."""
    memory = memory or Memory()
    outcome = _Merging(desk, returned, memory).run()
    memory.note(outcome.taken)
    return outcome


class _Merging:
    def __init__(self, desk: Desk, returned: Return, memory: Memory) -> None:
        self.desk, self.returned, self.memory, self.out = desk, returned, memory, Outcome()

    def _is_settled(self, spot: Spot, returned: Raw) -> bool:
        return identity(spot, self.returned.office, returned) in self.memory.settled

    def run(self) -> Outcome:
        for item, base in self.returned.base.items.items():
            own = item in self.returned.own_items
            if item in self.returned.now.items:
                self._cell(Spot(item), base, self.returned.now.items[item], own=own)
            elif own:
                self._conflict(Spot(item), base, self.desk.items.get(item), None, LOST, choosable=False)
        for table in self.returned.base.tables:
            if table in self.returned.now.tables:
                self._table(table)
            elif self.returned.own_columns.get(table):
                self._conflict(Spot(table), None, None, None, LOST, choosable=False)
        for where, raw in self.returned.stray:
            self._conflict(Spot(where), None, None, raw, STRAY, choosable=False)
        return self.out

    def _cell(self, spot: Spot, base: Raw, now: Raw, *, own: bool, unsure: str = "") -> None:
        if is_same(base, now) or self._is_settled(spot, now):
            return
        if not self.desk.knows(spot):
            self._conflict(spot, base, None, now, NO_PLACE, choosable=False)
            return
        main = self.desk.value(spot)
        if reads_alike(main, now) and not (is_same(main, base) and own):
            return
        why = self._against(base, main, now, own) or unsure
        if why:
            self._conflict(spot, base, main, now, why, choosable=is_usable(now))
        else:
            self._take(spot, now)

    def _against(self, base: Raw, main: Raw, now: Raw, own: bool) -> str:
        if not is_usable(now):
            return NOT_A_VALUE
        if not own:
            return NOT_OURS.format(office=self.returned.office)
        return "" if reads_alike(main, base) else self.returned.both or BOTH

    def _table(self, name: str) -> None:
        base, now = self.returned.base.tables[name], self.returned.now.tables[name]
        here = matched(base.rows, self.desk.rows(name), self.memory.names_in(name), strict=True)
        lines = dict(enumerate(self.desk.lines.get(name, ())))
        known = {b: lines[m] for b, m in here.pairs.items() if base.whole or b not in here.renamed}
        found = matched(base.rows, now.rows)
        there = {**found.pairs, **self._renamed_alike(name, base.rows, now.rows, found.pairs, known)}
        self._know_by_new_names(name, known, {b: now.rows[n] for b, n in there.items()})
        new = [row for n, row in enumerate(now.rows) if n not in set(there.values())]
        for b, row in enumerate(base.rows):
            line = known.get(b)
            if b not in there:
                self._went(name, row, line, came=any(one.group == row.group for one in new))
            elif line is None:
                self._gone_here(name, row, now.rows[there[b]])
            else:
                unsure = self._unsure(row, line, now.rows[there[b]], b in here.renamed, b in found.renamed)
                self._row(name, row, line, now.rows[there[b]], now.columns, unsure)
        taken = {id(line) for line in known.values()}
        for row in new:
            self._came(name, row, taken)

    def _renamed_alike(
        self, name: str, base: Sequence[Row], now: Sequence[Row], there: Mapping[int, int], known: Mapping[int, Line]
    ) -> dict[int, int]:
        """Rows that the main workbook renamed, and that the return has under that name too, changed more besides."""
        free = {row.label: n for n, row in enumerate(now) if n not in set(there.values()) and row.label}
        return {
            b: free.pop(line.label)
            for b, line in known.items()
            if b not in there and line.label != base[b].label and line.label in free and name in self.desk.named
        }

    def _know_by_new_names(self, name: str, known: dict[int, Line], now: Mapping[int, Row]) -> None:
        """A row that was renamed alike on both sides, or in an earlier merge of the same return."""
        used = {id(line) for line in known.values()}
        for b, row in now.items():
            free = (line for line in self.desk.lines.get(name, ()) if id(line) not in used)
            if b not in known and row.label and name in self.desk.named:
                line = next((one for one in free if one.label == row.label and one.group == row.group), None)
                if line is not None:
                    known[b] = line
                    used.add(id(line))

    def _unsure(self, base: Row, line: Line, now: Row, renamed_here: bool, renamed_there: bool) -> str:
        """Why a row that is matched by everything but its name is asked about; '' where it is sure."""
        if renamed_here and line.label not in (base.label, now.label):
            return RENAMED_HERE.format(before=base.label, after=line.label)
        changed = Row(line.cells, line.group).content != base.content
        return RENAMED_THERE.format(before=base.label) if renamed_there and changed else ""

    def _row(self, name: str, base: Row, line: Line, now: Row, columns: frozenset[str], unsure: str) -> None:
        """The cells of a row that all three have; its name last, because spots speak of it."""
        told = set(base.cells) | set(now.cells)
        for column in sorted(told - {LABEL}) + [LABEL] * (LABEL in told):
            if column in columns:
                spot = self.desk.spot(name, line, column)
                self._cell(spot, base.cells.get(column), now.cells.get(column), own=column in base.own, unsure=unsure)

    def _went(self, name: str, base: Row, line: Line | None, *, came: bool) -> None:
        """A row that the return hasn't any more."""
        if line is None or name in self.desk.coded:
            return
        spot, main = self.desk.spot(name, line, WHOLE), dict(line.cells)
        if self._is_settled(spot, None):
            return
        formulas = any(isinstance(raw, FormulaText) for raw in main.values())
        unchanged = not formulas and Row(main, line.group).content == Row(base.cells, base.group).content
        foreign = [column for column in base.cells if column not in base.own]
        why = GONE_THERE if not unchanged else NOT_OURS_GONE if foreign else RENAMED if came else ""
        if why:
            self._conflict(spot, dict(base.cells), main, None, why)
            return
        self.desk.remove(name, line)
        self.out.taken.append(self._taken(spot, main, None))

    def _gone_here(self, name: str, base: Row, now: Row) -> None:
        """A row that the main workbook hasn't any more: it matters where the return worked on it."""
        spot = Spot(name, now.label, 0, WHOLE, now.group)
        if base.content != now.content and not self._is_settled(spot, dict(now.cells)):
            addable = name in self.desk.lines and name not in self.desk.coded
            usable = addable and all(map(is_usable, now.cells.values()))
            self._conflict(
                spot, dict(base.cells), None, dict(now.cells), GONE_HERE if addable else NO_PLACE, choosable=usable
            )

    def _came(self, name: str, now: Row, taken: set[int]) -> None:
        """A row that was not handed out: one of its name may have come in the main workbook meanwhile."""
        nth = sum(one.label == now.label for one in self.desk.lines.get(name, ()))
        spot = Spot(name, now.label, nth, WHOLE, now.group)
        if self._is_settled(spot, dict(now.cells)):
            return
        others = (one for one in self.desk.lines.get(name, ()) if id(one) not in taken)
        line = next((one for one in others if self._is_the_same(name, one, now)), None)
        own = self.returned.own_columns.get(name, frozenset())
        if line is not None:
            taken.add(id(line))
            for column, raw in sorted(now.cells.items()):
                self._cell(self.desk.spot(name, line, column), None, raw, own=column in own)
            return
        why = self._against_new(name, now, own)
        added = None if why else self.desk.add(name, now.cells, now.group)
        if added is None:
            choosable = why in ("", NOT_OURS_NEW.format(office=self.returned.office))
            self._conflict(spot, None, None, dict(now.cells), why or NO_ROOM.format(table=name), choosable=choosable)
            return
        taken.add(id(added))
        self.out.taken.append(self._taken(spot, None, dict(added.cells)))

    def _is_the_same(self, name: str, line: Line, row: Row) -> bool:
        """Whether a row that came here and one that came there are one: by name, or where names don't tell by everything."""
        if name in self.desk.named:
            return bool(row.label) and line.label == row.label and line.group == row.group
        return line.as_row().content == row.content

    def _against_new(self, name: str, now: Row, own: frozenset[str]) -> str:
        if name in self.desk.coded or name not in self.desk.lines:
            return NOT_A_ROW
        if not all(map(is_usable, now.cells.values())):
            return NOT_A_VALUE
        return "" if set(now.cells) <= own else NOT_OURS_NEW.format(office=self.returned.office)

    def _take(self, spot: Spot, now: Raw) -> None:
        before, line = self.desk.value(spot), self.desk.line_at(spot)
        self.desk.put(spot, now)
        after = self.desk.spot(spot.name, line, spot.column) if line else spot  # a renamed row has its new name
        self.out.taken.append(self._taken(after, before, now))

    def _taken(self, spot: Spot, before: Raw, after: Raw) -> Taken:
        return Taken(spot, before, after, self.returned.office, self.returned.file, self.returned.saved)

    def _conflict(self, spot: Spot, base: Raw, main: Raw, now: Raw, why: str, *, choosable: bool = True) -> None:
        told = (self.returned.office, self.returned.file, self.returned.saved)
        self.out.conflicts.append(Conflict(spot, base, main, now, why, *told, choosable))
