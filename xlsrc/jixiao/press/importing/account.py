"""Row by row, what became of a pasted table: every non-empty cell is spoken for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.findings import Finding
from jixiao.frameworks import Indicator
from jixiao.frameworks.guide import in_short
from jixiao.frameworks.importing import Left, Use
from jixiao.frameworks.importing.cells import Sheet
from jixiao.press.importing.pasted import Source
from jixiao.values.address import a1

INDICATOR, PART, LEVEL, LEFT_OUT = "指标", "并入 {codes}", "上级指标", "未导入"
LONGEST = 48  # characters of a row that are shown
_LEVELS = frozenset({"level1", "level2", "level3", "levels", "printed"})


@dataclass(frozen=True)
class SourceRow:
    """A row of the source: its first cell, what it became, the indicators that begin in it, what to look at."""

    row: int
    column: int
    became: str
    indicators: Sequence[Indicator]
    content: str
    check: str


def account_rows(source: Source) -> list[SourceRow]:
    """Every row with anything in it, from top to bottom."""
    sheet = Sheet(source.raw)
    begins, parts = _begins(source), _parts(source)
    uses = defaultdict(set)
    for place, use in source.imported.account.items():
        uses[place.row].add(use)
    return [
        SourceRow(
            row,
            columns[0],
            _became(uses[row], bool(begins[row]), parts[row]),
            begins[row],
            _content([sheet.texts[row, column] for column in columns]),
            "\n".join([*_check(source, row), *map(_understood, begins[row])]),
        )
        for row, columns in sheet.by_row.items()
    ]


def _begins(source: Source) -> defaultdict[int, list[Indicator]]:
    """Row → the indicators whose 分值 stands in it."""
    found = defaultdict(list)
    for indicator in source.framework.indicators:
        found[source.imported.sources[indicator.key]["weight"][0].row].append(indicator)
    return found


def _parts(source: Source) -> defaultdict[int, list[str]]:
    """Row → the codes of indicators to whose texts it adds."""
    found = defaultdict(list)
    for indicator in source.framework.indicators:
        fields = source.imported.sources[indicator.key].items()
        rows = {place.row for name, places in fields if name not in _LEVELS for place in places}
        for row in rows:
            found[row].append(indicator.code)
    return found


def _became(uses: set[Use], begins: bool, parts: Sequence[str]) -> str:
    if begins:
        return INDICATOR
    if parts:
        return PART.format(codes="、".join(parts))
    if Use.FIELD in uses:
        return LEVEL
    return next((str(use) for use in (Use.HEADING, Use.TOTAL, Use.NOTE) if use in uses), LEFT_OUT)


def _content(texts: Sequence[str]) -> str:
    text = " ｜ ".join(" ".join(text.split()) for text in texts)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _check(source: Source, row: int) -> Iterator[str]:
    """Findings first, then what was not imported and why."""
    yield from (said(finding) for finding in source.findings if finding.place.row == row)
    reasons: dict[str, list[Left]] = {}
    for left in source.imported.not_imported:
        if left.place.row == row:
            reasons.setdefault(left.why, []).append(left)
    for why, cells in reasons.items():
        yield f"未导入 {'、'.join(a1(left.place.row, left.place.column) for left in cells)}：{why}"


def _understood(indicator: Indicator) -> str:
    return f"识别结果：{in_short(indicator)}"


def said(finding: Finding) -> str:
    """错误 C5 what is wrong. What to do."""
    return f"{finding.kind.severity.label} {finding.place.cell} {finding.wrong}{finding.kind.remedy}".replace("  ", " ")
