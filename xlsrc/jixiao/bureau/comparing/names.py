"""Finding any of many names in a text: one regular expression that shares beginnings, so that ten thousand names cost as one."""

import re
from collections.abc import Iterable, Mapping

from jixiao.values.typed import folded

SHORTEST = 4  # 水务局 alone is any county's, and a partner
_PLACE = re.compile(r"^.{1,6}?[省市县区旗州](?=.{3})")


def one_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest of the names wherever one stands; nothing where there are none."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = tree
        for sign in name:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile(_pattern(tree) if tree else "(?!)")


def _pattern(tree: Mapping[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(sign) + _pattern(below) for sign, below in sorted(tree.items()) if sign]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{inner})?" if "" in tree else inner


def called(unit: str) -> tuple[str, ...]:
    """What a unit is called: its name, and without its county where that is still a name."""
    bare = _PLACE.sub("", unit)
    return (unit, bare) if bare != unit and len(bare) >= SHORTEST else (unit,)


def related(unit: str, other: str) -> bool:
    """Whether one of the names, folded, holds the other: 某县水务局 and 某县水务局(本级), a unit and what belongs to it."""
    one, another = folded(unit), folded(other)
    return one in another or another in one


def by_name(units: Iterable[str]) -> dict[str, str]:
    """Name → unit; a name that several units have is nobody's."""
    found: dict[str, str] = {}
    twice = set()
    for unit in units:
        for name in called(unit):
            if found.setdefault(name, unit) != unit:
                twice.add(name)
    return {name: unit for name, unit in found.items() if name not in twice and len(name) >= SHORTEST}
