"""Files of 佐证材料清单 that go along in the .zip: read from beside the workbook, each with its size and digits."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from jixiao.documents.mail import Attachment
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import Evaluation
from jixiao.evaluation.evidence import DIGITS, Material, Packed, with_packed
from jixiao.forms.filed_sheets import PACKING
from jixiao.forms.names import EVIDENCE
from jixiao.press.beside import place_of
from jixiao.snapshot import Snapshot
from jixiao.values.words import YES

MEGABYTE = 1024 * 1024
MOST_FILE, MOST_WHOLE = 20 * MEGABYTE, 50 * MEGABYTE  # what mail of Chinese offices carries at most
PREFIX = f"{EVIDENCE}/"
TOO_LARGE = "佐证材料【{file}】有 {size} MB，超过 {most} MB，没有写任何文件。请压缩它，或在《佐证材料》把“打包佐证材料”改成“否”。"
TOO_MUCH = (
    "佐证材料共 {size} MB，超过 {most} MB，没有写任何文件。请减少文件，或在《佐证材料》把“打包佐证材料”改成“否”。"
)
UNREADABLE = "佐证材料【{file}】读不出来：{why}。没有写任何文件，请关闭打开它的程序再试。"
Contents = Mapping[str, bytes]
"""By the file's name in the list."""


def asked_for(snapshot: Snapshot) -> bool:
    """Whether somebody chose 是 in 打包佐证材料."""
    return PACKING in snapshot.entries and snapshot.text(PACKING) == YES


def contents_beside(home: Path, listed: Iterable[Material]) -> Contents:
    """The listed files that are there. UnusableWorkbook where one is too large, all of them are, or one can't be read."""
    names = dict.fromkeys(one.file for one in listed if one.file)
    places = {name: place for name in names if (place := place_of(home, name))}
    try:
        sizes = {name: place.stat().st_size for name, place in places.items()}
        for name, size in sizes.items():
            if size > MOST_FILE:
                raise UnusableWorkbook(TOO_LARGE.format(file=name, size=_megabytes(size), most=MOST_FILE // MEGABYTE))
        if sum(sizes.values()) > MOST_WHOLE:
            whole = _megabytes(sum(sizes.values()))
            raise UnusableWorkbook(TOO_MUCH.format(size=whole, most=MOST_WHOLE // MEGABYTE))
        return {name: place.read_bytes() for name, place in places.items()}
    except OSError as error:
        name = Path(str(error.filename)).name
        raise UnusableWorkbook(UNREADABLE.format(file=name, why=error.strerror)) from error


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def digest_of(content: bytes) -> str:
    """The digits of a file that stand in the finished workbook's list."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def packed_in(evaluation: Evaluation, contents: Contents) -> Evaluation:
    """The evaluation whose list says what goes along."""
    packed = {name: Packed(len(content), digest_of(content)) for name, content in contents.items()}
    return replace(evaluation, evidence=tuple(with_packed(evaluation.evidence, packed)))


def attachments(contents: Contents) -> tuple[Attachment, ...]:
    """The files as they lie in the .zip."""
    return tuple(Attachment(PREFIX + name, content) for name, content in contents.items())
