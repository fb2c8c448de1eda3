"""Points of a project's indicators (财预〔2020〕10号), as tables; everything goes through a filled workbook."""

from decimal import Decimal

import pytest
from project_books import FIRST, GOOD_ROWS, codes, project, table, workbook

from books import evaluated, found
from jixiao.evaluation.scoring.measured import LESS, MORE, Measured, read_measured

SHEET = "项目自评1"

REACHED_OR_NOT = """
| 性质     | 指标值       | 完成值   | 分值 | 得分  |
| 定量正向 | 100场        | 100场    | 10   | 10    |
| 定量正向 | 100场        | 93场     | 10   | 9.3   |
| 定量正向 | ≥95%         | 93.4%    | 10   | 9.83  |
| 定量正向 | 不低于95%    | 95%      | 15   | 15    |
| 定量正向 | 8            | 7        | 10   | 8.75  |
| 定量正向 | 1,200人      | 1,199人  | 10   | 9.99  |
| 定量正向 | 200人以上    | 0人      | 5    | 0     |
| 定量正向 | 3件          | 2件      | 5    | 3.33  |
| 定量正向 | 800件        | 801      | 5    | 5     |
| 定量反向 | ≤10万元      | 9.5万元  | 10   | 10    |
| 定量反向 | ≤10万元      | 10万元   | 10   | 10    |
| 定量反向 | 不超过10万元 | 12万元   | 10   | 8.33  |
| 定量反向 | 10天以内     | 40天     | 10   | 2.5   |
| 定量反向 | ≤0起         | 0起      | 5    | 5     |
| 定量反向 | ≤0起         | 1起      | 5    | 0     |
"""

BY_TIER = """
| 档次                         | 手工 | 分值 | 得分 |
| 达成年度指标                 | 10   | 10   | 10   |
| 达成年度指标                 | 8    | 10   | 8    |
| 达成年度指标                 | 7.9  | 10   | P06  |
| 部分达成年度指标并具有一定效果 | 8  | 10   | P06  |
| 部分达成年度指标并具有一定效果 | 7.9 | 10  | 7.9  |
| 部分达成年度指标并具有一定效果 | 6  | 10   | 6    |
| 未达成年度指标且效果较差     | 6    | 10   | P06  |
| 未达成年度指标且效果较差     | 5.99 | 10   | 5.99 |
| 未达成年度指标且效果较差     | 0    | 10   | 0    |
| 达成年度指标                 | 11   | 10   | P06  |
|                              | 9    | 10   | P04  |
| 达成年度指标                 |      | 10   | P04  |
"""

NOT_SCORED = """
| 性质     | 指标值    | 完成值   | 手工 | 编号 | 列 |
| 定量正向 | ≤10万元   | 9万元    |      | P15  | G  |
| 定量反向 | ≥95%      | 90%      |      | P15  | G  |
| 定量正向 | 95%       | 0.93     |      | P05  | H  |
| 定量正向 | 10万元    | 90000元  |      | P05  | H  |
| 定量正向 | 全部完成  | 100%     |      | P05  | G  |
| 定量正向 | 90%-95%   | 93%      |      | P05  | G  |
| 定量正向 | 约100人   | 90人     |      | P05  | G  |
| 定量正向 | 100场     | 按期完成 |      | P05  | H  |
| 定量正向 | 0         | 5        |      | P05  | G  |
| 定量正向 | 100场     | 不适用   |      | P04  | E  |
| 定量正向 | 100场     | 90场     | 11   | P06  | N  |
"""


def scored(tmp_path, text, **common):
    """The evaluation of a sheet whose rows are these, in order; a reason everywhere."""
    rows = [
        {"行": str(FIRST + n), "三级指标": f"指标{n}", "原因": "因汛期停工", **common, **row}
        for n, row in enumerate(table(text))
    ]
    header = list(rows[0])
    lines = "\n".join(
        "|".join(["", *(row.get(key, "") for key in header), ""])
        for row in [dict(zip(header, header, strict=True)), *rows]
    )
    return evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤", lines), sheets=2)), rows


