"""Excel's side of xlwings Lite for tests: a closed file as JSON, and actions applied to it the way Excel takes them."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from lite_engine import ISO, opened

from jixiao.engines import Formula, open_port
from jixiao.engines.port import Area

RESULT = 987654.25  # what formulas "show": no result of a formula may be trusted, so none can matter
HEADINGS = ("=IF(单位名称=", "=IF(评价年度=")  # but unit and year in a heading are read, and told where they are others
MESSY = {
    ("人员情况", "C22"): "３１人",
    ("支出预算", "F10"): "#DIV/0!",
    ("支出预算", "F7"): "=SUM(F8,1)",
    ("绩效指标", "G7"): 4,
    ("绩效指标", "H7"): "'00123 在职人数含借调人员，主动扣1分",
    ("文字材料", "C16"): "1,250.00",
    ("三公及资产", "E7"): "2024-08-10",
}
"""What a clerk may have typed into the sample."""

NUMBERS_OF = {"true": True, "false": False}


class Excel:
    """One workbook. `shown`: the sheet in front; `flushes`: how often a script wrote."""

    def __init__(self, path: Path) -> None:
        self.port = open_port(path)
        self.names = self.port.sheet_names()
        self.shown, self.flushes = self.names[0], 0

    def as_json(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(payload, formulas by sheet)."""
        sheets, formulas = [], {}
        for name in self.names:
            values, formulas[name] = self._sheet(name)
            sheets.append({"name": name, "values": values, "pictures": [], "tables": []})
        book = {"name": self.port.path.name, "active_sheet_index": 0, "selection": "A1"}
        return {"client": "test", "version": "0", "book": book, "names": [], "sheets": sheets}, formulas

    def _sheet(self, name: str) -> tuple[list[list[Any]], list[list[Any]]]:
        used = self.port.used_block(name).area
        whole = Area(1, 1, used.last_row, used.last_column)
        formulas = self.port.read_formulas(name, whole)
        values = [
            [_result(formula) if formula else _as_json(value) for value, formula in zip(*rows, strict=True)]
            for rows in zip(self.port.read_values(name, whole), formulas, strict=True)
        ]
        shown = [
            [formula or value for value, formula in zip(*rows, strict=True)]
            for rows in zip(values, formulas, strict=True)
        ]
        return values, shown

    def apply(self, actions: list[dict[str, Any]]) -> None:
        """In order; LockedCells where a sheet is protected, as Excel's AccessDenied."""
        self.flushes += 1
        for action in actions:
            getattr(self, f"_{action['func']}")(action)

    def _activateSheet(self, action: dict[str, Any]) -> None:  # noqa: N802 - the action's name
        self.shown = self.names[action["args"][0]]

    def _setValues(self, action: dict[str, Any]) -> None:  # noqa: N802 - the action's name
        rows = [[_as_excel_takes(value) for value in row] for row in action["values"]]
        assert {len(row) for row in rows} == {action["column_count"]}
        assert len(rows) == action["row_count"]
        name = self.names[action["sheet_position"]]
        self.port.write_values(name, action["start_row"] + 1, action["start_column"] + 1, rows, own=True)

    def run(self, script: Any) -> None:
        """A script from its button: what is queued at its end is applied, nothing of it if it raises."""
        with opened(*self.as_json(), self.apply) as book:
            asyncio.run(script(book))
            self.apply(book.impl.queue)

    def save(self, path: Path) -> None:
        self.port.save(path)


def _result(formula: str) -> object:
    return "" if formula.startswith(HEADINGS) else RESULT


def _as_json(value: object) -> object:
    if value is None:
        return ""
    return value.strftime(ISO)[:-4] + "Z" if isinstance(value, datetime) else value


def _as_excel_takes(value: Any) -> Any:
    """What begins with = is a formula, with ' a text; text like a number or a truth value becomes one; "" clears."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if value.startswith("="):
        return Formula(value)
    try:
        return float(value.replace(",", ""))
    except ValueError:
        return NUMBERS_OF.get(value.lower(), value or None)
