"""Evaluating a formula with units: like with like, blank is not 0, a division by 0 is 不适用 (财预〔2020〕10号)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from jixiao.criteria.shapes import HUNDRED, ZERO
from jixiao.criteria.value.formula import (
    Binary,
    Call,
    ColumnSum,
    Formula,
    Item,
    Negative,
    Node,
    Number,
    RowCount,
    normalise_name,
)
from jixiao.criteria.value.quantity import COUNTS, FormulaError, Lookup, Quantity, Result, ResultStatus, quotient_unit
from jixiao.values.rounding import half_up, money, percent, plain

LARGEST = Decimal("1E+30")  # the largest numbers that may be typed multiply to that

T = TypeVar("T")


class _DivisionByZeroError(Exception):
    """A division by 0 somewhere inside: the whole value is 不适用."""


@dataclass(frozen=True)
class _Amount:
    """A value inside a formula: a rate is kept as a fraction with unit "" and `rate` set."""

    value: Decimal
    unit: str = ""
    rate: bool = False


def evaluate(formula: Formula, lookup: Lookup) -> Result:
    """Compute the 指标值. FormulaError for unknown names (with the nearest known ones), unlike units
    and a result that no amount comes to.

    A rate is rounded half-up to 2 decimals in percent; other results keep their unit. Status missing names the
    blank items; status not-applicable is a division by 0, 0 ÷ 0 too.
    """
    run = _Run(lookup)
    trace = run.trace(formula.root, 0)
    if run.missing:
        return Result(None, "", trace, ResultStatus.MISSING, tuple(dict.fromkeys(run.missing)))
    try:
        amount = run.amount(formula.root)
    except _DivisionByZeroError:
        return Result(None, "", f"{trace}：分母为0，不适用", ResultStatus.NOT_APPLICABLE)
    value, unit = (amount.value * HUNDRED, "%") if amount.rate else (amount.value, amount.unit)
    if abs(value) >= LARGEST:
        raise FormulaError("公式算出来的数太大，请核对公式和所用的数。")
    value = half_up(value)
    single = isinstance(formula.root, Item | ColumnSum | RowCount)
    shown = trace if single else f"{trace} = {_shown(value, unit)}"
    return Result(value, unit, shown, ResultStatus.OK)


def unknown_names(formula: Formula, lookup: Lookup) -> tuple[str, ...]:
    """One Chinese sentence for each name the data doesn't know: for the lint of a framework."""
    run = _Run(lookup)
    faults = []
    for node in _leaves(formula.root):
        try:
            run.quantity(node)
        except FormulaError as error:
            faults.append(str(error))
    return tuple(dict.fromkeys(faults))


def _leaves(node: Node) -> list[Node]:
    match node:
        case Binary(_, left, right):
            return _leaves(left) + _leaves(right)
        case Negative(operand):
            return _leaves(operand)
        case Call(_, arguments):
            return [leaf for each in arguments for leaf in _leaves(each)]
    return [node]


def _shown(value: Decimal, unit: str) -> str:
    if unit == "%":
        return percent(value)
    return money(value) + unit if unit.startswith(("万元", "元")) else plain(value) + unit


