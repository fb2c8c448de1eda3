"""Tables of a .docx: each is a sheet of its own (表格1 …), the paragraphs around them are one more (正文)."""

from typing import TYPE_CHECKING

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.limits import MAX_CELLS, TOO_MANY
from jixiao.engines.foreign.word import BROKEN, open_document
from jixiao.values.sheets import RawSheet, Span, Spot

if TYPE_CHECKING:
    from docx.table import Table

BODY = "正文"


def document_sheets(content: bytes) -> list[RawSheet]:
    """The tables in order, then the text between them. UnusableWorkbook where the document is damaged."""
    document = open_document(content)
    try:
        tables = [_table(f"表格{number}", table) for number, table in enumerate(document.tables, start=1)]
        texts = [paragraph.text.strip() for paragraph in document.paragraphs]
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise UnusableWorkbook(BROKEN) from error
    body = {(row, 1): text for row, text in enumerate(texts, start=1) if text}
    return [*tables, RawSheet(BODY, body, (), frozenset())]


def _table(name: str, table: "Table") -> RawSheet:
    """A merged cell is one element that stands at several places of the grid."""
    places: dict[object, list[Spot]] = {}
    values: dict[Spot, object] = {}
    for row, line in enumerate(table.rows, start=1):
        before = line.grid_cols_before
        for column, cell in enumerate(line.cells, start=1 + before):
            spots = places.setdefault(cell._tc, [])
            if not spots and (text := cell.text.strip()):
                values[row, column] = text
            spots.append((row, column))
        if sum(map(len, places.values())) > MAX_CELLS:
            raise UnusableWorkbook(TOO_MANY)
    spans = tuple(Span(*spots[0], *spots[-1]) for spots in places.values() if len(spots) > 1)
    return RawSheet(name, values, spans, frozenset())
