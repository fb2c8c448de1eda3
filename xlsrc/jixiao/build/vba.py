"""vbaProject.bin from the text in workbook/vba, with xlwings' own module taken from the installed xlwings."""

import io
import tempfile
import zipfile
from pathlib import Path

import xlsxwriter
from pyopenvba import ExcelFile

from jixiao import resources

DOCUMENT_SUFFIX, MODULE_SUFFIX = ".cls", ".bas"


def vba_project(sheets: int) -> bytes:
    """The project: one document module per sheet, ThisWorkbook.cls, every .bas, and xlwings.bas."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder, "scratch.xlsm")
        scratch.write_bytes(_blank_workbook(sheets))
        with ExcelFile(scratch) as book:
            project = book.add_vba_project()
            for path in sorted(resources.workbook("vba").iterdir()):
                if path.suffix == MODULE_SUFFIX:
                    project.add_module(path.stem, _source(path))
            project.add_module("xlwings", _source(xlwings_module()))
            book.save()
        with ExcelFile(scratch) as book:
            _set_document(book, resources.workbook("vba", "ThisWorkbook.cls"))
            book.save()
        with zipfile.ZipFile(scratch) as package:
            return package.read("xl/vbaProject.bin")


def xlwings_module() -> Path:
    """xlwings.bas (BSD) of the installed xlwings: its version always equals the package's."""
    import xlwings

    return Path(xlwings.__file__).with_name("xlwings.bas")


def _set_document(book: ExcelFile, path: Path) -> None:
    name = path.stem
    head = [line for line in book.get_module(name).splitlines() if line.startswith("Attribute ")]
    book.set_module(name, "\r\n".join([*head, _source(path)]))


def _source(path: Path) -> str:
    text = path.read_bytes().decode("ascii" if path.parent.name == "vba" else "utf-8")
    return "\r\n".join(text.splitlines()) + "\r\n"


def _blank_workbook(sheets: int) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for _ in range(sheets):
        book.add_worksheet()
    book.close()
    return buffer.getvalue()
