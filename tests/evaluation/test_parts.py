"""逐项填报: a line for each thing an indicator asks; the old way (是,是,否 in one cell) is still read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from books import filled, snapshot_of, type_into
from faults import address, evaluated_grids, table, told
from good import good_bytes
from jixiao.evaluation.scoring.indicators import part_records
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.frameworks.confirming import NOTHING
from jixiao.frameworks.parts import parts_of
from jixiao.values.key import Key

LINES = " ; ".join(f"逐项填报[{n}].完成值" for n in (1, 2, 3, 4))

# A1 预算编制规范性: four 要点 of one point each
ANSWERS = table("""
| 各项 | 完成值 | 得分 | 提示 |
| 是 ; 是 ; 是 ; 是 | 空 | 4 |  |
| 是 ; 否 ; 是 ; 不适用 | 空 | 2.67 |  |
| 否 ; 否 ; 否 ; 否 | 空 | 0 |  |
| 是 ; 是 ; 空 ; 是 | 空 | 空 | S01@逐项填报[3].完成值 |
| 空 ; 空 ; 空 ; 空 | 是,是,否,是 | 3 |  |
| 是 ; 是 ; 否 ; 是 | 是,是,否,是 | 3 |  |
| 是 ; 是 ; 是 ; 是 | 是,是,否,是 | 空 | S02@F6 |
| 空 ; 空 ; 空 ; 空 | 空 | 空 | S01@逐项填报[1].完成值 |
| 是 ; 是 ; 是 ; 好 | 空 | 空 | S02@逐项填报[4].完成值 |
| 空 ; 空 ; 空 ; 空 | 是,是,是 | 空 | S02@F6 |
""")


@pytest.mark.parametrize(("lines", "whole", "points", "told_at"), ANSWERS)
def test_lines_and_the_one_cell(lines, whole, points, told_at):
    evaluation = evaluated_grids("绩效指标", f"{LINES} ; F6", f"{lines} ; {whole}")
    assert evaluation.lines[0].points == (None if points == "空" else Decimal(points))
    found = {(code, cell) for code in ("S01", "S02") for code, _, cell in told(evaluation, code)}
    code, _, cell = told_at.partition("@")
    assert found == ({(code, address("绩效指标", cell)[1])} if told_at else set())


def test_what_is_wrong_with_lines_is_said():
    both = evaluated_grids("绩效指标", f"{LINES} ; F6", "是 ; 是 ; 是 ; 是 ; 是,是,否,是")
    assert [f.wrong for f in both.findings if f.kind.code == "S02"] == [
        "预算编制规范性：“完成值”填了“是,是,否,是”，“逐项填报”里填的是“是,是,是,是”，只能留一处。"
    ]
    blank = evaluated_grids("绩效指标", f"{LINES} ; F6", "是 ; 空 ; 是 ; 空 ; 空")
    assert [f.wrong for f in blank.findings if f.kind.code == "S01"] == [
        "预算编制规范性还不能评分：“逐项填报”第 2、4 项还没有填。"
    ]


CODES = table("""
| 改成的编码 | 提示 |
| A1-1 |  |
| A1-2 | E70 E70 S01 |
| A1-9 | S06 S01 |
| X1-1 | S06 S01 |
""")


@pytest.mark.parametrize(("code", "told_codes"), CODES)
def test_a_line_belongs_to_the_indicator_of_its_code(code, told_codes):
    """A changed code leaves its indicator without a line: nothing is taken from the others by position."""
    evaluation = evaluated_grids("绩效指标", f"逐项填报[1] ; {LINES} ; F6", f"{code} ; 是 ; 是 ; 是 ; 是 ; 空")
    found = sorted(f.kind.code for f in evaluation.findings if f.kind.code in ("E70", "S06", "S01"))
    assert found == sorted(told_codes.split())
    assert (evaluation.lines[0].points is None) == bool(told_codes)


def test_indicators_that_ask_for_one_thing_have_no_lines():
    framework = load_framework(SAMPLE)
    assert {i.code: len(parts_of(i)) for i in framework.indicators if parts_of(i)} == {
        "A1": 4, "A3": 3, "A4": 4, "C2": 4, "C3": 2
    }  # fmt: skip


def test_a_line_says_what_to_type():
    first = load_framework(SAMPLE).indicators[0]
    text = "①预算执行率≥90%，得2分；②每发生一次违规扣1分，扣完为止（2分）。"
    lines = parts_of(replace(first, criterion_text=text, confirmation=NOTHING))
    checks = parts_of(first)
    assert (checks[0].code, checks[0].asked.filling) == ("A1-1", "填 是、否 或 不适用")
    assert all(line.asked.filling for line in lines)


def test_a_press_adds_the_lines_of_a_changed_criterion(tmp_path):
    """A2 gets a list of two: its lines stand on the free rows of 逐项填报, and answering them scores."""
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    indicator, answer = snapshot.tables["指标体系"][1], snapshot.tables["绩效指标"][1]
    text = "①依法编制，2分；②收支完整，2分；③口径一致，1分。"
    cells = {
        label: snapshot.places[indicator.key.at(label)].cell for label in ("指标值", "评分标准", "计分规则", "确认")
    }
    changes = dict.fromkeys(cells, None) | {"评分标准": text}
    type_into(path, {("指标体系", cells[label]): value for label, value in changes.items()}, path)
    filled(path, path)
    snapshot = snapshot_of(path)
    records = {record.label: record for record in snapshot.tables["逐项填报"]}
    assert [records[f"A2-{n}"].text("要点") for n in (1, 2, 3)] == ["依法编制", "收支完整", "口径一致"]
    assert snapshot.tables["绩效指标"][1].label == answer.label == "A2"
    places = [snapshot.places[records[f"A2-{n}"].key.at("完成值")] for n in (1, 2, 3)]
    type_into(path, {(p.sheet, p.cell): value for p, value in zip(places, ("是", "否", "是"), strict=True)}, path)
    assert filled(path, path).lines[1].points == 3


def test_the_value_is_the_lines_joined():
    evaluation = evaluated_grids("绩效指标", f"{LINES} ; F6", "是 ; 否 ; 是 ; 是 ; 空")
    assert evaluation.lines[0].value == "是,否,是,是"


SWAPPED = ("逐项填报[1] ; 逐项填报[2]", "A1-2 ; A1-1")
WITH_TEXT = ("逐项填报[1].要点 ; 逐项填报[2].要点", "落实增收节支、量入为出 ; 依法编制预算，不出赤字")


def test_rows_are_matched_by_code_not_by_place():
    """Sorted lines carry their 要点 along; a code that was only typed over another one's 要点 answers nothing."""
    answers = (f"{LINES} ; F6", "否 ; 是 ; 是 ; 是 ; 空")
    cells, values = zip(SWAPPED, WITH_TEXT, answers, strict=True)
    assert evaluated_grids("绩效指标", " ; ".join(cells), " ; ".join(values)).lines[0].value == "是,否,是,是"
    cells, values = zip(SWAPPED, answers, strict=True)
    assert evaluated_grids("绩效指标", " ; ".join(cells), " ; ".join(values)).lines[0].points is None


