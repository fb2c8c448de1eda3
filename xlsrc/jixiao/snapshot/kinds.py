"""Findings of the reading itself: what stands in a cell but can't be used, and what was normalised."""

from jixiao.findings import Kind, Severity

UNUSABLE = Kind("R01", Severity.ERROR, "内容不能用", "{label}：{fault}。", "请按提示改填。", "数据类型见各表填写说明")
NORMALISED = Kind("R02", Severity.HINT, "已按规范理解", "{label}：{note}。", "无需处理；想去掉提示可改成规范写法。")
FORMULA_TYPED = Kind(
    "R03", Severity.ERROR, "填成了公式", "{label}填的是公式 {formula}，公式的结果不能作为填报数。",
    "请算出结果，直接填数字。", "填报数以录入值为准",
)  # fmt: skip
FORMULA_LOST = Kind(
    "R04", Severity.WARNING, "公式被覆盖", "{label}应为自动计算，公式被改成了“{shown}”；评分时已按各分项重新计算为 {value}。",
    "请撤销修改，或从空白模板把这一格复制回来。", "灰色格自动计算",
)  # fmt: skip
SECTION_MISSING = Kind(
    "R05", Severity.ERROR, "找不到表格", "找不到“{title}”这一部分（标题或表头被改动或删除）。",
    "请恢复标题和表头文字；恢复不了的，换空白模板重填本表。", "程序按标题和表头文字读表",
)  # fmt: skip
ROW_MISSING = Kind(
    "R06", Severity.ERROR, "找不到行或列", "“{title}”中找不到“{label}”。",
    "请恢复这一行（列）的名称。", "程序按行名和列名读表",
)  # fmt: skip
ROW_UNKNOWN = Kind(
    "R07", Severity.ERROR, "多出的行", "“{title}”是固定行的表，多出的“{label}”行没有计入。",
    "请把数字并入已有的行，删掉多出的行。", "固定行表不能加行",
)  # fmt: skip
ROW_UNNAMED = Kind(
    "R08", Severity.ERROR, "没有名称的行", "这一行填了内容，但{label}是空的。", "请补填名称，或清空这一行。", "一行一项"
)
SHEET_MISSING = Kind(
    "R09", Severity.ERROR, "缺少工作表", "找不到工作表《{sheet}》。",
    "请从空白模板补回这张表；改过名的改回原名。", "一张表对应一类数据",
)  # fmt: skip
SHEET_RENAMED = Kind(
    "R10", Severity.HINT, "工作表改了名", "工作表《{sheet}》按《{form}》读取。", "无需处理；建议改回原名。"
)
END_MISSING = Kind(
    "R11", Severity.HINT, "找不到表末行", "“{title}”的末行“{label}”不见了，已读到最后一行。",
    "建议恢复末行，打印时才完整。",
)  # fmt: skip
