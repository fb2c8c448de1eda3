"""What people really type, as a table a clerk can check."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.values import typed

D = Decimal
AMOUNTS = [
    # typed, value, normalised?
    (655.36, D("655.36"), False),
    (0, D(0), False),
    (0.0, D("0.00"), False),
    ("0", D(0), True),
    ("1,234.50", D("1234.50"), True),
    ("１２３．４５", D("123.45"), True),
    ("（500）", D(-500), True),
    ("(1,234.5)", D("-1234.50"), True),
    ("12.5万元", D("12.50"), True),
    ("125000元", D("12.50"), True),
    ("0.5亿元", D(5000), True),
    (" 12 ", D(12), True),
    ("12\u200b", D(12), True),
    ("\u00a012\u00a0", D(12), True),
    ("¥12.30", D("12.30"), True),
    ("-3.5", D("-3.50"), True),
    (214.875, D("214.88"), True),
    (0.1 + 0.2, D("0.30"), False),
]
BLANKS = [None, "", " ", "\u00a0", "\u3000", "\u200b", "无", "-", "—", "/", "N/A", "n/a", "不适用"]
NOT_NUMBERS = ["一百", "12.5.1", "1,23,4", "12人", "abc", "#DIV/0!", "#N/A", True, date(2024, 1, 1), "1e5", "∞", "--5"]
DATES = [
    (datetime(2025, 7, 8), date(2025, 7, 8)),
    ("2025.07.08", date(2025, 7, 8)),
    ("2025年7月8日", date(2025, 7, 8)),
    ("2025/7/8", date(2025, 7, 8)),
    ("２０２５－０７－０８", date(2025, 7, 8)),
    ("20250708", date(2025, 7, 8)),
    (45846, date(2025, 7, 8)),
    ("2023年", date(2023, 12, 31)),
]
NOT_DATES = ["2025.13.01", "2025-02-30", "七月八日", "2025.7", "#VALUE!", "20251301"]
PERCENTS = [
    (1, D(100)), (0.934, D("93.40")), ("93.4%", D("93.40")), ("９３．４％", D("93.40")), (93.4, D("93.40")),
    ("100", D(100)), (0, D(0)), ("0%", D(0)), (1.2, D(120)),
    (5, D(500)), (5.01, D("5.01")), (-5, D(-500)), (-5.01, D("-5.01")), ("5%", D(5)),  # up to 5 it is a fraction
    (0.93405, D("93.41")), (0.93404, D("93.40")), ("93.405%", D("93.41")), (93.405, D("93.41")),
]  # fmt: skip
YEARS = [(2024, 2024), (2024.0, 2024), ("2024", 2024), ("2024年", 2024), ("２０２４", 2024)]


@pytest.mark.parametrize(("raw", "value", "noted"), AMOUNTS)
def test_amounts(raw, value, noted):
    read = typed.read_amount(raw)
    assert (read.value, bool(read.note), read.fault) == (value, noted, "")


@pytest.mark.parametrize("raw", BLANKS)
def test_blank_is_not_zero(raw):
    read = typed.read_amount(raw)
    assert (read.value, read.fault) == (None, "")


def test_a_word_for_nothing_is_told():
    assert typed.read_amount("无").note == "“无”按未填处理；如果是零，请填 0"


@pytest.mark.parametrize("raw", NOT_NUMBERS)
def test_what_is_no_number_is_a_fault(raw):
    read = typed.read_amount(raw)
    assert read.value is None
    assert read.fault


@pytest.mark.parametrize(("raw", "day"), DATES)
def test_dates(raw, day):
    assert typed.read_date(raw).value == day


@pytest.mark.parametrize("raw", NOT_DATES)
def test_what_is_no_date_is_a_fault(raw):
    assert typed.read_date(raw).value is None
    assert typed.read_date(raw).fault


@pytest.mark.parametrize(("raw", "points"), PERCENTS)
def test_percents_are_points(raw, points):
    assert typed.read_percent(raw).value == points


@pytest.mark.parametrize(("raw", "year"), YEARS)
def test_years(raw, year):
    assert typed.read_year(raw).value == year


@pytest.mark.parametrize("raw", [24, 20240, "二〇二四", 2024.5, "2024-2025"])
def test_what_is_no_year_is_a_fault(raw):
    assert typed.read_year(raw).fault


def test_whole_numbers():
    assert typed.read_integer(10.0).value == 10
    assert typed.read_integer("10人", "人").value == 10
    assert typed.read_integer(10.5).fault == "应填整数，现在是“10.5”"


def test_choices():
    grades = ("优", "良", "中", "差")
    assert typed.read_choice(" 良 ", grades).value == "良"
    assert typed.read_choice("良好", grades).value == "良"
    assert typed.read_choice("好", grades).fault == "应填 优、良、中、差 中的一个，现在是“好”"


READERS = [
    typed.read_amount, typed.read_integer, typed.read_percent, typed.read_year, typed.read_date, typed.read_text,
    lambda raw: typed.read_choice(raw, ("是", "否")),
]  # fmt: skip
ANYTHING = st.none() | st.text() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes()


@given(ANYTHING, st.sampled_from(READERS))
def test_nothing_that_can_stand_in_a_cell_raises(raw, read):
    result = read(raw)
    assert result.value is None or not result.fault


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_amount_reads_back_in_every_dress(amount):
    for text in (f"{amount:,.2f}", f"{amount:.2f}万元", f" {amount:.2f}\u200b"):
        assert typed.read_amount(text).value == amount


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("一家三口👨\u200d👩\u200d👧。", "一家三口👨\u200d👩\u200d👧。"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("护士👩🏽\u200d⚕\ufe0f", "护士👩🏽\u200d⚕\ufe0f"),
        ("清江\u200d县", "清江县"),
        ("👩\u200d护士", "👩护士"),
        ("护士\u200d👩", "护士👩"),
        ("👩\u200d", "👩"),
        ("12\u200d", "12"),
        ("\u200d", ""),
    ],
)
def test_a_joiner_stays_only_inside_a_picture(raw, shown):
    """U+200D makes one picture of several (👨‍👩‍👧); anywhere else it is dirt that nobody sees."""
    read = typed.read_text(raw)
    assert typed.visible(raw) == typed.visible(typed.visible(raw)) == shown
    assert bool(read.note) == (0 < len(shown) < len(raw))
