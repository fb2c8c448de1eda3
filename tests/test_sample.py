"""The real report of 廉江市总工会 for 2024: every published figure comes out, and its contradictions are found."""

import json
from decimal import Decimal

import pytest

from books import SAMPLE_FINDINGS, evaluated, found, run, snapshot_of
from jixiao.findings import Severity

RATES = """
| 项目               | 预算数 | 执行率 | 占比   |
| 工资福利支出       | 214.87 | 100.00 | 32.79  |
| 商品和服务支出     | 9.90   | 100.00 | 1.51   |
| 对个人和家庭的补助 | 47.27  | 100.00 | 7.21   |
| 项目支出           | 383.32 | 100.00 | 58.49  |
| 支出合计           | 655.36 | 100.00 | 100.00 |
| 一般公共预算       | 655.36 | 100.00 | 100.00 |
| 政府性基金预算     | 空     | 不适用 | 不适用 |
"""
FIGURES = """
| 评价年度 | 2024 |
| 内设机构数 | 5 |
| 下属单位数 | 0 |
| 评价小组人数 | 10 |
| 行政编制数 | 11 |
| 事业编制数 | 3 |
| 工勤编制数 | 2 |
| 编制数 | 16 |
| 行政在职人数 | 9 |
| 事业在职人数 | 3 |
| 工勤在职人数 | 2 |
| 雇员人数 | 0 |
| 离退休人数 | 14 |
| 财供人员填报数 | 31 |
| 财供人员合计 | 28 |
| 上报自评得分 | 86.00 |
"""


def rows(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("name", "budget", "rate", "share"), rows(RATES)[1:])
def test_rates_and_shares_are_the_published_ones(sample, name, budget, rate, share):
    line = next(line for line in evaluated(sample).rates if line.name == name)
    shown = ["空" if line.budget is None else str(line.budget)]
    shown += ["不适用" if number is None else str(number) for number in (line.rate, line.share)]
    assert shown == [budget, rate, share]


@pytest.mark.parametrize(("item", "value"), rows(FIGURES))
def test_every_published_figure_is_in_the_form(sample, item, value):
    assert snapshot_of(sample).number(item) == Decimal(value)


def test_texts_of_the_report_are_in_the_form(sample):
    snapshot = snapshot_of(sample)
    assert snapshot.unit == "廉江市总工会"
    assert snapshot.text("通知文号") == "廉财绩〔2025〕4号"
    assert snapshot.text("通知标题") == "廉江市财政局关于开展2025年财政资金绩效自评工作的通知"
    assert str(snapshot.day("填报日期")) == "2025-07-08"
    assert snapshot.text("存在问题").startswith("绩效评价指标笼统，不够细化。")
    assert [record.label for record in snapshot.tables["重点工作"]] == [
        "坚定政治方向，加强工会党建工作",
        "落实政治责任，做好巡察后半篇工作",
        "坚定服务大局，加强工人队伍建设",
        "落实经费保障，推进工运事业",
        "维护职工权益，精准服务职工",
    ]


def test_total_is_86_and_the_grade_is_good(sample):
    evaluation = evaluated(sample)
    assert (evaluation.total, evaluation.grade, evaluation.complete) == (Decimal("86.00"), "良", True)
    assert sum(line.deduction for line in evaluation.lines) == 14


def test_every_deduction_says_it_is_illustrative(sample):
    lost = [line for line in evaluated(sample).lines if line.deduction]
    assert len(lost) == 11
    assert all(line.reason.startswith("示例：") for line in lost)


def test_the_seven_indicators_of_the_report_are_good(sample):
    seven = [line for line in evaluated(sample).lines if line.indicator.level2 == "个性化指标"]
    assert [line.indicator.name for line in seven] == [
        "工会工作满意度", "工作计划的完成率", "工会活动的完成率", "上级工会布置任务的及时性",
        "员工技能提升率", "工会费用控制率", "工会会员发展率",
    ]  # fmt: skip
    assert {line.value for line in seven} == {"达到良好"}


def test_one_line_of_process_can_be_followed(sample):
    line = next(line for line in evaluated(sample).lines if line.indicator.name == "在职人员控制率")
    assert line.process == "在职人员数14 ÷ 编制数16 = 87.50%，≤100%，得满分5分"


def test_the_contradictions_are_found_with_their_cells(sample):
    assert found(evaluated(sample)) == SAMPLE_FINDINGS


def test_the_message_says_where_what_why_and_what_to_do(sample):
    finding = next(f for f in evaluated(sample).findings if f.kind.code == "B13")
    assert finding.message == (
        "【人员情况】C22 财供人员填的是 31 人，在职 14＋雇员 0＋离退休 14＝28 人，相差 3 人。"
        "请核对人数，改正分项或合计。"
    )
    assert finding.kind.basis == "财供人员＝在职＋雇员＋离退休"
    assert finding.kind.severity is Severity.ERROR


def test_demo_shows_findings_rates_and_total_and_exits_with_1(tmp_path):
    ran = run("demo", tmp_path / "出")
    assert ran.returncode == 1, ran.stderr
    for shown in (
        "31 人",
        "2023-12-31",
        "政府性基金预算",
        "不适用",
        "32.79%",
        "58.49%",
        "自评总分：86.00 分",
        "等次：良",
    ):
        assert shown in ran.stdout
    assert sorted(path.suffix for path in (tmp_path / "出").iterdir()) == [".docx", ".eml", ".xlsm", ".xlsx", ".zip"]
    assert "核对：工作簿、报送表、报告的数字一致" in ran.stdout
    verified = run("verify", *(tmp_path / "出").iterdir())
    assert verified.returncode == 0, verified.stderr
    assert (
        verified.stdout.count("一致") == 9
    )  # workbook, finished workbook, report; .zip and .eml, the latter two in each again


def test_json_is_the_evaluation(sample):
    ran = run("evaluate", sample, "--json")
    data = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert (data["unit"], data["year"], data["total"], data["grade"]) == ("廉江市总工会", 2024, "86.00", "良")
    fund = next(rate for rate in data["rates"] if rate["name"] == "政府性基金预算")
    assert (fund["rate"], fund["share"]) == (None, None)
    assert {(f["code"], f["sheet"], f["cell"]) for f in data["findings"]} == SAMPLE_FINDINGS
