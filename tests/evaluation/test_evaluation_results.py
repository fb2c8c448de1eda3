"""What an evaluation comes to: rates, levels, facts, and the line of each indicator as 评分表 shows it."""

from decimal import Decimal

import pytest

from faults import evaluated_grids, good_snapshot, ids, table
from jixiao.evaluation import evaluate
from jixiao.values.key import Key

RATES = """
收入 一般公共预算 850.00 835.00 98.24 94.44
收入 政府性基金预算 None None None None
收入 国有资本经营预算 None None None None
收入 财政专户管理资金 None None None None
收入 单位资金及其他收入 50.00 48.50 97.00 5.56
收入 收入合计 900.00 883.50 98.17 100.00 合计
支出 工资福利支出 380.00 378.20 99.53 42.22
支出 商品和服务支出 120.00 112.40 93.67 13.33
支出 对个人和家庭的补助 60.00 59.10 98.50 6.67
支出 其他基本支出 10.00 9.60 96.00 1.11
支出 项目支出 330.00 318.75 96.59 36.67
支出 支出合计 900.00 878.05 97.56 100.00 合计
"""
LEVELS = """
预算编制情况 20.00 20.00 100.00
预算执行情况 28.00 26.69 95.32
预算监督情况 9.00 9.00 100.00
预算使用效益 43.00 40.65 94.53
"""
# the line of an indicator: 绩效指标 is changed, then value | points | lost | by hand | reason
LINES = table("""
| 情形 | 格 | 填入 | 编码 | 结果 |
| 公式算出的百分数 | F7 | 空 | A2 | 88.24% 5.00 0.00 |
| 整数的百分数也写两位小数 | H20 | 空 | D2 | 75.00% 3.75 1.25 未达到100%，按比例计分 |
| 有单位的数带单位 | 指标体系!指标体系[15].指标值 | 计数(重点工作) | D2 | 4个 未评分 |
| 手工得分照旧 | G7 ; H7 | 4.5 ; 借用人员未计入 | A2 | 88.24% 4.50 0.50 手工 借用人员未计入 |
| 手工得分正好满分 | G7 | 5 | A2 | 88.24% 5.00 0.00 手工 |
| 手工得分超过分值不用 | G7 | 5.01 | A2 |  未评分 |
| 手工得分为负不用 | G7 | -0.01 | A2 |  未评分 |
| 手工零分 | G7 ; H7 | 0 ; 没有完成 | A2 | 88.24% 0.00 5.00 手工 没有完成 |
| 标准评不出也可以手工 | F10 ; G6 ; F6 | 空 ; 4 ; 空 | A1 |  4.00 0.00 手工 |
| 没有完成值评不出 | F6 | 空 | A1 |  未评分 |
| 按标准扣分写标准的原因 | F10 | 空 | B1 | 98.17% 3.93 0.07 未达到100%，按比例计分 |
| 填了原因用填的 | H10 | 年末未到账 | B1 | 98.17% 3.93 0.07 年末未到账 |
| 分档由人打分 | G19 ; H19 | 4.2 ; 一项未完成 | D1 | 达成年度指标 4.20 0.80 手工 一项未完成 |
| 分档以外不用 | G19 ; H19 | 3.9 ; 一项未完成 | D1 | 达成年度指标 未评分 手工 一项未完成 |
| 没有评分规则由人打分 | G21 ; H21 | 5 ; 空 | D3 |  5.00 0.00 手工 |
""")


def written(line):
    parts = [line.value, "未评分" if line.points is None else f"{line.points:.2f} {line.deduction:.2f}"]
    return " ".join([*parts, *(["手工"] if line.by_hand else []), *([line.reason] if line.reason else [])])


def test_rates_by_source_and_by_use():
    made = [
        f"{one.group} {one.name} {one.budget} {one.executed} {one.rate} {one.share}" + " 合计" * one.is_total
        for one in evaluate(good_snapshot()).rates
    ]
    assert made == RATES.strip().splitlines()


