"""What a framework is, wherever it comes from: a file of ours, or the sheet 指标体系 of a workbook."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial

from jixiao.criteria import Criterion, FormulaError, read_formula
from jixiao.forms.load import usual
from jixiao.frameworks.confirming import NOTHING, Confirmation, Decided, decide
from jixiao.values.key import NO_KEY, Key

GRADES = ("优", "良", "中", "差")


SETTING_ITEMS = {
    "excellent": "优线",
    "good": "良线",
    "fair": "中线",
    "over_target": "超目标说明线",
    "heaviest": "单项分值上限",
}


@dataclass(frozen=True)
class Settings:
    """Grade bands and thresholds. Defaults: those of the forms (财预〔2020〕10号: 优 ≥ 90, 良 ≥ 80, 中 ≥ 60)."""

    excellent: Decimal = field(default_factory=partial(usual, SETTING_ITEMS["excellent"]))
    good: Decimal = field(default_factory=partial(usual, SETTING_ITEMS["good"]))
    fair: Decimal = field(default_factory=partial(usual, SETTING_ITEMS["fair"]))
    over_target: Decimal = field(default_factory=partial(usual, SETTING_ITEMS["over_target"]))
    heaviest: Decimal = field(default_factory=partial(usual, SETTING_ITEMS["heaviest"]))
    bonus: bool = False

    def grade(self, total: Decimal) -> str:
        """The grade word of a total out of 100."""
        for bound, grade in zip((self.excellent, self.good, self.fair), GRADES, strict=False):
            if total >= bound:
                return grade
        return GRADES[-1]


@dataclass(frozen=True)
class Indicator:
    """A row of the framework. `value` is the 指标值 formula over data items, '' where the clerk gives the value.

    `level3` only where a table has four levels; `target` and `kind` (正向, 反向, 定性, 定量) as the table prints them;
    `confirmation`: 计分规则 and 确认; `proposed_value`: a 指标值 that nobody confirmed.
    """

    code: str
    level1: str
    level2: str
    name: str
    weight: Decimal
    value: str
    criterion_text: str
    basis: str = ""
    reference: str = ""
    key: Key = NO_KEY
    level3: str = ""
    target: str = ""
    kind: str = ""
    confirmation: Confirmation = NOTHING
    proposed_value: str = ""

    @cached_property
    def decided(self) -> Decided:
        """The criterion with what a person confirmed."""
        return decide(self.criterion_text, self.weight, self.confirmation)

    @property
    def about(self) -> str:
        """What its value is, in its own words."""
        return f"{self.name}{self.criterion_text}"

    @cached_property
    def operands(self) -> tuple[Key, ...]:
        """The items, and the columns of lists, that its 指标值 is made of; () where it has none, or one that can't be read."""
        try:
            names = read_formula(self.value).names() if self.value else ()
        except FormulaError:
            return ()
        parts = (name.partition(".") for name in names)
        return tuple(Key(table, 0, column) if column else Key.of(table) for table, _, column in parts)

    @property
    def criterion(self) -> Criterion:
        """How the criterion text was understood, or confirmed."""
        return self.decided.criterion


@dataclass(frozen=True)
class Framework:
    """Indicators in order, with settings."""

    name: str
    indicators: tuple[Indicator, ...]
    settings: Settings = field(default_factory=Settings)
    title: str = ""
    basis: str = ""

    @property
    def counted(self) -> tuple[Indicator, ...]:
        """The indicators that make up the 100: without rules on the total and without 加减分."""
        return tuple(indicator for indicator in self.indicators if not indicator.criterion.rule.outside)

    @property
    def full(self) -> Decimal:
        """The sum of the weights; anything but 100 is an error."""
        return sum((indicator.weight for indicator in self.counted), Decimal(0))

    @property
    def levels(self) -> tuple[str, ...]:
        """The level-1 indicators in order of first appearance."""
        return tuple(dict.fromkeys(indicator.level1 for indicator in self.indicators))
