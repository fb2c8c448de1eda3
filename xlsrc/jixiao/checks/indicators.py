"""E. The framework and how 绩效指标 follows it (checks 53, 60 to 64)."""

from collections import Counter
from collections.abc import Iterator

from jixiao.checks.context import ANSWERS, Scored
from jixiao.checks.wording import wording
from jixiao.findings import Finding, Kind, Severity
from jixiao.frameworks import Indicator
from jixiao.snapshot import Record
from jixiao.values.rounding import plain
from jixiao.values.typed import folded, read_number

WEIGHTS = Kind(
    "E53", Severity.ERROR, "分值合计不是 100", "指标分值合计 {full} 分，应为 100 分；未评出等次。",
    "请在《指标体系》改正分值。", "各级分值之和为 100 分",
)  # fmt: skip
MORE_ON_COST = Kind(
    "E60", Severity.WARNING, "成本类指标的方向不对", "{name}是成本类指标，{where}却写“{word}”。",
    "成本、费用越少越好，请核对是不是应为“≤”。", "成本指标反向计分",
)  # fmt: skip
MISPLACED = Kind(
    "E61", Severity.WARNING, "三级指标放错了二级指标", "{name}放在二级指标“{level2}”下面。",
    "请核对它属于哪个二级指标。", "三级指标与二级指标对应（财预〔2020〕10号）",
)  # fmt: skip
CODE_TWICE = Kind(
    "E62", Severity.ERROR, "指标编码重复", "编码 {code} 出现 {count} 次。", "请改成不重复的编码。", "一行一个指标"
)
NAME_TWICE = Kind(
    "E62", Severity.WARNING, "指标重复", "{name}在同一个二级指标下出现 {count} 次。", "请核对，重复的删掉一个并调整分值。", "一行一个指标"
)  # fmt: skip
ANSWER_TWICE = Kind(
    "E62", Severity.ERROR, "填报行重复", "编码 {code} 在《绩效指标》里有 {count} 行，只用了最后一行。",
    "请核对以哪一行为准，清空其他行。", "一行一个指标",
)  # fmt: skip
ANSWER_UNKNOWN = Kind(
    "S06", Severity.ERROR, "填报行没有对应的指标", "编码“{code}”不在《指标体系》里，这一行填的内容没有计入。",
    "请改正编码，或清空这一行。", "指标体系与绩效指标逐行对应",
)  # fmt: skip
ANSWER_OF_OTHER = Kind(
    "S07", Severity.WARNING, "编码与指标名称对不上", "编码 {code} 是“{name}”，这一行写的却是“{shown}”；已按编码评分。",
    "请核对这一行填的是哪个指标，改正编码。", "指标体系与绩效指标逐行对应",
)  # fmt: skip
KIND_MIXED = Kind(
    "E63", Severity.WARNING, "目标值与完成值不是一类", "{name}目标值“{target}”，完成值“{actual}”，{why}。",
    "请改成同一类：定量的都填数字，定性的都填文字。", "定量指标填数字，定性指标填文字",
)  # fmt: skip
HEAVY = Kind(
    "E64", Severity.WARNING, "一个指标分值过高", "{name}分值 {weight} 分，超过 {limit} 分。",
    "请核对分值；属实的在处理说明里写明。", "分值不宜过于集中"
)  # fmt: skip


def weights_add_to_100(scored: Scored) -> Iterator[Finding]:
    """E53: never rescaled. Level 1 and 2 have no weights of their own: they are sums by construction."""
    if scored.framework.full != 100:
        key = scored.framework.indicators[0].key if scored.framework.indicators else "体系名称"
        yield WEIGHTS.at(f"{key}.分值" if "[" in key else key, full=plain(scored.framework.full))


def codes_are_unique(scored: Scored) -> Iterator[Finding]:
    """E62: the code joins 指标体系 and 绩效指标."""
    counts = Counter(indicator.code for indicator in scored.framework.indicators)
    for indicator in scored.framework.indicators:
        if counts[indicator.code] > 1:
            yield CODE_TWICE.at(indicator.key, code=indicator.code, count=counts[indicator.code])


