"""What a click costs, counted for every action: one evaluation at most, two calls per sheet into the application."""

import asyncio
import sys
from collections import Counter

import pytest
import xlwings as xw
from click.testing import CliRunner

from books import filled, type_into
from good import good_bytes, mailbox, row_gone
from jixiao import buttons, log, resources
from jixiao.actions import IN_LITE, ON_FILES, UNIT, action_named, actions_of
from jixiao.buttons import closed_files
from jixiao.cli.main import main
from jixiao.engines import open_book
from jixiao.engines.port import CountingPort
from jixiao.lite import scripts
from jixiao.press import reading

MOST_PER_SHEET = 2
EXPORTING = ("submit", "mail")  # once the documents are there, 首页 says so: one write more
READS = ("used_block", "read_values", "read_formulas")
IMPORT = action_named("import")
OFFICES = "科室分工"
HAVE_A_BOOK = [action for action in actions_of(UNIT) if action.home and action.name != "help"]
ON_A_BOOK = [action for action in HAVE_A_BOOK if action is not IMPORT and action.group != OFFICES]


@pytest.fixture
def evaluations(monkeypatch):
    """The evaluations from now on, whoever asks for them: each runs the checks of entries once."""
    done = []
    module = sys.modules["jixiao.evaluation.evaluate"]  # its package has the function by that name
    real = module.run_entry_checks
    monkeypatch.setattr(module, "run_entry_checks", lambda snapshot: done.append(snapshot) or real(snapshot))
    return done


def rowless(path):
    """The good unit without a row of 绩效指标, which the press adds."""
    good(path)
    type_into(path, row_gone(path), path)


def good(path):
    """Nothing is refused, and every score stands there from the press before."""
    path.write_bytes(good_bytes())
    type_into(path, mailbox(path), path)
    filled(path, path)


def with_errors(path):
    """The sample."""
    path.write_bytes(resources.workbook("samples", resources.SAMPLE_NAME).read_bytes())
    type_into(path, mailbox(path), path)


BOOKS = [with_errors, rowless, good]
books = pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)


@pytest.fixture
def path(tmp_path, make, monkeypatch):
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    made = tmp_path / "自评.xlsm"
    make(made)
    return made


def counted(book):
    """The book behind a counter."""
    book.impl.port = CountingPort(book.impl.port)
    return book


def most(calls, operations):
    """The most calls of these kinds that one sheet had."""
    found = Counter()
    for (operation, sheet), count in calls.items():
        if operation in operations:
            found[sheet] += count
    return max(found.values())


def assert_cheap(calls, evaluations, action, make):
    """A third call where the press has something to write into a sheet that people type in."""
    assert len(evaluations) == (action.name != "try_out")
    assert most(calls, READS) <= MOST_PER_SHEET
    if make is not rowless and action.name != "try_out":
        calls = Counter(calls) - Counter({("write_values", "首页"): action.name in EXPORTING})
        assert most(calls, (*READS, "write_values", "write_formulas", "visible", "protected")) <= MOST_PER_SHEET


@books
@pytest.mark.parametrize("action", ON_A_BOOK, ids=lambda action: action.name)
def test_a_button(path, make, action, evaluations, monkeypatch):
    book = counted(open_book(path))
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    getattr(buttons, action.name)()
    assert "完成" in book.app.status_bar
    assert_cheap(book.impl.port.calls, evaluations, action, make)
    book.close()


TABLE = [
    ["一级指标", "三级指标", "分值", "评分标准", "目标值"],
    ["投入", "预算完成率", 100, "达到目标值得满分，每低于1个百分点扣2分。", "≥95%"],
]


