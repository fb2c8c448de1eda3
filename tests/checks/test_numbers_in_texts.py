"""F69, E51: a number in a text is held against the tables where it is the whole unit's, and only there."""

from dataclasses import replace

import pytest

from faults import good_snapshot
from jixiao.evaluation.checks.texts import numbers_in_texts_are_those_of_the_tables, texts_count_the_projects
from jixiao.evaluation.checks.wording import neutral

TEXT, PROJECTS = "自评结论", "重点项目绩效情况"
SPARED = [
    "劳动竞赛项目预算20万元，实际支出19.50万元。",
    "本年安排困难职工帮扶20万元，实际支出19.5万元，结余0.5万元。",
    "培训费全年支出5万元，未超预算。",
    "职工之家改造工程调整后预算60万元，全年支出58万元。",
    "编制17名，其中行政10名、事业6名；事业在职5人，行政在职9人。",
    "办公室编制5名，在职4人；财务部编制3名，在职3人。",
    "本级基本支出预算570万元，项目支出预算330万元，商品和服务支出预算120万元。",
    "2023年支出决算856.90万元，2023年收入预算860万元。",
    "慰问在职职工120人、离退休人员20人次。",
    "走访5个科室，3个科室被评为先进，由2个部室联合开展检查。",
    "编制5个工作方案，编制3个年度计划。",
    "帮扶小组5人深入企业；成立专项检查小组，小组成员8人。",
    "困难帮扶项目支出50万元，三个竞赛项目支出120万元。",
    "全县三公经费2000万元；下属单位收入预算20万元，支出预算20万元。",
    "对3个下属单位开展检查。",
]
TOLD = [
    ("2024年支出预算655.36万元。", "支出预算655.36万元"),
    ("清江县总工会2024年全年支出800万元。", "全年支出800万元"),
    ("2024年支出预算900.00万元，实际支出800.00万元。", "支出预算900.00万元,实际支出800.00万元"),
    ("本单位2024年度收入预算合计655.36万元，已全部到位。", "收入预算合计655.36万元"),
    ("现有编制18名，在职15人。", "编制18名"),
    ("本会核定编制17名（行政10名、事业6名、工勤1名），在职人员16人。", "在职人员16人"),
    ("一是人员情况：财供人员28人，其中在职15人、离退休人员7人。", "财供人员28人|离退休人员7人"),
    ("截至2024年12月31日，在职20人。", "在职20人"),
    ("我会由5个职能部门（办公室、组织宣教部）组成。", "由5个职能部门"),
    ("本单位设五个内设机构，按时报送。", "设五个内设机构"),
    ("内设机构5个，有2个下属单位。", "内设机构5个|有2个下属单位"),
    ("成立自评工作小组，小组成员7人。", "小组成员7人"),
    ("其中项目支出100万元，“三公”经费支出99万元。", "项目支出100万元|三公”经费支出99万元"),
]
PARTS = [
    "全年实施3个重点项目，其中1个项目进度偏慢。",
    "3个项目中有2个项目提前完成。",
    "个别项目延期，仅1个项目未完成。",
    "无。",
]
COUNTED = [
    ("全年实施五个重点项目，总体符合要求。", "五个重点项目"),
    ("共有2个项目。", "2个项目"),
    ("安排4个部门重点项目，其中1个项目延期。", "4个部门重点项目"),
]


def told(item, text, check):
    snapshot = good_snapshot()
    changed = replace(snapshot.entries[item], value=text, raw=text)
    snapshot = replace(snapshot, entries={**snapshot.entries, item: changed})
    return [
        (finding.kind.code, str(finding.key), finding.wrong.split("写“")[1].split("”，")[0])
        for finding in check(snapshot)
    ]


@pytest.mark.parametrize("text", SPARED)
def test_the_number_of_a_part_is_not_held_against_the_whole(text):
    assert told(TEXT, text, numbers_in_texts_are_those_of_the_tables) == []


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_a_wrong_number_of_the_whole_unit_is_told(text, words):
    expected = [("F69", TEXT, part) for part in words.split("|")]
    assert sorted(told(TEXT, text, numbers_in_texts_are_those_of_the_tables)) == sorted(expected)


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_the_words_that_are_told_stand_in_the_text(text, words):
    """So that a clerk can look for them."""
    assert all(part.replace(",", "，") in text for part in words.split("|"))


@pytest.mark.parametrize("text", PARTS)
def test_some_of_the_projects_are_not_all_of_them(text):
    assert told(PROJECTS, text, texts_count_the_projects) == []


@pytest.mark.parametrize(("text", "words"), COUNTED)
def test_another_number_of_projects_is_told(text, words):
    assert told(PROJECTS, text, texts_count_the_projects) == [("E51", PROJECTS, words)]


def test_no_text_makes_the_search_slow():
    """Words that could be read in two ways, ten thousand times over, and then one that is not neutral."""
    assert neutral().fullmatch("现有总的" * 10_000 + "其他") is None
