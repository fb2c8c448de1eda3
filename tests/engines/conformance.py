"""What every engine of this project owes the buttons, written against the xlwings API only.

A backend joins by its name in ENGINES; `book` opens the same workbook through each.
"""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
import xlwings as xw

from jixiao.engines import Formula, FormulaInTheWay, UnusableWorkbook, open_book, writable, write_block
from jixiao.engines.libreoffice.application import ADDRESS
from office import needs_office, shared_office

ENGINES = ["file", pytest.param("libreoffice", marks=needs_office)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "libreoffice":
        monkeypatch.setenv(ADDRESS, shared_office())
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "自评.xlsx"
    book = xlsxwriter.Workbook(path)
    day, loose = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"locked": False})
    data = book.add_worksheet("数据")
    data.write_row("B2", ["项目", "预算", "执行"])
    data.write_row("B3", ["甲", 100, 90.5])
    data.write_row("B4", ["乙", 200, 150])
    data.write_formula("C5", "=SUM(C3:C4)")
    data.write_datetime("F2", dt.datetime(2024, 3, 5), day)
    data.write_boolean("F3", True)
    data.write_string("F4", "00123")
    data.write_formula("B5", '="合"&"计"')
    guarded = book.add_worksheet("锁 定")
    guarded.write("A1", "说明")
    guarded.write("A2", "填这里", loose)
    guarded.protect("", {"sort": True})
    book.add_worksheet("藏").hide()
    book.define_name("预算", "=数据!$C$3:$C$4")
    book.define_name("说明", "='锁 定'!$A$1")
    book.close()
    return path


@pytest.fixture
def book(path: Path, engine: str):
    opened = open_book(path, engine)
    yield opened
    opened.close()


def test_book_name_and_place(book: xw.Book, path: Path) -> None:
    assert (book.name, Path(book.fullname)) == ("自评.xlsx", path)


def test_sheets_in_order_hidden_included(book: xw.Book) -> None:
    assert book.sheet_names == ["数据", "锁 定", "藏"]
    assert len(book.sheets) == 3
    assert "藏" in [sheet.name for sheet in book.sheets]
    assert book.sheets[0].name == book.sheets["数据"].name == "数据"
    assert book.sheets[1].index == 2


def test_visibility(book: xw.Book) -> None:
    assert [bool(sheet.visible) for sheet in book.sheets] == [True, True, False]


def test_unknown_sheet(book: xw.Book) -> None:
    with pytest.raises(KeyError):
        book.sheets["没有"]


def test_used_range_starts_at_first_content(book: xw.Book) -> None:
    used = book.sheets["数据"].used_range
    assert (used.row, used.column, used.shape) == (2, 2, (4, 5))
    assert used.value[0] == ["项目", "预算", "执行", None, dt.datetime(2024, 3, 5)]
    assert book.sheets["藏"].used_range.options(ndim=2).value == [[None]]


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("B3", "甲"),
        ("C3", 100.0),
        ("D3", 90.5),
        ("F2", dt.datetime(2024, 3, 5)),
        ("F3", True),
        ("F4", "00123"),
        ("Z99", None),
        ("B2:D2", ["项目", "预算", "执行"]),
        ("C3:C4", [100.0, 200.0]),
        ("B3:C4", [["甲", 100.0], ["乙", 200.0]]),
    ],
)
def test_values(book: xw.Book, address: str, value: object) -> None:
    assert book.sheets["数据"].range(address).value == value


def test_whole_numbers_are_floats_as_in_excel(book: xw.Book) -> None:
    assert type(book.sheets["数据"]["C3"].value) is float


