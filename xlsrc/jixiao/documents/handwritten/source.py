"""The text of a report: paragraphs and tables of a .docx, .txt, or .pdf (through pdftotext), lines joined to sentences."""

import re
from dataclasses import dataclass
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.engines.file.opening import naming, read_bytes
from jixiao.engines.foreign.pdf import pdf_text
from jixiao.engines.foreign.word import open_document

_END = re.compile(r"[。！？!?]$")
_HEADING = re.compile(
    r"^(?:附件|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+\s*[.．、](?!\d)|[一二三四五六七八九十]是)"
)
_COVER = re.compile(r"^(?:评价年度|评价单位|填报日期)")
_PAGE_NUMBER = re.compile(r"^[-—－\s]*\d{1,3}[-—－\s]*$")
MOST_HEADING = 40  # characters of a heading that stands alone
LEAST_CELLS, MOST_CELL = 3, 20
_GAP = re.compile(r"\t|\s{2,}")
Table = list[list[str]]


@dataclass(frozen=True)
class Source:
    """What a report says: its paragraphs, its tables cell by cell."""

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()


def read_source(path: Path) -> Source:
    """The text of a report. UnusableWorkbook with one clear line where it can't be read."""
    readers = {".docx": _read_docx, ".txt": _read_txt, ".pdf": _read_pdf}
    if path.suffix.lower() not in readers:
        raise UnusableWorkbook(f"【{path.name}】不是 .docx、.txt 或 .pdf。请把报告另存为其中一种再试。")
    if not path.is_file():
        raise UnusableWorkbook(f"【{path.name}】找不到这个文件。请检查路径和文件名。")
    source = readers[path.suffix.lower()](path)
    if not any(source.paragraphs):
        raise UnusableWorkbook(f"【{path.name}】里没有文字（可能是扫描件）。请用文字版再试。")
    return source


def _read_docx(path: Path) -> Source:
    with naming(path):
        document = open_document(read_bytes(path))
    texts = [line for paragraph in document.paragraphs for line in paragraph.text.split("\n")]
    tables = tuple([[cell.text.strip() for cell in row.cells] for row in table.rows] for table in document.tables)
    return Source(tuple(text.strip() for text in texts if text.strip()), tables)


def _read_txt(path: Path) -> Source:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return laid_out(content.decode(encoding))
        except UnicodeDecodeError:
            continue  # the other encoding that Chinese offices use
    raise UnusableWorkbook(f"【{path.name}】的文字编码认不出来。请另存为 UTF-8 的 .txt 再试。")


def _read_pdf(path: Path) -> Source:
    return laid_out(pdf_text(path, "layout"))


def laid_out(text: str) -> Source:
    """A plain text with its tables: a run of lines whose short cells stand apart by blanks is a table, not prose."""
    prose: list[str] = []
    tables: list[Table] = []
    within = False
    for line in re.split(r"[\n\f\r]+", text):
        cells = _GAP.split(line.strip())
        is_row = len(cells) >= LEAST_CELLS and all(len(cell) <= MOST_CELL for cell in cells)
        if is_row and not within:
            tables.append([])
        if is_row:
            tables[-1].append(cells)
        else:
            prose.append(line)
        within = is_row
    return Source(joined("\n".join(prose)), tuple(tables))


def joined(text: str) -> tuple[str, ...]:
    """Paragraphs of a text whose lines were broken at the page's width or at its end."""
    found: list[str] = []
    for line in (line.strip() for line in re.split(r"[\n\f\r]+", text)):
        if not line or _PAGE_NUMBER.match(line):
            continue
        if found and not starts_anew(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return tuple(found)


def starts_anew(before: str, line: str) -> bool:
    """Whether a line begins a paragraph: a heading or a cover line, after a heading, or after the end of a sentence."""
    if _HEADING.match(line) or _COVER.match(line) or _END.search(before):
        return True
    alone = len(before) < MOST_HEADING and "。" not in before
    return alone and bool(_HEADING.match(before) or _COVER.match(before))
