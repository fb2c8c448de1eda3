"""K11, K12, K25: copied narratives. What everybody writes accuses nobody; a changed name and changed numbers hide nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compared import Unit, memory_of, names, places, prose, suspicions
from jixiao.bureau.comparing import compare
from jixiao.bureau.comparing.normal import mapped, normal, quoted
from jixiao.bureau.settings import usual
from jixiao.values.typed import folded

WORK = (
    "一是抓实山塘水库巡查管护，汛前逐座排查隐患，巡查山塘水库612座次，整改涵管渗漏、坝坡塌陷等问题47处，石桥、柳林两地的"
    "小型水库实现了当年除险当年蓄水。二是推进农村供水提质，改造老旧管网23公里，更换入户水表1800块，高岗片区群众反映多年的"
    "季节性缺水问题得到解决。"
)
OURS, OTHER = "清江县水务局", "清江县农业农村局"
GUIDE = (
    "坚持以习近平新时代中国特色社会主义思想为指导，我局全面落实县委关于绩效管理的各项部署，"
    "把过紧日子的要求落到预算编制和执行的全过程，做到花钱必问效、无效必问责，"
)
ITEM = "年度总体工作"


def crowd(count=20, text="", item=ITEM):
    """Units that wrote texts of their own behind a phrase."""
    return [Unit(f"清江县第{n}中学", {item: text + prose(n, 200)}) for n in range(count)]


def wrote(unit, text, item=ITEM):
    return Unit(unit, {item: text})


def test_a_copy_is_told_with_its_passage_and_both_cells():
    (found,) = suspicions([*crowd(), wrote(OURS, WORK), wrote(OTHER, WORK)], "K11")
    assert places([found]) == [[(OTHER, "文字材料", "C1"), (OURS, "文字材料", "C1")]]
    same = len(normal(WORK, ""))
    assert (found.measure, found.unit) == (same, "字")
    assert found.sides[0].shown == found.sides[1].shown == WORK  # with its own ，
    assert found.wrong.startswith(
        f"{OTHER}、{OURS}有 1 处文字雷同，去掉套话共 {same} 字相同（年度总体工作 {same} 字占 100.00%）。最长的一段相同 {same} 字"
    )


def test_what_shares_most_comes_first_not_what_is_wholly_alike():
    short, problems = "建设服务点16个，服务社区居民。", "存在问题"
    copied = prose("共同", 90)
    units = [
        Unit(u, {"预期目标": short, ITEM: copied + prose(u, 60), problems: prose("问", 30)}) for u in (OURS, OTHER)
    ]
    (found,) = suspicions([*crowd(), *units], "K11")
    assert [side.shown for side in found.sides[:2]] == [copied, copied]
    assert (found.measure, found.unit, found.sides[4].shown) == (90, "字", short)
    assert (
        "有 3 处文字雷同，去掉套话共 135 字相同（年度总体工作 90 字占 60.00%、存在问题 30 字占 100.00%、" in found.wrong
    )


def test_places_of_a_copy_are_no_units():
    units = [Unit(u, {f"项目自评1.{n}问": prose(n, 90) for n in range(6)}) for u in (OURS, OTHER)]
    (found,) = suspicions([*crowd(), *units], "K11")
    assert "有 6 处文字雷同" in found.wrong
    assert "等 6 处）" in found.wrong


def test_another_name_and_other_numbers_hide_nothing():
    mine = f"{OURS}今年{WORK}"
    theirs = mine.replace(OURS, OTHER).replace("612", "1,588").replace("47", "9").replace("1800", "2.5")
    (found,) = suspicions([*crowd(), wrote(OURS, mine), wrote(OTHER, theirs)], "K11")
    assert "占 100.00%" in found.wrong
    assert [OTHER in found.sides[0].shown, OURS in found.sides[1].shown] == [True, True]
    assert "1,588座次" in found.sides[0].shown


@pytest.mark.parametrize(
    ("common", "told"),
    [(81, True), (79, False)],  # 雷同最少字数 80
)
def test_how_long_a_copy_must_be(common, told):
    text = prose("共同", common)
    units = [*crowd(), wrote(OURS, text + prose("甲", 30)), wrote(OTHER, text + prose("乙", 30))]
    assert bool(suspicions(units, "K11")) is told


@pytest.mark.parametrize(
    ("rest", "told"),
    [(122, True), (123, False)],  # 100 of 222: 45.05 %; 100 of 223: 44.84 %; 雷同比例 45
)
def test_how_much_of_a_text_must_be_a_copy(rest, told):
    text = prose("共同", 50), prose("又共同", 50)
    units = [*crowd(), *(wrote(unit, prose(unit, rest).join(text)) for unit in (OURS, OTHER))]
    assert bool(suspicions(units, "K11")) is told


@pytest.mark.parametrize(
    ("common", "told"),
    [(120, True), (119, False)],  # 雷同段字数 120
)
def test_a_long_passage_in_long_texts(common, told):
    text = prose("共同", common)
    units = [*crowd(), wrote(OURS, text + prose("甲", 500)), wrote(OTHER, text + prose("乙", 500))]
    assert bool(suspicions(units, "K11")) is told


def test_what_many_write_accuses_nobody():
    shared = [Unit(f"清江县第{n}小学", {ITEM: GUIDE * 2 + prose(f"小{n}", 60)}) for n in range(20)]
    assert suspicions([*crowd(), *shared], "K11") == []


@pytest.mark.parametrize(("writers", "told"), [(5, True), (6, False)])
def test_how_many_make_it_boilerplate(writers, told):
    """套话单位数 5; below 50 units a tenth of them."""
    units = [*crowd(60), *(wrote(f"清江县{n}所", WORK) for n in "甲乙丙丁戊己庚辛壬"[:writers])]
    found = suspicions(units, "K11")
    assert bool(found) is told
    assert [len(told) for told in names(found)] == [5] * told


def test_of_few_units_three_that_say_so_are_enough():
    units = [wrote(unit, GUIDE * 2 + prose(unit, 30)) for unit in (OURS, OTHER, "清江县财政局")]
    assert suspicions(units, "K11") == []
    assert names(suspicions([wrote(OURS, WORK), wrote(OTHER, WORK)], "K11")) == [[OTHER, OURS]]


def test_known_phrases_accuse_nobody_even_between_two():
    phrase = "项目资金按项目单独核算，实行专款专用、专人管理，不得挤占、挪用、截留项目资金"
    units = [wrote(unit, phrase + "，" + phrase + "，" + phrase, "预算监督情况") for unit in (OURS, OTHER)]
    assert suspicions(units, "K11") == []


def test_the_prompts_of_the_forms_accuse_nobody():
    prompt = "对照预期目标写实际完成了什么。" + "年初设定的总体目标，照抄项目绩效目标表。"
    units = [wrote(unit, prompt * 3, "项目自评1.预期目标") for unit in (OURS, OTHER)]
    assert suspicions(units, "K11") == []


def test_duties_of_units_of_one_kind_are_the_same_rightly():
    units = [*crowd(item="主要职责"), wrote(OURS, WORK, "主要职责"), wrote(OTHER, WORK, "主要职责")]
    assert suspicions(units, "K11") == []


def test_rows_of_a_list_and_project_sheets_are_one_question():
    mine = Unit(OURS, {"重点工作[1].完成说明": ("巡查", WORK), "项目自评2.实际完成情况": WORK})
    theirs = Unit(OTHER, {"重点工作[7].完成说明": ("管护", WORK), "项目自评1.实际完成情况": WORK})
    (found,) = suspicions([*crowd(), mine, theirs], "K11")
    same = f"{len(normal(WORK, ''))} 字占 100.00%"
    assert f"（实际完成情况 {same}、重点工作完成说明 {same}）" in found.wrong
    assert [side.item for side in found.sides] == [
        "项目自评1.实际完成情况", "项目自评2.实际完成情况", "重点工作[7].完成说明", "重点工作[1].完成说明",
    ]  # fmt: skip


def test_the_same_text_twice_in_one_unit_is_its_own():
    assert suspicions([*crowd(), Unit(OURS, {"项目自评1.预期目标": WORK, "项目自评2.预期目标": WORK})], "K11") == []


def test_three_that_copied_are_told_once_and_marks_stay():
    units = [*crowd(30), *(wrote(unit, WORK) for unit in (OURS, OTHER, "清江县林业局"))]
    (found,) = suspicions(units, "K11")
    assert names([found]) == [["清江县农业农村局", "清江县林业局", "清江县水务局"]]
    weaker = [*units[:-1], wrote("清江县林业局", WORK + prose(5, 40))]
    (again,) = suspicions(weaker, "K11", 雷同最少字数=85)
    assert (again.mark, len(again.mark)) == (found.mark, 12)
    assert suspicions([*crowd(30), *units[-3:-1]], "K11")[0].mark != found.mark


def test_the_same_memory_gives_the_same_list():
    memory = memory_of([*crowd(), wrote(OURS, WORK), wrote(OTHER, WORK)])
    assert compare(memory, usual()) == compare(memory, {})


# last year's

LAST = WORK.replace("今年", "去年")


def test_last_years_text_with_this_years_number():
    now, then = f"2024年，{WORK}", f"2023年，{WORK.replace('612', '588')}"
    (found,) = suspicions([*crowd(), wrote(OURS, now)], "K12", earlier=[wrote(OURS, then)])
    assert places([found]) == [[(OURS, "文字材料", "C1"), (f"{OURS}（上年）", "文字材料", "C1")]]
    assert (found.measure, "588座次" in found.sides[1].shown) == (100, True)
    assert found.wrong.startswith("年度总体工作有 100.00% 与本单位上年的相同")


@pytest.mark.parametrize(
    ("new", "told"),
    [(25, True), (26, False)],  # 100 of 125: 80 %; 沿用上年比例 80
)
def test_how_much_of_a_text_may_be_last_years(new, told):
    old = prose("上年", 100)
    units = [*crowd(), wrote(OURS, old + prose("今年", new))]
    assert bool(suspicions(units, "K12", earlier=[wrote(OURS, old)])) is told


def test_what_may_stay_and_what_others_wrote_is_not_last_years():
    duties = [*crowd(item="主要职责"), wrote(OURS, WORK, "主要职责")]
    assert suspicions(duties, "K12", earlier=[wrote(OURS, WORK, "主要职责")]) == []
    assert suspicions([*crowd(), wrote(OURS, WORK)], "K12", earlier=[wrote(OTHER, WORK)]) == []
    assert suspicions([*crowd(), wrote(OURS, WORK)], "K12") == []
    many = [Unit(f"清江县第{n}小学", {ITEM: GUIDE * 2}) for n in range(20)]
    assert suspicions(many, "K12", earlier=many) == []


# a sentence in another text

SENTENCE = "压实股室责任，稳步实施山塘水库巡查管护工作，巡查山塘水库612座次，覆盖石桥镇、柳林镇等地"


def test_a_sentence_is_found_wherever_it_stands():
    mine = wrote(OURS, f"{prose(1, 50)}。三是{SENTENCE}。{prose(2, 50)}")
    theirs = wrote(OTHER, f"{prose(3, 90)}；{SENTENCE}。", "绩效目标实现情况")
    (found,) = suspicions([*crowd(), mine, theirs], "K25")
    assert places([found]) == [[(OTHER, "文字材料", "C1"), (OURS, "文字材料", "C1")]]
    assert [side.shown for side in found.sides] == [SENTENCE, SENTENCE]
    assert (found.measure, found.unit) == (len(SENTENCE), "字")
    assert suspicions([*crowd(), mine, theirs], "K11") == []


@pytest.mark.parametrize(("change", "told"), [(("612", "612"), True), (("612", "613"), False)])
def test_a_sentence_with_another_number_is_another(change, told):
    units = [*crowd(), wrote(OURS, SENTENCE), wrote(OTHER, SENTENCE.replace(*change), "绩效目标实现情况")]
    assert bool(suspicions(units, "K25")) is told


@pytest.mark.parametrize(("length", "told"), [(40, True), (39, False)])
def test_how_long_a_sentence_must_be(length, told):
    """整句字数 40"""
    text = prose("一句", length)
    assert bool(suspicions([*crowd(), wrote(OURS, text), wrote(OTHER, text, "绩效目标实现情况")], "K25")) is told


@pytest.mark.parametrize(("own", "told"), [(16, True), (15, False)])
def test_clauses_that_many_write_dont_count(own, told):
    """整句少有字数 16, in clauses that only few units write."""
    tail = prose("少有", own)
    others = [Unit(f"清江县第{n}小学", {ITEM: f"{GUIDE}{prose(n, 5)}"}) for n in range(20)]
    units = [*crowd(), *others, wrote(OURS, GUIDE + tail), wrote(OTHER, GUIDE + tail, "绩效目标实现情况")]
    assert bool(suspicions(units, "K25")) is told


def test_a_copied_text_is_not_told_again_by_its_sentences():
    units = [*crowd(), wrote(OURS, WORK), wrote(OTHER, WORK)]
    assert (len(suspicions(units, "K11")), suspicions(units, "K25")) == (1, [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024年",
        f"{OURS}和我局，本单位 1,234.5 万元\n第2行",
        "１２３个 我镇",
        f"{OURS}{OURS}",
        "㎡……e\u0301 有。",
        "无\u200b形",
    ],
)
def test_the_way_back_leads_to_what_stands_there(text):
    found = mapped(text, OURS)
    assert found.signs == normal(text, OURS)
    assert len(found.starts) == len(found.signs)
    if found.signs:
        assert folded(found.shown(0, len(found.signs))) == found.flat


@pytest.mark.parametrize(
    ("text", "passage", "typed"),
    [
        ("一是抓实，汛前（排查） 隐患。", "抓实,汛前(排查)隐患", "抓实，汛前（排查） 隐患"),
        ("面积５０㎡，已用", "50m2", "５０㎡"),
        ("第一段。\n　　第二段。", "段。第二", "段。 第二"),
        ("cafe\u0301，好", ",好", ",好"),  # é is two characters: shown folded
        ("没有的", "别的", "别的"),
    ],
)
def test_a_quotation_is_as_it_was_typed(text, passage, typed):
    assert quoted(text, passage) == typed


@given(st.text(), st.text(), st.text())
def test_what_is_quoted_is_the_passage(before, passage, behind):
    found = quoted(before + passage + behind, folded(passage))
    assert folded(passage) in folded(found)
