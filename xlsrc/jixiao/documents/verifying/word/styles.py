"""What the styles of a document make of a run: whether its text is hidden, struck out, unreadably small or pale."""

import re
from collections.abc import Mapping

from lxml import etree

from jixiao.engines.file import xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
LEAST_HALF_POINTS = 8
LEAST_SCALE = 20  # percent of a letter's width
PALE = 0xD0  # of 255, every colour: on white paper nobody reads it
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|zapf|dingbat|marlett", re.IGNORECASE)
Properties = Mapping[str, etree._Element]


def val(element: etree._Element, name: str = "val", default: str = "") -> str:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), default)


def is_on(properties: Properties, name: str) -> bool:
    """A toggle such as vanish: on where it stands, unless it says no."""
    return name in properties and val(properties[name], default="true") not in ("0", "false", "off", "none")


class Styles:
    """The run properties that styles bring, by the id of a style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, tuple[str, dict[str, etree._Element]]] = {}
        self._usual: dict[str, etree._Element] = {}
        self.default = ""
        for style in xml.children(root, "style") if root is not None else ():
            name = val(style, "styleId")
            based = next((val(one) for one in xml.children(style, "basedOn")), "")
            self._own[name] = based, _runs(style)
            if val(style, "type") == "paragraph" and xml.is_true(val(style, "default")):
                self.default = name
        for usual in root.iter("{*}rPrDefault") if root is not None else ():
            self._usual = _runs(usual)

    def of(self, paragraph: etree._Element, run: etree._Element) -> Properties:
        """The properties that hold for a run: defaults, the paragraph's style, the run's style, its own."""
        found = dict(self._usual)
        style = next((val(one) for one in paragraph.iterfind("{*}pPr/{*}pStyle")), self.default)
        found |= self._chain(style)
        for own in xml.children(run, "rPr"):
            found |= self._chain(next((val(one) for one in xml.children(own, "rStyle")), ""))
            found |= {xml.local(one): one for one in own}
        return found

    def _chain(self, name: str) -> dict[str, etree._Element]:
        found: dict[str, etree._Element] = {}
        seen: set[str] = set()
        while name in self._own and name not in seen:
            seen.add(name)
            name, own = self._own[name]
            found = own | found
        return found


def _runs(style: etree._Element) -> dict[str, etree._Element]:
    return {xml.local(one): one for own in xml.children(style, "rPr") for one in own}


def oddities(properties: Properties) -> list[str]:
    """In words, what keeps a run from being read as it is written."""
    found = []
    if any(is_on(properties, name) for name in ("vanish", "webHidden", "specVanish")):
        found.append("隐藏文字")
    if any(is_on(properties, name) for name in ("strike", "dstrike")):
        found.append("删除线")
    if "sz" in properties and _number(val(properties["sz"])) < LEAST_HALF_POINTS:
        found.append("字小得看不见")
    if "w" in properties and _number(val(properties["w"])) < LEAST_SCALE:
        found.append("字窄得看不见")
    if "vertAlign" in properties and val(properties["vertAlign"]) != "baseline":
        found.append("上标或下标")
    fonts = properties.get("rFonts")
    if fonts is not None and any(_SYMBOLS.search(str(name)) for name in fonts.values()):
        found.append("符号字体")
    if _is_unseen(properties):
        found.append("字色与底色相同")
    return found


def _is_unseen(properties: Properties) -> bool:
    ink = _rgb(val(properties["color"])) if "color" in properties else (0, 0, 0)
    shade = _rgb(val(properties["shd"], "fill")) if "shd" in properties else None
    if ink is None:
        return False
    behind = shade or (255, 255, 255)
    return all(abs(a - b) < 255 - PALE for a, b in zip(ink, behind, strict=True))


def _rgb(text: str) -> tuple[int, int, int] | None:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
