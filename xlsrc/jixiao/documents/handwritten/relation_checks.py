"""L04 to L08: what contradicts itself among parts, shares and changes; each with the sentence that says so."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.documents.handwritten.relations import Change, Group
from jixiao.findings import Finding, kind_of
from jixiao.values.rounding import half_up, plain

TOO_MUCH = kind_of("L04")
NOT_SAID = kind_of("L05")
WRONG_SHARE = kind_of("L06")
SHARES = kind_of("L07")
WRONG_RATE = kind_of("L08")
HUNDRED, LAST_DIGIT = Decimal(100), Decimal("0.01")
Told = tuple[Finding, str]


def relations_hold(groups: Iterable[Group], changes: Iterable[Change]) -> Iterator[Told]:
    """All that contradicts itself."""
    for group in groups:
        for finding in (*_sums(group), *_shares(group)):
            yield finding, group.whole.sentence
    for change in changes:
        for finding in _rates(change):
            yield finding, change.rate.sentence


def _key(group: Group) -> str:
    return f"报告：{group.partition.name}"


def _sums(group: Group) -> Iterator[Finding]:
    """L04: the parts are more than the whole, or all of them are named and they are less. L05: less, and some aren't named."""
    gap = group.total - group.whole.amount
    if abs(gap) <= group.slack:
        return
    words = {
        "whole": f"{group.partition.name} {plain(group.whole.amount)}",
        "parts": "＋".join(f"{name} {plain(number.amount)}" for name, number in group.parts),
        "total": plain(group.total),
        "gap": plain(abs(gap)),
    }
    if gap > 0 or not group.unsaid:
        yield TOO_MUCH.at(_key(group), way="多" if gap > 0 else "少", **words)
    else:
        yield NOT_SAID.at(_key(group), unsaid="、".join(group.unsaid), **words)


def _shares(group: Group) -> Iterator[Finding]:
    """L06: a share that isn't part ÷ whole. L07: shares of one whole that are more than all of it."""
    for part, share in group.shares:
        if not group.whole.amount:
            continue
        due = part.amount * HUNDRED / group.whole.amount
        room = (
            (part.slack + group.whole.slack * due / HUNDRED) * HUNDRED / group.whole.amount + share.slack + LAST_DIGIT
        )
        if abs(due - share.value) > room:
            name = next(name for name, number in group.parts if number is part)
            yield WRONG_SHARE.at(
                _key(group),
                name=name,
                typed=f"{plain(share.value)}%",
                part=plain(part.amount),
                whole=plain(group.whole.amount),
                due=f"{half_up(due)}%",
            )
    total = sum((share.value for _, share in group.shares), Decimal(0))
    room = sum((share.slack for _, share in group.shares), LAST_DIGIT)
    whole_list = len(group.shares) == len(group.parts) and (
        not group.unsaid or abs(group.total - group.whole.amount) <= group.slack
    )
    if group.shares and (total > HUNDRED + room or (whole_list and total < HUNDRED - room)):
        listed = "＋".join(f"{plain(share.value)}%" for _, share in group.shares)
        yield SHARES.at(_key(group), listed=listed, total=f"{plain(total)}%")


def _rates(change: Change) -> Iterator[Finding]:
    """L08: the rate isn't the change ÷ what was before, or it goes the other way."""
    room, typed = change.rate.slack + LAST_DIGIT, change.rate.value
    grew = change.now > change.before
    fits = change.least - room <= typed <= change.most + room
    if not fits or (grew is not change.grows and change.now != change.before):
        yield WRONG_RATE.at(
            "报告：增减",
            now=plain(change.now),
            before=plain(change.before),
            typed=f"{'增' if change.grows else '减'} {plain(change.rate.value)}%",
            due=f"{'增' if grew else '减'} {half_up(change.due)}%",
        )
