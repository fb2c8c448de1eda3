"""Drawing on pictures: fonts, red frames with numbers, small files. Pillow, and Noto Sans CJK by fontconfig."""

import io
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from jixiao.files import write_whole

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
Mark = tuple[Box, int]
"""A red frame and its number; 0 for a frame alone."""

WIDEST, HEAVIEST = 900, 120 * 1024  # pixels, bytes
RED, INK, MUTED, LINE, PAPER = "#D00000", "#1F1F1F", "#6B6B6B", "#C8C8C8", "#FFFFFF"
SCHEMATIC = "示意图：您电脑上的样子可能略有不同"
COLOURS = (128, 64, 32, 16)


@cache
def font(size: int, *, bold: bool = False, mono: bool = False) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK SC. RuntimeError where fontconfig gives another."""
    family = "Noto Sans Mono CJK SC" if mono else "Noto Sans CJK SC"
    pattern = f"{family}:{'bold' if bold else 'regular'}"
    command = ["fc-match", "-f", "%{file}|%{index}|%{family}", pattern]
    path, index, found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("|")
    if "CJK" not in found:
        raise RuntimeError(f"{family} is not installed (fonts-noto-cjk)")
    return ImageFont.truetype(path, size, index=int(index))


class Paper:
    """An image to draw on; y is the top of a line of text."""

    def __init__(self, width: int, height: int, colour: str = PAPER) -> None:
        self.image = Image.new("RGB", (width, height), colour)
        self.pen = ImageDraw.Draw(self.image)

    def text(
        self, x: int, y: int, text: str, size: int = 15, colour: str = INK, *, bold: bool = False, anchor: str = "la"
    ) -> None:
        """`anchor` as Pillow's: la left and top, ma middle and top, mm the middle of both."""
        self.pen.text((x, y), text, colour, font(size, bold=bold), anchor=anchor)

    def box(self, box: Box, fill: str | None = None, outline: str | None = LINE, radius: int = 0) -> None:
        self.pen.rounded_rectangle(box, radius, fill, outline)

    def button(self, box: Box, label: str, *, strong: bool = False) -> None:
        """A push button."""
        self.box(box, "#0F6CBD" if strong else "#FDFDFD", "#0F6CBD" if strong else "#A8A8A8", 4)
        middle = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
        self.text(*middle, label, 14, PAPER if strong else INK, anchor="mm")

    def put(self, image: Image.Image, x: int, y: int) -> None:
        self.image.paste(image, (x, y))


def width_of(text: str, size: int = 15, *, bold: bool = False) -> int:
    """In pixels."""
    return round(font(size, bold=bold).getlength(text))


def wrapped(text: str, room: int, size: int = 15) -> list[str]:
    """Lines that fit; Chinese breaks anywhere, no line begins with a closing mark."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if width_of(line + character, size) > room and character not in "，。、；：”》】）":
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def marked(image: Image.Image, marks: Iterable[Mark]) -> Image.Image:
    """With red frames, each with its number at its corner."""
    done = image.copy()
    pen = ImageDraw.Draw(done)
    for (left, top, right, bottom), number in marks:
        pen.rounded_rectangle((left - 3, top - 3, right + 3, bottom + 3), 5, outline=RED, width=3)
        if number:
            x, y = max(left - 4, 13), max(top - 4, 13)
            pen.ellipse((x - 12, y - 12, x + 12, y + 12), fill=RED)
            pen.text((x, y), str(number), PAPER, font(16, bold=True), anchor="mm")
    return done


def numbered(image: Image.Image, *boxes: Box) -> Image.Image:
    """Framed and counted from 1."""
    return marked(image, [(box, n) for n, box in enumerate(boxes, 1)])


def framed(image: Image.Image, box: Box) -> Image.Image:
    """One frame without a number."""
    return marked(image, [(box, 0)])


def schematic(image: Image.Image) -> Image.Image:
    """With the line that says it is drawn."""
    paper = Paper(image.width, image.height + 26, "#F4F4F4")
    paper.put(image, 0, 0)
    paper.text(image.width - 8, image.height + 4, SCHEMATIC, 13, MUTED, anchor="ra")
    return paper.image


def as_png(image: Image.Image) -> bytes:
    """At most WIDEST wide and HEAVIEST heavy: fewer colours until it is. ValueError where nothing helps."""
    if image.width > WIDEST:
        image = image.resize((WIDEST, round(image.height * WIDEST / image.width)), Image.Resampling.LANCZOS)
    for colours in COLOURS:
        content = io.BytesIO()
        few = image.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(content, "PNG", optimize=True)
        if content.tell() <= HEAVIEST:
            return content.getvalue()
    raise ValueError(f"{content.tell()} bytes with {COLOURS[-1]} colours")


def save(image: Image.Image, path: Path) -> None:
    """Write a picture, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, as_png(image))
