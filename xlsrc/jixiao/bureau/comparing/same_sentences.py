"""K25: a whole sentence of another unit, wherever it stands: one that was pasted into another text is no copy of a text.

Only its clauses that few units write count: a policy phrase with a headcount behind it is a sentence of few units too.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from jixiao.bureau.comparing.copies import OF_ITS_KIND, Overlap, written
from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.groups import connected
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.normal import named_own
from jixiao.bureau.comparing.rare import Rare
from jixiao.bureau.comparing.telling import named, shortened, suspicion
from jixiao.bureau.comparing.units import held_by_units, number
from jixiao.findings import kind_of

SAME = kind_of("K25")
SHORTEST = 6  # signs of a sentence whose clauses are counted
Sentences = dict[str, tuple[str, Any]]  # folded: as typed, its row
_ENDS = re.compile(r"[。;；!！?？\n]+")
_CLAUSES = re.compile("[,、:()]")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+是|\(?[一二三四五六七八九十\d]+[)、.])")


def sentences_are_nobody_elses(filings: Filings, copies: Sequence[Overlap]) -> Iterator[Suspicion]:
    """K25: one suspicion a pair of units, with their longest common sentence; not where K11 told of them."""
    led = connected((found.one.piece.unit, found.other.piece.unit) for found in copies)
    items = [item for asked, items in written(filings) if asked not in OF_ITS_KIND for item in items]
    units = list(filings.units.values())
    sentences = _index(filings, items)
    telling = {int(key) for key in sentences.keys[sentences.few]}
    for one, other, _ in sentences.pairs():
        if led.get(units[one], units[one]) != led.get(units[other], units[other]):
            yield _told(filings, *(_of_unit(filings, items, n, telling) for n in (one, other)))


def sentences_of(text: str, unit: str, least: int) -> Iterator[tuple[str, str]]:
    """Its sentences of at least so many characters, folded, without their numbers, the own name as one sign; as typed too."""
    for raw in _ENDS.split(text):
        if len(raw) >= least:
            sentence = _NUMBERED.sub("", named_own(raw, unit))
            if len(sentence) >= least:
                yield sentence, _NUMBERED.sub("", raw.strip())


def _sentences(
    filings: Filings, items: Sequence[str], least: int, digests: Sequence[str] | None = None
) -> Iterator[tuple[str, str, Any]]:
    for row in filings.rows("texts", items, digests):
        if len(row.text) >= least:
            yield from ((*found, row) for found in sentences_of(row.text, filings.units[row.digest], least))


def _index(filings: Filings, items: Sequence[str]) -> Rare:
    """The long sentences that have enough in clauses of few units, by unit; clauses of short sentences are counted too."""
    rare, long = (int(filings.limit(item)) for item in ("整句少有字数", "整句字数"))
    keys, holders, lengths, clauses = array("Q"), array("q"), array("q"), _Clauses()
    for sentence, _, row in _sentences(filings, items, min(SHORTEST, long)):
        clauses.add(sentence, len(keys), filings.rank[filings.units[row.digest]])
        keys.append(number(sentence))
        holders.append(filings.rank[filings.units[row.digest]])
        lengths.append(len(sentence))
    told = (clauses.rare_signs(filings, len(keys)) >= rare) & (np.array(lengths, np.int64) >= long)
    return held_by_units(np.array(keys, np.uint64)[told], np.array(holders, np.int64)[told], filings)


class _Clauses:
    """Of every clause: its key, its unit, its sentence, how long it is."""

    def __init__(self) -> None:
        self.keys, self.holders, self.sentences, self.lengths = array("Q"), array("q"), array("q"), array("q")

    def add(self, sentence: str, at: int, holder: int) -> None:
        """The clauses of a sentence."""
        for clause in filter(None, _CLAUSES.split(sentence)):
            self.keys.append(number(clause))
            self.holders.append(holder)
            self.sentences.append(at)
            self.lengths.append(len(clause))

    def rare_signs(self, filings: Filings, sentences: int) -> "np.ndarray[Any, Any]":
        """By sentence: how many signs stand in clauses that only few units write."""
        holders = np.array(self.holders, np.int64)
        order = np.argsort(holders, kind="stable")
        held = held_by_units(np.array(self.keys, np.uint64), holders, filings)
        signs = np.zeros(sentences, np.int64)
        few = order[held.few]
        np.add.at(signs, np.array(self.sentences, np.int64)[few], np.array(self.lengths, np.int64)[few])
        return signs


def _of_unit(filings: Filings, items: Sequence[str], rank: int, telling: set[int]) -> Sentences:
    """The telling sentences of a unit."""
    found = _sentences(filings, items, int(filings.limit("整句字数")), [list(filings.units)[rank]])
    return {sentence: (typed, row) for sentence, typed, row in found if number(sentence) in telling}


def _told(filings: Filings, here: Sentences, there: Sentences) -> Suspicion:
    same = sorted(here.keys() & there.keys(), key=lambda sentence: (-len(sentence), sentence))
    found = [held[sentence] for sentence in same for held in (here, there)]
    sides = [filings.side(row, row.item, typed) for typed, row in found]
    units = [side.unit for side in sides[:2]]
    words = {"units": named(units), "count": len(same), "sentence": shortened(sides[0].shown)}
    return suspicion(SAME, units, sides, (Decimal(len(same[0])), "字"), **words)
