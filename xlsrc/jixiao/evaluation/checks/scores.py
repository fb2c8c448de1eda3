"""E, F. Scores, reasons, evidence (checks 54 to 57, 65 to 68, 70; 58 and 59 are found while scoring)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.framework import reading_is_settled
from jixiao.evaluation.checks.wording import is_nothing, wording
from jixiao.evaluation.scoring.kinds import OUT_OF_WEIGHT
from jixiao.evaluation.scoring.model import Scored, ScoreLine, answer_cell
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import ANSWERS
from jixiao.values.rounding import percent, plain
from jixiao.values.typed import folded

NO_REASON = kind_of("E55")
VAGUE = kind_of("E56")
CONTRADICTION = kind_of("E57")
SATISFACTION = kind_of("E65")
ALL_FULL = kind_of("E66")
AHEAD = kind_of("E67")
REPORTED_TOTAL = kind_of("F68")
REPORTED_GRADE = kind_of("F74")
NO_PROBLEMS = kind_of("F70")
NO_EVIDENCE = kind_of("F73")
_TOLD = re.compile(r"扣(?:了|除|减)?(\d+(?:\.\d+)?)分")
_EACH = re.compile(r"[各每]\S{0,6}扣")


def scores_are_within_weight(scored: Scored) -> Iterator[Finding]:
    """E54."""
    for line in scored.lines:
        if line.points is not None and not 0 <= line.points <= line.weight:
            weight, name = plain(line.weight), line.indicator.name
            yield OUT_OF_WEIGHT.at(line.key, name=name, points=plain(line.points), weight=weight)


def lost_points_have_a_reason(scored: Scored) -> Iterator[Finding]:
    """E55: where the clerk decides (no formula), the reason is the clerk's too."""
    for line in scored.lines:
        if line.points is None or line.points >= line.weight or _has_reason(scored, line):
            continue
        weight, points = line.weight, line.points
        words = {"weight": plain(weight), "points": plain(points), "lost": plain(weight - points)}
        yield NO_REASON.at(
            answer_cell(line.key, "扣分原因"), line.indicator.operands, name=line.indicator.name, **words
        )


def _has_reason(scored: Scored, line: ScoreLine) -> bool:
    return bool(line.reason) if line.indicator.value else bool(_typed_reason(scored, line))


def _typed_reason(scored: Scored, line: ScoreLine) -> str:
    record = scored.answer(line)
    return record.text("扣分原因") if record else ""


def open_readings_are_told(scored: Scored) -> Iterator[Finding]:
    """T06 of what has points all the same: every reading gives this value the same ones, or they were typed; what has
    none is told by S08."""
    for line in scored.lines:
        if line.points is not None:
            yield from reading_is_settled(line.indicator)


def reasons_say_something(scored: Scored) -> Iterator[Finding]:
    """E56: 酌情扣分, or fewer than 8 characters."""
    least, vague = scored.snapshot.setting("扣分原因最少字数"), wording()["reasons"]["vague"]
    for line in scored.lines:
        reason = _typed_reason(scored, line)
        if not reason or scored.lost(line) <= 0:
            continue
        empty = next((f"，“{words}”等于没有说明" for words in vague if words in reason), "")
        why = empty or (f"，不足 {plain(least)} 个字" if len(folded(reason)) < least else "")
        if why:
            words = {"lost": plain(scored.lost(line)), "reason": reason, "why": why}
            yield VAGUE.at(answer_cell(line.key, "扣分原因"), name=line.indicator.name, **words)


def reasons_agree_with_the_points(scored: Scored) -> Iterator[Finding]:
    """E57: 扣N分 in the reason is not what was lost; 各扣, 每项扣 can't be added up and are left alone."""
    for line in scored.lines:
        reason = folded(_typed_reason(scored, line))
        told = [Decimal(number) for number in _TOLD.findall(reason)]
        lost = scored.lost(line)
        if line.points is None or not told or _EACH.search(reason) or lost in told or sum(told) == lost:
            continue
        numbers = "、".join(plain(number) for number in told)
        yield CONTRADICTION.at(
            answer_cell(line.key, "扣分原因"),
            line.indicator.operands,
            name=line.indicator.name,
            lost=plain(lost),
            told=numbers,
        )


def satisfaction_has_evidence(scored: Scored) -> Iterator[Finding]:
    """E65: a sample size or evidence."""
    for line in scored.lines:
        record = scored.answer(line)
        asked = wording()["words"]["satisfaction"] in line.indicator.name and line.points is not None
        if asked and record and not record.text("佐证材料"):
            yield SATISFACTION.at(record.key.at("佐证材料"), name=line.indicator.name)


def not_every_indicator_is_full(scored: Scored) -> Iterator[Finding]:
    """E66."""
    if scored.complete and all(line.points == line.weight for line in scored.lines):
        yield ALL_FULL.at(f"《{ANSWERS}》", count=len(scored.lines))


def score_does_not_run_ahead_of_execution(scored: Scored) -> Iterator[Finding]:
    """E67: the score's share of 100 against the execution rate."""
    rate, limit = scored.snapshot.computed["支出合计执行率"].value, scored.snapshot.setting("得分超前提醒线")
    if scored.complete and rate is not None and scored.total - rate > limit:
        words = {"score": percent(scored.total), "rate": percent(rate), "gap": plain(scored.total - rate)}
        yield AHEAD.at("支出合计执行率", **words)


def reported_total_equals_score_table(scored: Scored) -> Iterator[Finding]:
    """F68: the score that the report claims."""
    reported = scored.snapshot.number("上报自评得分")
    if reported is not None and scored.complete and reported != scored.total:
        yield REPORTED_TOTAL.at("上报自评得分", scored.read, reported=plain(reported), total=plain(scored.total))


def reported_grade_equals_score_table(scored: Scored) -> Iterator[Finding]:
    """F74: the grade word = band(total)."""
    reported = scored.snapshot.text("上报等次")
    if reported and scored.grade and reported != scored.grade:
        words = {"reported": reported, "total": plain(scored.total), "grade": scored.grade}
        yield REPORTED_GRADE.at("上报等次", scored.read, **words)


def lost_points_show_among_the_problems(scored: Scored) -> Iterator[Finding]:
    """F70: points were lost, 存在问题 is blank (无 under a low score is F77)."""
    lost = 100 - scored.total
    problems = scored.snapshot.text("存在问题")
    if scored.complete and lost > 0 and (not problems or (is_nothing(problems) and scored.grade == "优")):
        yield NO_PROBLEMS.at("存在问题", scored.read, lost=plain(lost))


def scored_indicators_have_evidence(scored: Scored) -> Iterator[Finding]:
    """F73: one hint for all indicators that people scored; a formula is its own evidence."""
    records = [(line, scored.answer(line)) for line in scored.lines if not line.indicator.value]
    missing = [(line, r) for line, r in records if r and line.points and not r.text("佐证材料")]
    if missing:
        codes = "、".join(line.indicator.code for line, _ in missing)
        yield NO_EVIDENCE.at(missing[0][1].key.at("佐证材料"), count=len(missing), codes=codes)
