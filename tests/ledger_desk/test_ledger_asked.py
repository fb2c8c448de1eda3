"""What an officer types on 首页: understood, or told with its cell; never taken for something else."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.bureau.book import asked
from jixiao.bureau.book.asked import ASKED, ROWS, Terms, read_terms
from jixiao.bureau.ledger import names
from jixiao.engines import UnusableWorkbook
from jixiao.values.sheets import RawSheet


def home(**typed: object) -> RawSheet:
    """首页 with these cells typed, by label."""
    values: dict[tuple[int, int], object] = {(ROWS[one.label], 1): one.label for one in ASKED}
    values |= {(ROWS[label], 2): value for label, value in typed.items() if value is not None}
    return RawSheet(names.HOME, values)


FOLDERS = [
    (None, ("收件",)),
    ("收件", ("收件",)),
    ("收件；D:\\局里 的\\邮件", ("收件", "D:\\局里 的\\邮件")),
    ("收件; ../去年；", ("收件", "../去年")),
    ("甲\n乙\n", ("甲", "乙")),
    ("“甲”；\"乙\"", ("甲", "乙")),
    ("；；", ("收件",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "folders"), FOLDERS)
def test_folders(text, folders):
    assert read_terms(home(收件文件夹=text)).folders == folders


YEARS = [(None, None), (2024.0, 2024), ("2024年", 2024), ("２０２４", 2024), (2000, 2000), (2100, 2100), ("无", None)]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_year(text, year):
    assert read_terms(home(评价年度=text)).year == year


DAYS = [
    (None, None),
    (datetime(2025, 4, 30), date(2025, 4, 30)),
    ("2025年4月30日", date(2025, 4, 30)),
    ("20250430", date(2025, 4, 30)),
]


def test_last_year_s_ledger(tmp_path: Path):
    assert read_terms(home()).earlier(tmp_path) is None
    (tmp_path / "去年.xlsm").write_bytes(b"")
    assert read_terms(home(上年台账="“去年.xlsm”")).earlier(tmp_path) == tmp_path / "去年.xlsm"
    with pytest.raises(UnusableWorkbook, match=r"找不到上年台账“前年.xlsm”.*《首页》B10"):
        read_terms(home(上年台账="前年.xlsm")).earlier(tmp_path)


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_due_date(text, day):
    assert read_terms(home(截止日期=text)).due == day


FAULTS = [
    ({"评价年度": "今年"}, "《首页》B7 的评价年度“今年”看不懂。"),
    ({"评价年度": 24}, "《首页》B7 的评价年度“24”看不懂。"),
    ({"评价年度": 1999}, "《首页》B7 的评价年度“1999”看不懂。"),
    ({"评价年度": 2101}, "《首页》B7 的评价年度“2101”看不懂。"),
    ({"截止日期": "四月底"}, "《首页》B9 的截止日期“四月底”看不懂。"),
    ({"截止日期": "#N/A"}, "《首页》B9 的截止日期“#N/A”看不懂。"),
]


@pytest.mark.parametrize(("typed", "says"), FAULTS)
def test_what_is_not_understood_is_told_with_its_cell(typed, says):
    with pytest.raises(UnusableWorkbook) as told:
        read_terms(home(**typed))
    assert told.value.message_zh.startswith(says)


def test_rows_inserted_above_are_no_matter():
    moved = {(row + 2, column): value for (row, column), value in home(评价年度=2024).values.items()}
    assert read_terms(RawSheet(names.HOME, moved)).year == 2024


def test_a_label_that_is_gone_is_told():
    sheet = home()
    rest = {spot: value for spot, value in sheet.values.items() if value != "截止日期"}
    with pytest.raises(UnusableWorkbook, match="《首页》找不到“截止日期”一栏"):
        read_terms(RawSheet(names.HOME, rest))


def test_a_folder_that_is_not_there_is_told_with_its_cell(tmp_path: Path):
    (tmp_path / "收件").mkdir()
    assert Terms().sources(tmp_path) == (tmp_path / "收件",)
    assert Terms((str(tmp_path),)).sources(tmp_path / "x") == (tmp_path,), "a whole path"
    with pytest.raises(UnusableWorkbook) as told:
        Terms(("收件", "信件"), folder_cell="B6").sources(tmp_path)
    assert told.value.message_zh == asked.NO_FOLDER.format(shown="信件", path=tmp_path / "信件", cell="B6")


ANYTHING = st.one_of(st.none(), st.text(), st.floats(), st.booleans(), st.datetimes(), st.integers())


def understood(**typed: object) -> bool:
    """Whether it is."""
    try:
        terms = read_terms(home(**typed))
    except UnusableWorkbook:
        return False
    return bool(terms.folders) and (terms.year is None or 2000 <= terms.year <= 2100)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_is_typed_is_understood_or_told(folders, year, framework, due):
    typed = {"收件文件夹": folders, "评价年度": year, "指标体系": framework, "截止日期": due}
    assert understood(**typed) or told_with_cell(**typed)


def told_with_cell(**typed: object) -> bool:
    with pytest.raises(UnusableWorkbook, match=r"《首页》B[79]"):
        read_terms(home(**typed))
    return True
