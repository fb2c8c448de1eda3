"""逐项填报 after a press: a line for each thing an indicator asks, and nothing that was typed under another question."""

from collections.abc import Iterator

from jixiao.evaluation.scoring.indicators import answers_part
from jixiao.forms.names import PARTS
from jixiao.frameworks import Framework
from jixiao.frameworks.parts import Part, parts_of
from jixiao.frameworks.rows import PART_COLUMNS, part_row
from jixiao.press.blocks import Cell
from jixiao.snapshot import Body, Record, Snapshot

FORMER = "原"  # before a code: the row is kept, and answers no indicator any more
Line = list[Cell]


def part_lines(snapshot: Snapshot, framework: Framework, body: Body) -> list[Line]:
    """The shown columns row by row. A line answered stays where it is: renewed where its 要点 is the same, else it keeps
    what it asked and its code becomes 原A1-2, so that it answers nothing any more. Lines that are missing go to free
    rows, all of an indicator or none.
    """
    known = {part.code: part for indicator in framework.indicators for part in parts_of(indicator)}
    lines: dict[int, Line] = {}
    placed: set[str] = set()
    for record in snapshot.tables[PARTS]:
        part = known.get(record.label)
        row = snapshot.places[record.key].row
        if part and part.code not in placed and (answers_part(record, part) or not record.is_typed()):
            lines[row] = list(part_row(part).values())
            placed.add(part.code)
        elif record.is_typed():
            lines[row] = _former(record)
    rows = range(body.first, body.last + 1)
    free = iter([row for row in rows if row not in lines])
    missing = list(_missing(framework, placed, len(rows) - len(lines)))
    lines |= dict(zip(free, (list(part_row(part).values()) for part in missing), strict=False))
    return [lines.get(row, [None] * len(PART_COLUMNS)) for row in rows]


def _missing(framework: Framework, placed: set[str], room: int) -> Iterator[Part]:
    for indicator in framework.indicators:
        wanted = [part for part in parts_of(indicator) if part.code not in placed]
        if len(wanted) <= room:
            room -= len(wanted)
            yield from wanted


def _former(record: Record) -> Line:
    """As it stands, under a code that is no indicator's."""
    code = record.label if not record.label or record.label.startswith(FORMER) else f"{FORMER}{record.label}"
    return [code or None, *(record.text(label) or None for label in PART_COLUMNS[1:])]
