"""What is inside an archive or a mail: names, contents, dates. Nothing is written; a broken member costs only itself."""

import email.message
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.mails import BROKEN_MAIL, FAILURES, parsed

MOST = 300 * 1024 * 1024  # bytes, of one archive unpacked
MOST_MEMBER = 80 * 1024 * 1024  # of one file in it: it is held in memory twice for a moment
MOST_MEMBERS = 20_000
WHEN = "%Y-%m-%d %H:%M:%S"

BROKEN_ARCHIVE = "不是完整的压缩包，打不开。请报送单位重新压缩、重新发送。"
TOO_LARGE = "解开后超过 300 MB 或文件过多，没有解开。请核对是不是报送件。"
TOO_LARGE_MEMBER = "在压缩包里，解开后超过 80 MB，没有解开。需要的请解压后单独放进文件夹。"
WITH_PASSWORD = "设有密码，解不开。请报送单位去掉密码后重新发送。"
BROKEN_MEMBER = "在压缩包里已损坏，取不出来。请报送单位重新压缩、重新发送。"
NO_ATTACHMENT = "邮件里没有附件。请核对报送单位是不是忘了添加附件，或用网盘链接代替了附件。"
EMPTY_ARCHIVE = "压缩包是空的。请报送单位重新压缩、重新发送。"


@dataclass(frozen=True)
class Held:
    """A file within: its name, its bytes or why there are none, and its date ('' where it has none).

    `mailed`: the date is a mail's, and holds for everything within.
    """

    name: str
    content: bytes = b""
    received: str = ""
    refused: str = ""
    mailed: bool = False


def in_archive(content: bytes) -> Iterator[Held]:
    """The members of a .zip. One Held without a name says why nothing of it could be read."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield Held("", refused=BROKEN_ARCHIVE)
        return
    with package:
        members = [info for info in package.infolist() if not info.is_dir()]
        if not members:
            yield Held("", refused=EMPTY_ARCHIVE)
        elif len(members) > MOST_MEMBERS or sum(info.file_size for info in members) > MOST:
            yield Held("", refused=TOO_LARGE)
        else:
            yield from (_member(package, info) for info in members)


def _member(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Held:
    name, received = _member_name(info), _member_date(info)
    if info.flag_bits & 1:
        return Held(name, b"", received, WITH_PASSWORD)
    if info.file_size > MOST_MEMBER:
        return Held(name, b"", received, TOO_LARGE_MEMBER)
    try:
        with package.open(info) as file:
            content = file.read(info.file_size + 1)  # a member that is longer than it says is damaged
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        return Held(name, b"", received, BROKEN_MEMBER)
    if len(content) != info.file_size:
        return Held(name, b"", received, BROKEN_MEMBER)
    return Held(name, content, received)


def _member_name(info: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so; zipfile then reads them as cp437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return decoded(raw)


def _member_date(info: zipfile.ZipInfo) -> str:
    try:
        return datetime(*info.date_time).strftime(WHEN)
    except ValueError:  # archivers that know no date write zeros
        return ""


def in_mail(content: bytes) -> Iterator[Held]:
    """The attachments of a mail, and of mails attached to it, each with the date of its own mail."""
    try:
        message = parsed(content)
        held = list(_attached(message, _mail_date(message)))
        yield from held or [Held("", received=_mail_date(message), refused=NO_ATTACHMENT)]
    except UnusableWorkbook as error:
        yield Held("", refused=str(error))
    except FAILURES:
        yield Held("", refused=BROKEN_MAIL)


def _attached(message: EmailMessage, received: str) -> Iterator[Held]:
    for number, part in enumerate(message.iter_attachments(), 1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield from _attached(inner, _mail_date(inner) or received)  # type: ignore[arg-type]
        elif part.is_multipart():
            yield from _attached(part, received)
        else:
            payload = part.get_payload(decode=True)
            name = _attachment_name(part) or f"附件{number}"
            yield Held(name, payload if isinstance(payload, bytes) else b"", received)


def _attachment_name(part: EmailMessage) -> str:
    """The name, also where a mail program wrote it as bare GBK or UTF-8 bytes, which no mail should."""
    name = part.get_filename() or ""
    if "\ufffd" not in name:
        return _misread(name)
    bare = email.message.Message()  # of the older kind: it takes header values as they are
    for header, value in part.raw_items():
        if header.lower() in ("content-type", "content-disposition"):
            bare[header] = decoded(str(value).encode("utf-8", "surrogateescape"))
    return str(bare.get_filename() or name)


def _misread(name: str) -> str:
    """A name in which GBK was taken for Latin letters (¼¨Ð§), as some mail programs forward it."""
    try:
        read = name.encode("latin-1").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
    return read if any("\u4e00" <= letter <= "\u9fff" for letter in read) else name


def decoded(raw: bytes) -> str:
    """Chinese text of an unnamed encoding: UTF-8 where it is that, else GBK."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _mail_date(message: EmailMessage) -> str:
    """As the mail says it, in its own time zone."""
    try:
        return parsedate_to_datetime(str(message["Date"])).strftime(WHEN)
    except (TypeError, ValueError):
        return ""
