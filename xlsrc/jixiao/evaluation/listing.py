"""How findings are told: what to do first, and once.

What is still blank stands in one line per sheet, and so does what is wrong for the same reason in several cells of one
(`several` in the catalogue). A finding that may be there only because another cell is blank or
can't be used stands behind that cell's line until it is mended. Nothing is dropped: every finding is a line, or is
counted in exactly one (tests/checks/test_listing.py). What somebody answered in 处理说明 always has its own line, and an
error never stands behind anything less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao.findings import Finding, Severity
from jixiao.snapshot import Snapshot
from jixiao.snapshot.inputs import inputs
from jixiao.values.key import Key
from jixiao.values.words import TYPE_ZERO, ZERO_IS_TYPED

NAMED = 12  # blank cells that a line names
FILL_IN = "请点左边的“→”跳过去补填{}。"
SHOWN = 3  # findings behind a cause that its line names


@dataclass(frozen=True)
class Line:
    """A line of 校验结果: the finding itself, the other blank ones of its sheet, the findings that wait for it."""

    finding: Finding
    others: tuple[Finding, ...] = ()
    waiting: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that it stands for."""
        return (self.finding, *self.others, *self.waiting)

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is still to be filled in, each once."""
        return tuple(dict.fromkeys(one.lacks for one in (self.finding, *self.others) if one.lacks))

    @property
    def wrong(self) -> str:
        """What is wrong, as a clerk reads it."""
        told = self._told()
        if not self.waiting:
            return told
        titles = list(dict.fromkeys(one.kind.title for one in self.waiting))
        more = "等" if titles[SHOWN:] else ""
        return f"{told}另有 {len(self.waiting)} 条可能由此引起，改好后再查：{'、'.join(titles[:SHOWN])}{more}。"

    def _told(self) -> str:
        if len(self.blanks) > 1:
            return self._lacking()
        return self._together() if self.others and self.finding.one_of else self.finding.wrong

    @property
    def remedy(self) -> str:
        """What to do."""
        if len(self.blanks) <= 1:
            return self.finding.kind.remedy
        zero = any(TYPE_ZERO in one.wrong + one.kind.remedy for one in (self.finding, *self.others))
        return FILL_IN.format(ZERO_IS_TYPED if zero else "")

    @property
    def basis(self) -> str:
        """The rules behind it, each once."""
        return "；".join(dict.fromkeys(one.kind.basis for one in (self.finding, *self.others)))

    def _together(self) -> str:
        labels = list(dict.fromkeys(one.named for one in (self.finding, *self.others)))
        more = " 等" if labels[NAMED:] else ""
        told = self.finding.one_of.replace("{count}", str(len(labels)))  # no format: what was typed may hold braces
        return told.replace("{labels}", f"{'、'.join(labels[:NAMED])}{more}")

    def _lacking(self) -> str:
        more = " 等" if self.blanks[NAMED:] else ""
        return f"还差 {len(self.blanks)} 项没有填：{'、'.join(self.blanks[:NAMED])}{more}。"


def listed(findings: Sequence[Finding], snapshot: Snapshot, *, each: bool = False) -> tuple[Line, ...]:
    """The lines, in the order of the findings. `each`: every blank cell and every consequence has its own line."""
    if each:
        return tuple(map(Line, findings))
    lines = [Line(finding) for finding in findings]
    return tuple(_joined_by_sheet(list(_behind_causes(lines, snapshot))))


def count(lines: Iterable[Line], severity: Severity) -> int:
    """How many open lines of that severity: those that were answered don't count."""
    return sum(line.finding.kind.severity is severity and not line.finding.is_answered for line in lines)


def _behind_causes(lines: Sequence[Line], snapshot: Snapshot) -> Iterator[Line]:
    """Findings that read what a cause leaves open go behind it, the first one that is no less bad."""
    causes = [line.finding for line in lines if line.finding.kind.cause and not line.finding.answer]
    read = {cause: _cells(cause, snapshot) for cause in causes}
    waiting: dict[Finding, list[Finding]] = {cause: [] for cause in causes}
    standing = []
    for line in lines:
        cause = None if line.finding.kind.cause or line.finding.answer else _cause(line.finding, snapshot, read)
        if cause is None:
            standing.append(line)
        else:
            waiting[cause].append(line.finding)
    for line in standing:
        yield replace(line, waiting=tuple(waiting.get(line.finding, ())))


def _cause(finding: Finding, snapshot: Snapshot, read: Mapping[Finding, frozenset[Key]]) -> Finding | None:
    if not read:
        return None
    own = _cells(finding, snapshot)
    found = (c for c, cells in read.items() if cells & own and c.kind.severity <= finding.kind.severity)
    return next(found, None)


def _cells(finding: Finding, snapshot: Snapshot) -> frozenset[Key]:
    """The typed cells that it is about."""
    return frozenset(cell for key in (finding.key, *finding.about) for cell in inputs(snapshot, key))


def _joined_by_sheet(lines: Sequence[Line]) -> Iterator[Line]:
    """The blank ones of a sheet as one line, where the first of them stands; so those with the same fault."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found = line.finding
        if (found.lacks or found.one_of) and not found.answer:
            groups.setdefault((found.place.sheet, "" if found.lacks else found.one_of), []).append(line)
    joined = {id(line): group for group in groups.values() for line in group}
    for line in lines:
        group = joined.get(id(line), [line])
        if line is group[0]:
            others = tuple(one.finding for one in group[1:])
            yield Line(line.finding, others, tuple(w for one in group for w in one.waiting))
