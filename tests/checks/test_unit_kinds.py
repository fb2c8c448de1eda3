"""F78: what is told as another kind of unit's words, just inside and just outside; and what never is."""

from collections import Counter

import pytest

from books import evaluated, snapshot_of
from faults import evaluated_grids, expected, good_snapshot, table, told
from jixiao.evaluation.checks.unit_kinds import kinds_of, other_kinds, unit_kinds, words_are_of_this_kind_of_unit
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped
from jixiao.values.typed import folded

INDICATORS = table("""
| 单位 | 三级指标或评分标准 | 谁的用语 |
| 清江县农业农村局 | 工会工作满意度 | 工会 |
| 清江县农业农村局 | 上级工会布置任务的及时性 | 工会 |
| 清江县农业农村局 | 工会经费拨缴及时率 |  |
| 清江县农业农村局 | 工会经费收缴率 | 工会 |
| 清江县农业农村局 | 机关工会活动次数 |  |
| 清江县农业农村局 | 农作物病虫害防治率 |  |
| 清江县农业农村局 | 服务对象满意度 |  |
| 清江县农业农村局 | 按时缴纳残疾人就业保障金，2分。 |  |
| 清江县农业农村局 | 残疾人康复服务率 | 残联 |
| 清江县民政局 | 残疾人康复服务率 |  |
| 清江县总工会 | 工会工作满意度 |  |
| 清江县总工会 | 农作物病虫害防治率 | 农业农村部门 |
| 清江县工人文化宫 | 工会活动的完成率 |  |
| 清江县财政局 | 工会会员发展率 | 工会 |
| 清江县卫生健康局 | 审计查出问题整改率 |  |
| 清江县第一中学 | 教学质量达标率 |  |
| 清江县第一中学 | 病床使用率 |  |
| 清江县水利局 | 病床使用率 | 卫生健康部门 |
| 公安县教育局 | 刑事案件破案率 | 公安机关 |
| 公安县教育局 | 义务教育巩固率 |  |
| 白石镇人民政府 | 工会会员发展率 |  |
| 某某局 | 工会会员发展率 |  |
""")

TEXTS = table("""
| 单位 | 文字 | 谁的用语 |
| 清江县农业农村局 | 加强产业工人队伍建设。 |  |
| 清江县农业农村局 | 产业工人队伍建设，产业工人队伍建设。 |  |
| 清江县农业农村局 | 加强产业工人队伍建设，做好建会入会工作。 | 工会 |
| 清江县农业农村局 | 联合县总工会、县妇联、县教育局慰问困难职工。 |  |
| 清江县农业农村局 | 按县财政局、县审计局的要求整改，足额拨缴工会经费，机关工会开展活动2次。 |  |
| 清江县农业农村局 | 县总工会将继续坚持以新发展理念为指导。 | 工会 |
| 清江县农业农村局 | 县总工会将继续支持农业。 |  |
| 清江县农业农村局 | 现将清江县总工会整体支出绩效自评情况报告如下。 | 工会 |
| 清江县农业农村局 | 根据清江县财政局整体支出绩效自评的通知。 |  |
| 清江县农业农村局 | 普惠性幼儿园 12 所，义务教育巩固率 98%。 | 教育部门 |
| 清江县教育局 | 普惠性幼儿园 12 所，义务教育巩固率 98%。 |  |
| 清江县教育和科技局 | 普惠性幼儿园 12 所，义务教育巩固率 98%。 |  |
| 清江县财政局 | 保障普惠性幼儿园补助，义务教育巩固率 98%。 |  |
| 清江县水利局 | 农业技术推广 3 项，发放耕地地力保护补贴。 |  |
| 清江县司法局 | 农业技术推广 3 项，发放耕地地力保护补贴。 | 农业农村部门 |
| 白石镇人民政府 | 农业技术推广 3 项，发放耕地地力保护补贴。 |  |
""")

