"""What of styles.xml matters here: which formats are locked, which show dates, which percentages."""

from lxml import etree

from jixiao.engines.file import xml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def locked_styles(part: bytes | None) -> list[bool]:
    """By style index; a cell without style, or beyond the list, is locked as Excel has it."""
    if part is None:
        return []
    groups = xml.children(xml.parse(part), "cellXfs")
    return [_locked(format_) for group in groups for format_ in xml.children(group, "xf")]


def percent_styles(part: bytes) -> frozenset[str]:
    """The style indexes, as cells give them, that show a number as a percentage (built in: 9 and 10)."""
    root = xml.parse(part)
    own = [child for group in xml.children(root, "numFmts") for child in xml.children(group, "numFmt")]
    percent = {"9", "10"} | {one.get("numFmtId", "") for one in own if "%" in one.get("formatCode", "")}
    formats = [child for group in xml.children(root, "cellXfs") for child in xml.children(group, "xf")]
    return frozenset(str(number) for number, one in enumerate(formats) if one.get("numFmtId", "0") in percent)


def number_formats_only(part: bytes) -> bytes:
    """The part reduced to number formats: openpyxl tells dates by them, and stumbles over much else."""
    source = xml.parse(part)
    root = etree.Element("styleSheet", nsmap={None: MAIN})  # type: ignore[dict-item]  # the stubs want str keys
    formats = etree.SubElement(root, "numFmts")
    for element in (child for group in xml.children(source, "numFmts") for child in xml.children(group, "numFmt")):
        known = {name: element.get(name, "") for name in ("numFmtId", "formatCode")}
        etree.SubElement(formats, "numFmt", known)
    cells = etree.SubElement(root, "cellXfs")
    for element in (child for group in xml.children(source, "cellXfs") for child in xml.children(group, "xf")):
        etree.SubElement(cells, "xf", {"numFmtId": element.get("numFmtId", "0")})
    return etree.tostring(root)


def _locked(format_: "etree._Element") -> bool:
    protections = xml.children(format_, "protection")
    return not any(protection.get("locked") in ("0", "false", "off") for protection in protections)
