"""The names that a 指标值 formula may use, as the forms define them; a Snapshot's lookup adds the figures."""

from jixiao.criteria import Quantity
from jixiao.forms import CellSpec, Forms


class FormsLookup:
    """criteria.Lookup over definitions alone: every name is known, every value blank. KeyError for unknown names."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.specs = forms.numbers

    def item(self, name: str) -> Quantity:
        """A number with its unit, blank."""
        return Quantity(None, self.specs[name].unit)

    def names(self) -> list[str]:
        """All names of numbers."""
        return list(self.specs)

    def column(self, table: str, column: str) -> list[Quantity]:
        """A list table's column, no rows."""
        self.column_spec(table, column)
        return []

    def rows(self, table: str) -> int:
        """No rows."""
        self.table_columns(table)
        return 0

    def matches(self, table: str, column: str, word: str) -> int:
        """No rows, so none that match."""
        self.column_spec(table, column)
        return 0

    def column_spec(self, table: str, column: str) -> CellSpec:
        """The definition of a list column."""
        for spec in self.table_columns(table):
            if spec.label == column:
                return spec
        raise KeyError(column)

    def table_columns(self, table: str) -> tuple[CellSpec, ...]:
        """The columns of a list table."""
        return self.forms.lists[table].columns
