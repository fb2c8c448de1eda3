"""导入评分表 on closed files: the pasted table becomes 指标体系, and 导入结果 tells what became of each row."""

from datetime import datetime

import pytest
from pasting import RESULT, SHEET, answers, block, indicators, paste, type_in

from books import found, run, snapshot_of
from issued_tables import ISSUED
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation.fingerprint import fingerprint
from jixiao.press.run import look_into
from score_tables import LEFT, UP

NOW = datetime(2026, 11, 25, 9, 30)
STATE = 4  # row of 导入结果 with the facts, from 0

SMALL = [
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "目标值"],
    ["投入", "预算", "预算完成率", 60, "达到目标值得60分，每低于1个百分点扣2分，扣完为止。", "≥95%"],
    [UP, UP, "资金结余", 40, "无结余得40分；有结余不得分。", None],
    ["合计", LEFT, LEFT, 100, None, None],
    ["注：得分保留两位小数。", LEFT, LEFT, LEFT, LEFT, LEFT],
]


def press(path, **choices):
    return press_file(action_named("import"), path, NOW, **choices).done


def state(path):
    """(确认, 结果, 指标数, 分值合计, 表上的合计, 错误) of 导入结果."""
    return tuple(block(path, RESULT)[STATE][1:7])


def account(path):
    """(成了什么, 编码, 上级, 名称, 分值, 请核对) by row of the source, up to the first blank row."""
    rows = [row[2:8] for row in block(path, RESULT)[8:]]
    end = next((n for n, row in enumerate(rows) if not any(row)), len(rows))
    return [tuple(row) for row in rows[:end]]


def confirm(path):
    type_in(path, RESULT, "B5", "是")


@pytest.fixture
def pasted(tmp_path, blank):
    """Paste rows into a fresh workbook, or into `workbook`."""

    def make(rows, workbook=None, **more):
        return paste(workbook or blank, tmp_path / "自评.xlsm", rows, **more)

    return make


def sheets_below_each_other(name):
    """All sheets of an issued table, one under the other with a blank row between, and its percent cells."""
    sheets, percents, expected, total = ISSUED[name]
    rows = []
    for one in sheets.values():
        rows += [*([[None]] if rows else []), *one]
    return rows, percents, expected, total


@pytest.mark.parametrize("name", ISSUED)
def test_issued_tables_come_in_whole(pasted, name):
    rows, percents, expected, _ = sheets_below_each_other(name)
    path = pasted(rows, percents=percents)
    done = press(path)
    if done.blocked:  # what the table prints doesn't add up: somebody has to look
        assert state(path)[1] == "等您确认"
        assert float(state(path)[5]) > 0
        confirm(path)
        done = press(path)
    assert not done.blocked, done.told
    assert [(*one[:3], one[3]) for one in indicators(path)] == [one[:4] for one in expected]
    assert [target for target in answers(path, "目标值").values() if target] == [one[4] for one in expected if one[4]]


def test_every_row_of_the_source_is_accounted_for(pasted):
    path = pasted(SMALL)
    assert press(path).told.startswith("导入 2 个指标，合计 100 分。")
    assert state(path) == ("", "已导入", "2.0", "100.0", "100，一致", "0.0")
    assert [row[:5] for row in account(path)] == [
        ("表头", "", "", "", ""),
        ("指标", "A1.1", "投入／预算", "预算完成率", "60.0"),
        ("指标", "A1.2", "投入／预算", "资金结余", "40.0"),
        ("合计", "", "", "", ""),
        ("说明", "", "", "", ""),
    ]


def test_what_the_rows_of_the_framework_say(pasted):
    path = pasted([["2024年度评分表", *[LEFT] * 5], *SMALL])
    press(path)
    (first, _) = snapshot_of(path).tables["指标体系"]
    assert first.label == "A1.1"
    assert first.text("评分标准") == "达到目标值得60分，每低于1个百分点扣2分，扣完为止。"
    assert first.text("依据") == "《2024年度评分表》"
    assert snapshot_of(path).text("体系名称") == "2024年度评分表"
    assert answers(path, "目标值") == {"A1.1": "≥95%", "A1.2": ""}


def test_the_press_leaves_nothing_that_shows_the_former_list(pasted):
    """One click: 评分表 and 校验结果 are of the imported list, and a further 校验 finds the same."""
    path = pasted(SMALL)
    press(path)
    texts = [cell for row in block(path, "评分表") for cell in row]
    assert "预算完成率" in texts
    assert "财政供养人员控制率" not in texts
    before = block(path, "校验结果")
    press_file(action_named("validate"), path, NOW)
    assert block(path, "校验结果") == before


def test_weights_shown_as_percent(pasted):
    """| 25 % and 75 % in the cells, 0.25 and 0.75 in the file |"""
    rows = [
        ["一级指标", "三级指标", "权重", "评分标准"],
        ["投入", "甲", 0.25, "完成得25分，否则不得分。"],
        ["投入", "乙", 0.75, "完成得75分，否则不得分。"],
    ]
    path = pasted(rows, percents=[(2, 3), (3, 3)])
    press(path)
    assert [one[3] for one in indicators(path)] == ["25", "75"]


