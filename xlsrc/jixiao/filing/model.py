"""What comes of one file: its rows, or why it can't be used. Small, plain, picklable: it crosses process boundaries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao.filing.schema import TABLES, Row
from jixiao.frameworks import Framework
from jixiao.values.typed import folded


@dataclass(frozen=True)
class Filed:
    """`digest`: SHA-256 of the file's bytes; `rows` by the names of TABLES.

    `refused`: one line why nothing of it is used, '' where it could be evaluated; then `rows` is empty.
    """

    digest: str
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    refused: str = ""

    def unit_value(self, name: str) -> object:
        """A column of its row of `units`. KeyError where it was refused; ValueError for an unknown column."""
        return self.rows["units"][0][TABLES["units"].names.index(name)]


@dataclass(frozen=True)
class Naming:
    """Which framework the bureau names: `usual` for all (None: the one in each workbook), `of_unit` by the folded name."""

    usual: Framework | None = None
    of_unit: Mapping[str, Framework] = field(default_factory=dict)

    def named(self, unit: str) -> Framework | None:
        """The framework for a unit."""
        return self.of_unit.get(folded(unit), self.usual)


OWN = Naming()
