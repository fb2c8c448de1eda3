"""Quantities with units, and the narrow seam through which a formula sees the data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

COUNTS = {"个", "项", "件", "家", "条", "份", "次"}  # one unit: what is counted stands in the name


@dataclass(frozen=True)
class Quantity:
    """A number with its unit ("万元", "人", "%"; "" for a bare number); value None is a blank. 5 % has value 5."""

    value: Decimal | None
    unit: str = ""


class Lookup(Protocol):
    """What evaluate() needs to know of the data; names are the Chinese names of data items."""

    def item(self, name: str) -> Quantity:
        """The data item; KeyError where there is none of that name."""
        ...

    def names(self) -> list[str]:
        """All names of data items."""
        ...

    def column(self, table: str, column: str) -> list[Quantity]:
        """A table column, one quantity per filled row; KeyError where unknown."""
        ...

    def rows(self, table: str) -> int:
        """Number of filled rows; KeyError where unknown."""
        ...

    def matches(self, table: str, column: str, word: str) -> int:
        """Number of rows whose column equals the word; KeyError where unknown."""
        ...


def quotient_unit(unit: str, divisor: str) -> str:
    """The unit of a quotient of unlike units: 万元 ÷ 人 is 万元/人, but points ÷ a count is a mean of points."""
    return unit if not divisor or (unit, divisor) == ("分", "个") else f"{unit}/{divisor}"


class ResultStatus(StrEnum):
    """ok; missing: an operand is blank (blank isn't 0); not-applicable: a division by 0."""

    OK = "ok"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Result:
    """What a formula gives: a rate in percent points with 2 decimals, or an amount in its unit."""

    value: Decimal | None
    unit: str
    trace: str
    status: ResultStatus
    missing: tuple[str, ...] = ()


class FormulaError(ValueError):
    """A formula that can't be read or evaluated; the message is Chinese, for the clerk."""
