"""分发: who gets what, what a part holds, what is wrong in 分工; and what a button says."""

import email
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from by_script import NOW, Desk, marker_of, typed_in, typed_in_part

from books import snapshot_of, type_into
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.drawing.part_workbook import COVER
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.forms.names import ANSWERS, FINDINGS, OFFICES, PART_MARK
from jixiao.forms.office_sheets import DIVISION, OFFICE_TABLE
from jixiao.new_workbooks.from_last_year import roll_over
from jixiao.offices.handing_out import WrongDivision
from jixiao.offices.merging.model import LABEL
from jixiao.resources import BLANK_NAME, workbook
from jixiao.values.typed import visible

SHEETS = {
    "人事": ["基本信息", "人员情况", "文字材料"],
    "办公室": ["基本信息", "三公及资产", "重点工作", "文字材料"],
    "业务部门": ["重点项目", "重点工作", "绩效指标", "佐证材料", "项目自评1", "项目自评2"],
}


@pytest.fixture
def desk(tmp_path: Path, good: Path) -> Desk:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(good.read_bytes())
    return Desk(path)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    from good import good_bytes

    path = tmp_path / "好.xlsm"
    path.write_bytes(good_bytes())
    return path


def lines_of(path: Path) -> dict[str, int]:
    """Rows of 谁填什么 by sheet and row or first label."""
    port = open_port(path)
    block = port.used_block(OFFICES)
    port.close()
    left, found = DIVISION.left - block.column, dict[str, int]()
    for n, cells in enumerate(block.values, block.row):
        if n >= DIVISION.first and cells[left]:
            row, told = visible(cells[left + 3]).partition("　")[0], visible(cells[left + 5]).partition("、")[0]
            key = f"{visible(cells[left])}／{row or told}"
            found[f"{key}（2）" if key in found else key] = n
    return found


def assign(desk: Desk, given: dict[str, str]) -> None:
    lines = lines_of(desk.main)
    type_into(desk.main, {(OFFICES, f"D{lines[line]}"): office for line, office in given.items()}, desk.main)


def offices_are(desk: Desk, *names: str) -> None:
    rows = {(OFFICES, f"B{OFFICE_TABLE.first + n}"): name for n, name in enumerate(names)}
    type_into(desk.main, rows, desk.main)


def test_each_office_has_its_sheets_and_no_others(desk: Desk) -> None:
    parts = desk.split()
    for office, sheets in SHEETS.items():
        names = openpyxl.load_workbook(parts[office]).sheetnames
        assert names == [COVER, *sheets, FINDINGS, PART_MARK], office


def test_what_others_fill_is_locked_and_grey(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.split()["业务部门"])
    sheet = book["重点项目"]
    assert sheet.protection.sheet
    own, other = sheet["B6"], sheet["C6"]  # 项目名称, 年初预算数
    assert (own.protection.locked, other.protection.locked) == (False, True)
    assert own.fill.fgColor.rgb != other.fill.fgColor.rgb
    assert other.value == 120, "to be seen, not to be changed"
    assert book["绩效指标"]["F6"].protection.locked is False


