"""Whatever a cell holds, a function gives a number or a text, and never raises."""

from datetime import date, datetime

from criteria_corpus import UNDERSTOOD
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jixiao.functions import FUNCTIONS

CRITERIA = [line.split(" | ")[2] for line in UNDERSTOOD.strip().splitlines()]
WORDS = [
    "不适用",
    "是,否",
    "12/10",
    "1/0",
    "0/0",
    "95%",
    "-1",
    "9" * 40 + "%",
    "1e999",
    "=1+1",
    "#N/A",
    "８／１０",
    "\u200b",
]
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(WORDS),
    st.sampled_from(CRITERIA),
    st.dates(date(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1)),
)
ranges = st.lists(st.lists(cells, max_size=3), max_size=3)
typed = st.one_of(cells, st.text("0123456789./%,是否、万元 分-优良", max_size=12))


def flat(shown):
    return [cell for row in shown for cell in row] if isinstance(shown, list) else [shown]


def assert_fit_for_a_cell(shown):
    for cell in flat(shown):
        assert isinstance(cell, (float, str)), cell
        assert not isinstance(cell, float) or cell == cell
        assert "Traceback" not in str(cell)


@settings(max_examples=400)
@given(st.sampled_from(FUNCTIONS), st.lists(st.one_of(cells, ranges), min_size=4, max_size=4))
def test_any_content_gives_a_number_or_a_text(function, contents):
    assert_fit_for_a_cell(function.call(*contents[: len(function.arguments)]))


@settings(max_examples=600)
@given(st.sampled_from(CRITERIA), typed, st.one_of(cells, st.sampled_from([1, 2, 5, 6, 10, 1e14])))
@example(CRITERIA[0], "9" * 14, 1e14)
@example("得分=（1-（实际值-目标值）/目标值）×分值，扣完为止", "999999999999999/0.00000001", 9e14)
def test_any_value_of_a_criterion_gives_a_number_or_a_text(criterion, value, weight):
    points = next(one for one in FUNCTIONS if one.name == "得分")
    assert_fit_for_a_cell(points.call(criterion, value, weight))
