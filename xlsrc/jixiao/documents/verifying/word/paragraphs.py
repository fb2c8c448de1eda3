"""A paragraph as it is read: its text, what is odd about it, the text boxes inside it.

Whatever carries text is part of the text, known or not; what is hidden, struck out or tracked is part of it and odd.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.word import readable
from jixiao.documents.verifying.word.styles import Styles, properties, val
from jixiao.engines.file import xml

WORDS_OF = ("{http://schemas.openxmlformats.org/wordprocessingml/", "{http://purl.oclc.org/ooxml/wordprocessingml/")
LEAST_EXTENT = 36_000  # a millimetre
BOUND = "显示的是另存在文件里的数据"
CHART = "〔图表〕"
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
AUTOMATIC = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # what they show is counted anew on every machine
_FORMAT = frozenset("pPr tblPr trPr tcPr sectPr rPr sdtPr sdtEndPr tblGrid softHyphen".split())
_NUMBERS = frozenset("posOffset align pctWidth pctHeight pctPosHOffset pctPosVOffset".split())  # of a drawing's place
_SILENT = frozenset(
    "r p t sdt sdtContent smartTag customXml customXmlInsRangeStart customXmlInsRangeEnd hyperlink proofErr bookmarkStart"
    " bookmarkEnd permStart permEnd commentRangeStart commentRangeEnd commentReference lastRenderedPageBreak softHyphen"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd fldData footnoteRef endnoteRef annotationRef"
    " separator continuationSeparator ruby rubyBase rt rubyPr drawing pict object txbxContent".split()
)  # of Word's own elements those that show nothing themselves, or are told in another way
_TURNED = {"bdo": "文字方向反转", "dir": "文字方向反转"}
_SHAPES = frozenset("shape rect oval line polyline roundrect arc curve wsp wpc relIds".split())
_TRACKED = {"ins": "修订插入", "moveTo": "修订移来"}
_EITHER = {"AlternateContent": "有的程序显示别的内容"}
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
        self._walk(paragraph, paragraph, out, self._around(paragraph), _Field())
        for mark in paragraph.iterfind("{*}pPr/{*}rPr/*"):
            if xml.local(mark) in (*_TRACKED, *_GONE):
                out.odd.append(("修订：段落标记", out.text))
        return out

    def _around(self, paragraph: etree._Element) -> list[str]:
        """What keeps all of it from being read: its own format, data that is shown in its place."""
        found = readable.of_paragraph(self._styles.paragraph(paragraph))
        for above in paragraph.iterancestors():
            name = xml.local(above)
            if name == "txbxContent":
                break
            found += [BOUND] if name == "sdt" and _is_bound(above) else []
            found += [one for one in (_TRACKED.get(name), _GONE.get(name), _EITHER.get(name)) if one]
        return found

    def _behind(self, paragraph: etree._Element) -> readable.Colour | None:
        """The fill of the paragraph, else of its cell, else of its table."""
        fills = [self._styles.paragraph(paragraph)]
        fills += [properties(xml.children(one, "tcPr")) for one in paragraph.iterancestors("{*}tc")]
        fills += [properties(xml.children(one, "tblPr")) for one in paragraph.iterancestors("{*}tbl")]
        return next((shade for one in fills if (shade := readable.shade(one))), None)

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
            elif name == "r" and _is_words(child):
                here = [*odd, *readable.of_run(self._styles.run(paragraph, child), self._behind(paragraph))]
                self._walk(child, paragraph, out, here, field_)
            elif name in _TRACKED or name in _TURNED or (name == "sdt" and _is_bound(child)):
                what = _TRACKED.get(name) or _TURNED.get(name) or BOUND
                self._walk(child, paragraph, out, [*odd, what], field_)
            elif name == "fldChar":
                field_.turn(val(child, "fldCharType"), _is_locked(child), out)
            elif name == "fldSimple":
                code = _first(val(child, "instr"), _is_locked(child))
                out.parts.append(f"〔域 {code}〕")
                if code not in AUTOMATIC:
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
        out.odd += [("旧版程序看到的内容", text or f"（没有）{texts[0]}") for text in texts[1:] if text != texts[0]]


class _Field:
    """A complex field: its code, and whether what stands between is its result."""

    def __init__(self) -> None:
        self.code, self.silent, self.locked = "", False, False

    def turn(self, kind: str, locked: bool, out: Read) -> None:
        """begin, separate, end."""
        if kind == "begin":
            self.code, self.silent, self.locked = "", False, locked
        elif kind == "separate" or self.code:
            code = _first(self.code, self.locked)
            out.parts.append(f"〔域 {code}〕")
            self.silent = kind == "separate" and code in AUTOMATIC
            self.code = ""
        if kind == "end":
            self.silent = False


def _first(code: str, locked: bool) -> str:
    """The name of a field, or all of it where it isn't counted anew: what it computes is what it says."""
    words = re.sub(r"\\\*\s*\w+", "", code).split()
    if len(words) == 1 and words[0].upper() in AUTOMATIC and not locked:
        return words[0].upper()
    return " ".join([*words, *(["（锁定）"] if locked else [])])


def _is_locked(field_: etree._Element) -> bool:
    return val(field_, "fldLock", "0") not in ("0", "false", "off")


def _is_bound(sdt: etree._Element) -> bool:
    """Whether data elsewhere in the file is shown in place of what stands there."""
    return any(True for _ in sdt.iterfind("{*}sdtPr/{*}dataBinding"))


def _is_tiny(extent: etree._Element) -> bool:
    return any(
        val(extent, side, "0").lstrip("-").isdigit() and int(val(extent, side, "0")) < LEAST_EXTENT
        for side in ("cx", "cy")
    )


def _is_words(element: etree._Element) -> bool:
    """Whether it is one of WordprocessingML, not of a drawing or formula."""
    return str(element.tag).startswith((*WORDS_OF, "{http://schemas.microsoft.com/office/word/"))


def _said(child: etree._Element, name: str) -> str:
    """What an element itself shows as text."""
    if name in BREAKS:
        return BREAKS[name]
    if name == "sym":
        return f"〔符号 {val(child, 'char')}〕"
    if name == "textpath":
        return child.get("string", "")
    if name == "chart":
        return CHART
    if name in ("blip", "imagedata"):
        return "〔图〕"
    if name in ("OLEObject", "control", "contentPart"):
        return "〔嵌入对象〕"
    if (name == "docPr" and val(child, "hidden", "0") not in ("0", "false")) or (name == "extent" and _is_tiny(child)):
        return "〔看不见的图〕"
    if name == "anchor":
        return "〔浮动在文字上〕"
    if name in _SHAPES:
        return "〔图形〕"
    if name in _NUMBERS or name in ("instrText", "delText"):
        return ""
    if name == "t" or (child.text or "").strip():
        return child.text or ""
    return f"〔{name}〕" if _is_words(child) and name not in _SILENT else ""
