"""Cells of closed files: every type, as openpyxl reads them; the quick and the complete way say the same or nothing."""

import datetime as dt
import random
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from cell_xml import (
    FORMATS,
    MAIN,
    STRICT,
    by_openpyxl,
    datas,
    opened,
    package,
    sheet,
    string_parts,
    strings,
    styles,
)  # fmt: skip
from engine_books import rich_book
from hypothesis import example, given, settings
from hypothesis import strategies as st

from books import filled
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file.catalog import read_catalog
from jixiao.engines.file.cells import Cells, Lookups
from jixiao.engines.file.reader import Grid, read_grid, read_grids, read_strings
from jixiao.engines.file.scanning import Unfamiliar, scan, scan_strings
from jixiao.engines.file.serials import from_serial, to_serial
from jixiao.engines.file.styles import date_styles
from jixiao.engines.file.walking import Outline, walk, walk_strings
from jixiao.engines.port import CellError, Value

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
NO_MEANING = (ArithmeticError, LookupError, ValueError, UnusableWorkbook)
TEXTS = ["甲", None, "_x", "丙"]
LOOKUPS = Lookups(TEXTS, date_styles(styles().encode()), date1904=False)
DAY, HOURS = 11 + FORMATS.index("yyyy-mm-dd"), 11 + FORMATS.index("[h]:mm")


def typed(cells: dict[tuple[int, int], object]) -> dict[tuple[int, int], tuple[type, object]]:
    """Values that are equal only where their types are: 1.0 is not True, an error no text."""
    return {place: (type(value), value) for place, value in cells.items()}


def same(one: Cells | Grid, other: Cells | Grid) -> bool:
    return typed(one.values) == typed(other.values) and one.formulas == other.formulas


def quick(part: bytes) -> tuple[Cells, Outline] | None:
    """None where the quick way hands the part over."""
    cells = Cells(LOOKUPS)
    try:
        return cells, scan(part, cells)
    except Unfamiliar:
        return None


def complete(part: bytes) -> tuple[Cells, Outline]:
    cells = Cells(LOOKUPS)
    return cells, walk(part, cells)


CELLS: list[tuple[str, Value]] = [
    # inside <row r="1">, what A1 is
    ('<c r="A1"><v>7</v></c>', 7.0),
    ('<c r="A1" t="n"><v>-1.50</v></c>', -1.5),
    ('<c r="A1"><v>1E-3</v></c>', 0.001),
    ('<c r="A1"><v>1e400</v></c>', CellError("#NUM!")),
    ('<c r="A1" t="s"><v>0</v></c>', "甲"),
    ('<c r="A1" t="s"><v>1</v></c>', None),
    ('<c r="A1" t="str"><v>a&amp;b &lt;&#23383;&#x5B57;</v></c>', "a&b <字字"),
    ('<c r="A1" t="str"><v>_x000D_\r\n_x005F_x000D_</v></c>', "\r\n_x000D_"),
    ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 乙 </t></is></c>', " 乙 "),
    ('<c r="A1" t="inlineStr"><is><r><t>合</t></r><r><rPr><b/></rPr><t>计</t></r><rPh sb="0" eb="1"><t>ごう</t></rPh></is></c>', "合计"),
    ('<c r="A1" t="inlineStr"><v>7</v></c>', None),
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="b"><v>false</v></c>', False),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
    ('<c r="A1" t="d"><v>2024-03-01</v></c>', dt.datetime(2024, 3, 1)),
    ('<c r="A1" t="d"><v>2024-03-01T10:20:30.5Z</v></c>', dt.datetime(2024, 3, 1, 10, 20, 30, 500000)),
    ('<c r="A1" t="d"><v>10:20</v></c>', dt.time(10, 20)),
    ('<c r="A1" t="d"><v>PT36H</v></c>', dt.timedelta(hours=36)),
    (f'<c r="A1" s="{DAY}"><v>45352</v></c>', dt.datetime(2024, 3, 1)),
    (f'<c r="A1" s="{DAY}"><v>59</v></c>', dt.datetime(1900, 2, 28)),
    (f'<c r="A1" s="{DAY}"><v>0.75</v></c>', dt.time(18)),
    (f'<c r="A1" s="{DAY}"><v>2958466</v></c>', CellError("#VALUE!")),
    (f'<c r="A1" s="{HOURS}"><v>1.5</v></c>', dt.timedelta(days=1.5)),
    ('<c r="A1" s="9999"><v>45352</v></c>', 45352.0),
    ("<c><v>7</v></c>", 7.0),
    ('<c r="A9"><v>7</v></c>', 7.0),
    ('<c r="A1"><!-- 备注 --><v>7<!-- 备注 --></v></c>', 7.0),
    ('<c r="A1" t="str"><v><![CDATA[<甲>]]></v></c>', "<甲>"),
    ('<c t="str" r="A1" cm="1"><v xml:space="preserve"> 甲</v><extLst/></c>', " 甲"),
    ('<c r="A1"><other xmlns="urn:x"><v>7</v></other></c>', None),
    ('<c r="A1" s="1" ></c>', None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), CELLS)
