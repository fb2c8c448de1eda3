"""What lies over the cells of a sheet: text boxes, pictures, charts with their data, comments."""

from collections.abc import Iterator

from lxml import etree

from jixiao.documents.verifying.book.cells import Grid
from jixiao.documents.verifying.book.sheet import WHOLE
from jixiao.documents.verifying.charts import chart_facts
from jixiao.documents.verifying.facts import Fact, gravest
from jixiao.documents.verifying.parts import related, relations, root
from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.weighing import hiding
from jixiao.engines.file import xml
from jixiao.engines.file.package import Package
from jixiao.engines.port import Area
from jixiao.values.address import a1


def drawn_over(package: Package, part: str, name: str, grid: Grid) -> Iterator[tuple[str, Fact]]:
    """The facts of everything that a worksheet's part leads to and that lies over its cells."""
    for relation in relations(package, part).values():
        if relation.outside or relation.target not in package:
            continue
        if relation.kind == "drawing":
            yield from _drawing(package, relation.target, name, grid)
        elif relation.kind in ("comments", "threadedComment"):
            yield from _comments(root(package, relation.target), name)
        elif relation.kind == "vmlDrawing":
            yield from _vml(package.read(relation.target), name)


def _drawing(package: Package, part: str, name: str, grid: Grid) -> Iterator[tuple[str, Fact]]:
    leads, charts, shapes = relations(package, part), 0, 0
    for anchor in root(package, part):
        over = grid.within(_area(anchor))
        frames = [leads[related(one)].target for one in anchor.iter("{*}chart") if related(one) in leads]
        for target in frames:
            charts += 1
            if target in package:
                yield from chart_facts(root(package, target), f"《{name}》图表{charts}")
            if over:
                hidden = "、".join(a1(cell.row, cell.column) for cell in over)
                sorts = [hiding(cell.text) for cell in over]
                yield f"《{name}》图表{charts}盖住的格", Fact(hidden, gravest(*sorts))
        said = " ".join(one.text or "" for one in anchor.iter("{*}t"))
        if not frames:
            shapes += 1
            sorts = [hiding(said), *(hiding(cell.text) for cell in over)]
            covers = f"，盖住 {a1(over[0].row, over[0].column)} 等 {len(over)} 格" if over else ""
            yield f"《{name}》图形{shapes}", Fact(f"{said or '图形'}{covers}", gravest(*sorts))


def _area(anchor: etree._Element) -> Area:
    spots = []
    for corner in ("from", "to"):
        for one in xml.children(anchor, corner):
            at = {xml.local(child): child.text or "0" for child in one}
            spots.append((int(at.get("row", 0)) + 1, int(at.get("col", 0)) + 1))
    if len(spots) < 2:  # anchored at one corner, or anywhere: how far it reaches depends on the screen
        row, column = spots[0] if spots else (1, 1)
        return WHOLE if not spots else Area(row, column, 60, 20)
    (top, left), (bottom, right) = spots
    return Area(top, left, max(bottom - top + 1, 1), max(right - left + 1, 1))


def _comments(comments: etree._Element, name: str) -> Iterator[tuple[str, Fact]]:
    for one in (*comments.iter("{*}comment"), *comments.iter("{*}threadedComment")):
        text = "".join(t.text or "" for t in (*one.iter("{*}t"), *one.iter("{*}text")))
        yield f"《{name}》{one.get('ref')}的批注", Fact(text.strip() or "批注", hiding(text))


def _vml(part: bytes, name: str) -> Iterator[tuple[str, Fact]]:
    """Old drawings: the boxes of comments have no text of their own."""
    shapes = xml.parse(part)
    for number, one in enumerate(shapes.iter("{urn:schemas-microsoft-com:vml}shape"), 1):
        said = " ".join("".join(all_text(box) for box in one.iter("{*}textbox")).split())
        is_note = any(data.get("ObjectType") == "Note" for data in one.iter("{*}ClientData"))
        if said or not is_note:
            yield f"《{name}》旧式图形{number}", Fact(said or "图形", hiding(said))
