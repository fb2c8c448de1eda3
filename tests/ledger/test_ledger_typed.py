"""What people typed into a ledger comes back, wherever sorting and moving columns put it; all else is told."""

import random
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_desks import DUE, GONE, MARK, SCHOOLS, SETTINGS, UNION, county

from jixiao.bureau.desk import Obliged
from jixiao.bureau.ledger import ledger_workbook, names, typed_in
from jixiao.bureau.ledger.own_cells import digits
from jixiao.engines import open_port
from jixiao.filing.memory import Choice

DIGEST, TAKEN, NOTE = "SHA-256", "选用", "备注"


def column(page, label, top=3):
    """The column of a heading."""
    return next(cell.column for cell in page[top] if cell.value == label)


def row_of(page, label, value, top=3):
    """The first row with a value under a heading."""
    at = column(page, label, top)
    return next(row for row in range(top + 1, page.max_row + 1) if page.cell(row, at).value == value)


def put(book, sheet, key, value, label, typed, top=3):
    """Type under a heading, in the row that a key names."""
    page = book[sheet]
    page.cell(row_of(page, key, value, top), column(page, label, top)).value = typed


@pytest.fixture
def book(ledger):
    return openpyxl.load_workbook(ledger)


@pytest.fixture
def read(book, tmp_path):
    """Save and read back."""

    def saved():
        book.save(tmp_path / "台账.xlsx")
        return typed_in(tmp_path / "台账.xlsx")

    return saved


def digest_of(table, unit):
    return next(a.digest for a, r in table.lines if r.unit == unit and r.status == "采用")


def test_nothing_typed_is_nothing_read_and_nothing_told(ledger, table):
    found = typed_in(ledger)
    assert found.unread == ()
    assert set(found.choices) == {Choice(a.digest) for a, _ in table.lines if a.digest}
    assert found.settings == SETTINGS
    assert set(found.notes.values()) == {""}


def test_the_roster_comes_back_whole(ledger, desk):
    listed = [one.obliged for one in desk.units if one.listed]
    assert [(o.unit, o.contact, o.phone, o.mail, o.due, o.framework, o.note) for o in typed_in(ledger).roster] == [
        (o.unit, o.contact, o.phone, o.mail, o.due, o.framework, o.note) for o in listed
    ]


def type_everywhere(book, table):
    digest = digest_of(table, SCHOOLS)
    put(book, names.REGISTER, DIGEST, digest, TAKEN, "不采用")
    put(book, names.REGISTER, DIGEST, digest, NOTE, "张股长说明天重报")
    put(book, names.REGISTER, "单位", GONE, NOTE, "七月二十日电话催过")
    put(book, names.REGISTER, "来源", "七月.eml › 加密.zip", NOTE, "要密码")
    put(book, names.SUSPICIONS, "标记", MARK, "核实情况", "=属实")
    put(book, names.SETTINGS, "设置项", "雷同比例", "数值", "85")
    put(book, names.ROSTER, "单位", GONE, "截止日期", "2025年8月1日")
    page = book[names.ROSTER]
    page.append(["清江县气象局", "吴", 7561234567, None, date(2025, 7, 31)])


def check_everywhere(found, table):
    assert found.unread == ()
    assert Choice(digest_of(table, SCHOOLS), "不采用", "张股长说明天重报") in found.choices
    assert {mark: note for mark, note in found.notes.items() if note} == {
        MARK: "=属实", f"缺报名单:{GONE}": "七月二十日电话催过", "登记:七月.eml › 加密.zip": "要密码",
    }  # fmt: skip
    assert found.settings["雷同比例"] == Decimal(85)
    units = {one.unit: one for one in found.roster}
    assert units[GONE].due == date(2025, 8, 1)
    new = units["清江县气象局"]
    assert (new.contact, new.phone, new.due) == ("吴", "7561234567", date(2025, 7, 31))


def test_what_is_typed_comes_back(book, read, table):
    type_everywhere(book, table)
    for cell in [c for row in book[names.SUSPICIONS].iter_rows() for c in row if c.value == "=属实"]:
        cell.data_type = "s"
    check_everywhere(read(), table)


def test_rows_sorted_and_columns_moved_change_nothing(book, read, table):
    type_everywhere(book, table)
    for name in (names.REGISTER, names.TOTALS, names.FINDINGS, names.SUSPICIONS, names.ROSTER):
        top = 5 if name == names.TOTALS else 3
        shuffle_rows(book[name], top)
        move_first_column_last(book[name])
    for cell in [c for row in book[names.SUSPICIONS].iter_rows() for c in row if c.value == "=属实"]:
        cell.data_type = "s"
    check_everywhere(read(), table)


def shuffle_rows(page, top):
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=top + 1)]
    random.Random(7).shuffle(rows)
    for number, row in enumerate(rows, top + 1):
        for at, value in enumerate(row, 1):
            page.cell(number, at).value = value


def move_first_column_last(page):
    """As dragging a column does: the title and the note go with it."""
    last = page.max_column
    for row in range(1, page.max_row + 1):
        values = [page.cell(row, at).value for at in range(1, last + 1)]
        for at, value in enumerate([*values[1:], values[0]], 1):
            page.cell(row, at).value = value


def own_sheet(book):
    page = book.create_sheet("我的底稿")
    page["B2"] = "催报电话记录"
    return "《我的底稿》不是台账的表（1 个格子有内容，开头是“催报电话记录”）"


