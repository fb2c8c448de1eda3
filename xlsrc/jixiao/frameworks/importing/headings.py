"""What a heading says: the roles its words allow, each with how much they speak for it.

Chinese headings end in their head noun (三级指标|分值, 指标评分|标准), so words are looked for at the end. The
content of the column decides between several (columns.py); no single wording has to be listed here to be read.
"""

import re
from dataclasses import dataclass, field

from jixiao.frameworks.importing.model import Role
from jixiao.values.typed import folded

MOST_HEADING = 16  # characters; longer texts are titles or content
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PARTS = re.compile(r"[/、|,;]|及其?|和|与|或")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_LEVEL = re.compile(r"第?([一二三四五1-5])[级層层](?:指标|目标|项目|内容)?(?:名称|内容|要素)?$")
_ANY_LEVEL = re.compile(r"([一二三四五1-5])级")
_EVALUATED = "自评|自查|考评|实际|实得|考核|评价|复核|核定|核实|最终|初评|复评|审核|评审|抽查|财政|专家|加权|换算|折算|评定|测评|单位|部门|主管"

_WORDS: tuple[tuple[str, dict[Role, float]], ...] = (
    (r"^(序号|顺序号|行次|序|no\.?)$", {Role.SERIAL: 4}),
    (r"^编号$", {Role.SERIAL: 3, Role.CODE: 2}),
    (r"(编码|代码|指标编号)$", {Role.CODE: 4}),
    (r"(原因|理由)(分析|说明)?$|(扣分|得分|自评|失分|情况|减分|其他)(说明|情况|事项|点|内容)$|(改进|整改)(措施|建议)$|存在(的)?问题$",
     {Role.REASON: 3}),
    (r"(评分|计分|打分|记分|得分|扣分|赋分|给分|评价|考核|考评|评定|评审|评判|评估|加减分|测评|量化|等级)(的)?(标准|办法|细则|规则|准则|条件)$",
     {Role.CRITERION: 3}),
    (r"(评分|计分|打分|记分|得分|扣分|赋分|给分)(方法|方式|说明|要求|规定|口径)$", {Role.CRITERION: 3}),
    (r"(评价|考核|考评|评估|评定)(方法|方式|要求|规定)$", {Role.CRITERION: 2, Role.ELEMENTS: 1}),
    (r"(评分|计分|扣分|得分|评价|考核|考评)依据$", {Role.CRITERION: 1.5, Role.EVIDENCE: 1.5, Role.REFERENCE: 1}),
    (r"^标准$|细则$", {Role.CRITERION: 2}),
    (r"(标准|应|满分)得?分$|分值权重$|(分值|权重|权数|满分|基准分|基本分|基础分|配分|赋分|权重分|总分)(值|系数|比例)?$",
     {Role.WEIGHT: 3}),
    (rf"({_EVALUATED})(得分|评分|打分|分|得分值)$|^(得分|评分|打分|自评|扣分|加分|减分|扣分值|加减分|评价结果|自评结果)$|得分$",
     {Role.SCORE: 3}),
    (r"^(分|分数)$", {Role.WEIGHT: 2, Role.SCORE: 1}),
    (r"(要点|观测点|关注点|要素|评价重点|考核重点)$", {Role.ELEMENTS: 3}),
    (r"(考核|评价|考评|评估|评审|考察|评分|测评)内容$", {Role.ELEMENTS: 2, Role.NAME: 1.5, Role.CRITERION: 1.2}),
    (r"(佐证|证明|支撑|查阅|报送|印证)(材料|资料|依据)?$|(数据|资料|信息|取数)(来源|渠道|口径)$|(材料|资料)(清单|目录|名称)?$",
     {Role.EVIDENCE: 3}),
    (r"(解释|释义|定义|内涵|含义|公式|口径|描述|指标说明|指标内容说明)$|计算(方法|方式|办法)$", {Role.DEFINITION: 3}),
    (r"^(备注|备注说明)$", {Role.REMARK: 3}),
    (r"说明$", {Role.DEFINITION: 1.6, Role.REMARK: 1.5}),
    (r"(目标值|指标值|计划值|预期值|标杆值|标准值|参考值|计划数|目标数|年度目标|年初目标|预期目标|年度计划|绩效目标|全年目标)$|^目标$",
     {Role.TARGET: 3}),
    (r"(完成值|实际值|达成值|实现值|完成数|实绩)$|(完成|实现|执行|达成|落实|自评)情况$|实际完成$|完成率$", {Role.ACTUAL: 3}),
    (r"(责任|考核|牵头|评价|主管|实施|填报|审核|数据提供|配合)(部门|单位|科室|处室|股室|人)$|(科室|处室|股室)$", {Role.OWNER: 3}),
    (r"^(计量|度量)?单位$", {Role.UNIT: 3}),
    (r"(性质|属性|方向)$|指标(类型|类别)$", {Role.KIND: 2, Role.LEVEL: 1}),
    (r"(政策|文件|制度|设定|设置|指标|法规|法律)?依据$", {Role.REFERENCE: 2}),
    (r"(类别|维度|大类|分类|模块|方面|板块|类型)$|(考核|评价|考评|评分|评估)(项目|事项)$", {Role.LEVEL: 2, Role.NAME: 1}),
    (r"(指标名称|具体指标|考核指标|评价指标|考评指标|指标内容|绩效指标|个性指标|共性指标|末级指标|细化指标)$", {Role.NAME: 2, Role.LEVEL: 1}),
    (r"(指标|名称|项目|事项|内容)$", {Role.NAME: 1.5, Role.LEVEL: 1}),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), roles) for pattern, roles in _WORDS)


