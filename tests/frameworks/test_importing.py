"""A bureau's own score table: columns by their headings, merged cells filled down, faults with their row."""

import json

import pytest
import xlsxwriter

from books import evaluated, run
from jixiao.new_workbooks.framework_file import read_source

ROWS = [
    # 一级, 二级, 三级, 分值, 评分标准, 指标解释/计算公式
    ("投入（30分）", "预算配置", "在职人员控制率", 10, "以100%为标准。在职人员控制率≦100%，计10分；每超过一个百分点扣0.5分，扣完为止。",
     "在职人员控制率=（在职人员数/编制数）×100%"),
    ("", "", "“三公经费”变动率", 20, "“三公经费”变动率≦0,计20分;>0,每超过一个百分点扣0.5分", "（三公本年决算数-三公上年决算数）/三公上年决算数×100%"),
    ("过程（70分）", "预算执行", "预算完成率", 40, "按完成比例计分，满分为止。", "预算完成率=预算完成数/预算数"),
    ("", "预算管理", "管理制度健全性", 30, "①已制定资金管理办法，10分；②制度合法、合规、完整，10分；", ""),
    ("", "", "", "", "③制度得到有效执行，10分。", ""),
]  # fmt: skip
HEADINGS = ("一级指标", "二级指标", "三级指标", "权重", "评分标准", "指标解释/计算公式")


@pytest.fixture
def score_table(tmp_path):
    """A table as bureaus issue it: a title above, merged level cells, a total row below."""
    path = tmp_path / "某市评分表.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("附件2")
    sheet.merge_range("A1:F1", "2024年度部门整体支出绩效评分表")
    sheet.write_row("A3", HEADINGS)
    for n, row in enumerate(ROWS):
        sheet.write_row(3 + n, 0, row)
    sheet.merge_range("A4:A5", ROWS[0][0])
    sheet.merge_range("A6:A8", ROWS[2][0])
    sheet.merge_range("B4:B5", ROWS[0][1])
    sheet.write_row(8, 0, ("合计", "", "", 100))
    book.close()
    return path


def test_levels_are_filled_down_and_continued_criteria_joined(score_table):
    indicators = read_source(score_table).framework.indicators
    assert [(i.level1, i.level2, i.name, int(i.weight), i.criterion.shape) for i in indicators] == [
        ("投入", "预算配置", "在职人员控制率", 10, "阶梯扣分"),
        ("投入", "预算配置", "“三公经费”变动率", 20, "阶梯扣分"),
        ("过程", "预算执行", "预算完成率", 40, "按比例"),
        ("过程", "预算管理", "管理制度健全性", 30, "清单"),
    ]


def test_a_formula_is_taken_only_where_every_name_is_known(score_table):
    values = {i.name: i.value for i in read_source(score_table).framework.indicators}
    assert values["在职人员控制率"] == "在职人员数 / 编制数"
    assert values["“三公经费”变动率"] == "(三公本年决算数 - 三公上年决算数) / 三公上年决算数"
    assert values["预算完成率"] == ""


PROPOSED = "支出合计全年执行数 / 支出合计调整后预算数"


def test_lint_names_the_cell(score_table, tmp_path):
    ran = run("lint", score_table, "--json")
    data = json.loads(ran.stdout)
    assert ran.returncode == 0
    found = [(f["code"], f["sheet"], f["cell"]) for f in data["findings"]]
    assert sorted(found) == [("T06", "附件2", "E4"), ("T06", "附件2", "E5"), ("T08", "附件2", "F6")]
    assert [row["status"] for row in data["indicators"]] == ["proposed", "proposed", "scored", "scored"]
    assert [row["value_proposed"] for row in data["indicators"]] == ["", "", PROPOSED, ""]


def test_lint_of_a_faulty_table_exits_with_1(tmp_path):
    path = tmp_path / "错.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("评分表")
    sheet.write_row("B2", ("指标名称", "分值", "评分细则"))
    sheet.write_row("B3", ("预算完成率", 60, "≥95%，计50分；低于95%不得分。"))
    sheet.write_row("B4", ("其他", 30, "酌情扣分。"))
    book.close()
    ran = run("lint", path, "--json")
    found = {(f["code"], f["sheet"], f["cell"]) for f in json.loads(ran.stdout)["findings"]}
    assert ran.returncode == 1
    assert found == {
        ("E53", "评分表", "C3"),
        ("T01", "评分表", "D3"),
        ("E64", "评分表", "C3"),
        ("T08", "评分表", "B3"),
    }


def test_a_table_without_the_headings_is_refused_in_one_line(tmp_path):
    path = tmp_path / "别的.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("工资").write_row("A1", ("姓名", "金额"))
    book.close()
    ran = run("lint", path)
    assert (ran.returncode, len(ran.stderr.strip().splitlines())) == (2, 1)
    assert "三级指标" in ran.stderr


def test_a_new_workbook_with_the_bureaus_table(score_table, tmp_path):
    out = tmp_path / "新.xlsm"
    ran = run("new", "某某局", 2024, "-f", score_table, "-o", out)
    assert ran.returncode == 0, ran.stderr
    evaluation = evaluated(out)
    assert (evaluation.unit, evaluation.year) == ("某某局", 2024)
    assert next(i.name for i in evaluation.framework.indicators) == "在职人员控制率"
    assert evaluation.framework.full == 100


@pytest.mark.parametrize("name", ["部门整体支出-默认", "部门整体支出-53号"])
def test_a_new_workbook_with_a_shipped_framework(name, tmp_path):
    out = tmp_path / "新.xlsm"
    assert run("new", "某某局", 2024, "-f", name, "-o", out).returncode == 0
    from jixiao.frameworks import load_framework

    assert [i.name for i in evaluated(out).framework.indicators] == [i.name for i in load_framework(name).indicators]


def test_an_unknown_framework_is_told_with_what_there_is(tmp_path):
    ran = run("new", "某某局", 2024, "-f", "没有", "-o", tmp_path / "新.xlsm")
    assert (ran.returncode, len(ran.stderr.strip().splitlines())) == (2, 1)
    assert "部门整体支出-默认" in ran.stderr
    assert not list(tmp_path.iterdir())
