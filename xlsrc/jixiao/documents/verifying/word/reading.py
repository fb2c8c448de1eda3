"""A Word document as pieces by story: the body's paragraphs and cells, headers, footers, notes, comments, charts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from jixiao.documents.verifying.charts import chart_facts, switches
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.facts import Fact, Facts
from jixiao.documents.verifying.parts import Relation, reached, related, relations, root
from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.weighing import hiding
from jixiao.documents.verifying.word import readable
from jixiao.documents.verifying.word.paragraphs import Reader
from jixiao.documents.verifying.word.sections import described, marks_used, page_facts, shown_around
from jixiao.documents.verifying.word.styles import Styles, properties, val
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.opening import read_bytes, read_zip
from jixiao.engines.file.package import Package

NOT_WORD = "不是能读的 Word 文档（.docx）。请在 Word 里另存为 .docx 再试。"
KNOWN = frozenset(
    "officeDocument core-properties extended-properties custom-properties thumbnail styles settings fontTable theme"
    " numbering webSettings header footer footnotes endnotes comments commentsExtended commentsIds chart image hyperlink"
    " stylesWithEffects people printerSettings glossaryDocument chartStyle chartColorStyle".split()
)
NOTES = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
TEMPLATE = "attachedTemplate"  # on the machine where it was written: Word names its own


@dataclass(frozen=True)
class Piece:
    """A paragraph or a table cell. `odd`: (what keeps it from being read as written, which words); `look`: its format."""

    place: str
    text: str
    odd: tuple[tuple[str, str], ...] = ()
    look: str = ""


@dataclass
class Word:
    """Stories by name, 正文 first; everything else as facts; the names of the elements that make it up."""

    stories: dict[str, list[Piece]] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    marks: frozenset[str] = frozenset()

    @property
    def pieces(self) -> Iterator[Piece]:
        """Of all stories."""
        for pieces in self.stories.values():
            yield from pieces


def read_word(path: Path) -> Word:
    """UnusableWorkbook, with the file's name, where it is no .docx, damaged, or too large."""
    try:
        return word_in(read_zip(read_bytes(path), NOT_WORD))
    except UnusableWorkbook as error:
        raise UnusableWorkbook(f"【{path.name}】{error}") from error


def word_in(content: bytes) -> Word:
    """The document in these bytes. UnusableWorkbook as above."""
    package = Package(content)
    main = next((one.target for one in relations(package, "").values() if one.kind == "officeDocument"), "")
    if main not in package:
        raise UnusableWorkbook(NOT_WORD)
    document, leads = root(package, main), relations(package, main)
    body = next(iter(xml.children(document, "body")), None)
    if xml.local(document) != "document" or body is None:
        raise UnusableWorkbook(NOT_WORD)
    reader = Reader(Styles(_only(package, leads, "styles")))
    out = Word({"正文": list(_body(body, reader, package, leads))})
    around = list(dict.fromkeys(shown_around(document, leads, _only(package, leads, "settings"))))
    for story, part in around:
        _around(root(package, part), story, reader, out)
    _notes(package, leads, reader, out)
    out.facts |= dict(page_facts(document)) | dict(_charts(package, main)) | dict(_other_parts(package, main))
    out.facts |= dict(_numbering(_only(package, leads, "numbering")))
    out.facts |= dict(described(_only(package, relations(package, ""), "core-properties")))
    out.marks = marks_used([document, *(root(package, part) for _, part in around)])
    return out


def _only(package: Package, leads: dict[str, Relation], kind: str) -> etree._Element | None:
    return next((root(package, one.target) for one in leads.values() if one.kind == kind and not one.outside), None)


def _body(body: etree._Element, reader: Reader, package: Package, leads: dict[str, Relation]) -> Iterator[Piece]:
    paragraphs = tables = 0
    for block in body.iter("{*}p", "{*}tbl", "{*}altChunk"):
        name = xml.local(block)
        within = () if name == "altChunk" else ("tbl", "txbxContent")
        if "wordprocessingml" not in block.tag or _inside(block, body, within):
            continue
        if name == "tbl":
            tables += 1
            yield from _table(block, f"表{tables}", reader)
        elif name == "altChunk":
            yield Piece("嵌入的文档", _chunk(package, leads, related(block)))
        else:
            paragraphs += 1
            yield from _pieces(block, f"第{paragraphs}段", reader)


def _inside(block: etree._Element, top: etree._Element, names: tuple[str, ...]) -> bool:
    for above in block.iterancestors():
        if above is top:
            return False
        if xml.local(above) in names or xml.local(above) == "Fallback":
            return True
    return False


def _pieces(paragraph: etree._Element, place: str, reader: Reader) -> Iterator[Piece]:
    read = reader.read(paragraph)
    yield Piece(place, read.text, _odd(read.odd), _look(paragraph))
    for number, box in enumerate(read.boxes, 1):
        for inner in box.iter("{*}p"):
            yield from _pieces(inner, f"{place}的文本框{number}", reader)