@dataclass(frozen=True)
class Heading:
    """The roles a heading allows; `level` from 1 where it names one, 0 where not."""

    roles: dict[Role, float] = field(default_factory=dict)
    level: int = 0

    def __bool__(self) -> bool:
        return bool(self.roles)


NO_HEADING = Heading()


def heading_of(text: object) -> Heading:
    """The roles of one heading cell; none for a text that isn't built like a heading."""
    plain = _BRACKETS.sub("", folded(text)).strip(":*").lower()
    if not plain or len(plain) > MOST_HEADING or plain[0].isdigit() or plain.endswith(("。", ";")):
        return NO_HEADING
    roles: dict[Role, float] = {}
    level = 0
    for number, part in enumerate(part for part in _PARTS.split(plain) if part):
        found = _part(part)
        level = level or found.level
        for role, strength in found.roles.items():
            roles[role] = max(roles.get(role, 0), strength - 0.5 * bool(number))
    return Heading(roles, level) if roles else NO_HEADING


def _part(part: str) -> Heading:
    level = _LEVEL.search(part)
    if level:
        return Heading({Role.LEVEL: 4}, _number(level[1]))
    for pattern, roles in _COMPILED:
        if pattern.search(part):
            named = _ANY_LEVEL.search(part)
            return Heading(dict(roles), _number(named[1]) if named else 0)
    return NO_HEADING


def _number(sign: str) -> int:
    return _CHINESE.get(sign) or int(sign)


_GROUP = re.compile(rf"^(?:{_EVALUATED}|第三方)+(?:情况|结果|意见|得分|部分)?$")
_FILLED = {Role.SCORE, Role.WEIGHT, Role.REASON, Role.DEFINITION, Role.REMARK}
"""What may stand below a group heading such as 自评 or 财政评价: filled in already, no part of the indicators."""


def column_heading(path: tuple[str, ...]) -> Heading:
    """What the headings over one column say together, the top one first: (分值权重, 一级指标) is a weight of level 1."""
    found = [heading for heading in map(heading_of, path) if heading]
    if not found:
        return NO_HEADING
    own, *above = reversed(found)
    if any(_GROUP.match(folded(text)) for text in path[:-1]) and own.roles.keys() & _FILLED:
        return Heading({Role.SCORE if own.roles.keys() & {Role.SCORE, Role.WEIGHT} else Role.REASON: 3})
    for upper in above:
        if Role.WEIGHT in upper.roles and Role.LEVEL in own.roles:
            return Heading({Role.WEIGHT: 3}, own.level)
        if Role.SCORE in upper.roles and Role.WEIGHT in own.roles and Role.LEVEL not in upper.roles:
            return Heading({Role.SCORE: 3})
        if Role.LEVEL in upper.roles and upper.level and not own.level and Role.WEIGHT in own.roles:
            return Heading(own.roles, upper.level)
        if Role.LEVEL in upper.roles and upper.level and own.roles.keys() & {Role.NAME}:
            return Heading({Role.LEVEL: 4}, upper.level)
    return own
