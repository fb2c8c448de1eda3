"""Score the project sheets (项目支出绩效自评, 财预〔2020〕10号): 预算执行率, then each indicator by its nature.

A nature (定量正向, 定量反向, 定性, and 预算执行率) has a criterion text, which the sheet itself carries; it is read and
scored by jixiao.criteria like any 评分标准. A score typed by hand stays as typed; over a rule's result it needs a reason.
"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from jixiao.criteria import (
    Answer,
    EqualsTarget,
    LessIsBetter,
    Outcome,
    Proportional,
    Rule,
    Status,
    Tiers,
    read_criterion,
    score,
)
from jixiao.evaluation.scoring import measured as measures
from jixiao.evaluation.scoring import project_kinds as kinds
from jixiao.evaluation.scoring.model import ProjectLine, ProjectScore
from jixiao.findings import Finding, Kind
from jixiao.forms.project_sheet import BY_TIER, EXECUTION_NATURE, LESS, MORE, TITLE_MARK
from jixiao.frameworks import Settings
from jixiao.frameworks.project_profile import load_profile
from jixiao.snapshot import Project, ProjectRow, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import half_up, plain
from jixiao.values.words import NOT_APPLICABLE

EXECUTION_NAME = "预算执行率"
Told = list[Finding]


def score_projects(snapshot: Snapshot, settings: Settings) -> tuple[tuple[ProjectScore, ...], tuple[Finding, ...]]:
    """(a result per filled sheet, what kept lines from being scored or needs a reason). Blank sheets don't count."""
    told: Told = []
    return tuple(_Scoring(project, settings, told).result() for project in snapshot.filled_projects), tuple(told)


def project_title(project: Project) -> str:
    """What 校验结果 keeps a project's cells under: its name as typed, which stands in the sheet for the highlights."""
    return f"{TITLE_MARK}{project.entries['项目名称'].raw or ''}"


@lru_cache(maxsize=1024)
def rule_of(criterion: str) -> Rule:
    """The rule of a nature's criterion; Manual where it isn't understood. It names no points, so any weight will do."""
    rule = read_criterion(criterion, Decimal(100)).rule
    return replace(rule, unit="") if isinstance(rule, Proportional) and rule.target is None else rule


