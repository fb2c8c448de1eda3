"""A paragraph as it is read: its text, what is odd about it, the text boxes inside it.

Whatever carries text is part of the text, known or not; what is hidden, struck out or tracked is part of it and odd.
"""

from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.word.styles import Styles, oddities, val
from jixiao.engines.file import xml

BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
AUTOMATIC = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # what they show is counted anew on every machine
_FORMAT = frozenset("pPr tblPr trPr tcPr sectPr rPr sdtPr sdtEndPr tblGrid softHyphen".split())
_NUMBERS = frozenset("posOffset align pctWidth pctHeight pctPosHOffset pctPosVOffset".split())  # of a drawing's place
_TRACKED = {"ins": "修订插入", "moveTo": "修订移来"}
_GONE = {"del": "修订删除", "moveFrom": "修订移走"}


@dataclass
class Read:
    """What a paragraph says. `odd`: (what, which words); `boxes`: the text boxes that stand in it."""

    parts: list[str] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Without blanks at its ends."""
        return "".join(self.parts).strip()


class Reader:
    """Reads paragraphs with the styles of their document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: etree._Element) -> Read:
        """One paragraph; paragraphs of text boxes inside it are left to the caller."""
        out = Read()
        self._walk(paragraph, paragraph, out, [], _Field())
        for mark in paragraph.iterfind("{*}pPr/{*}rPr/*"):
            if xml.local(mark) in (*_TRACKED, *_GONE):
                out.odd.append(("修订：段落标记", out.text))
        return out

    def _walk(
        self, node: etree._Element, paragraph: etree._Element, out: Read, odd: list[str], field_: "_Field"
    ) -> None:
        for child in node:
            name = xml.local(child)
            if not name or name in _FORMAT:
                continue
            if name == "txbxContent":
                out.boxes.append(child)
            elif name == "AlternateContent":
                self._alternatives(child, paragraph, out, odd, field_)
            elif name in _GONE:
                out.odd.append((_GONE[name], all_text(child)))
            elif name == "r" and child.tag.startswith(
                ("{http://schemas.openxmlformats.org/word", "{http://purl.oclc.org/ooxml/word")
            ):
                here = [*odd, *oddities(self._styles.of(paragraph, child))]
                self._walk(child, paragraph, out, here, field_)
            elif name in _TRACKED:
                self._walk(child, paragraph, out, [*odd, _TRACKED[name]], field_)
            elif name == "fldChar":
                field_.turn(val(child, "fldCharType"), out)
            elif name == "fldSimple":
                out.parts.append(f"〔域 {_first(val(child, 'instr'))}〕")
                if _first(val(child, "instr")) not in AUTOMATIC:
                    self._walk(child, paragraph, out, odd, field_)
            else:
                self._leaf(child, name, paragraph, out, odd, field_)

    def _leaf(
        self, child: etree._Element, name: str, paragraph: etree._Element, out: Read, odd: list[str], field_: "_Field"
    ) -> None:
        text = _said(child, name)
        if name == "instrText":
            field_.code += child.text or ""
        elif name == "delText":
            out.odd.append(("修订删除", child.text or ""))
        elif text and not field_.silent:
            out.parts.append(text)
            out.odd += [(one, text) for one in odd if text.strip()]
        self._walk(child, paragraph, out, odd, field_)

    def _alternatives(
        self, node: etree._Element, paragraph: etree._Element, out: Read, odd: list[str], field_: "_Field"
    ) -> None:
        """What is shown is the choice; a fallback that says something else is seen by older programs."""
        choices, fallbacks = xml.children(node, "Choice"), xml.children(node, "Fallback")
        for one in choices[:1] or fallbacks[:1]:
            self._walk(one, paragraph, out, odd, field_)
        texts = ["".join(t.text or "" for t in one.iter("{*}t")) for one in (*choices, *fallbacks)]
        out.odd += [("旧版程序看到的内容", text) for text in texts[1:] if text != texts[0]]


class _Field:
    """A complex field: its code, and whether what stands between is its result."""

    def __init__(self) -> None:
        self.code, self.silent = "", False

    def turn(self, kind: str, out: Read) -> None:
        """begin, separate, end."""
        if kind == "begin":
            self.code, self.silent = "", False
        elif kind == "separate" or self.code:
            out.parts.append(f"〔域 {_first(self.code)}〕")
            self.silent = kind == "separate" and _first(self.code) in AUTOMATIC
            self.code = ""
        if kind == "end":
            self.silent = False


def _first(code: str) -> str:
    """The name of a field, or all of it where it isn't counted anew: what it computes is what it says."""
    words = code.split()
    return words[0].upper() if words and words[0].upper() in AUTOMATIC else " ".join(words)


def _said(child: etree._Element, name: str) -> str:
    """What an element itself shows as text."""
    if name in BREAKS:
        return BREAKS[name]
    if name == "sym":
        return f"〔符号 {val(child, 'char')}〕"
    if name == "textpath":
        return child.get("string", "")
    if name == "chart":
        return "〔图表〕"
    if name in ("blip", "imagedata"):
        return "〔图〕"
    if name in ("OLEObject", "control", "contentPart"):
        return "〔嵌入对象〕"
    if name in ("wsp", "wpc", "relIds"):
        return "〔图形〕"
    if name in _NUMBERS or name in ("instrText", "delText"):
        return ""
    return child.text or "" if name == "t" or (child.text or "").strip() else ""
