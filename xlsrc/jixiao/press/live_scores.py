"""公式得分: the formulas beside the scores, over the very cells that the scores were read from.

Cells are named by address as the snapshot found them, not by defined names: names get lost when sheets are copied,
addresses follow inserted rows. A formula is left out where it could not say what Python says: where a number was
typed as text, a computed cell typed over, a date put where a text belongs; checks tell all of these.
"""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.criteria import FormulaError, difference_asked, read_formula
from jixiao.criteria.excel.parts import Given, NoFormulaError, Work
from jixiao.criteria.excel.score_formula import score_formula
from jixiao.criteria.value.excel import Source, value_formula
from jixiao.criteria.value.formula import normalise_name
from jixiao.evaluation import ScoreLine
from jixiao.evaluation.scoring.indicators import part_records
from jixiao.findings import Place
from jixiao.forms import CellSpec, Section
from jixiao.forms.names import ANSWERS
from jixiao.frameworks.parts import ALL_YES, SEPARATOR, asks_checks
from jixiao.press.blocks import Live
from jixiao.snapshot import Entry, Record, Snapshot
from jixiao.snapshot.kinds import FORMULA_LOST
from jixiao.values.address import column_letters
from jixiao.values.key import Key
from jixiao.values.typed import visible
from jixiao.values.words import NOT_APPLICABLE, YES


class LiveScores:
    """Makes the formula of each line of 评分表; `work` are the free cells of the line's row."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cells = SnapshotCells(snapshot)
        self._places = snapshot.places
        self._records = {record.key: record for record in snapshot.tables[ANSWERS]}

    def formulas(self, line: ScoreLine, code: str, work: Sequence[str]) -> tuple[Live | None, list[Live]]:
        """(公式得分, its steps); None where it has no formula. `code`: the cell of 评分表 with the line's 编码."""
        steps = Work(work)
        try:
            expression = self._expression(line, code, steps)
        except NoFormulaError:
            expression = None
        if expression is None:
            return None, []
        return Live(expression), [Live(step) for step in steps.formulas]

    def _expression(self, line: ScoreLine, code: str, work: Work) -> str | None:
        record = self._records.get(line.key)
        if line.indicator.criterion.asked:
            return None  # what the text leaves open may change the points
        if record and not all(map(_as_typed, _answers(record))):
            return None
        given = self._given(line, work)
        expression = given and score_formula(line.rule, line.indicator.weight, given, work)
        if not expression or not given:
            return None
        expression = _shared(line, _guarded(line, given, expression), work)
        if record is None:
            return expression
        here = absolute(self._places[record.key])
        return f'IF(TRIM({here}&"")=TRIM({code}&""),{expression},"")'

    def _given(self, line: ScoreLine, work: Work) -> Given | None:
        at = {label: self._answer(line.key, label) for label in ("目标值", "完成值", "手工得分")}
        target, actual, typed = at.values()
        if not line.indicator.value:
            parts = part_records(self._snapshot, line.indicator)
            if not all(_as_typed(part.entries["完成值"]) for part in parts):
                return None
            if parts and asks_checks(line.indicator):
                whole = SEPARATOR.join([YES] * len(parts))
                actual = work.put(f'IF(TRIM({actual}&"")="{ALL_YES}","{whole}",IF({actual}="","",{actual}))')
            return Given(target, self._joined(actual, parts, work) if parts else actual, typed)
        try:
            value = value_formula(read_formula(line.indicator.value), self._cells)
        except FormulaError:
            return None
        return Given(target, actual, typed, work.put(value.expression), value.unit) if value else None

    def _joined(self, whole: str, parts: Sequence[Record], work: Work) -> str:
        """完成值 and the lines of 逐项填报 as Given.value joins them: "" where it refuses."""
        cells = [f'TRIM({absolute(self._places[part.key.at("完成值")])}&"")' for part in parts]
        joined = f'&"{SEPARATOR}"&'.join(cells)
        complete = work.put(f'IF(AND({",".join(f"LEN({cell})>0" for cell in cells)}),{joined},"")')
        some = f"LEN({'&'.join(cells)})>0"
        agree = f'OR(LEN(TRIM({whole}&""))=0,TRIM({whole}&"")={complete})'
        return work.put(f'IF({some},IF({agree},{complete},""),IF(ISNUMBER({whole}),{whole},{whole}&""))')

    def _answer(self, key: Key, label: str) -> str:
        if key not in self._records:
            return '""'
        place = self._places[key.at(label)]
        return absolute(place) if place != self._places[key] else '""'


def _answers(record: Record) -> list[Entry]:
    return [record.entries[label] for label in ("目标值", "完成值", "手工得分") if label in record.entries]