class _Scoring:
    """Scores one sheet."""

    def __init__(self, project: Project, settings: Settings, told: Told) -> None:
        self.project, self.settings, self.told = project, settings, told
        self.criteria = {**load_profile().criteria, **project.criteria}

    def result(self) -> ProjectScore:
        """All lines; a total and grade where every line has points and the weights add up to 100."""
        lines = (self._execution(), *(self._indicator(row) for row in self.project.rows))
        scored = ProjectScore(self.project, lines, self.project.number("预算执行率"), None, "")
        points = [line.points for line in lines if line.points is not None]
        if len(points) < len(lines) or scored.full != 100:
            return scored
        total = sum(points, Decimal(0))
        return replace(scored, total=total, grade=self.settings.grade(total))

    def _execution(self) -> ProjectLine:
        project, rate = self.project, self.project.computed["预算执行率"]
        line = ProjectLine(
            project.key("预算执行率"), project.key("预算执行偏差原因"), "", "", EXECUTION_NAME,
            project.number("预算执行分值"), None, project.text("预算执行偏差原因"),
        )  # fmt: skip
        if rate.not_applicable:
            self.told.append(kinds.RATE_NOT_APPLICABLE.at(line.key, name=project.called))
            return replace(line, value=NOT_APPLICABLE)
        if rate.value is None:
            return self._unscored(line, line.key, "全年预算数、全年执行数没有填齐。")
        if line.weight is None:
            return line
        if rate.value > 100 and not line.reason:
            self.told.append(kinds.OVERSPENT.at(line.reason_key, name=project.called, rate=plain(rate.value)))
        answer = Answer(value=rate.value, unit="%", reason=line.reason)
        outcome = score(rule_of(self.criteria[EXECUTION_NATURE]), line.weight, answer)
        line = replace(line, value=f"{rate.value}%", points=outcome.points, process=outcome.process)
        return line if outcome.points is not None else self._unscored(line, line.key, "；".join(outcome.messages))

    def _indicator(self, row: ProjectRow) -> ProjectLine:
        record = row.record
        line = ProjectLine(
            record.key, record.key.at("偏差原因分析及改进措施"), row.level1, row.level2, record.label,
            record.number("分值"), None, record.text("偏差原因分析及改进措施"),
            record.text("年度指标值"), record.text("实际完成值"),
        )  # fmt: skip
        nature = record.text("指标性质")
        if line.weight is None or not nature:
            return line  # required entries: told by the checks on definitions
        typed = record.number("手工评分")
        answer = Answer(tier=record.text("定性档次"), typed=typed, reason=line.reason)
        rule = rule_of(self.criteria[nature])
        if line.value == NOT_APPLICABLE:
            why = "填的是“不适用”，财预〔2020〕10号没有不适用的给分办法，请换一个指标或手工评分并写明原因。"
            return self._by_hand(line, answer, None) if typed is not None else self._unscored(line, line.key, why)
        if nature == BY_TIER:
            return self._judged(line, rule, answer)
        outcome = self._measured(line, nature, rule)
        if typed is not None:
            return self._by_hand(line, answer, outcome.points if outcome else None)
        return replace(line, points=outcome.points, process=outcome.process) if outcome else line

    def _judged(self, line: ProjectLine, rule: Rule, answer: Answer) -> ProjectLine:
        """定性: the score typed, inside the tier chosen."""
        assert line.weight is not None
        if isinstance(rule, Tiers) and not answer.tier:
            return self._unscored(line, line.key.at("定性档次"), "请选定性档次，并在“手工评分”填该档次内的分数。")
        outcome = score(rule, line.weight, answer)
        why = "；".join(outcome.messages)
        if outcome.status is Status.REFUSED:
            self._tell(line, kinds.OUT_OF_RANGE, "手工评分", why=why)
        elif outcome.points is None:
            return self._unscored(line, line.key.at("手工评分"), why)
        return replace(line, points=outcome.points, process=outcome.process)

    def _by_hand(self, line: ProjectLine, answer: Answer, by_rule: Decimal | None) -> ProjectLine:
        """A typed score where a rule gives one too: it stands, within the weight and with a reason."""
        assert line.weight is not None
        assert answer.typed is not None
        points = half_up(answer.typed)
        if not 0 <= points <= line.weight:
            why = f"手工评分 {plain(points)} 分，不在 0 到 {plain(line.weight)} 分之间。"
            self._tell(line, kinds.OUT_OF_RANGE, "手工评分", why=why)
            return line
        if by_rule is not None and by_rule != points and not line.reason:
            self._tell(line, kinds.OVERRIDDEN, "手工评分", typed=plain(points), rule=plain(by_rule))
        return replace(line, points=points, process=f"手工评分{plain(points)}分")

    def _measured(self, line: ProjectLine, nature: str, rule: Rule) -> Outcome | None:
        """定量: reached, full marks; not reached, in proportion. None where the values can't be used."""
        assert line.weight is not None
        target, actual = self._value(line, "年度指标值", line.target), self._value(line, "实际完成值", line.value)
        if target is None or actual is None:
            return None
        if target.side == {MORE: measures.LESS, LESS: measures.MORE}[nature]:
            self._tell(line, kinds.WRONG_SIDE, "年度指标值", text=line.target, nature=nature)
            return None
        if not measures.same_unit(target, actual):
            why = f"的单位与年度指标值“{line.target}”不同"
            self._tell(line, kinds.BAD_VALUE, "实际完成值", column="实际完成值", text=line.value, why=why)
            return None
        unit = target.unit or actual.unit
        answer = Answer(value=actual.number, unit=unit, target=target.number, reason=line.reason)
        outcome = score(_whole_rule(rule, target.number), line.weight, answer)
        if outcome.points is None:
            why = f"：{'；'.join(outcome.messages)}".rstrip("。")
            self._tell(line, kinds.BAD_VALUE, "年度指标值", column="年度指标值", text=line.target, why=why)
        elif nature == MORE and 0 < target.number * self.settings.over_target <= actual.number * 100:
            self._over_target(line)
        return outcome

    def _over_target(self, line: ProjectLine) -> None:
        if not line.reason:
            words = {"actual": line.value, "target": line.target, "share": plain(self.settings.over_target)}
            self._tell(line, kinds.OVER_TARGET, "实际完成值", **words)

    def _value(self, line: ProjectLine, column: str, text: str) -> measures.Measured | None:
        """The number in a cell; a blank one is told by the checks on definitions."""
        measured = measures.read_measured(text) if text else None
        if text and measured is None:
            self._tell(line, kinds.BAD_VALUE, column, column=column, text=text, why="不是一个可以计算的数")
        return measured

    def _unscored(self, line: ProjectLine, key: Key, why: str) -> ProjectLine:
        words = {"name": self.project.called, "indicator": line.name or "本行", "why": why}
        self.told.append(kinds.NOT_SCORED.at(key, **words))
        return line

    def _tell(self, line: ProjectLine, kind: Kind, column: str, /, **words: str) -> None:
        self.told.append(kind.at(line.key.at(column), name=self.project.called, indicator=line.name or "本行", **words))


def _whole_rule(rule: Rule, target: Decimal) -> Rule:
    """Against a target of 0 (安全事故 ≤0起) there is no proportion: kept or not."""
    return EqualsTarget("≤") if isinstance(rule, LessIsBetter) and target == 0 else rule
