"""绩效指标 after an import: rows keep what was typed into them; where their indicator is gone, they say which it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jixiao.findings import Place
from jixiao.forms.names import ANSWERS
from jixiao.frameworks import Indicator
from jixiao.frameworks.rows import ANSWER_COLUMNS, answer_row
from jixiao.press.blocks import Block, Cell
from jixiao.press.columns import column_blocks, has_columns
from jixiao.press.part_lines import FORMER
from jixiao.snapshot import Body, Record, Snapshot
from jixiao.values.typed import folded

TARGET, NAME = "目标值", "三级指标"
BETWEEN = "："
OTHER_TARGET = "《绩效指标》{cell} 已填目标值“{typed}”，评分表上是“{printed}”，没有改。"


@dataclass
class Answers:
    """Row → its indicator, or the label of a row that is kept without one; what there is to tell.

    `targets`: 编码 → 目标值 of rows that hold nothing else and whose indicator is gone; they are cleared.
    """

    body: Body
    indicators: dict[int, Indicator] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    stayed: int = 0
    told: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """The shown columns of every row, then 目标值 where it is printed and nothing is typed."""
        rows = [self._shown(row) for row in range(self.body.first, self.body.last + 1)]
        yield from column_blocks(self.body, ANSWER_COLUMNS, rows)
        if TARGET in self.body.columns:
            yield from self._targets(self.body.columns[TARGET])

    def _shown(self, row: int) -> list[Cell]:
        if row in self.indicators:
            return list(answer_row(self.indicators[row]).values())
        return [self.kept.get(row), *[None] * (len(ANSWER_COLUMNS) - 1)]

    def _targets(self, column: int) -> Iterator[Block]:
        """One block for each run of rows without a typed 目标值: typed cells are never written."""
        rows = range(self.body.first, self.body.last + 1)
        for typed, run in groupby(rows, key=lambda row: bool(self.typed_target(row))):
            wanted = [(row, self._printed(row)) for row in run]
            changed = [row for row, target in wanted if target or self._stands(row)]
            if changed and not typed:
                cells: list[list[Cell]] = [
                    [target or None] for row, target in wanted if changed[0] <= row <= changed[-1]
                ]
                yield Block(self.body.sheet, changed[0], column, cells)

    def _printed(self, row: int) -> str:
        return self.indicators[row].target if row in self.indicators else ""

    def _stands(self, row: int) -> str:
        record = self.records.get(row)
        return record.entries[TARGET].shown if record and TARGET in record.entries else ""

    def typed_target(self, row: int) -> str:
        """What was typed as 目标值 in a row and stays there."""
        cleared = row in self.records and self.records[row].label in self.targets
        return "" if cleared else self._stands(row)


def answers_after(snapshot: Snapshot, indicators: Sequence[Indicator], former: dict[str, str]) -> Answers | None:
    """The rows as they would be; None where the sheet or its headings are not there. `former`: code → old name."""
    body = snapshot.bodies.get(ANSWERS)
    if body is None or not has_columns(body, ANSWER_COLUMNS):
        return None
    after = Answers(body)
    after.records = {snapshot.places[record.key].row: record for record in snapshot.tables[ANSWERS]}
    typed = {row: record for row, record in after.records.items() if record.is_typed()}
    _match(after, typed, indicators, former)
    placed = {indicator.code for indicator in after.indicators.values()}
    waiting = [indicator for indicator in indicators if indicator.code not in placed]
    free = [row for row in range(body.first, body.last + 1) if row not in {*after.indicators, *after.kept}]
    after.missing = max(0, len(waiting) - len(free))
    after.indicators |= dict(zip(free, waiting, strict=False))
    for row in sorted(after.indicators):
        _tell_target(after, row)
    return after


def _match(after: Answers, typed: dict[int, Record], indicators: Sequence[Indicator], former: dict[str, str]) -> None:
    """By name where only one row and one indicator have it, by name and code where more have; never by code alone:
    another table's A1 is another indicator."""
    names = {row: _name(record, former) for row, record in typed.items()}
    for row, record in typed.items():
        alike = [one for one in indicators if folded(one.name) == folded(names[row])]
        rows = [other for other in typed if folded(names[other]) == folded(names[row])]
        if len(alike) != 1 or len(rows) != 1:
            alike = [one for one in alike if one.code == record.label]
        if alike:
            after.indicators[row] = alike[0]
            after.stayed += 1
        elif not record.is_typed(but=TARGET):
            after.targets[record.label] = record.entries[TARGET].shown
        else:
            after.kept[row] = _former_label(record, names[row], set(after.kept.values()))


def _name(record: Record, former: dict[str, str]) -> str:
    if record.label.startswith(FORMER) and BETWEEN in record.label:
        return record.label.partition(BETWEEN)[2]
    return former.get(record.label) or record.text(NAME)


def _former_label(record: Record, name: str, taken: set[str]) -> str:
    """原A1：预算执行率; so it says what it was once its code is another indicator's."""
    label = record.label if record.label.startswith(FORMER) else f"{FORMER}{record.label}{BETWEEN}{name}"
    number = 2
    found = label
    while found in taken:
        found, number = f"{label}（{number}）", number + 1
    return found


def _tell_target(after: Answers, row: int) -> None:
    typed, printed = after.typed_target(row), after.indicators[row].target
    if printed and typed and folded(typed) != folded(printed):
        cell = Place(after.body.sheet, row, after.body.columns[TARGET]).cell
        after.told.append(OTHER_TARGET.format(cell=cell, typed=typed, printed=printed))
