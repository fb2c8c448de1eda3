"""What a press writes, and what it leaves alone."""

import io
import zipfile

import pytest

from books import SAMPLE_FINDINGS, evaluated, filled, found, snapshot_of, type_into
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.forms.outputs import FINDING_TABLE, SCORE_TABLE
from jixiao.frameworks import load_framework
from packages import insert_rows, with_clerk_additions

WRITTEN = {"首页", "评分表", "汇总", "校验结果"}


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def cell(path, sheet, row, column):
    port = open_port(path)
    return port.read_values(sheet, Area(row, column))[0][0]


def test_filling_twice_gives_the_same_bytes(sample, tmp_path):
    once, twice = tmp_path / "一.xlsm", tmp_path / "二.xlsm"
    filled(sample, once)
    filled(once, twice)
    assert once.read_bytes() == twice.read_bytes()


def test_only_the_sheets_that_were_written_change(sample, tmp_path):
    target = tmp_path / "填好.xlsm"
    filled(sample, target)
    before, after = parts(sample), parts(target)
    changed = {name for name in before if before[name] != after[name]}
    port = open_port(sample)
    numbers = {f"xl/worksheets/sheet{port.sheet_names().index(name) + 1}.xml" for name in WRITTEN}
    assert before.keys() == after.keys()
    assert changed <= numbers | {"xl/workbook.xml"}
    assert changed >= numbers
    assert before["xl/vbaProject.bin"] == after["xl/vbaProject.bin"]


def test_the_score_sheet_holds_every_score_and_the_total(sample, tmp_path):
    evaluation = filled(sample, tmp_path / "填好.xlsm")
    port = open_port(tmp_path / "填好.xlsm")
    area = Area(SCORE_TABLE.first, SCORE_TABLE.left, SCORE_TABLE.rows, len(SCORE_TABLE.columns))
    rows = [row for row in port.read_values("评分表", area) if row[3]]
    scores = {row[3]: row[8] for row in rows if row[0]}
    assert scores == {line.indicator.name: float(line.points) for line in evaluation.lines}
    assert [(row[3], row[4], row[8], row[10]) for row in rows if not row[0]] == [
        ("小计", 20, 15, 5), ("小计", 28, 28, 0), ("小计", 9, 9, 0), ("小计", 43, 34, 9), ("合计", 100, 86, 14)
    ]  # fmt: skip
    assert port.read_values("评分表", Area(4, 3, 1, 4))[0] == ["自评总分", 86, "等次", "良"]


