"""Findings of the reading itself: what stands in a cell but can't be used, what was normalised, what is damaged."""

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
    "请把数字并入已有的行，删掉多出的行。", "固定行表不能加行，一个行名只能有一行",
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
    "R11", Severity.WARNING, "找不到表末行", "“{title}”的末行“{label}”不见了，已读到最后一行。",
    "请恢复末行，核对有没有多读的行。", "末行以上是填报内容",
)  # fmt: skip
BELOW_END = Kind(
    "R12", Severity.ERROR, "写在末行以下", "“{title}”末行以下的“{label}”没有计入。",
    "请在末行以上插入行，把内容移上去；不要的请清空。", "末行以上是填报内容",
)  # fmt: skip
NOTE_BELOW_END = Kind(
    "R12", Severity.WARNING, "写在末行以下", "“{title}”末行以下的“{label}”没有计入。",
    "如是填报内容，请在末行以上插入行移上去；只是备注的，在处理说明里写明。", "末行以上是填报内容",
)  # fmt: skip
SHEET_HIDDEN = Kind(
    "R23", Severity.HINT, "工作表被隐藏", "工作表《{sheet}》是隐藏的，里面填的内容照样计入。",
    "请在任一工作表名上点右键→取消隐藏，核对后再报送；有意隐藏的不用处理。", "报送的内容填报人都应看得到",
)  # fmt: skip
SHEET_COPIED = Kind(
    "R13", Severity.WARNING, "同一张表有两份", "工作表《{sheet}》与《{read}》是同一张表，{same}；已按《{read}》读取。",
    "请核对以哪一张为准，删掉另一张。", "一张表对应一类数据",
)  # fmt: skip
SHEET_DOUBLED = Kind(
    "R13", Severity.ERROR, "同一张表有两份", "工作表《{sheet}》与《{read}》是同一张表，都不叫《{form}》，{same}；暂按《{read}》读取。",
    "请把为准的一张改名为原名，删掉另一张。", "一张表对应一类数据",
)  # fmt: skip
COLUMN_ORDER = Kind(
    "R14", Severity.WARNING, "列的顺序变了", "“{title}”中“{label}”列的位置与模板不同，已按表头文字读取。",
    "请核对数字与表头是否对应，最好恢复原来的顺序。", "程序按表头文字读表",
)  # fmt: skip
ROW_ORDER = Kind(
    "R15", Severity.WARNING, "行的顺序变了", "“{title}”中“{label}”行的位置与模板不同，已按行名读取。",
    "请核对数字与行名是否对应，最好恢复原来的顺序。", "程序按行名读表",
)  # fmt: skip
HEADER_TWICE = Kind(
    "R16", Severity.ERROR, "表头重复", "“{title}”有 {count} 列都叫“{label}”，只读了最左边一列。",
    "请改正表头文字，或删掉多出的列。", "一个表头只能有一列",
)  # fmt: skip
TITLE_TWICE = Kind(
    "R17", Severity.ERROR, "表格重复", "“{title}”在这张表里有 {count} 处，只读了第一处。",
    "请核对以哪一处为准，删掉其他几处。", "一张表里同一部分只能有一处",
)  # fmt: skip
OUTPUT_MISSING = Kind(
    "R18", Severity.ERROR, "缺少工作表", "找不到工作表《{sheet}》，结果没有地方写。",
    "请从空白模板补回这张表（改过名的改回原名），或用 jixiao migrate 把内容转到新模板。", "结果写在固定的工作表里",
)  # fmt: skip
OTHER_VERSION = Kind(
    "R19", Severity.ERROR, "模板版本不同", "工作簿的模板版本是 {found}，本程序的是 {current}。",
    "版本较旧的，用 jixiao migrate 旧文件 -o 新文件 转到新模板；较新的，请升级程序。", "模板与程序版本一致",
)  # fmt: skip
NO_VERSION = Kind(
    "R19", Severity.WARNING, "看不出模板版本", "首页上找不到“模板版本”，无法判断是不是 {current} 版。",
    "请核对模板来源；不是本版的，用 jixiao migrate 旧文件 -o 新文件 转到新模板。", "模板与程序版本一致",
)  # fmt: skip
UNIT_CHANGED = Kind(
    "A05", Severity.ERROR, "金额单位被改", "{label}的单位是“{unit}”，本表应为{expected}。",
    "请改回原单位，并核对数字是不是按原单位填的。", "一个工作簿只用一种金额单位（万元）",
)  # fmt: skip
CARRIED_MISSING = Kind(
    "R22", Severity.ERROR, "缺少工作表", "找不到工作表《{sheet}》，看不出哪些从上年带来的内容还没有确认。",
    "请撤销删除（改过名的改回原名）；恢复不了的，按上年工作簿重新新建，再把今年的内容抄过去。", "从上年带来的内容要逐项确认",
)  # fmt: skip
