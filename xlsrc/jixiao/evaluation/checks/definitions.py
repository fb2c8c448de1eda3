"""Checks that follow from the form definitions alone: required, range, whole numbers not negative (20, 41)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import entries_of
from jixiao.findings import Finding, kind_of
from jixiao.forms import CellSpec
from jixiao.forms.spec import ADDABLE
from jixiao.snapshot import Entry, Snapshot
from jixiao.values.rounding import plain
from jixiao.values.words import ZERO_IS_TYPED

REQUIRED = kind_of("R20")
NEGATIVE_COUNT = kind_of("B20")
TOO_SMALL = kind_of("C41")
TOO_LARGE = kind_of("R21")


def required_entries_are_filled(snapshot: Snapshot) -> Iterator[Finding]:
    """R20: a required cell is blank. An unusable one has its own finding."""
    for label, entry in entries_of(snapshot):
        if entry.spec.required and entry.value is None and not entry.faulty:
            zero = ZERO_IS_TYPED if entry.spec.type in ADDABLE else ""
            yield REQUIRED.at(entry.key, label=label, zero=zero)


def numbers_are_in_range(snapshot: Snapshot) -> Iterator[Finding]:
    """B20, C41, R21: a number below or above what its definition allows."""
    for label, entry in entries_of(snapshot):
        yield from _out_of_range(label, entry, entry.spec)


def _out_of_range(label: str, entry: Entry, spec: CellSpec) -> Iterator[Finding]:
    value = entry.value
    if not isinstance(value, Decimal):
        return
    if spec.min is not None and value < spec.min and not spec.negative:
        kind = NEGATIVE_COUNT if spec.type == "integer" else TOO_SMALL
        yield kind.at(entry.key, label=label, value=plain(value), bound=plain(spec.min))
    if spec.max is not None and value > spec.max:
        yield TOO_LARGE.at(entry.key, label=label, value=plain(value), bound=plain(spec.max))
