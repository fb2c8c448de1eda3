"""A mail draft against the letter as it should be, a .zip against what should be in it: subject, body, names.

What is attached is verified as the documents they are. To whom and when a letter goes is its writer's affair.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path, PurePath

from lxml import etree, html

from jixiao.documents.evidence import PREFIX, contents_beside, digest_of, packed_in
from jixiao.documents.finished.result_sheets import DRAFT
from jixiao.documents.finished.submission import Submission
from jixiao.documents.mail import Attachment, Draft
from jixiao.documents.outbox import letter, names
from jixiao.documents.verifying.difference import Difference, Sort
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.texts import all_text
from jixiao.documents.verifying.weighing import hiding, weigh
from jixiao.documents.verifying.word.aligning import differing
from jixiao.documents.verifying.word.reading import Piece
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file.opening import naming, read_bytes
from jixiao.engines.foreign.mails import BROKEN_MAIL, FAILURES, parsed

BROKEN = "【{}】不是完整的压缩包。请重新导出。"
SUBJECT, BODY, ATTACHED, INSIDE = "主题", "邮件正文", "附件", "压缩包里的文件"
BODIES = {"text/plain": BODY, "text/html": "邮件正文（网页格式）"}
ANOTHER = "message/rfc822"
MISSING = "（没有）"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_UNSEEN = ("head", "style", "script", "title")


@dataclass(frozen=True)
class _Mail:
    """Its subject, the names of its attachments, and (kind, text) of every other part."""

    subject: str
    attached: list[str]
    parts: list[tuple[str, str]]


def mail_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """Subject, every form of the body, names of the attachments. UnusableWorkbook where it is no mail."""
    mail = _read(path)
    due = _letter(reference, [mail.subject, *mail.attached])
    unit = (due.unit,)
    if mail.subject != due.draft.subject:
        sort = weigh(mail.subject, due.draft.subject, unit)
        yield Difference(path.name, SUBJECT, mail.subject, due.draft.subject, sort)
    expected = list(_lines(due.draft.body))
    for kind, text in mail.parts:
        if kind == ANOTHER:
            yield Difference(path.name, "附带的另一封邮件", text or kind, MISSING, hiding(text))
        elif kind in BODIES:
            said = _shown(text) if kind == "text/html" else text
            yield from differing(path.name, BODIES[kind], expected, list(_lines(said)), unit)
        else:
            yield Difference(path.name, "邮件里多出的内容", kind, MISSING, Sort.WORDS)
    if not any(kind in BODIES for kind, _ in mail.parts):
        yield Difference(path.name, BODY, "", due.draft.body, Sort.FIGURE)
    yield from _names(path, ATTACHED, mail.attached, [one.name for one in due.draft.attachments], unit)


def zip_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """The names of what is in a .zip, and every file of 佐证材料 in it. UnusableWorkbook where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            names = [info.filename for info in package.infolist() if not info.is_dir()]
            held = [name for name in names if not name.startswith(PREFIX)]
            evidence = {name: package.read(name) for name in names if name.startswith(PREFIX)}
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnusableWorkbook(BROKEN.format(path.name)) from error
    due = _letter(reference, held)
    yield from _names(path, INSIDE, held, [one.name for one in due.draft.attachments], (due.unit,))
    yield from _evidence(path, evidence, reference)


def _evidence(path: Path, held: Mapping[str, bytes], reference: Reference) -> Iterator[Difference]:
    """Packed files: as the list of the finished workbook says, or as they lie beside the working one, where any are packed."""
    listed = reference.submission.evaluation.evidence
    if reference.filed is None and held:
        listed = packed_in(
            reference.submission.evaluation, contents_beside(reference.path.absolute().parent, listed)
        ).evidence
    due = {PREFIX + one.file: one.packed.digest for one in listed if one.packed}
    found = {name: digest_of(content) for name, content in held.items()}
    for name in sorted(due.keys() | found.keys()):
        if due.get(name) != found.get(name):
            said, wanted = (f"校验码 {one}" if one else MISSING for one in (found.get(name), due.get(name)))
            yield Difference(path.name, f"{INSIDE} {name}", said, wanted, Sort.WORDS)


class _Due:
    """The letter that should have been written for a submission."""

    def __init__(self, submission: Submission) -> None:
        self.unit = submission.evaluation.unit
        self.draft: Draft = letter(submission, (), [Attachment(name, b"") for name in names(submission)])


def _letter(reference: Reference, said: Iterable[str]) -> _Due:
    """A draft where the reference is one; where that isn't known, where the carrier says so."""
    marked = any(DRAFT in text for text in said)
    draft = marked if reference.draft is None else reference.draft
    return _Due(replace(reference.submission, draft=draft))


def _names(
    path: Path, place: str, found: Iterable[str], expected: Iterable[str], unit: tuple[str, ...]
) -> Iterator[Difference]:
    """Names that are missing or too many; those of one kind of file are told side by side."""
    held, due = Counter(PurePath(name).name for name in found), Counter(expected)
    missing, more = list((due - held).elements()), list((held - due).elements())
    for name in missing:
        other = next((one for one in more if PurePath(one).suffix.lower() == PurePath(name).suffix), None)
        if other is None:
            yield Difference(path.name, place, MISSING, name, Sort.WORDS)
        else:
            more.remove(other)
            yield Difference(path.name, place, other, name, weigh(other, name, unit))
    for name in more:
        yield Difference(path.name, f"{place}（多出）", name, MISSING, Sort.WORDS)


def _lines(text: str) -> Iterator[Piece]:
    """The lines that say something, however they are indented."""
    said = [" ".join(line.split()) for line in text.splitlines()]
    for number, line in enumerate((line for line in said if line), 1):
        yield Piece(f"第{number}行", line)


def _read(path: Path) -> _Mail:
    with naming(path):
        try:
            message = parsed(read_bytes(path))
            parts = list(_parts(message))
            attached = [name for part in parts if (name := part.get_filename())]
            others = [(part.get_content_type(), _text(part)) for part in parts if not part.get_filename()]
            return _Mail(str(message.get("Subject", "")), attached, others)
        except FAILURES as error:
            raise UnusableWorkbook(BROKEN_MAIL) from error


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """What it is made of; another mail inside is one part."""
    if not message.is_multipart() or message.get_content_type() == ANOTHER:
        yield message
        return
    for one in message.iter_parts():
        if isinstance(one, EmailMessage):
            yield from _parts(one)


def _text(part: EmailMessage) -> str:
    """What a part says. A text in an unknown encoding is read as far as it goes."""
    if part.is_multipart():
        return "\n".join(_text(one) for one in part.iter_parts() if isinstance(one, EmailMessage))
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _shown(page: str) -> str:
    """The text of a page that is seen, a line for each block."""
    try:
        tree = html.fromstring(re.sub(r"<\?xml[^>]*\?>", "", page))
    except etree.ParserError:  # nothing in it
        return ""
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    for one in list(tree.iter()):
        if _HIDDEN.search(str(one.get("style", ""))):
            one.text = ""
            del one[:]
    for one in tree.iter("br", "p", "div", "tr", "li", "h1", "h2", "h3"):
        one.tail = "\n" + (one.tail or "")
    return all_text(tree)