def indicators_are_unique(scored: Scored) -> Iterator[Finding]:
    """E62: the same name twice under one level-2 indicator."""
    counts = Counter((i.level1, i.level2, folded(i.name)) for i in scored.framework.indicators)
    for i in scored.framework.indicators:
        count = counts[i.level1, i.level2, folded(i.name)]
        if count > 1:
            yield NAME_TWICE.at(f"{i.key}.三级指标", name=i.name, count=count)


def answers_belong_to_one_indicator(scored: Scored) -> Iterator[Finding]:
    """E62, S06, S07: rows of 绩效指标 whose code is doubled, unknown, or that of another indicator."""
    names = {indicator.code: indicator.name for indicator in scored.framework.indicators}
    records = scored.snapshot.tables[ANSWERS]
    counts = Counter(record.label for record in records)
    for record in records:
        shown = record.text("三级指标")
        if counts[record.label] > 1:
            yield ANSWER_TWICE.at(record.key, code=record.label, count=counts[record.label])
        if record.label not in names:
            if record.label and _is_answered(record):
                yield ANSWER_UNKNOWN.at(record.key, code=record.label)
        elif shown != names[record.label] and shown in names.values():
            yield ANSWER_OF_OTHER.at(record.key, code=record.label, name=names[record.label], shown=shown)


def _is_answered(record: Record) -> bool:
    return any(entry.shown for entry in record.entries.values() if entry.spec.is_entry)


def cost_indicators_ask_for_less(scored: Scored) -> Iterator[Finding]:
    """E60: ≥ on a cost indicator, in its criterion or its target."""
    words = wording()["cost"]
    answers = {record.label: record for record in scored.snapshot.tables[ANSWERS]}
    for indicator in scored.framework.indicators:
        if not any(word in indicator.name or word in indicator.level2 for word in words["words"]):
            continue
        record = answers.get(indicator.code)
        places = {f"{indicator.key}.评分标准": ("评分标准", indicator.criterion_text)}
        if record:
            places[f"{record.key}.目标值"] = ("目标值", record.text("目标值"))
        for key, (where, text) in places.items():
            word = next((word for word in words["more"] if word in text), "")
            if word:
                yield MORE_ON_COST.at(key, name=indicator.name, where=where, word=word)


def indicators_fit_their_level(scored: Scored) -> Iterator[Finding]:
    """E61: where level 2 is one of the standard names (财预〔2020〕10号)."""
    fit = wording()["fit"]
    for indicator in scored.framework.indicators:
        if indicator.level2 not in fit["standard"]:
            continue
        for rule in fit["rule"]:
            if rule["word"] in indicator.name and not any(word in indicator.level2 for word in rule["level2"]):
                words = {"level2": indicator.level2}
                yield MISPLACED.at(f"{indicator.key}.二级指标", name=indicator.name, **words)


def targets_and_values_are_of_one_kind(scored: Scored) -> Iterator[Finding]:
    """E63: a quantity with a text, or the reverse; where a formula gives the value there is nothing to mix."""
    by_code = {indicator.code: indicator for indicator in scored.framework.indicators if not indicator.value}
    for record in scored.snapshot.tables[ANSWERS]:
        indicator: Indicator | None = by_code.get(record.label)
        target, actual = record.text("目标值"), record.text("完成值")
        if indicator is None or not target or not actual or _is_quantity(target) == _is_quantity(actual):
            continue
        why = "一个是数字，一个是文字" if _is_quantity(target) else "一个是文字，一个是数字"
        yield KIND_MIXED.at(f"{record.key}.完成值", name=indicator.name, target=target, actual=actual, why=why)


def _is_quantity(text: str) -> bool:
    """95%, ≥100 人, 8/10, 是,否 (a checklist counts) against 良好."""
    return any(character.isdigit() for character in folded(text)) or read_number(text).value is not None


def no_indicator_outweighs_the_others(scored: Scored) -> Iterator[Finding]:
    """E64: one indicator of more than 40 points."""
    limit = scored.snapshot.setting("单项分值上限")
    for indicator in scored.framework.indicators:
        if indicator.weight > limit:
            words = {"weight": plain(indicator.weight), "limit": plain(limit)}
            yield HEAVY.at(f"{indicator.key}.分值", name=indicator.name, **words)
