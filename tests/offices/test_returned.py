"""What comes back: parts that can't be used are one clear line each; what can is merged, wherever it lies."""

import email.message
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from by_script import NOW, Desk, handed_out, marker_of, put, typed_in

from books import evaluated, snapshot_of, type_into
from good import good_bytes
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.forms.names import PART_MARK
from jixiao.offices.merging.three_way import BOTH, LOST, NOT_A_VALUE, NOT_OURS, STRAY
from jixiao.values.address import row_column

STAFF_CELL = ("人员情况", "D10")  # 行政在职人数: 9


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(good_bytes())
    return Desk(path)


@pytest.fixture
def parts(desk: Desk, tmp_path: Path) -> dict[str, Path]:
    """Handed out."""
    return handed_out(tmp_path)[1]


@pytest.fixture
def part(parts: dict[str, Path]) -> Path:
    return parts["人事"]


def changed(part: Path, target: Path, **cells: object) -> Path:
    """The part with something typed: 人员情况_D10=12."""
    port = open_port(part)
    for at, raw in cells.items():
        sheet, _, cell = at.partition("_")
        put(port, sheet, *row_column(cell), raw)
    port.save(target)
    port.close()
    return target


def conflicts(path: Path) -> list[tuple[str, str]]:
    """(where, why) of every line of 合并冲突."""
    port = open_port(path)
    block = port.used_block("合并冲突")
    port.close()
    rows = [[None] * (block.column - 1) + list(row) for row in block.values]
    return [(str(row[2]), str(row[8])) for row in rows[4 - block.row + 1 :] if row[8]]


def in_zip(part: Path, folder: Path) -> Path:
    target = folder / "人事.zip"
    with zipfile.ZipFile(target, "w") as package:
        package.write(part, f"交回/{part.name}")
    return target


def in_mail(part: Path, folder: Path) -> Path:
    letter = email.message.EmailMessage()
    letter["Subject"] = "交回"
    letter.set_content("见附件")
    letter.add_attachment(part.read_bytes(), maintype="application", subtype="octet-stream", filename=part.name)
    (folder / "人事.eml").write_bytes(bytes(letter))
    return folder / "人事.eml"


@pytest.mark.parametrize("packed", [in_zip, in_mail, lambda part, folder: in_zip(in_mail(part, folder), folder)])
def test_in_an_archive_or_a_mail(desk: Desk, part: Path, tmp_path: Path, packed: Callable[[Path, Path], Path]) -> None:
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0)
    done = desk.merge(packed(back, tmp_path))
    assert (done.taken, done.refused) == (1, ())
    assert snapshot_of(desk.main).number("行政在职人数") == 12


def other_desk(tmp_path: Path, **changes: object) -> Path:
    """A part of another workbook."""
    folder = tmp_path / "另一份"
    folder.mkdir()
    path = folder / "总表.xlsm"
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    type_into(path, {(snapshot.place(i).sheet, snapshot.place(i).cell): raw for i, raw in changes.items()}, path)
    return Desk(path).split()["人事"]


def test_of_another_unit(desk: Desk, part: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableWorkbook, match="是“别县总工会”的分册，不是本单位的"):
        desk.merge(other_desk(tmp_path, 单位名称="别县总工会"))


def test_of_another_year(desk: Desk, part: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableWorkbook, match="是 2023 年度的分册，本工作簿是 2024 年度"):
        desk.merge(other_desk(tmp_path, 评价年度=2023.0))


def test_of_another_workbook_of_the_same_unit_and_year(desk: Desk, tmp_path: Path) -> None:
    other = other_desk(tmp_path)
    with pytest.raises(UnusableWorkbook, match="是另一份文件分发的"):
        desk.merge(other)  # this one never handed anything out
    type_into(desk.main, {("人员情况", "D10"): 10.0}, desk.main)


def test_an_older_hand_out(desk: Desk, part: Path, tmp_path: Path) -> None:
    old = changed(part, tmp_path / "旧.xlsx", 人员情况_D10=12.0)
    desk.split()
    with pytest.raises(UnusableWorkbook, match="第 1 次分发，后来又分发了第 2 次"):
        desk.merge(old)
    assert snapshot_of(desk.main).number("行政在职人数") == 9


def test_a_hand_out_that_an_old_backup_knows_nothing_of(desk: Desk, part: Path, tmp_path: Path) -> None:
    backup = desk.main.read_bytes()
    newer = desk.split()["人事"]
    desk.main.write_bytes(backup)
    with pytest.raises(UnusableWorkbook, match="可能是旧的备份"):
        desk.merge(newer)


def test_twice(desk: Desk, part: Path, tmp_path: Path) -> None:
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0)
    shutil.copy(back, tmp_path / "又一次.xlsx")
    done = desk.merge(back, tmp_path / "又一次.xlsx")
    assert done.taken == 1
    assert done.refused == ("【回.xlsx】和【又一次.xlsx】内容完全相同，只并一次。",)
    assert "以前已经并过，内容没有变" in desk.merge(back).told


