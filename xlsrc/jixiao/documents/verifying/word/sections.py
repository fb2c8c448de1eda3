"""What stands around the text of a document: which headers and footers its pages show, paper, properties, marks used."""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.facts import Fact
from jixiao.documents.verifying.parts import Relation, related
from jixiao.documents.verifying.weighing import hiding
from jixiao.documents.verifying.word.readable import is_on
from jixiao.documents.verifying.word.styles import properties, val
from jixiao.engines.file import xml

AROUND = {"headerReference": "页眉", "footerReference": "页脚"}
PAGES = {"default": "", "first": "首页", "even": "偶数页"}
DESCRIBED = {"title": "标题", "subject": "主题", "keywords": "关键词", "description": "备注", "category": "类别"}
DESCRIBED |= {"contentStatus": "状态"}
UNSEEN = frozenset(
    "proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak lang noProof rPr pPr permStart permEnd softHyphen".split()
)
ROUGH = -2  # twentieths of a point by the hundred


def shown_around(
    document: etree._Element, leads: Mapping[str, Relation], settings: etree._Element | None
) -> Iterator[tuple[str, str]]:
    """(story, part) of every header and footer that a page shows; a section without its own has the one before it."""
    facing = settings is not None and is_on(properties([settings]), "evenAndOddHeaders")
    held: dict[tuple[str, str], str] = {}
    for section in _sections(document):
        for one in section:
            if xml.local(one) in AROUND:
                held[xml.local(one), val(one, "type", "default")] = related(one)
        pages = ["default", *(["first"] if is_on(properties([section]), "titlePg") else ())]
        for (kind, page), name in held.items():
            if page in [*pages, *(["even"] if facing else ())] and name in leads:
                yield f"{PAGES[page]}{AROUND[kind]}", leads[name].target


def page_facts(document: etree._Element) -> Iterator[tuple[str, Fact]]:
    """Paper and margins of each section."""
    for number, section in enumerate(_sections(document), 1):
        for size in xml.children(section, "pgSz"):
            yield f"第{number}节的纸张", Fact(f"{_rough(size, 'w')}×{_rough(size, 'h')}", Sort.LOOKS)
        for margins in xml.children(section, "pgMar"):
            sides = [str(_rough(margins, side)) for side in ("top", "right", "bottom", "left")]
            yield f"第{number}节的页边距", Fact(" ".join(sides), Sort.LOOKS)


def described(core: etree._Element | None) -> Iterator[tuple[str, Fact]]:
    """What the properties of a document say of it."""
    for one in core if core is not None else ():
        text = (one.text or "").strip()
        if xml.local(one) in DESCRIBED and text:
            yield f"文档属性“{DESCRIBED[xml.local(one)]}”", Fact(text, hiding(text))


def marks_used(roots: Iterable[etree._Element]) -> frozenset[str]:
    """The names of all elements but those that nobody sees."""
    return frozenset(xml.local(one) for root in roots for one in root.iter("*")) - UNSEEN


def _sections(document: etree._Element) -> Iterator[etree._Element]:
    """As they are; what a tracked change says they were is left out."""
    were = {one for change in document.iter("{*}sectPrChange") for one in change}
    return (one for one in document.iter("{*}sectPr") if one not in were)


def _rough(element: etree._Element, name: str) -> int:
    text = val(element, name, "0")
    return round(int(float(text)), ROUGH) if text.replace(".", "", 1).lstrip("-").isdigit() else 0
