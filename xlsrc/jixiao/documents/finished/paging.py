"""Where the pages of a finished sheet begin: a title never stands alone at the foot of one.

Breaks are manual ones (a spreadsheet knows no "keep with next"), each page a little less full than it could be, since
fonts differ between machines. ECMA-376 part 1, 18.3.1.13: a width is in digits of the default font, and 5 pixels more.
"""

from collections.abc import Iterator

from jixiao.documents.finished.plan import Line, Sheet

A4_SHORT, A4_LONG = 595.3, 841.9
LEFT_RIGHT, TOP, BOTTOM = 0.5, 0.75, 0.7  # inches
INCH, PIXEL = 72, 0.75  # points
DIGIT, PADDING = 8, 5  # pixels, with 宋体 11 as the default font (submission.workbook)
SPARE = 0.97
SHORT_TABLE = 0.4  # of a page: a table no longer than this is not divided
TITLES = frozenset({"form", "section", "header"})


def page_starts(sheet: Sheet) -> list[int]:
    """The rows (from 1) that begin a page but for the first; none where no titles stand in the sheet."""
    if sheet.pages or not any(_is_title(line) for line in sheet.lines):
        return []
    starts, left = [], room(sheet)
    for row, heights in _units(sheet):
        if sum(heights) > left and (len(heights) == 1 or sum(heights) <= room(sheet)):
            starts.append(row)
            left = room(sheet)
        for n, height in enumerate(heights):
            if height > left:
                starts.append(row + n)
                left = room(sheet)
            left -= height
    return starts


def room(sheet: Sheet) -> float:
    """Points of rows on a page that is scaled so that the printed columns fill its width."""
    wide, high = (A4_LONG, A4_SHORT) if sheet.landscape else (A4_SHORT, A4_LONG)
    columns = sum((int(width * DIGIT + 0.5) + PADDING) * PIXEL for width in sheet.widths[1 : sheet.right])
    scale = min(1.0, (wide - 2 * LEFT_RIGHT * INCH) / columns)
    return (high - (TOP + BOTTOM) * INCH) / scale * SPARE


def _units(sheet: Sheet) -> Iterator[tuple[int, list[float]]]:
    """(first row, heights) of what stays together: a short table, else its titles with the row below; other rows alone."""
    for lines in _tables(sheet):
        titles = next((n for n, (_, line) in enumerate(lines) if not _is_title(line)), len(lines) - 1)
        whole = sum(sum(line.heights) for _, line in lines) <= SHORT_TABLE * room(sheet)
        together = len(lines) if whole else titles + 1
        yield lines[0][0], [height for _, line in lines[:together] for height in line.heights]
        yield from ((row, list(line.heights)) for row, line in lines[together:])


def _tables(sheet: Sheet) -> Iterator[list[tuple[int, Line]]]:
    """The lines from one row of titles to the next."""
    held: list[tuple[int, Line]] = []
    for row, line in sheet.placed():
        if held and _is_title(line) and not _is_title(held[-1][1]):
            yield held
            held = []
        held.append((row, line))
    yield held


def _is_title(line: Line) -> bool:
    return any(slot.look in TITLES for slot in line.slots)