class _Run:
    """One evaluation: the data, and the blanks met so far."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._known = _by_normal_name(tuple(lookup.names()))
        self.missing: list[str] = []

    def quantity(self, node: Node) -> Quantity:
        """What a leaf is worth."""
        match node:
            case Number(value, is_percent):
                return Quantity(value, "%" if is_percent else "")
            case Item(name):
                return self._item(name)
            case ColumnSum(table, column):
                return self._column(table, column)
            case RowCount(table, column, word):
                return self._count(table, column, word)
        raise TypeError(f"not a leaf: {node!r}")

    def _item(self, name: str) -> Quantity:
        try:
            return self._lookup.item(self._known.get(normalise_name(name), name))
        except KeyError:
            near = get_close_matches(normalise_name(name), list(self._known), n=3, cutoff=0.4)
            hint = f"是否为“{'”“'.join(self._known[each] for each in near)}”？" if near else "请核对数据项名称。"
            raise FormulaError(f"公式中的“{name}”不是已有的数据项，{hint}") from None

    def _column(self, table: str, column: str) -> Quantity:
        cells = self._table(lambda: self._lookup.column(table, column), f"{table}.{column}")
        if any(cell.value is None for cell in cells):
            return Quantity(None)
        units = {cell.unit for cell in cells}
        if len(units) > 1:
            raise FormulaError(f"“{table}.{column}”各行单位不同（{'、'.join(sorted(units))}），不能合计。")
        return Quantity(sum((cell.value or ZERO for cell in cells), ZERO), units.pop() if units else "")

    def _count(self, table: str, column: str, word: str) -> Quantity:
        if column:
            count = self._table(lambda: self._lookup.matches(table, column, word), f"{table}.{column}")
        else:
            count = self._table(lambda: self._lookup.rows(table), table)
        return Quantity(Decimal(count), "个")

    def _table(self, read: Callable[[], T], name: str) -> T:
        try:
            return read()
        except KeyError:
            raise FormulaError(f"公式中的“{name}”不是已有的表或列，请核对名称。") from None

    def amount(self, node: Node) -> _Amount:
        """The value of a node without blanks."""
        match node:
            case Binary(operator, left, right):
                return _OPERATE[operator](self.amount(left), self.amount(right))
            case Negative(operand):
                inner = self.amount(operand)
                return _Amount(-inner.value, inner.unit, inner.rate)
            case Call(function, arguments):
                return _call(function, [self.amount(each) for each in arguments])
        quantity = self.quantity(node)
        value = quantity.value or ZERO
        if quantity.unit == "%":
            return _Amount(value / HUNDRED, "", rate=True)
        return _Amount(value, "个" if quantity.unit in COUNTS else quantity.unit)

    def trace(self, node: Node, level: int) -> str:
        """The formula with each item's value behind its name; notes blanks on the way."""
        match node:
            case Binary(operator, left, right):
                own = 1 if operator in "+-" else 2
                sign = "÷" if operator == "/" else operator
                text = f"{self.trace(left, own)} {sign} {self.trace(right, own + 1)}"
                return f"（{text}）" if own < level else text
            case Negative(operand):
                return f"-{self.trace(operand, 3)}"
            case Call(function, arguments):
                return f"{function}（{'，'.join(self.trace(each, 0) for each in arguments)}）"
        return self._leaf_trace(node)

    def _leaf_trace(self, node: Node) -> str:
        quantity = self.quantity(node)
        label = _label(node)
        if quantity.value is None:
            self.missing.append(label)
            return f"{label}（未填）"
        if not label:
            return plain(quantity.value) + quantity.unit
        is_money = quantity.unit in ("万元", "元")
        number = money(quantity.value) if is_money else plain(quantity.value)
        return f"{label}{number}{'%' if quantity.unit == '%' else ''}"


@lru_cache(maxsize=64)  # the forms' names, and with each workbook the same
def _by_normal_name(names: tuple[str, ...]) -> Mapping[str, str]:
    return MappingProxyType({normalise_name(name): name for name in names})


def _label(node: Node) -> str:
    match node:
        case Item(name):
            return name
        case ColumnSum(table, column):
            return f"{table}{column}合计"
        case RowCount(table, column, word):
            return f"{table}{column}“{word}”数" if column else f"{table}数"
    return ""


def _alike(left: _Amount, right: _Amount, doing: str) -> None:
    if left.unit != right.unit:
        raise FormulaError(f"单位不同，不能{doing}：{left.unit or '数'}与{right.unit or '数'}。")


def _add(left: _Amount, right: _Amount) -> _Amount:
    _alike(left, right, "相加")
    return _Amount(left.value + right.value, left.unit, left.rate or right.rate)


def _subtract(left: _Amount, right: _Amount) -> _Amount:
    _alike(left, right, "相减")
    return _Amount(left.value - right.value, left.unit, left.rate or right.rate)


def _multiply(left: _Amount, right: _Amount) -> _Amount:
    if left.unit and right.unit:
        raise FormulaError(f"{left.unit}与{right.unit}不能相乘。")
    unit = left.unit or right.unit
    return _Amount(left.value * right.value, unit, not unit and (left.rate or right.rate))


def _divide(left: _Amount, right: _Amount) -> _Amount:
    if right.unit and not left.unit:
        raise FormulaError(f"数不能除以{right.unit}。")
    if right.value == 0:
        raise _DivisionByZeroError
    quotient = left.value / right.value
    if left.unit == right.unit:
        return _Amount(quotient, "", rate=left.rate or not right.rate)
    return _Amount(quotient, quotient_unit(left.unit, right.unit))


_OPERATE: dict[str, Callable[[_Amount, _Amount], _Amount]] = {
    "+": _add,
    "-": _subtract,
    "×": _multiply,
    "/": _divide,
}


def _call(function: str, arguments: list[_Amount]) -> _Amount:
    first = arguments[0]
    if function == "绝对值":
        return _Amount(abs(first.value), first.unit, first.rate)
    for other in arguments[1:]:
        _alike(first, other, "比较")
    pick = max if function == "最大" else min
    return pick(arguments, key=lambda each: each.value)
