"""The ledger's buttons on a unit's workbook, the unit's actions on a ledger, a ledger that can't be filled: one line, nothing changed."""

from datetime import datetime
from pathlib import Path

import pytest
from officers_folder import NOW, Here, desk, opened, pressed, typed

from books import run
from jixiao import resources
from jixiao.actions import ON_FILES
from jixiao.bureau.book import reading
from jixiao.bureau.book.run import WORK, At
from jixiao.bureau.ledger import names
from jixiao.buttons.closed_files import press_file
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.filing import evaluate_file
from jixiao.press.reading import A_LEDGER
from jixiao.resources import LEDGER_NAME


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return desk(tmp_path / "绩效")


@pytest.mark.parametrize("action", WORK)
def test_a_unit_s_workbook_is_refused(tmp_path, sample, action):
    path = tmp_path / "自评.xlsm"
    path.write_bytes(sample.read_bytes())
    with opened(path) as (book, calls):
        with pytest.raises(UnusableWorkbook) as told:
            pressed_on(book, action)
        assert told.value.message_zh == reading.NOT_A_LEDGER
        assert set(calls) == {("sheet_names", "")}
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "no memory was begun beside it"


def pressed_on(book, action):
    WORK[action](book, At(NOW, Here(), lambda text: None))


@pytest.mark.parametrize("action", ON_FILES, ids=lambda action: action.name)
def test_the_unit_s_actions_refuse_a_ledger(ledger, action):
    before = ledger.read_bytes()
    with pytest.raises(UnusableWorkbook) as told:
        press_file(action, ledger, datetime(2025, 5, 1))
    assert told.value.message_zh == A_LEDGER
    assert ledger.read_bytes() == before
    assert sorted(one.name for one in ledger.parent.iterdir()) == ["收件", LEDGER_NAME]


def test_a_ledger_among_the_returned_files_is_told_as_what_it_is():
    refused = evaluate_file(resources.workbook(LEDGER_NAME)).refused
    assert refused == f"【{LEDGER_NAME}】{A_LEDGER}"


def test_on_the_command_line():
    done = run("evaluate", resources.workbook(LEDGER_NAME))
    assert (done.returncode, done.stdout) == (2, "")
    assert A_LEDGER in done.stderr


BROKEN = [
    ({(names.HOME, "B6"): "没有的文件夹"}, "找不到收件文件夹“没有的文件夹”"),
    ({(names.HOME, "B7"): "今年"}, "《首页》B7 的评价年度“今年”看不懂"),
    ({(names.HOME, "B8"): "哪一套"}, "哪一套"),
    ({(names.ROSTER, "A4"): "县民政局", (names.ROSTER, "F4"): "哪一套"}, "《名册》A4 的指标体系“哪一套”用不了"),
    ({(names.HOME, "A9"): "到期"}, "《首页》找不到“截止日期”一栏"),
]


@pytest.mark.parametrize(("cells", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_what_cannot_be_collected_is_told_and_nothing_changes(ledger, cells, says):
    typed(ledger, cells)
    before = ledger.read_bytes()
    with pytest.raises(UnusableWorkbook) as told:
        pressed(ledger, "collect")
    assert says in told.value.message_zh
    assert ledger.read_bytes() == before


def test_a_sheet_that_is_gone_is_told(ledger, tmp_path):
    import openpyxl

    book = openpyxl.load_workbook(ledger)
    book.remove(book[names.FINDINGS])
    book[names.TOTALS].title = "总 表"
    book.save(tmp_path / "少了.xlsx")
    with pytest.raises(UnusableWorkbook) as told:
        pressed(tmp_path / "少了.xlsx", "refresh")
    assert told.value.message_zh == reading.SHEETS_GONE.format(sheets="《总表》《问题明细》")


def test_the_shipped_ledger_has_the_sheets_of_the_plan():
    port = open_port(resources.workbook(LEDGER_NAME))
    assert tuple(port.sheet_names()) == names.SHEETS
    port.close()


MOVED = [
    ({(names.REGISTER, "J3"): "备注", (names.REGISTER, "K3"): "选用"}, "登记"),
    ({(names.REGISTER, "M3"): None}, "登记"),
    ({(names.TOTALS, "U5"): None, (names.TOTALS, "V5"): "核对"}, "总表"),
    ({(names.ROSTER, "A3"): None}, "名册"),
]


@pytest.mark.parametrize(
    ("cells", "sheet"), MOVED, ids=["two columns changed", "no digits", "a column more", "no unit"]
)
def test_a_sheet_whose_columns_moved_is_not_filled(ledger, cells, sheet):
    """What a moved column leaves in the headings, which is what is looked at."""
    typed(ledger, cells)
    before = ledger.read_bytes()
    with pytest.raises(UnusableWorkbook) as told:
        pressed(ledger, "collect")
    assert told.value.message_zh == reading.MOVED.format(sheet=sheet)
    assert ledger.read_bytes() == before
