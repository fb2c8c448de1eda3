"""校验结果 tells what to do first, and once: blank cells in one line a sheet, what only follows from one behind it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import evaluated, filled, type_into
from faults import evaluated_grids, ids, table, told
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.evaluation.listing import Line
from jixiao.findings import Place, Severity, kind_of
from jixiao.forms.outputs import EACH_CELL, FINDING_TABLE
from jixiao.press.run import look_into
from jixiao.values.address import a1

CARRY_OVER = "三公及资产"
WAITING = table("""
| 改动 | 表 | 格 | 填入 | 期望 |
| 执行数空着，合计对不上 | 支出预算 | F9 | 空 | R29@F9 + C21@F12 C22@D26 C24@D33 C29@C37 C27@三公及资产!C32 F68@基本信息!C37 |
| 空着的不在这一列，仍单列 | 支出预算 | F9 ; C12 | 空 ; 1 | R29@F9 + C21@F12 C22@D26 C24@D33 C29@C37 C27@三公及资产!C32 F68@基本信息!C37 / C21@C12 |
| 填错的不是没填，各列各的 | 支出预算 | F9 | 1 | C21@F12 / C22@D26 / C24@D33 / C29@C37 / C27@三公及资产!C32 |
| 不能用的也是起因 | 支出预算 | F9 | 约十万 | R01@F9 + C21@F12 C22@D26 C24@D33 C29@C37 C27@三公及资产!C32 F68@基本信息!C37 |
| 编制数空着，控制率算不出 | 人员情况 | C10 | 空 | R20@C10 + B11@C15 B15@D14 F68@基本信息!C37 F69@文字材料!C14 |
| 三公答没有，填了十二格 | 三公及资产 | 基本信息!C8 | 没有 | A16@C8 |
| 编制数是负数 | 人员情况 | C10 | -3 | B20@C10 + B11@C15 B14@D10 B15@D14 F68@基本信息!C37 F69@文字材料!C14 |
| 年初预算空着，调整数填了 | 收入预算 | C6 | 空 | R29@C6 + C23@C12 C23@E12 C30@I11 C30@I6 C34@G11 E59@绩效指标!H10 F68@基本信息!C37 |
| 预算执行写文字，指标没有值 | 支出预算 | F7 | 二十万左右 | R01@F7 + C21@F12 C22@D26 C24@D33 C27@三公及资产!C32 C29@C37 S01@绩效指标!B13 |
""")


def shown(line, sheet):
    """R29@F9 + C21@F12 …: the line's own finding, then those that wait for it; other sheets by name."""

    def one(finding):
        own = finding.place.sheet == sheet
        return f"{finding.kind.code}@{finding.place.cell if own else f'{finding.place.sheet}!{finding.place.cell}'}"

    waiting = sorted(one(finding) for finding in line.waiting)
    return " + ".join([one(line.finding), *([" ".join(waiting)] if waiting else [])])


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), WAITING, ids=ids(WAITING))
def test_what_follows_from_a_blank_cell_waits_behind_it(name, sheet, cells, values, due):
    evaluation = evaluated_grids(sheet, cells, values)
    lines = {shown(line, sheet) for line in evaluation.listing if line.finding.kind.code[0] in "RABC"}
    wanted = [part.strip() for part in due.split(" / ")]
    wanted = {" + ".join([one, " ".join(sorted(more.split()))]) if more else one
              for one, _, more in (part.partition(" + ") for part in wanted)}  # fmt: skip
    assert {line for line in lines if line.split("@")[0] in due} >= wanted, lines


def test_a_new_workbook_has_one_line_a_sheet_and_the_cells_are_still_tinted(blank, tmp_path):
    evaluation = filled(blank, tmp_path / "校验过.xlsm")
    sheets = [line.finding.place.sheet for line in evaluation.listing]
    assert sheets == list(dict.fromkeys(sheets)) == [
        "基本信息", "人员情况", "收入预算", "支出预算", "三公及资产", "重点工作", "绩效指标", "文字材料",
    ]  # fmt: skip
    assert len(evaluation.findings) > 50
    port = open_port(tmp_path / "校验过.xlsm")
    keys = port.read_values("校验结果", Area(FINDING_TABLE.first, FINDING_TABLE.column("键"), 60, 1))
    blanks = {f"{f.place.sheet}!{f.place.cell}" for f in evaluation.findings if f.kind.code == "R20"}
    assert blanks <= {row[0] for row in keys}
    texts = port.read_values("校验结果", Area(FINDING_TABLE.first, FINDING_TABLE.column("问题和怎么办"), 9, 1))
    assert texts[1][0].startswith("还差 8 项没有填：行政编制数、")
    assert [sheet for sheet, (text,) in zip(sheets, texts, strict=False) if "数量为零的填 0" in text] == [
        "基本信息", "人员情况", "收入预算", "支出预算", "三公及资产",
    ]  # fmt: skip
    assert texts[8][0] is None


