"""A sheet as importing looks at it: texts by cell, what a merged range shows, and the account of every cell."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from jixiao.findings import Place
from jixiao.frameworks.importing.model import Use
from jixiao.frameworks.importing.texts import is_total, points, words
from jixiao.values.rounding import plain
from jixiao.values.sheets import RawSheet, Spot
from jixiao.values.typed import visible


class Sheet:
    """Texts of the non-empty cells by (row, column); `uses` says what each became, once."""

    def __init__(self, raw: RawSheet) -> None:
        self.raw = raw
        self.name = raw.name
        self.knows_merges = raw.merged is not None
        self.texts = {spot: text for spot, value in raw.values.items() if (text := self._text(spot, value))}
        self.texts |= {spot: f"={formula.lstrip('=')}" for spot, formula in raw.formulas.items()}
        self.uses: dict[Spot, Use] = {}
        self.anchors = {spot: span.spots[0] for span in raw.merged or () for spot in span.spots}
        for spot, anchor in self.anchors.items():
            if spot != anchor:
                self.texts.pop(spot, None)  # hidden below the merged cell; no program shows it

    def _text(self, spot: Spot, value: object) -> str:
        if self.is_percent(spot) and isinstance(value, float | int) and not isinstance(value, bool):
            return plain(_hundredfold(value)) + "%"
        return visible(value)

    def is_percent(self, spot: Spot) -> bool:
        """Whether the cell is a number shown as a percentage, as far as the source tells."""
        return spot in (self.raw.percents or ())

    def value(self, spot: Spot) -> object:
        """The cell's own value, None where it is blank or a formula."""
        return self.raw.values.get(spot) if spot in self.texts and spot not in self.raw.formulas else None

    def own(self, row: int, column: int) -> str:
        """The text that stands in this very cell."""
        return self.texts.get((row, column), "")

    def shown(self, row: int, column: int) -> str:
        """The text a reader sees at the cell: a merged range shows its first cell everywhere."""
        return self.texts.get(self.anchor(row, column), "")

    def anchor(self, row: int, column: int) -> Spot:
        """The first cell of the merged range the cell belongs to; itself where it belongs to none."""
        return self.anchors.get((row, column), (row, column))

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell lies under a merged range that begins elsewhere."""
        return self.anchor(row, column) != (row, column)

    @cached_property
    def by_row(self) -> dict[int, list[int]]:
        """The columns with own text, by row, from left to right."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.texts):
            found.setdefault(row, []).append(column)
        return found

    @cached_property
    def total_rows(self) -> frozenset[int]:
        """The rows with 合计 or 小计 as first or second text that is no number."""
        texts = {
            row: [self.texts[row, c] for c in columns if not points(self.texts[row, c])]
            for row, columns in self.by_row.items()
        }
        return frozenset(row for row, shown in texts.items() if any(is_total(words(text)) for text in shown[:2]))

    @cached_property
    def last_row(self) -> int:
        """The last row with anything in it."""
        return max(self.by_row, default=0)

    def row(self, row: int) -> list[tuple[int, str]]:
        """(column, text) of the row's own cells."""
        return [(column, self.texts[row, column]) for column in self.by_row.get(row, ())]

    def place(self, spot: Spot) -> Place:
        """The cell for a finding."""
        return Place(self.name, *spot)

    def use(self, spot: Spot, use: Use) -> None:
        """Account for a cell. A second, different use is a mistake of ours, never of the table."""
        if spot in self.texts:
            before = self.uses.setdefault(spot, use)
            if before is not use:
                raise AssertionError(f"{self.place(spot)} is {before} already, not {use}")

    def unused(self) -> Iterator[Spot]:
        """The cells that are not accounted for, in reading order."""
        return (spot for spot in sorted(self.texts) if spot not in self.uses)


def _hundredfold(value: float | int) -> Decimal:
    return Decimal(repr(value)) * 100
