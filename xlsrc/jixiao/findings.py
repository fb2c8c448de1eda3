"""Findings: what is wrong, where, why, and what to do. The catalogue is the set of declared kinds.

A check declares its `Kind` once (code, severity, title, wording, remedy, basis) and returns `kind.at(key, …)`.
A finding knows the *key* of the entry it speaks of, never a cell; `located` adds sheet and cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from string import Formatter

from jixiao.values.address import a1
from jixiao.values.key import Key


class Severity(IntEnum):
    """How bad: ERROR blocks the submission, WARNING needs a reason or a tick, HINT only tells."""

    ERROR = 0
    WARNING = 1
    HINT = 2

    @property
    def label(self) -> str:
        """The word a clerk reads: 错误, 提醒, 提示."""
        return ("错误", "提醒", "提示")[self]


@dataclass(frozen=True)
class Place:
    """Where an entry stands: sheet name, row and column from 1 (0, 0: the sheet as a whole)."""

    sheet: str
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """'C12', or '' for a whole sheet."""
        return a1(self.row, self.column) if self.row else ""


@dataclass(frozen=True)
class Finding:
    """One thing to mend. `key` names the entry; `place` is known once `located`.

    `answer` is what a clerk wrote beside it (处理说明); `outdated`: it was written for another content of the cell.
    `mark` says, in the workbook, what the answer was written for.
    """

    kind: "Kind"
    key: Key
    wrong: str
    place: Place = Place("")
    answer: str = ""
    outdated: bool = False
    mark: str = ""

    @property
    def is_answered(self) -> bool:
        """A warning or hint that was explained, for what the cell now holds; an error can't be explained away."""
        return bool(self.answer) and not self.outdated and self.kind.severity is not Severity.ERROR

    @property
    def message(self) -> str:
        """The whole message: 【表】格 what is wrong. What to do."""
        where = f"【{self.place.sheet}】{self.place.cell} " if self.place.sheet else ""
        return f"{where}{self.wrong}{self.kind.remedy}"


@dataclass(frozen=True)
class Kind:
    """A catalogue entry. `wording` has {names} that `at` fills; `basis` is the rule (文号 or 勾稽关系)."""

    code: str
    severity: Severity
    title: str
    wording: str
    remedy: str
    basis: str = ""
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found = frozenset(name for _, name, _, _ in Formatter().parse(self.wording) if name)
        object.__setattr__(self, "names", found)

    def at(self, key: Key | str, **words: object) -> Finding:
        """A finding of this kind on the entry `key` (a text: an item by its name). TypeError where the words are not those of the wording."""
        if set(words) != self.names:
            raise TypeError(f"{self.code}: wording takes {sorted(self.names)}, got {sorted(words)}")
        return Finding(self, Key.of(key), self.wording.format(**words))


def located(findings: Iterable[Finding], places: Mapping[Key, Place]) -> tuple[Finding, ...]:
    """The findings with their sheet and cell, errors first, then by sheet order and cell."""
    order = {place.sheet: rank for rank, place in reversed(list(enumerate(places.values())))}
    placed = [f if f.place.sheet else replace(f, place=places[f.key]) for f in findings]

    def rank(finding: Finding) -> tuple[int, int, int, int, str]:
        place = finding.place
        return finding.kind.severity, order.get(place.sheet, -1), place.row, place.column, finding.kind.code

    return tuple(sorted(placed, key=rank))
