"""The plan of a ledger: each figure in its place, in its order, and every file accounted for."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from ledger_desks import CULTURE, GONE, HEALTH, HOSTILE, MARK, SCHOOLS, TODAY, UNION

from jixiao.bureau.desk import MISSING as NOT_FILED
from jixiao.bureau.desk import UNUSABLE, Desk, Line, Obliged, UnitLine
from jixiao.bureau.ledger import Column, Linked, account, names, sheets, unaccounted
from jixiao.bureau.ledger.chart_data import NAMED, _named, _short
from jixiao.bureau.ledger.links import address_of, link_formula, shown_by
from jixiao.bureau.ledger.plan import LedgerSheet, Target
from jixiao.bureau.ledger.problems import LISTED
from jixiao.bureau.ledger.totals import COLUMNS, _means
from jixiao.filing import memory
from jixiao.filing.memory import Arrival, Choice, Memory, Registered

D = Decimal


def value(cell):
    return cell.value if isinstance(cell, Linked) else cell


@pytest.fixture(scope="module")
def plan(desk):
    return {sheet.name: sheet for sheet in sheets(desk)}


def rows(plan, name):
    """The rows of a sheet as mappings by heading, links as what they show."""
    sheet = plan[name]
    return [dict(zip(sheet.labels, map(value, row), strict=True)) for row in sheet.rows]


def test_the_sheets_stand_in_their_order(plan):
    assert tuple(plan) == names.SHEETS


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (UNION, ("已报", D("870.00"), D("900.00"), D("878.05"), D("0.9756"), D("5.10"), D("4.45"), 17, 15)),
        (SCHOOLS, ("已报", D("870.00"), D("900.00"), D("759.30"), D("0.8437"), D("5.10"), D("4.45"), 17, 15)),
        (CULTURE, ("逾期", D("870.00"), D("900.00"), D("859.30"), D("0.9548"), D("5.10"), D("4.45"), 17, 15)),
        (HEALTH, ("不能用", *[None] * 8)),
        (GONE, ("缺报", *[None] * 8)),
    ],
)
def test_a_unit_has_its_figures(plan, unit, expected):
    row = next(row for row in rows(plan, names.TOTALS) if row["单位"] == unit)
    assert tuple(row.values())[1:10] == expected


def test_scores_filed_and_recomputed_stand_beside_each_other(plan):
    found = {
        row["单位"]: (row["上报总分"], row["重算总分"], row["上报等次"], row["差"], row["得分名次"], row["执行率名次"])
        for row in rows(plan, names.TOTALS)
    }
    assert found[UNION] == (D("96.34"), D("96.34"), "优", D("0.00"), 1, 1)
    assert found[HOSTILE] == (D("96.34"), D("96.34"), "优", D("0.00"), 1, 1)
    assert found[CULTURE] == (D("96.34"), D("94.13"), "优", D("2.21"), 3, 3)
    assert found[SCHOOLS] == (None, None, "", None, None, 4)  # 未评完


def test_sums_and_averages_are_of_the_units_that_have_the_figure(plan):
    sheet = plan[names.TOTALS]
    whole, average = (dict(zip(sheet.labels, row, strict=True)) for row in sheet.summary)
    assert (whole["单位"], whole["执行数"], whole["执行率"]) == ("合计（4 个单位）", D("3374.70"), D("0.9374"))
    assert (average["重算总分"], average["执行数"]) == (D("95.60"), D("843.68"))
    assert (average["单位"], average["上报总分"]) == ("平均（总分：3 个单位）", D("96.34"))
    assert (whole["错误"], whole["疑点"]) == (D(13), None)  # two suspicions concern three units: a sum counts one twice


def test_both_totals_are_averaged_over_the_units_that_have_both():
    cells = {column.label: [None] * 3 for column in COLUMNS}
    cells |= {"上报总分": [D(90), D(60), None], "重算总分": [D(88), None, D(50)], "差": [D(2), None, None]}
    average = dict(zip(cells, _means(pd.DataFrame(cells, dtype=object)), strict=True))
    assert (average["单位"], average["上报总分"], average["重算总分"]) == (
        "平均（总分：1 个单位）",
        D("90.00"),
        D("88.00"),
    )


def test_a_figure_leads_to_its_cell_and_a_file_from_a_mail_does_not(plan):
    by_unit = {value(row[0]): dict(zip(plan[names.TOTALS].labels, row, strict=True)) for row in plan[names.TOTALS].rows}
    assert by_unit[SCHOOLS]["执行数"].target == Target("收件/教育局 #1 100%.xlsm", "支出预算", "F11")
    assert by_unit[CULTURE]["编制"].target == Target("收件/it's 文化.xlsm", "人员情况", "C14")
    assert by_unit[UNION]["上报总分"].target.sheet == "评分表"
    assert not [cell for cell in by_unit[HOSTILE].values() if isinstance(cell, Linked)]


def test_every_arrival_stands_in_the_register_once(desk, plan):
    listed = Counter(row["来源"] for row in rows(plan, names.REGISTER) if row["来源"])
    assert listed == Counter(line.arrival.where for line in desk.lines)
    assert list(unaccounted(desk, listed)) == []
    short = listed - Counter(["收件/卫健局.xlsx"])
    assert list(unaccounted(desk, short)) == ["“收件/卫健局.xlsx”收到 1 次，《登记》里有 0 行"]
    assert list(unaccounted(desk, listed + Counter(["多出.xlsx"]))) == ["“多出.xlsx”收到 0 次，《登记》里有 1 行"]


def test_the_register_goes_by_unit_then_by_what_became_of_the_file(plan):
    assert [(row["单位"], row["状态"]) for row in rows(plan, names.REGISTER)] == [
        (UNION, "采用"), (UNION, "重复"), (UNION, "被替代"), (SCHOOLS, "采用"), (CULTURE, "采用"), (HOSTILE, "采用"),
        (HEALTH, "不能用"), (GONE, "缺报"), ("", "不能用"),
    ]  # fmt: skip


def test_what_was_found_is_what_became_of_it(desk):
    counts = account(desk)
    assert counts.files_add_up == "收到 8 = 采用 4 + 重复 1 + 被替代 1 + 不能用 2 + 附件 0"
    assert counts.units_add_up == "应报 5 = 已报 2 + 逾期 1 + 缺报 1 + 不能用 1"
    assert counts.others == 1


def test_the_first_sheet_says_the_counts(plan):
    found = [(row["项目"], row["数"]) for row in rows(plan, names.HOME)]
    for wanted in [("应报", 5), ("收到文件", 8), ("读出的", 5), ("读不出的", 2), ("平均总分", D("95.60")), ("催报", 2)]:
        assert wanted in found
    assert ("七月.eml", 2) in found
    assert ("收件", 4) in found


def test_who_is_missing_is_listed_with_the_days(plan):
    listed = [(r["序号"], r["单位"], r["截止日期"], r["超期天数"], r["状态"]) for r in rows(plan, names.MISSING)]
    assert listed == [(1, HEALTH, date(2025, 7, 10), 10, "不能用"), (2, GONE, date(2025, 7, 10), 10, "缺报")]


def test_who_is_missing_has_a_reason_and_the_note_of_the_roster_beside_it(plan, desk):
    found = {row["单位"]: (row["原因"], row["备注"]) for row in rows(plan, names.MISSING)}
    refused = next(line.registered.why for line in desk.lines if line.registered.unit == HEALTH)
    assert found == {HEALTH: (refused, ""), GONE: ("没有收到文件。", "2023 年新设")}


def test_a_file_that_may_be_the_units_is_told_where_it_is_missed(tmp_path):
    may = "可能报过：“档案馆.zip”打不开，请核对。"
    desk = empty(tmp_path, units=[UnitLine(Obliged(GONE), NOT_FILED, perhaps=may), UnitLine(Obliged(HEALTH), UNUSABLE)])
    plan = {sheet.name: sheet for sheet in sheets(desk)}
    assert [row["原因"] for row in rows(plan, names.MISSING)] == [may, "收到的文件不能用，见《登记》。"]
    assert [row["原因"] for row in rows(plan, names.REGISTER)] == [
        f"没有收到这个单位的文件。{may}", "没有收到这个单位的文件。",
    ]  # fmt: skip


def test_indicators_are_compared_over_the_units(plan):
    row = next(row for row in rows(plan, names.INDICATORS) if row["三级指标"] == "项目支出执行率")
    facts = ("分值", "单位数", "平均得分率", "中位数", "下四分位", "上四分位", "最低", "最高", "满分单位", "零分单位")
    # points 5, 0, 3, 5 of 5: rates 100, 0, 60, 100 %
    wanted = (D("5.00"), 4, D("0.65"), D("0.80"), D("0.45"), 1, 0, 1, 2, 1)
    assert tuple(row[fact] for fact in facts) == wanted
    assert row["离群单位（得分率）"] == f"{SCHOOLS}（0.00%）"


def test_the_scores_of_a_unit_add_up_to_its_total(plan):
    sheet = plan[names.DETAILS]
    for row in rows(plan, names.DETAILS):
        points = [cell for label, cell in row.items() if label not in ("单位", "总分")]
        if row["总分"] is not None:
            assert sum(point for point in points if point is not None) == row["总分"]
    assert len(sheet.rows) == 4


def test_problems_go_by_severity_then_by_how_many_units(plan):
    found = [(row["级别"], row["编号"], row["条数"], row["单位数"]) for row in rows(plan, names.PROBLEMS)]
    assert found[0] == ("错误", "C21", 2, 2)
    ranks = [(["错误", "提醒", "提示"].index(severity), -units, code) for severity, code, _, units in found]
    assert ranks == sorted(ranks)
    assert sum(row[2] for row in found) == len(plan[names.FINDINGS].rows)


def test_a_finding_leads_to_its_cell(plan):
    labels = plan[names.FINDINGS].labels
    found = [dict(zip(labels, row, strict=True)) for row in plan[names.FINDINGS].rows]
    one = next(row for row in found if row["编号"] == "K02")
    assert (one["单位"], one["位置"].target.path, one["位置"].target.sheet) == (
        CULTURE,
        "收件/it's 文化.xlsm",
        "评分表",
    )


def test_what_a_file_shows_differs_from_what_it_comes_to(plan):
    first = rows(plan, names.DIFFERENCES)[0]
    assert first == {"单位": CULTURE, "位置": "《评分表》D4", "文件里是": "96.34", "重算是": "94.13"}


def test_of_a_file_that_differs_everywhere_the_first_are_listed_and_the_rest_counted(plan, desk):
    listed = rows(plan, names.DIFFERENCES)
    whole = len(list(desk.memory.rows("differences", list(desk.memory.counted()))))
    assert [row["位置"] for row in listed].count(f"另有 {whole - LISTED} 处") == 1
    assert len(listed) == LISTED + 1


def test_a_suspicion_has_its_sides_beside_each_other(plan):
    row = plan[names.SUSPICIONS].rows[0]
    cells = dict(zip(plan[names.SUSPICIONS].labels, row, strict=True))
    assert cells["证据1"].target == Target("收件/教育局 #1 100%.xlsm", "文字材料", "C11")
    assert cells["证据2"].value == f"{CULTURE}《文字材料》C11：新建基层工会12家。"
    assert (cells["度量"], cells["标记"], cells["核实情况"]) == ("96字", MARK, "")
    assert rows(plan, names.SUSPICIONS)[1]["度量"] == "7.1倍"
    assert cells["界限"] == "5家、80字、75%、120字"


def test_a_point_of_the_chart_is_a_unit_with_both_figures(plan):
    points = [tuple(map(value, row[:3])) for row in plan[names.CHARTS].rows if row[0]]
    assert points == [
        (UNION, D("0.9756"), D("0.9634")), (CULTURE, D("0.9548"), D("0.9413")), (HOSTILE, D("0.9756"), D("0.9634")),
    ]  # fmt: skip
    bands = {row["得分段"]: row["得分段单位数"] for row in rows(plan, names.CHARTS) if row["得分段"]}
    assert (bands["90—95"], bands["95以上"], sum(bands.values())) == (1, 2, 3)


def test_an_execution_rate_counts_without_a_score(plan):
    bands = {row["执行率段"]: row["执行率段单位数"] for row in rows(plan, names.CHARTS) if row["执行率段"]}
    # 84.37 % (教育局, 未评完), 95.48 %, 97.56 % twice
    assert {band: count for band, count in bands.items() if count} == {"80—90": 1, "95—100": 3}


def empty(tmp_path, lines=(), units=()):
    kept = Memory(tmp_path / "m")
    kept.arrived(line.arrival for line in lines)
    kept.register(line.registered for line in lines)
    return Desk(kept, lines, units, None, TODAY)


def test_without_units_every_sheet_says_so_in_a_line(tmp_path):
    for sheet in sheets(empty(tmp_path)):
        assert sheet.rows or sheet.empty.startswith("没有")
        assert len(sheet.body[0]) == len(sheet.columns)


def test_only_refused_files(tmp_path):
    arrival = Arrival("甲.xlsx", "甲.xlsx", "甲.xlsx", "2025-07-01 08:00:00", "", "【甲.xlsx】打不开。")
    line = Line(arrival, Registered("甲.xlsx", "", "", memory.UNUSABLE, ""), Choice(""))
    desk = empty(tmp_path, [line], [UnitLine(Obliged("甲局"), UNUSABLE)])
    plan = {sheet.name: sheet for sheet in sheets(desk)}
    assert [(row["状态"], row["原因"]) for row in rows(plan, names.REGISTER)] == [
        ("不能用", "没有收到这个单位的文件。"), ("不能用", "【甲.xlsx】打不开。"),
    ]  # fmt: skip
    assert plan[names.DETAILS].empty == "没有采用的文件。"


@pytest.mark.parametrize(
    ("path", "sheet", "cell", "address"),
    [
        ("甲 局/表.xlsx", "支出预算", "F11", "甲 局/表.xlsx#'支出预算'!F11"),
        ("甲\\表.xlsx", "it's", "", "甲/表.xlsx#'it''s'!A1"),
        ("50%#2.xlsx", "", "", "50%25%232.xlsx"),
        ("", "缺报名单", "", "#'缺报名单'!A1"),
    ],
)
def test_an_address(path, sheet, cell, address):
    assert address_of(Target(path, sheet, cell)) == address


@pytest.mark.parametrize("shown", ['他说"好"', "=1+1", D("86.50"), 3, D("-1.25")])
def test_a_link_shows_its_value(shown):
    formula = link_formula(Linked(shown, Target('"引"号.xlsx', "表", "A1")))
    assert formula.startswith('=HYPERLINK("""引""号.xlsx#\'表\'!A1",')
    assert shown_by(formula) == shown


