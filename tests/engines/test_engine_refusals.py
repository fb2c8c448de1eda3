"""Files that can't be used: one exception class, one clear line each; never another error, never a hang."""

import random
import struct
import zipfile
from pathlib import Path

import pytest
from engine_books import parts, plain_book, rich_book, with_part, with_sheet_xml

from jixiao.engines import UnusableWorkbook, open_book, open_port
from jixiao.engines.file import cells, limits, opening, package
from jixiao.engines.file.catalog import NO_SHEETS, NOT_EXCEL, XLSB
from jixiao.engines.file.opening import EMPTY, FOLDER, MISSING, NOT_ZIP, OLD_OTHER, OLD_XLS, PASSWORD
from jixiao.engines.file.package import BOMB, DAMAGED
from jixiao.engines.file.xml import DTD, ENCODING

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def refused(path: Path) -> str:
    with pytest.raises(UnusableWorkbook) as caught:
        open_port(path)
    return caught.value.message_zh.removeprefix(f"【{path.name}】")


def file_of(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", EMPTY),
        (b"not a zip at all", NOT_ZIP),
        ("姓名,金额\n".encode("gbk"), NOT_ZIP),
        (b"PK\3\4", DAMAGED),
        (OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(99), PASSWORD),
        (OLE2 + "Workbook".encode("utf-16-le") + bytes(99), OLD_XLS),
        (OLE2 + "WordDocument".encode("utf-16-le") + bytes(99), OLD_OTHER),
    ],
)
def test_other_files(tmp_path: Path, content: bytes, message: str) -> None:
    assert refused(file_of(tmp_path, content)) == message


def test_missing_folder_and_null_byte(tmp_path: Path) -> None:
    assert refused(tmp_path / "无此文件.xlsx") == MISSING
    assert refused(tmp_path) == FOLDER
    assert refused(tmp_path / "a\0b.xlsx") == opening.UNREADABLE
    with pytest.raises(UnusableWorkbook):
        open_book(tmp_path / "无此文件.xlsx")


@pytest.mark.parametrize("keep", [30, 200, 0.5, -1])
def test_truncated(tmp_path: Path, keep: float) -> None:
    content = plain_book(tmp_path / "a.xlsx", [["x"]]).read_bytes()
    end = int(len(content) * keep) if isinstance(keep, float) else keep
    assert refused(file_of(tmp_path, content[:end] if end > 0 else content[:-30])) == DAMAGED


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        (TYPES, None, NOT_EXCEL),
        ("_rels/.rels", None, NOT_EXCEL),
        (BOOK, None, DAMAGED),
        ("xl/_rels/workbook.xml.rels", None, DAMAGED),
        (SHEET, None, DAMAGED),
        ("xl/styles.xml", None, DAMAGED),
        ("xl/sharedStrings.xml", None, DAMAGED),
        (BOOK, b"<workbook", DAMAGED),
        (BOOK, b"<document/>", NOT_EXCEL),
        (BOOK, b"<workbook><sheets/></workbook>", NO_SHEETS),
        (SHEET, b"<worksheet><sheetData><row></sheetData></worksheet>", DAMAGED),
        (SHEET, b"", DAMAGED),
        (SHEET, b"\xff\xfe<\0w\0", ENCODING),
        (SHEET, b'<?xml version="1.0" encoding="GBK"?><worksheet/>', ENCODING),
        (SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>', DTD),
        ("xl/sharedStrings.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst/>', DTD),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf/>", DAMAGED),
        (TYPES, lambda old: old.replace(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"), NOT_EXCEL),
        (
            TYPES,
            lambda old: old.replace(
                b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"vnd.ms-excel.sheet.binary.macroEnabled.main",
            ),
            XLSB,
        ),
    ],
)
def test_parts_missing_or_broken(tmp_path: Path, part: str, change: object, message: str) -> None:
    base = plain_book(tmp_path / "a.xlsx", [["x", 1]])
    assert refused(with_part(base, tmp_path / "b.xlsx", part, change)) == message


def test_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("读我.txt", "x")
    assert refused(tmp_path / "x.xlsx") == NOT_EXCEL


def test_password_on_the_zip(tmp_path: Path) -> None:
    content = bytearray(plain_book(tmp_path / "a.xlsx", [["x"]]).read_bytes())
    content[content.rindex(b"PK\1\2") + 8] |= 1
    assert refused(file_of(tmp_path, bytes(content))) == PASSWORD


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    base = plain_book(tmp_path / "a.xlsx", [["x"]])
    bomb = with_part(base, tmp_path / "b.xlsx", SHEET, bytes(60 * 2**20))
    content = bytearray(bomb.read_bytes())
    record = content.index(SHEET.encode(), content.index(b"PK\1\2")) - 46
    struct.pack_into("<L", content, record + 24, 1000)
    assert refused(file_of(tmp_path, bytes(content))) == BOMB


def test_total_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TOTAL", 1000)
    assert refused(plain_book(tmp_path / "a.xlsx", [["x"]])) == BOMB


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>abc</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="?"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="bad">1</f></c></row>',
    ],
)
def test_impossible_cells(tmp_path: Path, data: str) -> None:
    assert refused(with_sheet_xml(tmp_path / "a.xlsx", data)) == DAMAGED


