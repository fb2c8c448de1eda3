"""A Word report held against the report as it should be, made again from the reference."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jixiao.documents.report import make_report
from jixiao.documents.report.render import DRAFT
from jixiao.documents.verifying.difference import Difference, Sort
from jixiao.documents.verifying.facts import differing as facts_differing
from jixiao.documents.verifying.marks import code_differences, mark_differences, marks_as_such
from jixiao.documents.verifying.reading import custom_properties, custom_properties_in
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.word import aligning
from jixiao.documents.verifying.word.reading import Piece, Word, read_word, word_in
from jixiao.evaluation.fingerprint import LABEL
from jixiao.values.words import YES

MANY = 5
GRAVE = frozenset("altChunk subDoc ins del moveFrom moveTo object control dataBinding".split())
"""Elements that bring in or take away something, wherever they stand."""


def docx_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """Everything in a Word report that is not the reference's: figures, words, marks of a draft, looks."""
    found, known = read_word(path), custom_properties(path)
    draft = known.get(DRAFT) == YES if reference.draft is None else reference.draft
    expected, wanted = expected_report(reference, draft=draft)
    said = texts_of(found)
    yield from mark_differences(path, said, texts_of(expected), reference)
    yield from code_differences(path, said, reference)
    names = (reference.submission.evaluation.unit,)
    for story in dict.fromkeys([*expected.stories, *found.stories]):
        due, held = (_unmarked(word.stories.get(story, [])) for word in (expected, found))
        yield from _gathered(aligning.differing(path.name, story, due, held, names))
    yield from facts_differing(path.name, found.facts, expected.facts)
    yield from _looks(path, found, expected)
    for label in (LABEL, DRAFT):
        if known.get(label, "") != wanted[label]:
            yield Difference(path.name, f"文档属性“{label}”", known.get(label, ""), wanted[label])
    more = found.marks - expected.marks
    if more:
        sort = Sort.WORDS if more & GRAVE else Sort.LOOKS
        yield Difference(path.name, "用到的格式标记", "、".join(sorted(more)), "", sort)


def _gathered(differences: Iterable[Difference]) -> Iterator[Difference]:
    """What hides text in many places, as a style does, told once with the first of them and their number."""
    every = list(differences)
    count = Counter((one.found, one.sort) for one in every if one.expected == aligning.PLAINLY)
    for one in every:
        many = count.get((one.found, one.sort), 0) if one.expected == aligning.PLAINLY else 0
        if many > MANY:
            count[one.found, one.sort] = -1  # told
            yield replace(one, place=f"{one.place}等 {many} 处")
        elif many >= 0:
            yield one


def expected_report(reference: Reference, *, draft: bool) -> tuple[Word, dict[str, str]]:
    """The report as it should be, by the reference's template, and its properties."""
    one = reference.submission
    content = make_report(one.snapshot, one.evaluation, reference.template, draft=draft)
    return word_in(content), custom_properties_in(content)


def texts_of(word: Word) -> str:
    """Everything it says, a line for each piece."""
    return "\n".join(piece.text for piece in word.pieces)


def _unmarked(pieces: list[Piece]) -> list[Piece]:
    """Compared here is what isn't compared on its own: of marks only that they stand there."""
    return [replace(piece, text=marks_as_such(piece.text)) for piece in pieces]


def _looks(path: Path, found: Word, expected: Word) -> Iterator[Difference]:
    """How many paragraphs with the same text look different; the first is named."""
    looks = {(piece.place, piece.text): piece.look for piece in expected.stories["正文"]}
    other = [
        (piece, looks[piece.place, piece.text])
        for piece in found.stories["正文"]
        if looks.get((piece.place, piece.text), piece.look) != piece.look
    ]
    for (have, want), count in Counter((piece.look, want) for piece, want in other).items():
        first = next(piece.place for piece, due in other if (piece.look, due) == (have, want))
        more = f"等 {count} 处" if count > 1 else ""
        yield Difference(path.name, f"{first}{more}的格式", have, want, Sort.LOOKS)