@pytest.mark.parametrize(("length", "linked"), [(250, True), (251, False)])
def test_a_path_too_long_for_a_formula_has_no_link(length, linked):
    formula = link_formula(Linked(D(1), Target("长" * length + ".xlsx")))
    assert (formula is not None) is linked


def test_points_outside_the_quartiles_bear_their_names():
    units = ["清江县甲局", "清江县乙局", "清江县丙局", "清江县丁局", "清江县戊局", "市直己局"]
    rates = [D("0.95"), D("0.96"), D("0.97"), D("0.98"), D("0.50"), D("0.96")]  # quartiles 0.9525 and 0.9675
    points = pd.DataFrame({"单位": units, "执行率": rates, "得分率": [D("0.9")] * 6}, dtype=object)
    found = _named(points, _short(units))
    assert found == [("戊局", D("0.50"), D("0.9"))] + [(None, None, None)] * (NAMED - 1)
    assert _short(units)["市直己局"] == "市直己局"


def test_more_rows_than_a_sheet_has_are_counted(monkeypatch):
    monkeypatch.setattr("jixiao.bureau.ledger.plan.MOST_ROWS", 3)
    column = Column("单位", 10)
    assert list(LedgerSheet("表", "表", "", (column,), [("甲",), ("乙",), ("丙",)], "没有。").body) == [
        ("甲",), ("乙",), ("丙",),
    ]  # fmt: skip
    four = LedgerSheet("表", "表", "", (column,), [("甲",), ("乙",), ("丙",), ("丁",)], "没有。")
    assert list(four.body) == [("甲",), ("乙",), ("共 4 行，放不下的没有列。",)]
