"""The file engine through xlwings: call counts, helpers for real Excel, random writes."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlwings as xw
from engine_books import entries, plain_book, rich_book, with_part
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.engines import activate, open_book, open_port, read_block, write_block
from jixiao.engines import xlwings_engine as engine_module
from jixiao.engines.file.text import clean, unescape
from jixiao.engines.port import Area, CellError, CountingPort, Formula
from jixiao.engines.writing import _allow_on_windows, for_excel, writable


def counted(path: Path) -> tuple[xw.Book, CountingPort]:
    port = CountingPort(open_port(path))
    engine = engine_module.Engine("counting", lambda path: port)
    return xw.Book(impl=engine.apps.add().books.open(str(path))), port


def test_a_used_range_costs_one_call_values_included(tmp_path: Path) -> None:
    book, port = counted(plain_book(tmp_path / "a.xlsx", [["甲", 1], ["乙", 2]]))
    used = book.sheets(1).used_range
    port.calls.clear()
    used = book.sheets(1).used_range
    assert used.options(ndim=2).value == [["甲", 1.0], ["乙", 2.0]]
    assert {call for call in port.calls if call[1]} == {("used_block", "表")}
    assert port.calls["used_block", "表"] == 1


def test_a_block_write_costs_one_call(tmp_path: Path) -> None:
    book, port = counted(plain_book(tmp_path / "a.xlsx", [["甲"]]))
    book.sheets["表"]["B2"].value = [[row * column for column in range(12)] for row in range(200)]
    assert {call: count for call, count in port.calls.items() if call[1]} == {("write_values", "表"): 1}


def test_xw_book_through_the_active_engine(tmp_path: Path) -> None:
    before = xw.engines.active
    try:
        activate("file")
        book = xw.Book(plain_book(tmp_path / "a.xlsx", [["甲"]]))
        assert xw.books["a.xlsx"].sheets[0]["A1"].value == "甲"
        book.app.quit()
    finally:
        xw.engines.active = before


def test_books_open_twice_at_once_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one = open_book(plain_book(tmp_path / "a.xlsx", [["一"]]))
    two = open_book(plain_book(tmp_path / "x" / "a.xlsx", [["二"]]))
    assert one != two
    assert [book.sheets[0]["A1"].value for book in (one, two)] == ["一", "二"]
    one.close()
    two.close()


def test_reads_of_a_rich_book(tmp_path: Path) -> None:
    port = open_port(rich_book(tmp_path / "a.xlsm"))
    assert port.used_block("录入").values[:5] == [
        ["人员经费", 100.5, dt.datetime(2024, 3, 5), None],
        ["公用经费", 20.0, True, None],
        ["项目支出", pytest.approx(1 / 3), None, None],
        ["合计", None, None, None],
        [None, None, None, "合并"],
    ]
    assert port.read_formulas("录入", Area(3, 2, 2, 2)) == [[None, "=1/0"], ["=SUM(B1:B3)", None]]
    assert (port.used_block("隐藏").row, port.used_block("隐藏").column) == (3, 3)
    assert [port.visible(sheet) for sheet in port.sheet_names()] == [True, True, False]
    assert port.names() == {"系数": "=0.8", "预算数": "=录入!$B$1:$B$3", "录入!本表": "=录入!$A$1"}


def test_errors_differ_from_text(tmp_path: Path) -> None:
    base = plain_book(tmp_path / "a.xlsx", [["#N/A", "e"]])
    error = b'<c r="B1" t="e"><v>#DIV/0!</v></c>'
    path = with_part(
        base,
        tmp_path / "b.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<c r="B1" t="s"><v>1</v></c>', error),
    )
    [[text, error_value]] = open_port(path).read_values("表", Area(1, 1, 1, 2))
    assert (text, error_value) == ("#N/A", "#DIV/0!")
    assert isinstance(error_value, CellError)
    assert not isinstance(text, CellError)
    book = open_book(path)
    assert book.sheets[0]["A1:B1"].value == ["#N/A", None]
    assert book.sheets[0]["A1:B1"].options(err_to_str=True).value == ["#N/A", "#DIV/0!"]
    book.close()


def test_strict_ooxml_is_read_and_written(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "a.xlsx", [["甲", 1]])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"):
        new = tmp_path / f"{part.count('/')}{len(part)}.xlsx"
        path = with_part(
            path,
            new,
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        )
    port = open_port(path)
    port.write_values("表", 2, 1, [["乙"]])
    port.save()
    assert open_port(path).used_block("表").values == [["甲", 1.0], ["乙", None]]


@pytest.mark.parametrize(
    ("value", "handed"),
    [
        (Decimal("0.10"), 0.1),
        ("=1", "'=1"),
        ("+x", "'+x"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("'x", "''x"),
        ("00123", "'00123"),
        ("2024年1月", "'2024年1月"),
        ("true", "'true"),
        ("＝1+1", "'＝1+1"),
        ("＠某", "'＠某"),
        ("二〇二四年一月", "'二〇二四年一月"),
        (Formula("=A1"), Formula("=A1")),
        ("人员经费", "人员经费"),
        ("", ""),
        (None, None),
        (dt.date(2024, 1, 1), dt.datetime(2024, 1, 1)),
        (1.5, 1.5),
    ],
)
def test_what_real_excel_is_handed(value: object, handed: object) -> None:
    assert for_excel(value) == handed
    assert type(for_excel(value)) is type(handed)


class Worksheet:
    """A stand-in for Excel's COM object: protected, sorting allowed."""

    def __init__(self, protected: bool) -> None:
        self.ProtectContents, self.ProtectionMode = protected, False
        self.ProtectDrawingObjects, self.ProtectScenarios, self.EnableSelection = True, True, 0
        self.Protection = SimpleNamespace(**dict.fromkeys(FLAGS, False) | {"AllowSorting": True})
        self.calls: list[dict[str, object]] = []

    def Protect(self, **flags: object) -> None:  # noqa: N802 - Excel's name
        self.calls.append(flags)


