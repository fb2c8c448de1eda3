"""What the sheets of the workbook are called. `load_forms` refuses forms whose names are not these.

A list that has a sheet of its own has its name, as the table of a Snapshot too.
"""

from collections.abc import Iterable

BASICS, STAFF, INCOME, EXPENDITURE, SPENDING = "基本信息", "人员情况", "收入预算", "支出预算", "三公及资产"
PROJECTS, TASKS, ANSWERS, TEXTS = "重点项目", "重点工作", "绩效指标", "文字材料"
EVIDENCE, EVIDENCE_LIST = "佐证材料", "佐证材料清单"  # a sheet, which is also the folder beside the workbook; its list
YEARS = "历年情况"  # a sheet and its list
PARTS = "逐项填报"  # a list on the sheet 绩效指标
FRAMEWORK, CHECK_SETTINGS = "指标体系", "校验设置"
ENTRY_SHEETS = (
    BASICS, STAFF, INCOME, EXPENDITURE, SPENDING, PROJECTS, TASKS, ANSWERS, TEXTS, FRAMEWORK, CHECK_SETTINGS, EVIDENCE, YEARS
)  # fmt: skip
TABLES = (PROJECTS, TASKS, ANSWERS, FRAMEWORK)
BUREAU_SHEETS = (FRAMEWORK, CHECK_SETTINGS)  # set by the bureau, which may hide them

HOME, SCORES, SUMMARY, FINDINGS = "首页", "评分表", "汇总", "校验结果"
OUTPUT_SHEETS = (HOME, SCORES, SUMMARY, FINDINGS)
GUIDE = "填报说明"  # drawn when the workbook is built; never read, never written
PASTED, IMPORTED = "粘贴评分表", "导入结果"  # a bureau's table as it is, and what became of it; nothing of it is filed
OFFICES, CONFLICTS, SOURCES = "分工", "合并冲突", "来源"  # who fills what, what a merge asks, who said what
UNIT_TEXTS = "下属单位文字"  # what subordinate units wrote, to be taken from by hand
OFFICE_SHEETS = (OFFICES, CONFLICTS, SOURCES, UNIT_TEXTS)  # hidden until somebody hands out
WORKING_SHEETS = (GUIDE, PASTED, IMPORTED, *OFFICE_SHEETS)  # hold no entries: no press reads them
PART_MARK = "分册信息"  # a hidden sheet: the workbook is a part for one office
UNIT_SUMS = "下属单位汇总"  # what the department's figures were summed from; hidden until somebody sums
CARRIED = "上年带入"  # only in a workbook made from last year's
PROJECT_SHEETS = "项目自评"  # 项目自评1, 项目自评2 …

SHEETS = (*ENTRY_SHEETS, *OUTPUT_SHEETS, *WORKING_SHEETS, UNIT_SUMS, CARRIED)

REGISTER, ROSTER, MISSING = "登记", "名册", "缺报名单"  # of the bureau's ledger (绩效自评台账), which has a 首页 too
LEDGER_MARKS = frozenset({REGISTER, ROSTER})


def is_ledger(sheets: Iterable[str]) -> bool:
    """Whether a workbook with these sheets is the bureau's ledger."""
    return set(sheets) >= LEDGER_MARKS
