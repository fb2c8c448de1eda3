"""Workbooks as they arrive: in a .zip (names in UTF-8, or GBK without saying so), in an e-mail, in an e-mail within one."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage, Message
from email.utils import format_datetime

CHINA = timezone(timedelta(hours=8))
SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
STYLES = ("rfc2231", "rfc2047", "rfc2047-gbk", "raw-gbk")
NAME = "attachment-name-{:03d}"


@dataclass(frozen=True)
class Packed:
    """A file in a container."""

    name: str
    content: bytes
    when: datetime


def zipped(files: Sequence[Packed], gbk: bool = False) -> bytes:
    """A .zip. `gbk`: names as Chinese Windows' own 压缩文件夹 and old WinRAR write them, without the UTF-8 flag."""
    out, held = io.BytesIO(), [(one, _held(one.name) if gbk else one.name) for one in files]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one, name in held:
            info = zipfile.ZipInfo(name, one.when.timetuple()[:6])
            info.create_system, info.compress_type = 0, zipfile.ZIP_STORED
            package.writestr(info, one.content)
    content = out.getvalue()
    for one, name in held if gbk else ():
        content = _renamed(content, name, one.name.encode("gbk"))
    return content


def _held(name: str) -> str:
    """ASCII of the length that the name has in GBK; zipfile itself can't write another encoding."""
    encoded = name.encode("gbk")
    return hashlib.sha512(encoded).hexdigest().ljust(len(encoded), "~")[: len(encoded)]


def _renamed(content: bytes, held: str, name: bytes) -> bytes:
    found = content.count(held.encode())
    if found != 2:  # the local header and the directory
        raise ValueError(f"{name.decode('gbk')}: {found} places")
    return content.replace(held.encode(), name)


def mail(
    subject: str, sender: str, when: datetime, files: Sequence[Packed], style: str = STYLES[0], forwarded: bytes = b""
) -> bytes:
    """An e-mail with attachments, their names written in one of STYLES; `forwarded`: a mail that it carries along."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"{sender}@example.com", "czj@example.com", subject
    message["Date"] = format_datetime(when.replace(tzinfo=CHINA))
    message.set_content(f"{subject}，请查收。\n")
    for n, one in enumerate(files):
        message.add_attachment(one.content, *SHEET, filename=one.name if style == STYLES[0] else NAME.format(n))
    if forwarded:
        message.add_attachment(_parsed(forwarded))
    _bounded(message, subject)
    content = message.as_bytes()
    for n, one in enumerate(files if style != STYLES[0] else ()):
        content = content.replace(f'"{NAME.format(n)}"'.encode(), b'"' + _words(one.name, style) + b'"')
    return content


def _parsed(content: bytes) -> Message:
    from email import message_from_bytes, policy

    return message_from_bytes(content, policy=policy.default)


def _bounded(message: Message, salt: str) -> None:
    """Boundaries that don't change from run to run."""
    for n, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            part.set_boundary(f"=_{hashlib.sha256(f'{salt} {n}'.encode()).hexdigest()[:32]}")


def _words(name: str, style: str) -> bytes:
    """RFC 2047 words where RFC 2231 was due, as Outlook and Foxmail write them; or bare GBK, as old webmail does."""
    if style == "raw-gbk":
        return name.encode("gbk")
    charset = {"rfc2047": "utf-8", "rfc2047-gbk": "gbk"}[style]
    words = [name[n : n + 12] for n in range(0, len(name), 12)]
    return b"\n ".join(b"=?%s?B?%s?=" % (charset.encode(), base64.b64encode(word.encode(charset))) for word in words)