def test_far_cells_are_ignored(tmp_path: Path) -> None:
    data = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="XFD2"><v>1</v></c></row>'
        '<row r="9"><c r="Z9" s="0"/></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    )
    port = open_port(with_sheet_xml(tmp_path / "a.xlsx", data, '<dimension ref="A1:XFD1048576"/>'))
    assert port.used_block("表").values == [[1.0]]


def test_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_CELLS", 3)
    assert refused(plain_book(tmp_path / "a.xlsx", [[1, 2], [3, 4]])) == limits.TOO_MANY


def test_overlapping_areas_do_not_take_forever(tmp_path: Path) -> None:
    merges = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5000 + "</mergeCells>"
    assert refused(with_sheet_xml(tmp_path / "a.xlsx", ROW, after=merges)) == DAMAGED
    cell = '<c r="{}1"><f t="array" ref="A1:XFD1048576">1</f></c>'
    data = '<row r="1">' + "".join(cell.format(c) for c in "ABCDEF") + "</row>"
    assert refused(with_sheet_xml(tmp_path / "b.xlsx", data)) == limits.TOO_MANY


ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_values_below_merged_areas_are_dropped(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merges = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    port = open_port(with_sheet_xml(tmp_path / "a.xlsx", data, after=merges))
    assert port.used_block("表").values == [[1.0, None, 3.0]]


def mutate(content: bytes, rng: random.Random) -> bytes:
    """Cut, flip, repeat or blank a few bytes."""
    out = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out))
        length = rng.randint(1, 40)
        match rng.randrange(4):
            case 0:
                del out[at : at + length]
            case 1:
                out[at] = rng.randrange(256)
            case 2:
                out[at:at] = out[at : at + length]
            case _:
                out[at : at + length] = bytes(len(out[at : at + length]))
        out = out or bytearray(b"x")
    return bytes(out)


def reads_or_refuses(path: Path) -> str:
    """Open, read, write, save: "read" or the message of UnusableWorkbook."""
    try:
        port = open_port(path)
        for sheet in port.sheet_names():
            port.used_block(sheet)
            port.unlock(sheet)
            port.write_values(sheet, 30, 30, [["新"]])
        port.save(path.with_name("out.xlsx"))
    except UnusableWorkbook as error:
        return error.message_zh
    return "read"


@pytest.mark.parametrize("seed", range(4))
def test_random_damage_to_the_package(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    content = rich_book(tmp_path / "a.xlsm").read_bytes()
    results = [reads_or_refuses(file_of(tmp_path, mutate(content, rng))) for _ in range(60)]
    assert len(set(results) - {"read"}) >= 1
    assert all(result == "read" or result.endswith("。") for result in results)


@pytest.mark.parametrize("seed", range(4))
def test_random_damage_to_the_xml(tmp_path: Path, seed: int) -> None:
    rng = random.Random(100 + seed)
    base = rich_book(tmp_path / "a.xlsm")
    names = [name for name in parts(base) if name.endswith((".xml", ".rels"))]
    results = []
    for number in range(60):
        name = rng.choice(names)
        change = None if number % 15 == 0 else (lambda old: mutate(old, rng))
        results.append(reads_or_refuses(with_part(base, tmp_path / "x.xlsx", name, change)))
    assert "read" in results
    assert len(set(results) - {"read"}) >= 1


@pytest.mark.parametrize("seed", range(4))
def test_random_change_of_attributes(tmp_path: Path, seed: int) -> None:
    """Well-formed XML whose attribute values and texts are nonsense."""
    import re

    rng = random.Random(200 + seed)
    base = rich_book(tmp_path / "a.xlsm")
    nonsense = [b"", b"-1", b"999999999999", b"x", b"1.5", b"A0", b"ZZZZ1", b"true", b"1e999", b"NaN", b"rId99"]
    for _ in range(60):
        name = rng.choice([SHEET, BOOK, "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", TYPES])
        old = parts(base)[name]
        spot = rng.choice(list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)', old)))
        new = old[: spot.start()] + rng.choice(nonsense) + old[spot.end() :]
        reads_or_refuses(with_part(base, tmp_path / "x.xlsx", name, new))
