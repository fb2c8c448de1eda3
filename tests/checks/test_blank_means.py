"""What a blank cell stands for: the form says it, or somebody's answer; what is typed counts before it."""

from datetime import date

import pytest

from books import evaluated, snapshot_of, type_into
from jixiao.forms import load_forms

SPECS = dict(load_forms().items())
USUAL = [item for item, spec in SPECS.items() if spec.usual]
FIRST, SECOND, *_ = SPECS["材料报送情况"].phrases
TAKE = "空着的用常用语{}".format

# item | typed | what it stands for
MEANT = [
    ("人员数据截止日期", {}, date(2024, 12, 31)),
    ("人员数据截止日期", {"人员数据截止日期": "2024-11-30"}, date(2024, 11, 30)),
    ("人员数据截止日期", {"评价年度": ""}, None),
    ("主要做法和经验", {}, "无"),
    ("主要做法和经验", {"主要做法和经验": "按月通报。"}, "按月通报。"),
    ("材料报送情况", {}, None),
    ("材料报送情况", {"程序性文字": TAKE(1)}, FIRST),
    ("材料报送情况", {"程序性文字": TAKE(2)}, SECOND),
    ("材料报送情况", {"程序性文字": TAKE(3)}, None),  # nothing of their own stands there
    ("材料报送情况", {"程序性文字": "自己写"}, None),
    ("材料报送情况", {"程序性文字": TAKE(1), "材料报送情况": "已报送。"}, "已报送。"),
    ("存在问题", {"程序性文字": TAKE(1)}, None),  # never usual
]


def filled(blank, tmp_path, typed):
    places = snapshot_of(blank)
    cells = {("基本信息", places.place("评价年度").cell): 2024}
    cells |= {(places.place(item).sheet, places.place(item).cell): content for item, content in typed.items()}
    type_into(blank, cells, tmp_path / "填.xlsm")
    return tmp_path / "填.xlsm"


@pytest.mark.parametrize(("item", "typed", "meant"), MEANT)
def test_a_blank_cell_stands_for(blank, tmp_path, item, typed, meant):
    path = filled(blank, tmp_path, typed)
    assert snapshot_of(path).entries[item].value == meant
    asked = {f.key.item for f in evaluated(path).findings if f.kind.code == "R20"}
    assert (item in asked) is (meant is None and SPECS[item].required)


def test_a_usual_text_that_was_changed_counts_as_it_stands_there(blank, tmp_path):
    place = snapshot_of(blank).place("材料报送情况")
    path = filled(blank, tmp_path, {"程序性文字": TAKE(1)})
    type_into(path, {(place.sheet, f"F{place.row}"): "由办公室专人送达。"}, path)
    assert snapshot_of(path).text("材料报送情况") == "由办公室专人送达。"


@pytest.mark.parametrize(("answer", "told"), [("自己写", 0), (TAKE(1), 1), (TAKE(3), 0)])
def test_what_is_taken_is_told_once_at_the_answer(blank, tmp_path, answer, told):
    found = [f for f in evaluated(filled(blank, tmp_path, {"程序性文字": answer})).findings if f.kind.code == "A17"]
    assert [f.key.item for f in found] == ["程序性文字"] * told
    assert all("、".join(USUAL) in f.message for f in found)
