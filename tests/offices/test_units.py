"""A department with three subordinate units: sums, where each figure comes from, and what doesn't add up afterwards."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from by_script import Desk

from books import evaluated, found, snapshot_of, type_into
from good import good_bytes
from jixiao.engines import open_port
from jixiao.forms import load_forms
from jixiao.forms.names import EXPENDITURE, INCOME, SPENDING, STAFF
from jixiao.forms.office_sheets import CONFLICT_TABLE, KEY_COLUMN, TEXT_TABLE, UNIT_LEFT, UNIT_TOP
from jixiao.forms.spec import ADDABLE
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import unit_workbook
from jixiao.snapshot import Snapshot
from jixiao.values.typed import visible

NAMES = ("清江县农业农村局本级", "清江县种子站", "清江县农机站")
DEPARTMENT = "清江县农业农村局"
SUMMED = {STAFF, INCOME, EXPENDITURE, SPENDING}


def unit(folder: Path, name: str, times: int, **changes: object) -> Path:
    """A unit's workbook: the good one under another name, its staff `times` as many; changes by data item."""
    path = folder / f"{name}.xlsm"
    path.write_bytes(good_bytes())
    snapshot = snapshot_of(path)
    typed: dict[str, object] = {"单位名称": name, "行政在职人数": float(times), **changes}
    type_into(path, {(snapshot.place(i).sheet, snapshot.place(i).cell): raw for i, raw in typed.items()}, path)
    return path


@pytest.fixture
def units(tmp_path: Path) -> tuple[Path, ...]:
    folder = tmp_path / "下属单位"
    folder.mkdir()
    return tuple(unit(folder, name, n + 3) for n, name in enumerate(NAMES))


@pytest.fixture
def desk(tmp_path: Path, units: tuple[Path, ...]) -> Desk:
    path = tmp_path / "部门.xlsm"
    year = snapshot_of(units[0]).year
    assert year
    path.write_bytes(unit_workbook(load_framework(), DEPARTMENT, year))
    return Desk(path)


def summed_items(snapshot: Snapshot) -> list[str]:
    sections = ((form.sheet, section) for form, section in load_forms().sections())
    return [
        item
        for sheet, section in sections
        if sheet in SUMMED
        for spec, item in section.entry_cells()
        if spec.is_entry and spec.type in ADDABLE
    ]


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    port = open_port(path)
    block = port.used_block(sheet)
    port.close()
    left = [None] * (block.column - 1)
    return [[*left, *row] for row in [*[[]] * (block.row - 1), *block.values]]


