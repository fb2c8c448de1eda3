"""E. How 绩效指标 follows the framework (checks 60, 62, 63, 71); the framework itself is checks/framework.py."""

from collections import Counter
from collections.abc import Iterator

from jixiao.evaluation.checks.framework import MORE_ON_COST, is_cost, word_for_more
from jixiao.evaluation.scoring.model import Scored
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import ANSWERS, FRAMEWORK, PARTS
from jixiao.frameworks import Indicator
from jixiao.frameworks.codes import codes_completed
from jixiao.frameworks.parts import parts_of
from jixiao.snapshot import Snapshot
from jixiao.values.typed import folded, read_number

ANSWER_TWICE = kind_of("E70")
ANSWER_UNKNOWN = kind_of("S06")
ANSWER_OF_OTHER = kind_of("S07")
KIND_MIXED = kind_of("E63")
NOT_AS_COMPUTED = kind_of("S09")
NO_CODE = kind_of("E71")
_LEVELS = ("一级指标", "二级指标")


def indicators_have_codes(snapshot: Snapshot) -> Iterator[Finding]:
    """E71: a row without a code, and one that is free; nothing is written there, the sheet is the bureau's."""
    records = snapshot.tables[FRAMEWORK]
    paths = [(*filter(None, map(record.text, _LEVELS)), record.text("三级指标")) for record in records]
    free = codes_completed(paths, [record.label for record in records])
    for record, code in zip(records, free, strict=True):
        if not record.label:
            yield NO_CODE.at(record.key, name=record.text("三级指标") or "这一行", code=code)


def answers_belong_to_one_indicator(scored: Scored) -> Iterator[Finding]:
    """E70, S06, S07: rows of 绩效指标 whose code is doubled, unknown, or that of another indicator."""
    names = {indicator.code: indicator.name for indicator in scored.framework.indicators}
    records = scored.snapshot.tables[ANSWERS]
    counts = Counter(record.label for record in records)
    for record in records:
        shown = record.text("三级指标")
        if counts[record.label] > 1:
            yield ANSWER_TWICE.at(record.key, code=record.label, count=counts[record.label])
        if record.label not in names:
            if record.label and record.is_typed():
                yield ANSWER_UNKNOWN.at(record.key, code=record.label)
        elif shown != names[record.label] and shown in names.values():
            yield ANSWER_OF_OTHER.at(record.key, code=record.label, name=names[record.label], shown=shown)


def part_lines_belong_to_one_indicator(scored: Scored) -> Iterator[Finding]:
    """E70, S06: lines of 逐项填报 whose code is doubled, or that no indicator asks for any more."""
    known = {part.code for indicator in scored.framework.indicators for part in parts_of(indicator)}
    records = scored.snapshot.tables[PARTS]
    counts = Counter(record.label for record in records)
    for record in records:
        if counts[record.label] > 1:
            yield ANSWER_TWICE.at(record.key, code=record.label, count=counts[record.label])
        if record.label and record.label not in known and record.is_typed():
            yield ANSWER_UNKNOWN.at(record.key, code=record.label)


def targets_and_values_are_of_one_kind(scored: Scored) -> Iterator[Finding]:
    """E63: a quantity with a text, or the reverse; where a formula gives the value there is nothing to mix."""
    by_code = {indicator.code: indicator for indicator in scored.framework.indicators if not indicator.value}
    for record in scored.snapshot.tables[ANSWERS]:
        indicator: Indicator | None = by_code.get(record.label)
        target, actual = record.text("目标值"), record.text("完成值")
        if indicator is None or not target or not actual or _is_quantity(target) == _is_quantity(actual):
            continue
        why = "一个是数字，一个是文字" if _is_quantity(target) else "一个是文字，一个是数字"
        yield KIND_MIXED.at(record.key.at("完成值"), name=indicator.name, target=target, actual=actual, why=why)


def typed_values_agree_with_automatic_ones(scored: Scored) -> Iterator[Finding]:
    """S09: what is computed counts; a figure typed beside it that says something else is told."""
    for line in scored.lines:
        record = scored.answer(line) if line.indicator.value and line.value else None
        typed = record.text("完成值") if record else ""
        if record and typed and _figure(typed) != _figure(line.value):
            words = {"name": line.indicator.name, "value": line.value, "typed": typed}
            yield NOT_AS_COMPUTED.at(record.key.at("完成值"), **words)


def _figure(text: str) -> tuple[object, bool]:
    """87.5% and 87.50% are the same, 87.5 is another thing."""
    return read_number(text.rstrip("%％")).value or text, text.endswith(("%", "％"))


def _is_quantity(text: str) -> bool:
    """95%, ≥100 人, 8/10, 是,否 (a checklist counts) against 良好."""
    return any(character.isdigit() for character in folded(text)) or read_number(text).value is not None


def cost_targets_ask_for_less(scored: Scored) -> Iterator[Finding]:
    """E60: ≥ in the target of a cost indicator; its criterion is checked with the framework."""
    costs = {indicator.code: indicator.name for indicator in scored.framework.indicators if is_cost(indicator)}
    for record in scored.snapshot.tables[ANSWERS]:
        word = word_for_more(record.text("目标值"))
        if word and record.label in costs:
            yield MORE_ON_COST.at(record.key.at("目标值"), name=costs[record.label], where="目标值", word=word)
