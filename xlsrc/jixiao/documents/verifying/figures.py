"""Figures in running text: numbers as printed, 不适用, the grade; with the words around them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?|不适用|(?<=等次)[^。；\n]{0,8}?[优良中差]")
_TICK = re.compile(r"\d{1,3}0?%|0(?:\.0+)?%?")
AROUND = 12
LONG = 4
ADDED = "（没有这一处）"


@dataclass(frozen=True)
class Text:
    """A paragraph or cell with its place as a person would say it."""

    place: str
    text: str


@dataclass(frozen=True)
class Mismatch:
    """A figure that differs."""

    place: str
    found: str
    expected: str


def normal(text: str) -> str:
    """Half-width digits and signs, so that figures compare."""
    return unicodedata.normalize("NFKC", text)


def figures(text: str) -> list[str]:
    """The figures of a text in order; thousands separators don't count."""
    return [found.replace(",", "") for found in _FIGURE.findall(normal(text))]


def _near(text: Text, number: int) -> str:
    """The place with the words before the figure: 第12段“…人员经费”."""
    plain = normal(text.text)
    match = list(_FIGURE.finditer(plain))[number]
    before = plain[max(0, match.start() - AROUND) : match.start()].replace("\n", " ").strip()
    return f"{text.place}“{before}▢”" if before else text.place


def as_a_heap(expected: Sequence[Text], found: str) -> Iterator[Mismatch]:
    """Where order is lost (a PDF's text): every number as often as it should be there, and none that is unknown."""
    wanted = Counter(figure for text in expected for figure in figures(text.text) if figure[0].isdigit())
    lines = normal(found)
    held = Counter(figure for figure in figures(lines) if figure[0].isdigit())
    packed = re.sub(r"[\s,]+", "", lines)
    strange = [figure for figure in held if figure not in wanted and not _explained(figure, wanted)]
    for figure, count in wanted.items():
        there = held[figure]
        if len(figure) >= LONG:
            there = max(there, packed.count(figure))  # a figure may be broken over two lines
        if there < count:
            instead = "、".join(strange) or f"只有 {there} 处"
            yield Mismatch(_whereabouts(expected, figure), instead, f"{figure}（{count} 处）")
            strange = []
    for figure in strange:
        yield Mismatch("正文", figure, ADDED)


def _explained(figure: str, wanted: Counter[str]) -> bool:
    """A piece of a figure broken over two lines, or a tick of a chart's axis."""
    return bool(_TICK.fullmatch(figure)) or any(one.startswith(figure) or one.endswith(figure) for one in wanted)


def _whereabouts(expected: Sequence[Text], figure: str) -> str:
    for text in expected:
        held = figures(text.text)
        if figure in held:
            return _near(text, held.index(figure))
    return "正文"
