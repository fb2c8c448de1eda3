"""vbaProject.bin from the text in workbook/vba, with xlwings' own module taken from the installed xlwings."""

import io
import struct
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from pyopenvba import ExcelFile
from pyopenvba.vba import VBAProject

from jixiao import resources
from jixiao.macros import messages, xlwings_module
from jixiao.macros.function_module import vba_source
from jixiao.macros.xlwings_module import Change

LATIN, CHINESE = 1252, 936
DOCUMENT = "ThisWorkbook"
_CODE_PAGE = 0x0003  # the record of the project's dir stream, [MS-OVBA] 2.3.4.2.1.5


@dataclass(frozen=True)
class Project:
    """A VBA project: its own modules in workbook/vba/`folder`, those of `shared` folders, xlwings' module with `changes`.

    Without `shared` modules it has no buttons. `document`: the folder of its ThisWorkbook, "" for its own.
    """

    folder: str
    xlwings: str
    changes: tuple[Change, ...]
    shared: tuple[str, ...] = ()
    document: str = ""
    code_page: int = LATIN

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its modules are."""
        return tuple(resources.workbook("vba", name) for name in (*self.shared, self.folder))


EVERY_BOOK, OF_UNITS = ".", "unit"
WORKBOOK = Project("xlsm", xlwings_module.STANDALONE, xlwings_module.MESSAGES, (EVERY_BOOK, OF_UNITS))
ADDIN = Project(
    "xlam", xlwings_module.ADDIN, (*xlwings_module.MESSAGES, xlwings_module.SETTINGS), (EVERY_BOOK, OF_UNITS)
)
LEDGER = Project("ledger", xlwings_module.STANDALONE, xlwings_module.MESSAGES, (EVERY_BOOK,), document="xlsm")
# Apart from the others, because its Chinese names are readable only where the machine's code page is Chinese: Excel
# compiles a project from its text, and the buttons must not depend on that.
FUNCTIONS = Project("functions", xlwings_module.ADDIN, (xlwings_module.SETTINGS,), code_page=CHINESE)


def modules(project: Project) -> dict[str, str]:
    """Name → text of every standard module, with "\n" line ends."""
    made = {messages.MODULE: messages.messages_source(messages.messages())} if project.shared else {"JX": vba_source()}
    paths = (path for folder in project.folders for path in sorted(folder.glob("*.bas")))
    found = {path.stem: path.read_text(encoding="ascii") for path in paths}
    theirs = xlwings_module.shipped(project.xlwings).read_text(encoding="utf-8")
    return {**found, **made, "xlwings": xlwings_module.changed(theirs, project.changes)}


def document(project: Project) -> str:
    """The text of ThisWorkbook."""
    folder = project.document or project.folder
    return resources.workbook("vba", folder, f"{DOCUMENT}.cls").read_text(encoding="ascii")


def vba_project(project: Project, sheets: int) -> bytes:
    """vbaProject.bin: one document module per sheet, ThisWorkbook, the standard modules."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder, "scratch.xlsm")
        scratch.write_bytes(_blank_workbook(sheets))
        with ExcelFile(scratch) as book:
            made = book.add_vba_project()
            _set_code_page(made, project.code_page)
            for name, text in modules(project).items():
                text.encode(f"cp{project.code_page}")  # UnicodeEncodeError here rather than "?" in the project
                made.add_module(name, _as_stored(text))
            book.save()
        with ExcelFile(scratch) as book:
            _set_document(book, document(project))
            book.save()
        with zipfile.ZipFile(scratch) as package:
            return package.read("xl/vbaProject.bin")


def _set_code_page(project: VBAProject, code_page: int) -> None:
    """pyOpenVBA begins with 1252 and has no call for another one."""
    old, new = (struct.pack("<HIH", _CODE_PAGE, 2, page) for page in (project.code_page, code_page))
    if project.dir_raw.count(old) != 1:
        raise ValueError("the code page of the VBA project is not where pyOpenVBA used to put it")
    project.dir_raw, project.code_page = project.dir_raw.replace(old, new), code_page


def _set_document(book: ExcelFile, text: str) -> None:
    head = [line for line in book.get_module(DOCUMENT).splitlines() if line.startswith("Attribute ")]
    book.set_module(DOCUMENT, "\r\n".join([*head, _as_stored(text)]))


def _as_stored(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"


def _blank_workbook(sheets: int) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for _ in range(sheets):
        book.add_worksheet()
    book.close()
    return buffer.getvalue()