def test_one_blank_cell_says_its_own_sentence():
    line = next(line for line in evaluated_grids(CARRY_OVER, "C31", "空").listing if line.finding.kind.code == "R20")
    assert (line.wrong, line.others) == ("上年结转结余没有填（数量为零的填 0）。", ())


def test_several_blank_cells_are_named_and_the_rest_counted():
    names = " ; ".join(f"C{row}" for row in (12, 14, 16, *range(20, 42, 2)))
    evaluation = evaluated_grids("文字材料", names, " ; ".join(["空"] * 14))
    line = next(line for line in evaluation.listing if line.finding.place.sheet == "文字材料")
    assert line.wrong.startswith("还差 10 项没有填：主要职责、")
    assert "存在问题。另有 1 条可能由此引起，改好后再查：扣了分，没有写存在问题。" in line.wrong
    assert line.remedy == "请点左边的“→”跳过去补填。"


BLANKS = table("""
| 空着的 | 表 | 格 | 怎么说 |
| 一个数 | 人员情况 | C19 | 雇员人数没有填（数量为零的填 0）。请补填。 |
| 一段文字 | 文字材料 | C12 | 主要职责没有填。请补填。 |
| 一个日期 | 基本信息 | C20 | 填报日期没有填。请补填。 |
| 两个数 | 人员情况 | C19 ; C20 | 还差 2 项没有填：雇员人数、离退休人数。请点左边的“→”跳过去补填（数量为零的填 0）。 |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "told"), BLANKS, ids=ids(BLANKS))
def test_zero_is_spoken_of_where_numbers_are_asked_for(name, sheet, cells, told):
    evaluation = evaluated_grids(sheet, cells, " ; ".join("空" for _ in cells.split(" ; ")))
    line = next(line for line in evaluation.listing if line.finding.place.sheet == sheet and line.finding.lacks)
    assert f"{line.wrong.partition('另有')[0]}{line.remedy}" == told


def test_each_blank_cell_is_listed_on_request(blank, tmp_path):
    type_into(blank, {("校验结果", a1(*EACH_CELL)): "是"}, tmp_path / "逐格.xlsm")
    evaluation = evaluated(tmp_path / "逐格.xlsm")
    assert [line.finding for line in evaluation.listing] == list(evaluation.findings)
    assert not any(line.others or line.waiting for line in evaluation.listing)
    type_into(blank, {("校验结果", a1(*EACH_CELL)): "否"}, tmp_path / "合并.xlsm")
    assert len(evaluated(tmp_path / "合并.xlsm").listing) < len(evaluation.listing)


AUTOMATIC = table("""
| 空白 | 表 | 格 | 填入 | 期望 |
| S10 取数的格子空着 | 人员情况 | C10 ; C11 ; C12 ; C13 | 空 ; 空 ; 空 ; 空 | S10@C10 |
| S11 清单空着 | 重点工作 | *清单 | *空 | S11@B6 |
""")
LISTED = " ; ".join(f"{column}{row}" for row in range(6, 14) for column in "BCDEF")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), AUTOMATIC, ids=ids(AUTOMATIC))
def test_an_automatic_indicator_points_to_what_is_blank(name, sheet, cells, values, due):
    if cells == "*清单":
        cells, values = LISTED, " ; ".join(["空"] * len(LISTED.split(" ; ")))
    code, _, cell = due.partition("@")
    assert (code, sheet, cell) in told(evaluated_grids(sheet, cells, values), code)


def test_what_somebody_answered_keeps_its_line(typed, tmp_path):
    """A C38 hint follows from blank carry-over; answered, it stands on its own."""
    path = typed({})
    evaluation = filled(path, path)
    assert "C38" in {one.kind.code for line in evaluation.listing for one in line.waiting}
    type_into(path, {("校验结果", a1(*EACH_CELL)): "是"}, path)
    filled(path, path)
    port = open_port(path)
    codes = port.read_values("校验结果", Area(FINDING_TABLE.first, FINDING_TABLE.column("编号"), 20, 1))
    row = FINDING_TABLE.first + [code[0] for code in codes].index("C38")
    answer = ("校验结果", a1(row, FINDING_TABLE.column("处理说明")))
    type_into(path, {answer: "经核对，收支确实相等", ("校验结果", a1(*EACH_CELL)): "否"}, path)
    line = next(line for line in evaluated(path).listing if line.finding.kind.code == "C38")
    assert (line.finding.answer, line.finding.is_answered) == ("经核对，收支确实相等", True)


CELLS = [
    *(("人员情况", cell) for cell in ("C10", "D10", "C11", "C15", "C19", "C20", "C22")),
    *(("收入预算", cell) for cell in ("C6", "F6", "F10", "F12", "C15")),
    *(("支出预算", cell) for cell in ("C6", "F6", "F7", "F9", "F12", "C12", "D33", "C37")),
    *(("三公及资产", cell) for cell in ("C31", "C32", "C33", "D9", "E9")),
    *(("重点工作", cell) for cell in ("B6", "C6")),
]
VALUES = st.sampled_from(["空", "0", "1", "99999", "约十万", "31"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(CELLS), VALUES, min_size=1, max_size=8))
def test_every_finding_is_in_exactly_one_line(changes):
    """Whatever is blank or wrong together: nothing is dropped, doubled or hidden behind something less bad."""
    cells = " ; ".join(f"{sheet}!{cell}" for sheet, cell in changes)
    evaluation = evaluated_grids("人员情况", cells, " ; ".join(changes.values()))
    stood_for = [finding for line in evaluation.listing for finding in line.findings]
    assert sorted(map(str, stood_for)) == sorted(map(str, evaluation.findings))
    for line in evaluation.listing:
        assert all(line.finding.kind.severity <= one.kind.severity for one in (*line.others, *line.waiting))
        assert not any(one.answer for one in (*line.others, *line.waiting))
        assert {one.place.sheet for one in line.others} <= {line.finding.place.sheet}
    heads = [line.finding for line in evaluation.listing]
    assert heads == [finding for finding in evaluation.findings if finding in heads]
    assert evaluation.blocked == (evaluation.lines_of(Severity.ERROR) > 0)


def test_the_next_step_is_a_link_to_the_first_blank_cell(blank, tmp_path):
    filled(blank, tmp_path / "校验过.xlsm")
    port = open_port(tmp_path / "校验过.xlsm")
    links = [cell for row in port.read_formulas("首页", Area(13, 2, 1, 6)) for cell in row if cell]
    assert links == ['=HYPERLINK("#\'基本信息\'!C14","→ 《基本信息》还差 5 项，从 C14 填起")']


STEPS = table("""
| 情形 | 表 | 格 | 填入 | 期望 |
| 没有填的在先 | 三公及资产 | C31 | 空 | → 《三公及资产》还差 1 项，从 C31 填起 |
| 然后是错误 | 支出预算 | F12 | 1 | → 改正《支出预算》F12；全部错误见《校验结果》 |
| 然后是提醒 | 三公及资产 | C26 | 2024.05 | → 核对《三公及资产》C26；属实的，在《校验结果》写处理说明 |
| 都没有了 | 人员情况 | C10 | 12 | → 核对《评分表》和《汇总》，再按【导出报送件】 |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), STEPS[:3], ids=ids(STEPS[:3]))
def test_the_next_step_in_words(name, sheet, cells, values, due):
    from jixiao.press.home_sheet import home_block

    row = home_block(evaluated_grids(sheet, cells, values)).rows[1]
    assert row[-1].caption == due


