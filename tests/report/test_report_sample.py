"""The report made from the sample holds every figure of the real one, section by section; its wrong claims don't return."""

import re

import pytest
from report_text import body, names, paragraphs, part, tables

from books import run, snapshot_of
from jixiao import resources
from jixiao.documents.report import make_report
from jixiao.evaluation import evaluate
from jixiao.evaluation.fingerprint import LABEL, fingerprint
from jixiao.resources import SAMPLE_NAME
from validator import errors_in, needs_printer, needs_validator, pictures_of

HEADINGS = """
附件4
部门整体支出绩效自评报告
一、单位基本情况
（一）单位机构设置、部门职能情况
（二）年度总体工作和重点工作任务
（三）部门整体支出绩效目标
（四）部门整体支出情况
二、自评工作开展情况
（一）评价小组情况
（二）自评工作过程
（三）自评材料报送时间及质量
（四）自评材料报送及公开一致情况
三、绩效自评情况
（一）自评结果
（二）部门整体支出绩效指标分析
1．预算编制情况
2．预算执行情况
3．预算监督情况
4．预算使用效益
（1）部门整体绩效目标实现情况
（2）重点工作完成情况
（3）部门重点项目支出绩效情况
（三）主要做法和经验
（四）存在问题
（五）改进措施
四、其他自评情况
"""
FIGURES = """
| 评价年度：2024 |
| 评价单位（公章）：廉江市总工会 |
| 填报日期：2025年7月8日 |
| 根据廉江市财政局《廉江市财政局关于开展2025年财政资金绩效自评工作的通知》（廉财绩〔2025〕4号）要求 |
| 现将2024年度廉江市总工会整体支出绩效自评情况报告如下 |
| 5个职能部门（办公室、基层工作部、职工维权与服务部、经济工作与宣传教育部、财务部） |
| 本部门无下属单位，部门预算为本级预算 |
| 现有编制16名，其中行政（参公）编制11名，事业编制3名，工勤编制2名 |
| 行政（参公）在职9人，事业在职3人，工勤在职2人；雇员0人；离退休人员14人 |
| 财供人员合计28人（在职14人＋雇员0人＋离退休14人） |
| 2024年支出预算655.36万元，按用途分 |
| 工资福利支出214.87万元，占32.79% |
| 商品和服务支出9.90万元，占1.51% |
| 对个人和家庭的补助47.27万元，占7.21% |
| 项目支出383.32万元，占58.49% |
| 自评小组成员10人，牵头部门为财务部 |
| 自评得分86.00分，等次为“良” |
| 工会工作满意度、工作计划的完成率、工会活动的完成率、上级工会布置任务的及时性、员工技能提升率、工会费用控制率、工会会员发展率均达到良好 |
| 2024年收入预算执行完成100.00% |
| 一般公共预算执行完成100.00% |
| 政府性基金预算执行率不适用 |
| 2024年支出预算执行完成100.00% |
| 工资福利支出预算执行完成100.00% |
| 商品和服务支出预算执行完成100.00% |
| 对个人和家庭的补助预算执行完成100.00% |
| 项目支出预算执行完成100.00% |
| 一是坚定政治方向，加强工会党建工作。 |
| 五是维护职工权益，精准服务职工。 |
| 年度重点工作5项，完成5项，完成率100.00% |
| 共有11个指标扣14分 |
"""
BUDGET = """
| 支出用途 | 年初预算数 | 预算调整数 | 调整后预算数 | 占比 |
| 工资福利支出 | 214.87 | — | 214.87 | 32.79% |
| 商品和服务支出 | 9.90 | — | 9.90 | 1.51% |
| 对个人和家庭的补助 | 47.27 | — | 47.27 | 7.21% |
| 其他基本支出 | — | — | — | 不适用 |
| 项目支出 | 383.32 | — | 383.32 | 58.49% |
| 支出合计 | 655.36 | — | 655.36 | 100.00% |
"""
EXECUTION = """
| 项目 | 调整后预算数 | 全年执行数 | 执行率 |
| 一般公共预算 | 655.36 | 655.36 | 100.00% |
| 政府性基金预算 | — | — | 不适用 |
| 国有资本经营预算 | — | — | 不适用 |
| 财政专户管理资金 | — | — | 不适用 |
| 单位资金及其他收入 | — | — | 不适用 |
| 收入合计 | 655.36 | 655.36 | 100.00% |
| 工资福利支出 | 214.87 | 214.87 | 100.00% |
| 商品和服务支出 | 9.90 | 9.90 | 100.00% |
| 对个人和家庭的补助 | 47.27 | 47.27 | 100.00% |
| 其他基本支出 | — | — | 不适用 |
| 项目支出 | 383.32 | 383.32 | 100.00% |
| 支出合计 | 655.36 | 655.36 | 100.00% |
"""


