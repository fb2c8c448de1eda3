"""Small pieces of spreadsheet formulas; only functions that Excel 2010, WPS and LibreOffice 7 share, none volatile.

A spreadsheet computes in binary: every result is rounded to 10 places before it is rounded, floored or compared, so
that 3.0000000000000004 is 3, as in Python's Decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.values.rounding import plain

NONE = '""'
LONGEST_TEXT = 255  # Excel's limit for a text inside a formula
DEEPEST = 50  # Excel nests 64 functions
LONGEST_FORMULA = 2000  # far below Excel's 8192: Excel for Mac takes less when a block is written


class NoFormulaError(Exception):
    """A rule with more parts than there are work cells, or a text too long for a formula."""


@dataclass(frozen=True)
class Given:
    """Where the inputs of one indicator stand: references, or '""' where there is no cell.

    target: 目标值. actual: 完成值. typed: 手工得分. value: 指标值 where a formula gives it, in the unit `unit`.
    grouped: whether numbers in 完成值 may be written 1,200.
    """

    target: str = NONE
    actual: str = '""'
    typed: str = '""'
    value: str = ""
    unit: str = ""
    grouped: bool = True


@dataclass(frozen=True)
class Read:
    """What a formula makes of the inputs of one indicator.

    `values`: cells with the numbers (anything else where there is none); `unit`, `word`, `checks`: expressions. checks:
    the answers, one character each, separated by blanks. target: the cell of the 目标值 that counts, that of 12/10 or
    that of its own column. nothing: whether there is nothing to score, 0/0. parts: of a composed rule.
    """

    values: tuple[str, ...] = ()
    unit: str = NONE
    target: str = NONE
    word: str = NONE
    checks: str = NONE
    readable: str = "TRUE"
    not_applicable: str = "FALSE"
    nothing: str = "FALSE"
    parts: "tuple[Read, ...]" = ()


class Work:
    """Cells beside a score, one for each intermediate result: what LET would be."""

    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = tuple(cells)
        self.formulas: list[str] = []

    def put(self, expression: str) -> str:
        """Take the next cell for an expression; its reference. An error becomes "?"."""
        if len(self.formulas) == len(self._cells) or len(expression) > LONGEST_FORMULA:
            raise NoFormulaError
        self.formulas.append(f'IFERROR({expression},"?")')
        return self._cells[len(self.formulas) - 1]


def number(value: Decimal) -> str:
    """A literal."""
    return f"({plain(value)})" if value < 0 else plain(value)


def text(value: str) -> str:
    """A text literal; nothing in it is ever read as a formula. NoFormulaError where it is too long."""
    if len(value.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise NoFormulaError
    return '"' + value.replace('"', '""') + '"'


def exact(expression: str) -> str:
    """Without the dust of binary arithmetic."""
    return f"ROUND({expression},10)"


def half_up(expression: str) -> str:
    """2 decimals, half away from zero, as values.rounding.half_up."""
    return f"ROUND({exact(expression)},2)"


def capped(expression: str, weight: Decimal) -> str:
    """Points between 0 and the weight."""
    return f"MIN(MAX({half_up(expression)},0),{number(weight)})"


def when(*pairs: tuple[str, str], otherwise: str) -> str:
    """IF condition, result, else the next pair …; NoFormulaError beyond what Excel nests."""
    if len(pairs) > DEEPEST:
        raise NoFormulaError
    expression = otherwise
    for condition, result in reversed(pairs):
        expression = f"IF({condition},{result},{expression})"
    return expression


def is_number(*references: str) -> str:
    """Whether all are numbers."""
    tests = [f"ISNUMBER({reference})" for reference in references]
    return all_of(*tests)


def all_of(*conditions: str) -> str:
    """Whether all hold."""
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def all_in_cells(conditions: Sequence[str], work: Work) -> str:
    """`all_of` in as few cells as the conditions are long; one that is an error doesn't hold."""
    groups: list[list[str]] = []
    for condition in conditions:
        sure = f"IFERROR({condition},FALSE)"
        if not groups or len(all_of(*groups[-1], sure)) > LONGEST_FORMULA:
            groups.append([])
        groups[-1].append(sure)
    return all_of(*(work.put(all_of(*group)) for group in groups)) if groups else "TRUE"


def one_of(reference: str, *words: str) -> str:
    """Whether it is one of the words."""
    return f"OR({','.join(f'{reference}={text(word)}' for word in words)})"


def clash(unit: str, own: str, *bounds: Decimal | None) -> list[tuple[str, str]]:
    """No points for a value in one unit against bounds in another; a bound of 0 fits any unit."""
    return [(f"NOT({one_of(own, '', unit)})", NONE)] if any(bounds) else []


def within(weight: Decimal, typed: str) -> str:
    """A number between 0 and the weight, else nothing."""
    return when((outside(weight, typed), NONE), otherwise=typed)


def outside(weight: Decimal, typed: str) -> str:
    """Whether a number isn't between 0 and the weight."""
    return f"OR({typed}<0,{typed}>{number(weight)})"


@dataclass(frozen=True)
class Measured:
    """The cells of a value, its unit (an expression), its 目标值, and free work cells."""

    value: str
    unit: str
    target: str
    work: Work

    def target_of_rate(self) -> str:
        """The cell of the 目标值; a rate without one is held against 100 %."""
        is_rate = one_of(self.unit, "%")
        return self.work.put(when((is_number(self.target), self.target), (is_rate, "100"), otherwise=NONE))
