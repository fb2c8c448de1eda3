"""What a table may have wrong or leave open: the finding that fires, its cell, and what was imported all the same."""

import pytest

from jixiao.frameworks import FrameworkError
from jixiao.frameworks.importing import import_sheets
from jixiao.values.sheets import RawSheet
from score_tables import LEFT as L
from score_tables import UP as U
from score_tables import raw

H = ["一级指标", "二级指标", "三级指标", "分值", "评分标准"]
N, C = None, "全部完成得满分，每少一项扣1分。"

# 说明, 行, 期望的发现 (编号, 格), 期望的指标 (名称, 分值)
FAULTS = [
    ("没有毛病", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", 40, C], ["合计", L, L, 100, N]], set(), [("甲", 60), ("乙", 40)]),
    ("合计不对", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", 40, C], ["合计", L, L, 99, N]], {("I01", "D4")}, [("甲", 60), ("乙", 40)]),
    ("上级写明的分不对", [H, ["产出（90分）", "数量", "甲", 60, C], [U, U, "乙", 40, C]], {("I02", "A2")}, [("甲", 60), ("乙", 40)]),
    ("表头里的总分不对", [[*H[:3], "分值（90分）", H[4]], ["产出", "数量", "甲", 60, C]], {("I01", "D1")}, [("甲", 60)]),
    ("分值读不出", [H, ["产出", "数量", "甲", "5-10", C], [U, U, "乙", 40, C]], {("I03", "D2")}, [("乙", 40)]),
    ("没有分值", [H, ["产出", "数量", "甲", N, C], [U, U, "乙", 40, C]], {("I04", "D2")}, [("乙", 40)]),
    ("最后一行没有分值", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", N, C]], {("I04", "D3")}, [("甲", 60)]),
    ("没有评分标准", [H, ["产出", "数量", "甲", 60, N], [U, U, "乙", 40, C]], {("I05", "E2")}, [("甲", 60), ("乙", 40)]),
    ("两列评分标准", [[*H, "评分细则"], ["产出", "数量", "甲", 60, C, C]], {("I06", "F1")}, [("甲", 60)]),
    ("不认识的列", [[*H, "其他事宜"], ["产出", "数量", "甲", 60, C, "某某"]], {("I08", "F1")}, [("甲", 60)]),
    ("没有表头的列", [[*H, N], ["产出", "数量", "甲", 60, C, "某某"]], {("I08", "F2")}, [("甲", 60)]),
    ("几个名称一个分值", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", U, C]], {("I11", "D2")}, [("甲、乙", 60)]),
    ("一个名称几个分值", [H, ["产出", "数量", "甲", 60, C], [U, U, U, 40, C]], {("I10", "C2")}, [("甲（1）", 60), ("甲（2）", 40)]),
    ("名称空白", [H, ["产出", "数量", "甲", 60, C], [U, U, N, 40, C]],
     {("I12", "C3"), ("I10", "C2")}, [("甲（1）", 60), ("甲（2）", 40)]),
    ("负的分值", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", -5, C]], {("I16", "D3")}, [("甲", 60)]),
    ("名称里写的分不同", [H, ["产出", "数量", "甲（50分）", 60, C]], {("I19", "C2")}, [("甲", 60)]),
    ("标准合并", [H, ["产出", "数量", "甲", 60, C], [U, U, "乙", 40, U]], {("I09", "E3")}, [("甲", 60), ("乙", 40)]),
    ("像评价要点又像名称", [[*H, "考核内容"], ["产出", "数量", "甲", 60, C, "完成数量"]], {("I07", "F1")}, [("甲", 60)]),
    ("百分数的权重", [H, ["产出", "数量", "甲", "60%", C], [U, U, "乙", "40%", C]], {("I13", "D2")}, [("甲", 60), ("乙", 40)]),
    ("上级又印了一个分", [["一级指标", "分值", "三级指标", "分值", "评分标准"], ["产出", 100, "甲", 60, C], [U, 90, "乙", 40, C]],
     {("I22", "B3")}, [("甲", 60), ("乙", 40)]),
    ("上级也有分值", [H[2:], ["产出", 100, N], ["甲", 60, C], ["乙", 40, C]], {("I23", "A2")}, [("甲", 60), ("乙", 40)]),
    ("没有评分标准一列", [["一级指标", "三级指标", "分值"], ["产出", "甲", 60]], {("I21", "B1")}, [("甲", 60)]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "expected", "indicators"), FAULTS, ids=[one[0] for one in FAULTS])
def test_exactly_that_finding(what, rows, expected, indicators):
    found = import_sheets([raw(rows)], "某市")
    assert {(f.kind.code, f.place.cell) for f in found.findings} == expected
    assert [(i.name, i.weight) for i in found.framework.indicators] == indicators


def test_a_formula_as_weight_is_not_guessed():
    sheet = raw([H, ["产出", "数量", "甲", N, C], ["产出", "数量", "乙", 40, C]])
    sheet = RawSheet(sheet.name, sheet.values, sheet.merged, frozenset(), {(2, 4): "=30+30"})
    found = import_sheets([sheet], "某市")
    assert [(f.kind.code, f.place.cell) for f in found.findings] == [("I15", "D2")]
    assert ("D2", "=30+30") in {(one.place.cell, one.text) for one in found.not_imported}


def test_the_same_table_on_two_sheets_counts_once():
    rows = [H, ["产出", "数量", "甲", 100, C]]
    found = import_sheets([raw(rows, "表一"), raw(rows, "表一 (2)")], "某市")
    assert [(f.kind.code, f.place.sheet) for f in found.findings] == [("I17", "表一 (2)")]
    assert len(found.framework.indicators) == 1


def test_a_hidden_sheet_is_not_imported_and_said_so():
    sheet = raw([H, ["产出", "数量", "旧", 100, C]], "旧表")
    hidden = RawSheet(sheet.name, sheet.values, sheet.merged, None, {}, False)
    found = import_sheets([raw([H, ["产出", "数量", "甲", 100, C]], "新表"), hidden], "某市")
    assert [(f.kind.code, f.place.sheet) for f in found.findings] == [("I20", "旧表")]
    assert {one.why for one in found.not_imported} == {"工作表是隐藏的"}


def test_a_page_without_headings_goes_on_by_the_columns():
    pages = [raw([H, ["产出", "数量", "甲", 60, C]], "表格1"), raw([["效益", "质量", "乙", 40, C]], "表格2")]
    found = import_sheets(pages, "某市")
    assert [(i.level1, i.name, i.weight) for i in found.framework.indicators] == [
        ("产出", "甲", 60),
        ("效益", "乙", 40),
    ]
    assert [(f.kind.code, f.place.sheet) for f in found.findings] == [("I18", "表格2")]


@pytest.mark.parametrize("rows", [[["姓名", "金额"], ["张三", 5]], [["说明"]], [H], [H, ["合计", L, L, 100, N]]])
def test_no_score_table_is_one_line(rows):
    with pytest.raises(FrameworkError, match="找不到评分表"):
        import_sheets([raw(rows)], "某市")


# 指标解释, 应得的指标值公式
DEFINITIONS = [
    ("在职人员控制率=（在职人员数/编制数）×100%", "在职人员数 / 编制数"),
    ("在职人员数\n/编制数×100%", "在职人员数 / 编制数"),
    ("计算公式：在职人员数÷编制数×100%。", "在职人员数 / 编制数"),
    (
        "反映控制程度。在职人员控制率=在职人员数/编制数×100%。编制数：机构编制部门核定批复的人员编制数。",
        "在职人员数 / 编制数",
    ),
    ("在职人员数/编制数×100%，因政策变化的除外", ""),
    ("在职人员数（不含工勤）/编制数×100%", ""),
    ("在职人员控制率=在职人员数/编制数×100%；上年为 95%。", ""),
    ("在职人员数/编制数×100%；年末结转结余/支出决算数×100%", ""),
    ("实有人数/编制数×100%", ""),
    ("反映在职人员数与编制数", ""),
]


@pytest.mark.parametrize(("definition", "value"), DEFINITIONS)
def test_a_formula_is_bound_only_where_it_is_certain(definition, value):
    rows = [[*H, "指标解释"], ["投入", "配置", "在职人员控制率", 100, C, definition]]
    (indicator,) = import_sheets([raw(rows)], "某市").framework.indicators
    assert (indicator.value, indicator.basis) == (value, definition)


J = "完成得满分，否则不得分"
# 版式, 行, 期望的指标 (一级, 名称, 分值, 评分标准)
LAYOUTS = [
    ("上级自占一行", [H, ["投入", N, N, 30, N], [N, "配置", N, 30, N], [N, N, "甲", 10, J], [N, N, "乙", 20, J],
                ["产出", N, N, 70, N], [N, "数量", N, 70, N], [N, N, "丙", 70, J], ["合计", N, N, 100, N]],
     [("投入", "甲", 10, J), ("投入", "乙", 20, J), ("产出", "丙", 70, J)]),
    ("二级就是末级", [["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准"],
                ["投入", 40, "配置", 40, "甲", 40, J], ["效益", 60, "满意度", 60, N, N, J]],
     [("投入", "甲", 40, J), ("效益", "满意度", 60, J)]),
    ("自评和财政评价两组", [["指标", L, "分值", "评分标准", "自评", L, "财政评价", L],
                   ["一级指标", "三级指标", U, U, "得分", "扣分原因", "得分", "说明"], ["产出", "甲", 100, J, 95, "少", 90, "少二"]],
     [("产出", "甲", 100, J)]),
    ("评分标准分两列", [["一级指标", "三级指标", "分值", "评分标准", L], ["产出", "甲", 100, "≥90%", "得100分"], [U, U, U, "<90%", "不得分"]],
     [("产出", "甲", 100, "≥90%，得100分；\n<90%，不得分")]),
    ("空行空列", [[N, "一级指标", N, "三级指标", "分值", N, "评分标准"], [N, "产出", N, "甲", 60, N, J], [N] * 7, [N, N, N, "乙", 40, N, J]],
     [("产出", "甲", 60, J), ("产出", "乙", 40, J)]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "expected"), LAYOUTS, ids=[one[0] for one in LAYOUTS])
def test_layouts_that_are_no_fault(what, rows, expected):
    found = import_sheets([raw(rows)], "某市")
    assert [(i.level1, i.name, i.weight, i.criterion_text) for i in found.framework.indicators] == expected
    assert found.findings == ()


def test_an_indicator_below_the_last_points_is_never_lost_silently():
    found = import_sheets(
        [raw([H, ["产出", "数量", "甲", 100, C], ["合计", N, N, 100, N], ["效益", "质量", "乙", N, C]])], "某市"
    )
    assert [(f.kind.code, f.place.cell) for f in found.findings] == [("I04", "D4")]


def test_a_column_without_heading_beside_the_criterion_is_told_when_pasted():
    rows = [["三级指标", "分值", "评分标准", L], ["甲", 60, "≥90%", "得60分"], ["乙", 40, "全部完成", "得40分"]]
    found = import_sheets([raw(rows, merged=False)], "某市")
    assert [(f.kind.code, f.place.cell) for f in found.findings] == [("I08", "D2")]
