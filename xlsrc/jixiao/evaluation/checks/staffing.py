"""B. Staffing (checks 11 to 19)."""

import re
from collections.abc import Iterator

from jixiao.evaluation.checks.common import change, explained
from jixiao.findings import Finding, Kind, kind_of
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import lines, total
from jixiao.values.rounding import half_up, percent, plain

POSTS_TOTAL = kind_of("B11")
IN_POST_TOTAL = kind_of("B12")
SUPPORTED_TOTAL = kind_of("B13")
OVER_POSTS = kind_of("B14")
OVER_ALL_POSTS = kind_of("B15")
POSTS_WITH_OTHERS = kind_of("B16")
SUBSET = kind_of("B17")
OFFICE_COUNT = kind_of("B18")
HEADCOUNT_CHANGE = kind_of("B19")


def posts_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """B11: the printed total of posts against its parts."""
    yield from _printed_total(snapshot, POSTS_TOTAL, "报表合计编制数", "编制数")


def in_post_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """B12: the printed total of staff in post against its parts."""
    yield from _printed_total(snapshot, IN_POST_TOTAL, "报表合计在职人数", "在职人员数")


def _printed_total(snapshot: Snapshot, kind: Kind, printed_item: str, parts_item: str) -> Iterator[Finding]:
    printed, parts = snapshot.number(printed_item), snapshot.number(parts_item)
    if printed is not None and parts is not None and printed != parts:
        words = {"printed": plain(printed), "parts": plain(parts), "gap": plain(abs(printed - parts))}
        yield kind.at(printed_item, (parts_item,), **words)


def supported_total_equals_its_parts(snapshot: Snapshot) -> Iterator[Finding]:
    """B13: 财供人员合计 = 在职 + 雇员 + 离退休."""
    printed, parts = snapshot.number("财供人员填报数"), snapshot.number("财供人员合计")
    if printed is None or parts is None or printed == parts:
        return
    names = {"in_post": "在职人员数", "hired": "雇员人数", "retired": "离退休人数"}
    words = {
        word: plain(number) if (number := snapshot.number(item)) is not None else "未填" for word, item in names.items()
    }
    words |= {"printed": plain(printed), "parts": plain(parts), "gap": plain(abs(printed - parts))}
    yield SUPPORTED_TOTAL.at("财供人员填报数", ("财供人员合计",), **words)


def staff_in_post_fit_their_posts(snapshot: Snapshot) -> Iterator[Finding]:
    """B14: by type, without a reason in 说明."""
    for row in lines(snapshot, "posts"):
        posts, in_post = snapshot.number(f"{row.item}编制数"), snapshot.number(f"{row.item}在职人数")
        if posts is not None and in_post is not None and in_post > posts and not explained(snapshot, row):
            words = {"in_post": plain(in_post), "posts": plain(posts), "gap": plain(in_post - posts)}
            yield OVER_POSTS.at(f"{row.item}在职人数", (f"{row.item}编制数",), label=row.label, **words)


def all_staff_in_post_fit_all_posts(snapshot: Snapshot) -> Iterator[Finding]:
    """B15: the totals, without a reason in 说明 of any row."""
    posts, in_post = snapshot.number("编制数"), snapshot.number("在职人员数")
    rows = [*lines(snapshot, "posts"), total(snapshot, "posts")]
    if posts is not None and in_post is not None and in_post > posts and not any(explained(snapshot, r) for r in rows):
        words = {"in_post": plain(in_post), "posts": plain(posts), "gap": plain(in_post - posts)}
        yield OVER_ALL_POSTS.at("在职人员数", ("编制数",), **words)


def posts_hold_no_retired_or_hired(snapshot: Snapshot) -> Iterator[Finding]:
    """B16: posts that equal the posts plus those who hold none (real)."""
    retired, hired = snapshot.number("离退休人数"), snapshot.number("雇员人数")
    other, printed, posts = (snapshot.number(item) for item in ("其他人员编制数", "报表合计编制数", "编制数"))
    for what, count in (("离退休人数", retired), ("雇员人数", hired)):
        if count and other == count:
            yield POSTS_WITH_OTHERS.at("其他人员编制数", label="其他编制", posts=plain(count), what=what)
        if count and printed is not None and posts is not None and printed == posts + count:
            words = {"posts": plain(printed), "what": f"各类编制之和加{what}"}
            yield POSTS_WITH_OTHERS.at("报表合计编制数", ("编制数",), label="报表编制合计", **words)


def parts_do_not_exceed_their_whole(snapshot: Snapshot) -> Iterator[Finding]:
    """B17: a 其中 may be a subset, never more than its total."""
    small, large = snapshot.number("离休人数"), snapshot.number("离退休人数")
    if small is not None and large is not None and small > large:
        yield SUBSET.at("离休人数", part="离休人数", small=plain(small), whole="离退休人数", large=plain(large))


def office_count_equals_names_listed(snapshot: Snapshot) -> Iterator[Finding]:
    """B18: 内设机构数 = the names listed."""
    count, names = snapshot.number("内设机构数"), snapshot.text("内设机构名称")
    listed = len([name for name in re.split(r"[、，,；;\s]+", names) if name])
    if count is not None and listed and count != listed:
        yield OFFICE_COUNT.at("内设机构数", count=plain(count), listed=listed)


def headcount_is_near_last_year(snapshot: Snapshot) -> Iterator[Finding]:
    """B19: more than 20 % up or down, without a reason."""
    now, before, limit = (
        snapshot.number("在职人员数"),
        snapshot.number("上年在职人员数"),
        snapshot.setting("人员增减提醒线"),
    )
    rate = change(now, before)
    rows = [*lines(snapshot, "posts"), total(snapshot, "posts")]
    if now is None or before is None or rate is None or abs(rate) <= limit or any(explained(snapshot, r) for r in rows):
        return
    words = {"rate": percent(half_up(rate)), "limit": f"{plain(limit)}%"}
    yield HEADCOUNT_CHANGE.at("在职人员数", ("上年在职人员数",), now=plain(now), before=plain(before), **words)
