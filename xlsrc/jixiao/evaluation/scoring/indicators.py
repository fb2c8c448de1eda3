"""Score each indicator: where its value comes from, what its rule gives, what the clerk decided by hand.

The rule knows points, the caller knows the workbook. A score typed by hand stays as typed; where it differs from
what the rule gives, a reason is due (the checks say so).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from jixiao.criteria import (
    Answer,
    FormulaError,
    Lookup,
    Outcome,
    Result,
    ResultStatus,
    Standing,
    Status,
    TotalCaps,
    answer_typed,
    read_formula,
    score,
    target_number,
    usable_target,
)
from jixiao.criteria import evaluate as evaluate_formula
from jixiao.evaluation.scoring import kinds
from jixiao.evaluation.scoring.blanks import Blanks
from jixiao.evaluation.scoring.model import ScoreLine, answer_cell
from jixiao.findings import Finding
from jixiao.forms.names import ANSWERS, PARTS
from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.parts import ALL_YES, SEPARATOR, Part, asks_checks, parts_of
from jixiao.frameworks.rows import CONFIRMATION
from jixiao.frameworks.status import why_open
from jixiao.snapshot import Record, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import half_up, percent, plain
from jixiao.values.typed import folded
from jixiao.values.words import NOT_APPLICABLE, YES


class BlankPartError(ValueError):
    """Some lines of 逐项填报 are answered, others not yet."""


class LineError(ValueError):
    """A line of 逐项填报 holds what is no answer; `line` counts from 0."""

    def __init__(self, line: int, told: str) -> None:
        super().__init__(told)
        self.line = line


@dataclass(frozen=True)
class Given:
    """What the form gives for one indicator; `parts`: its lines of 逐项填报 in order, where it has any."""

    key: Key
    target: str = ""
    actual: str = ""
    typed: Decimal | None = None
    reason: str = ""
    parts: tuple[Record, ...] = ()
    only_checks: bool = False

    @staticmethod
    def of(record: Record | None, key: Key, parts: tuple[Record, ...] = (), only_checks: bool = False) -> "Given":
        """From the row of 绩效指标 (nothing where it is missing) and the lines of 逐项填报."""
        if record is None:
            return Given(key, parts=parts)
        target, actual = record.text("目标值"), record.text("完成值")
        typed, reason = record.number("手工得分"), record.text("扣分原因")
        return Given(record.key, target, actual, typed, reason, parts, only_checks)

    @property
    def answered(self) -> bool:
        """Whether something stands in a line of 逐项填报."""
        return any(part.text("完成值") for part in self.parts)

    @property
    def all_yes(self) -> bool:
        """全部是 in 完成值, where every line asks for 是 or 否."""
        return folded(self.actual) == ALL_YES and bool(self.parts) and self.only_checks

    @property
    def at(self) -> Key:
        """The cell that a finding about the value names: of several lines the first that is blank, else the first."""
        if self.actual or not self.parts:
            return answer_cell(self.key, "完成值")
        blank = (part for part in self.parts if not part.text("完成值"))
        return next(blank, self.parts[0]).key.at("完成值")

    def value(self) -> str:
        """完成值 as one text, 是,是,否 of the lines; 全部是 stands for as many 是. ValueError where a line is blank or both
        places are filled."""
        whole = SEPARATOR.join([YES] * len(self.parts)) if self.all_yes else self.actual
        if not self.answered:
            return whole
        texts = [part.text("完成值") for part in self.parts]
        if whole and whole != SEPARATOR.join(texts):
            raise ValueError(f"“完成值”填了“{self.actual}”，“逐项填报”里填的是“{SEPARATOR.join(texts)}”，只能留一处")
        blank = "、".join(str(n) for n, text in enumerate(texts, 1) if not text)
        if blank:
            raise BlankPartError(f"“逐项填报”第 {blank} 项还没有填")
        return SEPARATOR.join(texts)


def score_all(
    framework: Framework, snapshot: Snapshot, lookup: Lookup
) -> tuple[tuple[ScoreLine, ...], tuple[Finding, ...]]:
    """One line per indicator, and what kept an indicator from being scored."""
    answers = {record.label: record for record in snapshot.tables[ANSWERS] if record.label}
    lines_of, blanks = partial(part_records, snapshot), Blanks(snapshot)
    findings: list[Finding] = []
    lines = []
    for indicator in framework.indicators:
        given = Given.of(answers.get(indicator.code), indicator.key, lines_of(indicator), asks_checks(indicator))
        line, found = _score_one(indicator, given, lookup, framework, blanks)
        lines.append(line)
        findings.extend(found)
        if indicator.code and indicator.code not in answers:  # without a code: E71
            findings.append(kinds.NO_ROW.at(indicator.key, code=indicator.code, name=indicator.name))
    return tuple(lines), tuple(findings)


def part_records(snapshot: Snapshot, indicator: Indicator) -> tuple[Record, ...]:
    """The lines of 逐项填报 that answer an indicator, in its order; () where one of them is not there, or was
    answered when its criterion asked for something else."""
    parts = parts_of(indicator)
    if not parts:
        return ()
    found = {record.label: record for record in snapshot.tables[PARTS]}
    records = tuple(found[part.code] for part in parts if part.code in found and answers_part(found[part.code], part))
    return records if len(records) == len(parts) else ()


def answers_part(record: Record, part: Part) -> bool:
    """Whether a line stands beside this very 要点, as the program wrote it."""
    shown = record.text("要点")
    return not shown or folded(shown) == folded(part.asked.label)


def _score_one(
    indicator: Indicator, given: Given, lookup: Lookup, framework: Framework, blanks: Blanks
) -> tuple[ScoreLine, list[Finding]]:
    try:
        answer, shown, missing = _answer(indicator, given, lookup)
    except FormulaError as error:
        return _unscored(indicator, given), [kinds.BAD_FORMULA.at(indicator.key, name=indicator.name, why=_open(error))]
    except BlankPartError as error:
        return _unscored(indicator, given), [kinds.NOT_SCORED.at(given.at, name=indicator.name, why=_open(error))]
    except LineError as error:
        at = given.parts[error.line].key.at("完成值")
        return _unscored(indicator, given), [kinds.BAD_ANSWER.at(at, name=indicator.name, why=_open(error))]
    except ValueError as error:
        return _unscored(indicator, given), [kinds.BAD_ANSWER.at(given.at, name=indicator.name, why=_open(error))]
    outcome = score(indicator.criterion, indicator.weight, answer, over_target=framework.settings.over_target)
    if given.typed is not None and not indicator.criterion.rule.by_hand:
        return _overridden(indicator, given, shown, outcome)
    line = ScoreLine(
        indicator, given.target, shown, outcome.points, _reason(given, outcome), outcome.process,
        by_hand=given.typed is not None, key=given.key, dropped=_is_dropped(indicator, outcome),
    )  # fmt: skip
    found = list(_told(indicator, given, outcome))
    return line, [_at_the_blank(finding, indicator, missing, blanks) for finding in found]


def _at_the_blank(finding: Finding, indicator: Indicator, missing: tuple[str, ...], blanks: Blanks) -> Finding:
    """Where an indicator takes its value from cells or a list that nobody filled, these are what is told."""
    if finding.kind is kinds.NOT_SCORED and missing:
        return blanks.figures(indicator, missing) or finding
    if finding.kind is kinds.NOT_APPLICABLE:
        return blanks.rows(indicator) or finding
    return finding


def _answer(indicator: Indicator, given: Given, lookup: Lookup) -> tuple[Answer, str, tuple[str, ...]]:
    """The rule's input, the value as 评分表 shows it, the items that its formula would need."""
    if indicator.value:
        usable_target(indicator.criterion.rule, given.target)
        result = evaluate_formula(read_formula(indicator.value), lookup)
        return _from_result(result, given), _shown(result), result.missing
    shown = given.value()
    _refuse_other_words(indicator, given)
    answer = answer_typed(indicator.about, indicator.criterion.rule, shown, given.target)
    target = _one_target(answer.target, target_number(given.target), given)
    return replace(answer, target=target, typed=given.typed, reason=given.reason), shown, ()


