"""How much room text takes: columns are measured in characters, a Chinese one counts two."""

import math
import unicodedata

LINE_POINTS, PADDING_POINTS, LEAST_POINTS = 14.0, 6.0, 20.0


def columns_of(text: str) -> int:
    """Display columns of a text: wide and full-width characters count two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines_in(text: str, width: float) -> int:
    """Lines that a wrapped text takes in a column of `width` characters."""
    room = max(2.0, width - 1)
    return sum(max(1, math.ceil(columns_of(paragraph) / room)) for paragraph in text.split("\n"))


def row_height(cells: list[tuple[str, float]], least: float = LEAST_POINTS) -> float:
    """Points that a row of (text, column width) needs; at most 409, what a spreadsheet allows."""
    lines = max((lines_in(text, width) for text, width in cells if text), default=1)
    return min(409.0, max(least, lines * LINE_POINTS + PADDING_POINTS))
