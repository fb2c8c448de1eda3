"""The published report as input: every contradiction is found with its sentence; a clean report has none."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from books import evaluated, run, snapshot_of
from good import good_bytes
from jixiao.cli.report import as_workbook
from jixiao.documents.handwritten import lint_report
from jixiao.documents.handwritten.source import joined
from jixiao.documents.report import make_report
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import evaluate
from validator import needs_printer, pictures_of

REAL = Path(__file__).parent / "廉江市总工会-2024-自评报告.txt"
FINDINGS = """
| 28 ≠ 31 | B13 | 财供人员填报数 | 填的是 31 人，在职 14＋雇员 0＋离退休 14＝28 人 | 2023 年有财供人员 31 人,其中行政(参公)编制 9 人 |
| staffing year | A09 | 人员数据截止日期 | 2023-12-31，应为 2024 年 12 月 31 日 | 2023 年有财供人员 31 人,其中 |
| fund | C31 | 政府性基金预算填报执行率 | 没有预算数和执行数，执行率应为“不适用” | 政府性基金预算执行完成 100%。 |
| reasons | E55 | 上报自评得分 | 扣 14 分没有写原因 | 自评分 86 分。 |
| congress | A14 | 绩效目标实现情况 | 迎接党的二十大胜利召开 | 全市工会工作以迎接党的二十大胜利召开为工作主线 |
| numbering | L01 | 整体支出绩效目标 | 又从“一”编到“五” | 一、始终坚持党建带工建，工会组织政治性进一步增强 |
| level | F76 | 报告：预算执行情况 | “市级财政”，本单位预算级次是县级 | 分项对市级财政预算安排（包括债券资金安排） |
| plans | A15 | 年度总体工作 | “拟开展”“2024年计划” | 五一期间，拟开展“中国梦劳动美”廉江工匠评选活动 |
| all full | C32 | 支出合计执行率 | 执行数都与调整后预算数分毫不差 | 2024 年支出预算执行完成 100%，按用途分 |
| nothing | F77 | 主要做法和经验 | 自评得分 86 分，主要做法和经验写“无” | 无。 |
"""
FIGURES = """
| 评价年度 | 2024 |
| 内设机构数 | 5 |
| 下属单位数 | 0 |
| 评价小组人数 | 10 |
| 编制数 | 16 |
| 行政编制数 | 11 |
| 事业编制数 | 3 |
| 工勤编制数 | 2 |
| 行政在职人数 | 9 |
| 事业在职人数 | 3 |
| 工勤在职人数 | 2 |
| 雇员人数 | 0 |
| 离退休人数 | 14 |
| 财供人员填报数 | 31 |
| 财供人员合计 | 28 |
| 支出报表合计调整后预算数 | 655.36 |
| 支出合计调整后预算数 | 655.36 |
| 工资福利支出年初预算数 | 214.87 |
| 商品和服务支出年初预算数 | 9.90 |
| 对个人和家庭的补助年初预算数 | 47.27 |
| 项目支出年初预算数 | 383.32 |
| 工资福利支出占比 | 32.79 |
| 商品和服务支出占比 | 1.51 |
| 对个人和家庭的补助占比 | 7.21 |
| 项目支出占比 | 58.49 |
| 收入合计填报执行率 | 100 |
| 一般公共预算填报执行率 | 100 |
| 政府性基金预算填报执行率 | 100 |
| 支出合计填报执行率 | 100 |
| 项目支出填报执行率 | 100 |
| 上报自评得分 | 86 |
"""


def rows(table):
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]


@pytest.fixture(scope="module")
def real():
    return lint_report(REAL)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The report that our template gives of a workbook without errors."""
    folder = tmp_path_factory.mktemp("好")
    (folder / "好单位.xlsm").write_bytes(good_bytes())
    snapshot = snapshot_of(folder / "好单位.xlsm")
    (folder / "好报告.docx").write_bytes(make_report(snapshot, evaluate(snapshot)))
    return folder / "好报告.docx"


@pytest.mark.parametrize(("what", "code", "item", "said", "sentence"), rows(FINDINGS))
def test_the_real_report_is_told_with_its_sentence(real, what, code, item, said, sentence):
    found = [one for one in real.findings if (one.finding.kind.code, str(one.finding.key)) == (code, item)]
    assert [said in one.finding.wrong for one in found] == [True], what
    assert sentence in found[0].sentence