def test_quantitative_points(tmp_path):
    evaluation, rows = scored(tmp_path, REACHED_OR_NOT)
    points = [line.points for line in evaluation.projects[0].lines[1:]]
    assert points == [Decimal(row["得分"]) for row in rows]


def test_the_process_says_the_values_with_the_unit_that_one_of_them_has(tmp_path):
    rows = """
| 性质     | 指标值 | 完成值 | 分值 |
| 定量正向 | 8      | 7件    | 10   |
| 定量正向 | 8件    | 7      | 10   |
| 定量正向 | 8      | 7      | 10   |
"""
    evaluation, _ = scored(tmp_path, rows)
    said = [line.process for line in evaluation.projects[0].lines[1:]]
    assert ["7件 ÷ 8件" in said[0], "7件 ÷ 8件" in said[1], "7 ÷ 8" in said[2]] == [True] * 3, said


def test_qualitative_points_lie_in_their_tier(tmp_path):
    evaluation, rows = scored(tmp_path, BY_TIER, 性质="定性", 指标值="明显改善", 完成值="有所改善")
    told = {cell: code for code, sheet, cell in found(evaluation) if sheet == SHEET and code in ("P04", "P06")}
    for n, (row, line) in enumerate(zip(rows, evaluation.projects[0].lines[1:], strict=True)):
        outcome = told.get(f"N{FIRST + n}") or told.get(f"M{FIRST + n}") or str(line.points)
        assert outcome == row["得分"] or Decimal(outcome) == Decimal(row["得分"]), row


def test_what_cannot_be_scored_is_told_with_its_cell(tmp_path):
    evaluation, rows = scored(tmp_path, NOT_SCORED, 分值="5")
    told = {one for one in found(evaluation) if one[1] == SHEET and one[0] in ("P04", "P05", "P06", "P15")}
    assert told == {(row["编号"], SHEET, f"{row['列']}{FIRST + n}") for n, row in enumerate(rows)}
    assert all(line.points is None for line in evaluation.projects[0].lines[1:])


@pytest.mark.parametrize(
    ("figures", "rate", "points", "told"),
    [
        ((80, 100, 93.4), "93.40", "9.34", set()),
        ((80, 100, 93.405), "93.41", "9.34", {"R02"}),  # amounts are rounded half-up to 2 decimals first
        ((80, 100, 100), "100.00", "10.00", set()),
        ((80, 3, 2), "66.67", "6.67", set()),
        ((80, 100, 104), "104.00", "10.00", set()),
        ((0, 0, 0), None, None, {"P03"}),
        ((80, None, 5), None, None, {"P03"}),
        ((80, 100, 0), "0.00", "0.00", set()),
        ((None, 100, None), None, None, {"P04"}),
    ],
)
def test_execution_is_ten_times_the_printed_rate(tmp_path, figures, rate, points, told):
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤", figures=figures), sheets=2))
    one = evaluation.projects[0]
    assert (one.rate, one.lines[0].points) == tuple(None if text is None else Decimal(text) for text in (rate, points))
    assert {code for code, sheet, _ in found(evaluation) if sheet == SHEET} - {"P11"} == told
    assert (one.total is None) == (points is None)


def test_a_denominator_of_0_gives_no_total_and_no_grade(tmp_path):
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤", figures=(0, 0, 0)), sheets=2))
    one = evaluation.projects[0]
    assert (one.total, one.grade, one.lines[0].value) == (None, "", "不适用")
    assert ("P03", SHEET, "I6") in found(evaluation)


