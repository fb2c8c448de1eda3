"""A further import: nothing that was typed is lost, nothing is replaced before somebody agreed."""

from datetime import datetime

import pytest
from pasting import RESULT, answers, block, indicators, paste, type_in

from books import snapshot_of
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.engines import FormulaInTheWay
from jixiao.press import importing
from jixiao.press.importing import run as importing_run

NOW = datetime(2026, 11, 25, 9, 30)
HEAD = ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "目标值"]
FIRST = [
    HEAD,
    ["投入", "预算", "预算完成率", 60, "达到目标值得60分，每低于1个百分点扣2分，扣完为止。", "≥95%"],
    ["投入", "预算", "资金结余", 40, "无结余得40分；有结余不得分。", None],
]
SECOND = [
    HEAD,
    ["过程", "管理", "制度健全", 30, "健全得30分，否则不得分。", None],
    ["过程", "预算", "预算完成率", 70, "达到目标值得70分，每低于1个百分点扣2分，扣完为止。", "≥98%"],
]


def press(path, **choices):
    return press_file(action_named("import"), path, NOW, **choices).done


def cell_of(path, code, column):
    """The cell of 绩效指标 in a code's row."""
    read = snapshot_of(path)
    record = next(record for record in read.tables["绩效指标"] if record.label == code)
    return read.places[record.key.at(column)].cell


def typed(path, code, column, value):
    type_in(path, "绩效指标", cell_of(path, code, column), value)


def codes(path):
    return [record.label for record in snapshot_of(path).tables["绩效指标"]]


def former(path):
    """The texts below the account, row by row, without blanks."""
    rows = [[cell for cell in row if cell] for row in block(path, RESULT)]
    start = next((n for n, row in enumerate(rows) if row and row[0].startswith("换下来的指标")), len(rows))
    return [row for row in rows[start + 1 :] if row]


@pytest.fixture
def first(tmp_path, blank):
    """A workbook into which FIRST was imported."""
    path = paste(blank, tmp_path / "自评.xlsm", FIRST)
    assert not press(path).blocked
    return path


def test_the_list_that_came_with_the_program_is_not_worth_asking(first):
    assert [one[2] for one in indicators(first)] == ["预算完成率", "资金结余"]
    assert former(first) == []


def test_the_same_table_again_changes_nothing(first):
    done = press(first)
    assert (done.told.splitlines()[0], done.blocked) == ("《指标体系》已经是这张评分表，没有改动。", False)
    before = first.read_bytes()
    press(first)
    assert first.read_bytes() == before


def test_another_table_asks_first_and_keeps_the_former_list(first):
    path = paste(first, first, SECOND)
    done = press(path)
    assert done.blocked
    assert "《指标体系》现有的 2 个指标会被换下来（留在本表最下面）" in done.told
    assert [one[2] for one in indicators(path)] == ["预算完成率", "资金结余"]
    type_in(path, RESULT, "B5", "是")
    assert not press(path).blocked
    assert [one[2:] for one in indicators(path)] == [("制度健全", "30"), ("预算完成率", "70")]
    assert [row[1:6] for row in former(path)] == [
        ["编码", "一级指标", "三级指标", "分值", "评分标准"],
        ["体系名称", "导入的评分表"],
        ["换下", "A1.1", "投入", "预算完成率", "60"],
        ["换下", "A1.2", "投入", "资金结余", "40"],
    ]
    assert former(path)[2][6] == "达到目标值得60分，每低于1个百分点扣2分，扣完为止。"


def test_former_lists_pile_up_the_newest_first(first):
    path = paste(first, first, SECOND)
    press(path, replace=True)
    path = paste(path, path, FIRST)
    press(path, replace=True)
    names = [row[4] for row in former(path) if row[1] == "换下"]
    assert names == ["制度健全", "预算完成率", "预算完成率", "资金结余"]
    type_in(path, "粘贴评分表", "A2", "附件")  # an account that is rewritten doesn't shorten the list
    press(path)
    assert [row[4] for row in former(path) if row[1] == "换下"] == names


def test_answers_stay_with_the_name_and_go_by_no_code(first):
    """| 预算完成率 is A1.1 before and A2.1 after | 资金结余 is gone; A1.2 is nobody's | typed cells stay where they are |"""
    typed(first, "A1.1", "完成值", "97%")
    typed(first, "A1.2", "佐证材料", "决算报表")
    place = cell_of(first, "A1.1", "完成值")
    path = paste(first, first, SECOND)
    done = press(path)
    assert "《绩效指标》有 1 行填过的内容对不上新指标，会留在原行，编码写成“原A1.2：资金结余”这样" in done.told
    done = press(path, replace=True)
    assert not done.blocked
    assert codes(path) == ["A2.1", "原A1.2：资金结余", "A1.1"]
    assert answers(path, "完成值")["A2.1"] == "97%"
    assert cell_of(path, "A2.1", "完成值") == place
    assert answers(path, "佐证材料") == {"A2.1": "", "原A1.2：资金结余": "决算报表", "A1.1": ""}


