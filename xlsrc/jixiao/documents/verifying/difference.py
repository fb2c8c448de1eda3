"""One place where a document says something else than it should, and how grave that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

BLANK = "（空）"
MOST = 60  # characters of one side


class Sort(Enum):
    """How grave a difference is, the gravest first; the value is what a person reads."""

    FIGURE = "数字或结论不同"
    WORDS = "文字不同"
    LOOKS = "只是样子不同"

    @property
    def agrees(self) -> bool:
        """Whether the document still says what it should."""
        return self is Sort.LOOKS


@dataclass(frozen=True)
class Difference:
    """Something that doesn't agree: which file, where in it, what it says, what it should say, how grave that is."""

    file: str
    place: str
    found: str
    expected: str
    sort: Sort = Sort.FIGURE

    @property
    def told(self) -> str:
        """One line for a person."""
        return f"{self.file}　{self.place}：现为 {_clipped(self.found)}，应为 {_clipped(self.expected)}"


def all_agree(differences: Iterable[Difference]) -> bool:
    """Whether nothing but looks differs."""
    return all(one.sort.agrees for one in differences)


def _clipped(text: str) -> str:
    text = text.replace("\n", "⏎") or BLANK
    return text if len(text) <= MOST else f"{text[:MOST]}…"