def test_the_total_is_the_sum_of_10_50_30_10(tmp_path):
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤"), sheets=2))
    one = evaluation.projects[0]
    assert [(level.name, level.weight) for level in one.project.levels] == [
        ("产出指标", 50),
        ("效益指标", 30),
        ("满意度指标", 10),
    ]
    assert (one.total, one.grade, one.full) == (Decimal("99.34"), "优", 100)
    assert codes(found(evaluation), SHEET) == {("P11", SHEET, "D3")}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"I17": 14}, {("P01", "I35"), ("P02", "C17")}),  # 产出 49, total 99
        ({"I17": 20, "I28": 10}, {("P02", "C17"), ("P02", "C26")}),  # 55 and 25: 100 together
        ({"H6": 20}, {("P01", "I35")}),
        ({"C17": "产出指标（45分）", "C26": "效益指标（35分）"}, {("P02", "C17"), ("P02", "C26")}),
        ({"C17": "产出指标", "I17": 20, "I28": 10}, {("P02", "C26")}),  # no weight said: nothing to compare
        ({"H17": "11公里"}, {("P07", "K17")}),
        ({"H17": "11公里", "K17": "汛期停工，次年补做"}, set()),
        ({"K6": None}, {("P07", "K6")}),
        ({"G7": 104, "K6": None}, {("P14", "K6")}),
        ({"H17": "14.4公里"}, {("P08", "H17")}),  # 120 % of 12
        ({"H17": "14.39公里"}, set()),
        ({"H17": "15公里", "K17": "增加上级追加任务"}, set()),
        ({"N17": 12, "H17": "12公里"}, {("P09", "N17"), ("P07", "K17")}),
        ({"N17": 12, "K17": "指标值定得偏低，减3分"}, set()),
        ({"F17": None}, {("R20", "F17")}),
        ({"D4": None, "H11": None}, {("R20", "D4"), ("R20", "H11")}),
        ({"E17": None}, {("R08", "E17")}),
        ({"I17": -1}, {("C41", "I17"), ("P01", "I35"), ("P02", "C17")}),
        ({"E6": 81}, {("R04", "E6")}),
        ({"G7": "=90+3.4"}, {("R03", "G7"), ("P04", "I6")}),
    ],
)
def test_each_fault_is_told_with_its_cell(tmp_path, changes, told):
    typed = {(SHEET, cell): value for cell, value in changes.items()}
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤"), typed, sheets=2))
    assert codes(found(evaluation), SHEET) == {(code, SHEET, cell) for code, cell in told | {("P11", "D3")}}


def test_what_is_missing_is_said_of_its_indicator(tmp_path):
    """By its name; 本行 where it has none."""
    typed = {(SHEET, "M22"): None, (SHEET, "E31"): None, (SHEET, "M31"): None, (SHEET, "H17"): "若干"}
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤"), typed, sheets=2))
    said = {f.place.cell: f.wrong for f in evaluation.findings if f.kind.code in ("P04", "P05")}
    assert said["M22"].startswith("河道清淤的“完工时间”还不能评分")
    assert said["M31"].startswith("河道清淤的“本行”还不能评分")
    assert said["H17"].startswith("河道清淤的“河道清淤长度”实际完成值“若干”")


def test_a_bureau_edits_the_criterion_of_a_sheet(tmp_path):
    """定量反向 by excess instead of by quotient: 10 × (1 - 2/10) = 8."""
    typed = {(SHEET, "N8"): "得分=(1-(实际值-目标值)/目标值)×分值，满分为止。", (SHEET, "H24"): "3.6万元"}
    evaluation = evaluated(workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤"), typed, sheets=2))
    line = next(line for line in evaluation.projects[0].lines if line.name == "单位成本")
    assert line.points == 8


def test_the_other_profile_asks_for_cost_of_its_own(tmp_path):
    path = workbook(tmp_path / "书.xlsm", project(SHEET, "河道清淤", GOOD_ROWS), sheets=2, profile="项目支出-101号")
    levels = evaluated(path).projects[0].project.levels
    assert [(level.name, level.weight) for level in levels] == [
        ("成本指标", 20), ("产出指标", 40), ("效益指标", 20), ("满意度指标", 10)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("≥95%", Measured(Decimal(95), "%", MORE)),
        ("９５．５％", Measured(Decimal("95.5"), "%")),
        ("小于等于 1,200.50 万元", Measured(Decimal("1200.50"), "万元", LESS)),
        ("200人及以上", Measured(Decimal(200), "人", MORE)),
        ("完成12公里", Measured(Decimal(12), "公里")),
        ("-5%", Measured(Decimal(-5), "%")),
        ("90%左右", None),
        ("3至5个", None),
        ("2024年12月", None),
        ("", None),
    ],
)
def test_values_as_people_write_them(text, read):
    assert read_measured(text) == read
