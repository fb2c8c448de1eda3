"""Data items for 指标值 formulas: a Snapshot behind the narrow seam that the criteria layer asks for."""

from jixiao.criteria import Quantity
from jixiao.frameworks.names import FormsLookup
from jixiao.snapshot import Snapshot


class SnapshotLookup(FormsLookup):
    """criteria.Lookup over a Snapshot. KeyError for unknown names."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot.forms)
        self._snapshot = snapshot

    def item(self, name: str) -> Quantity:
        """A typed or computed number with its unit."""
        return Quantity(self._snapshot.number(name), self.specs[name].unit)

    def column(self, table: str, column: str) -> list[Quantity]:
        """A list table's column."""
        spec = self.column_spec(table, column)
        return [Quantity(record.number(column), spec.unit) for record in self._snapshot.tables[table]]

    def rows(self, table: str) -> int:
        """How many rows are filled."""
        self.table_columns(table)
        return len(self._snapshot.tables[table])

    def matches(self, table: str, column: str, word: str) -> int:
        """How many rows have that word in the column."""
        self.column_spec(table, column)
        return sum(record.text(column) == word for record in self._snapshot.tables[table])