@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_one_cell(cell: str, value: Value, namespace: str) -> None:
    grid = read_grid(sheet(f'<row r="1">{cell}</row>', namespace=namespace).encode(), LOOKUPS)
    assert typed(grid.values) == ({} if value is None else {(1, 1): (type(value), value)})


IMPOSSIBLE = [
    # inside <row r="1">
    '<c r="A1" s="x"/>',
    '<c r="A1"><f>1</f><v>a & b</v></c>',
    '<c r="A1" t="inlineStr"><v>&x;</v></c>',
    '<c r="A1" t="n"><is><t>&#1;</t></is></c>',
    '<c r="A1" t="s"><v>4</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" t="s"><v>x</v></c>', '<c r="A1"><v>NaN</v></c>',
    '<c r="A1"><v>1,5</v></c>', '<c r="A1" t="b"><v>是</v></c>', '<c r="A1" t="d"><v>三月</v></c>', '<c r="1A"><v>1</v></c>',
    '<c r="A1"><v>&nbsp;</v></c>', '<c r="A1"><v>&#0;</v></c>', '<c r="A1"><v>&#xFFFE;</v></c>', '<c r="A1"><v>a & b</v></c>',
    '<c r="A1"><v>1</v>', '<c r="A1"><v>1</c></v>', '<c r="A1" r="A1"><v>1</v></c>', '<c r="A1"><f a="1" a="2">1</f></c>',
    '<c r="A1"><f x:a="1">1</f></c>', "</row>", "<row>", '<c r="A1" t="str"><v>]]></v></c>', '<c r="A1" t="str"><v>\x07</v></c>',
    '<c r="A1" t="str"><v>\uffff</v></c>', '<c r="A1"><f t="array" ref="A">1</f></c>', '<c r="A1"><f t="dataTable"/></c>',
]  # fmt: skip


@pytest.mark.parametrize("cell", IMPOSSIBLE)
def test_what_means_nothing_is_refused(cell: str) -> None:
    with pytest.raises(UnusableWorkbook, match="文件不完整或已损坏"):
        read_grid(sheet(f'<row r="1">{cell}</row>').encode(), LOOKUPS)


def test_attributes_of_rows_are_checked_too() -> None:
    for row in ('<row r="1" ht="1" ht="2"/>', '<row r="1" un:known="1"/>', '<row r="1" r="2"/>', '<row r="x"/>'):
        with pytest.raises(UnusableWorkbook):
            read_grid(sheet(row).encode(), LOOKUPS)


ROWS = [
    # <row>s, what is filled
    ('<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c></row><row><c><v>4</v></c></row>',
     {(1, 1): 1.0, (1, 3): 2.0, (4, 2): 3.0, (5, 1): 4.0}),
    ('<row r="5"><c r="A5"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row><row r="6"><c r="A6"><v>3</v></c></row>',
     {(5, 1): 1.0, (6, 1): 3.0}),
    ('<row r="1"><c r="GR1"><v>1</v></c><c r="GS1"><v>2</v></c></row>', {(1, 200): 1.0}),
    ('<row r="20000"><c r="A20000"><v>1</v></c></row><row r="20001"><c r="A20001"><v>x</v></c></row>', {(20000, 1): 1.0}),
    ('<row r="1" xmlns:a="urn:a"><c r="A1"><v>1</v></c></row>', {(1, 1): 1.0}),
    ('<row r="1"><a:c xmlns:a="urn:a" r="A1"><v>1</v></a:c></row>', {}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "values"), ROWS)
def test_where_cells_are(data: str, values: dict[tuple[int, int], Value]) -> None:
    assert read_grid(sheet(data).encode(), LOOKUPS).values == values


