"""E, F. Weights and scores (checks 53, 54, 55, 62, 68)."""

from collections import Counter
from collections.abc import Iterator

from jixiao.checks.context import Line, Scored
from jixiao.findings import Finding, Kind, Severity
from jixiao.values.rounding import plain

WEIGHTS = Kind(
    "E53", Severity.ERROR, "分值合计不是 100", "指标分值合计 {full} 分，应为 100 分；未评出等次。",
    "请在《指标体系》改正分值。", "各级分值之和为 100 分",
)  # fmt: skip
CODE_TWICE = Kind(
    "E62", Severity.ERROR, "指标编码重复", "编码 {code} 出现 {count} 次。", "请改成不重复的编码。", "一行一个指标"
)
OUT_OF_WEIGHT = Kind(
    "E54", Severity.ERROR, "得分超出分值", "{name}得 {points} 分，分值是 {weight} 分。", "请改正得分。", "0≤得分≤分值"
)
NO_REASON = Kind(
    "E55", Severity.ERROR, "扣分没有原因", "{name}分值 {weight} 分，得 {points} 分，扣 {lost} 分没有写原因。",
    "请在《绩效指标》写明扣在哪里、为什么。", "低于满分的指标须说明扣分原因",
)  # fmt: skip
REPORTED_TOTAL = Kind(
    "F68", Severity.ERROR, "上报得分与评分表不一致", "上报自评得分 {reported} 分，评分表合计 {total} 分。",
    "请以评分表为准改正报告，或核对各项得分。", "报告、评分表得分一致",
)  # fmt: skip
REPORTED_GRADE = Kind(
    "F68", Severity.ERROR, "上报等次与得分不一致", "上报等次“{reported}”，{total} 分对应的等次是“{grade}”。",
    "请以评分表为准改正报告。", "等次按总分评定（财预〔2020〕10号）",
)  # fmt: skip


def weights_add_to_100(scored: Scored) -> Iterator[Finding]:
    """E53: never rescaled."""
    if scored.framework.full != 100:
        key = scored.framework.indicators[0].key if scored.framework.indicators else "体系名称"
        yield WEIGHTS.at(f"{key}.分值" if "[" in key else key, full=plain(scored.framework.full))


def codes_are_unique(scored: Scored) -> Iterator[Finding]:
    """E62: the code joins 指标体系 and 绩效指标."""
    counts = Counter(indicator.code for indicator in scored.framework.indicators)
    for indicator in scored.framework.indicators:
        if counts[indicator.code] > 1:
            yield CODE_TWICE.at(indicator.key, code=indicator.code, count=counts[indicator.code])


def scores_are_within_weight(scored: Scored) -> Iterator[Finding]:
    """E54."""
    for line in scored.lines:
        if line.points is not None and not 0 <= line.points <= line.indicator.weight:
            weight, name = plain(line.indicator.weight), line.indicator.name
            yield OUT_OF_WEIGHT.at(line.key, name=name, points=plain(line.points), weight=weight)


def lost_points_have_a_reason(scored: Scored) -> Iterator[Finding]:
    """E55: where the clerk decides (no formula), the reason is the clerk's too."""
    for line in scored.lines:
        if line.points is None or line.points >= line.indicator.weight or _has_reason(scored, line):
            continue
        weight, points = line.indicator.weight, line.points
        words = {"weight": plain(weight), "points": plain(points), "lost": plain(weight - points)}
        yield NO_REASON.at(_reason_key(line), name=line.indicator.name, **words)


def _has_reason(scored: Scored, line: Line) -> bool:
    if line.indicator.value:
        return bool(line.reason)
    answers = scored.snapshot.tables["绩效指标"]
    return any(record.text("扣分原因") for record in answers if record.key == line.key)


def _reason_key(line: Line) -> str:
    return f"{line.key}.扣分原因" if line.key.startswith("绩效指标[") else line.key


def reported_total_equals_score_table(scored: Scored) -> Iterator[Finding]:
    """F68: the score that the report claims."""
    reported = scored.snapshot.number("上报自评得分")
    if reported is not None and scored.complete and reported != scored.total:
        yield REPORTED_TOTAL.at("上报自评得分", reported=plain(reported), total=plain(scored.total))


def reported_grade_equals_score_table(scored: Scored) -> Iterator[Finding]:
    """F68: the grade word = band(total)."""
    reported = scored.snapshot.text("上报等次")
    if reported and scored.grade and reported != scored.grade:
        words = {"reported": reported, "total": plain(scored.total), "grade": scored.grade}
        yield REPORTED_GRADE.at("上报等次", **words)
