"""Read a list section: one record per filled row, up to its closing row; what stands below is told, never lost."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from jixiao.findings import Place
from jixiao.forms import CellSpec
from jixiao.forms.names import FRAMEWORK
from jixiao.snapshot import kinds
from jixiao.snapshot.cells import overwritten, read_entry
from jixiao.snapshot.compute import compute
from jixiao.snapshot.model import Body, Computed, Entry, Record, total_key
from jixiao.snapshot.sections import SectionReader
from jixiao.values.key import Key
from jixiao.values.rounding import half_up
from jixiao.values.typed import folded, read_amount, visible


class ListReader(SectionReader):
    """Reads one list; rows may be inserted, deleted, sorted or left empty."""

    def read(self) -> None:
        """Read the list into `out.tables`."""
        header = self.find_header()
        for column in self._totalled():
            self.out.place(total_key(self.section.item, column.label), self.out.places[self.key])
        self.out.tables[self.section.item] = tuple(self._records(header)) if header else ()
        if header:
            self._note_overwritten_totals()

    def _totalled(self) -> list[CellSpec]:
        return [column for column in self.section.columns if column.total] if self.section.total else []

    def _records(self, header: int) -> Iterator[Record]:
        number, closing, last = 0, 0, header
        for row in self.body(header):
            last = row
            if closing:
                self._note_below(row)
            elif folded(self.label(row)) == folded(self.section.terminator):
                closing = row
                self._read_totals(row)
            elif self._is_record(row):
                number += 1
                yield self._record(Key(self.section.item, number), row)
        end = closing - 1 if closing else last
        self.out.bodies[self.section.item] = Body(self.sheet, header + 1, end, dict(self.columns))
        if not closing and not self.out.filed:
            words = {"title": self.section.title, "label": self.section.terminator}
            self.out.note(kinds.END_MISSING.at(self.key, **words))

    @cached_property
    def _entry_columns(self) -> list[int]:
        """Known once the headings are found."""
        return [self.columns[c.label] for c in self.section.columns if c.is_entry and c.label in self.columns]

    def _holds(self, row: int, columns: list[int]) -> bool:
        assert self.grid is not None
        return any(visible(self.grid.value(row, c)) or self.grid.formula(row, c) for c in columns)

    def _is_record(self, row: int) -> bool:
        return self._holds(row, [self.columns[self.section.headers[0]], *self._entry_columns])

    def _note_below(self, row: int) -> None:
        if not self._is_record(row):
            return
        kind = kinds.BELOW_END if self._holds(row, self._entry_columns) else kinds.NOTE_BELOW_END
        key = Key.of(f"{self.key}第{row}行")
        self.out.place(key, Place(self.sheet, row, self.columns[self.section.headers[0]]))
        self.out.note(kind.at(key, title=self.section.title, label=self.label(row) or "（无名称）"))

    def _read_totals(self, row: int) -> None:
        """The closing row: totals that were typed over their formulas are kept for the checks."""
        assert self.grid is not None
        for column in self._totalled():
            at = self.columns.get(column.label, 0)
            if not at:
                continue
            key = total_key(self.section.item, column.label)
            self.out.place(key, Place(self.sheet, row, at))
            if column.computed is None or column.computed.operation == "sum":
                value = read_amount(self.grid.value(row, at)).value
                if overwritten(self.grid, row, at) and isinstance(value, Decimal):
                    self.out.printed[key] = value

    def _note_overwritten_totals(self) -> None:
        """R04 where the typed total is right; a wrong one is an error of its own (C42)."""
        records = self.out.tables[self.section.item]
        for column in self._totalled():
            key = total_key(self.section.item, column.label)
            total = half_up(sum((record.number(column.label) or Decimal(0) for record in records), Decimal(0)))
            if self.out.printed.get(key) == total:
                del self.out.printed[key]
                words = {"label": f"{self.section.item}合计{column.label}", "shown": str(total), "value": str(total)}
                self.out.note(kinds.FORMULA_LOST.at(key, **words))

    def _record(self, key: Key, row: int) -> Record:
        entries: dict[str, Entry] = {}
        self.out.place(key, Place(self.sheet, row, self.columns[self.section.headers[0]]))
        for spec in self.section.columns:
            column = self.columns.get(spec.label, 0)
            cell, here = key.at(spec.label), Place(self.sheet, row, column)
            self.out.place(cell, here if column else self.out.places[key])
            if spec.computed is None:
                entries[spec.label] = read_entry(self.out, self.grid, cell, spec, here)
            else:
                self.check_formula(cell, row, column)
        if not self.label(row) and self.section.item != FRAMEWORK:  # there E71 says which code is free
            self.out.note(kinds.ROW_UNNAMED.at(key, label=self.section.headers[0]))
        return Record(key, self.label(row), entries, self._compute(entries))

    def _compute(self, entries: Mapping[str, Entry]) -> dict[str, Computed]:
        done: dict[str, Computed] = {}

        def operand(label: str) -> Decimal | None:
            return done[label].value if label in done else entries[label].number

        for spec in self.section.columns:
            if spec.computed is not None:
                done[spec.label] = compute(spec.computed, operand)
        return done