def test_a_part_has_validation_and_hints(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(desk.split()["人事"])["人员情况"]
    rules = [rule for rule in sheet.data_validations.dataValidation if "C10" in rule.sqref]
    assert [rule.type for rule in rules] == ["whole"]
    assert rules[0].prompt


def test_the_marker_says_whose_it_is(desk: Desk) -> None:
    marker = marker_of(desk.split()["人事"])
    assert (marker.office, marker.number, marker.unit, marker.year) == ("人事", 1, "清江县总工会", 2024)
    assert "行政在职人数" in marker.own_items
    assert "财供人员填报数" not in marker.own_items


def test_several_business_offices_each_with_their_rows(desk: Desk) -> None:
    desk.split()
    offices_are(desk, "财务", "人事", "办公室", "权益部", "宣教部")
    lines = lines_of(desk.main)
    business = {
        line: "宣教部" for line in lines if line.startswith(("绩效指标／", "重点项目／", "重点工作／", "项目自评"))
    }
    assign(desk, {**business, "重点工作／工作任务": "办公室", "重点项目／年初预算数": "财务", "绩效指标／手工得分": "",
                  "佐证材料／材料名称": "宣教部", "重点项目／困难职工帮扶": "权益部", "绩效指标／A1": "权益部"})  # fmt: skip
    parts = desk.split()
    assert set(parts) == {"财务", "人事", "办公室", "权益部", "宣教部"}
    rights = typed_in_part(parts["权益部"]).contents.tables
    assert [row.label for row in rights["重点项目"].rows] == ["困难职工帮扶"]
    assert [row.label for row in rights[ANSWERS].rows] == ["A1"]
    lines = [row.label for row in rights["逐项填报"].rows]
    assert lines
    assert all(line.startswith("A1-") for line in lines)
    others = typed_in_part(parts["宣教部"]).contents.tables
    assert "困难职工帮扶" not in [row.label for row in others["重点项目"].rows]
    assert "A1" not in [row.label for row in others[ANSWERS].rows]
    finance = marker_of(parts["财务"]).base.tables["重点项目"]
    assert {row.label for row in finance.rows} == {
        row.label for row in typed_in(desk.main).contents.tables["重点项目"].rows
    }
    assert all(LABEL not in row.own and "年初预算数" in row.own for row in finance.rows)


def test_a_single_cell_given_to_another_office(desk: Desk) -> None:
    """A line that somebody adds below: the sheet, the label of the cell, who."""
    desk.split()
    last = max(lines_of(desk.main).values())
    added = {"B": "基本信息", "D": "人事", "G": "联系电话"}
    type_into(desk.main, {(OFFICES, f"{column}{last + 1}"): text for column, text in added.items()}, desk.main)
    assert "联系电话" in marker_of(desk.split()["人事"]).own_items


def test_what_is_wrong_in_the_division_is_told_all_at_once(desk: Desk) -> None:
    desk.split()
    offices_are(desk, "财务", "人事", "办公室", "业务部门", "人事")
    lines = lines_of(desk.main)
    first, last = lines["基本信息／有没有下属单位"], max(lines.values())
    wrong = {
        f"D{first}": "纪检室",
        "D7": "不是邮箱",
        f"B{last + 1}": "基本信息",
        f"G{last + 1}": "没有的格",
        f"D{last + 1}": "人事",
    }
    type_into(desk.main, {(OFFICES, cell): text for cell, text in wrong.items()}, desk.main)
    before = sorted(path.name for path in desk.main.parent.rglob("*"))
    with pytest.raises(WrongDivision) as told:
        desk.split()
    for words in (f"D{first}", "“纪检室”", "B10", "写了两次", "D7", "“不是邮箱”", "“没有的格”"):
        assert words in str(told.value)
    assert sorted(path.name for path in desk.main.parent.rglob("*")) == before


def test_without_unit_and_year_nothing_is_handed_out(tmp_path: Path) -> None:
    path = tmp_path / BLANK_NAME
    path.write_bytes(workbook(BLANK_NAME).read_bytes())
    with pytest.raises(UnusableWorkbook, match="单位名称和评价年度"):
        Desk(path).split()


def test_a_draft_for_each_office(desk: Desk) -> None:
    desk.split()
    changes = {"C7": "李主任", "D7": "rsg@example.com", "E7": "2025-03-15"}
    type_into(desk.main, {(OFFICES, cell): text for cell, text in changes.items()}, desk.main)
    part = desk.split()["人事"]
    letter = email.message_from_bytes(part.with_suffix(".eml").read_bytes(), policy=default)
    assert (letter["To"], letter["X-Unsent"]) == ("rsg@example.com", "1")
    body = letter.get_body().get_content()
    assert "李主任：" in body
    assert "2025-03-15 前" in body
    (attached,) = letter.iter_attachments()
    assert attached.get_content() == part.read_bytes()
    assert openpyxl.load_workbook(part)[COVER]["C5"].value == "2025-03-15"
    other = email.message_from_bytes(
        part.with_name(part.name.replace("人事", "财务")).with_suffix(".eml").read_bytes(), policy=default
    )
    assert not other["To"], "nobody's address is made up"


def test_the_button_fills_the_sheet_first_and_hands_out_then(desk: Desk) -> None:
    split = action_named("split")
    first = press_file(split, desk.main, NOW)
    assert "还没有分发" in first.done.told
    assert not (desk.main.parent / "分册").exists()
    assert openpyxl.load_workbook(desk.main)[OFFICES].sheet_state == "visible"
    done = press_file(split, desk.main, NOW)
    folder = desk.main.parent / "分册"
    assert done.look_at == folder
    assert {path.suffix for path in folder.iterdir() if path.is_file()} == {".xlsx", ".eml"}
    assert (folder / "交回").is_dir()
    assert snapshot_of(desk.main).unit == "清江县总工会"


def test_next_year_begins_with_the_same_offices(desk: Desk, tmp_path: Path) -> None:
    """To be looked at first; deadlines and what was handed out are last year's."""
    desk.split()
    changes = {
        "B10": "宣教部",
        "D7": "rsg@example.com",
        "E7": "2025-03-15",
        f"D{lines_of(desk.main)['绩效指标／D1']}": "宣教部",
    }
    type_into(desk.main, {(OFFICES, cell): text for cell, text in changes.items()}, desk.main)
    done = roll_over(desk.main, tmp_path / "明年.xlsm")
    assert any("《分工》" in line for line in done.lines)
    new = Desk(tmp_path / "明年.xlsm")
    told = press_file(action_named("split"), new.main, NOW).done.told
    assert "还没有分发" in told
    sheet = openpyxl.load_workbook(new.main)[OFFICES]
    assert [sheet[cell].value for cell in ("B10", "D7", "E7", "F7")] == ["宣教部", "rsg@example.com", None, None]
    assert sheet[f"D{lines_of(new.main)['绩效指标／D1']}"].value == "宣教部"
    assert marker_of(new.split()["宣教部"]).number == 1


def test_a_row_that_came_later_gets_its_line(desk: Desk) -> None:
    desk.split()
    type_into(desk.main, {("重点项目", "B9"): "新项目"}, desk.main)
    desk.split()
    assert "重点项目／新项目" in lines_of(desk.main)


def test_same_workbook_same_part(desk: Desk) -> None:
    part = desk.split()["人事"]
    content = typed_in_part(part).contents
    desk.split()
    assert marker_of(part).number == 2
    assert typed_in_part(part).contents == content