INSIDE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
ELSEWHERE = [
    f'<worksheet xmlns="{MAIN}"><!-- {INSIDE} --></worksheet>',
    f'<worksheet xmlns="{MAIN}"><?x {INSIDE}?></worksheet>',
    f'<worksheet xmlns="{MAIN}"><extLst><ext>{INSIDE}</ext></extLst></worksheet>',
    f'<worksheet xmlns="urn:x">{INSIDE}</worksheet>',
    f'<x:worksheet xmlns:x="{MAIN}">{INSIDE}</x:worksheet>',
    f'<chartsheet xmlns="{MAIN}">{INSIDE}</chartsheet>',
    f'<worksheet xmlns="{MAIN}"/>',
]


@pytest.mark.parametrize("part", ELSEWHERE)
def test_cells_stand_in_sheet_data_and_nowhere_else(part: str) -> None:
    with pytest.raises(UnusableWorkbook, match="文件不完整或已损坏"):
        read_grid(part.encode(), LOOKUPS)


def test_sheet_data_twice_is_read_whole() -> None:
    assert read_grid(f'<worksheet xmlns="{MAIN}"><sheetData/>{INSIDE}</worksheet>'.encode(), LOOKUPS).values == {
        (1, 1): 1.0
    }


FORMULAS = [
    # <c>s of row 5, formulas
    ('<c r="B5"><f>A1+1</f><v>7</v></c>', {"B5": "=A1+1"}),
    ('<c r="B5"><f>IF(A1&lt;1,"&amp;",1)</f></c>', {"B5": '=IF(A1<1,"&",1)'}),
    ('<c r="B5"><f t="shared" ref="B5:C5" si="0">A1+$A$1</f></c><c r="C5"><f t="shared" si="0"/></c>',
     {"B5": "=A1+$A$1", "C5": "=B1+$A$1"}),
    ('<c r="B5"><f t="shared" ref="B5:D5" si="0">A1</f></c><c r="A5"><f t="shared" si="0"/></c>', {"B5": "=A1", "A5": "=#REF!"}),
    ('<c r="B5"><f t="shared" ref="B5:C5" si="0">"A1</f></c><c r="C5"><f t="shared" si="0"/></c>', {"B5": '="A1', "C5": "=#REF!"}),
    ('<c r="C5"><f t="shared" si="3"/></c>', {"C5": "="}),
    ('<c><f t="shared" ref="A5:B5" si="0">A1</f></c><c><f t="shared" si="0"/></c>', {"A5": "=A1", "B5": "=B1"}),
    ('<c r="A5"><f t="array" ref="A5:B6">TRANSPOSE(D1:E2)</f></c><c r="B5"><v>9</v></c>',
     dict.fromkeys(("A5", "B5", "A6", "B6"), "=TRANSPOSE(D1:E2)")),
    ('<c r="A5"><f t="dataTable" ref="A5:A6" r1="D1"/></c>', dict.fromkeys(("A5", "A6"), "=TABLE()")),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "formulas"), FORMULAS)
def test_formulas(cells: str, formulas: dict[str, str]) -> None:
    grid = read_grid(sheet(f'<row r="5">{cells}</row>').encode(), LOOKUPS)
    assert {f"{chr(64 + column)}{row}": text for (row, column), text in grid.formulas.items()} == formulas
    assert grid.values == {}


def plain(number: int) -> str:
    return f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" t="s"><v>0</v></c></row>'


HANDED_OVER = [
    ("plain", sheet(plain(1) + plain(2)), False),
    ("prefix", sheet(plain(1).replace("<", "<x:").replace("<x:/", "</x:"), "x:"), False),
    ("empty", sheet("").replace("<sheetData></sheetData>", "<sheetData/>"), False),
    ("line ends", '<?xml version="1.0"?>\r\n' + sheet(plain(1)), False),
    ("byte order mark", '\ufeff<?xml version="1.0"?>' + sheet(plain(1)), False),
    ("blank between tags", sheet(plain(1) + " " + plain(2)), True),
    ("rows out of order", sheet(plain(2) + plain(1)), True),
    ("the same row twice", sheet(plain(1) + plain(1)), True),
    ("comment", sheet(plain(1) + "<!---->"), True),
    ("comment elsewhere", sheet(plain(1)) + "<!---->", True),
    ("a namespace inside", sheet(plain(1).replace('r="1"', 'r="1" xmlns="urn:x"', 1)), True),
    ("other attributes", sheet(plain(1).replace(' s="1"', ' s="1" ph="1"')), True),
]


