"""The texts that units wrote to one question, cut into shingles: every 8 signs in a row, as numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from jixiao.bureau.comparing.normal import Mapped, mapped, normal
from jixiao.bureau.comparing.rare import Flags, Keys, Numbers, Rare

SIZE = 8  # of Chinese about four words: shorter ones are everybody's, longer ones break at every changed word
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Piece:
    """A text: the number of its unit, the unit, its row."""

    owner: int
    unit: str
    row: Any

    @property
    def mapped(self) -> Mapped:
        """Its normal form with the way back."""
        return mapped(self.row.text, self.unit)


@dataclass(frozen=True)
class Span:
    """Signs from `begin` up to `end` of a piece."""

    piece: Piece
    begin: int
    end: int

    @property
    def shown(self) -> str:
        """What stands there."""
        return self.piece.mapped.shown(self.begin, self.end)


class Shingled:
    """The pieces of one question. `limit`: what more units write is boilerplate, as are the `common` shingles."""

    def __init__(self, pieces: Sequence[Piece], limit: int, common: Keys) -> None:
        self.pieces = sorted(pieces, key=lambda piece: piece.owner)
        self.limit, self.common = limit, common
        signs = [normal(piece.row.text, piece.unit) for piece in self.pieces]
        self.lengths = [len(text) for text in signs]
        counts = np.array([max(0, length - SIZE + 1) for length in self.lengths], np.int64)
        self.first = np.append(0, np.cumsum(counts))
        self._keys = keys_of(signs)
        self._holder = np.repeat(np.arange(len(signs)), counts)

    @cached_property
    def rare(self) -> Rare:
        """Who shares what only few have."""
        owners = np.array([piece.owner for piece in self.pieces], np.int64)
        return Rare(self._keys, self._holder, owners, self.limit, self.common)

    def own(self, number: int) -> Flags:
        """By sign of a piece: it is in a shingle that only few units have."""
        return self._covered(number, self.rare.few[self._at(number)])

    def shared(self, number: int, other: int) -> Flags:
        """By sign of a piece: it is in such a shingle that the other piece has too."""
        at = self._at(number)
        return self._covered(number, self.rare.few[at] & np.isin(self._keys[at], self._keys[self._at(other)]))

    def _at(self, number: int) -> slice:
        return slice(int(self.first[number]), int(self.first[number + 1]))

    def _covered(self, number: int, begins: Flags) -> Flags:
        change = np.zeros(self.lengths[number] + SIZE + 1, np.int64)
        at = np.flatnonzero(begins)
        np.add.at(change, at, 1)
        np.add.at(change, at + SIZE, -1)
        return (np.cumsum(change) > 0)[: self.lengths[number]]


def keys_of(texts: Iterable[str]) -> Keys:
    """The shingles of texts in their order, as hashes; those of a text that is too short are none."""
    held = list(texts)
    text = "\0".join(held)
    if len(text) < SIZE:
        return np.zeros(0, np.uint64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    keys: npt.NDArray[np.uint64] = np.zeros(len(codes) - SIZE + 1, np.uint64)
    for offset in range(SIZE):
        keys *= _FACTOR
        keys += codes[offset : offset + len(keys)]
    return keys[_whole(np.array([len(text) for text in held], np.int64), len(keys))]


def _whole(lengths: Numbers, count: int) -> Flags:
    """Which of the `count` windows over the joined texts lie within one text."""
    inside = np.zeros(count, np.bool_)
    begins = np.cumsum(np.append(0, lengths[:-1] + 1))
    for begin, length in zip(begins, lengths, strict=True):
        inside[begin : begin + max(0, length - SIZE + 1)] = True
    return inside


def longest_run(flags: Flags) -> tuple[int, int]:
    """(begin, end) of the longest run of true ones, the first of several; (0, 0) where there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    if not len(edges):
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    longest = int(np.argmax(lengths))
    return int(edges[2 * longest]), int(edges[2 * longest + 1])