def test_the_summary_says_not_applicable_instead_of_100_percent(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    port = open_port(tmp_path / "填好.xlsm")
    rows = {row[0]: row[1:] for row in port.read_values("汇总", Area(10, 2, 15, 6))}
    assert rows["政府性基金预算"] == [None, None, "不适用", "不适用", "未填金额"]
    assert rows["项目支出"] == [383.32, 383.32, 1.0, pytest.approx(0.5849), None]


def test_findings_are_links_to_their_cells(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    port = open_port(tmp_path / "填好.xlsm")
    first = FINDING_TABLE.first
    told = [row[0] for row in port.read_formulas("校验结果", Area(first, 2, 20, 1))]
    row = told.index('=HYPERLINK("#\'人员情况\'!C22","→ 人员情况 C22")')
    assert port.read_values("校验结果", Area(first + row, 3, 1, 1))[0] == ["错误"]


def test_findings_that_are_gone_are_cleared_links_too(sample, typed, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    changes = {("人员情况", "C22"): 28, ("收入预算", "I7"): None, ("三公及资产", "C31"): 0, ("三公及资产", "C32"): 0}
    mended = typed(changes, source=tmp_path / "填好.xlsm")
    evaluation = filled(mended, tmp_path / "再填.xlsm")
    assert not evaluation.blocked
    port = open_port(tmp_path / "再填.xlsm")
    left = len(evaluation.findings)
    rows = port.read_values("校验结果", Area(FINDING_TABLE.first, 3, left + 3, 1))
    assert [row[0] for row in rows] == [f.kind.severity.label for f in evaluation.findings] + [None] * 3
    assert left == len(SAMPLE_FINDINGS) - 4
    assert port.read_formulas("校验结果", Area(FINDING_TABLE.first + left, 2))[0][0] is None


def test_an_answer_stays_with_its_finding_and_is_kept_when_that_is_gone(sample, tmp_path):
    answer = FINDING_TABLE.column("处理说明")
    filled(sample, tmp_path / "一.xlsm")
    port = open_port(tmp_path / "一.xlsm")
    row = next(
        FINDING_TABLE.first + n
        for n, cells in enumerate(
            port.read_values("校验结果", Area(FINDING_TABLE.first, FINDING_TABLE.column("编号"), 6, 1))
        )
        if cells[0] == "A09"
    )
    port.unlock("校验结果")
    port.write_values("校验结果", row, answer, [["=人事部门只有2023年数"]])
    port.save(tmp_path / "二.xlsm")
    filled(tmp_path / "二.xlsm", tmp_path / "三.xlsm")
    assert cell(tmp_path / "三.xlsm", "校验结果", row, answer) == "=人事部门只有2023年数"
    type_into(tmp_path / "三.xlsm", {("人员情况", "C6"): "2024-12-31"}, tmp_path / "四.xlsm")
    filled(tmp_path / "四.xlsm", tmp_path / "五.xlsm")
    port = open_port(tmp_path / "五.xlsm")
    kept = [r for r in port.read_values("校验结果", Area(FINDING_TABLE.first, 2, 40, 10)) if r[3]]
    assert [(r[1], r[3], r[5]) for r in kept] == [("已消除", "=人事部门只有2023年数", "A09")]


def test_scores_typed_by_hand_stay_as_typed(typed, tmp_path):
    """A2 gets 5 by its rule; the clerk gives 4 with a reason: 4 it is, in both sheets."""
    row = 7
    path = typed({("绩效指标", f"G{row}"): 4, ("绩效指标", f"H{row}"): "在职人数含借调人员，主动扣1分"})
    evaluation = filled(path, tmp_path / "填好.xlsm")
    line = evaluation.lines[1]
    assert (line.indicator.code, str(line.points), line.by_hand) == ("A2", "4.00", True)
    assert line.process == "手工评分4分（按标准应得5分）"
    assert cell(tmp_path / "填好.xlsm", "绩效指标", row, 7) == 4
    assert evaluation.total == 85


def test_what_a_clerk_added_is_kept_and_inserted_rows_are_read(sample, tmp_path):
    mine = tmp_path / "加了东西.xlsm"
    with_clerk_additions(mine)
    insert_rows(mine, "重点工作", at=8, count=3)
    type_into(mine, {("重点工作", "B9"): "完成换届工作", ("重点工作", "C9"): "未完成"}, mine)
    evaluation = filled(mine, tmp_path / "填好.xlsm")
    before, after = parts(mine), parts(tmp_path / "填好.xlsm")
    added = [name for name in before if "comment" in name or "media" in name or "drawing" in name.lower()]
    assert {name.split("/")[1] for name in added} >= {"media", "drawings"}
    assert any("comment" in name for name in added)
    assert all(before[name] == after[name] for name in added)
    assert "我的草稿" in open_port(tmp_path / "填好.xlsm").sheet_names()
    tasks = next(line for line in evaluation.lines if line.indicator.name == "重点工作完成率")
    assert (tasks.value, str(tasks.points)) == ("83.33%", "4.17")
    assert ("E55", "绩效指标", "H20") not in found(evaluation)


def test_an_indicator_added_to_the_framework_gets_its_row(blank, tmp_path):
    """A bureau adds an indicator in 指标体系: the next press puts its row at the end of 绩效指标."""
    new = {"B": "E1", "C": "预算使用效益", "E": "服务群众次数", "F": 4, "H": "每少一次扣1分，扣完为止。", "K": "自定"}
    bodies = snapshot_of(blank).bodies
    shipped = len(load_framework().indicators)
    first, added, last = (
        bodies["指标体系"].first,
        *(bodies[name].first + shipped for name in ("指标体系", "绩效指标")),
    )
    type_into(blank, {("指标体系", f"{column}{added}"): value for column, value in new.items()}, tmp_path / "加.xlsm")
    evaluation = filled(tmp_path / "加.xlsm", tmp_path / "填.xlsm")
    assert ("E53", "指标体系", f"F{first}") in found(evaluation)
    port = open_port(tmp_path / "填.xlsm")
    assert port.read_values("绩效指标", Area(last, 2, 1, 3))[0] == ["E1", "服务群众次数", 4]
    assert "S05" not in {f.kind.code for f in evaluated(tmp_path / "填.xlsm").findings}

    type_into(tmp_path / "加.xlsm", {("指标体系", f"B{added}"): None}, tmp_path / "没有编码.xlsm")
    told = found(filled(tmp_path / "没有编码.xlsm", tmp_path / "填.xlsm"))
    assert {("E71", "指标体系", f"B{added}")} == {one for one in told if one[0] in ("E71", "R08", "S05")}
    assert open_port(tmp_path / "填.xlsm").read_values("绩效指标", Area(last, 2, 1, 3))[0] == [None] * 3


def test_a_blank_workbook_has_no_total(blank):
    evaluation = evaluated(blank)
    assert (evaluation.complete, evaluation.grade) == (False, "")
    assert evaluation.unit == ""
    assert {"R20", "S01"} <= {f.kind.code for f in evaluation.findings}


def test_zip_dates_are_kept(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "填好.xlsm").read_bytes())) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
