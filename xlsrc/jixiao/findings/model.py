"""What a finding is: a kind of the catalogue, on an entry, at a place. It knows the *key* of the entry; `located` adds
sheet and cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from jixiao.values.address import a1
from jixiao.values.key import Key

_PLACE = "\0"


class Severity(IntEnum):
    """How bad: ERROR blocks the submission, WARNING needs a reason or a tick, HINT only tells."""

    ERROR = 0
    WARNING = 1
    HINT = 2

    @property
    def label(self) -> str:
        """The word a clerk reads: 错误, 提醒, 提示."""
        return ("错误", "提醒", "提示")[self]

    @property
    def asks(self) -> str:
        """What a clerk has to do about it."""
        return ("改正以前不能报送", "核对；确实如此的，在“处理说明”里写明原因", "看看就行")[self]


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
    `mark` says, in the workbook, what the answer was written for. `about`: what else it compares; `lacks`: what is
    still to be filled in, '' where something is. `one_of`: what several of them would be told as, `named` this one there.
    """

    kind: "Kind"
    key: Key
    wrong: str
    place: Place = Place("")
    answer: str = ""
    outdated: bool = False
    mark: str = ""
    about: tuple[Key, ...] = ()
    lacks: str = ""
    one_of: str = ""
    named: str = ""

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
    """An entry of the catalogue; only the catalogue makes them.

    `wording` says what is wrong, with {names} that `at` fills and for which `example` has one value each; `remedy` what
    to do; `basis` is the rule (文号 or 勾稽关系). `settings`: the data items that hold its thresholds. `formerly`: the
    code under which workbooks of older programs list it.

    `lacks` says, in the places of the wording, what is still to be filled in: several of one sheet are told in one line.
    `cause`: other findings that read the same cell may be there only because of it, and are told with it.
    `several`: the wording for those of one sheet that share all words but {label}; {labels} and {count} stand for theirs.
    """

    code: str
    severity: Severity
    title: str
    wording: str
    remedy: str
    basis: str
    example: Mapping[str, str] = field(default_factory=dict, hash=False)
    settings: tuple[str, ...] = ()
    formerly: str = ""
    lacks: str = ""
    cause: bool = False
    several: str = ""

    def at(self, key: Key | str, about: Iterable[Key | str] = (), /, **words: object) -> Finding:
        """A finding of this kind on the entry `key` (a text: an item by its name); `about`: what else it compares.

        TypeError where the words are not those of the wording.
        """
        if words.keys() != self.example.keys():
            raise TypeError(f"{self.code}: wording takes {sorted(self.example)}, got {sorted(words)}")
        others, lacks = tuple(map(Key.of, about)), self.lacks.format(**words)
        found = Finding(self, Key.of(key), self.wording.format(**words), about=others, lacks=lacks)
        if not self.several:
            return found
        shared = self.several.format(**words | {"labels": "{labels}", "count": "{count}"})
        return replace(found, one_of=shared, named=str(words["label"]))

    @property
    def said(self) -> str:
        """What is wrong, in the values of its example."""
        return self.wording.format(**self.example)

    def says(self, wrong: str) -> bool:
        """Whether a finding of this kind could have said so: the fixed words of its wording, in their order."""
        first, *others = self.wording.format(**dict.fromkeys(self.example, _PLACE)).split(_PLACE)
        if not others:
            return wrong == first
        at = len(first)
        for words in others[:-1]:
            at = wrong.find(words, at)
            if at < 0:
                return False
            at += len(words)
        return wrong.startswith(first) and wrong.endswith(others[-1]) and at + len(others[-1]) <= len(wrong)


def located(findings: Iterable[Finding], places: Mapping[Key, Place]) -> tuple[Finding, ...]:
    """The findings with their sheet and cell, in the order of the sheets and of their rows; the worst first in a cell."""
    order = {place.sheet: rank for rank, place in reversed(list(enumerate(places.values())))}
    placed = [f if f.place.sheet else replace(f, place=places[f.key]) for f in findings]

    def rank(finding: Finding) -> tuple[int, int, int, int, str]:
        place = finding.place
        return order.get(place.sheet, -1), place.row, place.column, finding.kind.severity, finding.kind.code

    return tuple(sorted(placed, key=rank))
