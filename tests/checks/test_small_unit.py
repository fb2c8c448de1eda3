"""How much a small unit types: from a new workbook to no error left. It was 93 cells before the five questions."""

import pytest

from books import evaluated, snapshot_of, type_into
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.forms import load_forms
from jixiao.frameworks import load_framework
from jixiao.frameworks.parts import asks_checks, parts_of
from jixiao.new_workbooks.blank import unit_workbook

MOST = 46
QUESTIONS = ("下属单位", "政府性基金", "三公经费", "政府采购", "重点项目")
TYPED = {
    **{f"有没有{one}": "没有" for one in QUESTIONS},
    "填报日期": "2026-03-10", "内设机构数": 3, "程序性文字": "空着的用常用语1", "行政编制数": 10, "行政在职人数": 9, "雇员人数": 0, "离退休人数": 4,
    "一般公共预算年初预算数": 200, "一般公共预算全年执行数": 198,
    "工资福利支出年初预算数": 150, "工资福利支出全年执行数": 149,
    "商品和服务支出年初预算数": 50, "商品和服务支出全年执行数": 49,
    "对个人和家庭的补助年初预算数": 0, "对个人和家庭的补助全年执行数": 0,
    "项目支出年初预算数": 0, "项目支出全年执行数": 0,
    "上年结转结余": 0, "年末结转结余": 0,
}  # fmt: skip
TASK = {"工作任务": "完成年度档案接收", "完成情况": "完成", "按时完成": "是", "质量达标": "是"}
TEXT = "单位按要求完成了相应工作，情况属实。"


@pytest.fixture
def new(tmp_path):
    path = tmp_path / "新.xlsm"
    path.write_bytes(unit_workbook(load_framework(), "某县档案馆", 2025))
    return path


def answers(snapshot):
    """(key, content) of 绩效指标: 全部是 where a checklist is met, else a value or a score."""
    rows = {record.label: record for record in snapshot.tables["绩效指标"]}
    for indicator in framework_of(snapshot).indicators:
        key, rule = rows[indicator.code].key, indicator.criterion.rule
        if indicator.value:
            continue
        if parts_of(indicator):
            assert asks_checks(indicator)
            yield key.at("完成值"), "全部是"
        elif rule.by_hand:
            yield key.at("手工得分"), float(indicator.weight)
        else:
            yield key.at("完成值"), "0" if "次" in rule.filling() else "100%"


def test_a_small_unit(new):
    snapshot = snapshot_of(new)
    texts = {
        item: TEXT
        for item, spec in load_forms().items()
        if spec.type == "long_text" and spec.required and not spec.usual
    }
    places = {snapshot.place(item): content for item, content in (TYPED | texts).items()}
    places |= {snapshot.places[key]: content for key, content in answers(snapshot)}
    cells = {(place.sheet, place.cell): content for place, content in places.items()}
    body = snapshot.bodies["重点工作"]
    for label, content in TASK.items():
        cells["重点工作", f"{chr(64 + body.columns[label])}{body.first}"] = content
    type_into(new, cells, new)
    evaluation = evaluated(new)
    assert not evaluation.blocked, [finding.message for finding in evaluation.findings]
    assert evaluation.complete
    assert len(cells) <= MOST
