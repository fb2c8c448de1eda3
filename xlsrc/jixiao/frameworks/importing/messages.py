"""What importing a score table has to say; I codes. Errors: the import may be wrong; warnings: read, please look."""

from jixiao.findings import Kind, Severity

_BASIS = "评分表按原件导入，一格不漏"

TOTAL_DIFFERS = Kind(
    "I01", Severity.ERROR, "分值合计与表上印的不一致", "表上“{label}”印的是 {printed} 分，上面的指标合计 {sum} 分。",
    "请对照原件核对各指标的分值；原件有误的，以财政部门的答复为准。", "分值之和＝表上的合计",
)  # fmt: skip
LEVEL_DIFFERS = Kind(
    "I02", Severity.ERROR, "下级分值之和不等于上级", "“{level}”印的是 {printed} 分，下面的指标合计 {sum} 分。",
    "请对照原件核对；原件有误的，以财政部门的答复为准。", "下级分值之和＝上级分值",
)  # fmt: skip
UNREADABLE_WEIGHT = Kind(
    "I03", Severity.ERROR, "分值读不出数", "{name}的分值“{text}”读不出数，这一行没有导入。",
    "请改成数字（如 5）后重新导入。", _BASIS,
)  # fmt: skip
NO_WEIGHT = Kind(
    "I04",
    Severity.ERROR,
    "指标没有分值",
    "{name}没有分值，这一行没有导入。",
    "请核对原件，补上分值后重新导入。",
    _BASIS,
)
NO_CRITERION = Kind(
    "I05", Severity.ERROR, "指标没有评分标准", "{name}没有评分标准。", "请核对原件；确实没有的，按手工评分。", _BASIS
)
COMPETING = Kind(
    "I06", Severity.WARNING, "两列都像同一种内容", "“{first}”和“{second}”两列都像{role}，按“{first}”导入，“{second}”{became}。",
    "请核对；不对的，改正表头后重新导入。", _BASIS,
)  # fmt: skip
UNDECIDED = Kind(
    "I07", Severity.WARNING, "这一列的用途拿不准", "“{title}”一列可能是{role}，也可能是{other}，按{role}导入。",
    "请核对；不对的，改正表头后重新导入。", _BASIS,
)  # fmt: skip
UNKNOWN_COLUMN = Kind(
    "I08",
    Severity.WARNING,
    "不认识的列",
    "“{title}”一列看不出是什么，没有导入。",
    "请核对是否需要；需要的，改正表头后重新导入。",
    _BASIS,
)
SHARED_CRITERION = Kind(
    "I09", Severity.WARNING, "几个指标共用一条评分标准", "{name}与上面的指标共用一条评分标准，各用全文。",
    "请核对这条评分标准是否对每个指标都适用。", _BASIS,
)  # fmt: skip
NAME_OVER_WEIGHTS = Kind(
    "I10", Severity.WARNING, "一个指标名称对着几个分值", "“{name}”对着 {count} 个分值，按 {count} 个指标导入，名称后加序号。",
    "请核对，可改成各自的名称。", _BASIS,
)  # fmt: skip
WEIGHT_OVER_NAMES = Kind(
    "I11", Severity.WARNING, "几个指标名称共用一个分值", "{name}共用一个分值 {weight} 分，按一个指标导入。",
    "请核对；需要分开评的，写明各自的分值。", _BASIS,
)  # fmt: skip
NAME_FROM_ABOVE = Kind(
    "I12", Severity.WARNING, "指标名称空白", "这一行有分值而没有指标名称，按“{name}”导入。", "请核对名称。", _BASIS
)
PERCENT_WEIGHTS = Kind(
    "I13", Severity.HINT, "权重按百分数读", "权重列是百分数，{first} 按 {weight} 分导入。", "请核对分值。", _BASIS
)
TARGET_FRACTION = Kind(
    "I14",
    Severity.WARNING,
    "目标值可能是百分数",
    "{name}的目标值是 {text}，可能是百分数而没有带过来百分号。",
    "请核对原件；是百分数的，在目标值里写成带 % 的数（如 95%）。",
    "比率写明百分号",
)
FORMULA_CELL = Kind(
    "I15", Severity.ERROR, "单元格是公式", "{what}是公式 {formula}，读不到结果。", "请改成数值（复制后选择性粘贴为数值）再导入。",
    "不采用公式的缓存结果",
)  # fmt: skip
NEGATIVE_WEIGHT = Kind(
    "I16",
    Severity.ERROR,
    "分值不大于 0",
    "{name}的分值是 {text}，这一行没有导入。",
    "扣分项请写进评分标准，分值应大于 0。",
    _BASIS,
)
SAME_TABLE = Kind(
    "I17",
    Severity.WARNING,
    "同一张表出现两次",
    "这张表与【{sheet}】的表指标、分值完全相同，只导入了一次。",
    "请核对。",
    _BASIS,
)
WITHOUT_HEADING = Kind(
    "I18", Severity.WARNING, "续表没有表头", "这张表没有表头，按上一张表的列续读。", "请核对各列。", _BASIS
)
NAME_STATES_OTHER = Kind(
    "I19", Severity.ERROR, "名称里的分数与分值列不同", "“{name}”写的是 {stated} 分，分值列是 {weight} 分，按分值列导入。",
    "请对照原件核对。", _BASIS,
)  # fmt: skip
HIDDEN_SHEET = Kind(
    "I20",
    Severity.WARNING,
    "隐藏的工作表没有导入",
    "这张工作表是隐藏的，没有导入。",
    "需要的，取消隐藏后重新导入。",
    _BASIS,
)
NO_CRITERION_COLUMN = Kind(
    "I21", Severity.ERROR, "没有评分标准一列", "这张表没有评分标准一列，{count} 个指标的评分标准为空。",
    "请核对原件；确实没有的，按手工评分。", _BASIS,
)  # fmt: skip
LOOSE_CELL = Kind(
    "I22", Severity.WARNING, "单元格没有导入", "“{text}”看不出属于哪个指标，没有导入。", "请核对是否需要。", _BASIS
)
PARENT_ROW = Kind(
    "I23",
    Severity.HINT,
    "按上级指标读的行",
    "{name}没有评分标准，{why}，按上级指标导入，不算一个指标。",
    "请核对。",
    _BASIS,
)
