"""B. Staffing (checks 11, 12, 13, 18)."""

import re
from collections.abc import Iterator

from jixiao.findings import Finding, Kind, Severity
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import plain

POSTS_TOTAL = Kind(
    "B11", Severity.ERROR, "编制合计不等于分项之和", "报表编制合计 {printed} 名，各类编制相加是 {parts} 名，相差 {gap} 名。",
    "请核对编制批文，改正分项或合计。", "编制合计＝行政（参公）＋事业＋工勤＋其他",
)  # fmt: skip
IN_POST_TOTAL = Kind(
    "B12", Severity.ERROR, "在职合计不等于分项之和", "报表在职合计 {printed} 人，各类在职相加是 {parts} 人，相差 {gap} 人。",
    "请核对年末人数，改正分项或合计。", "在职合计＝行政（参公）＋事业＋工勤＋其他",
)  # fmt: skip
SUPPORTED_TOTAL = Kind(
    "B13", Severity.ERROR, "财供人员合计不等于分项之和",
    "财供人员填的是 {printed} 人，在职 {in_post}＋雇员 {hired}＋离退休 {retired}＝{parts} 人，相差 {gap} 人。",
    "请核对人数，改正分项或合计。", "财供人员＝在职＋雇员＋离退休",
)  # fmt: skip
OFFICE_COUNT = Kind(
    "B18", Severity.ERROR, "内设机构数与名称个数不一致", "内设机构数填 {count} 个，列出的名称有 {listed} 个。",
    "请补全名称，或改正个数。", "内设机构数＝名称个数",
)  # fmt: skip


def posts_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """B11: the printed total of posts against its parts."""
    yield from _printed_total(snapshot, POSTS_TOTAL, "报表合计编制数", "编制数")


def in_post_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """B12: the printed total of staff in post against its parts."""
    yield from _printed_total(snapshot, IN_POST_TOTAL, "报表合计在职人数", "在职人员数")


def _printed_total(snapshot: Snapshot, kind: Kind, printed_item: str, parts_item: str) -> Iterator[Finding]:
    printed, parts = snapshot.number(printed_item), snapshot.number(parts_item)
    if printed is not None and parts is not None and printed != parts:
        yield kind.at(printed_item, printed=plain(printed), parts=plain(parts), gap=plain(abs(printed - parts)))


def supported_total_equals_its_parts(snapshot: Snapshot) -> Iterator[Finding]:
    """B13: 财供人员合计 = 在职 + 雇员 + 离退休."""
    printed, parts = snapshot.number("财供人员填报数"), snapshot.number("财供人员合计")
    if printed is None or parts is None or printed == parts:
        return
    names = {"in_post": "在职人员数", "hired": "雇员人数", "retired": "离退休人数"}
    words = {
        word: plain(number) if (number := snapshot.number(item)) is not None else "未填" for word, item in names.items()
    }
    yield SUPPORTED_TOTAL.at(
        "财供人员填报数", printed=plain(printed), parts=plain(parts), gap=plain(abs(printed - parts)), **words
    )


def office_count_equals_names_listed(snapshot: Snapshot) -> Iterator[Finding]:
    """B18: 内设机构数 = the names listed."""
    count, names = snapshot.number("内设机构数"), snapshot.text("内设机构名称")
    listed = len([name for name in re.split(r"[、，,；;\s]+", names) if name])
    if count is not None and listed and count != listed:
        yield OFFICE_COUNT.at("内设机构数", count=plain(count), listed=listed)
