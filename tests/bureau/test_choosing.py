"""Which file of a unit counts, as a table: what was received, and what becomes of it."""

from datetime import date

import pytest

from jixiao.bureau.choosing import Asked, Filing, lines_of, units_of
from jixiao.bureau.desk import Obliged
from jixiao.filing.memory import Arrival, Choice

YEAR, VERSION = 2024, "2026.5"
ASKED = Asked(YEAR, VERSION)


def filing(unit="教育局", errors=0, mark="", form="填报工作簿", year=YEAR, version=VERSION):
    row = {"unit": unit, "year": year, "version": version, "errors": errors, "fingerprint": mark, "form": form}
    return Filing(row=row)


def decided(*received, choices=()):
    """received: (name, day, filing or why it is refused). Gives name → (status, why)."""
    arrivals = [Arrival(name, name, name, f"2025-06-{day:02} 09:00:00", f"digest of {name.partition('=')[2] or name}")
                for name, day, _ in received]  # fmt: skip
    filings = {
        one.digest: Filing(what) if isinstance(what, str) else Filing(row={**what.row, "fingerprint": what.row["fingerprint"] or one.digest})
        for one, (_, _, what) in zip(arrivals, received, strict=True)
    }  # fmt: skip
    chosen = {f"digest of {name}": Choice(f"digest of {name}", taken) for name, taken in choices}
    lines = lines_of(arrivals, filings, chosen, ASKED)
    assert [line.arrival.where for line in lines] == [name for name, _, _ in received]
    return {line.arrival.where: (line.registered.status, line.registered.why) for line in lines}


def statuses(*received, **more):
    return {name: status for name, (status, _) in decided(*received, **more).items()}


def test_the_newest_counts():
    told = decided(("旧", 1, filing()), ("新", 2, filing()))
    assert told == {"旧": ("被替代", "已有更新的 新。"), "新": ("采用", "最新的一份。")}


def test_a_newer_one_with_errors_does_not_replace_a_sound_one():
    told = decided(("旧", 1, filing()), ("新", 2, filing(errors=3)))
    assert told["旧"] == ("采用", "较新的 新 有 3 条错误，先用这一份；要改，在“选用”里选。")
    assert told["新"] == ("被替代", "有 3 条错误，用的是没有错误的 旧。")


def test_where_every_one_has_errors_the_newest_counts():
    told = decided(("旧", 1, filing(errors=1)), ("新", 2, filing(errors=3)))
    assert told["新"] == ("采用", "每一份都有错误，用最新的一份。")


def test_the_same_bytes_and_the_same_fingerprint_are_the_same_filing():
    told = decided(("甲=1", 2, filing()), ("乙=1", 1, filing()))
    assert told["乙=1"][0] == "采用"
    assert told["甲=1"] == ("重复", "和 乙=1 是同一个文件。")
    told = decided(("填报", 1, filing(mark="a")), ("报送", 1, filing(mark="a", form="报送表")))
    assert told == {"填报": ("重复", "内容（核对码）和 报送 相同。"), "报送": ("采用", "这个单位只有这一份。")}


def test_two_of_one_time_are_not_guessed_about():
    told = decided(("甲", 1, filing()), ("乙", 1, filing()))
    assert sorted(status for status, _ in told.values()) == ["被替代", "采用"]
    assert any(why.endswith("请核对，要改，在“选用”里选。") for _, why in told.values())


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("【甲】文件已损坏。", "【甲】文件已损坏。"),
        (filing(unit=""), "没有填单位名称，不知道是哪个单位报的。"),
        (filing(year=2023), "评价年度是 2023，这次收的是 2024 年度。"),
        (filing(year=None), "评价年度是 （未填），这次收的是 2024 年度。"),
        (filing(version="2025.1"), "模板版本是 2025.1，现在用的是 2026.5。"),
    ],
)
def test_what_cant_be_used_says_why_and_leaves_the_older_one_standing(what, why):
    told = decided(("旧", 1, filing()), ("甲", 2, what))
    assert told["甲"][0] == "不能用"
    assert told["甲"][1].startswith(why)
    assert told["旧"] == ("采用", "这个单位只有这一份。")


def test_a_finished_workbook_has_no_version_to_be_wrong():
    assert statuses(("报送", 1, filing(version="", form="报送表"))) == {"报送": "采用"}


