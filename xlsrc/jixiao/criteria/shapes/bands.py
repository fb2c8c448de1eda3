"""分档: a value falls into one band and gets its points."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel.parts import NONE, Measured, clash, is_number, number, when
from jixiao.criteria.outcomes import head, measure, missing, refused, scored, unit_clash
from jixiao.criteria.shapes.base import Range, ValueRule
from jixiao.criteria.words import award_text


@dataclass(frozen=True)
class Band:
    """One band and its points."""

    range: Range
    points: Decimal


@dataclass(frozen=True)
class Bands(ValueRule):
    """2 分档: bands without gap or overlap; `absolute` compares the absolute value."""

    label: ClassVar[str] = "分档"
    bands: tuple[Band, ...]
    unit: str = "%"
    absolute: bool = False

    @property
    def best_range(self) -> Range:
        """Where the most points are."""
        return max(self.bands, key=lambda band: band.points).range

    def words(self, weight: Decimal) -> str:
        """≥90%，得5分；80%（含）-90%（不含），得4分；<80%，不得分."""
        prefix = "绝对值" if self.absolute else ""
        return "；".join(f"{prefix}{band.range.words(self.unit)}，{award_text(band.points)}" for band in self.bands)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The points of the band that holds the value."""
        if answer.value is None:
            return missing("指标值")
        if clash := unit_clash(self.unit, answer, *self._bounds()):
            return refused(clash)
        value = abs(answer.value) if self.absolute else answer.value
        for band in self.bands:
            if band.range.holds(value):
                absolute = "绝对值" if self.absolute else ""
                text = f"{absolute}属于{band.range.words(self.unit)}一档"
                return scored(band.points, weight, f"{head(answer, self.unit)}，{text}", f"指标值{text}")
        return refused(f"指标值{measure(answer.value, self.unit)}不在评分标准的任何一档，请核对指标值或评分标准。")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        value = f"ABS({at.value})" if self.absolute else at.value
        return when(
            (f"NOT({is_number(at.value)})", NONE),
            *clash(self.unit, at.unit, *self._bounds()),
            *[(band.range.test(value), number(band.points)) for band in self.bands],
            otherwise=NONE,
        )

    def _bounds(self) -> list[Decimal | None]:
        return [band.range.low or band.range.high for band in self.bands]
