"""Cell formats: what makes a cell read as something else than it holds, and what only looks different."""

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

from lxml import etree

from jixiao.documents.verifying.numbers import GENERAL, spelled
from jixiao.engines.file import xml

LEAST_POINTS = 4.0
CLOSE = 48  # of 255, per colour: lighter than this nobody reads it
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|zapf|dingbat|marlett|barcode|条码", re.IGNORECASE)
_BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    49: GENERAL,
}
_THEME = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Look:
    """A cell format. `number`: its number format, spelled one way; `odd`: in words, what keeps a reader from reading what
    is there; `rest`: everything else that is compared, as pairs of (what, how)."""

    number: str = GENERAL
    odd: tuple[str, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()


class Looks:
    """The formats of a workbook by the style index of its cells."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self.palette = _palette(theme)
        self._all = [self._look(styles, one) for one in _grand(styles, "cellXfs", "xf")] if styles is not None else []

    def __getitem__(self, index: int) -> Look:
        return self._all[index] if 0 <= index < len(self._all) else Look()

    def _look(self, styles: etree._Element, xf: etree._Element) -> Look:
        font = _nth(styles, "fonts", "font", xf.get("fontId"))
        fill = _nth(styles, "fills", "fill", xf.get("fillId"))
        behind = self._behind(fill)
        odd = [*oddities(font, self.palette, behind), *_aligned(xf)]
        rest = [*_font_rest(font, self.palette), ("底色", str(behind)), *_alignment_rest(xf)]
        border = _nth(styles, "borders", "border", xf.get("borderId"))
        rest.append(("边框", _sides(border)))
        return Look(_number(styles, xf.get("numFmtId", "0")), tuple(odd), tuple(rest))

    def _behind(self, fill: etree._Element | None) -> Colour:
        pattern = None if fill is None else next(iter(xml.children(fill, "patternFill")), None)
        if pattern is None or pattern.get("patternType", "none") in ("none", "gray125", "gray0625"):
            return (255, 255, 255)
        colours = xml.children(pattern, "fgColor") or xml.children(pattern, "bgColor")
        return (colour(colours[0], self.palette) if colours else None) or (255, 255, 255)


def oddities(font: etree._Element | None, palette: Mapping[int, Colour], behind: Colour) -> list[str]:
    """What keeps the text of a font, or of a run of a cell's text, from being read as it is."""
    if font is None:
        return []
    found = []
    values = {xml.local(one): one for one in font}
    if "strike" in values and xml.is_true(values["strike"].get("val", "1")):
        found.append("删除线")
    if "sz" in values and _number_of(values["sz"].get("val")) < LEAST_POINTS:
        found.append("字小得看不见")
    if "vertAlign" in values and values["vertAlign"].get("val") != "baseline":
        found.append("上标或下标")
    name = values.get("name", values.get("rFont"))
    if name is not None and (_SYMBOLS.search(name.get("val", "")) or values_charset(values) == "2"):
        found.append(f"符号字体 {name.get('val', '')}")
    ink = colour(values["color"], palette) if "color" in values else (0, 0, 0)
    if ink and all(abs(a - b) < CLOSE for a, b in zip(ink, behind, strict=True)):
        found.append("字色与底色相同")
    return found


def values_charset(values: Mapping[str, etree._Element]) -> str:
    """The charset that a font names: 2 is for symbols."""
    return values["charset"].get("val", "") if "charset" in values else ""


def colour(element: etree._Element, palette: Mapping[int, Colour]) -> Colour | None:
    """Red, green, blue; None where the file doesn't say enough."""
    from openpyxl.styles.colors import COLOR_INDEX

    rgb, indexed, theme = element.get("rgb"), element.get("indexed"), element.get("theme")
    found: Colour | None = None
    if rgb and re.fullmatch(r"[0-9A-Fa-f]{6,8}", rgb):
        found = _rgb(rgb[-6:])
    elif indexed and indexed.isdecimal():
        found = _rgb(COLOR_INDEX[int(indexed)][-6:]) if int(indexed) < len(COLOR_INDEX) else None
        found = {64: (0, 0, 0), 65: (255, 255, 255)}.get(int(indexed), found)
    elif theme and theme.isdecimal():
        found = palette.get(int(theme))
    elif xml.is_true(element.get("auto")):
        found = (0, 0, 0)
    return found and _tinted(found, _number_of(element.get("tint")))


def _tinted(rgb: Colour, tint: float) -> Colour:
    if not tint:
        return rgb
    h, light, s = rgb_to_hls(*(one / 255 for one in rgb))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(one * 255) for one in hls_to_rgb(h, min(max(light, 0.0), 1.0), s))
    return red, green, blue


def _rgb(text: str) -> Colour:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _palette(theme: etree._Element | None) -> dict[int, Colour]:
    found: dict[int, Colour] = {0: (255, 255, 255), 1: (0, 0, 0)}
    for scheme in theme.iter("{*}clrScheme") if theme is not None else ():
        named = {xml.local(one): one for one in scheme}
        for number, name in enumerate(_THEME):
            for one in named.get(name, ()):
                text = one.get("lastClr") or one.get("val") or ""
                if re.fullmatch(r"[0-9A-Fa-f]{6}", text):
                    found[number] = _rgb(text)
    return found


def _number(styles: etree._Element, number: str) -> str:
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _grand(styles, "numFmts", "numFmt")}
    if number in own:
        return spelled(own[number])
    return _BUILT_IN.get(int(number), f"内置格式 {number}") if number.isdecimal() else f"内置格式 {number}"


def _aligned(xf: etree._Element) -> list[str]:
    found = []
    for one in xml.children(xf, "alignment"):
        if one.get("horizontal") == "fill":
            found.append("重复填充")
        if one.get("textRotation", "0") not in ("0", "255"):
            found.append("文字旋转")
    return found


def _alignment_rest(xf: etree._Element) -> list[tuple[str, str]]:
    for one in xml.children(xf, "alignment"):
        return [("对齐", f"{one.get('horizontal', 'general')} {one.get('vertical', 'bottom')}")]
    return [("对齐", "general bottom")]


def _font_rest(font: etree._Element | None, palette: Mapping[int, Colour]) -> list[tuple[str, str]]:
    values = {} if font is None else {xml.local(one): one for one in font}
    flags = [
        name
        for name in ("b", "i", "u")
        if name in values and values[name].get("val", "1") not in ("0", "none", "false")
    ]
    ink = colour(values["color"], palette) if "color" in values else (0, 0, 0)
    name = values["name"].get("val", "") if "name" in values else ""
    size = _number_of(values["sz"].get("val")) if "sz" in values else 11.0
    return [("字体", f"{name} {size:g} {' '.join(flags)}".strip()), ("字色", str(ink))]


def _sides(border: etree._Element | None) -> str:
    if border is None:
        return ""
    drawn = {xml.local(one): one.get("style", "none") for one in border}
    return " ".join(
        f"{side}:{drawn[side]}" for side in ("left", "right", "top", "bottom") if drawn.get(side, "none") != "none"
    )


def _number_of(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _grand(root: etree._Element, group: str, name: str) -> list[etree._Element]:
    return [child for one in xml.children(root, group) for child in xml.children(one, name)]


def _nth(root: etree._Element, group: str, name: str, index: str | None) -> etree._Element | None:
    found = _grand(root, group, name)
    return found[int(index)] if index and index.isdecimal() and int(index) < len(found) else None
