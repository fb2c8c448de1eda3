"""`jixiao migrate`: everything typed into an old or damaged workbook stands in a fresh one; the rest is listed."""

import re
import zipfile

import pytest

from books import evaluated, filled, found, run, type_into
from faults import version_cell
from good import NAME, good_bytes
from jixiao.engines import UnusableWorkbook, open_book, open_port
from jixiao.engines.port import Area
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.frameworks import load_framework, shipped
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped
from jixiao.new_workbooks.from_old import migrate
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.values.address import column_letters
from packages import insert_rows, rewrite


@pytest.fixture
def old(tmp_path):
    """The good workbook, said to be of an older version."""
    path = tmp_path / "旧.xlsm"
    path.write_bytes(good_bytes())
    type_into(path, {("首页", version_cell()): "模板版本 2025.3"}, path)
    return path


def snapshot_of(path):
    book = open_book(path)
    try:
        return take_snapshot(read_grids(book))
    finally:
        book.close()


def texts_of(snapshot):
    entries = {key: entry.shown for key, entry in snapshot.entries.items() if entry.shown}
    rows = [
        (table, record.label, {label: entry.shown for label, entry in record.entries.items() if entry.spec.is_entry})
        for table, records in snapshot.tables.items()
        for record in records
    ]
    return entries, rows


def test_an_old_version_is_named_and_the_way_out_is_told(old):
    finding = next(f for f in evaluated(old).findings if f.kind.code == "R19")
    assert "2025.3" in finding.message
    assert "jixiao migrate" in finding.message
    assert evaluated(old).blocked


def test_everything_typed_stands_in_the_new_workbook(old, tmp_path):
    before = old.read_bytes()
    done = migrate(old, tmp_path / "新.xlsm")
    assert done.left == ()
    assert texts_of(snapshot_of(tmp_path / "新.xlsm")) == texts_of(snapshot_of(old))
    evaluation = evaluated(tmp_path / "新.xlsm")
    assert (evaluation.findings, str(evaluation.total)) == ((), "96.34")
    assert old.read_bytes() == before


def test_the_new_workbook_is_like_one_that_was_just_built(old, blank, tmp_path):
    """Names, protection, buttons, validations: what was lost in the old file is back."""
    rewrite(old, lambda text: re.sub(r"(<definedName [^>]*>)[^<]*", r"\1#REF!", text), "xl/workbook.xml")
    migrate(old, tmp_path / "新.xlsm")
    made, shipped = open_port(tmp_path / "新.xlsm"), open_port(blank)
    assert made.sheet_names() == shipped.sheet_names()
    assert made.names().keys() >= shipped.names().keys()
    assert not [name for name, place in made.names().items() if "#REF!" in place]
    assert [name for name in made.sheet_names() if not made.protected(name)] == ["粘贴评分表"]
    assert "xl/vbaProject.bin" in zipfile.ZipFile(tmp_path / "新.xlsm").namelist()


def test_what_was_typed_is_not_tidied_up(old, tmp_path):
    odd = {
        ("基本信息", "C20"): "2025年6月20日",
        ("三公及资产", "C26"): " ６２０．３０万元 ",
        ("收入预算", "I6"): 0.9824,
        ("重点工作", "F6"): "第一行\n第二行",
        ("基本信息", "C21"): '=HYPERLINK("http://x","点我")',
        ("人员情况", "C6"): "#N/A",
    }
    type_into(old, odd, old)
    done = migrate(old, tmp_path / "新.xlsm")
    old_snapshot, new_snapshot = snapshot_of(old), snapshot_of(tmp_path / "新.xlsm")
    assert texts_of(new_snapshot) == texts_of(old_snapshot)
    assert done.left == ('【基本信息】C21 填的是公式 =HYPERLINK("http://x","点我")，已作为文字转入。',)


def test_what_has_no_place_is_listed_with_its_cell(old, tmp_path):
    type_into(
        old, {("支出预算", "B9"): "基本建设支出", ("重点工作", "H6"): "经办人张三", ("支出预算", "G11"): 0.99}, old
    )
    rename = lambda text: text.replace('name="首页"', 'name="我的草稿"')  # noqa: E731
    rewrite(old, rename, "xl/workbook.xml")
    left = migrate(old, tmp_path / "新.xlsm").left
    assert any("【支出预算】B9 “基本建设支出”" in line for line in left)
    assert any("【支出预算】C9 “10”" in line for line in left)
    assert any("【重点工作】H6 “经办人张三”" in line for line in left)
    assert any("【支出预算】G11 “0.99”" in line for line in left)
    assert any("《我的草稿》没有转入" in line for line in left)


def test_the_workbooks_own_framework_goes_along(old, tmp_path):
    """Weights, names and criteria that a bureau changed; answers follow their codes; rows beyond the form's."""
    insert_rows(old, "绩效指标", at=8, count=2)
    names = open_port(old).read_values("指标体系", Area(1, 2, 60, 4))
    row = next(n for n, cells in enumerate(names, start=1) if cells[0] == "C1")
    type_into(old, {("指标体系", f"E{row}"): "资金合规使用", ("指标体系", f"F{row}"): 3}, old)
    migrate(old, tmp_path / "新.xlsm")
    evaluation = evaluated(tmp_path / "新.xlsm")
    assert next(line.indicator.name for line in evaluation.lines if line.indicator.code == "C1") == "资金合规使用"
    assert str(evaluation.total) == "96.34"
    assert evaluation.findings == ()


