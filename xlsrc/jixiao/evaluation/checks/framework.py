"""E. Faults of a framework, found before it is sent out (checks 53, 60, 61, 62, 64; T: template traps).

The same functions serve `jixiao lint` on any source and the button 校验 on the workbook's own sheet 指标体系.
T codes are traps seen in published score tables.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from jixiao.criteria import FormulaError, YearOnYear, read_formula, unknown_names
from jixiao.evaluation.checks.wording import wording
from jixiao.findings import Finding, kind_of
from jixiao.forms import load_forms
from jixiao.frameworks.model import Framework, Indicator
from jixiao.frameworks.names import FormsLookup
from jixiao.frameworks.rows import CONFIRMATION, RULE
from jixiao.frameworks.status import why_open
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.typed import folded

WEIGHTS = kind_of("E53")
LEVEL_WEIGHTS = kind_of("E68")
CODE_TWICE = kind_of("E69")
NAME_TWICE = kind_of("E62")
HEAVY = kind_of("E64")
CONTRADICTION = kind_of("T01")
NOT_UNDERSTOOD = kind_of("T02")
PROPOSED = kind_of("T06")
NUMBERS_LEFT = kind_of("T07")
NOT_BOUND = kind_of("T08")
OWN_RULE = kind_of("T09")
BAD_FORMULA = kind_of("T03")
NO_BASE_YEAR = kind_of("T04")
MISPLACED = kind_of("E61")
MORE_ON_COST = kind_of("E60")
NO_REFERENCE = kind_of("T05")

_STATED = re.compile(r"\((?:满分|分值|权重|共|合计)?:?(\d{1,3}(?:\.\d+)?)[分%]?\)$|(?<=[^\d.(])(\d{1,3}(?:\.\d+)?)分$")
_YEAR_ON_YEAR = re.compile(r"变动率|增长率|增减率|比上年|同比|较上年")
_BASE_YEAR = re.compile(r"上年(决算|预算|执行|实际|结转|年末|同期)|基期")


def weights_add_to_100(framework: Framework) -> Iterator[Finding]:
    """E53: never rescaled. Bonus and total rules stand outside the 100."""
    if framework.full != 100 and framework.indicators:
        yield WEIGHTS.at(_at(framework.indicators[0], "分值"), full=plain(framework.full))


def level_weights_are_the_sums_stated(framework: Framework) -> Iterator[Finding]:
    """E68: where a level's name states its points (产出（30分）, on any of its rows), its rows add up to them."""
    for level, column in (("level1", "一级指标"), ("level2", "二级指标")):
        groups: dict[tuple[str, str], list[Indicator]] = {}
        for indicator in framework.counted:
            above = _bare(indicator.level1) if level == "level2" else ""
            groups.setdefault((above, _bare(getattr(indicator, level))), []).append(indicator)
        for rows in groups.values():
            total = sum((row.weight for row in rows), Decimal(0))
            for name, row in {getattr(row, level): row for row in reversed(rows)}.items():
                stated = _stated(name)
                if stated is not None and stated != total:
                    yield LEVEL_WEIGHTS.at(_at(row, column), level=name, stated=plain(stated), sum=plain(total))


def _stated(level: str) -> Decimal | None:
    """30 of 产出（30分）, 产出（分值：30）, 产出（30%）, 产出 30分; None where the name states no points."""
    match = _STATED.search(folded(level))
    return Decimal(match[1] or match[2]) if match else None


def _bare(level: str) -> str:
    return _STATED.sub("", folded(level))


def codes_are_unique(framework: Framework) -> Iterator[Finding]:
    """E69: the code joins 指标体系 and 绩效指标."""
    counts = Counter(indicator.code for indicator in framework.indicators)
    for indicator in framework.indicators:
        if indicator.code and counts[indicator.code] > 1:
            yield CODE_TWICE.at(_at(indicator), code=indicator.code, count=counts[indicator.code])


def indicators_are_unique(framework: Framework) -> Iterator[Finding]:
    """E62: the same name twice under one level-2 indicator (53号 has 管理制度健全性 under two)."""
    counts = Counter((i.level1, i.level2, folded(i.name)) for i in framework.indicators)
    for i in framework.indicators:
        count = counts[i.level1, i.level2, folded(i.name)]
        if count > 1:
            yield NAME_TWICE.at(_at(i, "三级指标"), name=i.name, count=count)


def no_indicator_carries_too_much(framework: Framework) -> Iterator[Finding]:
    """E64."""
    limit = framework.settings.heaviest
    for indicator in framework.counted:
        if indicator.weight > limit:
            words = {"weight": plain(indicator.weight), "limit": plain(limit)}
            yield HEAVY.at(_at(indicator, "分值"), name=indicator.name, **words)


def criteria_agree_with_themselves(framework: Framework) -> Iterator[Finding]:
    """T01: a full mark other than the 分值, bands with a gap or overlap, an unmatched bracket."""
    for indicator in _undecided(framework):
        if indicator.criterion.problem:
            yield CONTRADICTION.at(_at(indicator, "评分标准"), name=indicator.name, problem=indicator.criterion.problem)


