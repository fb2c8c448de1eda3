"""上年带入: what a workbook made from last year's began with, one line per cell, until somebody confirms it.

Its form is templates/forms/rollover; only such a workbook has the sheet, so it is none of `load_forms`.
"""

from datetime import date
from decimal import Decimal
from functools import cache

from jixiao import resources
from jixiao.forms.load import load_form
from jixiao.forms.names import CARRIED
from jixiao.forms.spec import CellSpec, Form
from jixiao.values.rounding import plain

ITEM, AT, CONTENT, ORIGIN, CONFIRMED = "项目", "工作表", "带入的内容", "来自上年的", "确认"
MARK = f"带有《{CARRIED}》"  # 首页 says so: a deleted sheet is missed
LONGEST = 60  # characters of a text that are listed


@cache
def load_carried_form() -> Form:
    """The form of the sheet. FormError where its file is wrong."""
    return load_form(resources.templates("forms", "rollover", f"{CARRIED}.toml"))


def content_of(value: Decimal | date | str | None, spec: CellSpec) -> str:
    """A value as the sheet lists it; '' for none. A cell that still gives the same text still holds what was carried.

    Of a long text only the beginning and the length: a change that keeps both is asked to be confirmed once more.
    """
    if isinstance(value, Decimal):
        return plain(value) + "%" * (spec.type == "percent")
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join((value or "").split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…（共 {len(text)} 字）"
