"""Rows that give a level its points and have its indicators below them; to count them as indicators would count twice."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.columns import Layout
from jixiao.frameworks.importing.contents import is_total_row
from jixiao.frameworks.importing.texts import numbering, points

_CHINESE = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)]?[、.．]?$")


def parent_rows(sheet: Sheet, layout: Layout, rows: Sequence[int]) -> dict[int, str]:
    """Row → why it is a level's and no indicator's; '' where its columns say so, else words that a person may check.

    By the sum alone only where the table adds up (to its 合计, else 100) without such rows and not with them.
    """
    rows = [row for row in rows if not is_total_row(sheet, row)]
    if not layout.weight:
        return {}
    found: dict[int, str] = {}
    sums: list[int] = []
    for place, row in enumerate(rows[:-1]):
        why = _why(sheet, layout, row, rows[place + 1 :])
        if why is not None:
            found[row] = why
        elif _is_sum(sheet, layout, row, rows[place + 1 :]):
            sums.append(row)
    return found | (
        dict.fromkeys(sums, "下面各行的分值合计等于它的分值") if _adds_up(sheet, layout, rows, found, sums) else {}
    )


def _why(sheet: Sheet, layout: Layout, row: int, following: Sequence[int]) -> str | None:
    weight, name = layout.weight, layout.name.number
    if not weight or not sheet.own(row, weight.number) or _has_criterion(sheet, layout, row):
        return None
    if not sheet.shown(row, name):
        return "" if _deeper_below(sheet, layout, row, following[0]) else None
    below = layout.criteria and _has_criterion(sheet, layout, following[0])
    return "它的序号是大写的" if below and _is_numbered_level(sheet, layout, row) else None


def _adds_up(sheet: Sheet, layout: Layout, rows: Sequence[int], found: Mapping[int, str], sums: Sequence[int]) -> bool:
    values = {row: _points(sheet, layout, row) or Decimal(0) for row in rows if row not in found}
    whole, without = sum(values.values()), sum(value for row, value in values.items() if row not in sums)
    totals = [value for row in sheet.by_row if is_total_row(sheet, row) and (value := _points(sheet, layout, row))]
    right = totals[-1:] or [Decimal(100)]
    return bool(sums) and without in right and whole not in right


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
    own = _points(sheet, layout, row)
    if own is None or _has_criterion(sheet, layout, row) or not layout.criteria:
        return False
    values = [
        _points(sheet, layout, one) for one in takewhile(lambda one: _has_criterion(sheet, layout, one), following)
    ]
    known = [value for value in values if value is not None]
    return len(known) > 1 and own == sum(known)


def _points(sheet: Sheet, layout: Layout, row: int) -> Decimal | None:
    if not layout.weight:
        return None
    spot = (row, layout.weight.number)
    found = points(sheet.value(spot), sheet.is_percent(spot))
    return found.value if found else None
