"""The unpacked zip at work: jixiao's real wheel, a real environment without network, a profile of Windows' shape.

What differs from Windows: the wheels are this machine's, and its python lies in bin instead of Scripts.
"""

import json
import shutil
import subprocess
import sys

import pytest
from profiles import profile, tree

from books import SAMPLE_FINDINGS
from jixiao import resources
from jixiao.resources import SAMPLE_NAME
from jixiao.setup import SetupError
from jixiao.setup.bundle import documents, program
from jixiao.setup.environment import interpreter, make_environment

AS_ON_WINDOWS = """
import pickle, runpy, sys
sys.path.insert(0, sys.argv[1])
import jixiao.setup.places as places, jixiao.setup.from_zip as from_zip
user = pickle.loads(bytes.fromhex(sys.argv[2]))
from_zip.here = lambda: user
from pathlib import Path
sys.exit(from_zip.main(Path(sys.argv[3]), sys.argv[4]))
"""


@pytest.fixture(scope="module")
def unpacked(local_wheels, tmp_path_factory):
    """The zip's contents in a folder."""
    folder = tmp_path_factory.mktemp("下载 (1)")
    for name, content in [*documents(), *program(sorted(local_wheels.glob("*.whl")))]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def run(unpacked, user, command):
    """As setup.py does it: a bare Python (no packages at all, -S), the wheel as the only path."""
    import pickle

    (wheel,) = (unpacked / "files" / "wheels").glob("jixiao-*.whl")
    arguments = [str(wheel), pickle.dumps(user).hex(), str(unpacked), command]
    return subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", AS_ON_WINDOWS, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )


def test_install_work_uninstall(unpacked, tmp_path):
    user = profile(tmp_path / "机 器")
    before = tree(tmp_path)

    done = run(unpacked, user, "install")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "安装完成" in done.stdout
    assert f"工作簿和手册在：{user.documents}" in done.stdout
    assert "检查结果" in done.stdout, "doctor ran in the new environment"

    works_on_its_own(interpreter(user.environment), tmp_path / "演示")
    shutil.rmtree(tmp_path / "演示")

    workbook = user.documents / "部门整体支出绩效自评.xlsm"
    workbook.write_bytes(b"filled")
    done = run(unpacked, user, "uninstall")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"您填过的工作簿没有删除：{workbook}" in done.stdout
    assert tree(tmp_path) == before | {str(workbook.relative_to(tmp_path)): b"filled"}
    assert not user.program.exists()


def works_on_its_own(python, folder):
    """The environment, far from the checkout: data, template, workbook and every package are in it."""

    def jixiao(*arguments):
        command = [str(python), "-I", "-m", "jixiao", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, cwd=folder
        )

    folder.mkdir()
    done = jixiao("demo", folder / "demo")
    assert done.returncode == 1, done.stderr
    assert "核对：工作簿、报送表、报告的数字一致" in done.stdout
    evaluated = json.loads(jixiao("evaluate", folder / "demo" / SAMPLE_NAME, "--json").stdout)
    assert {(one["code"], one["sheet"], one["cell"]) for one in evaluated["findings"]} == SAMPLE_FINDINGS
    done = jixiao("new", "县民政局", "2025", "-p", "3", "-o", folder / "新.xlsm")
    assert done.returncode == 0, done.stderr
    copy = folder / "填好的.xlsm"
    copy.write_bytes(resources.workbook("samples", SAMPLE_NAME).read_bytes())
    pressed = jixiao("press", "validate", copy)
    assert pressed.returncode == 1, pressed.stderr
    assert "【填好的.xlsm】校验完成" in pressed.stdout


def test_a_missing_wheel_leaves_the_former_environment(tmp_path):
    environment = tmp_path / "venv"
    environment.mkdir()
    (environment / "kept").write_text("former")
    (tmp_path / "wheels").mkdir()
    with pytest.raises(SetupError, match=r"程序没有装上：.*jixiao"):
        make_environment(environment, tmp_path / "wheels")
    assert tree(tmp_path) == {"venv/kept": b"former"}


def test_a_zip_not_unpacked_as_a_whole_is_one_line(unpacked, tmp_path):
    user = profile(tmp_path / "机器")
    part = tmp_path / "一半"
    shutil.copytree(unpacked / "files", part / "files")
    before = tree(tmp_path)
    done = run(part, user, "install")
    assert done.returncode == 1
    assert done.stdout.startswith("安装文件不完整")
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(tmp_path) == before


def test_setup_py_finds_the_wheel_and_says_where_it_belongs(unpacked):
    """Its own first lines: here it ends where Linux is told to use jixiao install."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(unpacked / "files" / "setup.py"), "install"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("这里不是 Windows，也不是 macOS。")
