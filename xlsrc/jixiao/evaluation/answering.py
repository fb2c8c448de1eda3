"""Join what clerks wrote in 处理说明 to the findings: by code and by what the cell holds.

Beside each finding the workbook keeps a mark: content of the cell, answer and whether the answer counted, as the row
was written. An answer counts while the content is the one that stood there when it was written. When the content
changes the answer stays visible but no longer counts, until somebody writes another one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jixiao.findings import Finding, current_code
from jixiao.snapshot import Answered, Record, Snapshot
from jixiao.values.key import Key

VALID, OUTDATED = "1", "0"


@dataclass(frozen=True)
class Joined:
    """The findings with their answers, and the answers whose finding is gone."""

    findings: tuple[Finding, ...]
    gone: tuple[Answered, ...]


def with_answers(findings: Iterable[Finding], snapshot: Snapshot, titles: Mapping[str, str]) -> Joined:
    """`titles`: sheet name → the form's own name, as the workbook keeps cells."""
    findings = tuple(findings)
    records = {record.key: record for table in snapshot.tables.values() for record in table}
    contents = [fingerprint(content(finding, snapshot, records)) for finding in findings]
    left = dict(enumerate(snapshot.answers))
    found: dict[int, Answered] = {}
    for precise in (_by_both, _by_content, _by_place):  # a row that moved keeps its answer; a changed cell shows it
        rows = {precise(_code(a), _parts(a.mark)[0], a.texts["键"]): n for n, a in left.items()}
        for n, finding in enumerate(findings):
            at = rows.get(precise(finding.kind.code, contents[n], place_key(finding, titles)))
            if n not in found and at is not None and at in left:
                found[n] = left.pop(at)
    joined = (_joined(finding, contents[n], found.get(n)) for n, finding in enumerate(findings))
    return Joined(tuple(joined), tuple(left.values()))


def _code(answer: Answered) -> str:
    """Under which code its finding goes today: a program before this one may have listed it under another."""
    return current_code(answer.texts["编号"], answer.texts["级别"], answer.wrong)


def _by_both(code: str, content_now: str, place: str) -> tuple[str, ...]:
    return code, content_now, place


def _by_content(code: str, content_now: str, place: str) -> tuple[str, ...]:
    return code, content_now


def _by_place(code: str, content_now: str, place: str) -> tuple[str, ...]:
    return code, place


def place_key(finding: Finding, titles: Mapping[str, str]) -> str:
    """How the workbook names a cell: the form's own name and the address."""
    return f"{titles.get(finding.place.sheet, finding.place.sheet)}!{finding.place.cell}"


def fingerprint(text: str) -> str:
    """Twelve characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def content(finding: Finding, snapshot: Snapshot, records: Mapping[Key, Record]) -> str:
    """What the finding's cell holds, with its name; the message where it is about no single cell."""
    key = finding.key
    if key.item in snapshot.entries:
        return f"{key}={snapshot.entries[key.item].shown}"
    if key.item in snapshot.computed:
        return f"{key}={snapshot.computed[key.item]}"
    if key.whole not in records:
        return f"{key}={finding.wrong}"
    record, table, column = records[key.whole], key.table, key.column
    if column in record.entries:
        return f"{table}.{record.label}.{column}={record.entries[column].shown}"
    if column in record.computed:
        return f"{table}.{record.label}.{column}={record.computed[column]}"
    return f"{table}.{record.label}=" + "|".join(entry.shown for entry in record.entries.values())


def _joined(finding: Finding, now: str, answer: Answered | None) -> Finding:
    if answer is None:
        return replace(finding, mark=f"{now}-{fingerprint('')}-{VALID}")
    then, written, counted = _parts(answer.mark)
    fresh = written != fingerprint(answer.text)
    counts = (fresh or counted == VALID) and then in (now, "")
    mark = f"{now}-{fingerprint(answer.text)}-{VALID if counts else OUTDATED}"
    return replace(finding, answer=answer.text, outdated=not counts, mark=mark)


def _parts(mark: str) -> tuple[str, str, str]:
    """(content, answer, counted) of a mark; blanks where there is none (a row from before marks)."""
    content_was, _, rest = mark.partition("-")
    answer_was, _, counted = rest.partition("-")
    return content_was, answer_was, counted
