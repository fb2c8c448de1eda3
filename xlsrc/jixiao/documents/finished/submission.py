"""What is submitted: entries and results with their fingerprint, the sheets of the finished workbook, its name."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jixiao.documents.finished.data_sheet import data_sheet
from jixiao.documents.finished.plan import Sheet
from jixiao.documents.finished.project_sheets import project_sheets
from jixiao.documents.finished.result_sheets import DRAFT, FINAL, Heading, findings_sheet, score_sheet, summary_sheet
from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import (
    Fact,
    fact_line,
    fingerprint,
    item_facts,
    list_facts,
    project_facts,
    short,
)
from jixiao.files import safe_name
from jixiao.findings import Finding, Severity
from jixiao.forms import Section
from jixiao.forms.filed_sheets import NAMES, is_filed, is_left_out
from jixiao.forms.names import EVIDENCE, FINDINGS, PROJECT_SHEETS
from jixiao.snapshot import Snapshot

DATA_TITLE = "部门整体支出绩效自评数据表"
SECTION_DIGITS = 6


@dataclass(frozen=True)
class Submission:
    """One self-evaluation on its way out. `draft`: marked 草稿 everywhere; `with_findings`: 校验结果 goes along;
    `signature`: 签名码, '' where the unit has no key."""

    snapshot: Snapshot
    evaluation: Evaluation
    draft: bool = False
    with_findings: bool = False
    signature: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """64 hexadecimal digits."""
        return fingerprint(self.snapshot, self.evaluation)

    @property
    def short(self) -> str:
        """The fingerprint as documents show it."""
        return short(self.fingerprint)

    @property
    def name(self) -> str:
        """{年度}_{单位}_部门整体支出绩效自评, with _草稿 on a draft; without extension."""
        return self.named("部门整体支出绩效自评")

    def named(self, what: str) -> str:
        """The name of one of the documents, without extension."""
        unit = self.evaluation.unit or "未填单位"
        year = "未填年度" if self.evaluation.year is None else str(self.evaluation.year)
        return safe_name(f"{year}_{_shortened(unit)}_{what}{'_草稿' if self.draft else ''}")

    @property
    def state(self) -> str:
        """报送稿 or 草稿."""
        return DRAFT if self.draft else FINAL

    @property
    def errors(self) -> list[Finding]:
        """What keeps it from being sent."""
        return [finding for finding in self.evaluation.findings if finding.kind.severity is Severity.ERROR]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the finished workbook, in order."""
        heading = Heading(self.evaluation.unit, self.evaluation.year)
        made = [
            data_sheet(self.snapshot, self.evaluation, heading.lines(DATA_TITLE, 24)),
            *project_sheets(self.evaluation.projects, self.evaluation.year, set(NAMES)),
            score_sheet(self.snapshot, self.evaluation, heading),
            summary_sheet(self.evaluation, heading, draft=self.draft),
        ]
        if self.with_findings:
            made.append(findings_sheet(self.evaluation, heading))
        return tuple(made)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Part of the workbook → 6 digits over its facts: tells where an entry was changed that nothing is computed from."""
        found = {name: _digits(lines) for name, lines in section_lines(self.snapshot)}
        if self.evaluation.evidence:
            found[EVIDENCE] = _digits([f"{one.key} {one.told}" for one in self.evaluation.evidence])
        if self.with_findings:
            found[FINDINGS] = sheet_digits([str(slot.value) for _, _, slot in self.sheets[-1].cells()])
        return found


def section_lines(snapshot: Snapshot) -> Iterator[tuple[str, list[str]]]:
    """(section as a clerk calls it, its canonical lines), then all project sheets together."""
    for form, section in snapshot.forms.sections():
        if is_filed(section) and not is_left_out(form, snapshot.tables):
            yield f"{form.sheet}·{section.title}", list(map(fact_line, _facts(snapshot, section)))
    yield PROJECT_SHEETS, list(map(fact_line, project_facts(snapshot)))


def _facts(snapshot: Snapshot, section: Section) -> Iterator[Fact]:
    if section.kind == "list":
        return list_facts(snapshot, section.item)
    return item_facts(snapshot, [*section.items, *(item for _, _, item in section.grid_cells())])


def sheet_digits(texts: list[str]) -> str:
    """6 digits over texts in reading order."""
    return _digits(texts)


def _digits(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:SECTION_DIGITS]


def _shortened(unit: str) -> str:
    """So that what follows the unit is kept when the name is shortened."""
    return unit.encode()[:120].decode(errors="ignore")
