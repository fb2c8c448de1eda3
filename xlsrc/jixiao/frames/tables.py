"""The tables of jixiao.filing.schema as frames, of one workbook or over a ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from jixiao.engines import UnusableWorkbook
from jixiao.filing import OWN, TABLES, Column, Filed, Naming, Table, evaluate_file
from jixiao.filing.memory import MEMORY, Memory
from jixiao.filing.schema import Row

Source = Filed | Memory | Path | str
"""One workbook as `read` gives it; the open memory of a ledger; the path of a ledger or of its .db."""

KEYS = ("unit", "digest")
KEY_COLUMNS = Column("unit", "单位"), Column("digest", "文件校验值")
DTYPES = {"text": "object: str", "decimal": "object: Decimal, None; floats=True: float64"}
DTYPES |= {"integer": "Int64", "flag": "boolean"}


def read(path: Path | str, naming: Naming = OWN) -> Filed:
    """One workbook, working or finished, evaluated; `naming`: under another framework than its own.

    UnusableWorkbook, with the reason in one line, where it can't be used.
    """
    done = evaluate_file(Path(path), naming)
    if done.refused:
        raise UnusableWorkbook(done.refused)
    return done


@contextmanager
def memory_of(source: Memory | Path | str) -> Iterator[Memory]:
    """The memory of a ledger; one that isn't open yet is only read. UnusableWorkbook where there is none."""
    if isinstance(source, Memory):
        yield source
    else:
        with Memory.reading(Path(source).with_suffix(MEMORY)) as memory:
            yield memory


def frame(name: str, rows: Iterable[Row], *, floats: bool = False) -> pd.DataFrame:
    """The rows of a table as a frame. KeyError for an unknown table."""
    made = pd.DataFrame(list(rows), columns=list(TABLES[name].names), dtype=object)
    return typed(made, TABLES[name].columns, floats=floats)


def filed(
    memory: Memory,
    name: str,
    units: Mapping[str, str] | None = None,
    *,
    items: Sequence[str] = (),
    floats: bool = False,
) -> pd.DataFrame:
    """A table over many filings: `unit` and `digest` in front, by unit, then in the order of each file.

    `units`: digest → unit, by default the filings that count; `items`: only these data items. A file's own word for its
    unit is `reported_unit`.
    """
    wanted = memory.counted() if units is None else units
    columns = columns_over(TABLES[name])
    rows = ((wanted[str(digest)], digest, *row) for digest, *row in memory.rows(name, list(wanted), items))
    made = pd.DataFrame(list(rows), columns=[column.name for column in columns], dtype=object)
    return typed(made, columns, floats=floats).sort_values("unit", kind="stable", ignore_index=True)


def columns_over(table: Table) -> tuple[Column, ...]:
    """The columns of a table over many filings."""
    own = (replace(one, name=f"reported_{one.name}") if one.name in KEYS else one for one in table.columns)
    return (*KEY_COLUMNS, *own)


def typed(made: pd.DataFrame, columns: Iterable[Column], *, floats: bool) -> pd.DataFrame:
    """The frame with the types of its columns' kinds."""
    kinds = {"integer": "Int64", "flag": "boolean"} | ({"decimal": "float64"} if floats else {})
    return made.astype({column.name: kinds[column.kind] for column in columns if column.kind in kinds})


def _table(name: str) -> Callable[..., pd.DataFrame]:
    """The function for a table; its help lists the columns."""
    table = TABLES[name]

    def view(source: Source, *, floats: bool = False) -> pd.DataFrame:
        if isinstance(source, Filed):
            return frame(name, source.rows.get(name, ()), floats=floats)
        with memory_of(source) as memory:
            return filed(memory, name, floats=floats)

    listed = (f"    {column.name}  {column.label}  {DTYPES[column.kind]}" for column in table.columns)
    view.__name__ = view.__qualname__ = name
    view.__doc__ = f"{table.label}：{table.title}\n\n" + "\n".join(listed)
    return view


units = _table("units")
figures = _table("figures")
texts = _table("texts")
rates = _table("rates")
scores = _table("scores")
projects = _table("projects")
project_lines = _table("project_lines")
findings = _table("findings")
differences = _table("differences")


def columns() -> pd.DataFrame:
    """Every column of every table: table, what a row is, column, heading for people, type."""
    rows = [
        (table.name, table.title, column.name, column.label, DTYPES[column.kind])
        for table in TABLES.values()
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=["table", "row", "column", "label", "dtype"], dtype=object)
