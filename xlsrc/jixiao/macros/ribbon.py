"""The ribbon tabs 绩效自评 (the unit's workbook, the add-in) and 绩效台账 (the ledger), from jixiao.actions.

customUI14.xml (namespace 2009/07) is read by Excel 2010 and later. A workbook's tab is there while that workbook is
active, the add-in's always; where the add-in is loaded, the workbook's own tab asks its callback and stays away. So
the choice is made once, on opening, and needs no events and no state that a VBA reset could lose.
"""

from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from jixiao import resources
from jixiao.actions import LEDGER as LEDGER_BOOK
from jixiao.actions import TITLES, UNIT, Action, in_ribbon
from jixiao.drawing.package import with_new_part, with_parts

UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
PART, RELATIONSHIPS = "customUI/customUI14.xml", "_rels/.rels"
KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


@dataclass(frozen=True)
class Tab:
    """A tab with the actions of a `book`, and the Public Subs that it calls; `visible` "" for one that is always there."""

    press: str
    visible: str = ""
    book: str = UNIT
    keytip: str = "JX"

    @property
    def label(self) -> str:
        return TITLES[self.book]


WORKBOOK, ADDIN = Tab("JxBookPress", "JxBookTab"), Tab("JxAddinPress")
LEDGER = Tab("JxLedgerPress", book=LEDGER_BOOK, keytip="JT")


def ribbon_xml(wanted: Tab) -> bytes:
    """customUI14.xml."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    root = etree.fromstring(resources.workbook("ribbon", "customUI14.xml").read_bytes(), parser)
    tab = next(root.iter(f"{UI}tab"))
    tab.set("label", wanted.label)
    tab.set("keytip", wanted.keytip)
    if wanted.visible:
        tab.set("getVisible", wanted.visible)
    grouped = groupby(in_ribbon(wanted.book), lambda action: action.group)
    for number, (label, actions) in enumerate(grouped, 1):
        group = etree.SubElement(tab, f"{UI}group", id=f"JxGroup{number}", label=label)
        for action in actions:
            etree.SubElement(group, f"{UI}button", _button(action, wanted.press))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)


def _button(action: Action, press: str) -> dict[str, str]:
    looks = {"label": action.label, "size": "large", "imageMso": action.icon, "keytip": action.keytip}
    helps = {"screentip": action.label, "supertip": action.what}
    return {"id": f"Jx_{action.name}", **looks, **helps, "tag": action.name, "onAction": press}


def with_ribbon(package: bytes, tab: Tab) -> bytes:
    """The package with the tab. Its content type is the package's default for .xml."""
    related = with_parts(package, lambda name, part: _related(part) if name == RELATIONSHIPS else part)
    return with_new_part(related, PART, ribbon_xml(tab))


def _related(part: bytes) -> bytes:
    root = etree.fromstring(part)
    tag = root[0].tag
    etree.SubElement(root, tag, Id=f"rId{len(root) + 1}", Type=KIND, Target=PART)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
