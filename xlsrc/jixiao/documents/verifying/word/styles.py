"""The properties that hold for a run or a paragraph of a document: defaults, styles of table, paragraph and run, its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from jixiao.engines.file import xml

Attributes = dict[str, str]
Properties = dict[str, Attributes]
"""By the name of a property, its attributes by their local names."""
MERGED = ("rFonts", "ind", "spacing")  # what is left open there stays as it was; others replace


def val(element: etree._Element, name: str = "val", default: str = "") -> str:
    """An attribute by its local name."""
    return attributes(element).get(name, default)


def attributes(element: etree._Element) -> Attributes:
    """All of an element, by their local names."""
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}


def properties(elements: Sequence[etree._Element]) -> Properties:
    """What stands in elements such as rPr or tcPr; of a paragraph's numbering which one it is, 0 for none."""
    found = {xml.local(one): attributes(one) for holder in elements for one in holder if xml.local(one)}
    for number in (one for holder in elements for one in holder.iterfind("{*}numPr/{*}numId")):
        found["numPr"] = attributes(number)
    return found


def joined(*layers: Properties) -> Properties:
    """The later before the earlier."""
    out: Properties = {}
    for layer in layers:
        for name, own in layer.items():
            out[name] = out.get(name, {}) | own if name in MERGED else own
    return out


@dataclass
class _Style:
    based: str = ""
    runs: Properties = field(default_factory=dict)
    paragraphs: Properties = field(default_factory=dict)


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, _Style] = {}
        self._usual = _Style()
        self._default = ""
        for style in xml.children(root, "style") if root is not None else ():
            based = next((val(one) for one in xml.children(style, "basedOn")), "")
            # a table's style may hold for its first row alone: whatever it brings counts everywhere
            self._own[val(style, "styleId")] = _style(based, [style, *style.iterfind("{*}tblStylePr")])
            if val(style, "type") == "paragraph" and xml.is_true(val(style, "default")):
                self._default = val(style, "styleId")
        for usual in root.iter("{*}docDefaults") if root is not None else ():
            self._usual = _style("", list(usual))  # rPrDefault and pPrDefault

    def run(self, paragraph: etree._Element, run: etree._Element) -> Properties:
        """What holds for a run in a paragraph."""
        own = xml.children(run, "rPr")
        style = next((val(one) for holder in own for one in xml.children(holder, "rStyle")), "")
        layers = [one.runs for one in (*self._above(paragraph), *self._chain(style))]
        return joined(self._usual.runs, *layers, properties(own))

    def paragraph(self, paragraph: etree._Element) -> Properties:
        """What holds for a paragraph."""
        layers = [one.paragraphs for one in self._above(paragraph)]
        return joined(self._usual.paragraphs, *layers, properties(xml.children(paragraph, "pPr")))

    def _above(self, paragraph: etree._Element) -> Iterator[_Style]:
        """Styles of the table around it, then of the paragraph."""
        table = next((one for one in paragraph.iterancestors("{*}tbl")), None)
        if table is not None:
            yield from self._chain(next((val(one) for one in table.iterfind("{*}tblPr/{*}tblStyle")), ""))
        yield from self._chain(next((val(one) for one in paragraph.iterfind("{*}pPr/{*}pStyle")), self._default))

    def _chain(self, name: str) -> list[_Style]:
        """The style with what it is based on, that first."""
        found: list[_Style] = []
        seen: set[str] = set()
        while name in self._own and name not in seen:
            seen.add(name)
            found.insert(0, self._own[name])
            name = self._own[name].based
        return found


def _style(based: str, holders: Sequence[etree._Element]) -> _Style:
    runs = [one for holder in holders for one in xml.children(holder, "rPr")]
    paragraphs = [one for holder in holders for one in xml.children(holder, "pPr")]
    return _Style(based, properties(runs), properties(paragraphs))