def test_a_third_of_four_levels_is_not_lost(pasted):
    rows = [
        ["一级指标", "二级指标", "三级指标", "四级指标", "分值", "评分标准"],
        ["过程", "预算执行", "预算执行率", "全年执行率", 60, "完成得60分，否则不得分。"],
        [UP, UP, UP, "分季执行率", 40, "完成得40分，否则不得分。"],
    ]
    path = pasted(rows)
    press(path)
    assert [record.text("口径") for record in snapshot_of(path).tables["指标体系"]] == ["上级指标：预算执行率"] * 2


def test_pasted_over_our_line_too(pasted):
    """A whole sheet can only be pasted into A1."""
    path = pasted(SMALL, down=0)
    press(path)
    assert [one[2] for one in indicators(path)] == ["预算完成率", "资金结余"]


def test_an_empty_sheet_says_what_to_do(tmp_path, blank):
    path = tmp_path / "自评.xlsm"
    path.write_bytes(blank.read_bytes())
    done = run("press", "import", path)
    assert done.returncode == 2
    assert "《粘贴评分表》是空的。请打开财政局发的评分表，整张复制，在《粘贴评分表》点 A2 粘贴" in done.stderr
    assert "jixiao new -f" in done.stderr
    assert path.read_bytes() == blank.read_bytes()


FOREIGN = [
    ("工资表", [["姓名", "岗位工资"], ["张三", 3000]]),
    ("文字", [["请各单位于6月30日前报送。"]]),
    ("只有表头", [["一级指标", "三级指标", "分值", "评分标准"]]),
    ("没有分值", [["一级指标", "三级指标", "评分标准"], ["投入", "甲", "完成得分。"]]),
]


@pytest.mark.parametrize(("rows"), [rows for _, rows in FOREIGN], ids=[name for name, _ in FOREIGN])
def test_what_is_no_score_table_changes_nothing(pasted, rows):
    path = pasted(rows)
    before = path.read_bytes()
    with pytest.raises(UnusableWorkbook, match=r"【粘贴评分表】找不到评分表.*《指标体系》没有改动"):
        press(path)
    assert path.read_bytes() == before


DAMAGED = [
    ("合计印错", (3, 3), 99, "I01", "D5"),
    ("分值不是数", (2, 3), "40-60", "I03", "D4"),
    ("没有评分标准", (2, 4), None, "I05", "E4"),
    ("分值是公式", (2, 3), "=30+10", "I15", "D4"),
]


@pytest.mark.parametrize(("at", "value", "code", "cell"), [one[1:] for one in DAMAGED], ids=[one[0] for one in DAMAGED])
def test_a_doubtful_table_is_shown_and_not_imported(pasted, blank, at, value, code, cell):
    rows = [list(row) for row in SMALL]
    rows[at[0]][at[1]] = value
    path = pasted(rows)
    done = press(path)
    assert done.blocked
    assert done.refused
    assert "处错误，导入的可能不对" in done.told
    assert indicators(path) == indicators(blank)
    assert state(path)[:2] == ("", "等您确认")
    told = [row[5] for row in account(path) if row[5].startswith("错误")]
    assert any(one.startswith(f"错误 {cell} ") for one in told), told


def test_a_confirmation_counts_for_what_was_shown_and_for_nothing_else(pasted, blank):
    wrong = [*SMALL[:3], ["合计", LEFT, LEFT, 99, None, None]]
    path = pasted(wrong)
    press(path)
    confirm(path)
    other = [wrong[0], ["投入", "预算", "别的指标", 60, "完成得60分，否则不得分。", None], *wrong[2:]]
    path = pasted(other, path)
    assert press(path).blocked, "another table than the one that was shown"
    assert state(path)[0] == ""
    assert indicators(path) == indicators(blank)
    confirm(path)
    assert not press(path).blocked
    assert [one[2] for one in indicators(path)] == ["别的指标", "资金结余"]


def test_files_need_the_choice_and_errors_are_not_chosen_away(pasted):
    wrong = [*SMALL[:3], ["合计", LEFT, LEFT, 99, None, None]]
    assert press(pasted(wrong), replace=True).blocked


def test_the_command_line(pasted):
    path = pasted(SMALL)
    assert run("press", "校验", path, "--replace").returncode == 2
    done = run("press", "import", path)
    assert done.returncode == 0, done.stderr
    assert "导入评分表完成：导入 2 个指标，合计 100 分。" in done.stdout
    path = pasted([SMALL[0], ["投入", "预算", "新的", 100, "完成得100分，否则不得分。", None]], path)
    done = run("press", "import", path)
    assert done.returncode == 1
    assert "导入评分表没有完成：还没有导入：《指标体系》现有的 2 个指标会被换下来" in done.stderr
    done = run("press", "import", path, "--replace")
    assert done.returncode == 0, done.stderr
    assert [one[2] for one in indicators(path)] == ["新的"]


def test_the_sheets_of_an_import_are_nobodys_entries(pasted, blank):
    """Not read, not in the fingerprint, not filed."""
    path = pasted(SMALL)
    before, after = look_into(blank), look_into(path)
    assert found(before.evaluation) == found(after.evaluation)
    assert fingerprint(before.snapshot, before.evaluation) == fingerprint(after.snapshot, after.evaluation)
    assert not {grid.sheet for grid in after.grids} & {SHEET, RESULT}
