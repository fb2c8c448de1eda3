"""粘贴评分表 and 导入结果: where a bureau's score table is pasted, and what became of each of its rows.

粘贴评分表 has one line of ours and is not protected: Excel pastes no merged cells into a protected sheet. The account
has a sheet of its own, so that the next paste doesn't wipe it out and the widths of the table don't spoil it.
"""

from jixiao.forms.names import IMPORTED, PASTED
from jixiao.forms.outputs import OutputColumn, Table

LINE = (
    "把财政局发的评分表整张复制，点 A2 粘贴（合并格、表头、说明都不用改），再按【导入评分表】。"
    f"每一行成了什么，看《{IMPORTED}》。"
)
PASTE_AT = "A2"
EMPTY = (
    f"《{PASTED}》是空的。请打开财政局发的评分表，整张复制，在《{PASTED}》点 {PASTE_AT} 粘贴，再按【导入评分表】。"
    "不方便粘贴的（.et、.docx 等文件），请安装人员用 jixiao new -f 评分表文件 新建工作簿。"
)
NOTE = "按【导入评分表】后自动列出。点“定位”列里的“→”跳到《粘贴评分表》的那一行。“未导入”的都写了原因，请逐行看一遍。"

ROWS = Table(
    IMPORTED, 8, 2, 300,
    (
        OutputColumn("定位", 8, "link"),
        OutputColumn("成了什么", 11),
        OutputColumn("编码", 8),
        OutputColumn("上级指标", 14),
        OutputColumn("三级指标", 18),
        OutputColumn("分值", 7.5, "points"),
        OutputColumn("请核对", 42),
        OutputColumn("原表内容", 28),
    ),
)  # fmt: skip
"""One row per row of the pasted table; behind it, the rows that 指标体系 had before, under headings of their own."""
SECTION = "评分表的每一行成了什么"
REPLACED, WHEN = "换下来的指标（以前《指标体系》里的，新的在上面）", "换下时间"
MORE_COLUMNS, MORE_WIDTH = 8, 22  # to the right: what else the replaced rows held
FORMATTED = 2000  # the last row with colours and borders

FACTS_ROW = 5  # values; their names are one above
FACTS = ("确认", "结果", "指标数", "分值合计", "表上的合计", "错误", "说明和下一步")
IMPORTED_IT, SAME, NOT_DONE, WAITING, UNFINISHED = "已导入", "没有变化", "没有导入", "等您确认", "没有写完"
"""The words under 结果."""
CONFIRM = (FACTS_ROW, ROWS.column("定位"))
MARK = (FACTS_ROW, ROWS.right + MORE_COLUMNS + 1)  # hidden: what was shown when the confirmation was asked for
