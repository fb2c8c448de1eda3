"""Project sheets are hidden until 重点项目 lists a project; a press shows as many as are listed and hides none."""

import pytest

from books import evaluated, filled, type_into
from jixiao.engines import open_port
from jixiao.press.run import look_into


def shown(path):
    port = open_port(path)
    return [name for name in port.sheet_names() if name.startswith("项目自评") and port.visible(name)]


@pytest.mark.parametrize(
    ("listed", "sheets"),
    [((), []), (("河道清淤",), ["项目自评1"]), (("河道清淤", "校舍维修"), ["项目自评1", "项目自评2"]),
     (("甲", "乙", "丙"), ["项目自评1", "项目自评2"])],
)  # fmt: skip
def test_as_many_as_are_listed(blank, tmp_path, listed, sheets):
    assert shown(blank) == []
    path = tmp_path / "新.xlsm"
    type_into(blank, {("重点项目", f"B{6 + n}"): name for n, name in enumerate(listed)}, path)
    filled(path, path)
    assert shown(path) == sheets
    before = path.read_bytes()
    filled(path, path)
    assert path.read_bytes() == before


def test_nothing_is_hidden_again(blank, tmp_path):
    path = tmp_path / "新.xlsm"
    type_into(blank, {("重点项目", "B6"): "河道清淤"}, path)
    filled(path, path)
    type_into(path, {("重点项目", "B6"): None}, path)
    filled(path, path)
    assert shown(path) == ["项目自评1"]


def test_a_hidden_one_that_somebody_filled_is_told(blank, tmp_path):
    path = tmp_path / "新.xlsm"
    type_into(blank, {("项目自评1", "D3"): "河道清淤"}, path)
    assert ("R23", "项目自评1") in {(f.kind.code, f.place.sheet) for f in evaluated(path).findings}


def test_what_the_workbook_holds_stays_but_for_the_tab(blank, tmp_path):
    """The state of one tab is all that showing it changes in the workbook part."""
    import zipfile

    port = open_port(blank)
    port.unhide("项目自评2")
    port.save(tmp_path / "显示.xlsm")
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(tmp_path / "显示.xlsm") as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["xl/workbook.xml"]
        before, after = old.read("xl/workbook.xml").decode(), new.read("xl/workbook.xml").decode()
    assert before.count('state="hidden"') - after.count('state="hidden"') == 1
    assert 'name="项目自评2" sheetId' in after
    assert look_into(tmp_path / "显示.xlsm").snapshot.projects[1].blank
