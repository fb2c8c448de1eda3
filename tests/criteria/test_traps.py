"""Values that a rule could take for something else: a count for points, a rate for a count, two values for a deviation."""

from decimal import Decimal

import pytest

from jixiao.criteria.reading import Standing
from jixiao.frameworks.trial import try_criterion

TRAINING = "培训期数≥3期得5分，2期得3分，1期得1分，未开展不得分"
AUDIT = "审计发现问题0个得6分，1个得4分，2个得2分，3个及以上不得分"
DEVIATION = "与目标值偏差在±10%以内得满分，超过±10%不得分。"
CHANGE = "“三公经费”变动率≤0，计5分；每超过一个百分点扣0.5分，不足1个百分点的不计，扣完为止。"
RATE_TIMES = "完成率≥90%得满分，90%以下按完成率×分值计分"
SHARE_OF = "执行率≥95%得满分；95%以下按比例得分"
BAND = "满意度≥80%得10分；<80%得5分。"
GRADES = "全部公开得5分；部分公开得2分；未公开不得分。"

# 评分标准, 分值, 完成值, 目标值, 得分（空：不出分）, 说明里有
TRAPS = [
    (TRAINING, 5, "3", "", None, "不在评分标准中"),
    (TRAINING, 5, "2期", "", "3", ""),
    (AUDIT, 6, "4", "", None, "不在评分标准中"),
    (AUDIT, 6, "3个及以上", "", "0", ""),
    (GRADES, 5, "2", "", "2", ""),
    ("每完成1项得1分", 5, "80%", "", None, "应填个数"),
    ("每完成1项得1分", 5, "80万元", "", None, "应填个数"),
    ("每完成1项得1分", 5, "4项", "", "4", ""),
    ("每发生一起扣1分，扣完为止。", 5, "100%", "", None, "应填个数"),
    (DEVIATION, 5, "9/10", "", None, "请填算好的百分数"),
    (DEVIATION, 5, "95", "100", None, "请填算好的百分数"),
    (DEVIATION, 5, "-10%", "100", "5", ""),
    (DEVIATION, 5, "-10.01%", "", "0", ""),
    (CHANGE, 5, "3/4", "", None, "请填算好的百分数"),
    (CHANGE, 5, "-25%", "", "5", ""),
    ("预算调整率≤10%，得5分；＞10%，不得分。", 5, "5/100", "", "5", ""),
    (RATE_TIMES, 10, "85%", "", "8.5", ""),
    (RATE_TIMES, 10, "90%", "", "10", ""),
    ("完成率≥90%得满分，90%以下按完成率×分值折算得分", 10, "85%", "", "8.5", ""),
    ("完成率≥90%得满分，低于90%的按完成率×分值计分", 10, "89.99%", "", "9", ""),
    ("完成率≥90%得满分；90%以下按比例×分值计分", 10, "85%", "", None, ""),
    ("达到目标值的得满分，未达到的按完成率×分值计分", 10, "85%", "", "8.5", ""),
    (SHARE_OF, 10, "85%", "", None, "读法不同得分不同"),
    (SHARE_OF, 10, "95%", "", "10", ""),
    ("执行率≥100%得满分；100%以下按比例得分", 10, "85%", "", "8.5", ""),
    (BAND, 10, "79.995%", "", "10", ""),
    (BAND, 10, "79.994%", "", "5", ""),
]


@pytest.mark.parametrize(("text", "weight", "value", "target", "points", "told"), TRAPS)
def test_what_a_value_is_taken_for(text, weight, value, target, points, told):
    trial = try_criterion(text, Decimal(weight), value, target)
    got = trial.outcome.points if trial.standing is Standing.SCORED and trial.outcome else None
    assert got == (None if points is None else Decimal(points))
    assert told in trial.problem
