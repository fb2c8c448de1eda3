"""Findings of scoring a project sheet: what keeps an indicator from having points, and what needs a reason."""

from jixiao.findings import Kind, Severity

RATE_NOT_APPLICABLE = Kind(
    "P03", Severity.ERROR, "项目预算执行率不适用", "{name}的全年预算数是 0（或没有填），执行率不适用，预算执行没有得分。",
    "请核对全年预算数；确实没有预算的项目不用填自评表。", "财预〔2020〕10号：执行率＝全年执行数÷全年预算数；0 除以 0 是不适用，不是 100%",
)  # fmt: skip
NOT_SCORED = Kind(
    "P04",
    Severity.ERROR,
    "项目指标还没有得分",
    "{name}的“{indicator}”还不能评分：{why}",
    "请补填。",
    "每个指标都要有得分",
)
BAD_VALUE = Kind(
    "P05", Severity.ERROR, "项目指标的数值不能用", "{name}的“{indicator}”{column}“{text}”{why}。",
    "定量指标请写一个数和单位，如 95%、100场、10万元；不能用数字衡量的，指标性质选“定性”。", "财预〔2020〕10号：定量指标按完成值与指标值计分",
)  # fmt: skip
OUT_OF_RANGE = Kind(
    "P06",
    Severity.ERROR,
    "手工评分超出范围",
    "{name}的“{indicator}”：{why}",
    "请改填手工评分或定性档次。",
    "财预〔2020〕10号：定性指标三档",
)
OVER_TARGET = Kind(
    "P08", Severity.WARNING, "完成值明显超过指标值", "{name}的“{indicator}”完成值 {actual} 达到指标值 {target} 的 {share}% 以上，没有写原因。",
    "请在“偏差原因分析及改进措施”写明原因；指标值定得过低的，应相应减分。", "财预〔2020〕10号：完成值高于指标值较多的要分析原因",
)  # fmt: skip
OVERRIDDEN = Kind(
    "P09", Severity.ERROR, "手工评分没有写原因", "{name}的“{indicator}”手工评分 {typed} 分，按评分标准应得 {rule} 分，没有写原因。",
    "请在“偏差原因分析及改进措施”写明原因，或清空手工评分。", "评分标准",
)  # fmt: skip
OVERSPENT = Kind(
    "P14", Severity.WARNING, "执行数大于预算数", "{name}的执行率是 {rate}%，全年执行数大于全年预算数，没有写原因。",
    "请核对；属实的写明原因。", "执行数不应大于调整后的预算数",
)  # fmt: skip
WRONG_SIDE = Kind(
    "P15", Severity.ERROR, "指标性质与指标值相反", "{name}的“{indicator}”年度指标值“{text}”与指标性质“{nature}”相反。",
    "越大越好的选“定量正向”（≥），越小越好的选“定量反向”（≤）。", "评分方向由指标性质决定",
)  # fmt: skip
