"""workbook/使用手册.md: its chapters on filling are the text of the sheet 填报说明; its tables of fields and of checks come
from the forms and from the catalogue of findings.

A chapter goes into the sheet where the line CHAPTER_MARK stands under its heading. What stands between TABLE_BEGINS or
CHECKS_BEGIN and TABLE_ENDS is written by `jixiao build`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from jixiao import resources
from jixiao.drawing.guide_rows import COLUMNS, GuideForm, guide_forms
from jixiao.findings import COLUMNS as CHECK_COLUMNS
from jixiao.findings import Group, catalog

NAME = "使用手册.md"
CHAPTER_MARK = "<!-- 也印在《填报说明》 -->"
TABLE_BEGINS = "<!-- 以下由 jixiao build 按 templates/forms 写，不要手改 -->"
CHECKS_BEGIN = "<!-- 以下由 jixiao build 按 templates/findings 写，不要手改 -->"
TABLE_ENDS = "<!-- 以上由 jixiao build 写 -->"
_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")


@dataclass(frozen=True)
class Line:
    """A piece of a chapter: `kind` is heading, text, item or table; `cells` one text, or a table's row."""

    kind: str
    cells: tuple[str, ...]
    is_head: bool = False


def manual_text() -> str:
    """The manual as it lies in the repository."""
    return resources.workbook(NAME).read_text(encoding="utf-8")


def chapters(text: str) -> list[Line]:
    """The chapters that go into the sheet, as plain lines. ValueError where there is none."""
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    chosen = [line for part in parts if CHAPTER_MARK in part for line in _lines(part)]
    if not chosen:
        raise ValueError(f"{NAME}: no chapter has the line {CHAPTER_MARK}")
    return chosen


def _lines(markdown: str) -> Iterator[Line]:
    for block in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown)).children:
        yield from _block(block)


def _block(node: SyntaxTreeNode) -> Iterator[Line]:
    if node.type in ("bullet_list", "ordered_list"):
        yield from _items(node)
    elif node.type == "table":
        for part in node.children:
            yield from (Line("table", tuple(map(_said, row.children)), part.type == "thead") for row in part.children)
    elif node.type == "heading":
        yield Line("heading", (_NUMBER.sub("", _said(node)),))
    elif node.type == "paragraph" and _said(node):
        yield Line("text", (_said(node),))


def _items(node: SyntaxTreeNode) -> Iterator[Line]:
    for number, item in enumerate(node.children, int(node.attrs.get("start", 1))):
        marker = f"{number}．" if node.type == "ordered_list" else "· "
        for line in (line for block in item.children for line in _block(block)):
            yield Line("item", (marker + line.cells[0],)) if line.kind == "text" else line
            marker = ""


def _said(node: SyntaxTreeNode) -> str:
    """The words of a block: marks and links fall away, pictures too."""
    if node.type == "image":
        return ""
    if node.type in ("text", "code_inline"):
        return node.content
    return " " if node.type == "softbreak" else "".join(map(_said, node.children)).strip()


def with_tables(text: str) -> str:
    """The manual with its tables as the forms and the catalogue say. ValueError where a place is not marked."""
    fields = (line for form in guide_forms() for line in _fields(form))
    checks = (line for group in catalog() for line in _checks(group))
    return _filled(_filled(text, TABLE_BEGINS, fields), CHECKS_BEGIN, checks)


def _filled(text: str, mark: str, lines: Iterable[str]) -> str:
    before, begins, rest = text.partition(mark)
    _, ends, after = rest.partition(TABLE_ENDS)
    if not (begins and ends):
        raise ValueError(f"{NAME}: the lines {mark} and {TABLE_ENDS} are missing")
    table = "\n".join(lines)
    return f"{before}{begins}\n\n{table}\n{ends}{after}"


def _checks(group: Group) -> Iterator[str]:
    yield f"### {group.letter}　{group.title}\n"
    yield _row(CHECK_COLUMNS)
    yield "|---" * len(CHECK_COLUMNS) + "|"
    yield from map(_row, group.rows)
    yield ""


def _fields(form: GuideForm) -> Iterator[str]:
    yield f"### {form.sheet}\n\n{form.note}\n"
    for section in form.sections:
        yield f"**{section.title}**{'　' + section.remark if section.remark else ''}\n"
        yield _row(COLUMNS)
        yield "|---" * len(COLUMNS) + "|"
        yield from map(_row, section.rows)
        yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
