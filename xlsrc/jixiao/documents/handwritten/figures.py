"""The figures that a report states: data item, value, and the sentence (or table row) it was read from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jixiao.documents.handwritten.numbers import Number, words_before
from jixiao.documents.handwritten.relations import Group, named
from jixiao.documents.handwritten.source import Table
from jixiao.documents.handwritten.text import Paragraph, patterns
from jixiao.forms import Forms
from jixiao.forms.spec import Row, Section
from jixiao.values.rounding import half_up, plain
from jixiao.values.typed import folded, read_number

SECTIONS = ("income", "expenditure")
FULL = Decimal(100)
NOTE = "推算：报告没有执行数，按预算数和报告所写的执行率计算。"


@dataclass(frozen=True)
class Figure:
    """One figure as it stands in the report. `derived`: it was worked out from two others."""

    item: str
    raw: str
    sentence: str
    derived: bool = False


def figures_of(
    forms: Forms, paragraphs: tuple[Paragraph, ...], tables: tuple[Table, ...], groups: Sequence[Group] = ()
) -> dict[str, Figure]:
    """Every figure by data item; tables come before sentences, an earlier sentence before a later one."""
    found: dict[str, Figure] = {}
    for figure in (*_in_tables(forms, tables), *figures_in_sentences(forms, paragraphs), *_in_lists(groups)):
        found.setdefault(figure.item, figure)
    for figure in _derived(forms, found):
        found.setdefault(figure.item, figure)
    return found


def _in_lists(groups: Sequence[Group]) -> Iterator[Figure]:
    """Wholes and parts of lists, in whatever words; one that is said twice with two values is neither."""
    said: dict[str, list[Number]] = {}
    for group in groups:
        for item, number in group.items:
            said.setdefault(item, []).append(number)
    for item, numbers in said.items():
        if len({number.amount for number in numbers}) == 1:
            yield Figure(item, numbers[0].text, numbers[0].sentence)


def figures_in_sentences(forms: Forms, paragraphs: tuple[Paragraph, ...]) -> Iterator[Figure]:
    """Every figure in every place where it is said, item by item."""
    for item, paragraph, match in _said(forms, paragraphs):
        yield Figure(item, _raw(paragraph, match), paragraph.sentence(match.start()))


def spans_of(forms: Forms, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, int, int]]:
    """Where in the half-width text figures were read."""
    for _, paragraph, match in _said(forms, paragraphs):
        if match.groupdict().get("值"):
            yield paragraph, *match.span("值")


def _said(forms: Forms, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, Paragraph, re.Match[str]]]:
    for item, pattern in _all_patterns(forms):
        for paragraph in paragraphs:
            for match in pattern.finditer(paragraph.flat):
                if _is_all_of_it(item, paragraph, match.start()):
                    yield item, paragraph, match


def _is_all_of_it(item: str, paragraph: Paragraph, start: int) -> bool:
    """Whether nothing but neutral words stands before the name of a row of a form in its clause.

    道路项目支出 is no 项目支出: what qualifies a name makes it the name of something else.
    """
    named_alone = item in {node["item"] for node in patterns()["figure"]}
    return named_alone or "" in named(words_before(paragraph.flat, start))


def _raw(paragraph: Paragraph, match: re.Match[str]) -> str:
    named = match.groupdict()
    return "0" if named.get("无") else paragraph.original(*match.span("值"))


def _all_patterns(forms: Forms) -> Iterator[tuple[str, re.Pattern[str]]]:
    for node in patterns()["figure"]:
        yield from ((node["item"], _compiled(pattern)) for pattern in node["patterns"])
    for section in map(forms.section, SECTIONS):
        for row in section.rows:
            if not row.parts and not row.control:
                yield from _row_patterns(row)


def _row_patterns(row: Row) -> Iterator[tuple[str, re.Pattern[str]]]:
    for node in patterns()["row_figure"]:
        for pattern in node["patterns"]:
            yield node["item"].replace("{项}", row.item), _compiled(pattern.replace("{行}", re.escape(row.label)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _in_tables(forms: Forms, tables: tuple[Table, ...]) -> Iterator[Figure]:
    """Cells of tables whose rows and columns are named as those of the forms."""
    for table in tables:
        headings = [folded(cell) for cell in table[0]] if table else []
        for cells in table[1:]:
            for section, row in _rows(forms, folded(cells[0])):
                yield from _in_row(section, row, headings, cells)


def _rows(forms: Forms, label: str) -> Iterator[tuple[Section, Row]]:
    for section in map(forms.section, SECTIONS):
        yield from ((section, row) for row in section.rows if folded(row.label) == label and not row.control)


def _in_row(section: Section, row: Row, headings: list[str], cells: list[str]) -> Iterator[Figure]:
    for heading, text in zip(headings[1:], cells[1:], strict=False):
        item = _table_item(section, row, heading)
        if item and read_number(text.rstrip("%％")).value is not None:
            yield Figure(item, text, "　".join(cell for cell in cells if cell))


def _table_item(section: Section, row: Row, heading: str) -> str:
    """The item of a cell: totals go to the row of printed totals, printed rates to 填报执行率."""
    if heading not in {folded(column.label) for column in section.columns}:
        return ""
    if heading == "执行率":
        return f"{row.item}填报执行率"
    if row.parts:
        control = next(one.item for one in section.rows if one.control)
        return "" if heading == "占比" else f"{control}{heading}"
    return f"{row.item}{heading}"


def _derived(forms: Forms, found: dict[str, Figure]) -> Iterator[Figure]:
    """Amounts that follow from others: an adjusted budget with no initial one, and 执行数 from a claimed rate."""
    for section in map(forms.section, SECTIONS):
        for row in section.rows:
            if row.parts or row.control:
                continue
            adjusted, initial = found.get(f"{row.item}调整后预算数"), found.get(f"{row.item}年初预算数")
            if adjusted and not initial:
                yield Figure(f"{row.item}年初预算数", adjusted.raw, adjusted.sentence, derived=True)
            budget, rate = _number(adjusted or initial), _number(found.get(f"{row.item}填报执行率"))
            if budget is not None and rate is not None and f"{row.item}全年执行数" not in found:
                executed = plain(half_up(budget * rate / FULL))
                yield Figure(f"{row.item}全年执行数", executed, found[f"{row.item}填报执行率"].sentence, derived=True)


def _number(figure: Figure | None) -> Decimal | None:
    value = read_number(figure.raw.rstrip("%％")).value if figure else None
    return value if isinstance(value, Decimal) else None
