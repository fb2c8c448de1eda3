"""K11: narratives that two or more units share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.bureau.comparing.copies import Overlap
from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.groups import connected
from jixiao.bureau.comparing.model import Side, Suspicion
from jixiao.bureau.comparing.shingles import Span
from jixiao.bureau.comparing.telling import named, shortened, suspicion
from jixiao.findings import kind_of
from jixiao.values.rounding import percent

COPIED = kind_of("K11")
MOST_QUESTIONS = 3  # shown side by side; the sentence counts them all


def texts_are_nobody_elses(filings: Filings, copies: Sequence[Overlap]) -> Iterator[Suspicion]:
    """K11: one suspicion a group of units, with the texts that share most side by side."""
    led = connected((found.one.piece.unit, found.other.piece.unit) for found in copies)
    groups: dict[str, list[Overlap]] = {}
    for found in copies:
        groups.setdefault(led[found.one.piece.unit], []).append(found)
    yield from (_told(filings, group) for group in groups.values())


def _told(filings: Filings, group: Sequence[Overlap]) -> Suspicion:
    units = sorted({span.piece.unit for found in group for span in (found.one, found.other)})
    best: dict[str, Overlap] = {}
    for found in sorted(group, key=lambda found: (-found.signs, -found.length, found.asked)):
        best.setdefault(found.asked, found)
    most, longest = next(iter(best.values())), max(group, key=lambda found: found.length)
    labels = [f"{asked} {found.signs} 字占 {percent(found.share)}" for asked, found in best.items()]
    words = {
        "units": named(units), "count": len(best), "labels": named(labels, "处"),
        "signs": sum(found.signs for found in best.values()),
        "length": longest.length, "passage": shortened(longest.one.shown),
    }  # fmt: skip
    sides = [side for asked in list(best)[:MOST_QUESTIONS] for side in _sides(filings, group, asked)]
    return suspicion(COPIED, units, sides, (Decimal(most.signs), "字"), **words)


def _sides(filings: Filings, group: Sequence[Overlap], asked: str) -> Iterator[Side]:
    """What each unit of the group has there: the longest passage that it shares with another one."""
    spans: dict[str, Span] = {}
    for found in sorted(group, key=lambda found: -found.length):
        if found.asked == asked:
            spans.setdefault(found.one.piece.unit, found.one)
            spans.setdefault(found.other.piece.unit, found.other)
    for unit in sorted(spans):
        row = spans[unit].piece.row
        yield filings.side(row, row.item, spans[unit].shown)
