"""A printed text covered by the pieces it should be made of: what is missing, what is changed, what is left over.

A PDF knows no paragraphs and no cells, only letters in the order they were printed. Blanks count for nothing but where a
line or cell may begin and end; a piece may go on behind a page's foot and head.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest

from jixiao.documents.verifying.difference import Difference, Sort
from jixiao.documents.verifying.weighing import hiding, weigh
from jixiao.documents.verifying.word.aligning import ADDED, MISSING, around

GONE = "\0"  # what is accounted for
LONG = 8  # characters: so long a piece needn't begin where a line does
CHUNK = 5  # characters of a changed piece that are the same
SURE = 20  # characters that stand nowhere else
NEAR = 60
MOST_MOVED = 5  # one piece of so many
FAR = 1500  # characters of feet, heads and titles that may stand within a piece


@dataclass(frozen=True)
class Text:
    """A paragraph or cell with its place as a person would say it."""

    place: str
    text: str


@dataclass(frozen=True)
class Known:
    """What may stand in a print besides its pieces: heads of pages, any number of times; texts of cells that go over pages,
    of which every page has some; labels and ticks of a chart, once each."""

    repeated: Iterable[str] = ()
    over_pages: Iterable[str] = ()
    once: Iterable[str] = ()
    ordered: Callable[[str], object] = bool
    """Which pieces are printed in their order: all of a report; of a sheet the figures, long texts come behind them."""


def packed(text: str) -> str:
    """Without blanks, every character in one form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Cover:
    """The letters of a printed text; `left`: those not accounted for; `edges`: where a word or line begins or ends, `pages`
    where a page does."""

    def __init__(self, printed: str) -> None:
        pages = [page.split() for page in unicodedata.normalize("NFKC", printed).split("\f")]
        self.left = self.text = "".join(word for page in pages for word in page)
        self.edges = {0, *accumulate(len(word) for page in pages for word in page)}
        self.pages = set(accumulate(sum(map(len, page)) for page in pages))

    def take(self, piece: str, start: int = 0) -> int | None:
        """Account for a piece that stands there as it is; where it stood."""
        at = self._between_edges(piece, start, whole=True)
        if at is None:
            at = self._between_edges(piece, start, whole=False)
        if at is None and len(piece) >= LONG:
            at = self.left.find(piece, start)
        if at is None or at < 0:
            return None
        self._gone(at, len(piece))
        return at

    def chunks(self, piece: str) -> list[tuple[int, int, int]]:
        """(position in the piece, in the text, length) of what stands there of a piece, in order; accounted for."""
        found: list[tuple[int, int, int]] = []
        p = at = skipped = 0
        while p + min(CHUNK, len(piece)) <= len(piece):
            spot = self._goes_on(piece[p : p + SURE], at, skipped, begun=bool(found))
            if spot < 0:
                p, skipped = p + 1, skipped + 1
                continue
            n = CHUNK
            while p + n < len(piece) and self.left[spot + n : spot + n + 1] == piece[p + n]:
                n += 1
            found.append((p, spot, n))
            p, at, skipped = p + n, spot + n, 0
        for _, spot, n in found:
            self._gone(spot, n)
        return found

    def _goes_on(self, words: str, at: int, skipped: int, *, begun: bool) -> int:
        """Where: soon after where it broke off, where a few letters tell; else anywhere behind it, where many do."""
        if not begun:
            return self._begins(words)
        room = FAR if not skipped else 2 * skipped + NEAR
        spot = self.left.find(words[:CHUNK], at, at + room)
        return self.left.find(words, at) if spot < 0 and len(words) == SURE else spot

    def _begins(self, words: str) -> int:
        """Where most of the words stand."""
        best, length = -1, 0
        at = self.left.find(words[:LONG])
        while at >= 0 and length < len(words):
            same = next((n for n, letter in enumerate(words) if self.left[at + n : at + n + 1] != letter), len(words))
            if same > length:
                best, length = at, same
            at = self.left.find(words[:LONG], at + 1)
        return best

    def excuse(self, text: str) -> None:
        """Account for what is printed again of a text: a cell over several pages is, on each."""
        at = 0
        while at + LONG <= len(self.left):
            n = LONG
            if self.left[at : at + n] not in text:
                at += 1
                continue
            while at + n < len(self.left) and self.left[at : at + n + 1] in text:
                n += 1
            self._gone(at, n)
            at += n

    def rest(self) -> Iterator[tuple[int, str]]:
        """(position, text) of what isn't accounted for, a word each."""
        at = 0
        while at < len(self.left):
            end = at + 1
            while end < len(self.left) and end not in self.edges and GONE not in (self.left[end], self.left[at]):
                end += 1
            if self.left[at] != GONE:
                yield at, self.left[at:end]
            at = end

    def between(self, start: int, end: int) -> str:
        """What isn't accounted for there; it is, then."""
        said = self.left[start:end].replace(GONE, "")
        self._gone(start, max(0, end - start))
        return said

    def _between_edges(self, piece: str, start: int, *, whole: bool) -> int | None:
        """`whole`: no word begins within it, so that 10 beside 0 isn't 100."""
        at = self.left.find(piece, start)
        while at >= 0:
            inner = whole and any(n in self.edges for n in range(at + 1, at + len(piece)))
            if not inner and self._is_edge(at, at - 1) and self._is_edge(at + len(piece), at + len(piece)):
                return at
            at = self.left.find(piece, at + 1)
        return None

    def _is_edge(self, at: int, beside: int) -> bool:
        return at in self.edges or not 0 <= beside < len(self.left) or self.left[beside] == GONE

    def _gone(self, at: int, length: int) -> None:
        self.left = self.left[:at] + GONE * length + self.left[at + length :]


