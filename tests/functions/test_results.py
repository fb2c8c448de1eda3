"""What the user functions give, cell by cell; the columns are what stands in the cells."""

from datetime import datetime

import pytest

from jixiao.functions import execution_rate, grade, points

OPEN = "≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
STAFF = "≤100%，计5分；每超过一个百分点扣0.5分，不足一个百分点的不计，扣完为止。"
CHECKS = "1.制度健全（2分）；2.执行有效（2分）；3.档案完整（1分）。"


@pytest.mark.parametrize(
    ("executed", "budget", "shown"),
    [
        (934, 1000, 0.934),
        (655.33, 655.33, 1.0),
        (1, 3, 0.3333),
        (2, 3, 0.6667),
        (1, 16, 0.0625),
        (0.005, 100, 0.0001),  # 0.005 is 0.01, as in the entry sheets
        ("1,250.00万元", "1,300", 0.9615),
        ("6553300元", 655.33, 1.0),
        (0, 100, 0.0),
        (0, 0, "不适用"),
        (5, 0, "不适用"),
        (5, None, "不适用"),
        (None, 100, ""),
        (None, None, ""),
        ("", "—", ""),
        ("五百", 100, "执行数：应填数字，现在是“五百”"),
        (5, "#DIV/0!", "预算数：单元格是错误值 #DIV/0!，请重新填写"),
        (True, 100, "执行数：应填数字，现在是逻辑值"),
        (datetime(2024, 8, 10), "x", "执行数：应填数字，现在是日期；预算数：应填数字，现在是“x”"),
        (float("inf"), 1, "执行数：数字过大或无效，请重新填写"),
    ],
)
def test_execution_rate(executed, budget, shown):
    assert execution_rate(executed, budget) == shown


@pytest.mark.parametrize(
    ("criterion", "value", "weight", "shown"),
    [
        (STAFF, "103.9%", 5, 3.5),
        (OPEN, "103.0%", 5, 3.5),
        (OPEN, "103.9%", 5, "评分标准没有写明，读法不同得分不同：按习惯读法得3.5分；不足一步的按一步计，得3分；不足一步的按比例计，得3.05分。"),
        (STAFF, "103.90", 5, 3.5),
        (STAFF, 1.039, 5, 3.5),  # a cell in percent format
        (STAFF, 103.9, 5, 3.5),
        (STAFF, 0.875, 5, 5.0),
        (STAFF, 1.009, 5, 5.0),
        (STAFF, 1.00999, 5, 4.5),  # 101.00 % as printed
        ("得分=预算执行率×分值", 0.93456, 10, 9.35),  # 93.46 % as printed
        ("达到目标值得5分，未达到不得分。", "12/10", "5分", 5.0),
        ("得分=实际完成值/目标值×分值，满分为止", "28/32", 8, 7.0),
        ("达到预期的指标个数/全部指标个数×10", "8/10", 10, 8.0),
        (CHECKS, "是,否,是", 5, 3.0),
        ("每发生一次扣1分，扣完为止。", 2, 5, 3.0),
        ("每发生一次扣1分，扣完为止。", "２", 5, 3.0),
        ("由评价小组酌情打分。", "4", 5, 4.0),
        ("由评价小组酌情打分。", None, 5, ""),
        (STAFF, "不适用", 5, "不适用"),
        (STAFF, None, 5, ""),
        (STAFF, "", 5, ""),
        (None, "95%", 5, "请填评分标准。"),
        (STAFF, "95%", None, "请填分值。"),
        (None, None, None, ""),
        (STAFF, "95%", 0, "分值：应大于 0。"),
        (STAFF, "95%", "五", "分值：应填数字，现在是“五”"),
        ("#N/A", "95%", 5, "评分标准：单元格是错误值 #N/A，请重新填写"),
        (STAFF, "#REF!", 5, "指标值：单元格是错误值 #REF!，请重新填写"),
        (STAFF, "很好", 5, "指标值：“很好”不是数，应写成103.9%。"),
        (STAFF, datetime(2024, 8, 10), 5, "指标值：应填数字或文字，现在是日期 2024-08-10（如 8/10 会被当成日期，请先把格子设为文本）"),
        (STAFF, True, 5, "指标值：应填数字或文字，现在是逻辑值"),
        (STAFF, "9" * 50, 5, f"指标值：“{'9' * 50}”数字过大或无效，请重新填写。"),
        (STAFF, "103.9万元", 5, "指标值：“103.9万元”带单位“万元”，应填百分数，如98.5%。"),
        ("达到目标值得5分，未达到不得分。", "12", 5, "指标值：“12”后面没有目标值，请填目标值，或写成12/10（完成值/目标值）。"),
        (STAFF, "95%", 8, "手工（文字中的满分为5分，与分值8分不一致。），请评价小组打分。"),
        ("完成得好的得5分，其他看着办", "95%", 5, "手工（待确认：没有用上“其他看着办”，请确认它不影响得分），请评价小组打分。"),
    ],
)  # fmt: skip
def test_points(criterion, value, weight, shown):
    assert points(criterion, value, weight) == shown


@pytest.mark.parametrize(
    ("total", "shown"),
    [
        (100, "优"),
        (90, "优"),
        (89.995, "优"),  # 90.00 as printed
        (89.99, "良"),
        ("80分", "良"),
        (79.99, "中"),
        (60, "中"),
        (59.99, "差"),
        (0, "差"),
        (None, ""),
        (-1, "总分：不能小于 0。"),
        ("未评完", "总分：应填数字，现在是“未评完”"),
        ("#VALUE!", "总分：单元格是错误值 #VALUE!，请重新填写"),
    ],
)
def test_grade(total, shown):
    assert grade(total) == shown


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ((85, 75, 60), "优"),
        ((90, 86, 60), "中"),
        ((None, 86, None), "中"),
        ((60, 80, 90), "优线、良线、中线应从大到小。"),
        (("九十", 80, 60), "优线：应填数字，现在是“九十”"),
    ],
)
def test_a_bureau_may_draw_other_lines(lines, shown):
    assert grade(85, *lines) == shown


def test_ranges_are_worked_through_side_by_side():
    column = [[[1.0], [2.0], [None]], [[2.0], [0.0], [None]]]
    assert execution_rate(*column) == [[0.5], ["不适用"], [""]]
    assert points(STAFF, [["100%", "102%"]], 5) == [[5.0, 4.0]]
    assert points([[STAFF], ["看着办"]], [["102%"], ["1"]], [[5], [4]]) == [
        [4.0], ["手工（看不懂：看着办），请评价小组打分。"]
    ]  # fmt: skip
    assert grade(((95, 85), (75, 5))) == [["优", "良"], ["中", "差"]]


def test_ranges_of_different_sizes_are_refused():
    assert execution_rate([[1], [2]], [[1, 2]]) == "引用的几个区域大小不同，请选同样大小的区域。"
    assert grade([[1, 2], [3]]) == "引用的几个区域大小不同，请选同样大小的区域。"
