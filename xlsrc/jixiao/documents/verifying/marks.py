"""What a document says about itself: the printed 核对码 and the mark of a draft. Compared apart from its text."""

import re
from collections.abc import Iterator
from pathlib import Path

from jixiao.documents.report.context import UNFINISHED, WITH_ERRORS
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.reference import Reference
from jixiao.evaluation.fingerprint import LABEL, SHORT, short

_CODE = re.compile(rf"({LABEL})[\s:：]*([0-9a-f]{{{SHORT},64}})")
_MARK = re.compile(
    "|".join(r"\s*".join(map(re.escape, mark.split())) for mark in (UNFINISHED, WITH_ERRORS)).replace(r"\{\}", r"(\d+)")
)


def without_marks(text: str) -> str:
    """The text without codes and marks of a draft."""
    return _MARK.sub("", _CODE.sub("", text))


def marks_as_such(text: str) -> str:
    """The text with codes and marks of a draft as what they are, whatever they say."""
    return _MARK.sub("〔草稿标记〕", _CODE.sub(rf"〔{LABEL}〕", text))


def is_marked(text: str) -> bool:
    """Whether it is marked as a draft."""
    return bool(_MARK.search(text))


def mark_differences(path: Path, found: str, expected: str, reference: Reference) -> Iterator[Difference]:
    """The mark above every page of a draft: that it is there, and how many errors it tells, where that is known."""
    marks, wanted = ({one[1]: one[0] for one in _MARK.finditer(text)} for text in (found, expected))
    if wanted and reference.errors:
        wanted = {str(reference.errors): WITH_ERRORS.format(reference.errors)}
    if bool(marks) == bool(wanted) and (reference.errors is None or marks.keys() == wanted.keys()):
        return
    yield Difference(path.name, "草稿标记", "、".join(marks.values()), "、".join(wanted.values()))


def code_differences(path: Path, text: str, reference: Reference) -> Iterator[Difference]:
    """Fingerprints printed in a document."""
    wanted = reference.submission.fingerprint
    for label, code in dict.fromkeys(_CODE.findall(text)):
        if not wanted.startswith(code):
            yield Difference(path.name, f"印在文中的{label}", code, short(wanted))
