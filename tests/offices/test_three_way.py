"""Merging, on content alone: nothing typed is lost, nothing of the main workbook is overwritten, twice is once, order is nothing."""

import random

import pytest
from random_returns import Case, picture, random_case, values_asked, values_on

from jixiao.offices.merging.choosing import replace_with
from jixiao.offices.merging.desk import Desk
from jixiao.offices.merging.model import (
    LABEL,
    WHOLE,
    Conflict,
    Contents,
    Return,
    Row,
    Spot,
    Table,
    Taken,
    digest,
    identity,
)
from jixiao.offices.merging.three_way import (
    BOTH,
    GONE_HERE,
    GONE_THERE,
    NO_ROOM,
    NOT_A_ROW,
    NOT_A_VALUE,
    STRAY,
    Memory,
    merge_return,
)
from jixiao.offices.raws import FormulaText

CASES = 1000


def merged(case: Case, order: list[Return] | None = None) -> tuple[Desk, list[Taken], list[Conflict]]:
    desk, taken, conflicts, memory = case.desk(), [], [], Memory()
    for one in order or case.returns:
        outcome = merge_return(desk, one, memory)
        taken += outcome.taken
        conflicts += outcome.conflicts
    return desk, taken, conflicts


@pytest.mark.parametrize("part", range(3))
def test_nothing_typed_is_lost_and_nothing_is_overwritten(part: int) -> None:
    for seed in range(part * CASES, (part + 1) * CASES):
        case = random_case(seed)
        desk, _, conflicts = merged(case)
        there = values_on(desk)
        assert case.typed_in_main <= there, (seed, case.typed_in_main - there)
        assert case.typed_in_parts <= there | values_asked(conflicts), seed


def test_twice_is_once() -> None:
    for seed in range(CASES):
        case = random_case(seed)
        desk, taken, _ = merged(case)
        before = picture(desk)
        memory = Memory({identity(one.spot, one.office, one.after) for one in taken})
        memory.note(taken)
        for one in case.returns:
            outcome = merge_return(desk, one, memory)
            assert not outcome.taken, (seed, outcome.taken)
        assert picture(desk) == before, seed


def test_order_is_nothing_where_there_is_no_conflict() -> None:
    tried = 0
    for seed in range(CASES):
        case = random_case(seed, quiet=True)
        desk, _, conflicts = merged(case)
        order = list(case.returns)
        random.Random(seed).shuffle(order)
        other, _, more = merged(case, order)
        if not conflicts and not more:
            tried += 1
            assert picture(desk) == picture(other), seed
    assert tried > CASES / 2


def test_undo_gives_back_what_was_there() -> None:
    for seed in range(CASES):
        case = random_case(seed)
        before = picture(case.desk())
        desk, taken, _ = merged(case)
        for one in reversed(taken):
            assert replace_with(desk, one.spot, one.before, digest(one.after)), (seed, one)
        assert picture(desk) == before, seed


TABLE = Table((Row({LABEL: "甲", "预算": 10}), Row({LABEL: "乙", "预算": 20})), frozenset((LABEL, "预算", "说明")))
OWN = frozenset((LABEL, "预算", "说明"))


def returned(now: Contents, base: Contents | None = None, **more: object) -> Return:
    base = base or Contents({"在职人数": 9}, {"项目": TABLE})
    rows = tuple(Row(row.cells, row.group, OWN) for row in base.tables["项目"].rows)
    table = Table(rows, TABLE.columns, base.tables["项目"].coded, True)
    handed = Contents(base.items, {"项目": table})
    return Return("财务", "财务.xlsx", "", handed, now, frozenset(base.items), {"项目": OWN}, **more)  # type: ignore[arg-type]


def with_rows(*rows: dict[str, object], item: object = 9) -> Contents:
    return Contents({"在职人数": item}, {"项目": Table(tuple(Row(cells) for cells in rows), TABLE.columns)})