FLAGS = (
    "AllowFormattingCells AllowFormattingColumns AllowFormattingRows AllowInsertingColumns AllowInsertingRows "
    "AllowInsertingHyperlinks AllowDeletingColumns AllowDeletingRows AllowSorting AllowFiltering AllowUsingPivotTables"
).split()


@pytest.mark.parametrize("protected", [True, False])
def test_writable_on_windows_keeps_the_flags(protected: bool) -> None:
    api = Worksheet(protected)
    sheet = SimpleNamespace(impl=SimpleNamespace(book=object()), api=api, name="评分表")
    with writable(sheet):
        pass
    expected = dict.fromkeys(FLAGS, False) | {
        "AllowSorting": True, "DrawingObjects": True, "Contents": True, "Scenarios": True, "UserInterfaceOnly": True,
    }  # fmt: skip
    assert api.calls == ([expected] if protected else [])
    api.ProtectionMode = True
    _allow_on_windows(api)
    assert len(api.calls) == protected


@pytest.mark.parametrize(("filtered", "asked"), [(True, 1), (False, 0)])
def test_on_windows_a_filter_is_applied_again_to_what_was_written(filtered: bool, asked: int) -> None:
    calls: list[str] = []
    api = SimpleNamespace(FilterMode=filtered, AutoFilter=SimpleNamespace(ApplyFilter=lambda: calls.append("again")))
    area = SimpleNamespace(value=None)
    sheet = SimpleNamespace(impl=SimpleNamespace(book=object()), api=api, name="校验结果", range=lambda *_: area)
    write_block(sheet, 6, 2, [["错误"], ["提醒"]])
    assert (area.value, calls) == ([["错误"], ["提醒"]], ["again"] * asked)


class Reference:
    """A stand-in for appscript's worksheet reference: every property answers get()."""

    __module__ = "appscript.reference"

    def __init__(self, log: list[object], value: bool = True) -> None:
        self._log, self._value = log, value

    def __getattr__(self, name: str) -> "Reference":
        return Reference(self._log, name in ("protect_contents", "allow_sorting"))

    def get(self) -> bool:
        return self._value

    def unprotect(self) -> None:
        self._log.append("unprotect")

    def protect_worksheet(self, **flags: object) -> None:
        self._log.append({name for name, value in flags.items() if value})


def test_writable_on_mac_protects_again_with_the_same_flags() -> None:
    log: list[object] = []
    sheet = SimpleNamespace(impl=SimpleNamespace(book=object()), api=Reference(log), name="评分表")
    with pytest.raises(ZeroDivisionError), writable(sheet):
        log.append(1 / 0)
    assert log == ["unprotect", {"worksheet_contents", "allow_sorting"}]


