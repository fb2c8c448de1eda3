"""What lint tells of a criterion: how far it scores by itself, and by which words."""

from decimal import Decimal

import pytest

from jixiao.criteria import read_criterion
from jixiao.frameworks.status import canonical_of, status_of


@pytest.mark.parametrize(
    ("text", "status", "canonical"),
    [
        ("得分=完成率×10分。", "scored", "得分=完成率×分值，满分为止。"),
        ("≤80%，得10分；每超过1个百分点扣1分，扣完为止。", "proposed", "≤80%，得10分；每超过1个百分点扣1分，不足1个百分点的不计，扣完为止。"),
        ("得分=完成率×10分，另行通报。", "proposed", "得分=完成率×分值，满分为止。"),
        ("酌情扣分。", "manual", "人工评分。"),
        ("①有制度，3分；②有台账，3分。", "manual", ""),  # contradicts the weight
        ("由领导小组会商。", "manual", ""),
    ],
)  # fmt: skip
def test_status_and_words(text, status, canonical):
    criterion = read_criterion(text, Decimal(10))
    assert (status_of(criterion), canonical_of(criterion)) == (status, canonical)
