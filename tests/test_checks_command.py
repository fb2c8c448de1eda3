"""jixiao checks: the catalogue as a list, one kind with all that is said of it; the manual's chapter has the same rows."""

import re

import pytest

from books import run
from jixiao.drawing.manual import CHECKS_BEGIN, manual_text
from jixiao.findings import catalog

TOLD = {
    "C33": """
        C33　提醒　执行率偏低
        属于：预算和执行
        例子：劳动技能竞赛执行率 80.00%，低于 90%。
        怎么办：请在“说明”列写明原因。
        依据：执行率偏低的须说明原因
        界限：《校验设置》执行率提醒线，默认 90%
        提醒：核对；确实如此的，在“处理说明”里写明原因。
    """,
    "f74": """
        F74　错误　上报等次与得分不一致
        属于：评分表、数据表和报告
        例子：上报等次“良”，96.34 分对应的等次是“优”。
        怎么办：请以评分表为准改正报告。
        依据：等次按总分评定（财预〔2020〕10号）
        界限：《指标体系》优（不低于），默认 90分
        界限：《指标体系》良（不低于），默认 80分
        界限：《指标体系》中（不低于），默认 60分
        错误：改正以前不能报送。
        以前的编号：F68
    """,
    "K18": """
        K18　提醒　项目得分远高于执行率
        属于：财政局收集、核对、跨单位比对
        例子：某县水务局的项目“河道清淤疏浚”得分率 95.00%，执行率 22.40%，高出 72.6 个百分点。
        怎么办：请核对项目产出和效益指标的得分。
        依据：资金没有花出去，绩效一般不会先完成
        界限：台账《设置》项目得分高出执行率，默认 40个百分点
        提醒：核对；确实如此的，在“处理说明”里写明原因。
    """,
}


@pytest.mark.parametrize("code", TOLD)
def test_all_that_is_said_of_one(code):
    ran = run("checks", code)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [line.strip() for line in TOLD[code].strip().splitlines()]


@pytest.mark.parametrize("code", ["Z99", "B", "执行率", ""])
def test_an_unknown_code_is_one_line(code):
    ran = run("checks", code)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines() == [f"没有编号是“{code}”的校验规则。不带编号的 jixiao checks 列出全部编号。"]


def test_all_are_listed_in_order():
    ran = run("checks")
    assert ran.returncode == 0
    listed = re.findall(r"^│ ([A-Z]\d\d) +│ (\S+) ", ran.stdout, flags=re.MULTILINE)
    assert listed == [(kind.code, kind.severity.label) for group in catalog() for kind in group.kinds]
    assert listed == sorted(listed)


def test_the_manual_lists_them_all():
    chapter = manual_text().partition(CHECKS_BEGIN)[2]
    rows = re.findall(r"^\| ([A-Z]\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", chapter, flags=re.MULTILINE)
    assert rows == [row for group in catalog() for row in group.rows]
    assert re.findall(r"^### ([A-Z])　(.+)$", chapter, flags=re.MULTILINE) == [(g.letter, g.title) for g in catalog()]
