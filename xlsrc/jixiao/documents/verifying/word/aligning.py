"""Pieces of two documents side by side: changed, added, removed, moved; each told once, with what is around it."""

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from jixiao.documents.verifying.difference import Difference, Sort
from jixiao.documents.verifying.weighing import hiding, weigh
from jixiao.documents.verifying.word.reading import Piece

ALIKE = 0.5  # of their characters: the same piece, edited
MOST_PAIRS = 2500  # beyond that pieces are taken in their order
AROUND = 14
MISSING, ADDED = "（没有这一处）", "（没有这一处）"
PLAINLY = "正常显示"
Pair = tuple[Piece | None, Piece | None]
"""(expected, found)."""


def differing(
    file: str, story: str, expected: Sequence[Piece], found: Sequence[Piece], names: Collection[str]
) -> Iterator[Difference]:
    """Where two stories differ. `names` count like figures (the unit's name)."""
    pairs = list(_pairs(expected, found))
    removed = [want for want, have in pairs if want and not have and want.text]
    for want, have in pairs:
        if want and have:
            yield from _changed(file, story, want, have, names)
        elif have and have.text:
            origin = next((one for one in removed if one.text == have.text), None)
            if origin:
                removed.remove(origin)
                words = f"由{origin.place}移来：{have.text}"
                yield Difference(file, _at(story, have.place), words, f"在{origin.place}", Sort.WORDS)
            else:
                yield Difference(file, f"{_at(story, have.place)}（多出）", have.text, MISSING, hiding(have.text))
            yield from _odd(file, story, have, ())
        elif have:
            yield from _odd(file, story, have, ())
    for want in removed:
        yield Difference(file, f"{_at(story, want.place)}（缺少）", MISSING, want.text, hiding(want.text))


def _pairs(expected: Sequence[Piece], found: Sequence[Piece]) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, [one.text for one in expected], [one.text for one in found], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(expected[a:b], found[c:d], strict=True)
        else:
            yield from _paired(expected[a:b], found[c:d])


def _paired(expected: Sequence[Piece], found: Sequence[Piece]) -> Iterator[Pair]:
    """The best pairing that keeps the order; pieces that resemble none stand alone."""
    if len(expected) == len(found) or len(expected) * len(found) > MOST_PAIRS:
        for n in range(max(len(expected), len(found))):
            yield (expected[n] if n < len(expected) else None, found[n] if n < len(found) else None)
        return
    best = [[0.0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    alike = [[_alike(want, have) for have in found] for want in expected]
    for i in reversed(range(len(expected))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    i = j = 0
    while i < len(expected) or j < len(found):
        if i < len(expected) and j < len(found) and alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield expected[i], found[j]
            i, j = i + 1, j + 1
        elif i < len(expected) and (j == len(found) or best[i][j] == best[i + 1][j]):
            yield expected[i], None
            i += 1
        else:
            yield None, found[j]
            j += 1


def _alike(want: Piece, have: Piece) -> float:
    matcher = SequenceMatcher(None, want.text, have.text, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def _changed(file: str, story: str, want: Piece, have: Piece, names: Collection[str]) -> Iterator[Difference]:
    if want.text != have.text:
        said, due = around(have.text, want.text)
        yield Difference(file, _at(story, want.place), said, due, weigh(have.text, want.text, names))
    yield from _odd(file, story, have, want.odd)
    for what, text in want.odd:
        if (what, text) not in have.odd:
            yield Difference(file, f"{_at(story, have.place)}“{text[:20]}”", PLAINLY, what, hiding(text))


def _odd(file: str, story: str, have: Piece, known: Collection[tuple[str, str]]) -> Iterator[Difference]:
    for what, text in have.odd:
        if (what, text) not in known:
            yield Difference(file, f"{_at(story, have.place)}“{text[:20]}”", what, PLAINLY, hiding(text))


def _at(story: str, place: str) -> str:
    return place if story == "正文" or place.startswith(story) else f"{story}{place}"


def around(found: str, expected: str) -> tuple[str, str]:
    """Both texts from a little before where they begin to differ to a little after where they end to."""
    start = next(
        (n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected))
    )
    end = 0
    while end < min(len(found), len(expected)) - start and found[-1 - end] == expected[-1 - end]:
        end += 1
    first, left = max(0, start - AROUND), "…" if start > AROUND else ""
    cut = []
    for text in (found, expected):
        last = min(len(text), len(text) - end + AROUND)
        cut.append(f"{left}{text[first:last]}{'…' if last < len(text) else ''}")
    return cut[0], cut[1]
