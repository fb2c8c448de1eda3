"""Fingerprint of a self-evaluation: SHA-256 over entries and results. Anyone can recompute it:

1. One line per fact, a JSON array of strings: `["kind","key","value"]`, no blanks, characters as they are (no \\u escapes
   but those JSON demands). Kinds: `format` (one line, `["format","jixiao","1"]`), `entry` (what was typed), `computed`
   (totals, rates and shares of the forms), `rate`, `score`, `level`, `project`, `result`.
2. Keys name the data item, never a cell: `一般公共预算年初预算数`; rows of lists are counted from 1 in their order,
   blank rows left out: `重点项目[2].全年执行数`, `重点项目[2]` for the name of the row. Project sheets that somebody
   filled are counted too: `项目[1].项目名称`.
3. Values as normalised: numbers as plain decimals without trailing zeros or thousands separators (`655.36`, `5`), rates in
   percent points (`93.4`), dates `2025-07-08`, texts trimmed, line breaks as LF; `不适用` where a rate has no meaning.
   A cell that could not be used is `不能用`. Blank things have no line.
4. Every line in Unicode NFC, the lines sorted by code point, joined by LF without a last one, encoded in UTF-8;
   SHA-256 of that as 64 lower-case hexadecimal digits. The short form is the first 12.

Findings, places, formats, what only guides (填法, 识别结果), trials (试算…), 收件邮箱, and 计分规则 with its 确认, which a
press fills in (what they decide stands in the results), have no part in it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from jixiao.evaluation import Evaluation
from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.forms.filed_sheets import SCRATCH, UNUSABLE
from jixiao.frameworks.rows import CONFIRMATION, RULE
from jixiao.snapshot import Computed, Entry, Project, Record, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.words import NOT_APPLICABLE

FORMAT = "1"
SHORT = 12
LABEL = "核对码"  # what clerks call the fingerprint, wherever one is shown
SIGNATURE = "签名码"  # made with a unit's key, among the properties of exported documents
GUIDING = frozenset({RULE, CONFIRMATION})
PROJECT = "项目"  # project sheets are rows of one list here, whatever the sheets are called
Fact = tuple[str, str, str]
"""(kind, key, value)."""


def fingerprint(snapshot: Snapshot, evaluation: Evaluation) -> str:
    """64 hexadecimal digits; the same entries and results give the same ones."""
    return hashlib.sha256(canonical(snapshot, evaluation).encode()).hexdigest()


def short(full: str) -> str:
    """The first 12 digits, as every document shows them."""
    return full[:SHORT]


def canonical(snapshot: Snapshot, evaluation: Evaluation) -> str:
    """The text that is hashed (see the module's rules)."""
    facts = [("format", "jixiao", FORMAT), *entry_facts(snapshot), *result_facts(snapshot, evaluation)]
    return "\n".join(sorted(map(fact_line, facts)))


def fact_line(fact: Fact) -> str:
    """A fact as its line."""
    return unicodedata.normalize("NFC", json.dumps(fact, ensure_ascii=False, separators=(",", ":")))


def entry_facts(snapshot: Snapshot) -> Iterator[Fact]:
    """What was typed: single items, lists, project sheets."""
    yield from item_facts(snapshot, snapshot.entries)
    for name in snapshot.tables:
        yield from list_facts(snapshot, name)
    yield from project_facts(snapshot)


def item_facts(snapshot: Snapshot, items: Iterable[str]) -> Iterator[Fact]:
    """What was typed into these items, scratch pads left out."""
    for item in items:
        if item in snapshot.entries and item not in SCRATCH:
            yield from _entry(Key.of(item), snapshot.entries[item])


def list_facts(snapshot: Snapshot, name: str) -> Iterator[Fact]:
    """What was typed into a list."""
    for number, record in enumerate(snapshot.tables[name], 1):
        yield from _record(Key(name, number), record)


def project_facts(snapshot: Snapshot) -> Iterator[Fact]:
    """What was typed into the project sheets."""
    for number, project in enumerate(snapshot.filled_projects, 1):
        yield from _project_entries(Key(PROJECT, number), project)


def entry_text(entry: Entry) -> str:
    """An entry as the fingerprint has it."""
    return UNUSABLE if entry.faulty else _text(entry.value)


def _entry(key: Key, entry: Entry) -> Iterator[Fact]:
    text = entry_text(entry) if entry.spec.is_entry else ""
    if text:
        yield "entry", str(key), text


def _record(key: Key, record: Record) -> Iterator[Fact]:
    yield "entry", str(key), _text(record.label)
    for label, entry in record.entries.items():
        if label not in GUIDING:
            yield from _entry(key.at(label), entry)


def _project_entries(key: Key, project: Project) -> Iterator[Fact]:
    for item, entry in project.entries.items():
        yield from _entry(key.at(item), entry)
    for number, row in enumerate(project.rows, 1):
        indicator = Key(str(key), number)
        levels = (row.level1, row.level2, row.record.label)
        yield "entry", str(indicator.at("指标")), _text("/".join(levels))
        for label, entry in row.record.entries.items():
            yield from _entry(indicator.at(label), entry)
    for nature, criterion in project.criteria.items():
        yield "entry", str(key.at(f"评分标准.{nature}")), _text(criterion)


def result_facts(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Fact]:
    """What came out: computed items, rates, scores, levels, project scores, total and grade."""
    yield from _computed(Key.of, snapshot.computed)
    for name, records in snapshot.tables.items():
        for number, record in enumerate(records, 1):
            yield from _computed(Key(name, number).at, record.computed)
    for rate in evaluation.rates:
        numbers = {"调整后预算数": rate.budget, "全年执行数": rate.executed, "执行率": rate.rate, "占比": rate.share}
        yield from _numbers("rate", f"{rate.group}.{rate.name}.", numbers)
    yield from _score_facts(evaluation)
    for number, one in enumerate(evaluation.projects, 1):
        yield from _project_results(Key(PROJECT, number), one)
    yield from _numbers("result", "", evaluation.facts)
    yield from _numbers("result", "", {"自评总分": evaluation.total if evaluation.complete else None})
    if evaluation.grade:
        yield "result", "等次", evaluation.grade


def _score_facts(evaluation: Evaluation) -> Iterator[Fact]:
    for line in evaluation.lines:
        code = line.indicator.code
        yield from _numbers("score", f"{code}.", {"分值": line.weight, "得分": line.points})
        for label, text in (("目标值", line.target), ("指标值", line.value), ("扣分原因", line.reason)):
            if _text(text):
                yield "score", f"{code}.{label}", _text(text)
    for level in evaluation.levels:
        numbers = {"分值": level.weight, "得分": level.points, "得分率": level.share}
        yield from _numbers("level", f"{level.name}.", numbers)


def _project_results(key: Key, one: ProjectScore) -> Iterator[Fact]:
    yield from _numbers("project", f"{key}.", {"总分": one.total, "执行率": one.rate})
    yield from _numbers("project", f"{key}.得分", {f"[{n}]": line.points for n, line in enumerate(one.lines)})
    if one.grade:
        yield "project", f"{key}.等次", one.grade


def _computed(key: Callable[[str], Key], values: Mapping[str, Computed]) -> Iterator[Fact]:
    for name, value in values.items():
        text = NOT_APPLICABLE if value.not_applicable else _text(value.value)
        if text:
            yield "computed", str(key(name)), text


def _numbers(kind: str, prefix: str, values: Mapping[str, Decimal | None]) -> Iterator[Fact]:
    for name, value in values.items():
        if value is not None:
            yield kind, prefix + name, plain(value)


def _text(value: Decimal | date | str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
