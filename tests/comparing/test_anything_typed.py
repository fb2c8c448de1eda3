"""Whatever was typed: compare never raises, and says the same again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compared import Line, Project, Unit, memory_of
from jixiao.bureau.comparing import compare

WORDS = st.text(st.one_of(st.sampled_from("清江县水务局我，。\n1.%0人次 "), st.characters(codec="utf-8")), max_size=40)
NUMBERS = st.none() | st.decimals(-(10**9), 10**9, places=2)
LINES = st.builds(Line, WORDS, WORDS, NUMBERS, NUMBERS, st.sampled_from(("数量指标", "质量指标", "")))
PROJECTS = st.builds(Project, WORDS, NUMBERS, NUMBERS.filter(bool), NUMBERS, NUMBERS, st.lists(LINES, max_size=3))
TEXTS = st.dictionaries(
    st.sampled_from(("年度总体工作", "联系电话", "填报人", "填报日期", "绩效指标[1].完成值")) | WORDS, WORDS, max_size=5
)
FIGURES = st.dictionaries(
    st.sampled_from(("固定资产总额", "公用经费实际支出数", "重点项目[1].项目自评得分")), NUMBERS.filter(bool)
)
COMPUTED = st.dictionaries(st.sampled_from(("支出合计执行率", "在职人员数", "三公本年决算数")), NUMBERS.filter(bool))
SCORES = st.dictionaries(WORDS, st.tuples(NUMBERS, NUMBERS), max_size=3)
UNITS = st.builds(Unit, WORDS, TEXTS, FIGURES, SCORES, st.lists(PROJECTS, max_size=2), NUMBERS, COMPUTED)


SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)  # numbers are often none or 0


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(st.lists(UNITS, max_size=12, unique_by=lambda unit: unit.unit))
def test_no_typed_thing_stops_it(units):
    limits = {"离群最少单位数": 2, "雷同最少字数": 8, "整句字数": 8}
    memory, before = memory_of(units), memory_of(units, "上年")
    found = compare(memory, limits, before, [unit.unit for unit in units])
    assert found == compare(memory, limits, before, [unit.unit for unit in units])


def test_nobody_filed():
    assert compare(memory_of([]), {}) == compare(memory_of([Unit("清江县水务局")]), {}) == []
