"""The parts of a workbook by their relationships: what leads where, and what nothing known leads to."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jixiao.engines import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.package import DAMAGED, Package


@dataclass(frozen=True)
class Relation:
    """Where a part leads: `kind` is the last word of the relationship's type; `outside`: an address, no part."""

    kind: str
    target: str
    outside: bool


def relations(package: Package, part: str) -> dict[str, Relation]:
    """By id; none where the part has no relationships."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in package:
        return {}
    found = {}
    for one in xml.children(root(package, rels), "Relationship"):
        target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, outside)
    return found


def root(package: Package, part: str) -> etree._Element:
    """The root of a part. UnusableWorkbook where it is missing, too large or not well-formed."""
    if part not in package:
        raise UnusableWorkbook(DAMAGED)
    return xml.parse(package.read(part, xml.MAX_TREE))


def related(element: etree._Element) -> str:
    """The id of the relationship that an element names, '' where it names none."""
    return next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")


def reached(package: Package, start: str) -> Iterator[tuple[str, Relation]]:
    """(from, relation) of everything that can be reached from a part, each part once."""
    seen, waiting = {start}, [start]
    while waiting:
        part = waiting.pop(0)
        for relation in relations(package, part).values():
            yield part, relation
            if not relation.outside and relation.target in package and relation.target not in seen:
                seen.add(relation.target)
                waiting.append(relation.target)
