"""Who shares what only few have: counted at once, as if every two were compared."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jixiao.bureau.comparing.copies import Shared, overlap
from jixiao.bureau.comparing.rare import Rare
from jixiao.bureau.comparing.shingles import SIZE, Piece, Shingled, keys_of, longest_run

NOTHING = np.zeros(0, np.uint64)
HOLDERS = st.lists(st.tuples(st.integers(0, 3), st.lists(st.integers(0, 9), max_size=12)), max_size=7)


class Row:
    def __init__(self, text):
        self.text = text


@given(HOLDERS, st.integers(1, 4), st.sets(st.integers(0, 9), max_size=2))
def test_as_if_every_two_were_compared(held, limit, common):
    held = sorted(held, key=lambda one: one[0])
    keys = [key for _, keys in held for key in keys]
    holder = [n for n, (_, keys) in enumerate(held) for _ in keys]
    rare = Rare(
        np.array(keys, np.uint64), np.array(holder, np.int64), np.array([owner for owner, _ in held], np.int64), limit,
        np.array(sorted(common), np.uint64),
    )  # fmt: skip
    owners = {key: {owner for owner, keys in held if key in keys} for key in keys}
    few = {key for key in keys if len(owners[key]) <= limit and key not in common}
    assert [bool(flag) for flag in rare.few] == [key in few for key in keys]
    expected = [
        (one, other, len(few & set(held[one][1]) & set(held[other][1])))
        for one, other in combinations(range(len(held)), 2)
        if held[one][0] != held[other][0]
    ]
    assert rare.pairs() == [found for found in expected if found[2]]


@given(st.lists(st.text("甲乙1,", max_size=20), max_size=6))
def test_equal_shingles_have_equal_keys_and_no_others(texts):
    windows = [text[at : at + SIZE] for text in texts for at in range(len(text) - SIZE + 1)]
    keys = [int(key) for key in keys_of(texts)]
    assert len(keys) == len(windows)
    assert len(set(keys)) == len(set(windows))
    assert len(set(zip(keys, windows, strict=True))) == len(set(windows))


@given(st.lists(st.text("甲乙丙丁 12\n", max_size=12), min_size=1, max_size=6), st.data())
def test_a_passage_stands_in_both_texts(parts, data):
    """Texts put together of the same parts: what is shown as their common passage is one."""
    texts = ["".join(data.draw(st.lists(st.sampled_from(parts), max_size=8))) for _ in range(2)]
    shingled = Shingled([Piece(n, f"单位{n}", Row(text)) for n, text in enumerate(texts)], 2, NOTHING)
    shared = Shared.of(shingled, 0, 1)
    assert 0 <= shared.end - shared.begin <= shingled.lengths[0]
    if shared.signs:
        found = overlap("问", shingled, 0, 1, shared)
        signs = [span.piece.mapped.signs[span.begin : span.end] for span in (found.one, found.other)]
        assert signs[0] == signs[1] != ""
        assert SIZE <= len(signs[0]) <= shared.signs
        assert 0 < found.share <= 100


@given(st.lists(st.booleans(), max_size=30))
def test_the_longest_run(flags):
    begin, end = longest_run(np.array(flags, np.bool_))
    longest = max(map(len, "".join("x" if flag else " " for flag in flags).split(" ")))
    assert end - begin == longest
    assert all(flags[begin:end])


def test_two_long_texts_of_one_phrase_dont_hang():
    texts = ["一二三四五六七八九十" * 3000, "十" + "一二三四五六七八九十" * 3000 + "甲"]
    shingled = Shingled([Piece(n, f"单位{n}", Row(text)) for n, text in enumerate(texts)], 2, NOTHING)
    assert overlap("问", shingled, 0, 1, Shared.of(shingled, 0, 1)).length == 30000
