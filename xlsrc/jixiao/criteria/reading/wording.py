"""One way to write a text before it is taken apart: shares of the weight as points, interval signs as words, notes cut off.

Each rewriting is of a closed set of forms; words between them stay as they are.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.criteria.reading.dates import dates_apart
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.spelling import number_of
from jixiao.values.rounding import plain

_N = r"\d+(?:\.\d+)?"
_HAN = "零一二两三四五六七八九十百"
_OWN = r"(?:(?:该|本|此)?(?:单)?(?:项|指标)?的?)"
_WEIGHT = rf"(?:{_OWN}(?:总?分值|权重分值?|权重|满分|标准分值?|全分))"
_FRACTION = rf"(?:({_N})%|([{_HAN}]{{1,2}})分之([{_HAN}]{{1,3}})|(一半))"
_SHARE = re.compile(
    rf"(得|计|记|给|评|扣(?:减|除)?|按照?)(?:{_WEIGHT}的?{_FRACTION}(?:的?分数|的?分)?|{_FRACTION}的?(?:{_WEIGHT}|分(?:数|值)?))"
    r"(?:的?(?:分值|分数))?(?P<tail>计算得分|计算|计分|记分|给分|得分|计|记|给)?(?!以|及|至|之)"
)
_QUOTED = re.compile(r"([“《][^”》]*[”》])")
_NUMERAL = rf"[{_HAN}]{{1,3}}"


_FORMS = [
    (re.compile(pattern), written)
    for pattern, written in (
        # the verbs of losing points, and phrases that only repeat what is left or where counting begins
        (rf"(?<!每项)(?<![加增递缩扣])(?:扣减|扣除|减扣|减去|扣掉|倒扣|减)(?={_N}分)", "扣"),
        (r"在?(?:得满分|满分|分值)的?基础上,?再?(?=扣)", ""),
        (rf"每(?:1?个)?(百分点|{MEASURES})({_N})分(?:扣减|扣除|计扣|扣分|扣)", r"每\1扣\2分"),
        (r"(?:就|对|按)?其?(超过|超出|高出|低于|不足)的?部分,?按?(?=每)", r"\1部分"),
        (r"[,;。](?:符合|满足|达到|具备)的?得分,?[不未](?:符合|满足|达到|具备)的?不得分", ""),
        (r"\(?不论(?:高低|正负|升降|偏高偏低)\)?", ""),
        (r"直接(?=[得计记给]\d)", ""),
        (r"一票否决,(?=(?:本项|该项|此项|本指标|该指标)?(?:[得计记]?0分|不得分))", ""),
        (rf"以([^,;。以为]+?)(?:乘以|[×xX*])(?:{_WEIGHT}|分值)(?:\({_N}分?\))?(?:为|作为|计)得分", r"得分=\1×分值"),
        # a formula in words is a clause of its own: 90%以下,按完成率×分值
        (r"(?:(?<=[%下内])|(?<=%的))(?=按照?[^,;。\d以]{1,8}率(?:乘以|[×xX*])(?:分值|权重))", ","),
    )
]
_WITHOUT = re.compile(
    r"(?P<a>^|[;。\n])有(?P<what>[^,:;。\n\d]{1,12})的[,:](?P<rule>[^;。\n]+[;。\n])(?:没有|无|未安排|不涉及)(?P=what)的[,:]"
)
_NTH = re.compile(rf"(?:自|从)?第(\d+|[{_HAN}]{{1,3}})({MEASURES})(?:起|开始),?每(?:1?个|1)?\2(?=扣)")
_AND = r"(?:、|和|及|与|以及)"
_RESPECTIVELY = re.compile(
    rf"(?P<a>^|[,;。:\n])(?:按照?|对)?(?P<names>[\u4e00-\u9fff]{{1,10}}?(?:{_AND}[\u4e00-\u9fff]{{1,10}}?)+)"
    rf"(?P<each>的?每(?:{MEASURES})(?:\((?:{MEASURES})\))?)?分别(?P<verb>扣|得|加)(?P<points>{_N}分(?:{_AND}(?:扣|得|加)?{_N}分)+)(?=[,;。\n]|$)"
)


def one_writing(text: str, weight: Decimal) -> str:
    """扣1%权重分 and 得分值的一半 as points, ±5% as an absolute value: other ways to write what the grammar knows."""
    text = "".join(part if n % 2 else _in_digits(part) for n, part in enumerate(_QUOTED.split(text)))
    for pattern, written in _FORMS:
        text = pattern.sub(written, text)
    text = _RESPECTIVELY.sub(_one_by_one, dates_apart(text))
    text = _NTH.sub(_from_nth, _WITHOUT.sub(_inapplicable, text))
    text = re.sub(rf"[扣减]({_N})分/(个?百分点|{MEASURES})", r"每\2扣\1分", text)
    text = re.sub(r"\((?:超过|大于)100%(?:的)?[以按]100%计?算?\)", "", text)
    text = re.sub(r"(超过|超出|低于|高于|大于|小于|不超过|在)±", r"绝对值\1", text)
    text = re.sub(r"±(\d+(?:\.\d+)?%?(?:\((?:不)?含\))?)(至|到|-|~|—)±", r"绝对值\1\2", text).replace("±", "绝对值")
    return _SHARE.sub(lambda match: _as_points(match, weight), text)


def _in_digits(text: str) -> str:
    """百分之九十五, 九成 and 得两分 in digits; other numerals may be names (三公经费) and wait for their measure word."""
    text = re.sub(rf"百分之({_NUMERAL})", lambda m: _digits(m[1], "%", m[0]), text)
    text = re.sub(r"([一二三四五六七八九])成(?=[以及的,;。]|$)", lambda m: _digits(m[1], "0%", m[0]), text)
    return re.sub(rf"(?<=[得计记给评扣减加])({_NUMERAL})分(?![之项类别])", lambda m: _digits(m[1], "分", m[0]), text)


def _digits(word: str, unit: str, otherwise: str) -> str:
    number = 100 if word in ("百", "一百") else number_of(word)
    return otherwise if number is None else f"{number}{unit}"


def _inapplicable(match: re.Match[str]) -> str:
    """有专项资金的：甲；没有专项资金的：得3分 as the rule and what is done where it doesn't apply."""
    return f"{match['a']}{match['rule']}无此类项目的,"


