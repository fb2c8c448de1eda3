"""K12: narratives that are last year's own.

A workbook holds of last year's texts only those that may stay (`carried_from`, confirmed in 上年带入): the rest is known
where last year's memory is.
"""

from collections.abc import Iterator

from jixiao.bureau.comparing.copies import Overlap, Shared, boilerplate, boilerplate_keys, overlap, pieces, written
from jixiao.bureau.comparing.filings import Filings, records
from jixiao.bureau.comparing.model import Side, Suspicion
from jixiao.bureau.comparing.shingles import SIZE, Piece, Shingled
from jixiao.bureau.comparing.telling import shortened, suspicion
from jixiao.findings import kind_of
from jixiao.forms import load_forms
from jixiao.values.rounding import percent
from jixiao.values.typed import folded

KEPT = kind_of("K12")
BEFORE = "（上年）"


def texts_are_of_this_year(filings: Filings) -> Iterator[Suspicion]:
    """K12: a unit's text against its own of last year, by the question and, in lists, by the row."""
    if filings.earlier is None:
        return
    may_stay = {item for item, spec in load_forms().items() if spec.carried_from}
    before = {unit: digest for digest, unit in filings.earlier.counted().items()}
    for asked, items in written(filings):
        if asked not in may_stay:
            yield from _kept(filings, asked, items, before)


def _kept(filings: Filings, asked: str, items: tuple[str, ...], before: dict[str, str]) -> Iterator[Suspicion]:
    now = pieces(filings, items)
    limit = boilerplate(filings, now)
    ranks = {before[unit]: (rank, unit) for unit, rank in filings.rank.items() if unit in before}
    assert filings.earlier is not None
    rows = records(filings.earlier, "texts", list(ranks), items)
    then = [Piece(*ranks[row.digest], row) for row in rows if len(row.text) >= SIZE]
    texts = Shingled([*now, *then], limit, boilerplate_keys())
    held: dict[int, list[int]] = {}
    for number, piece in enumerate(texts.pieces):
        held.setdefault(piece.owner, []).append(number)
    for numbers in held.values():
        yield from _of_unit(filings, asked, texts, numbers)


def _of_unit(filings: Filings, asked: str, texts: Shingled, numbers: list[int]) -> Iterator[Suspicion]:
    old = [number for number in numbers if texts.pieces[number].row.digest not in filings.units]
    for number in numbers:
        if texts.pieces[number].row.digest in filings.units and old:
            shared, other = max(
                ((Shared.of(texts, number, other), other) for other in old), key=lambda one: one[0].signs
            )
            if _is_kept(filings, shared, texts, number):
                yield _told(filings, overlap(asked, texts, number, other, shared))


def _is_kept(filings: Filings, found: Shared, texts: Shingled, number: int) -> bool:
    """Most of this year's text: a longer text that contains last year's says more than that."""
    own = int(texts.own(number).sum())
    return found.signs >= filings.limit("雷同最少字数") and found.signs * 100 >= own * filings.limit("沿用上年比例")


def _told(filings: Filings, found: Overlap) -> Suspicion:
    now, then = found.one, found.other
    row, old = now.piece.row, then.piece.row
    sides = (
        filings.side(row, row.item, now.shown),
        Side(f"{then.piece.unit}{BEFORE}", old.digest, old.sheet, old.cell, old.item, then.shown),
    )
    words = {"label": _label(found.asked, row.owner), "share": percent(found.share), "length": found.length}
    return suspicion(
        KEPT,
        (now.piece.unit, found.asked, folded(row.owner)),
        sides,
        (found.share, "%"),
        passage=shortened(now.shown),
        **words,
    )


def _label(asked: str, owner: str) -> str:
    return f"“{owner}”的{asked}" if owner else asked