@pytest.mark.parametrize("make", [good], ids=["good"])
def test_hand_out_take_back_undo(path, make, evaluations, monkeypatch):
    """分发 evaluates nothing, a merge once; what is read is read once. What a merge writes is what changed, and its account."""
    for name, count in (("split", 0), ("split", 0), ("merge", 1), ("undo_merge", 1)):
        evaluations.clear()
        book = counted(open_book(path))
        monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda book=book: book))
        getattr(buttons, name)()
        assert "完成：" in book.app.status_bar, book.app.status_bar
        assert len(evaluations) == count, name
        assert most(book.impl.port.calls, READS) <= MOST_PER_SHEET
        assert most(book.impl.port.calls, ("write_values", "write_formulas")) <= 4, name
        book.save(path)
        book.close()
        if name == "split" and (path.parent / "分册").is_dir():
            (part,) = path.parent.glob("分册/分册_人事_*.xlsx")
            type_into(
                part, {("人员情况", "D10"): 8, ("人员情况", "D11"): 6}, path.parent / "分册" / "交回" / "人事.xlsx"
            )


def test_an_import(tmp_path, blank, evaluations, monkeypatch):
    """The pasted sheet once; 指标体系 and 绩效指标 as any sheet, and two writes; 导入结果 before and after."""
    book = counted(open_book(blank))
    port = book.impl.port
    port.write_values("粘贴评分表", 2, 1, TABLE)
    port.calls.clear()
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    buttons.import_table()
    assert "完成：导入 1 个指标" in book.app.status_bar
    assert len(evaluations) == 1
    per_sheet = Counter()
    for (operation, sheet), count in port.calls.items():
        per_sheet[sheet] += count if operation in (*READS, "raw_sheet", "write_values") else 0
    assert per_sheet["粘贴评分表"] == 1
    assert per_sheet["导入结果"] == 3
    assert (per_sheet["指标体系"], per_sheet["绩效指标"]) == (
        4,
        7,
    )  # 评分标准, 逐项填报 and 填法 stand apart
    rest = {sheet: n for sheet, n in per_sheet.items() if sheet not in ("导入结果", "指标体系", "绩效指标")}
    assert max(rest.values()) <= MOST_PER_SHEET
    book.close()


@books
@pytest.mark.parametrize(
    "action", [one for one in ON_FILES if one is not IMPORT and one.group != OFFICES], ids=lambda action: action.name
)
def test_a_closed_file(path, make, action, evaluations, monkeypatch):
    opened = []

    def opening(path):
        opened.append(counted(open_book(path)))
        return opened[-1]

    monkeypatch.setattr(closed_files, "open_book", opening)
    done = CliRunner().invoke(main, ["press", action.name, str(path)])
    assert f"{action.label}" in done.output
    assert done.exit_code in (0, 1)
    assert len(opened) == 1
    assert_cheap(opened[0].impl.port.calls, evaluations, action, make)


@pytest.mark.parametrize("make", [rowless], ids=["rowless"])
@pytest.mark.parametrize("action", IN_LITE, ids=lambda action: action.name)
def test_a_script_of_lite(path, make, action, evaluations, monkeypatch):
    """On a book of ours, whose formulas need no waiting."""
    book = counted(open_book(path))

    async def read(book):
        return reading.read_grids(book)

    async def flush():
        return None

    monkeypatch.setattr(scripts, "read_grids", read)
    monkeypatch.setattr(type(book), "flush", lambda self: flush(), raising=False)
    asyncio.run(getattr(scripts, action.name)(book))
    assert_cheap(book.impl.port.calls, evaluations, action, make)
    book.close()


COMMANDS = [("evaluate", 1), ("report", 1), ("submit", 1)]


@pytest.mark.parametrize("make", [good], ids=["good"])
@pytest.mark.parametrize(("command", "count"), COMMANDS)
def test_a_command(path, command, count, evaluations, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [command, str(path)])
    assert done.exit_code == 0, done.output
    assert len(evaluations) == count


def test_the_demo(tmp_path, evaluations):
    """One of the workbook; the other is the finished workbook, read back and computed again to be compared."""
    done = CliRunner().invoke(main, ["demo", str(tmp_path)])
    assert done.exit_code == 1, done.output
    assert "数字一致" in done.output
    assert len(evaluations) == 2
