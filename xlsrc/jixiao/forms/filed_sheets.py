"""What the sheets of the finished workbook (报送表) are called."""

from jixiao.forms import Form
from jixiao.forms.names import FINDINGS, SCORES, SUMMARY

DATA = "数据表"

FORM_TITLE = "表{} {}"


def form_title(number: int, form: Form) -> str:
    """表1 基本信息."""
    return FORM_TITLE.format(number, form.sheet)


UNUSABLE = "不能用"

UNUSABLE_MARK = f"【{UNUSABLE}】"

NAMES = frozenset({DATA, SCORES, SUMMARY, FINDINGS})
