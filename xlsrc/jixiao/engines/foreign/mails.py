"""A mail from its bytes, within bounds, or one clear line why not."""

import email
import email.policy
from email.message import EmailMessage

from jixiao.engines.errors import UnusableWorkbook

MOST_PARTS = 2000  # lines that may begin a part: a mail of a whole county's attachments has some hundred
BROKEN_MAIL = "邮件已损坏，附件取不出来。请在邮件软件里打开，把附件另存进文件夹。"
TOO_MANY = "邮件里的附件过多，没有打开。请核对是不是报送件。"
FAILURES = (AttributeError, LookupError, TypeError, ValueError)
"""What the standard library raises on malformed headers and parts, found by the random-damage test."""


def parsed(content: bytes) -> EmailMessage:
    """UnusableWorkbook where it has too many parts or can't be parsed; its parts may still raise FAILURES."""
    if content.count(b"\n--") > MOST_PARTS:
        raise UnusableWorkbook(TOO_MANY)
    try:
        return email.message_from_bytes(content, policy=email.policy.default)
    except FAILURES as error:
        raise UnusableWorkbook(BROKEN_MAIL) from error
