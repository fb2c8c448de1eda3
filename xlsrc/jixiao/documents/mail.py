"""An e-mail draft (.eml) and a .zip of the documents. Nothing is sent; the same inputs give the same bytes.

Attachment names are written twice, because mail programs differ: RFC 2047 words in `name=` and `filename=` (Outlook, QQ Mail,
Foxmail), and one unsplit RFC 2231 `filename*=UTF-8''…`. Python's own continuation (`filename*0*=`) shows as "Untitled
attachment" or tcmime.bin there. `X-Unsent: 1` opens as a draft in Outlook.
"""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from jixiao.engines import UnusableWorkbook

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"
_ADDRESS = re.compile(rf"{_ATOM}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_SEPARATORS = re.compile(r"[\s,;，；、]+")
WORD_BYTES = 42  # of UTF-8 in one encoded word: 12 + 56 characters, below the 75 of RFC 2047
LINE = 76
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class Attachment:
    """A document with the name it is to have."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Draft:
    """A letter not yet sent."""

    recipients: tuple[str, ...]
    subject: str
    body: str
    attachments: tuple[Attachment, ...]


def recipients_in(text: str) -> tuple[str, ...]:
    """The addresses in a text, separated by blanks, commas or semicolons. UnusableWorkbook where one is no address."""
    found = tuple(dict.fromkeys(part for part in _SEPARATORS.split(text.strip()) if part))
    wrong = [address for address in found if not _ADDRESS.fullmatch(address)]
    if wrong or not found:
        raise UnusableWorkbook(
            f"收件邮箱“{'、'.join(wrong) or text}”不是邮箱地址。请写成 name@example.com 的样子，多个用分号隔开。"
        )
    return found


def eml(draft: Draft) -> bytes:
    """The draft as a file that opens in a mail program."""
    boundary = _boundary(draft)
    head = [
        "X-Unsent: 1",
        f"To: {(',' + _FOLD).join(draft.recipients)}",
        f"Subject: {_words(draft.subject)}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
    ]
    parts = [_part(["Content-Type: text/plain; charset=utf-8"], _body(draft.body))]
    parts += [_part(_attachment_head(one.name), one.content) for one in draft.attachments]
    sections = "".join(f"--{boundary}\r\n{part}" for part in parts)
    return f"{_CRLF.join(head)}{_CRLF}{_CRLF}{sections}--{boundary}--{_CRLF}".encode("ascii")


_CRLF, _FOLD = "\r\n", "\r\n "


def _boundary(draft: Draft) -> str:
    told = hashlib.sha256(repr((draft.recipients, draft.subject, draft.body)).encode())
    for one in draft.attachments:
        told.update(one.name.encode() + one.content)
    return f"=_jixiao_{told.hexdigest()[:32]}"  # "=_" never occurs in base64


def _body(text: str) -> bytes:
    return "\r\n".join(text.splitlines()).encode() + b"\r\n"


def _part(head: Sequence[str], content: bytes) -> str:
    encoded = base64.b64encode(content).decode("ascii")
    lines = [encoded[n : n + LINE] for n in range(0, len(encoded), LINE)]
    return _CRLF.join([*head, "Content-Transfer-Encoding: base64", "", *lines, ""])


def _attachment_head(name: str) -> list[str]:
    kind = TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    words = _words(name)
    return [
        f'Content-Type: {kind};{_FOLD}name="{words}"',
        f"Content-Disposition: attachment;{_FOLD}filename=\"{words}\";{_FOLD}filename*=UTF-8''{quote(name, safe='')}",
    ]


def _words(text: str) -> str:
    """RFC 2047 words, one per line; plain ASCII stays as it is. A character is never cut in two."""
    text = " ".join(text.split())
    if text.isascii() and '"' not in text and "\\" not in text and len(text) < LINE - 12:
        return text
    pieces, piece = [], ""
    for char in text:
        if len((piece + char).encode()) > WORD_BYTES:
            pieces.append(piece)
            piece = ""
        piece += char
    return _FOLD.join(f"=?UTF-8?B?{base64.b64encode(p.encode()).decode('ascii')}?=" for p in [*pieces, piece])


def zipped(attachments: Sequence[Attachment]) -> bytes:
    """One .zip with UTF-8 names and fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one in attachments:
            info = zipfile.ZipInfo(one.name, ZIP_DATE)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            package.writestr(info, one.content)
    return out.getvalue()
