"""Saving changes the cells written, and nothing else, byte for byte."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from engine_books import entries, parts, plain_book, rich_book, with_part, with_sheet_xml

from jixiao.engines import FormulaInTheWay, LockedCells, open_port
from jixiao.engines.port import Area

SHEET = "xl/worksheets/sheet1.xml"


def written(source: Path, target: Path, rows: list, place=(1, 1), sheet="表", formulas=False) -> Path:
    port = open_port(source)
    port.unlock(sheet)
    (port.write_formulas if formulas else port.write_values)(sheet, *place, rows)
    port.save(target)
    return target


def read_back(path: Path, cell: str, sheet: str = "表") -> object:
    return openpyxl.load_workbook(path)[sheet][cell].value


def test_only_written_sheet_and_workbook_part_change(tmp_path: Path) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    target = written(source, tmp_path / "b.xlsm", [["新", 3]], sheet="录入")
    before, after = entries(source), entries(target)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET}  # XlsxWriter asks for fullCalcOnLoad already


@pytest.mark.parametrize("calc", [b"", b'<calcPr calcId="1"/>', b"<calcPr fullCalcOnLoad='0'></calcPr>"])
def test_excel_is_told_to_recalculate(tmp_path: Path, calc: bytes) -> None:
    source = plain_book(tmp_path / "a.xlsx", [["x"]])
    old = b'<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    changed = with_part(source, tmp_path / "c.xlsx", "xl/workbook.xml", lambda xml: xml.replace(old, calc))
    workbook = parts(written(changed, tmp_path / "b.xlsx", [["y"]]))["xl/workbook.xml"]
    assert workbook.count(b"<calcPr") == workbook.count(b'fullCalcOnLoad="1"') == 1
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").calculation.fullCalcOnLoad


def test_bytes_of_the_sheet_outside_the_cell_stay(tmp_path: Path) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    target = written(source, tmp_path / "b.xlsm", [[7]], (2, 2), "录入")
    old, new = parts(source)[SHEET], parts(target)[SHEET]
    assert new == old.replace(b"<v>20</v>", b"<v>7</v>")


def test_writing_nothing_gives_the_very_file(tmp_path: Path) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    port = open_port(source)
    port.save(tmp_path / "b.xlsm")
    assert (tmp_path / "b.xlsm").read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((1, 1), "人员经费"),
        ((1, 2), 100.5),
        ((1, 2), Decimal("100.50")),
        ((2, 2), 20),
        ((3, 2), 1 / 3),
        ((4, 1), "合计"),
        ((1, 3), datetime(2024, 3, 5)),
        ((1, 3), date(2024, 3, 5)),
        ((2, 3), True),
        ((1, 4), None),
        ((1, 4), ""),
        ((30, 30), None),
    ],
)
def test_writing_what_is_there_gives_the_very_file(tmp_path: Path, place, value) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    target = written(source, tmp_path / "b.xlsm", [[value]], place, "录入")
    assert target.read_bytes() == source.read_bytes()


ONCE = [["=1+1", "甲\n<乙>&", None, 3], [Decimal("0.10"), True, date(2024, 1, 31), "_x0041_"]]


def test_filling_twice_gives_the_same_bytes_as_once(tmp_path: Path) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    once = written(source, tmp_path / "b.xlsm", ONCE, (20, 1), "录入")
    twice = written(once, tmp_path / "c.xlsm", ONCE, (20, 1), "录入")
    assert twice.read_bytes() == once.read_bytes()


def test_saving_twice_from_one_port_gives_the_same_bytes(tmp_path: Path) -> None:
    port = open_port(plain_book(tmp_path / "a.xlsx", [["x", 1]]))
    port.write_values("表", 1, 1, [["y"]])
    port.save(tmp_path / "b.xlsx")
    port.save(tmp_path / "c.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_writing_back_the_old_value_restores_the_file(tmp_path: Path) -> None:
    source = plain_book(tmp_path / "a.xlsx", [["x", 1]])
    port = open_port(source)
    port.write_values("表", 1, 1, [["y"]])
    port.write_values("表", 1, 1, [["x"]])
    port.save(tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == source.read_bytes()


def test_other_path_leaves_source_untouched_and_no_temporary_file(tmp_path: Path) -> None:
    source = plain_book(tmp_path / "a.xlsx", [["x"]])
    before = source.read_bytes()
    written(source, tmp_path / "b.xlsx", [["y"]])
    assert source.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "=1+1"),
        ("+86 10", "+86 10"),
        ("-无-", "-无-"),
        ("@甲", "@甲"),
        ("00123", "00123"),
        ("a<b & \"c\" 'd' ]]>", "a<b & \"c\" 'd' ]]>"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("  两边空格  ", "  两边空格  "),
        ("表情😀𠮷", "表情😀𠮷"),
        ("控\x00制\x0b符\x1f", "控制符"),
        ("半个\ud83d字", "半个\ufffd字"),
        ("_x0041_ 与 _x005F_", "_x0041_ 与 _x005F_"),
        ("{p}{0}", "{p}{0}"),
    ],
)
def test_text_reads_back_as_text(tmp_path: Path, text: str, expected: str) -> None:
    target = written(plain_book(tmp_path / "a.xlsx", [["x"]]), tmp_path / "b.xlsx", [[text]])
    port = open_port(target)
    assert port.read_values("表", Area(1, 1)) == [[expected]]
    assert port.read_formulas("表", Area(1, 1)) == [[None]]
    cell = openpyxl.load_workbook(target)["表"]["A1"]
    assert cell.data_type == "s" or expected.startswith("=")


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (3, b"<v>3</v>"),
        (0.1, b"<v>0.1</v>"),
        (Decimal("1E+3"), b"<v>1000</v>"),
        (Decimal("12.340"), b"<v>12.340</v>"),
        (True, b't="b"><v>1</v>'),
        (date(2024, 1, 1), b"<v>45292</v>"),
        (datetime(2024, 1, 1, 12), b"<v>45292.5</v>"),
    ],
)
def test_numbers(tmp_path: Path, value: object, xml: bytes) -> None:
    target = written(plain_book(tmp_path / "a.xlsx", [["x"]]), tmp_path / "b.xlsx", [[value]])
    assert xml in parts(target)[SHEET]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), "字" * 32768, date(1899, 1, 1)])
def test_what_no_cell_can_hold_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(ValueError, match=r"单元格|上限|早于"):
        written(plain_book(tmp_path / "a.xlsx", [["x"]]), tmp_path / "b.xlsx", [[value]])


def test_a_number_over_a_cell_whose_value_is_empty(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v></v></c><c r="B1"><v/></c></row>')
    port = open_port(path)
    port.write_values("表", 1, 1, [[Decimal("4.00"), 5.5]])
    port.save()
    assert open_port(path).used_block("表").values == [[4.0, 5.5]]


def test_1904_dates(tmp_path: Path) -> None:
    source = plain_book(tmp_path / "a.xlsx", [["x"]], date_1904=True)
    target = written(source, tmp_path / "b.xlsx", [[datetime(2024, 3, 5)]])
    assert b"<v>43894</v>" in parts(target)[SHEET]


ROWS = '<row r="2"><c r="B2"><v>1</v></c><c r="D2" s="0"/></row><row r="5"/>'


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (1, 1, '<sheetData><row r="1"><c r="A1"><v>9</v></c></row><row r="2">'),
        (2, 1, '<row r="2"><c r="A2"><v>9</v></c><c r="B2">'),
        (2, 3, '</c><c r="C2"><v>9</v></c><c r="D2" s="0"/>'),
        (2, 4, '<c r="D2" s="0"><v>9</v></c></row>'),
        (2, 5, '<c r="D2" s="0"/><c r="E2"><v>9</v></c></row>'),
        (3, 2, '</row><row r="3"><c r="B3"><v>9</v></c></row><row r="5"/>'),
        (5, 2, '<row r="5"><c r="B5"><v>9</v></c></row></sheetData>'),
        (6, 2, '<row r="5"/><row r="6"><c r="B6"><v>9</v></c></row></sheetData>'),
    ],
)
def test_new_cells_and_rows_in_their_places(tmp_path: Path, row: int, column: int, expected: str) -> None:
    source = with_sheet_xml(tmp_path / "a.xlsx", ROWS, '<dimension ref="B2:D2"/>')
    target = written(source, tmp_path / "b.xlsx", [[9]], (row, column))
    assert expected.encode() in parts(target)[SHEET]


def test_dimension_and_spans_grow(tmp_path: Path) -> None:
    data = '<row r="2" spans="2:2"><c r="B2"><v>1</v></c></row>'
    source = with_sheet_xml(tmp_path / "a.xlsx", data, '<dimension ref="B2"/>')
    xml = parts(written(source, tmp_path / "b.xlsx", [[9]], (2, 4)))[SHEET]
    assert b'<dimension ref="B2:D2"/>' in xml
    assert b'spans="2:4"' in xml


def test_empty_sheet_data_and_prefixes(tmp_path: Path) -> None:
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<?xml version="1.0"?><x:worksheet xmlns:x="{ns}"><x:sheetData/></x:worksheet>'
    base = plain_book(tmp_path / "a.xlsx", [["x"]])
    source = with_part(base, tmp_path / "p.xlsx", SHEET, xml.encode())
    target = written(source, tmp_path / "b.xlsx", [["甲"]], (3, 2))
    assert read_back(target, "B3") == "甲"
    assert b'<x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>' in parts(target)[SHEET]


def test_cells_without_addresses(tmp_path: Path) -> None:
    data = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    target = written(with_sheet_xml(tmp_path / "a.xlsx", data), tmp_path / "b.xlsx", [[8, 9]], (2, 1))
    assert [read_back(target, cell) for cell in ("A1", "B1", "A2", "B2")] == [1, 2, 8, 9]


@pytest.mark.parametrize(("place", "style"), [((9, 2), "row"), ((12, 6), "column"), ((12, 2), None), ((1, 2), "own")])
def test_style_is_kept_or_inherited(tmp_path: Path, place: tuple[int, int], style: str | None) -> None:
    source = rich_book(tmp_path / "a.xlsm")
    target = written(source, tmp_path / "b.xlsm", [["新"]], place, "录入")
    cell = openpyxl.load_workbook(target)["录入"].cell(*place)
    assert cell.protection.locked is (style is None)


def test_formulas_are_written_only_as_formulas(tmp_path: Path) -> None:
    source = plain_book(tmp_path / "a.xlsx", [["x", 1]])
    link = '=HYPERLINK("#\'表\'!B1","第""1""项 <查看>")'
    target = written(source, tmp_path / "b.xlsx", [[link, '=SUM(B1,"<")', "字"]], (3, 1), formulas=True)
    assert [read_back(target, cell) for cell in ("A3", "B3", "C3")] == [link, '=SUM(B1,"<")', "字"]
    assert '<v>第"1"项 &lt;查看&gt;</v>'.encode() in parts(target)[SHEET]
    again = written(target, tmp_path / "c.xlsx", [[link, '=SUM(B1,"<")', "字"]], (3, 1), formulas=True)
    assert again.read_bytes() == target.read_bytes()
    cleared = written(target, tmp_path / "d.xlsx", [[None, None, None]], (3, 1), formulas=True)
    assert read_back(cleared, "A3") is None


@pytest.mark.parametrize("value", [1, "字", None])
def test_value_over_formula_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(FormulaInTheWay, match=r"【录入】B4 是公式"):
        written(rich_book(tmp_path / "a.xlsm"), tmp_path / "b.xlsm", [[value]], (4, 2), "录入")


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>9</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>9</v></c>'
    '<c r="C2"><f t="array" ref="C2:D2">B1:C1</f><v>9</v></c><c r="D2"><v>9</v></c></row>'
)


def test_shared_and_array_formulas_are_read_whole(tmp_path: Path) -> None:
    port = open_port(with_sheet_xml(tmp_path / "a.xlsx", SHARED))
    assert port.read_formulas("表", Area(1, 1, 2, 4)) == [
        ["=B1*2", None, None, None],
        ["=B2*2", None, "=B1:C1", "=B1:C1"],
    ]
    assert port.read_values("表", Area(1, 1, 2, 4)) == [[None] * 4] * 2


@pytest.mark.parametrize("place", [(1, 1), (2, 3), (2, 4)])
def test_formula_into_shared_master_or_array_is_refused(tmp_path: Path, place: tuple[int, int]) -> None:
    source = with_sheet_xml(tmp_path / "a.xlsx", SHARED)
    with pytest.raises(FormulaInTheWay, match="数组公式或共享公式"):
        written(source, tmp_path / "b.xlsx", [["=1"]], place, formulas=True)


def test_formula_over_shared_child_leaves_the_master(tmp_path: Path) -> None:
    source = with_sheet_xml(tmp_path / "a.xlsx", SHARED)
    target = written(source, tmp_path / "b.xlsx", [["=1"]], (2, 1), formulas=True)
    assert (read_back(target, "A1"), read_back(target, "A2")) == ("=B1*2", "=1")


@pytest.mark.parametrize(("place", "locked"), [((1, 1), True), ((40, 1), True), ((1, 2), False), ((40, 6), False)])
def test_protected_sheet_refuses_locked_cells(tmp_path: Path, place: tuple[int, int], locked: bool) -> None:
    port = open_port(rich_book(tmp_path / "a.xlsm"))
    if locked:
        with pytest.raises(LockedCells, match="锁定单元格"):
            port.write_values("录入", *place, [[1]])
    port.unlock("录入")
    port.write_values("录入", *place, [[1]])
    port.relock("录入")
    if locked:
        with pytest.raises(LockedCells):
            port.write_values("录入", *place, [[2]])
    port.save()
    assert open_port(port.path).protected("录入")
    assert read_back(port.path, openpyxl.utils.get_column_letter(place[1]) + str(place[0]), "录入") == 1


def test_real_macro_workbook_of_xlwings(tmp_path: Path) -> None:
    from engine_books import QUICKSTART

    port = open_port(QUICKSTART)
    sheet = port.sheet_names()[0]
    target = written(QUICKSTART, tmp_path / "b.xlsm", [["绩效"]], (40, 3), sheet)
    before, after = entries(QUICKSTART), entries(target)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    assert written(target, tmp_path / "c.xlsm", [["绩效"]], (40, 3), sheet).read_bytes() == target.read_bytes()


def test_a_row_that_was_not_there_is_fitted_at_once(tmp_path):
    """Else the next press would fit it, and two presses would leave two files."""
    from jixiao.engines import open_port

    path, once, twice = (tmp_path / f"{name}.xlsx" for name in "一二三")
    openpyxl.Workbook().save(path)
    for source, target in ((path, once), (once, twice)):
        port = open_port(source)
        port.write_values("Sheet", 7, 2, [["很长的一段文字"]])
        port.fit_rows("Sheet", {7: 62.0})
        port.save(target)
        port.close()
    assert b'<row r="7" ht="62">' in parts(once)["xl/worksheets/sheet1.xml"]
    assert once.read_bytes() == twice.read_bytes()
