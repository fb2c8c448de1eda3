"""K14: amounts to the cent as another unit's. K26: answers as another unit's."""

import pytest

from compared import Unit, places, suspicions

OURS, OTHER = "清江县水务局", "清江县农业农村局"
BUDGET = {
    "工资福利支出年初预算数": "312.47", "商品和服务支出年初预算数": "88.15", "项目支出年初预算数": "1204.33",
    "公用经费实际支出数": "45.18", "固定资产总额": "2310.06",
}  # fmt: skip


def crowd(count=20):
    """Nobody has what another has."""
    return [
        Unit(f"清江县第{n}中学", {}, {item: float(value) + n + 1 for item, value in BUDGET.items()})
        for n in range(count)
    ]


def with_figures(unit, **changes):
    return Unit(unit, {}, {item: value for item, value in {**BUDGET, **changes}.items() if value is not None})


def found(mine, theirs, code="K14", **limits):
    return suspicions([*crowd(), mine, theirs], code, **limits)


def test_five_equal_amounts_are_told_with_their_cells():
    (one,) = found(with_figures(OURS), with_figures(OTHER))
    assert (one.measure, len(one.sides)) == (5, 10)
    assert places([one])[0][:2] == [(OTHER, "支出预算", "E1"), (OURS, "支出预算", "E1")]
    assert one.sides[4].shown == one.sides[5].shown == "1,204.33"
    assert one.wrong.startswith(f"{OTHER}、{OURS}有 5 个金额在同一项目上完全相同：工资福利支出年初预算数 312.47、")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"固定资产总额": "2310.07"}, False),  # 4 are left; 相同金额个数 5
        ({"固定资产总额": "2300"}, False),
        ({"固定资产总额": None, "政府采购实际支出数": "2310.06"}, False),  # at another item
        ({"固定资产总额": "2310.07", "工资福利支出全年执行数": "312.47"}, False),
    ],
)
def test_how_many_must_be_equal(changes, told):
    assert bool(found(with_figures(OURS), with_figures(OTHER, **changes))) is told


@pytest.mark.parametrize(
    ("value", "told"),
    [("123", True), ("1.23", True), ("1230", True), ("12", False), ("1200", False), ("0", False), ("100", False)],
)
def test_three_significant_digits(value, told):
    """Round numbers meet by chance."""
    both = [with_figures(unit, 固定资产总额=value) for unit in (OURS, OTHER)]
    assert bool(found(*both)) is told


def test_an_amount_that_stands_in_five_cells_counts_once():
    """年初预算, 执行数, 决算 …: one coincidence, not five."""
    items = ("收入决算数", "支出决算数", "项目支出年初预算数", "项目支出全年执行数", "公用经费实际支出数")
    assert found(*(Unit(unit, {}, dict.fromkeys(items, "655.36")) for unit in (OURS, OTHER))) == []


def test_counts_and_computed_figures_are_no_amounts():
    counts = dict(zip(("在职人员数", "固定资产总额", "内设机构数"), ("123", "655.36", "124"), strict=True))
    assert found(*(Unit(unit, {}, counts) for unit in (OURS, OTHER)), 相同金额个数=2) == []
    assert found(*(Unit(unit, {}, {}, computed=BUDGET) for unit in (OURS, OTHER))) == []


def test_rows_of_lists_may_stand_elsewhere():
    rows = [{f"重点项目[{n + k}].全年执行数": ("项目", f"{n}1.{n}7") for n in range(1, 6)} for k in (0, 3)]
    (one,) = found(Unit(OURS, {}, rows[0]), Unit(OTHER, {}, rows[1]))
    assert [side.item for side in one.sides[:2]] == ["重点项目[4].全年执行数", "重点项目[1].全年执行数"]


# K26

HAND = (
    ("D1", "达成年度指标", "4.5", "个别任务延后完成，扣0.5分。", "会议纪要"),
    ("D2", "93.27%", "3.8", "排队时间偏长，扣0.2分。", "满意度问卷432份"),
)


def answered(unit, rows=HAND, number=1):
    texts, figures = {}, {}
    for n, (code, value, points, reason, evidence) in enumerate(rows, number):
        cells = {"完成值": value, "扣分原因": reason, "佐证材料": evidence}
        texts |= {f"绩效指标[{n}].{column}": (code, text) for column, text in cells.items() if text}
        figures[f"绩效指标[{n}].手工得分"] = (code, points)
    return Unit(unit, texts, figures)


def changed(count):
    """The answers with so many cells of eight another's."""
    cells = [list(row) for row in HAND]
    for n in range(count):
        cells[n // 4][1 + n % 4] = ("优", "1.1", "别的原因", "别的材料")[n % 4]
    return cells


def scored(count=20):
    return [
        answered(f"清江县第{n}中学", [(c, f"{90 + n / 10}%", f"{n / 10}", f"原因{n}", f"问卷{n}份") for c, *_ in HAND])
        for n in range(count)
    ]


def test_equal_answers_are_told_with_their_cells():
    (one,) = suspicions([*scored(), answered(OURS), answered(OTHER, number=5)], "K26")
    assert (one.measure, len(one.sides)) == (100, 16)
    assert places([one])[0][:2] == [(OTHER, "文字材料", "C4"), (OURS, "文字材料", "C4")]
    assert [side.item for side in one.sides[:2]] == ["D2 绩效指标[6].完成值", "D2 绩效指标[2].完成值"]
    # figures before words, and what the unit typed
    shown = [side.shown for side in one.sides[::2]]
    assert shown[:4] == ["93.27%", "4.5", "3.8", "个别任务延后完成，扣0.5分。"]
    assert one.unit == "%"
    assert "有 8 格填得一样（100.00%，2 个指标" in one.wrong


@pytest.mark.parametrize(
    ("other", "limits", "told"),
    [
        (changed(0), {}, True),
        (changed(1), {}, False),  # 7 cells; 相同填报个数 8
        (changed(3), {"相同填报个数": 4}, True),  # 62.5 %; 相同填报比例 60
        (changed(4), {"相同填报个数": 4}, False),  # 50 %
    ],
)
def test_how_much_must_be_equal(other, limits, told):
    assert bool(suspicions([*scored(), answered(OURS), answered(OTHER, other)], "K26", **limits)) is told


def test_what_everybody_answers_is_no_copy():
    usual = [("D1", "是", "5", "", "台账"), ("D2", "100%", "5", "", "台账"), ("D3", "是", "5", "", "台账")]
    assert suspicions([answered(f"清江县第{n}中学", usual) for n in range(30)], "K26") == []
