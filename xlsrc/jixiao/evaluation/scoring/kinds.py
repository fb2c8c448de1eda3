"""Findings of scoring: what keeps an indicator from having points."""

from jixiao.findings import Kind, Severity

NOT_SCORED = Kind(
    "S01", Severity.ERROR, "指标还没有得分", "{name}还不能评分：{why}。", "请按“填法”一列补填。", "每个指标都要有得分"
)
BAD_ANSWER = Kind("S02", Severity.ERROR, "完成值不能用", "{name}：{why}。", "请按“填法”一列改填。", "评分标准")
BAD_FORMULA = Kind(
    "S03", Severity.ERROR, "指标值公式不能用", "{name}的指标值公式：{why}。", "请在《指标体系》改正公式。", "指标体系"
)
NOT_APPLICABLE = Kind(
    "S04", Severity.ERROR, "不适用的指标没有说怎么办", "{name}的分母为 0，指标不适用，评分标准没有写不适用时怎么给分。",
    "请补填数据；确实没有此类预算的，在《指标体系》的评分标准后面写明，如“无此类支出的，得满分”。", "0 除以 0 是不适用，不是 100%",
)  # fmt: skip
OUT_OF_WEIGHT = Kind(
    "E54",
    Severity.ERROR,
    "得分超出分值",
    "{name}手工得分 {typed} 分，不在 0 到 {weight} 分之间。",
    "请改填。",
    "0≤得分≤分值",
)
OVERRIDE_WITHOUT_REASON = Kind(
    "E58", Severity.ERROR, "手工得分与标准不一致", "{name}手工得分 {typed} 分，按评分标准应得 {rule} 分，没有写理由。",
    "请在“扣分原因”写明理由，或清空手工得分。", "评分标准",
)  # fmt: skip
NO_ROW = Kind(
    "S05", Severity.ERROR, "指标没有填报行", "指标 {code}（{name}）在《绩效指标》里没有对应的行。",
    "请再按一次【校验】，系统会在表末补上这一行。", "指标体系与绩效指标逐行对应",
)  # fmt: skip
REASON_DUE = Kind(
    "E59", Severity.WARNING, "超目标完成没有原因", "{name}：{why}", "请在“扣分原因”写明超目标的原因；目标定低了的应说明。",
    "财预〔2020〕10号：明显超过目标的须说明原因",
)  # fmt: skip
