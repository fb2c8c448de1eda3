"""上年带入: every carried cell is a finding until it is changed or confirmed, wherever rows and sheets have gone since."""

import pytest

from books import evaluated, filled, found, run, snapshot_of, type_into
from good import NAME, good_bytes
from jixiao.engines import open_book
from jixiao.engines.port import CountingPort
from jixiao.findings import Severity
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.new_workbooks.from_last_year import roll_over
from jixiao.new_workbooks.from_old import migrate
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.press.run import press
from packages import insert_rows, rewrite
from projects.project_books import rename_sheet

FIRST, LAST, COUNT = 6, 43, 38  # the rows of 上年带入 in the good unit's workbook of 2025


@pytest.fixture
def new(tmp_path):
    """The good unit's workbook of 2025, made from that of 2024."""
    last, path = tmp_path / NAME, tmp_path / "2025.xlsm"
    last.write_bytes(good_bytes())
    roll_over(last, path)
    return path


def g(path):
    """(code, sheet, cell) of the findings about what was carried."""
    return {one for one in found(evaluated(path)) if one[0].startswith("G")}


def line_of(path, item, content=""):
    """The cell of 确认 in the line of an item."""
    snapshot = snapshot_of(path)
    one = next(c for c in snapshot.carried if c.item == item and content in c.content)
    return "上年带入", snapshot.place(one.key.at("确认")).cell


def test_every_carried_cell_is_a_warning_and_all_together_one_error(new):
    snapshot, told = snapshot_of(new), g(new)
    entries = {
        (p.sheet, p.cell) for p in (snapshot.place(c.item) for c in snapshot.carried if c.item in snapshot.entries)
    }
    rows = {("支出预算", f"B{n}") for n in (16, 17, 18, 19)} | {("重点项目", f"B{n}") for n in (6, 7, 8)}
    assert len(entries) + len(rows) == COUNT
    assert told == {("G01", *place) for place in entries | rows} | {("G02", "上年带入", "F6")}
    findings = [f for f in evaluated(new).findings if f.kind.code == "G01"]
    assert {f.kind.severity for f in findings} == {Severity.WARNING}
    message = next(f.message for f in findings if f.key.item == "行政编制数")
    assert message == (
        "【人员情况】C10 行政编制数“10”是从上年的工作簿带来的，还没有核对、确认。"
        "请核对：有变化的改过来；没有变化的，在《上年带入》的“确认”列填“是”。"
    )
    total = next(f for f in evaluated(new).findings if f.kind.code == "G02")
    assert (total.kind.severity, total.wrong) == (Severity.ERROR, "还有 38 项从上年带来的内容没有改过，也没有确认。")