def _one_by_one(match: re.Match[str]) -> str:
    """省、市和县每件分别扣3分、2分、1分 as one sentence each; as it stands where the lists differ in length."""
    names, points = re.split(_AND, match["names"]), re.findall(_N, match["points"])
    verbs = set(re.findall("[扣得加]", match["points"]))
    if len(names) != len(points) or not all(names) or verbs - {match["verb"]}:
        return match[0]
    each, verb = match["each"] or "", match["verb"]
    return match["a"] + ";".join(f"{name}{each}{verb}{one}分" for name, one in zip(names, points, strict=True))


def _from_nth(match: re.Match[str]) -> str:
    """自第3件起每件 as 超过2件的，每超过1件."""
    number = Decimal(match[1]) if match[1].isdigit() else number_of(match[1])
    if number is None:
        return match[0]
    return f"超过{number - 1}{match[2]}的,每超过1{match[2]}"


def _as_points(match: re.Match[str], weight: Decimal) -> str:
    """得分值的85% as 得3.4分; as it stands where the points have no end (得三分之一) or 按 says no points."""
    verb, share = match[1], _share(match)
    if share is None or (verb.startswith("按") and not match["tail"]):
        return match[0]
    points = weight * share[0] / share[1]
    if points * share[1] != weight * share[0] or points.as_tuple().exponent < -4:  # type: ignore[operator]  # a finite number
        return match[0]
    return f"{'扣' if verb.startswith('扣') else '得'}{plain(points)}分"


def _share(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """(above, below) of the fraction in a match."""
    percent, below, above, half = (match[n] or match[n + 4] for n in range(2, 6))
    if percent:
        return Decimal(percent), Decimal(100)
    if half:
        return Decimal(1), Decimal(2)
    one, all_of = number_of(above), 100 if below == "百" else number_of(below)
    return (Decimal(one), Decimal(all_of)) if one and all_of else None


_KINDS = "(?:(?:评价|评分|考核|政策|文件)?依据|(?:数据|资料|信息)?来源|(?:计量)?单位)"  # these say nothing of points
_NOTES = re.compile(
    rf"[\[(](?:{_KINDS}|备?注)[:为][^\[\]()]*[\])]"  # [依据:…], (单位:万元)
    r"|[\[(](?:佐证(?:材料|资料)|(?:需|须|应|请)?(?:另|同时)?(?:附|提供|提交))[^\[\]()]*[\])](?=[。;\n]|$)"  # (需附签到表)
    rf"|(?:^|(?<=[\n;。]))(?:{_KINDS}|备?注)\d?:[^\n]*?(?=[。;\n]|$)"  # 注:… up to the end of its sentence
    r"|(?<=[。;\n])\([^()]+\)(?=[。;]?$)"  # a bracket of its own at the end
)
_POINTS = re.compile(r"\d分|[得扣计记加减]分|满分|酌情|否则|按比例|×")
_CHANGES = re.compile(r"[\d≤≥<>=%但若如仅除]|不[含计算]|以[上下内]|超过|[高低多少]于|否则|另")


@dataclass(frozen=True)
class Note:
    """Words beside the rule; `silent`: by their kind they say nothing of points, and no number or condition is in them."""

    words: str
    silent: bool


def without_notes(text: str) -> tuple[str, tuple[Note, ...]]:
    """A plain text less its notes and sources; what speaks of points stays."""
    found: list[Note] = []

    def cut(match: re.Match[str]) -> str:
        words = match[0]
        if _POINTS.search(words) or not text[: match.start()].strip("\n;。"):
            return words
        inner = words.strip("[]()")
        found.append(Note(inner, bool(re.match(_KINDS, inner)) and not _CHANGES.search(inner)))
        return ""

    return _NOTES.sub(cut, text), tuple(found)
