"""K23: one telephone. K24: one person on one day. Hints only: one bookkeeper for many units is usual."""

import pytest

from compared import Unit, places, suspicions
from jixiao.findings import Severity

OURS, OTHER, CHILD = "清江县水务局", "清江县农业农村局", "清江县水务局河道管理所"


def unit(name, person="张明", phone="0759-6612345", day="2025-06-18"):
    given = {"填报人": person, "联系电话": phone, "填报日期": day}
    return Unit(name, {item: text for item, text in given.items() if text})


def test_the_same_telephone():
    (found,) = suspicions([unit(OURS), unit(OTHER, "李华", "0759 6612345")], "K23")
    assert places([found]) == [[(OTHER, "文字材料", "C2"), (OURS, "文字材料", "C2")]]
    assert found.wrong == f"{OTHER}、{OURS}的联系电话都是 0759 6612345（填报人：李华、张明）。"
    assert found.kind.severity is Severity.HINT


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ([unit(OURS), unit(OTHER, phone="0759-6612346")], False),
        ([unit(OURS, phone="6612"), unit(OTHER, phone="6612")], False),
        ([unit(OURS, phone=""), unit(OTHER, phone="")], False),
        ([unit(OURS), unit(CHILD)], False),  # one belongs to the other
        ([unit(OURS), unit(CHILD), unit(OTHER)], True),
    ],
)
def test_who_shares_a_telephone(units, told):
    assert bool(suspicions(units, "K23")) is told


def test_many_units_are_one_line():
    (found,) = suspicions([unit(f"清江县第{n}中学") for n in range(12)], "K23")
    assert (found.measure, len(found.sides)) == (12, 12)
    assert "等 12 家的联系电话" in found.wrong


@pytest.mark.parametrize(("least", "told"), [(2, True), (3, False)])
def test_how_many_must_share(least, told):
    assert bool(suspicions([unit(OURS), unit(OTHER)], "K23", 同一联系人单位数=least)) is told


def test_the_same_person_on_the_same_day():
    (found,) = suspicions([unit(OURS, phone=""), unit(OTHER, phone="0759-7712345")], "K24")
    assert places([found]) == [
        [(OTHER, "文字材料", c) for c in ("C1", "C3")] + [(OURS, "文字材料", c) for c in ("C1", "C2")]
    ]
    assert found.wrong == f"{OTHER}、{OURS}的填报人都是“张明”，填报日期都是 2025-06-18。"


@pytest.mark.parametrize(
    "other",
    [
        unit(OTHER, phone="", day="2025-06-19"),  # a common name
        unit(OTHER, "李华", ""),
        unit(OTHER, "", ""),
        unit(OTHER),  # K23 says it already
    ],
)
def test_not_told_as_one_person(other):
    assert suspicions([unit(OURS), other], "K24") == []
