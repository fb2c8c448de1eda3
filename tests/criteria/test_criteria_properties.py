"""Properties: every rule reads back from its canonical words; damaged criteria never raise and never half-apply."""

from decimal import Decimal

from criteria_corpus import UNDERSTOOD, rows
from criteria_strategies import WEIGHT, any_rule, sums_of_any
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.criteria import Answer, Bonus, Manual, read_criterion, render, score
from jixiao.criteria.reading.criterion import read_words

GOOD = [(Decimal(weight), text) for weight, _, text in rows(UNDERSTOOD)]
SETTINGS = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(any_rule)
def test_rule_reads_back_from_its_canonical_words(rule):
    text = render(rule, WEIGHT)
    assert read_words(text, WEIGHT) == rule, text


@SETTINGS
@given(sums_of_any)
def test_sum_reads_back_with_any_rule_as_its_part(rule):
    text = render(rule, WEIGHT + 2)
    assert read_words(text, WEIGHT + 2) == rule, text


@st.composite
def damaged(draw):
    weight, text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + text[at + draw(st.integers(1, 4)) :]
        else:
            text = (
                text[:at]
                + draw(st.sampled_from("，；。（）%≤≥<>=×/-~0159分扣得每超低且或不含以上下①②.1目标值率"))
                + text[at:]
            )
    return weight, text


@SETTINGS
@given(damaged())
def test_damaged_criterion_is_unsettled_or_reads_back(case):
    weight, text = case
    criterion = read_criterion(text, weight)
    if not criterion.settled:
        assert isinstance(criterion.rule, Manual)
        assert criterion.not_understood or criterion.problem or criterion.readings
        return
    assert read_words(criterion.canonical, weight) == criterion.rule, (text, criterion.canonical)


@SETTINGS
@given(st.text(max_size=40))
def test_any_text_is_read_without_exception(text):
    criterion = read_criterion(text, WEIGHT)
    assert criterion.canonical


numbers = st.none() | st.integers(-30000, 30000).map(lambda n: Decimal(n) / 100)
answers = st.builds(
    Answer,
    value=numbers,
    unit=st.sampled_from(["", "%", "万元"]),
    target=numbers,
    last=numbers,
    checks=st.lists(st.sampled_from(["是", "否", "不适用", ""]), max_size=6).map(tuple),
    count=st.none() | st.integers(-2, 30),
    reached=st.none() | st.integers(-1, 12),
    total=st.none() | st.integers(-1, 12),
    values=st.lists(numbers, max_size=3).map(tuple),
    tier=st.sampled_from(["", "达到优秀", "未达到", "全部公开", "无"]),
    typed=numbers,
    not_applicable=st.sampled_from([False, False, False, True]),
)


@SETTINGS
@given(any_rule, answers)
def test_points_stay_between_0_and_the_weight(rule, answer):
    outcome = score(rule, WEIGHT, answer)
    if isinstance(rule, Bonus):
        assert outcome.points is None or abs(outcome.points) <= rule.most
        return
    assert outcome.points is None or 0 <= outcome.points <= WEIGHT
    assert outcome.points is None or outcome.points == outcome.points.quantize(Decimal("0.01"))
    assert outcome.points is not None or outcome.messages or outcome.status == "not-applicable"
