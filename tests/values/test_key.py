"""Keys of data items: what is written can be read back, and strange names don't run into each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.forms import load_forms
from jixiao.forms.project_sheet import project_items
from jixiao.values.key import Key

tables = st.text("重点项目自评1 .[]()（）《》\n", min_size=1, max_size=9)
columns = st.text("全年执行数 1（）-/", min_size=1, max_size=6)
rows = st.builds(Key, tables, st.integers(1, 10**6), st.just("") | columns)
sheets = st.builds(Key, st.text("项目自评1 .()（）《》\n", min_size=1, max_size=9), st.just(0), columns)
items = st.builds(Key.of, columns)


@given(rows | sheets | items)
def test_a_key_is_read_back(key):
    assert Key.parse(str(key)) == key


READ = {  # as written: table, row, column
    "单位名称": ("", 0, "单位名称"),
    "重点项目[2]": ("重点项目", 2, ""),
    "重点项目[2].全年执行数": ("重点项目", 2, "全年执行数"),
    "项目自评1.项目名称": ("项目自评1", 0, "项目名称"),
    "项目自评1 (2)[12].分值": ("项目自评1 (2)", 12, "分值"),
    "项目[1][2].指标": ("项目[1]", 2, "指标"),
    "项目[1].评分标准.定性": ("项目", 1, "评分标准.定性"),
    "2.1修缮.项目名称": ("2.1修缮", 0, "项目名称"),
    "甲[1].乙[2].分值": ("甲[1].乙", 2, "分值"),
    "甲[0]": ("", 0, "甲[0]"),
    "甲[01]": ("", 0, "甲[01]"),
    "甲[-1]": ("", 0, "甲[-1]"),
    "甲[二]": ("", 0, "甲[二]"),
    "[1]": ("", 0, "[1]"),
    "甲[1]乙": ("", 0, "甲[1]乙"),
    "甲[1].": ("", 0, "甲[1]."),
    ".分值": ("", 0, ".分值"),
    "": ("", 0, ""),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_written_is_read(text):
    key = Key.parse(text)
    assert (key.table, key.row, key.column) == READ[text]
    assert str(key) == text


def test_a_name_is_never_taken_apart():
    """A sheet that somebody called 甲[1] is no row of 甲, even where both are written the same."""
    assert Key.of("甲[1].乙") != Key("甲[1]", 0, "乙") != Key("甲", 1, "乙")
    assert len({str(Key.of("甲[1].乙")), str(Key("甲[1]", 0, "乙")), str(Key("甲", 1, "乙"))}) == 1


LABELS = {
    Key("重点项目", 2, "全年执行数"): "重点项目第2行全年执行数",
    Key("重点项目", 2): "重点项目第2行",
    Key("项目自评1", 0, "项目名称"): "项目自评1.项目名称",
    Key.of("单位名称"): "单位名称",
}


@pytest.mark.parametrize("key", LABELS)
def test_as_a_clerk_reads_it(key):
    assert key.label == LABELS[key]


def test_cells_and_rows():
    row = Key("重点项目", 2)
    cell = row.at("全年执行数")
    assert (cell.whole, cell.item, Key.of("单位名称").item, Key.of("单位名称").whole) == (
        row,
        "",
        "单位名称",
        Key.of("单位名称"),
    )
    assert str(Key.of("A1").at("分值")) == "A1.分值"
    assert sorted([Key("甲", 10), Key("甲", 2, "乙"), Key("甲", 2)]) == [
        Key("甲", 2),
        Key("甲", 2, "乙"),
        Key("甲", 10),
    ]


def test_names_in_the_forms_are_such_that_keys_can_be_read():
    names = {*dict(load_forms().items()), *project_items()}
    names |= {column.label for _, section in load_forms().sections() for column in section.columns}
    assert [name for name in sorted(names) if Key.parse(name) != Key.of(name)] == []