FOREIGN = {
    "照片.xlsx": (b"\x89PNG\r\n\x1a\n", "照片.xlsx"),
    "空.xlsx": (b"", "空.xlsx"),
    "说明.docx": (b"PK\3\4", "说明.docx"),
    "人事.rar": (b"Rar!", "解压后放进文件夹"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_part(desk: Desk, part: Path, tmp_path: Path, name: str) -> None:
    content, words = FOREIGN[name]
    (tmp_path / name).write_bytes(content)
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0)
    done = desk.merge(tmp_path / name, back)
    assert done.taken == 1
    assert len(done.refused) == 1
    assert words in done.refused[0]
    assert "\n" not in done.refused[0]


def test_a_whole_workbook_is_no_part(desk: Desk, part: Path, tmp_path: Path) -> None:
    shutil.copy(desk.main, tmp_path / "整本.xlsm")
    with pytest.raises(UnusableWorkbook, match="不是分发出去的分册"):
        desk.merge(tmp_path / "整本.xlsm")


def test_a_marker_that_was_tampered_with(desk: Desk, part: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableWorkbook, match="分册标记被删改过"):
        desk.merge(changed(part, tmp_path / "改.xlsx", 分册信息_A3="{}"))


def test_nothing_is_written_where_nothing_can_be_used(desk: Desk, part: Path, tmp_path: Path) -> None:
    before = desk.main.read_bytes()
    (tmp_path / "空.xlsx").write_bytes(b"")
    with pytest.raises(UnusableWorkbook):
        desk.merge(tmp_path / "空.xlsx")
    assert desk.main.read_bytes() == before


def test_a_formula_a_foreign_cell_and_a_note(desk: Desk, part: Path, tmp_path: Path) -> None:
    """None of them is written; each is told with its place."""
    port = open_port(part)
    port.unlock("人员情况")
    port.write_formulas("人员情况", 10, 4, [["=4+5"]])
    port.save(tmp_path / "回.xlsx")
    port.close()
    back = changed(tmp_path / "回.xlsx", tmp_path / "回.xlsx", 人员情况_I5="请核对")
    desk.merge(back)
    assert sorted(conflicts(desk.main)) == sorted(
        [("《人员情况》行政在职人数", NOT_A_VALUE), ("《人员情况》I5", STRAY)]
    )
    assert snapshot_of(desk.main).number("行政在职人数") == 9


def test_a_sheet_that_was_added(desk: Desk, part: Path, tmp_path: Path) -> None:
    """One line, however much is in it; the copy's figures are nobody's."""
    book = openpyxl.load_workbook(part)
    copy = book.copy_worksheet(book["人员情况"])
    copy["D10"] = 99
    book.save(tmp_path / "回.xlsx")
    desk.merge(tmp_path / "回.xlsx")
    ((where, why),) = conflicts(desk.main)
    assert (where, why) == (f"《{copy.title}》整张表", STRAY)
    assert snapshot_of(desk.main).number("行政在职人数") == 9


def test_a_grey_cell_that_was_changed_all_the_same(desk: Desk, parts: dict[str, Path], tmp_path: Path) -> None:
    desk.merge(changed(parts["业务部门"], tmp_path / "回.xlsx", 重点项目_C6=999.0))
    assert conflicts(desk.main) == [("《重点项目》“职工之家改造”年初预算数", NOT_OURS.format(office="业务部门"))]
    assert typed_in(desk.main).contents.tables["重点项目"].rows[0].cells["年初预算数"] == 120


def test_a_row_of_the_form_that_was_renamed(desk: Desk, part: Path, tmp_path: Path) -> None:
    """Its cells can't be found: told, not taken for blank."""
    before = typed_in(desk.main).contents.items
    desk.merge(changed(part, tmp_path / "回.xlsx", 人员情况_B10="行政人员"))
    told = conflicts(desk.main)
    assert ("《人员情况》行政在职人数", LOST) in told
    assert typed_in(desk.main).contents.items == before


def test_a_conflict_is_decided_by_a_person(desk: Desk, part: Path, tmp_path: Path) -> None:
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0, 人员情况_D11=4.0)
    type_into(desk.main, {STAFF_CELL: 11.0, ("人员情况", "D11"): 6.0}, desk.main)
    assert desk.merge(back).open == 2
    assert conflicts(desk.main) == [("《人员情况》行政在职人数", BOTH), ("《人员情况》事业在职人数", BOTH)]
    type_into(desk.main, {("合并冲突", "H5"): "交回", ("合并冲突", "H6"): "主表"}, desk.main)
    assert desk.merge(back).open == 0
    snapshot = snapshot_of(desk.main)
    assert (snapshot.number("行政在职人数"), snapshot.number("事业在职人数")) == (12, 6)
    assert desk.merge(back).open == 0, "asked once"
    desk.undo()
    snapshot = snapshot_of(desk.main)
    assert (snapshot.number("行政在职人数"), snapshot.number("事业在职人数")) == (11, 6)
    assert len(conflicts(desk.main)) == 2


