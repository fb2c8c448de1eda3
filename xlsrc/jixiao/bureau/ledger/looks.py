"""How the ledger's cells look: a format a kind of column, and what stands out by itself, so that a later filling looks the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.bureau.desk import LATE, MISSING, UNUSABLE
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.indicators import PART
from jixiao.bureau.ledger.plan import LEFT, Column, LedgerSheet
from jixiao.drawing.palette import (
    BRAND,
    COMPUTED_TINT,
    ENTRY_TINT,
    ERROR_TINT,
    HEADER_TINT,
    HINT_TINT,
    RULE,
    SECTION_TINT,
    WARNING_TINT,
    Palette,
)
from jixiao.filing import memory
from jixiao.values.address import a1, column_letters

LINK = "#0563C1"
IS_LINK = "=_xlfn.ISFORMULA"  # the only formulas of a ledger are links
WRAPPED = frozenset({"text", "link", "entry"})
_SHAPES: dict[str, dict[str, object]] = {
    "text": {"num_format": "General", "align": "left", "indent": 1, "text_wrap": True},
    "entry": {"num_format": "@", "align": "left", "indent": 1, "text_wrap": True},
    "code": {"num_format": "@", "align": "center"},
    "key": {"num_format": "@", "align": "fill"},
    "choice": {"num_format": "General", "align": "center", "text_wrap": True},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "points": {"num_format": "0.00", "align": "right"},
    "amount": {"num_format": "#,##0.00;[Red]-#,##0.00;0.00", "align": "right"},
    "percent": {"num_format": "0.00%", "align": "right"},
    "count": {"num_format": "0", "align": "center"},
    "figure": {"num_format": "General", "align": "right", "indent": 1},
    "link": {"num_format": "General", "align": "left", "indent": 1, "text_wrap": True},
}
TINTS = {
    "错误": ERROR_TINT, "提醒": WARNING_TINT, "提示": HINT_TINT,
    LATE: WARNING_TINT, MISSING: ERROR_TINT, UNUSABLE: ERROR_TINT,
    memory.SAME: COMPUTED_TINT, memory.SUPERSEDED: COMPUTED_TINT,
}  # fmt: skip
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {  # sheet → column → the words in it that have a tint
    names.REGISTER: {names.STATUS: (LATE, MISSING, UNUSABLE, memory.SAME, memory.SUPERSEDED)},
    names.MISSING: {names.STATUS: (MISSING, UNUSABLE)},
    names.TOTALS: {names.STATUS: (LATE, MISSING, UNUSABLE)},
    **{sheet: {"级别": ("错误", "提醒", "提示")} for sheet in (names.PROBLEMS, names.FINDINGS, names.SUSPICIONS)},
}


@dataclass(frozen=True)
class Rule:
    """What stands out: in these columns (none: in all), where `criterion` holds; {label} is a cell of the same row."""

    columns: tuple[str, ...]
    criterion: str
    look: tuple[tuple[str, object], ...]


_RED = (("font_color", "#C00000"), ("bold", True))
RULES: dict[str, tuple[Rule, ...]] = {
    names.HOME: (
        Rule((), '=AND({项目}<>"",{数}="",{说明}="")', (("bold", True), ("bg_color", SECTION_TINT), ("font_color", BRAND))),
        Rule(("数",), "=AND(ISNUMBER({数}),{数}<>INT({数}))", (("num_format", "0.00"),)),
    ),
    names.TOTALS: (
        Rule(("差", "上报总分"), "=AND(ISNUMBER({差}),ROUND(N({差}),2)<>0)", (("bg_color", WARNING_TINT),)),
        Rule(("上报等次", "重算等次"), '=AND({上报等次}<>"",{上报等次}<>{重算等次})', (("bg_color", WARNING_TINT),)),
        Rule(("错误",), "=N({错误})>0", _RED),
        Rule(("疑点",), "=N({疑点})>0", _RED),
        Rule(("执行率",), "=AND(ISNUMBER({执行率}),N({执行率})>1)", _RED),
    ),
    names.INDICATORS: (Rule((), f'={{三级指标}}="{PART}"', (("bold", True), ("bg_color", SECTION_TINT))),),
}  # fmt: skip


def style_of(palette: Palette, column: Column, **more: object) -> Any:
    """The format of a column's cells, of those written now and of those to come."""
    return palette.make(**{"font_size": 10, **_SHAPES[column.kind], **more})


def draw_rules(sheet: Any, plan: LedgerSheet, palette: Palette) -> None:
    """Conditional formats over the rows and the spare ones: what stands out, tints of words, borders with the content."""
    shown = f"=COUNTA(${column_letters(1)}{plan.first}:${column_letters(plan.hidden - 1)}{plan.first})>0"
    typed = [column.label for column in plan.columns if column.typed]
    links = [column.label for column in plan.columns if column.kind == "link"]
    for rule in RULES.get(plan.name, ()):
        _rule(sheet, plan, rule.columns, _criterion(plan, rule.criterion), palette, **dict(rule.look))
    for label, words in WORDS.get(plan.name, {}).items():
        for word in words:
            _rule(sheet, plan, (label,), _criterion(plan, f'={{{label}}}="{word}"'), palette, bg_color=TINTS[word])
    if typed:
        where = "=TRUE" if len(typed) == len(plan.columns) else shown
        _rule(sheet, plan, typed, where, palette, bg_color=ENTRY_TINT)
    if links:
        place = f"{column_letters(plan.column(links[0]))}{plan.first}"
        _rule(sheet, plan, links, f"{IS_LINK}({place})", palette, font_color=LINK, underline=1)
    _rule(sheet, plan, (), f"{IS_LINK}({column_letters(LEFT)}{plan.first})", palette, font_color=BRAND)
    boxed = f'=AND({shown[1:]},{column_letters(LEFT)}${plan.top}<>"")' if plan.room else shown
    _rule(sheet, plan, (), boxed, palette)


def summary_style(palette: Palette, column: Column) -> Any:
    """A cell of 合计 or 平均."""
    return style_of(palette, column, bold=True, bg_color=HEADER_TINT, border=1, border_color=RULE)


def _criterion(plan: LedgerSheet, text: str) -> str:
    places = {label: f"${column_letters(plan.column(label))}{plan.first}" for label in plan.labels}
    return text.format_map(places)


def _rule(
    sheet: Any, plan: LedgerSheet, labels: Sequence[str], criterion: str, palette: Palette, **look: object
) -> None:
    """One criterion over these columns, or over all. Each look has the border too: LibreOffice applies one rule a cell."""
    spans = [(plan.column(label) - 1,) * 2 for label in labels] or [(LEFT - 1, plan.hidden - 2)]
    style = palette.plain(border=1, border_color=RULE, **look)
    ranges = [f"{a1(plan.first, first + 1)}:{a1(plan.end, last + 1)}" for first, last in spans]
    options = {"type": "formula", "criteria": criterion, "format": style, "multi_range": " ".join(ranges)}
    first, last = spans[0]
    sheet.conditional_format(plan.first - 1, first, plan.end - 1, last, options)
