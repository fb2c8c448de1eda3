"""Data items for 指标值 formulas: entries and scores of project sheets behind the narrow seam that criteria ask for."""

from collections.abc import Mapping
from decimal import Decimal

from jixiao.criteria import Quantity
from jixiao.evaluation.scoring.listed import SHEET_SCORE
from jixiao.forms.names import PROJECTS
from jixiao.frameworks.names import FormsLookup
from jixiao.snapshot import Record, Snapshot
from jixiao.values.key import Key


class SnapshotLookup(FormsLookup):
    """criteria.Lookup over a Snapshot; `sheet_scores`: 自评表得分 by row of 重点项目. KeyError for unknown names."""

    def __init__(self, snapshot: Snapshot, sheet_scores: Mapping[Key, Decimal]) -> None:
        super().__init__(snapshot.forms)
        self._snapshot, self._sheet_scores = snapshot, sheet_scores

    def item(self, name: str) -> Quantity:
        """A typed or computed number with its unit."""
        return Quantity(self._snapshot.number(name), self.specs[name].unit)

    def column(self, table: str, column: str) -> list[Quantity]:
        """A list table's column."""
        spec = self.column_spec(table, column)
        number = (
            self._sheet_score if (table, column) == (PROJECTS, SHEET_SCORE) else lambda record: record.number(column)
        )
        return [Quantity(number(record), spec.unit) for record in self._snapshot.tables[table]]

    def _sheet_score(self, record: Record) -> Decimal | None:
        return self._sheet_scores.get(record.key)

    def rows(self, table: str) -> int:
        """How many rows are filled."""
        self.table_columns(table)
        return len(self._snapshot.tables[table])

    def matches(self, table: str, column: str, word: str) -> int:
        """How many rows have that word in the column."""
        self.column_spec(table, column)
        return sum(record.text(column) == word for record in self._snapshot.tables[table])
