"""Read one section of a form from a grid: find its title and headings, then fields or fixed rows by their names."""

from collections.abc import Iterator, Mapping, Sequence

from jixiao.findings import Place
from jixiao.forms import CellSpec, Form, Section
from jixiao.forms.filed_sheets import LATER_SIGNERS, filed_items, is_filed
from jixiao.forms.spec import ABOVE, ENTRY_HEADER, PHRASES, USUAL
from jixiao.snapshot import kinds
from jixiao.snapshot.cells import overwritten, read_entry
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.values.key import Key
from jixiao.values.typed import folded, visible

HEADER_SEARCH = 4  # rows below a title in which the headings may stand
UNIT_HEADER, NOTE_HEADER = "单位", "填写说明"


def title_places(section: Section, grid: Grid) -> list[tuple[int, int, str]]:
    """Where the section stands: (row of the headings, column of the first, unit in the title), in reading order."""
    wanted = folded(section.headers[0])
    found = []
    for title_row, _, unit in grid.titles.get(folded(section.title), ()):
        for row in range(title_row + 1, title_row + 1 + HEADER_SEARCH):
            column = grid.row_texts(row).get(wanted)
            if column:
                found.append((row, column, unit))
                break
    return found


class SectionReader:
    """Reads one section; `grid` is None where its sheet is missing: then every entry is blank."""

    def __init__(self, section: Section, form: Form, grid: Grid | None, out: Collected) -> None:
        self.section, self.form, self.grid, self.out = section, form, grid, out
        self.sheet = grid.sheet if grid else form.sheet
        self.key = Key.of(f"《{self.sheet}》{section.title}")
        self.columns: Mapping[str, int] = {}
        self._usual: Mapping[str, int] = {}

    def read(self) -> None:
        """Read the section into `out`. What can't be found is noted and stays blank."""
        header = self.find_header()
        rows = self._row_numbers(header) if header else {}
        if self.section.kind == "grid":
            for row, spec, item in self.section.grid_cells():
                self._read_cell(item, spec, rows.get(row.label, 0), self.columns.get(spec.label, 0))
            self._note_rows([r.label for r in self.section.rows], rows)
        else:
            for spec, item in self.section.field_cells():
                self._read_cell(item, spec, rows.get(spec.label, 0), self.columns.get(ENTRY_HEADER, 0))
                self._check_unit(item, spec, rows.get(spec.label, 0))
            kept = filed_items(self.section) if self.out.filed else self.section.items
            self._note_rows([spec.label for spec, item in self.section.field_cells() if item in kept], rows)

    def find_header(self) -> int:
        """The row of the headings, 0 where there is none; fills `columns`."""
        self.out.place(self.key, Place(self.sheet))
        if self.grid is None:
            return 0
        found = title_places(self.section, self.grid)
        if not found:
            if self.out.filed and (not is_filed(self.section) or LATER_SIGNERS.issuperset(filed_items(self.section))):
                return 0
            self.out.note(kinds.SECTION_MISSING.at(self.key, title=self.section.title))
            return 0
        row, column, unit = found[0]
        self.out.place(self.key, Place(self.sheet, row, column))
        if len(found) > 1:
            self.out.note(kinds.TITLE_TWICE.at(self.key, title=self.section.title, count=len(found)))
        if unit and self.section.unit and unit != folded(self.section.unit):
            words = {"label": f"“{self.section.title}”", "unit": unit, "expected": self.section.unit}
            self.out.note(kinds.UNIT_CHANGED.at(self.key, **words))
        self._find_columns(row)
        return row

    def _find_columns(self, row: int) -> None:
        assert self.grid is not None
        at = self.grid.row_columns(row)
        found = {header: at[folded(header)] for header in self.section.headers if folded(header) in at}
        self.columns = {header: columns[0] for header, columns in found.items()}
        usual = (USUAL.format(n) for n in range(1, PHRASES + 1))
        self._usual = {heading: at[folded(heading)][0] for heading in usual if folded(heading) in at}
        needed = [ENTRY_HEADER] if self.section.kind == "fields" else [c.label for c in self._needed_columns()]
        for label in needed:
            if label not in self.columns:
                self.out.note(kinds.ROW_MISSING.at(self.key, title=self.section.title, label=label))
            elif len(found[label]) > 1:
                words = {"label": label, "count": len(found[label])}
                self.out.note(kinds.HEADER_TWICE.at(self.key, title=self.section.title, **words))
        moved = out_of_order([self.columns.get(label, 0) for label in needed])
        if moved is not None:
            self.out.note(kinds.COLUMN_ORDER.at(self.key, title=self.section.title, label=needed[moved]))

    def _needed_columns(self) -> list[CellSpec]:
        return [c for c in self.section.columns if not (c.shown and self.out.filed)]

    def body(self, header: int) -> Iterator[int]:
        """The rows below the headings up to the next title or, where a title is gone, the row above its headings."""
        assert self.grid is not None
        ends = [self.grid.last_row + 1]
        for section in self.form.sections:
            wanted = {folded(text) for text in section.headers}
            below = [row for row in self._rows_with(folded(section.headers[0])) if row > header]
            ends += [row - 1 for row in below if len(wanted & self.grid.row_columns(row).keys()) == len(wanted)]
            if section is not self.section:
                ends += [row for row, _, _ in self.grid.titles.get(folded(section.title), ()) if row > header]
        yield from range(header + 1, min(ends))

    def _rows_with(self, text: str) -> list[int]:
        assert self.grid is not None
        return [row for row, _ in self.grid.texts.get(text, ())]

    def label(self, row: int) -> str:
        """The name of a row."""
        assert self.grid is not None
        return visible(self.grid.value(row, self.columns[self.section.headers[0]]))

    def _row_numbers(self, header: int) -> dict[str, int]:
        """row name → row; a filled row of an unknown or doubled name is noted."""
        labels = [f.label for f in self.section.fields] or [r.label for r in self.section.rows]
        known = {folded(label): label for label in labels}
        rows: dict[str, int] = {}
        for row in self.body(header):
            name = folded(self.label(row)).rstrip("*")
            if name in known and known[name] not in rows:
                rows[known[name]] = row
            elif self._is_filled(row) and not self._is_hint(row):
                self._note_unknown_row(row)
        return rows

    def _is_hint(self, row: int) -> bool:
        """Whether nothing stands there but the hint of a cell below."""
        hints = {folded(spec.hint) for spec in self.section.fields} if self.section.hints == ABOVE else set()
        assert self.grid is not None
        texts = [visible(self.grid.value(row, column)) for column in self.columns.values()]
        return all(not text or folded(text) in hints for text in texts)

    def _is_filled(self, row: int) -> bool:
        assert self.grid is not None
        columns = [c for label, c in self.columns.items() if label not in (UNIT_HEADER, NOTE_HEADER)]
        return any(visible(self.grid.value(row, c)) or self.grid.formula(row, c) for c in columns)

    def _note_unknown_row(self, row: int) -> None:
        key = f"{self.key}第{row}行"
        self.out.place(key, Place(self.sheet, row, self.columns[self.section.headers[0]]))
        self.out.note(kinds.ROW_UNKNOWN.at(key, title=self.section.title, label=self.label(row) or "（无名称）"))

    def _note_rows(self, labels: Sequence[str], rows: Mapping[str, int]) -> None:
        if not self.columns:
            return
        for label in labels:
            if label not in rows:
                self.out.note(kinds.ROW_MISSING.at(self.key, title=self.section.title, label=label))
        moved = out_of_order([rows.get(label, 0) for label in labels])
        if moved is not None:
            self.out.note(kinds.ROW_ORDER.at(self.key, title=self.section.title, label=labels[moved]))

    def _check_unit(self, item: str, spec: CellSpec, row: int) -> None:
        """The unit beside a field is part of the form: 元 instead of 万元 changes what the number means."""
        column = self.columns.get(UNIT_HEADER, 0)
        if not (self.grid and row and column and spec.type == "amount"):
            return
        shown = visible(self.grid.value(row, column))
        if shown and folded(shown) != folded(spec.unit):
            key = f"{item}（{UNIT_HEADER}）"
            self.out.place(key, Place(self.sheet, row, column))
            self.out.note(kinds.UNIT_CHANGED.at(key, label=item, unit=shown, expected=spec.unit))

    def _read_cell(self, item: str, spec: CellSpec, row: int, column: int) -> None:
        key = Key.of(item)
        place = Place(self.sheet, row, column) if row and column else self.out.places[self.key]
        self.out.place(key, place)
        if spec.computed is not None:
            self.check_formula(key, row, column)
            return
        here = place if row and column else Place(self.sheet)
        self.out.entries[item] = read_entry(self.out, self.grid, key, spec, here)
        if spec.usual and self.grid and row:
            texts = {heading: visible(self.grid.value(row, column)) for heading, column in self._usual.items()}
            self.out.usual[item] = {heading: text for heading, text in texts.items() if text}

    def check_formula(self, key: Key, row: int, column: int) -> None:
        """Remember a computed cell that was typed over."""
        if self.grid and row and column:
            shown = overwritten(self.grid, row, column)
            if shown:
                self.out.overwritten.append((key, shown))


def out_of_order(places: Sequence[int]) -> int | None:
    """The index of the first place that lies before one that should precede it; 0s (not found) don't count."""
    last = 0
    for index, place in enumerate(places):
        if place and place < last:
            return index
        last = max(last, place)
    return None
