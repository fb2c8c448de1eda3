"""What a worksheet shows beside the values of its cells: every child of its part is known here, or told."""

import re
from collections.abc import Iterator

from lxml import etree

from jixiao.documents.verifying.book.cells import Grid, Seen
from jixiao.documents.verifying.book.looks import oddities
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.facts import Fact, Facts, gravest
from jixiao.documents.verifying.numbers import GENERAL
from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.weighing import hiding
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.port import Area
from jixiao.values.address import a1

_CODES = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}|&[BIUESXY]')
_MARGINS = ("left", "right", "top", "bottom")
CELLS_AND_FORM = frozenset(
    "sheetData mergeCells cols conditionalFormatting headerFooter sheetViews pageSetup rowBreaks colBreaks hyperlinks"
    " dataValidations sheetProtection drawing legacyDrawing legacyDrawingHF extLst".split()
)
NEUTRAL = frozenset(
    "dimension sheetPr sheetFormatPr sheetCalcPr phoneticPr ignoredErrors printOptions pageMargins".split()
)
WHOLE = Area(1, 1, 1048576, 16384)


def seen_in(name: str, sheet: etree._Element, grid: Grid) -> Facts:
    """The facts of a worksheet but for its drawings."""
    facts: Facts = {}
    for part in (_cells(name, grid), _conditional(name, sheet, grid), _marked(name, sheet), _printed(name, sheet)):
        facts |= dict(part)
    return facts | dict(_strange(name, sheet))


def _cells(name: str, grid: Grid) -> Iterator[tuple[str, Fact]]:
    for cell in grid.cells.values():
        at = f"《{name}》{a1(cell.row, cell.column)}"
        number = Sort.FIGURE if cell.is_number else hiding(cell.text)
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            yield at, Fact(cell.text, number)
        if cell.formula is not None:
            yield f"{at}的公式", Fact(f"={cell.formula}", Sort.FIGURE)
        if cell.look.number != GENERAL:
            yield f"{at}的数字格式", Fact(cell.look.number, number)
        if cell.odd:
            yield f"{at}看不清“{cell.text[:20]}”", Fact("、".join(sorted(set(cell.odd))), number)
        yield from _runs(at, cell, grid)


def _runs(at: str, cell: Seen, grid: Grid) -> Iterator[tuple[str, Fact]]:
    behind = (255, 255, 255)
    for run in cell.runs:
        odd = ["注音"] if run.aside else oddities(run.font, grid.palette, behind)
        if odd and run.text.strip():
            yield f"{at}里的“{run.text[:20]}”", Fact("、".join(odd), hiding(run.text))


def _conditional(name: str, sheet: etree._Element, grid: Grid) -> Iterator[tuple[str, Fact]]:
    for number, one in enumerate(sheet.iter("{*}conditionalFormatting"), 1):
        where = one.get("sqref") or " ".join(ref.text or "" for ref in one.iter("{*}sqref"))
        rules = [f"{rule.get('type', '')} {all_text(rule)}".strip() for rule in one.iter("{*}cfRule")]
        cells = [cell for area in areas(where) for cell in grid.within(area)]
        sorts = [hiding(cell.text) for cell in cells] or [Sort.LOOKS]
        yield f"《{name}》{where}的条件格式{number}", Fact("；".join(rules) or "条件格式", gravest(*sorts))


def areas(where: str) -> list[Area]:
    """The areas of a list such as 'B2 C3:D5'; the whole sheet where it is spelled otherwise (B:B)."""
    try:
        return [parse_range(one) for one in where.split()] or [WHOLE]
    except UnusableWorkbook:
        return [WHOLE]


def _marked(name: str, sheet: etree._Element) -> Iterator[tuple[str, Fact]]:
    """Links, validation, protection, and views in which something is not seen."""
    for one in sheet.iter("{*}hyperlink"):
        yield f"《{name}》{one.get('ref')}的链接", Fact(one.get("location") or one.get("tooltip") or "链接", Sort.LOOKS)
    for one in sheet.iter("{*}dataValidation"):
        said = " ".join(one.get(key, "") for key in ("promptTitle", "prompt", "errorTitle", "error")).strip()
        yield f"《{name}》{one.get('sqref')}的数据有效性", Fact(said or "有效性", Sort.WORDS if said else Sort.LOOKS)
    locked = any(xml.is_true(one.get("sheet")) for one in xml.children(sheet, "sheetProtection"))
    yield f"工作表《{name}》的保护", Fact("有" if locked else "没有", Sort.LOOKS)
    for one in sheet.iter("{*}sheetView"):
        if one.get("showZeros") in ("0", "false"):
            yield f"《{name}》的 0 不显示", Fact("不显示", Sort.FIGURE)
        if xml.is_true(one.get("showFormulas")):
            yield f"《{name}》的显示方式", Fact("显示公式", Sort.WORDS)
        if xml.is_true(one.get("rightToLeft")):
            yield f"《{name}》的方向", Fact("从右到左", Sort.WORDS)
        lines, zoom = one.get("showGridLines", "1"), one.get("zoomScale", "100")
        yield f"《{name}》的网格线和显示比例", Fact(f"{'有' if xml.is_true(lines) else '没有'} {zoom}%", Sort.LOOKS)
        for pane in xml.children(one, "pane"):
            yield f"《{name}》的冻结窗格", Fact(f"{pane.get('topLeftCell', '')} {pane.get('state', '')}", Sort.WORDS)


def _printed(name: str, sheet: etree._Element) -> Iterator[tuple[str, Fact]]:
    for group in xml.children(sheet, "headerFooter"):
        used = {"oddHeader": "页眉", "oddFooter": "页脚"}
        if xml.is_true(group.get("differentOddEven")):
            used |= {"evenHeader": "偶数页页眉", "evenFooter": "偶数页页脚"}
        if xml.is_true(group.get("differentFirst")):
            used |= {"firstHeader": "首页页眉", "firstFooter": "首页页脚"}
        for one in group:
            text = re.sub(r"\s*(&[LCR])\s*", r"\1", _CODES.sub("", one.text or "")).strip()
            if xml.local(one) in used and text.replace("&L", "").replace("&C", "").replace("&R", ""):
                yield f"《{name}》的{used[xml.local(one)]}", Fact(text, hiding(text))
    for one in xml.children(sheet, "pageSetup"):
        turned = "横向" if one.get("orientation") == "landscape" else "纵向"
        yield f"《{name}》的纸张", Fact(f"{one.get('paperSize', '1')} {turned}", Sort.LOOKS)
    breaks = [one.get("id", "") for group in xml.children(sheet, "rowBreaks") for one in group]
    yield f"《{name}》的分页", Fact("、".join(breaks), Sort.LOOKS)


def _strange(name: str, sheet: etree._Element) -> Iterator[tuple[str, Fact]]:
    """Children of the part that nothing here looks into."""
    for number, one in enumerate(sheet):
        known = xml.local(one)
        if known in NEUTRAL or known in CELLS_AND_FORM - {"extLst"}:
            continue
        for inner in one if known == "extLst" else (one,):
            if any(True for _ in inner.iter("{*}conditionalFormatting")) or isinstance(inner, etree._Comment):
                continue
            said = " ".join(all_text(inner).split())
            kind = xml.local(next(iter(inner), inner))
            yield f"《{name}》里多出的 {kind}（{number}）", Fact(said or kind, Sort.WORDS if said else Sort.LOOKS)