@pytest.mark.parametrize("name", shipped())
def test_where_the_framework_is_lost_answers_find_their_indicators_by_name(name, tmp_path):
    """Codes of an earlier version (Z01, Z02 …); 53号 has 管理制度健全性 twice."""
    framework, path = load_framework(name), tmp_path / "旧.xlsm"
    path.write_bytes(new_workbook(framework, {"单位名称": "某局"}, project_as_shipped()))
    places, count = snapshot_of(path).bodies, len(framework.indicators)
    first, blank = places["绩效指标"].first, [[None] * len(places["指标体系"].columns)] * count
    port = open_port(path)
    for sheet in ("指标体系", "绩效指标"):
        port.unlock(sheet)
    port.write_values("指标体系", places["指标体系"].first, 2, blank)
    port.write_values("绩效指标", first, 2, [[f"Z{n:02}"] for n in range(count)])
    port.write_values(
        "绩效指标", first, places["绩效指标"].columns["佐证材料"], [[i.code] for i in framework.indicators]
    )
    port.save(path)
    port.close()
    assert snapshot_of(path).tables["指标体系"] == ()
    migrate(path, tmp_path / "新.xlsm")
    new = snapshot_of(tmp_path / "新.xlsm")
    assert [r.label for r in new.tables["指标体系"]] == [i.code for i in framework.indicators]
    assert [(r.label, r.text("佐证材料")) for r in new.tables["绩效指标"]] == [
        (i.code, i.code) for i in framework.indicators
    ]


def test_answers_to_warnings_go_along_and_still_count(old, tmp_path):
    type_into(old, {("三公及资产", "C26"): 2024.05}, old)
    filled(old, old)
    row = FINDING_TABLE.first + 1  # R19 comes first
    type_into(old, {("校验结果", f"{column_letters(FINDING_TABLE.column('处理说明'))}{row}"): "与资产年报一致"}, old)
    migrate(old, tmp_path / "新.xlsm")
    evaluation = evaluated(tmp_path / "新.xlsm")
    assert [(f.kind.code, f.answer, f.is_answered) for f in evaluation.findings] == [("A07", "与资产年报一致", True)]


def test_project_sheets_go_along_row_by_row(old, tmp_path):
    port = open_port(old)
    texts = {text: (r, c) for r, row in enumerate(port.read_values("项目自评1", Area(1, 1, 40, 14)), start=1)
             for c, text in enumerate(row, start=1) if isinstance(text, str)}  # fmt: skip
    name, first = texts["项目名称"][0], texts["三级指标"][0] + 1
    typed = {("项目自评1", f"D{name}"): "职工之家改造", ("项目自评1", f"E{first}"): "改造面积",
             ("项目自评1", f"G{first}"): "≥300平方米", ("项目自评1", f"I{first}"): 10}  # fmt: skip
    type_into(old, typed, old)
    assert migrate(old, tmp_path / "新.xlsm").left == ()
    made = open_port(tmp_path / "新.xlsm")
    for (sheet, cell), value in typed.items():
        column, row = "ABCDEFGHIJ".index(cell[0]) + 1, int(cell[1:])
        assert made.read_values(sheet, Area(row, column))[0][0] == value
    assert found(evaluated(tmp_path / "新.xlsm")) == found(evaluated(old)) - {("R19", "首页", version_cell())}


def test_a_workbook_without_a_readable_form_is_refused(sample, tmp_path):
    (tmp_path / "坏.xlsm").write_bytes(sample.read_bytes()[:9000])
    with pytest.raises(UnusableWorkbook):
        migrate(tmp_path / "坏.xlsm", tmp_path / "新.xlsm")
    assert not (tmp_path / "新.xlsm").exists()


def test_sheets_that_are_gone_come_back_blank(old, tmp_path):
    """A sheet deleted from the old file: its entries are asked for again, nothing else is lost."""
    rewrite(old, lambda text: text.replace('name="文字材料"', 'name="别的"'), "xl/workbook.xml")
    for title in ("报告文字", "程序性文字的写法"):
        rewrite(
            old, lambda text, title=title: text.replace(f"<t>{title}</t>", "<t>别的文字</t>"), "xl/sharedStrings.xml"
        )
    left = migrate(old, tmp_path / "新.xlsm").left
    assert any("《别的》没有转入" in line for line in left)
    assert "R09" not in {f.kind.code for f in evaluated(tmp_path / "新.xlsm").findings}


def test_the_command_says_what_was_carried_and_what_was_left(old, tmp_path):
    done = run("migrate", old, "-o", tmp_path / "新.xlsm")
    assert (done.returncode, done.stderr) == (0, "")
    assert "已转到" in done.stdout
    same = run("migrate", old, "-o", old)
    assert (same.returncode, same.stdout) == (2, "")
    assert run("migrate", old, "-o", tmp_path / "新.xlsx").returncode == 2
    type_into(old, {("重点工作", "H6"): "经办人张三"}, old)
    left = run("migrate", old, "-o", tmp_path / "新.xlsm")
    assert left.returncode == 1
    assert "没有转入：【重点工作】H6" in left.stdout


def test_the_name_of_the_good_workbook_is_free(tmp_path):
    """Guards the fixture: the good workbook really is of the current version."""
    (tmp_path / NAME).write_bytes(good_bytes())
    assert evaluated(tmp_path / NAME).findings == ()
