"""佐证材料清单: what a press says of the files, what goes along in the .zip, and what `verify` says of it."""

import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from books import evaluated, filled, run, snapshot_of, type_into
from good import NAME, good_bytes
from jixiao.documents.evidence import MOST_FILE
from jixiao.engines import open_port
from jixiao.evaluation import evaluate
from jixiao.evaluation.evidence import fault_of, file_name
from jixiao.values.address import column_letters

SHEET = "佐证材料"
Row = tuple[str, str, str]
"""编号, 材料名称, 文件或链接."""


def listed(folder: Path, rows: Sequence[Row], files: dict[str, bytes], *, packing: str = "") -> Path:
    """The good workbook with these rows, and these files beside it."""
    path = folder / NAME
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    body = snapshot.bodies["佐证材料清单"]
    columns = [body.columns[label] for label in ("指标编号", "材料名称", "文件或链接")]
    typed = {
        (SHEET, f"{column_letters(column)}{body.first + n}"): text
        for n, row in enumerate(rows)
        for column, text in zip(columns, row, strict=True)
        if text
    }
    if packing:
        typed[(SHEET, snapshot.place("打包佐证材料").cell)] = packing
    type_into(path, typed, path)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return path


def codes(path: Path) -> list[str]:
    return sorted(f"{f.kind.code} {f.place.cell}".strip() for f in evaluated(path).findings if f.kind.code[0] == "M")


