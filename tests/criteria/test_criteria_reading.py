"""Reading 评分标准: real-looking wordings, doubts, alien words, contradictions; what becomes of words in the margins."""

from decimal import Decimal

import pytest
from criteria_corpus import ALIEN, CONTRADICTIONS, PROPOSED, UNDERSTOOD, rows

from jixiao.criteria import Manual, Standing, read_criterion
from jixiao.criteria.reading.criterion import read_words


@pytest.mark.parametrize(("weight", "shape", "text"), rows(UNDERSTOOD))
def test_understood(weight, shape, text):
    criterion = read_criterion(text, Decimal(weight))
    assert (criterion.not_understood, criterion.problem, criterion.shape) == ((), "", shape)
    assert read_words(criterion.canonical, Decimal(weight)) == criterion.rule


@pytest.mark.parametrize(("weight", "doubt", "text"), rows(PROPOSED))
def test_what_is_doubtful_is_proposed_and_scores_nothing(weight, doubt, text):
    criterion = read_criterion(text, Decimal(weight))
    assert any(doubt in each for each in criterion.readings[0].uncertain), criterion.readings
    assert (criterion.standing, type(criterion.rule)) == (Standing.PROPOSED, Manual)


@pytest.mark.parametrize(("weight", "words", "text"), rows(ALIEN))
def test_alien_words_are_named_and_nothing_is_half_applied(weight, words, text):
    criterion = read_criterion(text, Decimal(weight))
    assert isinstance(criterion.rule, Manual)
    told = [*criterion.not_understood, criterion.problem, *(doubt for r in criterion.readings for doubt in r.uncertain)]
    assert any(words in each for each in told), told


@pytest.mark.parametrize(("weight", "words", "text"), rows(CONTRADICTIONS))
def test_contradictions_are_told(weight, words, text):
    criterion = read_criterion(text, Decimal(weight))
    assert isinstance(criterion.rule, Manual)
    assert words in criterion.problem
    assert criterion.problem.endswith("。")


@pytest.mark.parametrize("text", ["酌情扣分", "视情况给分", "由评委打分", "酌情扣分，最多扣2分。"])
def test_explicit_judgement_is_by_hand(text):
    criterion = read_criterion(text, Decimal(5))
    assert (criterion.standing, type(criterion.rule)) == (Standing.MANUAL, Manual)


SAME = [  # written otherwise, the same rule
    ("①甲，1分；②乙，2分", "1.甲，1分；2.乙，2分"),
    ("①甲，1分；②乙，2分", "（1）甲（1分）；（2）乙（2分）"),
    ("①甲，1分；②乙，2分", "一是甲，1分；二是乙，2分"),
    ("①甲，1分；②乙，2分", "①甲（1）②乙（2）"),
    ("①甲，1分；②乙，2分", "①甲，1分；\n②乙，2分"),
    ("执行率≥90%得3分，否则不得分", "执行\n率≥90%得3\n分，否则不得分"),
    ("每发现1起违规扣1分，扣完为止", "每发现一起违规，扣1分，扣满3分为止"),
    ("偏差率绝对值≤5%得3分，绝对值>5%不得分", "偏差率在±5%以内得3分，超过±5%不得分"),
]


@pytest.mark.parametrize(("text", "other"), SAME)
def test_spelling_does_not_matter(text, other):
    weight = Decimal(3)
    assert read_criterion(text, weight).readings[0].rule == read_criterion(other, weight).readings[0].rule
    assert read_criterion(other, weight).readings


OPEN = [  # what the text leaves open, and a value that it changes
    ("≤100%，得5分；每超过1个百分点扣1分", "不足一步"),
    ("≥90%，得5分；80%-90%，得3分；80%以下，不得分", "两档都写到的界限"),
    ("偏差率≤5%，得5分；5%<偏差率≤10%，得3分；偏差率>10%，不得分", "按绝对值"),
    ("达到目标值得满分，每低于目标值1%扣1分", "目标值"),
]


@pytest.mark.parametrize(("text", "what"), OPEN)
def test_defaults_are_told(text, what):
    criterion = read_criterion(text, Decimal(5))
    assert criterion.settled
    assert any(what in told for told, _ in criterion.others), criterion.others
