"""A .docx before a library opens it that knows no limits: sound, not too large, with a body."""

from io import BytesIO
from typing import TYPE_CHECKING

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.opening import read_zip
from jixiao.engines.file.package import BOMB, Package

if TYPE_CHECKING:
    from docx.document import Document

BROKEN = "文件打不开，不是完好的 Word 文档（.docx）。请在 Word 里另存为 .docx 再试。"
MOST_TOGETHER = 60 * 2**20  # with its pictures


def sound(content: bytes) -> bytes:
    """The bytes, if they are a zip whose parts can all be opened and aren't too large. UnusableWorkbook otherwise."""
    package = Package(read_zip(content, BROKEN))
    held = 0
    for name in package.names():
        part = package.read(name, xml.MAX_TREE)
        held += len(part)
        if name.endswith((".xml", ".rels")):
            xml.check(xml.within(part, xml.MAX_TAGS))
        if held > MOST_TOGETHER:
            raise UnusableWorkbook(BOMB)
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