def test_a_choice_comes_first():
    received = ("旧", 1, filing(errors=2)), ("新", 2, filing())
    assert statuses(*received) == {"旧": "被替代", "新": "采用"}
    assert decided(*received, choices=[("旧", "采用")]) == {
        "旧": ("采用", "人工选用。"), "新": ("被替代", "人工选用了 旧。"),
    }  # fmt: skip
    assert decided(*received, choices=[("新", "不采用")]) == {
        "旧": ("采用", "这个单位只有这一份。"), "新": ("被替代", "人工选了不采用。"),
    }  # fmt: skip
    assert statuses(*received, choices=[("新", "不采用"), ("旧", "不采用")]) == {"旧": "被替代", "新": "被替代"}


def test_a_choice_can_not_make_a_broken_file_count():
    assert statuses(("坏", 1, "【坏】打不开。"), choices=[("坏", "采用")]) == {"坏": "不能用"}


def standing(roster, *received, due=None):
    arrivals = [Arrival(n, n, n, f"2025-06-{day:02} 09:00:00", n) for n, day, _ in received]
    filings = {n: Filing(what) if isinstance(what, str) else what for n, _, what in received}
    lines = lines_of(arrivals, filings, {}, ASKED)
    return [(u.obliged.unit, u.standing, u.listed) for u in units_of(lines, [Obliged(*one) for one in roster], due)]


@pytest.mark.parametrize(("day", "word"), [(29, "已报"), (30, "已报")])
def test_filed_until_the_last_day_is_in_time(day, word):
    assert standing([("教育局",)], ("甲", day, filing()), due=date(2025, 6, 30)) == [("教育局", word, True)]


def test_filed_a_day_later_is_late_by_its_own_due_date_or_the_general_one():
    own = [("教育局", "", "", "", date(2025, 6, 10))]
    assert standing(own, ("甲", 11, filing()), due=date(2025, 6, 30)) == [("教育局", "逾期", True)]
    assert standing([("教育局",)], ("甲", 11, filing()), due=date(2025, 6, 10)) == [("教育局", "逾期", True)]


def test_units_stand_in_the_order_of_the_roster_then_the_others():
    received = ("甲", 1, filing("水务局")), ("乙", 1, filing("教育局", year=2023)), ("丙", 1, filing("外单位"))
    assert standing([("民政局",), ("教育局",), ("水务局",)], *received) == [
        ("民政局", "缺报", True), ("教育局", "不能用", True), ("水务局", "已报", True), ("外单位", "已报", False),
    ]  # fmt: skip


def test_without_a_roster_whoever_filed_is_listed():
    assert standing([], ("甲", 1, filing("水务局"))) == [("水务局", "已报", True)]


def test_a_name_that_is_nearly_on_the_roster_is_told_not_taken():
    lines = lines_of(
        [Arrival("甲", "甲", "甲", "2025-06-01", "a")], {"a": filing("某县教育局")}, {}, Asked(YEAR, VERSION)
    )
    missing, other = units_of(lines, [Obliged("某县教育体育局")], None)
    assert (missing.standing, other.standing) == ("缺报", "已报")
    assert other.obliged.note == "名册上没有这个单位，有一个名称相近的“某县教育体育局”，请核对。"


def test_a_unit_has_the_name_of_the_roster_whatever_blanks_were_typed():
    asked = Asked(YEAR, VERSION, {"教育局": "教育局"})
    lines = lines_of([Arrival("甲", "甲", "甲", "2025-06-01", "a")], {"a": filing("教 育 局")}, {}, asked)
    assert lines[0].registered.unit == "教育局"
    assert [(one.obliged.unit, one.standing) for one in units_of(lines, [Obliged("教育局")], None)] == [
        ("教育局", "已报")
    ]


@pytest.mark.parametrize(
    ("filed", "why"),
    [
        ("县教育局", "可能报过：收到“县教育局”的，名册上没有它，名称相近，请核对。"),
        ("某县教育局（本级）", "可能报过：收到“某县教育局（本级）”的，名册上没有它，名称相近，请核对。"),
        ("某县水务局", ""),
    ],
)
def test_a_missing_unit_may_have_filed_under_another_name(filed, why):
    lines = lines_of([Arrival("甲", "甲", "甲", "2025-06-01", "a")], {"a": filing(filed)}, {}, ASKED)
    assert units_of(lines, [Obliged("某县教育局")], None)[0].perhaps == why


def test_a_missing_unit_may_have_sent_what_nobody_can_read():
    arrival = Arrival("信.eml › 教育局终稿.xlsm", "教育局终稿.xlsm", "", "2025-06-01", "a")
    lines = lines_of([arrival], {"a": Filing("已损坏。")}, {}, ASKED)
    (one, other) = units_of(lines, [Obliged("教育局"), Obliged("水务局")], None)
    assert one.perhaps == "可能报过：信.eml › 教育局终稿.xlsm 的名称里有这个单位，但读不出来，请核对。"
    assert (one.standing, other.perhaps) == ("缺报", "")
