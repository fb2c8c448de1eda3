"""Faults that only a report can have: its numbering, the shares it prints, a score without reasons."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.documents.handwritten.figures import Figure, figures_in_sentences
from jixiao.documents.handwritten.text import Paragraph, own_titles, patterns
from jixiao.evaluation.checks.scores import NO_REASON
from jixiao.findings import Finding, kind_of
from jixiao.forms import CellSpec, Forms, Section
from jixiao.snapshot import Snapshot
from jixiao.snapshot.cells import read_typed
from jixiao.values.rounding import percent, plain
from jixiao.values.typed import Value, read_number

NUMBERING = kind_of("L01")
SHARE = kind_of("L02")
TWO_VALUES = kind_of("L03")
_TOP = re.compile(r"^([一二三四五六七八九十]+)、(.{0,40})")
_TOLD = re.compile(r"扣(?:了|除|减)?\d+(?:\.\d+)?分")
ADJUSTED, INITIAL = "调整后预算数", "年初预算数"
WHOLE, FULL = "整体支出绩效自评", Decimal(100)


def numbering_runs_once(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Finding, str]]:
    """L01: 一、…五、 inside a part of the report, which itself is numbered so (real)."""
    top = patterns()["numbering"]["top"]
    runs: dict[str, list[tuple[str, str]]] = {}
    for paragraph in paragraphs:
        match = _TOP.match(paragraph.flat)
        if match and not any(title in match[2] for title in top):
            runs.setdefault(paragraph.part, []).append((match[1], paragraph.text))
    for part, lines in runs.items():
        if lines[0][0] == "一" and len(lines) > 1:
            yield NUMBERING.at(part, part=own_titles().get(part, part), last=lines[-1][0]), lines[0][1]


def shares_are_parts_of_the_total(snapshot: Snapshot, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """L02: a printed share against the amounts of the report."""
    for item, figure in figures.items():
        cell = snapshot.forms.grid_cell(item)
        if cell is None or cell.column != "占比" or item not in snapshot.computed:
            continue
        if not _all_lines_are_known(snapshot, cell.section):
            continue
        share, typed = snapshot.computed[item].value, read_number(figure.raw.rstrip("%％")).value
        if share is not None and isinstance(typed, Decimal) and abs(typed - share) > snapshot.setting("比率容差"):
            yield SHARE.at(item, name=cell.row.item, typed=percent(typed), share=percent(share))


def _all_lines_are_known(snapshot: Snapshot, section: Section) -> bool:
    """Whether the lines that were read are the total that the report states: else nobody knows what a share is of."""
    control = next((row.item for row in section.rows if row.control), "")
    totals = [row.item for row in section.rows if row.parts]
    return any(
        snapshot.number(f"{control}{column}") is not None
        and snapshot.number(f"{control}{column}") == snapshot.number(f"{totals[0]}{column}")
        for column in (ADJUSTED, INITIAL)
    )


def figures_are_said_once(
    snapshot: Snapshot, figures: Mapping[str, Figure], paragraphs: tuple[Paragraph, ...]
) -> Iterator[tuple[Finding, str]]:
    """L03: the same figure with another value further on; a budget may be the initial or the adjusted one."""
    specs = dict(snapshot.forms.items())
    single = {node["item"] for node in patterns()["figure"]}
    for later in figures_in_sentences(snapshot.forms, paragraphs):
        spec = specs[later.item]
        if later.item not in single or not spec.is_number:
            continue
        value = read_typed(later.raw, spec).value
        if value is not None and value not in _values(snapshot.forms, figures, later.item, spec):
            first = figures[later.item].raw
            yield TWO_VALUES.at(later.item, item=later.item, first=first, second=later.raw), later.sentence


def _values(forms: Forms, figures: Mapping[str, Figure], item: str, spec: CellSpec) -> list[Value]:
    cell = forms.grid_cell(item)
    same = (item, forms.beside(item, INITIAL)) if cell and cell.column == ADJUSTED else (item,)
    return [read_typed(figures[one].raw, spec).value for one in same if one in figures]


def lost_points_are_explained(snapshot: Snapshot, paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    """E55: a score below 100, and nowhere 扣N分 (real: 86 with no word on the 14)."""
    points = snapshot.number("上报自评得分")
    if points is None or points >= FULL or any(_TOLD.search(paragraph.flat) for paragraph in paragraphs):
        return
    words = {"weight": plain(FULL), "points": plain(points), "lost": plain(FULL - points)}
    yield NO_REASON.at("上报自评得分", name=WHOLE, **words)
