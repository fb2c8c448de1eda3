"""The zip container: reads single parts within bounds, replaces parts, copies all others byte for byte.

zipfile can't copy an entry without inflating it, and trusts header sizes; hence these few records by hand
(PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16).
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jixiao.engines.errors import UnusableWorkbook

MAX_TOTAL = 300 * 2**20
MAX_UNCHECKED = 50 * 2**20  # below this size the ratio doesn't matter
MAX_RATIO = 200

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_FULL = 0xFFFFFFFF
_STREAMED = 0x8  # flag: sizes follow the data
_ENCRYPTED = 0x1

DAMAGED = "文件不完整或已损坏，无法读取。请打开原文件另存一份；如打不开，请重新下载或重新接收该文件。"
BOMB = "文件解压后异常庞大，为安全起见不予打开。请新建一个文件，把内容复制过去再试。"
PASSWORD = "文件设有打开密码，无法读取。请在 Excel 中取消密码（文件→信息→保护工作簿→用密码进行加密）后另存再试。"
ZIP64 = "文件的压缩格式不受支持。请在 Excel 中打开后另存一份再试。"


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    central: bytes  # its record in the central directory, name, extra and comment included
    start: int  # of the local header
    data: int  # of the compressed bytes
    end: int  # where the next entry or the directory starts
    compressed: int
    size: int
    crc: int
    method: int


class Package:
    """An OPC package in memory. Raises UnusableWorkbook for anything that isn't a sound zip."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._comment, records, directory = _directory(content)
        self._entries = _entries(content, records, directory)
        self._inflated: dict[str, int] = {}
        if sum(entry.size for entry in self._entries.values()) > MAX_TOTAL:
            raise UnusableWorkbook(BOMB)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """In the order of the central directory."""
        return list(self._entries)

    def read(self, name: str, most: int = MAX_TOTAL) -> bytes:
        """The part's bytes as opened, `most` at most. KeyError if absent; never inflates more than the limits allow."""
        entry = self._entries[name]
        raw = self._content[entry.data : entry.data + entry.compressed]
        others = sum(size for other, size in self._inflated.items() if other != name)
        limit = min(max(MAX_UNCHECKED, MAX_RATIO * entry.compressed), MAX_TOTAL - others, most)
        part = _inflate(raw, entry.method, limit)
        if zlib.crc32(part) != entry.crc:
            raise UnusableWorkbook(DAMAGED)
        self._inflated[name] = len(part)
        return part

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The whole file with these existing parts replaced; the source's own bytes if there are none."""
        if not parts:
            return self._content
        out, placed = bytearray(), {}
        for entry in sorted(self._entries.values(), key=lambda entry: entry.start):
            start = len(out)
            placed[entry.name] = self._append(out, entry, parts.get(entry.name)), start
        directory = len(out)
        for name in self._entries:
            record, start = placed[name]
            out += record[:42] + struct.pack("<L", start) + record[46:]
        count = len(self._entries)
        size = len(out) - directory
        out += _END.pack(b"PK\5\6", 0, 0, count, count, size, directory, len(self._comment))
        return bytes(out + self._comment)

    def _append(self, out: bytearray, entry: _Entry, part: bytes | None) -> bytes:
        """Append the entry, as it was if `part` is None; its central record, with the offset still to be set."""
        if part is None:
            out += self._content[entry.start : entry.end]
            return entry.central
        header, record, packed = _repack(entry.central, part)
        out += header + packed
        return record


def _directory(content: bytes) -> tuple[bytes, bytes, int]:
    """(archive comment, central directory, its position)."""
    end = content.rfind(b"PK\5\6", max(0, len(content) - 65557))
    if end < 0 or end + _END.size > len(content):
        raise UnusableWorkbook(DAMAGED)
    _, disk, _, _, count, size, offset, comment = _END.unpack_from(content, end)
    if _FULL in (size, offset) or count == 0xFFFF:
        raise UnusableWorkbook(ZIP64)
    position = end - size
    if disk or position < offset or not count:
        raise UnusableWorkbook(DAMAGED)
    if position != offset:  # bytes before the zip: every offset would need shifting, and Excel refuses it
        raise UnusableWorkbook(DAMAGED)
    start = end + _END.size
    return content[start : start + comment], content[position:end], position


