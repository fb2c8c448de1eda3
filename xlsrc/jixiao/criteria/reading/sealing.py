"""Words inside 【】 are taken as they are: sealed before a text is read, put back into the rule that comes out."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

R = TypeVar("R")
_QUOTED = re.compile(r"【([^【】]*)】")
_FIRST = 0xE000  # private use: no number, no operator, no punctuation; a text typed in a cell doesn't hold it
_SEAL = re.compile(r"[\ue000-\uf8ff]")


def sealed(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a single sign for each quotation, and the quotations."""
    found: list[str] = []

    def seal(match: re.Match[str]) -> str:
        found.append(match[1])
        return chr(_FIRST + len(found) - 1)

    return _QUOTED.sub(seal, _SEAL.sub("", text)), tuple(found)


def unsealed(value: R, quotations: tuple[str, ...]) -> R:
    """The same text, tuple or dataclass with the quotations in place of their signs."""
    return _put_back(value, quotations) if quotations else value


def _put_back(value: Any, quotations: tuple[str, ...]) -> Any:
    if type(value) is str:
        return _SEAL.sub(lambda match: quotations[ord(match[0]) - _FIRST], value)
    if isinstance(value, tuple):
        return tuple(_put_back(each, quotations) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _put_back(getattr(value, f.name), quotations) for f in fields(value) if f.init}
        )
    return value
