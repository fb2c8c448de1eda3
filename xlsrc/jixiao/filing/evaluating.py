"""evaluate_file: one closed workbook, working or finished, to its rows. Pure: the same bytes give the same rows."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from jixiao import log
from jixiao.documents.verifying.comparing import against_itself
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.reading import finished_in
from jixiao.documents.verifying.verify import differences_in
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.port import WorkbookPort
from jixiao.evaluation import Evaluation, evaluate
from jixiao.evaluation.fingerprint import fingerprint, short
from jixiao.filing import rows
from jixiao.filing.model import OWN, Filed, Naming
from jixiao.filing.printed import Printed, other_total, printed_result
from jixiao.filing.rescoring import NAMED, under
from jixiao.filing.schema import Row
from jixiao.findings import Finding, Severity, located
from jixiao.forms.names import SCORES
from jixiao.frameworks import Framework
from jixiao.press.filed import cells_of
from jixiao.press.reading import port_grids, take_snapshot
from jixiao.snapshot import Snapshot

WORKING, FINISHED = "填报工作簿", "报送表"
BY_ITS_OWN = "（按工作簿自己的指标体系）"
UNFORESEEN = "【{name}】程序出了没有预料到的问题，没有采用。请把文件和 {log} 发给安装人员。"


@dataclass(frozen=True)
class _Read:
    """A file as read: its entries, what it shows, where it shows something else than it comes to."""

    form: str
    snapshot: Snapshot
    evaluation: Evaluation
    printed: Printed
    differences: tuple[Difference, ...]


def evaluate_file(path: Path, naming: Naming = OWN) -> Filed:
    """The rows of the file at `path`, scored by the framework named for its unit, or by the one in it; or one line why it can't be used.

    Never raises for what a file holds: a line of `refused` says it.
    """
    digest = ""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        read = _read(path)
        named = naming.named(read.snapshot.unit)
        return Filed(digest, _rows(read, _kept(named) if named else None))
    except UnusableWorkbook as error:
        return Filed(digest, refused=_about(path, error.message_zh))
    except OSError as error:
        return Filed(digest, refused=f"【{path.name}】打不开：{error.strerror}。请检查路径和权限。")
    except Exception:  # one bad file never stops the rest; nothing of it is used, and the log has the traceback
        log.log_failure(path.name)
        return Filed(digest, refused=UNFORESEEN.format(name=path.name, log=log.LOG_FILE))


def _about(path: Path, line: str) -> str:
    return line if path.name in line else f"【{path.name}】{line}"


@lru_cache(maxsize=8)
def _kept(named: Framework) -> Framework:
    """The same object for an equal framework: its criteria are read once in a process, not once a file."""
    return named


def _read(path: Path) -> _Read:
    port = open_port(path)
    try:
        return _read_finished(path, port) or _read_working(path, port)
    finally:
        port.close()


def result_rows(snapshot: Snapshot, evaluation: Evaluation) -> Mapping[str, tuple[Row, ...]]:
    """The rows of a result that is at hand, by table: nothing is known of what its file shows as printed."""
    return _rows(_Read(WORKING, snapshot, evaluation, Printed(), ()), None)


def _read_working(path: Path, port: WorkbookPort) -> _Read:
    snapshot = take_snapshot(port_grids(port))
    evaluation = evaluate(snapshot)
    printed = printed_result(cells_of(port, SCORES)) if SCORES in port.sheet_names() else Printed()
    different = differences_in(path, port, snapshot, evaluation) if printed.shown else ()
    return _Read(WORKING, snapshot, evaluation, printed, tuple(different))


def _read_finished(path: Path, port: WorkbookPort) -> _Read | None:
    finished = finished_in(path, port)
    if finished is None:
        return None
    printed = printed_result(finished.cells.get(SCORES, {}))
    return _Read(FINISHED, finished.submission.snapshot, finished.evaluation, printed, tuple(against_itself(finished)))


def _rows(read: _Read, named: Framework | None) -> Mapping[str, tuple[Row, ...]]:
    """Every table, `units` with its one row first. What the unit printed is held against its own framework."""
    scored = _scored(read, named)
    by = BY_ITS_OWN if scored.told else ""
    told = other_total(read.printed, rows.total_of(read.evaluation), read.evaluation.grade, by)
    evaluation = replace(scored.evaluation, findings=(*scored.told, *told, *scored.evaluation.findings))
    made = {name: tuple(of(read.snapshot)) for name, of in rows.OF_SNAPSHOT.items()}
    made |= {name: tuple(of(scored.snapshot, evaluation)) for name, of in rows.OF_EVALUATION.items()}
    different = tuple((one.place, one.found, one.expected) for one in read.differences)
    return {"units": (_unit_row(read, evaluation),), **made, "differences": different}


@dataclass(frozen=True)
class _Scored:
    snapshot: Snapshot
    evaluation: Evaluation
    told: tuple[Finding, ...] = ()


def _scored(read: _Read, named: Framework | None) -> _Scored:
    """Under the named framework, where it is another one than the workbook's."""
    rescored = under(read.snapshot, named) if named else None
    if rescored is None or not rescored.told:
        return _Scored(read.snapshot, read.evaluation)
    evaluation = evaluate(rescored.snapshot, rescored.framework)
    told = located(rescored.told, rescored.snapshot.places)
    return _Scored(rescored.snapshot, replace(evaluation, findings=_of_units(evaluation.findings)), told)


def _of_units(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without what is to be said of the bureau's own framework: no unit can mend that."""
    return tuple(f for f in findings if f.key.table != NAMED or f.kind.severity is Severity.ERROR)


def _unit_row(read: _Read, evaluation: Evaluation) -> Row:
    snapshot, printed = read.snapshot, read.printed
    named = evaluation.framework.name
    digits = short(fingerprint(snapshot, read.evaluation))
    result = rows.total_of(evaluation), evaluation.grade, printed.total, printed.grade
    counts = [evaluation.count(severity) for severity in Severity]
    about = read.form, snapshot.unit, snapshot.year, snapshot.version, named, digits
    return *about, *result, printed.place.sheet, printed.place.cell, *counts, evaluation.answered