def own_column(book):
    page = book[names.TOTALS]
    at = page.max_column + 1
    page.cell(5, at).value = "我看过"
    page.cell(6, at).value = "√"
    return "列（标题“我看过”）不是台账的列，2 个格子有内容"


def over_a_figure(book):
    page = book[names.TOTALS]
    page.cell(6, column(page, "执行数", 5)).value = 999
    return f"《总表》第 6 行（{UNION}）有格子被人改过"


def over_a_blank(book):
    page = book[names.TOTALS]
    page.cell(11, column(page, "执行数", 5)).value = "在催"
    return f"《总表》第 11 行（{GONE}）有格子被人改过"


def below_the_table(book):
    page = book[names.DIFFERENCES]
    page.cell(page.max_row + 3, 2).value = "以上都退回"
    return "行（以上都退回）是人加的"


def beside_the_title(book):
    book[names.FINDINGS]["D1"] = "已打印"
    return "《问题明细》第 1、2 行有人写过"


def a_title(book):
    book[names.FINDINGS]["A1"] = "清江县问题明细"
    return "《问题明细》第 1、2 行有人写过"


def among_the_charts(book):
    book[names.CHARTS]["N20"] = "这个点是谁"
    return "《图表》N 列不是台账的列，1 个格子有内容"


def a_wrong_choice(book):
    page = book[names.REGISTER]
    page.cell(4, column(page, TAKEN)).value = "待定"
    return "《登记》J4 应填 采用、不采用 中的一个，现在是“待定”"


def a_choice_without_file(book):
    put(book, names.REGISTER, "单位", GONE, TAKEN, "采用")
    return "选了“采用”，可是这一行没有能读的文件"


def two_choices_of_one_content(book):
    page = book[names.REGISTER]
    page.cell(4, column(page, TAKEN)).value = "采用"
    page.cell(5, column(page, TAKEN)).value = "不采用"  # the duplicate's row
    return "《登记》J5 “不采用”和同一内容另一行的“采用”不同，用了“采用”"


def a_heading_gone(book):
    page = book[names.REGISTER]
    page.cell(3, column(page, TAKEN)).value = "选"
    return "《登记》没有“选用”这一列，这张表里填的都没有读"


def a_threshold_in_words(book):
    put(book, names.SETTINGS, "设置项", "套话单位数", "数值", "八十")
    return "《设置》B4 应填数字，现在是“八十”"


def a_threshold_of_nothing(book):
    put(book, names.SETTINGS, "设置项", "套话单位数", "数值", 0)
    return "《设置》B4 应填大于 0 的数"


def a_unit_without_name(book):
    book[names.ROSTER].append([None, "郑某"])
    return "《名册》第 9 行没有单位名称，没有算进去"


def a_day_that_is_none(book):
    put(book, names.ROSTER, "单位", GONE, "截止日期", "2025-02-30")
    return "的截止日期“2025-02-30”看不懂"


def hidden_column_gone(book):
    page = book[names.TOTALS]
    page.delete_cols(column(page, "核对", 5))
    return "《总表》隐藏的“核对”列没有了"


@pytest.mark.parametrize(
    "change",
    [own_sheet, own_column, over_a_figure, over_a_blank, below_the_table, beside_the_title, a_title, among_the_charts,
     a_wrong_choice, a_choice_without_file, two_choices_of_one_content, a_heading_gone, a_threshold_in_words, a_threshold_of_nothing,
     a_unit_without_name, a_day_that_is_none, hidden_column_gone],
)  # fmt: skip
def test_what_would_be_lost_is_told_with_its_place(book, read, change):
    said = change(book)
    told = [line for line in read().unread if said in line]
    assert len(told) == 1, read().unread


def test_a_heading_gone_takes_no_choice_back(book, read):
    a_heading_gone(book)
    assert read().choices == ()


def test_what_was_said_stands_in_the_next_ledger(tmp_path):
    table = county(tmp_path)
    digest = digest_of(table, UNION)
    said = {digest: Choice(digest, "采用", "已核")}
    notes = {MARK: "属实", f"缺报名单:{GONE}": "催过"}
    desk = table.desk(said, notes)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_workbook(desk))
    found = typed_in(path)
    desk.memory.close()
    assert said[digest] in found.choices
    assert {mark: note for mark, note in found.notes.items() if note} == notes


def test_a_ledger_that_the_file_engine_saved_reads_the_same(ledger, tmp_path):
    port = open_port(ledger)
    port.write_values(names.HOME, 200, 3, [["x"]])
    port.save(tmp_path / "又.xlsx")
    port.close()
    (told,) = typed_in(tmp_path / "又.xlsx").unread
    assert told.startswith("《首页》第 200 行（x）是人加的")


def test_the_place_of_a_roster_row_is_where_it_stands_now(ledger):
    assert typed_in(ledger).roster[0] == Obliged(
        UNION, "周文", "0756-1234567", "zw@example.com", DUE, "", "", "名册!A4"
    )


@settings(max_examples=200)
@given(st.dictionaries(st.text(min_size=1), st.one_of(st.none(), st.text(), st.floats(-1e9, 1e9), st.dates())))
def test_digits_know_cells_not_their_order(cells):
    turned = dict(reversed(cells.items()))
    assert digits(cells) == digits(turned)
