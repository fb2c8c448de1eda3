"""What a clerk reads beside an indicator: 填法 (how to fill its row) and 识别结果 (how its criterion was understood)."""

from collections.abc import Iterator, Sequence

from jixiao.criteria import Criterion, Manual, Reading, Standing, preview, render
from jixiao.frameworks.confirming import CONFIRMED, PROPOSED, READING
from jixiao.frameworks.model import Indicator
from jixiao.frameworks.parts import ALL_YES, asks_checks, parts_of

VALUES = 4  # that a reading to choose shows


def how_to_fill(indicator: Indicator) -> str:
    """One line: what to type into the row of this indicator."""
    rule = indicator.criterion.rule
    if indicator.value and not isinstance(rule, Manual):
        return "自动取数，不用填"
    parts = parts_of(indicator)
    if not parts:
        return rule.filling()
    here = f"在下面“逐项填报”里填（{len(parts)} 项）"
    return f"{here}；各项都是的，在这里填“{ALL_YES}”" if asks_checks(indicator) else here


def understood_as(indicator: Indicator) -> str:
    """识别结果 of an indicator's criterion: how it is read and what that gives; of proposals, all to choose from."""
    decided, criterion = indicator.decided, indicator.criterion
    if decided.problem:
        return "\n".join([f"{_head(indicator)}。", *_to_choose(criterion)])
    if criterion.standing is Standing.PROPOSED:
        return "\n".join([f"{PROPOSED}，请在“{CONFIRMED}”里选：", *_to_choose(criterion)])
    head, values = _head(indicator), preview(criterion.rule, indicator.weight)
    return "\n".join([f"{head}。{values}" if values else head, *_unused(criterion.readings[:1])])


def in_short(indicator: Indicator) -> str:
    """The same in a few words, where the row only has to be recognised: 待确认（阶梯扣分，3 种读法）."""
    criterion = indicator.criterion
    if criterion.standing is not Standing.PROPOSED or indicator.decided.problem:
        return _head(indicator)
    count = len(criterion.candidates)
    return f"{PROPOSED}（{criterion.candidates[0].rule.label}{f'，{count} 种读法' if count > 1 else ''}）"


def _head(indicator: Indicator) -> str:
    criterion, problem = indicator.criterion, indicator.decided.problem
    if problem:
        return f"{PROPOSED}：{problem}"
    return f"已{CONFIRMED}：{criterion.shape}" if criterion.chosen else how_understood(criterion)


def _to_choose(criterion: Criterion) -> Iterator[str]:
    """读法1：the rule in words, what it gives and what is uncertain; of what else one reading may mean the difference."""
    defaults = len(criterion.readings) == 1
    for number, candidate in enumerate(criterion.candidates, 1):
        values = preview(candidate.rule, criterion.weight, VALUES)
        if defaults and number > 1:
            yield f"{READING}{number}：同上，但{candidate.uncertain[-1]}。{values}"
            continue
        doubts = "；".join(criterion.readings[0].uncertain if defaults else candidate.uncertain)
        yield f"{READING}{number}：{render(candidate.rule, criterion.weight)}{values}{f'（{doubts}）' if doubts else ''}"
    yield from _unused(criterion.readings[:1])


def _unused(readings: Sequence[Reading]) -> list[str]:
    """The words of the text that a reading does without."""
    words = [word for reading in readings for word in reading.unused]
    return [f"没有用到的字：{'、'.join(words)}"] if words else []


def how_understood(criterion: Criterion) -> str:
    """The shape, or 手工 with the words that were not understood, or the contradiction."""
    if criterion.problem:
        return f"手工（{criterion.problem}）"
    if criterion.not_understood:
        return f"手工（看不懂：{'、'.join(criterion.not_understood)}）"
    if criterion.standing is Standing.PROPOSED and not criterion.settled:
        return f"手工（待确认：{criterion.readings[0].uncertain[0]}）"
    return criterion.shape
