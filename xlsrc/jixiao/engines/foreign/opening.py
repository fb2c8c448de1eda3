"""From a path to sheets of plain cells, or one clear line why not."""

from collections.abc import Callable
from pathlib import Path

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.backend import FileWorkbook, open_package
from jixiao.engines.file.opening import is_old_office, naming, read_bytes, read_zip
from jixiao.engines.file.package import PASSWORD, Package
from jixiao.engines.foreign.bounds import ods_bounds, xlsb_bounds
from jixiao.engines.foreign.documents import document_sheets
from jixiao.engines.foreign.workbooks import workbook_sheets, xls_sheets
from jixiao.values.sheets import RawSheet

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".docx")
"""What is offered for choosing; reading goes by the content."""

NO_TABLE_FILE = (
    "不是能读的表格文件。可用的有：.xlsx、.xlsm、.xls、.et、.xlsb、.ods，或有表格的 .docx。请另存为其中一种再试。"
)


def read_sheets(path: Path) -> list[RawSheet]:
    """Every sheet of a file of tables. UnusableWorkbook, and nothing else, if it can't be used."""
    with naming(path):
        content = read_bytes(path)
        if is_old_office(content):
            return xls_sheets(content)
        package = Package(read_zip(content, NO_TABLE_FILE))
        names = set(package.names())
        for mark, read in _ZIPPED.items():
            if mark in names:
                return read(package, content)
        return sheets_of(open_package(path, package))


def sheets_of(workbook: FileWorkbook) -> list[RawSheet]:
    """The sheets of a closed .xlsx or .xlsm that is open already."""
    return [workbook.raw_sheet(name) for name in workbook.sheet_names()]


def _ods(package: Package, content: bytes) -> list[RawSheet]:
    if (
        "mimetype" not in package
        or package.read("mimetype").strip() != b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        raise UnusableWorkbook(f"这{NO_TABLE_FILE}")
    if "META-INF/manifest.xml" in package and b":encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnusableWorkbook(PASSWORD)
    return workbook_sheets(content, ods_bounds(package.read("content.xml")))


def _xlsb(package: Package, content: bytes) -> list[RawSheet]:
    return workbook_sheets(content, xlsb_bounds(package))


_ZIPPED: dict[str, Callable[[Package, bytes], list[RawSheet]]] = {
    "xl/workbook.bin": _xlsb,
    "content.xml": _ods,
    "word/document.xml": lambda package, content: document_sheets(content),
}
