"""The functions say what the workbook says: the same indicators, rates and grades, on the sample and on changed ones."""

from decimal import Decimal

import pytest
from criteria_corpus import UNDERSTOOD

from books import evaluated
from jixiao.criteria import NOT_APPLICABLE, with_target
from jixiao.frameworks import Settings
from jixiao.frameworks.trial import try_criterion
from jixiao.functions import execution_rate, grade, points

CHANGED = {
    ("人员情况", "D10"): 14,
    ("收入预算", "F6"): 611.37,
    ("支出预算", "F7"): 9.12,
    ("支出预算", "F8"): 41.3,
    ("支出预算", "F10"): 301.11,
    ("绩效指标", "F16"): "2",
}
AUTOMATIC = set("A1 A2 A3 A4 B1 B2 B3 B4 B5 B6 C1 C2 C3 D2".split())
BY_HAND = set("D1 D3 D4 D5 D6 D7 D8 D9 D10".split())


def in_a_cell(points_or_none):
    return None if points_or_none is None else float(points_or_none)


def as_number(value):
    """What a cell in percent format holds; other values as they are."""
    return float(Decimal(value.removesuffix("%"))) / 100 if value.endswith("%") else value


@pytest.mark.parametrize("read", [str, as_number])
@pytest.mark.parametrize("changes", [{}, CHANGED])
def test_points_equal_those_of_every_automatic_indicator(typed, changes, read):
    lines = [line for line in evaluated(typed(changes)).lines if not line.by_hand]
    by_function = {
        line.indicator.code: points(
            line.indicator.criterion_text,
            read(with_target(line.rule, line.value, line.target)),
            float(line.indicator.weight),
        )
        for line in lines
    }
    assert by_function == {line.indicator.code: in_a_cell(line.points) for line in lines}
    assert set(by_function) == AUTOMATIC


def test_the_changes_cost_points(typed):
    lines = evaluated(typed(CHANGED)).lines
    lost = {line.indicator.code: str(line.deduction) for line in lines if not line.by_hand and line.deduction}
    expected = "A2 5.00, A3 1.00, A4 4.00, B1 0.27, B2 1.36, B4 1.00, B5 2.00, B6 5.00, C1 2.00"
    assert lost == dict(one.split() for one in expected.split(", "))


def test_points_given_by_hand_are_taken_as_the_workbook_takes_them(sample):
    """等次 and points in one text, or points alone: 达到良好 3.3."""
    lines = [line for line in evaluated(sample).lines if line.by_hand]
    given = {
        line.indicator.code: points(
            line.indicator.criterion_text, f"{line.value} {line.points}", float(line.indicator.weight)
        )
        for line in lines
    }
    assert given == {line.indicator.code: in_a_cell(line.points) for line in lines}
    assert set(given) == BY_HAND


@pytest.mark.parametrize("changes", [{}, CHANGED])
def test_rates_equal_those_of_the_summary(typed, changes):
    rates = evaluated(typed(changes)).rates
    told = {(rate.group, rate.name): execution_rate(in_a_cell(rate.executed), in_a_cell(rate.budget)) for rate in rates}
    blank = {key for key, shown in told.items() if shown == ""}
    expected = {
        (rate.group, rate.name): NOT_APPLICABLE if rate.rate is None else float(rate.rate / 100)
        for rate in rates
        if (rate.group, rate.name) not in blank
    }
    assert {key: shown for key, shown in told.items() if key not in blank} == expected
    assert len(expected) >= 6


@pytest.mark.parametrize("cents", [9000, 8999, 8000, 7999, 6000, 5999, 10000, 0])
def test_grades_equal_the_workbooks_at_each_line(cents):
    total = Decimal(cents) / 100
    assert grade(float(total)) == Settings().grade(total)


ROWS = [line.split(" | ") for line in UNDERSTOOD.strip().splitlines()]
VALUES = ("0", "95%", "100%", "103.9%", "-3", "12/10", "8/10", "是,否", "2", "不适用", "优", "部分达成 3", "8%,-35%")


def by_command_line(criterion, weight, value):
    """What `jixiao score` gives: points, or why there are none."""
    trial = try_criterion(criterion, Decimal(weight), value)
    if trial.outcome is None:
        return f"指标值：{trial.candidates[0].problem}"
    outcome = trial.outcome
    return in_a_cell(outcome.points) if outcome.points is not None else ("；".join(outcome.messages) or NOT_APPLICABLE)


def test_points_equal_the_command_line_for_published_criteria():
    """Every criterion of the corpus with every kind of value."""
    cases = [(criterion, value, weight) for weight, _, criterion in ROWS for value in VALUES]
    shown = {case: points(*case) for case in cases}
    assert shown == {case: by_command_line(case[0], case[2], case[1]) for case in cases}
    assert sum(isinstance(one, float) for one in shown.values()) > 400
