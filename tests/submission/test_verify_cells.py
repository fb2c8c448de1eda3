"""Cell by cell: what counts as the same, what is told of a difference, and how its place is called."""

import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import PARTS, finished_workbook
from jixiao.documents.verifying.comparing import against, against_itself, agree
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.reading import read_finished
from jixiao.documents.verifying.reference import Reference
from jixiao.values.address import a1
from submission.submissions import good, sample

# 应为 | 现为 | 一致
SAME = [
    (Decimal("655.36"), 655.36, True),
    (Decimal("655.36"), 655.3600000001, False),
    (Decimal("655.36"), "655.36", False),
    (Decimal(0), None, False),
    (None, 0.0, False),
    (None, None, True),
    ("", None, True),
    (None, "", True),
    (None, True, False),
    (date(2025, 6, 20), datetime(2025, 6, 20), True),
    (date(2025, 6, 20), datetime(2025, 6, 20, 23, 59), True),
    (date(2025, 6, 20), datetime(2025, 6, 21), False),
    (date(2025, 6, 20), datetime(2024, 6, 20), False),
    (date(2025, 6, 20), None, False),
    (date(2025, 6, 20), "2025-06-20", False),
    (date(2025, 6, 20), 45828.0, False),
    ("良", "良", True),
    ("良", "优", False),
    ("良", "良 ", False),
    ("良", None, False),
    ("1", 1.0, False),
    ("第一行\r\n第二行", "第一行\n第二行", True),
    ("【不能用】12.5.1", "【不能用】另一个", True),
    ("【不能用】12.5.1", "12.5.1", False),
    ("【不能用】12.5.1", None, False),
]


