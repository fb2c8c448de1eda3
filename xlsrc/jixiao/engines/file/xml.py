"""Bytes of XML parts: refuse what isn't plain UTF-8 XML without DTD; find tags by byte position."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.package import BOMB, DAMAGED

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']""")
_TAG = re.compile(rb"""</?[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}

MAX_TREE = 10 * 2**20  # bytes of a part that others than we make a tree of: a thousand pages of text have 8 MB
MAX_TAGS = 600_000  # begun and ended: a tree of them takes about 120 MB; a thousand pages of text have 250,000

DTD = "文件内含不允许的 XML 定义（DTD），为安全起见不予打开。请在 Excel 中打开后另存一份再试。"
ENCODING = "文件内部的文字编码不是 UTF-8，无法读取。请在 Excel 中打开后另存一份再试。"


def check(part: bytes) -> bytes:
    """The part itself, if it is UTF-8 and without DTD or entities; else UnusableWorkbook."""
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in part[:200] or (declared and declared[1].lower() not in _UTF8):
        raise UnusableWorkbook(ENCODING)
    if has_markup(part) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
        raise UnusableWorkbook(DTD)
    return part


def within(part: bytes, most: int, what: bytes = b"<") -> bytes:
    """The part, if a mark that stands for elements isn't in it more than `most` times: counted before anything is built."""
    if part.count(what) > most:
        raise UnusableWorkbook(BOMB)
    return part


def has_markup(part: bytes) -> bool:
    """Whether there may be comments, CDATA or declarations. The rare byte first: <! alone takes a hundred times as long."""
    return b"!" in part and b"<!" in part


def parse(part: bytes) -> "etree._Element":
    """The root of a checked part; UnusableWorkbook if it isn't well-formed, or has too many elements for a tree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(check(within(part, MAX_TAGS)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableWorkbook(DAMAGED) from error


def local(element: "etree._Element") -> str:
    """Tag without namespace: transitional and strict files differ in nothing else that matters here."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: "etree._Element", name: str) -> list["etree._Element"]:
    return [child for child in element if local(child) == name]


def is_true(text: str | None) -> bool:
    """xsd:boolean."""
    return text in ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Span:
    """An element's bytes: part[start:end]; its start tag is part[start:opened], its end tag begins at `closing`."""

    name: str
    start: int
    opened: int
    closing: int
    end: int

    @property
    def self_closing(self) -> bool:
        return self.end == self.opened


def span(name: str, part: bytes, start: int, closing: int) -> Span:
    """The span of an element from the byte positions of its start and end events."""
    opened = tag_end(part, start)
    if part[start:opened].endswith(b"/>"):  # expat places the end event of <c/> before or after the tag
        return Span(name, start, opened, opened, opened)
    return Span(name, start, opened, closing, tag_end(part, closing))


def tag_end(part: bytes, start: int) -> int:
    """Position after the tag that starts at `start`."""
    match = _TAG.match(part, start)
    if not match:
        raise UnusableWorkbook(DAMAGED)
    return match.end()


def top_level(part: bytes) -> list[Span]:
    """Spans of the children of the root, in order."""
    spans: list[Span] = []
    stack: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        begun = stack.pop()
        if len(stack) == 1:
            spans.append(span(name.rpartition(":")[2], part, begun, parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    run(parser, part)
    return spans


def walk(
    part: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Hand a checked part's tags and texts over; names as "namespace local". UnusableWorkbook if it isn't well-formed."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    run(parser, part)


def run(parser: "expat.XMLParserType", part: bytes) -> None:
    """Feed a whole checked part; UnusableWorkbook if it isn't well-formed."""
    try:
        parser.Parse(check(part), True)
    except expat.ExpatError as error:
        raise UnusableWorkbook(DAMAGED) from error


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """The start tag with an attribute set, appended last if new, or removed (None). `value` needs no escaping."""
    pattern = re.compile(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
    new = b"" if value is None else f' {name}="{value}"'.encode()
    if pattern.search(tag):
        return pattern.sub(lambda match: new, tag, count=1)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + new + tag[end:]


def splice(part: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Replace part[start:end] for each (start, end, new); insertions at one place keep their order."""
    pieces, position = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [part[position:start], new]
        position = end
    return b"".join([*pieces, part[position:]])
