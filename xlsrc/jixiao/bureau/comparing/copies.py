"""Copied texts: what two texts share, boilerplate left out. Candidates and measure are the same exact count.

A shingle is boilerplate where more than 套话单位数 units wrote it to the same question (or more than a tenth of them, where
they are few), or where the prompts of the forms or templates/bureau/套话.toml have it.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache

from jixiao import resources
from jixiao.bureau.comparing.filings import Filings, questions
from jixiao.bureau.comparing.normal import normal
from jixiao.bureau.comparing.rare import Keys
from jixiao.bureau.comparing.shingles import SIZE, Piece, Shingled, Span, keys_of, longest_run
from jixiao.bureau.comparing.units import few
from jixiao.forms import load_forms
from jixiao.forms.project_sheet import load_project_form
from jixiao.values.rounding import percent_of

FILE = "套话.toml"
NOT_WRITTEN = frozenset({"通知标题", "通知文号", "内设机构名称"})  # copied from others by their nature
PATCHED = 2000  # signs of a run that the other text has in pieces: the time is that times its length
LEAST_SHINGLES = 8  # some 15 signs in one piece: less is no part of a copy
OF_ITS_KIND = frozenset({"主要职责"})  # 三定方案: hospitals of towns have the same, rightly


@dataclass(frozen=True)
class Overlap:
    """Two texts that share what only few have.

    `asked`: the question; `signs`: how many are the same; `share`: of the text that has less of its own, in percent; `one`
    and `other`: the longest passage, in both.
    """

    asked: str
    signs: int
    share: Decimal
    one: Span
    other: Span

    @property
    def length(self) -> int:
        """Signs of the longest passage."""
        return self.one.end - self.one.begin


def overlaps(filings: Filings) -> Iterator[Overlap]:
    """The alike texts of every two units of which one is a copy: much of it is the same, or a long passage is.

    Short texts that are alike (three problems that units of one field have in common) tell nothing by themselves; beside a
    copy they are shown.
    """
    alike: dict[tuple[str, str], list[Overlap]] = {}
    for asked, items in written(filings):
        for found in _alike(filings, asked, items):
            alike.setdefault((found.one.piece.unit, found.other.piece.unit), []).append(found)
    for found_of_pair in alike.values():
        if any(_is_copy(filings, found) for found in found_of_pair):
            yield from found_of_pair


def _alike(filings: Filings, asked: str, items: tuple[str, ...]) -> Iterator[Overlap]:
    held = pieces(filings, items) if asked not in OF_ITS_KIND else []
    texts = Shingled(held, boilerplate(filings, held), boilerplate_keys())
    for one, other, count in texts.rare.pairs():
        if count >= LEAST_SHINGLES:
            shared = Shared.of(texts, one, other)
            if shared.share >= filings.limit("雷同比例") or shared.end - shared.begin >= filings.limit("雷同段字数"):
                yield overlap(asked, texts, one, other, shared)


def _is_copy(filings: Filings, found: Overlap) -> bool:
    much = found.signs >= filings.limit("雷同最少字数") and found.share >= filings.limit("雷同比例")
    return much or found.length >= filings.limit("雷同段字数")


def written(filings: Filings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(question, its items) of all that units write in words."""
    return ((asked, items) for asked, items in questions(filings.memory, "texts").items() if asked not in NOT_WRITTEN)


def pieces(filings: Filings, items: tuple[str, ...]) -> list[Piece]:
    """What was written to a question, long enough to hold a shingle."""
    rows = (row for row in filings.rows("texts", items) if len(row.text) >= SIZE)
    return [Piece(filings.rank[filings.units[row.digest]], filings.units[row.digest], row) for row in rows]


def boilerplate(filings: Filings, held: list[Piece]) -> int:
    """How many units may write a thing before it is everybody's."""
    return few(filings, len({piece.owner for piece in held}))


@cache
def boilerplate_keys() -> Keys:
    """What the forms and known phrases say."""
    specs = [
        *load_forms().items(),
        *((item, spec) for s in load_project_form().sections for spec, item in s.field_cells()),
    ]
    phrases = tomllib.loads(resources.templates("bureau", FILE).read_text(encoding="utf-8"))["phrases"]
    return keys_of(normal(text, "") for text in (*(spec.prompt for _, spec in specs), *phrases))


@dataclass(frozen=True)
class Shared:
    """How much two pieces share: signs, share in percent, and the longest run in the first of them."""

    signs: int
    share: Decimal
    begin: int
    end: int

    @classmethod
    def of(cls, texts: Shingled, one: int, other: int) -> "Shared":
        """Counted."""
        here, there = texts.shared(one, other), texts.shared(other, one)
        shares = [_share(int(shared.sum()), int(texts.own(n).sum())) for shared, n in ((here, one), (there, other))]
        return cls(int(min(here.sum(), there.sum())), max(shares), *longest_run(here))


def overlap(asked: str, texts: Shingled, one: int, other: int, shared: Shared) -> Overlap:
    """With the longest passage in both."""
    span = _found_in(texts.pieces[one], shared.begin, shared.end, texts.pieces[other])
    return Overlap(asked, shared.signs, shared.share, *span)


def _share(part: int, whole: int) -> Decimal:
    return percent_of(Decimal(part), Decimal(whole)) or Decimal(0)


def _found_in(piece: Piece, begin: int, end: int, other: Piece) -> tuple[Span, Span]:
    """The run, as far as the other text has it in one piece too."""
    run, text = piece.mapped.signs[begin:end], other.mapped.signs
    if (at := text.find(run)) >= 0:
        return Span(piece, begin, end), Span(other, at, at + len(run))
    run = run[:PATCHED]
    match = SequenceMatcher(None, run, text, autojunk=False).find_longest_match()
    one = Span(piece, begin + match.a, begin + match.a + match.size)
    return one, Span(other, match.b, match.b + match.size)
