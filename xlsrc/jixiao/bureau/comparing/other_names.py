"""K13: a text that says another unit's name where it speaks of itself.

Superiors, partners and subordinate units are named rightly, so a name alone is nothing. It is told where the name begins a
sentence and goes on as units go on behind their own name in that text, or begins it as units begin theirs (learned from all
filings), or with the words of templates/narrative/单位类别.toml (`self`); and where the text is a copy of that unit's, by K11.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.bureau.comparing.copies import Overlap, pieces, written
from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.names import by_name, called, one_of, related
from jixiao.bureau.comparing.normal import NUMBER, OWN, normal, quoted
from jixiao.bureau.comparing.shingles import Piece, Span
from jixiao.bureau.comparing.telling import suspicion
from jixiao.evaluation.checks.unit_kinds import self_tails
from jixiao.findings import kind_of
from jixiao.values.typed import folded

OTHER_NAME = kind_of("K13")
TAIL, BEGIN, AROUND = 4, 8, 12
AS_ITSELF, IN_A_COPY = "这句话里别的单位写的都是自己", "这段文字又和那家单位的雷同"
_BEGINS = re.compile(rf"(?:^|[。;:!?]|(?:^|[。;:!?,])(?:{NUMBER}年度?(?:以来)?|今年以来|一年来|全年),?)$")
_WORDS = re.compile(r"[\u4e00-\u9fff]{3}")


@dataclass(frozen=True)
class Told:
    """Another unit's name in a text: whose it is, the words around it, why it is told."""

    piece: Piece
    name: str
    unit: str
    sentence: str
    why: str


def names_are_the_units_own(filings: Filings, copies: Sequence[Overlap]) -> Iterator[Suspicion]:
    """K13: once a text and name."""
    names = by_name(sorted({*map(folded, filings.units.values()), *map(folded, filings.roster)}))
    find = one_of(names)
    found = [*_as_itself(filings, names, find), *_in_copies(names, find, copies)]
    seen = set()
    for told in found:
        about = told.piece.unit, told.piece.row.item, told.unit
        if about not in seen and not related(told.piece.unit, told.unit):
            seen.add(about)
            yield _suspicion(filings, told, about)


def _suspicion(filings: Filings, told: Told, about: tuple[str, ...]) -> Suspicion:
    row = told.piece.row
    sentence = quoted(row.text, told.sentence)
    side = filings.side(row, row.item, sentence)
    words = {"label": row.item, "name": told.unit, "sentence": sentence, "why": told.why}
    return suspicion(OTHER_NAME, about, [side], None, unit=told.piece.unit, **words)


def _as_itself(filings: Filings, names: dict[str, str], find: re.Pattern[str]) -> Iterator[Told]:
    for _, items in written(filings):
        held = pieces(filings, items)
        named = [piece for piece in held if find.search(piece.row.text)]
        usual = Usual.of(held, int(filings.limit("自称单位数"))) if named else None
        for piece in named if usual else ():
            text = _own_named(piece)
            for match in find.finditer(text):
                before, behind = text[: match.start()], text[match.end() :]
                if usual and usual.speaks_of_itself(before[-AROUND:], behind[:AROUND], at_begin=not before):
                    sentence = match[0] + behind[:AROUND].partition("。")[0]
                    yield Told(piece, match[0], names[match[0]], sentence.replace(OWN, piece.unit), AS_ITSELF)


@dataclass(frozen=True)
class Usual:
    """How units speak of themselves in the texts to one question: behind their own name, and where a text begins."""

    behind: frozenset[str]
    begins: frozenset[str]

    @classmethod
    def of(cls, held: Iterable[Piece], least: int) -> "Usual":
        """What at least so many units write."""
        behind, begins = set[tuple[int, str]](), set[tuple[int, str]]()
        for piece in held:
            text = normal(_sentences(piece.row.text), piece.unit)
            begins.add((piece.owner, text[:BEGIN]))
            behind |= {(piece.owner, tail) for tail in _tails(text)}
        return cls(*(_by_many(found, least) for found in (behind, begins)))

    def speaks_of_itself(self, before: str, behind: str, at_begin: bool) -> bool:
        """Whether a name with these words around it stands where the own name would."""
        signs = normal(behind, "")
        if not _BEGINS.search(normal(before, "")):
            return False
        told = signs[:TAIL] in self.behind or signs.removeprefix("的").startswith(self_tails())
        return told or (at_begin and signs[:BEGIN] in self.begins)


def _tails(text: str) -> Iterator[str]:
    for at in re.finditer(OWN, text):
        tail = text[at.end() : at.end() + TAIL]
        if _WORDS.match(tail) and _BEGINS.search(text[max(0, at.start() - AROUND) : at.start()]):
            yield tail


def _by_many(found: Iterable[tuple[int, str]], least: int) -> frozenset[str]:
    counts = Counter(words for _, words in found)
    return frozenset(words for words, count in counts.items() if count >= least)


def _sentences(text: str) -> str:
    return text.replace("\n", "。")


def _own_named(piece: Piece) -> str:
    """The folded text, its own names as one sign: 县水务局 within 某县水务局河道所 is no other unit."""
    text = folded(_sentences(piece.row.text))
    for name in called(folded(piece.unit)):
        text = text.replace(name, OWN)
    return text


def _in_copies(names: dict[str, str], find: re.Pattern[str], copies: Sequence[Overlap]) -> Iterator[Told]:
    for found in copies:
        yield from _with_its_name(names, find, found.one, found.other)
        yield from _with_its_name(names, find, found.other, found.one)


def _with_its_name(names: dict[str, str], find: re.Pattern[str], span: Span, other: Span) -> Iterator[Told]:
    text = _own_named(span.piece)
    for match in find.finditer(text):
        if names[match[0]] == folded(other.piece.unit):
            around = text[max(0, match.start() - AROUND) : match.end() + AROUND].replace(OWN, span.piece.unit)
            yield Told(span.piece, match[0], names[match[0]], around, IN_A_COPY)