IN_THE_WORKBOOK = table("""
| 界限 | 表 | 格 | 填入 | 期望 |
| F78名称 | 指标体系 | 指标体系[18].三级指标 | 农作物病虫害防治率 | F78 |
| F78标准 | 指标体系 | 指标体系[18].评分标准 | 每发生一起动物疫病扣1分，扣完为止。 | F78 |
| F78口径不看 | 指标体系 | 指标体系[18].口径 | 农作物病虫害防治面积 |  |
| F78一个词 | 文字材料 | C16 | 全年发放农机购置补贴。 |  |
| F78两个词 | 文字材料 | C16 | 全年发放农机购置补贴和耕地地力保护补贴。 | F78 |
| F78两格各一个词 | 文字材料 | C16 ; C18 | 发放农机购置补贴。 ; 发放耕地地力保护补贴。 |  |
""")


@pytest.mark.parametrize(("unit", "text", "kind"), INDICATORS)
def test_one_telling_word_is_enough_in_an_indicator(unit, text, kind):
    assert [one.name for one in other_kinds(unit) if one.in_indicator(folded(text))] == ([kind] if kind else [])


@pytest.mark.parametrize(("unit", "text", "kind"), TEXTS)
def test_a_text_needs_two_or_the_other_unit_speaking(unit, text, kind):
    others = () if any(one.broad for one in kinds_of(unit)) else other_kinds(unit)
    assert [one.name for one in others if one.in_text(folded(text))] == ([kind] if kind else [])


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), IN_THE_WORKBOOK)
def test_it_is_told_at_its_cell(name, sheet, cells, values, due):
    assert told(evaluated_grids(sheet, cells, values), "F78") == expected(sheet, cells, due)


def test_a_trade_unions_indicators_in_an_agriculture_bureau():
    """The former default, which had the seven of the sample."""
    evaluation = evaluated_grids("基本信息", "C15", "清江县农业农村局")
    assert told(evaluation, "F78") == {("F78", "指标体系", f"E{row}") for row in (38, 40, 41, 43, 44)}
    assert next(f.wrong for f in evaluation.findings if f.kind.code == "F78") == (
        "D4的三级指标里写“工会”，是工会的用语，本单位是清江县农业农村局。"
    )


def test_the_sample_and_the_good_workbook_have_none(sample):
    assert list(words_are_of_this_kind_of_unit(snapshot_of(sample))) == []
    assert list(words_are_of_this_kind_of_unit(good_snapshot())) == []


@pytest.mark.parametrize("name", ["部门整体支出-默认", "部门整体支出-53号"])
def test_the_neutral_frameworks_fit_every_kind_of_unit(name):
    texts = [folded(text) for i in load_framework(name).indicators for text in (i.name, i.criterion_text)]
    assert [(kind.name, text) for kind in unit_kinds() for text in texts if kind.in_indicator(text)] == []


def test_a_new_workbook_of_an_agriculture_bureau_has_none(tmp_path):
    path = tmp_path / "新.xlsm"
    path.write_bytes(new_workbook(load_framework(), {"单位名称": "清江县农业农村局"}, project_as_shipped()))
    assert told(evaluated(path), "F78") == set()


def test_the_list_of_kinds_is_whole():
    """Kinds that overlap are there; a telling word tells one kind only, and no kind's name is another's."""
    names = [kind.name for kind in unit_kinds()]
    assert len(set(names)) == len(names)
    assert {name for kind in unit_kinds() for name in kind.shared} <= set(names)
    words = Counter(word for kind in unit_kinds() for word in {*kind.words, *kind.indicators})
    assert [word for word, count in words.items() if count > 1] == []
    assert [(kind.name, kinds_of(one)) for kind in unit_kinds() for one in kind.names if kinds_of(one) != (kind,)] == []


@pytest.mark.parametrize(
    "unit",
    [
        "白石镇人民政府",
        "城南街道办事处",
        "清江县人民政府办公室",
        "廉江市政府办公室",
        "廉江市政协办公室",
        "中共清江县委办公室",
    ],
)
def test_units_that_do_a_little_of_everything_are_of_no_kind(unit):
    assert (kinds_of(unit), other_kinds(unit)) == ((), ())