CHANGES = [
    # what a clerk does                     sheet, cell, typed                             is it still asked?
    ("确认是", "上年带入", "行政编制数", "是", False),
    ("确认写了是的", "上年带入", "行政编制数", "是的", False),
    ("确认写了否", "上年带入", "行政编制数", "否", True),
    ("改成今年的数", "人员情况", "C10", 9, False),
    ("填了同样的数", "人员情况", "C10", 10, True),
    ("同样的数写成文字", "人员情况", "C10", "10", True),
    ("清空", "人员情况", "C10", None, False),
    ("填了不能用的", "人员情况", "C10", "十来个", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sheet", "cell", "value", "asked"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_cell_is_asked_until_it_is_changed_or_confirmed(new, name, sheet, cell, value, asked):
    place = line_of(new, cell) if sheet == "上年带入" else (sheet, cell)
    type_into(new, {place: value}, new)
    told = g(new)
    assert (("G01", "人员情况", "C10") in told) == asked
    assert ("G02", "上年带入", "F6") in told
    assert len(told) == COUNT + asked


def test_an_answer_that_is_none_is_told_where_it_stands(new):
    sheet, cell = line_of(new, "行政编制数")
    type_into(new, {(sheet, cell): "不确定"}, new)
    assert ("R01", sheet, cell) in found(evaluated(new))


def test_confirming_every_line_leaves_nothing(new):
    type_into(new, {("上年带入", f"F{row}"): "是" for row in range(FIRST, LAST + 1)}, new)
    assert g(new) == set()
    type_into(new, {("上年带入", f"F{LAST}"): None}, new)
    assert g(new) == {("G01", "重点项目", "B8"), ("G02", "上年带入", f"F{LAST}")}


@pytest.mark.parametrize(("item", "content", "sheet", "cell"), [
    ("重点项目", "困难职工帮扶", "重点项目", "B7"),
    ("功能分类", "2012906", "支出预算", "B18"),
])  # fmt: skip
def test_the_name_of_a_row_is_asked_too(new, item, content, sheet, cell):
    assert ("G01", sheet, cell) in g(new)
    type_into(new, {(sheet, cell): "别的名称"}, new)
    assert ("G01", sheet, cell) not in g(new)
    type_into(new, {(sheet, cell): None}, new)
    assert ("G01", sheet, cell) not in g(new)


def test_inserted_rows_and_renamed_sheets_do_no_harm(new):
    insert_rows(new, "人员情况", at=3, count=2)
    insert_rows(new, "上年带入", at=4, count=3)
    rename_sheet(new, "人员情况", "人员")
    rename_sheet(new, "上年带入", "核对")
    told = g(new)
    assert len(told) == COUNT + 1
    assert {("G01", "人员", "C12"), ("G02", "核对", "F9")} <= told
    sheet, cell = "核对", line_of(new, "行政编制数")[1]
    type_into(new, {(sheet, cell): "是"}, new)
    assert told - g(new) == {("G01", "人员", "C12")}


def test_the_sheet_cannot_be_thrown_away_in_silence(new):
    rewrite(new, lambda text: text.replace('name="上年带入"', 'name="删"'), "xl/workbook.xml")
    rewrite(
        new, lambda text: text.replace("<t>从上年带来、等待确认的内容</t>", "<t>没有了</t>"), "xl/sharedStrings.xml"
    )
    finding = next(f for f in evaluated(new).findings if f.kind.code == "R22")
    assert (finding.place.sheet, finding.kind.severity) == ("首页", Severity.ERROR)
    assert "找不到工作表《上年带入》" in finding.wrong


def test_the_cells_are_named_where_the_highlight_looks(new, tmp_path):
    """The conditional formats look 校验结果 up by the form's own name and the cell."""
    filled(new, tmp_path / "填.xlsm")
    book = open_book(tmp_path / "填.xlsm")
    try:
        block = book.impl.port.used_block("校验结果")
    finally:
        book.close()
    key, code = (FINDING_TABLE.column(label) - block.column for label in ("键", "编号"))
    keys = {row[key] for row in block.values if row[code] in ("G01", "G02")}
    assert len(keys) == COUNT + 1
    assert {"人员情况!C10", "重点项目!B7", "上年带入!F6"} <= keys


def test_nothing_is_filed_before_all_is_confirmed(new, tmp_path):
    refused = run("submit", new, "-o", tmp_path / "报送件")
    assert refused.returncode == 1
    assert "G02" in refused.stderr
    assert "还有 38 项从上年带来的内容没有改过，也没有确认。" in refused.stderr
    assert not (tmp_path / "报送件").exists()


def test_a_draft_of_it_agrees_with_itself_and_has_no_such_sheet(new, tmp_path):
    assert run("submit", new, "-o", tmp_path / "报送件", "--draft", "--with-findings").returncode == 1
    files = list((tmp_path / "报送件").iterdir())
    agreed = run("verify", new, *files)
    assert (agreed.returncode, agreed.stderr) == (0, "")
    assert run("verify", *[file for file in files if file.suffix == ".xlsx"]).returncode == 0


def test_a_press_reads_the_sheet_once_and_never_writes_it(new):
    book = open_book(new)
    book.impl.port = CountingPort(book.impl.port)
    press(book)
    calls = {(name, sheet): count for (name, sheet), count in book.impl.port.calls.items() if sheet}
    book.close()
    per_sheet = {sheet: sum(n for (_, s), n in calls.items() if s == sheet) for _, sheet in calls}
    assert max(per_sheet.values()) <= 2
    assert per_sheet["上年带入"] <= 2
    assert not [name for name, sheet in calls if sheet == "上年带入" and "write" in name]
    assert "填报说明" not in per_sheet


def test_a_migration_keeps_the_marks(new, tmp_path):
    type_into(new, {line_of(new, "行政编制数"): "是"}, new)
    done = migrate(new, tmp_path / "转.xlsm")
    assert done.left == ()
    assert snapshot_of(tmp_path / "转.xlsm").carried == snapshot_of(new).carried
    assert g(tmp_path / "转.xlsm") == g(new)


def test_reading_them_leaves_the_lists_of_the_forms_alone(new):
    book = open_book(new)
    try:
        snapshot = take_snapshot(read_grids(book))
    finally:
        book.close()
    assert "上年带入" not in snapshot.tables
    assert len(snapshot.carried) == COUNT