def covered(
    file: str,
    cover: Cover,
    expected: Sequence[Text],
    known: Known,
    names: tuple[str, ...],
) -> Iterator[Difference]:
    """Every piece must stand there, as often as it should. `known`: what may be left, any number of times; or once."""
    texts = {n: packed(one.text) for n, one in enumerate(expected)}
    order = sorted((n for n, text in texts.items() if text), key=lambda n: -len(texts[n]))
    long, short = ([n for n in order if (len(texts[n]) >= LONG) is wanted] for wanted in (True, False))
    spots = {n: at for n in long if (at := cover.take(texts[n])) is not None}
    missing = []
    for n in [n for n in long if n not in spots]:
        at, told = _in_chunks(file, cover, expected[n], texts[n], names)
        yield from told
        spots |= {n: at} if at is not None else {}
    for n in short:
        at = cover.take(texts[n])
        if at is None:
            missing.append(n)
        else:
            spots[n] = at
    _besides(cover, known)
    yield from _compared(file, _Laid(expected, spots, missing, list(cover.rest())), known, names)


def _besides(cover: Cover, known: Known) -> None:
    for piece in sorted({packed(one) for one in known.repeated} - {""}, key=len, reverse=True):
        while cover.take(piece) is not None:
            pass
    for text in known.over_pages:
        cover.excuse(packed(text))
    for piece in sorted((packed(one) for one in known.once if one.strip()), key=len, reverse=True):
        cover.take(piece)


def _in_chunks(
    file: str, cover: Cover, due: Text, piece: str, names: tuple[str, ...]
) -> tuple[int | None, list[Difference]]:
    """A piece that goes over a page's end, or is changed; where it begins, and what differs."""
    found = cover.chunks(piece)
    if not found:
        return None, [Difference(file, f"{due.place}（缺少）", MISSING, due.text, hiding(due.text))]
    said, p, at = "", 0, found[0][1]
    for begins, spot, length in found:
        if _is_lost(piece[p:begins], any(at <= end <= spot for end in cover.pages)):
            said += piece[p:begins]
        elif begins > p or (said and not any(at <= end <= spot for end in cover.pages)):  # something else stands there
            said += cover.between(at if said else max(0, spot - (begins - p)), spot)
        said += cover.text[spot : spot + length]
        p, at = begins + length, spot + length
    if p < len(piece):
        said += cover.between(at, at + len(piece) - p)
    if said == piece:
        return found[0][1], []
    have, want = around(said, piece)
    return found[0][1], [Difference(file, due.place, have, want, weigh(said, piece, names))]


def _is_lost(text: str, at_page_end: bool) -> bool:
    """A sign that hangs over the edge at a page's end: programs print it, others can't read it back."""
    return len(text) == 1 and unicodedata.category(text).startswith("P") and at_page_end


@dataclass
class _Laid:
    """Pieces with where they stand, those that stand nowhere, and what stands there besides."""

    expected: Sequence[Text]
    spots: dict[int, int]
    missing: list[int]
    rest: list[tuple[int, str]]


def _compared(file: str, laid: _Laid, known: Known, names: tuple[str, ...]) -> Iterator[Difference]:
    """Piece by piece in their order, where that is kept; else each alone."""
    texts = {n: packed(laid.expected[n].text) for n in [*laid.spots, *laid.missing]}
    due = sorted(n for n, text in texts.items() if known.ordered(text))
    held = [(laid.spots[n], texts[n]) for n in due if n in laid.spots]
    held = sorted(held + [one for one in laid.rest if known.ordered(one[1])])
    removed, added = [], []
    for kind, a, b, c, d in SequenceMatcher(
        None, [texts[n] for n in due], [text for _, text in held], autojunk=False
    ).get_opcodes():
        if kind != "equal":
            removed.append(due[a:b])
            added.append([text for _, text in held[c:d]])
    moved = Counter(texts[n] for some in removed for n in some) & Counter(text for some in added for text in some)
    if moved.total() * MOST_MOVED > len(due):
        yield Difference(file, "次序", "排列得不同，先后次序没有核对", "", Sort.LOOKS)
        yield from _unlike(file, laid.expected, sorted(laid.missing), [text for _, text in laid.rest], names)
        return
    for some, others in zip(removed, added, strict=True):
        yield from _unlike(file, laid.expected, some, others, names, moved)
    behind = [text for _, text in laid.rest if not known.ordered(text)]
    yield from _unlike(file, laid.expected, sorted(set(laid.missing) - set(due)), behind, names)


def _unlike(
    file: str,
    expected: Sequence[Text],
    missing: Sequence[int],
    others: Sequence[str],
    names: tuple[str, ...],
    moved: Collection[str] = (),
) -> Iterator[Difference]:
    """What is missing beside what stands there instead."""
    for n, said in zip_longest(missing, others):
        if n is None:
            if said not in moved:
                yield Difference(file, "（多出）", said, ADDED, hiding(said))
        elif said is not None:
            yield Difference(file, expected[n].place, said, expected[n].text, weigh(said, expected[n].text, names))
        else:
            due = expected[n]
            gone = packed(due.text) not in moved
            where = f"{due.place}（缺少）" if gone else f"{due.place}（位置变了）"
            yield Difference(file, where, MISSING if gone else "在别处", due.text, hiding(due.text))