JIA, YI = {LABEL: "甲", "预算": 10}, {LABEL: "乙", "预算": 20}
BING = {LABEL: "丙", "预算": 30}
TABLE_OF_CASES = [
    # what, main workbook now, returned, what stands then, why something is asked
    ("only the office changed", with_rows(JIA, YI), with_rows(JIA, YI, item=10), {10: True}, []),
    ("only the main workbook changed", with_rows(JIA, YI, item=8), with_rows(JIA, YI), {8: True}, []),
    ("both alike", with_rows(JIA, YI, item=8), with_rows(JIA, YI, item=8), {8: True}, []),
    ("alike but for the type", with_rows(JIA, YI, item="8"), with_rows(JIA, YI, item=8), {"8": True, 8: False}, []),
    ("both, differently", with_rows(JIA, YI, item=8), with_rows(JIA, YI, item=7), {8: True, 7: False}, [BOTH]),
    ("a formula", with_rows(JIA, YI), with_rows(JIA, YI, item=FormulaText("=1+1")), {9: True}, [NOT_A_VALUE]),
    ("an error value", with_rows(JIA, YI), with_rows(JIA, YI, item="#DIV/0!"), {9: True}, [NOT_A_VALUE]),
    ("cleared", with_rows(JIA, YI), with_rows(JIA, YI, item=None), {9: False}, []),
    ("sorted", with_rows(JIA, YI), with_rows(YI, JIA), {10: True, 20: True}, []),
    ("a row inserted", with_rows(JIA, YI), with_rows(BING, JIA, YI), {30: True}, []),
    ("a row deleted", with_rows(JIA, YI), with_rows(YI), {10: False, 20: True}, []),
    ("deleted there, changed here", with_rows({**JIA, "预算": 11}, YI), with_rows(YI), {11: True}, [GONE_THERE]),
    ("deleted here, changed there", with_rows(YI), with_rows({**JIA, "预算": 11}, YI), {11: False}, [GONE_HERE]),
    ("deleted here, as handed out there", with_rows(YI), with_rows(JIA, YI), {10: False}, []),
    ("renamed there", with_rows(JIA, YI), with_rows({**JIA, LABEL: "新甲"}, YI), {"新甲": True, "甲": False, 10: True}, []),
    ("renamed alike", with_rows({**JIA, LABEL: "新甲"}, YI), with_rows({**JIA, LABEL: "新甲", "预算": 11}, YI),
     {"新甲": True, 11: True, 10: False}, []),
    ("came on both sides", with_rows(JIA, YI, {LABEL: "丙"}), with_rows(JIA, YI, BING), {"丙": True, 30: True}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "main", "now", "stands", "why"), TABLE_OF_CASES, ids=[case[0] for case in TABLE_OF_CASES]
)
def test_case(what: str, main: Contents, now: Contents, stands: dict[object, bool], why: list[str]) -> None:
    desk = Desk.of(main, {("项目", ()): 3})
    outcome = merge_return(desk, returned(now))
    there = [*desk.items.values(), *(raw for line in desk.lines["项目"] for raw in line.cells.values())]
    for raw, wanted in stands.items():
        assert any(type(one) is type(raw) and one == raw for one in there) == wanted, (raw, there)
    assert [one.why for one in outcome.conflicts] == why


def test_a_name_is_changed_in_place() -> None:
    desk = Desk.of(with_rows(JIA, YI), {})
    merge_return(desk, returned(with_rows({**JIA, LABEL: "新甲"}, YI)))
    assert [line.cells for line in desk.lines["项目"]] == [{LABEL: "新甲", "预算": 10}, YI]


def test_a_renamed_row_of_the_main_workbook_is_asked_about() -> None:
    """It may be another row that happens to hold the same."""
    desk = Desk.of(with_rows({**JIA, LABEL: "新甲"}, YI), {})
    (asked,) = merge_return(desk, returned(with_rows({**JIA, "说明": "早完成"}, YI))).conflicts
    assert (asked.spot, asked.returned, asked.choosable) == (Spot("项目", "新甲", 0, "说明"), "早完成", True)
    assert "新甲" in asked.why


def test_no_room() -> None:
    desk = Desk.of(with_rows(JIA, YI), {("项目", ()): 0})
    (asked,) = merge_return(desk, returned(with_rows(JIA, YI, BING))).conflicts
    assert asked.why == NO_ROOM.format(table="项目")
    assert asked.returned == BING
    assert asked.spot.column == WHOLE


def test_rows_of_the_framework_neither_come_nor_go() -> None:
    coded = Contents({}, {"项目": Table(TABLE.rows, TABLE.columns, coded=True)})
    desk = Desk.of(coded, {})
    outcome = merge_return(
        desk, returned(Contents({}, {"项目": Table((Row(YI), Row(BING)), TABLE.columns)}), base=coded)
    )
    assert [line.label for line in desk.lines["项目"]] == ["甲", "乙"]
    assert [one.why for one in outcome.conflicts] == [NOT_A_ROW]


def test_what_stands_elsewhere_is_told() -> None:
    now = with_rows(JIA, YI)
    desk = Desk.of(now, {})
    (asked,) = merge_return(desk, returned(now, stray=(("《人员情况》H5", "请核"),))).conflicts
    assert (asked.spot.name, asked.returned, asked.why, asked.choosable) == ("《人员情况》H5", "请核", STRAY, False)