class OnMac:
    """A stand-in for a range of Excel for Mac, holding `cells`. `values` and `texts` are what AppleScript gives of them:
    errors as missing values, or dropped."""

    def __init__(self, cells: list[list[object]], values: list[list[object]], texts: object) -> None:
        self.api = Reference([])
        self.api.__dict__["string_value"] = SimpleNamespace(get=lambda: texts)
        self.shape = (len(cells), len(cells[0]))
        self.cells, self._values = cells, values

    def options(self, **asked: object) -> SimpleNamespace:
        assert asked == {"ndim": 2}, "err_to_str fails there for more than one row"
        if not self._values:
            raise IndexError
        return SimpleNamespace(value=self._values)

    def __call__(self, row: int, column: int) -> SimpleNamespace:
        cell = SimpleNamespace(value=self.cells[row - 1][column - 1])
        return SimpleNamespace(options=lambda err_to_str: cell if err_to_str else None)


@pytest.mark.parametrize(
    ("cells", "values", "texts"),
    [
        ([[1200.0, "#N/A"], ["甲", None]], [[1200.0, None], ["甲", None]], [["1,200.00", "#N/A"], ["甲", ""]]),
        ([["甲", "#N/A"], ["乙", 2.0]], [["甲"], ["乙", 2.0]], [["甲", "#N/A"], ["乙", "2"]]),
        ([["#REF!"], ["#REF!"]], [], [["#REF!"], ["#REF!"]]),
        ([["#REF!"], ["甲"]], [[None], ["甲"]], ["#REF!", "甲"]),
        ([["#DIV/0!"]], [[None]], "#DIV/0!"),
        ([["甲", "#N/A"]], [["甲", None]], ["甲", "#N/A"]),
    ],
)
def test_errors_are_read_on_a_mac(cells: list[list[object]], values: list[list[object]], texts: object) -> None:
    assert read_block(OnMac(cells, values, texts)) == cells


def test_formulas_of_a_block_are_tuples_as_from_com(tmp_path: Path) -> None:
    book = open_book(plain_book(tmp_path / "a.xlsx", [[100, 90.5]]))
    assert book.sheets[0]["A1:B1"].formula == (("100", "90.5"),)
    book.sheets[0]["A2"].formula = [["=A1", "=B1"]]
    assert book.sheets[0]["A2:B2"].formula == (("=A1", "=B1"),)
    book.close()


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**9), 10**9, places=2),
    st.datetimes(dt.datetime(1905, 1, 1), dt.datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    st.text(max_size=30),
)
places = st.tuples(st.integers(1, 40), st.integers(7, 30))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(places, cells, max_size=25))
def test_random_writes(tmp_path: Path, writes: dict[tuple[int, int], object]) -> None:
    source = tmp_path / "a.xlsm"
    if not source.exists():
        rich_book(source)
    port = open_port(source)
    port.unlock("录入")
    for place, value in writes.items():
        port.write_values("录入", *place, [[value]])
    port.save(tmp_path / "b.xlsm")
    check_cells(port.path, source, writes)
    before, after = entries(source), entries(port.path)
    assert {name for name in before if before[name] != after[name]} <= {"xl/worksheets/sheet1.xml"}
    again = open_port(port.path)
    again.unlock("录入")
    for place, value in writes.items():
        again.write_values("录入", *place, [[value]])
    again.save(tmp_path / "c.xlsm")
    assert again.path.read_bytes() == port.path.read_bytes()


def check_cells(path: Path, source: Path, writes: dict[tuple[int, int], object]) -> None:
    """openpyxl finds the writes, and elsewhere what it found before."""
    sheet, old = (openpyxl.load_workbook(p)["录入"] for p in (path, source))
    for row in range(1, 42):
        for column in range(1, 32):
            found = sheet.cell(row, column).value
            if (row, column) in writes:
                assert same_value(found, writes[row, column])
            else:
                assert found == old.cell(row, column).value


def same_value(found: object, value: object) -> bool:
    if isinstance(value, str):
        return unescape(str(found or "")) == clean(value)
    if isinstance(value, dt.datetime):
        return found == pytest.approx((value - dt.datetime(1899, 12, 30)).total_seconds() / 86400)
    if value is None or isinstance(value, bool):
        return found is value
    return float(found) == float(value)  # type: ignore[arg-type]
