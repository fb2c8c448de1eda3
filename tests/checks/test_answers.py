"""处理说明: an answer counts while its cell holds what it held; then it stays visible and no longer counts."""

import json

import pytest

from books import evaluated, filled, run, type_into
from good import NAME, good_bytes
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.findings import Severity
from jixiao.forms.outputs import FINDING_TABLE, PROGRESS, STATE_LEFT, STATE_ROW
from packages import insert_rows

WARNING = ("三公及资产", "C26")  # A07: 2024.05 万元 looks like a year


@pytest.fixture
def pressed(tmp_path):
    """The good workbook with one warning, pressed once."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {WARNING: 2024.05}, path)
    filled(path, path)
    return path


def rows(path):
    area = Area(FINDING_TABLE.first, FINDING_TABLE.left, 12, len(FINDING_TABLE.columns))
    labels = [column.label for column in FINDING_TABLE.columns]
    read = open_port(path).read_values("校验结果", area)
    read = [dict(zip(labels, row, strict=True)) for row in read]
    return [row for row in read if row["编号"]]


def answer(path, text, row=0):
    cell = f"{'ABCDEFGHIJKL'[FINDING_TABLE.column('处理说明') - 1]}{FINDING_TABLE.first + row}"
    type_into(path, {("校验结果", cell): text}, path)


def state(path):
    return open_port(path).read_values("首页", Area(STATE_ROW, STATE_LEFT, 1, 6))[0]


def test_an_answered_warning_is_listed_but_no_longer_open(pressed):
    assert state(pressed)[1] == 1
    answer(pressed, "确为账面原值，与资产年报一致")
    evaluation = filled(pressed, pressed)
    assert (evaluation.count(Severity.WARNING), evaluation.answered) == (0, 1)
    row = rows(pressed)[0]
    assert (row["级别"], row["编号"], row["处理说明"]) == ("已说明", "A07", "确为账面原值，与资产年报一致")
    assert state(pressed)[:3] == [0, 0, 0]
    step = open_port(pressed).read_formulas("首页", Area(STATE_ROW, STATE_LEFT + 5))[0][0]
    assert step == '=HYPERLINK("#\'评分表\'!A1","→ 核对《评分表》和《汇总》，再按【导出报送件】")'
    progress = open_port(pressed).read_values("首页", Area(PROGRESS.first, PROGRESS.left, PROGRESS.rows, 6))
    assert next(line for line in progress if line[0] == "三公及资产" or "三公" in str(line))[4] == 0


def test_it_survives_any_number_of_presses_and_the_file_stays_the_same(pressed):
    answer(pressed, "与资产年报一致")
    filled(pressed, pressed)
    before = pressed.read_bytes()
    filled(pressed, pressed)
    assert pressed.read_bytes() == before


def test_it_stops_counting_when_the_cell_changes_and_stays_visible(pressed):
    answer(pressed, "与资产年报一致")
    filled(pressed, pressed)
    type_into(pressed, {WARNING: 2023.11}, pressed)
    for _ in range(2):  # pressing again does not make an old answer good
        evaluation = filled(pressed, pressed)
        row = rows(pressed)[0]
        assert (row["级别"], row["处理说明"]) == ("提醒", "与资产年报一致")
        outdated = "这一格的内容改过了，原来的处理说明不再算数：请改正，或重写处理说明。"
        assert row["问题和怎么办"].endswith("\n" + outdated)
        assert evaluation.count(Severity.WARNING) == 1
    answer(pressed, "再次核对，与资产年报一致")
    assert filled(pressed, pressed).count(Severity.WARNING) == 0


def test_an_answer_written_before_the_cell_was_changed_does_not_count(pressed):
    answer(pressed, "与资产年报一致")
    type_into(pressed, {WARNING: 2023.11}, pressed)
    assert filled(pressed, pressed).count(Severity.WARNING) == 1


def test_putting_the_cell_back_does_not_revive_the_answer_unseen(pressed):
    answer(pressed, "与资产年报一致")
    filled(pressed, pressed)
    type_into(pressed, {WARNING: 620}, pressed)
    assert filled(pressed, pressed).findings == ()
    assert [row["级别"] for row in rows(pressed)] == ["已消除"]
    type_into(pressed, {WARNING: 2024.05}, pressed)
    assert filled(pressed, pressed).answered == 1  # same code, same content: the answer is about exactly this


def test_an_answer_in_a_row_without_a_mark_counts_from_then_on(pressed):
    """A row written before there were marks, or whose hidden columns somebody emptied."""
    answer(pressed, "与资产年报一致")
    mark = f"{'ABCDEFGHIJKLM'[FINDING_TABLE.column('核对') - 1]}{FINDING_TABLE.first}"
    type_into(pressed, {("校验结果", mark): None}, pressed)
    assert filled(pressed, pressed).answered == 1
    type_into(pressed, {WARNING: 2023.11}, pressed)
    assert (filled(pressed, pressed).answered, rows(pressed)[0]["处理说明"]) == (0, "与资产年报一致")


def test_an_answer_follows_its_row(tmp_path):
    """Rows inserted above: another address, the same project and the same figure."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {("重点项目", "F8"): 50.20}, path)
    filled(path, path)
    answer(path, "合同尾款经批准从结余列支")
    insert_rows(path, "重点项目", at=7, count=2)
    evaluation = filled(path, path)
    assert [(f.kind.code, f.place.cell, f.is_answered) for f in evaluation.findings] == [("C26", "F10", True)]


def test_an_error_can_not_be_explained_away(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    type_into(path, {("人员情况", "C22"): 31}, path)
    filled(path, path)
    answer(path, "报表如此")
    evaluation = filled(path, path)
    assert (evaluation.blocked, evaluation.answered) == (True, 0)
    assert rows(path)[0]["级别"] == "错误"


def test_answers_are_in_the_json(pressed):
    answer(pressed, "与资产年报一致")
    filled(pressed, pressed)
    ran = run("evaluate", pressed, "--json")
    assert ran.returncode == 0
    told = json.loads(ran.stdout)["findings"][0]
    assert (told["code"], told["answer"], told["answered"]) == ("A07", "与资产年报一致", True)


def test_rows_inserted_above_the_list_do_no_harm(pressed):
    """校验结果 is locked, but people unlock things: headings are looked for."""
    answer(pressed, "与资产年报一致")
    insert_rows(pressed, "校验结果", at=3, count=2)
    assert evaluated(pressed).answered == 1


def test_an_answer_to_a_finding_that_was_called_otherwise_still_counts(tmp_path):
    """A program before this one listed A14 and A15 as A10: each answer stays with its own finding."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    text = "2024年计划完成，以迎接党的二十大胜利召开为工作主线。"
    type_into(path, {("文字材料", "C32"): text}, path)
    filled(path, path)
    assert [row["编号"] for row in rows(path)] == ["A14", "A15"]
    column = "ABCDEFGHIJKL"[FINDING_TABLE.column("编号") - 1]
    codes = {("校验结果", f"{column}{FINDING_TABLE.first + n}"): "A10" for n in range(2)}
    type_into(path, codes, path)
    answer(path, "原文如此", row=0)
    answer(path, "计划已经完成", row=1)
    evaluation = filled(path, path)
    told = [(f.kind.code, f.answer, f.is_answered) for f in evaluation.findings]
    assert told == [("A14", "原文如此", True), ("A15", "计划已经完成", True)]
    assert evaluation.gone == ()
