"""A .docx as text: paragraphs, tables row by row, and what stands around the pages."""

import io
import zipfile

from docx import Document
from docx.document import Document as Opened


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


def body(content: bytes) -> str:
    return "\n".join(paragraphs(content))


def tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(content).tables]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()
