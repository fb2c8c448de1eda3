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
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import PROJECTS
from jixiao.forms.spec import TAKEN
from jixiao.snapshot import Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.typed import folded

OTHER_YEARS = kind_of("A10")
OUTDATED = kind_of("A14")
FUTURE = kind_of("A15")
PROJECT_COUNT = kind_of("E51")
NUMBERS = kind_of("F69")
LEFTOVER = kind_of("F71")
OTHER_UNIT = kind_of("F75")
OTHER_LEVEL = kind_of("F76")
COUNTS_DIFFER = kind_of("F72")
NOTHING = kind_of("F77")
USUAL_TAKEN = kind_of("A17")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


def usual_texts_are_taken(snapshot: Snapshot) -> Iterator[Finding]:
    """A17: which blank texts are taken from the usual ones beside them, an answer's doing: one finding, at the answer."""
    taken: dict[str, list[str]] = {}
    for entry in snapshot.entries.values():
        if entry.spec.usual and entry.implied:
            taken.setdefault(entry.spec.usual, []).append(entry.spec.label)
    for question, labels in taken.items():
        answer = snapshot.text(question)
        heading = answer.removeprefix(TAKEN.format(""))
        yield USUAL_TAKEN.at(question, answer=answer, labels="、".join(labels), heading=heading)


def texts_speak_of_their_time(snapshot: Snapshot) -> Iterator[Finding]:
    """A10: years outside {Y-1, Y, Y+1}. A14, A15: outdated phrases, plans (real: 迎接党的二十大胜利召开, 拟开展)."""
    year = snapshot.year
    if not year:
        return
    outdated = [item for item in wording()["outdated"] if year > item["until"]]
    future = [raw.replace("{年度}", str(year)) for raw in wording()["future"]["words"]]
    for label, key, text in texts_of(snapshot):
        flat = folded(text)
        yield from _other_years(label, key, flat, year)
        for item in outdated:
            if item["phrase"] in flat:
                yield OUTDATED.at(key, label=label, phrase=item["phrase"], why=item["why"], year=year)
        plans = [word for word in future if word in flat]
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
    field, rows = projects["field"], len(snapshot.tables[PROJECTS])
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
            for match in mention.found_in(flat):
                known = [number for item in mention.items if (number := snapshot.number(item)) is not None]
                number = number_in(match["n"])
                if known and number is not None and number not in known:
                    words = {"item": mention.label, "expected": " 或 ".join(dict.fromkeys(map(plain, known)))}
                    yield NUMBERS.at(key, mention.items, label=label, words=match[0], **words)


def texts_hold_no_leftovers(snapshot: Snapshot) -> Iterator[Finding]:
    """F71: XX, 请填写, empty brackets."""
    for label, key, text in texts_of(snapshot):
        found = dict.fromkeys(match[0].strip() for match in placeholders().finditer(text))
        if found:
            yield LEFTOVER.at(key, label=label, words="”“".join(found))


def texts_are_about_this_unit(snapshot: Snapshot) -> Iterator[Finding]:
    """F75: words of another kind of unit (real: 街道 in a township). F76: of another level of government (a hint)."""
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
    """F77: 无 under 经验 or 问题 with a score below 90."""
    if not scored.complete or scored.total >= scored.framework.settings.excellent:
        return
    for item in ("主要做法和经验", "存在问题"):
        if is_nothing(scored.snapshot.text(item)):
            yield NOTHING.at(item, scored.read, total=plain(scored.total), label=item)
