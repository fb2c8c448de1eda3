"""Measure words (量词) and units that numbers of a criterion stand before: a closed class of the language."""

MEASURES = (
    "个|项|起|人次|户次|批次|次|笔|例|处|件|条|家|天|日|人日|人|名|位|宗|份|篇|期|台|户|类|种|批|场|桩|所|辆|座|张|本|页|间|栋|幢|亩|公里|米"
    "|吨|公斤|小时|分钟|周|个月|月|季度|套|部|首|幅|册|层|口|头|只|株|棵|片|块|段|堆|道|门|科|回|趟|遍|站|村|组|岁|年|倍|元|万元"
)
UNITS = "|".join(["%", *sorted([*MEASURES.split("|"), "分"], key=len, reverse=True)])
"""All that may stand behind a number, the longer ones first."""
