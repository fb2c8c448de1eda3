"""名册: read by the words of its headings; rows that can't be used are told with their cell."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from jixiao.bureau.roster import read_roster, roster_of
from jixiao.engines import UnusableWorkbook
from jixiao.values.sheets import Span, pasted

HEAD = ["单位名称", "联系人", "电话", "邮箱", "截止日期", "指标体系", "备注"]


def roster(*rows):
    return roster_of(pasted("名册", [list(row) for row in rows]))


def test_a_row_is_a_unit():
    read = roster(HEAD, ["教育局", "王某", "0759-1", "a@b.cn", datetime(2025, 6, 30), "部门整体支出-53号", "重点"])
    (one,) = read.units
    assert (one.unit, one.contact, one.phone, one.mail) == ("教育局", "王某", "0759-1", "a@b.cn")
    assert (one.due, one.framework, one.note, one.place) == (date(2025, 6, 30), "部门整体支出-53号", "重点", "名册!A2")
    assert read.told == ()


@pytest.mark.parametrize("word", ["单位名称", "部门名称", "预算单位", "单位", "单位 名称*"])
def test_headings_are_found_by_their_words_wherever_they_stand(word):
    read = roster(["2024年度自评单位名册"], [None, "序号", "手机", word], [None, 1, 13800000000.0, "教育局"])
    assert [(one.unit, one.phone) for one in read.units] == [("教育局", "13800000000")]


@pytest.mark.parametrize(
    ("typed", "due", "told"),
    [
        ("2025.6.30", date(2025, 6, 30), 0),
        ("2025年6月30日", date(2025, 6, 30), 0),
        (None, None, 0),
        ("六月底", None, 1),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, due, told):
    read = roster(HEAD, ["教育局", None, None, None, typed])
    assert read.units[0].due == due
    assert len(read.told) == told
    if told:
        assert read.told[0].startswith("《名册》E2 的截止日期“六月底”看不懂")


def test_a_unit_twice_counts_once_and_a_row_without_a_name_is_told():
    read = roster(HEAD, ["教育局", "王"], ["教 育局", "李"], [None, "赵"], [None, None])
    assert [(one.unit, one.contact) for one in read.units] == [("教育局", "王")]
    assert sorted(read.told) == [
        "《名册》A3 “教 育局”在名册上不止一次，只算一次，以前面那行为准。",
        "《名册》第 4 行没有单位名称，没有算进去。",
    ]


def test_a_file_without_units_is_one_line(tmp_path):
    path = tmp_path / "名册.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.save(path)
    with pytest.raises(UnusableWorkbook, match=r"【名册\.xlsx】里找不到“单位名称”一列"):
        read_roster(path)


def test_sums_and_group_titles_are_no_units():
    sheet = pasted("名册", [HEAD, ["乡镇", None], ["教育局", "王"], ["合计", "1家"]])
    read = roster_of(replace(sheet, merged=(Span(2, 1, 2, 7),)))
    assert [one.unit for one in read.units] == ["教育局"]
    assert read.told == tuple(f"《名册》第 {row} 行是合计或分组标题，不当作单位。" for row in (2, 4))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("手机号码", "phone"),
        ("联系电话（座机）", "phone"),
        ("电子邮箱地址", "mail"),
        ("财务负责人", "contact"),
        ("报送截止时间", "due"),
    ],
)
def test_headings_may_say_more(heading, field):
    typed = "2025-06-30" if field == "due" else "某"
    read = roster(["单位全称", heading], ["教育局", typed])
    assert getattr(read.units[0], field) == (date(2025, 6, 30) if field == "due" else "某")
    assert read.told == ()


def test_a_column_that_says_nothing_to_us_is_told():
    assert roster(["序号", "单位名称", "预算代码"], [1, "教育局", "101"]).told == (
        "《名册》这些列没有用：“预算代码”。",
    )


def test_every_sheet_with_units_counts(tmp_path):
    path = tmp_path / "名册.xlsx"
    book = openpyxl.Workbook()
    for name, unit in (("县直", "教育局"), ("乡镇", "河口镇"), ("重复", "教育局")):
        sheet = book.create_sheet(name)
        sheet.append(["单位名称"])
        sheet.append([unit])
    book.save(path)
    read = read_roster(path)
    assert [one.unit for one in read.units] == ["教育局", "河口镇"]
    assert read.told == ("《重复》A2 “教育局”在名册上不止一次，只算一次，以前面那行为准。",)