def test_a_choice_for_something_that_changed_since_is_asked_again(desk: Desk, part: Path, tmp_path: Path) -> None:
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0)
    type_into(desk.main, {STAFF_CELL: 11.0}, desk.main)
    desk.merge(back)
    type_into(desk.main, {STAFF_CELL: 10.0, ("合并冲突", "H5"): "交回"}, desk.main)
    done = desk.merge()
    assert done.open == 1
    assert "主表在这以后又变了" in done.told
    assert snapshot_of(desk.main).number("行政在职人数") == 10


def test_a_later_change_in_the_main_workbook_is_not_asked_about_again(desk: Desk, part: Path, tmp_path: Path) -> None:
    """The office's value was taken, and somebody corrected it: its second return, for another cell, doesn't bring it back."""
    desk.merge(changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0))
    type_into(desk.main, {STAFF_CELL: 13.0}, desk.main)
    done = desk.merge(changed(tmp_path / "回.xlsx", tmp_path / "回2.xlsx", 人员情况_D11=4.0))
    assert (done.taken, done.open) == (1, 0)
    assert snapshot_of(desk.main).number("行政在职人数") == 13


def test_who_says_the_same_again_after_a_new_hand_out_means_it(desk: Desk, part: Path, tmp_path: Path) -> None:
    """Taken once, corrected, handed out anew: the office's 12 is no echo of its first return."""
    desk.merge(changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0))
    type_into(desk.main, {STAFF_CELL: 13.0}, desk.main)
    again = desk.split()["人事"]
    done = desk.merge(changed(again, tmp_path / "回2.xlsx", 人员情况_D10=12.0))
    assert (done.taken, done.open) == (1, 0)
    assert snapshot_of(desk.main).number("行政在职人数") == 12


def test_what_was_decided_is_asked_anew_after_a_new_hand_out(desk: Desk, part: Path, tmp_path: Path) -> None:
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0)
    type_into(desk.main, {STAFF_CELL: 11.0}, desk.main)
    desk.merge(back)
    type_into(desk.main, {("合并冲突", "H5"): "主表"}, desk.main)
    desk.merge()
    again = desk.split()["人事"]
    type_into(desk.main, {STAFF_CELL: 10.0}, desk.main)
    assert desk.merge(changed(again, tmp_path / "回2.xlsx", 人员情况_D10=12.0)).open == 1


def test_undo_leaves_what_was_changed_since(desk: Desk, part: Path, tmp_path: Path) -> None:
    desk.merge(changed(part, tmp_path / "回.xlsx", 人员情况_D10=12.0, 人员情况_D11=4.0))
    type_into(desk.main, {STAFF_CELL: 13.0}, desk.main)
    done = desk.undo()
    assert (done.count, len(done.kept)) == (1, 1)
    snapshot = snapshot_of(desk.main)
    assert (snapshot.number("行政在职人数"), snapshot.number("事业在职人数")) == (13, 5)
    with pytest.raises(UnusableWorkbook, match="没有可以撤销的合并"):
        desk.undo()


def test_the_buttons_on_a_closed_file(desk: Desk, tmp_path: Path) -> None:
    """分发, 收回合并 from the folder 交回, 撤销合并: each leaves a backup of what was there."""
    split, merge, undo = map(action_named, ("split", "merge", "undo_merge"))
    press_file(split, desk.main, NOW)
    press_file(split, desk.main, NOW)
    with pytest.raises(UnusableWorkbook, match="没有收到分册"):
        press_file(merge, desk.main, NOW)
    (part,) = (tmp_path / "分册").glob("分册_人事*.xlsx")
    changed(part, tmp_path / "分册" / "交回" / "人事.xlsx", 人员情况_D10=12.0)
    before = desk.main.read_bytes()
    pressed = press_file(merge, desk.main, NOW)
    assert pressed.backup
    assert pressed.backup.read_bytes() == before
    assert snapshot_of(desk.main).number("行政在职人数") == 12
    press_file(undo, desk.main, NOW)
    assert snapshot_of(desk.main).number("行政在职人数") == 9


def test_a_part_knows_no_action_but_validate(desk: Desk, part: Path, tmp_path: Path) -> None:
    """校验 tells what is wrong with the office's own cells, and nothing of what it hasn't."""
    back = changed(part, tmp_path / "回.xlsx", 人员情况_D10="九个", 人员情况_D11=None)
    press_file(action_named("validate"), back, NOW)
    port = open_port(back)
    rows = port.used_block("校验结果").values
    port.close()
    codes = {row[5] for row in rows if row[5] not in (None, "编号")}
    assert codes == {"R01", "R20"}
    for action in ("calculate", "report", "submit", "split", "merge"):
        with pytest.raises(UnusableWorkbook, match="这是发给科室的分册"):
            press_file(action_named(action), back, NOW)
    with pytest.raises(UnusableWorkbook, match="这是发给科室的分册"):
        evaluated(back)


def test_the_marker_is_hidden_from_people(part: Path) -> None:
    port = open_port(part)
    assert not port.visible(PART_MARK)
    port.close()
    assert marker_of(part).base.items
