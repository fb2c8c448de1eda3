"""jixiao press: one action on a closed workbook, its former bytes beside it, and every refusal in one line."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from books import SAMPLE_FINDINGS, evaluated, found, run, snapshot_of, type_into
from good import good_bytes
from jixiao import log, work
from jixiao.actions import ON_FILES, UNIT, action_named, actions_of
from jixiao.buttons.closed_files import press_file
from jixiao.engines import UnusableWorkbook, open_book
from packages import without_macros

NOW = datetime(2026, 11, 22, 15, 30, 0)
NAME = "部门 (2).xlsm"


@pytest.fixture
def path(tmp_path, sample):
    """A copy of the sample in a folder of its own."""
    target = tmp_path / NAME
    target.write_bytes(sample.read_bytes())
    return target


@pytest.fixture
def good(tmp_path):
    """A unit without errors, ready to be filed."""
    target = tmp_path / "好单位.xlsm"
    target.write_bytes(good_bytes())
    type_into(target, {mailbox(target): "czj@example.com"}, target)
    return target


def mailbox(path):
    place = snapshot_of(path).place("收件邮箱")
    return place.sheet, place.cell


def value(path, sheet, cell):
    book = open_book(path)
    try:
        return book.sheets[sheet].range(cell).value
    finally:
        book.close()


def backups(path):
    return sorted(one for one in path.parent.iterdir() if ".备份-" in one.name)


def test_every_action_on_a_workbook_has_its_work():
    assert list(work.WORK) == [one.name for one in actions_of(UNIT) if one.home and one.name != "help"]
    assert [action.name for action in ON_FILES] == [
        "validate", "calculate", "report", "submit", "mail", "import_table", "split", "merge", "undo_merge"
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["validate", "校验"])
def test_the_result_is_in_the_file_and_the_former_bytes_beside_it(path, word):
    before = path.read_bytes()
    done = run("press", word, path)
    assert done.returncode == 1, done.stderr  # the sample has errors
    assert "校验完成：错误 3 条，提醒 8 条，提示 2 条；自评总分 86.00，等次 良" in done.stdout
    (backup,) = backups(path)
    assert re.fullmatch(r"部门 \(2\)\.备份-\d{8}-\d{6}\.xlsm", backup.name)
    assert f"备份在旁边：{backup.name}" in done.stdout
    assert backup.read_bytes() == before
    assert value(path, "评分表", "D4") == 86
    assert found(evaluated(path)) == SAMPLE_FINDINGS


def test_what_was_typed_stays(path):
    before = snapshot_of(path)
    press_file(action_named("calculate"), path, NOW)
    after = snapshot_of(path)
    assert after.entries == before.entries
    assert after.places == before.places


def test_pressed_twice_changes_nothing_more(path):
    first = press_file(action_named("validate"), path, NOW)
    content = path.read_bytes()
    second = press_file(action_named("validate"), path, NOW)
    assert first.backup is not None
    assert second.backup is None
    assert path.read_bytes() == content
    assert backups(path) == [first.backup]


def test_a_backup_is_never_overwritten(path):
    original = path.read_bytes()
    first = press_file(action_named("validate"), path, NOW).backup
    path.write_bytes(original)
    second = press_file(action_named("validate"), path, NOW).backup
    assert [first.name, second.name] == ["部门 (2).备份-20261122-153000.xlsm", "部门 (2).备份-20261122-153000-2.xlsm"]
    assert first.read_bytes() == second.read_bytes() == original


def test_a_workbook_without_macros(tmp_path, sample):
    path = tmp_path / "无宏.xlsx"
    path.write_bytes(without_macros(sample.read_bytes()))
    done = run("press", "calculate", path)
    assert "计算评分完成：" in done.stdout, done.stderr
    assert value(path, "评分表", "D4") == 86
    assert [backup.suffix for backup in backups(path)] == [".xlsx"]


def test_report(path):
    pressed = press_file(action_named("report"), path, NOW)
    report = path.parent / "2024_廉江市总工会_部门整体支出绩效自评报告.docx"
    assert pressed.done.look_at == report
    assert report.is_file()
    assert pressed.done.told == f"报告（草稿：工作簿还有错误）在 {report}"


@pytest.mark.parametrize(
    ("action", "kinds"), [("submit", {".xlsx", ".docx"}), ("mail", {".xlsx", ".docx", ".zip", ".eml"})]
)
def test_documents(good, action, kinds):
    pressed = press_file(action_named(action), good, NOW)
    folder = good.parent / "报送件"
    assert {one.suffix for one in folder.iterdir()} == kinds
    assert pressed.done.look_at == folder
    assert not pressed.done.blocked


def test_errors_refuse_the_submission_but_are_filled_in(path):
    done = run("press", "submit", path)
    assert done.returncode == 1
    assert "导出报送件没有完成：还有 4 个错误，不能报送，没有写任何文件" in done.stderr
    assert "B13" in done.stderr
    assert not (path.parent / "报送件").exists()
    assert "B13" in str(value(path, "校验结果", "A1:J30"))
    assert len(backups(path)) == 1


OWNERS = [
    ("~$" + NAME, "正在 Excel 或 WPS 中打开。请先在那里保存并关闭"),
    (".~" + NAME, "正在 Excel 或 WPS 中打开。请先在那里保存并关闭"),
    (f".~lock.{NAME}#", "正在 LibreOffice 中打开（李四）"),
]


@pytest.mark.parametrize(("owner", "told"), OWNERS, ids=["Excel, WPS", "WPS", "LibreOffice"])
def test_an_open_workbook_is_refused(path, owner, told):
    (path.parent / owner).write_text("李四,li,另一台电脑,22.11.2026 15:30,file:///home/li/.config;", encoding="utf-8")
    before = path.read_bytes()
    done = run("press", "validate", path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"【{NAME}】")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert path.read_bytes() == before
    assert backups(path) == []


def test_on_windows_an_owner_file_left_by_a_crash_is_passed_over(path, monkeypatch):
    """The program that has the workbook open keeps the owner file open too; here nobody does."""
    from jixiao.buttons import open_elsewhere as elsewhere

    path.with_name("~$" + NAME).write_bytes(b"left behind")
    with pytest.raises(UnusableWorkbook, match="删掉旁边的隐藏文件"):
        elsewhere.refuse_if_open(path)
    monkeypatch.setattr(elsewhere.sys, "platform", "win32")
    elsewhere.refuse_if_open(path)


def test_a_sharing_violation_is_refused(path, monkeypatch):
    real = Path.open

    def opened(self, mode="r", *arguments, **options):
        if self == path and "+" in mode:
            raise PermissionError(13, "sharing violation", str(self))
        return real(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(UnusableWorkbook, match=r"【部门 \(2\)\.xlsm】不能修改：正在别处打开，或者是只读的"):
        press_file(action_named("validate"), path, NOW)


def test_changed_by_another_program_meanwhile(path, monkeypatch):
    """Saved in WPS while we worked: theirs stays."""
    real = work.WORK["validate"]

    def slow(*given):
        done = real(*given)
        path.write_bytes(b"saved by somebody else")
        return done

    monkeypatch.setitem(work.WORK, "validate", slow)
    with pytest.raises(UnusableWorkbook, match="刚刚被别的程序改过，没有写入"):
        press_file(action_named("validate"), path, NOW)
    assert path.read_bytes() == b"saved by somebody else"


def other_workbook(path):
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("工资")
    book.close()


WRONG = {
    "工资.xlsx": (other_workbook, "这不是部门整体支出绩效自评工作簿"),
    "旧.xls": (
        lambda path: path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + "Workbook".encode("utf-16-le")),
        "旧格式",
    ),
    "坏.xlsm": (lambda path: path.write_bytes(b"PK\3\4 broken"), "文件不完整或已损坏"),
    "没有.xlsm": (lambda path: None, "找不到文件"),
    "文件夹.xlsm": (lambda path: path.mkdir(), "这是文件夹"),
}


@pytest.mark.parametrize(("name", "case"), WRONG.items(), ids=WRONG)
def test_a_wrong_file_is_one_line(tmp_path, name, case):
    make, told = case
    make(tmp_path / name)
    before = sorted(tmp_path.iterdir())
    done = run("press", "calculate", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_several_files_each_with_its_own_line(path, tmp_path, good):
    other_workbook(tmp_path / "工资.xlsx")
    done = run("press", "validate", good, tmp_path / "工资.xlsx", path)
    assert done.returncode == 2
    assert "【好单位.xlsm】校验完成：错误 0 条" in done.stdout
    assert f"【{NAME}】校验完成：错误 3 条" in done.stdout
    assert "【工资.xlsx】这不是" in done.stderr


ARGUMENTS = [
    (("press", "飞"), "没有选工作簿"),
    (
        ("press", "飞", "a.xlsm"),
        "没有“飞”这个操作。可以用的：校验、计算评分、生成报告、导出报送件、发送邮件、导入评分表、分发、收回合并、撤销合并、新建。",
    ),
    (("press", "try_out", "a.xlsm"), "“识别并试算”要在打开的工作簿里用。"),
    (("press", "try_out", "a.xlsm"), "“识别并试算”要在打开的工作簿里用。"),
]


@pytest.mark.parametrize(("arguments", "told"), ARGUMENTS)
def test_what_cant_be_asked_for(arguments, told):
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_an_unforeseen_failure_leaves_the_file_and_a_log(path, monkeypatch, tmp_path):
    from click.testing import CliRunner

    from jixiao.cli.press import press

    before = path.read_bytes()
    monkeypatch.setitem(work.WORK, "validate", lambda *_: 1 / 0)
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    done = CliRunner().invoke(press, ["validate", str(path)])
    assert done.exit_code == 2
    assert "校验没有完成，工作簿没有改动。请把 " in done.output
    assert "Traceback" not in done.output
    assert "ZeroDivisionError" in (tmp_path / "jixiao.log").read_text(encoding="utf-8")
    assert path.read_bytes() == before


def test_the_desktop_icon_asks_which_action(path):
    from click.testing import CliRunner

    from jixiao.cli.press import press

    done = CliRunner().invoke(press, ["ask", str(path)], input="11\n2\n")
    assert "  2  计算评分　计算执行率和得分" in done.output
    assert "计算评分完成：" in done.output
    assert done.exit_code == 1


SHOWN = [
    # good, something to look at, answered; expected: flags, opened
    (True, True, 6, 0x40 | 0x10000 | 0x4, True),
    (True, True, 7, 0x40 | 0x10000 | 0x4, False),
    (False, False, 1, 0x30 | 0x10000, False),
]


@pytest.mark.parametrize(("good", "has_more", "answer", "flags", "opens"), SHOWN)
def test_the_message_box_offers_to_open(tmp_path, good, has_more, answer, flags, opens):
    """MessageBoxW's own flags and answers; the box itself is a stand-in."""
    from jixiao.buttons import message_box as told

    boxes, opened = [], []
    look_at = tmp_path if has_more else None
    told._in_window("完成", good, look_at, lambda *box: boxes.append(box) or answer, opened.append)
    assert boxes == [("完成" + ("\n\n现在打开看看吗？" if has_more else ""), "绩效自评", flags)]
    assert opened == ([tmp_path] if opens else [])
