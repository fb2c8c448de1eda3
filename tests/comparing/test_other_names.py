"""K13: another unit's name where one speaks of oneself; superiors, partners and subordinate units are named rightly."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compared import Unit, places, prose, suspicions
from jixiao.bureau.comparing.names import by_name, one_of

OURS, OTHER = "清江县水务局", "清江县农业农村局"
ITEM = "自评结论"


def others(count=10, text="{unit}紧扣年度目标，{more}。"):
    units = [f"清江县第{n}中学" for n in range(count)]
    return [Unit(unit, {ITEM: text.format(unit=unit, more=prose(unit, 20))}) for unit in units]


def found(text, crowd=(), roster=(OTHER,), **limits):
    return suspicions([*(crowd or others()), Unit(OURS, {ITEM: text})], "K13", roster=roster, **limits)


@pytest.mark.parametrize(
    "text",
    [
        "清江县农业农村局主要职责是管好水。",  # words of templates/narrative
        "清江县农业农村局的主要职责是管好水。",
        "清江县农业农村局整体支出绩效目标基本实现。",
        "总体较好。清江县农业农村局紧扣年度目标，做了不少工作。",  # as ten others go on behind their own name
        "2024年，清江县农业农村局紧扣年度目标，做了不少工作。",
        "农业农村局紧扣年度目标，做了不少工作。",  # without the county
        "总体较好\n清江县农业农村局紧扣年度目标，做了不少工作。",
    ],
)
def test_told_where_it_speaks_of_itself(text):
    (one,) = found(text)
    assert places([one]) == [[(OURS, "文字材料", "C1")]]
    assert one.wrong.startswith(f"{OURS}的{ITEM}里写的是“{OTHER}”：“")
    assert "农业农村局" in one.sides[0].shown
    assert one.sides[0].shown in text


@pytest.mark.parametrize(
    "text",
    [
        "联合清江县农业农村局紧扣年度目标开展春灌。",  # a partner: it begins no sentence
        "石桥镇、清江县农业农村局紧扣年度目标，一起验收。",
        "清江县农业农村局派员参加了验收。",  # nobody goes on like that behind his own name
        "清江县水务局紧扣年度目标，完成任务。",  # its own
        "水务局的主要职责是管好水。",
        "清江县水务局农业农村局的主要职责。",
    ],
)
def test_named_rightly(text):
    assert found(text) == []


def test_its_own_longer_and_shorter_names_are_no_other_units():
    child = "清江县水务局河道管理所"
    units = [*others(), Unit(OURS, {ITEM: f"{child}紧扣年度目标。"}), Unit(child, {ITEM: f"{child}紧扣年度目标。"})]
    assert suspicions(units, "K13") == []


@pytest.mark.parametrize(
    ("unit", "told"),
    [("清江县水务局（本级）", False), ("清江县水务局河道管理所", False), ("水务局", False), ("清江县林业局", True)],
)
def test_a_name_that_holds_the_other_is_no_other_unit(unit, told):
    units = [*others(), Unit(unit, {ITEM: f"{OURS}紧扣年度目标，成效较好。"})]
    assert bool(suspicions(units, "K13", roster=[OURS])) is told


@pytest.mark.parametrize(("writers", "told"), [(3, True), (2, False)])
def test_how_many_must_write_so_of_themselves(writers, told):
    """自称单位数 3"""
    assert bool(found("清江县农业农村局紧扣年度目标，成效较好。", others(writers))) is told


@pytest.mark.parametrize(("writers", "told"), [(3, True), (2, False)])
def test_a_name_before_what_others_begin_with(writers, told):
    crowd = others(writers, "预算执行总体平稳，主要目标{more}。")
    assert bool(found("清江县农业农村局预算执行总体平稳，主要目标已经达到。", crowd)) is told


def test_a_unit_that_neither_filed_nor_is_on_the_roster_is_not_known():
    assert found("清江县农业农村局的主要职责是管好水。", roster=("清江县林业局",)) == []


def test_in_a_copy_of_its_text_a_name_is_told_wherever_it_stands():
    text = prose(1, 60) + "，由清江县农业农村局牵头，" + prose(2, 60)
    units = [*others(), Unit(OURS, {ITEM: text}), Unit(OTHER, {ITEM: text})]
    (one,) = suspicions(units, "K13")
    assert places([one]) == [[(OURS, "文字材料", "C1")]]
    assert "又和那家单位的雷同" in one.wrong
    alone = [*others(), Unit(OURS, {ITEM: text}), Unit(OTHER, {ITEM: prose(3, 120)})]
    assert suspicions(alone, "K13") == []


def test_a_name_that_two_units_have_without_their_county_is_nobodys():
    assert by_name(["清江县农业农村局", "白沙县农业农村局", "清江县水务局"]) == {
        "清江县农业农村局": "清江县农业农村局", "白沙县农业农村局": "白沙县农业农村局", "清江县水务局": "清江县水务局",
    }  # fmt: skip
    assert by_name(["清江县农业农村局"])["农业农村局"] == "清江县农业农村局"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("水务局(.)农", min_size=1, max_size=5), min_size=1, max_size=8),
    st.text("水务局(.)农", max_size=30),
)
def test_the_longest_name_is_found_where_one_stands(names, text):
    longest = "|".join(map(re.escape, sorted(set(names), key=len, reverse=True)))
    assert [m.span() for m in one_of(names).finditer(text)] == [m.span() for m in re.finditer(longest, text)]
