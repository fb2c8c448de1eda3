"""Reading 评分标准: real-looking wordings, alien words, contradictions."""

import time
from decimal import Decimal

import pytest
from criteria_corpus import ALIEN, CONTRADICTIONS, UNDERSTOOD, rows

from jixiao.criteria import Manual, read_criterion

SHARE_UNDERSTOOD = Decimal("1.00")


@pytest.mark.parametrize(("weight", "shape", "text"), rows(UNDERSTOOD))
def test_understood(weight, shape, text):
    criterion = read_criterion(text, Decimal(weight))
    assert (criterion.not_understood, criterion.problem, criterion.shape) == ((), "", shape)
    assert read_criterion(criterion.canonical, Decimal(weight)).rule == criterion.rule


def test_share_understood(capsys):
    cases = rows(UNDERSTOOD)
    understood = [text for weight, _, text in cases if read_criterion(text, Decimal(weight)).understood]
    share = Decimal(len(understood)) / len(cases)
    with capsys.disabled():
        print(f"\n评分标准 {len(cases)} 条，读懂 {len(understood)} 条，占 {share:.2%}")
    assert len(cases) >= 80
    assert share >= SHARE_UNDERSTOOD


def test_alien_table_is_long_enough():
    assert len(rows(ALIEN)) >= 40


@pytest.mark.parametrize(("weight", "words", "text"), rows(ALIEN))
def test_alien_words_are_named_and_nothing_is_half_applied(weight, words, text):
    criterion = read_criterion(text, Decimal(weight))
    assert isinstance(criterion.rule, Manual)
    assert any(words in each for each in criterion.not_understood), criterion.not_understood


@pytest.mark.parametrize(("weight", "words", "text"), rows(CONTRADICTIONS))
def test_contradictions_are_told(weight, words, text):
    criterion = read_criterion(text, Decimal(weight))
    assert isinstance(criterion.rule, Manual)
    assert words in criterion.problem
    assert criterion.problem.endswith("。")


@pytest.mark.parametrize("text", ["酌情扣分", "视情况给分", "由评委打分", "酌情扣分，最多扣2分。"])
def test_explicit_judgement_is_understood_as_manual(text):
    criterion = read_criterion(text, Decimal(5))
    assert isinstance(criterion.rule, Manual)
    assert criterion.understood


def test_sixty_criteria_are_read_fast():
    cases = [(text, Decimal(weight)) for weight, _, text in rows(UNDERSTOOD)[:60]]
    read_criterion(*cases[0])
    start = time.perf_counter()
    for text, weight in cases:
        read_criterion(text, weight)
    spent = time.perf_counter() - start
    print(f"\n60 条评分标准 {spent * 1000:.0f} ms（语法已建好）")
    assert spent < 0.5