def test_levels_and_facts():
    evaluation = evaluate(good_snapshot())
    made = [f"{one.name} {one.weight} {one.points} {one.share}" for one in evaluation.levels]
    assert made == LEVELS.strip().splitlines()
    assert {name: str(value) for name, value in evaluation.facts.items()} == {
        "支出执行率": "97.56", "收入执行率": "98.17", "在职人员控制率": "88.24",
    }  # fmt: skip
    assert evaluation.sheet_scores == {Key("重点项目", 1): Decimal("99.75")}


@pytest.mark.parametrize(("name", "cells", "values", "code", "result"), LINES, ids=ids(LINES))
def test_the_line_of_an_indicator(name, cells, values, code, result):
    evaluation = evaluated_grids("绩效指标", cells, values)
    (line,) = [line for line in evaluation.lines if line.indicator.code == code]
    assert written(line).strip() == result


def test_how_a_typed_score_came_about_is_told():
    for cells, values, process in (
        ("G7 ; H7", "4.5 ; 借用人员", "手工评分4.5分（按标准应得5分）"),
        ("F6 ; G6", "空 ; 4", "手工评分4分（无法自动评分）"),
    ):
        lines = evaluated_grids("绩效指标", cells, values).lines
        assert process in [line.process for line in lines]


# what keeps an indicator from having points, with its cell
UNSCORED = table("""
| 情形 | 表 | 格 | 填入 | 期望 |
| 没有完成值 | 绩效指标 | F6 | 空 | S01@绩效指标!逐项填报[1].完成值 |
| 清单少一项 | 绩效指标 | F6 | 是,是,是 | S02@绩效指标!F6 |
| 清单多一项 | 绩效指标 | F6 | 是,是,是,是,是 | S02@绩效指标!F6 |
| 没有手工得分 | 绩效指标 | G19 | 空 | S01@绩效指标!G19 |
| 没有评分规则也没有手工得分 | 绩效指标 | G21 | 空 | S01@绩效指标!G21 |
| 公式没有数 | 支出预算 | F6 | 空 | S10@F6 |
| 公式写错 | 指标体系 | 指标体系[2].指标值 | 在职人员数 / | S03@指标体系[2] T03@指标体系[2].指标值 |
| 公式数据项不认识 | 指标体系 | 指标体系[2].指标值 | 在职人数 / 编制数 | S03@指标体系[2] T03@指标体系[2].指标值 |
| 不适用标准没有说 | 支出预算 | C6 ; F6 ; 指标体系!指标体系[7].评分标准 | 0 ; 0 ; 得分=执行率×分值，满分为止。 | S04@绩效指标!B12 |
| 不适用标准说得满分 | 支出预算 | C6 ; F6 | 0 ; 0 |  |
| 没有填报行 | 绩效指标 | B6 ; F6 ; J6 | 空 ; 空 ; 空 | S01@逐项填报[1].完成值 S05@指标体系!指标体系[1] |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), UNSCORED, ids=ids(UNSCORED))
def test_what_keeps_an_indicator_from_having_points(name, sheet, cells, values, due):
    from faults import expected, found

    made = evaluated_grids(sheet, cells, values)
    assert {one for one in found(made) if one[0][0] in "ST"} == expected(sheet, cells, due)
    assert made.complete is (not due)
    assert bool(made.grade) is (not due)


BONUS = (
    "指标体系!B45 ; 指标体系!C45 ; 指标体系!D45 ; 指标体系!E45 ; 指标体系!F45 ; 指标体系!H45 ; 指标体系!M45 ; B29 ; F29",
    "Z1 ; 加减分 ; 加分 ; 获得表彰 ; 5 ; 加分项：获得省级以上表彰的，每项加1分，最高加5分 ; 自定 ; Z1 ; 2",
)


@pytest.mark.parametrize(("counts", "total"), [("是", "98.34"), ("否", "96.34"), ("空", "96.34")])
def test_bonus_points_count_where_the_workbook_says_so(counts, total):
    evaluation = evaluated_grids("绩效指标", f"{BONUS[0]} ; 指标体系!C11", f"{BONUS[1]} ; {counts}")
    assert evaluation.lines[-1].points == 2
    assert (str(evaluation.total), evaluation.complete) == (total, True)
