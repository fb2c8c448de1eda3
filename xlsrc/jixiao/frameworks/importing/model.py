"""What importing a score table gives: the framework, and an account of every cell of the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from jixiao.findings import Finding, Place
from jixiao.frameworks.model import Framework
from jixiao.values.key import Key


class Use(StrEnum):
    """What became of a cell; each non-empty one has exactly one."""

    HEADING = "表头"
    FIELD = "指标"
    TOTAL = "合计"
    NOTE = "说明"
    LEFT = "未导入"


class Role(StrEnum):
    """What a column is, in the words a clerk reads."""

    SERIAL = "序号"
    CODE = "编码"
    LEVEL = "上级指标"
    NAME = "指标名称"
    WEIGHT = "分值"
    CRITERION = "评分标准"
    DEFINITION = "指标解释"
    ELEMENTS = "评价要点"
    TARGET = "目标值"
    UNIT = "计量单位"
    KIND = "指标性质"
    REFERENCE = "依据"
    REMARK = "备注"
    EVIDENCE = "佐证资料"
    ACTUAL = "完成值"
    SCORE = "得分"
    REASON = "扣分原因"
    OWNER = "责任单位"
    UNKNOWN = "不认识"


@dataclass(frozen=True)
class Left:
    """A cell that was not imported, and why."""

    place: Place
    text: str
    why: str


@dataclass(frozen=True)
class Note:
    """A sentence below (or inside) the table that belongs to it."""

    place: Place
    text: str


@dataclass(frozen=True)
class ColumnRole:
    """What a column was taken for, and the reason in words."""

    place: Place
    heading: str
    role: Role
    level: int
    reason: str


@dataclass(frozen=True)
class Imported:
    """A framework with the place of each of its cells (its key, and that of each column).

    From a bureau's table also: the total it prints, its notes, what each column was taken for, where each field of
    each indicator comes from (key → field → cells), what became of each cell, and what to look at.
    """

    framework: Framework
    places: Mapping[Key, Place]
    total: Decimal | None = None
    notes: tuple[Note, ...] = ()
    columns: tuple[ColumnRole, ...] = ()
    sources: Mapping[Key, Mapping[str, tuple[Place, ...]]] = field(default_factory=dict)
    account: Mapping[Place, Use] = field(default_factory=dict)
    not_imported: tuple[Left, ...] = ()
    findings: tuple[Finding, ...] = ()