def test_options(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    assert sheet["C3"].options(ndim=2).value == [[100.0]]
    assert sheet["C3"].options(numbers=int).value == 100
    assert sheet["Z9"].options(empty="无").value == "无"
    assert sheet["F2"].options(dates=dt.date).value == dt.date(2024, 3, 5)
    assert sheet["B3:C4"].options(transpose=True).value == [["甲", "乙"], [100.0, 200.0]]
    assert sheet["B3:C4"].options(dict).value == {"甲": 100.0, "乙": 200.0}


def test_addressing(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    cell = sheet.range((3, 2))
    assert cell == sheet["B3"] == sheet.range("$B$3") == sheet[2, 1]
    assert cell.address == "$B$3"
    assert cell.resize(2, 3).address == "$B$3:$D$4"
    assert cell.offset(1, 1).value == 200.0
    assert sheet.range((3, 2), (4, 4)).shape == (2, 3)
    assert sheet["B2:D4"].last_cell.address == "$D$4"
    assert sheet["B2:D4"][1:, 1].value == [100.0, 200.0]
    assert [cell.value for cell in sheet["B3:B4"]] == ["甲", "乙"]


def test_end_and_expand(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    assert sheet["B2"].end("right").address == "$D$2"
    assert sheet["D2"].end("down").address == "$D$4"
    assert sheet["D4"].end("up").address == "$D$2"
    assert sheet["D2"].expand("down").address == "$D$2:$D$4"
    assert sheet["D2"].expand().address == "$D$2:$D$4"


def test_formulas(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    assert sheet["C5"].formula == "=SUM(C3:C4)"
    assert sheet["B3"].formula == "甲"
    assert sheet["C3:D3"].formula == (("100", "90.5"),)
    assert sheet["Z9"].formula == ""


def test_names(book: xw.Book) -> None:
    assert {name.name: name.refers_to for name in book.names} == {
        "预算": "=数据!$C$3:$C$4",
        "说明": "='锁 定'!$A$1",
    }
    assert "预算" in book.names
    assert "没有" not in book.names
    assert book.names["预算"].refers_to_range.value == [100.0, 200.0]
    assert book.names["说明"].refers_to_range.sheet.name == "锁 定"
    assert book.sheets["数据"].range("预算").address == "$C$3:$C$4"


def test_write_block_and_read_again(book: xw.Book, engine: str) -> None:
    sheet = book.sheets["数据"]
    before = sheet.used_range
    sheet["B3"].value = [["丙", 300], ["丁", None]]
    assert sheet["B3:C4"].value == [["丙", 300.0], ["丁", None]]
    assert before.value[1][0] == "丙"
    book.save()
    again = open_book(book.fullname, engine)
    assert again.sheets["数据"]["B3:C4"].value == [["丙", 300.0], ["丁", None]]
    again.close()


def test_scalar_fills_the_range(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    sheet["H1:I2"].value = 0
    assert sheet["H1:I2"].value == [[0.0, 0.0], [0.0, 0.0]]


def test_row_column_and_none(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    sheet["H1"].value = [1, 2]
    sheet["H2"].options(transpose=True).value = [3, 4]
    sheet["H1"].value = None
    assert sheet["H1:I3"].value == [[None, 2.0], [3.0, None], [4.0, None]]


def test_formula_writing(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    sheet["H1"].formula = "=C3+C4"
    sheet["H2"].formula = [["=C3", "=C4"]]
    assert sheet["H1"].formula == "=C3+C4"
    assert sheet["H2:I2"].formula == (("=C3", "=C4"),)


def test_only_a_block_of_the_program_replaces_formulas(book: xw.Book, engine: str) -> None:
    sheet = book.sheets["数据"]
    with pytest.raises(FormulaInTheWay):
        write_block(sheet, 5, 2, [["合计", 1]])
    write_block(sheet, 5, 2, [["合计", Formula("=C3*2")]], own=True)
    assert sheet["C5"].formula == "=C3*2"
    with pytest.raises(FormulaInTheWay):
        write_block(sheet, 5, 3, [[1]])
    write_block(sheet, 5, 3, [[None]], own=True)
    assert sheet["B5:C5"].formula == (("合计", ""),)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "00123", "2024年1月", "1-2", "#N/A", "TRUE", "'引"])
def test_typed_text_stays_text(book: xw.Book, engine: str, text: str) -> None:
    write_block(book.sheets["数据"], 3, 2, [[text]])
    book.save()
    again = open_book(book.fullname, engine)
    assert again.sheets["数据"]["B3"].value == text
    again.close()


def test_clear_contents(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    sheet["B3:C5"].clear_contents()
    assert sheet["B3:C5"].value == [[None, None]] * 3
    assert sheet["C5"].formula == ""


def test_data_frames(book: xw.Book) -> None:
    sheet = book.sheets["数据"]
    frame = sheet["B2:D4"].options(pd.DataFrame).value
    assert frame.loc["乙", "执行"] == 150.0
    sheet["H1"].options(index=False).value = pd.DataFrame({"名": ["甲", None], "数": [1.5, float("nan")]})
    assert sheet["H1:I3"].value == [["名", "数"], ["甲", 1.5], [None, None]]


def test_protected_sheet(book: xw.Book, engine: str) -> None:
    sheet = book.sheets["锁 定"]
    sheet["A2"].value = "可填"
    with pytest.raises(Exception, match=r"锁定|protect"):
        sheet["A1"].value = "不可"
    with writable(sheet):
        write_block(sheet, 1, 1, [["已改"]])
    with pytest.raises(Exception, match=r"锁定|protect"):
        sheet["A1"].value = "不可"
    assert sheet["A1:A2"].value == ["已改", "可填"]


def test_application_settings_are_restored(book: xw.Book) -> None:
    app = book.app
    before = (app.screen_updating, app.enable_events, app.calculation, app.display_alerts)
    with app.properties(screen_updating=False, enable_events=False, calculation="manual", status_bar="正在校验"):
        assert app.status_bar == "正在校验"
        assert app.calculation == "manual"
    assert (app.screen_updating, app.enable_events, app.calculation, app.display_alerts) == before
    assert app.status_bar is False


def test_save_elsewhere(book: xw.Book, path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    book.sheets[0]["B3"].value = "改"
    book.save(tmp_path / "另存.xlsx")
    assert path.read_bytes() == content
    assert book.name == "另存.xlsx"


def test_caller(book: xw.Book) -> None:
    book.set_mock_caller()
    try:
        assert xw.Book.caller().sheets["数据"]["B3"].value == "甲"
    finally:
        del xw.Book._mock_caller


def test_unusable_file(tmp_path: Path, engine: str) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\3\4")
    with pytest.raises(UnusableWorkbook, match=r"^【坏.xlsx】.*。$"):
        open_book(tmp_path / "坏.xlsx", engine)


def test_unsupported_is_said(book: xw.Book) -> None:
    with pytest.raises(NotImplementedError):
        book.sheets[0]["A1"].color = (1, 2, 3)
