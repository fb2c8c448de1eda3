"""Every number of a report: bound to what was understood, set aside with its reason, or 未认领 (unclaimed)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.documents.handwritten.figures import spans_of
from jixiao.documents.handwritten.numbers import Number
from jixiao.documents.handwritten.relations import Change, Group
from jixiao.documents.handwritten.text import Paragraph
from jixiao.forms import Forms


@dataclass(frozen=True)
class Account:
    """The numbers of the running text by what became of them; together they are all of them, each once."""

    bound: tuple[Number, ...]
    aside: tuple[Number, ...]
    unclaimed: tuple[Number, ...]


def account(
    forms: Forms,
    paragraphs: tuple[Paragraph, ...],
    numbers: Sequence[Number],
    groups: Iterable[Group],
    changes: Iterable[Change],
) -> Account:
    """A number is bound where a figure was read from it or a relation uses it."""
    related = {id(one) for group in groups for one in group.numbers} | {
        id(one) for each in changes for one in each.numbers
    }
    read = {(id(paragraph), start, end) for paragraph, start, end in spans_of(forms, paragraphs)}

    def is_bound(number: Number) -> bool:
        spans = ((start, end) for paragraph, start, end in read if paragraph == id(number.paragraph))
        return id(number) in related or any(start <= number.start and number.end <= end for start, end in spans)

    bound = tuple(number for number in numbers if is_bound(number))
    taken = {id(number) for number in bound}
    rest = [number for number in numbers if id(number) not in taken]
    return Account(bound, tuple(n for n in rest if n.aside), tuple(n for n in rest if not n.aside))
