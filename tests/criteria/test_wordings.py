"""Ways to write the same rule, by mechanism: each with values it must score, and its counterpart just outside."""

from decimal import Decimal

import pytest
from criteria_corpus import rows

from jixiao.criteria import Standing
from jixiao.frameworks.trial import try_criterion

RANGES = """
5 | ≥95%得5分；大于等于80%小于95%的得3分；小于80%不得分 | 95%→5 94.9%→3 80%→3 79.9%→0
5 | 95%（含）以上得5分；低于95%但不低于80%的，得3分；低于80%不得分 | 95%→5 94.9%→3 80%→3 79.9%→0
5 | 95%以上得5分；80%以上、不足95%的，得3分；不足80%的，不得分 | 95%→5 94.9%→3 80%→3 79.9%→0
5 | 95%以上的，得5分；80%以上，不足95%的，得3分；不足80%的，不得分 | 95%→5 94.9%→3 80%→3 79.9%→0
5 | x≥95%，得5分；80%≤x＜95%，得3分；x＜80%，不得分 | 95%→5 94.9%→3 80%→3 79.9%→0
5 | 差异率∈[0，5%]，得5分；（5%，10%]，得3分；(10%，+∞)，得0分 | 0%→5 5%→5 5.1%→3 10%→3 10.1%→0
"""

NO_RANGES = """
5 | 空档 | ≥95%得5分；大于80%小于90%的得3分；小于80%不得分
5 | 重叠 | ≥95%得5分；80%以上、不足98%的，得3分；不足80%的，不得分
5 | 空档 | 差异率∈[0，5%]，得5分；（6%，10%]，得3分；(10%，+∞)，得0分
"""

NUMERALS = """
4 | 到位率百分之九十五以上的得四分；百分之九十以上、不足百分之九十五的得两分；不足百分之九十的不得分 | 95%→4 94.9%→2 90%→2 89.9%→0
4 | 到位率九成以上的，得四分；不足九成的，不得分 | 90%→4 89.9%→0
4 | 达到100%的，得满分；达到80%但不足100%的，得该项分值的一半；不足80%的不得分 | 100%→4 99.9%→2 80%→2 79.9%→0
4 | 达到100%的，得满分；达到80%但不足100%的，得分值的四分之三；不足80%的不得分 | 100%→4 99.9%→3 79.9%→0
4 | 达到100%的，得满分；达到80%但不足100%的，按分值的70%计；不足80%的不得分 | 100%→4 99.9%→2.8 79.9%→0
6 | ①目标明确；②目标细化；③目标可衡量；④目标合理。每符合1项得四分之一权重分。 | 是,否,是,是→4.5
"""

NO_NUMERALS = """
4 | 三分之一 | 达到100%的，得满分；达到80%但不足100%的，得分值的三分之一；不足80%的不得分
4 | 空档：80%至100% | 达到100%的，得满分；达到80%但不足100%的，按分值的70%；不足80%的不得分
"""

BRACKETS = """
20 | 执行率≥95%（20）；90%（含）以上不足95%（15）；其他（0） | 95%→20 94.9%→15 89.9%→0
"""

NO_BRACKETS = """
20 | 满分为15分 | 执行率≥95%（15）；90%（含）以上不足95%（10）；其他（0）
20 | 健全 | 制度健全（20）；执行率90%（含）以上（15）；其他（0）
"""

NOTES = """
5 | 执行率≥95%得5分，否则不得分。［依据：部门决算报表］ | 95%→5 94%→0
5 | 结转额≤10万元得5分，否则不得分。（单位：万元） | 10万元→5 11万元→0
5 | 执行率≥95%得5分,否则不得分. | 95%→5 94%→0
"""

NO_NOTES = """
5 | 报表齐全 | 执行率≥95%得5分，否则不得分。［依据：决算报表，但须报表齐全］
5 | 90% | 执行率≥95%得5分，否则不得分。［依据：上年90%］
5 | 签到表 | 执行率≥95%得5分，否则不得分。（需附签到表）
5 | 上级资金 | 执行率≥95%得5分，否则不得分。注：上级资金除外。
5 | 50份 | 满意度≥95%得5分，否则不得分。（样本不少于50份）
"""


def scored(*tables: str):
    return [
        (text, weight, *pair.split("→"))
        for table in tables
        for weight, text, pairs in rows(table)
        for pair in pairs.split()
    ]


@pytest.mark.parametrize(("text", "weight", "value", "points"), scored(RANGES, NUMERALS, BRACKETS, NOTES))
def test_scored(text, weight, value, points):
    trial = try_criterion(text, Decimal(weight), value)
    assert (trial.standing, trial.outcome and trial.outcome.points) == (Standing.SCORED, Decimal(points)), trial


OUTSIDE = [row for table in (NO_RANGES, NO_NUMERALS, NO_BRACKETS, NO_NOTES) for row in rows(table)]


@pytest.mark.parametrize(("weight", "words", "text"), OUTSIDE)
def test_just_outside_is_never_scored(weight, words, text):
    trial = try_criterion(text, Decimal(weight))
    criterion = trial.criterion
    told = [*criterion.not_understood, criterion.problem, *(doubt for r in criterion.readings for doubt in r.uncertain)]
    assert not criterion.settled, trial
    assert any(words in each for each in told), told
