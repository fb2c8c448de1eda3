"""Files that can't be taken, one maker each, with what is wrong as data; and files that are no workbooks at all."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from county_model import UnitSpec
from county_typed import typed_of
from county_units import written

from jixiao import resources
from jixiao.engines.file.package import Package
from jixiao.forms.load import VERSION
from jixiao.resources import BLANK_NAME, REPORT

Maker = Callable[[UnitSpec], bytes]
OLD_VERSION = "2023.1"
SECTOR = 512


@dataclass(frozen=True)
class Bad:
    """A fault of a file: its name, how the file is called, a word of what must be said, how to make it from a unit."""

    name: str
    extension: str
    says: str
    make: Maker


def sound(spec: UnitSpec) -> bytes:
    """The unit's workbook without fault."""
    return written(typed_of(spec), spec.framework)


def truncated(spec: UnitSpec) -> bytes:
    content = sound(spec)
    return content[: len(content) * 3 // 5]


def empty(_: UnitSpec) -> bytes:
    return b""


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE2, MS-CFB) with these streams; each padded to 4096 bytes, so that there is no small-stream table."""
    directory = [_directory_entry("Root Entry", 5, -2, 0, child=1)]
    fat, data, at = [-3, -2], b"", 2
    for n, (name, stream) in enumerate(streams.items(), 1):
        padded = stream.ljust(4096, b"\0")
        padded = padded.ljust(-(-len(padded) // SECTOR) * SECTOR, b"\0")
        count = len(padded) // SECTOR
        fat += [*range(at + 1, at + count), -2]
        directory.append(_directory_entry(name, 2, at, len(padded), right=n + 1 if n < len(streams) else -1))
        data, at = data + padded, at + count
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6xIIiIIiIiI", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    header += struct.pack("<109i", 0, *[-1] * 108)
    table = struct.pack("<128i", *fat, *[-1] * (128 - len(fat)))
    return header + table + b"".join(directory).ljust(SECTOR, b"\0") + data


def _directory_entry(name: str, kind: int, start: int, size: int, child: int = -1, right: int = -1) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack(
        "<HBBiii16xI16xiQ", len(encoded), kind, 1, -1, right, child, 0, start, size
    )


def old_xls(_: UnitSpec) -> bytes:
    return compound({"Workbook": struct.pack("<HHHHHHI", 0x809, 8, 0x600, 5, 0, 0, 0)})


def encrypted(spec: UnitSpec) -> bytes:
    return compound({"EncryptionInfo": b"\4\0\4\0@\0\0\0<encryption/>", "EncryptedPackage": sound(spec)[:9000]})


def foreign(spec: UnitSpec) -> bytes:
    """A list of its own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for row, line in enumerate((("序号", "项目", "金额"), (1, spec.unit, 12.5), (2, "办公费", 3.4))):
        sheet.write_row(row, 0, line)
    book.set_properties({"created": datetime(2025, 1, 1)})
    book.close()
    return out.getvalue()


def word(_: UnitSpec | None) -> bytes:
    """The Word report as its template is."""
    return resources.templates("report", f"{REPORT}.docx").read_bytes()


def bomb(spec: UnitSpec) -> bytes:
    """One sheet of 64 MB of blanks: 64 KB on the disk."""
    return Package(sound(spec)).with_parts({"xl/worksheets/sheet3.xml": b" " * (64 * 2**20)})


def not_a_zip(spec: UnitSpec) -> bytes:
    return f"单位名称,{spec.unit}\r\n评价年度,{spec.year}\r\n".encode("gbk")


def broken_sheet(spec: UnitSpec) -> bytes:
    package = Package(sound(spec))
    part = package.read("xl/worksheets/sheet6.xml")
    return package.with_parts({"xl/worksheets/sheet6.xml": part[: len(part) // 2]})


def binary(_: UnitSpec) -> bytes:
    """.xlsb: the sheets are binary parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in (
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.bin", b"\x83\x01\0\x84\x01\0"),
            ("xl/worksheets/sheet1.bin", b"\x81\x01\0\x82\x01\0"),
        ):
            package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def nameless(spec: UnitSpec) -> bytes:
    """Filled, but for 单位名称."""
    return written(typed_of(spec).with_items(单位名称=None), spec.framework)


def blank_template(_: UnitSpec) -> bytes:
    return Path(resources.workbook(BLANK_NAME)).read_bytes()


def old_template(spec: UnitSpec) -> bytes:
    """Filled in the template of another year."""
    package, found = Package(sound(spec)), {}
    for name in package.names():
        if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
            part = package.read(name)
            changed = part.replace(f"模板版本 {VERSION}".encode(), f"模板版本 {OLD_VERSION}".encode())
            if changed != part:
                found[name] = changed
    if not found:
        raise ValueError("模板版本 stands nowhere")
    return package.with_parts(found)


BAD = (
    Bad("truncated", ".xlsm", "损坏", truncated),
    Bad("empty", ".xlsx", "空的", empty),
    Bad("old xls renamed", ".xlsx", "旧格式", old_xls),
    Bad("encrypted", ".xlsx", "打开密码", encrypted),
    Bad("foreign workbook", ".xlsx", "不是", foreign),
    Bad("docx renamed", ".xlsx", "不是", word),
    Bad("bomb", ".xlsm", "异常庞大", bomb),
    Bad("not a zip", ".xlsx", "不是", not_a_zip),
    Bad("broken sheet", ".xlsm", "损坏", broken_sheet),
    Bad("xlsb", ".xlsb", "不是", binary),
    Bad("no unit", ".xlsm", "单位名称没有填", nameless),
    Bad("blank template", ".xlsm", "单位名称没有填", blank_template),
)
OTHERS = (  # what lies about in such folders: to be passed over
    ("~${}.xlsm", b"\x07" + "周文".encode("utf-16-le").ljust(164, b"\0")),
    ("说明.txt", "请查收附件。\r\n".encode("gbk")),
    ("自评报告.docx", word(None)),
    ("Thumbs.db", compound({"Catalog": b"\0"})),
)
__all__ = ["BAD", "OTHERS", "Bad", "compound", "old_template"]
