"""What a file shows or carries, as facts by place; two files are compared fact by fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jixiao.documents.verifying.difference import Difference, Sort

ORDER = list(Sort)
NOTHING = ""


@dataclass(frozen=True)
class Fact:
    """What stands at a place, in words, and how grave it is where another file says something else there."""

    text: str
    sort: Sort


Facts = dict[str, Fact]
"""By place, as a person is told it."""


def gravest(*sorts: Sort) -> Sort:
    """The first in the order of Sort."""
    return min(sorts, key=ORDER.index)


def differing(file: str, found: Mapping[str, Fact], expected: Mapping[str, Fact]) -> Iterator[Difference]:
    """Where two files differ; a fact that one of them lacks is blank there."""
    for place in dict.fromkeys([*expected, *found]):
        have, want = found.get(place), expected.get(place)
        said, due = (one.text if one else NOTHING for one in (have, want))
        if said != due:
            yield Difference(file, place, said, due, gravest(*(one.sort for one in (have, want) if one)))
