"""Word lists of the checks on texts: templates/narrative, loaded once; data, so that a bureau can change them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from jixiao import resources
from jixiao.values.typed import folded

FILE = "文字校验.toml"
NEVER = r"(?!)"
_SENTENCE = re.compile("[。;!?]")
_CLAUSE = re.compile("[,、:()]")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True)
class Mention:
    """A number that texts mention, and the items one of which it should equal; `unless`: it is of a part only."""

    label: str
    pattern: re.Pattern[str]
    items: tuple[str, ...]
    unless: re.Pattern[str]

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where a folded text says the number of the whole unit: nothing but neutral words before it in its clause."""
        for match in self.pattern.finditer(text):
            sentence = _SENTENCE.split(text[: match.start()])[-1]
            if neutral().fullmatch(_CLAUSE.split(sentence)[-1]) and not self.unless.search(sentence):
                yield match


@cache
def wording() -> dict[str, Any]:
    """The word lists by section. Broken data is a fault of the installation: KeyError or TOMLDecodeError."""
    return tomllib.loads(resources.templates("narrative", FILE).read_text(encoding="utf-8"))


@cache
def mentions() -> tuple[Mention, ...]:
    """Every number that texts may mention."""
    return tuple(
        Mention(n["label"], re.compile(n["pattern"]), tuple(n["items"]), re.compile(n.get("unless", NEVER)))
        for n in wording()["number"]
    )


@cache
def neutral() -> re.Pattern[str]:
    """What may stand before a number that is the whole unit's: 本单位, 本年, 现有 …, in any order."""
    return re.compile(f"(?>{'|'.join(wording()['whole']['neutral'])})*+")  # atomic: no text makes it slow


def about_itself(text: str, unit: str, year: int | None) -> str:
    """A text folded, its own unit and year said as 本单位 and 本年."""
    flat = folded(text)
    named = flat.replace(folded(unit), "本单位") if unit else flat
    return re.sub(rf"(?<!\d){year}年", "本年", named) if year else named


@cache
def placeholders() -> re.Pattern[str]:
    """What was left of a template: XX, 请填写, empty brackets."""
    return re.compile("|".join(wording()["placeholder"]["patterns"]))


def number_in(text: str) -> Decimal | None:
    """12, 1,234.50 or 十二 as a number; None for anything else."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return _chinese(text)


def _chinese(text: str) -> Decimal | None:
    """一 to 九十九; None for anything else."""
    if not text:
        return None
    tens, ten, ones = text.rpartition("十")
    if any(character not in _DIGITS for character in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    high = (_DIGITS[tens] if tens else 1) if ten else 0
    return Decimal(high * 10 + (_DIGITS[ones] if ones else 0))


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing: 无。"""
    return text.strip("。.！!；; \n") in wording()["words"]["nothing"]


def points_listed(text: str) -> int:
    """How many points a text lists: numbered lines, else 一是…二是…, else 1; 0 where it says nothing."""
    if not text or is_nothing(text):
        return 0
    words = wording()["words"]
    return max(len(re.findall(words["numbered"], text)), len(re.findall(words["inline"], text)), 1)
