"""A filter that somebody set stays set, and is applied again to what is written, as an application does on request.

Lists of texts to show (ECMA-376 part 1, 18.3.2.8) are understood. By criteria of any other kind, and over formulas, whose
results nobody knows here, every row is shown: nothing new may stay hidden by what stood in its row before.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.port import Value

_FILTER = re.compile(rb"<autoFilter\b[^>]*>.*?</autoFilter>", re.DOTALL)
_ROW = re.compile(rb'<row\b[^>]*?\br="([0-9]+)"[^>]*>')
_HIDDEN = re.compile(rb"""\s+hidden\s*=\s*(?:"[^"]*"|'[^']*')""")
if TYPE_CHECKING:
    from lxml import etree

Place = tuple[int, int]


def filtered_again(sheet: bytes, values: Mapping[Place, Value], formulas: Mapping[Place, str]) -> bytes:
    """The sheet part with the rows of its filter hidden or shown by the values they hold now."""
    found = _FILTER.search(sheet)
    if found is None:
        return sheet
    root = xml.parse(found[0])
    area = parse_range(root.get("ref", ""))
    lists = {}
    for column in xml.children(root, "filterColumn"):
        shown = _texts(column)
        at = area.column + int(column.get("colId", "0"))
        known = shown is not None and not any(at == c and area.row < r <= area.last_row for r, c in formulas)
        lists[at] = shown if known else None
    understood = {at: shown for at, shown in lists.items() if shown is not None}

    def again(row: re.Match[bytes]) -> bytes:
        number = int(row[1])
        if not lists or not area.row < number <= area.last_row:
            return row[0]
        bare = _HIDDEN.sub(b"", row[0])
        held = all(str(values.get((number, at)) or "") in shown for at, shown in understood.items())
        if len(understood) < len(lists) or held:
            return bare
        return re.sub(rb"(/?>)$", rb' hidden="1"\1', bare)

    return _ROW.sub(again, sheet)


def _texts(column: "etree._Element") -> frozenset[str] | None:
    """What a column shows; None where it is more than a list of texts."""
    children = list(column)
    if (
        len(children) != 1
        or xml.local(children[0]) != "filters"
        or len(xml.children(children[0], "filter")) < len(children[0])
    ):
        return None
    texts = {one.get("val", "") for one in xml.children(children[0], "filter")}
    return frozenset(texts | ({""} if xml.is_true(children[0].get("blank")) else set()))
