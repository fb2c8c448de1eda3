"""The ledger's buttons on a real folder of workbooks, through the file engine: what they fill, keep, clear, and cost."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from officers_folder import GOOD, NOW, UNION, desk, opened, place, pressed, second_version, shown, table, typed

from books import run
from jixiao.bureau.book.run import WORK, At
from jixiao.bureau.ledger import names
from jixiao.bureau.running.here import Here
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.values.address import row_column
from validator import errors_in, needs_validator

ROSTER_ROWS = {"A4": UNION, "E4": datetime(2025, 4, 10), "A5": "县民政局", "B5": "王", "C5": "0759-2", "A6": GOOD}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return desk(tmp_path / "绩效 2024")


@pytest.fixture
def with_roster(ledger: Path) -> Path:
    """Two units that filed, one that didn't; one of them is late by its own date."""
    typed(ledger, {(names.ROSTER, cell): value for cell, value in ROSTER_ROWS.items()})
    return ledger


def counts(ledger: Path) -> dict[object, object]:
    """首页's list: 项目 → 数."""
    return {row["项目"]: row["数"] for row in table(ledger, names.HOME, "项目")}


def test_collecting_fills_every_sheet_and_says_what_there_is(with_roster):
    told = pressed(with_roster, "collect")
    assert told.startswith("收到 3 个文件：采用 2，重复 0，被替代 0，不能用 1")
    assert "缺报 1 个单位，逾期 1 个" in told
    register = {row["来源"]: row["状态"] for row in table(with_roster, names.REGISTER, "单位")}
    assert register == {"收件/工会.xlsm": "采用", "收件/好单位.xlsm": "采用", "收件/坏了.xlsx": "不能用", None: "缺报"}
    assert [row["状态"] for row in table(with_roster, names.TOTALS, "单位")] == ["逾期", "缺报", "已报"]
    assert [row["单位"] for row in table(with_roster, names.MISSING, "序号")] == ["县民政局"]
    assert counts(with_roster)["采用"] == 2
    assert len(table(with_roster, names.FINDINGS, "级别")) > 5


def test_a_choice_stays_and_changes_the_result_after_refreshing(ledger):
    second_version(ledger)
    pressed(ledger, "collect")

    def counting():
        rows = table(ledger, names.REGISTER, "单位")
        return {row["来源"]: (row["状态"], row["选用"], row["备注"]) for row in rows if row["单位"] == GOOD}

    assert counting() == {"收件/好单位 更正.xlsm": ("采用", None, None), "收件/好单位.xlsm": ("被替代", None, None)}
    old = lambda row: "收件/好单位.xlsm" in row  # noqa: E731
    typed(ledger, {
        (names.REGISTER, place(ledger, names.REGISTER, "选用", old)): "采用",
        (names.REGISTER, place(ledger, names.REGISTER, "备注", old)): "电话里说以这份为准",
    })  # fmt: skip
    pressed(ledger, "refresh")
    chosen = {
        "收件/好单位.xlsm": ("采用", "采用", "电话里说以这份为准"),
        "收件/好单位 更正.xlsm": ("被替代", None, None),
    }
    assert counting() == chosen
    pressed(ledger, "collect")
    assert counting() == chosen
    typed(ledger, {(names.REGISTER, place(ledger, names.REGISTER, "选用", old)): None})
    pressed(ledger, "refresh")
    assert counting()["收件/好单位 更正.xlsm"][0] == "采用", "what is taken back counts no more"


def test_refreshing_looks_for_no_file(ledger):
    pressed(ledger, "collect")
    second_version(ledger)
    assert "收到 3 个文件" in pressed(ledger, "refresh")
    assert "收到 4 个文件" in pressed(ledger, "collect")


def test_the_list_of_who_is_missing_is_of_today_and_the_rest_stays(with_roster):
    pressed(with_roster, "collect")
    before = {name: shown(with_roster, name) for name in names.SHEETS if name != names.MISSING}
    pressed(with_roster, "missing", datetime(2025, 6, 1, 8, 0))
    assert shown(with_roster, names.MISSING)[0][0] == "缺报名单（截至 2025-06-01）"
    assert {name: shown(with_roster, name) for name in names.SHEETS if name != names.MISSING} == before


def test_what_people_type_is_never_written(with_roster):
    """首页's yellow cells, 名册 (with a date that can't be read), 设置."""
    typed(with_roster, {(names.HOME, "B6"): "收件；", (names.HOME, "B7"): 2024, (names.ROSTER, "E5"): "四月底"})
    kept = [shown(with_roster, names.ROSTER), shown(with_roster, names.SETTINGS), shown(with_roster, names.HOME)[4:9]]
    told = pressed(with_roster, "collect")
    after = [shown(with_roster, names.ROSTER), shown(with_roster, names.SETTINGS), shown(with_roster, names.HOME)[4:9]]
    assert after == kept
    assert "收到 3 个文件" in told
    reminders = [row["说明"] for row in table(with_roster, names.HOME, "项目") if row["项目"] == "提醒"]
    assert "《名册》E5 的截止日期“四月底”看不懂，没有采用。请写成 2025-04-30 这样。" in reminders


