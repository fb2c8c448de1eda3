"""The framework that travels in the workbook: the sheet 指标体系 as a Framework. An edited sheet is what scores."""

from decimal import Decimal

from jixiao.forms.names import FRAMEWORK
from jixiao.frameworks import Framework, Indicator, Settings
from jixiao.frameworks.confirming import Confirmation, parted
from jixiao.frameworks.model import SETTING_ITEMS
from jixiao.frameworks.rows import CONFIRMATION, RULE
from jixiao.snapshot import Record, Snapshot
from jixiao.values.words import YES


def framework_of(snapshot: Snapshot) -> Framework:
    """Every filled row with a weight and a criterion; what is missing there is told by the checks."""
    rows = [_indicator(record) for record in snapshot.tables[FRAMEWORK] if record.number("分值") is not None]
    return Framework(snapshot.text("体系名称"), tuple(rows), _settings(snapshot))


def _indicator(record: Record) -> Indicator:
    value, proposed = parted(record.text("指标值"))
    return Indicator(
        code=record.label,
        level1=record.text("一级指标"),
        level2=record.text("二级指标"),
        name=record.text("三级指标"),
        weight=record.number("分值") or Decimal(0),
        value=value,
        proposed_value=proposed,
        criterion_text=record.text("评分标准"),
        basis=record.text("口径"),
        reference=record.text("依据"),
        key=record.key,
        confirmation=Confirmation(record.text(RULE), record.text(CONFIRMATION)),
    )


def _settings(snapshot: Snapshot) -> Settings:
    given = {key: snapshot.number(item) for key, item in SETTING_ITEMS.items()}
    return Settings(**{key: value for key, value in given.items() if value is not None}, bonus=_bonus(snapshot))


def _bonus(snapshot: Snapshot) -> bool:
    return snapshot.text("加减分计入总分") == YES
