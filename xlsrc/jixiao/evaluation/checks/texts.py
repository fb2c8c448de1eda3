"""A, E, F. What people wrote in words (checks 10, 18, 51, 69, 71, 72). The word lists are templates/narrative."""

import re
from collections.abc import Iterator

from jixiao.evaluation.checks.common import texts_of
from jixiao.evaluation.checks.wording import (
    about_itself,
    is_nothing,
    mentions,
    number_in,
    placeholders,
    points_listed,
    wording,
)
from jixiao.evaluation.scoring.model import Scored
from jixiao.findings import Finding, Kind, Severity
from jixiao.snapshot import Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.typed import folded

OTHER_YEARS = Kind(
    "A10", Severity.WARNING, "文字里有别的年份", "{label}里出现 {years}，评价年度是 {year}。",
    "请核对是不是沿用了旧稿；属实的在处理说明里写明。", "报告写评价年度的情况",
)  # fmt: skip
OUTDATED = Kind(
    "A10", Severity.WARNING, "过时的提法", "{label}里写“{phrase}”，{why}，评价年度是 {year}。", "请改成符合评价年度的提法。", "报告写评价年度的情况"
)  # fmt: skip
FUTURE = Kind(
    "A10", Severity.WARNING, "写成了将来的事", "{label}里写“{words}”，自评报告写的是已经过去的 {year} 年。",
    "请改成实际完成的情况。", "报告写评价年度的完成情况",
)  # fmt: skip
PROJECT_COUNT = Kind(
    "E51", Severity.ERROR, "项目个数与表中不一致", "{label}里写“{words}”，《重点项目》填了 {rows} 个。",
    "请改正文字，或补全《重点项目》。", "文字中的项目数＝表中行数",
)  # fmt: skip
NUMBERS = Kind(
    "F69", Severity.WARNING, "文字里的数字与表中不一致", "{label}里写“{words}”，表中{item}是 {expected}。",
    "请改正文字，或核对表中的数字。", "报告中的数字出自表格",
)  # fmt: skip
LEFTOVER = Kind(
    "F71", Severity.WARNING, "没有删掉的提示或占位符", "{label}里有“{words}”。", "请换成实际内容，或删掉。", "报送材料不留提示和占位符"
)  # fmt: skip
OTHER_UNIT = Kind(
    "F71", Severity.WARNING, "用了别的单位的说法", "{label}里写“{words}”，本单位是{unit}。",
    "请核对是不是照抄了别的单位的材料。", "材料写本单位的情况"
)  # fmt: skip
OTHER_LEVEL = Kind(
    "F71", Severity.HINT, "用了别的级次的说法", "{label}里写“{words}”，本单位预算级次是{level}。",
    "请核对是不是照抄了模板；属实的不用处理。", "材料写本级的情况",
)  # fmt: skip
COUNTS_DIFFER = Kind(
    "F72", Severity.WARNING, "问题与措施条数不对应", "存在问题 {problems} 条，改进措施 {measures} 条。",
    "请逐个问题写改进措施。", "问题与措施一一对应"
)  # fmt: skip
NOTHING = Kind(
    "F72", Severity.WARNING, "得分不高却写“无”", "自评得分 {total} 分，{label}写“无”。", "请写明具体内容。", "90 分以下应有问题和改进"
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


def texts_speak_of_their_time(snapshot: Snapshot) -> Iterator[Finding]:
    """A10: years outside {Y-1, Y, Y+1}, outdated phrases, plans (real: 迎接党的二十大胜利召开, 拟开展, 2024年计划)."""
    year = snapshot.year
    if not year:
        return
    for label, key, text in texts_of(snapshot):
        flat = folded(text)
        yield from _other_years(label, key, flat, year)
        for item in wording()["outdated"]:
            if item["phrase"] in flat and year > item["until"]:
                yield OUTDATED.at(key, label=label, phrase=item["phrase"], why=item["why"], year=year)
        plans = [word for raw in wording()["future"]["words"] if (word := raw.replace("{年度}", str(year))) in flat]
        if plans:
            yield FUTURE.at(key, label=label, words="”“".join(plans), year=year)


def _other_years(label: str, key: Key, text: str, year: int) -> Iterator[Finding]:
    span = wording()["years"]
    found = dict.fromkeys(int(match) for match in _YEAR.findall(text))
    other = [found_year for found_year in found if not year - span["before"] <= found_year <= year + span["after"]]
    if other:
        yield OTHER_YEARS.at(key, label=label, years="、".join(f"{found_year}年" for found_year in other), year=year)


def texts_count_the_projects(snapshot: Snapshot) -> Iterator[Finding]:
    """E51 (real): N个项目 in the text on key projects against the rows of the table."""
    projects = wording()["projects"]
    field, rows = projects["field"], len(snapshot.tables["重点项目"])
    flat = folded(snapshot.text(field))
    for match in re.finditer(projects["pattern"], flat):
        is_part = re.search(projects["unless"], flat[: match.start()])
        if number_in(match["n"]) not in (None, rows) and not is_part:
            yield PROJECT_COUNT.at(field, label=field, words=match[0], rows=rows)


def numbers_in_texts_are_those_of_the_tables(snapshot: Snapshot) -> Iterator[Finding]:
    """F69: 支出预算655.36万元, 编制16名, 5个职能部门 … against the items that the word list names."""
    for label, key, text in texts_of(snapshot):
        flat = about_itself(text, snapshot.unit, snapshot.year)
        if not any(character.isdigit() for character in flat) and "个" not in flat:
            continue
        for mention in mentions():
            known = [number for item in mention.items if (number := snapshot.number(item)) is not None]
            for match in mention.found_in(flat):
                number = number_in(match["n"])
                if known and number is not None and number not in known:
                    words = {"item": mention.label, "expected": " 或 ".join(dict.fromkeys(map(plain, known)))}
                    yield NUMBERS.at(key, label=label, words=match[0], **words)


def texts_hold_no_leftovers(snapshot: Snapshot) -> Iterator[Finding]:
    """F71: XX, 请填写, empty brackets."""
    for label, key, text in texts_of(snapshot):
        found = dict.fromkeys(match[0].strip() for match in placeholders().finditer(text))
        if found:
            yield LEFTOVER.at(key, label=label, words="”“".join(found))


def texts_are_about_this_unit(snapshot: Snapshot) -> Iterator[Finding]:
    """F71: words of another kind of unit (real: 街道 in a township), or of another level of government (a hint)."""
    unit, level = snapshot.unit, snapshot.text("行政级次")
    others = [word for node in wording()["unit"] if node["unit"] in unit for word in node["words"]]
    levels = [word for node in wording()["level"] if node["level"] == level for word in node["words"]]
    for label, key, text in texts_of(snapshot):
        found = [word for word in dict.fromkeys(others) if word in text]
        if found:
            yield OTHER_UNIT.at(key, label=label, words="”“".join(found), unit=unit)
        found = [word for word in levels if word in text]
        if found:
            yield OTHER_LEVEL.at(key, label=label, words="”“".join(found), level=level)


def problems_and_measures_match(scored: Scored) -> Iterator[Finding]:
    """F72: their counts differ by more than 1."""
    problems, measures = (points_listed(scored.snapshot.text(item)) for item in ("存在问题", "改进措施"))
    if problems and abs(problems - measures) > scored.snapshot.setting("问题措施相差"):
        yield COUNTS_DIFFER.at("改进措施", problems=problems, measures=measures)


def low_scores_have_problems(scored: Scored) -> Iterator[Finding]:
    """F72: 无 under 经验 or 问题 with a score below 90."""
    if not scored.complete or scored.total >= scored.framework.settings.excellent:
        return
    for item in ("主要做法和经验", "存在问题"):
        if is_nothing(scored.snapshot.text(item)):
            yield NOTHING.at(item, total=plain(scored.total), label=item)