def _as_typed(entry: Entry) -> bool:
    """Whether the spreadsheet reads the cell as Python does: no date, no hidden character, no number as text."""
    if entry.faulty:
        return False
    if entry.spec.is_number:
        return entry.value is None or _is_number(entry.raw)
    return entry.raw is None or _is_number(entry.raw) or str(entry.raw).strip() == visible(entry.raw)


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)


def _guarded(line: ScoreLine, given: Given, expression: str) -> str:
    """Nothing where Python refuses the value by what the criterion says of it, which the rule doesn't know."""
    actual = f'ASC({given.actual}&"")'
    refused = []
    if line.indicator.criterion.others:  # `asked` is empty: open for negative numbers alone
        refused.append(f'ISNUMBER(FIND("-",{given.value or given.actual}&""))')
    if not given.value and difference_asked(line.indicator.about, line.rule):  # criteria.answer_typed
        bare = f'AND(LEN(TRIM({given.target}&""))>0,ISERROR(FIND("%",{actual})),TRIM({actual})<>"{NOT_APPLICABLE}")'
        refused += [f'ISNUMBER(FIND("/",{actual}))', bare]
    return f'IF(OR({",".join(refused)}),"",{expression})' if refused else expression


def _shared(line: ScoreLine, expression: str, work: Work) -> str:
    """分值分摊到同级指标: the points grow with the weight, as they did in the last press."""
    whole = line.indicator.weight
    if line.weight == whole or not whole:
        return expression
    points = work.put(expression)
    return f'IF(ISNUMBER({points}),ROUND(ROUND({points}*{line.weight}/{whole},10),2),"")'


class SnapshotCells:
    """Where the data of 指标值 formulas stand (value.excel.Cells). KeyError where a formula can't read them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._specs = {item: spec for item, spec in snapshot.forms.items() if spec.is_number}
        self._known = {normalise_name(item): item for item in self._specs}
        self._lost = {note.key.item for note in snapshot.notes if note.kind is FORMULA_LOST}

    def item(self, name: str) -> Source:
        """The cell of a number."""
        item = self._known[normalise_name(name)]
        spec, place = self._specs[item], self._snapshot.place(item)
        if not (place.row and place.column and self._is_sound(item)):
            raise KeyError(name)
        return Source(absolute(place), spec.unit, 2 if spec.type == "amount" and not spec.computed else None)

    def _is_sound(self, item: str) -> bool:
        """Whether the cell, and every cell behind it, holds what Python read."""
        computed = self._specs[item].computed
        if computed is None:
            return _as_typed(self._snapshot.entries[item])
        parts = computed.operands if computed.operation != "sum" else self._typed_parts(computed.operands)
        return item not in self._lost and all(map(self._is_sound, parts))

    def _typed_parts(self, items: Sequence[str]) -> Sequence[str]:
        """Of a sum: a blank cell that stands for 0 adds nothing in the sheet either, unless all of them do."""
        return [item for item in items if not self._adds_nothing(item)] or items

    def _adds_nothing(self, item: str) -> bool:
        computed = self._specs[item].computed
        if computed is None:
            return self._snapshot.entries[item].implied
        return computed.operation == "sum" and all(map(self._adds_nothing, computed.operands))

    def column(self, table: str, column: str) -> Source:
        """A column of a list from its heading to the row above its closing row, wherever that moves."""
        spec = self._column(table, column)
        for record in self._snapshot.tables[table]:
            entry = record.entries[column]
            if not _as_typed(entry) or (isinstance(entry.value, str) and visible(entry.raw) != entry.value):
                raise KeyError(column)
        return Source(self._range(table, column), spec.unit)

    def filled(self, table: str) -> tuple[str, ...]:
        """The first column and those that people type into."""
        section = self._section(table)
        entries = [column.label for column in section.columns if column.is_entry]
        return tuple(self._range(table, label) for label in (section.row_header, *entries))

    def _column(self, table: str, column: str) -> CellSpec:
        spec = self._section(table).column(column)
        if spec.computed is not None:
            raise KeyError(column)
        return spec

    def _section(self, table: str) -> Section:
        return self._snapshot.forms.lists[table]

    def _range(self, table: str, label: str) -> str:
        body = self._snapshot.bodies[table]
        sheet, letters = quoted(body.sheet), column_letters(body.columns[label])
        column = f"{sheet}!${letters}:${letters}"
        heading, closing = (f"ROW({sheet}!${letters}${row})" for row in (body.first - 1, body.last + 1))
        return f"INDEX({column},{heading}):INDEX({column},{closing}-1)"


def absolute(place: Place) -> str:
    """'人员情况'!$C$22."""
    return f"{quoted(place.sheet)}!${column_letters(place.column)}${place.row}"


def quoted(sheet: str) -> str:
    """A sheet name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"
