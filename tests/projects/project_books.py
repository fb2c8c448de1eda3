"""Workbooks with project sheets, filled as a clerk fills them: by cell, on the sheets as they are handed out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from books import type_into
from jixiao.frameworks import load_framework
from jixiao.frameworks.project_profile import DEFAULT_PROFILE
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped
from packages import rewrite

FIRST, TOTAL, GRADE = 17, 35, 36  # the rows of the first indicator, of 总分 and 等次
COLUMNS = {
    "三级指标": "E", "性质": "F", "指标值": "G", "完成值": "H", "分值": "I", "原因": "K", "档次": "M", "手工": "N",
}  # fmt: skip
HEAD = {
    "项目名称": "D3", "主管部门": "D4", "实施单位": "H4", "预期目标": "C11", "实际完成": "H11", "执行原因": "K6",
    "年初": "E7", "预算": "F7", "执行": "G7",
}  # fmt: skip
GOOD_HEAD = {"主管部门": "市水务局", "实施单位": "市河道管理所", "预期目标": "清淤 12 公里", "实际完成": "清淤 12 公里"}

# every level-1 indicator gets its weight: 50, 30, 10; every target is reached
GOOD_ROWS = """
| 行 | 三级指标     | 性质     | 指标值   | 完成值   | 分值 | 原因 | 档次         | 手工 |
| 17 | 河道清淤长度 | 定量正向 | 12公里   | 12公里   | 15   |      |              |      |
| 20 | 验收合格率   | 定量正向 | ≥98%     | 100%     | 15   |      |              |      |
| 22 | 完工时间     | 定性     | 11月底前 | 10月底   | 10   |      | 达成年度指标 | 10   |
| 24 | 单位成本     | 定量反向 | ≤3万元   | 2.9万元  | 10   |      |              |      |
| 28 | 受益人口     | 定量正向 | 2000人   | 2100人   | 15   |      |              |      |
| 31 | 管护机制     | 定性     | 健全     | 健全     | 15   |      | 达成年度指标 | 15   |
| 33 | 群众满意度   | 定量正向 | ≥90%     | 95.5%    | 10   |      |              |      |
"""


def table(text: str) -> list[dict[str, str]]:
    """A table in a test: header row, then rows; cells are trimmed."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def project(
    sheet: str, name: str, rows: str = GOOD_ROWS, figures: Sequence[object] = (80, 100, 93.4), **head: object
) -> dict[tuple[str, str], object]:
    """(sheet, cell) → what is typed: `figures` are 年初, 全年预算, 全年执行 of 本年财政拨款; `head` by HEAD's names."""
    entries = {**GOOD_HEAD, "项目名称": name, "执行原因": "部分工程款按合同在次年支付", **head}
    entries |= dict(zip(("年初", "预算", "执行"), figures, strict=True))
    typed = {(sheet, HEAD[label]): value for label, value in entries.items() if value not in ("", None)}
    for row in table(rows):
        for label, column in COLUMNS.items():
            if row.get(label):
                value: object = float(row[label]) if label in ("分值", "手工") else row[label]
                typed[sheet, f"{column}{row['行']}"] = value
    return typed


def listed(*projects: Sequence[object]) -> dict[tuple[str, str], object]:
    """Rows of 重点项目: (名称, 年初, 调整, 执行[, 项目自评得分])."""
    columns = ("B", "C", "D", "F", "H")
    return {
        ("重点项目", f"{column}{6 + n}"): value
        for n, one in enumerate(projects)
        for column, value in zip(columns, one, strict=False)
    }


def workbook(
    path: Path, *typed: Mapping[tuple[str, str], object], sheets: int = 3, profile: str = DEFAULT_PROFILE
) -> Path:
    """A new workbook with so many project sheets, in which `typed` was typed."""
    path.write_bytes(new_workbook(load_framework(), {}, project_as_shipped(), sheets, profile, hide_projects=False))
    type_into(path, {cell: value for changes in typed for cell, value in changes.items()}, path)
    return path


def rename_sheet(path: Path, old: str, new: str) -> None:
    """As a copy made in Excel is called: 项目自评1 (2)."""
    rewrite(
        path,
        lambda text: text.replace(f'name="{old}"', f'name="{new}"').replace(f"'{old}'!", f"'{new}'!"),
        "xl/workbook.xml",
    )


def codes(findings: Iterable[tuple[str, str, str]], *sheets: str) -> set[tuple[str, str, str]]:
    """Only what is about these sheets."""
    return {one for one in findings if one[1] in sheets}
