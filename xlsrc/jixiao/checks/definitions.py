"""Checks that follow from the form definitions alone: required, range."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Finding, Kind, Severity
from jixiao.forms import CellSpec
from jixiao.snapshot import Entry, Snapshot
from jixiao.values.rounding import plain

REQUIRED = Kind("R20", Severity.ERROR, "必填项没有填", "{label}没有填。", "请补填；数量为零的填 0。", "必填项")
TOO_SMALL = Kind(
    "C41",
    Severity.ERROR,
    "数字太小",
    "{label}填的是 {value}，不能小于 {bound}。",
    "请核对后改填。",
    "只有预算调整数可以为负",
)
TOO_LARGE = Kind(
    "R21", Severity.ERROR, "数字太大", "{label}填的是 {value}，不能大于 {bound}。", "请核对后改填。", "取值范围"
)


def entries_of(snapshot: Snapshot) -> Iterator[tuple[str, Entry]]:
    """(what the clerk calls it, entry) of every typed cell, list rows included."""
    for key, entry in snapshot.entries.items():
        yield key, entry
    for table in snapshot.tables.values():
        for record in table:
            for label, entry in record.entries.items():
                yield f"{record.label or '本行'}的{label}", entry


def required_entries_are_filled(snapshot: Snapshot) -> Iterator[Finding]:
    """R20: a required cell is blank. An unusable one has its own finding."""
    for label, entry in entries_of(snapshot):
        if entry.spec.required and entry.value is None and not entry.faulty:
            yield REQUIRED.at(entry.key, label=label)


def numbers_are_in_range(snapshot: Snapshot) -> Iterator[Finding]:
    """C41, R21: a number below or above what its definition allows."""
    for label, entry in entries_of(snapshot):
        yield from _out_of_range(label, entry, entry.spec)


def _out_of_range(label: str, entry: Entry, spec: CellSpec) -> Iterator[Finding]:
    value = entry.value
    if not isinstance(value, Decimal):
        return
    if spec.min is not None and value < spec.min and not spec.negative:
        yield TOO_SMALL.at(entry.key, label=label, value=plain(value), bound=plain(spec.min))
    if spec.max is not None and value > spec.max:
        yield TOO_LARGE.at(entry.key, label=label, value=plain(value), bound=plain(spec.max))
