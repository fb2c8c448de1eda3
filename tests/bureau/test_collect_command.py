"""The command over time: what was said once stays, what people typed is never lost, what is no ledger is never replaced."""

import shutil

import openpyxl
import pytest
from openpyxl.comments import Comment

from books import run
from counties import make_unit, many_specs
from jixiao.bureau.book.asked import read_terms
from jixiao.bureau.ledger import names
from jixiao.engines import open_port

SPECS = list(many_specs(3, 12, 2024))


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    folder = tmp_path_factory.mktemp("收件")
    for n, spec in enumerate(SPECS, 1):
        (folder / f"{n}.xlsm").write_bytes(make_unit(spec))
    return folder


@pytest.fixture
def home(received, tmp_path):
    shutil.copytree(received, tmp_path / "收件")
    book = openpyxl.Workbook()
    book.active.append(["单位名称"])
    for unit in (*(spec.unit for spec in SPECS), "清江县没报局"):
        book.active.append([unit])
    book.save(tmp_path / "名册.xlsx")
    return tmp_path


def collect(home, *more, ledger="台账.xlsx", sources=("收件",)):
    paths = [home / one for one in sources]
    return run("collect", *paths, "-o", home / ledger, "--today", "2025-07-20", "--jobs", 1, *more)


def said(told):
    return [line for line in told.stdout.splitlines() if line.startswith("沿用上次")]


def days_over(home, ledger):
    sheet = openpyxl.load_workbook(home / ledger, data_only=True)[names.MISSING]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if names.UNIT in row)
    return {row[head.index(names.UNIT)]: row[head.index("超期天数")] for row in rows[rows.index(head) + 1 :] if row[1]}


@pytest.mark.parametrize("ledger", ["台账.xlsx", "台账.xlsm"])
def test_due_date_and_year_are_said_once(home, ledger):
    first = collect(home, "--roster", home / "名册.xlsx", "--due", "2025-07-10", "--year", 2024, ledger=ledger)
    assert (first.returncode, said(first)) == (1, [])
    assert days_over(home, ledger) == {"清江县没报局": 10}
    again = collect(home, ledger=ledger, sources=())
    assert said(again) == [
        "沿用上次的评价年度 2024（要改，用 --year）。", "沿用上次的截止日期 2025-07-10（要改，用 --due）。",
    ]  # fmt: skip
    assert days_over(home, ledger) == {"清江县没报局": 10}
    assert len(said(collect(home, "--due", "2025-07-15", ledger=ledger))) == 1
    assert days_over(home, ledger) == {"清江县没报局": 5}


def test_a_ledger_with_buttons_shows_what_was_said(home):
    collect(home, "--due", "2025-07-10", "-f", "部门整体支出-53号", ledger="台账.xlsm")
    port = open_port(home / "台账.xlsm")
    terms = read_terms(port.raw_sheet(names.HOME))
    port.close()
    assert (str(terms.due), terms.framework, terms.folders) == ("2025-07-10", "部门整体支出-53号", ("收件",))


def test_without_a_roster_nobody_becomes_obliged(home):
    collect(home)
    again = collect(home)
    assert "没有名册，谁报了算谁，不知道谁缺报。" in again.stdout
    assert openpyxl.load_workbook(home / "台账.xlsx")[names.ROSTER]["A4"].value == "没有名册。"


@pytest.mark.parametrize("name", ["名册.xlsx", "收件/1.xlsm"])
def test_what_is_no_ledger_is_never_replaced(home, name):
    before = (home / name).read_bytes()
    told = collect(home, ledger=name)
    assert told.returncode == 2
    assert told.stderr.strip() == f"【{name.rpartition('/')[2]}】不是绩效自评台账，不会覆盖它。请换一个文件名。"
    assert (home / name).read_bytes() == before


def test_without_its_memory_a_ledger_is_not_emptied(home):
    collect(home)
    (home / "台账.db").unlink()
    before = (home / "台账.xlsx").read_bytes()
    told = collect(home, sources=())
    assert told.returncode == 2
    assert told.stderr.startswith("还没有收集过，或者旁边的 台账.db 不见了")
    assert (home / "台账.xlsx").read_bytes() == before


def test_a_comment_stays_in_a_copy_and_an_untouched_ledger_leaves_none(home):
    collect(home)
    collect(home)
    assert not list(home.glob("台账_*xlsx"))
    book = openpyxl.load_workbook(home / "台账.xlsx")
    book[names.TOTALS]["A6"].comment = Comment("问过了", "王")
    book.save(home / "台账.xlsx")
    told = collect(home)
    assert "有人改过的旧台账原样留在 台账_上次.xlsx" in told.stdout
    assert openpyxl.load_workbook(home / "台账_上次.xlsx")[names.TOTALS]["A6"].comment.text == "问过了"


def test_everything_that_has_no_place_is_named(home):
    collect(home)
    book = openpyxl.load_workbook(home / "台账.xlsx")
    book.create_sheet("我的").append(["记一笔"])
    book[names.TOTALS]["B6"] = "我改的"
    book.save(home / "台账.xlsx")
    told = collect(home)
    (aside,) = home.glob("台账_旧_*.xlsx")
    assert f"上面说的 2 处没有带过来，旧台账原样留在 {aside.name}。" in told.stdout
    assert [line for line in told.stdout.splitlines() if "《我的》" in line]
    assert [line for line in told.stdout.splitlines() if line.startswith("《总表》第 6 行")]


def test_a_folder_that_cant_be_written_is_one_line(home):
    told = run("collect", home / "收件", "-o", "/proc/台账.xlsx")
    assert told.returncode == 2
    assert "不能读写" in told.stderr
    assert "Traceback" not in told.stderr
