"""What `jixiao lite` hands out: main.py, the program without anything of a platform, an unprotected workbook."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from books import run
from jixiao import resources
from jixiao.actions import IN_LITE
from jixiao.functions import FUNCTIONS
from jixiao.lite import scripts
from jixiao.lite.kit import bundle, main_source, requirements, unprotected
from jixiao.lite.main_source import SHORT_NAMES
from jixiao.resources import BLANK_NAME

# What Pyodide 0.29 takes out of the standard library, and what it has but can't run (its page "Pyodide Python
# compatibility"); ctypes and subprocess have nothing to call there.
NOT_IN_PYODIDE = """
curses dbm ensurepip fcntl grp idlelib lib2to3 msvcrt pwd resource syslog termios tkinter turtle turtledemo venv winreg
winsound multiprocessing subprocess ctypes socket ssl
""".split()
BLOCKED = f"""
import sys
sys.path[:0] = sys.argv[1:]

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {NOT_IN_PYODIDE!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Refuse())
for name in {NOT_IN_PYODIDE!r}:
    sys.modules.pop(name, None)
import jixiao.functions
import jixiao.lite.scripts
print(*sorted({{name.partition(".")[0] for name in sys.modules}} - set(sys.stdlib_module_names) - {{"__main__"}}))
"""


@pytest.fixture
def unpacked(tmp_path):
    """The bundle unpacked, and lark beside it: all that Python may find."""
    with zipfile.ZipFile(io.BytesIO(bundle())) as package:
        package.extractall(tmp_path / "程序")
    shutil.copytree(Path(find_spec("lark").origin).parent, tmp_path / "包" / "lark")
    return tmp_path


def test_the_program_needs_only_lark_and_what_pyodide_has_of_the_standard_library(unpacked):
    command = [sys.executable, "-I", "-S", "-c", BLOCKED, unpacked / "程序", unpacked / "包"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (0, ["jixiao", "lark"], "")


def test_the_bundle_is_the_same_every_time():
    assert bundle() == bundle()


def test_committed_files_are_those_that_are_made():
    assert resources.workbook("lite", "main.py").read_text(encoding="utf-8") == main_source()
    assert resources.workbook("lite", "requirements.txt").read_text(encoding="utf-8") == requirements()


def test_requirements_name_ranges():
    assert re.fullmatch(r"xlwings>=[\d.]+,<[\d.]+\nlark>=[\d.]+,<[\d.]+\n", requirements())


def test_an_unprotected_workbook_differs_in_nothing_else(sample):
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(io.BytesIO(unprotected(sample.read_bytes()))) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == [name for name in old.namelist() if b"<sheetProtection" in old.read(name)]
        assert not any(b"sheetProtection" in new.read(name) for name in changed)
        assert len(changed) > 10


def test_the_command_writes_the_kit(tmp_path, sample):
    ran = run("lite", sample, "-o", tmp_path / "网页版")
    names = ["main.py", "requirements.txt", "说明.md", "jixiao-lite.zip", sample.name]
    assert (ran.returncode, ran.stdout.split()) == (0, [str(tmp_path / "网页版" / name) for name in names])
    assert (tmp_path / "网页版" / "jixiao-lite.zip").read_bytes() == bundle()


def test_a_workbook_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / BLANK_NAME).write_bytes("填过的".encode())
    ran = run("lite", "-o", tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"{tmp_path / BLANK_NAME} 已经有了，没有覆盖。请换一个文件夹（-o），或者先把它移走。\n"
    assert [path.name for path in tmp_path.iterdir()] == [BLANK_NAME]


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "坏.xlsm").write_bytes(b"PK")
    ran = run("lite", tmp_path / "坏.xlsm", "-o", tmp_path / "网页版")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "网页版").exists()


@pytest.fixture
def main(tmp_path, monkeypatch):
    """main.py imported where nothing was imported into Lite yet."""
    (tmp_path / "main.py").write_text(main_source(), encoding="utf-8")
    spec = spec_from_file_location("main", tmp_path / "main.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "BUNDLE", tmp_path / "没有.zip")
    return module


def test_without_the_bundle_main_py_says_so(main, capsys):
    import asyncio

    asyncio.run(main.validate(None))
    assert capsys.readouterr().out.startswith("请先在 xlwings Lite 菜单 Files → Import/Export 里导入 jixiao-lite.zip")
    assert main.rate([[1]], [[2]]) == main.MISSING


def test_main_py_has_every_script_and_every_function(main):
    assert [callable(getattr(main, one.name)) for one in IN_LITE] == [True] * 3
    assert [getattr(main, SHORT_NAMES[one.name]).__doc__ for one in FUNCTIONS] == [one.what for one in FUNCTIONS]
    assert [one.label for one in IN_LITE] == ["校验", "计算评分", "识别并试算"]


def test_the_guide_quotes_messages_that_exist(main):
    guide = resources.workbook("lite", "说明.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^\| (.+?) \| ", guide.partition("## 出了问题")[2], re.MULTILINE)[1:]
    from jixiao.snapshot import read

    messages = (main.MISSING, scripts.PROTECTED, scripts.FAILED, Path(read.__file__).read_text(encoding="utf-8"))
    assert len(quoted) == 4
    assert [one for one in quoted if not any(one in message for message in messages)] == []
    assert all(f"=JX.{name.upper()}()" in guide for name in SHORT_NAMES.values())
