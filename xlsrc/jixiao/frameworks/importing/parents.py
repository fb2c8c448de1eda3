"""Rows that give a level its points and have its indicators below them; to count them as indicators would count twice."""

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.columns import Layout
from jixiao.frameworks.importing.contents import is_total_row
from jixiao.frameworks.importing.texts import numbering, points

_CHINESE = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)]?[、.．]?$")


def is_parent_row(sheet: Sheet, layout: Layout, row: int, following: Sequence[int]) -> bool:
    """A row without 评分标准 and with deeper rows below: by their columns, by its number (一、), or by the sum."""
    weight = layout.weight
    if not weight or not sheet.own(row, weight.number) or not following or _has_criterion(sheet, layout, row):
        return False
    name = layout.name.number
    if not sheet.shown(row, name):
        return _deeper_below(sheet, layout, row, following[0])
    rest = [one for one in following if not is_total_row(sheet, one)]
    if not rest or not layout.criteria or not _has_criterion(sheet, layout, rest[0]):
        return False
    return _is_numbered_level(sheet, layout, row) or _is_sum(sheet, layout, row, rest)


def _has_criterion(sheet: Sheet, layout: Layout, row: int) -> bool:
    return any(sheet.shown(row, one.number) for one in layout.criteria)


def _deeper_below(sheet: Sheet, layout: Layout, row: int, following: int) -> bool:
    own = [level for level, one in enumerate(layout.levels) if sheet.own(row, one.number)]
    below = [level for level, one in enumerate(layout.levels) if sheet.own(following, one.number)]
    return bool(own and below) and min(below) > max(own)


def _is_numbered_level(sheet: Sheet, layout: Layout, row: int) -> bool:
    serial = sheet.own(row, layout.serial.number) if layout.serial else ""
    number = numbering(sheet.own(row, layout.name.number))
    return bool(_CHINESE.match(serial) or _CHINESE.match(number))


def _is_sum(sheet: Sheet, layout: Layout, row: int, following: Sequence[int]) -> bool:
    """Its points are those of the rows below it, up to the next row without 评分标准."""
    weight = layout.weight
    if not weight:
        return False
    total, count = Decimal(0), 0
    for one in following:
        if not _has_criterion(sheet, layout, one):
            break
        found = points(sheet.value((one, weight.number)), sheet.is_percent((one, weight.number)))
        total, count = total + (found.value if found else 0), count + 1
    own = points(sheet.value((row, weight.number)), sheet.is_percent((row, weight.number)))
    return own is not None and count > 1 and own.value == total
