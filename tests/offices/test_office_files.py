"""The files themselves: parts and merged workbooks are sound packages, project sheets and full lists merge as told, ticks stay."""

from pathlib import Path

import openpyxl
import pytest
from by_script import Desk, marker_of, put, typed_in, typed_in_part

from books import snapshot_of, type_into
from good import good_bytes
from jixiao.engines import open_port
from jixiao.forms.office_sheets import OFFICE_TABLE, SOURCE_TABLE
from jixiao.new_workbooks.from_old import migrate
from jixiao.offices.merging.model import LABEL
from jixiao.offices.merging.three_way import NO_ROOM
from jixiao.values.address import a1
from jixiao.values.typed import visible
from package_lint import lint
from validator import errors_in, needs_validator

PROJECT = "项目自评1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(good_bytes())
    return Desk(path)


def merged(desk: Desk, tmp_path: Path) -> dict[str, Path]:
    """Parts, and the main workbook after one came back with a conflict."""
    parts = desk.split()
    type_into(parts["人事"], {("人员情况", "D10"): 8.0, ("人员情况", "D11"): 6.0}, tmp_path / "回.xlsx")
    type_into(desk.main, {("人员情况", "D11"): 7.0}, desk.main)
    desk.merge(tmp_path / "回.xlsx")
    return parts


def test_our_lint_finds_nothing(desk: Desk, tmp_path: Path) -> None:
    parts = merged(desk, tmp_path)
    assert {path.name: lint(path) for path in (desk.main, *parts.values()) if lint(path)} == {}


@needs_validator
def test_the_validator_finds_nothing(desk: Desk, tmp_path: Path) -> None:
    parts = merged(desk, tmp_path)
    assert {path.name: errors_in(path) for path in (desk.main, *parts.values()) if errors_in(path)} == {}


def test_parts_have_no_macros_and_no_names_that_lead_nowhere(desk: Desk) -> None:
    for part in desk.split().values():
        book = openpyxl.load_workbook(part)
        assert not book.vba_archive
        for name, found in book.defined_names.items():
            sheets = [sheet for sheet, _ in found.destinations]
            assert all(sheet in book.sheetnames for sheet in sheets), name


def test_a_project_sheet(desk: Desk, tmp_path: Path) -> None:
    """Cells, a new indicator in its group, one that goes: all of it is the office's."""
    part = desk.split()["业务部门"]
    typed = typed_in_part(part)
    table, at = typed.contents.tables[PROJECT], typed.tables[PROJECT]
    first, gone = table.rows[0], table.rows[-1]
    group, places = next((group, rows) for group, rows in at.free.items() if rows)
    port = open_port(part)
    put(port, PROJECT, first.place, at.columns["实际完成值"], "1250平方米")
    put(port, PROJECT, places[0], at.columns[LABEL], "新指标")
    put(port, PROJECT, places[0], at.columns["分值"], 3.0)
    for column in gone.cells:
        put(port, PROJECT, gone.place, at.columns[column], None)
    port.save(tmp_path / "回.xlsx")
    port.close()
    done = desk.merge(tmp_path / "回.xlsx")
    assert (done.taken, done.open) == (3, 0)
    rows = {row.label: row for row in typed_in(desk.main).contents.tables[PROJECT].rows}
    assert visible(rows[first.label].cells["实际完成值"]) == "1250平方米"
    assert (rows["新指标"].group, visible(rows["新指标"].cells["分值"])) == (group, "3")
    assert gone.label not in rows
    desk.undo()
    assert gone.label in {row.label for row in typed_in(desk.main).contents.tables[PROJECT].rows}


def test_a_full_list(desk: Desk, tmp_path: Path) -> None:
    """What doesn't fit waits until somebody has made room, and is written then."""
    here = typed_in(desk.main).tables["重点工作"]
    part = desk.split()["办公室"]
    at = typed_in_part(part).tables["重点工作"]
    type_into(part, {("重点工作", a1(at.free[()][0], at.columns[LABEL])): "新任务"}, tmp_path / "回.xlsx")
    full = {("重点工作", a1(row, here.columns[LABEL])): f"任务{row}" for row in here.free[()]}
    type_into(desk.main, full, desk.main)
    assert desk.merge(tmp_path / "回.xlsx").open == 1
    port = open_port(desk.main)
    block = port.used_block("合并冲突")
    port.close()
    assert NO_ROOM.format(table="重点工作") in {value for row in block.values for value in row}
    type_into(desk.main, {next(iter(full)): None, ("合并冲突", "H5"): "交回"}, desk.main)
    assert desk.merge().open == 0
    assert "新任务" in {row.label for row in typed_in(desk.main).contents.tables["重点工作"].rows}


def test_a_migration_says_what_of_it_stays_behind(desk: Desk, tmp_path: Path) -> None:
    assert not [line for line in migrate(desk.main, tmp_path / "新.xlsm").left if "《分工》" in line]
    merged(desk, tmp_path)
    left = migrate(desk.main, tmp_path / "新2.xlsm").left
    assert [line for line in left if "《分工》《合并冲突》《来源》没有转入" in line]


def test_ticks_and_remarks_stay(desk: Desk, tmp_path: Path) -> None:
    """抽查 is the finance office's, whatever is merged later."""
    merged(desk, tmp_path)
    row, columns = SOURCE_TABLE.first, (SOURCE_TABLE.column("抽查"), SOURCE_TABLE.column("抽查情况"))
    type_into(
        desk.main, {("来源", a1(row, columns[0])): "是", ("来源", a1(row, columns[1])): "与统计表一致"}, desk.main
    )
    type_into(tmp_path / "回.xlsx", {("人员情况", "D12"): 2.0}, tmp_path / "回2.xlsx")
    assert desk.merge(tmp_path / "回2.xlsx").taken == 1
    sheet = openpyxl.load_workbook(desk.main)["来源"]
    assert [sheet.cell(row, column).value for column in columns] == ["是", "与统计表一致"]
    assert sheet.cell(row + 1, SOURCE_TABLE.column("合并")).value == "第 2 次"
    assert sheet.cell(row, SOURCE_TABLE.column("科室")).value == "人事"


def test_rows_inserted_into_the_division_do_no_harm(desk: Desk) -> None:
    """An eleventh office: Excel moves what stands below."""
    desk.split()
    book = openpyxl.load_workbook(desk.main, keep_vba=True)
    sheet = book["分工"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=OFFICE_TABLE.last + 1)]
    for r, values in enumerate(rows, OFFICE_TABLE.last + 2):
        for c, value in enumerate(values, 1):
            if not isinstance(sheet.cell(r, c), openpyxl.cell.MergedCell):
                sheet.cell(r, c).value = value
    for column in range(1, sheet.max_column + 1):
        sheet.cell(OFFICE_TABLE.last + 1, column).value = None
    sheet.cell(OFFICE_TABLE.last + 1, OFFICE_TABLE.left).value = "审计室"
    moved = next(
        row
        for row in range(20, 40)
        if sheet.cell(row, 8 - 1).value and "有没有下属单位" in str(sheet.cell(row, 7).value)
    )
    sheet.cell(moved, 4).value = "审计室"
    book.save(desk.main)
    parts = desk.split()
    assert "有没有下属单位" in marker_of(parts["审计室"]).own_items
    assert marker_of(parts["人事"]).number == 2
    assert snapshot_of(desk.main).unit
