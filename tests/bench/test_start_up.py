"""What is loaded before a command or a button begins: counted, since everybody waits for it on every click."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from books import type_into
from good import good_bytes, mailbox
from jixiao.actions import ON_FILES, UNIT, actions_of

ROOMS = "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('jixiao.')}))"
HEAVY = {"docxtpl", "lxml", "openpyxl", "pandas", "rich", "xlsxwriter"}
# what is imported | the rooms of the house that may come with it
STARTS = [
    ("jixiao.cli.main", "actions cli forms log resources values"),
    (
        "jixiao.buttons",
        "actions buttons criteria engines evaluation findings forms frameworks log press resources snapshot values work",
    ),
]


def printed(code: str) -> set[str]:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize(("module", "rooms"), STARTS)
def test_nothing_is_loaded_that_only_some_need(module: str, rooms: str) -> None:
    assert printed(f"import sys, {module}; {ROOMS}") == set(rooms.split())
    assert printed(f"import sys, {module}; print(*sys.modules)") & HEAVY == set()


PASTED = ("一级指标", "三级指标", "分值", "评分标准"), ("产出", "完成培训", 100, "完成得满分，否则不得分。")
TABLES = "(sorted({'numpy', 'pandas'} & set(sys.modules)) or ['neither'])[-1]"
EVALUATED = """
from pathlib import Path
from jixiao.filing import evaluate_file
assert evaluate_file(Path(sys.argv[1])).rows
"""
COMMAND = """
from jixiao.cli.main import main
try:
    main(['evaluate', sys.argv[1], '-o', sys.argv[1] + '.out.xlsm'])
except SystemExit as ended:
    assert ended.code == 0
"""
ON_FILE = """
from datetime import datetime
from pathlib import Path
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
press_file(action_named(sys.argv[2]), Path(sys.argv[1]), datetime.now())
"""
OFFICES = """
import shutil
from datetime import datetime
from pathlib import Path
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
path = Path(sys.argv[1])
for name in ("split", "split"):
    press_file(action_named(name), path, datetime.now())
(part,) = path.parent.glob("分册/分册_人事_*.xlsx")
shutil.copy(part, part.parent / "交回")
for name in ("merge", "undo_merge"):
    assert press_file(action_named(name), path, datetime.now()).done.told
"""
CALLED = """
import webbrowser
from jixiao.engines import open_book
webbrowser.open = lambda _: True
book = open_book(sys.argv[1])
book.set_mock_caller()
import jixiao.buttons
getattr(jixiao.buttons, sys.argv[2])()
assert book.app.status_bar, "nothing came of it"
"""
CALLED_BY_NOBODY = """
import jixiao.buttons
try:
    getattr(jixiao.buttons, sys.argv[2])()
except Exception:  # xlwings says in several ways that nobody has called it
    assert "xlwings" in sys.modules
else:
    raise AssertionError("somebody has called it")
"""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good workbook with an address to send to and a table to import: every action does its whole work."""
    path = tmp_path_factory.mktemp("填报") / "好单位.xlsm"
    path.write_bytes(good_bytes())
    cells = {("粘贴评分表", f"{'ABCD'[c]}{r}"): text for r, row in enumerate(PASTED, 2) for c, text in enumerate(row)}
    type_into(path, mailbox(path) | cells, path)
    return path


def tables_loaded(code: str, source: Path, folder: Path, *arguments: str) -> str:
    """The last of numpy and pandas that a process has loaded after it ran on a copy of the workbook."""
    path = folder / source.name
    path.write_bytes(source.read_bytes())
    command = [sys.executable, "-c", f"import sys\n{code}\nprint({TABLES})", str(path), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(folder)})
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()[-1]


def test_they_would_be_seen(workbook: Path, tmp_path: Path) -> None:
    """Both libraries load them where they are; else the tests below could not fail."""
    assert tables_loaded("import xlwings", workbook, tmp_path) == "pandas"
    assert tables_loaded("import openpyxl", workbook, tmp_path) == "numpy"


@pytest.mark.parametrize("code", [EVALUATED, COMMAND], ids=["evaluate_file", "jixiao evaluate"])
def test_no_file_is_evaluated_with_pandas(workbook: Path, tmp_path: Path, code: str) -> None:
    assert tables_loaded(code, workbook, tmp_path) == "neither"


@pytest.mark.parametrize("action", [action.name for action in ON_FILES if action.group != "科室分工"])
def test_no_closed_file_is_pressed_with_pandas(workbook: Path, tmp_path: Path, action: str) -> None:
    assert tables_loaded(ON_FILE, workbook, tmp_path, action) == "neither"


def test_no_part_is_written_or_merged_with_pandas(workbook: Path, tmp_path: Path) -> None:
    assert tables_loaded(OFFICES, workbook, tmp_path) == "neither"


@pytest.mark.parametrize("action", [action.name for action in actions_of(UNIT) if action.name != "new"])
def test_no_button_loads_pandas(workbook: Path, tmp_path: Path, action: str) -> None:
    assert tables_loaded(CALLED, workbook, tmp_path, action) == "neither"


@pytest.mark.parametrize("action", ["validate", "new"])
def test_no_button_that_loads_xlwings_itself_loads_pandas(workbook: Path, tmp_path: Path, action: str) -> None:
    """As in Excel: nothing has loaded xlwings before."""
    assert tables_loaded(CALLED_BY_NOBODY, workbook, tmp_path, action) == "neither"


SCRIPT = """
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/lite"]
from jixiao.engines.bare import without_tables
with without_tables():  # Lite loads its own xlwings before any script of ours
    import xlwings
from excel_side import Excel
for name in [name for name in sys.modules if name.partition(".")[0] in ("numpy", "pandas")]:
    del sys.modules[name]  # the stand-in for Excel needs openpyxl, which loads numpy
from pathlib import Path
from jixiao.lite import scripts
from jixiao.lite.kit import unprotected
path = Path(sys.argv[1])
path.write_bytes(unprotected(path.read_bytes()))
excel = Excel(path)
excel.run(scripts.calculate)
assert excel.shown == "评分表"
"""


def test_no_script_of_lite_loads_pandas(workbook: Path, tmp_path: Path) -> None:
    assert tables_loaded(SCRIPT, workbook, tmp_path, str(Path(__file__).parents[1])) == "neither"
