"""Windows of Windows, drawn: Explorer, menus, message boxes, the black window, Excel's head. Words come from the caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from paper import INK, LINE, MUTED, PAPER, Box, Paper, font, marked, width_of, wrapped
from PIL import Image

TITLE, ROW = 34, 30
TINTS = {
    ".xlsm": "#1E7145", ".xlsx": "#1E7145", ".xlam": "#1E7145", ".docx": "#2B579A", ".zip": "#C79A2B", ".cmd": "#5A6B7B",
    ".html": "#0F6CBD", ".txt": "#8A8A8A", ".eml": "#0F6CBD", "": "#E0B040", ".pdf": "#B03030",
}  # fmt: skip
KINDS = {
    ".xlsm": "Excel 启用宏的工作表", ".xlsx": "Excel 工作表", ".xlam": "Excel 加载宏", ".docx": "Word 文档",
    ".zip": "压缩文件夹", ".cmd": "Windows 命令脚本", ".html": "网页", ".txt": "文本文档", ".eml": "邮件", "": "文件夹",
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A picture and where its named things are."""

    image: Image.Image
    places: dict[str, Box]


def window(width: int, height: int, title: str, body: str = PAPER) -> Paper:
    """A frame with a title bar; the body begins at TITLE."""
    paper = Paper(width, height, body)
    paper.pen.rectangle((0, 0, width, TITLE), "#E9EEF4")
    paper.text(12, 6, title, 15)
    for n, sign in enumerate("×□－"):
        paper.text(width - 24 - 40 * n, TITLE // 2, sign, 15, MUTED, anchor="mm")
    paper.pen.rectangle((0, 0, width - 1, height - 1), outline="#9AA5B1")
    return paper


def icon(paper: Paper, x: int, y: int, suffix: str) -> None:
    """A file's or (without suffix) a folder's sign, 20 pixels."""
    tint = TINTS.get(suffix, "#8A8A8A")
    if not suffix:
        paper.box((x, y + 2, x + 9, y + 8), tint, tint)
        paper.box((x, y + 5, x + 21, y + 19), tint, tint, 2)
        return
    paper.box((x + 2, y, x + 18, y + 20), tint, tint, 2)
    letter = {".xlsm": "X", ".xlsx": "X", ".xlam": "X", ".docx": "W", ".zip": "Z", ".cmd": "▸", ".eml": "@"}
    paper.text(x + 10, y + 10, letter.get(suffix, "≡"), 13, PAPER, bold=True, anchor="mm")


def explorer(place: str, names: Sequence[str], width: int = 760) -> Drawn:
    """A folder's window; folders are names without a suffix."""
    head = TITLE + 40 + 28
    paper = window(width, head + ROW * len(names) + 14, place.rpartition("›")[2].strip())
    paper.box((12, TITLE + 6, width - 12, TITLE + 34), "#F7F7F7", LINE, 4)
    paper.text(22, TITLE + 9, place, 14, MUTED)
    for x, heading in ((44, "名称"), (width - 210, "类型")):
        paper.text(x, TITLE + 42, heading, 13, MUTED)
    paper.pen.line((12, head - 2, width - 12, head - 2), LINE)
    places = {}
    for n, name in enumerate(names):
        y, suffix = head + ROW * n, Path(name).suffix
        icon(paper, 16, y + 5, suffix)
        paper.text(44, y + 3, name, 15)
        paper.text(width - 210, y + 4, KINDS[suffix], 14, MUTED)
        places[name] = (10, y + 2, 54 + width_of(name), y + ROW - 2)
    return Drawn(paper.image, places)


def menu(items: Sequence[str], chosen: str = "", width: int = 0) -> Drawn:
    """A context menu; "-" draws a line, a trailing › a submenu's sign."""
    width = width or max(width_of(item) for item in items) + 76
    height = sum(10 if item == "-" else ROW for item in items) + 12
    paper = Paper(width, height, "#FAFAFA")
    places, y = {}, 6
    for item in items:
        if item == "-":
            paper.pen.line((8, y + 5, width - 8, y + 5), LINE)
            y += 10
            continue
        if item == chosen:
            paper.box((4, y, width - 4, y + ROW), "#DCEBFA", "#DCEBFA", 4)
        paper.text(34, y + 3, item.rstrip("›"))
        if item.endswith("›"):
            paper.text(width - 20, y + 3, "›", 16, MUTED)
        places[item] = (6, y + 2, width - 6, y + ROW - 2)
        y += ROW
    paper.pen.rectangle((0, 0, width - 1, height - 1), outline="#A0A0A0")
    return Drawn(paper.image, places)


def message(title: str, text: str, buttons: Sequence[str], sign: str = "!", width: int = 560) -> Drawn:
    """A message box."""
    lines = wrapped(text, width - 110)
    height = TITLE + 30 + 26 * len(lines) + 62
    paper = window(width, height, title)
    tint = {"!": "#E3A008", "i": "#0F6CBD", "?": "#0F6CBD"}[sign]
    paper.pen.ellipse((22, TITLE + 22, 62, TITLE + 62), tint)
    paper.text(42, TITLE + 42, sign, 24, PAPER, bold=True, anchor="mm")
    for n, line in enumerate(lines):
        paper.text(82, TITLE + 18 + 26 * n, line)
    paper.pen.rectangle((1, height - 52, width - 2, height - 2), "#F0F0F0")
    places = {}
    for n, label in enumerate(reversed(buttons)):
        right = width - 18 - 112 * n
        places[label] = (right - 100, height - 42, right, height - 12)
        paper.button(places[label], label)
    return Drawn(paper.image, places)


def console(title: str, text: str, width: int = 860) -> Drawn:
    """The black window of a .cmd."""
    letters, step = font(15, mono=True), 24
    lines = [part for line in text.strip("\n").split("\n") for part in folded(line, width - 28)]
    paper = window(width, TITLE + 24 + step * len(lines), title, "#0C0C0C")
    places = {}
    for n, line in enumerate(lines):
        y = TITLE + 10 + step * n
        paper.pen.text((14, y), line, "#E8E8E8", letters)
        places.setdefault(line.strip(), (10, y, 20 + round(letters.getlength(line)), y + step - 2))
    return Drawn(paper.image, places)


def folded(line: str, room: int) -> list[str]:
    """A line as a console breaks it, anywhere."""
    letters, lines = font(15, mono=True), [""]
    for character in line:
        if letters.getlength(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines


def ticked(paper: Paper, x: int, y: int, label: str) -> Box:
    """A ticked box with its label; gives where it is."""
    paper.box((x, y + 3, x + 16, y + 19), "#0F6CBD", "#0F6CBD", 3)
    paper.pen.line((x + 3, y + 11, x + 7, y + 15, x + 13, y + 7), PAPER, 2)
    paper.text(x + 24, y, label, 15)
    return x - 4, y - 4, x + 32 + width_of(label), y + 26


def on(back: Drawn, front: Drawn, x: int, y: int, prefix: str = "") -> Drawn:
    """One above the other; the front's places move with it."""
    width = max(back.image.width, x + front.image.width)
    height = max(back.image.height, y + front.image.height)
    paper = Paper(width, height)
    paper.put(back.image, 0, 0)
    paper.put(front.image, x, y)
    moved = {prefix + name: (a + x, b + y, c + x, d + y) for name, (a, b, c, d) in front.places.items()}
    return Drawn(paper.image, back.places | moved)


def excel_head(title: str, width: int, tabs: Sequence[str], chosen: str) -> Paper:
    """Excel's title and tabs; what comes below is the caller's."""
    paper = Paper(width, 68, PAPER)
    paper.pen.rectangle((0, 0, width, TITLE), "#1E7145")
    paper.text(width // 2, TITLE // 2, f"{title} - Excel", 15, PAPER, anchor="mm")
    x = 14
    for tab in tabs:
        strong = tab == chosen
        paper.text(x, TITLE + 6, tab, 15, "#1E7145" if strong else INK, bold=strong)
        if strong:
            paper.pen.rectangle((x, 64, x + width_of(tab, bold=True), 67), "#1E7145")
        x += width_of(tab, bold=strong) + 22
    return paper


def beneath(*images: Image.Image) -> Image.Image:
    """One below the other, in one frame."""
    paper = Paper(max(image.width for image in images), sum(image.height for image in images))
    y = 0
    for image in images:
        paper.put(image, 0, y)
        y += image.height
    paper.pen.rectangle((0, 0, paper.image.width - 1, y - 1), outline="#9AA5B1")
    return paper.image


def framed(drawn: Drawn, *names: str, numbers: bool = False) -> Image.Image:
    """With red frames around named places, counted if wanted."""
    return marked(drawn.image, [(drawn.places[name], n if numbers else 0) for n, name in enumerate(names, 1)])
