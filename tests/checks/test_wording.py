"""The word lists of the checks on texts, and what is read out of texts with them."""

import re
from decimal import Decimal

import pytest

from jixiao.evaluation.checks.wording import is_nothing, mentions, number_in, placeholders, points_listed, wording
from jixiao.forms import load_forms
from jixiao.values import typed


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,234.50", "1234.50"), ("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("百", None), ("", None)],
)  # fmt: skip
def test_numbers_in_texts(text, number):
    assert number_in(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("无。", 0), ("进度偏慢。", 1), ("一是慢；二是少；三是乱。", 3), ("1.慢\n2.少", 2), ("（一）慢\n（二）少", 2), ("①慢\n②少\n③乱", 3)],
)  # fmt: skip
def test_points_listed(text, count):
    assert points_listed(text) == count


def test_saying_nothing():
    assert is_nothing("无。")
    assert not is_nothing("无重大问题，个别指标滞后")


def test_every_item_that_texts_are_compared_with_exists():
    items = {item for item, _ in load_forms().items()}
    assert {item for mention in mentions() for item in mention.items} <= items
    assert wording()["projects"]["field"] in items


def test_patterns_and_placeholders_compile_and_spare_ordinary_words():
    assert all(placeholders().search(text) for text in ("XX年", "请填写", "（　）"))
    assert not placeholders().search("KTV装修、APP推广、12351热线")
    assert re.compile(wording()["projects"]["pattern"]).search("实施3个重点项目")


@pytest.mark.parametrize(
    ("read", "raw", "value", "note"),
    [
        (typed.read_amount, "12.5万", Decimal("12.50"), "“12.5万”是文字，按数字 12.5 计算"),
        (typed.read_amount, "0.5亿", Decimal("5000.00"), "“0.5亿”是文字，按数字 5000 计算"),
        (typed.read_percent, "93.4%", Decimal("93.40"), "“93.4%”按 93.4% 计算"),
        (typed.read_percent, "0.934", Decimal("93.40"), "“0.934”按 93.4% 计算"),
        (typed.read_percent, 0.934, Decimal("93.40"), ""),
        (typed.read_year, "2024年", Decimal(2024), "“2024年”按 2024 处理"),
        (typed.read_integer, "10人", None, ""),
        (typed.read_date, "2025.07.08", None, "“2025.07.08”按日期 2025-07-08 处理"),
        (typed.read_text, "清江\u200b县", "清江县", "“清江县”里有看不见的字符，已略去"),
    ],
)
def test_what_was_normalised_is_told_before_and_after(read, raw, value, note):
    result = read(raw)
    assert value is None or result.value == value
    assert result.note == note


def test_what_a_spreadsheet_makes_of_8_of_10_is_refused():
    from datetime import datetime

    assert "8/10" in typed.read_answer(datetime(2026, 8, 10)).fault
    assert typed.read_answer(True).fault
    assert typed.read_answer("8/10").value == "8/10"
    assert typed.read_choice("良好", ("优", "良")).note == "“良好”按“良”处理"