def _refuse_other_words(indicator: Indicator, given: Given) -> None:
    """LineError where a line that takes a word of a list holds another one."""
    if not given.answered:
        return
    for n, (part, record) in enumerate(zip(parts_of(indicator), given.parts, strict=True)):
        text = record.text("完成值")
        if part.asked.kind == "check" and folded(text) not in {*map(folded, part.asked.choices), NOT_APPLICABLE}:
            raise LineError(n, f"第 {n + 1} 项填了“{text}”，{part.asked.filling.replace('填', '只能填', 1)}")


def _one_target(written: Decimal | None, column: Decimal | None, given: Given) -> Decimal | None:
    """12/10 brings its own 目标值; ValueError where the column 目标值 has another one."""
    if written is not None and column is not None and written != column:
        raise ValueError(
            f"完成值“{given.actual}”里的目标值是{plain(written)}，“目标值”一列填的是{plain(column)}，请改成一致"
        )
    return column if written is None else written


def _from_result(result: Result, given: Given) -> Answer:
    return Answer(
        value=result.value,
        unit=result.unit,
        target=target_number(given.target),
        typed=given.typed,
        reason=given.reason,
        not_applicable=result.status is ResultStatus.NOT_APPLICABLE,
        trace=result.trace,
    )


def _shown(result: Result) -> str:
    if result.status is ResultStatus.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if result.value is None:
        return ""
    return percent(result.value) if result.unit == "%" else f"{plain(result.value)}{result.unit}"


