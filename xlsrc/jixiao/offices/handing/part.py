"""Write a part: the sheets in which an office fills anything, with its hints and checks of cells; a cover; a hidden marker."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.drawing.part_workbook import Cover, build_part
from jixiao.engines import open_port
from jixiao.engines.port import WorkbookPort
from jixiao.files import safe_name, scratch
from jixiao.forms import Form, Forms, Section
from jixiao.forms.filed_sheets import QUESTIONS, USUAL_TEXTS
from jixiao.forms.names import FINDINGS
from jixiao.forms.spec import NONE
from jixiao.new_workbooks.from_old import as_typed
from jixiao.new_workbooks.old_projects import carry_sheet, profile_of
from jixiao.offices.contents import NAME, Typed, is_coded, typed_of
from jixiao.offices.division import Division
from jixiao.offices.handing.marker import SHEET, Marker, lines_of, other_texts, text_digest
from jixiao.offices.merging.model import LABEL, Contents, Table
from jixiao.press.reading import port_grids
from jixiao.snapshot import Record, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.rounding import plain
from jixiao.values.typed import visible

TITLE = "{year}年度部门整体支出绩效自评　{office}填报分册"
NAMED = "分册_{office}_{unit}_{year}"
CONSTANTS = ("单位名称", "评价年度", USUAL_TEXTS, *QUESTIONS)
"""Items that formats and titles of any sheet ask for."""
STEPS = (
    "只填黄色格。灰色格由别的科室填，或者自动计算，改了也不会并进去。带 * 的必填；没有的金额填 0。",
    "可以插入行、删除行、调整顺序；表头、行名不要改，不要改工作表的名称。",
    "填完保存。仍存为 .xlsx，文件名可以改。装了“绩效自评”选项卡的，交回前可以按【校验】看看有没有问题。",
    "把本文件发回{contact}，{due}。发回以后又改了的，再发一次；两次填得不一样的，会请对方核对。",
)


@dataclass(frozen=True)
class Handout:
    """What a part says on its cover: hand-out `number` of `book` to an `office`, to be back by `due` (words, '' for any time)."""

    book: str
    office: str
    number: int
    due: str = ""


@dataclass(frozen=True)
class Part:
    """A part that was made: its file name, its bytes, how many cells the office is asked for."""

    name: str
    content: bytes
    asked: int


@dataclass(frozen=True)
class Source:
    """The main workbook as it was read."""

    snapshot: Snapshot
    grids: Sequence[Grid]
    typed: Typed


def write_part(source: Source, division: Division, handout: Handout) -> Part:
    """The part of one office."""
    return _Part(source, division, handout).write()


class _Part:
    def __init__(self, source: Source, division: Division, handout: Handout) -> None:
        self.source, self.snapshot, self.division, self.handout = source, source.snapshot, division, handout
        self.forms = Forms(tuple(self._forms()), self.snapshot.forms.version)
        self.sections = {section.id: section for _, section in self.forms.sections()}
        self.rows = {
            section.item: self._rows(section) for _, section in self.forms.sections() if section.kind == "list"
        }
        self.projects = [sheet for sheet in source.typed.tables if division.of_sheet(sheet) == handout.office]

    def write(self) -> Part:
        name = safe_name(NAMED.format(office=self.handout.office, unit=self.snapshot.unit, year=self._year)) + ".xlsx"
        lists = {
            s.id: [self._row(s, one) for one in self.rows[s.item]] for s in self.sections.values() if s.kind == "list"
        }
        kept = {item for item, _ in self.forms.items()}
        values = {
            item: as_typed(entry.raw, entry.spec)
            for item, entry in self.snapshot.entries.items()
            if item in kept and visible(entry.raw)
        }
        constants = {item: self._constant(item) for item in CONSTANTS if item not in kept}
        sheets = {grid.sheet: grid for grid in self.source.grids}
        profiles = {sheet: profile_of(sheets[sheet]) for sheet in self.projects}
        asked = self._asked()
        drawn = build_part(self._cover(asked), self.forms, lists, values, self._owns, profiles, constants, (SHEET, ()))
        with scratch() as folder:
            path = folder / name
            path.write_bytes(drawn)
            self._complete(path, sheets)
            return Part(name, path.read_bytes(), sum(asked.values()))

    @property
    def _year(self) -> str:
        return str(self.snapshot.year or "")

    def _forms(self) -> Iterator[Form]:
        for form in self.snapshot.forms.forms:
            sections = tuple(kept for section in form.sections if (kept := self._kept(section)))
            if sections:
                yield replace(form, sections=sections)

    def _kept(self, section: Section) -> Section | None:
        """A list or a grid whole, of fields only the office's; None where it fills nothing of it."""
        mine = self.handout.office
        if section.kind == "list":
            table = self.source.typed.contents.tables.get(section.item, Table())
            labels = [*(row.label for row in table.rows), None]
            columns = [LABEL, *(column.label for column in section.columns if column.is_entry)]
            owned = any(self.division.of_cell(section.item, n, c) == mine for n in labels for c in columns)
            if not owned or section.item not in self.source.typed.tables:
                return None
            return replace(section, blank_rows=0) if is_coded(section) else section
        if section.kind == "grid":
            return section if any(self._mine(item) for _, _, item in section.grid_cells()) else None
        kept = [(spec, item) for spec, item in section.field_cells() if spec.is_entry and self._mine(item)]
        items = {item for _, item in kept}
        kept += [
            (spec, item)
            for spec, item in section.field_cells()
            if spec.computed and items and items.issuperset(spec.computed.operands)
        ]
        order = list(section.items)
        kept.sort(key=lambda one: order.index(one[1]))
        if not kept:
            return None
        return replace(section, fields=tuple(spec for spec, _ in kept), items=tuple(item for _, item in kept))

    def _mine(self, item: str) -> bool:
        return self.division.of_item(item) == self.handout.office

    def _rows(self, section: Section) -> list[Record]:
        records = list(self.snapshot.tables[section.item])
        if self.division.shows_all_rows(self.handout.office, section.item):
            return records
        return [record for record in records if self._own_columns(section.item, record.label)]

    def _own_columns(self, table: str, label: str | None) -> frozenset[str]:
        section = self.snapshot.forms.lists[table]
        columns = [LABEL, *(column.label for column in section.columns if column.is_entry)]
        mine = self.handout.office
        return frozenset(one for one in columns if self.division.of_cell(table, label, one) == mine)

    def _row(self, section: Section, record: Record) -> dict[str, object]:
        cells = {label: as_typed(entry.raw, entry.spec) for label, entry in record.entries.items()}
        return {section.row_header: record.label or None, **cells}

    def _owns(self, name: str, row: int, column: str) -> bool:
        if name not in self.rows:
            return self._mine(name)
        if row < 0:
            return column in self.division.new_columns(self.handout.office, name)
        return self.division.of_cell(name, self.rows[name][row].label, column) == self.handout.office

    def _constant(self, item: str) -> str:
        entry = self.snapshot.entries[item]
        if entry.number is not None:
            return f"={plain(entry.number)}"
        return '="{}"'.format(entry.text.replace('"', '""'))

    def _asked(self) -> dict[str, int]:
        """Sheet → how many yellow cells."""
        found: dict[str, int] = {}
        for form, section in self.forms.sections():
            if section.kind == "list":
                count = sum(len(self._own_columns(section.item, record.label)) for record in self.rows[section.item])
            else:
                count = sum(spec.is_entry and self._mine(item) for spec, item in section.entry_cells())
            found[form.sheet] = found.get(form.sheet, 0) + count
        items = self.source.typed.contents.items
        return found | {s: sum(item.startswith(f"{s}.") for item in items) for s in self.projects}

    def _cover(self, asked: Mapping[str, int]) -> Cover:
        h, told = self.handout, {form.sheet: "、".join(s.title for s in form.sections) for form in self.forms.forms}
        told |= {sheet: visible(self.source.typed.contents.items.get(f"{sheet}.{NAME}")) for sheet in self.projects}
        facts = (
            ("单位", self.snapshot.unit or "（未填）"),
            ("科室", h.office),
            ("交回期限", h.due or "没有写"),
            ("第几次分发", f"第 {h.number} 次"),
        )
        due = f"{h.due}前" if h.due else "尽快"
        steps = [step.format(contact=self._contact(), due=due) for step in STEPS]
        sheets = [(name, told.get(name, ""), f"{count} 格" if count else "可以加行") for name, count in asked.items()]
        return Cover(TITLE.format(year=self._year, office=h.office), facts, steps, sheets)

    def _contact(self) -> str:
        known = [self.snapshot.text(item) for item in ("填报人", "联系电话") if item in self.snapshot.entries]
        return "　".join(filter(None, known)) or "分发的人"

    def _complete(self, path: Path, sheets: Mapping[str, Grid]) -> None:
        """Fill the project sheets, read the part as it now is, and write that into it."""
        port = open_port(path)
        try:
            for sheet in self.projects:
                fresh = next(grid for grid in port_grids(port) if grid.sheet == sheet)
                carry_sheet(sheets[sheet], fresh, port)
            if self.projects:
                port.save(path)
                port.close()
                port = open_port(path)
            self._write_marker(port)
            port.save(path)
        finally:
            port.close()

    def _write_marker(self, port: WorkbookPort) -> None:
        grids = [grid for grid in port_grids(port) if grid.sheet != SHEET]
        names = tuple(form.sheet for form in self.forms.forms)
        typed = typed_of(read_snapshot(self.snapshot.forms, grids, sheets=names), grids)
        lines = lines_of(self._marker(typed, grids, names))
        port.unlock(SHEET)
        port.write_values(SHEET, 1, 1, [[line] for line in lines])

    def _marker(self, typed: Typed, grids: Sequence[Grid], names: tuple[str, ...]) -> Marker:
        kept = {item for item, _ in self.forms.items()} | {
            i for i in typed.items if i.partition(".")[0] in self.projects
        }
        items = {item: raw for item, raw in typed.contents.items.items() if item in kept}
        tables = {name: self._table(name, table) for name, table in typed.contents.tables.items()}
        columns = {name: self.division.new_columns(self.handout.office, name) for name in tables}
        columns |= {name: tables[name].columns for name in tables if name in self.projects}
        texts: dict[str, Counter[str]] = {}
        for sheet, _, _, value in other_texts(grids, set(typed.taken())):
            if sheet != FINDINGS:
                texts.setdefault(sheet, Counter())[text_digest(value)] += 1
        own = frozenset(item for item in items if self._mine(item))
        told = (self.handout.book, self.snapshot.unit, self.snapshot.year, self.handout.office, self.handout.number)
        return Marker(*told, Contents(items, tables), own, columns, texts, names, frozenset(self._denied(items)))

    def _denied(self, items: Iterable[str]) -> Iterator[str]:
        entries = self.snapshot.entries
        for item in items:
            question = entries[item].spec.unless if item in entries else ""
            if question and entries[question].text == NONE:
                yield item

    def _table(self, name: str, table: Table) -> Table:
        """The rows as they stand in the part, each with the columns that are the office's."""
        if name in self.projects:
            rows = tuple(replace(row, own=table.columns) for row in table.rows)
            return replace(table, rows=rows, whole=True)
        rows = tuple(replace(row, own=self._own_columns(name, row.label)) for row in table.rows)
        return replace(table, rows=rows, whole=len(rows) == len(self.source.typed.contents.tables[name].rows))
