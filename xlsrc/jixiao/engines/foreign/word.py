"""A .docx before a library opens it that knows no limits: sound, not too large, with a body."""

from io import BytesIO
from typing import TYPE_CHECKING

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.opening import read_zip
from jixiao.engines.file.package import Package

if TYPE_CHECKING:
    from docx.document import Document

BROKEN = "文件打不开，不是完好的 Word 文档（.docx）。请在 Word 里另存为 .docx 再试。"
MOST = 20 * 2**20  # bytes of one part: a report of a thousand pages has 10 MB, a tree takes ten times that


def sound(content: bytes) -> bytes:
    """The bytes, if they are a zip whose parts can all be opened and aren't too large. UnusableWorkbook otherwise."""
    Package(read_zip(content, BROKEN)).check(MOST)
    return content


def open_document(content: bytes) -> "Document":
    """As python-docx opens it. UnusableWorkbook, and nothing else, where it can't be used."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    sound(content)
    try:
        document = Document(BytesIO(content))
        if document.element.body is None:
            raise UnusableWorkbook(BROKEN)
    except (PackageNotFoundError, LookupError, ValueError, AttributeError, TypeError, XMLSyntaxError) as error:
        raise UnusableWorkbook(BROKEN) from error
    return document