def test_a_target_that_was_typed_is_not_overwritten(first):
    """FIRST printed ≥95 %, which stands there as if typed; SECOND prints ≥98 %."""
    path = paste(first, first, SECOND)
    done = press(path, replace=True)
    assert "已填目标值“≥95%”，评分表上是“≥98%”，没有改。" in done.told
    assert answers(path, "目标值") == {"A2.1": "≥95%", "A1.1": ""}


def test_a_target_alone_goes_below_with_its_indicator(first):
    """Else every target that an import brought would stay behind as a row of its own."""
    path = paste(first, first, [HEAD, ["过程", "管理", "制度健全", 100, "健全得100分，否则不得分。", None]])
    press(path, replace=True)
    assert codes(path) == ["A1.1"]
    assert answers(path, "目标值") == {"A1.1": ""}
    assert former(path)[0][-1] == "目标值"
    assert former(path)[2][-1] == "≥95%"


def test_a_target_typed_into_a_fresh_workbook_is_asked_about(tmp_path, blank):
    path = paste(blank, tmp_path / "自评.xlsm", FIRST)
    code = codes(path)[0]
    typed(path, code, "目标值", "95%")
    assert press(path).blocked
    assert not press(path, replace=True).blocked
    assert "95%" in next(row for row in former(path) if row[2] == code)


def test_kept_answers_find_their_indicator_again(first):
    typed(first, "A1.2", "佐证材料", "决算报表")
    path = paste(first, first, SECOND)
    press(path, replace=True)
    path = paste(path, path, FIRST)
    press(path, replace=True)
    assert answers(path, "佐证材料")["A1.2"] == "决算报表"


def test_what_the_table_says_nothing_of_stays_with_the_same_indicator(first):
    """A 指标值 that somebody added by hand."""
    read = snapshot_of(first)
    record = read.tables["指标体系"][0]
    type_in(first, "指标体系", read.places[record.key.at("指标值")].cell, "在职人员数 / 编制数")
    path = paste(first, first, [*FIRST[:2], ["投入", "预算", "资金结余率", 40, "无结余得40分；有结余不得分。", None]])
    press(path, replace=True)
    assert [r.text("指标值") for r in snapshot_of(path).tables["指标体系"]] == ["在职人员数 / 编制数", ""]


def many(count):
    weight = 100 / count
    criterion = "完成得满分，否则不得分。"
    return [HEAD, *[["投入", "预算", f"指标{n}", weight, criterion, None] for n in range(1, count + 1)]]


@pytest.mark.parametrize(("count", "fits"), [(40, True), (80, False)])
def test_a_table_longer_than_the_sheet_says_how_many_rows_to_insert(tmp_path, blank, count, fits):
    path = paste(blank, tmp_path / "自评.xlsm", many(count))
    done = press(path)
    assert done.blocked is not fits
    assert len(indicators(path)) == (count if fits else 22)
    if not fits:
        assert "个指标，评分表有 80 个。请右键点《指标体系》“表末”行的行号，插入 28 行" in done.told
        assert block(path, RESULT)[4][2] == "没有导入"


def test_rows_of_a_shorter_table_leave_nothing_of_the_longer_one(tmp_path, blank):
    path = paste(blank, tmp_path / "自评.xlsm", many(40))
    press(path)
    path = paste(path, path, FIRST)
    press(path, replace=True)
    assert len(indicators(path)) == len(codes(path)) == 2
    texts = [cell for row in block(path, RESULT)[8:] for cell in row[:9] if cell]
    assert texts.count("指标40") == 1, "in the list that was replaced, no longer in the account"


def test_a_formula_in_the_list_stops_it_before_anything_is_written(first):
    read = snapshot_of(first)
    record = read.tables["指标体系"][1]
    cell = read.places[record.key.at("口径")].cell
    type_in(first, "指标体系", cell, "=1+1")
    path = paste(first, first, SECOND)
    done = press(path, replace=True)
    assert f"《指标体系》{cell} 填的是公式，不能覆盖。" in done.told
    assert [one[2] for one in indicators(path)] == ["预算完成率", "资金结余"]


def test_a_press_that_breaks_off_has_the_former_list_on_the_sheet(first, monkeypatch):
    """On an open workbook, where there is no backup."""
    from jixiao.engines import open_book
    from jixiao.press.reading import read_grids

    path = paste(first, first, SECOND)
    book = open_book(path)
    real = importing_run.write

    def breaking(book, blocks):
        if blocks[0].sheet != RESULT:
            raise FormulaInTheWay("停")
        real(book, blocks)

    monkeypatch.setattr(importing_run, "write", breaking)
    with pytest.raises(FormulaInTheWay):
        importing.import_pasted(book, read_grids(book), NOW, replace=True)
    rows = book.sheets[RESULT].used_range.options(ndim=2, err_to_str=True).value
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert "没有写完" in texts
    assert "资金结余" in texts
    book.close()


def test_a_workbook_of_an_older_template_says_so(tmp_path, blank):
    import openpyxl

    from jixiao.engines import UnusableWorkbook

    book = openpyxl.load_workbook(blank, keep_vba=True)
    del book["导入结果"]
    book.save(tmp_path / "旧.xlsm")
    with pytest.raises(UnusableWorkbook, match="工作簿里没有《导入结果》，是旧版模板，或者被删掉了"):
        press(tmp_path / "旧.xlsm")