def rows(table):
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]


@pytest.fixture(scope="module")
def made():
    snapshot = snapshot_of(resources.workbook("samples", SAMPLE_NAME))
    evaluation = evaluate(snapshot)
    return snapshot, evaluation, make_report(snapshot, evaluation)


def test_the_headings_stand_in_the_order_of_the_real_report(made):
    wanted = HEADINGS.strip().splitlines()
    assert [text for text in paragraphs(made[2]) if text in wanted] == wanted


@pytest.mark.parametrize("figure", [row[0] for row in rows(FIGURES)])
def test_every_figure_of_the_real_report_is_there(made, figure):
    assert figure in body(made[2])


def test_tables_are_those_of_the_workbook(made):
    spending, scores, execution = tables(made[2])
    assert (spending, execution) == (rows(BUDGET), rows(EXECUTION))
    points = {row[0]: row[2:] for row in scores if re.fullmatch(r"[A-D]\d+", row[0])}
    lines = made[1].lines
    assert points.keys() == {line.indicator.code for line in lines}
    for line in lines:
        shown = points[line.indicator.code]
        assert (float(shown[0]), shown[1]) == (float(line.weight), line.value)
        assert (float(shown[2]), float(shown[3])) == (float(line.points), float(line.deduction))
    assert scores[-1] == ["", "合计", "100", "", "86.00", "14"]


def test_narrative_is_that_of_the_form_word_for_word(made):
    written = [
        line.strip()
        for item, entry in made[0].entries.items()
        if entry.spec.type == "long_text" and item not in ("主要职责", "评价小组情况")
        for line in made[0].text(item).splitlines()
    ]
    assert [line for line in written if line and line not in paragraphs(made[2])] == []


def test_every_lost_point_has_its_reason_under_the_problems(made):
    text = body(made[2])
    under = text[text.index("\n（四）存在问题") : text.index("\n（五）改进措施")]
    for line in made[1].lines:
        assert (f"\n{line.indicator.name}（分值" in under and line.reason in under) == bool(line.deduction)


@pytest.mark.parametrize("claim", ["31人", "31 人", "政府性基金预算执行完成"])
def test_wrong_claims_of_the_real_report_are_not_repeated(made, claim):
    assert claim not in body(made[2])


def test_chart_shows_every_rate_and_nothing_that_does_not_apply(made):
    chart = part(made[2], "word/charts/chart1.xml")
    shown = re.findall(r"<c:v>([^<]+)</c:v>", chart)[1:]
    rates = [line for line in made[1].rates if line.rate is not None]
    assert shown == [line.name for line in rates] + ["100"] * len(rates)


def test_draft_mark_stands_on_cover_and_pages(made):
    headers = [part(made[2], name) for name in names(made[2]) if name.startswith("word/header")]
    assert len(headers) == 2
    assert all("草　稿（工作簿还有 4 个错误" in header for header in headers)


def test_fingerprint_is_short_on_every_page_and_whole_in_the_properties(made):
    code = fingerprint(*made[:2])
    footers = [part(made[2], name) for name in names(made[2]) if name.startswith("word/footer")]
    assert len(footers) == 2
    assert all(code[:12] in footer and code not in footer for footer in footers)
    custom = part(made[2], "docProps/custom.xml")
    assert f'name="{LABEL}"><vt:lpwstr>{code}<' in custom
    assert 'name="草稿"><vt:lpwstr>是<' in custom


def test_same_inputs_same_bytes(made):
    assert make_report(*made[:2]) == made[2]


@needs_validator
@needs_printer
def test_the_document_is_valid_and_prints(made, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(made[2])
    assert errors_in(path) == []
    assert len(pictures_of(path, tmp_path / "页")) > 10


def test_command_writes_a_draft_and_says_so(sample, tmp_path):
    ran = run("report", sample, "-o", tmp_path / "报告.docx")
    assert ran.returncode == 1, ran.stderr
    assert "草稿" in ran.stdout
    assert body((tmp_path / "报告.docx").read_bytes()).startswith("附件4")


def test_command_refuses_what_is_no_workbook(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"x")
    ran = run("report", tmp_path / "x.xlsx", "-o", tmp_path / "报告.docx")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "报告.docx").exists()
