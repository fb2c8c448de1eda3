"""A sheet of any layout through the port: merged ranges, percent formats, formulas; what Excel says in one call."""

import subprocess
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter

from jixiao.engines import open_book, open_port, read_raw
from jixiao.engines.port import CountingPort
from jixiao.engines.spreadsheetml import looks_of
from jixiao.values.sheets import Span
from office import needs_office

MERGED = {Span(2, 2, 4, 2), Span(2, 4, 2, 6), Span(6, 3, 7, 4)}
VALUES = {
    (2, 2): "投入", (2, 3): 0.2, (2, 4): "标准", (3, 3): 0.25, (3, 4): 5.0,
    (4, 3): datetime(2024, 3, 1), (6, 3): "=不是公式", (9, 2): True,
}  # fmt: skip
PERCENTS = {(2, 3), (3, 3)}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Merged cells, 20 % as 0 % and 0.00 %, a formula, a date; 20 % as a text and a blank percent cell are none."""
    book = xlsxwriter.Workbook(tmp_path / "表.xlsx")
    sheet = book.add_worksheet("评分表")
    percent, fine, day = (book.add_format({"num_format": one}) for one in ("0%", "0.00%", "yyyy-mm-dd"))
    sheet.merge_range("B2:B4", "投入")
    sheet.merge_range("D2:F2", "标准")
    sheet.merge_range("C6:D7", "")
    sheet.write_string("C6", "=不是公式")
    sheet.write_number("C2", 0.2, percent)
    sheet.write_number("C3", 0.25, fine)
    sheet.write_datetime("C4", datetime(2024, 3, 1), day)
    sheet.write_number("D3", 5)
    sheet.write_blank("D4", None, percent)
    sheet.write_formula("E3", "=C2+C3", percent, 0.45)
    sheet.write_boolean("B9", True)
    hidden = book.add_worksheet("藏")
    hidden.hide()
    book.close()
    return tmp_path / "表.xlsx"


def check(path: Path, engine: str) -> None:
    port = open_port(path, engine)
    try:
        sheet = port.raw_sheet("评分表")
        assert dict(sheet.values) == VALUES
        assert set(sheet.merged or ()) == MERGED
        assert sheet.percents == PERCENTS
        assert {spot: text.replace("$", "") for spot, text in sheet.formulas.items()} == {(3, 5): "=C2+C3"}
        assert (sheet.visible, port.raw_sheet("藏").visible) == (True, False)
        assert dict(port.raw_sheet("藏").values) == {}
    finally:
        port.close()


def test_a_closed_file(table: Path) -> None:
    check(table, "file")


@needs_office
def test_libreoffice_says_the_same(table: Path) -> None:
    check(table, "libreoffice")


def test_it_is_one_call(table: Path) -> None:
    book = open_book(table)
    book.impl.port = port = CountingPort(book.impl.port)
    sheet = book.sheets["评分表"]
    port.calls.clear()
    assert dict(read_raw(sheet).values) == VALUES
    assert {call: count for call, count in port.calls.items() if call[1]} == {("raw_sheet", "评分表"): 1}
    book.close()


# As Microsoft's "XML Spreadsheet Reference" describes it; Excel gives it for a range, its first cell being row 1, column 1.
SPREADSHEET = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>
  <Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style>
  <Style ss:ID="s2"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="s3"><NumberFormat ss:Format="Short Date"/></Style>
 </Styles>
 <Worksheet ss:Name="评分表">
  <Table>
   <Row>
    <Cell ss:MergeDown="2"><Data ss:Type="String">投入</Data></Cell>
    <Cell ss:StyleID="s1"><Data ss:Type="Number">0.2</Data></Cell>
    <Cell ss:MergeAcross="2"><Data ss:Type="String">标准</Data></Cell>
    <Cell><Data ss:Type="String">右</Data></Cell>
   </Row>
   <Row>
    <Cell ss:Index="2" ss:StyleID="s2"><Data ss:Type="Number">0.25</Data></Cell>
    <Cell><Data ss:Type="Number">5</Data></Cell>
   </Row>
   <Row ss:Index="5">
    <Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">=不是公式</Data></Cell>
    <Cell ss:StyleID="s1"/>
   </Row>
  </Table>
 </Worksheet>
</Workbook>
"""


def test_what_excel_says_of_a_range() -> None:
    looks = looks_of(SPREADSHEET, 2, 2)
    assert set(looks.merged) == MERGED
    assert looks.percents == PERCENTS


@needs_office
def test_libreoffice_takes_that_for_the_same_table(tmp_path: Path) -> None:
    """That the text above is the format: a program that isn't ours reads the same out of it."""
    (tmp_path / "表.xml").write_text(SPREADSHEET, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path, tmp_path / "表.xml"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = open_port(tmp_path / "表.xlsx").raw_sheet("评分表")
    looks = looks_of(SPREADSHEET, 1, 1)
    assert set(sheet.merged or ()) == set(looks.merged)
    assert sheet.percents == looks.percents


class Excel:
    """A used range of Excel for Windows as xlwings gives it; `xml` is what Range.Value(11) says."""

    def __init__(self, xml: str | None) -> None:
        self.xml = xml
        self.row, self.column, self.shape = 2, 2, (3, 2)
        self.api = self
        self.formula = (("投入", "0.2"), ("", "=C2*2"), ("", "5"))

    def options(self, **_: object) -> SimpleNamespace:
        return SimpleNamespace(value=[["投入", 0.2], [None, 0.4], [None, 5.0]])

    def GetValue(self, kind: int) -> str:  # noqa: N802 - COM's name
        if self.xml is None or kind != 11:
            raise RuntimeError(-2147352567, "Exception occurred.")
        return self.xml


def excel_sheet(xml: str | None) -> SimpleNamespace:
    return SimpleNamespace(impl=SimpleNamespace(book=object()), name="粘贴评分表", used_range=Excel(xml))


def test_excel_for_windows_in_three_calls() -> None:
    sheet = read_raw(excel_sheet(SPREADSHEET))
    assert dict(sheet.values) == {(2, 2): "投入", (2, 3): 0.2, (4, 3): 5.0}
    assert dict(sheet.formulas) == {(3, 3): "=C2*2"}
    assert set(sheet.merged or ()) == MERGED
    assert sheet.percents == {(2, 3)}


@pytest.mark.parametrize("xml", [None, "nonsense"])
def test_without_that_call_merged_ranges_are_unknown_not_absent(xml: str | None) -> None:
    sheet = read_raw(excel_sheet(xml))
    assert (sheet.merged, sheet.percents) == (None, None)
    assert dict(sheet.values) == {(2, 2): "投入", (2, 3): 0.2, (4, 3): 5.0}
