"""One returned file to its rows: working and finished give the same, printed results are held against what was typed."""

import pickle
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from books import filled, snapshot_of, type_into
from counties import make_unit, many_specs
from good import good_bytes
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.engines import open_port
from jixiao.evaluation import evaluate
from jixiao.filing import TABLES, Naming, evaluate_file
from jixiao.forms.outputs import SCORE_FACT_CELLS
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.values.address import a1, row_column

TOTAL = a1(*SCORE_FACT_CELLS[0])


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    path = tmp_path_factory.mktemp("填报") / "好单位.xlsm"
    path.write_bytes(good_bytes())
    filled(path, path)
    return path


@pytest.fixture(scope="module")
def finished(tmp_path_factory, working):
    path = tmp_path_factory.mktemp("报送") / "好单位.xlsx"
    snapshot = snapshot_of(working)
    path.write_bytes(finished_workbook(Submission(snapshot, evaluate(snapshot))))
    return path


def codes(filed):
    return [row[0] for row in filed.rows["findings"]]


def named(framework):
    return Naming(framework)


def changed(framework, name, **what):
    """The framework with one indicator changed."""
    rows = tuple(replace(one, **what) if one.name == name else one for one in framework.indicators)
    assert rows != framework.indicators
    return replace(framework, indicators=rows)


def test_every_row_has_the_columns_of_its_table(working):
    filed = evaluate_file(working)
    assert filed.refused == ""
    assert list(filed.rows) == list(TABLES) or set(filed.rows) == set(TABLES)
    assert {(name, len(row)) for name, rows in filed.rows.items() for row in rows} == {
        (name, len(TABLES[name].columns)) for name, rows in filed.rows.items() if rows
    }
    assert pickle.loads(pickle.dumps(filed)) == filed


def test_a_working_and_a_finished_workbook_of_one_unit_come_to_the_same(working, finished):
    one, other = evaluate_file(working), evaluate_file(finished)
    for name in ("rates", "projects"):
        assert [row[:-2] if name == "projects" else row for row in one.rows[name]] == [
            row[:-2] if name == "projects" else row for row in other.rows[name]
        ]
    assert [row[:11] for row in one.rows["scores"]] == [row[:11] for row in other.rows["scores"]]
    assert {row[:3] for row in one.rows["figures"]} == {row[:3] for row in other.rows["figures"]}
    assert {row[:3] for row in one.rows["texts"]} == {row[:3] for row in other.rows["texts"]}
    for column in ("unit", "year", "fingerprint", "total", "grade", "printed_total", "printed_grade", "errors"):
        assert one.unit_value(column) == other.unit_value(column), column
    assert (one.unit_value("form"), other.unit_value("form")) == ("填报工作簿", "报送表")
    assert codes(one) == codes(other) == []
    assert one.rows["differences"] == other.rows["differences"] == ()


def test_every_figure_says_where_it_stands(working):
    rows = evaluate_file(working).rows["figures"]
    at = {row[0]: (row[2], row[4], row[5]) for row in rows}
    assert at["支出合计全年执行数"][1] == "支出预算"
    assert all(sheet and cell for _, sheet, cell in at.values())


def test_a_project_stands_where_its_spending_does(working):
    """In the row 年度资金总额, below 全年执行数."""
    ((name, *_, sheet, cell),) = evaluate_file(working).rows["projects"]
    port = open_port(working)
    values, (row, column) = port.raw_sheet(sheet).values, row_column(cell)
    port.close()
    assert (name, sheet, values[row, 3], values[row - 1, column]) == (
        "职工之家改造", "项目自评1", "年度资金总额", "全年执行数",
    )  # fmt: skip


def test_every_number_and_text_that_was_typed_is_among_them(working):
    """Counted cell by cell in the file: what stands on the unit's sheets and is neither a formula nor a heading."""
    filed, snapshot = evaluate_file(working), snapshot_of(working)
    kept = {row[-2:] for name in ("figures", "texts") for row in filed.rows[name] if not (name == "figures" and row[3])}
    typed = {
        (place.sheet, place.cell)
        for key in snapshot.entries
        if (place := snapshot.place(key)) and snapshot.entries[key].shown
    }
    bureaus = {"指标体系", "校验设置", "粘贴评分表"}
    assert {one for one in typed if one[0] not in bureaus} - kept == set()
    assert ("支出预算", "C6") in kept


