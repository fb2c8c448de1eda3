"""The frameworks that come with the package: what each is, and their codes by level."""

import pytest

from jixiao.frameworks import SAMPLE, load_framework, shipped
from jixiao.frameworks.codes import codes_completed, codes_of

NEUTRAL = ("部门整体支出-53号", "部门整体支出-默认")
OF_THE_UNION = [
    "D4 工会工作满意度", "D5 工作计划的完成率", "D6 工会活动的完成率", "D7 上级工会布置任务的及时性", "D8 员工技能提升率",
    "D9 工会费用控制率", "D10 工会会员发展率",
]  # fmt: skip


def test_what_is_shipped_says_what_it_is():
    assert set(shipped()) == {*NEUTRAL, SAMPLE}
    begins = {name: load_framework(name).title.partition("：")[0] for name in shipped()}
    assert begins == {"部门整体支出-53号": "53号共性框架", "部门整体支出-默认": "默认", SAMPLE: "样例"}


@pytest.mark.parametrize("name", NEUTRAL)
def test_codes_are_those_of_the_levels(name):
    indicators = load_framework(name).indicators
    assert [i.code for i in indicators] == codes_of([(i.level1, i.level2, i.name) for i in indicators])


def test_the_samples_own_indicators_are_in_its_framework_alone():
    shown = [f"{i.code} {i.name}" for i in load_framework(SAMPLE).indicators if i.level2 == "个性化指标"]
    assert shown == OF_THE_UNION
    names = {one.partition(" ")[2] for one in OF_THE_UNION}
    assert not names & {i.name for name in NEUTRAL for i in load_framework(name).indicators}


def test_the_default_keeps_the_four_parts_of_the_published_form():
    framework = load_framework()
    assert framework.levels == load_framework(SAMPLE).levels
    assert [(level, str(sum(i.weight for i in framework.indicators if i.level1 == level))) for level in framework.levels] == [
        ("预算编制情况", "20"), ("预算执行情况", "28"), ("预算监督情况", "9"), ("预算使用效益", "43"),
    ]  # fmt: skip
    assert all("示例" in i.reference for i in framework.indicators)


NEXT_CODES = [
    # codes of four rows of one group and one of another; what a blank one could be called
    ("A1.1 A1.2 A1.3 - B1.1", "A1.4"),
    ("A1.1 - A1.2 A1.3 B1.1", "A1.4"),
    ("A1.1 A1.2 A1.9 - B1.1", "A1.10"),
    ("D7 D8 D9 - D10", "D11"),
    ("一 二 三 - 四", "三2"),
    ("A1.1 A1.2 A1.3 A1.4 -", "B1.1"),
    ("B1.1 B1.2 B1.3 B1.4 -", "B1.5"),
]


@pytest.mark.parametrize(("codes", "free"), NEXT_CODES)
def test_a_row_without_a_code_is_offered_one_that_is_free(codes, free):
    """The next after the last of its group; one by level where the group has none."""
    given = ["" if code == "-" else code for code in codes.split()]
    paths = [("投入", "目标", str(n)) for n in range(4)] + [("产出", "数量", "4")]
    done = codes_completed(paths, given)
    assert done[given.index("")] == free
    assert [code for code in done if code != free] == [code for code in given if code]


def test_two_rows_without_a_code_are_offered_two():
    assert codes_completed([("投入", "目标", name) for name in "甲乙丙"], ["", "A1.1", ""]) == ["A1.2", "A1.1", "A1.3"]
