"""The Word template made from its text source (templates/report/*.txt): every line is a style and a text.

The same text gives the same bytes. Staff may edit the .docx in Word; `jixiao build` makes it anew from the text.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from jixiao import resources
from jixiao.documents.report.package import docx_of
from jixiao.documents.report.styles import EAST_ASIAN, STYLES, W
from jixiao.evaluation.fingerprint import LABEL

NAME = f"{resources.REPORT}.docx"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT_WIDTH = 8845  # twips between the margins of A4: 21 cm less 2.8 and 2.6
SHADE = "F2F2F2"
WHOLE = "整表"  # a table that is kept on one page
TABLES = ("表", WHOLE)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
    ' w:header="1134" w:footer="1304" w:gutter="0"/><w:pgNumType w:start="0"/><w:titlePg/></w:sectPr>'
)


class SourceError(ValueError):
    """A line of the text source is wrong; the message names it."""


def template_bytes(source: Path | None = None) -> bytes:
    """The .docx of a text source (default: ours). SourceError names the line that is wrong."""
    path = source or resources.templates("report", NAME).with_suffix(".txt")
    body = "".join(_blocks(path.read_text(encoding="utf-8")))
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{SECTION}</w:body></w:document>'
    return docx_of(document, _headers_and_footers())


def _blocks(text: str) -> Iterator[str]:
    table: _Table | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, content = (part.strip() for part in line.partition("|"))
        if kind in TABLES:
            table = _Table(content, number, whole=kind == WHOLE)
        elif table is None:
            yield _block(kind, content, number)
        elif kind == "表止":
            yield table.xml() + paragraph("表尾", "")
            table = None
        else:
            table.add(kind, line.partition("|")[2], number)
    if table is not None:
        raise SourceError(f"table of line {table.number} has no 表止")


def _block(kind: str, content: str, number: int) -> str:
    if kind == "如果":
        return paragraph("正文", f"{{%p if {content} %}}")
    if kind == "如果止":
        return paragraph("正文", "{%p endif %}")
    if kind == "分页":
        return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[kind].id}"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
    if kind not in STYLES:
        raise SourceError(f"line {number}: unknown style {kind!r}")
    return paragraph(kind, content)


def paragraph(style: str, text: str, properties: str = "") -> str:
    """A paragraph of one run in a style."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[style].id}"/>{properties}</w:pPr>'
        f'<w:r>{EAST_ASIAN}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


class _Table:
    """A table in the making: first its columns (side and width in percent), then rows."""

    def __init__(self, columns: str, number: int, whole: bool = False) -> None:
        parsed = [re.fullmatch(r"([左右])\s*(\d+)", column.strip()) for column in columns.split("|")]
        if not all(parsed):
            raise SourceError(f"line {number}: columns are 左 or 右 and a width, not {columns!r}")
        self.number, self.keep = number, "<w:keepNext/>" if whole else ""
        self.sides = [match[1] for match in parsed if match]
        total = sum(int(match[2]) for match in parsed if match)
        self.widths = [TEXT_WIDTH * int(match[2]) // total for match in parsed if match]
        self.rows: list[str] = []

    def add(self, kind: str, content: str, number: int) -> None:
        if kind in ("循环", "循环止"):
            tag = f"{{%tr for {content.strip()} %}}" if kind == "循环" else "{%tr endfor %}"
            self.rows.append(self._row([tag] + [""] * (len(self.sides) - 1), self.sides))
            return
        cells = [cell.strip() for cell in content.split("|")]
        if kind not in ("表头", "表行", "小计") or len(cells) != len(self.sides):
            raise SourceError(f"line {number}: {kind!r} with {len(cells)} cells in a table of {len(self.sides)}")
        heading, bold = kind == "表头", kind == "小计"
        styles = ["表头" if heading else f"{side}{'粗' if bold else ''}" for side in self.sides]
        self.rows.append(self._row(cells, styles, SHADE if heading or bold else "", heading))

    def _row(self, cells: list[str], styles: list[str], shade: str = "", heading: bool = False) -> str:
        made = "".join(_cell(*parts, shade, self.keep) for parts in zip(cells, styles, self.widths, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>{made}</w:tr>"

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(self.rows)}</w:tbl>"
        )


def _cell(text: str, style: str, width: int, shade: str, properties: str) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, text, properties)}</w:tc>"
    )


def _headers_and_footers() -> dict[str, str]:
    """Draft mark above, page number (— 1 —, 四号) and code below; the cover has the code alone."""
    style, small = STYLES["页脚"].id, '<w:rPr><w:color w:val="595959"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    code = f'<w:r>{small}<w:t xml:space="preserve">{LABEL} {{{{ {LABEL} }}}}</w:t></w:r>'
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
        )
    )  # fmt: skip
    head = paragraph("页眉", "{{ 草稿标记 }}")
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    footer = f"{start}<w:r><w:tab/></w:r>{field}<w:r><w:tab/></w:r>{code}</w:p>"
    cover = f"{start}<w:r><w:tab/></w:r><w:r><w:tab/></w:r>{code}</w:p>"
    return {"header1": head, "header2": head, "footer1": footer, "footer2": cover}
