"""The .docx package: parts in a fixed order with fixed dates, so that the same content gives the same bytes."""

import io
import zipfile
from xml.sax.saxutils import quoteattr

from lxml import etree

from jixiao.documents.report.styles import W, font_table_xml, styles_xml
from jixiao.resources import REPORT

EPOCH = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATIONSHIP = f"{OFFICE}/custom-properties"
CUSTOM_PART = "/docProps/custom.xml"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OSHARED] 2.3.3.2.2: user-defined properties
EMPTY = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{REPORT}</dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
LINKS = ("styles", "settings", "fontTable", "header", "header", "footer", "footer")


def docx_of(document: str, around: dict[str, str]) -> bytes:
    """A document with its headers and footers (part name → paragraphs) as a package."""
    parts = {
        "[Content_Types].xml": _types(tuple(around)),
        "_rels/.rels": _relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            *((f"{OFFICE}/{kind}", f"{name}.xml") for kind, name in zip(LINKS, (*LINKS[:3], *around), strict=True))
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": font_table_xml(),
        **{f"word/{name}.xml": _around(name, content) for name, content in around.items()},
        "docProps/core.xml": CORE,
    }
    return _zipped({name: (HEAD + content).encode() for name, content in parts.items()})


def repacked(content: bytes) -> bytes:
    """The same parts in the same order with fixed dates."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def custom_properties(existing: bytes | None, values: dict[str, str]) -> bytes:
    """docProps/custom.xml with these text properties; others in it stay."""
    root = etree.fromstring(existing) if existing else etree.fromstring(EMPTY)
    for node in [node for node in root if node.get("name") in values]:
        root.remove(node)
    used = {int(node.get("pid", "1")) for node in root}
    for number, (name, value) in enumerate(values.items(), start=max(used, default=1) + 1):
        node = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(node, f"{{{VALUES}}}lpwstr").text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _around(name: str, content: str) -> str:
    tag = "w:hdr" if name.startswith("header") else "w:ftr"
    return f'<{tag} xmlns:w="{W}">{content}</{tag}>'


def _types(around: tuple[str, ...]) -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    kinds |= {name: name.rstrip("12") for name in around}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}{core}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{RELS}">{links}</Relationships>'


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            package.writestr(info, content, compresslevel=9)
    return out.getvalue()