@pytest.mark.parametrize(("what", "part", "over"), HANDED_OVER)
def test_what_the_quick_way_reads(what: str, part: str, over: bool) -> None:
    found = quick(part.encode())
    assert (found is None) is over, what
    assert found is None or same(found[0], complete(part.encode())[0])


@settings(max_examples=150, deadline=None)
@given(datas(), string_parts, st.booleans())
def test_random_cells_are_what_openpyxl_reads(data: str, texts: str, date1904: bool) -> None:
    held = opened(package(sheet(data), texts, date1904))
    (grid,) = read_grids(held, read_catalog(held)).values()
    # openpyxl drops x005F_ from shared strings, and from these only; in lower case it means the same
    values, formulas = by_openpyxl(package(sheet(data), texts.replace("x005F_", "x005f_"), date1904))
    assert typed(grid.values) == typed(values)
    assert grid.formulas == formulas


DRESSES = [
    lambda part: part,
    lambda part: part.replace("<row ", "\n  <row "),
    lambda part: part.replace("</c>", "<!-- --></c>"),
    lambda part: part.replace("<c r=", "<c  r="),
    lambda part: part.replace("</c><", "</c> <"),
    lambda part: part.replace("\n", "\r\n"),
]


@settings(max_examples=150, deadline=None)
@given(datas(), st.sampled_from(DRESSES), st.sampled_from(["", "x:"]))
def test_both_ways_say_the_same(data: str, dress: object, prefix: str) -> None:
    data = data.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}") if prefix else data
    part = dress(sheet(data, prefix)).encode()  # type: ignore[operator]
    found = quick(part)
    whole, outline = complete(part)
    assert found is None or (same(found[0], whole) and found[1] == outline)


def damaged(part: bytes, seed: int) -> bytes:
    """A few bytes gone, others, doubled, or something of XML put in."""
    rng = random.Random(seed)
    out = bytearray(part)
    pieces = [
        b"<",
        b">",
        b"&",
        b'"',
        b"/",
        b"<!--",
        b"]]>",
        b"\x00",
        b"\xff",
        b"</row>",
        b"<row>",
        b' s="1"',
        b"<?x?>",
        b"xmlns",
    ]
    for _ in range(rng.randint(1, 3)):
        at, length = rng.randrange(len(out)), rng.randint(1, 9)
        match rng.randrange(4):
            case 0:
                del out[at : at + length]
            case 1:
                out[at] = rng.randrange(256)
            case 2:
                out[at:at] = out[at : at + length]
            case _:
                out[at:at] = rng.choice(pieces)
    return bytes(out)


@settings(max_examples=400, deadline=None)
@given(datas(), st.integers(0, 2**32))
@example('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', 0)
def test_damaged_sheets_are_read_as_the_complete_way_reads_them(data: str, seed: int) -> None:
    part = damaged(sheet(data).encode(), seed)
    try:
        whole, outline = complete(part)
    except NO_MEANING:
        with pytest.raises(UnusableWorkbook):
            read_grid(part, LOOKUPS)
        return
    grid = read_grid(part, LOOKUPS)
    assert same(grid, whole)
    assert (grid.protected, grid.merged) == (outline.protected, outline.merged)


@settings(max_examples=200, deadline=None)
@given(string_parts, st.integers(0, 2**32), st.booleans())
def test_shared_strings_both_ways(part: str, seed: int, damage: bool) -> None:
    content = damaged(part.encode(), seed) if damage else part.encode()
    try:
        found = scan_strings(content)
    except Unfamiliar:
        return
    assert found == walk_strings(content)


def test_shared_strings() -> None:
    part = strings("<t>甲</t>", "<t/>", "<t></t>", "<t>a&amp;_x0041_</t>", '<t>乙</t><phoneticPr fontId="1"/>')
    assert read_strings(part.encode()) == scan_strings(part.encode()) == ["甲", None, None, "a&A", "乙"]
    rich = strings("<r><t>合</t></r><r><t>计</t></r><rPh sb='0' eb='1'><t>ごう</t></rPh>", "<t>甲</t>")
    assert read_strings(rich.encode()) == ["合计", "甲"]
    with pytest.raises(UnusableWorkbook):
        read_strings(strings("<t>甲").encode())


