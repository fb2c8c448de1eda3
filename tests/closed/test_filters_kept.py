"""A filter on 校验结果 stays as it was set, and shows what fits it after the next press."""

import re
import zipfile

import pytest

from books import filled
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.forms.outputs import FINDING_TABLE
from packages import rewrite, sheet_part

LEVEL = FINDING_TABLE.column("级别") - FINDING_TABLE.left
PLACE = FINDING_TABLE.column("定位") - FINDING_TABLE.left
BY_LEVEL = f'<filterColumn colId="{LEVEL}"><filters><filter val="错误"/></filters></filterColumn>'
BY_LINK = f'<filterColumn colId="{PLACE}"><filters><filter val="→ 人员情况 C6"/></filters></filterColumn>'
BEGINS = f'<filterColumn colId="{LEVEL}"><customFilters><customFilter val="错*"/></customFilters></filterColumn>'


@pytest.fixture
def filtered(sample, tmp_path):
    """The sample pressed, a filter set, and rows hidden as they were then: every second one."""

    def make(column):
        path = tmp_path / "筛选.xlsm"
        filled(sample, path)

        def change(text):
            text = re.sub(r"<autoFilter ([^>]*)/>", rf"<autoFilter \1>{column}</autoFilter>", text)
            rows = range(FINDING_TABLE.first, FINDING_TABLE.first + 20, 2)
            for row in rows if column else ():
                text = text.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')
            return text

        rewrite(path, change, sheet_part(path, "校验结果"))
        return path

    return make


def hidden(path):
    with zipfile.ZipFile(path) as package:
        text = package.read(sheet_part(path, "校验结果")).decode()
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', text)
    return {int(row) for row, rest in rows if 'hidden="1"' in rest}, re.search(
        r"<autoFilter [^>]*/>|<autoFilter .*?</autoFilter>", text
    )[0]


def levels(path):
    cells = open_port(path).read_values("校验结果", Area(FINDING_TABLE.first, FINDING_TABLE.column("级别"), 60, 1))
    return {FINDING_TABLE.first + n: cell[0] for n, cell in enumerate(cells) if cell[0]}


def change_something(path):
    from books import type_into

    type_into(path, {("人员情况", "C22"): 30, ("文字材料", "C16"): None}, path)


def test_a_list_of_texts_is_applied_again(filtered):
    path = filtered(BY_LEVEL)
    change_something(path)
    filled(path, path)
    rows, criteria = hidden(path)
    assert BY_LEVEL in criteria
    told = levels(path)
    assert set(told.values()) > {"错误"}
    assert {row: row in rows for row in told} == {row: level != "错误" for row, level in told.items()}


@pytest.mark.parametrize("column", [BY_LINK, BEGINS], ids=["公式", "开头是"])
def test_what_is_not_understood_hides_nothing(filtered, column):
    path = filtered(column)
    change_something(path)
    filled(path, path)
    rows, criteria = hidden(path)
    assert column in criteria
    assert not rows & set(levels(path))


def test_without_a_filter_nothing_changes(filtered):
    path = filtered("")
    before = path.read_bytes()
    filled(path, path)
    assert path.read_bytes() == before
