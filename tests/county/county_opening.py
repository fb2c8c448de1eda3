"""Take a file out of wherever the account says that it lies, by the standard library only."""

import io
import zipfile
from email import message_from_bytes, policy

from county_account import Account


def taken_out(account: Account, at: tuple[str, ...]) -> bytes:
    """The bytes of a file wherever it lies, by standard means only."""
    content = (account.folder / at[0]).read_bytes()
    for step in at[1:]:
        content = _from_zip(content, step) if content.startswith(b"PK") else _from_mail(content)
    return content


def _from_zip(content: bytes, step: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if step in package.namelist():
            return package.read(step)
    with zipfile.ZipFile(io.BytesIO(content), metadata_encoding="gbk") as package:
        return package.read(step)


def _from_mail(content: bytes) -> bytes:
    (part,) = message_from_bytes(content, policy=policy.default).iter_attachments()  # a made mail has one
    if part.get_content_type() == "message/rfc822":
        return part.get_content().as_bytes()
    return part.get_content()
