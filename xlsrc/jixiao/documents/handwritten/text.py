"""A report's text with offsets: patterns run over half-width text without blanks, quotations come from the original."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from jixiao import resources

FILE = "报告识别.toml"
BEGINNING = "开头"
OWN = "报告：{}"  # a part of the report that no form asks for
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+\s*[.．、])\s*([^。：:]{2,40})"
)
_STOPS = "。！？"


@cache
def patterns() -> dict[str, Any]:
    """The word lists by section. Broken data is a fault of the installation: TOMLDecodeError."""
    return tomllib.loads(resources.templates("narrative", FILE).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, and the part of the report (an item of 文字材料, or 报告：…) that it belongs to."""

    text: str
    part: str

    @cached_property
    def _map(self) -> tuple[str, tuple[int, ...]]:
        flat, places = [], []
        for place, character in enumerate(self.text):
            for one in unicodedata.normalize("NFKC", character):
                if not one.isspace():
                    flat.append(one)
                    places.append(place)
        return "".join(flat), (*places, len(self.text))

    @property
    def flat(self) -> str:
        """Half-width characters, no blanks."""
        return self._map[0]

    def original(self, start: int, end: int) -> str:
        """The original text of a span of `flat`, without blanks."""
        places = self._map[1]
        return re.sub(r"\s+", "", self.text[places[start] : places[end - 1] + 1]) if end > start else ""

    def sentence(self, start: int) -> str:
        """The sentence around a place of `flat`."""
        at = self._map[1][start]
        begin = max(self.text.rfind(stop, 0, at) for stop in _STOPS) + 1
        ends = [end for stop in _STOPS if (end := self.text.find(stop, at)) >= 0]
        return self.text[begin : min(ends) + 1 if ends else len(self.text)].strip()


def parted(texts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with the part that each belongs to, by the headings of 附件4 (word list `section`)."""
    part, found = OWN.format(BEGINNING), []
    for text in texts:
        heading = _HEADING.match(text)
        named = _part_of(re.sub(r"\s+", "", heading[1])) if heading else _part_led_by(text)
        part = named or part
        found.append(Paragraph(text, part))
    return tuple(found)


def _part_of(heading: str) -> str:
    known = [node for node in patterns()["section"] if node["heading"] in heading]
    return _item(known[0]) if known and len(heading) < len(known[0]["heading"]) + 10 else ""


def _part_led_by(text: str) -> str:
    return next((_item(node) for node in patterns()["lead"] if text.startswith(node["words"])), "")


def _item(node: dict[str, str]) -> str:
    return node["item"] if "item" in node else OWN.format(node["own"])


@cache
def own_titles() -> dict[str, str]:
    """The parts of a report that no form asks for, with their titles."""
    nodes = (*patterns()["section"], *patterns()["lead"])
    return {OWN.format(title): title for title in (BEGINNING, *(node["own"] for node in nodes if "own" in node))}


def without_heading(paragraph: Paragraph) -> str:
    """The paragraph without the heading of its part that it begins with."""
    match = _HEADING.match(paragraph.text)
    if not match or not _part_of(re.sub(r"\s+", "", match[1])):
        return paragraph.text
    return paragraph.text[match.end() :].lstrip("。：: \t")