@cache
def finished():
    """The good unit's finished workbook, final and without findings, read back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "报送件.xlsx"
        path.write_bytes(finished_workbook(good()))
        return read_finished(path)


def beside(submission):
    """The working workbook that was submitted."""
    return Reference(Path("填报.xlsm"), submission)


def told(cells=None, **marks):
    """The differences beside the working workbook, where these cells (sheet, row, column) hold something else."""
    held = {sheet: dict(content) for sheet, content in finished().cells.items()}
    for (sheet, row, column), value in (cells or {}).items():
        held[sheet][row, column] = value
    return list(against(replace(finished(), cells=held, **marks), beside(good())))


def cells_of(kind):
    return {(s, *at): v for s, cells in finished().cells.items() for at, v in cells.items() if isinstance(v, kind)}


@pytest.mark.parametrize(("expected", "found", "same"), SAME)
def test_what_counts_as_the_same(expected, found, same):
    assert agree(expected, found) is same


CHANGED = {
    "日期晚一天": (datetime, lambda day: day + timedelta(days=1), 2),
    "数差一分": (float, lambda number: number + 0.01, 390),
    "数成了文字": (float, str, 390),
    "文字多一个字": (str, lambda text: text + "改", 900),
    "什么都没有了": ((str, float, datetime), lambda _: None, 1300),
}


@pytest.mark.parametrize("name", CHANGED)
def test_every_changed_cell_is_told(name):
    """All of them at once: each is told with its own address."""
    kind, change, least = CHANGED[name]
    changed = {place: change(value) for place, value in cells_of(kind).items()}
    places = [one.place for one in told(changed)]
    assert len(changed) >= least
    assert [place for place in changed if not _is_told(places, place)] == []


def _is_told(places, place):
    sheet, row, column = place
    return any(
        one == f"《{sheet}》{a1(row, column)}" or one.startswith(f"《{sheet}》{a1(row, column)}（") for one in places
    )


def test_nothing_else_is_told():
    assert told() == []
    assert len(told({("汇总", 5, 2): "改"})) == 1


# 表 | 行 | 列 | 现为 | 报告的话
TOLD = [
    ("数据表", 12, 8, datetime(2025, 6, 21), "《数据表》H12（填报日期，填写内容）：现为 2025-06-21，应为 2025-06-20"),
    ("数据表", 12, 8, None, "《数据表》H12（填报日期，填写内容）：现为 （空），应为 2025-06-20"),
    ("数据表", 55, 8, 24.0, "《数据表》H55（财供人员合计，填写内容）：现为 24，应为 23"),
    ("数据表", 82, 11, 330.01, "《数据表》K82（项目支出，调整后预算数）：现为 330.01，应为 330"),
    ("数据表", 111, 22, -0.19, "《数据表》V111（公务用车运行维护费，填报变动率）：现为 -19%，应为 -20%"),
    ("项目自评1", 6, 5, 121.0, "《项目自评1》E6（年初预算数）：现为 121，应为 120"),
    ("评分表", 8, 8, 1.0, "《评分表》H8（A3，目标值）：现为 1，应为 （空）"),
    ("评分表", 13, 10, True, "《评分表》J13（B3，得分）：现为 True，应为 3"),
    ("汇总", 5, 2, "96.34", "《汇总》B5（自评总分）：现为 96.34，应为 96.34"),
    ("汇总", 5, 2, "改" * 60, f"《汇总》B5（自评总分）：现为 {'改' * 60}，应为 96.34"),
    ("汇总", 5, 2, "改" * 61, f"《汇总》B5（自评总分）：现为 {'改' * 60}…，应为 96.34"),
    ("汇总", 5, 2, "第一行\n第二行", "《汇总》B5（自评总分）：现为 第一行⏎第二行，应为 96.34"),
    ("汇总", 60, 3, 1.0, "《汇总》C60（调整后预算数）：现为 1，应为 （空）"),
    ("汇总", 1, 2, "别的题目", "《汇总》B1：现为 别的题目，应为 部门整体支出绩效自评汇总"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "line"), TOLD)
def test_a_difference_is_told_with_its_place_and_both_values(sheet, row, column, value, line):
    assert [one.told for one in told({(sheet, row, column): value})] == [f"报送件.xlsx　{line}"]


def test_fingerprints_and_state_are_told_where_they_stand():
    code, footers = good().fingerprint, finished().footers
    assert len(footers) == 4
    assert told(footers=("abc", *footers[1:])) == [Difference("报送件.xlsx", "第1张表的页脚核对码", "abc", code[:12])]
    assert told(footers=footers[:3]) == [Difference("报送件.xlsx", "页脚核对码", "3 处", "4 处")]
    assert told(footers=(*footers, footers[0])) == []
    assert told(properties={**finished().properties, "状态": "草稿"}) == [
        Difference("报送件.xlsx", "文档属性“状态”", "草稿", "报送稿")
    ]
    assert told(properties={"状态": "报送稿"}) == [Difference("报送件.xlsx", "文档属性“核对码”", "", code)]


PART = "基本信息·一、评价信息"


def parts_told(**marks):
    return [one for one in against_itself(replace(finished(), **marks)) if "部分" in one.place or PARTS in one.place]


def test_the_part_of_the_data_sheet_that_was_changed_is_named_without_a_reference():
    known = finished().properties
    digits = known[PARTS]
    assert parts_told() == []
    assert parts_told(properties={**known, PARTS: "x" * 6 + digits[6:]}) == [
        Difference("报送件.xlsx", f"《数据表》“{PART}”部分有改动，校验码", digits[:6], "x" * 6)
    ]
    assert [one.place for one in parts_told(properties={**known, PARTS: digits[:-6] + "x" * 6})] == [
        "《数据表》“项目自评”部分有改动，校验码"
    ]
    for short in (digits[:-1], ""):
        (one,) = parts_told(properties={**known, PARTS: short})
        assert (one.place, one.found, one.expected) == (f"文档属性“{PARTS}”", short, digits)


def test_findings_that_went_along_are_held_against_their_own_digits(tmp_path):
    """校验结果 of a finished workbook alone: nothing else recomputes it, answers included."""
    path = tmp_path / "报送件.xlsx"
    path.write_bytes(finished_workbook(sample()))
    read = read_finished(path)
    assert list(against_itself(read)) == []
    at = next(at for at, value in read.cells["校验结果"].items() if value == "B13")
    cells = {**read.cells, "校验结果": {**read.cells["校验结果"], at: "B14"}}
    assert [one.place for one in against_itself(replace(read, cells=cells))] == [
        "《数据表》“校验结果”部分有改动，校验码"
    ]
    without = {name: held for name, held in read.cells.items() if name != "评分表"}
    assert "《评分表》" in " ".join(one.place for one in against(replace(read, cells=without), beside(sample())))