def test_totals_are_the_sums(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    whole, parts = snapshot_of(desk.main), [snapshot_of(path) for path in units]
    checked = 0
    for item in summed_items(whole):
        given = [part.entries[item].number for part in parts if part.entries[item].number is not None]
        expected = sum(given, Decimal(0)) if given else None
        assert whole.entries[item].number == expected, item
        checked += expected is not None
    assert checked > 40
    for table in ("重点项目", "功能分类"):
        for record in parts[0].tables[table]:
            mine = next(one for one in whole.tables[table] if one.label == record.label)
            for column in ("全年执行数",):
                assert mine.number(column) == sum(
                    (
                        one.number(column) or Decimal(0)
                        for part in parts
                        for one in part.tables[table]
                        if one.label == record.label
                    ),
                    Decimal(0),
                )


def test_every_figure_is_traced(desk: Desk, units: tuple[Path, ...]) -> None:
    """下属单位汇总 has, for each, what every unit gave."""
    desk.merge(units=units)
    rows = rows_of(desk.main, "下属单位汇总")
    head = rows[UNIT_TOP - 1]
    columns = {visible(value): n for n, value in enumerate(head) if visible(value) in NAMES}
    assert set(columns) == set(NAMES)
    parts = {snapshot_of(path).unit: snapshot_of(path) for path in units}
    traced = set()
    for row in rows[UNIT_TOP:]:
        path = json.loads(str(row[KEY_COLUMN - 1]))
        if len(path) == 1:
            traced.add(path[0])
            for name, part in parts.items():
                number = part.entries[path[0]].number
                assert visible(row[columns[name]]) == ("" if number is None else visible(number)), (path, name)
            assert row[UNIT_LEFT + 1] is not None
    whole = snapshot_of(desk.main)
    assert {item for item in summed_items(whole) if whole.entries[item].shown} == traced


def test_it_adds_up_and_then_it_does_not(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    assert not {code for code, _, _ in found(evaluated(desk.main)) if code == "U01"}
    place = snapshot_of(desk.main).place("行政在职人数")
    type_into(desk.main, {(place.sheet, place.cell): 99.0}, desk.main)
    assert ("U01", place.sheet, place.cell) in found(evaluated(desk.main))


def test_a_unit_that_is_missing_is_told(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    place = snapshot_of(desk.main).place("下属单位数")
    for count, told in ((2, False), (3, False), (4, True), (1, True)):
        type_into(desk.main, {(place.sheet, place.cell): float(count)}, desk.main)
        assert (("U02", place.sheet, place.cell) in found(evaluated(desk.main))) == told, count


def test_a_unit_that_files_again_replaces_its_own(desk: Desk, units: tuple[Path, ...], tmp_path: Path) -> None:
    desk.merge(units=units)
    desk.merge(units=(unit(tmp_path, NAMES[1], 10),))
    assert snapshot_of(desk.main).number("行政在职人数") == 3 + 10 + 5
    assert not {code for code, _, _ in found(evaluated(desk.main)) if code == "U01"}


def test_what_the_department_typed_is_not_overwritten(desk: Desk, units: tuple[Path, ...]) -> None:
    place = snapshot_of(desk.main).place("行政在职人数")
    type_into(desk.main, {(place.sheet, place.cell): 7.0}, desk.main)
    assert desk.merge(units=units).open == 1
    assert snapshot_of(desk.main).number("行政在职人数") == 7
    row = rows_of(desk.main, "合并冲突")[CONFLICT_TABLE.first - 1]
    told = dict(zip([column.label for column in CONFLICT_TABLE.columns], row[CONFLICT_TABLE.left - 1 :], strict=False))
    assert (told["主表现在"], told["交回的"], told["科室"]) == ("7", "12", "下属单位合计")
    type_into(desk.main, {("合并冲突", "H5"): "交回"}, desk.main)
    assert desk.merge().open == 0
    assert snapshot_of(desk.main).number("行政在职人数") == 12


def test_texts_are_listed(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    rows = rows_of(desk.main, "下属单位文字")[TEXT_TABLE.first - 1 :]
    written = {(visible(row[2]), visible(row[3])): visible(row[4]) for row in rows}
    for path in units:
        part = snapshot_of(path)
        assert written["主要职责", part.unit] == part.text("主要职责")
    assert not snapshot_of(desk.main).text("主要职责")


def test_what_cannot_be_summed_is_one_line_each(desk: Desk, units: tuple[Path, ...], tmp_path: Path) -> None:
    other = tmp_path / "另一年.xlsm"
    other.write_bytes(unit_workbook(load_framework(), "清江县水产站", 2001))
    nameless = unit(tmp_path, "", 1)
    twin = tmp_path / "z.xlsm"
    twin.write_bytes(units[1].read_bytes())
    text = tmp_path / "说明.xlsx"
    text.write_bytes(b"no workbook")
    own = unit(tmp_path, DEPARTMENT, 1)
    wrong = unit(tmp_path, "清江县兽医站", 1, 事业在职人数="三个人")
    done = desk.merge(units=(*units, other, nameless, twin, text, own, wrong))
    told = "\n".join(done.refused)
    assert len(done.refused) == 6
    for words in ("2001 年度", "没有填单位名称", "都是“清江县种子站”的", "说明.xlsx", "本级", "“三个人”不是能用的数"):
        assert words in told
    whole = snapshot_of(desk.main)
    assert whole.number("行政在职人数") == 13
    assert not whole.entries["事业在职人数"].shown, "one unit's is no number: no sum"


def test_a_figure_that_is_none_stays_out_of_later_sums(desk: Desk, units: tuple[Path, ...], tmp_path: Path) -> None:
    """Its unit isn't given again with the next one: a sum without it would be wrong, and nobody would see it."""
    desk.merge(units=(*units[:2], unit(tmp_path, NAMES[2], 1, 事业在职人数="三个人")))
    desk.merge(units=(unit(tmp_path, NAMES[1], 10),))
    whole = snapshot_of(desk.main)
    assert (whole.number("行政在职人数"), whole.entries["事业在职人数"].shown) == (3 + 10 + 1, "")
    desk.merge(units=(units[2],))
    parts = [snapshot_of(path).number("事业在职人数") or 0 for path in units]
    assert snapshot_of(desk.main).number("事业在职人数") == sum(parts)


def test_twice_is_once(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    before = desk.main.read_bytes()
    desk.merge(units=tuple(reversed(units)))
    assert desk.main.read_bytes() == before


def test_a_wrong_unit_is_taken_out_again(desk: Desk, units: tuple[Path, ...]) -> None:
    """And is in no later sum."""
    desk.merge(units=units[:1])
    desk.merge(units=units[1:2])
    desk.undo()
    assert snapshot_of(desk.main).number("行政在职人数") == 3
    desk.merge(units=units[2:])
    assert snapshot_of(desk.main).number("行政在职人数") == 3 + 5


def test_undo(desk: Desk, units: tuple[Path, ...]) -> None:
    desk.merge(units=units)
    assert "清江县种子站" in desk.undo().told
    assert all(name not in str(row) for row in rows_of(desk.main, "下属单位汇总") for name in NAMES)
    whole = snapshot_of(desk.main)
    assert not [item for item in summed_items(whole) if whole.entries[item].shown]
    assert not whole.tables["重点项目"]
