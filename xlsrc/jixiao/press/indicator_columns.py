"""The shown columns of 绩效指标 and 指标体系, kept in step with the framework. Typed cells are never touched."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.forms.names import ANSWERS, FRAMEWORK
from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.guide import understood_as
from jixiao.frameworks.rows import ANSWER_COLUMNS, UNDERSTOOD, answer_row
from jixiao.frameworks.trial import told, try_criterion
from jixiao.press.blocks import Block, Cell
from jixiao.snapshot import Body, Snapshot


def answers_block(snapshot: Snapshot, framework: Framework) -> Block | None:
    """The shown columns of 绩效指标 in step with the framework: texts renewed, missing indicators on free rows.

    A row keeps its code and so its typed cells; None where the table or one of its headings is not there.
    """
    body = snapshot.bodies.get(ANSWERS)
    if body is None or not _side_by_side(body, ANSWER_COLUMNS):
        return None
    at = {snapshot.places[record.key].row: record.label for record in snapshot.tables[ANSWERS]}
    known = {indicator.code: indicator for indicator in framework.indicators}
    missing = (one for one in framework.indicators if one.code and one.code not in at.values())
    rows = [_shown(at.get(row), known, missing) for row in range(body.first, body.last + 1)]
    return Block(body.sheet, body.first, body.columns[ANSWER_COLUMNS[0]], rows)


def understood_block(snapshot: Snapshot, framework: Framework) -> Block | None:
    """识别结果 beside each criterion of 指标体系; None where that column is not there."""
    body = snapshot.bodies.get(FRAMEWORK)
    if body is None or UNDERSTOOD not in body.columns:
        return None
    at = {snapshot.places[indicator.key].row: understood_as(indicator) for indicator in framework.indicators}
    rows = [[at.get(row)] for row in range(body.first, body.last + 1)]
    return Block(body.sheet, body.first, body.columns[UNDERSTOOD], rows)


def trial_block(snapshot: Snapshot) -> Block:
    """试算结果: how the pasted criterion is understood and what the value scores."""
    place = snapshot.place("试算结果")
    weight = snapshot.number("试算分值")
    return Block(place.sheet, place.row, place.column, [[_trial(snapshot, weight)]])


def _trial(snapshot: Snapshot, weight: Decimal | None) -> str:
    text = snapshot.text("试算标准")
    if not text or not weight:
        return "请先填试算标准和试算分值，再按【识别并试算】。"
    return "\n".join(told(try_criterion(text, weight, snapshot.text("试算指标值"))))


def _side_by_side(body: Body, labels: Sequence[str]) -> bool:
    left = body.columns.get(labels[0])
    return left is not None and all(body.columns.get(label) == left + n for n, label in enumerate(labels))


def _shown(code: str | None, known: dict[str, Indicator], missing: Iterator[Indicator]) -> list[Cell]:
    if code is None:
        indicator = next(missing, None)
        return list(answer_row(indicator).values()) if indicator else [None] * len(ANSWER_COLUMNS)
    if code in known:
        return list(answer_row(known[code]).values())
    return [code or None, *[None] * (len(ANSWER_COLUMNS) - 1)]
