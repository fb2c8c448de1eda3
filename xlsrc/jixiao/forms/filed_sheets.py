"""What the sheets of the finished workbook (报送表) are called."""

from collections.abc import Mapping, Sequence

from jixiao.forms import Form, Section
from jixiao.forms.names import FINDINGS, SCORES, SUMMARY

DATA = "数据表"

FORM_TITLE = "表{} {}"


def form_title(number: int, form: Form) -> str:
    """表1 基本信息."""
    return FORM_TITLE.format(number, form.sheet)


UNUSABLE = "不能用"

UNUSABLE_MARK = f"【{UNUSABLE}】"

QUESTIONS = ("有没有下属单位", "有没有政府性基金", "有没有三公经费", "有没有政府采购", "有没有重点项目")
"""What 基本信息 begins with: their answers stand in the figures that are filed, as zeros."""
PACKING = "打包佐证材料"
USUAL_TEXTS = "程序性文字"
SCRATCH = frozenset({"试算标准", "试算分值", "试算指标值", "试算结果", "收件邮箱", PACKING, USUAL_TEXTS, *QUESTIONS})
"""Typed, but no part of what is filed."""


LATER_SIGNERS = frozenset({"审核人", "单位负责人"})
"""Asked for since template 2026.4: a finished workbook of before has no section for them."""


def filed_items(section: Section) -> tuple[str, ...]:
    """The fields of a section that are filed."""
    return tuple(item for item in section.items if item not in SCRATCH)


def is_filed(section: Section) -> bool:
    """Whether a section is more than a scratch pad or a help with filling."""
    return section.kind != "fields" or any(item not in SCRATCH for item in section.items)


def is_left_out(form: Form, tables: Mapping[str, Sequence[object]]) -> bool:
    """Whether a form stays at home whole: an optional one in which nothing is listed."""
    return form.optional and not any(tables.get(section.item) for section in form.sections)


NAMES = frozenset({DATA, SCORES, SUMMARY, FINDINGS})
