"""What a form gives for one indicator, and what scoring gives back."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class Answer:
    """The inputs of one indicator; only those that its rule asks for are used.

    value: the 指标值; a rate in percent points (103.9 means 103.9 %). unit: "%", "万元", …; "" is taken as the rule's.
    target: 目标值. last: 上年值. checks: 是/否/不适用 per point. count: occurrences. reached, total: items.
    values: one value per alternative (二者择一) or per date (时间节点). tier: the grade picked. typed: a score by
    hand. trace: how the value came about, already rendered (在职14 ÷ 编制16 = 87.50%). parts: an answer per part of
    a composed rule.
    """

    value: Decimal | None = None
    unit: str = ""
    target: Decimal | None = None
    last: Decimal | None = None
    checks: tuple[str, ...] = ()
    count: int | None = None
    reached: int | None = None
    total: int | None = None
    values: tuple[Decimal | None, ...] = ()
    tier: str = ""
    typed: Decimal | None = None
    reason: str = ""
    not_applicable: bool = False
    trace: str = ""
    parts: tuple["Answer", ...] = ()


class Status(StrEnum):
    """How scoring ended."""

    SCORED = "scored"
    UNDECIDED = "undecided"  # what the text leaves open changes the points: a person has to confirm a reading
    MANUAL_NEEDED = "manual-needed"  # a score, tier or check has yet to be typed
    NOT_APPLICABLE = "not-applicable"  # no points; the caller rescales or shares, never full marks by itself
    REFUSED = "refused"  # what was typed can't be: see messages
    MISSING = "missing"  # a value is blank: no points
    REASON_DUE = "reason-due"  # points are given, but a reason has yet to be written


@dataclass(frozen=True)
class Outcome:
    """points and deduction have 2 decimals; process is one line a reviewer can follow; messages are for the clerk."""

    points: Decimal | None
    status: Status
    process: str = ""
    deduction: Decimal | None = None
    deduction_reason: str = ""
    messages: tuple[str, ...] = ()
