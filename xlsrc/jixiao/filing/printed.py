"""What a file shows as its result beside what its entries come to: total and grade on 评分表, and every differing cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.findings import Finding, Place, kind_of
from jixiao.forms.names import SCORES
from jixiao.forms.outputs import SCORE_FACTS
from jixiao.values.key import Key
from jixiao.values.typed import folded, read_amount, visible

OTHER_TOTAL = kind_of("K02")
_TOTAL, _GRADE = SCORE_FACTS[:2]
_ON_SCORES = Place(SCORES)
_WITHIN = 3  # columns that a merged label may cover


@dataclass(frozen=True)
class Printed:
    """Total and grade as 评分表 shows them; `total` None and `shown` '' where it shows none (not calculated yet)."""

    total: Decimal | None = None
    grade: str = ""
    shown: str = ""
    place: Place = _ON_SCORES


def printed_result(scores: Mapping[tuple[int, int], object]) -> Printed:
    """From the cells of 评分表: each stands right of its name, in a working and in a finished workbook."""
    total, place = _beside(scores, _TOTAL)
    grade, _ = _beside(scores, _GRADE)
    number = read_amount(total).value
    return Printed(number if isinstance(number, Decimal) else None, visible(grade), visible(total), place)


def _beside(cells: Mapping[tuple[int, int], object], label: str) -> tuple[object, Place]:
    """The first filled cell right of a label: merged cells leave blanks between."""
    for (row, column), text in cells.items():
        if isinstance(text, str) and folded(text) == label:
            filled = [right for right in range(column + 1, column + 1 + _WITHIN) if (row, right) in cells]
            if filled and cells[row, filled[0]] not in SCORE_FACTS:  # the next name: its own value is blank
                return cells[row, filled[0]], Place(SCORES, row, filled[0])
    return None, _ON_SCORES


def other_total(printed: Printed, total: Decimal | None, grade: str, by: str = "") -> Iterator[Finding]:
    """K02 where a file shows another total or grade than its entries come to, `by` which framework."""
    recomputed = ("未评完" if total is None else f"{total} 分、{grade or '没有等次'}") + by
    if printed.total is not None and (printed.total != total or printed.grade != grade):
        shown = f"{printed.shown} 分、{printed.grade or '没有等次'}"
        found = OTHER_TOTAL.at(Key.of(f"《{SCORES}》{_TOTAL}"), shown=shown, recomputed=recomputed)
        yield replace(found, place=printed.place)