def _reason(given: Given, outcome: Outcome) -> str:
    return given.reason or outcome.deduction_reason


def _overridden(indicator: Indicator, given: Given, shown: str, outcome: Outcome) -> tuple[ScoreLine, list[Finding]]:
    """A typed score where the rule gives one too: the typed one stands; over the weight it is refused."""
    assert given.typed is not None
    key = answer_cell(given.key, "手工得分")
    if given.typed > indicator.weight or given.typed < 0:
        words = {"name": indicator.name, "points": plain(given.typed), "weight": plain(indicator.weight)}
        return _unscored(indicator, given), [kinds.OUT_OF_WEIGHT.at(key, **words)]
    points = half_up(given.typed)
    by_rule = "无法自动评分" if outcome.points is None else f"按标准应得{plain(outcome.points)}分"
    process = f"手工评分{plain(points)}分（{by_rule}）"
    found = []
    if outcome.points is not None and points != outcome.points and not given.reason:
        words = {"name": indicator.name, "typed": plain(points), "rule": plain(outcome.points)}
        found.append(kinds.OVERRIDE_WITHOUT_REASON.at(key, **words))
    line = ScoreLine(indicator, given.target, shown, points, _reason(given, outcome), process, True, given.key)
    return line, found


def _unscored(indicator: Indicator, given: Given) -> ScoreLine:
    return ScoreLine(indicator, given.target, given.actual, None, given.reason, "未评分", False, given.key)


def _told(indicator: Indicator, given: Given, outcome: Outcome) -> Iterator[Finding]:
    words = {"name": indicator.name, "why": "；".join(map(_open, outcome.messages))}
    key = given.key if indicator.value else given.at
    if _is_dropped(indicator, outcome) or isinstance(indicator.criterion.rule, TotalCaps):
        return
    if outcome.status is Status.REASON_DUE and not outcome.deduction:
        yield kinds.REASON_DUE.at(answer_cell(given.key, "扣分原因"), indicator.operands, **words)
    elif outcome.status is Status.REFUSED:
        yield kinds.BAD_ANSWER.at(key, **words)
    elif outcome.status is Status.NOT_APPLICABLE:
        yield kinds.NOT_APPLICABLE.at(given.key, name=indicator.name)
    elif outcome.points is None and _is_proposed(indicator, outcome):
        yield _not_confirmed(indicator, outcome)
    elif outcome.points is None:
        at = answer_cell(given.key, "手工得分") if indicator.criterion.rule.by_hand else key
        yield kinds.NOT_SCORED.at(at, indicator.operands, **words)


def _is_proposed(indicator: Indicator, outcome: Outcome) -> bool:
    criterion = indicator.criterion
    proposed = criterion.standing is Standing.PROPOSED and not criterion.settled
    return proposed or outcome.status is Status.UNDECIDED


def _not_confirmed(indicator: Indicator, outcome: Outcome) -> Finding:
    """The one line about a criterion that a person has to decide first."""
    undecided = outcome.status is Status.UNDECIDED
    why = "；".join(map(_open, outcome.messages)) if undecided else why_open(indicator)
    return kinds.NOT_CONFIRMED.at(indicator.key.at(CONFIRMATION), name=indicator.name, why=why)


def _open(sentence: object) -> str:
    """Without its full stop: the finding's own sentence goes on."""
    return str(sentence).rstrip("。")


def _is_dropped(indicator: Indicator, outcome: Outcome) -> bool:
    return outcome.status is Status.NOT_APPLICABLE and indicator.criterion.rule.not_applicable is not None
