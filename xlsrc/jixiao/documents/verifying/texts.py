"""The shared strings with their runs: a text in pieces, each with the font it is written in."""

from dataclasses import dataclass

from lxml import etree

from jixiao.engines.file import xml
from jixiao.engines.file.text import unescape


def all_text(element: etree._Element) -> str:
    """Everything written inside an element, blanks as they are."""
    return "".join(str(text) for text in element.itertext())


@dataclass(frozen=True)
class Run:
    """A piece of a cell's text; `font`: its own, None where it has the cell's. `aside`: for pronunciation, not the text."""

    text: str
    font: etree._Element | None = None
    aside: bool = False


def runs_of(item: etree._Element) -> tuple[Run, ...]:
    """The runs of a <si> or <is>."""
    found = []
    for one in item:
        name = xml.local(one)
        text = unescape("".join(t.text or "" for t in one.iter("{*}t")) if name != "t" else one.text or "")
        if name in ("t", "r", "rPh"):
            font = next(iter(xml.children(one, "rPr")), None) if name == "r" else None
            found.append(Run(text, font, name == "rPh"))
    return tuple(found)