def test_the_last_step(tmp_path):
    from good import NAME, good_bytes

    (tmp_path / NAME).write_bytes(good_bytes())
    result = look_into(tmp_path / NAME)
    home = next(block for block in result.blocks if block.sheet == "首页")
    assert home.rows[1][-1].caption == STEPS[3][4]


def test_two_that_lack_the_same_say_it_once():
    """S10 of two indicators that need the same blank cell: joined, and in the words of the first."""
    kind = kind_of("S10")
    one, other = (
        replace(kind.at("编制数", items="行政编制数", name=name), place=Place("人员情况", 10, 3))
        for name in ("甲", "乙")
    )
    line = Line(one, (other,))
    assert line.wrong == one.wrong != ""
    assert line.remedy == kind.remedy


@given(st.lists(st.sampled_from(CELLS), min_size=1, max_size=10, unique=True), st.sampled_from(["空", "-1"]))
@settings(max_examples=30, deadline=None)
def test_no_line_is_without_words(cells, value):
    by_sheet = {}
    for sheet, cell in cells:
        by_sheet.setdefault(sheet, []).append(cell)
    sheet, own = next(iter(by_sheet.items()))
    places = own + [f"{other}!{cell}" for other, others in by_sheet.items() if other != sheet for cell in others]
    evaluation = evaluated_grids(sheet, " ; ".join(places), " ; ".join([value] * len(places)))
    assert all(line.wrong and line.remedy for line in evaluation.listing)
