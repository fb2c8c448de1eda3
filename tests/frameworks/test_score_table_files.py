"""A score table in every kind of file a bureau sends; what can't be read is one clear line."""

import json
import shutil
import subprocess
import zipfile

import pytest

from books import run
from issued_tables import ISSUED
from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign import read_sheets
from jixiao.engines.foreign.bounds import ods_bounds
from jixiao.new_workbooks.framework_file import read_source
from office import needs_office
from score_tables import LEFT, UP, spans, write

SHEETS, _, EXPECTED, _ = ISSUED["T6_交错分值列"]


def shown(found):
    return [(i.level1, i.level2, i.name, str(i.weight), i.target) for i in found.framework.indicators]


@pytest.fixture(scope="module")
def xlsx(tmp_path_factory):
    return write(tmp_path_factory.mktemp("表") / "评分表.xlsx", SHEETS)


@pytest.fixture(scope="module")
def converted(xlsx):
    """The table as LibreOffice saves it: .xls and .ods; .et is what WPS calls an .xls."""
    for kind in ("xls", "ods"):
        profile = f"-env:UserInstallation={(xlsx.parent / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", xlsx.parent, xlsx],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    shutil.copy(xlsx.with_suffix(".xls"), xlsx.with_suffix(".et"))
    return xlsx


def test_an_xlsx(xlsx):
    assert shown(read_source(xlsx)) == EXPECTED


@needs_office
@pytest.mark.parametrize("kind", [".xls", ".et", ".ods"])
def test_other_workbooks(converted, kind):
    found = read_source(converted.with_suffix(kind))
    assert shown(found) == EXPECTED
    assert found.total == 100


@needs_office
@pytest.mark.parametrize("kind", [".xls", ".ods"])
def test_their_merged_ranges_are_known(converted, kind):
    (sheet,) = read_sheets(converted.with_suffix(kind))
    assert set(sheet.merged) == set(spans(next(iter(SHEETS.values()))))


def document(path, rows):
    from docx import Document

    made = Document()
    made.add_paragraph("部门整体支出绩效评价指标评分表")
    table = made.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value not in (None, UP, LEFT):
                table.cell(r, c).text = str(value)
    for span in spans(rows):
        text = table.cell(span.row - 1, span.column - 1).text
        table.cell(span.row - 1, span.column - 1).merge(table.cell(span.last_row - 1, span.last_column - 1)).text = text
    made.save(path)
    return path


def test_a_table_of_a_word_document(tmp_path):
    found = read_source(document(tmp_path / "通知.docx", next(iter(SHEETS.values()))))
    assert shown(found) == EXPECTED
    assert [(one.place.sheet, one.why) for one in found.not_imported][-1] == ("正文", "这张工作表里没有评分表")


def empty(path):
    path.write_bytes(b"")


def text(path):
    path.write_text("不是表格", encoding="utf-8")


def broken_xls(path):
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 1500 + "Workbook".encode("utf-16-le") + b"\0" * 600)


def encrypted(path):
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"))


def zipped(path, name, content, more=()):
    with zipfile.ZipFile(path, "w") as package:
        for one, data in ((name, content), *more):
            package.writestr(one, data)


def broken_docx(path):
    zipped(path, "word/document.xml", "<w:document")


def encrypted_ods(path):
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    more = (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", manifest))
    zipped(path, "content.xml", "\xff\xfe", more)


def writer_document(path):
    zipped(path, "content.xml", "<a/>", (("mimetype", "application/vnd.oasis.opendocument.text"),))


def xlsb_without_relations(path):
    zipped(path, "xl/workbook.bin", "\x9c\x01\x04abc")


def ods_without_kind(path):
    zipped(path, "content.xml", "<a/>")


def other_zip(path):
    zipped(path, "说明.txt", "压缩包")


# 文件, 做法, 那一行说的
UNUSABLE = [
    ("空.xls", empty, "空的"), ("文字.ods", text, "不是能读的表格文件"), ("坏.xls", broken_xls, "损坏"), ("坏.et", broken_xls, "损坏"),
    ("密码.xlsx", encrypted, "密码"), ("坏.docx", broken_docx, "Word"), ("密码.ods", encrypted_ods, "密码"),
    ("坏.xlsb", xlsb_without_relations, "损坏"), ("无类型.ods", ods_without_kind, "不是能读的表格文件"),
    ("文书.ods", writer_document, "不是能读的表格文件"), ("压缩包.xlsx", other_zip, "不是"), ("没有.xls", lambda path: None, "找不到"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "says"), UNUSABLE, ids=[one[0] for one in UNUSABLE])
def test_an_unusable_file_is_one_line(tmp_path, name, make, says):
    make(tmp_path / name)
    with pytest.raises(UnusableWorkbook) as told:
        read_sheets(tmp_path / name)
    assert says in told.value.message_zh
    assert name in told.value.message_zh
    assert "\n" not in told.value.message_zh


def test_a_cell_far_out_is_refused_before_it_takes_the_memory():
    far = (
        '<o xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table table:name="表">'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
        "<table:table-row><table:table-cell><p>远</p></table:table-cell></table:table-row></table:table></o>"
    )
    with pytest.raises(UnusableWorkbook, match="范围太大"):
        ods_bounds(far.encode())


def test_lint_gives_the_whole_import_as_json(xlsx):
    ran = run("lint", xlsx, "--json")
    data = json.loads(ran.stdout)
    assert [(i["level1"], i["level2"], i["name"], i["weight"], i["target"]) for i in data["indicators"]] == EXPECTED
    keys = {"code", "level1", "level2", "name", "weight", "status", "canonical", "value", "target", "source"}
    assert keys <= data["indicators"][0].keys()
    assert data["indicators"][2]["value"] == "在职人员数 / 编制数"
    assert data["indicators"][2]["source"] == "附件3评分表!E6"
    assert data["total"] == "100"
    assert data["not_imported"] == [{"place": "附件3评分表!A2", "text": "部门名称（公章）：", "why": "表头上方的文字"}]


def test_two_sheets_are_one_framework(tmp_path):
    out = tmp_path / "新.xlsm"
    path = write(tmp_path / "两张.xlsx", ISSUED["X2_两张表"][0])
    ran = run("new", "某某局", 2024, "-f", path, "-o", out)
    assert ran.returncode == 0, ran.stderr
    from books import evaluated

    assert [(i.code, i.name) for i in evaluated(out).framework.indicators] == [("A1.1", "执行率"), ("B1.1", "完成率")]