def criteria_are_understood(framework: Framework) -> Iterator[Finding]:
    """T02: words outside the vocabulary."""
    for indicator in _undecided(framework):
        if indicator.criterion.not_understood:
            words = "、".join(indicator.criterion.not_understood)
            yield NOT_UNDERSTOOD.at(_at(indicator, "评分标准"), name=indicator.name, words=words)


def _undecided(framework: Framework) -> Iterator[Indicator]:
    """The indicators whose criterion nobody has decided about: what is wrong with its text matters."""
    return (indicator for indicator in framework.indicators if indicator.criterion.chosen is None)


def readings_are_settled(framework: Framework) -> Iterator[Finding]:
    """T06: a reading that a person has to look at first."""
    for indicator in framework.indicators:
        yield from reading_is_settled(indicator, "评分标准")


def reading_is_settled(indicator: Indicator, column: str = CONFIRMATION) -> Iterator[Finding]:
    """T06 of one indicator, at a column of its row."""
    why = why_open(indicator)
    if why:
        yield PROPOSED.at(_at(indicator, column), name=indicator.name, why=why)


def confirmed_rules_use_all_numbers(framework: Framework) -> Iterator[Finding]:
    """T07: a person may leave a number out on purpose; by mistake it costs points."""
    for indicator in framework.indicators:
        if indicator.decided.left:
            left = "、".join(indicator.decided.left)
            yield NUMBERS_LEFT.at(_at(indicator, RULE), name=indicator.name, numbers=left)


def confirmed_rules_are_readings_of_their_text(framework: Framework) -> Iterator[Finding]:
    """T09: words of a person's own are fine where the text can't be read; beside readings they may be of an old text."""
    for indicator in framework.indicators:
        if indicator.decided.own and not indicator.decided.left:
            yield OWN_RULE.at(_at(indicator, RULE), name=indicator.name)


def proposed_formulas_are_confirmed(framework: Framework) -> Iterator[Finding]:
    """T08: a 取数公式 that the indicator's name suggests; until confirmed the value is typed."""
    for indicator in framework.indicators:
        if indicator.proposed_value:
            yield NOT_BOUND.at(_at(indicator, "指标值"), name=indicator.name, formula=indicator.proposed_value)


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
        compares = isinstance(indicator.criterion.rule, YearOnYear) or _YEAR_ON_YEAR.search(indicator.name)
        told = f"{indicator.basis}{indicator.criterion_text}{indicator.value}"
        if compares and not _BASE_YEAR.search(told):
            yield NO_BASE_YEAR.at(_at(indicator, "口径"), name=indicator.name)


def indicators_fit_their_level(framework: Framework) -> Iterator[Finding]:
    """E61: where level 2 is one of the standard names (财预〔2020〕10号)."""
    fit = wording()["fit"]
    for indicator in framework.indicators:
        if indicator.level2 in fit["standard"]:
            for rule in fit["rule"]:
                if rule["word"] in indicator.name and not any(word in indicator.level2 for word in rule["level2"]):
                    yield MISPLACED.at(_at(indicator, "二级指标"), name=indicator.name, level2=indicator.level2)


def is_cost(indicator: Indicator) -> bool:
    """Whether less is better by its name or its group."""
    return any(word in indicator.name or word in indicator.level2 for word in wording()["cost"]["words"])


def word_for_more(text: str) -> str:
    """The word that asks for more (≥, 不低于), '' where there is none."""
    return next((word for word in wording()["cost"]["more"] if word in text), "")


def cost_criteria_ask_for_less(framework: Framework) -> Iterator[Finding]:
    """E60: ≥ on a cost indicator."""
    for indicator in framework.indicators:
        word = word_for_more(indicator.criterion_text)
        if word and is_cost(indicator):
            yield MORE_ON_COST.at(_at(indicator, "评分标准"), name=indicator.name, where="评分标准", word=word)


def every_row_has_its_reference(framework: Framework) -> Iterator[Finding]:
    """T05."""
    for indicator in framework.indicators:
        if not indicator.reference:
            yield NO_REFERENCE.at(_at(indicator, "依据"), name=indicator.name)


def _at(indicator: Indicator, column: str = "") -> Key:
    return indicator.key.at(column) if column else indicator.key


FRAMEWORK_CHECKS: tuple[Callable[[Framework], Iterable[Finding]], ...] = (
    weights_add_to_100,
    level_weights_are_the_sums_stated,
    codes_are_unique,
    indicators_are_unique,
    no_indicator_carries_too_much,
    criteria_agree_with_themselves,
    criteria_are_understood,
    confirmed_rules_use_all_numbers,
    confirmed_rules_are_readings_of_their_text,
    proposed_formulas_are_confirmed,
    formulas_use_known_items,
    year_on_year_has_its_base,
    indicators_fit_their_level,
    cost_criteria_ask_for_less,
    every_row_has_its_reference,
)


def framework_findings(framework: Framework) -> tuple[Finding, ...]:
    """Every fault of the framework of a workbook."""
    return tuple(finding for check in FRAMEWORK_CHECKS for finding in check(framework))


def lint(framework: Framework) -> tuple[Finding, ...]:
    """Every fault of a framework that nothing is scored by yet, and what has to be confirmed first."""
    return (*framework_findings(framework), *readings_are_settled(framework))
