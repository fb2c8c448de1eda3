"""The kit's own main.py and program inside Pyodide, which is what xlwings Lite runs in: the same actions as here.

.ci/run installs the npm package pyodide (WebAssembly, standard library, no packages); lark and xlwings come from here.
"""

import asyncio
import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from excel_side import MESSY, Excel
from lite_engine import opened

from books import type_into
from jixiao.actions import IN_LITE
from jixiao.lite import scripts
from jixiao.lite.kit import write_kit
from needs import PYODIDE

pytestmark = pytest.mark.needs("pyodide")
HERE = Path(__file__).parent
SCRIPTS = tuple(action.name for action in IN_LITE)
OF_A_PLATFORM = {"lxml", "pandas", "numpy", "openpyxl", "click", "rich", "docxtpl", "pyopenvba", "win32com", "uno"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What the add-in's file system holds; the workbook is the sample with odd entries."""
    from jixiao import resources
    from jixiao.resources import SAMPLE_NAME

    folder = tmp_path_factory.mktemp("网页版")
    type_into(resources.workbook("samples", SAMPLE_NAME), MESSY, folder / "改乱的.xlsm")
    for package in ("lark", "xlwings"):
        source = Path(find_spec(package).origin).parent
        shutil.copytree(source, folder / "site" / package, ignore=shutil.ignore_patterns("__pycache__", "pro", "*.so"))
    write_kit(folder / "data", folder / "改乱的.xlsm")
    (folder / "test").mkdir()
    (folder / "data" / "main.py").rename(folder / "test" / "main.py")
    shutil.copy(HERE / "lite_engine.py", folder / "test")
    book = Excel(folder / "data" / "改乱的.xlsm").as_json()
    (folder / "test" / "book.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    command = ["node", HERE / "pyodide.mjs", PYODIDE, folder, *SCRIPTS]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return folder


def in_pyodide(folder, script):
    return json.loads((folder / "test" / f"{script}.json").read_text(encoding="utf-8"))


def here(folder, script):
    """The actions of the same script on the same book in this Python."""
    actions = []
    book_as_json = json.loads((folder / "test" / "book.json").read_text(encoding="utf-8"))
    with opened(*book_as_json, actions.extend) as book:
        asyncio.run(getattr(scripts, script)(book))
        actions.extend(book.impl.queue)
    return actions


@pytest.mark.parametrize("script", SCRIPTS)
def test_pyodide_gives_the_same_actions(folder, capsys, script):
    told = in_pyodide(folder, script)
    assert told["actions"] == here(folder, script)
    assert told["printed"] == capsys.readouterr().out
    assert len(told["actions"]) >= 3


def test_the_formulas_of_main_py(folder):
    assert in_pyodide(folder, "validate")["formulas"] == [0.934, 3.5, "良"]


def test_nothing_beyond_the_standard_library_lark_and_xlwings_was_imported(folder):
    modules = {name.partition(".")[0] for name in in_pyodide(folder, "try_out")["modules"]}
    assert {"jixiao", "lark", "xlwings"} <= modules
    assert not modules & OF_A_PLATFORM
