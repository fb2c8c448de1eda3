"""M. 佐证材料清单: files that are listed and not there, and the reverse."""

from collections import Counter
from collections.abc import Iterator

from jixiao.evaluation.evidence import (
    FILE,
    NOT_THERE,
    REFUSED,
    Beside,
    Material,
    Seen,
    Sight,
    fault_of,
)
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import EVIDENCE
from jixiao.frameworks import Framework

MISSING = kind_of("M01")
NOT_ALLOWED = kind_of("M02")
TWICE = kind_of("M03")
NO_INDICATOR = kind_of("M04")
WITHOUT = kind_of("M05")
UNLISTED = kind_of("M06")
SHEET = f"《{EVIDENCE}》"
MOST_NAMED = 10


def evidence_findings(listed: tuple[Material, ...], framework: Framework, seen: Seen) -> Iterator[Finding]:
    """Every finding about the list; none of a finished workbook, which was checked before it was filed."""
    if seen is Sight.AS_FILED:
        return
    yield from files_are_there(listed)
    yield from rows_belong_to_an_indicator(listed, framework)
    yield from files_are_listed_once(listed)
    yield from indicators_have_material(listed, framework)
    if isinstance(seen, Beside) and seen.unlisted:
        yield UNLISTED.at(SHEET, count=len(seen.unlisted), files=_named(seen.unlisted))


def files_are_there(listed: tuple[Material, ...]) -> Iterator[Finding]:
    """M01, M02."""
    for one in listed:
        if one.state == NOT_THERE:
            yield MISSING.at(one.key.at(FILE), file=one.listed)
        elif one.state == REFUSED:
            yield NOT_ALLOWED.at(one.key.at(FILE), file=one.listed, why=fault_of(one.listed) or "不是文件名")


def rows_belong_to_an_indicator(listed: tuple[Material, ...], framework: Framework) -> Iterator[Finding]:
    """M04."""
    known = {indicator.code for indicator in framework.indicators}
    for one in listed:
        if one.code and one.code not in known:
            yield NO_INDICATOR.at(one.key, code=one.code)


def files_are_listed_once(listed: tuple[Material, ...]) -> Iterator[Finding]:
    """M03: the same file for the same indicator, at the rows after the first; different pages are different material."""
    counts = Counter(map(_same, listed))
    told = set()
    for one in listed:
        if one.listed and counts[_same(one)] > 1:
            if _same(one) in told:
                words = {"code": one.code, "file": one.listed, "count": counts[_same(one)]}
                yield TWICE.at(one.key.at(FILE), **words)
            told.add(_same(one))


def _same(one: Material) -> tuple[str, str, str]:
    return one.code, one.file or one.listed, one.remark


def indicators_have_material(listed: tuple[Material, ...], framework: Framework) -> Iterator[Finding]:
    """M05: in one line, and only where the list is used at all."""
    having = {one.code for one in listed if one.listed or one.title}
    lacking = [indicator.code for indicator in framework.indicators if indicator.code not in having]
    if having and lacking:
        yield WITHOUT.at(SHEET, count=len(lacking), codes=_named(lacking))


def _named(names: list[str] | tuple[str, ...]) -> str:
    more = " 等" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
