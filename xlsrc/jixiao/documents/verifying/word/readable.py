"""What keeps a text from being read as it is written: hidden, struck out, pale, tiny, squeezed, pushed off the page, …

Formats that only look different are listed here by name. Any other is told: what nobody knows may hide something.
"""

import re

from jixiao.documents.verifying.word.styles import Properties

LEAST_HALF_POINTS = 8  # smaller letters can't be read
LEAST_SCALE = 20  # percent of a letter's width
LEAST_ROOM = 60  # twentieths of a point, of a line, row or cell
MOST_INDENT = 9000  # twentieths of a point: nearly the width of A4
LEAST_INDENT = -2500
CLOSEST = -80  # twentieths of a point between letters: they stand upon each other
MOST_RAISED = 24  # half-points from the line
PALE = 0xD0  # of 255, every colour: on white paper nobody reads it
WHITE = (255, 255, 255)
Colour = tuple[int, int, int]

PLAIN_RUN = frozenset(
    "rStyle rFonts b bCs i iCs caps smallCaps outline shadow emboss imprint noProof snapToGrid color spacing w kern"
    " position sz szCs highlight u effect bdr shd cs em lang vertAlign ligatures numForm numSpacing stylisticSets"
    " cntxtAlts".split()
)
PLAIN_PARAGRAPH = frozenset(
    "pStyle keepNext keepLines pageBreakBefore widowControl suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku"
    " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind contextualSpacing"
    " mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
    " sectPr".split()
)
PLAIN_ROW = frozenset("cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader jc".split())
PLAIN_CELL = frozenset("cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign hideMark".split())
PLAIN_TABLE = frozenset(
    "tblStyle tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout"
    " tblCellMar tblLook tblCaption tblDescription".split()
)
WORDS = {
    "vanish": "隐藏文字",
    "webHidden": "隐藏文字",
    "specVanish": "隐藏文字",
    "strike": "删除线",
    "dstrike": "删除线",
    "hidden": "行被隐藏或压扁",
    "fitText": "压缩在一定宽度里",
    "tcFitText": "压缩在一定宽度里",
    "framePr": "浮动的段落",
    "tblpPr": "浮动的表格",
    "numPr": "自动编号",
    "bidi": "从右到左",
    "rtl": "从右到左",
    "bidiVisual": "列的顺序颠倒",
    "hMerge": "被合并的格盖住",
    "cellDel": "修订：删除的格",
    "cellIns": "修订：插入的格",
    "del": "修订：删除",
    "ins": "修订：插入",
}
_HIGHLIGHTS = {"black": (0, 0, 0), "white": WHITE}
_PAPER = ("background1", "light1", "background2", "light2")
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|zapf|dingbat|marlett", re.IGNORECASE)


def is_on(properties: Properties, name: str) -> bool:
    """A toggle such as vanish: on where it stands, unless it says no."""
    return name in properties and properties[name].get("val", "true") not in ("0", "false", "off", "none")


def of_run(properties: Properties, behind: Colour | None = None) -> list[str]:
    """In words, what keeps a run from being read. `behind`: the colour of its paragraph or cell."""
    found = _not_plain(properties, PLAIN_RUN)
    if 0 < _number(properties, "sz", "val", 99) < LEAST_HALF_POINTS:
        found.append("字小得看不见")
    if _number(properties, "w", "val", 100) < LEAST_SCALE:
        found.append("字窄得看不见")
    if _number(properties, "spacing", "val") < CLOSEST:
        found.append("字叠在一起")
    if abs(_number(properties, "position", "val")) > MOST_RAISED:
        found.append("移出了这一行")
    if properties.get("vertAlign", {}).get("val", "baseline") != "baseline":
        found.append("上标或下标")
    if any(_SYMBOLS.search(name) for name in properties.get("rFonts", {}).values()):
        found.append("符号字体")
    return [*found, "字色与底色相同"] if _is_unseen(properties, behind) else found


def of_paragraph(properties: Properties) -> list[str]:
    """The same of a paragraph."""
    found = _not_plain(properties, PLAIN_PARAGRAPH)
    exact = properties.get("spacing", {}).get("lineRule") == "exact"
    if exact and _number(properties, "spacing", "line", 240) < LEAST_ROOM:
        found.append("行被隐藏或压扁")
    sides = [_number(properties, "ind", side) for side in ("left", "right", "start", "end", "firstLine")]
    if max(sides) > MOST_INDENT or min(sides) < LEAST_INDENT:
        found.append("移到了纸外")
    return found


def of_row(properties: Properties) -> list[str]:
    """The same of a table's row."""
    found = _not_plain(properties, PLAIN_ROW)
    exact = properties.get("trHeight", {}).get("hRule") == "exact"
    return [*found, "行被隐藏或压扁"] if exact and _number(properties, "trHeight", "val") < LEAST_ROOM else found


def of_cell(properties: Properties) -> list[str]:
    """The same of a cell."""
    found = _not_plain(properties, PLAIN_CELL)
    if "vMerge" in properties and properties["vMerge"].get("val") != "restart":
        found.append("被合并的格盖住")
    fixed = properties.get("tcW", {}).get("type", "dxa") == "dxa"
    return [*found, "格窄得看不见"] if fixed and 0 < _number(properties, "tcW", "w") < LEAST_ROOM else found


def of_table(properties: Properties) -> list[str]:
    """The same of a table."""
    found = _not_plain(properties, PLAIN_TABLE)
    away = _number(properties, "tblInd", "w")
    return found if LEAST_INDENT <= away <= MOST_INDENT else [*found, "移到了纸外"]


def shade(properties: Properties) -> Colour | None:
    """The colour that a run, paragraph or cell is filled with."""
    own = properties.get("shd", {})
    return _rgb(own.get("color", "") if own.get("val") == "solid" else own.get("fill", ""))


def _not_plain(properties: Properties, plain: frozenset[str]) -> list[str]:
    names = [name for name in properties if name not in plain and is_on(properties, name)]
    return list(dict.fromkeys(WORDS.get(name, f"不认识的格式 {name}") for name in names))


def _is_unseen(properties: Properties, behind: Colour | None) -> bool:
    colour = properties.get("color", {})
    if colour.get("themeColor") in _PAPER:
        ink: Colour | None = WHITE
    else:
        ink = _rgb(colour.get("val", "000000"))
    marked = _HIGHLIGHTS.get(properties.get("highlight", {}).get("val", ""))
    paper = marked or shade(properties) or behind or WHITE
    if ink is None:  # automatic: black on paper and on a mark, white on a dark fill
        ink = (0, 0, 0) if marked or sum(paper) > sum(WHITE) / 2 else WHITE
    return all(abs(a - b) < 255 - PALE for a, b in zip(ink, paper, strict=True))


def _rgb(text: str) -> Colour | None:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _number(properties: Properties, name: str, attribute: str, usual: float = 0) -> float:
    try:
        return float(properties[name][attribute])
    except (KeyError, ValueError):
        return usual
