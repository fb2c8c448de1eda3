"""Read one section of a form from a grid: fields, grids with fixed rows, lists with free rows."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from jixiao.findings import Finding, Place
from jixiao.forms import CellSpec, Forms, Section
from jixiao.forms.spec import ENTRY_HEADER
from jixiao.snapshot import kinds
from jixiao.snapshot.compute import compute, compute_all
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import Body, Computed, Entry, Record, Snapshot
from jixiao.values import typed
from jixiao.values.rounding import plain
from jixiao.values.typed import Typed, folded, visible

HEADER_SEARCH = 4  # rows below a title in which the headings may stand


class Collected:
    """What the sections give; becomes the Snapshot."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.entries: dict[str, Entry] = {}
        self.tables: dict[str, tuple[Record, ...]] = {}
        self.places: dict[str, Place] = {}
        self.bodies: dict[str, Body] = {}
        self.notes: list[Finding] = []
        self.overwritten: list[tuple[str, str]] = []

    def place(self, key: str, place: Place) -> None:
        """Remember where an entry stands."""
        self.places[key] = place

    def note(self, finding: Finding) -> None:
        """Add a finding of the reading."""
        self.notes.append(finding)

    def snapshot(self) -> Snapshot:
        """The Snapshot, computed items recomputed; overwritten formulas are told with the right value."""
        specs = dict(self.forms.items())
        computed = compute_all(specs, lambda item: _decimal(self.entries[item].value))
        for key, shown in self.overwritten:
            value = computed[key] if key in computed else self._list_value(key)
            words = {"label": _label(key), "shown": shown, "value": computed_text(value)}
            self.note(kinds.FORMULA_LOST.at(key, **words))
        return Snapshot(self.forms, self.entries, computed, self.tables, self.places, tuple(self.notes), self.bodies)

    def _list_value(self, key: str) -> Computed:
        record_key, column = key.rsplit(".", 1)
        records = (r for table in self.tables.values() for r in table if r.key == record_key)
        return next((r.computed[column] for r in records), Computed())