def _entries(content: bytes, directory: bytes, limit: int) -> dict[str, _Entry]:
    records = list(_records(directory))
    starts = sorted(_CENTRAL.unpack_from(record)[16] for record in records)
    following = dict(zip(starts, [*starts[1:], limit], strict=True))
    entries: dict[str, _Entry] = {}
    for record in records:
        entry = _entry(content, record, following)
        if entry.name in entries:
            raise UnusableWorkbook(DAMAGED)
        entries[entry.name] = entry
    if len(following) != len(records):  # two names for one place
        raise UnusableWorkbook(DAMAGED)
    return entries


def _records(directory: bytes) -> Iterable[bytes]:
    position = 0
    while position < len(directory):
        if len(directory) - position < _CENTRAL.size or directory[position : position + 4] != b"PK\1\2":
            raise UnusableWorkbook(DAMAGED)
        lengths = _CENTRAL.unpack_from(directory, position)[10:13]
        record = directory[position : position + _CENTRAL.size + sum(lengths)]
        if len(record) < _CENTRAL.size + sum(lengths):
            raise UnusableWorkbook(DAMAGED)
        yield record
        position += len(record)


def _entry(content: bytes, record: bytes, following: dict[int, int]) -> _Entry:
    fields = _CENTRAL.unpack_from(record)
    flags, method, crc, compressed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    start = fields[16]
    if flags & _ENCRYPTED:
        raise UnusableWorkbook(PASSWORD)
    if _FULL in (compressed, size, start):
        raise UnusableWorkbook(ZIP64)
    data, end = _data_start(content, start), following[start]
    if data + compressed > end:
        raise UnusableWorkbook(DAMAGED)
    name = record[_CENTRAL.size : _CENTRAL.size + fields[10]].decode("utf-8", errors="replace")
    return _Entry(name, record, start, data, end, compressed, size, crc, method)


def _data_start(content: bytes, start: int) -> int:
    if content[start : start + 4] != b"PK\3\4" or start + _LOCAL.size > len(content):
        raise UnusableWorkbook(DAMAGED)
    name, extra = _LOCAL.unpack_from(content, start)[9:11]
    return int(start + _LOCAL.size + name + extra)


def _inflate(raw: bytes, method: int, limit: int) -> bytes:
    if method == 0:
        part = raw
    elif method == 8:
        part = _deflated(raw, limit)
    else:
        raise UnusableWorkbook(ZIP64)
    if len(part) > limit:
        raise UnusableWorkbook(BOMB)
    return part


def _deflated(raw: bytes, limit: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        part = inflater.decompress(raw, limit + 1)
    except zlib.error as error:
        raise UnusableWorkbook(DAMAGED) from error
    if not inflater.eof and len(part) <= limit:
        raise UnusableWorkbook(DAMAGED)
    return part


def _repack(central: bytes, part: bytes) -> tuple[bytes, bytes, bytes]:
    """(local header, central record, compressed bytes) of a changed part; date and attributes stay."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(part) + packer.flush()
    fields = list(_CENTRAL.unpack_from(central))
    name = central[_CENTRAL.size : _CENTRAL.size + fields[10]]
    comment = central[len(central) - fields[12] :] if fields[12] else b""
    fields[3] &= ~_STREAMED
    fields[2], fields[4] = 20, 8
    fields[7:10] = [zlib.crc32(part), len(packed), len(part)]
    fields[11] = 0  # extra fields describe the old bytes
    header = _LOCAL.pack(b"PK\3\4", *fields[2:7], *fields[7:10], len(name), 0) + name
    return header, _CENTRAL.pack(*fields) + name + comment, packed
