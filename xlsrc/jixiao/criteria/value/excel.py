"""指标值 as a spreadsheet formula: the twin of compute.evaluate, with units settled beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from jixiao.criteria.excel.parts import LONGEST_FORMULA, NoFormulaError, exact, number, text, when
from jixiao.criteria.shapes import HUNDRED
from jixiao.criteria.value.formula import Binary, Call, ColumnSum, Formula, Item, Negative, Node, Number, RowCount
from jixiao.criteria.value.quantity import COUNTS, quotient_unit
from jixiao.values.words import NOT_APPLICABLE

_FUNCTIONS = {"绝对值": "ABS", "最大": "MAX", "最小": "MIN"}
_OPERATORS = {"+": "+", "-": "-", "×": "*", "/": "/"}


@dataclass(frozen=True)
class Source:
    """Where a data item or a list column stands, in which unit; places: decimals that count, None for any."""

    reference: str
    unit: str
    places: int | None = None


class Cells(Protocol):
    """Where the data stand. KeyError for unknown names and for cells that a formula had better not read."""

    def item(self, name: str) -> Source:
        """A data item; a rate is a fraction in its cell."""
        ...

    def column(self, table: str, column: str) -> Source:
        """A column of a list table, its heading included: rows inserted below that are inside."""
        ...

    def filled(self, table: str) -> tuple[str, ...]:
        """The columns that make a row count as filled, headings included."""
        ...


@dataclass(frozen=True)
class ValueFormula:
    """The 指标值, without "=": percent points or an amount, "" while something is blank, 不适用 for ÷ 0."""

    expression: str
    unit: str


@dataclass(frozen=True)
class _Kind:
    """The unit of a part; `rate`: a fraction that stands for percent."""

    unit: str = ""
    rate: bool = False


def value_formula(formula: Formula, cells: Cells) -> ValueFormula | None:
    """The formula over cells. None where a name is unknown, units don't fit, or it is too long."""
    try:
        kind = _kind(formula.root, cells)
        result = _expression(formula.root, cells)
        value = f"ROUND(ROUND({result}*100,11),2)" if kind.rate else f"ROUND({exact(result)},2)"
        zero = [(f"{exact(each)}=0", text(NOT_APPLICABLE)) for each in _denominators(formula.root, cells)]
        expression = when(*_blanks(formula.root, cells), *zero, otherwise=value)
    except (KeyError, NoFormulaError):
        return None
    if len(expression) > LONGEST_FORMULA:
        return None
    return ValueFormula(expression, "%" if kind.rate else kind.unit)


def _kind(node: Node, cells: Cells) -> _Kind:
    """Unit and rate as compute works them out; NoFormulaError where it would refuse."""
    match node:
        case Number(_, is_percent):
            return _Kind(rate=is_percent)
        case Item(name):
            return _of_unit(cells.item(name).unit)
        case ColumnSum(table, column):
            return _of_unit(cells.column(table, column).unit)
        case RowCount():
            return _Kind("个")
        case Negative(operand):
            return _kind(operand, cells)
        case Call(_, arguments):
            return _alike([_kind(each, cells) for each in arguments])
        case Binary(operator, left, right):
            return _combined(operator, _kind(left, cells), _kind(right, cells))
    raise TypeError(f"unknown node {node!r}")


def _of_unit(unit: str) -> _Kind:
    if unit == "%":
        return _Kind(rate=True)
    return _Kind("个" if unit in COUNTS else unit)


def _alike(kinds: list[_Kind]) -> _Kind:
    if len(kinds) > 1 and len(set(kinds)) > 1:
        raise NoFormulaError
    return kinds[0]


def _combined(operator: str, left: _Kind, right: _Kind) -> _Kind:
    if operator in "+-":
        if left.unit != right.unit:
            raise NoFormulaError
        return _Kind(left.unit, left.rate or right.rate)
    if operator == "×":
        if left.unit and right.unit:
            raise NoFormulaError
        unit = left.unit or right.unit
        return _Kind(unit, not unit and (left.rate or right.rate))
    if right.unit and not left.unit:
        raise NoFormulaError
    if left.unit == right.unit:
        return _Kind(rate=left.rate or not right.rate)
    return _Kind(quotient_unit(left.unit, right.unit))


def _expression(node: Node, cells: Cells) -> str:
    match node:
        case Number(value, is_percent):
            return number(value / HUNDRED if is_percent else value)
        case Item(name):
            return _item(cells.item(name))
        case ColumnSum(table, column):
            return f"SUM({cells.column(table, column).reference})"
        case RowCount(table, column, word):
            if not column:
                return _row_count(table, cells)
            return f"SUMPRODUCT(--({cells.column(table, column).reference}={text(word)}))"
        case Negative(operand):
            return f"(-{_expression(operand, cells)})"
        case Call(function, arguments):
            return f"{_FUNCTIONS[function]}({','.join(_expression(each, cells) for each in arguments)})"
        case Binary(operator, left, right):
            return f"({_expression(left, cells)}{_OPERATORS[operator]}{_expression(right, cells)})"
    raise TypeError(f"unknown node {node!r}")


def _item(source: Source) -> str:
    """A rate is a fraction up to 5 and percent points beyond (values.typed.read_percent)."""
    if source.unit == "%":
        return f"ROUND(IF(ABS({source.reference})<=5,1,0.01)*{source.reference},4)"
    return source.reference if source.places is None else f"ROUND({source.reference},{source.places})"


def _row_count(table: str, cells: Cells) -> str:
    """Rows in which anything is filled; less one for the headings."""
    held = "+".join(f'({column}<>"")' for column in cells.filled(table))
    return f"(SUMPRODUCT(--({held}>0))-1)"


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case Binary(_, left, right):
            yield from _leaves(left)
            yield from _leaves(right)
        case Negative(operand):
            yield from _leaves(operand)
        case Call(_, arguments):
            for each in arguments:
                yield from _leaves(each)
        case _:
            yield node


def _blanks(node: Node, cells: Cells) -> Iterator[tuple[str, str]]:
    """Blank isn't 0: no value while an item, or a row of a column that is summed, is not a number."""
    leaves = list(dict.fromkeys(_leaves(node)))
    items = [cells.item(leaf.name).reference for leaf in leaves if isinstance(leaf, Item)]
    if items:
        yield f"COUNT({','.join(items)})<{len(items)}", '""'
    for leaf in leaves:
        if isinstance(leaf, ColumnSum):
            yield f"COUNT({cells.column(leaf.table, leaf.column).reference})<{_row_count(leaf.table, cells)}", '""'


def _denominators(node: Node, cells: Cells) -> Iterator[str]:
    """Inner ones first, so that none is computed by a division by 0."""
    match node:
        case Binary(operator, left, right):
            yield from _denominators(left, cells)
            yield from _denominators(right, cells)
            if operator == "/":
                yield _expression(right, cells)
        case Negative(operand):
            yield from _denominators(operand, cells)
        case Call(_, arguments):
            for each in arguments:
                yield from _denominators(each, cells)
