"""A workbook whose 指标体系 was lost: which shipped framework its answers belong to, and under which codes of today."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jixiao.frameworks import Framework, load_framework, shipped
from jixiao.snapshot import Record

NAME = "三级指标"


def framework_of_answers(answers: Sequence[Record]) -> Framework:
    """The shipped framework that has most of the indicators named in 绩效指标; the default where they name none."""
    named = Counter(record.text(NAME) for record in answers)

    def known(framework: Framework) -> int:
        return (named & Counter(indicator.name for indicator in framework.indicators)).total()

    return max((load_framework(), *map(load_framework, shipped())), key=known)


def codes_today(answers: Sequence[Record], framework: Framework) -> list[str]:
    """The code of each row of answers: that of the indicator of its name, a doubled name in order; else its own."""
    codes = dict(_numbered((i.name, i.code) for i in framework.indicators))
    places = _numbered((record.text(NAME), record.label) for record in answers)
    return [codes.get(place, label) for place, label in places]


def _numbered(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, int], str]]:
    """((name, how often it stood above), code)."""
    above: Counter[str] = Counter()
    for name, code in pairs:
        yield (name, above[name]), code
        above[name] += 1