def test_no_lines_where_some_are_missing(tmp_path):
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    first = load_framework(SAMPLE).indicators[0]
    assert [record.label for record in part_records(snapshot, first)] == ["A1-1", "A1-2", "A1-3", "A1-4"]


def lines_after(path, *changes):
    """The lines of 逐项填报 after a press: (编码, 要点, 完成值)."""
    for _, key, value in changes:
        place = snapshot_of(path).places[Key.parse(key)]
        type_into(path, {(place.sheet, place.cell): value}, path)
    evaluation = filled(path, path)
    records = snapshot_of(path).tables["逐项填报"]
    return evaluation, [(r.label, r.text("要点"), r.text("完成值")) for r in records]


def test_an_answer_given_to_another_question_answers_nothing(tmp_path):
    """The second 要点 of A1 is rewritten: its answer stays, under 原A1-2, and the new question has a line of its own."""
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    text = snapshot_of(path).tables["指标体系"][0].text("评分标准")
    changed = text.replace("落实增收节支、量入为出", "收支平衡")
    assert changed != text
    rule = (("指标体系", "指标体系[1].计分规则", None), ("指标体系", "指标体系[1].确认", None))
    answers = [("绩效指标", f"逐项填报[{n}].完成值", "是") for n in (1, 2, 3, 4)]
    lines_after(path, *answers, ("绩效指标", "绩效指标[1].完成值", None))
    evaluation, lines = lines_after(path, ("指标体系", "指标体系[1].评分标准", changed), *rule)
    assert evaluation.lines[0].points is None
    assert ("原A1-2", "落实增收节支、量入为出", "是") in lines
    assert ("A1-2", "收支平衡", "") in lines
    assert [line for line in lines if line[0] == "A1-1"] == [("A1-1", "依法编制预算，不出赤字", "是")]
    told_codes = {f.kind.code for f in filled(path, path).findings}
    assert "S06" in told_codes
    number = [line[0] for line in lines].index("A1-2") + 1
    evaluation, again = lines_after(path, ("绩效指标", f"逐项填报[{number}].完成值", "否"))
    assert evaluation.lines[0].points == 3
    assert ("原A1-2", "落实增收节支、量入为出", "是") in again