def test_the_same_framework_named_changes_nothing(working):
    assert evaluate_file(working, named(load_framework(SAMPLE))) == evaluate_file(working)


def test_an_indicator_of_another_weight_or_text_is_not_scored_by_the_old_answer(working):
    own = load_framework(SAMPLE)
    indicator = next(one for one in own.indicators if not one.value)
    for what in ({"weight": indicator.weight + 1}, {"criterion_text": "完成得满分，否则不得分"}):
        filed = evaluate_file(working, named(changed(own, indicator.name, **what)))
        line = next(row for row in filed.rows["scores"] if row[3] == indicator.name)
        assert (line[5], filed.unit_value("total"), filed.unit_value("grade")) == (None, None, "")
        assert codes(filed)[0] == "K01"
        assert f"“{indicator.name}”的{'分值' if 'weight' in what else '评分标准'}不同" in filed.rows["findings"][0][3]


def test_a_changed_basis_or_code_is_no_other_question(working):
    own = load_framework(SAMPLE)
    indicator = next(one for one in own.indicators if not one.value)
    recoded = evaluate_file(working, named(changed(own, indicator.name, code="Z9")))
    assert recoded.unit_value("total") == evaluate_file(working).unit_value("total")
    assert "K01" not in codes(recoded)


def test_a_framework_is_named_for_one_unit_by_its_name(working):
    other = changed(load_framework(SAMPLE), load_framework(SAMPLE).indicators[0].name, weight=Decimal(5))
    unit = str(evaluate_file(working).unit_value("unit"))
    assert codes(evaluate_file(working, Naming(None, {unit: other})))[0] == "K01"
    assert codes(evaluate_file(working, Naming(None, {unit + "办": other}))) == []


@pytest.mark.parametrize(("typed", "told"), [(99.5, ["K02"]), (None, [])])
def test_a_total_that_was_typed_over_is_told_with_its_cell(working, tmp_path, typed, told):
    path = tmp_path / "改过.xlsm"
    type_into(working, {("评分表", TOTAL): typed}, path)
    filed = evaluate_file(path)
    assert codes(filed) == told
    if told:
        assert filed.rows["findings"][0][8:] == ("评分表", TOTAL)
        assert filed.rows["findings"][0][3].startswith("《评分表》上是 99.5 分")
        assert filed.unit_value("printed_total") == Decimal("99.5")
        assert [row[1:] for row in filed.rows["differences"]][:1] == [("99.5", str(filed.unit_value("total")))]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "文件是空的"),
        (b"PK\3\4" + b"x" * 50, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"hello", "不是 .xlsx 或 .xlsm"),
    ],
)
def test_what_cant_be_used_is_one_line_with_its_name(tmp_path, content, says):
    path = tmp_path / "某局.xlsx"
    path.write_bytes(content)
    filed = evaluate_file(path)
    assert (filed.rows, filed.refused.count("\n")) == ({}, 0)
    assert filed.refused.startswith("【某局.xlsx】")
    assert says in filed.refused


def test_a_missing_file_is_one_line_too(tmp_path):
    assert evaluate_file(Path(tmp_path / "没有.xlsx")).refused.startswith("【没有.xlsx】打不开：")


@pytest.fixture(scope="module")
def doubled(tmp_path_factory):
    """A made unit that used 53号, where 管理制度健全性 stands twice, under two headings."""
    spec = next(spec for spec in many_specs(20, 5, 2024) if spec.framework == "53号")
    path = tmp_path_factory.mktemp("53号") / "单位.xlsm"
    path.write_bytes(make_unit(spec))
    return path


def test_two_indicators_of_one_name_are_told_apart_by_where_they_stand(doubled):
    common = load_framework("部门整体支出-53号")
    names = [one.name for one in common.indicators]
    assert len(names) > len(set(names))
    own, told = evaluate_file(doubled), evaluate_file(doubled, named(common))
    assert own.unit_value("total") is not None
    assert told.unit_value("total") == own.unit_value("total")
    assert "K01" not in codes(told)


def test_under_another_framework_the_rows_that_answer_nothing_are_no_errors(working):
    filed = evaluate_file(working, named(load_framework()))
    assert "E70" not in codes(filed)
    assert codes(filed)[0] == "K01"