def test_rows_that_are_gone_vanish(ledger):
    pressed(ledger, "collect")
    long = len(shown(ledger, names.FINDINGS))
    typed(ledger, {(names.REGISTER, place(ledger, names.REGISTER, "选用", lambda row: UNION in row)): "不采用"})
    pressed(ledger, "refresh")
    assert len(shown(ledger, names.FINDINGS)) < long
    assert [row["级别"] for row in table(ledger, names.FINDINGS, "级别")] == ["没有查出问题。"]


def test_a_press_twice_changes_nothing(ledger):
    pressed(ledger, "collect")
    once = ledger.read_bytes()
    pressed(ledger, "collect")
    assert ledger.read_bytes() == once


def test_what_it_costs(with_roster):
    """Per sheet one read and one write, two on 首页 and 图表, which keep rows above their list; nothing else is asked."""
    pressed(with_roster, "collect")
    with opened(with_roster) as (book, calls):
        WORK["collect"](book, At(NOW, Here(), lambda text: None))
        per_sheet: Counter[tuple[str, str]] = Counter()
        for (operation, sheet), count in calls.items():
            if sheet:
                per_sheet["write" if operation.startswith("write") else "read", sheet] += count
    written = {sheet: n for (kind, sheet), n in per_sheet.items() if kind == "write"}
    assert written == {
        name: 2 if name in (names.HOME, names.CHARTS) else 1
        for name in names.SHEETS
        if name not in (names.ROSTER, names.SETTINGS)
    }
    assert {sheet: n for (kind, sheet), n in per_sheet.items() if kind == "read"} == dict.fromkeys(names.SHEETS, 1)


def test_progress_is_told_file_by_file(ledger):
    said: list[str] = []
    with opened(ledger) as (book, _):
        WORK["collect"](book, At(NOW, Here(), said.append))
    assert said[0] == "正在读取台账…"
    assert "正在读取和评分… 3/3" in said
    assert said[-1] == "正在写入各表…"


@needs_validator
def test_a_filled_ledger_is_valid(with_roster):
    pressed(with_roster, "collect")
    assert errors_in(with_roster) == []


def test_what_was_written_over_the_program_s_cells_is_told_and_kept_beside_the_ledger(with_roster):
    pressed(with_roster, "collect")
    cell = place(with_roster, names.REGISTER, "原因", lambda row: "收件/坏了.xlsx" in row)
    typed(with_roster, {(names.REGISTER, cell): "已电话通知重报", (names.REGISTER, "N30"): "右边自己的"})
    told = pressed(with_roster, "refresh")
    aside = with_roster.with_name("绩效自评台账_旧_20250502-153000.xlsx")
    assert told.endswith(f"有人改过程序填的格子，改之前的内容另存在 {aside.name}，详见《首页》的提醒。")
    port = open_port(aside)
    row, column = row_column(cell)
    assert (port.sheet_names(), port.read_values(names.REGISTER, Area(row, column))) == (
        [names.REGISTER],
        [["已电话通知重报"]],
    )
    port.close()
    reminders = [one["说明"] for one in table(with_roster, names.HOME, "项目") if one["项目"] == "提醒"]
    assert any(line.startswith(f"《登记》第 {row} 行") and "有格子被人改过" in line for line in reminders)
    assert shown(with_roster, names.REGISTER)[29][13] == "右边自己的", "beside the table nothing is written"
    again = pressed(with_roster, "refresh")
    assert "有人改过" not in again


def test_nothing_is_kept_aside_where_nobody_wrote_over_anything(with_roster):
    pressed(with_roster, "collect")
    pressed(with_roster, "refresh")
    assert sorted(one.name for one in with_roster.parent.iterdir()) == [
        "收件", with_roster.with_suffix(".db").name, with_roster.name
    ]  # fmt: skip


def test_the_command_line_and_the_buttons_take_turns(with_roster):
    """`collect -o` draws the .xlsm anew: what was typed stays, and its buttons go on filling it."""
    typed(with_roster, {(names.HOME, "B7"): 2024, (names.HOME, "B9"): datetime(2025, 4, 15)})
    pressed(with_roster, "collect")
    done = run("collect", "-o", with_roster, with_roster.parent / "收件", "--year", "2024", "--jobs", "1")
    assert done.returncode == 1, done.stderr
    assert "收到 3 个文件：采用 2，重复 0，被替代 0，不能用 1" in done.stdout
    asked = [row[:2] for row in shown(with_roster, names.HOME)[5:10]]
    assert asked == [
        ["收件文件夹", "收件"],
        ["评价年度", 2024],
        ["指标体系", None],
        ["截止日期", datetime(2025, 4, 15)],
        ["上年台账", None],
    ]
    assert [row["单位"] for row in table(with_roster, names.ROSTER, "单位")] == [UNION, "县民政局", GOOD]
    second_version(with_roster)
    assert "收到 4 个文件：采用 2，重复 0，被替代 1，不能用 1" in pressed(with_roster, "collect")
