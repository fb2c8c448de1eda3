"""Data items for 指标值 formulas: a Snapshot behind the narrow seam that the criteria layer asks for."""

from jixiao.criteria import Quantity
from jixiao.snapshot import Record, Snapshot


class SnapshotLookup:
    """Implements criteria.Lookup over a Snapshot. KeyError for unknown names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._specs = {item: spec for item, spec in snapshot.forms.items() if spec.is_number}

    def item(self, name: str) -> Quantity:
        """A typed or computed number with its unit."""
        spec = self._specs[name]
        return Quantity(self._snapshot.number(name), spec.unit)

    def names(self) -> list[str]:
        """All names of numbers."""
        return list(self._specs)

    def column(self, table: str, column: str) -> list[Quantity]:
        """A list table's column."""
        spec = self._column_spec(table, column)
        return [Quantity(record.number(column), spec.unit) for record in self._snapshot.tables[table]]

    def rows(self, table: str) -> int:
        """How many rows are filled."""
        return len(self._snapshot.tables[table])

    def matches(self, table: str, column: str, word: str) -> int:
        """How many rows have that word in the column."""
        self._column_spec(table, column)
        records: tuple[Record, ...] = self._snapshot.tables[table]
        return sum(record.text(column) == word for record in records)

    def _column_spec(self, table: str, column: str):  # type: ignore[no-untyped-def]
        section = next((s for _, s in self._snapshot.forms.sections() if s.item == table and s.kind == "list"), None)
        if section is None:
            raise KeyError(table)
        return section.column(column)