def test_nothing_else_is_told_of_the_real_report(real):
    found = {(one.finding.kind.code, str(one.finding.key)) for one in real.findings}
    also = {("C31", "一般公共预算填报执行率"), ("C31", "收入合计填报执行率"), ("A10", "整体支出绩效目标")}
    assert found == {(row[1], row[2]) for row in rows(FINDINGS)} | also


@pytest.mark.parametrize(("item", "value"), rows(FIGURES))
def test_every_figure_of_the_real_report_is_understood(real, item, value):
    assert real.snapshot.number(item) == Decimal(value)


def test_texts_and_dates_are_understood(real):
    assert real.snapshot.unit == "廉江市总工会"
    assert real.snapshot.text("财政部门") == "廉江市财政局"
    assert real.snapshot.text("通知文号") == "廉财绩〔2025〕4号"
    assert real.snapshot.text("行政级次") == "县级"
    assert real.snapshot.text("上报等次") == "良"
    assert str(real.snapshot.day("填报日期")) == "2025-07-08"
    assert real.snapshot.text("预算监督情况").startswith("项目资金由财务部具体管理")


def test_a_clean_report_has_no_findings(clean):
    reading = lint_report(clean)
    assert [one.finding.wrong for one in reading.findings] == []
    assert len(reading.figures) > 60


def test_a_share_and_a_repeated_figure_that_are_wrong_are_found(tmp_path):
    path = tmp_path / "报告.txt"
    text = REAL.read_text(encoding="utf-8").replace("占32.79%", "占33.79%")
    path.write_text(text + "\n2024年支出预算655.63万元。\n", encoding="utf-8")
    found = {one.finding.kind.code: one for one in lint_report(path).findings}
    assert "占比写 33.79%，预算数÷合计＝32.79%" in found["L02"].finding.wrong
    assert found["L03"].finding.wrong == "支出报表合计调整后预算数前面写 655.36，这里写 655.63。"
    assert found["L03"].sentence == "2024年支出预算655.63万元。"


def test_what_was_understood_makes_a_workbook(real, tmp_path):
    path = tmp_path / "认到的.xlsm"
    path.write_bytes(as_workbook(real))
    snapshot = snapshot_of(path)
    for item, value in rows(FIGURES):
        assert snapshot.number(item) == Decimal(value)
    assert snapshot.text("工资福利支出说明").startswith("推算：")
    assert {"B13", "C31", "A09"} <= {finding.kind.code for finding in evaluated(path).findings}


@needs_printer
def test_a_clean_report_as_pdf_has_no_findings(clean):
    pictures_of(clean, clean.parent / "页")
    reading = lint_report(clean.parent / "页" / "好报告.pdf")
    assert [(one.finding.wrong, one.sentence) for one in reading.findings] == []
    assert reading.snapshot.number("支出合计全年执行数") == Decimal("878.05")


def test_lines_broken_at_the_page_are_joined():
    text = "一、标题\n\n正文第一行没有完\n\n接着写完。\n- 3 -\n（一）小标题\n下一段。"
    assert joined(text) == ("一、标题", "正文第一行没有完接着写完。", "（一）小标题", "下一段。")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.xlsx", b"x", "不是 .docx、.txt 或 .pdf"), ("a.docx", b"x", "不是完好的 Word"), ("a.txt", b"", "没有文字")],
)
def test_what_cannot_be_read_is_told(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableWorkbook, match=told):
        lint_report(tmp_path / name)


def test_a_text_of_windows_is_read(tmp_path):
    path = tmp_path / "旧.txt"
    path.write_bytes("评价年度：2024\n评价单位（公章）：廉江市总工会\n".encode("gb18030"))
    assert lint_report(path).snapshot.unit == "廉江市总工会"


def test_command_gives_json_and_a_workbook(tmp_path):
    ran = run("lint-report", REAL, "--json", "--to-workbook", tmp_path / "出.xlsm")
    assert ran.returncode == 1, ran.stderr
    data = json.loads(ran.stdout)
    assert (data["unit"], data["year"]) == ("廉江市总工会", 2024)
    score = next(one for one in data["findings"] if one["code"] == "E55")
    assert score["sentence"].endswith("自评分 86 分。")
    assert (tmp_path / "出.xlsm").exists()


def test_command_shows_findings_and_exits_0_for_a_clean_report(clean):
    ran = run("lint-report", clean)
    assert (ran.returncode, "没有发现问题" in ran.stdout) == (0, True), ran.stdout
