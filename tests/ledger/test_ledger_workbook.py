"""The ledger as a workbook: values where they are planned, links that open what they say, valid, the same bytes."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from ledger_desks import HOSTILE, UNION

from good import good_bytes
from jixiao.bureau.ledger import Linked, ledger_workbook, names, sheets, with_hidden
from jixiao.bureau.ledger.drawing import drawn
from jixiao.engines import open_port
from jixiao.values.address import row_column
from validator import errors_in, needs_validator

LINK = re.compile(r"=HYPERLINK\(\"((?:[^\"]|\"\")*)\",")


@pytest.fixture(scope="module")
def plan(desk):
    return {sheet.name: sheet for sheet in sheets(desk)}


@pytest.fixture(scope="module")
def shown(ledger):
    return openpyxl.load_workbook(ledger, data_only=True)


@pytest.fixture(scope="module")
def formulas(ledger):
    return openpyxl.load_workbook(ledger)


def plain(value):
    """A planned value as openpyxl reads it."""
    value = value.value if isinstance(value, Linked) else value
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value or (None if value == "" else value)


def test_every_planned_cell_stands_in_the_workbook_with_its_value(plan, shown):
    checked = 0
    assert shown.sheetnames == list(plan)
    for name, sheet in plan.items():
        for row, line in enumerate(with_hidden(sheet), 1):
            for column, cell in enumerate(line, 1):
                found = shown[name].cell(row, column).value
                found = found.date().isoformat() if hasattr(found, "date") else found
                assert found == plain(cell), (name, row, column)
                checked += found is not None
    assert checked > 1000


def test_a_link_opens_the_file_and_the_cell_that_holds_the_figure(plan, formulas, table):
    """The typed ones: what a workbook computes, a closed file doesn't show."""
    sheet, checked = plan[names.TOTALS], 0
    for row, line in enumerate(sheet.rows, sheet.first):
        for column, cell in enumerate(line, 1):
            formula = formulas[names.TOTALS].cell(row, column).value
            if not isinstance(cell, Linked):
                continue
            path, _, place = LINK.match(formula)[1].partition("#")
            path = table.folder / path.replace("%23", "#").replace("%25", "%")
            assert path.is_file()
            target, _, address = place.rpartition("!")
            if address and sheet.columns[column - 1].label == "上报总分":
                port = open_port(path)
                spot = row_column(address)
                assert port.raw_sheet(target.strip("'")).values[spot] == float(cell.value)
                checked += 1
    assert checked == 2  # 总工会, 文化馆; 教育局 has no total, the fourth came by mail


@pytest.mark.parametrize("name", [names.REGISTER, names.TOTALS, names.DETAILS])
def test_text_that_begins_like_a_formula_stays_text(ledger, name):
    raw = open_port(ledger).raw_sheet(name)
    assert HOSTILE in raw.values.values()
    assert not [formula for formula in raw.formulas.values() if not LINK.match(formula)]


def test_the_file_engine_reads_figures_and_links(ledger, plan):
    port = open_port(ledger)
    sheet = plan[names.TOTALS]
    raw = port.raw_sheet(names.TOTALS)
    spots = {value: spot for spot, value in raw.values.items() if spot[1] == 1}
    assert raw.values[spots[HOSTILE][0], sheet.column("执行数")] == 878.05
    (row,) = [n for n, line in enumerate(sheet.rows, sheet.first) if plain(line[0]) == UNION]
    assert raw.formulas[row, sheet.column("执行数")] == "=HYPERLINK(\"收件/清江县总工会.xlsm#'支出预算'!F11\",878.05)"


def test_headings_stay_on_the_screen_and_on_every_page(formulas, plan):
    for name, sheet in plan.items():
        page = formulas[name]
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert "第 &P 页，共 &N 页" in page.oddFooter.right.text
        if name not in (names.HOME, names.CHARTS):
            assert page.print_title_rows == f"${sheet.top}:${sheet.top}"
            assert page.freeze_panes.endswith(str(sheet.top + 1))
        if sheet.rows and name not in (names.HOME, names.CHARTS):
            assert page.auto_filter.ref.split(":")[0] == f"A{sheet.top}"


def test_rows_that_a_later_filling_adds_look_alike(formulas, plan):
    """Columns have their format, lists to pick from and tints reach beyond the last row."""
    page, sheet = formulas[names.REGISTER], plan[names.REGISTER]
    (pick,) = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert pick.formula1 == '"采用,不采用"'
    letters = openpyxl.utils.get_column_letter(sheet.column("选用"))
    assert f"{letters}{sheet.last + 100}" in pick.sqref
    totals = formulas[names.TOTALS]
    for label, code in (("执行率", "0.00%"), ("执行数", "#,##0.00;[Red]-#,##0.00;0.00"), ("重算总分", "0.00")):
        at = plan[names.TOTALS].column(label)
        (held,) = [one for one in totals.column_dimensions.values() if one.min <= at <= one.max]
        assert held.number_format == totals.cell(plan[names.TOTALS].first, at).number_format == code


def test_four_charts_over_the_small_table(ledger):
    package = zipfile.ZipFile(ledger)
    charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert sorted("<c:scatterChart>" in chart for chart in charts) == [False, False, False, True]
    assert all("图表" in chart for chart in charts)


def test_the_same_desk_gives_the_same_bytes(ledger, desk):
    assert ledger_workbook(desk) == ledger.read_bytes()


@needs_validator
def test_microsoft_has_nothing_against_it(ledger):
    assert errors_in(ledger) == []


def test_a_vba_project_goes_along(desk):
    vba = zipfile.ZipFile(io.BytesIO(good_bytes())).read("xl/vbaProject.bin")
    made = zipfile.ZipFile(io.BytesIO(drawn(sheets(desk), vba)))
    assert made.read("xl/vbaProject.bin") == vba
    assert b"macroEnabled" in made.read("[Content_Types].xml")


def test_nothing_of_this_machine_is_in_it(ledger, table):
    package = zipfile.ZipFile(ledger)
    folder = str(Path(table.folder).resolve()).encode()
    assert not [name for name in package.namelist() if folder in package.read(name)]
