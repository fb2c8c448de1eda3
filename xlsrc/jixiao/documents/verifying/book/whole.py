"""A finished workbook as a whole: its sheets, parts and names as facts; two of them compared.

Every part is known here or told: a part that nothing known leads to can't hide anything on paper, but is mentioned.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.verifying.book.cells import Grid
from jixiao.documents.verifying.book.drawn import drawn_over
from jixiao.documents.verifying.book.looks import Looks
from jixiao.documents.verifying.book.sheet import seen_in
from jixiao.documents.verifying.difference import Difference, Sort
from jixiao.documents.verifying.facts import Fact, Facts, differing
from jixiao.documents.verifying.parts import Relation, reached, related, relations, root
from jixiao.documents.verifying.texts import runs_of
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.package import DAMAGED, Package
from jixiao.values.address import a1

KNOWN = frozenset(
    "officeDocument core-properties extended-properties custom-properties thumbnail worksheet styles theme sharedStrings"
    " calcChain drawing chart chartStyle chartColorStyle comments vmlDrawing printerSettings image metadata".split()
)
_STATES = {"visible": "显示", "hidden": "隐藏", "veryHidden": "深度隐藏"}
_KINDS = {"worksheet": "工作表", "chartsheet": "图表工作表", "dialogsheet": "对话框工作表"}
Spot = tuple[int, int]


@dataclass
class Shown:
    """All facts of a workbook, and of its cells what only looks: sheet → cell → (what, how)."""

    facts: Facts = field(default_factory=dict)
    looks: dict[str, dict[Spot, dict[str, str]]] = field(default_factory=dict)


def appearance_differences(file: str, found: bytes, expected: bytes) -> Iterator[Difference]:
    """What a finished workbook shows otherwise than it was written, the values of its cells aside.

    UnusableWorkbook where a part is missing, damaged or too large.
    """
    have, want = shown(found), shown(expected)
    yield from differing(file, have.facts, want.facts)
    yield from _looks(file, have, want)


def shown(content: bytes) -> Shown:
    """Everything that the workbook shows."""
    package, out = Package(content), Shown()
    start = next((one.target for one in relations(package, "").values() if one.kind == "officeDocument"), "")
    book, leads = root(package, start), relations(package, start)
    try:
        _sheets(package, book, leads, out)
    except (ValueError, IndexError) as error:  # a number, an address or an index that is none
        raise UnusableWorkbook(DAMAGED) from error
    out.facts |= dict(_names(book)) | dict(_other_parts(package)) | dict(_title(package))
    return out


def _sheets(package: Package, book: etree._Element, leads: dict[str, Relation], out: Shown) -> None:
    targets = {one.kind: one.target for one in leads.values()}
    part_of = {kind: root(package, targets[kind]) for kind in ("styles", "theme", "sharedStrings") if kind in targets}
    looks = Looks(part_of.get("styles"), part_of.get("theme"))
    strings = [runs_of(one) for one in part_of["sharedStrings"]] if "sharedStrings" in part_of else []
    names = []
    for one in book.iter("{*}sheet"):
        name, relation = one.get("name", ""), leads.get(related(one))
        names.append(name)
        state, kind = one.get("state", "visible"), relation.kind if relation else "没有内容"
        told = f"{_KINDS.get(kind, kind)}，{_STATES.get(state, state)}"
        out.facts[f"工作表《{name}》"] = Fact(told, Sort.FIGURE)
        if relation and kind in ("worksheet", "chartsheet", "dialogsheet"):
            sheet = root(package, relation.target)
            grid = Grid(sheet, strings, looks)
            out.facts |= seen_in(name, sheet, grid)
            out.facts |= dict(drawn_over(package, relation.target, name, grid))
            out.looks[name] = {at: dict(cell.look.rest) for at, cell in grid.cells.items()}
    out.facts["工作表的顺序"] = Fact("、".join(names), Sort.WORDS)


def _names(book: etree._Element) -> Iterator[tuple[str, Fact]]:
    """Defined names: print areas and titles of a sheet, and whatever else was given one."""
    order = [one.get("name", "") for one in book.iter("{*}sheet")]
    for one in book.iter("{*}definedName"):
        scope = one.get("localSheetId", "")
        sheet = f"《{order[int(scope)]}》" if scope.isdecimal() and int(scope) < len(order) else ""
        text = (one.text or "").replace("'", "").replace("$", "")
        yield f"{sheet}名称 {one.get('name')}", Fact(text, Sort.LOOKS)


def _other_parts(package: Package) -> Iterator[tuple[str, Fact]]:
    """Parts of kinds that a finished workbook has not: macros, links to other files, embedded objects, …"""
    seen = {"[Content_Types].xml"}
    for part, relation in reached(package, ""):
        seen |= {relation.target, part}
        if relation.outside and relation.kind != "hyperlink":
            yield f"引用的外部文件 {relation.target}", Fact(relation.kind, Sort.WORDS)
        elif not relation.outside and relation.kind not in KNOWN:
            yield f"多出的部件 {relation.target}", Fact(relation.kind, Sort.WORDS)
    for name in package.names():
        if name not in seen and not name.endswith((".rels", "/")):
            yield f"没有用到的部件 {name}", Fact("多出的内容", Sort.LOOKS)


def _title(package: Package) -> Iterator[tuple[str, Fact]]:
    for relation in relations(package, "").values():
        if relation.kind == "core-properties" and relation.target in package:
            for one in root(package, relation.target):
                if xml.local(one) in ("title", "subject", "description", "keywords") and (one.text or "").strip():
                    yield f"文档属性 {xml.local(one)}", Fact(one.text or "", Sort.WORDS)


def _looks(file: str, have: Shown, want: Shown) -> Iterator[Difference]:
    """Fonts, colours, borders: cells that differ in the same way are told as one."""
    changed: dict[tuple[str, str, str, str], list[Spot]] = defaultdict(list)
    for sheet, cells in want.looks.items():
        for at, look in cells.items():
            other = have.looks.get(sheet, {}).get(at)
            for what, how in look.items() if other else ():
                if other and other.get(what) != how:
                    changed[sheet, what, other.get(what, ""), how].append(at)
    for (sheet, what, found, expected), spots in changed.items():
        more = f"等 {len(spots)} 格" if len(spots) > 1 else ""
        yield Difference(file, f"《{sheet}》{a1(*min(spots))}{more}的{what}", found, expected, Sort.LOOKS)
