"""Lint a report: read it, put its figures into the forms, run the checks of the workbook, quote the sentence of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao.documents.handwritten import own_checks
from jixiao.documents.handwritten.accounting import Account, account
from jixiao.documents.handwritten.entries import snapshot_of
from jixiao.documents.handwritten.figures import Figure, figures_in_sentences, figures_of
from jixiao.documents.handwritten.level import level_of
from jixiao.documents.handwritten.numbers import numbers_of
from jixiao.documents.handwritten.relation_checks import relations_hold
from jixiao.documents.handwritten.relations import changes_of, groups_of
from jixiao.documents.handwritten.source import read_source
from jixiao.documents.handwritten.text import Paragraph, parted
from jixiao.evaluation.checks import ENTRY_CHECKS, definitions, scores, texts
from jixiao.evaluation.scoring.model import Scored
from jixiao.findings import Finding, Severity
from jixiao.forms import load_forms
from jixiao.frameworks import Framework
from jixiao.snapshot import Snapshot

NOT_FOR_REPORTS = (
    definitions.required_entries_are_filled,  # a report need not say what a form requires
    texts.numbers_in_texts_are_those_of_the_tables,  # its texts are where the figures come from: L03 compares them
    texts.texts_count_the_projects,  # the list of projects stays in the workbook
)
SCORE_CHECKS = (
    scores.reported_grade_equals_score_table,
    scores.lost_points_show_among_the_problems,
    texts.problems_and_measures_match,
    texts.low_scores_have_problems,
)
PROBLEMS = "存在问题"
SUMS = ("B11", "B12", "C21", "C23", "D42")  # a printed total against the sum of the lines of a grid
SUPPORTED, SUPPORTED_PARTS = "B13", ("雇员人数", "离退休人数")
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Quoted:
    """A finding with the sentence it was found in; '' where it is about the whole report."""

    finding: Finding
    sentence: str


@dataclass(frozen=True)
class Reading:
    """What was understood of a report, and what is wrong with it."""

    snapshot: Snapshot
    figures: Mapping[str, Figure]
    findings: tuple[Quoted, ...]
    account: Account

    @property
    def blocked(self) -> bool:
        """Whether there are errors among the findings."""
        return any(one.finding.kind.severity is Severity.ERROR for one in self.findings)


def lint_report(path: Path) -> Reading:
    """Read and check a report. UnusableWorkbook where it can't be read."""
    source = read_source(path)
    paragraphs, forms = parted(source.paragraphs), load_forms()
    unit = next((one.raw for one in figures_in_sentences(forms, paragraphs) if one.item == "单位名称"), "")
    numbers = numbers_of(paragraphs)
    groups, changes = list(groups_of(numbers, unit)), list(changes_of(numbers))
    figures = figures_of(forms, paragraphs, source.tables, groups)
    snapshot = snapshot_of(forms, figures, paragraphs, level_of(unit, paragraphs))
    quote = _Quoting(snapshot, figures, paragraphs)
    found = [Quoted(finding, quote.of(finding)) for finding in _findings(snapshot, figures, paragraphs)]
    found += [Quoted(*pair) for pair in own_checks.numbering_runs_once(paragraphs)]
    found += [Quoted(*pair) for pair in own_checks.figures_are_said_once(snapshot, figures, paragraphs)]
    found += [Quoted(*pair) for pair in relations_hold(groups, changes)]
    ordered = tuple(sorted(dict.fromkeys(found), key=lambda one: one.finding.kind.severity))
    return Reading(snapshot, figures, ordered, account(forms, paragraphs, numbers, groups, changes))


def _findings(
    snapshot: Snapshot, figures: Mapping[str, Figure], paragraphs: tuple[Paragraph, ...]
) -> Iterator[Finding]:
    for check in ENTRY_CHECKS:
        if check not in NOT_FOR_REPORTS:
            yield from (finding for finding in check(snapshot) if _is_whole(snapshot, figures, finding))
    yield from own_checks.shares_are_parts_of_the_total(snapshot, figures)
    yield from own_checks.lost_points_are_explained(snapshot, paragraphs)
    scored = _scored(snapshot)
    if scored:
        for score_check in SCORE_CHECKS:
            if score_check is not scores.lost_points_show_among_the_problems or _problems_are_known(paragraphs):
                yield from score_check(scored)


def _is_whole(snapshot: Snapshot, figures: Mapping[str, Figure], finding: Finding) -> bool:
    """Whether the report says all that a sum is made of: what it doesn't mention isn't 0."""
    code, cell = finding.kind.code, snapshot.forms.grid_cell(finding.key.item)
    if code in SUMS and cell:
        rows = (row for row in cell.section.rows if not row.parts and not row.control)
        return all(snapshot.number(f"{row.item}{cell.column}") is not None for row in rows)
    return code != SUPPORTED or all(item in figures for item in SUPPORTED_PARTS)


def _problems_are_known(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether 存在问题 was found, or there is no word of problems anywhere: else they stand where nobody recognised them."""
    return any(p.part == PROBLEMS for p in paragraphs) or not any("问题" in p.flat for p in paragraphs)


def _scored(snapshot: Snapshot) -> Scored | None:
    """The score that the report claims, as if it were that of a score table."""
    total, framework = snapshot.number("上报自评得分"), Framework("", ())
    return None if total is None else Scored(snapshot, framework, (), total, True, framework.settings.grade(total))


class _Quoting:
    """Finds the sentence that a finding speaks of."""

    def __init__(self, snapshot: Snapshot, figures: Mapping[str, Figure], paragraphs: tuple[Paragraph, ...]) -> None:
        self.snapshot, self.figures, self.paragraphs = snapshot, figures, paragraphs

    def of(self, finding: Finding) -> str:
        """By the figure's item, by the words that the finding quotes, else by the first figure of the same row."""
        if finding.key.item in self.figures:
            return self.figures[finding.key.item].sentence
        return self._with_quoted_words(finding) or self._of_the_part(finding) or self._in_the_row(finding)

    def _with_quoted_words(self, finding: Finding) -> str:
        parts = [p for p in self.paragraphs if p.part == finding.key.item] or list(self.paragraphs)
        for words in (re.sub(r"\s+", "", found) for found in _QUOTED.findall(finding.wrong)):
            for paragraph in parts:
                at = paragraph.flat.find(words)
                if at >= 0 and len(words) > 1:
                    return paragraph.sentence(at)
        years = re.findall(r"20\d\d年", finding.wrong)
        return next(
            (
                p.sentence(p.flat.find(year))
                for year in years
                for p in parts
                if p.part == finding.key.item and year in p.flat
            ),
            "",
        )

    def _of_the_part(self, finding: Finding) -> str:
        own = [p for p in self.paragraphs if p.part == finding.key.item]
        return next((p.text for p in reversed(own) if len(p.text) < 400), "") if own else ""

    def _in_the_row(self, finding: Finding) -> str:
        forms = self.snapshot.forms
        cell = forms.grid_cell(finding.key.item)
        if cell is None:
            return ""
        beside = [item for column in cell.section.columns if (item := forms.beside(finding.key.item, column.label))]
        return next((figure.sentence for item, figure in self.figures.items() if item in beside), "")
