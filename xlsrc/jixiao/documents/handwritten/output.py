"""What was read of a report and found in it: as lines, as plain data, as the entries of a new workbook."""

from collections.abc import Iterator
from typing import Any

from jixiao.documents.handwritten.figures import NOTE
from jixiao.documents.handwritten.linting import Reading
from jixiao.evaluation.as_json import finding_data
from jixiao.findings import Severity

EXECUTED, REMARK = "全年执行数", "说明"
MOST_QUOTED = 120
MOST_UNCLAIMED = 20


def as_lines(reading: Reading) -> Iterator[str]:
    """The figures with their sentences, then every finding with its sentence."""
    yield f"认到 {len(reading.figures)} 个数字和文字："
    for figure in reading.figures.values():
        origin = "（推算）" if figure.derived else ""
        yield f"  {figure.item}：{_short(figure.raw)}{origin}　“{_short(figure.sentence)}”"
    unclaimed = reading.account.unclaimed
    if unclaimed:
        yield f"没有认领的数字 {len(unclaimed)} 个（不知道是什么，没有参加核对）："
        yield from (f"  {n.text}{n.unit}　“{_short(n.words or n.sentence)}”" for n in unclaimed[:MOST_UNCLAIMED])
        if len(unclaimed) > MOST_UNCLAIMED:
            yield f"  ……另有 {len(unclaimed) - MOST_UNCLAIMED} 个，用 --json 看全部"
    counts = dict.fromkeys(Severity, 0)
    for one in reading.findings:
        counts[one.finding.kind.severity] += 1
    yield "校验：" + ("，".join(f"{s.label} {n} 条" for s, n in counts.items()) if reading.findings else "没有发现问题")
    for one in reading.findings:
        kind = one.finding.kind
        yield f"{kind.severity.label} {kind.code}　{one.finding.wrong}{kind.remedy}"
        if one.sentence:
            yield f"    原句：“{_short(one.sentence)}”"


def _short(text: str) -> str:
    return text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}…"


def as_data(reading: Reading) -> dict[str, Any]:
    """{"unit", "year", "figures": [{"item", "value", "sentence", "derived"}],
    "unclaimed": [{"text", "unit", "sentence"}], "findings": [… "sentence"]}."""
    return {
        "unit": reading.snapshot.unit,
        "year": reading.snapshot.year,
        "figures": [
            {"item": figure.item, "value": figure.raw, "sentence": figure.sentence, "derived": figure.derived}
            for figure in reading.figures.values()
        ],
        "unclaimed": [{"text": n.text, "unit": n.unit, "sentence": n.sentence} for n in reading.account.unclaimed],
        "findings": [
            {**finding_data(one.finding), "item": str(one.finding.key), "sentence": one.sentence}
            for one in reading.findings
        ],
    }


def as_entries(reading: Reading) -> dict[str, object]:
    """Item → content of everything that was understood; a figure that was worked out says so in 说明."""
    forms = reading.snapshot.forms
    known = dict(forms.items())
    entries: dict[str, object] = {
        item: entry.value
        for item, entry in reading.snapshot.entries.items()
        if item in known and entry.value is not None
    }
    for item, figure in reading.figures.items():
        cell, remark = forms.grid_cell(item), forms.beside(item, REMARK)
        if figure.derived and cell and cell.column == EXECUTED and remark and remark not in entries:
            entries[remark] = NOTE
    return entries
