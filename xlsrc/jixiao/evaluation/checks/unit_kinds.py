"""F. Words of another kind of unit (check 78): 工会会员 in an agriculture bureau. The kinds are templates/narrative/单位类别.toml.

A false alarm costs trust: nothing is told where the unit's name doesn't say what kind it is, or where the work of both
kinds overlaps (`shared`); one telling word is enough in an indicator, a text needs several, or the other unit speaking of itself.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from jixiao import resources
from jixiao.evaluation.checks.common import texts_of
from jixiao.evaluation.checks.wording import NEVER
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import FRAMEWORK
from jixiao.snapshot import Snapshot
from jixiao.values.key import Key
from jixiao.values.typed import folded

FILE = "单位类别.toml"
OTHER_KIND = kind_of("F78")
_INDICATOR_CELLS = ("三级指标", "评分标准")


@dataclass(frozen=True)
class UnitKind:
    """What units of a kind are called, and their telling words; `everyone`: phrases that any unit writes."""

    name: str
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    broad: bool = False

    def is_of(self, unit: str) -> bool:
        """Whether the unit's own name tells that it is of this kind."""
        return any(sign in unit for sign in (*self.names, *self.marks))

    @cached_property
    def signs(self) -> frozenset[str]:
        """Words of which a text has to hold one before anything is told."""
        return frozenset((*self.names, *self.words, *self.indicators))

    def in_indicator(self, text: str) -> list[str]:
        """The telling words of a name or criterion."""
        return self._told(text, (*self.words, *self.indicators))

    def in_text(self, text: str) -> list[str]:
        """The telling words of a text: several, or the other unit speaking of itself."""
        named = [name for name in self.names if name in text]
        spoken = [f"{name}{tail}" for name in named for tail in self_tails() if f"{name}{tail}" in text]
        words = self._told(text, self.words)
        return [*spoken, *words] if spoken or len(words) >= _data()["least"] else []

    def _told(self, text: str, words: tuple[str, ...]) -> list[str]:
        if not any(map(text.__contains__, words)):
            return []
        bare = text
        for phrase in self.everyone:
            bare = bare.replace(phrase, "\n")
        found = [word for word in words if word in (text if any(one in word for one in self.everyone) else bare)]
        return [word for word in found if not any(word in other for other in found if other != word)]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.templates("narrative", FILE).read_text(encoding="utf-8"))


@cache
def unit_kinds() -> tuple[UnitKind, ...]:
    """Every kind. Broken data is a fault of the installation: TypeError or TOMLDecodeError."""
    nodes: list[dict[str, Any]] = _data()["kind"]
    rows: list[dict[str, Any]] = [{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()} for one in nodes]
    return tuple(UnitKind(**row) for row in rows)


@cache
def self_tails() -> tuple[str, ...]:
    """What units write behind their own name: 某局 + 主要职责."""
    return tuple(_data()["self"])


def kinds_of(unit: str) -> tuple[UnitKind, ...]:
    """The kinds that the unit's name tells; none for a township, an office of the government or a name not known."""
    return tuple(kind for kind in unit_kinds() if kind.is_of(folded(unit)))


def other_kinds(unit: str) -> tuple[UnitKind, ...]:
    """The kinds whose words are strange in this unit; none where its own kind isn't known."""
    own = {kind.name for kind in kinds_of(unit)}
    return tuple(kind for kind in unit_kinds() if own and not own & {kind.name, *kind.shared})


@lru_cache(maxsize=64)
def _signs(kinds: frozenset[str]) -> re.Pattern[str]:
    """One pattern for the words of many kinds: nearly every text holds none of them."""
    words = frozenset[str]().union(*(kind.signs for kind in unit_kinds() if kind.name in kinds))
    return re.compile("|".join(map(re.escape, sorted(words))) or NEVER)


def words_are_of_this_kind_of_unit(snapshot: Snapshot) -> Iterator[Finding]:
    """F78: telling words of a kind that the unit is not of, in indicators and in texts."""
    unit, others = snapshot.unit, other_kinds(snapshot.unit)
    signs = _signs(frozenset(kind.name for kind in others))
    for label, key, text in _indicator_cells(snapshot):
        if signs.search(text):
            yield from _told(label, key, [(kind, kind.in_indicator(text)) for kind in others], unit)
    if not any(kind.broad for kind in kinds_of(unit)):
        for label, key, text in texts_of(snapshot):
            flat = folded(text)
            if signs.search(flat):
                yield from _told(label, key, [(kind, kind.in_text(flat)) for kind in others], unit)


def _indicator_cells(snapshot: Snapshot) -> Iterator[tuple[str, Key, str]]:
    for record in snapshot.tables[FRAMEWORK]:
        for column in _INDICATOR_CELLS:
            yield f"{record.label or '本行'}的{column}", record.key.at(column), folded(record.text(column))


def _told(label: str, key: Key, found: list[tuple[UnitKind, list[str]]], unit: str) -> Iterator[Finding]:
    for kind, words in found:
        if words:
            yield OTHER_KIND.at(key, label=label, words="”“".join(words), kind=kind.name, unit=unit)
