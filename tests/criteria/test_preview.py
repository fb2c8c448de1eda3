"""What a rule gives at its own bounds: a table that a clerk could check."""

from decimal import Decimal

import pytest

from jixiao.criteria import preview, read_criterion

TABLE = [
    ("执行率≥95%，计3分；80%（含）-95%，计1分；低于80%不得分。", 3, "79.99%→0分，80%→1分，94.99%→1分，95%→3分"),
    ("执行率＞95%，计3分；95%及以下不得分。", 3, "95%→0分，95.01%→3分"),
    ("≤100%，计5分；每超过一个百分点扣0.5分，不足1个百分点的不计，扣完为止。", 5, "100.99%→5分，101%→4.5分，200%→0分"),
    ("得分=预算执行率×分值，满分为止。", 4, "0%→0分，50%→2分，100%→4分"),
    ("达到目标值得满分，未达到的按完成比例得分。", 5, "目标值为100时，0%→0分，50%→2.5分，100%→5分"),
    ("每发现一起违规扣1分，扣完为止。", 3, "0→3分，1→2分，2→1分，3→0分"),
    ("①制度健全，1分；②专人管理，2分。", 3, "全做到→3分，只有第1项否→2分，只有第2项否→1分"),
    ("酌情扣分。", 5, ""),
]


@pytest.mark.parametrize(("text", "weight", "told"), TABLE, ids=[row[0][:12] for row in TABLE])
def test_points_at_the_bounds(text, weight, told):
    weight = Decimal(weight)
    assert preview(read_criterion(text, weight).rule, weight) == told
