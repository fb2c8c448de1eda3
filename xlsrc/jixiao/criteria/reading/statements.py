"""The statements one clause of a 评分标准 can make, before they are put together into a rule."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.criteria.reading.marks import (
    Absolute as Absolute,
)
from jixiao.criteria.reading.marks import (
    Atom as Atom,
)
from jixiao.criteria.reading.marks import (
    Between as Between,
)
from jixiao.criteria.reading.marks import (
    ByJudgement as ByJudgement,
)
from jixiao.criteria.reading.marks import (
    Ceiling as Ceiling,
)
from jixiao.criteria.reading.marks import (
    ContradictionError as ContradictionError,
)
from jixiao.criteria.reading.marks import (
    Floor as Floor,
)
from jixiao.criteria.reading.marks import (
    HasSome as HasSome,
)
from jixiao.criteria.reading.marks import (
    Inapplicable as Inapplicable,
)
from jixiao.criteria.reading.marks import (
    InProportion as InProportion,
)
from jixiao.criteria.reading.marks import (
    NotUnderstoodError as NotUnderstoodError,
)
from jixiao.criteria.reading.marks import (
    OfTarget as OfTarget,
)
from jixiao.criteria.reading.marks import (
    Otherwise as Otherwise,
)
from jixiao.criteria.shapes import Direction, NotApplicable, Rounding


@dataclass(frozen=True)
class Edge:
    """A bound of a condition. `included` None: unsaid; `firm` False: 以上/以下, which a neighbour may overrule."""

    value: Decimal
    unit: str = ""
    included: bool | None = None
    firm: bool = True


@dataclass(frozen=True)
class Condition(Atom):
    """The value lies between two edges (None is open)."""

    low: Edge | None
    high: Edge | None
    subject: str = ""


@dataclass(frozen=True)
class Outside(Atom):
    """One condition or the other: below or above a window."""

    first: Condition
    second: Condition


@dataclass(frozen=True)
class AgainstTarget(Atom):
    """The value stands in a relation to the 目标值, or to another figure that takes its place (`other`)."""

    relation: str
    subject: str = ""
    other: str = ""


@dataclass(frozen=True)
class Beyond(Atom):
    """高于的, 低于的: beyond the figure that was named before."""

    relation: str


@dataclass(frozen=True)
class Standard(Atom):
    """以100%为标准."""

    value: Decimal
    unit: str
    subject: str = ""


@dataclass(frozen=True)
class Award(Atom):
    """Points given: `points`, or `share` percent of the weight; `bare` is a 得分 without number, `minus` points lost,
    `further` lost on top of others (再扣5分)."""

    points: Decimal | None = None
    share: Decimal | None = None
    bare: bool = False
    minus: bool = False
    further: bool = False


@dataclass(frozen=True)
class Step(Atom):
    """每超过 `size` 扣 `points`; direction None: 每偏离, or unsaid where `unsigned`."""

    direction: Direction | None
    size: Decimal
    unit: str
    points: Decimal
    unsigned: bool = False


@dataclass(frozen=True)
class Gain(Atom):
    """每满 `size` 得 `points`; `whole`: parts of a step don't count, by its words (满). `name`: what is measured."""

    size: Decimal
    unit: str
    points: Decimal
    whole: bool = False
    name: str = ""


@dataclass(frozen=True)
class Part(Atom):
    """How a part of a step counts; size None: not said."""

    rounding: Rounding
    size: Decimal | None = None


@dataclass(frozen=True)
class PartOpens(Atom):
    """不足1个百分点的, still waiting for 按1个百分点计, or nothing but a comparison (不足90%的)."""

    size: Decimal
    unit: str = ""


@dataclass(frozen=True)
class PartAs(Atom):
    """按1个百分点计."""

    size: Decimal


@dataclass(frozen=True)
class Most(Atom):
    """最多扣N分; `doing` is the verb, `partly` says that it bounds a part (此部分)."""

    points: Decimal
    doing: str = ""
    partly: str = ""


@dataclass(frozen=True)
class Occurrence(Atom):
    """每发现1起… 扣N分."""

    event: str
    per: Decimal
    points: Decimal
    lacking: bool


@dataclass(frozen=True)
class Each(Atom):
    """每项得N分; `thing` is what is counted, "" for the points of a list."""

    points: Decimal
    thing: str = ""


@dataclass(frozen=True)
class Total(Atom):
    """本项满分N分: the weight again."""

    points: Decimal


@dataclass(frozen=True)
class Instead(Atom):
    """What is done where it doesn't apply."""

    how: NotApplicable


@dataclass(frozen=True)
class CapAtom(Atom):
    """总分不超过N分."""

    relation: str
    points: Decimal


@dataclass(frozen=True)
class TierAtom(Atom):
    """达到优秀 100%-90%（含）."""

    name: str
    first: Edge
    second: Edge


@dataclass(frozen=True)
class MilestoneAtom(Atom):
    """6月底前下达100%."""

    month: int
    verb: str
    share: Edge


@dataclass(frozen=True)
class VersusLastYear(Atom):
    """结余超过上年."""

    relation: str
    subject: str = ""


@dataclass(frozen=True)
class HasNone(Atom):
    """无结余."""

    subject: str


@dataclass(frozen=True)
class BonusAtom(Atom):
    """每项加N分; `event` is what each of them is."""

    sign: int
    points: Decimal
    per: Decimal = Decimal(1)
    event: str = ""


@dataclass(frozen=True)
class Base(Atom):
    """基础分N分."""

    points: Decimal


@dataclass(frozen=True)
class Heading(Atom):
    """加分项, 减分项."""

    sign: int


@dataclass(frozen=True)
class Score(Atom):
    """得分=… : the right side as written."""

    expression: str


@dataclass(frozen=True)
class Named(Atom):
    """The name of the value standing alone before its rule: 在职人员控制率：…"""

    subject: str


@dataclass(frozen=True)
class Unknown(Atom):
    """Words outside the vocabulary: a description, or not understood."""

    text: str


@dataclass(frozen=True)
class Described(Atom):
    """A description with its points: 制度得到有效执行，1分."""

    text: str
    award: Award
    marked: bool