@given(st.floats(-10, 3000000) | st.integers(-10, 3000000), st.booleans(), st.booleans())
def test_serials_are_openpyxls(number: float, date1904: bool, duration: bool) -> None:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, to_excel

    epoch = MAC_EPOCH if date1904 else WINDOWS_EPOCH
    try:
        theirs = from_excel(number, epoch, duration)
    except (OverflowError, ValueError):
        with pytest.raises((OverflowError, ValueError)):
            from_serial(number, date1904, duration)
        return
    assert from_serial(number, date1904, duration) == theirs
    assert to_serial(theirs, date1904) == to_excel(theirs, epoch)


def foreign_by_xlsxwriter(path: Path, **options: object) -> None:
    book = xlsxwriter.Workbook(path, options)
    one, two = book.add_worksheet("表一"), book.add_worksheet("表二")
    bold = book.add_format({"bold": True})
    for row, code in enumerate(FORMATS):
        shown = book.add_format({"num_format": code})
        one.write(row, 0, f"第 {row} 行 <&>\"'\n")
        one.write_number(row, 1, row * 1000.25, shown)
        one.write_blank(row, 2, None, shown)
        one.write_boolean(row, 3, row % 2 == 0)
        one.write_formula(row, 4, f'=IF(B{row + 1}<1,"&",1)', None, 1)
        one.write_datetime(row, 5, dt.datetime(1900 + 10 * row, 1, 1, 10, 30), shown)
    two.write_array_formula("A1:B2", "{=TRANSPOSE(D1:E2)}")
    two.write_formula("D9", "=1/0", None, "#DIV/0!")
    two.write_string("A200", "末行")
    if not options.get("constant_memory"):
        two.write_rich_string("D4", "前", bold, "粗", "后")
        two.merge_range("F1:G2", "合并")
    book.close()


def foreign_by_openpyxl(path: Path, **options: object) -> None:
    book = openpyxl.Workbook(**options)
    one = book.create_sheet("表一")
    for row, code in enumerate(FORMATS, start=1):
        values = [
            f"行{row} <&>",
            row * 1000.25,
            None,
            row % 2 == 0,
            f'=IF(B{row}<1,"&",1)',
            dt.datetime(1900 + 10 * row, 1, 1),
        ]
        if options.get("write_only"):
            one.append(values)
            continue
        for column, value in enumerate(values, start=1):
            one.cell(row, column, value).number_format = code
    one.append([dt.time(10, 20), dt.timedelta(hours=30), dt.date(2024, 5, 1), "#N/A", "=#REF!+1"])
    if not options.get("write_only"):
        one.merge_cells("H1:I2")
    book.save(path)


CORPUS = {
    "XlsxWriter": lambda path: foreign_by_xlsxwriter(path),
    "XlsxWriter, inline strings": lambda path: foreign_by_xlsxwriter(path, constant_memory=True),
    "XlsxWriter, 1904": lambda path: foreign_by_xlsxwriter(path, date_1904=True),
    "openpyxl": lambda path: foreign_by_openpyxl(path),
    "openpyxl, written only": lambda path: foreign_by_openpyxl(path, write_only=True),
    "a clerk's": lambda path: rich_book(path),
}


@pytest.mark.parametrize("program", CORPUS)
def test_other_programs_files(tmp_path: Path, program: str) -> None:
    """All cells as openpyxl reads them, and by the quick way."""
    path = tmp_path / "表.xlsx"
    CORPUS[program](path)
    held = opened(path.read_bytes())
    catalog = read_catalog(held)
    grids = read_grids(held, catalog)
    for entry in catalog.sheets:
        values, formulas = by_openpyxl(path, entry.name)
        assert typed(grids[entry.name].values) == typed(
            {p: v for p, v in values.items() if p not in grids[entry.name].formulas}
        )
        assert grids[entry.name].formulas.items() >= formulas.items()
        assert grids[entry.name].formulas.keys() - formulas.keys() <= {(1, 2), (2, 1), (2, 2)}  # TRANSPOSE
        cells = Cells(Lookups(read_strings(held.read(catalog.strings)) if catalog.strings else [], {}, False))
        scan(held.read(entry.part), cells)  # Unfamiliar: not by the quick way


def test_our_own_workbooks_are_read_by_the_quick_way(sample: Path, tmp_path: Path) -> None:
    """As built, and as a press leaves them."""
    filled(sample, tmp_path / "结果.xlsm")
    for path in (sample, tmp_path / "结果.xlsm"):
        held = opened(path.read_bytes())
        catalog = read_catalog(held)
        lookups = Lookups(scan_strings(held.read(catalog.strings or "")), {}, False)
        for entry in catalog.sheets:
            scan(held.read(entry.part), Cells(lookups))  # else Unfamiliar