@pytest.mark.parametrize(
    ("rows", "files", "expected"),
    [
        ([], {}, []),
        ([], {"佐证材料/没人列.pdf": b"1"}, []),  # who keeps no list is told nothing
        ([("A1", "报告", "a.pdf")], {"佐证材料/a.pdf": b"1"}, ["M05"]),
        ([("A1", "报告", "a.pdf")], {"a.pdf": b"1"}, ["M05"]),
        ([("A1", "报告", "佐证材料/a.pdf")], {"佐证材料/a.pdf": b"1"}, ["M05"]),
        ([("A1", "报告", "二月\\a.pdf")], {"佐证材料/二月/a.pdf": b"1"}, ["M05"]),
        ([("A1", "报告", "a.pdf")], {}, ["M01 E10", "M05"]),
        ([("A1", "公开", "https://example.cn/a")], {}, ["M05"]),
        ([("A1", "报告", "D:\\a.pdf")], {}, ["M02 E10", "M05"]),
        ([("A1", "报告", "../a.pdf")], {"a.pdf": b"1"}, ["M02 E10", "M05"]),
        ([("A1", "一", "a.pdf"), ("A1", "二", "佐证材料/a.pdf")], {"佐证材料/a.pdf": b"1"}, ["M03 E11", "M05"]),
        ([("Z9", "报告", "a.pdf")], {"佐证材料/a.pdf": b"1"}, ["M04 B10", "M05"]),
        ([("A1", "报告", "a.pdf")], {"佐证材料/a.pdf": b"1", "佐证材料/b.pdf": b"2"}, ["M05", "M06"]),
    ],
)
def test_what_is_found(tmp_path: Path, rows: list[Row], files: dict[str, bytes], expected: list[str]) -> None:
    """A warning stands at its cell; what is about the whole list at the sheet."""
    assert codes(listed(tmp_path, rows, files)) == expected


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("a.pdf", "a.pdf", ""),
        (" 佐证材料\\二月/a.pdf ", "二月/a.pdf", ""),
        ("佐证材料", "佐证材料", ""),
        ("http://example.cn/a.pdf", "", "不是 http、https 的网址"),
        ("file:///etc/passwd", "", "不是 http、https 的网址"),
        ("/etc/passwd", "", "是完整路径"),
        ("\\\\服务器\\共享\\a.pdf", "", "是完整路径"),
        ("D:\\a.pdf", "", "是完整路径"),
        ("D:a.pdf", "", "是完整路径"),
        ("~/a.pdf", "", "是完整路径"),
        ("二月/../../a.pdf", "", "用 .. 指到了文件夹外面"),
        ("a?.pdf", "", "有不能作文件名的字符"),
        ("a\x00.pdf", "", "有不能作文件名的字符"),
    ],
)
def test_which_files_may_be_looked_for(text: str, name: str, fault: str) -> None:
    """Nothing but names below the workbook's folder; a link is nobody's file."""
    assert file_name(text) == name
    if not text.startswith("http:"):
        assert fault_of(text) == fault


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link to a file elsewhere is no file in the folder."""
    outside = tmp_path / "外面.pdf"
    outside.write_bytes(b"1")
    home = tmp_path / "单位"
    (home / SHEET).mkdir(parents=True)
    (home / SHEET / "a.pdf").symlink_to(outside)
    assert codes(listed(home, [("A1", "报告", "a.pdf")], {})) == ["M01 E10", "M05"]


def test_a_press_says_what_is_there(tmp_path: Path) -> None:
    """指标名称 and 检查结果 stand beside what was typed; unseen, nothing is claimed."""
    rows = [("A1", "报告", "a.pdf"), ("A1", "签到", "b.pdf"), ("A1", "公开", "http://example.cn"), ("A1", "纸质", "")]
    path = listed(tmp_path, rows, {"佐证材料/a.pdf": b"1"})
    filled(path, path)
    port = open_port(path)
    block = port.used_block(SHEET)
    port.close()
    shown = [row[7 - block.column] for row in block.values[10 - block.row : 14 - block.row]]
    assert shown == ["有", "没有找到", "链接（未检查）", None]
    assert block.values[10 - block.row][3 - block.column]
    unseen = evaluate(snapshot_of(path))
    assert [one.state for one in unseen.evidence] == ["未检查", "未检查", "链接（未检查）", ""]
    assert {f.kind.code for f in unseen.findings if f.kind.code[0] == "M"} == {"M05"}


def submitted(folder: Path, *options: str, packing: str = "") -> tuple[Path, Path, Path, Path]:
    """(workbook, finished workbook, report, .zip) of two files, one of them in a folder."""
    files = {"佐证材料/a.pdf": b"one", "佐证材料/二月/b.docx": b"two"}
    rows = [("A1", "报告", "a.pdf"), ("A1", "签到", "二月/b.docx"), ("A1", "公开", "http://example.cn")]
    path = listed(folder, rows, files, packing=packing)
    ran = run("submit", path, *options)
    assert ran.returncode == 0, ran.stderr
    (book,), (report,), (package,) = (sorted((folder / "报送件").glob(f"*{end}")) for end in (".xlsx", ".docx", ".zip"))
    return path, book, report, package


@pytest.mark.parametrize(("options", "packing"), [(("--with-evidence",), ""), ((), "是"), (("--mail", "a@b.cn"), "是")])
def test_files_go_along_and_agree(tmp_path: Path, options: tuple[str, ...], packing: str) -> None:
    """In the .zip below 佐证材料/, listed in finished workbook and report; all of it agrees, with and without the workbook."""
    path, book, report, package = submitted(tmp_path, *options, packing=packing)
    with zipfile.ZipFile(package) as held:
        assert {n for n in held.namelist() if "/" in n} == {"佐证材料/a.pdf", "佐证材料/二月/b.docx"}
        assert held.read("佐证材料/a.pdf") == b"one"
    for files in ((path, book, report, package), (book, report, package)):
        ran = run("verify", *files)
        assert ran.returncode == 0, ran.stdout
    assert "佐证材料清单" in zipfile.ZipFile(report).read("word/document.xml").decode()


def changed(package: Path, name: str, content: bytes | None) -> None:
    """A file of the .zip with other bytes, or without it."""
    with zipfile.ZipFile(package) as held:
        parts = {one: held.read(one) for one in held.namelist()}
    parts = {one: data for one, data in {**parts, name: content}.items() if data is not None}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for one, data in parts.items():
            made.writestr(one, data)
    package.write_bytes(out.getvalue())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("佐证材料/a.pdf", b"other", "佐证材料/a.pdf"),
        ("佐证材料/a.pdf", None, "佐证材料/a.pdf"),
        ("佐证材料/c.pdf", b"more", "佐证材料/c.pdf"),
    ],
)
def test_a_packed_file_that_differs_is_told(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    """Changed, missing, or too many: against the finished workbook's list."""
    _, book, _, package = submitted(tmp_path, "--with-evidence")
    changed(package, name, content)
    ran = run("verify", book, package)
    assert ran.returncode == 1
    assert told in ran.stdout


def test_a_file_changed_beside_the_workbook_is_told(tmp_path: Path) -> None:
    """The finished workbook's digits are of the file that was packed."""
    path, book, _, _ = submitted(tmp_path, "--with-evidence")
    (tmp_path / "佐证材料" / "a.pdf").write_bytes(b"later")
    ran = run("verify", path, book)
    assert ran.returncode == 1
    assert "检查结果" in ran.stdout


def test_too_large_a_file_is_one_line(tmp_path: Path) -> None:
    """Nothing is written."""
    path = listed(tmp_path, [("A1", "录像", "a.mp4")], {"佐证材料/a.mp4": b""}, packing="是")
    with (tmp_path / "佐证材料" / "a.mp4").open("wb") as file:
        file.truncate(MOST_FILE + 1)
    ran = run("submit", path)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "a.mp4" in ran.stderr
    assert not (tmp_path / "报送件").exists()


def test_without_a_list_nothing_of_it_is_filed(tmp_path: Path) -> None:
    """No form, no annex, no .zip."""
    path = listed(tmp_path, [], {})
    ran = run("submit", path)
    assert ran.returncode == 0, ran.stderr
    assert not list((tmp_path / "报送件").glob("*.zip"))
    (report,) = (tmp_path / "报送件").glob("*.docx")
    assert "佐证材料清单" not in zipfile.ZipFile(report).read("word/document.xml").decode()