def _odd(odd: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What is odd in the same way told as one."""
    joined: dict[str, str] = {}
    for what, text in odd:
        joined[what] = joined.get(what, "") + text
    return tuple((what, text.strip()) for what, text in joined.items() if text.strip() or what.startswith("修订"))


def _look(paragraph: etree._Element) -> str:
    """Style, alignment, and the formats of the runs; for telling that it looks different, nothing else."""
    style = next((val(one) for one in paragraph.iterfind("{*}pPr/{*}pStyle")), "")
    aligned = next((val(one) for one in paragraph.iterfind("{*}pPr/{*}jc")), "")
    marks = {xml.local(one) for one in paragraph.iterfind("{*}r/{*}rPr/*")} & {
        "b",
        "i",
        "u",
        "color",
        "sz",
        "highlight",
    }
    return " ".join(part for part in (style, aligned, *sorted(marks)) if part)


def _table(table: etree._Element, place: str, reader: Reader) -> Iterator[Piece]:
    whole = readable.of_table(properties(xml.children(table, "tblPr")))
    for r, row in enumerate(table.iter("{*}tr"), 1):
        line = readable.of_row(properties(xml.children(row, "trPr")))
        for c, cell in enumerate(row.iter("{*}tc"), 1):
            found = [one for p in cell.iter("{*}p") for one in _pieces(p, "", reader)]
            text = "\n".join(one.text for one in found).strip()
            around = [*(whole if r == c == 1 else ()), *line, *readable.of_cell(properties(xml.children(cell, "tcPr")))]
            odd = [*(pair for one in found for pair in one.odd), *((one, text) for one in around)]
            yield Piece(f"{place}第{r}行第{c}列", text, _odd(odd), " ".join(sorted({one.look for one in found})))


def _chunk(package: Package, leads: dict[str, Relation], name: str) -> str:
    """The text of a document inside the document, roughly: that it is there is what counts."""
    target = leads[name].target if name in leads else ""
    if target not in package:
        return "（打不开）"
    content = package.read(target)
    if content.startswith(b"PK"):
        return "\n".join(piece.text for piece in word_in(content).pieces)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace"))).strip()


def _around(part: etree._Element, story: str, reader: Reader, out: Word) -> None:
    """A header or footer: what it says, each once."""
    pieces = out.stories.setdefault(story, [])
    known = {(piece.text, piece.odd) for piece in pieces}
    for paragraph in part.iter("{*}p"):
        for piece in _pieces(paragraph, story, reader) if not _inside_box(paragraph) else ():
            if piece.text and (piece.text, piece.odd) not in known:
                pieces.append(piece)


def _notes(package: Package, leads: dict[str, Relation], reader: Reader, out: Word) -> None:
    """Footnotes, endnotes and comments."""
    for relation in leads.values():
        if relation.kind in NOTES and not relation.outside and relation.target in package:
            name = NOTES[relation.kind]
            for number, note in enumerate(root(package, relation.target), 1):
                if val(note, "type") in ("", "normal"):
                    texts = [reader.read(p).text for p in note.iter("{*}p")]
                    out.stories.setdefault(name, []).append(Piece(f"{name}{number}", "\n".join(texts).strip() or name))


def _inside_box(paragraph: etree._Element) -> bool:
    return any(xml.local(above) == "txbxContent" for above in paragraph.iterancestors())


def _charts(package: Package, main: str) -> Iterator[tuple[str, Fact]]:
    number = 0
    for _, relation in reached(package, main):
        if relation.kind == "chart" and relation.target in package:
            number += 1
            chart = root(package, relation.target)
            yield from chart_facts(chart, f"图表{number}", sources=False)
            yield f"图表{number}的显示", Fact(switches(chart), Sort.LOOKS)


def _other_parts(package: Package, main: str) -> Iterator[tuple[str, Fact]]:
    """Parts of kinds that a report has not: other documents, macros, diagrams, links to other files, …"""
    for part, relation in reached(package, ""):
        if relation.kind == "aFChunk":  # its text stands in the body
            continue
        if relation.outside and not (relation.kind == TEMPLATE and "http" not in relation.target.lower()):
            sort = Sort.LOOKS if relation.kind == "hyperlink" else Sort.WORDS
            yield f"引用的外部文件 {relation.target}", Fact(relation.kind, sort)
        elif not relation.outside and relation.kind not in KNOWN and part != "":
            said = all_text(root(package, relation.target)) if relation.target.endswith(".xml") else ""
            neutral = relation.kind in ("customXml", "customXmlProps")  # data behind a form: nobody sees it
            yield f"多出的部件 {relation.target}", Fact(relation.kind, Sort.LOOKS if neutral else hiding(said))


def _numbering(numbering: etree._Element | None) -> Iterator[tuple[str, Fact]]:
    """Numbers that Word puts before paragraphs: what they are made of."""
    for one in numbering.iter("{*}num") if numbering is not None else ():
        texts = [f"{val(level)}" for level in one.iter("{*}lvlText")]
        if texts:
            yield f"编号 {val(one, 'numId')}", Fact("、".join(texts), Sort.WORDS)
