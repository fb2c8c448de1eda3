"""Workbooks as clerks return them: rows inserted as Excel does, their own sheets, comments and pictures."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from unittest.mock import patch

import xlsxwriter

from jixiao import resources
from jixiao.engines import open_port
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.new_workbooks.blank import project_as_shipped, sample_workbook
from jixiao.resources import SAMPLE_NAME

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})(?![\d(])")
_SQREF = re.compile(r'((?:sqref|ref|r|topLeftCell|activeCell)=")([^"]*)(")')
_ROW = re.compile(r"<row [^>]*?/>|<row .*?</row>", re.DOTALL)


def rewrite(path: Path, change, part: str) -> None:
    """Apply `change(text)` to one part of a package."""
    with zipfile.ZipFile(path) as package:
        held = [(info, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for info, content in held:
            package.writestr(info, change(content.decode()).encode() if info.filename == part else content)


def sheet_part(path: Path, sheet: str) -> str:
    """The part of a sheet in our own files: sheets are numbered in tab order."""
    return f"xl/worksheets/sheet{open_port(path).sheet_names().index(sheet) + 1}.xml"


def insert_rows(path: Path, sheet: str, at: int, count: int) -> None:
    """Insert rows above row `at`, as Excel does: cells, ranges and this sheet's formulas move down."""

    def moved(text: str) -> str:
        def shift(match: re.Match[str]) -> str:
            row = int(match[2])
            return f"{match[1]}{row + count if row >= at else row}"

        def shift_attribute(match: re.Match[str]) -> str:
            return match[1] + _REFERENCE.sub(shift, match[2]) + match[3]

        text = re.sub(r'(<row r=")(\d+)', shift, text)
        text = _SQREF.sub(shift_attribute, text)
        return re.sub(r"<f>(.*?)</f>", lambda m: "<f>" + _REFERENCE.sub(shift, m[1]) + "</f>", text)

    rewrite(path, moved, sheet_part(path, sheet))


def with_clerk_additions(path: Path) -> None:
    """The sample, to which a clerk added a sheet, comments and a picture."""
    close = xlsxwriter.Workbook.close

    def add_and_close(book):
        book.add_worksheet("我的草稿").write("A1", "自己的底稿 <数> & 备注")
        book.get_worksheet_by_name("支出预算").write_comment("C7", "与批复核对过")
        book.get_worksheet_by_name("重点项目").insert_image("C5", "章.png", {"image_data": _png()})
        close(book)

    with patch.object(xlsxwriter.Workbook, "close", add_and_close):
        sample = resources.workbook("samples", SAMPLE_NAME).with_suffix(".toml")
        path.write_bytes(sample_workbook(load_framework(SAMPLE), sample, project_as_shipped()))


def _png():
    import io

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00\xff\x00\x00" * 2)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


def without_macros(content):
    """The same workbook saved as .xlsx: what Excel does, part by part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/vbaProject.bin":
                continue
            if info.filename == "[Content_Types].xml":
                part = part.replace(
                    b"ms-excel.sheet.macroEnabled.main", b"openxmlformats-officedocument.spreadsheetml.sheet.main"
                )
                part = re.sub(rb"<[^<]*vbaProject[^>]*>", b"", part)
            if info.filename == "xl/_rels/workbook.xml.rels":
                part = re.sub(rb"<Relationship [^>]*vbaProject[^>]*>", b"", part)
            new.writestr(info.filename, part)
    return out.getvalue()