class SectionReader:
    """Reads one section; `grid` is None where its sheet is missing: then every entry is blank."""

    def __init__(self, section: Section, grid: Grid | None, out: Collected, sheet: str) -> None:
        self.section, self.grid, self.out = section, grid, out
        self.sheet = grid.sheet if grid else sheet
        self.columns: Mapping[str, int] = {}

    def read(self) -> None:
        """Read the section into `out`. What can't be found is noted and stays blank."""
        header = self._find_header()
        if self.section.kind == "list":
            self.out.tables[self.section.item] = tuple(self._records(header)) if header else ()
        elif self.section.kind == "grid":
            self._read_grid(self._row_numbers(header) if header else {})
        else:
            self._read_fields(self._row_numbers(header) if header else {})

    @staticmethod
    def find_title(section: Section, grid: Grid) -> tuple[int, int] | None:
        """Where the section's title stands, its unit (（单位：万元）) aside."""
        title = folded(section.title)
        for text, places in grid.texts.items():
            if text == title or text.startswith(title + "(单位"):
                return places[0]
        return None

    def _find_header(self) -> int:
        """The row of the headings, 0 where there is none; fills `columns`."""
        self.key = f"《{self.sheet}》{self.section.title}"
        self.out.place(self.key, Place(self.sheet))
        if self.grid is None:
            return 0
        title = self.find_title(self.section, self.grid)
        wanted = folded(self.section.headers[0])
        for row in range(title[0] + 1, title[0] + 1 + HEADER_SEARCH) if title else ():
            texts = self.grid.row_texts(row)
            if wanted in texts:
                self.columns = {h: texts[folded(h)] for h in self.section.headers if folded(h) in texts}
                self.out.place(self.key, Place(self.sheet, row, texts[wanted]))
                self._note_missing_columns()
                return row
        self.out.note(kinds.SECTION_MISSING.at(self.key, title=self.section.title))
        return 0

    def _note_missing_columns(self) -> None:
        needed = [ENTRY_HEADER] if self.section.kind == "fields" else [c.label for c in self.section.columns]
        for label in needed:
            if label not in self.columns:
                self.out.note(kinds.ROW_MISSING.at(self.key, title=self.section.title, label=label))

    def _body(self, header: int) -> Iterator[int]:
        """The rows below the headings up to the next section's title."""
        assert self.grid is not None
        others = [s for f in self.out.forms.forms for s in f.sections if s is not self.section]
        titles = [found[0] for s in others if (found := self.find_title(s, self.grid)) and found[0] > header]
        yield from range(header + 1, min([*titles, self.grid.last_row + 1]))

    def _label(self, row: int) -> str:
        assert self.grid is not None
        return visible(self.grid.value(row, self.columns[self.section.headers[0]]))

    def _row_numbers(self, header: int) -> dict[str, int]:
        """folded row name → row; a filled row of an unknown name is noted."""
        labels = [f.label for f in self.section.fields] or [r.label for r in self.section.rows]
        known = {folded(label): label for label in labels}
        rows: dict[str, int] = {}
        for row in self._body(header):
            name = folded(self._label(row)).rstrip("*")
            if name in known and known[name] not in rows:
                rows[known[name]] = row
            elif self._is_filled(row):
                self._note_unknown_row(row)
        return rows

    def _is_filled(self, row: int) -> bool:
        assert self.grid is not None
        columns = [c for label, c in self.columns.items() if label not in ("单位", "填写说明")]
        return any(visible(self.grid.value(row, column)) for column in columns)

    def _note_unknown_row(self, row: int) -> None:
        key = f"{self.key}第{row}行"
        self.out.place(key, Place(self.sheet, row, self.columns[self.section.headers[0]]))
        self.out.note(kinds.ROW_UNKNOWN.at(key, title=self.section.title, label=self._label(row) or "（无名称）"))

    def _read_fields(self, rows: Mapping[str, int]) -> None:
        for spec, item in self.section.field_cells():
            self._read_cell(item, spec, rows.get(spec.label, 0), self.columns.get(ENTRY_HEADER, 0))
        self._note_missing_rows([f.label for f in self.section.fields], rows)

    def _read_grid(self, rows: Mapping[str, int]) -> None:
        for row, spec, item in self.section.grid_cells():
            self._read_cell(item, spec, rows.get(row.label, 0), self.columns.get(spec.label, 0))
        self._note_missing_rows([r.label for r in self.section.rows], rows)

    def _note_missing_rows(self, labels: list[str], rows: Mapping[str, int]) -> None:
        if self.columns:
            for label in labels:
                if label not in rows:
                    self.out.note(kinds.ROW_MISSING.at(self.key, title=self.section.title, label=label))

    def _records(self, header: int) -> Iterator[Record]:
        number, closed, row = 0, False, header
        for row in self._body(header):
            if folded(self._label(row)) == folded(self.section.terminator):
                closed = True
                break
            if self._is_record(row):
                number += 1
                yield self._record(f"{self.section.item}[{number}]", row)
        last = row - 1 if closed else row
        self.out.bodies[self.section.item] = Body(self.sheet, header + 1, last, dict(self.columns))
        if not closed:
            words = {"title": self.section.title, "label": self.section.terminator}
            self.out.note(kinds.END_MISSING.at(self.key, **words))

    def _is_record(self, row: int) -> bool:
        assert self.grid is not None
        entry_columns = [c.label for c in self.section.columns if c.is_entry]
        cells = [self.columns[label] for label in (self.section.headers[0], *entry_columns) if label in self.columns]
        return any(visible(self.grid.value(row, c)) or self.grid.formula(row, c) for c in cells)

    def _record(self, key: str, row: int) -> Record:
        entries: dict[str, Entry] = {}
        label_column = self.columns[self.section.headers[0]]
        self.out.place(key, Place(self.sheet, row, label_column))
        for spec in self.section.columns:
            if spec.computed is None:
                entry = self._read_cell(f"{key}.{spec.label}", spec, row, self.columns.get(spec.label, 0))
                entries[spec.label] = entry
        computed = self._compute_record(entries)
        for spec in self.section.columns:
            if spec.computed is not None:
                self._check_formula(f"{key}.{spec.label}", row, self.columns.get(spec.label, 0))
        if not self._label(row):
            self.out.note(kinds.ROW_UNNAMED.at(key, label=self.section.headers[0]))
        return Record(key, self._label(row), entries, computed)

    def _compute_record(self, entries: Mapping[str, Entry]) -> dict[str, Computed]:
        done: dict[str, Computed] = {}

        def operand(label: str) -> Decimal | None:
            return done[label].value if label in done else _decimal(entries[label].value)

        for spec in self.section.columns:
            if spec.computed is not None:
                done[spec.label] = compute(spec.computed, operand)
        return done

    def _read_cell(self, key: str, spec: CellSpec, row: int, column: int) -> Entry:
        """One cell into `entries` (list cells too, by key)."""
        self.out.place(key, Place(self.sheet, row, column) if row and column else self.out.places[self.key])
        if spec.computed is not None:
            self._check_formula(key, row, column)
            return Entry(key, None, None, spec)
        raw = self.grid.value(row, column) if self.grid and row and column else None
        formula = self.grid.formula(row, column) if self.grid and row and column else ""
        read = Typed(None) if formula else read_typed(raw, spec)
        if formula:
            self.out.note(kinds.FORMULA_TYPED.at(key, label=_label(key), formula=formula))
        elif read.fault:
            self.out.note(kinds.UNUSABLE.at(key, label=_label(key), fault=read.fault))
        elif read.note:
            self.out.note(kinds.NORMALISED.at(key, label=_label(key), note=read.note))
        entry = Entry(key, read.value, formula or raw, spec, bool(read.fault or formula))
        if self.section.kind != "list":
            self.out.entries[key] = entry
        return entry

    def _check_formula(self, key: str, row: int, column: int) -> None:
        if not (self.grid and row and column):
            return
        self.out.place(key, Place(self.sheet, row, column))
        raw = self.grid.value(row, column)
        if visible(raw) and not self.grid.formula(row, column) and self.grid.formulas:
            self.out.overwritten.append((key, visible(raw)))


def read_typed(raw: object, spec: CellSpec) -> Typed:
    """Normalise a raw cell as its definition says."""
    readers: dict[str, Callable[[object], Typed]] = {
        "year": typed.read_year,
        "date": typed.read_date,
        "percent": typed.read_percent,
        "integer": lambda r: typed.read_integer(r, spec.unit),
        "amount": lambda r: typed.read_amount(r, spec.unit),
        "choice": lambda r: typed.read_choice(r, spec.choices),
    }
    return readers.get(spec.type, typed.read_text)(raw)


def computed_text(value: Computed) -> str:
    """How a computed value is told in a sentence."""
    if value.not_applicable:
        return "不适用"
    return "空" if value.value is None else plain(value.value)


def _label(key: str) -> str:
    """A key as a clerk reads it: 重点项目[2].全年执行数 → 重点项目第2行全年执行数."""
    return key.replace("[", "第").replace("].", "行").replace("]", "行")


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
