"""Several dates in one sentence, each with its own target: 6月底50%、9月底75%, 6、9、11月分别达到40%、67.5%、82.5%."""

import re

from jixiao.criteria.reading.outline import CIRCLE, HAN_NUMBERS

_N = r"\d+(?:\.\d+)?"
_DATED = re.compile(rf"(\d{{1,2}})月[底末]前?(?:达到|完成)?({_N})%")
_DATES = re.compile(
    rf"(?P<dates>(?:\d{{1,2}}月[底末]前?(?:达到|完成)?{_N}%[、,及和]?){{2,}})[;。,]"
    rf"每(?:达到|完成|实现)?[1一]?个(?:时间)?节点(?:的?要求|目标)?的?[得计记](?P<points>{_N})分"
    r"(?:[,;](?:达不到|未达到|未完成|没有达到)的?,?(?:该|对应|相应)?(?:时间)?节点不得分)?"
)
_GOAL = r"(?:量化指标|目标值?|目标进度|进度目标|序时进度|进度要求|要求|指标)"
_MONTHS = r"\d{1,2}(?:[、,和]\d{1,2})+"
_SHARES = rf"{_N}%(?:[、,和]{_N}%)+"
_IN_PROPORTION = re.compile(
    rf"(?P<a>^|[;。\n])(?P<months>{_MONTHS})月[底末]?(?P<name>[\u4e00-\u9fff]{{2,16}}?(?:进度|率))(?:应|须|需|要)?分别达到"
    rf"(?P<shares>{_SHARES})[,;。]达到{_GOAL}?的,?各得(?P<points>{_N}分(?:[、,和]{_N}分)*)[,;。]"
    rf"(?:未达到|达不到){_GOAL}?的,?(?:(?P<zero>不得分)|按照?其?实际(?:支出|执行|完成)?(?:进度|完成率)占{_GOAL}的(?:比重|比例)(?:计算)?(?:得分|计分))(?=[;。\n]|$)"
)


def dates_apart(text: str) -> str:
    """One sentence, or one part, for each date."""
    return _IN_PROPORTION.sub(_in_proportion, _DATES.sub(_dated, text))


def _dated(match: re.Match[str]) -> str:
    """6月底50%、9月底75%。每达到一个节点得2分 as dates with points of their own."""
    dates = _DATED.findall(match["dates"])
    return ";".join(f"{month}月底前完成{share}%得{match['points']}分" for month, share in dates)


def _in_proportion(match: re.Match[str]) -> str:
    """达到的各得2分，未达到的按比重得分 as a list of formulas; as it stands where the lists differ in length."""
    months, shares = re.findall(r"\d+", match["months"]), re.findall(_N, match["shares"])
    points = re.findall(_N, match["points"])
    points = points * len(months) if len(points) == 1 else points
    if not len(months) == len(shares) == len(points) or not all(1 <= int(month) <= 12 for month in months):
        return match[0]
    earned = "≥{0}%得{1}分,否则不得分" if match["zero"] else f"得分={match['name']}/{{0}}%×{{1}}分"
    told = (
        f"{CIRCLE.format(n)}{HAN_NUMBERS[int(month) - 1]}月{match['name']}({each}分):{earned.format(share, each)}"
        for n, (month, share, each) in enumerate(zip(months, shares, points, strict=True), 1)
    )
    return match["a"] + ";".join(told)
