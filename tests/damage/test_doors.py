"""Every door that takes a file, and files that want to be huge or are not what they say: one clear line, little memory."""

import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import bombs
import pytest

from good import NAME, good_bytes

MOST_MEGABYTES = 300
LINE = {
    "庞大": "解压后异常庞大",
    "多": "邮件里的附件过多",
    "五十万": "超过 50 万个",
    "DTD": "不允许的 XML 定义",
    "损坏": "损坏",
    "不是 Word": "不是完好的 Word 文档",
    "没有": "没有可以核对的文件",
    "文字": "文字",
}
MADE = {
    "大段.docx": lambda path: bombs.document(path, "<w:p/>", 250_000_000),
    "许多段.docx": lambda path: bombs.document(path, "<w:p><w:r><w:t>x</w:t></w:r></w:p>", 290_000),
    "很深.docx": bombs.deep,
    "实体.docx": bombs.entities,
    "合并格.xlsm": bombs.merges,
    "字符串.xlsm": bombs.strings,
    "字体.xlsm": bombs.fonts,
    "行.xlsm": bombs.rows,
    "公式.xlsm": bombs.spread,
    "许多文件.zip": bombs.members,
    "套了又套.zip": bombs.nested,
    "许多附件.eml": bombs.mail,
    "流.pdf": bombs.pdf,
}
NEEDS_POPPLER = pytest.mark.needs("poppler")
REFERENCE, FILE, OUT = "参照.xlsm", "{file}", "出"
VERIFY, LINT_REPORT, LINT = ("verify", REFERENCE, FILE), ("lint-report", FILE), ("lint", FILE)
NEW = ("new", "某局", "2025", "-f", FILE, "-o", f"{OUT}.xlsm")
FROM = ("new", "--from", FILE, "-o", f"{OUT}.xlsm")
EVALUATE, PRESS, ALONE = ("evaluate", FILE), ("press", "validate", FILE), ("verify", FILE)
MIGRATE, REPORT = ("migrate", FILE, "-o", f"{OUT}.xlsm"), ("report", FILE, "-o", f"{OUT}.docx")
SUBMIT = ("submit", FILE, "-o", OUT)
IMPORT = ("frameworks", "import", FILE, "-o", f"{OUT}.toml")
COLLECT = ("collect", FILE, "-o", f"{OUT}.xlsx")
BOOK = (EVALUATE, PRESS, ALONE, MIGRATE, REPORT, SUBMIT, LINT, FROM)
ROWS = [
    *((door, "大段.docx", "庞大") for door in (VERIFY, LINT_REPORT, NEW, LINT, IMPORT)),
    *((door, "许多段.docx", "庞大") for door in (VERIFY, LINT_REPORT, LINT)),
    (VERIFY, "很深.docx", "庞大"),
    (LINT_REPORT, "很深.docx", "庞大"),
    (VERIFY, "实体.docx", "DTD"),
    (LINT_REPORT, "实体.docx", "DTD"),
    *((door, "合并格.xlsm", "庞大") for door in BOOK),
    *((door, "字符串.xlsm", "庞大") for door in (EVALUATE, ALONE)),
    *((door, "字体.xlsm", "庞大") for door in (EVALUATE, ALONE)),
    *((door, "行.xlsm", "庞大") for door in (EVALUATE, ALONE)),
    *((door, "公式.xlsm", "五十万") for door in (EVALUATE, ALONE)),
    (VERIFY, "许多文件.zip", "没有"),
    (VERIFY, "套了又套.zip", "没有"),
    (VERIFY, "许多附件.eml", "多"),
    pytest.param(VERIFY, "流.pdf", "文字", marks=NEEDS_POPPLER),
    pytest.param(LINT_REPORT, "流.pdf", "文字", marks=NEEDS_POPPLER),
]
KEPT = ["大段.docx", "合并格.xlsm", "字符串.xlsm", "行.xlsm", "许多文件.zip", "套了又套.zip", "许多附件.eml", "流.pdf"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("收到")

    @cache
    def made(name):
        return MADE[name](folder / name)

    return made


MEASURED = """
import atexit, runpy, sys
from pathlib import Path
out, status = Path(sys.argv.pop(1)), Path("/proc/self/status")
atexit.register(lambda: out.write_text(status.read_text() if status.is_file() else ""))
sys.argv[0] = "jixiao"
runpy.run_module("jixiao", run_name="__main__", alter_sys=True)
"""


def opened(folder, command, file):
    """(exit status, stdout, stderr, most memory in MB) of a command in a folder of its own.

    The most that the process itself ever had (VmHWM): what the system counts for a child begins with its parent's.
    """
    shutil.copy(file, folder)
    arguments = [part.format(file=file.name) for part in command]
    if REFERENCE in arguments:
        (folder / REFERENCE).write_bytes(good_bytes())
    with tempfile.TemporaryDirectory() as aside:
        status = Path(aside) / "status"
        ran = subprocess.run(
            [sys.executable, "-c", MEASURED, status, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        most = re.search(r"VmHWM:\s*(\d+) kB", status.read_text())
    return ran.returncode, ran.stdout, ran.stderr, int(most[1]) / 1024 if most else 0


@pytest.mark.parametrize(("command", "name", "told"), ROWS)
def test_a_hostile_file_is_one_clear_line_at_every_door(tmp_path, files, command, name, told):
    status, out, err, megabytes = opened(tmp_path, command, files(name))
    assert (status, out, len(err.splitlines())) == (2, "", 1), (out, err)
    assert LINE[told] in err
    assert megabytes < MOST_MEGABYTES
    assert not (tmp_path / OUT).exists()
    assert list(tmp_path.glob(f"{OUT}.*")) == []


@pytest.mark.parametrize("name", KEPT)
def test_the_bureau_goes_on_with_the_rest(tmp_path, files, name):
    """The hostile file is a row that says why; the good one beside it is evaluated."""
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / NAME).write_bytes(good_bytes())
    shutil.copy(files(name), tmp_path / "收件")
    status, _, err, megabytes = opened(tmp_path, ("collect", "收件", "-o", "台账.xlsx"), files(name))
    assert (status in (0, 1), err) == (True, "")
    assert (tmp_path / "台账.xlsx").is_file()
    assert megabytes < MOST_MEGABYTES


LIES = {
    "表说是文档.docx": lambda: good_bytes(),
    "空.docx": lambda: b"",
    "文字.docx": lambda: "只是文字".encode(),
    "半个.docx": lambda: good_bytes()[:5000],
    "文档说是PDF.pdf": lambda: good_bytes(),
    "空.eml": lambda: b"",
    "坏.zip": lambda: b"PK\3\4" + b"\0" * 100,
}


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("name", LIES)
@pytest.mark.parametrize("door", ["verify", "lint-report"])
def test_a_file_that_is_not_what_it_says_is_one_clear_line(tmp_path, door, name):
    source = tmp_path / "来"
    source.mkdir()
    (source / name).write_bytes(LIES[name]())
    status, out, err, _ = opened(tmp_path, VERIFY if door == "verify" else LINT_REPORT, Path(source / name))
    assert (status, out, len(err.splitlines())) == (2, "", 1), (out, err)
    assert name in err or "中的" in err
