"""Faults of a framework, found before it is sent out: one small function each, listed at the end.

The same functions serve `jixiao lint` on any source and the button 校验 on the workbook's own sheet 指标体系.
Numbers in codes are lines of the catalogue of checks; T codes are template traps seen in published score tables.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from jixiao.criteria import FormulaError, read_formula, rules, unknown_names
from jixiao.findings import Finding, Kind, Severity
from jixiao.forms import load_forms
from jixiao.frameworks.model import Framework, Indicator
from jixiao.frameworks.names import FormsLookup
from jixiao.values.rounding import plain

WEIGHTS = Kind(
    "E53", Severity.ERROR, "分值合计不是 100", "指标分值合计 {full} 分，应为 100 分；未评出等次。",
    "请在《指标体系》改正分值。", "各级分值之和为 100 分",
)  # fmt: skip
LEVEL_WEIGHTS = Kind(
    "E53", Severity.ERROR, "下级分值之和不等于上级", "“{level}”标明 {stated} 分，下面的指标合计 {sum} 分。",
    "请改正分值或标明的分数。", "下级分值之和＝上级分值",
)  # fmt: skip
CODE_TWICE = Kind("E62", Severity.ERROR, "指标编码重复", "编码 {code} 出现 {count} 次。", "请改成不重复的编码。", "一行一个指标")
NAME_TWICE = Kind(
    "E62", Severity.WARNING, "指标重复", "指标“{name}”在“{level}”下出现 {count} 次。", "请合并，或改名以示区别。", "一行一个指标"
)
HEAVY = Kind(
    "E64", Severity.WARNING, "单个指标分值过大", "{name}分值 {weight} 分，超过 {limit} 分。",
    "请拆成几个指标，或说明理由。", "指标权重应均衡",
)  # fmt: skip
CONTRADICTION = Kind(
    "T01", Severity.ERROR, "评分标准自相矛盾", "{name}的评分标准：{problem}", "请改正评分标准；改正前按手工评分。", "评分标准就是评分规则"
)
NOT_UNDERSTOOD = Kind(
    "T02", Severity.WARNING, "评分标准不能自动评分", "{name}的评分标准看不懂“{words}”，按手工评分。",
    "请改写成规范写法；确需人工评分的，写明“酌情扣分”。", "看不懂的不猜",
)  # fmt: skip
BAD_FORMULA = Kind(
    "T03", Severity.ERROR, "指标值公式不能用", "{name}的指标值公式：{why}", "请改正公式。", "指标值只能用各表的数据项"
)
NO_BASE_YEAR = Kind(
    "T04", Severity.WARNING, "没有写明基期", "{name}与上年比较，口径没有写明基期（上年预算还是上年决算）。",
    "请在“口径”写明，如“与上年决算数比”。", "同一组数据按预算或决算计算，结果不同",
)  # fmt: skip
WRONG_GROUP = Kind(
    "E61", Severity.WARNING, "三级指标放错了组", "{name}放在“{level}”下，名称看更像“{better}”。", "请核对二级指标。", "财预〔2021〕101号"
)
COST_AT_LEAST = Kind(
    "E60", Severity.WARNING, "成本指标写成了越高越好", "{name}是成本、费用类指标，评分标准却以“≥”为好。",
    "请核对方向，成本类指标应为不超过。", "成本指标是反向指标",
)  # fmt: skip
NO_REFERENCE = Kind("T05", Severity.ERROR, "没有依据", "{name}没有写依据。", "请写明出自哪份文件；自定的写“自定”。", "指标须有出处")

_STATED = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]\s*$")
_YEAR_ON_YEAR = re.compile(r"变动率|增长率|增减率|比上年|同比|较上年")
_BASE_YEAR = re.compile(r"上年(决算|预算|执行|实际|结转|年末|同期)|基期")
_COST = re.compile(r"成本|费用|三公|公用经费|支出控制|造价|单价")
_COST_RATE = re.compile(r"执行率|完成率|节约|降低|下降|合规|公开|支付率|支付进度")
_GROUPS = (
    ("满意度", re.compile(r"满意"), "满意度指标"),
    ("时效", re.compile(r"及时|按时|进度|时限"), "时效指标"),
    ("质量", re.compile(r"合格率|达标率|优良率|准确率|支付率"), "质量指标"),
    ("成本", re.compile(r"成本|单价|造价"), "成本指标"),
)
_PLACED = re.compile(r"数量|质量|时效|成本|满意度")


def weights_add_to_100(framework: Framework) -> Iterator[Finding]:
    """E53: never rescaled. Bonus and total rules stand outside the 100."""
    if framework.full != 100 and framework.indicators:
        yield WEIGHTS.at(_at(framework.indicators[0], "分值"), full=plain(framework.full))


def level_weights_are_the_sums_stated(framework: Framework) -> Iterator[Finding]:
    """E53: where a level's name states its points, such as 产出（30分）, its rows add up to them."""
    for level in ("level1", "level2"):
        groups: dict[str, list[Indicator]] = {}
        for indicator in framework.counted:
            above = indicator.level1 if level == "level2" else ""
            groups.setdefault(f"{above}\n{getattr(indicator, level)}", []).append(indicator)
        for name, rows in groups.items():
            yield from _stated(name.split("\n")[1], rows, "一级指标" if level == "level1" else "二级指标")


def _stated(name: str, rows: list[Indicator], column: str) -> Iterator[Finding]:
    stated = _STATED.search(name)
    total = sum((row.weight for row in rows), Decimal(0))
    if stated and Decimal(stated[1]) != total:
        yield LEVEL_WEIGHTS.at(_at(rows[0], column), level=name, stated=stated[1], sum=plain(total))


