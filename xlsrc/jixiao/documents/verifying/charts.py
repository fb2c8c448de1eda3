"""The data of a chart in a workbook or a report: what it shows, and what it says it shows it from."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.facts import Fact
from jixiao.documents.verifying.numbers import GENERAL, spelled
from jixiao.documents.verifying.weighing import hiding
from jixiao.engines.file import xml

_PATH = frozenset("ser tx cat val xVal yVal bubbleSize title dLbl numLit strLit multiLvlStrRef legend".split())
_SHOWN = ("showVal", "showCatName", "showSerName", "showPercent", "delete", "autoTitleDeleted", "noFill")
_SCALE = ("max", "min", "logBase", "orientation")


def chart_facts(chart: etree._Element, name: str, *, sources: bool = True) -> Iterator[tuple[str, Fact]]:
    """Its titles, the names, categories and values of its series as it keeps them, scales and formats.

    `sources`: also the ranges that these come from; a chart in a report has no sheet behind it.
    """
    yield from _texts(chart, name, sources)
    yield from _scales(chart, name)
    yield from _formats(chart, name)
    kinds = [xml.local(one) for area in chart.iter("{*}plotArea") for one in area if xml.local(one).endswith("Chart")]
    yield f"{name}的种类", Fact("、".join(kinds), Sort.WORDS)


def switches(chart: etree._Element) -> str:
    """What of it is shown: labels, axes, the title; how much of it has no colour."""
    turned = Counter(
        f"{xml.local(one)} {one.get('val', '1')}" for one in chart.iter(*(f"{{*}}{name}" for name in _SHOWN))
    )
    return "，".join(f"{what}×{count}" for what, count in sorted(turned.items()))


def _texts(chart: etree._Element, name: str, sources: bool) -> Iterator[tuple[str, Fact]]:
    count: Counter[str] = Counter()
    for one in chart.iter("{*}v", "{*}t", "{*}f"):
        text, above = (one.text or "").replace("$", "").replace("'", ""), one.getparent()
        if not text.strip() or any(xml.local(outer) == "txPr" for outer in one.iterancestors()):
            continue
        path = "/".join(xml.local(outer) for outer in reversed(list(one.iterancestors())) if xml.local(outer) in _PATH)
        if xml.local(one) == "f":
            if not sources or text.startswith('"'):  # a name kept as a formula: told as its value
                continue
            path += "/f"
        if above is not None and xml.local(above) == "pt" and not path.endswith("tx"):
            if path.endswith("val") and _plain(text) == _plain("0"):  # no bar either way
                continue
            where = f"第{int(above.get('idx', 0)) + 1}点"
        else:
            count[path] += 1
            where = f"第{count[path]}个"
        yield f"{name}{_series(one)}（{path}）{where}", Fact(_plain(text), hiding(text))


def _scales(chart: etree._Element, name: str) -> Iterator[tuple[str, Fact]]:
    for number, axis in enumerate(chart.iter("{*}scaling"), 1):
        marks = [f"{xml.local(one)} {one.get('val')}" for one in axis if xml.local(one) in _SCALE]
        shown = [mark for mark in marks if mark != "orientation minMax"]
        if shown:
            yield f"{name}坐标轴{number}", Fact("，".join(sorted(shown)), Sort.FIGURE)


def _formats(chart: etree._Element, name: str) -> Iterator[tuple[str, Fact]]:
    count: Counter[str] = Counter()
    for one in chart.iter("{*}numFmt"):
        above, code = one.getparent(), spelled(one.get("formatCode", ""))
        if above is not None and code != GENERAL:
            where = f"{name}{_series(one)}{xml.local(above)}的数字格式"
            count[where] += 1
            yield f"{where}{count[where]}", Fact(code, Sort.FIGURE)


def _series(element: etree._Element) -> str:
    """Which of the series it belongs to, from 1."""
    own = next((above for above in element.iterancestors() if xml.local(above) == "ser"), None)
    return "" if own is None else f"系列{sum(1 for _ in own.itersiblings('{*}ser', preceding=True)) + 1}"


def _plain(text: str) -> str:
    """A number as one writes it: 1.0 and 1 are the same."""
    try:
        return repr(float(text))
    except ValueError:
        return text
