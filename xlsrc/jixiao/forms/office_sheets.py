"""分工, 合并冲突, 来源, 下属单位汇总: where each block stands. Shared by drawing (which draws) and offices (which reads and writes).

They are hidden until somebody hands out (分发) or sums (下属单位). Rows are free: columns carry the formats.
"""

from jixiao.forms.names import CONFLICTS, OFFICES, SOURCES, UNIT_SUMS, UNIT_TEXTS
from jixiao.forms.outputs import OutputColumn, Table

NOTES = {
    OFFICES: "① 上面写科室、邮箱和交回期限；下面“交给”一列选由哪个科室填，空着的留在本工作簿里填。② 按【分发】，分册在旁边的“分册”文件夹里。"
    "③ 交回的分册放进“分册”里的“交回”，按【收回合并】。",
    CONFLICTS: "这些没有写进工作簿。在“取哪一个”选“主表”或“交回”，再按【收回合并】才会写；只有“主表”可选的，看过、要的手工抄过去，再选“主表”。",
    SOURCES: "收回合并写进来的，一格一行，最近的在下面。财务抽查过的，在“抽查”选“是”。按【撤销合并】退回最近一次合并。",
    UNIT_TEXTS: "下属单位写的文字和重点工作，不会自动写进本工作簿。要用的，抄到《文字材料》《重点工作》再改。",
    UNIT_SUMS: "本部门的数由下属单位（含本级）的工作簿加总。改了其中一家，把它的新文件放进“分册”里的“下属单位”，再按【收回合并】。",
}
OFFICE_TABLE = Table(
    OFFICES, 5, 2, 10,
    (
        OutputColumn("科室", 17, "entry"),
        OutputColumn("联系人", 12, "entry"),
        OutputColumn("邮箱", 24, "entry"),
        OutputColumn("交回期限", 15, "entry"),
        OutputColumn("分发", 24),
        OutputColumn("交回", 46),
        OutputColumn("分册文件", 30),
        OutputColumn("键", 10, "hidden"),
    ),
)  # fmt: skip
"""The offices of the department, and what came back."""
DIVISION = Table(
    OFFICES, 18, 2, 400,
    (
        OutputColumn("工作表", 17, "entry"),
        OutputColumn("一般由谁填", 12),
        OutputColumn("交给", 24, "entry"),
        OutputColumn("行", 15, "entry"),
        OutputColumn("部分", 24),
        OutputColumn("内容", 46, "entry"),
        OutputColumn("说明", 30),
        OutputColumn("键", 10, "hidden"),
    ),
)  # fmt: skip
"""Who fills what: a line for each part of a sheet, and for each row of the lists that several offices share."""
BOOK_KEY = (OFFICE_TABLE.top - 1, OFFICE_TABLE.right)  # hidden: which workbook the parts belong to
BOOK_MARK = '{"book"'  # how what stands there begins
OFFICE_TITLES = {OFFICE_TABLE: "一、科室", DIVISION: "二、谁填什么"}

CONFLICT_TABLE = Table(
    CONFLICTS, 4, 2, 2000,
    (
        OutputColumn("定位", 9, "link"),
        OutputColumn("哪一格", 28),
        OutputColumn("分发时", 15),
        OutputColumn("主表现在", 20),
        OutputColumn("交回的", 20),
        OutputColumn("科室", 10),
        OutputColumn("取哪一个", 10, "entry"),
        OutputColumn("怎么回事", 36),
        OutputColumn("文件", 22),
        OutputColumn("保存时间", 12),
        OutputColumn("处理", 9),
        OutputColumn("键", 10, "hidden"),
    ),
)  # fmt: skip
MAIN, RETURNED = "主表", "交回"
CHOICES = (MAIN, RETURNED)
DONE = "已处理"

SOURCE_TABLE = Table(
    SOURCES, 4, 2, 6000,
    (
        OutputColumn("定位", 11, "link"),
        OutputColumn("哪一格", 32),
        OutputColumn("写进来的内容", 34),
        OutputColumn("科室", 12),
        OutputColumn("文件", 22),
        OutputColumn("保存时间", 16),
        OutputColumn("合并", 8),
        OutputColumn("抽查", 7, "entry"),
        OutputColumn("抽查情况", 24, "entry"),
        OutputColumn("键", 10, "hidden"),
    ),
)  # fmt: skip

UNIT_TOP, UNIT_LEFT = 4, 2
UNIT_FIXED = ("工作表", "项目", "合计", "本部门填的", "差")
UNIT_WIDTHS = (12, 34, 14, 14, 11)
UNIT_COLUMNS, UNIT_WIDTH = 40, 15  # columns for units behind the fixed ones
KEY_COLUMN = UNIT_LEFT + len(UNIT_FIXED) + UNIT_COLUMNS  # hidden: which item a row is about

TEXT_TABLE = Table(
    UNIT_TEXTS, 4, 2, 2000,
    (
        OutputColumn("工作表", 12),
        OutputColumn("项目", 26),
        OutputColumn("单位", 22),
        OutputColumn("写的", 100),
        OutputColumn("键", 10, "hidden"),
    ),
)  # fmt: skip