def codes_are_unique(framework: Framework) -> Iterator[Finding]:
    """E62: the code joins 指标体系 and 绩效指标."""
    counts = Counter(indicator.code for indicator in framework.indicators)
    for indicator in framework.indicators:
        if counts[indicator.code] > 1:
            yield CODE_TWICE.at(_at(indicator), code=indicator.code or "（空）", count=counts[indicator.code])


def names_are_unique(framework: Framework) -> Iterator[Finding]:
    """E62: the same indicator twice in one group (53号 itself has 管理制度健全性 in two groups)."""
    counts = Counter((indicator.level1, indicator.level2, indicator.name) for indicator in framework.indicators)
    seen: set[tuple[str, str, str]] = set()
    for indicator in framework.indicators:
        key = (indicator.level1, indicator.level2, indicator.name)
        if counts[key] > 1 and key in seen:
            level = indicator.level2 or indicator.level1
            yield NAME_TWICE.at(_at(indicator, "三级指标"), name=indicator.name, level=level, count=counts[key])
        seen.add(key)


def no_indicator_carries_too_much(framework: Framework) -> Iterator[Finding]:
    """E64."""
    limit = framework.settings.heaviest
    for indicator in framework.counted:
        if indicator.weight > limit:
            words = {"weight": plain(indicator.weight), "limit": plain(limit)}
            yield HEAVY.at(_at(indicator, "分值"), name=indicator.name, **words)


def criteria_agree_with_themselves(framework: Framework) -> Iterator[Finding]:
    """T01: a full mark other than the 分值, bands with a gap or overlap, an unmatched bracket."""
    for indicator in framework.indicators:
        if indicator.criterion.problem:
            yield CONTRADICTION.at(_at(indicator, "评分标准"), name=indicator.name, problem=indicator.criterion.problem)


def criteria_are_understood(framework: Framework) -> Iterator[Finding]:
    """T02: words outside the vocabulary."""
    for indicator in framework.indicators:
        if indicator.criterion.not_understood:
            words = "、".join(indicator.criterion.not_understood)
            yield NOT_UNDERSTOOD.at(_at(indicator, "评分标准"), name=indicator.name, words=words)


def formulas_use_known_items(framework: Framework) -> Iterator[Finding]:
    """T03: a 指标值 formula that can't be read, or an unknown name, with the nearest known ones."""
    lookup = FormsLookup(load_forms())
    for indicator in framework.indicators:
        if indicator.value:
            why = _formula_fault(indicator.value, lookup)
            if why:
                yield BAD_FORMULA.at(_at(indicator, "指标值"), name=indicator.name, why=why)


def _formula_fault(text: str, lookup: FormsLookup) -> str:
    try:
        unknown = unknown_names(read_formula(text), lookup)
    except FormulaError as error:
        return str(error)
    return "；".join(unknown)


def year_on_year_has_its_base(framework: Framework) -> Iterator[Finding]:
    """T04: the same real data gives 98.31 % or 118.23 %, depending on the base."""
    for indicator in framework.indicators:
        compares = isinstance(indicator.criterion.rule, rules.YearOnYear) or _YEAR_ON_YEAR.search(indicator.name)
        told = f"{indicator.basis}{indicator.criterion_text}{indicator.value}"
        if compares and not _BASE_YEAR.search(told):
            yield NO_BASE_YEAR.at(_at(indicator, "口径"), name=indicator.name)


def indicators_stand_in_their_group(framework: Framework) -> Iterator[Finding]:
    """E61: only where the groups are those of 财预〔2021〕101号 (数量, 质量, 时效, 成本, 满意度)."""
    for indicator in framework.indicators:
        placed = _PLACED.search(indicator.level2)
        better = next((group for group, words, group_name in _GROUPS if words.search(indicator.name)), "")
        if placed and better and better not in indicator.level2:
            name = next(group_name for group, _, group_name in _GROUPS if group == better)
            yield WRONG_GROUP.at(_at(indicator, "二级指标"), name=indicator.name, level=indicator.level2, better=name)


def costs_are_not_at_least(framework: Framework) -> Iterator[Finding]:
    """E60: ≥ on a cost indicator."""
    for indicator in framework.indicators:
        if _COST.search(indicator.name) and not _COST_RATE.search(indicator.name) and _at_least(indicator):
            yield COST_AT_LEAST.at(_at(indicator, "评分标准"), name=indicator.name)


def _at_least(indicator: Indicator) -> bool:
    rule = indicator.criterion.rule
    if isinstance(rule, rules.StepDeduction):
        return rule.direction is rules.Direction.UNDER
    if isinstance(rule, rules.EqualsTarget):
        return rule.relation == "≥"
    if isinstance(rule, rules.Bands):
        best = max(rule.bands, key=lambda band: band.points)
        return best.range.high is None and best.range.low is not None
    return False


def every_row_has_its_reference(framework: Framework) -> Iterator[Finding]:
    """T05."""
    for indicator in framework.indicators:
        if not indicator.reference:
            yield NO_REFERENCE.at(_at(indicator, "依据"), name=indicator.name)


def _at(indicator: Indicator, column: str = "") -> str:
    return f"{indicator.key}.{column}" if column else indicator.key


LINTS: tuple[Callable[[Framework], Iterable[Finding]], ...] = (
    weights_add_to_100,
    level_weights_are_the_sums_stated,
    codes_are_unique,
    names_are_unique,
    no_indicator_carries_too_much,
    criteria_agree_with_themselves,
    criteria_are_understood,
    formulas_use_known_items,
    year_on_year_has_its_base,
    indicators_stand_in_their_group,
    costs_are_not_at_least,
    every_row_has_its_reference,
)


def lint(framework: Framework) -> tuple[Finding, ...]:
    """Every fault of a framework."""
    return tuple(finding for check in LINTS for finding in check(framework))
