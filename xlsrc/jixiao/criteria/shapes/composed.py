"""Rules made of rules: their answers stand one after the other in one text, or in a cell each."""

import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, NamedTuple, TypeVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import lists, typed_text
from jixiao.criteria.excel import parts as excel
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, number, text, when
from jixiao.criteria.shapes.base import Input, Rule
from jixiao.criteria.typed import listed
from jixiao.criteria.words import numbered
from jixiao.values.words import NOT_APPLICABLE

T = TypeVar("T")
DROPPED = text(lists.DROPPED)
# the first one found among the pieces is the whole's
_STOPPING = (Status.REFUSED, Status.MISSING, Status.MANUAL_NEEDED)


class Piece(NamedTuple):
    """One rule of a composed one; name: "" where its answers are known by their own labels."""

    name: str
    rule: Rule

    def told(self, message: str) -> str:
        """A message with the name before it."""
        return f"“{self.name}”：{message}" if self.name else message

    def inputs(self) -> tuple[Input, ...]:
        """What is asked, by the name."""
        asked = self.rule.inputs()
        if not self.name:
            return asked
        return tuple(
            replace(each, label=self.name if len(asked) == 1 else f"{self.name}：{each.label}") for each in asked
        )


class Composed(Rule):
    """Base of the composed rules; `last_open`: the last answer may be left off, without points then."""

    last_open: ClassVar[bool] = False

    @property
    @abstractmethod
    def pieces(self) -> tuple[Piece, ...]:
        """The rules, in the order of their answers."""

    def inputs(self) -> tuple[Input, ...]:
        """Those of the pieces."""
        return tuple(each for piece in self.pieces for each in piece.inputs())

    def filling(self) -> str:
        """填法: one line that says what to type."""
        told = "、".join(f"{asked.label}（{asked.hint}）" for asked in self.inputs())
        return f"完成值依次填 {told}，共 {len(self.inputs())} 个，用逗号分开"

    @property
    def takes_target(self) -> bool:
        """Whether 目标值 matters for a piece."""
        return any(self.targeted())

    def targeted(self) -> tuple[bool, ...]:
        """For each of `inputs` whether a 目标值 belongs to it."""
        return tuple(each for piece in self.pieces for each in piece.rule.targeted())

    def compared(self, answer: Answer) -> Iterable[tuple[str, Rule, Answer]]:
        """Those of the pieces that apply."""
        for piece, own in zip(self.pieces, answer.parts, strict=False):
            if not own.not_applicable:
                for name, rule, each in piece.rule.compared(replace(own, reason=own.reason or answer.reason)):
                    yield (f"“{piece.name}”{name}" if piece.name else name), rule, each

    def answer(self, text: str) -> Answer:
        """是,否,8/10: an answer for each input, in order."""
        return self.answer_of(self._listed(text))

    def answer_of(self, texts: Sequence[str]) -> Answer:
        """One typed text for each of `inputs`, blank or 不适用 where it is so; ValueError in Chinese."""
        answers = []
        for piece, own in self._divided(texts):
            try:
                answers.append(piece.rule.answer_of(own))
            except ValueError as error:
                raise ValueError(piece.told(str(error))) from None
        targets = [each.target for piece, each in zip(self.pieces, answers, strict=True) if piece.rule.takes_target]
        return Answer(parts=tuple(answers), target=targets[0] if len(targets) == 1 else None)

    def _listed(self, text: str) -> list[str]:
        asked = self.inputs()
        texts = listed(text, self._amounts())
        if self.last_open and len(texts) == len(asked) - 1:
            return [*texts, ""]
        if len(texts) != len(asked):
            told = "；".join(f"{numbered(n)}{each.label}（{each.hint}）" for n, each in enumerate(asked, 1))
            raise ValueError(
                f"评分标准有{len(asked)}项要答，“{text}”填写了{len(texts)}项，应依次填写，用逗号分开：{told}。"
            )
        return texts

    def _amounts(self) -> list[bool]:
        return [each.kind == "amount" for each in self.inputs()]

    def _divided(self, given: Sequence[T]) -> Iterator[tuple[Piece, Sequence[T]]]:
        """Each piece with what is its own of as many things as there are inputs."""
        at = 0
        for piece in self.pieces:
            count = len(piece.rule.inputs())
            yield piece, given[at : at + count]
            at += count

    def with_target(self, actual: str, target: str) -> str:
        """The list with the 目标值 behind the answer of the one piece that takes it; ValueError where several do."""
        self._one_target()
        divided = list(self._divided(self._listed(unicodedata.normalize("NFKC", actual).strip())))
        before = [", ".join(own) for _, own in divided]
        after = list(before)
        for n, (piece, own) in enumerate(divided):
            if piece.rule.takes_target and any(own) and any(each != NOT_APPLICABLE for each in own):
                after[n] = piece.rule.with_target(before[n], target.replace(",", ""))
        return actual if after == before else ", ".join(after)

    def _one_target(self) -> None:
        for piece in self.pieces:
            if any(piece.rule.targeted()) and not piece.rule.takes_target:
                raise ValueError(piece.told("要与目标值比较的不止一个数，不能用“目标值”一列，请清空后手工评分。"))
        if not self._has_one_target:
            names = "、".join(each.label for each, own in zip(self.inputs(), self.targeted(), strict=True) if own)
            raise ValueError(f"{names}各有目标值，“目标值”一列请清空，写成完成值/目标值，如12/10。")

    @property
    def _has_one_target(self) -> bool:
        """Whether it is clear whose the column 目标值 is: that of the only answer that takes one."""
        takers = [piece.rule for piece in self.pieces if any(piece.rule.targeted())]
        if sum(self.targeted()) != 1 or not takers[0].takes_target:
            return False
        return not isinstance(takers[0], Composed) or takers[0]._has_one_target

    def outcomes(self, answer: Answer, weights: Sequence[Decimal]) -> list[tuple[Piece, Outcome]]:
        """What each piece gives; a reason given for all counts for each."""
        answers = answer.parts or (Answer(),) * len(self.pieces)
        own = [replace(each, reason=each.reason or answer.reason) for each in answers]
        return [
            (piece, piece.rule.outcome(weight, each))
            for piece, weight, each in zip(self.pieces, weights, own, strict=True)
        ]

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: the list in one cell; the 目标值 is that of the one piece that takes it."""
        line, texts, fits = lists.listed(given, work, self._amounts(), self.last_open)
        takes = self.targeted()
        target = given.target if self._has_one_target else NONE
        read = self.read_of(
            [Given(target if each else NONE, own, grouped=False) for each, own in zip(takes, texts, strict=True)], work
        )
        unclear = any(takes) and not self._has_one_target and given.target != NONE
        clear = [f'{typed_text.folded(given.target)}=""'] if unclear else []
        whole = typed_text.done(line, excel.all_of(fits, *clear, read.readable))
        return replace(whole, parts=read.parts)

    def read_of(self, cells: Sequence[Given], work: Work) -> Read:
        """`answer_of` by a spreadsheet: a cell for each of `inputs`."""
        reads = tuple(piece.rule.read_of(own, work) for piece, own in self._divided(cells))
        return Read(readable=excel.all_in_cells([read.readable for read in reads], work), parts=reads)


def stopped(outcomes: Sequence[tuple[Piece, Outcome]]) -> Outcome | None:
    """Why there are no points yet: every piece that has none, by name; None where nothing is open."""
    without = [(piece, each) for piece, each in outcomes if each.points is None and each.status in _STOPPING]
    found = {outcome.status for _, outcome in without}
    status = next((each for each in _STOPPING if each in found), None)
    return None if status is None else Outcome(None, status, messages=told(without))


def told(outcomes: Iterable[tuple[Piece, Outcome]]) -> tuple[str, ...]:
    """All messages, each with the name of its piece."""
    return tuple(piece.told(message) for piece, outcome in outcomes for message in outcome.messages)


def with_reason_due(outcome: Outcome, outcomes: Sequence[tuple[Piece, Outcome]]) -> Outcome:
    """The outcome of the whole; a reason is due for it where one is due for a piece."""
    due = told((piece, each) for piece, each in outcomes if each.status is Status.REASON_DUE)
    return replace(outcome, status=Status.REASON_DUE, messages=due) if due else outcome


def dropped(rule: Rule, weight: Decimal, read: Read) -> str:
    """Whether a piece doesn't apply and has no points for that, by a spreadsheet."""
    without = rule.points_not_applicable(weight) is None
    tests = [each for each in (read.not_applicable if without else "FALSE", read.nothing) if each != "FALSE"]
    return f"OR({','.join(tests)})" if tests else "FALSE"


def points_formula(rule: Rule, weight: Decimal, read: Read, work: Work) -> str:
    """`Rule.outcome` of a piece by a spreadsheet: the points, DROPPED where it doesn't apply."""
    typed = NONE
    if rule.by_hand:
        score = read.values[0]
        typed = work.put(f"IF({is_number(score)},IF(ROUND({score},2)={score},{score},{NONE}),{NONE})")
    points = rule.formula(weight, read, Given(typed=typed), work)
    full = rule.points_not_applicable(weight)
    given = [] if full is None else [(read.not_applicable, number(full))]
    out = dropped(rule, weight, read)
    return when(*([] if out == "FALSE" else [(out, DROPPED)]), *given, otherwise=points)
