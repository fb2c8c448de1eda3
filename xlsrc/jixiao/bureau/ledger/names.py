"""What the sheets of a ledger are called, and the headings that people's words are found by."""

HOME, REGISTER, MISSING, TOTALS = "首页", "登记", "缺报名单", "总表"
INDICATORS, DETAILS = "指标对比", "得分明细"
PROBLEMS, FINDINGS, DIFFERENCES, SUSPICIONS = "问题汇总", "问题明细", "差异", "跨单位疑点"
CHARTS, ROSTER, SETTINGS = "图表", "名册", "设置"
SHEETS = (
    HOME, REGISTER, MISSING, TOTALS, INDICATORS, DETAILS, PROBLEMS, FINDINGS, DIFFERENCES, SUSPICIONS,
    CHARTS, ROSTER, SETTINGS,
)  # fmt: skip

UNIT, STATUS, WHERE, DIGEST = "单位", "状态", "来源", "SHA-256"
TAKEN, NOTE = "选用", "备注"
VERIFIED, MARK = "核实情况", "标记"
ITEM, VALUE = "设置项", "数值"
CONTACT, PHONE, MAIL, DUE, FRAMEWORK = "联系人", "电话", "邮箱", "截止日期", "指标体系"


def note_of_file(where: str) -> str:
    """The mark of a note beside a file that has no digest, since it could not be read."""
    return f"{REGISTER}:{where}"


def note_of_unit(unit: str) -> str:
    """The mark of a note beside a unit without any file."""
    return f"{MISSING}:{unit}"
