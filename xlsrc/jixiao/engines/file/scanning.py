"""The quick way to read a sheet part or the shared strings: one pattern, for what nearly every program writes.

Nothing is passed over: the pattern's last alternative takes any character that the others don't, and then, as with all
else that isn't sound by its form (comments, odd entities, control characters), the complete way reads the part instead.
"""

import re
from functools import cache, lru_cache

from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.cells import Cells
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.file.text import unescape
from jixiao.engines.file.walking import MAIN, Outline
from jixiao.values.address import column_letters, column_number

_DATA = re.compile(rb"<((?:[A-Za-z][\w.-]*:)?)sheetData(/?)>")
_ATTRIBUTES = '(?: [A-Za-z0-9:]+="[^"<&]*")*'
_ATTRIBUTE = re.compile(' ([A-Za-z0-9:]+)="([^"]*)"')
_COLUMNS = {column_letters(number): number for number in range(1, MAX_COLUMNS + 1)}

_DECLARATION = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1\.0["'](?: encoding=["'](?:UTF|utf)-8["'])?(?: standalone=["'](?:yes|no)["'])? ?\?>)?\s*"""
)
_STRINGS = re.compile(
    r'<sst xmlns="http://(?:schemas\.openxmlformats\.org/spreadsheetml/2006|purl\.oclc\.org/ooxml/spreadsheetml)/main"'
    r'(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?>(.*)</sst>\s*',
    re.DOTALL,
)
_STRING = re.compile(
    '<si><t(?: xml:space="preserve")?(?:>([^<]*)</t>| ?/>)'
    '(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")? ?/>)?</si>|(.)',
    re.DOTALL,
)

_CONTROL = bytes({*range(32)} - {9, 10, 13})
_ENTITY = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Unfamiliar(Exception):  # noqa: N818 - says what it is
    """Something that the quick way doesn't know."""


def scan(part: bytes, cells: Cells) -> Outline:
    """As walking.walk, for a checked part. Unfamiliar: whatever `cells` got so far is worth nothing."""
    prefix, data, before, after = _cut(_undeclared(part))
    probes = _Scan(prefix, cells).read(_decoded(data))
    return _outline(before + f"<{prefix}sheetData>{probes}</{prefix}sheetData>".encode() + after)


def scan_strings(part: bytes) -> list[str | None]:
    """As walking.walk_strings, for a checked part. Unfamiliar where that has to read it."""
    found = _STRINGS.fullmatch(_decoded(_undeclared(part)))
    if not found:
        raise Unfamiliar
    read = _STRING.findall(found[1])
    if any(other for _, other in read):
        raise Unfamiliar
    return [unescape(_resolved(text)) or None if "&" in text or "_x" in text else text or None for text, _ in read]


def _outline(part: bytes) -> Outline:
    """What a sheet without its cells says. Unfamiliar where sheetData isn't the root's one and only."""
    root = xml.parse(part)
    if xml.local(root) != "worksheet" or len(list(root.iterchildren(*_tags("sheetData")))) != 1:
        raise Unfamiliar
    protections = root.iterchildren(*_tags("sheetProtection"))
    merges = (
        merge for group in root.iterchildren(*_tags("mergeCells")) for merge in group.iterchildren(*_tags("mergeCell"))
    )
    return Outline(
        any(xml.is_true(protection.get("sheet")) for protection in protections),
        [parse_range(merge.get("ref", "")) for merge in merges],
    )


@cache
def _tags(name: str) -> tuple[str, ...]:
    return tuple(f"{{{namespace}}}{name}" for namespace in MAIN)


def _undeclared(part: bytes) -> bytes:
    """Without the XML declaration. Unfamiliar where there are comments or the like, with which a tag may be none."""
    start = _DECLARATION.match(part)
    bare = part[start.end() :] if start else part
    if xml.has_markup(bare) or b"<?" in bare:
        raise Unfamiliar
    return bare


def _cut(part: bytes) -> tuple[str, bytes, bytes, bytes]:
    """(namespace prefix as written, what is inside <sheetData>, the part before it, the part after it)."""
    found = _DATA.search(part)
    if not found:
        raise Unfamiliar
    if found[2]:
        return found[1].decode(), b"", part[: found.start()], part[found.end() :]
    closing = b"</" + found[1] + b"sheetData>"
    end = part.rfind(closing)
    if end < found.end():
        raise Unfamiliar
    return found[1].decode(), part[found.end() : end], part[: found.start()], part[end + len(closing) :]


def _decoded(data: bytes) -> str:
    """The text as XML understands it: with LF line ends. Unfamiliar where a character or an entity isn't XML's own."""
    if len(data.translate(None, _CONTROL)) < len(data):
        raise Unfamiliar
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unfamiliar from error
    if "\ufffe" in text or "\uffff" in text or ("]" in text and "]]>" in text):
        raise Unfamiliar
    if "&" in text:
        _resolved(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=16)
def _pattern(prefix: str) -> re.Pattern[str]:
    """Each alternative ends in a group of its own, named below; blank cells have none."""
    p = re.escape(prefix)
    address = 'r="([A-Z]{1,3})[0-9]++"'
    string = f'<{p}c {address}(?: s="[0-9]++")?+ t="s"><{p}v>([0-9]++)</{p}v></{p}c>'
    row = f'(</{p}row>)?<{p}row r="([0-9]{{1,7}})"({_ATTRIBUTES}) ?(/?)>'
    formula = f"(<{p}f)({_ATTRIBUTES})(?: ?/>|>([^<]*)</{p}f>)(?:<{p}v>[^<]*</{p}v>|<{p}v ?/>)?"
    inline = f'<{p}is><{p}t(?: xml:space="preserve")?>([^<]*)</{p}t></{p}is>'
    content = f"<{p}v>([^<]*)</{p}v>|{formula}|{inline}"
    filled = f'<{p}c {address}(?: s="([0-9]++)")?(?: t="([A-Za-z]++)")?>(?:{content})?</{p}c>'
    blank = f'<{p}c r="[A-Z]{{1,3}}[0-9]++"(?: s="[0-9]++")?+(?: t="[A-Za-z]++")?+ ?/>'
    return re.compile(f"{string}|{row}|(</{p}row>)|{filled}|(?:{blank})++|(.)", re.DOTALL)


_STRING_CELL, _ROW, _ROW_END, _OTHER = 2, 6, 7, 16
_FILLED = tuple(range(8, 16))


class _Scan:
    """Puts cells where they belong, and collects the tags with free attributes: who parses the rest says if they are sound."""

    def __init__(self, prefix: str, cells: Cells) -> None:
        self._prefix, self._cells = prefix, cells
        self._probes: dict[tuple[str, str], None] = {}  # (tag, attributes) of each kind, once

    def read(self, data: str) -> str:
        """The probes: empty elements to be parsed in the place of the cells."""
        row = last = 0  # row: 0 between rows
        put_string, columns = self._cells.put_string, _COLUMNS
        for found in _pattern(self._prefix).finditer(data):
            what = found.lastindex
            if what == _ROW:
                last, row = self._start(found, row, last)
            elif what == _OTHER or not row:
                raise Unfamiliar
            elif what == _ROW_END:
                row = 0
            elif row > MAX_ROWS:
                self._probe("f", found[13] or "")
            elif what == _STRING_CELL:  # the most by far
                letters, text = found.group(1, 2)
                put_string((row, columns.get(letters) or column_number(letters)), text)
            elif what:
                self._put(found, row)
        if row:
            raise Unfamiliar
        self._cells.check_count()
        return "".join(f"<{self._prefix}{tag}{attributes}/>" for tag, attributes in self._probes)

    def _start(self, found: re.Match[str], row: int, last: int) -> tuple[int, int]:
        """(number of the row, the same if it stays open, else 0)"""
        end, text, attributes, closed = found.group(3, 4, 5, 6)
        number = int(text)
        if (end is None) is bool(row) or number <= last:
            raise Unfamiliar
        self._probe('row r="1"', attributes)
        self._cells.check_count()
        return number, 0 if closed else number

    def _put(self, found: re.Match[str], row: int) -> None:
        letters, style, kind, v, f, attributes, formula, inline = found.group(*_FILLED)
        place = row, _COLUMNS.get(letters) or column_number(letters)
        if f:
            self._probe("f", attributes)
            self._cells.put_formula(place, dict(_ATTRIBUTE.findall(attributes)), _resolved(formula or ""))
        elif inline and kind == "inlineStr":
            self._cells.put_value(place, style, "str", _resolved(inline))
        elif v and kind != "inlineStr":
            self._cells.put_value(place, style, kind, _resolved(v))

    def _probe(self, tag: str, attributes: str) -> None:
        if (tag, attributes) not in self._probes:
            if "xmlns" in attributes:
                raise Unfamiliar
            self._probes[tag, attributes] = None


def _resolved(text: str) -> str:
    """With characters for entities. Unfamiliar where one isn't XML's own or names no character of XML."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    number = int(found[2] or found[3] or "0", 10 if found[2] else 16)
    if number not in (9, 10, 13) and not (
        32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    ):
        raise Unfamiliar
    return chr(number)
