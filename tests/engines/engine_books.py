"""Workbooks for these tests, made by XlsxWriter, and ways to look inside a package."""

import io
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import xlsxwriter
import xlwings

QUICKSTART = Path(xlwings.__file__).parent / "quickstart_standalone.xlsm"
_PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    )
)


def vba_bin() -> bytes:
    with zipfile.ZipFile(QUICKSTART) as archive:
        return archive.read("xl/vbaProject.bin")


def rich_book(path: Path) -> Path:
    """One of everything a clerk's workbook holds: 录入 (protected), 图表, 隐藏."""
    book = xlsxwriter.Workbook(path)
    book.add_vba_project(io.BytesIO(vba_bin()), True)
    open_cell = book.add_format({"locked": False, "bg_color": "#FFFFCC"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    entry = book.add_worksheet("录入")
    entry.set_column("F:F", 12, open_cell)
    entry.set_row(8, 20, open_cell)
    for row, (name, number) in enumerate([("人员经费", 100.5), ("公用经费", 20), ("项目支出", 1 / 3)]):
        entry.write(row, 0, name)
        entry.write_number(row, 1, number, open_cell)
    entry.write_formula("B4", "=SUM(B1:B3)", None, 120.8)
    entry.write_rich_string("A4", "合", book.add_format({"bold": True}), "计")
    entry.write_datetime("C1", datetime(2024, 3, 5), day)
    entry.write_boolean("C2", True)
    entry.write_formula("C3", "=1/0", None, "#DIV/0!")
    entry.write_blank("D1", None, open_cell)
    entry.merge_range("D5:E6", "合并", open_cell)
    entry.protect("", {"sort": True, "autofilter": True})
    entry.data_validation("B1:B3", {"validate": "decimal", "criteria": ">=", "value": 0})
    entry.conditional_format("B1:B3", {"type": "data_bar", "data_bar_2010": True})
    entry.write_comment("A1", "批注")
    entry.insert_button("H1", {"macro": "SampleCall", "caption": "检查"})
    chart_sheet = book.add_worksheet("图表")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=录入!$B$1:$B$3"})
    chart_sheet.insert_chart("A1", chart)
    chart_sheet.insert_image("A20", "p.png", {"image_data": io.BytesIO(_PIXEL)})
    hidden = book.add_worksheet("隐藏")
    hidden.hide()
    hidden.write("C3", "藏")
    book.define_name("预算数", "=录入!$B$1:$B$3")
    book.define_name("录入!本表", "=录入!$A$1")
    book.define_name("系数", "=0.8")
    book.close()
    return path


def plain_book(path: Path, rows: list[list[object]], **options: object) -> Path:
    """One sheet "表", values from A1."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options})
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entries(path: Path) -> dict[str, tuple[object, ...]]:
    """Of each part, in order: compressed bytes and the zip's own data about it."""
    content = path.read_bytes()
    found = {}
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name, extra = struct.unpack_from("<HH", content, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            raw = content[info.header_offset : start + info.compress_size]
            found[info.filename] = (raw, info.date_time, info.flag_bits, info.external_attr, info.create_system)
    return found


def with_part(source: Path, target: Path, name: str, change: object) -> Path:
    """A copy of a package with one part changed: bytes, a function of the old bytes, or None to drop it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body: object = old.read(info)
            if info.filename == name:
                body = change(body) if callable(change) else change
            if body is not None:
                new.writestr(info, body)
    return target


def with_sheet_xml(path: Path, sheet_data: str, before: str = "", after: str = "") -> Path:
    """A workbook whose only sheet "表" is hand-written XML around and inside sheetData."""
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<worksheet xmlns="{ns}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>'
    base = plain_book(path.with_suffix(".base.xlsx"), [["x"]])
    return with_part(base, path, "xl/worksheets/sheet1.xml", xml.encode())
