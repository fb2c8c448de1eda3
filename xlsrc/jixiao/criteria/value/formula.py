"""指标值 as a small safe language over data items: `在职人员数 / 编制数`, `合计(重点项目.全年执行数)`.

Operators + - × (*) ÷ (/) and brackets in either width, numbers, percent literals, 合计(表.列), 计数(表),
计数(表.列=词), 绝对值, 最大, 最小. A name with operator characters stands in 「」 or []. No eval: a grammar and a tree.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from jixiao.criteria.value.quantity import FormulaError
from jixiao.values.rounding import plain

_PLAIN_NAME = re.compile(r"[\u3400-\u9fffA-Za-z“”‘’][\u3400-\u9fffA-Za-z0-9“”‘’_·]*(\([\u3400-\u9fffA-Za-z0-9]+\))?")
_FUNCTION = re.compile(r"(合计|计数|绝对值|最大|最小)\(")
_SIGNS = {"*": "×", "✕": "×", "÷": "/", "∕": "/", "−": "-", "－": "-", "–": "-", "【": "[", "】": "]"}


@dataclass(frozen=True)
class Node:
    """A node of the tree."""


@dataclass(frozen=True)
class Number(Node):
    """A literal; `percent` marks 5% (value 5)."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True)
class Item(Node):
    """A data item by name."""

    name: str


@dataclass(frozen=True)
class Binary(Node):
    """`operator` is one of + - × /."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Negative(Node):
    """Minus in front."""

    operand: Node


@dataclass(frozen=True)
class Call(Node):
    """绝对值, 最大 or 最小."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class ColumnSum(Node):
    """合计(表.列)."""

    table: str
    column: str


@dataclass(frozen=True)
class RowCount(Node):
    """计数(表) or, with a column, 计数(表.列=词)."""

    table: str
    column: str = ""
    word: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula that was read; str() gives its canonical text."""

    root: Node

    def __str__(self) -> str:
        return render_formula(self)

    def names(self) -> tuple[str, ...]:
        """The data items it uses, in order, each once; a table column as 表.列."""
        return tuple(dict.fromkeys(_names(self.root)))


@lru_cache(maxsize=4096)
def normalise_name(name: str) -> str:
    """A name as formulas compare it: half-width brackets, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=1024)  # one formula stands in every workbook of a framework
def read_formula(text: str) -> Formula:
    """Read a formula; FormulaError (Chinese, naming the place) where it is none."""
    prepared = _prepare(text)
    if not prepared:
        raise FormulaError("指标值公式为空。")
    try:
        return Formula(_parser().parse(prepared))  # type: ignore[arg-type]  # the transformer gives a Node
    except UnexpectedInput as error:
        place = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(prepared)
        rest = prepared[place : place + 8] or "末尾"
        raise FormulaError(f"公式“{text.strip()}”看不懂：从“{rest}”起不符合写法。") from error


def render_formula(formula: Formula) -> str:
    """The canonical text; reading it again gives an equal formula."""
    return _render(formula.root, 0)


def _prepare(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_SIGNS.get(sign, sign) for sign in text)
    return re.sub(r"\s+", "", text).removeprefix("=")


def _names(node: Node) -> Iterator[str]:
    match node:
        case Item(name):
            yield name
        case ColumnSum(table, column):
            yield f"{table}.{column}"
        case RowCount(table, column):
            yield f"{table}.{column}" if column else table
        case Call(_, arguments):
            for argument in arguments:
                yield from _names(argument)
        case _:
            for part in fields(node):
                child = getattr(node, part.name)
                if isinstance(child, Node):
                    yield from _names(child)


_LEVEL = {"+": 1, "-": 1, "×": 2, "/": 2}


def _render(node: Node, level: int) -> str:
    match node:
        case Number(value, is_percent):
            return plain(value) + ("%" if is_percent else "")
        case Item(name):
            return _quote(name)
        case Binary(operator, left, right):
            own = _LEVEL[operator]
            text = f"{_render(left, own)} {operator} {_render(right, own + 1)}"
            return f"({text})" if own < level else text
        case Negative(operand):
            return f"-{_render(operand, 3)}"
        case Call(function, arguments):
            return f"{function}({', '.join(_render(each, 0) for each in arguments)})"
        case ColumnSum(table, column):
            return f"合计({_quote(table)}.{_quote(column)})"
        case RowCount(table, column, word):
            where = f".{_quote(column)}={_quote(word)}" if column else ""
            return f"计数({_quote(table)}{where})"
    raise TypeError(f"unknown node {node!r}")


def _quote(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) and not _FUNCTION.match(name) else f"「{name}」"


@v_args(inline=True)
class _Build(Transformer[Token, Node]):
    def start(self, root: Node) -> Node:
        return root

    def name(self, token: Token) -> str:
        text = str(token)
        return text[1:-1] if text[0] in "「[" else text

    def number(self, token: Token) -> Node:
        return Number(Decimal(str(token)))

    def percent(self, token: Token) -> Node:
        return Number(Decimal(str(token)[:-1]), percent=True)

    def item(self, name: str) -> Node:
        return Item(name)

    def add(self, left: Node, right: Node) -> Node:
        return Binary("+", left, right)

    def subtract(self, left: Node, right: Node) -> Node:
        return Binary("-", left, right)

    def multiply(self, left: Node, right: Node) -> Node:
        return Binary("×", left, right)

    def divide(self, left: Node, right: Node) -> Node:
        return Binary("/", left, right)

    def negate(self, operand: Node) -> Node:
        return Negative(operand)

    def total(self, table: str, column: str) -> Node:
        return ColumnSum(table, column)

    def rows(self, table: str) -> Node:
        return RowCount(table)

    def matches(self, table: str, column: str, word: str) -> Node:
        return RowCount(table, column, word)

    def absolute(self, operand: Node) -> Node:
        return Call("绝对值", (operand,))

    def largest(self, *operands: Node) -> Node:
        return Call("最大", operands)

    def smallest(self, *operands: Node) -> Node:
        return Call("最小", operands)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("formula.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Build())
